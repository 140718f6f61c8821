"""One process that generates load: carries out the plans it is handed, and tells each second what came of it."""

from __future__ import annotations

import asyncio
import gc
import selectors
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from threading import Thread
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final

import grpc

from figures_client._channel import channel_options
from figures_client.load.loop import Pacer
from figures_client.load.plan import Plan
from figures_client.load.sending import sender
from figures_client.load.workload import Workload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from figures_client._credentials import Security
    from figures_client.load.recorder import Tally

TICK_S: Final = 1.0
_OPTIONS: Final = channel_options(
    [
        # A call that failed is to be counted, not tried again.
        ("grpc.enable_retries", 0),
        # Otherwise all channels to one address are one connection.
        ("grpc.use_local_subchannel_pool", 1),
    ]
)


@dataclass(frozen=True, slots=True)
class Target:
    """A server, and how to reach it."""

    address: str
    security: Security

    def channel(self) -> grpc.aio.Channel:
        """A connection of its own."""
        credentials = self.security.credentials()
        if credentials is None:
            return grpc.aio.insecure_channel(self.address, options=_OPTIONS)
        return grpc.aio.secure_channel(self.address, credentials, options=_OPTIONS)


@dataclass(frozen=True, slots=True)
class Ready:
    """Said once the channels are connected; answered with when to start, by perf_counter."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What came in second `number` of the measurement; the last one says how long it was measured."""

    number: int
    tally: Tally
    measured_s: float | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Said in place of Ready."""

    message: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Ends a run early: what is under way is still answered and counted."""


def generate(connection: Connection, target: Target, articles: Sequence[bytes], options: bytes) -> None:
    """Carries out Plans until the other end of the connection is closed."""
    gc.freeze()
    # Whoever hung up wants no more answers.
    with suppress(BrokenPipeError), asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(_carry_out(connection, target, Workload(articles, options)))


def _loop() -> asyncio.AbstractEventLoop:
    # select() waits to the microsecond; epoll rounds up to the next millisecond, and a call would start as late.
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


async def _carry_out(connection: Connection, target: Target, workload: Workload) -> None:
    orders: asyncio.Queue[Any] = asyncio.Queue()
    Thread(target=_listen, args=(connection, orders, asyncio.get_running_loop()), daemon=True).start()
    while (order := await orders.get()) is not None:
        if isinstance(order, Plan):
            await _run(order, connection, orders, target, workload)


def _listen(connection: Connection, orders: asyncio.Queue[Any], loop: asyncio.AbstractEventLoop) -> None:
    order: object = ...
    while order is not None:
        try:
            order = connection.recv()
        except EOFError:
            order = None
        loop.call_soon_threadsafe(orders.put_nowait, order)


async def _run(
    plan: Plan, connection: Connection, orders: asyncio.Queue[Any], target: Target, workload: Workload
) -> None:
    async with AsyncExitStack() as stack:
        channels = [await stack.enter_async_context(target.channel()) for _ in range(plan.channels)]
        try:
            async with asyncio.timeout(plan.timeout_s):
                await asyncio.gather(*(channel.channel_ready() for channel in channels))
        except TimeoutError:
            connection.send(Unreachable(f"no connection within {plan.timeout_s:g} s"))
            return
        connection.send(Ready())
        start = await orders.get()
        if not isinstance(start, float):
            raise BrokenPipeError
        sending = sender(plan, channels, workload)
        await _measure(Pacer(plan, sending, start), connection, orders)
        await sending.close()


async def _measure(pacer: Pacer, connection: Connection, orders: asyncio.Queue[Any]) -> None:
    ticks = _Ticks(pacer, connection)
    ticking = asyncio.create_task(ticks.run())
    stopping = asyncio.create_task(_stop(pacer, orders))
    await pacer.run()
    ticking.cancel()
    stopping.cancel()
    ticks.tell(pacer.measured_s)


async def _stop(pacer: Pacer, orders: asyncio.Queue[Any]) -> None:
    await orders.get()
    pacer.stop()


class _Ticks:
    """Sends what was recorded, and what it cost, second by second."""

    def __init__(self, pacer: Pacer, connection: Connection) -> None:
        self._recorder = pacer.recorder
        self._connection = connection
        self._number = 0
        self._since = (process_time(), perf_counter())

    async def run(self) -> None:
        await asyncio.sleep(self._recorder.opens - perf_counter())
        self._since = (process_time(), perf_counter())
        while True:
            await asyncio.sleep(self._recorder.opens + (self._number + 1) * TICK_S - perf_counter())
            self.tell()

    def tell(self, measured_s: float | None = None) -> None:
        tally = self._recorder.take()
        before, self._since = self._since, (process_time(), perf_counter())
        tally.cpu_s, tally.wall_s = (now - then for now, then in zip(self._since, before, strict=True))
        self._connection.send(Tick(self._number, tally, measured_s))
        self._number += 1
