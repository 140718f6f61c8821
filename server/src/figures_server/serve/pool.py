"""The workers as the front sees them: one bounded, fair queue, at most three jobs in hand for each worker.

A worker that dies, or is killed since it overran its job's time or nobody waits for it, is replaced. What it had in hand goes back to the
head of the queue; a job whose worker died twice is answered UNAVAILABLE. Every method is free of side effects, so
doing a job again harms nobody.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

from figures_server.serve import frames, reasons
from figures_server.serve.fair_queue import FairQueue
from figures_server.serve.statuses import DeadlineError, WorkerLostError, overloaded

if TYPE_CHECKING:
    from collections.abc import Hashable

    from structlog.typing import FilteringBoundLogger

    from figures_server.serve.nursery import Nursery

_MOST_IN_HAND: Final = 3
# A worker with more than this in hand has no other job behind it, which another one might begin earlier.
_LONG_BYTES: Final = 16 << 10
# Of these streams and batches have half; unary calls, which wait for one text alone, have what those leave.
_MOST_QUEUED: Final = 512
_MOST_QUEUED_BYTES: Final = 256 << 20
# What a job may take where the caller set no deadline, and how far a deadline may be overrun before the worker goes.
_LONGEST_JOB_S: Final = 60.0
_GRACE_S: Final = 1.0
_WATCH_S: Final = 0.25
_MOST_ATTEMPTS: Final = 2
# So many workers that died before they were ready, one after another, mean that none ever will be.
_MOST_STILLBORN: Final = 3

Answer = tuple[int, bytes]


class _Task:
    """A job on its way: who waits for it, until when, and how many workers died of it."""

    __slots__ = ("answer", "bulk", "caller", "deadline", "deaths", "end", "frame", "kill_at")

    def __init__(
        self, frame: bytes, deadline: float, answer: asyncio.Future[Answer], caller: Hashable, *, bulk: bool
    ) -> None:
        self.frame = frame
        self.deadline = deadline
        self.answer = answer
        self.caller = caller
        self.bulk = bulk
        self.end = 0
        self.kill_at = 0.0
        self.deaths = 0

    def begin(self, now: float) -> None:
        """The worker has nothing before it: from now on its time counts."""
        self.kill_at = min(self.deadline, now + _LONGEST_JOB_S) + _GRACE_S


class Pool:
    """Gives every job to the worker with the least text in hand, of those with none to the one that waits longest."""

    def __init__(self, nursery: Nursery, count: int, log: FilteringBoundLogger) -> None:
        self._nursery = nursery
        self._count = count
        self._log = log
        self._loop = asyncio.get_running_loop()
        self._workers: list[_Worker] = []
        self._queue: FairQueue[_Task] = FairQueue()
        self._room = asyncio.Event()
        self._stillborn = 0
        self._turn = 0
        self._closing = False
        self._ready = asyncio.Event()
        # Ends only where no worker can be started; whoever runs the server waits for it.
        self.broken: asyncio.Future[None] = self._loop.create_future()

    async def start(self) -> None:
        """Returns when every worker is ready."""
        for _ in range(self._count):
            await self._start_worker()
        self._watch()
        ready = asyncio.ensure_future(self._ready.wait())
        await asyncio.wait((ready, self.broken), return_when=asyncio.FIRST_COMPLETED)
        if self.broken.done():
            ready.cancel()
            self.broken.result()

    def close(self) -> None:
        """Hangs up on every worker; what is still queued is cancelled."""
        self._closing = True
        while self._queue:
            self._queue.take().answer.cancel()
        for worker in self._workers:
            worker.dismiss()

    def submit(
        self, job: frames.Job, deadline: float, caller: Hashable, *, bulk: bool = False
    ) -> asyncio.Future[Answer]:
        """The job's answer to come, which is an OverloadedError where too many are waiting.

        Callers take turns; `bulk` is one text, or some, of many.
        """
        task = _Task(job.pack(), deadline, self._loop.create_future(), caller, bulk=bulk)
        if bulk and not self._has_room():
            self._refuse(task)
            return task.answer
        self._queue.add(task)
        if len(self._queue) > _MOST_QUEUED or self._queue.size > _MOST_QUEUED_BYTES:
            # The caller who has the most waiting, not the one who came last.
            last = next(at for at in reversed(range(len(self._queue))) if not self._queue.jobs[at].bulk)
            self._refuse(self._queue.take(last))
        self._dispatch()
        return task.answer

    async def room(self) -> None:
        """Waits until there is room for bulk."""
        while not self._has_room():
            self._room.clear()
            await self._room.wait()

    def _has_room(self) -> bool:
        return len(self._queue) < _MOST_QUEUED // 2 and self._queue.size < _MOST_QUEUED_BYTES // 2

    def _refuse(self, task: _Task) -> None:
        if not task.answer.done():
            task.answer.set_exception(overloaded(len(self._queue)))

    def greeted(self) -> None:
        """A worker says that it is ready."""
        self._stillborn = 0
        if sum(worker.pid > 0 for worker in self._workers) == self._count:
            self._ready.set()
        self._dispatch()

    def answered(self) -> None:
        """A worker has a hand free."""
        self._dispatch()

    def lost(self, worker: _Worker) -> None:
        """A worker has died: what it had in hand is done again, and another one started."""
        self._workers.remove(worker)
        if self._closing:
            return
        self._log.warning("worker lost", pid=worker.pid, in_hand=len(worker.hand))
        if worker.hand:
            worker.hand[0].deaths += 1
        for task in reversed(worker.hand):
            self._give_back(task)
        self._stillborn += not worker.pid
        if self._stillborn < _MOST_STILLBORN:
            self._loop.create_task(self._start_worker())
        elif not self.broken.done():
            self.broken.set_exception(RuntimeError("workers die before they are ready"))

    async def _start_worker(self) -> None:
        worker = _Worker(self)
        self._workers.append(worker)
        await self._loop.create_unix_connection(lambda: worker, sock=self._nursery.start_worker())

    def _give_back(self, task: _Task) -> None:
        if task.answer.done():
            return
        if task.deaths < _MOST_ATTEMPTS:
            self._queue.put_back(task)
        else:
            task.answer.set_exception(WorkerLostError(reasons.WORKER_LOST, "the process that read this text died"))

    def _dispatch(self) -> None:
        now = self._loop.time()
        while self._queue:
            worker = min(filter(_Worker.has_room, self._workers), key=_Worker.rank, default=None)
            if worker is None:
                break
            task = self._queue.take()
            if task.answer.done():
                continue
            if now >= task.deadline:
                task.answer.set_exception(DeadlineError(reasons.DEADLINE_EXCEEDED, "the deadline passed in the queue"))
                continue
            self._turn += 1
            worker.take(task, now, self._turn)
        if self._has_room():
            self._room.set()

    def _watch(self) -> None:
        """Kills workers that overran: nothing else stops a process that computes."""
        now = self._loop.time()
        for worker in filter(_Worker.is_busy, self._workers):
            task = worker.hand[0]
            if task.answer.cancelled():
                # Nobody waits any more; what is nearly done may end.
                task.kill_at = min(task.kill_at, now + _GRACE_S)
            if now > task.kill_at:
                task.deaths = _MOST_ATTEMPTS
                if not task.answer.done():
                    task.answer.set_exception(_overrun(task, now))
                worker.kill()
        if not self._closing:
            self._loop.call_later(_WATCH_S, self._watch)


def _overrun(task: _Task, now: float) -> DeadlineError:
    message = (
        "the deadline passed" if now > task.deadline else f"a text may take {_LONGEST_JOB_S:g} s, this one took longer"
    )
    return DeadlineError(reasons.DEADLINE_EXCEEDED, message)


class _Worker(asyncio.Protocol):
    """One worker's socket and the tasks it has in hand, in the order in which it answers them."""

    def __init__(self, pool: Pool) -> None:
        self.hand: deque[_Task] = deque()
        # 0 until the worker has said that it is ready.
        self.pid = 0
        # Of all jobs in hand; and the last one's number.
        self._bytes = 0
        self._turn = 0
        self._pool = pool
        self._loop = asyncio.get_running_loop()
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def has_room(self) -> bool:
        """Whether it may be given a job; a worker that is not ready takes nothing."""
        return self.pid > 0 and len(self.hand) < _MOST_IN_HAND and self._bytes <= _LONG_BYTES

    def is_busy(self) -> bool:
        """Whether it has a job in hand."""
        return bool(self.hand)

    def rank(self) -> tuple[int, int]:
        """The lower, the sooner it will be done with all it has: time goes with the length of texts."""
        return self._bytes, self._turn

    def take(self, task: _Task, now: float, turn: int) -> None:
        """Sends a job to the worker; `turn` counts the jobs of all workers."""
        if not self.hand:
            task.begin(now)
        self.hand.append(task)
        self._bytes += len(task.frame)
        self._turn = turn
        if self._transport is not None:
            self._transport.write(task.frame)

    def dismiss(self) -> None:
        """Hangs up, upon which the process ends; one that still computes is not waited for."""
        if self.hand:
            self.kill()
        if self._transport is not None:
            self._transport.close()

    def kill(self) -> None:
        """Ends the process; the pool learns of it when the socket closes."""
        if self.pid and self._transport is not None and not self._transport.is_closing():
            # It may be dead already, and its socket's end not yet have come up.
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: the socket is ours."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """asyncio: some bytes came, with any number of answers in them."""
        buffer = self._buffer
        buffer += data
        while len(buffer) >= frames.ANSWER.size:
            size, kind = frames.ANSWER.unpack_from(buffer)
            end = frames.ANSWER.size + size
            if len(buffer) < end:
                return
            body = bytes(buffer[frames.ANSWER.size : end])
            del buffer[:end]
            self._receive(kind, body)

    def connection_lost(self, _error: Exception | None) -> None:
        """asyncio: the worker is gone."""
        self._pool.lost(self)

    def _receive(self, kind: int, body: bytes) -> None:
        if not self.pid:
            self.pid = int(body)
            self._pool.greeted()
            return
        task = self.hand.popleft()
        self._bytes -= len(task.frame)
        if not task.answer.done():
            task.answer.set_result((kind, body))
        if self.hand:
            self.hand[0].begin(self._loop.time())
        self._pool.answered()
