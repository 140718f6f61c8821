"""Ways to load a server over one channel, with bytes for messages: what those cost the client is not the server's."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import grpc

from figures_client.v1 import figures_pb2 as pb
from tests.service.running import request_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from tests.service.running import RunningServer

BATCH: Final = 16
_IN_FLIGHT: Final = 8

Call = grpc.aio.UnaryUnaryMultiCallable[bytes, bytes]


class Way:
    """One way to send texts: sends all of them once over one channel."""

    def __init__(self, name: str, send: Callable[[grpc.aio.Channel, Sequence[str]], Awaitable[None]]) -> None:
        self.name = name
        self.send = send


def method(channel: grpc.aio.Channel, name: str) -> Call:
    """A method of bytes: what messages cost the client is not the server's."""
    call: Call = channel.unary_unary(f"/figures.v1.FigureService/{name}")
    return call


async def send_unary(channel: grpc.aio.Channel, texts: Sequence[str]) -> None:
    """A call for each text, eight at a time."""
    await send_all(method(channel, "Extract"), [request_for(text).SerializeToString() for text in texts])


def batches_of(texts: Sequence[str]) -> list[bytes]:
    """Requests of 16 texts."""
    requests = []
    for first in range(0, len(texts), BATCH):
        batch = pb.BatchExtractRequest()
        for text in texts[first : first + BATCH]:
            batch.documents.add().text = text
        requests.append(batch.SerializeToString())
    return requests


async def send_batches(channel: grpc.aio.Channel, texts: Sequence[str]) -> None:
    """Calls of 16 texts, eight at a time."""
    await send_all(method(channel, "BatchExtract"), batches_of(texts))


async def send_stream(channel: grpc.aio.Channel, texts: Sequence[str]) -> None:
    """One stream, 16 texts in flight."""

    async def requests() -> AsyncIterator[bytes]:
        for index, text in enumerate(texts):
            request = pb.ExtractStreamRequest(key=str(index), document=pb.Document(text=text))
            if not index:
                request.max_in_flight = BATCH
            yield request.SerializeToString()

    call: grpc.aio.StreamStreamMultiCallable[bytes, bytes] = channel.stream_stream(
        "/figures.v1.FigureService/ExtractStream"
    )
    if len([1 async for _ in call(requests())]) != len(texts):
        message = "a stream lost answers"
        raise SystemExit(message)


async def send_all(call: Call, requests: Sequence[bytes], in_flight: int = _IN_FLIGHT) -> list[float]:
    """Closed loop: the next request when an answer has come; seconds of each."""
    left = iter(requests)
    taken = []

    async def caller() -> None:
        for request in left:
            begin = time.perf_counter()
            await call(request)
            taken.append(time.perf_counter() - begin)

    await asyncio.gather(*(caller() for _ in range(in_flight)))
    return taken


async def send_on_time(call: Call, requests: Sequence[bytes], rate: float) -> list[float]:
    """Open loop: so many a second whatever comes back; seconds from when each was due, of those that were answered."""

    async def caller(request: bytes, due: float) -> float | None:
        await asyncio.sleep(due - time.perf_counter())
        try:
            await call(request)
        except grpc.aio.AioRpcError:
            return None
        return time.perf_counter() - due

    begin = time.perf_counter() + 0.1
    taken = await asyncio.gather(*(caller(request, begin + at / rate) for at, request in enumerate(requests)))
    return [seconds for seconds in taken if seconds is not None]


WAYS: Final = (Way("unary", send_unary), Way("batch", send_batches), Way("stream", send_stream))


@asynccontextmanager
async def open_channel(server: RunningServer) -> AsyncIterator[grpc.aio.Channel]:
    """One connection that takes answers of any length."""
    async with grpc.aio.insecure_channel(server.address, options=[("grpc.max_receive_message_length", -1)]) as channel:
        yield channel
