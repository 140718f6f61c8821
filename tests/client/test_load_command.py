"""`figures load` from the command line to the exit status, with generator processes of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import grpc
import pytest
import trustme

from figures_client.__main__ import main
from figures_client._credentials import Security
from figures_client.errors import InternalError
from figures_client.load import fleet
from figures_client.load.fleet import Fleet
from figures_client.load.generator import Target
from figures_client.load.plan import Mode, Plan
from figures_client.load.workload import as_parts
from figures_client.v1 import figures_pb2 as pb
from tests.client.fake_server import Fake, overloaded, serving, status

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = pb.Limits(max_batch_size=64, max_in_flight=64)


@pytest.fixture(autouse=True)
def _server(target: str, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURES_SERVER", target)
    monkeypatch.setenv("COLUMNS", "100")
    inform(fake)
    fake.swaps = False


def inform(fake: Fake) -> None:
    fake.answers["GetServiceInfo"] = pb.GetServiceInfoResponse(build="of a test", limits=LIMITS)


@pytest.fixture
def articles(tmp_path: Path) -> str:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": f"{n} men left."}) + "\n" for n in range(20)))
    return str(path)


def texts(fake: Fake) -> list[str]:
    """What the server was sent, in the order of the texts."""
    single = [request.document.text for request in fake.requests if hasattr(request, "document")]
    batched = [doc.text for request in fake.requests if hasattr(request, "documents") for doc in request.documents]
    return sorted(single + batched)


def load(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    ended = main(["load", *arguments, "--format", "json"])
    return ended, json.loads(capsys.readouterr().out)


def test_several_processes_send_each_article_once(
    articles: str, fake: Fake, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    flags = "--count 20 --warmup 0 --processes 2 --to USD --view basic --region GB --html".split()
    assert main(["load", articles, *flags, str(page)]) == 0
    assert texts(fake) == sorted(f"{n} men left." for n in range(20))
    request = fake.requests[-1]
    assert (list(request.options.target_currency_codes), request.options.view) == (["USD"], pb.FIGURE_VIEW_BASIC)
    assert request.document.region_code == "GB"
    out, err = capsys.readouterr()
    assert "read       20 articles" in out
    assert "of a test" in out
    assert "generator  2 processes" in out
    assert not err
    ET.parse(page)  # noqa: S314  # our own


@pytest.mark.parametrize("flags", ["--mode unary", "--mode batch --batch-size 5", "--mode stream", "--rate 100"])
def test_failures_are_counted_with_their_reasons(
    flags: str, tmp_path: Path, fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text("bad one" if number % 4 == 3 else "40 men left.")
    ended, found = load(capsys, str(tmp_path), "--count", "40", "--warmup", "0", *flags.split())
    assert ended == 1
    assert found["articles"] == {"read": 30, "in_time": 30, "failed": 10}
    assert found["statuses"] == [
        {"code": "OK", "reason": "", "articles": 30},
        {"code": "INVALID_ARGUMENT", "reason": "TEXT_TOO_LARGE", "articles": 10},
    ]
    assert found["figures"] == 30
    assert found["failed_latency_ms"] is not None
    assert found["objectives"] == [{"objective": "errors=0", "measured": 10, "met": False}]
    assert found["generator"]["cpu_s"] > 0
    assert 0 < found["generator"]["busiest"] < 1
    assert sum(second["read"] for second in found["seconds"]) == 30
    assert len(texts(fake)) == 40


def test_no_failure_is_hidden_by_a_retry(articles: str, fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    failures = [status(grpc.StatusCode.UNAVAILABLE, "away"), overloaded()]
    real = fake.GetServiceInfo

    def then_fail(request: Any, context: grpc.ServicerContext) -> Any:
        answer = real(request, context)
        fake.failures.extend(failures)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fake, "GetServiceInfo", then_fail)
        with serving(fake) as target:
            flags = "--count 10 --warmup 0 --slo errors=20% --server".split()
            ended, found = load(capsys, articles, *flags, target)
    assert ended == 0
    assert {status["code"]: status["articles"] for status in found["statuses"]} == {
        "OK": 8,
        "UNAVAILABLE": 1,
        "RESOURCE_EXHAUSTED": 1,
    }


def test_a_missed_objective_is_the_exit_status(articles: str, capsys: pytest.CaptureFixture[str]) -> None:
    flags = "--duration 500ms --warmup 0 --rate 40 --slo p50=1us".split()
    ended, found = load(capsys, articles, *flags)
    assert ended == 1
    assert [verdict["met"] for verdict in found["objectives"]] == [False, True]
    assert found["calls"] == 20
    assert found["generator"]["lateness_ms"] is not None


class Exhausted(Fake):
    """Refuses everything after so many calls."""

    def Extract(self, request: Any, context: grpc.ServicerContext) -> Any:
        if len(self.requests) > 10:
            self.failures.append(overloaded())
        return super().Extract(request, context)


def test_a_ramp_ends_where_the_server_does(articles: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    fake = Exhausted()
    inform(fake)
    page = tmp_path / "ramp.html"
    with serving(fake) as target:
        flags = "--ramp --rate 4 --duration 1s --warmup 0 --slo p99=20s --server".split()
        assert main(["load", articles, *flags, target, "--html", str(page)]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].split() == "ASKED/S READ/S P50 P99 FAILED OBJECTIVES GENERATOR".split()
    assert "missed errors" in out
    assert "knee: 4.0 articles/s is the highest rate that held (p99=20000ms, errors=0, 95% read in time)" in out
    ET.parse(page)  # noqa: S314  # our own


def test_the_fleet_grows_while_a_process_is_too_busy(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet, "BUSY", 0.0)
    parts = as_parts(iter([pb.Document(text="40 men left.")]), Mode.UNARY)
    with Fleet(Target(target, Security()), parts, b"", 1) as grown:
        run = grown.run_staffed(Plan(duration_s=0.2, warmup_s=0, channels=2), most=3)
    assert run.processes == 3
    assert run.tally.failed == 0


def test_a_process_that_dies_is_an_error_and_no_result(target: str) -> None:
    parts = as_parts(iter([pb.Document(text="40 men left.")]), Mode.UNARY)
    with Fleet(Target(target, Security()), parts, b"", 1) as broken:
        ((process, _),) = broken._members

        def kill(_: object) -> None:
            process.kill()

        with pytest.raises(InternalError, match="a process that generates load died"):
            broken.run(Plan(duration_s=60, warmup_s=0, channels=1), kill)
        with pytest.raises(InternalError, match="a process that generates load died"):
            broken.run(Plan(duration_s=60, warmup_s=0, channels=1))


def test_an_interruption_still_says_what_was_found(articles: str, fake: Fake) -> None:
    flags = "--duration 60s --warmup 0 --rate 50 --format json".split()
    command = [sys.executable, "-m", "figures_client", "load", articles, *flags]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while len(fake.requests) < 10:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    found = json.loads(out)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert found["interrupted"]
    assert found["articles"]["read"] >= 9
    assert found["measured_s"] < 60


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--slo", "p99=soon"], "'p99=soon' is no objective such as"),
        (["--mode", "batch", "--batch-size", "65"], "--batch-size: the server takes at most 64 articles in one call"),
        (["--html", "no/such/directory/x.html"], "figures: no/such/directory/x.html: No such file or directory"),
        (["--cert-file", "x.pem"], "--cert-file and --key-file go together"),
        (["--ca-file", "missing.pem"], "missing.pem: No such file or directory"),
        (["--ca-file", __file__], "test_load_command.py: no CERTIFICATE in PEM"),
    ],
)
def test_what_is_refused(
    articles: str, flags: list[str], message: str, capsys: pytest.CaptureFixture[str], fake: Fake
) -> None:
    assert main(["load", articles, *flags]) == 2
    assert message in capsys.readouterr().err
    assert not texts(fake)


def test_a_directory_without_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"figures: {tmp_path}: no articles (.jsonl, .jsonl.gz, .txt)\n"


@pytest.mark.parametrize(
    "flags",
    [
        "--timeout 0",
        "--timeout nan",
        "--rate 0",
        "--rate inf",
        "--rate fast",
        "--duration 5x",
        "--count 0",
        "--rate 5 --concurrency 5",
    ],
)
def test_wrong_usage(articles: str, flags: str) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["load", articles, *flags.split()])
    assert raised.value.code == 2


def test_no_server(articles: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", articles, "--server", "127.0.0.1:1"]) == 3
    assert capsys.readouterr().err.startswith("figures: no server answers at 127.0.0.1:1: ")


def test_a_server_that_the_generators_cannot_reach(
    articles: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("figures_client.load.session.Target", lambda _, security: Target("127.0.0.1:1", security))
    assert main(["load", articles, "--timeout", "1"]) == 3
    assert "no connection within 1 s" in capsys.readouterr().err


def test_without_the_extra_the_command_says_what_to_install(
    articles: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("figures_client.load.", "hdrh"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "hdrh.histogram", None)
    assert main(["load", articles]) == 2
    assert "pip install 'figures-client[load]'" in capsys.readouterr().err


def test_tls_with_certificates_of_both_sides_and_a_token(
    articles: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    authority = trustme.CA()
    ours, theirs = authority.issue_cert("127.0.0.1"), authority.issue_cert("someone@example.org")
    files = {"ca": authority.cert_pem, "key": theirs.private_key_pem, "cert": theirs.cert_chain_pems[0]}
    for name, blob in files.items():
        blob.write_to_path(tmp_path / name)
    (tmp_path / "token").write_text("secret\n")
    fake = Signed()
    inform(fake)
    credentials = grpc.ssl_server_credentials(
        [(ours.private_key_pem.bytes(), ours.cert_chain_pems[0].bytes())],
        authority.cert_pem.bytes(),
        require_client_auth=True,
    )
    with serving(fake, credentials=credentials) as target:
        flags = [flag for name in ("ca", "key", "cert", "token") for flag in (f"--{name}-file", str(tmp_path / name))]
        assert main(["info", "--server", target, *flags]) == 0
        capsys.readouterr()
        ended, found = load(capsys, articles, "--server", target, "--count", "4", "--warmup", "0", *flags)
        assert main(["info", "--server", target, "--ca-file", str(tmp_path / "ca"), "--timeout", "3"]) == 3
    assert (ended, found["articles"]) == (0, {"read": 4, "in_time": 4, "failed": 0})
    assert fake.tokens == {"Bearer secret"}


class Signed(Fake):
    """Remembers the tokens of its callers."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: set[str] = set()

    def _begin(self, request: Any, context: grpc.ServicerContext) -> None:
        self.tokens.add(str(dict(context.invocation_metadata()).get("authorization")))
        super()._begin(request, context)
