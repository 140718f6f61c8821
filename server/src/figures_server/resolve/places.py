"""Countries and cities that a text names, by the currencies they speak for."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from operator import itemgetter
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from figures_server.lexicon.currencies import load_currencies
from figures_server.lexicon.words import read_toml
from figures_server.model import Span
from figures_server.text import Article

Mention = tuple[int, frozenset[str]]
# Characters to either side of a figure.
_FARTHEST: Final = 1000


class Places:
    """Country names, adjectives and cities.

    `defaults` says what a sign or name of money usually means, `last_resort` what it means where no place is named.
    """

    __slots__ = ("_automaton", "_codes", "_names", "defaults", "last_resort")

    def __init__(self) -> None:
        codes: dict[str, set[str]] = {}
        bare = {surface for currency in load_currencies() for surface in currency.surfaces if " " not in surface}
        for currency in load_currencies():
            if currency.withdrawn is not None:
                continue
            for surface in currency.surfaces:
                words = surface.split()
                # "pounds sterling" names no place.
                if len(words) > 1 and words[0] not in bare:
                    codes.setdefault(" ".join(words[:-1]), set()).add(currency.code)
        raw = read_toml("currency_places.toml")
        self.defaults: dict[str, str] = raw.pop("default")
        self.last_resort: dict[str, str] = raw.pop("last_resort")
        for code, places in raw.items():
            for place in places:
                codes.setdefault(place, set()).add(code)
        self._names = sorted(name for name in codes if len(name) > 1 and name not in {"us", "new", "cape"})
        self._codes = [frozenset(codes[name]) for name in self._names]
        self._automaton = AhoCorasick(self._names, implementation=Implementation.DFA)

    def mentions(self, folded: str) -> list[Mention]:
        """Each mention of a place, in order: where, and the currencies it speaks for."""
        found = []
        size = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            # "Londons", but no "ecs" in "ecstatic"
            behind = end + (end < size and folded[end] == "s")
            if (start and folded[start - 1].isalpha()) or (behind < size and folded[behind].isalpha()):
                continue
            found.append((start, self._codes[index]))
        found.sort(key=itemgetter(0))
        return found


def surroundings(article: Article, at: int) -> Span:
    """The sentence that holds `at`; of one that is as long as a book, what stands near."""
    sentence = article.sentence_at(at)
    return Span(max(sentence.start, at - _FARTHEST), min(sentence.end, at + _FARTHEST))


class ArticlePlaces:
    """The places that one article names, found when first asked for."""

    __slots__ = ("_article", "_mentions")

    def __init__(self, article: Article) -> None:
        self._article = article
        self._mentions: list[Mention] | None = None

    def all(self) -> list[Mention]:
        """Every mention, in order."""
        if self._mentions is None:
            self._mentions = load_places().mentions(self._article.folded)
        return self._mentions

    def within(self, span: Span) -> list[Mention]:
        """Those mentions that begin inside a span."""
        mentions = self.all()
        first = bisect_left(mentions, span.start, key=itemgetter(0))
        return mentions[first : bisect_left(mentions, span.end, lo=first, key=itemgetter(0))]


@cache
def load_places() -> Places:
    """The places, made once."""
    return Places()
