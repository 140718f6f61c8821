"""From the model's small parts to protobuf: numbers, intervals, units, dates, rates, conversions.

Messages are filled by attribute writes: keyword constructors cost three times as much. What comes again and again is
kept serialised, and merged into the message that wants it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from figures_server import model
    from figures_server.rates import Provider

_K = TypeVar("_K")
_V = TypeVar("_V")
_MOST_ZEROS: Final = 30
_MOST_KEPT: Final = 4096


def numbers_of(enum: object, prefix: str) -> dict[str, int]:
    """The model's names of an enum's values: {"count": 1, ...} of FigureKind with "FIGURE_KIND_"."""
    items: Iterable[tuple[str, int]] = enum.items()  # type: ignore[attr-defined]  # enum wrappers have no public type
    return {name.removeprefix(prefix).lower(): number for name, number in items}


_RATE_KINDS: Final = numbers_of(pb.RateKind, "RATE_KIND_")
_BASES: Final = numbers_of(pb.ConversionDateBasis, "CONVERSION_DATE_BASIS_")
_KINDS: Final = numbers_of(pb.FigureKind, "FIGURE_KIND_")
_MODIFIERS: Final = numbers_of(pb.Modifier, "MODIFIER_")
_DIRECTIONS: Final = numbers_of(pb.Direction, "DIRECTION_")
_ROLES: Final = numbers_of(pb.ChangeRole, "CHANGE_ROLE_")


class _KeptUnit(NamedTuple):
    """A serialised Unit, and a serialised Figure that has this unit and nothing else."""

    unit: bytes
    figure: bytes


_units: dict[tuple[object, ...], _KeptUnit] = {}
# Serialised figures that have a head (kind, modifier, confidence, change), or a value, and nothing else.
_heads: dict[tuple[object, ...], bytes] = {}
_values: dict[tuple[object, ...], bytes] = {}


def decimal_text(number: Decimal) -> str:
    """Plain digits, "2000000"; scientific where those would only be zeros, "1E+100"."""
    text = str(number)
    return format(number, "f") if "E" in text and abs(number.adjusted()) <= _MOST_ZEROS else text


def write_number(out: pb.Number, number: model.Number) -> None:
    """An exact number and its nearest double."""
    out.decimal = decimal_text(number.decimal)
    out.approximate = float(number.decimal)
    if number.significant_digits is not None:
        out.significant_digits = number.significant_digits


def write_decimal(out: pb.Number, number: Decimal) -> None:
    """An exact number whose digits nobody committed to."""
    out.decimal = decimal_text(number)
    out.approximate = float(number)


def write_interval(out: pb.Interval, interval: model.Interval) -> None:
    """Both ends, where they are closed or open, and the single best number."""
    lower, upper, point = interval.lower, interval.upper, interval.point
    if lower is not None:
        write_number(out.lower, lower)
    if upper is not None:
        # Most figures are single numbers: their ends and point are one object, written once.
        out.upper.CopyFrom(out.lower) if upper is lower else write_number(out.upper, upper)
    if point is not None:
        out.point.CopyFrom(out.lower) if point is lower else write_number(out.point, point)
    if interval.lower_exclusive:
        out.lower_exclusive = True
    if interval.upper_exclusive:
        out.upper_exclusive = True


def write_unit(out: pb.Unit, unit: model.Unit) -> None:
    """A product of powers."""
    out.display = unit.display
    out.ucum = unit.ucum
    out.dimension = unit.dimension
    for factor in unit.factors:
        power = out.factors.add()
        setattr(power, _BASE_FIELDS[factor.base], factor.name)
        power.exponent = factor.exponent
        power.text = factor.text
        power.alternatives.extend(factor.alternatives)
        power.reason = factor.reason
        if factor.multiple is not None:
            power.multiple = decimal_text(factor.multiple)


def write_common(out: pb.Figure, figure: model.Figure) -> None:
    """Kind, modifier, confidence, change, value and unit: what other figures have as well, and so is kept."""
    value = figure.value
    parts = _keep_head(figure)
    # Of two different ends hardly any come again.
    if value.lower is value.upper or value.lower is None or value.upper is None:
        parts += _keep_value(value)
    else:
        write_interval(out.value, value)
    if figure.unit.factors:
        parts += _keep_unit(figure.unit).figure
    # Messages laid end to end are one message with all their fields.
    out.MergeFromString(parts)


def write_partial_date(out: pb.Date, day: model.PartialDate) -> None:
    """A civil date that may lack its day, or day and month."""
    out.year, out.month, out.day = day


def write_date(out: pb.Date, day: date) -> None:
    """A whole civil date."""
    out.year = day.year
    out.month = day.month
    out.day = day.day


def write_warnings(out: pb.ExtractResponse | pb.Figure | pb.Conversion, warnings: Iterable[model.Warn]) -> None:
    """What the caller ought to know."""
    for warning in warnings:
        # The generated stubs mistake the message for the builtin of that name.
        message = cast("pb.Warning", out.warnings.add())
        message.reason = warning.reason
        message.message = warning.message
        for name, value in warning.metadata:
            message.metadata[name] = value


def write_conversion(out: pb.Conversion, conversion: model.Conversion) -> None:
    """A figure in another unit or currency, with the rate or factor that made it."""
    out.unit.MergeFromString(_keep_unit(conversion.unit).unit)
    write_interval(out.value, conversion.value)
    write_interval(out.rounded, conversion.rounded)
    if conversion.rate is not None:
        write_rate(out.rate, conversion.rate)
    if conversion.factor is not None:
        write_number(out.factor, conversion.factor)
    if conversion.offset is not None:
        write_number(out.offset, conversion.offset)
    write_warnings(out, conversion.warnings)


def write_rate(out: pb.CurrencyRate, rate: model.CurrencyRate) -> None:
    """Everything needed to check a conversion with pencil and paper."""
    out.from_currency_code = rate.from_code
    out.to_currency_code = rate.to_code
    write_decimal(out.rate, rate.rate)
    if rate.requested_date is not None:
        write_partial_date(out.requested_date, rate.requested_date)
    if rate.requested_end is not None:
        write_partial_date(out.requested_end_date, rate.requested_end)
    out.basis = _BASES[rate.basis]  # type: ignore[assignment]  # enums are their numbers
    write_date(out.rate_date, rate.rate_date)
    out.source = rate.source
    out.source_name = rate.source_name
    out.kind = _RATE_KINDS[rate.kind]  # type: ignore[assignment]  # enums are their numbers
    out.relative_precision = rate.relative_precision
    out.staleness_days = rate.staleness_days
    out.basis_text = rate.basis_text
    if rate.averaged_publications is not None:
        out.averaged_publications = rate.averaged_publications
    for leg in rate.route:
        _write_leg(out.route.add(), leg)


def write_rate_table(out: pb.RateTable, table: Provider) -> None:
    """Which table of rates conversions come from."""
    out.sources.extend(source.id for source in table.sources)
    out.version = table.version
    write_date(out.first_date, table.first_date)
    write_date(out.last_date, table.last_date)


def _write_leg(out: pb.RateLeg, leg: model.RateLeg) -> None:
    out.from_currency_code = leg.from_code
    out.to_currency_code = leg.to_code
    write_decimal(out.rate, leg.rate)
    write_date(out.rate_date, leg.rate_date)
    out.source = leg.source


def _keep_head(figure: model.Figure) -> bytes:
    key = (figure.kind, figure.modifier, figure.confidence, figure.change_direction, figure.change_role)
    kept = _heads.get(key)
    if kept is None:
        made = pb.Figure()
        made.kind = _KINDS[figure.kind]  # type: ignore[assignment]  # enums are their numbers
        made.modifier = _MODIFIERS[figure.modifier]  # type: ignore[assignment]  # as above
        made.confidence = figure.confidence
        if figure.change_direction:
            made.change.direction = _DIRECTIONS[figure.change_direction]  # type: ignore[assignment]  # as above
        if figure.change_role:
            made.change.role = _ROLES[figure.change_role]  # type: ignore[assignment]  # as above
        kept = _keep(_heads, key, made.SerializeToString())
    return kept


def _keep_value(value: model.Interval) -> bytes:
    key = (
        _number_key(value.lower),
        value.lower is value.upper or _number_key(value.upper),
        value.lower is value.point or _number_key(value.point),
        value.lower_exclusive,
        value.upper_exclusive,
    )
    kept = _values.get(key)
    if kept is None:
        made = pb.Figure()
        write_interval(made.value, value)
        kept = _keep(_values, key, made.SerializeToString())
    return kept


def _number_key(number: model.Number | None) -> tuple[str, int | None] | None:
    # As text: 1.0 and 1.00 are equal decimals.
    return (str(number.decimal), number.significant_digits) if number is not None else None


def _keep_unit(unit: model.Unit) -> _KeptUnit:
    key: tuple[object, ...] = (unit.display, unit.ucum, unit.dimension)
    for factor in unit.factors:
        key += (
            factor.base,
            factor.name,
            factor.exponent,
            factor.text,
            factor.multiple,
            factor.alternatives,
            factor.reason,
        )
    kept = _units.get(key)
    if kept is None:
        made = pb.Figure()
        write_unit(made.unit, unit)
        kept = _keep(_units, key, _KeptUnit(made.unit.SerializeToString(), made.SerializeToString()))
    return kept


def _keep(shelf: dict[_K, _V], key: _K, made: _V) -> _V:
    if len(shelf) < _MOST_KEPT:
        shelf[key] = made
    return made


_BASE_FIELDS: Final = {"unit": "unit", "currency": "currency_code", "entity": "entity"}
