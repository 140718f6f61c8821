"""The loops of a load test and its records, on a clock of their own: no test here waits."""

from __future__ import annotations

import asyncio
import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from figures_client.load import loop, recorder
from figures_client.load.loop import Pacer
from figures_client.load.plan import Mode, Plan
from figures_client.load.recorder import Latencies, Recorder, Tally
from figures_client.load.sending import Answer

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    """Stands still until the event loop has nothing to do, then is where the next timer is."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def loop(self) -> asyncio.AbstractEventLoop:
        made = asyncio.SelectorEventLoop()
        inside: Any = made
        select = inside._selector.select

        def pass_time(timeout: float | None) -> Any:
            assert timeout is not None, "nothing would ever happen"
            self.now += timeout
            return select(0)

        inside._selector.select = pass_time
        inside.time = self
        return made


@dataclass
class Server:
    """Answers after `delay_s`, but nothing between 0.5 s and 1 s after the start; counts what it was sent."""

    clock: Clock
    delay_s: float = 0.001
    stalls: bool = False
    sizes: list[int] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def send(self, size: int) -> Answer:
        self.sizes.append(size)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        since_start = self.clock() - 1000.0
        held = 1.0 - since_start if self.stalls and 0.5 <= since_start < 1.0 else 0.0
        await asyncio.sleep(held + self.delay_s)
        self.at_once -= 1
        return Answer(self.clock(), sent=10, received=20, read=size, figures=3 * size)

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(loop, "perf_counter", made)
    monkeypatch.setattr(recorder, "perf_counter", made)
    return made


def run(plan: Plan, server: Server, meanwhile: Callable[[Pacer], Any] | None = None) -> tuple[Pacer, Tally]:
    async def paced() -> Pacer:
        pacer = Pacer(plan, server, server.clock())
        if meanwhile:
            asyncio.get_running_loop().call_later(0.25, meanwhile, pacer)
        await pacer.run()
        return pacer

    with asyncio.Runner(loop_factory=server.clock.loop) as runner:
        pacer = runner.run(paced())
        return pacer, pacer.recorder.take()


def test_percentiles_of_known_latencies() -> None:
    latencies = Latencies()
    for milliseconds in range(1, 10_001):
        latencies.record(milliseconds / 1e3)
    assert len(latencies) == 10_000
    assert latencies.at_ms(50) == pytest.approx(5_000, rel=1e-3)
    assert latencies.at_ms(99) == pytest.approx(9_900, rel=1e-3)
    assert latencies.at_ms(99.9) == pytest.approx(9_990, rel=1e-3)
    assert latencies.at_ms(100) == pytest.approx(10_000, rel=1e-3)
    assert latencies.mean_ms == pytest.approx(5_000.5, rel=1e-3)
    assert all(ms == pytest.approx(100 * percentile, rel=1e-3, abs=5) for percentile, ms in latencies.distribution())


def test_histograms_add_up_and_travel() -> None:
    one, other = Tally(), Tally()
    one.latency.record(0.010)
    other.latency.record(0.030)
    one.statuses["OK", ""] = 1
    other.statuses.update({("OK", ""): 1, ("INTERNAL", "X"): 2})
    one.add(pickle.loads(pickle.dumps(other)))  # noqa: S301  # our own bytes
    assert (one.read, one.failed, len(one.latency)) == (2, 2, 2)
    assert one.latency.at_ms(100) == pytest.approx(30, rel=1e-3)


def test_what_is_off_the_scale_counts_as_its_end() -> None:
    latencies = Latencies()
    latencies.record(-1)
    latencies.record(1e9)
    assert latencies.at_ms(1) == 0.001
    assert latencies.at_ms(100) == pytest.approx(3.6e6, rel=1e-3)


def test_an_empty_histogram_has_no_percentiles() -> None:
    empty = Latencies()
    assert (empty.at_ms(50), empty.mean_ms, empty.distribution()) == (None, None, [])


def test_a_failed_call_has_no_part_in_the_latency_of_successes() -> None:
    record = Recorder(opens=0.0, closes=10.0)
    record.settle(1.0, Answer(1.5, 10, read=1))
    record.settle(1.0, Answer(9.0, 10, failures=[("UNAVAILABLE", "")]))
    record.settle(1.0, Answer(8.0, 10, read=15, failures=[("INVALID_ARGUMENT", "TEXT_TOO_LARGE")]))
    tally = record.take()
    assert tally.latency.at_ms(100) == pytest.approx(500, rel=1e-3)
    assert (len(tally.latency), len(tally.failed_latency)) == (1, 2)
    assert (tally.calls, tally.read, tally.failed) == (3, 16, 2)


def test_the_open_loop_charges_a_stall_to_every_call_that_was_due(clock: Clock) -> None:
    """Half a second's stall in two seconds: a quarter of the calls wait, on average half of it."""
    plan = Plan(rate=200, duration_s=2, warmup_s=0)
    _, tally = run(plan, Server(clock, stalls=True))
    assert tally.calls == 400
    assert tally.latency.at_ms(100) == pytest.approx(501, rel=5e-3)
    assert tally.latency.at_ms(87.5) == pytest.approx(251, rel=2e-2)
    assert tally.latency.at_ms(74) == pytest.approx(1, rel=0.1)


def test_the_closed_loop_sees_the_same_stall_once(clock: Clock) -> None:
    plan = Plan(concurrency=1, duration_s=2, warmup_s=0)
    _, tally = run(plan, Server(clock, stalls=True))
    assert tally.latency.at_ms(100) == pytest.approx(501, rel=5e-3)
    assert tally.latency.at_ms(99.9) == pytest.approx(1, rel=0.1)


def test_a_call_that_starts_late_is_charged_with_it_and_noted(clock: Clock) -> None:
    """The generator itself is held up for 0.3 s: what was due meanwhile starts late."""

    def hold_up(_: Pacer) -> None:
        clock.now += 0.3

    _, tally = run(Plan(rate=100, duration_s=1, warmup_s=0), Server(clock), hold_up)
    assert tally.calls == 100
    assert tally.lateness.at_ms(100) == pytest.approx(300, rel=5e-2)
    assert tally.lateness.at_ms(50) == pytest.approx(0, abs=0.01)
    assert tally.latency.at_ms(100) == pytest.approx(301, rel=5e-2)


def test_the_closed_loop_has_so_many_in_flight_and_no_more(clock: Clock) -> None:
    server = Server(clock, delay_s=0.1)
    pacer, tally = run(Plan(concurrency=4, duration_s=1, warmup_s=0), server)
    assert server.most_at_once == 4
    assert tally.calls == pytest.approx(40, abs=4)
    assert pacer.measured_s == 1


def test_the_open_loop_lets_as_many_as_there_are_wait(clock: Clock) -> None:
    server = Server(clock, delay_s=5)
    _, tally = run(Plan(rate=100, duration_s=1, warmup_s=0), server)
    assert server.most_at_once == 100
    assert tally.calls == 100
    assert tally.in_time == 0


def test_warm_up_is_not_counted(clock: Clock) -> None:
    server = Server(clock)
    _, tally = run(Plan(rate=100, duration_s=1, warmup_s=0.5), server)
    assert tally.calls == 100
    assert sum(server.sizes) == 150


def test_throughput_counts_what_was_done_in_the_time_whenever_it_was_sent(clock: Clock) -> None:
    """Four callers whose calls take 0.4 s: ten a second, also where some calls span the beginning and the end."""
    _, tally = run(Plan(concurrency=4, duration_s=10, warmup_s=1), Server(clock, delay_s=0.4))
    assert tally.in_time == 100


def test_a_count_is_kept_to_the_article(clock: Clock) -> None:
    server = Server(clock)
    plan = Plan(mode=Mode.BATCH, batch_size=16, count=40, concurrency=2, warmup_s=0)
    pacer, tally = run(plan, server)
    assert server.sizes == [16, 16, 8]
    assert (tally.calls, tally.read, tally.figures) == (3, 40, 120)
    assert pacer.measured_s == pytest.approx(0.002)


def test_a_rate_is_of_articles_also_in_batches(clock: Clock) -> None:
    server = Server(clock)
    _, tally = run(Plan(mode=Mode.BATCH, batch_size=10, rate=100, duration_s=1, warmup_s=0), server)
    assert (tally.calls, tally.read) == (10, 100)


def test_a_stopped_run_measured_until_then(clock: Clock) -> None:
    pacer, tally = run(Plan(rate=100, duration_s=60, warmup_s=0), Server(clock), Pacer.stop)
    assert tally.calls == pytest.approx(25, abs=1)
    assert pacer.measured_s == pytest.approx(0.25)


def test_a_run_stopped_in_its_warm_up_measured_nothing(clock: Clock) -> None:
    pacer, tally = run(Plan(duration_s=60, warmup_s=10), Server(clock), Pacer.stop)
    assert (tally.calls, pacer.measured_s) == (0, 0)


def test_shares_are_the_whole() -> None:
    plan = Plan(rate=100, concurrency=7, count=11, channels=2)
    shares = [plan.share(place, 3) for place in range(3)]
    assert sum(share.rate or 0 for share in shares) == pytest.approx(100)
    assert [share.concurrency for share in shares] == [3, 2, 2]
    assert [share.count for share in shares] == [4, 4, 3]
    assert [share.channels for share in shares] == [1, 1, 1]
    assert [share.offset for share in shares] == pytest.approx([0, 1 / 3, 2 / 3])
