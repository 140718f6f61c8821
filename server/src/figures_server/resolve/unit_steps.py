"""From one unit to another: worked out once as a Step, applied to each figure by Decimal products alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation, Overflow, Rounded
from fractions import Fraction
from typing import Final, NamedTuple, TypeVar

from figures_server.errors import InvalidArgumentError
from figures_server.model import Conversion, Interval, Number, Unit, Warn

INVALID_VALUE: Final = "INVALID_VALUE"
MAX_DIGITS: Final = 100
# A product that is not exact raises; a quotient that does not end stops at 28 digits.
_EXACT: Final = Context(prec=3 * MAX_DIGITS, traps=[Inexact, InvalidOperation, Overflow])
_CUT: Final = 28
_QUOTIENT: Final = Context(prec=_CUT)
# Nearly every product is shorter than a quotient that was cut; the others raise, and are looked at.
_multiply_short: Final = Context(prec=_CUT - 1, traps=[Inexact, Rounded, InvalidOperation, Overflow]).multiply
_two_less: Final = Context(prec=_CUT - 2).plus
_multiply: Final = _EXACT.multiply
_fused: Final = _EXACT.fma
_divide: Final = _QUOTIENT.divide
_tuple: Final = tuple.__new__
_quantize: Final = Context(prec=3 * MAX_DIGITS, rounding=ROUND_HALF_UP).quantize
_ONE: Final = Decimal(1)
_TENTH: Final = Decimal("0.1")
# "a 1-mile walk" is 1.6 km: one digit of another unit would say too little.
_LEAST_DIGITS: Final = 2
_DIGITS_UNKNOWN: Final = 3
_ROUNDERS: Final = tuple(Context(prec=digits or 1, rounding=ROUND_HALF_UP).plus for digits in range(MAX_DIGITS + 1))
_CALENDAR: Final = Warn(
    "CALENDAR_MEAN",
    "months and years are taken as parts of the mean Gregorian year of 365.2425 days",
    (("days_per_year", "365.2425"),),
)
T = TypeVar("T")
_INVERSE: Final = Warn("INVERSE_SCALE", "the factor was divided by the value: one scale rises as the other falls")


class Worth(NamedTuple):
    """A unit in SI: written × factor + offset. `powers` names dimensions, and currencies, things and scales."""

    factor: Fraction
    offset: Fraction
    powers: dict[str, int]
    dimension: str
    # False where a currency, a thing or a scale is in it: such a unit has no SI.
    measured: bool
    calendar: int
    rate: bool


class Step(NamedTuple):
    """value × scale, or where that has no end (value × numerator + addend) / denominator; an inverse divides by the value."""

    scale: Decimal | None
    numerator: Decimal
    addend: Decimal
    denominator: Decimal
    factor: Number
    offset: Number | None
    inverse: bool
    warnings: tuple[Warn, ...]


def step_between(source: Worth, target: Worth) -> Step | None:
    """How to get from one to the other; None where they measure different things."""
    warnings = (_CALENDAR,) if source.calendar != target.calendar else ()
    if source.powers == target.powers:
        return make_step(source.factor / target.factor, (source.offset - target.offset) / target.factor, warnings)
    opposite = {base: -power for base, power in target.powers.items()}
    # Only rates have a use for it ("mpg", "L/100km"): a second is no hertz.
    if source.powers == opposite and source.rate and target.rate:
        warnings = (_CALENDAR,) if source.calendar != -target.calendar else ()
        return make_step(1 / (source.factor * target.factor), Fraction(0), (*warnings, _INVERSE))._replace(
            inverse=True, scale=None
        )
    return None


def make_step(factor: Fraction, offset: Fraction, warnings: tuple[Warn, ...]) -> Step:
    """A step from exact fractions."""
    common = factor.denominator * offset.denominator
    scale = decimal_of(factor)
    ends = not offset and Fraction(scale) == factor
    return Step(
        scale if ends else None,
        Decimal(factor.numerator * (common // factor.denominator)),
        Decimal(offset.numerator * (common // offset.denominator)),
        Decimal(common),
        Number(scale),
        Number(decimal_of(offset)) if offset else None,
        inverse=False,
        warnings=warnings,
    )


def decimal_of(fraction: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it ends soon enough, else to 28 digits."""
    return plain(_divide(Decimal(fraction.numerator), Decimal(fraction.denominator)))


def plain(number: Decimal) -> Decimal:
    """Without an exponent: 1E+3 is written 1000."""
    exponent = number.as_tuple().exponent
    return _EXACT.quantize(number, _ONE) if isinstance(exponent, int) and exponent > 0 else number


def apply(step: Step, value: Interval) -> Interval:
    """Both ends of an interval and its point in the other unit; an inverse scale swaps the ends.

    Raises ArithmeticError for what is too long to convert exactly, and for 0 on an inverse scale.
    """
    made = _each(value, _bent, step) if step.scale is None else _each(value, _scaled, step.scale)
    if step.inverse:
        made.lower, made.upper = made.upper, made.lower
        made.lower_exclusive, made.upper_exclusive = made.upper_exclusive, made.lower_exclusive
    return made


def converted(step: Step, value: Interval, target: Unit) -> Conversion:
    """The value in the target unit, exact and as a careful writer would print it."""
    low, high, scale = value.lower, value.upper, step.scale
    if low is not None and low is high is value.point:
        # Nearly every figure: one number, and no time to lose.
        exact = _bent(low, step) if scale is None else _scaled(low, scale)
        rounded = _shortened(exact, _digits(low, low)) if step.offset is None else _placed(exact, _quantum(low))
        conversion = Conversion(target, Interval(exact, exact, exact), Interval(rounded, rounded, rounded), step.factor)
    elif low and high and scale and value.point is None and not (value.lower_exclusive or value.upper_exclusive):
        # Nearly every range (a Number is true, 0 too).
        first, last, digits = _scaled(low, scale), _scaled(high, scale), _digits(low, high)
        shown = Interval(_shortened(first, digits), _shortened(last, digits))
        conversion = Conversion(target, Interval(first, last), shown, step.factor)
    else:
        ends = apply(step, value)
        if step.offset is None:
            shown = _each(ends, _shortened, _digits(low, high))
        else:
            shown = _each(ends, _placed, min(_quantum(low), _quantum(high)))
        conversion = Conversion(target, ends, shown, step.factor)
    if step.offset is not None:
        conversion.offset = step.offset
    if step.warnings:
        conversion.warnings = step.warnings
    return conversion


def check(value: Interval) -> None:
    """Refuse what no figure can be: NaN, infinities, numbers of hundreds of digits."""
    for end in (value.lower, value.upper, value.point):
        if end is not None and not _sound(end.decimal):
            shown = str(end.decimal)
            shown = shown if len(shown) <= MAX_DIGITS else f"{shown[:20]}…"
            message = f"{shown} is no number of at most {MAX_DIGITS} digits"
            raise InvalidArgumentError(INVALID_VALUE, message, metadata={"value": shown, "limit": str(MAX_DIGITS)})


def holds_zero(value: Interval) -> bool:
    """Whether an end of it is zero, which has no inverse."""
    return any(end is not None and not end.decimal for end in (value.lower, value.upper, value.point))


def _sound(number: Decimal) -> bool:
    return number.is_finite() and len(number.as_tuple().digits) <= MAX_DIGITS and abs(number.adjusted()) <= MAX_DIGITS


def _each(value: Interval, change: Callable[[Number, T], Number], by: T) -> Interval:
    """An interval with each of its numbers changed, one that stands in several places but once."""
    low, high, point = value.lower, value.upper, value.point
    lower = upper = middle = None if low is None else change(low, by)
    if high is not low:
        upper = None if high is None else change(high, by)
    if point is not low:
        middle = None if point is None else change(point, by)
    made = Interval(lower, upper, middle)
    if value.lower_exclusive or value.upper_exclusive:
        made.lower_exclusive, made.upper_exclusive = value.lower_exclusive, value.upper_exclusive
    return made


def _scaled(end: Number, scale: Decimal) -> Number:
    """A number in the other unit, where that is a product."""
    try:
        product = _multiply_short(end.decimal, scale)
    except (Inexact, Rounded):
        product = _ended(end.decimal, _multiply(end.decimal, scale))
    # Number(...) itself would take longer than the product.
    return _tuple(Number, (product, None))


def _bent(end: Number, step: Step) -> Number:
    """A number in the other unit, where the factor has no end, or the scale another zero or another sense."""
    if step.inverse:
        return _tuple(Number, (_divide(step.numerator, _multiply(end.decimal, step.denominator)), None))
    return _tuple(Number, (_divide(_fused(end.decimal, step.numerator, step.addend), step.denominator), None))


def _ended(number: Decimal, product: Decimal) -> Decimal:
    """A third of a mile is 536.448 m, though a third was cut at 28 digits; what was written with more stays exact."""
    return plain(_two_less(product).normalize()) if len(number.as_tuple().digits) == _CUT else product


def _digits(low: Number | None, high: Number | None) -> int:
    """How many digits a converted value is shown with: those of the source, two at least; an open end has none."""
    digits = 0 if low is None else low.significant_digits or _DIGITS_UNKNOWN
    if high is not None and high is not low and (others := high.significant_digits or _DIGITS_UNKNOWN) > digits:
        digits = others
    if _LEAST_DIGITS <= digits <= MAX_DIGITS:
        return digits
    return _LEAST_DIGITS if digits < _LEAST_DIGITS else MAX_DIGITS


def _quantum(end: Number | None) -> Decimal:
    """The last decimal place that was written, ones at most: 0.1 of 98.6 °F."""
    if end is None or end.decimal.same_quantum(_ONE):
        return _ONE
    if end.decimal.same_quantum(_TENTH):
        return _TENTH
    return min(_ONE, Decimal((0, (1,), int(end.decimal.as_tuple().exponent))))


def _placed(end: Number, quantum: Decimal) -> Number:
    """To a decimal place: a thermometer's zero is arbitrary, so that its degree or tenth counts, not the leading digits."""
    return _tuple(Number, (_quantize(end.decimal, quantum), None))


def _shortened(end: Number, digits: int) -> Number:
    """To so many significant digits, those of the source: "about 60 miles" is 97 km, "60.0 miles" 96.6 km."""
    rounded = _ROUNDERS[digits](end.decimal)
    if rounded.adjusted() >= digits:
        # "3.5E+5" is written 350000.
        rounded = _quantize(rounded, _ONE)
    return _tuple(Number, (rounded, digits))
