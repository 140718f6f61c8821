"""What a writer's own conversion implies: "two million rubles (about $24,000)" is 83.33 roubles a dollar.

The writer's figure is never overwritten; the table's rates stand beside it: of the event's day, of the day of
publication, and of the day that fits best.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from typing import Final, NamedTuple

from figures_server.errors import NotFoundRateError
from figures_server.model import (
    NO_ANCHOR,
    Anchor,
    CurrencyRate,
    Figure,
    Interval,
    Number,
    PartialDate,
    Policy,
    RateComparison,
    RateFit,
    Relation,
    Warn,
)
from figures_server.rates.daily import DailyRate
from figures_server.rates.periods import civil, period_of
from figures_server.rates.rounding import committed_step
from figures_server.resolve.money import MoneyConverter, Wish, choose_day, currency_factor
from figures_server.resolve.units import UnitTable
from figures_server.text import Article

_SHOWN: Final = Context(prec=12, traps=[])
# Writers round: below this a difference says nothing.
_NOTABLE: Final = 0.1
_BY_EVENT: Final = Policy(date_policy="event_else_publication")
# A writer takes a rate of the event or one at hand, which may be some weeks old; none between, if years lie between.
_AT_HAND_DAYS: Final = 30
_LONGEST_SPAN_DAYS: Final = 366
# "Six feet or two metres": how far a measure may be rounded.
_ROUNDED: Final = Decimal("0.8")
_ROUNDED_DEGREES: Final = 2


class _Pair(NamedTuple):
    """The writer's two amounts as a rate of exchange, and where to look up the table's."""

    start: str
    end: str
    implied: Decimal
    rounding: float
    converter: MoneyConverter

    def compare(self, wish: Wish) -> RateComparison | None:
        """How far the writer's rate lies from the table's of that day; None where it has none."""
        start, end = (self.converter.code_in_force(code, wish.requested) for code in (self.start, self.end))
        try:
            rate = self.converter.rate(start, end, wish)
        except NotFoundRateError:
            return None
        return RateComparison(rate, self.deviation(rate))

    def deviation(self, table: CurrencyRate | DailyRate) -> float:
        """As a fraction of the table's."""
        return float(_SHOWN.divide(self.implied, table.rate) - 1)


def drop_unlike(article: Article, relations: list[Relation], figures: list[Figure], units: UnitTable) -> None:
    """Leaves out a measure in apposition that is another quantity: "5 km, about 200 metres from the sea".

    In brackets a pair that disagrees is still a restatement, and a mistake.
    """
    relations[:] = [
        relation
        for relation in relations
        if "(" in article.text[figures[relation.from_index].end : figures[relation.to_index].start]
        or _may_agree(figures[relation.from_index], figures[relation.to_index], units)
    ]


def _may_agree(said: Figure, restated: Figure, units: UnitTable) -> bool:
    """Whether two measures are alike but for rounding; what has no measure in SI may be."""
    left, right = units.si(said.unit, said.value), units.si(restated.unit, restated.value)
    first, second = (_number(each.value) if each else None for each in (left, right))
    if first is None or second is None:
        return True
    if said.kind == "temperature":
        return abs(first.decimal - second.decimal) <= _ROUNDED_DEGREES
    return min(first.decimal, second.decimal) >= _ROUNDED * max(first.decimal, second.decimal)


def check_restatement(
    relation: Relation,
    from_figure: Figure,
    to_figure: Figure,
    converter: MoneyConverter,
    article_anchor: Anchor,
    *,
    find_day: bool = True,
) -> None:
    """Fill what an EQUIVALENT relation between two currencies implies, and which of the table's rates are near it.

    `find_day`: also the day that fits best, which takes longer than all the rest.
    """
    pair = _pair(relation, from_figure, to_figure, converter)
    if pair is None:
        return
    relation.implied_rate = pair.implied
    event = _event(from_figure, to_figure)
    relation.at_date = _compare(pair, event, article_anchor)
    relation.at_publication = _compare(pair, NO_ANCHOR, article_anchor)
    relation.best_fit = _fit(pair, event, article_anchor) if find_day else None
    if relation.at_date and abs(relation.at_date.deviation) > _NOTABLE:
        to_figure.warnings += (_contradiction(relation.at_date, relation.best_fit, pair.implied),)


def _pair(relation: Relation, from_figure: Figure, to_figure: Figure, converter: MoneyConverter) -> _Pair | None:
    start, end = currency_factor(from_figure.unit), currency_factor(to_figure.unit)
    said, restated = _number(from_figure.value), _number(to_figure.value)
    if relation.type != "equivalent" or not start or not end or start.name == end.name or not said or not restated:
        return None
    if not said.decimal or not restated.decimal or _worth(from_figure) != _worth(to_figure):
        return None
    rounding = float(committed_step(restated) / abs(restated.decimal) / 2)
    return _Pair(start.name, end.name, _SHOWN.divide(restated.decimal, said.decimal), rounding, converter)


def _worth(figure: Figure) -> PartialDate | bool:
    """Of which year the money is: "£5m ($40m in 2011 dollars)" holds inflation as well as a rate of exchange."""
    return (figure.price_basis.base or True) if figure.price_basis else False


def _event(from_figure: Figure, to_figure: Figure) -> Anchor:
    """The day that the text says of the pair: of both amounts' worth, else of either figure."""
    if from_figure.price_basis and from_figure.price_basis.base:
        return Anchor(from_figure.price_basis.base, None, "mention", from_figure.price_basis.text)
    return from_figure.anchor if from_figure.anchor.source == "mention" else to_figure.anchor


def _compare(pair: _Pair, event: Anchor, article: Anchor) -> RateComparison | None:
    chosen = choose_day(event, article, _BY_EVENT)
    if chosen is None or chosen.requested is None:
        return None
    return pair.compare(chosen)


def _fit(pair: _Pair, event: Anchor, article: Anchor) -> RateFit | None:
    """The nearest rate of the days on which the writer may have looked one up; of equally near ones the latest."""
    spans = _spans(event, article)
    days = [each for first, last in spans for each in pair.converter.daily_rates(pair.start, pair.end, first, last)]
    if not days:
        return None
    best = min(days, key=lambda each: (abs(pair.deviation(each)), -each.day))
    on = date.fromordinal(best.day)
    compared = pair.compare(Wish(civil(on), "best_fit"))
    if compared is None:
        return None
    first, last = (date.fromordinal(day) for day in (spans[0][0], spans[-1][1]))
    return RateFit(*compared, first, last, pair.rounding)


def _spans(event: Anchor, article: Anchor) -> list[tuple[int, int]]:
    """From the event to the day of publication; of more than a year, the event's own days and the last month."""
    own = [day for day in (event.start, event.end or event.start) if day and event.start]
    printed = article.start if article.source in {"request", "dateline"} else None
    if not own and not printed:
        return []
    last = period_of(printed or own[-1]).last
    start = min(period_of(own[0]).first if own else last, last - _AT_HAND_DAYS)
    if last - start <= _LONGEST_SPAN_DAYS:
        return [(start, last)]
    recent = last - _AT_HAND_DAYS
    own_last = min(period_of(own[-1]).last, start + _LONGEST_SPAN_DAYS, recent - 1)
    return [(start, own_last), (recent, last)]


def _contradiction(compared: RateComparison, fit: RateFit | None, implied: Decimal) -> Warn:
    """That the pair fits no rate of the day, and which day's rate it fits best."""
    table = compared.rate
    message = f"the text's own conversion lies {abs(compared.deviation):.0%} from the rate of {table.rate_date}"
    metadata = [("implied_rate", str(implied)), ("table_rate", str(table.rate))]
    metadata.append(("deviation", f"{compared.deviation:.4f}"))
    if fit:
        message += f"; that of {fit.rate.rate_date} comes closest, at {abs(fit.deviation):.1%}"
        metadata.append(("best_fit_date", fit.rate.rate_date.isoformat()))
        metadata.append(("best_fit_deviation", f"{fit.deviation:.4f}"))
    return Warn("CONTRADICTS_TEXT", message, tuple(metadata))


def _number(value: Interval) -> Number | None:
    """The one number to compare: the point, else the lower end, else the upper."""
    return value.point or value.lower or value.upper
