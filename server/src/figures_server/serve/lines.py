"""An article of an archive and its answer as a JSON line: the same answers as Extract's, without a server."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from figures_client.v1 import figures_pb2 as pb
from figures_server.errors import FiguresError, InvalidArgumentError
from figures_server.serve import reasons
from figures_server.serve.as_json import to_json
from figures_server.serve.calls import internal
from figures_server.serve.statuses import write_error

if TYPE_CHECKING:
    from figures_server.serve.archive import Article
    from figures_server.serve.calls import Calls

_FIELDS: Final = ("text", "publish_time", "region_code", "language_code")


class Line(NamedTuple):
    """One article's answer, and whether it is a good one."""

    data: bytes
    good: bool


class LineAnswerer:
    """Answers one article at a time, all with the same options."""

    def __init__(self, calls: Calls, options: pb.ExtractOptions) -> None:
        self._calls = calls
        self._options = options

    def answer(self, article: Article) -> Line:
        """{"id": "a", "text": "40 died."} gives {"id": "a", "response": {...}}, a bad one {"id": ..., "error": {...}}."""
        identity: object = None
        try:
            record = _read_file(article) if article.path else _read_line(article.data)
            identity = record["id"]
            return _line(identity, "response", self._calls.extract(self._request(record)))
        except FiguresError as error:
            # A line has no document within it: its own field is at fault.
            error.field = error.field.removeprefix("document.")
            return _line(identity, "error", _describe(error))
        except Exception as error:  # noqa: BLE001  # one article must not end the run over an archive
            return _line(identity, "error", _describe(internal(error)))

    def _request(self, record: dict[str, Any]) -> pb.ExtractRequest:
        if "text" not in record:
            raise InvalidArgumentError(reasons.MISSING_FIELD, "there must be a text", "text")
        for name in _FIELDS:
            if not isinstance(record.get(name) or "", str):
                raise InvalidArgumentError(reasons.MALFORMED_LINE, "this is no string", name)
        request = pb.ExtractRequest()
        request.options.CopyFrom(self._options)
        document = request.document
        try:
            document.text = record["text"] or ""
            document.region_code = record.get("region_code") or ""
            document.language_code = record.get("language_code") or ""
        except UnicodeEncodeError:
            raise InvalidArgumentError(reasons.MALFORMED_LINE, "half a surrogate pair is no character") from None
        if published := record.get("publish_time"):
            document.publish_time.FromDatetime(_read_time(published))
        return request


def _line(identity: object, name: str, message: pb.ExtractResponse | pb.Error) -> Line:
    # An id may be a number past 64 bits, or half a surrogate pair: only json gives back all that it took.
    data = b'{"id":%b,"%b":%b}\n' % (json.dumps(identity).encode(), name.encode(), to_json(message))
    return Line(data, name != "error")


def _read_file(article: Article) -> dict[str, Any]:
    try:
        return {"id": article.path, "text": article.data.decode("utf-8-sig")}
    except UnicodeDecodeError:
        raise InvalidArgumentError(reasons.MALFORMED_LINE, "this is no text in UTF-8", "text") from None


def _read_line(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidArgumentError(reasons.MALFORMED_LINE, "this is no JSON in UTF-8") from None
    if not isinstance(record, dict):
        raise InvalidArgumentError(reasons.MALFORMED_LINE, "this is no JSON object")
    if not isinstance(record.get("id"), (str, int)):
        raise InvalidArgumentError(reasons.MISSING_FIELD, "there must be an id, a string or a number", "id")
    return record


def _read_time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        message = "this is no time in ISO 8601, such as 2025-04-12T16:20:00Z"
        raise InvalidArgumentError(reasons.INVALID_TIMESTAMP, message, "publish_time") from None


def _describe(error: FiguresError) -> pb.Error:
    message = pb.Error()
    write_error(message, error)
    return message
