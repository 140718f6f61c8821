"""The contract's methods by number, as front and workers name them to each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeVar, cast

from google.protobuf.empty_pb2 import Empty
from google.protobuf.message import DecodeError, Message
from google.protobuf.unknown_fields import UnknownFieldSet

from figures_client.v1 import figures_pb2 as pb
from figures_server.serve.statuses import malformed, not_utf8

if TYPE_CHECKING:
    from google.protobuf.descriptor import Descriptor

_DESCRIPTOR: Final = pb.DESCRIPTOR.services_by_name["FigureService"]
SERVICE: Final = _DESCRIPTOR.full_name
METHODS: Final = tuple(method.name for method in _DESCRIPTOR.methods)
_M = TypeVar("_M", bound=Message)


def parse(kind: type[_M], data: bytes, within: str = "") -> _M:
    """A message of this kind, or the refusal that names it (or the message it is part of)."""
    try:
        return kind.FromString(data)
    except DecodeError:
        path = _find_bad_utf8(cast("Descriptor", kind.DESCRIPTOR), data)
        raise not_utf8(path) if path else malformed(within or kind.DESCRIPTOR.name) from None


def _find_bad_utf8(kind: Descriptor, data: bytes) -> str:
    """The path of the first string that is no UTF-8; empty where there is none, or the bytes are no message at all."""
    try:
        # To a message without fields every field is unknown, and kept as bytes.
        sent = UnknownFieldSet(Empty.FromString(data))
    except DecodeError:
        return ""
    counts: Counter[int] = Counter()
    for part in map(sent.__getitem__, range(len(sent))):
        field = kind.fields_by_number.get(part.field_number)
        if field is None or not isinstance(part.data, bytes):
            continue
        name = f"{field.name}[{counts[field.number]}]" if field.is_repeated else field.name
        counts[field.number] += 1
        if field.message_type is not None:
            if inner := _find_bad_utf8(field.message_type, part.data):
                return f"{name}.{inner}"
        elif field.type == field.TYPE_STRING:
            try:
                part.data.decode()
            except UnicodeDecodeError:
                return name
    return ""
