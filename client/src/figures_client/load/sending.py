"""One call, batch or streamed article, sent as bytes, and what its answer says."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, cycle
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

import grpc
from google.protobuf.message import DecodeError

from figures_client._status import error_of_call, error_of_item
from figures_client.load.plan import Mode
from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures_client.errors import FiguresError
    from figures_client.load.plan import Plan
    from figures_client.load.workload import Workload

_SERVICE: Final = f"/{pb.DESCRIPTOR.services_by_name['FigureService'].full_name}"
# The name of a status code, and the stable reason beside it.
Status: TypeAlias = "tuple[str, str]"
_UNREADABLE: Final = ("INTERNAL", "UNREADABLE_ANSWER")
_MISSING: Final = ("INTERNAL", "MISSING_ANSWER")
_LATE: Final = ("DEADLINE_EXCEEDED", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: when, by perf_counter; how many articles were read, with how many figures; why others were not.

    `failures` has a status for each article that was not read. Sizes are of messages, in bytes.
    """

    at: float
    sent: int
    received: int = 0
    read: int = 0
    figures: int = 0
    failures: Sequence[Status] = ()


class Sender(Protocol):
    """Sends articles one way."""

    async def send(self, size: int) -> Answer:
        """The answer to the next so many articles; never raises for a call that failed."""
        ...

    async def close(self) -> None:
        """Ends what is open."""
        ...


def sender(plan: Plan, channels: Sequence[grpc.aio.Channel], workload: Workload) -> Sender:
    """The sender of the plan's mode."""
    if plan.mode is Mode.STREAM:
        return Streams(plan, channels, workload)
    return Calls(plan, channels, workload)


class Calls:
    """Unary calls, of one article or of a batch, over the channels in turn."""

    def __init__(self, plan: Plan, channels: Sequence[grpc.aio.Channel], workload: Workload) -> None:
        batch = plan.mode is Mode.BATCH
        name = f"{_SERVICE}/{'BatchExtract' if batch else 'Extract'}"
        # Generic over types that the stubs of grpc do not let a byte string be.
        methods: list[Any] = [channel.unary_unary(name) for channel in channels]
        self._methods = cycle(methods)
        self._read = _read_batch if batch else _read_one
        self._workload = workload
        self._timeout_s = plan.timeout_s

    async def send(self, size: int) -> Answer:
        """One call with so many articles."""
        request = self._workload.take(size) + self._workload.options
        try:
            data = await next(self._methods)(request, timeout=self._timeout_s)
        except grpc.aio.AioRpcError as failed:
            return Answer(perf_counter(), len(request), failures=[_status(error_of_call(failed))] * size)
        at = perf_counter()
        try:
            read, figures, failures = self._read(data)
        except DecodeError:
            read, figures, failures = 0, 0, [_UNREADABLE] * size
        failures += [_MISSING] * (size - read - len(failures))
        return Answer(at, len(request), len(data), read, figures, failures)

    async def close(self) -> None:
        """Nothing is open between calls."""


class Streams:
    """A stream on each channel, which take articles in turn."""

    def __init__(self, plan: Plan, channels: Sequence[grpc.aio.Channel], workload: Workload) -> None:
        self._streams = [_Stream(channel, workload, plan.timeout_s) for channel in channels]
        self._turns = cycle(self._streams)

    async def send(self, size: int) -> Answer:
        """One article, on the next stream; `size` is 1."""
        return await next(self._turns).send(size)

    async def close(self) -> None:
        """Ends the streams."""
        for stream in self._streams:
            await stream.close()


class _Stream:
    """One stream, opened by its first article, and anew by the first after it broke."""

    def __init__(self, channel: grpc.aio.Channel, workload: Workload, timeout_s: float) -> None:
        self._method: Any = channel.stream_stream(f"{_SERVICE}/ExtractStream")
        self._workload = workload
        self._timeout_s = timeout_s
        self._keys = map(str, count())
        self._open: dict[str, asyncio.Future[Answer]] = {}
        self._sizes: dict[str, int] = {}
        self._unsent: asyncio.Queue[tuple[str, bytes] | None] = asyncio.Queue()
        self._exchange: asyncio.Task[None] | None = None

    async def send(self, size: int) -> Answer:
        key = next(self._keys)
        request = self._workload.take(size) + pb.ExtractStreamRequest(key=key).SerializeToString()
        answered = self._open[key] = asyncio.get_running_loop().create_future()
        self._sizes[key] = len(request)
        self._unsent.put_nowait((key, request))
        if self._exchange is None or self._exchange.done():
            self._exchange = asyncio.create_task(self._run())
        try:
            async with asyncio.timeout(self._timeout_s):
                answer: Answer = await answered
        except TimeoutError:
            return Answer(perf_counter(), len(request), failures=[_LATE])
        else:
            return answer
        finally:
            del self._open[key], self._sizes[key]

    async def close(self) -> None:
        if self._exchange is not None:
            self._unsent.put_nowait(None)
            # A server that reads no further cannot be told that this was all.
            with suppress(TimeoutError):
                await asyncio.wait_for(self._exchange, self._timeout_s)

    async def _run(self) -> None:
        """One stream from its opening to its end; articles without an answer fail with it."""
        call = self._method()
        writing = asyncio.create_task(self._write(call))
        ended: Status = _MISSING
        try:
            async for data in call:
                self._settle(data)
        except grpc.aio.AioRpcError as failed:
            ended = _status(error_of_call(failed))
        finally:
            writing.cancel()
            call.cancel()
        for key in list(self._open):
            self._answer(key, Answer(perf_counter(), self._sizes[key], failures=[ended]))

    async def _write(self, call: Any) -> None:  # noqa: ANN401 - as the methods
        head = self._workload.options
        try:
            while item := await self._unsent.get():
                key, request = item
                # What has run out of time while the server read no further is not sent any more.
                if key in self._open:
                    await call.write(head + request)
                    head = b""
            await call.done_writing()
        except (grpc.aio.AioRpcError, asyncio.InvalidStateError):
            # The stream broke; whoever reads it hears why.
            return

    def _settle(self, data: bytes) -> None:
        at = perf_counter()
        try:
            response = pb.ExtractStreamResponse.FromString(data)
        except DecodeError:
            # Whose it was cannot be told: that article goes without an answer.
            return
        if response.key not in self._open:
            return
        read, figures, failures = _read_outcome(response)
        self._answer(response.key, Answer(at, self._sizes[response.key], len(data), read, figures, failures))

    def _answer(self, key: str, answer: Answer) -> None:
        if not self._open[key].done():
            self._open[key].set_result(answer)


def _read_one(data: bytes) -> tuple[int, int, list[Status]]:
    return 1, len(pb.ExtractResponse.FromString(data).figures), []


def _read_batch(data: bytes) -> tuple[int, int, list[Status]]:
    outcomes = [_read_outcome(result) for result in pb.BatchExtractResponse.FromString(data).results]
    read = sum(read for read, _, _ in outcomes)
    figures = sum(figures for _, figures, _ in outcomes)
    return read, figures, [failure for _, _, failures in outcomes for failure in failures]


def _read_outcome(item: pb.BatchExtractResult | pb.ExtractStreamResponse) -> tuple[int, int, list[Status]]:
    if item.HasField("response"):
        return 1, len(item.response.figures), []
    return 0, 0, [_status(error_of_item(item.error)) if item.HasField("error") else _MISSING]


def _status(error: FiguresError) -> Status:
    return error.code, error.reason
