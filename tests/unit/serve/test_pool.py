"""The queue and the hands of the workers, with sockets that only look like workers."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, cast

import pytest

from figures_server.errors import OverloadedError
from figures_server.serve import frames
from figures_server.serve.logs import make_log
from figures_server.serve.pool import Pool
from figures_server.serve.statuses import DeadlineError, WorkerLostError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from figures_server.serve.nursery import Nursery

# More than any system gives out.
_NO_PROCESS = 1 << 30
_NEVER = float("inf")


class _FakeNursery:
    """Keeps the workers' ends of the sockets and plays the workers on them."""

    def __init__(self) -> None:
        self.ends: list[socket.socket] = []
        self._started = asyncio.Event()

    def start_worker(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003  # the socket module's own signature
        theirs.sendall(frames.pack_answer(frames.RESPONSE, str(_NO_PROCESS).encode()))
        theirs.settimeout(10)
        self.ends.append(theirs)
        self._started.set()
        return ours

    async def read(self, worker: int) -> bytes:
        """The next job's payload; waits for the worker to be started, if need be."""
        while len(self.ends) <= worker:
            self._started.clear()
            await self._started.wait()
        return await asyncio.to_thread(self._read, self.ends[worker])

    def answer(self, worker: int, body: bytes) -> None:
        self.ends[worker].sendall(frames.pack_answer(frames.RESPONSE, body))

    @staticmethod
    def _read(end: socket.socket) -> bytes:
        with end.makefile("rb", buffering=0) as source:
            job = frames.read_job(source)  # type: ignore[arg-type]
        assert job is not None
        return job.payload


@pytest.fixture
def nursery() -> _FakeNursery:
    return _FakeNursery()


@pytest.fixture
def count() -> int:
    """How many workers there are."""
    return 1


@pytest.fixture
async def pool(nursery: _FakeNursery, count: int) -> AsyncIterator[Pool]:
    pool = Pool(cast("Nursery", nursery), count, make_log("error"))
    await pool.start()
    yield pool
    pool.close()
    for end in nursery.ends:
        end.close()
    await asyncio.sleep(0)


def _job(payload: bytes) -> frames.Job:
    return frames.Job(0, payload, b"options", 3)


async def test_answers_come_back_in_the_order_of_the_jobs(pool: Pool, nursery: _FakeNursery) -> None:
    answers = [pool.submit(_job(payload), _NEVER, "a caller") for payload in (b"a", b"b", b"c")]
    for payload in (b"a", b"b"):
        assert await nursery.read(0) == payload
    nursery.answer(0, b"A")
    assert await answers[0] == (frames.RESPONSE, b"A")
    assert await nursery.read(0) == b"c"
    nursery.answer(0, b"B")
    nursery.answer(0, b"C")
    assert [body for _, body in await asyncio.gather(*answers)] == [b"A", b"B", b"C"]


@pytest.mark.parametrize("count", [2])
async def test_a_job_goes_to_the_worker_with_the_least_text_in_hand(pool: Pool, nursery: _FakeNursery) -> None:
    payloads = (b"a long text", b"short", b"tiny")
    answers = [pool.submit(_job(payload), _NEVER, "a caller") for payload in payloads]
    assert [await nursery.read(worker) for worker in (0, 1, 1)] == list(payloads)
    for worker in (0, 1, 1):
        nursery.answer(worker, b"")
    await asyncio.gather(*answers)


async def test_nothing_waits_behind_a_long_text_but_in_the_queue(pool: Pool, nursery: _FakeNursery) -> None:
    long, short = (pool.submit(_job(payload), _NEVER, "a caller") for payload in (b"a" * (64 << 10), b"b"))
    assert len(await nursery.read(0)) == 64 << 10
    nursery.ends[0].setblocking(False)  # noqa: FBT003  # the socket module's own signature
    with pytest.raises(BlockingIOError):
        nursery.ends[0].recv(1)
    nursery.ends[0].settimeout(10)
    nursery.answer(0, b"A")
    await long
    assert await nursery.read(0) == b"b"
    nursery.answer(0, b"B")
    await short


@pytest.mark.parametrize("count", [3])
async def test_jobs_that_come_one_at_a_time_go_to_each_worker_in_turn(pool: Pool, nursery: _FakeNursery) -> None:
    for worker in (0, 1, 2, 0, 1):
        answer = pool.submit(_job(b"a"), _NEVER, "a caller")
        assert await nursery.read(worker) == b"a"
        nursery.answer(worker, b"A")
        await answer


async def test_a_dead_workers_jobs_are_done_by_the_next_in_order(pool: Pool, nursery: _FakeNursery) -> None:
    answers = [pool.submit(_job(payload), _NEVER, "a caller") for payload in (b"a", b"b", b"c")]
    assert await nursery.read(0) == b"a"
    nursery.ends[0].close()
    for payload in (b"a", b"b", b"c"):
        assert await nursery.read(1) == payload
        nursery.answer(1, payload.upper())
    assert [body for _, body in await asyncio.gather(*answers)] == [b"A", b"B", b"C"]


async def test_a_job_that_two_workers_died_of_is_unavailable(pool: Pool, nursery: _FakeNursery) -> None:
    killer = pool.submit(_job(b"killer"), _NEVER, "a caller")
    for worker in (0, 1):
        assert await nursery.read(worker) == b"killer"
        nursery.ends[worker].close()
    with pytest.raises(WorkerLostError):
        await killer


async def test_what_ran_out_of_time_or_was_given_up_is_not_begun(pool: Pool, nursery: _FakeNursery) -> None:
    in_hand = [pool.submit(_job(payload), _NEVER, "a caller") for payload in (b"a", b"b", b"c")]
    late = pool.submit(_job(b"late"), asyncio.get_running_loop().time(), "a caller")
    given_up = pool.submit(_job(b"given up"), _NEVER, "a caller")
    given_up.cancel()
    last = pool.submit(_job(b"d"), _NEVER, "a caller")
    for payload in (b"a", b"b", b"c", b"d"):
        assert await nursery.read(0) == payload
        nursery.answer(0, payload)
    await asyncio.gather(*in_hand, last)
    with pytest.raises(DeadlineError):
        await late


async def test_callers_take_turns_by_the_length_of_their_texts(pool: Pool, nursery: _FakeNursery) -> None:
    order = []
    texts = [*[("in hand", b"%d" % at) for at in range(3)], *[("greedy", b"g%d" % at) for at in range(4)]]
    texts += [("long", b"l" * 40), ("long", b"k"), ("late", b"t")]
    answers = [pool.submit(_job(text), _NEVER, caller) for caller, text in texts]
    for _ in texts:
        order.append((await nursery.read(0))[:2])
        nursery.answer(0, b"")
    await asyncio.gather(*answers)
    assert order == [b"0", b"1", b"2", b"t", b"g0", b"g1", b"ll", b"g2", b"k", b"g3"]


async def test_a_full_queue_refuses_whoever_has_most_in_it(pool: Pool) -> None:
    greedy = [pool.submit(_job(b"a"), _NEVER, "greedy") for _ in range(3 + 512)]
    modest = [pool.submit(_job(b"a"), _NEVER, caller) for caller in ("one", "another")]
    await asyncio.sleep(0)
    assert [answer.done() for answer in modest] == [False, False]
    assert [answer.done() for answer in greedy] == [False] * 513 + [True] * 2
    for refused in (*greedy[-2:], pool.submit(_job(b"a"), _NEVER, "greedy")):
        with pytest.raises(OverloadedError):
            await refused


async def test_bulk_leaves_half_of_the_queue_to_calls_of_one_text(pool: Pool, nursery: _FakeNursery) -> None:
    answers = [pool.submit(_job(b"a"), _NEVER, "a stream", bulk=True) for _ in range(3 + 256)]
    with pytest.raises(OverloadedError):
        await pool.submit(_job(b"a"), _NEVER, "a batch", bulk=True)
    assert not pool.submit(_job(b"a"), _NEVER, "a caller").done()
    room = asyncio.ensure_future(pool.room())
    for answer in answers[:2]:
        await asyncio.sleep(0)
        assert not room.done()
        nursery.answer(0, b"A")
        await answer
    await room


async def test_workers_that_die_before_they_are_ready_break_the_pool() -> None:
    class Stillborn(_FakeNursery):
        def start_worker(self) -> socket.socket:
            ours, theirs = socket.socketpair()
            ours.setblocking(False)  # noqa: FBT003  # the socket module's own signature
            theirs.close()
            return ours

    pool = Pool(cast("Nursery", Stillborn()), 1, make_log("error"))
    with pytest.raises(RuntimeError, match="before they are ready"):
        await pool.start()
    pool.close()
