"""The places where a number may begin: digits, vulgar fractions and the number words of the lexicon."""

from __future__ import annotations

from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.times import load_times
from figures_server.text import Article

# Vulgar fractions, and Arabic, Persian, Devanagari, Bengali, Thai and full-width digits.
_OTHER_DIGITS: Final = "".join(
    chr(code)
    for first, last in ("¼¾", "⅐⅞", "٠٩", "۰۹", "०९", "০৯", "๐๙", "０９")
    for code in range(ord(first), ord(last) + 1)
)

_SHORT: Final = 20


class Cues(NamedTuple):
    """Offsets, in order, at which a number may begin; and the words that may belong to a time, with their offsets."""

    numbers: list[int]
    times: list[tuple[int, str]]


class CueScanner:
    """One automaton over all words that are looked for in the whole of an article; made once."""

    __slots__ = ("_automaton", "_of_times")

    def __init__(self) -> None:
        numbers = load_numbers()
        words = {*numbers.cues(), *numbers.decades(), "fold", "-long", *numbers.unsaid_ones()}
        self._of_times = load_times().openers
        patterns = [*self._of_times, *_OTHER_DIGITS, *sorted(words)]
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard, implementation=Implementation.DFA)

    def scan(self, article: Article) -> Cues:
        """All cues of the text; a number word counts where it begins or ends at a word's edge."""
        folded = article.folded
        size = len(folded)
        numbers = [start for start, _ in article.digit_runs()]
        times = []
        of_times = len(self._of_times)
        signs = of_times + len(_OTHER_DIGITS)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if index < of_times:
                times.append((start, self._of_times[index]))
            elif index < signs or (
                (end == size or not folded[end].isalpha() or folded[end] == "s")
                and (start == 0 or not folded[start - 1].isalpha() or folded[start] in "f-")
            ):
                numbers.append(start)
        if size < _SHORT and (stripped := folded.lstrip()).startswith(("a ", "an ")):
            # "a month" as the whole text
            numbers.append(size - len(stripped))
        numbers.sort()
        return Cues(numbers, times)
