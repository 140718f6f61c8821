"""The pace of a load test.

In a closed loop a slow server slows its callers down, so what would have come meanwhile is never measured. In an
open loop calls start when they are due, however many are unanswered, and latency counts from when a call was due:
a server that stalls is charged with every call that had to wait (no coordinated omission).
"""

from __future__ import annotations

import asyncio
import math
from itertools import count
from time import perf_counter
from typing import TYPE_CHECKING

from figures_client.load.recorder import Recorder

if TYPE_CHECKING:
    from figures_client.load.plan import Plan
    from figures_client.load.sending import Sender


class Pacer:
    """Sends what a plan says from `start`, by perf_counter, and records it once warm-up is over."""

    def __init__(self, plan: Plan, sender: Sender, start: float) -> None:
        opens = start + plan.warmup_s
        self.recorder = Recorder(opens, math.inf if plan.count is not None else opens + plan.duration_s)
        self._plan = plan
        self._sender = sender
        self._start = start
        self._left = plan.count if plan.count is not None else math.inf

    async def run(self) -> None:
        """Returns when all is sent and answered, or has run out of time."""
        await asyncio.sleep(max(self._start - perf_counter(), 0))
        if self._plan.rate is None:
            await self._closed()
        else:
            await self._open(self._plan.articles_per_call / self._plan.rate)

    def stop(self) -> None:
        """Starts no more calls."""
        self.recorder.closes = min(self.recorder.closes, perf_counter())

    @property
    def measured_s(self) -> float:
        """How long calls were measured; without an end, until the last answer."""
        end = self.recorder.last if math.isinf(self.recorder.closes) else self.recorder.closes
        return max(end - self.recorder.opens, 0.0)

    async def _closed(self) -> None:
        async with asyncio.TaskGroup() as callers:
            for _ in range(self._plan.concurrency):
                callers.create_task(self._call_in_turn())

    async def _call_in_turn(self) -> None:
        while size := self._admit(now := perf_counter()):
            await self._call(now, size)

    async def _open(self, interval_s: float) -> None:
        first = self._start + self._plan.offset * interval_s
        async with asyncio.TaskGroup() as calls:
            for number in count():
                due = first + number * interval_s
                size = self._admit(due)
                if not size:
                    return
                # Also where nothing is to be waited for, so that answers are read.
                await asyncio.sleep(max(due - perf_counter(), 0))
                self.recorder.start(due)
                calls.create_task(self._call(due, size))

    def _admit(self, due: float) -> int:
        """How many articles a call that is due then may carry; 0: no more calls."""
        if due >= self.recorder.closes:
            return 0
        if due < self.recorder.opens:
            return self._plan.articles_per_call
        size = min(self._plan.articles_per_call, self._left)
        self._left -= size
        return int(size)

    async def _call(self, due: float, size: int) -> None:
        self.recorder.settle(due, await self._sender.send(size))
