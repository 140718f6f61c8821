"""The client for threads."""

from __future__ import annotations

from collections import deque
from threading import Lock, Semaphore
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

import grpc

from figures_client import _convert
from figures_client._channel import DEFAULT_TARGET, DEFAULT_TIMEOUT_S, channel_options
from figures_client._options import Document, write_amount, write_document, write_options
from figures_client._status import error_of_call, error_of_item
from figures_client._stream import Ledger, outcome, prepare
from figures_client.errors import UnavailableError
from figures_client.v1 import figures_pb2 as pb
from figures_client.v1.figures_pb2_grpc import FigureServiceStub

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from datetime import date, datetime, timedelta
    from decimal import Decimal

    from figures_client._catalogue import Currency, RateCoverage, ServiceInfo, UnitDefinition
    from figures_client._channel import ChannelOptions
    from figures_client._options import ExtractOptions
    from figures_client._stream import Outcome, Prepared
    from figures_client.model import CivilDate, Conversion, ExtractResult

A = TypeVar("A")


class Client:
    """Asks the figure service; may be shared by threads, and is closed by `with` or `close`.

    `timeout_s` is the deadline of every call that names no other. `channel` replaces the one that would
    be opened to `target`, for interceptors and tests; it stays the caller's to close.
    """

    def __init__(
        self,
        target: str = DEFAULT_TARGET,
        *,
        timeout_s: float = DEFAULT_TIMEOUT_S,
        credentials: grpc.ChannelCredentials | None = None,
        options: ChannelOptions = (),
        channel: grpc.Channel | None = None,
    ) -> None:
        self._timeout_s = timeout_s
        self._opened: grpc.Channel | None = None
        if channel is None:
            settings = channel_options(options)
            channel = self._opened = (
                grpc.secure_channel(target, credentials, options=settings)
                if credentials
                else grpc.insecure_channel(target, options=settings)
            )
        # The generated code carries no types.
        self._stub: Any = FigureServiceStub(channel)  # type: ignore[no-untyped-call]

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the client."""
        self.close()

    def close(self) -> None:
        """Ends what is under way and closes the connection."""
        if self._opened is not None:
            self._opened.close()

    def extract(
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
        """The figures of one article: "The boat sank with 40 aboard." has one, a COUNT of 40."""
        document = Document(
            text, publish_time=publish_time, region_code=region_code, language_code=language_code, uri=uri
        )
        request = pb.ExtractRequest(document=write_document(document), options=write_options(options))
        return _convert.result(self.extract_message(request, timeout_s=timeout_s))

    def extract_message(self, request: pb.ExtractRequest, *, timeout_s: float | None = None) -> pb.ExtractResponse:
        """The contract's own message for one article, for those who store it or pass it on."""
        response: pb.ExtractResponse = self._call(self._stub.Extract, request, timeout_s)
        return response

    def extract_batch(
        self,
        documents: Iterable[Document | str],
        *,
        timeout_s: float | None = None,
        **options: Unpack[ExtractOptions],
    ) -> list[Outcome]:
        """The outcomes of a few documents (`Limits.max_batch_size`) in one call, in their order."""
        batch = [prepare(document) for document in documents]
        request = pb.BatchExtractRequest(documents=[message for _, message in batch], options=write_options(options))
        response: pb.BatchExtractResponse = self._call(self._stub.BatchExtract, request, timeout_s)
        pairs = zip(batch, response.results, strict=True)
        return [outcome(index, key, answer) for index, ((key, _), answer) in enumerate(pairs)]

    def extract_many(
        self,
        documents: Iterable[Document | str],
        *,
        ordered: bool = True,
        max_in_flight: int | None = None,
        timeout_s: float | None = None,
        **options: Unpack[ExtractOptions],
    ) -> Generator[Outcome, None, None]:
        """The outcome of each document over one stream: in their order, or each as soon as it is ready.

        Documents may be without end: no more than `max_in_flight` (unset: 32) are taken from the iterable ahead
        of the outcomes taken here. They are taken in another thread. A document that cannot be read answers with
        its own error; what the iterable raises is raised here, after the outcomes of what it gave before. A stream
        that breaks off is taken up where it was. There is no deadline unless `timeout_s` sets one for each stream.
        """
        feed = _Feed(documents, Ledger(options, ordered=ordered, max_in_flight=max_in_flight))
        return self._outcomes(feed, timeout_s)

    def _outcomes(self, feed: _Feed, timeout_s: float | None) -> Generator[Outcome, None, None]:
        broken = True
        while broken:
            broken = False
            answered = False
            call = self._stub.ExtractStream(feed.requests(), timeout=timeout_s)
            try:
                for response in call:
                    answered = True
                    yield feed.settle(response)
            except grpc.RpcError as failed:
                error = error_of_call(failed)
                # One that never answered was already tried again by the channel.
                broken = answered and isinstance(error, UnavailableError)
                if not broken:
                    raise error from failed
            finally:
                if not broken:
                    feed.close()
                call.cancel()
        feed.finish()

    def convert(  # noqa: PLR0913 - the amount's fields, each by name
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
        """One amount in another unit or currency: 1600 "GBP" in "USD" on 2025-04-12, or 26 "mile" in "km".

        Currency needs `on`, a day or a whole month or year, or `latest`.
        """
        request = write_amount(
            value, from_unit, to_unit, on=on, latest=latest, sources=sources, max_rate_staleness=max_rate_staleness
        )
        response: pb.ConvertResponse = self._call(self._stub.Convert, request, timeout_s)
        answer = response.results[0]
        if answer.HasField("error"):
            raise error_of_item(answer.error)
        return _convert.conversion(answer.conversion)

    def list_units(self, *, dimension: str = "") -> Iterator[UnitDefinition]:
        """The units the service knows, all or those of one dimension, "[length]"."""
        for page in self._pages(self._stub.ListUnits, pb.ListUnitsRequest(dimension=dimension)):
            yield from map(_convert.unit_definition, page.units)

    def list_currencies(self) -> Iterator[Currency]:
        """The currencies the service knows, in circulation or withdrawn."""
        for page in self._pages(self._stub.ListCurrencies, pb.ListCurrenciesRequest()):
            yield from map(_convert.currency, page.currencies)

    def list_rate_coverage(self, *, currency_code: str = "") -> Iterator[RateCoverage]:
        """For which currencies, or one, from which source and for which dates there are rates."""
        request = pb.ListRateCoverageRequest(currency_code=currency_code)
        for page in self._pages(self._stub.ListRateCoverage, request):
            yield from map(_convert.rate_coverage, page.coverages)

    def service_info(self) -> ServiceInfo:
        """Versions, limits and capabilities of the server."""
        return _convert.service_info(self._call(self._stub.GetServiceInfo, pb.GetServiceInfoRequest(), None))

    def _pages(self, method: Callable[..., Any], request: Any) -> Iterator[Any]:  # noqa: ANN401 - any listing's
        while True:
            page = self._call(method, request, None)
            yield page
            request.page_token = page.next_page_token
            if not request.page_token:
                return

    def _call(self, method: Callable[..., A], request: object, timeout_s: float | None) -> A:
        try:
            return method(request, timeout=self._timeout_s if timeout_s is None else timeout_s)
        except grpc.RpcError as failed:
            raise error_of_call(failed) from failed


class _Feed:
    """The requests of a stream, and of the one after it where it breaks off.

    The channel takes requests in a thread of its own, and that of a broken stream may still wait for the
    caller's iterable when the next begins. So one at a time pulls (`_turn`), and a document that a broken
    stream pulled is handed to the stream of now (`_resend`, changed under `_state`).
    """

    def __init__(self, documents: Iterable[Document | str], ledger: Ledger) -> None:
        self._source = map(prepare, documents)
        self._ledger = ledger
        self._room = Semaphore(ledger.window)
        self._turn = Lock()
        self._state = Lock()
        self._resend: deque[pb.ExtractStreamRequest] = deque()
        self._closed = False
        self._error: Exception | None = None

    def requests(self) -> Iterator[pb.ExtractStreamRequest]:
        """The requests of a new stream: first those without an answer, then the rest."""
        with self._state:
            self._resend = deque(self._ledger.unanswered())
        return self._requests(self._resend)

    def _requests(self, resend: deque[pb.ExtractStreamRequest]) -> Iterator[pb.ExtractStreamRequest]:
        head = self._ledger.first
        while request := resend.popleft() if resend else self._pull(resend):
            yield head(request)
            head = _as_is

    def _pull(self, resend: deque[pb.ExtractStreamRequest]) -> pb.ExtractStreamRequest | None:
        with self._turn:
            if resend:
                return resend.popleft()
            if resend is not self._resend:
                return None
            self._room.acquire()
            document = None if self._closed or self._error else self._advance()
            if document is None:
                self._room.release()
                return None
            with self._state:
                request = self._ledger.take(document)
                if resend is self._resend:
                    return request
                self._resend.append(request)
                return None

    def _advance(self) -> Prepared | None:
        try:
            return next(self._source, None)
        except Exception as error:  # noqa: BLE001 - the caller's own, raised again in the caller's thread
            self._error = error
            return None

    def settle(self, response: pb.ExtractStreamResponse) -> Outcome:
        """The outcome that an answer brings; makes room for one more document."""
        settled = self._ledger.settle(response)
        self._room.release()
        return settled

    def close(self) -> None:
        """Takes no more documents."""
        self._closed = True
        self._room.release()

    def finish(self) -> None:
        """Raises what the caller's iterable raised, and where answers are missing."""
        if self._error is not None:
            raise self._error
        self._ledger.check_empty()


def _as_is(request: pb.ExtractStreamRequest) -> pb.ExtractStreamRequest:
    return request
