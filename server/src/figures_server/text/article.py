"""One input text, never changed, and where its sentences and paragraphs begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from figures_server.lexicon.sentences import load_sentences
from figures_server.model import Span
from figures_server.text.fold import fold

# One character class in front lets the regular expression engine leap from one candidate to the next.
_BREAK: Final = re.compile(
    r"[.!?…\n](?:(?<=\n)\s*(?=[\"'“‘(\[•*\-–—]*[A-Z0-9£$€₹À-Þ<]|$|(?<=\n)\n)"
    r"|(?<!\n)[.!?…]*[\"'”’)\]]*(?:\s+(?=[\"'“‘(\[]*[A-Z0-9£$€₹À-Þ])|(?<=[a-z]{2}\.)(?=[A-Z][a-z])))"
)
_MASK: Final = bytes(ord("0") if chr(code) in "0123456789" else ord(" ") for code in range(256))
# "4 . 5 kg" and "$ 4 . 50 .", where a text sets every mark apart.
_POINT_APART: Final = re.compile(
    r"(?:^|[^\d.,])\d{1,3} \. \d{1,2} ?(?:- )?[a-z%°]|[$£€] \d{1,3} \. \d{1,4} (?:[.,;)]|- )"
)
_POINT_REACH: Final = 8
_NEXT_WORD: Final = re.compile(r"\. ([A-Z][a-z]+) ")
_LAST_WORD: Final = re.compile(r"([\w.’']+)$")
_LONGEST_WORD: Final = 20
_PARAGRAPH: Final = re.compile(r"\n\s*\n\s*|\n(?=\S)")


class Article:
    """A text with its folded twin of the same length; bounds are found when first asked for.

    `long_scale`: a billion of this text is a million millions.
    """

    __slots__ = (
        "_breaks",
        "_counted",
        "_digits",
        "_last",
        "_mentioned",
        "_paragraphs",
        "_sentences",
        "folded",
        "long_scale",
        "text",
    )

    def __init__(self, text: str, *, long_scale: bool = False) -> None:
        self.text = text
        self.long_scale = long_scale
        self.folded = fold(text)
        self._breaks: list[int] | None = None
        self._digits: list[tuple[int, int]] | None = None
        self._last = Span(0, 0)
        self._sentences: dict[int, Span] = {}
        self._paragraphs: list[int] | None = None
        self._mentioned: dict[frozenset[str], bool] = {}
        self._counted: dict[str, int] = {}

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds `offset`, without the white space around it."""
        # Callers ask again and again for figures of one sentence.
        if self._last.start <= offset < self._last.end:
            return self._last
        breaks = self._breaks
        if breaks is None:
            breaks = self._breaks = self._sentence_starts()
        index = bisect_right(breaks, offset) - 1
        span = self._sentences.get(index)
        if span is None:
            start = breaks[index]
            end = breaks[index + 1] if index + 1 < len(breaks) else len(self.text)
            span = self._sentences[index] = Span(start, start + len(self.text[start:end].rstrip()))
        self._last = span
        return span

    def digit_runs(self) -> list[tuple[int, int]]:
        """Every run of the digits 0 to 9 that no tag of HTML holds, in order."""
        if self._digits is None:
            # In a copy where digits are "0" and all else is blank, runs are found at memchr's speed, three times faster
            # than by a regular expression.
            mask = self.folded.encode("ascii", "replace").translate(_MASK)
            runs = []
            start = mask.find(b"0")
            while start >= 0:
                end = mask.find(b" ", start)
                end = end if end >= 0 else len(mask)
                runs.append((start, end))
                start = mask.find(b"0", end)
            self._digits = runs
        return self._digits

    def paragraph_at(self, offset: int) -> int:
        """Which paragraph holds `offset`, counted from 0."""
        if self._paragraphs is None:
            self._paragraphs = [found.end() for found in _PARAGRAPH.finditer(self.text)]
        return bisect_right(self._paragraphs, offset)

    def mentions(self, words: frozenset[str]) -> bool:
        """Whether one of the words, or what it is the beginning of, stands anywhere; searched for once."""
        found = self._mentioned.get(words)
        if found is None:
            found = self._mentioned[words] = any(word in self.folded for word in words)
        return found

    def count(self, pattern: str) -> int:
        """How often a regular expression is found in the text; searched for once."""
        found = self._counted.get(pattern)
        if found is None:
            found = self._counted[pattern] = sum(1 for _ in re.finditer(pattern, self.text))
        return found

    def _sentence_starts(self) -> list[int]:
        text = self.text
        starts = [len(text) - len(text.lstrip())]
        for found in _BREAK.finditer(text):
            at, end = found.span()
            if text[at] == "\n":
                if not self._goes_on(at, end):
                    starts.append(end)
            elif text[at] != "." or text[at + 1 : at + 2] == "." or self._ends_sentence(at):
                starts.append(end)
        return starts

    def _goes_on(self, at: int, end: int) -> bool:
        """As in "a teacher at | 25, she": a line that ends on such a word was only too long for its column."""
        text = self.text
        if end != at + 1 or not text[at - 1 : at].islower():
            return False
        return text[text.rfind(" ", max(0, at - _LONGEST_WORD), at) + 1 : at] in load_sentences().unfinished

    def _ends_sentence(self, stop: int) -> bool:
        piece = self.text[max(0, stop - _LONGEST_WORD) : stop]
        plain = piece[piece.rfind(" ") + 1 :]
        if len(plain) > 1 and plain.isalpha():  # nearly always: no need to search for where it begins
            folded = plain.lower()
            return folded not in load_sentences().abbreviations or self._may_end(folded, stop)
        word = _LAST_WORD.search(self.text, max(0, stop - _LONGEST_WORD), stop)
        if word is None:
            return _POINT_APART.search(self.folded, max(0, stop - _POINT_REACH), stop + _POINT_REACH) is None
        last = word[1]
        if last[-1].isdigit():
            return load_sentences().scar.match(self.text, stop) is None
        if len(last) == 1 and last.isupper():
            return False
        # "minister R.K. Sinha"
        is_initials = "." in last and last.replace(".", "").isupper()
        if is_initials and self.text[stop + 1 : stop + 3].strip()[:1].isdigit():
            # "S.B. 1070"
            return False
        folded = last.lower()
        return not (is_initials or folded in load_sentences().abbreviations) or self._may_end(folded, stop)

    def _may_end(self, word: str, stop: int) -> bool:
        """Whether the stop of a shortened word ends its sentence too: "per sq ft. In 2016"."""
        words = load_sentences()
        following = _NEXT_WORD.match(self.text, stop)
        return following is not None and word not in words.never_last and following[1].lower() in words.openers
