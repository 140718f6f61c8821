"""The contract's methods by number, as front and workers name them to each other."""

from __future__ import annotations

from typing import Final, TypeVar

from google.protobuf.message import DecodeError, Message

from figures_client.v1 import figures_pb2 as pb
from figures_server.serve.statuses import malformed

_DESCRIPTOR: Final = pb.DESCRIPTOR.services_by_name["FigureService"]
SERVICE: Final = _DESCRIPTOR.full_name
METHODS: Final = tuple(method.name for method in _DESCRIPTOR.methods)
_M = TypeVar("_M", bound=Message)


def parse(kind: type[_M], data: bytes, within: str = "") -> _M:
    """A message of this kind, or the refusal that names it (or the message it is part of)."""
    try:
        return kind.FromString(data)
    except DecodeError:
        raise malformed(within or kind.DESCRIPTOR.name) from None
