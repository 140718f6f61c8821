"""Countries and cities that a text names, by the currencies they speak for."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick

from figures_server.lexicon.currencies import load_currencies
from figures_server.lexicon.words import read_toml


class Places:
    """Country names, adjectives and cities; `defaults` says what a sign or name of money means where none tells."""

    __slots__ = ("_automaton", "_codes", "_names", "defaults")

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
        for code, places in raw.items():
            for place in places:
                codes.setdefault(place, set()).add(code)
        self._names = sorted(name for name in codes if len(name) > 1 and name not in {"us", "new", "cape"})
        self._codes = [frozenset(codes[name]) for name in self._names]
        self._automaton = AhoCorasick(self._names)

    def mentions(self, folded: str) -> list[tuple[int, frozenset[str]]]:
        """Each mention of a place: where, and the currencies it speaks for."""
        found = []
        size = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (start and folded[start - 1].isalpha()) or (end < size and folded[end].isalpha() and folded[end] != "s"):
                continue
            found.append((start, self._codes[index]))
        return found


@cache
def load_places() -> Places:
    """The places, made once."""
    return Places()
