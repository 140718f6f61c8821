"""Every field of the contract arrives, and nothing that is new breaks an old client."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import figures_client
from figures_client import ContextOptions, FigureKind, Interval, Number, PartialDate, Span, _convert
from figures_client import _enums as enums
from figures_client.v1 import figures_pb2 as pb
from tests.client.filled import assert_same, fill

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("message", "read"),
    [
        (pb.ExtractResponse(), _convert.result),
        (pb.UnitDefinition(), _convert.unit_definition),
        (pb.Currency(), _convert.currency),
        (pb.RateCoverage(), _convert.rate_coverage),
        (pb.GetServiceInfoResponse(), _convert.service_info),
    ],
    ids=lambda case: getattr(case, "__name__", None),
)
@pytest.mark.parametrize("empty", [False, True], ids=["full", "empty"])
def test_every_field_arrives(message: Any, read: Callable[[Any], Any], *, empty: bool) -> None:
    if empty:
        assert read(type(message)()) is not None
    else:
        assert_same(fill(message), read(message))


def test_every_enum_value_has_its_member() -> None:
    for name, descriptor in pb.DESCRIPTOR.enum_types_by_name.items():
        cls = getattr(figures_client, name)
        members = [enums.read_enum(cls, value.number) for value in descriptor.values]
        assert len(set(members)) == len(descriptor.values), name
        assert [enums.write_enum(cls, member) for member in members] == [value.number for value in descriptor.values]


def test_a_number_newer_than_the_client_is_unknown() -> None:
    message = pb.ExtractResponse()
    message.figures.add(kind=pb.FigureKind.ValueType(99))
    assert _convert.result(message).figures[0].kind is FigureKind.UNKNOWN


@pytest.mark.parametrize(
    ("sent", "expected", "written"),
    [
        (pb.Date(year=2025, month=4, day=12), date(2025, 4, 12), "2025-04-12"),
        (pb.Date(year=2024, month=12), PartialDate(2024, 12), "2024-12"),
        (pb.Date(year=2024), PartialDate(2024), "2024"),
        (pb.Date(year=2023, month=2, day=30), PartialDate(2023, 2, 30), "2023-02-30"),
    ],
)
def test_dates_full_and_partial(sent: pb.Date, expected: object, written: str) -> None:
    assert _convert.civil_date(sent) == expected
    assert str(_convert.civil_date(sent)) == written


def test_a_figure_is_exact_and_handy() -> None:
    message = fill(pb.Figure())
    message.value.lower.decimal = "0.1"
    figure = _convert.figure(message)
    assert figure.low == figure.value.low == Decimal("0.1")
    assert figure.high == figure.value.high
    assert figure.value.lower is not None
    assert figure.value.lower.approximate == 0.1
    assert (Interval().low, Interval().high) == (None, None)
    assert hash(figure) == hash(_convert.figure(message))
    with pytest.raises(dataclasses.FrozenInstanceError):
        figure.text = "other"  # type: ignore[misc]


def test_values_are_compared_by_what_they_say() -> None:
    assert Number(Decimal("1.0")) == Number(Decimal(1))
    assert Span(1, 2) != Span(1, 3)
    assert ContextOptions() == ContextOptions(sentence=True, window_words=0)
