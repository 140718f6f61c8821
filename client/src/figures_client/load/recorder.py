"""What came of the answers: latencies in histograms, counts of everything else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from hdrh.histogram import HdrHistogram

if TYPE_CHECKING:
    from figures_client.load.sending import Answer, Status

_LONGEST_US: Final = 3_600_000_000
_DIGITS: Final = 3
_STEPS_PER_HALVING: Final = 10


class Latencies:
    """A high dynamic range histogram: 1 µs to an hour, three significant digits. It can be sent between processes."""

    def __init__(self, encoded: bytes | None = None) -> None:
        self._hdr = HdrHistogram.decode(encoded) if encoded else HdrHistogram(1, _LONGEST_US, _DIGITS)

    def __reduce__(self) -> tuple[Any, ...]:
        return Latencies, (self.encode(),)

    def __len__(self) -> int:
        return int(self._hdr.get_total_count())

    def record(self, seconds: float) -> None:
        """One more; what lies outside counts as the nearest that does not."""
        self._hdr.record_value(min(max(round(seconds * 1e6), 1), _LONGEST_US))

    def add(self, other: Latencies) -> None:
        """All of another's."""
        self._hdr.add(other._hdr)

    def encode(self) -> bytes:
        """The histogram in the format of HdrHistogram (V2, deflated, base64), which its tools for all languages read."""
        encoded: bytes = self._hdr.encode()
        return encoded

    def at_ms(self, percentile: float) -> float | None:
        """The latency that so many percent do not exceed, in ms; None where there are none."""
        return self._hdr.get_value_at_percentile(percentile) / 1e3 if len(self) else None

    @property
    def mean_ms(self) -> float | None:
        """The mean in ms; None where there are none."""
        return round(self._hdr.get_mean_value() / 1e3, 3) if len(self) else None

    def distribution(self) -> list[tuple[float, float]]:
        """Percentiles, ever closer towards 100, with the latency in ms at each."""
        steps = self._hdr.get_percentile_iterator(_STEPS_PER_HALVING) if len(self) else ()
        return [(step.percentile_level_iterated_to, step.value_iterated_to / 1e3) for step in steps]


@dataclass(slots=True)
class Tally:
    """What is counted, over any time and any number of processes; tallies add up.

    `latency` has only calls of which every article was read, `failed_latency` the others. `in_time` is the articles
    that were read between beginning and end of the run, whenever they were sent: what the server got done in that time,
    where the rest counts what was sent in it. `lateness` is how long after its time a call of an open loop was started. `busy_s` is
    the part of `wall_s` in which a process had something to do, whether it got a core for it or not.
    """

    calls: int = 0
    in_time: int = 0
    figures: int = 0
    sent_bytes: int = 0
    received_bytes: int = 0
    cpu_s: float = 0.0
    wall_s: float = 0.0
    busy_s: float = 0.0
    statuses: Counter[Status] = field(default_factory=Counter)
    latency: Latencies = field(default_factory=Latencies)
    failed_latency: Latencies = field(default_factory=Latencies)
    lateness: Latencies = field(default_factory=Latencies)

    @property
    def read(self) -> int:
        """Articles that were read."""
        return self.statuses[OK]

    @property
    def failed(self) -> int:
        """Articles that were not."""
        return self.statuses.total() - self.read

    def by_frequency(self) -> list[tuple[str, str, int]]:
        """Code, reason and number of articles of each status that there was, the most frequent first."""
        return [(code, reason, articles) for (code, reason), articles in self.statuses.most_common() if articles]

    def add(self, other: Tally) -> None:
        """All that another has counted."""
        for name in (each.name for each in fields(self)):
            mine, its = getattr(self, name), getattr(other, name)
            if isinstance(mine, Latencies):
                mine.add(its)
            elif isinstance(mine, Counter):
                mine.update(its)
            else:
                setattr(self, name, mine + its)


OK: Final = ("OK", "")


class Recorder:
    """Counts what was to start between `opens` and `closes`, by perf_counter; `closes` may come nearer."""

    def __init__(self, opens: float, closes: float) -> None:
        self.opens = opens
        self.closes = closes
        self.last = opens
        self._tally = Tally()

    def start(self, due: float) -> None:
        """A call of an open loop starts now and was due then."""
        if due >= self.opens:
            self._tally.lateness.record(perf_counter() - due)

    def settle(self, due: float, answer: Answer) -> None:
        """The answer to a call that was due then: its latency counts from there."""
        tally = self._tally
        if self.opens <= answer.at <= self.closes:
            tally.in_time += answer.read
        if due < self.opens:
            return
        tally.calls += 1
        tally.figures += answer.figures
        tally.sent_bytes += answer.sent
        tally.received_bytes += answer.received
        tally.statuses[OK] += answer.read
        tally.statuses.update(answer.failures)
        (tally.failed_latency if answer.failures else tally.latency).record(answer.at - due)
        self.last = max(self.last, answer.at)

    def take(self) -> Tally:
        """What was counted since the last time."""
        taken, self._tally = self._tally, Tally()
        return taken
