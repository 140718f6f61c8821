"""Articles as JSON lines, without a server: the same answers as Extract's, for archives and for measuring."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from google.protobuf.json_format import MessageToDict

from figures_client.v1 import figures_pb2 as pb
from figures_server.errors import FiguresError, InvalidArgumentError
from figures_server.serve import reasons
from figures_server.serve.calls import internal
from figures_server.serve.statuses import write_error

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from figures_server.serve.calls import Calls

_FIELDS: Final = ("text", "publish_time", "region_code")


def answer_lines(source: Iterable[bytes], out: TextIO, calls: Calls, options: pb.ExtractOptions) -> bool:
    """One line out for each line in, in order; whether all of them were good.

    {"id": "a", "text": "40 died."} gives {"id": "a", "response": {...}}, a bad line {"id": ..., "error": {...}}.
    """
    all_good = True
    for line in source:
        if line.strip():
            answer = _answer(line, calls, options)
            all_good = all_good and "error" not in answer
            out.write(json.dumps(answer) + "\n")
    return all_good


def _answer(line: bytes, calls: Calls, options: pb.ExtractOptions) -> dict[str, Any]:
    identity: object = None
    try:
        record = _read_record(line)
        identity = record["id"]
        response = calls.extract(_make_request(record, options))
        return {"id": identity, "response": MessageToDict(response)}
    except FiguresError as error:
        # A line has no document within it: its own field is at fault.
        error.field = error.field.removeprefix("document.")
        return {"id": identity, "error": _describe(error)}
    except Exception as error:  # noqa: BLE001  # one article must not end the run over an archive
        return {"id": identity, "error": _describe(internal(error))}


def _read_record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidArgumentError(reasons.MALFORMED_LINE, "this is no JSON in UTF-8") from None
    if not isinstance(record, dict):
        raise InvalidArgumentError(reasons.MALFORMED_LINE, "this is no JSON object")
    if not isinstance(record.get("id"), (str, int)):
        raise InvalidArgumentError(reasons.MISSING_FIELD, "there must be an id, a string or a number", "id")
    return record


def _make_request(record: dict[str, Any], options: pb.ExtractOptions) -> pb.ExtractRequest:
    if "text" not in record:
        raise InvalidArgumentError(reasons.MISSING_FIELD, "there must be a text", "text")
    for name in _FIELDS:
        if not isinstance(record.get(name) or "", str):
            raise InvalidArgumentError(reasons.MALFORMED_LINE, "this is no string", name)
    request = pb.ExtractRequest()
    request.options.CopyFrom(options)
    document = request.document
    try:
        document.text = record["text"] or ""
        document.region_code = record.get("region_code") or ""
    except UnicodeEncodeError:
        raise InvalidArgumentError(reasons.MALFORMED_LINE, "half a surrogate pair is no character") from None
    if published := record.get("publish_time"):
        document.publish_time.FromDatetime(_read_time(published))
    return request


def _read_time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        message = "this is no time in ISO 8601, such as 2025-04-12T16:20:00Z"
        raise InvalidArgumentError(reasons.INVALID_TIMESTAMP, message, "publish_time") from None


def _describe(error: FiguresError) -> dict[str, Any]:
    message = pb.Error()
    write_error(message, error)
    return MessageToDict(message)
