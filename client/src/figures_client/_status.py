"""From a failed call to an error of our own, with the details of google.rpc.

The detail messages are built in a descriptor pool of our own, under a package of our own: the wire
format is the same, and a program that also imports googleapis-common-protos sees no clash.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

from figures_client import errors

if TYPE_CHECKING:
    from figures_client.v1 import figures_pb2 as pb

_DETAILS_KEY: Final = "grpc-status-details-bin"
_PACKAGE: Final = "figures_client.status"
# Message: its fields in the order of their numbers, from 1. A capital names a message, [] is repeated.
_SHAPES: Final = {
    "Any": ("type_url:string", "value:bytes"),
    "Status": ("code:int32", "message:string", "details:Any[]"),
    "Entry": ("key:string", "value:string"),
    "ErrorInfo": ("reason:string", "domain:string", "metadata:Entry[]"),
    "FieldViolation": ("field:string", "description:string", "reason:string"),
    "BadRequest": ("field_violations:FieldViolation[]",),
    "Duration": ("seconds:int64", "nanos:int32"),
    "RetryInfo": ("retry_delay:Duration",),
}
_BY_CODE: Final = {
    "INVALID_ARGUMENT": errors.InvalidRequestError,
    "FAILED_PRECONDITION": errors.RateNotFoundError,
    "RESOURCE_EXHAUSTED": errors.OverloadedError,
    "UNAVAILABLE": errors.UnavailableError,
    "DEADLINE_EXCEEDED": errors.DeadlineExceededError,
    "INTERNAL": errors.InternalError,
    "UNKNOWN": errors.InternalError,
    "DATA_LOSS": errors.InternalError,
}
_CODE_NAMES: Final = {code.value[0]: code.name for code in grpc.StatusCode}


def error_of_code(code: str, message: str, **facts: Any) -> errors.FiguresError:  # noqa: ANN401 - passed on as is
    """The error of the tree that a status code's name stands for."""
    return _BY_CODE.get(code, errors.FiguresError)(message, code=code, **facts)


def error_of_item(error: pb.Error) -> errors.FiguresError:
    """The error of one item in a bulk answer."""
    code = _CODE_NAMES.get(error.code, "UNKNOWN")
    violations = (errors.FieldViolation(error.field, error.message, error.reason),) if error.field else ()
    facts = {"reason": error.reason, "violations": violations, "metadata": dict(error.metadata)}
    return error_of_code(code, error.message, **facts)


def error_of_call(call: grpc.RpcError) -> errors.FiguresError:
    """The error of a failed call, with what the server put into its details."""
    # Both stacks raise a call that can be asked; grpc's types do not say so.
    failed: Any = call
    details = next((value for key, value in failed.trailing_metadata() or () if key == _DETAILS_KEY), b"")
    return error_of_code(failed.code().name, failed.details() or "", **read_details(details))


def read_details(details: bytes) -> dict[str, Any]:
    """What a google.rpc.Status holds, as arguments of FiguresError; nothing where it cannot be read."""
    facts: dict[str, Any] = {}
    try:
        for detail in _parse("Status", details).details:
            _read_detail(detail.type_url.rpartition("/")[2], detail.value, facts)
    except DecodeError:
        return {}
    return facts


def _read_detail(name: str, value: bytes, facts: dict[str, Any]) -> None:
    if name == "google.rpc.ErrorInfo":
        info = _parse("ErrorInfo", value)
        facts["reason"] = info.reason
        facts["metadata"] = {entry.key: entry.value for entry in info.metadata}
    elif name == "google.rpc.BadRequest":
        facts["violations"] = tuple(
            errors.FieldViolation(violation.field, violation.description, violation.reason)
            for violation in _parse("BadRequest", value).field_violations
        )
    elif name == "google.rpc.RetryInfo":
        delay = _parse("RetryInfo", value).retry_delay
        facts["retry_after_s"] = delay.seconds + delay.nanos / 1e9


def _parse(name: str, value: bytes) -> Any:  # noqa: ANN401 - the classes are made at run time
    descriptor = _pool().FindMessageTypeByName(f"{_PACKAGE}.{name}")
    return message_factory.GetMessageClass(descriptor).FromString(value)


@cache
def _pool() -> descriptor_pool.DescriptorPool:
    file = descriptor_pb2.FileDescriptorProto(name=f"{_PACKAGE}.proto", package=_PACKAGE, syntax="proto3")
    for name, fields in _SHAPES.items():
        message = file.message_type.add(name=name)
        for number, field in enumerate(fields, start=1):
            _add_field(message, number, field)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return pool


def _add_field(message: descriptor_pb2.DescriptorProto, number: int, shape: str) -> None:
    kinds = descriptor_pb2.FieldDescriptorProto
    name, _, kind = shape.partition(":")
    field = message.field.add(name=name, number=number, label=kinds.LABEL_OPTIONAL)
    if kind.endswith("[]"):
        kind = kind.removesuffix("[]")
        field.label = kinds.LABEL_REPEATED
    if kind in _SHAPES:
        field.type, field.type_name = kinds.TYPE_MESSAGE, f".{_PACKAGE}.{kind}"
    else:
        field.type = kinds.Type.Value(f"TYPE_{kind.upper()}")
