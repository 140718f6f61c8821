"""Errors as callers see them: google.rpc.Status with its details, or the contract's Error inside a bulk answer.

Every status carries an ErrorInfo; INVALID_ARGUMENT also names the field; what may be tried again says when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from google.rpc import code_pb2, error_details_pb2, status_pb2

from figures_server.errors import FiguresError, InvalidArgumentError, NotFoundRateError, OverloadedError
from figures_server.serve import reasons

if TYPE_CHECKING:
    from figures_client.v1 import figures_pb2 as pb

DOMAIN: Final = "figures.v1"
_RETRY_DELAY_MS: Final = 50
_LONGEST_QUOTE: Final = 40


class WorkerLostError(FiguresError):
    """The process that read the text died; another one has taken its place."""


class DeadlineError(FiguresError):
    """The text was not read in the time the caller, or else the server, allows."""


class InternalError(FiguresError):
    """A fault of ours: the caller gets a number that our log explains, and nothing else."""


_CODES: Final[dict[type[FiguresError], int]] = {
    InvalidArgumentError: code_pb2.INVALID_ARGUMENT,
    DeadlineError: code_pb2.DEADLINE_EXCEEDED,
    OverloadedError: code_pb2.RESOURCE_EXHAUSTED,
    NotFoundRateError: code_pb2.FAILED_PRECONDITION,
    InternalError: code_pb2.INTERNAL,
    WorkerLostError: code_pb2.UNAVAILABLE,
}
_RETRIABLE: Final = (OverloadedError, WorkerLostError)


def quote(value: object) -> str:
    """A caller's own words for a message, cut so that a status always fits into HTTP/2 trailers."""
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def malformed(message_name: str) -> InvalidArgumentError:
    """Bytes that are not the message they should be."""
    return InvalidArgumentError(
        reasons.MALFORMED_REQUEST, f"the request is no valid figures.v1.{message_name}", "", {"message": message_name}
    )


def not_utf8(path: str) -> InvalidArgumentError:
    """A string that is in some other encoding; `path` names it, e.g. "document.text"."""
    return InvalidArgumentError(reasons.MALFORMED_REQUEST, "the string is no valid UTF-8", path)


def invalid(reason: str, message: str, path: str, value: str) -> InvalidArgumentError:
    """A field's value that can never work; `value` is what the caller sent."""
    return InvalidArgumentError(reason, message, path, {"value": quote(value)})


def out_of_range(value: object, bounds: str, path: str) -> InvalidArgumentError:
    """A number outside its bounds, such as "between 0 and 1"."""
    return invalid(reasons.OUT_OF_RANGE, f"{value} is not {bounds}", path, str(value))


def overloaded(queued: int) -> OverloadedError:
    """More texts are waiting than the server will hold."""
    return OverloadedError(reasons.QUEUE_FULL, f"{queued} texts are waiting already", "", {"queued": str(queued)})


def status_of(error: FiguresError) -> bytes:
    """The google.rpc.Status of an error, as it travels in grpc-status-details-bin."""
    status = status_pb2.Status(code=_code(error), message=_message(error))
    info = error_details_pb2.ErrorInfo(reason=error.reason, domain=DOMAIN, metadata=error.metadata)
    status.details.add().Pack(info, deterministic=True)
    if isinstance(error, InvalidArgumentError):
        violation = error_details_pb2.BadRequest.FieldViolation(
            field=error.field, description=error.message, reason=error.reason
        )
        status.details.add().Pack(error_details_pb2.BadRequest(field_violations=[violation]))
    if isinstance(error, _RETRIABLE):
        retry = error_details_pb2.RetryInfo()
        retry.retry_delay.FromMilliseconds(_RETRY_DELAY_MS)
        status.details.add().Pack(retry)
    data: bytes = status.SerializeToString(deterministic=True)
    return data


def write_error(out: pb.Error, error: FiguresError) -> None:
    """The same error where it is one item's of many."""
    out.code = _code(error)
    out.message = _message(error)
    out.reason = error.reason
    out.field = error.field
    for name, value in error.metadata.items():
        out.metadata[name] = value


def _code(error: FiguresError) -> int:
    return _CODES.get(type(error), int(code_pb2.INTERNAL))


def _message(error: FiguresError) -> str:
    return f"{error.field}: {error.message}" if error.field else error.message
