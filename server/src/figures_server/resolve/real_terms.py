"""Which amounts are stated in another year's worth of money: "£5m (£40m in 2011 prices)".

The year of such a phrase dates no event, and an amount of that worth converts at no other day without a word of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import groupby
from typing import Final

from figures_server.compose.rules.time_expressions.real_terms import PricePhrase, find_price_bases
from figures_server.compose.rules.time_expressions.timex import TimeExpression
from figures_server.lexicon.prices import load_prices
from figures_server.lexicon.times import alternation
from figures_server.model import Anchor, Figure, PartialDate, PriceBasis, Span
from figures_server.text.article import Article

_PRICED: Final = frozenset({"money", "percentage"})
_FARTHEST: Final = 60
# "in 2011 prices rose" says when; right behind an amount it can only say at which prices.
_BESIDE: Final = frozenset({" ", " (", ", "})
# Between two amounts that share a phrase: "£5m and £6m in 2011 prices"; not "£5m, or £40m in today's money".
_LIST: Final = re.compile(r",?\s(?:and|to)\s(?:[a-z]+\s){0,2}")
# "£5m ($8m) in 2011 prices": behind the bracket it holds for both.
_LIST_BEFORE_BRACKET: Final = re.compile(rf"{_LIST.pattern}|\s?\((?:[a-z]+\s)?")


def tie_price_bases(article: Article, figures: list[Figure], times: list[TimeExpression], anchor: Anchor) -> list[Span]:
    """Gives each figure the worth said of it in its own sentence; the spans of the phrases, which date nothing."""
    tied: list[Span] = []
    priced = (figure for figure in figures if figure.kind in _PRICED)
    for sentence, of_sentence in groupby(priced, key=lambda figure: article.sentence_at(figure.start)):
        there = list(of_sentence)
        first, last = bisect_left(times, (sentence.start,)), bisect_left(times, (sentence.end,))
        years = [time for time in times[first:last] if time.rule == "time.year" and not _is_amount(time, there)]
        for phrase in find_price_bases(article, *sentence, years):
            opens = not article.text[sentence.start : phrase.start].strip()
            stated = (_after_opening if opens else _stated_in)(article.folded, there, phrase)
            for figure in stated:
                figure.price_basis = _basis(article, phrase, anchor)
            if stated:
                tied.append(Span(phrase.start, phrase.end))
    return tied


def _is_amount(time: TimeExpression, figures: list[Figure]) -> bool:
    """Whether what may be a year was read as an amount: "sold at 1900 dollars"."""
    at = bisect_right(figures, time.start, key=_start) - 1
    return at >= 0 and time.start < figures[at].end


def _basis(article: Article, phrase: PricePhrase, anchor: Anchor) -> PriceBasis:
    span = Span(phrase.start, phrase.end)
    day = PartialDate(phrase.year) if phrase.year else anchor.start if phrase.of_writing else None
    return PriceBasis(day, article.text[phrase.start : phrase.end], span)


def _after_opening(folded: str, figures: list[Figure], phrase: PricePhrase) -> list[Figure]:
    """All amounts of a sentence that begins with the phrase, up to what parts them: "At 2015 prices, ..."."""
    if folded[phrase.end : phrase.end + 1] != ",":
        return []
    parted = _apart().search(folded, phrase.end)
    return [figure for figure in figures if not parted or figure.start < parted.end()]


def _stated_in(folded: str, figures: list[Figure], phrase: PricePhrase) -> list[Figure]:
    """The nearest amount, before or after, and those of one list with it."""
    right = bisect_left(figures, phrase.end, key=_start)
    left = right - 1
    while left >= 0 and figures[left].end > phrase.start:
        left -= 1
    before = _gap(folded, figures[left].end, phrase.start) if left >= 0 else None
    after = _gap(folded, phrase.end, figures[right].start) if right < len(figures) else None
    if not phrase.is_closed and before not in _BESIDE:
        return []
    if before is not None and (after is None or len(before) <= len(after)):
        return _listed(folded, figures, left, -1, _LIST_BEFORE_BRACKET if before[:1] == ")" else _LIST)
    return _listed(folded, figures, right, 1, _LIST) if after is not None else []


def _gap(folded: str, start: int, end: int) -> str | None:
    """The words between; None where they part a phrase from an amount."""
    return None if end - start > _FARTHEST or _apart().search(folded, start, end) else folded[start:end]


def _listed(folded: str, figures: list[Figure], at: int, step: int, between: re.Pattern[str]) -> list[Figure]:
    """That one, and those before it or behind it that stand in one list with it."""
    listed = [figures[at]]
    while 0 <= (at := at + step) < len(figures):
        one, other = (listed[-1], figures[at])[::step]
        if one.kind != other.kind or not between.fullmatch(folded, one.end, other.start):
            break
        listed.append(figures[at])
    return listed


def _start(figure: Figure) -> int:
    return figure.start


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"[;:\n—]|\b{alternation(load_prices().apart)}\b")
