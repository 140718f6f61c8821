"""What happens when workers die, when the server is told to stop, when there is more work than it can take."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import grpc
import pytest
from grpc_health.v1 import health_pb2

from figures_client.v1 import figures_pb2 as pb
from tests.service.running import TIMEOUT_S, details_of, request_for, start_server, workers_of

if TYPE_CHECKING:
    from pathlib import Path

# What the client ships: try again where the server was not there.
_RETRY: Final = json.dumps(
    {
        "methodConfig": [
            {
                "name": [{"service": "figures.v1.FigureService"}],
                "retryPolicy": {
                    "maxAttempts": 4,
                    "initialBackoff": "0.05s",
                    "maxBackoff": "1s",
                    "backoffMultiplier": 2,
                    "retryableStatusCodes": ["UNAVAILABLE"],
                },
            }
        ]
    }
)
_CALLS: Final = 300


def test_killed_workers_are_replaced_and_no_call_fails() -> None:
    with start_server() as server:
        channel = grpc.insecure_channel(server.address, options=[("grpc.service_config", _RETRY)])
        extract: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary("/figures.v1.FigureService/Extract")
        request = request_for("They paid £1,600. " * 100).SerializeToString()
        killed: set[int] = set()

        def call(number: int) -> int:
            if number in (50, 150):
                victim = workers_of(server)[0]
                killed.add(victim)
                os.kill(victim, signal.SIGKILL)
            response = extract(request, timeout=TIMEOUT_S)
            return len(pb.ExtractResponse.FromString(response).figures)

        with channel, ThreadPoolExecutor(8) as threads:
            assert set(threads.map(call, range(_CALLS))) == {100}
        assert killed
        assert len(set(workers_of(server)) - killed) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems schedule all processes alike")
def test_the_front_takes_no_core_from_a_worker_amid_a_text() -> None:
    with start_server() as server:
        assert os.sched_getscheduler(server.process.pid) == os.SCHED_BATCH
        assert {os.sched_getscheduler(worker) for worker in workers_of(server)} == {os.SCHED_OTHER}


def test_a_killed_zygote_is_replaced_when_a_worker_is_needed() -> None:
    with start_server() as server:
        workers = workers_of(server)
        with open(f"/proc/{workers[0]}/stat", encoding="ascii") as file:  # noqa: PTH123  # no file on a disk
            zygote = int(file.read().split()[3])
        for pid in (zygote, *workers):
            os.kill(pid, signal.SIGKILL)
        assert server.extract("40 soldiers died.").figures[0].text == "40"


def test_a_stream_outlives_the_worker_that_reads_it() -> None:
    with start_server() as server:
        message = pb.ExtractStreamRequest(document=pb.Document(text="They paid £1,600. " * 50)).SerializeToString()
        answers = server.stream([message] * _CALLS)
        found = [len(next(answers).response.figures) for _ in range(20)]
        os.kill(workers_of(server)[0], signal.SIGKILL)
        found += [len(answer.response.figures) for answer in answers]
        assert found == [50] * _CALLS


def test_sigterm_lets_calls_end_and_tells_watchers() -> None:
    with start_server() as server:
        watch = server.channel.unary_stream(
            "/grpc.health.v1.Health/Watch",
            request_serializer=health_pb2.HealthCheckRequest.SerializeToString,
            response_deserializer=health_pb2.HealthCheckResponse.FromString,
        )
        updates = watch(health_pb2.HealthCheckRequest(), timeout=TIMEOUT_S)
        assert next(updates).status == health_pb2.HealthCheckResponse.SERVING
        extract = server.method("Extract")
        request = request_for("They paid £1,600. " * 500).SerializeToString()
        calls = [extract.future(request, timeout=TIMEOUT_S) for _ in range(20)]
        calls[0].result()
        server.process.send_signal(signal.SIGTERM)
        assert next(updates).status == health_pb2.HealthCheckResponse.NOT_SERVING
        for call in calls:
            assert len(pb.ExtractResponse.FromString(call.result()).figures) == 500
        updates.cancel()
        server.channel.close()
        assert server.process.wait(TIMEOUT_S) == 0


def test_what_is_too_much_is_refused_with_a_time_to_come_back() -> None:
    with start_server("--workers", "1") as server:
        (worker,) = workers_of(server)
        os.kill(worker, signal.SIGSTOP)
        extract = server.method("Extract")
        request = request_for("40 died.").SerializeToString()
        # While the worker stands still, only what is refused ends.
        ended: queue.SimpleQueue[grpc.Future[bytes]] = queue.SimpleQueue()
        calls = [extract.future(request, timeout=TIMEOUT_S) for _ in range(600)]
        for call in calls:
            call.add_done_callback(ended.put)
        error = ended.get(timeout=TIMEOUT_S).exception()
        os.kill(worker, signal.SIGCONT)
        assert isinstance(error, grpc.RpcError)
        assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        details = details_of(error)
        assert details["ErrorInfo"].reason == "QUEUE_FULL"
        assert details["RetryInfo"].retry_delay.ToMilliseconds() > 0
        assert sum(call.exception() is None for call in calls) >= 512


@pytest.mark.parametrize(("method", "calls"), [("Extract", 320), ("BatchExtract", 20)])
def test_a_caller_with_hundreds_of_texts_lets_others_go_between(method: str, calls: int) -> None:
    text = "They paid £1,600. " * 20
    batch = pb.BatchExtractRequest(documents=[pb.Document(text=text)] * 64)
    request = (batch if method == "BatchExtract" else request_for(text)).SerializeToString()
    with start_server("--workers", "1") as server, grpc.insecure_channel(server.address) as other:
        (worker,) = workers_of(server)
        os.kill(worker, signal.SIGSTOP)
        ended: list[object] = []
        for _ in range(calls):
            server.method(method).future(request, timeout=TIMEOUT_S).add_done_callback(ended.append)
        # All of them have reached the queue by the time the other caller comes.
        time.sleep(0.5)
        extract: grpc.UnaryUnaryMultiCallable[bytes, bytes] = other.unary_unary("/figures.v1.FigureService/Extract")
        modest = extract.future(request_for("40 died.").SerializeToString(), timeout=TIMEOUT_S)
        time.sleep(0.1)
        os.kill(worker, signal.SIGCONT)
        modest.result()
        assert len(ended) < calls // 2


def test_streams_let_a_call_of_their_own_connection_go_between() -> None:
    document = pb.Document(text="They paid £1,600. " * 20)
    message = pb.ExtractStreamRequest(document=document).SerializeToString()
    with start_server("--workers", "1") as server, ThreadPoolExecutor(20) as threads:
        (worker,) = workers_of(server)
        os.kill(worker, signal.SIGSTOP)
        ended: list[object] = []
        reading = [threads.submit(lambda: ended.extend(server.stream([message] * 16))) for _ in range(20)]
        # All of them have reached the queue by the time the call comes.
        time.sleep(0.5)
        modest = server.method("Extract").future(request_for("40 died.").SerializeToString(), timeout=TIMEOUT_S)
        time.sleep(0.1)
        os.kill(worker, signal.SIGCONT)
        modest.result()
        assert len(ended) < 160
        for stream in reading:
            stream.result()
        assert len(ended) == 320


def test_of_thousands_of_calls_at_once_each_is_read_or_told_when_to_come_back() -> None:
    with start_server() as server:
        assert server.extract("40 died.").figures
        extract = server.method("Extract")
        request = request_for("40 died.").SerializeToString()
        # They all come at once to a server that for a moment takes none up.
        server.process.send_signal(signal.SIGSTOP)
        calls = [extract.future(request, timeout=TIMEOUT_S) for _ in range(3000)]
        server.process.send_signal(signal.SIGCONT)
        errors: list[Any] = [error for call in calls if (error := call.exception()) is not None]
        assert {error.code() for error in errors} <= {grpc.StatusCode.RESOURCE_EXHAUSTED}
        assert {details_of(error)["ErrorInfo"].reason for error in errors} <= {"QUEUE_FULL"}


def test_a_worker_that_overruns_a_deadline_is_replaced() -> None:
    with start_server("--workers", "1") as server:
        (worker,) = workers_of(server)
        os.kill(worker, signal.SIGSTOP)
        extract = server.method("Extract")
        request = request_for("40 died.").SerializeToString()
        late = extract.future(request, timeout=0.2)
        error = late.exception()
        assert isinstance(error, grpc.RpcError)
        assert error.code() is grpc.StatusCode.DEADLINE_EXCEEDED
        assert server.extract("40 soldiers died.").figures[0].text == "40"
        assert workers_of(server) != [worker]


def test_a_worker_whose_caller_has_gone_is_free_for_others() -> None:
    with start_server("--workers", "1") as server:
        (worker,) = workers_of(server)
        os.kill(worker, signal.SIGSTOP)
        given_up = server.method("Extract").future(request_for("40 died.").SerializeToString())
        time.sleep(0.5)
        given_up.cancel()
        assert server.extract("40 soldiers died.").figures[0].text == "40"
        assert workers_of(server) != [worker]


def test_a_unix_socket_serves_too(tmp_path: Path) -> None:
    path = f"unix:{tmp_path}/figures.sock"
    with start_server("--listen", path) as server:
        assert server.address == path
        assert server.extract("40 soldiers died.").figures
        assert server.stop() == 0


@pytest.mark.parametrize("kind", ["port", "socket"])
def test_an_address_that_is_taken_is_an_error(kind: str, tmp_path: Path) -> None:
    with start_server(*(("--listen", f"unix:{tmp_path}/figures.sock") if kind == "socket" else ())) as server:
        command = [sys.executable, "-m", "figures_server", "serve", "--listen", server.address]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
        assert server.extract("40 soldiers died.").figures
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads(done.stderr.splitlines()[-1])["event"] == "cannot serve"


def test_a_socket_that_was_left_behind_is_taken_up(tmp_path: Path) -> None:
    path = f"unix:{tmp_path}/figures.sock"
    with start_server("--listen", path) as killed:
        killed.process.kill()
        killed.process.wait(TIMEOUT_S)
    with start_server("--listen", path) as server:
        assert server.extract("40 soldiers died.").figures


def test_logs_are_json_lines_without_a_word_of_the_article(capfd: pytest.CaptureFixture[str]) -> None:
    with start_server("--log-level", "debug") as server:
        server.extract("The secretwordinthetext cost 40 dollars.")
        assert server.stop() == 0
    logged = capfd.readouterr().err
    records = [json.loads(line) for line in logged.splitlines()]
    assert [record["event"] for record in records] == ["serving", "call", "stopping", "stopped"]
    assert records[1]["method"] == "Extract"
    assert "secretwordinthetext" not in logged
