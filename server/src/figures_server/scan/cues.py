"""The places where a number may begin: digits, vulgar fractions and the number words of the lexicon."""

from __future__ import annotations

import re
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from figures_server.lexicon.numbers import load_numbers
from figures_server.text import Article

# Arabic, Persian, Devanagari, Bengali, Thai and full-width digits, and vulgar fractions.
_OTHER_DIGITS: Final = re.compile(r"[¼-¾⅐-⅞٠-٩۰-۹०-९০-৯๐-๙０-９]+")

_SHORT: Final = 20


def _is_western(folded: str) -> bool:
    """Whether there are but accents and printers' quotes beside ASCII; asking costs a third of the search."""
    try:
        folded.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return not ("¼" in folded or "½" in folded or "¾" in folded)


class CueScanner:
    """One automaton over all number words; made once."""

    __slots__ = ("_automaton",)

    def __init__(self) -> None:
        numbers = load_numbers()
        words = sorted({*numbers.cues(), *numbers.decades(), "fold", "-long", *numbers.unsaid_ones()})
        self._automaton = AhoCorasick(words, matchkind=MatchKind.Standard, implementation=Implementation.DFA)

    def scan(self, article: Article) -> list[int]:
        """Offsets of all cues in order; a word counts where it begins or ends at a word's edge."""
        folded = article.folded
        size = len(folded)
        cues = [start for start, _ in article.digit_runs()]
        if not (folded.isascii() or _is_western(folded)):
            cues += [found.start() for found in _OTHER_DIGITS.finditer(folded)]
        for _, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (end == size or not folded[end].isalpha() or folded[end] == "s") and (
                start == 0 or not folded[start - 1].isalpha() or folded[start] in "f-"
            ):
                cues.append(start)
        if size < _SHORT and (stripped := folded.lstrip()).startswith(("a ", "an ")):
            # "a month" as the whole text
            cues.append(size - len(stripped))
        cues.sort()
        return cues
