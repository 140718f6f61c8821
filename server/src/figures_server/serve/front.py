"""The gRPC side: takes bytes, gives bytes, computes nothing.

All that the front ever parses is what it must to share work out: a stream's first message, and a batch's list.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from functools import partial
from time import perf_counter, perf_counter_ns
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import grpc
from google.rpc import status_pb2

from figures_client.v1 import figures_pb2 as pb
from figures_server.errors import FiguresError
from figures_server.serve import frames
from figures_server.serve.limits import check_batch_size, read_in_flight
from figures_server.serve.methods import METHODS, SERVICE, parse
from figures_server.serve.statuses import status_of, write_error

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from structlog.typing import FilteringBoundLogger

    from figures_server.serve.pool import Answer, Pool

    Context = grpc.aio.ServicerContext[bytes, bytes]

_GRPC_CODES: Final = {code.value[0]: code for code in grpc.StatusCode}
_DETAILS: Final = "grpc-status-details-bin"
# A batch is shared out in parts of so many texts, or fewer long ones: one alone would leave the other workers idle, and
# others wait until a part is read.
_TEXTS_PER_PART: Final = 8
_BYTES_PER_PART: Final = 64 << 10
_NANOS_PER_S: Final = 1_000_000_000
_STREAM: Final = METHODS.index("ExtractStream")
_BATCH: Final = METHODS.index("BatchExtract")


class _StreamPlan(NamedTuple):
    """What a stream's first message says of all the others."""

    options: bytes
    ordered: bool
    max_in_flight: int


class _Arrival(NamedTuple):
    """A stream's message, and when it came: perf_counter_ns()."""

    request: bytes
    at: int


class _RefusedError(Exception):
    """The worker's own google.rpc.Status is the answer."""

    def __init__(self, status: bytes) -> None:
        super().__init__()
        self.status = status


class Front:
    """Handlers for every method of the contract."""

    def __init__(self, pool: Pool, log: FilteringBoundLogger) -> None:
        self._pool = pool
        self._log = log

    def handlers(self) -> grpc.GenericRpcHandler:
        """For grpc.aio.Server.add_generic_rpc_handlers; without serialisers, so that bytes stay bytes."""
        methods: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {
            name: grpc.unary_unary_rpc_method_handler(partial(self._unary, index)) for index, name in enumerate(METHODS)
        }
        methods["BatchExtract"] = grpc.unary_unary_rpc_method_handler(self._batch)
        methods["ExtractStream"] = grpc.stream_stream_rpc_method_handler(self._stream)
        return grpc.method_handlers_generic_handler(SERVICE, methods)

    async def _unary(self, method: int, request: bytes, context: Context) -> bytes:
        async with _Call(METHODS[method], context, self._log) as call:
            # Unary calls of one connection are one caller's.
            return _body_of(await self._pool.submit(frames.Job(method, request), call.deadline, context.peer()))

    async def _batch(self, request: bytes, context: Context) -> bytes:
        async with _Call(METHODS[_BATCH], context, self._log) as call:
            caller = object()
            answers = [self._pool.submit(job, call.deadline, caller, bulk=True) for job in _parts(request)]
            # Messages laid end to end are one message with all their results.
            return b"".join(_body_of(answer) for answer in await _all(answers))

    async def _stream(self, requests: AsyncIterator[bytes], context: Context) -> AsyncGenerator[bytes, None]:
        async with _Call(METHODS[_STREAM], context, self._log) as call:
            # Closed by us, not by the garbage collector: a caller who has gone frees his place at once.
            answers = self._answer_stream(requests, call.deadline)
            async with aclosing(answers):
                async for answer in answers:
                    yield answer

    async def _answer_stream(self, requests: AsyncIterator[bytes], deadline: float) -> AsyncGenerator[bytes, None]:
        first = await anext(requests, None)
        if first is None:
            return
        plan = _plan(first)
        caller = object()
        window = asyncio.Semaphore(plan.max_in_flight)
        answers: asyncio.Queue[asyncio.Future[Answer] | None] = asyncio.Queue()
        pending: dict[asyncio.Future[Answer], _Arrival] = {}

        async def read_requests() -> None:
            request: bytes | None = first
            while request is not None:
                await window.acquire()
                arrival = _Arrival(request, perf_counter_ns())
                await self._pool.room()
                answer = self._pool.submit(frames.Job(_STREAM, request, plan.options), deadline, caller, bulk=True)
                pending[answer] = arrival
                if plan.ordered:
                    answers.put_nowait(answer)
                else:
                    answer.add_done_callback(answers.put_nowait)
                request = await anext(requests, None)
            for _ in range(plan.max_in_flight):
                await window.acquire()

        reader = asyncio.ensure_future(read_requests())
        reader.add_done_callback(lambda _: answers.put_nowait(None))
        try:
            while (answer := await answers.get()) is not None:
                body = await _message_of(answer, pending[answer])
                del pending[answer]
                yield body
                window.release()
            await reader
        finally:
            _drop(reader, *pending)


class _Call:
    """One call, from its deadline to its status and its line in the log."""

    def __init__(self, method: str, context: Context, log: FilteringBoundLogger) -> None:
        self._method = method
        self._context = context
        self._log = log
        self._begun = perf_counter()
        remaining = cast("float | None", context.time_remaining())
        self.deadline = float("inf") if remaining is None else asyncio.get_running_loop().time() + remaining

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        outcome = "OK" if error is None else type(error).__name__
        try:
            if isinstance(error, (FiguresError, _RefusedError)):
                details = error.status if isinstance(error, _RefusedError) else status_of(error)
                status = status_pb2.Status.FromString(details)
                code = _GRPC_CODES[status.code]
                outcome = code.name
                await self._context.abort(code, status.message, trailing_metadata=((_DETAILS, details),))
        finally:
            took = round((perf_counter() - self._begun) * 1e3, 3)
            self._log.debug("call", method=self._method, outcome=outcome, ms=took)


def _plan(message: bytes) -> _StreamPlan:
    first = parse(pb.ExtractStreamRequest, message)
    return _StreamPlan(first.options.SerializeToString(), first.ordered, read_in_flight(first))


def _parts(message: bytes) -> Iterator[frames.Job]:
    whole = parse(pb.BatchExtractRequest, message)
    documents = whole.documents
    check_batch_size(len(documents), "documents")
    start = size = 0
    for at, document in enumerate(documents):
        if at - start == _TEXTS_PER_PART or size > _BYTES_PER_PART:
            yield _part(whole, start, at)
            start, size = at, 0
        size += len(document.text)
    yield _part(whole, start, len(documents))


def _part(whole: pb.BatchExtractRequest, start: int, end: int) -> frames.Job:
    part = pb.BatchExtractRequest()
    part.documents.extend(whole.documents[start:end])
    part.options.CopyFrom(whole.options)
    return frames.Job(_BATCH, part.SerializeToString(), first_index=start)


async def _message_of(answer: asyncio.Future[Answer], arrival: _Arrival) -> bytes:
    """One message's answer, with the time it took laid behind it: a field more of the same message."""
    response = pb.ExtractStreamResponse()
    body = b""
    try:
        body = _body_of(await answer)
    except FiguresError as error:
        response.key = parse(pb.ExtractStreamRequest, arrival.request).key
        write_error(response.error, error)
    elapsed = response.elapsed
    elapsed.seconds, elapsed.nanos = divmod(perf_counter_ns() - arrival.at, _NANOS_PER_S)
    return body + response.SerializeToString(deterministic=True)


def _body_of(answer: Answer) -> bytes:
    kind, body = answer
    if kind == frames.STATUS:
        raise _RefusedError(body)
    return body


async def _all(answers: Sequence[asyncio.Future[Answer]]) -> list[Answer]:
    """Every answer, or the first failure, upon which the others are not waited for."""
    try:
        return await asyncio.gather(*answers)
    finally:
        _drop(*answers)


def _drop(*tasks: asyncio.Future[Answer] | asyncio.Future[None]) -> None:
    """Cancels what still runs, and takes note of failures nobody will ask for."""
    for task in tasks:
        if not task.cancel() and not task.cancelled():
            task.exception()
