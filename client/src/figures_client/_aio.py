"""The client for asyncio; what it promises is said in `Client`."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterable
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, Unpack

import grpc
import grpc.aio

from figures_client import _convert
from figures_client._channel import DEFAULT_TARGET, DEFAULT_TIMEOUT_S, channel_options
from figures_client._options import Document, write_amount, write_document, write_options
from figures_client._status import error_of_call, error_of_item
from figures_client._stream import Ledger, outcome, prepare
from figures_client.errors import UnavailableError
from figures_client.v1 import figures_pb2 as pb
from figures_client.v1.figures_pb2_grpc import FigureServiceStub

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
    from datetime import date, datetime, timedelta
    from decimal import Decimal

    from figures_client._catalogue import Currency, RateCoverage, ServiceInfo, UnitDefinition
    from figures_client._channel import ChannelOptions
    from figures_client._options import ExtractOptions
    from figures_client._stream import Outcome, Prepared
    from figures_client.model import CivilDate, Conversion, ExtractResult

A = TypeVar("A")

# What grpc.aio says in the status's place where a stream ends while it writes (grpc/grpc#36066).
_LOST_STATUS: Final = "Internal error from Core"


class AsyncClient:
    """Asks the figure service; belongs to one event loop, and is closed by `async with` or `close`."""

    def __init__(
        self,
        target: str = DEFAULT_TARGET,
        *,
        timeout_s: float = DEFAULT_TIMEOUT_S,
        credentials: grpc.ChannelCredentials | None = None,
        options: ChannelOptions = (),
        channel: grpc.aio.Channel | None = None,
    ) -> None:
        self._timeout_s = timeout_s
        self._opened: grpc.aio.Channel | None = None
        if channel is None:
            settings = channel_options(options)
            channel = self._opened = (
                grpc.aio.secure_channel(target, credentials, options=settings)
                if credentials
                else grpc.aio.insecure_channel(target, options=settings)
            )
        # The generated code carries no types.
        self._stub: Any = FigureServiceStub(channel)  # type: ignore[no-untyped-call]

    async def __aenter__(self) -> Self:
        """The client itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Closes the client."""
        await self.close()

    async def close(self) -> None:
        """Ends what is under way and closes the connection."""
        if self._opened is not None:
            await self._opened.close()

    async def extract(
        self,
        text: str,
        *,
        publish_time: datetime | date | str | None = None,
        region_code: str = "",
        language_code: str = "",
        uri: str = "",
        timeout_s: float | None = None,
        **options: Unpack[ExtractOptions],
    ) -> ExtractResult:
        """The figures of one article."""
        document = Document(
            text, publish_time=publish_time, region_code=region_code, language_code=language_code, uri=uri
        )
        request = pb.ExtractRequest(document=write_document(document), options=write_options(options))
        return _convert.result(await self.extract_message(request, timeout_s=timeout_s))

    async def extract_message(
        self, request: pb.ExtractRequest, *, timeout_s: float | None = None
    ) -> pb.ExtractResponse:
        """The contract's own message for one article, for those who store it or pass it on."""
        response: pb.ExtractResponse = await self._call(self._stub.Extract, request, timeout_s)
        return response

    async def extract_batch(
        self,
        documents: Iterable[Document | str],
        *,
        timeout_s: float | None = None,
        **options: Unpack[ExtractOptions],
    ) -> list[Outcome]:
        """The outcomes of a few documents in one call, in their order."""
        batch = [prepare(document) for document in documents]
        request = pb.BatchExtractRequest(documents=[message for _, message in batch], options=write_options(options))
        response: pb.BatchExtractResponse = await self._call(self._stub.BatchExtract, request, timeout_s)
        pairs = zip(batch, response.results, strict=True)
        return [outcome(index, key, answer) for index, ((key, _), answer) in enumerate(pairs)]

    def extract_many(
        self,
        documents: Iterable[Document | str] | AsyncIterable[Document | str],
        *,
        ordered: bool = True,
        max_in_flight: int | None = None,
        timeout_s: float | None = None,
        **options: Unpack[ExtractOptions],
    ) -> AsyncGenerator[Outcome, None]:
        """The outcome of each document over one stream; a plain iterable is read in the event loop."""
        feed = _Feed(documents, Ledger(options, ordered=ordered, max_in_flight=max_in_flight))
        return self._outcomes(feed, timeout_s)

    async def _outcomes(self, feed: _Feed, timeout_s: float | None) -> AsyncGenerator[Outcome, None]:
        broken = first = True
        while broken:
            broken = answered = False
            call = self._stub.ExtractStream(feed.requests(careful=not first), timeout=timeout_s)
            try:
                async for response in call:
                    answered = True
                    yield feed.settle(response)
            except grpc.RpcError as failed:
                error = error_of_call(failed)
                # An UNAVAILABLE that came before any answer was already tried again by the channel.
                broken = (answered and isinstance(error, UnavailableError)) or (
                    (answered or first) and error.message == _LOST_STATUS
                )
                if not broken:
                    raise error from failed
            finally:
                first = False
                if not broken:
                    feed.close()
                call.cancel()
        feed.finish()

    async def convert(  # noqa: PLR0913 - the amount's fields, each by name
        self,
        value: Decimal | int | str,
        from_unit: str,
        to_unit: str,
        *,
        on: CivilDate | str | None = None,
        latest: bool = False,
        sources: Sequence[str] = (),
        max_rate_staleness: timedelta | None = None,
        timeout_s: float | None = None,
    ) -> Conversion:
        """One amount in another unit or currency."""
        request = write_amount(
            value, from_unit, to_unit, on=on, latest=latest, sources=sources, max_rate_staleness=max_rate_staleness
        )
        response: pb.ConvertResponse = await self._call(self._stub.Convert, request, timeout_s)
        answer = response.results[0]
        if answer.HasField("error"):
            raise error_of_item(answer.error)
        return _convert.conversion(answer.conversion)

    async def list_units(self, *, dimension: str = "") -> AsyncIterator[UnitDefinition]:
        """The units the service knows, all or those of one dimension."""
        async for page in self._pages(self._stub.ListUnits, pb.ListUnitsRequest(dimension=dimension)):
            for unit in page.units:
                yield _convert.unit_definition(unit)

    async def list_currencies(self) -> AsyncIterator[Currency]:
        """The currencies the service knows, in circulation or withdrawn."""
        async for page in self._pages(self._stub.ListCurrencies, pb.ListCurrenciesRequest()):
            for currency in page.currencies:
                yield _convert.currency(currency)

    async def list_rate_coverage(self, *, currency_code: str = "") -> AsyncIterator[RateCoverage]:
        """For which currencies, or one, from which source and for which dates there are rates."""
        request = pb.ListRateCoverageRequest(currency_code=currency_code)
        async for page in self._pages(self._stub.ListRateCoverage, request):
            for coverage in page.coverages:
                yield _convert.rate_coverage(coverage)

    async def service_info(self) -> ServiceInfo:
        """Versions, limits and capabilities of the server."""
        response: pb.GetServiceInfoResponse = await self._call(
            self._stub.GetServiceInfo, pb.GetServiceInfoRequest(), None
        )
        return _convert.service_info(response)

    async def _pages(self, method: Callable[..., Any], request: Any) -> AsyncIterator[Any]:  # noqa: ANN401 - any listing's
        while True:
            page = await self._call(method, request, None)
            yield page
            request.page_token = page.next_page_token
            if not request.page_token:
                return

    async def _call(self, method: Callable[..., Awaitable[A]], request: object, timeout_s: float | None) -> A:
        try:
            return await method(request, timeout=self._timeout_s if timeout_s is None else timeout_s)
        except grpc.RpcError as failed:
            raise error_of_call(failed) from failed


class _Feed:
    """The requests of a stream, and of the one after it where it breaks off.

    A broken stream is still waiting for the caller's iterable, or is cancelled while it waits. So the waiting is
    a task of its own (`_pulling`), which the next stream takes over with the document it brings.

    A stream that is opened again is careful: it writes nothing between its first request and the first answer,
    so that the status that ended the one before is not lost again.
    """

    def __init__(self, documents: Iterable[Document | str] | AsyncIterable[Document | str], ledger: Ledger) -> None:
        self._source = _prepared(documents)
        self._ledger = ledger
        self._room = asyncio.Semaphore(ledger.window)
        self._resend: deque[pb.ExtractStreamRequest] = deque()
        self._answered = asyncio.Event()
        self._pulling: asyncio.Task[Prepared | None] | None = None
        self._error: Exception | None = None

    def requests(self, *, careful: bool) -> AsyncIterator[pb.ExtractStreamRequest]:
        """The requests of a new stream: first those without an answer, then the rest."""
        self._resend = deque(self._ledger.unanswered())
        self._answered.set()
        self._answered = asyncio.Event()
        if not careful:
            self._answered.set()
        return self._requests(self._resend, self._answered)

    async def _requests(
        self, resend: deque[pb.ExtractStreamRequest], answered: asyncio.Event
    ) -> AsyncIterator[pb.ExtractStreamRequest]:
        first = True
        while request := resend.popleft() if resend else await self._pull(resend):
            yield self._ledger.first(request) if first else request
            first = False
            await answered.wait()

    async def _pull(self, resend: deque[pb.ExtractStreamRequest]) -> pb.ExtractStreamRequest | None:
        self._pulling = self._pulling or asyncio.ensure_future(self._advance())
        document = await asyncio.shield(self._pulling)
        if resend is not self._resend or document is None:
            return None
        self._pulling = None
        return self._ledger.take(document)

    async def _advance(self) -> Prepared | None:
        await self._room.acquire()
        try:
            return await anext(self._source, None)
        except Exception as error:  # noqa: BLE001 - the caller's own, raised again where the outcomes are awaited
            self._error = error
            return None

    def settle(self, response: pb.ExtractStreamResponse) -> Outcome:
        """The outcome that an answer brings; makes room for one more document."""
        settled = self._ledger.settle(response)
        self._answered.set()
        self._room.release()
        return settled

    def close(self) -> None:
        """Takes no more documents."""
        self._answered.set()
        if self._pulling is not None:
            self._pulling.cancel()

    def finish(self) -> None:
        """Raises what the caller's iterable raised, and where answers are missing."""
        if self._error is not None:
            raise self._error
        self._ledger.check_empty()


async def _prepared(
    documents: Iterable[Document | str] | AsyncIterable[Document | str],
) -> AsyncIterator[Prepared]:
    if isinstance(documents, AsyncIterable):
        async for document in documents:
            yield prepare(document)
    else:
        for document in documents:
            yield prepare(document)
