"""The queue before the workers, in which callers take turns by the length of their texts.

This is start-time fair queueing (Goyal, Vin and Cheng, 1996). A job starts where its caller's last one ended, or, where
the caller is not ahead of the others, where the queue is now; the lowest start is served first. So whoever sends a
thousand texts waits for each other caller's next one only, and they for one of his.
"""

from __future__ import annotations

from bisect import insort_left, insort_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable


class Queued(Protocol):
    """What may wait: somebody's bytes; the queue says where they start."""

    caller: Hashable
    frame: bytes
    start: int


_Q = TypeVar("_Q", bound=Queued)
_START: Final = attrgetter("start")
# Past so many callers none is held to what he had before: they may be connections that are no more.
_MOST_REMEMBERED: Final = 4096


class FairQueue(Generic[_Q]):
    """Jobs by their start, in bytes of text; `size` is that of all."""

    def __init__(self) -> None:
        self.jobs: list[_Q] = []
        self.size = 0
        self._now = 0
        self._ends: dict[Hashable, int] = {}

    def __len__(self) -> int:
        """How many wait."""
        return len(self.jobs)

    def add(self, job: _Q) -> None:
        """Behind its caller's others."""
        if not self.jobs or len(self._ends) > _MOST_REMEMBERED:
            self._ends.clear()
        job.start = max(self._now, self._ends.get(job.caller, 0))
        self._ends[job.caller] = job.start + len(job.frame)
        insort_right(self.jobs, job, key=_START)
        self.size += len(job.frame)

    def put_back(self, job: _Q) -> None:
        """Where it was."""
        insort_left(self.jobs, job, key=_START)
        self.size += len(job.frame)

    def take(self, at: int = 0) -> _Q:
        """The job whose turn it is, or another one."""
        job = self.jobs.pop(at)
        self.size -= len(job.frame)
        if at == 0:
            self._now = max(self._now, job.start)
        return job
