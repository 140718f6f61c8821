"""Prices in another currency and per another unit: one rate, one factor, both stated, rounded once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from figures_server.model import Policy
from tests.corpus.told import extractor

if TYPE_CHECKING:
    from figures_server.model import Figure

_DAY = date(2025, 4, 11)


def priced(text: str, *targets: str, day: date | None = _DAY) -> Figure:
    """The first figure, with its conversions into the target units."""
    return extractor().extract(text, day, policy=Policy(target_units=targets)).figures[0]


@pytest.mark.parametrize(
    ("text", "target", "exact", "rounded"),
    [
        ("Oil fell to £40 a barrel.", "USD/litre", "0.329330", "0.33"),
        ("Oil fell to £40.00 a barrel.", "USD/litre", "0.329330", "0.3293"),
        ("Power fell to £0.24 per kWh.", "USD/MWh", "314.156", "310"),
        ("Rents rose to £1,600 a month.", "USD/year", "25132.47", "25000"),
        ("Rents rose to £1,600 a month.", "USD/month", "2094.37", "2100"),
        ("The flat sold for £1,600.", "USD", "2094.37", "2100"),
    ],
)
def test_a_price_in_another_currency_and_unit(text: str, target: str, exact: str, rounded: str) -> None:
    (conversion,) = priced(text, target).conversions
    assert conversion.value.lower is not None
    assert conversion.rounded.lower is not None
    assert (str(conversion.value.lower.decimal), str(conversion.rounded.lower.decimal)) == (exact, rounded)
    assert conversion.rate is not None


def test_rate_and_factor_multiply_to_the_answer() -> None:
    (conversion,) = priced("Oil fell to £40 a barrel.", "USD/litre").conversions
    assert conversion.rate is not None
    assert conversion.factor is not None
    # An oil barrel has 42 US gallons of 231 cubic inches.
    litres = Fraction(42 * 231) * Fraction("2.54") ** 3 / 1000
    assert Fraction(conversion.factor.decimal) == pytest.approx(1 / litres, abs=1e-28)
    assert conversion.value.lower is not None
    product = 40 * conversion.rate.rate * conversion.factor.decimal
    assert conversion.value.lower.decimal == product.quantize(Decimal("0.000001"))


def test_a_rate_alone_has_no_factor_beside_it() -> None:
    (conversion,) = priced("Oil fell to £40 a barrel.", "USD/barrel").conversions
    assert conversion.factor is None


def test_both_ends_of_a_range_are_converted() -> None:
    (conversion,) = priced("Oil cost £40 to £50 a barrel.", "USD/litre").conversions
    ends = (conversion.value.lower, conversion.value.upper)
    assert [str(end.decimal) for end in ends if end] == ["0.329330", "0.411663"]


@pytest.mark.parametrize("target", ["USD/kg", "USD", "litre", "USD/litre/day"])
def test_a_price_per_something_else_is_left_alone(target: str) -> None:
    figure = priced("Oil fell to £40 a barrel.", target)
    assert (figure.conversions, figure.warnings) == ((), ())


def test_what_could_not_be_priced_anyway_gets_no_warning() -> None:
    assert priced("The flat sold for £1,600.", "USD/litre", day=None).warnings == ()


def test_what_was_asked_for_as_a_currency_and_as_a_price_is_said_once() -> None:
    policy = Policy(target_currency_codes=("USD",), target_units=("USD/litre", "EUR/litre"))
    (figure,) = extractor().extract("Milk rose to 80p a litre.", date(2025, 4, 11), policy=policy).figures
    assert [conversion.unit.display for conversion in figure.conversions] == ["USD/L", "EUR/L"]


def test_the_same_currency_needs_no_rate() -> None:
    (conversion,) = priced("Oil fell to £40 a barrel.", "GBP/litre", day=None).conversions
    assert conversion.rate is None
    assert conversion.factor is not None


def test_without_a_day_or_a_rate_it_says_so() -> None:
    figure = priced("Oil fell to £40 a barrel.", "USD/litre", "EUR/litre", day=None)
    assert [warning.reason for warning in figure.warnings] == ["ANCHOR_NONE"]
    figure = priced("Oil fell to £40 a barrel.", "USD/litre", day=date(1900, 1, 1))
    assert [warning.reason for warning in figure.warnings] == ["NO_RATE"]
