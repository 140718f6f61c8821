"""Where a figure holds: a preposition with a capitalised name that is a place."""

from __future__ import annotations

import re
from typing import Final

from figures_server.contextualise.phrases import last_word
from figures_server.contextualise.sentences import Sentence
from figures_server.lexicon.context import Places
from figures_server.model import Span

_NAME: Final = r"[A-ZÀ-Þ][\w’'.-]*"
# "U.S." keeps its last full stop.
_INITIALS: Final = re.compile(r"\b[A-Z]\.[A-Z]\.$")
_FARTHEST: Final = 120
_CLAUSE_BREAK: Final = re.compile(r";|, (?:but|while|whereas|and (?:the|a|an)\b)|[”\"]")


class PlaceFinder:
    """Finds the places of a sentence, once, and the nearest to a figure."""

    __slots__ = ("_leads", "_pattern", "_words")

    def __init__(self, words: Places) -> None:
        self._words = words
        heads = "|".join(sorted(words.heads))
        compass = "|".join(sorted(words.compass))
        self._leads = frozenset(("the", *words.compass, *words.heads))
        # What follows the preposition.
        self._pattern = re.compile(
            rf" (?P<the>the )?(?P<lead>(?:(?:{compass}) )*(?:(?:{heads}) of )?)(?:the )?"
            rf"(?P<name>{_NAME}(?:(?: (?:of|and|de|la|upon)(?: the)?)? {_NAME})*)(?P<head> (?:{heads})\b)?"
        )

    def nearest(self, sentence: Sentence, figure: Span) -> Span | None:
        """The place nearest to the figure in its clause: "in the Donetsk region"."""
        if sentence.places is None:
            sentence.places = self._find(sentence)
        best, nearest = _FARTHEST, None
        for place in sentence.places:
            low, high = (place.end, figure.start) if place.end <= figure.start else (figure.end, place.start)
            if 0 <= high - low < best and not _CLAUSE_BREAK.search(sentence.text, low, high):
                best, nearest = high - low, place
        return nearest

    def _find(self, sentence: Sentence) -> list[Span]:
        places = []
        text = sentence.text
        for start, end in sentence.prepositions:
            # Told much faster than by the pattern.
            if not text[end + 1 : end + 2].isupper() and text[end + 1 : text.find(" ", end + 1)] not in self._leads:
                continue
            match = self._pattern.match(text, end)
            if match is not None and (place := self._place(start, match)) is not None:
                places.append(place)
        return places

    def _place(self, start: int, match: re.Match[str]) -> Span | None:
        words = self._words
        name = match["name"]
        if not match["head"] and not _INITIALS.search(name):
            name = name.rstrip(".'’-")
        parts = name.split()
        first, last = parts[0].lower(), parts[-1].lower()
        known = match["head"] or last in words.heads or " of " in match["lead"]
        if first in words.not_places or last in words.not_places or last.endswith(("'s", "’s")):
            return None
        if match["the"] and not (known or first in words.with_the):
            return None
        if name.isupper() and name.replace(".", "") not in words.acronyms:
            return None
        if not match["head"] and (last in words.adjectives or last.endswith(("ish", "ese"))):
            return None
        if last_word(match.string[:start]).lower() in words.holdings:
            return None
        end = match.end("head") if match["head"] else match.start("name") + len(name)
        return Span(start, end)
