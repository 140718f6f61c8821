"""From one currency to another within one source: both legs of one day, never of two institutions."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.model import RateLeg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures_server.rates.provider import Provider, Series, Source

# Wide enough that no published figure is rounded before the last step.
EXACT: Final = Context(prec=50, traps=[])


class Route(NamedTuple):
    """The published legs of one day, or the means of a period's publications."""

    legs: tuple[RateLeg, ...]
    day: int
    relative_precision: Decimal
    first_day: int = 0
    publications: int | None = None


def on_day(table: Provider, source: Source, pair: tuple[str, str], day: int, earliest: int) -> Route | None:
    """The newest day from `earliest` to `day` on which the source has every leg: on Boxing Day, Christmas Eve's."""
    chain = _chain(table, source, pair)
    common = _common_day(chain, day, earliest) if chain else None
    if common is None:
        return None
    found = [(series, series.at_or_before(common)) for series in chain]
    legs = tuple(_leg(source, series, seen.rate, common) for series, seen in found if seen)
    precision = max(_precision(series, seen.rate, common) for series, seen in found if seen)
    return Route(legs, common, precision)


def over_period(table: Provider, source: Source, pair: tuple[str, str], first: int, last: int) -> Route | None:
    """The mean of each leg over the days of the period on which the source has all of them."""
    chain = _chain(table, source, pair)
    by_day, common = _common_days(chain, first, last)
    if not common:
        return None
    means = [_mean([rates[day] for day in common]) for rates in by_day]
    legs = tuple(_leg(source, series, mean, common[-1]) for series, mean in zip(chain, means, strict=True))
    precision = max(_precision(series, mean, common[-1]) for series, mean in zip(chain, means, strict=True))
    return Route(legs, common[-1], precision, common[0], len(common))


def of_each_day(
    table: Provider, source: Source, pair: tuple[str, str], first: int, last: int
) -> list[tuple[int, Decimal]]:
    """The rate of each day of a span on which the source has every leg, oldest first."""
    chain = _chain(table, source, pair)
    by_day, common = _common_days(chain, first, last)
    rates, held = [Decimal(1)] * len(common), pair[0]
    for series, published in zip(chain, by_day, strict=True):
        along = series.base == held
        step, held = (EXACT.multiply, series.quote) if along else (EXACT.divide, series.base)
        rates = [step(rate, published[day]) for rate, day in zip(rates, common, strict=True)]
    return list(zip(common, rates, strict=True))


def through(legs: Sequence[RateLeg], from_code: str) -> Decimal:
    """What one unit of `from_code` comes to: multiply along a leg, divide against it, and round once at the end."""
    product, divisor, held = Decimal(1), Decimal(1), from_code
    for leg in legs:
        if leg.from_code == held:
            product, held = EXACT.multiply(product, leg.rate), leg.to_code
        else:
            divisor, held = EXACT.multiply(divisor, leg.rate), leg.from_code
    return EXACT.divide(product, divisor)


def _chain(table: Provider, source: Source, pair: tuple[str, str]) -> tuple[Series, ...]:
    """The series to go through: one if the source has the pair, else two by way of its pivot."""
    start, end = pair
    direct = _either_way(table, source, start, end)
    if direct:
        return (direct,)
    if source.pivot in pair:
        return ()
    first, second = _either_way(table, source, start, source.pivot), _either_way(table, source, source.pivot, end)
    return (first, second) if first and second else ()


def _either_way(table: Provider, source: Source, one: str, other: str) -> Series | None:
    return table.series(source.id, one, other) or table.series(source.id, other, one)


def _common_days(chain: tuple[Series, ...], first: int, last: int) -> tuple[list[dict[int, Decimal]], list[int]]:
    """What each series of a chain has of a span, and the days on which all of them have something."""
    by_day = [dict(series.between(first, last)) for series in chain]
    return by_day, sorted(set.intersection(*(set(rates) for rates in by_day))) if by_day else []


def _common_day(chain: tuple[Series, ...], day: int, earliest: int) -> int | None:
    while day >= earliest:
        seen = [series.at_or_before(day) for series in chain]
        days = [observation.day for observation in seen if observation]
        if len(days) < len(chain):
            return None
        day = min(days)
        if day == max(days):
            return day if day >= earliest else None
    return None


def _mean(rates: list[Decimal]) -> Decimal:
    total = sum(rates, Decimal(0))
    return EXACT.divide(total, Decimal(len(rates)))


def _leg(source: Source, series: Series, rate: Decimal, day: int) -> RateLeg:
    return RateLeg(series.base, series.quote, rate, date.fromordinal(day), source.id)


def _precision(series: Series, rate: Decimal, day: int) -> Decimal:
    """Half a unit in the last published digit, as a fraction: 0.0013 for 0.0394 zloty a rouble."""
    return EXACT.divide(Decimal(5).scaleb(-series.decimals_near(day) - 1), rate)
