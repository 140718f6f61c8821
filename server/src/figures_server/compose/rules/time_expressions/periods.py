"""Times whose numbers are words: "third quarter", "first half of 2024", "the nineties", "nineteenth century", "half past three"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from figures_server.compose.rules.time_expressions.timex import TimeExpression, is_hundred_runs
from figures_server.lexicon.times import TimeWords, alternation
from figures_server.text.article import Article

_REACH: Final = 40
_TAIL: Final = (
    r"(?:\s(?:of\s)?(?:(?:the\s)?(?:fiscal|financial)\s(?:year\s)?)?((?:19|20)\d\d)(?![\d%]|[.,]\d)"
    r"|\sof\s(last|this|next)\syear\b)?"
)
_DUSK: Final = 17


class PeriodReader:
    """Finds periods and clock times written in words."""

    __slots__ = ("_century", "_clock", "_decade", "_hour", "_part", "_past", "_words")

    def __init__(self, words: TimeWords) -> None:
        quarters = alternation(word for word, number in words.ordinals.items() if number <= 4)
        hours = alternation(words.hours)
        self._words = words
        self._part = re.compile(
            rf"\b(?:fiscal[\s-])?({quarters})(?:\s(?:and|or)\s({quarters}))?[\s-](?:fiscal\s)?"
            rf"(quarter|half)(?!-?final|back|way|-|\s(?:a|an|dozen|hour|million)\b)s?\b{_TAIL}"
        )
        self._century = re.compile(
            rf"\b(?:({alternation(words.mods)})[\s-])?({alternation(words.ordinals)})[\s-]centur(?:y|ies)\b"
        )
        self._decade = re.compile(
            rf"(?<!his\s)(?<!her\s)(?<!their\s)(?<!my\s)\b(the\s)?(?:({alternation(words.mods)})[\s-])?({alternation(words.decades)})\Z"
        )
        self._clock = re.compile(rf"\b({hours})\s?o\s?['’`]?\s?clock\b")
        hour = rf"({hours}|1?\d)"
        self._hour = re.compile(
            rf"\b{alternation(words.before_hours)}\s(?:\w+\s)?(?:{hour}(?:\s(?:to|or|and)\s|\s?[-–]\s?))?{hour}"
            rf"\s({alternation(words.parts_of_day)})\b\Z"
        )
        self._past = re.compile(
            rf"\b(half|(?:a\s)?quarter|five|ten|twenty(?:-five)?)\s(past|to)\s({hours})\b(?!\s[a-z]+s\b)"
        )

    def find(self, article: Article, openers: Iterable[tuple[int, str]]) -> list[TimeExpression]:
        """Every such time, in no order; all hold one of the openers, the words of `TimeWords.openers`."""
        return [time for at, word in openers if (time := self._read(word, article, at)) is not None]

    def _read(self, opener: str, article: Article, at: int) -> TimeExpression | None:
        folded = article.folded
        low, high = max(0, at - _REACH), at + _REACH
        if opener == "centur":
            return self._read_century(article, low, high)
        if opener == "ties":
            return self._read_decade(folded, low, at + len(opener))
        if opener == "clock":
            return self._read_clock(folded, low, high)
        if opener in self._words.parts_of_day:
            return self._read_hour(folded, low, at + len(opener))
        if opener != " past ":
            for part in self._part.finditer(folded, low, high):
                if part.start(3) == at:
                    return self._part_expression(part)
        return self._read_past(folded, low, high) if opener != "half" else self._read_past(folded, at, high)

    def _part_expression(self, found: re.Match[str]) -> TimeExpression | None:
        if found[3] == "half" and self._words.ordinals[found[1]] > 2:
            # "his third half century"
            return None
        letter = "H" if found[3] == "half" else "Q"
        parts = [f"{found[4] or 'XXXX'}-{letter}{self._words.ordinals[word]}" for word in found.group(1, 2) if word]
        shift = self._words.shifts[found[5]] if found[5] else None
        return TimeExpression(*found.span(), "DATE", "/".join(parts), f"time.{found[3]}", shift=shift)

    def _read_century(self, article: Article, low: int, high: int) -> TimeExpression | None:
        found = self._century.search(article.folded, low, high)
        if found is None or found[2][0].isdigit():  # the digits' reader has those
            return None
        if is_hundred_runs(article, found.start(2), found.end()):
            return None
        value = f"{self._words.ordinals[found[2]] - 1:02d}"
        return TimeExpression(*found.span(), "DATE", value, "time.century", self._words.mods.get(found[1], ""))

    def _read_decade(self, folded: str, low: int, end: int) -> TimeExpression | None:
        found = self._decade.search(folded, low, end)
        if found is None or not (found[1] or found[2]):
            return None
        start = found.start() if not found[1] else found.end(1)
        mod = self._words.mods.get(found[2], "")
        return TimeExpression(start, end, "DATE", self._words.decades[found[3]], "time.decade", mod)

    def _read_clock(self, folded: str, low: int, high: int) -> TimeExpression | None:
        found = self._clock.search(folded, low, high)
        if found is None:
            return None
        return TimeExpression(*found.span(), "TIME", f"T{self._words.hours[found[1]]:02d}:00", "time.clock-words")

    def _read_hour(self, folded: str, low: int, end: int) -> TimeExpression | None:
        """As in "at two in the morning", "until about 10 at night", "between 2 and 3 in the afternoon"."""
        found = self._hour.search(folded, low, end)
        if found is None:
            return None
        hours = [self._words.hours.get(word) or int(word) for word in (found[1], found[2]) if word]
        if not all(0 < hour <= 12 for hour in hours):
            return None
        last = hours[-1] % 12 + self._words.parts_of_day[found[3]]
        if found[3] == "at night" and last < _DUSK:
            # "at two at night"
            last -= 12
        # "10 to 2 in the afternoon" passes noon.
        clock = [hour % 12 + last - last % 12 for hour in hours]
        clock[0] -= 12 * (clock[0] > last)
        start = found.start(1) if found[1] else found.start(2)
        return TimeExpression(
            start, end, "TIME", "/".join(f"T{hour % 24:02d}:00" for hour in clock), "time.clock-words"
        )

    def _read_past(self, folded: str, low: int, high: int) -> TimeExpression | None:
        found = self._past.search(folded, low, high)
        if found is None:
            return None
        minutes = {"half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}.get(found[1], 15)
        hour = self._words.hours[found[3]]
        if found[2] == "to":
            # "ten to five" may be odds or a range; only the quarter is said of clocks alone.
            if "quarter" not in found[1]:
                return None
            hour, minutes = (hour - 1) or 12, 60 - minutes
        return TimeExpression(*found.span(), "TIME", f"T{hour:02d}:{minutes:02d}", "time.clock-words")
