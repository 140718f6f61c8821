"""A figure service that answers what a test tells it to, on a loopback port."""

from __future__ import annotations

from collections import deque
from concurrent import futures
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Any

import grpc
from google.protobuf import any_pb2, duration_pb2
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status

from figures_client.v1 import figures_pb2 as pb
from figures_client.v1.figures_pb2_grpc import FigureServiceServicer, add_FigureServiceServicer_to_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from google.protobuf.message import Message


class Fake(FigureServiceServicer):
    """Answers a text with one figure of the same words; "bad ..." with an error.

    It fails first as `failures` say. "slow ..." waits until it is released.
    """

    def __init__(self) -> None:
        self.failures: deque[status_pb2.Status] = deque()
        self.requests: list[Any] = []
        self.answers: dict[str, Message] = {}
        self.break_after: deque[int] = deque()
        self.time_remaining: list[float] = []
        self.released = Event()
        self.swaps = True

    def _begin(self, request: Any, context: grpc.ServicerContext) -> None:
        self.requests.append(request)
        self.time_remaining.append(context.time_remaining())
        if self.failures:
            context.abort_with_status(rpc_status.to_status(self.failures.popleft()))

    def _page(self, request: Any, context: grpc.ServicerContext, answer: Any, field: str) -> Any:
        """One item a page."""
        self._begin(request, context)
        place = int(request.page_token or 0)
        items = getattr(self.answers[type(request).__name__], field)
        getattr(answer, field).append(items[place])
        answer.next_page_token = str(place + 1) if place + 1 < len(items) else ""
        return answer

    def Extract(self, request: pb.ExtractRequest, context: grpc.ServicerContext) -> Any:
        self._begin(request, context)
        if request.document.text.startswith("slow"):
            self.released.wait()
        if request.document.text.startswith("bad"):
            context.abort_with_status(rpc_status.to_status(invalid("document.text", "TEXT_TOO_LARGE")))
        return self.answers.get("Extract") or answer_to(request.document.text)

    def BatchExtract(self, request: pb.BatchExtractRequest, context: grpc.ServicerContext) -> Any:
        self._begin(request, context)
        response = pb.BatchExtractResponse()
        for document in request.documents:
            answered = outcome_of(pb.ExtractStreamRequest(document=document))
            if answered.HasField("error"):
                response.results.add(error=answered.error)
            else:
                response.results.add(response=answered.response)
        return response

    def ExtractStream(self, requests: Iterator[pb.ExtractStreamRequest], context: grpc.ServicerContext) -> Any:
        """In order, or, unless asked for, with `swaps` each pair the other way round; `break_after` breaks it off."""
        limit = self.break_after.popleft() if self.break_after else -1
        ordered, held = True, None
        for place, request in enumerate(requests):
            if place == 0:
                ordered = request.ordered
                if self.failures:
                    context.abort_with_status(rpc_status.to_status(self.failures.popleft()))
            self.requests.append(request)
            if place == limit:
                context.abort(grpc.StatusCode.UNAVAILABLE, "going away")
            if ordered or not self.swaps:
                yield outcome_of(request)
            elif held is None:
                held = request
            else:
                yield outcome_of(request)
                yield outcome_of(held)
                held = None
        if held is not None:
            yield outcome_of(held)

    def Convert(self, request: pb.ConvertRequest, context: grpc.ServicerContext) -> Any:
        self._begin(request, context)
        return self.answers["Convert"]

    def GetServiceInfo(self, request: pb.GetServiceInfoRequest, context: grpc.ServicerContext) -> Any:
        self._begin(request, context)
        return self.answers["GetServiceInfo"]

    def ListUnits(self, request: pb.ListUnitsRequest, context: grpc.ServicerContext) -> Any:
        return self._page(request, context, pb.ListUnitsResponse(), "units")

    def ListCurrencies(self, request: pb.ListCurrenciesRequest, context: grpc.ServicerContext) -> Any:
        return self._page(request, context, pb.ListCurrenciesResponse(), "currencies")

    def ListRateCoverage(self, request: pb.ListRateCoverageRequest, context: grpc.ServicerContext) -> Any:
        return self._page(request, context, pb.ListRateCoverageResponse(), "coverages")


@contextmanager
def serving(fake: Fake, port: int = 0, credentials: grpc.ServerCredentials | None = None) -> Iterator[str]:
    """Serves until the block ends; gives the target."""
    server = grpc.server(futures.ThreadPoolExecutor(8), options=[("grpc.so_reuseport", 0)])
    add_FigureServiceServicer_to_server(fake, server)  # type: ignore[no-untyped-call]
    address = f"127.0.0.1:{port}"
    port = server.add_secure_port(address, credentials) if credentials else server.add_insecure_port(address)
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        fake.released.set()
        server.stop(0).wait()


def answer_to(text: str) -> pb.ExtractResponse:
    """One figure: the text itself."""
    response = pb.ExtractResponse(offset_encoding=pb.OFFSET_ENCODING_UTF32)
    figure = response.figures.add(id="f1", kind=pb.FIGURE_KIND_COUNT, text=text)
    figure.span.end_offset = len(text)
    figure.value.lower.decimal = figure.value.upper.decimal = "40"
    return response


def outcome_of(request: pb.ExtractStreamRequest) -> pb.ExtractStreamResponse:
    """The answer to one document of a stream."""
    if request.document.text.startswith("bad"):
        error = pb.Error(code=3, message="too large", reason="TEXT_TOO_LARGE", field="document.text")
        return pb.ExtractStreamResponse(key=request.key, error=error)
    return pb.ExtractStreamResponse(key=request.key, response=answer_to(request.document.text))


def status(code: grpc.StatusCode, message: str, *details: Message) -> status_pb2.Status:
    """A google.rpc.Status with its details."""
    packed = []
    for detail in details:
        box = any_pb2.Any()
        box.Pack(detail)
        packed.append(box)
    return status_pb2.Status(code=code.value[0], message=message, details=packed)


def invalid(field: str, reason: str) -> status_pb2.Status:
    """INVALID_ARGUMENT as the service sends it."""
    violation = error_details_pb2.BadRequest.FieldViolation(field=field, description="is wrong", reason=reason)
    return status(
        grpc.StatusCode.INVALID_ARGUMENT,
        f"{field}: is wrong",
        error_details_pb2.ErrorInfo(reason=reason, domain="figures.v1", metadata={"limit": "10"}),
        error_details_pb2.BadRequest(field_violations=[violation]),
    )


def overloaded() -> status_pb2.Status:
    """RESOURCE_EXHAUSTED as the service sends it."""
    delay = duration_pb2.Duration(seconds=1, nanos=500_000_000)
    return status(grpc.StatusCode.RESOURCE_EXHAUSTED, "busy", error_details_pb2.RetryInfo(retry_delay=delay))
