"""The whole of resolve for one article: currencies, days, conversions, in that order."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime
from typing import Final

from figures_server.compose.rules.time_expressions.relative_times import find_relative_times
from figures_server.compose.rules.time_expressions.timex import TimeExpression
from figures_server.model import NO_ANCHOR, Abstention, Anchor, Figure, Policy, Relation, Span, Unit
from figures_server.resolve.currency import CurrencyResolver
from figures_server.resolve.dates import publication_anchor
from figures_server.resolve.money import MoneyConverter
from figures_server.resolve.places import ArticlePlaces
from figures_server.resolve.prices import PriceConverter
from figures_server.resolve.real_terms import tie_price_bases
from figures_server.resolve.restatements import check_restatement, drop_unlike
from figures_server.resolve.ties import tie_times
from figures_server.resolve.unit_systems import Families, UnitSystemResolver
from figures_server.resolve.units import UnitTable
from figures_server.text import Article

# Far more than any article has: a text of nothing but sums in two currencies must not take minutes.
_MOST_DAYS_FOUND: Final = 100


class Resolver:
    """Turns unit names into units, times into days and amounts into what the caller asked for; made once."""

    def __init__(self, units: UnitTable, money: MoneyConverter) -> None:
        self._units = units
        self._families = Families(units)
        self._money = money
        self._prices = PriceConverter(units, money)

    def resolve(
        self,
        article: Article,
        figures: list[Figure],
        relations: list[Relation],
        times: list[TimeExpression],
        publish_time: datetime | date | None,
        region_code: str | None,
        policy: Policy,
    ) -> tuple[Anchor, list[Abstention]]:
        """Fills units, anchors and conversions in place; gives the article's own day and what stayed unresolved."""
        places = ArticlePlaces(article)
        currencies = CurrencyResolver(article, places, region_code, self._money.newest_units)
        abstentions = currencies.resolve(figures, relations)
        UnitSystemResolver(article, places, region_code, self._units, self._families).resolve(figures, relations)
        for figure in figures:
            self._units.describe(figure.unit)
        if relations:
            drop_unlike(article, relations, figures, self._units)
        if not policy.full:
            return NO_ANCHOR, abstentions
        anchor = publication_anchor(article, times, publish_time)
        relative = [
            time for start, end in _sentences(article, figures) for time in find_relative_times(article, start, end)
        ]
        worths = tie_price_bases(article, figures, times, anchor)
        tie_times(article, figures, _outside(worths, times), _outside(worths, relative), anchor)
        targets = tuple(self._target(target, region_code) for target in policy.target_units)
        self._units.attach(figures, targets)
        if policy.target_currency_codes or targets:
            for figure in figures:
                self._money.attach(figure, anchor, policy)
                self._prices.attach(figure, targets, anchor, policy)
        self._check_restatements(relations, figures, anchor)
        return anchor, abstentions

    def _target(self, expression: str, region_code: str | None) -> Unit:
        """A unit that the caller asks for; "gallon" is that of the caller's region."""
        target = self._units.parse(expression)
        if region_code:
            self._families.in_region(target, region_code)
            self._units.describe(target)
        return target

    def _check_restatements(self, relations: list[Relation], figures: list[Figure], anchor: Anchor) -> None:
        checked = 0
        for relation in relations:
            ends = figures[relation.from_index], figures[relation.to_index]
            check_restatement(relation, *ends, self._money, anchor, find_day=checked < _MOST_DAYS_FOUND)
            checked += relation.implied_rate is not None


def _outside(spans: list[Span], times: list[TimeExpression]) -> list[TimeExpression]:
    """The times that stand in none of the spans: "2011 dollars" dates no event."""
    if not spans:
        return times
    starts = [span.start for span in spans]
    before = [(time, bisect_left(starts, time.end) - 1) for time in times]
    return [time for time, last in before if last < 0 or spans[last].end <= time.start]


def _sentences(article: Article, figures: list[Figure]) -> list[Span]:
    """The sentences that hold a figure: a time said of one stands in its own sentence."""
    return list(dict.fromkeys(article.sentence_at(figure.start) for figure in figures))
