"""What a caller ought to know of a rate that is no error."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from figures_server.model import Warn
from figures_server.rates import routes
from figures_server.rates.history import REDENOMINATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.model import CurrencyRate
    from figures_server.rates.history import History
    from figures_server.rates.provider import Provider

_MESSAGES: Final = {
    "NON_MARKET_RATE": "the official rate of {} was not the one people got",
    "SANCTIONS_ERA": "{} is under sanctions: rates differ widely between places",
    "VOLATILE": "{} moves a lot within a day",
}
_SHOWN: Final = Context(prec=12, traps=[])
_STALE_DAYS: Final = 7
_COARSE: Final = 0.001


def of_rate(rate: CurrencyRate) -> Iterator[Warn]:
    """That it is not of the day asked for, printed with few digits, or of a unit no longer in force."""
    days = rate.staleness_days
    age = (("staleness_days", str(days)), ("rate_date", rate.rate_date.isoformat()))
    if days > 0:
        yield Warn("ROLLED_BACK", f"the newest rate on or before the day is of {rate.rate_date}", age)
    if days > _STALE_DAYS:
        yield Warn("RATE_STALE", f"the rate is {days} days older than the day asked for", age)
    if rate.relative_precision > _COARSE:
        share = (("relative_precision", f"{rate.relative_precision:.2g}"),)
        yield Warn("LOW_PRECISION", f"the source prints few digits: ±{rate.relative_precision:.2%}", share)
    for leg in rate.route:
        if leg.source == REDENOMINATION:
            message = f"{leg.to_code} had given way to {leg.from_code} on {leg.rate_date}"
            yield Warn("CODE_RETIRED", message, (("currency_code", leg.to_code), ("successor", leg.from_code)))


def of_peg(rate: CurrencyRate, history: History, day: int) -> Iterator[Warn]:
    """What a central bank holds the pair at, where the source had only a cross: 3.6725 dirhams a dollar."""
    peg = history.peg((rate.from_code, rate.to_code), day) if len(rate.route) > 1 else None
    if peg:
        held = peg.per_anchor if peg.anchor == rate.from_code else _SHOWN.divide(Decimal(1), peg.per_anchor)
        off = float(rate.rate / held - 1)
        message = f"{peg.code} was held at {peg.per_anchor} a {peg.anchor}; the cross lies {off:+.2%} from it"
        metadata = (("currency_code", peg.code), ("anchor_currency_code", peg.anchor), ("peg_rate", str(held)))
        yield Warn("PEGGED", message, metadata)


def of_currency(table: Provider, history: History, code: str, other: str, day: int) -> Iterator[Warn]:
    """What must be said on that day of one of the two currencies, `code`."""
    in_force = history.unit_in_force(code, day)
    if in_force != code:
        message = f"{in_force} was in force then, not {code}; the source states its old values in {code}"
        yield Warn("UNIT_IN_FORCE", message, (("currency_code", code), ("unit_in_force", in_force)))
    for caution in history.cautions(code, day):
        beside = _open_market(table, code, other, day)
        message = _MESSAGES[caution.reason].format(code) + (f"; {beside.in_words()}" if beside else "")
        yield Warn(caution.reason, message, (("currency_code", code), *(beside.metadata() if beside else ())))
    change = history.recent_change(code, day)
    if change:
        effective = date.fromordinal(change.effective)
        message = (
            f"{change.old_per_new} {change.old} became one {change.new} on {effective}; the writer may mean either"
        )
        told = (("currency_code", code), ("effective_date", effective.isoformat()))
        yield Warn("UNIT_AMBIGUOUS", message, told)


def of_unit(code: str, in_force: str) -> Iterator[Warn]:
    """That another unit bore the name then: a lira of 1999 is TRL."""
    if in_force != code:
        metadata = (("currency_code", code), ("unit_in_force", in_force))
        yield Warn("UNIT_IN_FORCE", f"{in_force} was in force then, not {code}; converted as {in_force}", metadata)


class _OpenMarket(NamedTuple):
    """The street's rate beside the official one."""

    start: str
    end: str
    rate: Decimal
    day: date
    source: str

    def in_words(self) -> str:
        return f"on the open market 1 {self.start} was {self.rate} {self.end} on {self.day}"

    def metadata(self) -> tuple[tuple[str, str], ...]:
        return (
            ("open_market_pair", f"{self.start}/{self.end}"),
            ("open_market_rate", str(self.rate)),
            ("open_market_rate_date", self.day.isoformat()),
            ("open_market_source", self.source),
        )


def _open_market(table: Provider, code: str, other: str, day: int) -> _OpenMarket | None:
    """The rate of the pair that was asked for, from `code`; else against what the open market is quoted in."""
    for source in table.sources:
        for end in (other, source.pivot) if source.kind == "open_market" else ():
            route = routes.on_day(table, source, (code, end), day, day - source.max_staleness_days)
            if route:
                rate = _SHOWN.plus(routes.through(route.legs, code))
                return _OpenMarket(code, end, rate, date.fromordinal(route.day), source.id)
    return None
