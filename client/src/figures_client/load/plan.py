"""What a load test is to do, and one process's share of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Mode(StrEnum):
    """How articles are sent."""

    UNARY = "unary"
    BATCH = "batch"
    STREAM = "stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run. All counts and rates are of articles, whatever the mode.

    With a `rate`, articles a second, the loop is open: calls start when they are due, answered or not. Without,
    it is closed: `concurrency` callers (in a stream: articles in work) each wait for an answer before the next.
    It lasts `duration_s`, or until `count` articles are sent, after `warmup_s` that does not count.
    """

    mode: Mode = Mode.UNARY
    batch_size: int = 16
    rate: float | None = None
    concurrency: int = 8
    duration_s: float = 10.0
    count: int | None = None
    warmup_s: float = 2.0
    timeout_s: float = 10.0
    channels: int = 8
    # By what part of the time between two calls the first one is put off.
    offset: float = 0.0

    @property
    def articles_per_call(self) -> int:
        """Articles that one call carries."""
        return self.batch_size if self.mode is Mode.BATCH else 1

    def share(self, place: int, processes: int) -> Plan:
        """What process `place` of so many does: they start their calls in turn, not together."""
        return replace(
            self,
            rate=None if self.rate is None else self.rate / processes,
            concurrency=_part(self.concurrency, place, processes),
            count=None if self.count is None else _part(self.count, place, processes),
            channels=max(_part(self.channels, place, processes), 1),
            offset=place / processes,
        )


def _part(whole: int, place: int, parts: int) -> int:
    return whole // parts + (place < whole % parts)
