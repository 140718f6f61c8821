"""The processes that generate load, how many it takes, and what they found together."""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final, Self

from figures_client.errors import InternalError, UnavailableError
from figures_client.load.generator import Stop, Tick, Unreachable, generate
from figures_client.load.recorder import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from figures_client.load.generator import Target
    from figures_client.load.plan import Plan

# A process busier than this soon delays its own calls.
BUSY: Final = 0.7
# A process in which gRPC runs cannot be forked.
_SPAWN: Final = multiprocessing.get_context("spawn")
_LEAD_S: Final = 0.1
_GOODBYE_S: Final = 1.0
_TRIAL_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Second:
    """What came in one second of a run; latencies in ms, None where nothing was read."""

    number: int
    read: int
    failed: int
    p50_ms: float | None
    p99_ms: float | None
    max_ms: float | None


@dataclass(slots=True)
class Run:
    """What a fleet found: in all, by second, and how busy its busiest process was (1: it never waited)."""

    processes: int
    tally: Tally = field(default_factory=Tally)
    seconds: list[Second] = field(default_factory=list)
    measured_s: float = 0.0
    busiest: float = 0.0
    interrupted: bool = False


class Fleet:
    """Processes, so many at first, that send the articles, each its own part of them; closed by `with`."""

    def __init__(self, target: Target, articles: Sequence[bytes], options: bytes, processes: int) -> None:
        self._target = target
        self._articles = articles
        self._options = options
        self._members: list[tuple[BaseProcess, Connection]] = []
        self._resize(processes)

    def __enter__(self) -> Self:
        """The fleet itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends its processes."""
        self._resize(0)

    def run_trial(self, plan: Plan, most: int) -> None:
        """Grows the fleet to what the plan takes, by a second's trial of it at a time."""
        trial = replace(plan, duration_s=_TRIAL_S, count=None, warmup_s=_TRIAL_S / 2)
        if self.run_staffed(trial, most).interrupted:
            raise KeyboardInterrupt

    def run_staffed(self, plan: Plan, most: int, watch: Callable[[Second], None] | None = None) -> Run:
        """As `run`; where a process was busier than BUSY, once more with twice as many, up to `most`."""
        run = self.run(plan, watch)
        while run.busiest > BUSY and len(self._members) < most and not run.interrupted:
            self._resize(min(2 * len(self._members), most))
            run = self.run(plan, watch)
        return run

    def run(self, plan: Plan, watch: Callable[[Second], None] | None = None) -> Run:
        """Carries out a plan; `watch` is told of each second. UnavailableError where a process finds no server.

        An interruption ends it early, with what was found until then.
        """
        cpu_s = process_time()
        gathering = _Gathering([connection for _, connection in self._members], watch or (lambda _: None))
        with _alive():
            gathering.start(plan)
            try:
                gathering.finish()
            except KeyboardInterrupt:
                gathering.stop()
                gathering.finish()
        gathering.run.tally.cpu_s += process_time() - cpu_s
        return gathering.run

    def _resize(self, processes: int) -> None:
        for process, connection in self._members:
            connection.close()
            process.join(_GOODBYE_S)
            process.kill()
            process.join()
        self._members = []
        for place in range(processes):
            ours, theirs = _SPAWN.Pipe()
            articles = self._articles[place::processes] or self._articles
            arguments = (theirs, self._target, articles, self._options)
            process = _SPAWN.Process(target=generate, args=arguments, daemon=True)
            with _uninterrupted():
                process.start()
            theirs.close()
            self._members.append((process, ours))


class _Gathering:
    """One run's messages from all processes, put together second by second."""

    def __init__(self, connections: Sequence[Connection], watch: Callable[[Second], None]) -> None:
        self.run = Run(len(connections))
        self._working = list(connections)
        self._watch = watch
        self._seconds: dict[int, tuple[int, Tally]] = {}
        self._usage: dict[Connection, tuple[float, float]] = {}

    def start(self, plan: Plan) -> None:
        """Hands each its share, waits until all are connected, and starts them at one time."""
        for place, connection in enumerate(self._working):
            connection.send(plan.share(place, len(self._working)))
        for connection in self._working:
            answer = connection.recv()
            if isinstance(answer, Unreachable):
                raise UnavailableError(answer.message, code="UNAVAILABLE")
        at = perf_counter() + _LEAD_S
        for connection in self._working:
            connection.send(at)

    def stop(self) -> None:
        """Ends the run early."""
        self.run.interrupted = True
        for connection in self._working:
            connection.send(Stop())

    def finish(self) -> None:
        """Takes in what comes until all have said their last."""
        while self._working:
            ready = wait(self._working)
            for connection in [each for each in self._working if each in ready]:
                message = connection.recv()
                if isinstance(message, Tick):
                    self._take(connection, message)

    def _take(self, connection: Connection, tick: Tick) -> None:
        tally = tick.tally
        busy_s, wall_s = self._usage.get(connection, (0.0, 0.0))
        self._usage[connection] = used = (busy_s + tally.busy_s, wall_s + tally.wall_s)
        if tick.measured_s is not None:
            self._working.remove(connection)
            self.run.measured_s = max(self.run.measured_s, tick.measured_s)
            self.run.busiest = max(self.run.busiest, used[0] / used[1] if used[1] else 0.0)
        told, merged = self._seconds.get(tick.number, (0, Tally()))
        merged.add(tally)
        self._seconds[tick.number] = (told + 1, merged)
        # Those that have finished say nothing of later seconds.
        for number in sorted(self._seconds):
            told, merged = self._seconds[number]
            if self._working and told < self.run.processes:
                return
            self._close(number, merged)

    def _close(self, number: int, tally: Tally) -> None:
        del self._seconds[number]
        latency = tally.latency
        second = Second(number, tally.read, tally.failed, latency.at_ms(50), latency.at_ms(99), latency.at_ms(100))
        self.run.seconds.append(second)
        self.run.tally.add(tally)
        self._watch(second)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process that is started here leaves Ctrl-C to us: it is told when to stop."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _alive() -> Iterator[None]:
    """A process that hung up is an error of ours, not the end of whoever reads our output."""
    try:
        yield
    except (EOFError, ConnectionError):
        message = "a process that generates load died"
        raise InternalError(message, code="INTERNAL") from None
