"""What a writer's own conversion implies: "two million rubles (about $24,000)" is 83.33 roubles a dollar.

The writer's figure is never overwritten; the table's rate stands beside it.
"""

from __future__ import annotations

from decimal import Context
from typing import TYPE_CHECKING, Final

from figures_server.errors import NotFoundRateError
from figures_server.model import NO_ANCHOR, Policy, Warn
from figures_server.resolve.money import choose_day, currency_factor

if TYPE_CHECKING:
    from decimal import Decimal

    from figures_server.model import Anchor, CurrencyRate, Figure, Interval, Relation
    from figures_server.resolve.money import MoneyConverter

_SHOWN: Final = Context(prec=12, traps=[])
# Writers round: below this a difference says nothing.
_NOTABLE: Final = 0.1
_BY_EVENT: Final = Policy(date_policy="event_else_publication")


def check_restatement(
    relation: Relation,
    from_figure: Figure,
    to_figure: Figure,
    converter: MoneyConverter,
    article_anchor: Anchor,
) -> None:
    """Fill the implied rate of an EQUIVALENT relation between two currencies, and how far the table's lies from it."""
    start, end = currency_factor(from_figure.unit), currency_factor(to_figure.unit)
    said, restated = _amount(from_figure.value), _amount(to_figure.value)
    if relation.type != "equivalent" or not start or not end or start.name == end.name or not said or not restated:
        return
    relation.implied_rate = _SHOWN.divide(restated, said)
    event = from_figure.anchor if from_figure.anchor.source == "mention" else to_figure.anchor
    relation.table_rate = _rate(converter, start.name, end.name, event, article_anchor)
    if relation.table_rate is None:
        return
    relation.deviation = _deviation(relation.implied_rate, relation.table_rate)
    if abs(relation.deviation) > _NOTABLE:
        published = _rate(converter, start.name, end.name, NO_ANCHOR, article_anchor)
        to_figure.warnings += (_contradiction(relation.implied_rate, relation.table_rate, published),)


def _rate(converter: MoneyConverter, start: str, end: str, event: Anchor, article: Anchor) -> CurrencyRate | None:
    chosen = choose_day(event, article, _BY_EVENT)
    try:
        return converter.rate(start, end, chosen.requested, chosen.basis, basis_text=chosen.text) if chosen else None
    except NotFoundRateError:
        return None


def _contradiction(implied: Decimal, table: CurrencyRate, published: CurrencyRate | None) -> Warn:
    """That the pair fits no rate of the day, and whether the publication day's fits better."""
    deviations = {rate.basis: _deviation(implied, rate) for rate in (table, published) if rate}
    fits = min(deviations, key=lambda basis: abs(deviations[basis]))
    metadata = [("implied_rate", str(implied)), ("table_rate", str(table.rate)), ("fits_best", fits)]
    metadata += [(f"deviation_{basis}", f"{deviation:.4f}") for basis, deviation in deviations.items()]
    message = f"the text's own conversion lies {abs(deviations[table.basis]):.0%} from the rate of {table.rate_date}"
    return Warn("CONTRADICTS_TEXT", message, tuple(metadata))


def _deviation(implied: Decimal, table: CurrencyRate) -> float:
    return float(_SHOWN.divide(implied, table.rate) - 1)


def _amount(value: Interval) -> Decimal | None:
    """The one number to compare: the point, else the lower end, else the upper."""
    number = value.point or value.lower or value.upper
    return number.decimal if number else None
