"""A message as JSON, as protobuf's own json_format has it, in a tenth of its time."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import orjson
from google.protobuf.descriptor import FieldDescriptor

from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from google.protobuf.message import Message

    Converter = Callable[[Any], Any]

# Of these, text after text has the same: they are written once, and laid into the rest as they are.
_COMMON: Final = frozenset(
    kind.DESCRIPTOR.full_name for kind in (pb.Unit, pb.Interval, pb.CurrencyRate, pb.Engine, pb.RateTable)
)
_MOST_KEPT: Final = 4096
_INFINITIES: Final = {float("inf"): "Infinity", float("-inf"): "-Infinity"}


def to_json(message: Message) -> bytes:
    """The message in UTF-8 on one line, names in lowerCamelCase, enums by name; 64-bit integers are not written.

    {"figures":[{"id":"f1","kind":"FIGURE_KIND_COUNT","text":"40",...}],...}
    """
    return orjson.dumps(_as_dict(message))


def _as_dict(message: Message) -> dict[str, Any]:
    made = {}
    for field, value in message.ListFields():
        name, convert = _fields.get(field) or _plan(field)
        made[name] = convert(value) if convert else value
    return made


_fields: Final[dict[FieldDescriptor, tuple[str, Converter | None]]] = {}


def _plan(field: FieldDescriptor) -> tuple[str, Converter | None]:
    """A field's name, and what makes JSON of its value; None where the value is JSON already."""
    convert = _converter(field)
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        # A map has no order of its own: by its keys, the same answer is the same bytes.
        convert = _by_key
    elif field.is_repeated:
        convert = _each(convert) if convert else list
    _fields[field] = field.json_name, convert
    return _fields[field]


def _converter(field: FieldDescriptor) -> Converter | None:
    if field.message_type is not None:
        return _keeping() if field.message_type.full_name in _COMMON else _as_dict
    if field.enum_type is not None:
        names = {number: value.name for number, value in field.enum_type.values_by_number.items()}
        # A number that the contract does not know stays a number.
        return lambda number: names.get(number, number)
    return _double if field.cpp_type == FieldDescriptor.CPPTYPE_DOUBLE else None


def _by_key(entries: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(entries.items()))


def _each(convert: Converter) -> Converter:
    return lambda values: [convert(value) for value in values]


def _keeping() -> Converter:
    shelf: dict[bytes, orjson.Fragment] = {}

    def convert(message: Message) -> orjson.Fragment:
        key = message.SerializeToString()
        kept = shelf.get(key)
        if kept is None:
            kept = orjson.Fragment(to_json(message))
            if len(shelf) < _MOST_KEPT:
                shelf[key] = kept
        return kept

    return convert


def _double(number: float) -> float | str:
    """What an exact number's nearest double is may be infinite, of which JSON has none."""
    return number if isfinite(number) else _INFINITIES[number]
