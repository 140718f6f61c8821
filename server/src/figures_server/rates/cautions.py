"""What a caller ought to know of a rate that is no error."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

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


def of_currency(table: Provider, history: History, code: str, day: int) -> Iterator[Warn]:
    """What must be said of one of the two currencies on that day."""
    for caution in history.cautions(code, day):
        metadata = (("currency_code", code), *_open_market(table, code, day))
        yield Warn(caution.reason, _MESSAGES[caution.reason].format(code), metadata)
    change = history.recent_change(code, day)
    if change:
        effective = date.fromordinal(change.effective)
        message = (
            f"{change.old_per_new} {change.old} became one {change.new} on {effective}; the writer may mean either"
        )
        metadata = (("currency_code", code), ("effective_date", effective.isoformat()))
        yield Warn("UNIT_AMBIGUOUS", message, metadata)


def of_unit(code: str, in_force: str) -> Iterator[Warn]:
    """That another unit bore the name then: a lira of 1999 is TRL."""
    if in_force != code:
        metadata = (("currency_code", code), ("unit_in_force", in_force))
        yield Warn("UNIT_IN_FORCE", f"{in_force} was in force then, not {code}; converted as {in_force}", metadata)


def _open_market(table: Provider, code: str, day: int) -> tuple[tuple[str, str], ...]:
    """The street's rate for the dollar beside the official one, where a table has it."""
    for source in table.sources:
        earliest = day - source.max_staleness_days
        route = (
            routes.on_day(table, source, (source.pivot, code), day, earliest) if source.kind == "open_market" else None
        )
        if route:
            return (
                ("open_market_pair", f"{source.pivot}/{code}"),
                ("open_market_rate", str(routes.through(route.legs, source.pivot))),
                ("open_market_rate_date", date.fromordinal(route.day).isoformat()),
                ("open_market_source", source.id),
            )
    return ()
