"""Times without a number, needed only where a figure's date is asked for: "on Tuesday", "last month", "in November"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from figures_server.compose.rules.timex import TimeExpression, word_before
from figures_server.lexicon.times import alternation, load_times

if TYPE_CHECKING:
    from figures_server.lexicon.times import TimeWords
    from figures_server.text.article import Article

_GRAINS: Final = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX"}
_HALF_DAY: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}
_SHIFTED_TAIL: Final = r"(?:\s(?:of\s)?(last|this|next)\syear\b)?"
_PREPOSITIONS: Final = frozenset(
    {"in", "since", "by", "until", "till", "from", "during", "last", "next", "this", "of", "early", "late", "mid", "to",
     "between", "through", "before", "after", "for", "and", "every", "each"}
)


class RelativeTimeReader:
    """Finds weekdays, months alone and words that count from the day of writing."""

    __slots__ = ("_hit", "_names", "_phrase", "_words")

    def __init__(self, words: TimeWords) -> None:
        self._words = words
        shifts = alternation(words.shifts)
        names = [*words.weekdays, *words.months, *words.seasons]
        long_names = [name for name in names if len(name) > 3]  # noqa: PLR2004 - "Sun" and "Mar" are other words alone
        grains = alternation(_GRAINS)
        self._names = re.compile(rf"(?<![\w-])(?:({shifts})\s)?({alternation(long_names)})\b\.?{_SHIFTED_TAIL}")
        self._phrase = re.compile(
            rf"(?<![\w-])(?:({alternation(words.days)})|(?:(earlier|later)\s)?({shifts})\s(?:fiscal\s|financial\s)?({grains})"
            rf"|(the\sweekend)|({alternation(_HALF_DAY)}))\b(?![-])"
        )

    def find(self, article: Article, start: int, end: int) -> list[TimeExpression]:
        """Those between two offsets, by start."""
        folded = article.folded
        found: list[TimeExpression] = []
        for phrase in self._phrase.finditer(folded, start, end):
            found.append(self._read_phrase(phrase))
        for name in self._names.finditer(folded, start, end):
            time = self._read_name(article, name)
            if time is not None:
                found.append(time)
        found.sort(key=lambda time: time.start)
        return found

    def _read_phrase(self, found: re.Match[str]) -> TimeExpression:
        day, edge, shift, grain, weekend, clock = found.groups()
        start, end = found.span()
        if day:
            return TimeExpression(start, end, "DATE", _GRAINS["day"], "time.day-word", shift=self._words.days[day])
        if weekend:
            return TimeExpression(start, end, "DATE", _GRAINS["weekend"], "time.weekend", shift=-1)
        if clock:
            return TimeExpression(start, end, "TIME", _HALF_DAY[clock], "time.clock-words")
        mod = {"earlier": "START", "later": "END"}.get(edge, "")
        return TimeExpression(start, end, "DATE", _GRAINS[grain], "time.shifted", mod, shift=self._words.shifts[shift])

    def _read_name(self, article: Article, found: re.Match[str]) -> TimeExpression | None:
        shift_word, name, year_shift = found.groups()
        start, end = found.span()
        words = self._words
        shift = words.shifts[shift_word] if shift_word else None
        before, before_start = word_before(article.folded, start)
        season = words.seasons.get(name)
        if season is not None:
            named = shift is not None or year_shift or before == "the"
            value = f"XXXX-{season}"
            return TimeExpression(start, end, "DATE", value, "time.season", shift=shift) if named else None
        if not article.text[found.start(2)].isupper():
            return None
        if name in words.weekdays:
            value = f"XXXX-WXX-{words.weekdays[name]}"
            return TimeExpression(start, end, "DATE", value, "time.weekday", shift=shift)
        before = before.rstrip("-–")
        if name in words.ambiguous_months and not (shift_word or year_shift or before in _PREPOSITIONS):
            return None
        mod = words.mods.get(before, "")
        value = f"XXXX-{words.months[name]:02d}"
        if year_shift:
            rule, shift = "time.month-of-year", words.shifts[year_shift]
        else:
            rule = "time.month"
        return TimeExpression(before_start if mod else start, end, "DATE", value, rule, mod, shift=shift)


@cache
def _reader() -> RelativeTimeReader:
    return RelativeTimeReader(load_times())


def find_relative_times(article: Article, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """Times without a number between two offsets, by start; may overlap those that find_times gives."""
    return _reader().find(article, start, len(article.text) if end is None else end)
