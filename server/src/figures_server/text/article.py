"""One input text, never changed, and where its sentences and paragraphs begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from figures_server.model import Span
from figures_server.text.fold import fold

# A full stop after these ends no sentence; "U.S." and initials are told by their shape.
_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr prof rev hon gen col lt maj capt cmdr sgt sen rep gov pres st ste mt no nos vs v etc eg ie "
    "approx est fig ft in lb lbs oz sq cu yd min sec hr hrs jan feb mar apr jun jul aug sep sept oct nov dec "
    "rs bn mn tn cr inc ltd co corp plc jr sr bros dept u.s u.k u.n e.g i.e a.m p.m rupees per pc c ca".split()
)
# One character class in front lets the regular expression engine leap from one candidate to the next.
_BREAK: Final = re.compile(
    r"[.!?…\n](?:(?<=\n)\s*(?=[\"'“‘(\[•*\-–—]*[A-Z0-9£$€₹À-Þ<]|$|(?<=\n)\n)"
    r"|(?<!\n)[.!?…]*[\"'”’)\]]*(?:\s+(?=[\"'“‘(\[]*[A-Z0-9£$€₹À-Þ])|(?<=[a-z]{2}\.)(?=[A-Z][a-z])))"
)
# "1. 55 crore": a stop and a space inside a number are a printer's scar.
_SCAR: Final = re.compile(r"\. \d{1,2} (?:lakh|crore|million|billion)")
_LAST_WORD: Final = re.compile(r"([\w.’']+)$")
_PARAGRAPH: Final = re.compile(r"\n\s*\n\s*|\n(?=\S)")


class Article:
    """A text with its folded twin of the same length; bounds are found when first asked for."""

    __slots__ = ("_breaks", "_paragraphs", "folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self._breaks: list[int] | None = None
        self._paragraphs: list[int] | None = None

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds `offset`, without the white space around it."""
        breaks = self._sentence_starts()
        index = bisect_right(breaks, offset) - 1
        start = breaks[index]
        end = breaks[index + 1] if index + 1 < len(breaks) else len(self.text)
        stripped = len(self.text[start:end].rstrip())
        return Span(start, start + stripped)

    def paragraph_at(self, offset: int) -> int:
        """Which paragraph holds `offset`, counted from 0."""
        if self._paragraphs is None:
            self._paragraphs = [found.end() for found in _PARAGRAPH.finditer(self.text)]
        return bisect_right(self._paragraphs, offset)

    def _sentence_starts(self) -> list[int]:
        if self._breaks is None:
            text = self.text
            starts = [len(text) - len(text.lstrip())]
            for found in _BREAK.finditer(text):
                at, end = found.span()
                if text[at] != "." or text[at + 1 : at + 2] == "." or self._ends_sentence(at):
                    starts.append(end)
            self._breaks = starts
        return self._breaks

    def _ends_sentence(self, stop: int) -> bool:
        word = _LAST_WORD.search(self.text, max(0, stop - 20), stop)
        if word is None:
            return True
        last = word[1]
        if last[-1].isdigit():
            return _SCAR.match(self.text, stop) is None
        if len(last) == 1:
            return not last.isupper()
        if "." in last and last.replace(".", "").isupper() and self.text[stop + 1 : stop + 3].strip()[:1].isdigit():
            # "S.B. 1070"
            return False
        return last.lower() not in _ABBREVIATIONS
