"""What the server costs besides the engine: its frame, balance, scaling, latency under load, memory and start.

usage: python -m tests.bench.server [--corpus CORPUS.jsonl.gz] [--articles N] [--json FILE]

Texts are the articles that come nearest to 15 figures, answered in the full view. The generator of the load is this
process, with one channel; its CPU time is told apart. Measure on a machine that does nothing else: what
others took of it is stated, and where that is much, only the CPU times mean anything, beside that of a plain loop.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import uvloop

from figures_server.pipeline import Extractor
from figures_server.serve import frames
from figures_server.serve.calls import Calls
from figures_server.serve.methods import METHODS
from tests.bench.processes import (
    WITH_BYTECODE,
    busy_seconds,
    cpu_seconds,
    describe_run,
    family,
    loop_seconds,
    memory_mb,
)
from tests.bench.queueing import perfect_queue, tail
from tests.bench.results import tell
from tests.bench.sending import BATCH, WAYS, batches_of, method, open_channel, send_all, send_on_time, send_unary
from tests.bench.texts import add_options, read_articles
from tests.service.running import request_for, start_server, workers_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator, Sequence

    import grpc

    from tests.bench.sending import Call
    from tests.service.running import RunningServer

_FIGURES: Final = 15
_TEXTS: Final = 4 * BATCH
_FRAME_ROUNDS: Final = 10
_PREPARED_ROUNDS: Final = 40
_ROUNDS: Final = 5
_LOAD: Final = 0.8
_LOAD_CALLS: Final = 10 * _TEXTS
_MAX_TEXT_BYTES: Final = 1 << 20
SERVER_FLAGS: Final = ("--max-text-bytes", str(_MAX_TEXT_BYTES), "--log-level", "warning")


class Spent(NamedTuple):
    """Seconds: of the clock, and of CPU time by the front, each worker, the generator and everybody else."""

    wall: float
    front: float
    workers: list[float]
    generator: float
    others: float


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
    messages, loops = [], []
    with start_server("--workers", "1", *SERVER_FLAGS) as server:
        async with open_channel(server) as channel:
            await send_unary(channel, texts)
            for first in [*range(0, len(texts), BATCH)] * _FRAME_ROUNDS:
                turn = texts[first : first + BATCH]
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
                loops.append(loop_seconds())
    scale = 1e6 / BATCH
    medians = {
        name: {part: scale * median(row[part] for row in of_way) for part in of_way[0]} for name, of_way in rows.items()
    }
    return {**medians, "messages": scale * median(messages), "loop": 1e6 * median(loops)}


async def measure_prepared(texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Microseconds a text of each way where the workers have read the texts before, and need only answer."""
    rows: dict[str, list[Spent]] = {way.name: [] for way in WAYS}
    loops = []
    with start_server("--workers", "1", *SERVER_FLAGS, module="tests.bench.prepared") as server:
        async with open_channel(server) as channel:
            await send_unary(channel, texts)
            for _ in range(_PREPARED_ROUNDS):
                loops.append(loop_seconds())
                for way in WAYS:
                    rows[way.name].append(await spend(server, way.send(channel, texts)))
    scale = 1e6 / len(texts)
    medians = {
        name: {
            "front": scale * median(spent.front for spent in of_way),
            "worker": scale * median(sum(spent.workers) for spent in of_way),
        }
        for name, of_way in rows.items()
    }
    return {**medians, "loop": {"us": 1e6 * median(loops)}}


async def measure_capacity(texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """What one and two workers reach in turn, by a call for each text and in batches."""
    requests = [request_for(text).SerializeToString() for text in texts] * 5
    batches = batches_of(list(texts) * 5)
    with start_server("--workers", "1", *SERVER_FLAGS) as one, start_server("--workers", "2", *SERVER_FLAGS) as two:
        async with open_channel(one) as to_one, open_channel(two) as to_two:
            servers = ((1, one, to_one), (2, two, to_two))
            return {
                "unary": await _scale(servers, "Extract", requests, len(requests)),
                "batch": await _scale(servers, "BatchExtract", batches, len(requests)),
            }


async def _scale(
    servers: tuple[tuple[int, RunningServer, grpc.aio.Channel], ...], name: str, requests: list[bytes], texts: int
) -> dict[str, float]:
    """Texts a second of one and of two workers, and how even two are loaded."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    shares, others, by_cpu = [], [], []
    for _ in range(_ROUNDS):
        alone = 0.0
        for workers, server, channel in servers:
            spent = await spend(server, send_all(method(channel, name), requests))
            # Two workers and the generator share two cores; one worker has a core to itself.
            lost = spent.generator / 2 if workers == 2 else 0.0
            rates[workers].append(texts / (spent.wall - lost))
            others.append(spent.others / spent.wall)
            alone = alone or sum(spent.workers)
        by_cpu.append(2 * alone / (spent.front + sum(spent.workers)))
        shares.append(max(spent.workers) / sum(spent.workers))
    return {
        "texts_per_s_one_worker": median(rates[1]),
        "texts_per_s_two_workers": median(rates[2]),
        "scaling": median(two / one for one, two in zip(rates[1], rates[2], strict=True)),
        "scaling_by_cpu": median(by_cpu),
        "busier_worker_share": median(shares),
        "cores_of_others": median(others),
    }


async def measure_latency(texts: Sequence[str]) -> dict[str, Any]:
    """Milliseconds at four fifths of what two workers reach, for all texts and for one of common cost sent on and on.

    In rounds, each with a capacity of its own: another process's second must not become the server's tail.
    """
    requests = [request_for(text).SerializeToString() for text in texts]
    with start_server("--workers", "2", *SERVER_FLAGS) as server:
        async with open_channel(server) as channel:
            call = method(channel, "Extract")
            alone = [await send_all(call, requests, 1) for _ in range(_ROUNDS)]
            services = [min(of_text) for of_text in zip(*alone, strict=True)]
            common = requests[sorted(range(len(services)), key=services.__getitem__)[len(services) // 2]]
            every = [await _loaded(call, requests) for _ in range(_ROUNDS)]
            same = [await _loaded(call, [common] * _TEXTS) for _ in range(_ROUNDS)]
    ideal = perfect_queue(services, 2, _LOAD, _LOAD_CALLS)
    return {
        "texts_per_s": median(round_["rate"] for round_ in every),
        "refused": sum(round_["refused"] for round_ in every),
        "p50_ms": 1e3 * median(round_["p50"] for round_ in every),
        "p99_ms": 1e3 * median(round_["p99"] for round_ in every),
        "p99_to_p50": median(round_["p99"] / round_["p50"] for round_ in every),
        "worst_round": max(round_["p99"] / round_["p50"] for round_ in every),
        "one_text_p99_to_p50": median(round_["p99"] / round_["p50"] for round_ in same),
        "alone_p99_to_p50": tail(services)[1] / tail(services)[0],
        "perfect_p99_to_p50": tail(ideal)[1] / tail(ideal)[0],
    }


async def _loaded(call: Call, requests: Sequence[bytes]) -> dict[str, float]:
    begin = time.perf_counter()
    await send_all(call, [*requests, *requests, *requests])
    rate = _LOAD * 3 * len(requests) / (time.perf_counter() - begin)
    latencies = await send_on_time(call, list(islice(cycle(requests), _LOAD_CALLS)), rate)
    p50, p99 = tail(latencies)
    return {"rate": rate, "p50": p50, "p99": p99, "refused": _LOAD_CALLS - len(latencies)}


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
        with start_server("--workers", "1", *SERVER_FLAGS, environment=WITH_BYTECODE) as server:
            best = min(best, cpu_seconds(family(server.process.pid)))
    return 1e3 * best


def report(measured: dict[str, Any]) -> Iterator[tuple[str, float, str]]:
    """The table: a name, a number and what it means."""
    texts, frame, prepared = (measured[name] for name in ("texts", "frame", "prepared"))
    capacity, batch = measured["capacity"]["unary"], measured["capacity"]["batch"]
    latency, memory = measured["latency"], measured["memory"]
    yield "texts", texts["characters"], f"characters each, {texts['figures']:.0f} figures; {texts['count']} of them"
    yield "plain loop", frame["loop"], f"us of CPU meanwhile; {prepared['loop']['us']:.0f} beside texts read before"
    for way in WAYS:
        of_way = frame[way.name]
        parts = ", ".join(f"{part} {us:.0f}" for part, us in of_way.items() if part != "frame")
        yield f"frame, {way.name}", of_way["frame"], f"us of CPU a text without reading it: {parts}"
        front, worker = prepared[way.name]["front"], prepared[way.name]["worker"]
        yield (
            "  read before",
            front + worker,
            f"us where the texts were read before: front {front:.0f}, worker {worker:.0f}",
        )
    yield "  messages", frame["messages"], "us of it: from the request's bytes to the response's"
    yield "busier worker", 100 * capacity["busier_worker_share"], "% of both workers' CPU, one channel"
    yield "one worker", capacity["texts_per_s_one_worker"], "texts a second, the generator not counted"
    yield "two workers", capacity["texts_per_s_two_workers"], f"texts a second, {capacity['scaling']:.2f} times one"
    yield "  by CPU time", capacity["scaling_by_cpu"], "times one, were both cores the server's alone and never idle"
    times = f"{batch['scaling']:.2f} times one; by CPU time {batch['scaling_by_cpu']:.2f}"
    yield "  in batches", batch["texts_per_s_two_workers"], f"texts a second, {times}"
    yield "median", latency["p50_ms"], f"ms at {latency['texts_per_s']:.0f} texts a second, 80 % of capacity"
    times = f"ms, {latency['p99_to_p50']:.1f} times the median, at worst {latency['worst_round']:.1f}"
    yield "p99", latency["p99_ms"], f"{times}; {latency['refused']:.0f} refused"
    yield "  texts alone", latency["alone_p99_to_p50"], "times the median is p99 where no text waits for another"
    yield "  perfect queue", latency["perfect_p99_to_p50"], "times, with these texts and 80 % of two perfect workers"
    yield "  one text", latency["one_text_p99_to_p50"], "times, where one text of common cost is sent again and again"
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
        "prepared": await measure_prepared(some),
        "capacity": await measure_capacity(some),
        "latency": await measure_latency(some),
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
