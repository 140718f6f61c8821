"""Money in another currency, at a stated day's rate from a stated source, by rules anyone can check.

The rules, with their reasons, are in docs/rates.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Context
from functools import lru_cache
from typing import Final, NamedTuple

from figures_server.errors import InvalidArgumentError, NotFoundRateError
from figures_server.lexicon.currencies import currencies_by_code
from figures_server.model import (
    NO_ANCHOR,
    Anchor,
    Conversion,
    CurrencyRate,
    DateBasis,
    Figure,
    Interval,
    PartialDate,
    Policy,
    RateLeg,
    Unit,
    UnitFactor,
    Warn,
)
from figures_server.rates import cautions, rounding, routes
from figures_server.rates.daily import DailyRate, daily_rates
from figures_server.rates.history import EURO_FIXED, REDENOMINATION, History
from figures_server.rates.periods import Period, as_partial, iso, period_of
from figures_server.rates.provider import Provider, Source
from figures_server.rates.routes import Route

_BASIS: Final[dict[str, DateBasis]] = {
    "mention": "event_date",
    "request": "publication_date",
    "dateline": "dateline",
}
_NO_RATE: Final = "NO_RATE"
_UNKNOWN_CURRENCY: Final = "UNKNOWN_CURRENCY"
_UNKNOWN_RATE_SOURCE: Final = "UNKNOWN_RATE_SOURCE"
_REMEMBERED_RATES: Final = 8192
_REMEMBERED_WINDOWS: Final = 64
# A quarter, a half-year and what has a length by ISO 8601: "2024-Q4", "P6M/2024-06"; not "2023-Q1/2023-Q3", "2019-SP/2020-SU".
_HAS_NAME: Final = re.compile(r"\d{4}-[QH]\d|P\d+[MW]/[\d-]+|[\d-]+/P\d+M")
_SHOWN: Final = Context(prec=12, traps=[])


class Wish(NamedTuple):
    """Which day a conversion is for, why, and what is to be said of that choice."""

    requested: PartialDate | None
    basis: DateBasis
    text: str = ""
    warnings: tuple[Warn, ...] = ()
    # The end of a period with a name, for which the mean is wanted.
    until: PartialDate | None = None


class _Query(NamedTuple):
    """A rate as asked for; the key under which it is remembered."""

    from_code: str
    to_code: str
    requested: PartialDate | None
    until: PartialDate | None
    rate_sources: tuple[str, ...]
    max_staleness_days: int | None


class _Found(NamedTuple):
    source: Source
    route: Route


class MoneyConverter:
    """Finds rates in one table and converts figures with them."""

    def __init__(self, table: Provider) -> None:
        self._table = table
        self._history = History(table)
        self._by_id = {source.id: source for source in table.sources}
        self._newest = max(source.last_date for source in table.sources if source.cadence == "daily").toordinal()
        self._remembered = lru_cache(maxsize=_REMEMBERED_RATES)(self._find)
        self._remembered_days = lru_cache(maxsize=_REMEMBERED_WINDOWS)(self._find_days)

    def rate(
        self,
        from_code: str,
        to_code: str,
        wish: Wish,
        *,
        rate_sources: tuple[str, ...] = (),
        max_staleness_days: int | None = None,
    ) -> CurrencyRate:
        """The rate for a day, a month's, a year's or a longer period's mean, or the newest (None); never one of a later day.

        GBP to USD for Saturday 12 April 2025 is 1.30898267150, the ECB's of Friday.
        """
        self._check(from_code, to_code, rate_sources)
        query = _Query(from_code, to_code, wish.requested, wish.until, rate_sources, max_staleness_days)
        found = self._remembered(query)
        if found is None:
            raise self._not_found(query)
        basis = "latest" if found.basis == "latest" else wish.basis
        return replace(found, basis=basis, basis_text=wish.text)

    def daily_rates(self, from_code: str, to_code: str, first: int, last: int) -> tuple[DailyRate, ...]:
        """The rate of each day of a window that has one, oldest first; each in the units then in force."""
        return self._remembered_days((from_code, to_code), first, last)

    def newest_units(self, codes: list[str]) -> list[str]:
        """Without old units of another of them, which the day of an amount tells from it."""
        return self._history.newest_units(codes)

    def code_in_force(self, code: str, requested: PartialDate | None) -> str:
        """The unit that a currency's name meant on a day: TRL where a text of 1999 says lira."""
        return self._history.unit_in_force(code, period_of(requested).first) if requested else code

    def convert(self, value: Interval, rate: CurrencyRate) -> tuple[Interval, Interval]:
        """The value in the target currency, to its minor unit, and as a careful writer would print it.

        Two million roubles: 19336.66, and 19000.
        """
        digits = currencies_by_code()[rate.to_code].minor_digits
        exact = rounding.converted(value, routes.through(rate.route, rate.from_code), digits)
        return exact, rounding.rounded(value, exact, rate.relative_precision)

    def attach(self, figure: Figure, article_anchor: Anchor, policy: Policy) -> None:
        """Put the figure's conversions beside it, and a warning for each that cannot be made."""
        factor = currency_factor(figure.unit)
        targets = [code for code in policy.target_currency_codes if factor and code != factor.name]
        if factor is None or not targets:
            return
        wish = choose_day_for(figure, article_anchor, policy)
        if wish is None:
            figure.warnings += (Warn("ANCHOR_NONE", "no date is known, so nothing was converted"),)
            return
        for target in targets:
            try:
                figure.conversions += (self._conversion(figure, factor, target, wish, policy),)
            except NotFoundRateError as error:
                figure.warnings += (Warn(error.reason, error.message, tuple(error.metadata.items())),)

    def _conversion(self, figure: Figure, factor: UnitFactor, target: str, wish: Wish, policy: Policy) -> Conversion:
        rate = self.wished_rate(factor.name, target, wish, policy)
        conversion = Conversion(_in_currency(figure.unit, factor, target), *self.convert(figure.value, rate))
        conversion.rate, conversion.warnings = rate, rate.warnings
        return conversion

    def wished_rate(self, name: str, target: str, wish: Wish, policy: Policy) -> CurrencyRate:
        """The rate of the day that the policy chose, with what is to be said of that choice among its warnings."""
        code = self.code_in_force(name, wish.requested)
        rate = self.rate(
            code,
            target,
            wish,
            rate_sources=policy.rate_sources,
            max_staleness_days=policy.max_staleness_days,
        )
        return replace(rate, warnings=(*rate.warnings, *wish.warnings, *cautions.of_unit(name, code)))

    # ------------------------------------------------------------ finding a rate

    def _check(self, from_code: str, to_code: str, rate_sources: tuple[str, ...]) -> None:
        for field, code in (("from_unit", from_code), ("to_unit", to_code)):
            if code not in currencies_by_code():
                raise InvalidArgumentError(_UNKNOWN_CURRENCY, f"{code} is no currency", field, {"currency_code": code})
        for index, source in enumerate(rate_sources):
            if source not in self._by_id:
                field, known = f"rate_sources[{index}]", ", ".join(self._by_id)
                message = f"{source} is no rate source; there are {known}"
                raise InvalidArgumentError(_UNKNOWN_RATE_SOURCE, message, field, {"source": source})

    def _not_found(self, query: _Query) -> NotFoundRateError:
        metadata = {"from_currency_code": query.from_code, "to_currency_code": query.to_code}
        day = "at all"
        if query.requested:
            metadata["requested_date"] = asked = iso(query.requested, query.until)
            day = f"for {asked}"
            first = period_of(query.requested).first
            for code in (query.from_code, query.to_code):
                in_force = self._history.unit_in_force(code, first)
                if in_force != code:
                    metadata["unit_in_force"] = in_force
                    day += f"; {code} was not yet in force, before it there was {in_force}"
        message = f"no source has a rate of {query.from_code} in {query.to_code} {day}"
        return NotFoundRateError(_NO_RATE, message, "", metadata)

    def _find(self, query: _Query) -> CurrencyRate | None:
        if query.requested is None:
            return self._at(query, self._newest_day())
        wanted = period_of(query.requested, query.until)
        found = self._at(query, wanted)
        if found or wanted.last <= self._newest or query.max_staleness_days is not None:
            return found
        newest = self._at(query, self._newest_day())
        if newest is None:
            return None
        asked = iso(query.requested, query.until)
        message = f"{asked} lies after the newest rate; the newest was used"
        future = Warn("FUTURE_DATE", message, (("requested_date", asked),))
        staleness_days = wanted.last - newest.rate_date.toordinal()
        return replace(newest, basis="latest", staleness_days=staleness_days, warnings=(future, *newest.warnings))

    def _find_days(self, pair: tuple[str, str], first: int, last: int) -> tuple[DailyRate, ...]:
        return tuple(daily_rates(self._table, self._history, pair, first, last))

    def _newest_day(self) -> Period:
        return Period(self._newest, self._newest, "day")

    def _at(self, query: _Query, wanted: Period) -> CurrencyRate | None:
        if query.from_code == query.to_code:
            return self._state(query, wanted, (), None)
        legs_before, start = self._history.fixed_legs(query.from_code, wanted.first)
        legs_after, end = self._history.fixed_legs(query.to_code, wanted.first)
        if start == end:
            return self._state(query, wanted, legs_before + legs_after[::-1], None)
        for source in self._asked(query.rate_sources):
            legs_before, start = self._history.fixed_legs(query.from_code, wanted.first, back_cast=source.back_cast)
            legs_after, end = self._history.fixed_legs(query.to_code, wanted.first, back_cast=source.back_cast)
            route = self._route(source, (start, end), wanted, query.max_staleness_days)
            if route:
                return self._state(query, wanted, legs_before + route.legs + legs_after[::-1], _Found(source, route))
        return None

    def _asked(self, rate_sources: tuple[str, ...]) -> Iterator[Source]:
        """The caller's sources in the caller's order, else all that are meant to be asked unnamed."""
        if rate_sources:
            return (self._by_id[source] for source in rate_sources)
        return (source for source in self._table.sources if source.default)

    def _route(self, source: Source, pair: tuple[str, str], wanted: Period, limit: int | None) -> Route | None:
        """What one source says of a day, a month, a year or a span; each cadence answers only what it can."""
        table = self._table
        if source.cadence == "annual":
            own = wanted.granularity == "year"
            return routes.on_day(table, source, pair, wanted.last, wanted.last) if own else None
        if source.cadence == "monthly":
            first = date.fromordinal(wanted.first).replace(day=1).toordinal()
            own = wanted.granularity in {"day", "month"}
            return routes.on_day(table, source, pair, first, first) if own else None
        if wanted.granularity == "day":
            oldest = wanted.first - (source.max_staleness_days if limit is None else limit)
            # What was published before a code got another unit is a rate of the old one.
            oldest = max(oldest, self._history.unit_since(pair, wanted.first))
            return routes.on_day(table, source, pair, wanted.first, oldest)
        if any(self._history.changes_unit_within(code, wanted.first, wanted.last) for code in pair):
            return None
        route = routes.over_period(table, source, pair, wanted.first, wanted.last)
        return route if route and self._covers(source, route, wanted) else None

    def _covers(self, source: Source, route: Route, wanted: Period) -> bool:
        """A mean speaks for a period only if publications reach both its ends, or the end of the table."""
        last = min(wanted.last, self._newest)
        slack = source.max_staleness_days
        return route.first_day - wanted.first <= slack and last - route.day <= slack

    def _state(self, query: _Query, wanted: Period, legs: tuple[RateLeg, ...], found: _Found | None) -> CurrencyRate:
        """The rate with all that is needed to check it; nothing found: fixed by law, or the same currency."""
        source, route = found or (None, None)
        by_day = source is not None and source.cadence == "daily" and wanted.granularity == "day"
        averaged = route.publications if route else None
        source_id, source_name = (source.id, source.name) if source else self._by_law(legs)
        stated = CurrencyRate(
            from_code=query.from_code,
            to_code=query.to_code,
            rate=_SHOWN.plus(routes.through(legs, query.from_code)),
            requested_date=query.requested,
            basis="caller_fixed" if query.requested else "latest",
            rate_date=date.fromordinal(route.day if route else wanted.last),
            source=source_id,
            source_name=source_name,
            kind="period_average" if averaged else source.kind if source else "fixed",
            route=legs,
            relative_precision=float(route.relative_precision) if route else 0.0,
            staleness_days=wanted.last - route.day if route and by_day else 0,
            averaged_publications=averaged,
            requested_end=query.until,
        )
        return replace(stated, warnings=tuple(self._cautions(stated, wanted)))

    def _by_law(self, legs: tuple[RateLeg, ...]) -> tuple[str, str]:
        if not legs:
            return "same_currency", "the same currency"
        if any(leg.source == EURO_FIXED for leg in legs):
            return EURO_FIXED, self._by_id[EURO_FIXED].name
        return REDENOMINATION, "redenomination by law"

    def _cautions(self, stated: CurrencyRate, wanted: Period) -> Iterator[Warn]:
        yield from cautions.of_rate(stated)
        if stated.averaged_publications and wanted.last > self._newest:
            metadata = (("rate_date", stated.rate_date.isoformat()),)
            yield Warn("PERIOD_INCOMPLETE", f"the mean reaches only to {stated.rate_date}", metadata)
        pair = (stated.from_code, stated.to_code)
        for code, other in (pair, pair[::-1]) if stated.route else ():
            yield from cautions.of_currency(self._table, self._history, code, other, wanted.last)
        yield from cautions.of_peg(stated, self._history, wanted.last)


def choose_day_for(figure: Figure, article: Anchor, policy: Policy) -> Wish | None:
    """The day for one figure: money of another year's worth converts at that year, whenever the event was."""
    prices = figure.price_basis
    if prices is None:
        return choose_day(figure.anchor, article, policy)
    if prices.base and policy.date_policy == "event_else_publication":
        wish: Wish | None = Wish(prices.base, "price_base", prices.text)
    else:
        wish = choose_day(NO_ANCHOR, article, policy)
    if wish is None:
        return None
    worth = f"money of {iso(prices.base)}" if prices.base else "money adjusted to a year that the text does not name"
    metadata = (("base_date", iso(prices.base) if prices.base else ""), ("text", prices.text))
    message = f"the amount is in {worth}, and so is what it was converted to: nothing was adjusted for inflation"
    return wish._replace(warnings=(*wish.warnings, Warn("CONSTANT_PRICES", message, metadata)))


def choose_day(own: Anchor, article: Anchor, policy: Policy) -> Wish | None:
    """Which day the caller's policy chooses; None where no date is known."""
    if policy.date_policy == "latest":
        return Wish(None, "latest")
    if policy.date_policy == "fixed":
        return Wish(policy.conversion_date, "caller_fixed") if policy.conversion_date else None
    if own.start is None and _is_over(own, article):
        # "had reached £5m by 2004": worth what it was by then.
        own = own._replace(start=own.end, end=None)
    is_event = policy.date_policy == "event_else_publication" and own.source == "mention" and own.start is not None
    anchor = own if is_event else article
    if anchor.start is None or anchor.source not in _BASIS:
        return None
    requested = as_partial(anchor.start, anchor.end)
    if requested:
        return Wish(requested, _BASIS[anchor.source], anchor.text)
    if _HAS_NAME.fullmatch(anchor.timex_value):
        return Wish(anchor.start, _BASIS[anchor.source], anchor.text, until=anchor.end)
    end = iso(anchor.end) if anchor.end else ""
    metadata = (("start_date", iso(anchor.start)), ("end_date", end))
    note = Warn("DATE_RANGE", "the figure holds for a span of time; converted at its start", metadata)
    return Wish(anchor.start, _BASIS[anchor.source], anchor.text, (note,))


def _is_over(own: Anchor, article: Anchor) -> bool:
    """Whether a time ended before the day of publication."""
    if own.end is None or article.start is None:
        return False
    end = iso(own.end)
    return end < iso(article.start)[: len(end)]


def currency_factor(unit: Unit) -> UnitFactor | None:
    """The currency of an amount or of a price per something: GBP in "GBP/month"."""
    found = [factor for factor in unit.factors if factor.base == "currency"]
    return found[0] if len(found) == 1 and found[0].exponent == 1 and found[0].name in currencies_by_code() else None


def _in_currency(unit: Unit, factor: UnitFactor, target: str) -> Unit:
    """The same unit with another currency: "GBP/month" is "USD/month"."""
    other = UnitFactor("currency", target, factor.exponent, "", factor.multiple)
    converted = Unit(tuple(other if each is factor else each for each in unit.factors))
    converted.display = unit.display.replace(factor.name, target, 1)
    converted.dimension = unit.dimension
    return converted
