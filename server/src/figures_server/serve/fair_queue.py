"""The queue before the workers, in which callers take turns by the length of their texts.

This is weighted fair queueing (Demers, Keshav and Shenker, 1989) with equal weights. A job begins where its caller's last
one ended, or, where the caller is not ahead of the others, where the queue is now, and ends farther on by its length; the
lowest end is served first. The queue moves on by the bytes that are served, shared among the callers who wait. So
whoever sends a thousand texts does not delay the others' next ones, a short text passes the long ones of others, and
none waits for ever.
"""

from __future__ import annotations

from bisect import insort_left, insort_right
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable


class Queued(Protocol):
    """What may wait: somebody's bytes; the queue says where they end."""

    caller: Hashable
    frame: bytes
    end: int


_Q = TypeVar("_Q", bound=Queued)
_END: Final = attrgetter("end")
# Past so many callers none is held to what he had before: they may be connections that are no more.
_MOST_REMEMBERED: Final = 4096


class FairQueue(Generic[_Q]):
    """Jobs by their end, in bytes of text; `size` is that of all."""

    def __init__(self) -> None:
        self.jobs: list[_Q] = []
        self.size = 0
        self._now = 0
        self._ends: dict[Hashable, int] = {}
        self._waiting: Counter[Hashable] = Counter()

    def __len__(self) -> int:
        """How many wait."""
        return len(self.jobs)

    def add(self, job: _Q) -> None:
        """Behind its caller's others."""
        if not self.jobs or len(self._ends) > _MOST_REMEMBERED:
            self._ends.clear()
        job.end = max(self._now, self._ends.get(job.caller, 0)) + len(job.frame)
        self._ends[job.caller] = job.end
        insort_right(self.jobs, job, key=_END)
        self._enter(job)

    def put_back(self, job: _Q) -> None:
        """Where it was."""
        insort_left(self.jobs, job, key=_END)
        self._enter(job)

    def _enter(self, job: _Q) -> None:
        self._waiting[job.caller] += 1
        self.size += len(job.frame)

    def take(self, at: int = 0) -> _Q:
        """The job whose turn it is, or another one."""
        job = self.jobs.pop(at)
        self.size -= len(job.frame)
        if at == 0:
            self._now += len(job.frame) // len(self._waiting)
        self._waiting[job.caller] -= 1
        if not self._waiting[job.caller]:
            del self._waiting[job.caller]
        return job
