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
    generator = _Generator(connection, target, Workload(articles, options))
    # Whoever hung up wants no more answers.
    with suppress(BrokenPipeError), asyncio.Runner(loop_factory=generator.event_loop) as runner:
        runner.run(generator.work())


class _Selector(selectors.SelectSelector):
    """Waits to the microsecond, where epoll rounds up to the next millisecond; and knows how long it has waited."""

    def __init__(self) -> None:
        super().__init__()
        self.waited_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        since = perf_counter()
        ready = super().select(timeout)
        self.waited_s += perf_counter() - since
        return ready


class _Generator:
    def __init__(self, connection: Connection, target: Target, workload: Workload) -> None:
        self._connection = connection
        self._target = target
        self._workload = workload
        self._selector = _Selector()
        self._orders: asyncio.Queue[Any] = asyncio.Queue()

    def event_loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.SelectorEventLoop(self._selector)

    async def work(self) -> None:
        Thread(target=self._listen, args=(asyncio.get_running_loop(),), daemon=True).start()
        while (order := await self._orders.get()) is not None:
            if isinstance(order, Plan):
                await self._run(order)

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        order: object = ...
        while order is not None:
            try:
                order = self._connection.recv()
            except EOFError:
                order = None
            loop.call_soon_threadsafe(self._orders.put_nowait, order)

    async def _run(self, plan: Plan) -> None:
        async with AsyncExitStack() as stack:
            channels = [await stack.enter_async_context(self._target.channel()) for _ in range(plan.channels)]
            try:
                async with asyncio.timeout(plan.timeout_s):
                    await asyncio.gather(*(channel.channel_ready() for channel in channels))
            except TimeoutError:
                self._connection.send(Unreachable(f"no connection within {plan.timeout_s:g} s"))
                return
            self._connection.send(Ready())
            start = await self._orders.get()
            if not isinstance(start, float):
                raise BrokenPipeError
            sending = sender(plan, channels, self._workload)
            await self._measure(Pacer(plan, sending, start))
            await sending.close()

    async def _measure(self, pacer: Pacer) -> None:
        ticks = _Ticks(pacer, self._connection, self._selector)
        ticking = asyncio.create_task(ticks.run())
        stopping = asyncio.create_task(self._stop(pacer))
        await pacer.run()
        ticking.cancel()
        stopping.cancel()
        ticks.tell(pacer.measured_s)

    async def _stop(self, pacer: Pacer) -> None:
        await self._orders.get()
        pacer.stop()


class _Ticks:
    """Sends what was recorded, and what it cost, second by second."""

    def __init__(self, pacer: Pacer, connection: Connection, selector: _Selector) -> None:
        self._recorder = pacer.recorder
        self._connection = connection
        self._selector = selector
        self._number = 0
        self._since = self._usage()

    async def run(self) -> None:
        await asyncio.sleep(self._recorder.opens - perf_counter())
        self._since = self._usage()
        while True:
            await asyncio.sleep(self._recorder.opens + (self._number + 1) * TICK_S - perf_counter())
            self.tell()

    def tell(self, measured_s: float | None = None) -> None:
        tally = self._recorder.take()
        before, self._since = self._since, self._usage()
        tally.cpu_s, tally.wall_s, waited_s = (now - then for now, then in zip(self._since, before, strict=True))
        tally.busy_s = tally.wall_s - waited_s
        self._connection.send(Tick(self._number, tally, measured_s))
        self._number += 1

    def _usage(self) -> tuple[float, float, float]:
        return process_time(), perf_counter(), self._selector.waited_s
