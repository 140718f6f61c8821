"""What a queue makes of calls of unequal length, and what no queue could do better."""

from __future__ import annotations

from heapq import heapreplace
from itertools import cycle, islice
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def perfect_queue(services: Sequence[float], workers: int, load: float, calls: int) -> list[float]:
    """Seconds of calls that come at even distances and go, in order, to whichever worker is free first.

    `services` are the seconds that the calls take by themselves, again and again in this order; `load` is the part of
    the workers' time that they fill.
    """
    distance = sum(services) / len(services) / workers / load
    free_at = [0.0] * workers
    latencies = []
    for call, service in enumerate(islice(cycle(services), calls)):
        due = call * distance
        done = max(due, free_at[0]) + service
        heapreplace(free_at, done)
        latencies.append(done - due)
    return latencies


def tail(latencies: Sequence[float]) -> tuple[float, float]:
    """The median and the 99th percentile."""
    cuts = quantiles(latencies, n=100, method="inclusive")
    return cuts[49], cuts[98]
