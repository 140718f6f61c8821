"""Whose turn it is: by the bytes that each caller has had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures_server.serve.fair_queue import FairQueue

if TYPE_CHECKING:
    from collections.abc import Hashable

_LONG = 100_000
_SHORT = 1_000


class _Job:
    def __init__(self, caller: Hashable, size: int) -> None:
        self.caller = caller
        self.frame = bytes(size)
        self.end = 0


def _queue(*jobs: _Job) -> FairQueue[_Job]:
    queue: FairQueue[_Job] = FairQueue()
    for job in jobs:
        queue.add(job)
    return queue


def test_a_short_text_passes_the_long_ones_of_others() -> None:
    queue = _queue(*(_Job(f"greedy {n}", _LONG) for n in range(20)))
    for served in range(40):
        greedy = queue.take()
        queue.add(_Job(f"polite {served}", _SHORT))
        assert queue.take().caller == f"polite {served}"
        queue.add(_Job(greedy.caller, _LONG))


def test_short_texts_of_new_callers_do_not_keep_a_long_one_for_ever() -> None:
    queue = _queue(_Job("long", _LONG))
    served = 0
    while True:
        queue.add(_Job(f"new {served}", _SHORT))
        if queue.take().caller == "long":
            break
        served += 1
    assert served <= 2 * _LONG // _SHORT


def test_callers_have_the_same_bytes_whatever_they_send() -> None:
    queue = _queue(*(_Job("many", _SHORT) for _ in range(1000)), *(_Job("few", _LONG) for _ in range(10)))
    had: dict[Hashable, int] = {"many": 0, "few": 0}
    for _ in range(505):
        job = queue.take()
        had[job.caller] += len(job.frame)
    assert abs(had["many"] - had["few"]) <= _LONG


def test_one_callers_texts_keep_their_order() -> None:
    queue = _queue(_Job("one", _LONG), _Job("one", _SHORT))
    assert len(queue.take().frame) == _LONG
