"""Times without a number, needed only where a figure's date is asked for: "on Tuesday", "last month", "in November"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from figures_server.compose.rules.time_expressions.timex import TimeExpression, without_overlap, word_before
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.times import TimeWords, alternation, load_times
from figures_server.text.article import Article

_GRAINS: Final = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
}
_AGO: Final = re.compile(r"(?<!\S)(?:an?|[a-z]+|\d{1,3})\s(?:day|week|month|year|decade)s?\s$")
_AGO_REACH: Final = 32
# "the year before he left" is counted from something else.
_ENDS_PHRASE: Final = r"\s?(?:[.,;:)—–]|$|\s(?:and|but|to|from|at|in)\b)"
_HALF_DAY: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}
_SHIFTED_TAIL: Final = r"(?:\s(?:of\s)?(last|this|next)\syear\b)?"


class RelativeTimeReader:
    """Finds weekdays, months alone and words that count from the day of writing."""

    __slots__ = ("_earlier", "_name", "_openers", "_phrase", "_words")

    def __init__(self, words: TimeWords) -> None:
        self._words = words
        # "Mar" and "Dec" are other words when they stand alone; "May" has no longer form.
        months = [name for name in words.months if len(name) > 3 or name == "may"]
        days = [name for name in words.weekdays if name.endswith("day")]
        shifts = (f"{word} " for word in words.shifts)
        openers = sorted(
            {*days, *months, *words.seasons, *shifts, *words.days, *_HALF_DAY, *words.earlier, "the weekend", "ago"}
        )
        self._openers = AhoCorasick(openers, implementation=Implementation.DFA)
        self._name = re.compile(rf"({alternation([*days, *months, *words.seasons])})\b{_SHIFTED_TAIL}")
        self._earlier = re.compile(rf"({alternation(words.earlier)}){_ENDS_PHRASE}")
        self._phrase = re.compile(
            rf"(?:({alternation(words.days)})|({alternation(words.shifts)})\s(?:fiscal\s|financial\s)?({alternation(_GRAINS)})"
            rf"|(the\sweekend)|({alternation(_HALF_DAY)}))\b(?!-)"
        )

    def find(self, article: Article, start: int, end: int) -> list[TimeExpression]:
        """Those between two offsets, by start."""
        folded = article.folded
        found: list[TimeExpression] = []
        for _, offset, _ in self._openers.find_matches_as_indexes(folded[start:end], overlapping=True):
            at = start + offset
            left = folded[at - 1 : at]
            if left.isalnum() or (left == "-" and not folded.startswith("mid", max(0, at - 4))):
                continue
            time = self._read_name(article, at) or self._read_phrase(article, at) or self._read_counted(article, at)
            if time is not None:
                found.append(time)
        return without_overlap(found)

    def _read_phrase(self, article: Article, at: int) -> TimeExpression | None:
        found = self._phrase.match(article.folded, at)
        if found is None:
            return None
        day, shift, grain, weekend, clock = found.groups()
        start, end = found.span()
        if day:
            return TimeExpression(start, end, "DATE", _GRAINS["day"], "time.day-word", shift=self._words.days[day])
        if weekend:
            return TimeExpression(start, end, "DATE", _GRAINS["weekend"], "time.weekend", shift=-1)
        if clock:
            return TimeExpression(start, end, "TIME", _HALF_DAY[clock], "time.clock-words")
        if grain == "day" and article.folded.startswith((" last ", " next ", " a year "), end):
            return None  # "on this day last year"
        before, before_start = word_before(article.folded, start)
        if before == "the" and self._words.shifts[shift] and found[0].count(" ") == 1:
            return None  # "over the last year" is a duration up to now, "in the last financial year" is none
        mod = {"earlier": "START", "later": "END"}.get(before, "")
        start = before_start if mod else start
        return TimeExpression(start, end, "DATE", _GRAINS[grain], "time.shifted", mod, shift=self._words.shifts[shift])

    def _read_counted(self, article: Article, at: int) -> TimeExpression | None:
        """As in "three years | ago", "(from £3m) a year earlier"."""
        folded = article.folded
        if folded.startswith("ago", at):
            return None if folded[at + 3 : at + 4].isalnum() else self._read_ago(folded, at)
        found = self._earlier.match(folded, at)
        if found is None:
            return None
        shift = self._words.earlier[found[1]]
        return TimeExpression(at, found.end(1), "DATE", _GRAINS["year"], "time.earlier", shift=shift)

    def _read_ago(self, folded: str, at: int) -> TimeExpression | None:
        low = max(0, at - _AGO_REACH)
        found = _AGO.search(folded, low, at)
        if found is None:
            return None
        number, grain = found[0].split()
        count = int(number if number.isdigit() else load_numbers().cardinals.get(number, number in {"a", "an"}))
        start = found.start()
        if not count or word_before(folded, start)[0] in self._words.inexact:
            return None
        grain = grain.removesuffix("s")
        if grain == "decade":
            grain, count = "year", count * 10
        return TimeExpression(start, at + 3, "DATE", _GRAINS[grain], "time.ago", shift=-count)

    def _read_name(self, article: Article, at: int) -> TimeExpression | None:
        found = self._name.match(article.folded, at)
        if found is None:
            return None
        words, (name, year_shift) = self._words, found.groups()
        before, before_start = word_before(article.folded, at)
        before = before.rstrip("-–")
        shift = words.shifts.get(before)
        start, end = at if shift is None else before_start, found.end()
        if (season := words.seasons.get(name)) is not None:
            named = shift is not None or year_shift or before == "the"
            return TimeExpression(start, end, "DATE", f"XXXX-{season}", "time.season", shift=shift) if named else None
        if not article.text[at].isupper():
            return None
        if name in words.weekdays:
            if before in words.before_named_weekdays:
                return None
            value = f"XXXX-WXX-{words.weekdays[name]}"
            return TimeExpression(start, end, "DATE", value, "time.weekday", shift=shift)
        if name in words.ambiguous_months and not (year_shift or before in words.before_months):
            return None
        mod = words.mods.get(before, "")
        start = before_start if mod else start
        value = f"XXXX-{words.months[name]:02d}"
        if year_shift:
            return TimeExpression(start, end, "DATE", value, "time.month-of-year", mod, shift=words.shifts[year_shift])
        # "since June" can only be the last one.
        shift = -1 if before == "since" else shift
        return TimeExpression(start, end, "DATE", value, "time.month", mod, shift=shift)


@cache
def _reader() -> RelativeTimeReader:
    return RelativeTimeReader(load_times())


def find_relative_times(article: Article, start: int, end: int) -> list[TimeExpression]:
    """Times without a number between two offsets, by start; may overlap those that find_times gives."""
    return _reader().find(article, start, end)
