"""Messages with every field filled, and whether a value of the model says the same as its message."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from google.protobuf.descriptor import FieldDescriptor

from figures_client import Number, PartialDate
from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from google.protobuf.message import Message

_DEPTH: Final = 6
_RENAMED: Final = {"start_offset": "start", "end_offset": "end"}
_DECIMALS: Final = {"decimal", "multiple"}


def fill(message: Message, seed: int = 1, depth: int = 0) -> Any:
    """The message with every field filled, each with a value of its own."""
    for place, field in enumerate(message.DESCRIPTOR.fields):
        _fill_field(message, field, seed * 7 + place, depth)
    return message


def _fill_field(message: Message, field: Any, seed: int, depth: int) -> None:
    target = getattr(message, field.name)
    if isinstance(message, pb.Date):
        setattr(message, field.name, {"year": 2000 + seed % 20, "month": 4, "day": 12}[field.name])
    elif field.message_type and field.message_type.GetOptions().map_entry:
        target["currency_code"] = f"K{seed}"
    elif field.message_type and depth < _DEPTH:
        for number in range(2 if field.is_repeated else 1):
            fill(target.add() if field.is_repeated else target, seed + number, depth + 1)
    elif field.message_type:
        return
    elif field.is_repeated:
        target.extend([_scalar(field, seed), _scalar(field, seed + 1)])
    else:
        setattr(message, field.name, _scalar(field, seed))


def _scalar(field: Any, seed: int) -> Any:
    if field.enum_type:
        return 1 + seed % (len(field.enum_type.values) - 1)
    if field.type == FieldDescriptor.TYPE_STRING:
        return f"{seed}.50" if field.name in _DECIMALS else f"{field.name} {seed}"
    if field.type == FieldDescriptor.TYPE_BOOL:
        return True
    return seed / 8 if field.type == FieldDescriptor.TYPE_DOUBLE else seed % 900


def assert_same(message: Message, value: Any) -> None:
    """Every field of the message is in the value, and the value has no other."""
    names = {_RENAMED.get(field.name, field.name) for field in message.DESCRIPTOR.fields}
    own = set(value) if isinstance(value, dict) else {field.name for field in dataclasses.fields(value)}
    assert own == names - ({"approximate"} if isinstance(value, Number) else set()), type(value)
    for field in message.DESCRIPTOR.fields:
        name = _RENAMED.get(field.name, field.name)
        if name in own:
            found = value[name] if isinstance(value, dict) else getattr(value, name)
            _assert_field(message, field, found)


def _assert_field(message: Message, field: Any, found: Any) -> None:
    sent = getattr(message, field.name)
    if field.message_type and field.message_type.GetOptions().map_entry:
        assert found == dict(sent)
    elif field.is_repeated:
        assert isinstance(found, tuple)
        for one, other in zip(sent, found, strict=True):
            _assert_one(field, one, other)
    elif field.message_type and not message.HasField(field.name):
        assert found is None
    else:
        _assert_one(field, sent, found)


def _assert_one(field: Any, sent: Any, found: Any) -> None:
    if isinstance(found, PartialDate | date):
        assert (found.year, found.month, found.day) == (sent.year, sent.month, sent.day)
    elif isinstance(found, timedelta):
        assert found == sent.ToTimedelta()
    elif isinstance(found, Decimal):
        assert found == Decimal(sent.decimal if field.message_type else sent)
    elif field.message_type:
        assert_same(sent, found)
    elif isinstance(found, StrEnum):
        assert field.enum_type.values_by_number[sent].name.lower().endswith(f"_{found}")
    elif sent == "":
        assert found in ("", None)
    else:
        assert found == sent
