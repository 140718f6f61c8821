"""Amounts as they are returned: to the minor unit, and as a careful writer would print them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Final

from figures_server.model import Interval, Number

if TYPE_CHECKING:
    from collections.abc import Callable

# Wider than any amount the service reads, so that quantize never refuses.
_WIDE: Final = Context(prec=10_100, rounding=ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999, traps=[])
# "Two million" has one significant digit, yet $19,000 tells more than $20,000 and misleads nobody.
FEWEST_DIGITS: Final = 2


def converted(value: Interval, rate: Decimal, digits: int, fewest: int = FEWEST_DIGITS) -> Interval:
    """Every number times the rate, half-even to the minor unit: £1,600 at 1.30898 is $2,094.37.

    Where that leaves fewer significant digits than `fewest`, to these.
    """
    return _map(value, lambda number: Number(_to_minor(_WIDE.multiply(number.decimal, rate), digits, fewest)))


def rounded(value: Interval, exact: Interval, relative_precision: float) -> Interval:
    """No more digits than the writer committed to, at least two, and none that the rate itself cannot bear.

    Both ends get the same number of digits, so that their order stays.
    """
    numbers = [number for number in (value.lower, value.upper, value.point) if number]
    digits = max([FEWEST_DIGITS, *(_significant(number) for number in numbers)])
    digits = min(digits, _bearable(relative_precision))
    return _map(exact, lambda number: Number(_to_digits(number.decimal, digits), digits))


def committed_step(number: Number) -> Decimal:
    """One unit in the last digit that the writer committed to: 1000 of "about 24,000"."""
    return Decimal(1).scaleb(number.decimal.adjusted() - _significant(number) + 1)


def _map(value: Interval, change: Callable[[Number], Number]) -> Interval:
    lower, upper, point = (change(number) if number else None for number in (value.lower, value.upper, value.point))
    exclusive = {"lower_exclusive": value.lower_exclusive, "upper_exclusive": value.upper_exclusive}
    return Interval(lower, upper, point, **exclusive)


def _significant(number: Number) -> int:
    if number.significant_digits is not None:
        return number.significant_digits
    return len(number.decimal.normalize(_WIDE).as_tuple().digits)


def _bearable(relative_precision: float) -> int:
    """0.0013 bears three digits."""
    return max(FEWEST_DIGITS, -Decimal(relative_precision).adjusted()) if relative_precision else 50


def _to_minor(amount: Decimal, digits: int, fewest: int) -> Decimal:
    """To the minor unit, but never to fewer than two significant digits: a rial is $0.000024, not nothing."""
    exponent = min(-digits, amount.adjusted() - fewest + 1) if amount else -digits
    return amount.quantize(Decimal(1).scaleb(exponent), context=_WIDE)


def _to_digits(amount: Decimal, digits: int) -> Decimal:
    if not amount:
        return amount
    exponent = max(amount.adjusted() - digits + 1, int(amount.as_tuple().exponent))
    cut = amount.quantize(Decimal(1).scaleb(exponent), context=_WIDE)
    return cut.quantize(Decimal(1), context=_WIDE) if exponent > 0 else cut
