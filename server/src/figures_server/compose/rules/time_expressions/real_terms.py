"""Of which year's worth money is: "in constant 2011 dollars", "at 2015 prices", "in today's money", "inflation-adjusted"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from figures_server.compose.rules.time_expressions.timex import TimeExpression
from figures_server.lexicon.prices import PriceWords, load_prices
from figures_server.lexicon.times import alternation
from figures_server.text.article import Article

_NEXT_WORDS: Final = re.compile(r"\s((?:[a-z]\.)+|[^\W\d_][\w-]*)(?:\s([^\W\d_]\w*))?")
# How far a phrase reaches back from its year.
_REACH: Final = 40


class PricePhrase(NamedTuple):
    """Words that name the worth: of a year, of the day of writing, or (neither) of prices adjusted in some way.

    `is_closed`: no word follows that would make it another sentence: "in 2011 prices rose".
    """

    start: int
    end: int
    year: int | None = None
    of_writing: bool = False
    is_closed: bool = True


class PriceBasisReader:
    """Finds such phrases between two offsets."""

    __slots__ = ("_automaton", "_before", "_denied", "_measures", "_openers", "_today")

    def __init__(self, words: PriceWords) -> None:
        self._measures = words.measures
        self._today = frozenset(words.today)
        self._openers = [*words.adjusted, *words.today]
        self._automaton = AhoCorasick(self._openers, implementation=Implementation.DFA)
        adjectives, prepositions = alternation(words.adjectives), alternation(words.prepositions)
        self._before = re.compile(rf"\b(?:{adjectives}\s)?(?:(?:{prepositions})\s(?:{adjectives}\s)?|{adjectives}\s)$")
        self._denied = re.compile(rf"\b{alternation(words.denied)}(?:\s|-)(?:\w+\s)?$")

    def find(self, article: Article, start: int, end: int, years: Iterable[TimeExpression]) -> list[PricePhrase]:
        """Those between two offsets, by start; `years` are the plain years there."""
        folded = article.folded
        found = [phrase for year in years if (phrase := self._read_year(folded, year))]
        found += self._read_words(folded, start, end)
        found.sort()
        kept: list[PricePhrase] = []
        for phrase in found:
            # "inflation-adjusted 2011 prices": what names a year or a day says more, and goes on longer.
            if kept and phrase.start < kept[-1].end:
                kept[-1] = max(kept[-1], phrase, key=lambda each: each.end)
            else:
                kept.append(phrase)
        return kept

    def _read_year(self, folded: str, year: TimeExpression) -> PricePhrase | None:
        end = self._measure_end(folded, year.end)
        start = self._start(folded, year.start)
        if end is None or start is None:
            return None
        return PricePhrase(start, end, int(year.value), is_closed=not folded[end : end + 2].strip()[:1].isalnum())

    def _read_words(self, folded: str, start: int, end: int) -> Iterator[PricePhrase]:
        for index, low, high in self._automaton.find_matches_as_indexes(folded[start:end]):
            at, stop = start + low, start + high
            if folded[stop : stop + 1].isalnum():
                # "to account for inflationary pressure"
                continue
            if self._openers[index] in self._today:
                measured = self._measure_end(folded, stop)
                if measured is not None:
                    first = self._start(folded, at)
                    yield PricePhrase(at if first is None else first, measured, of_writing=True)
            elif not self._denied.search(folded, max(0, at - _REACH), at):
                yield PricePhrase(at, stop)

    def _measure_end(self, folded: str, at: int) -> int | None:
        """Where "dollars", "US dollars" or "prices" ends that begins here."""
        words = _NEXT_WORDS.match(folded, at)
        if words is None:
            return None
        if words[2] and f"{words[1].replace('.', '')} {words[2]}" in self._measures:
            return words.end()
        return words.end(1) if words[1] in self._measures else None

    def _start(self, folded: str, at: int) -> int | None:
        """Where the phrase begins; None where no word before the year ties it to an amount."""
        before = self._before.search(folded, max(0, at - _REACH), at)
        return before.start() if before else None


@cache
def _reader() -> PriceBasisReader:
    return PriceBasisReader(load_prices())


def find_price_bases(article: Article, start: int, end: int, years: Iterable[TimeExpression]) -> list[PricePhrase]:
    """What says of which year's worth money is, between two offsets; `years` are the plain years read there."""
    return _reader().find(article, start, end, years)
