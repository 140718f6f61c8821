"""Numbers, intervals and units as messages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from figures_client.v1 import figures_pb2 as pb
from figures_server.model import Interval, Number, Unit, UnitFactor
from figures_server.serve.messages import decimal_text, write_interval, write_unit


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("2000000", "2000000"),
        ("2E+6", "2000000"),
        ("1.60", "1.60"),
        ("1.6E-19", "0.00000000000000000016"),
        ("1E+100", "1E+100"),
        ("-4", "-4"),
        ("1E-400", "1E-400"),
    ],
)
def test_decimals_are_plain_unless_they_would_be_all_zeros(number: str, text: str) -> None:
    assert decimal_text(Decimal(number)) == text


def test_a_single_number_has_two_equal_ends() -> None:
    number = Number(Decimal("2.0E6"), 2)
    message = pb.Interval()
    write_interval(message, Interval(number, number, number))
    assert message.lower == message.upper == message.point
    assert (message.lower.decimal, message.lower.approximate, message.lower.significant_digits) == ("2000000", 2e6, 2)


def test_an_open_end_is_unset() -> None:
    message = pb.Interval()
    write_interval(message, Interval(Number(Decimal(155)), None, lower_exclusive=True))
    assert message.HasField("lower")
    assert not message.HasField("upper")
    assert not message.HasField("point")
    assert message.lower_exclusive
    assert not message.lower.HasField("significant_digits")


def test_units_that_differ_in_one_word_are_written_apart() -> None:
    pounds, quid = (Unit((UnitFactor("currency", "GBP", 1, text),)) for text in ("£", "quid"))
    first, second = pb.Unit(), pb.Unit()
    write_unit(first, pounds)
    write_unit(second, quid)
    assert first.factors[0].currency_code == second.factors[0].currency_code == "GBP"
    assert (first.factors[0].text, second.factors[0].text) == ("£", "quid")
