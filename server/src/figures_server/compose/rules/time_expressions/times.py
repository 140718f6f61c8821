"""Where a text names a day, a period of the calendar or a time of day, and what TIMEX3 calls it.

Only places with a digit or a telling word are looked at, and only around them: the article is never read through.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from figures_server.compose.rules.time_expressions.clocks import ClockReader
from figures_server.compose.rules.time_expressions.datelines import join_stamps
from figures_server.compose.rules.time_expressions.days import DayReader
from figures_server.compose.rules.time_expressions.periods import PeriodReader
from figures_server.compose.rules.time_expressions.timex import TimeExpression, without_overlap
from figures_server.compose.rules.time_expressions.years import YearReader
from figures_server.lexicon.times import load_times
from figures_server.scan.tokens import DASHES
from figures_server.text.article import Article

__all__ = ["TimeExpression", "find_times"]

# Between a month and its day: "Jan. 6", "June  28".
_MONTH_ENDS: Final = frozenset(". ")
_CODE_LETTERS: Final = frozenset("qQhHyY")
_SPACES: Final = frozenset(" \u00a0\n")
# Left of one to three digits, these make it a sum, or part of a longer number.
_NEVER_LEFT: Final = frozenset("$£€₹¥,.:/+")
# What may stand right of a day before its month, of an ordinal, of a numeric date, of a clock's hour, of a decade.
_DAY_NEXT: Final = frozenset("snrtSNRT-–,")
_ORDINAL_NEXT: Final = frozenset("snrtSNRT")
_NUMERIC_NEXT: Final = frozenset("/.-")
_CLOCK_NEXT: Final = frozenset(":.aApPhH-–")
_YEARLY_NEXT: Final = frozenset("'’sSnNrRtTqQaAbBcC")
# The same behind a space: "12 of June", "5 and 6 May", "5 to 6pm", "5 - 6 May".
_JOIN_AHEAD: Final = "otaOTA&-–"
_CLOCK_AHEAD: Final = frozenset("aApPoOtT-–")
_ERA_AHEAD: Final = frozenset("ABC")
_ERA_BEFORE: Final = frozenset("D.")
_HOURS_NEXT: Final = frozenset("hHgG")
# "0900 hours", "1600 local time", "1130 to 1215 GMT".
_HOURS_AHEAD: Final = frozenset("hl(t")
_DASHES_OR_SLASH: Final = frozenset("-/")


class TimeReader:
    """Reads one time at a run of digits, trying the shapes its length and neighbours allow."""

    __slots__ = ("_clocks", "_day_ahead", "_days", "_years", "periods")

    def __init__(self) -> None:
        words = load_times()
        initials = {name[0] for name in words.months}
        self._day_ahead = initials | {initial.upper() for initial in initials} | set(_JOIN_AHEAD)
        self._days = DayReader(words)
        self._clocks = ClockReader(words)
        self._years = YearReader(words)
        self.periods = PeriodReader(words)

    def read(self, article: Article, start: int, end: int, previous: TimeExpression | None) -> TimeExpression | None:
        """The time that holds these digits, or None."""
        size = end - start
        text = article.text
        left = text[start - 1 : start]
        if left.isalpha():
            return self._years.read_code(article, start) if left in _CODE_LETTERS else None
        if size == 4:
            return self._read_four(article, start, previous)
        if size > 4 or left in _NEVER_LEFT:
            return None
        right = text[end : end + 1]
        spaced = right in _SPACES
        ahead = text[end + 1 : end + 2] if spaced else right
        if ahead == " ":
            # "31  December"
            ahead = text[end + 2 : end + 3]
        if size < 3:
            found = self._read_short(article, start, right, ahead if spaced else "")
            if found is not None:
                return found
        # An era ("410 AD") may follow a space, a decade or a century's ending may not.
        if (ahead in _ERA_AHEAD if spaced else right in _YEARLY_NEXT) or (
            left == " " and text[start - 2 : start - 1] in _ERA_BEFORE
        ):
            return self._years.read_short(article, start, end, previous)
        return None

    def _read_short(self, article: Article, start: int, right: str, ahead: str) -> TimeExpression | None:
        """One or two digits; `ahead` is what stands right of the space, where a space follows."""
        text = article.text
        left, letter = text[start - 1 : start], text[start - 2 : start - 1]
        days = self._days
        if (
            left in _SPACES
            and (letter.isalpha() or letter in _MONTH_ENDS)
            and (found := days.read_after_month(article, start))
        ):
            return found
        if left in DASHES and right == "/" and letter.isalpha():
            # "post-9/11"
            return days.read_numeric(article, start)
        if left in DASHES:
            # "9am-5pm": the clock on the left vouches for this one.
            return self._clocks.read(article, start) if letter in {"m", "M"} else None
        if (ahead in self._day_ahead or right in _DAY_NEXT) and (found := days.read_before_month(article, start)):
            return found
        if right in _ORDINAL_NEXT:
            return days.read_bare(article, start)
        if right in _NUMERIC_NEXT and (found := days.read_numeric(article, start)):
            return found
        return self._clocks.read(article, start) if ahead in _CLOCK_AHEAD or right in _CLOCK_NEXT else None

    def _read_four(self, article: Article, start: int, previous: TimeExpression | None) -> TimeExpression | None:
        right, ahead = article.text[start + 4 : start + 5], article.text[start + 5 : start + 6]
        if right in _DASHES_OR_SLASH and (found := self._days.read_iso(article, start)):
            return found
        # "1600 GMT", "0900 hours", "2300hrs"; not "2016 election".
        if (right in _SPACES and (ahead.isupper() or ahead in _HOURS_AHEAD)) or right in _HOURS_NEXT:
            found = self._clocks.read_hours(article, start)
            if found is not None:
                return found
        return self._years.read_four(article, start, previous)


@cache
def _reader() -> TimeReader:
    return TimeReader()


def find_times(article: Article, openers: Iterable[tuple[int, str]]) -> list[TimeExpression]:
    """Every time that holds a number, by start, none overlapping: "17:20, Sat, Apr 12, 2025", "in 2019", "third quarter".

    `openers` are the words of such times in the article, as the scan gives them.
    """
    reader = _reader()
    found = reader.periods.find(article, openers)
    mixed = bool(found)
    previous: TimeExpression | None = None
    position = 0
    for start, end in article.digit_runs():
        if start < position:
            continue
        time = reader.read(article, start, end, previous)
        if time is not None:
            # One that begins with a word may reach back into the last: "12 BC 31".
            mixed = mixed or (previous is not None and time.start < previous.end)
            found.append(time)
            previous = time
            position = time.end
    if len(found) < 2:
        return found
    return join_stamps(article, without_overlap(found) if mixed else found)
