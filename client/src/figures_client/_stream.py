"""What both clients keep of a stream: which documents are out, and whose an answer is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from figures_client import _convert
from figures_client._options import Document, write_document, write_options
from figures_client._status import error_of_item
from figures_client.errors import InternalError
from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from figures_client._options import ExtractOptions
    from figures_client.errors import FiguresError
    from figures_client.model import ExtractResult

_WINDOW: Final = 32


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of many documents: its `result`, or the `error` that stands in its place."""

    index: int
    key: str
    result: ExtractResult | None = None
    error: FiguresError | None = None

    def unwrap(self) -> ExtractResult:
        """The result; raises the error where there is none."""
        if self.result is None:
            raise self.error or InternalError("an answer without an outcome")
        return self.result


# A document's key and its message.
Prepared: TypeAlias = "tuple[str, pb.Document]"


def prepare(document: object) -> Prepared:
    """A document ready to be sent; TypeError where it is none."""
    if isinstance(document, str):
        document = Document(document)
    if not isinstance(document, Document):
        message = f"a document is a str or a Document, not {type(document).__name__}"
        raise TypeError(message)
    return document.key, write_document(document)


class Ledger:
    """The documents of a stream that have no answer yet, in the order they were taken.

    On the wire a document's key is its place, so that two documents of one key do not mix.
    """

    def __init__(self, options: ExtractOptions, *, ordered: bool, max_in_flight: int | None) -> None:
        self._head = pb.ExtractStreamRequest(
            options=write_options(options), ordered=ordered, max_in_flight=max_in_flight
        )
        self._open: dict[str, tuple[str, pb.ExtractStreamRequest]] = {}
        self._taken = 0
        self.window = max_in_flight or _WINDOW

    def take(self, document: Prepared) -> pb.ExtractStreamRequest:
        """The request for one more document, which is unanswered from now on."""
        key, message = document
        place = str(self._taken)
        request = pb.ExtractStreamRequest(key=place, document=message)
        self._open[place] = (key, request)
        self._taken += 1
        return request

    def first(self, request: pb.ExtractStreamRequest) -> pb.ExtractStreamRequest:
        """The request as the first message of a stream, with what only that one may say."""
        message = pb.ExtractStreamRequest()
        message.CopyFrom(self._head)
        message.MergeFrom(request)
        return message

    def unanswered(self) -> list[pb.ExtractStreamRequest]:
        """The requests to send again on a new stream."""
        return [request for _, request in self._open.values()]

    def settle(self, response: pb.ExtractStreamResponse) -> Outcome:
        """What an answer says, for the document it belongs to."""
        key, _ = self._open.pop(response.key)
        return outcome(int(response.key), key, response)

    def check_empty(self) -> None:
        """Raises where a stream ended well and still left documents without an answer."""
        if self._open:
            message = f"the stream ended with {len(self._open)} documents unanswered"
            raise InternalError(message, code="INTERNAL")


def outcome(index: int, key: str, answer: pb.ExtractStreamResponse | pb.BatchExtractResult) -> Outcome:
    """One item of a bulk answer."""
    if answer.HasField("error"):
        return Outcome(index, key or str(index), error=error_of_item(answer.error))
    return Outcome(index, key or str(index), result=_convert.result(answer.response))
