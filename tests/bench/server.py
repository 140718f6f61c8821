"""What the server costs besides the engine: its frame, balance, scaling, latency under load, memory and start.

usage: python -m tests.bench.server [--corpus CORPUS.jsonl.gz] [--articles N] [--json FILE]

Texts are the articles that come nearest to 15 figures, answered in the full view. The generator of the load is this
process, with one channel; its CPU time is told apart. Measure on a machine that does nothing else: what
others took of it is stated, and where that is much, only the CPU times mean anything.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from contextlib import asynccontextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import grpc
import uvloop

from figures_client.v1 import figures_pb2 as pb
from figures_server.pipeline import Extractor
from figures_server.serve import frames
from figures_server.serve.calls import Calls
from figures_server.serve.methods import METHODS
from tests.bench.processes import busy_seconds, cpu_seconds, describe_run, family, memory_mb
from tests.bench.results import tell
from tests.bench.texts import add_options, read_articles
from tests.service.running import request_for, start_server, workers_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence

    from tests.service.running import RunningServer

_FIGURES: Final = 15
_BATCH: Final = 16
_TEXTS: Final = 4 * _BATCH
_FRAME_ROUNDS: Final = 10
_ROUNDS: Final = 5
_IN_FLIGHT: Final = 8
_LOAD: Final = 0.8
_LOAD_CALLS: Final = 2_000
_MAX_TEXT_BYTES: Final = 1 << 20
SERVER_FLAGS: Final = ("--max-text-bytes", str(_MAX_TEXT_BYTES), "--log-level", "warning")

Call = grpc.aio.UnaryUnaryMultiCallable[bytes, bytes]


class Spent(NamedTuple):
    """Seconds: of the clock, and of CPU time by the front, each worker, the generator and everybody else."""

    wall: float
    front: float
    workers: list[float]
    generator: float
    others: float


class Way:
    """One way to send texts: sends all of them once over one channel."""

    def __init__(self, name: str, send: Callable[[grpc.aio.Channel, Sequence[str]], Awaitable[None]]) -> None:
        self.name = name
        self.send = send


def method(channel: grpc.aio.Channel, name: str) -> Call:
    """A method of bytes: what messages cost the client is not the server's."""
    call: Call = channel.unary_unary(f"/figures.v1.FigureService/{name}")
    return call


async def send_unary(channel: grpc.aio.Channel, texts: Sequence[str]) -> None:
    """A call for each text, eight at a time."""
    await send_all(method(channel, "Extract"), [request_for(text).SerializeToString() for text in texts])


async def send_batches(channel: grpc.aio.Channel, texts: Sequence[str]) -> None:
    """Calls of 16 texts, eight at a time."""
    requests = []
    for first in range(0, len(texts), _BATCH):
        batch = pb.BatchExtractRequest()
        for text in texts[first : first + _BATCH]:
            batch.documents.add().text = text
        requests.append(batch.SerializeToString())
    await send_all(method(channel, "BatchExtract"), requests)


async def send_stream(channel: grpc.aio.Channel, texts: Sequence[str]) -> None:
    """One stream, 16 texts in flight."""

    async def requests() -> AsyncIterator[bytes]:
        for index, text in enumerate(texts):
            request = pb.ExtractStreamRequest(key=str(index), document=pb.Document(text=text))
            if not index:
                request.max_in_flight = _BATCH
            yield request.SerializeToString()

    call: grpc.aio.StreamStreamMultiCallable[bytes, bytes] = channel.stream_stream(
        "/figures.v1.FigureService/ExtractStream"
    )
    if len([1 async for _ in call(requests())]) != len(texts):
        message = "a stream lost answers"
        raise SystemExit(message)


async def send_all(call: Call, requests: Sequence[bytes]) -> list[float]:
    """Closed loop: the next request when an answer has come; seconds of each."""
    left = iter(requests)
    taken = []

    async def caller() -> None:
        for request in left:
            begin = time.perf_counter()
            await call(request)
            taken.append(time.perf_counter() - begin)

    await asyncio.gather(*(caller() for _ in range(_IN_FLIGHT)))
    return taken


async def send_on_time(call: Call, requests: Sequence[bytes], rate: float) -> list[float]:
    """Open loop: so many a second whatever comes back; seconds from when each was due, of those that were answered."""

    async def caller(request: bytes, due: float) -> float | None:
        await asyncio.sleep(due - time.perf_counter())
        try:
            await call(request)
        except grpc.aio.AioRpcError:
            return None
        return time.perf_counter() - due

    begin = time.perf_counter() + 0.1
    taken = await asyncio.gather(*(caller(request, begin + at / rate) for at, request in enumerate(requests)))
    return [seconds for seconds in taken if seconds is not None]


WAYS: Final = (Way("unary", send_unary), Way("batch", send_batches), Way("stream", send_stream))


@asynccontextmanager
async def open_channel(server: RunningServer) -> AsyncIterator[grpc.aio.Channel]:
    """One connection that takes answers of any length."""
    async with grpc.aio.insecure_channel(server.address, options=[("grpc.max_receive_message_length", -1)]) as channel:
        yield channel


async def spend(server: RunningServer, work: Awaitable[object]) -> Spent:
    """What it took the server, this process and others to do some work."""
    workers = workers_of(server)
    before = _clocks(server, workers)
    await work
    wall, busy, generator, front, *each = (
        now - then for now, then in zip(_clocks(server, workers), before, strict=True)
    )
    return Spent(wall, front, each, generator, max(0.0, busy - generator - front - sum(each)))


def _clocks(server: RunningServer, workers: Sequence[int]) -> list[float]:
    own = cpu_seconds([server.process.pid])
    return [time.perf_counter(), busy_seconds(), time.process_time(), own, *(cpu_seconds([pid]) for pid in workers)]


class Engine:
    """The same texts inside this process: what reading them costs, and what a worker's answer costs."""

    def __init__(self) -> None:
        self.extractor = Extractor()
        self._calls = Calls(self.extractor, _MAX_TEXT_BYTES)

    def extract_seconds(self, texts: Sequence[str]) -> float:
        """CPU time of reading alone."""
        begin = time.process_time()
        for text in texts:
            self.extractor.extract(text)
        return time.process_time() - begin

    def answer_seconds(self, texts: Sequence[str]) -> float:
        """CPU time from a request's bytes to a response's."""
        jobs = [frames.Job(METHODS.index("Extract"), request_for(text).SerializeToString()) for text in texts]
        begin = time.process_time()
        for job in jobs:
            self._calls.answer(job)
        return time.process_time() - begin

    def nearest(self, texts: Sequence[str]) -> list[str]:
        """The texts whose figures are nearest to the number that is measured."""
        return sorted(texts, key=lambda text: abs(len(self.extractor.extract(text).figures) - _FIGURES))[:_TEXTS]


async def measure_frame(engine: Engine, texts: Sequence[str]) -> dict[str, Any]:
    """Microseconds a text of each way, and of the messages alone, in turn with the engine on the same few texts.

    Of many short turns the medians count: what else the machine does hardly meets them.
    """
    rows: dict[str, list[dict[str, float]]] = {way.name: [] for way in WAYS}
    messages = []
    with start_server("--workers", "1", *SERVER_FLAGS) as server:
        async with open_channel(server) as channel:
            await send_unary(channel, texts)
            for first in [*range(0, len(texts), _BATCH)] * _FRAME_ROUNDS:
                turn = texts[first : first + _BATCH]
                for way in WAYS:
                    extract = engine.extract_seconds(turn)
                    spent = await spend(server, way.send(channel, turn))
                    extract = (extract + engine.extract_seconds(turn)) / 2
                    rows[way.name].append(
                        {
                            "front": spent.front,
                            "worker": sum(spent.workers),
                            "extract": extract,
                            "frame": spent.front + sum(spent.workers) - extract,
                        }
                    )
                messages.append(engine.answer_seconds(turn) - engine.extract_seconds(turn))
    scale = 1e6 / _BATCH
    medians = {
        name: {part: scale * median(row[part] for row in of_way) for part in of_way[0]} for name, of_way in rows.items()
    }
    return {**medians, "messages": scale * median(messages)}


async def measure_capacity(texts: Sequence[str]) -> dict[str, Any]:
    """Texts a second of one and of two workers in turn, how even two are loaded, and latencies at four fifths of it."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    shares, others = [], []
    requests = [request_for(text).SerializeToString() for text in texts] * 5
    with start_server("--workers", "1", *SERVER_FLAGS) as one, start_server("--workers", "2", *SERVER_FLAGS) as two:
        async with open_channel(one) as to_one, open_channel(two) as to_two:
            for _ in range(_ROUNDS):
                for workers, server, channel in ((1, one, to_one), (2, two, to_two)):
                    spent = await spend(server, send_all(method(channel, "Extract"), requests))
                    # Two workers and the generator share two cores; one worker has a core to itself.
                    lost = spent.generator / 2 if workers == 2 else 0.0
                    rates[workers].append(len(requests) / (spent.wall - lost))
                    others.append(spent.others / spent.wall)
                shares.append(max(spent.workers) / sum(spent.workers))
                raw = len(requests) / spent.wall
            latencies = await send_on_time(
                method(to_two, "Extract"), list(islice(cycle(requests), _LOAD_CALLS)), _LOAD * raw
            )
    cuts = quantiles(latencies, n=100)
    return {
        "texts_per_s_one_worker": median(rates[1]),
        "texts_per_s_two_workers": median(rates[2]),
        "scaling": median(two / one for one, two in zip(rates[1], rates[2], strict=True)),
        "busier_worker_share": median(shares),
        "loaded_texts_per_s": _LOAD * raw,
        "refused": _LOAD_CALLS - len(latencies),
        "p50_ms": 1e3 * cuts[49],
        "p99_ms": 1e3 * cuts[98],
        "p99_to_p50": cuts[98] / cuts[49],
        "cores_of_others": median(others),
    }


async def measure_memory(texts: Sequence[str]) -> dict[str, float]:
    """MB after some hundred texts: pages that processes share are counted once."""
    with start_server("--workers", "2", *SERVER_FLAGS) as server:
        async with open_channel(server) as channel:
            await send_unary(channel, list(texts) * 5)
        every = {pid: memory_mb(pid) for pid in family(server.process.pid)}
        workers = workers_of(server)
    total = sum(memory["proportional"] for memory in every.values())
    return {
        "server_mb": total,
        "server_mb_per_worker": total / len(workers),
        "front_mb": every[server.process.pid]["proportional"],
        "worker_proportional_mb": max(every[pid]["proportional"] for pid in workers),
        "worker_resident_mb": max(every[pid]["resident"] for pid in workers),
    }


def measure_start() -> float:
    """CPU milliseconds of all processes until the server, one worker, says where it listens; the best of three."""
    best = float("inf")
    for _ in range(3):
        with start_server("--workers", "1", *SERVER_FLAGS) as server:
            best = min(best, cpu_seconds(family(server.process.pid)))
    return 1e3 * best


def report(measured: dict[str, Any]) -> Iterator[tuple[str, float, str]]:
    """The table: a name, a number and what it means."""
    texts, frame, capacity, memory = measured["texts"], measured["frame"], measured["capacity"], measured["memory"]
    yield "texts", texts["characters"], f"characters each, {texts['figures']:.0f} figures; {texts['count']} of them"
    for way in WAYS:
        of_way = frame[way.name]
        parts = ", ".join(f"{part} {us:.0f}" for part, us in of_way.items() if part != "frame")
        yield f"frame, {way.name}", of_way["frame"], f"us of CPU a text without reading it: {parts}"
    yield "  messages", frame["messages"], "us of it: from the request's bytes to the response's"
    yield "busier worker", 100 * capacity["busier_worker_share"], "% of both workers' CPU, one channel"
    yield "one worker", capacity["texts_per_s_one_worker"], "texts a second, the generator not counted"
    yield "two workers", capacity["texts_per_s_two_workers"], f"texts a second, {capacity['scaling']:.2f} times one"
    yield "median", capacity["p50_ms"], f"ms at {capacity['loaded_texts_per_s']:.0f} texts a second, 80 % of capacity"
    yield "p99", capacity["p99_ms"], f"ms, {capacity['p99_to_p50']:.1f} times the median; {capacity['refused']} refused"
    yield "others", 100 * capacity["cores_of_others"], "% of a core went to other processes meanwhile"
    yield "memory", memory["server_mb_per_worker"], f"MB of the whole server a worker; front {memory['front_mb']:.0f}"
    yield (
        "  a worker",
        memory["worker_proportional_mb"],
        f"MB, shared pages once; {memory['worker_resident_mb']:.0f} in all",
    )
    yield "start", measured["start_ms"], "ms of CPU until SERVING, one worker"


async def measure(texts: Sequence[str]) -> dict[str, Any]:
    """All of it."""
    engine = Engine()
    some = engine.nearest(texts)
    return {
        "run": describe_run(),
        "texts": {
            "count": len(some),
            "characters": sum(map(len, some)) / len(some),
            "figures": sum(len(engine.extractor.extract(text).figures) for text in some) / len(some),
        },
        "start_ms": measure_start(),
        "frame": await measure_frame(engine, some),
        "capacity": await measure_capacity(some),
        "memory": await measure_memory(some),
    }


def main() -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    add_options(parser, articles=600)
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    texts = read_articles(options.corpus, options.articles)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        measured = runner.run(measure(texts))
    tell(measured, report(measured), options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
