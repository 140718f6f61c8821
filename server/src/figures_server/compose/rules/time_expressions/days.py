"""Days of the calendar: "12 April 2025", "March 5-7", "the 3rd of June", "12/04/2025", "2025-04-12", "the 15th"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.compose.rules.time_expressions.timex import TimeExpression, day_value, full_year, word_before
from figures_server.lexicon.times import TimeWords, alternation
from figures_server.text.article import Article

_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAYS_IN_MONTH: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# What may not follow the day or year: more digits, a decimal, a clock, a share, a compound.
_END: Final = r"(?!\d|%|[.:]\d|,\d(?!\d{3}(?!\d))|-[a-z])"
_YEAR: Final = r"(?:(?:,\s{0,2}|\s{1,2})(?:of\s)?(\d{4}|['’]\d\d)(?![\d%]|[.,:]\d|-[a-z]))?"
# A second day: a range, or a list whose last "and" must not open a count ("and 13 people").
_MORE: Final = (
    rf"(?:\s?(?:-|–|—)\s?{_DAY}{_END}|\s(?:to|through|until|till)\s{_DAY}{_END}"
    rf"|(?:,\s\d{{1,2}}(?:st|nd|rd|th)?){{0,4}},?\s(?:and|or|&)\s(?:the\s)?{_DAY}{_END}(?!\s(?:[a-z]+s|people|men|women)\b))?"
)
_LIST_BEFORE: Final = rf"(?:(?:,\s\d{{1,2}}(?:st|nd|rd|th)?){{0,4}}(?:\s?[-–—]\s?|,?\s(?:to|and|or|&)\s){_DAY})?"
_NUMERIC: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d%a-z]|[/-]\d|\.\d)")
_ISO: Final = re.compile(
    r"(\d{4})([-/])(\d\d)\2(\d\d)(?:[t ](\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?\s?(z|utc|gmt|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_SLASHED: Final = re.compile(r"\d{1,2}/\d{1,2}(?![\d/])")
_COUNTED: Final = re.compile(r"\s(?:[a-z]{3,}s|people|men|women|children)\b")
_BARE: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)(?=\s*(?:[.,;:!?)\"”’\n]|$)|\s(?:and|but|of\s(?:this|the|last|next)|at|in|for)\b)"
)
_BARE_CUE: Final = re.compile(
    r"(?:\b(?:on|by|until|till|since|before|after|from)|\b(?:today|tomorrow|yesterday|date|deadline)(?:['’]s| is| was))\sthe\s$"
)


class DayReader:
    """Reads a day at a run of one or two digits, or at the year of an ISO date."""

    __slots__ = ("_ambiguous", "_day_month", "_month_day", "_months", "_named", "_weekday_ends", "_weekdays")

    def __init__(self, words: TimeWords) -> None:
        month = f"({alternation(words.months)})"
        self._months = words.months
        self._weekdays = words.weekdays
        self._weekday_ends = {name[-1] for name in words.weekdays} | {",", "."}
        self._named = words.named_days
        self._ambiguous = words.ambiguous_months
        # "July 26-Aug. 11" goes on with another month.
        end = _END.replace("-[a-z]", rf"-(?!{alternation(words.months)})[a-z]")
        self._month_day = re.compile(rf"{month}\.?\s{{1,2}}(?:the\s)?{_DAY}{end}{_MORE}{_YEAR}")
        self._day_month = re.compile(
            rf"{_DAY}{_LIST_BEFORE}(?:\s{{1,2}}(?:of\s)?|-){month}(?![a-z])(?:\.(?=,?\s\d{{4}}))?(?:-(\d{{4}})|{_YEAR})"
        )

    def read_after_month(self, article: Article, start: int) -> TimeExpression | None:
        """A day whose month stands left of it: "April 12, 2025", "Jan. 6", "March 5-7"; not "in April 12 died"."""
        name, month_start = word_before(article.folded, start)
        if "-" in name:
            # "July 26-Aug. 11"
            month_start += name.index("-") + 1
            name = article.folded[month_start:start].rstrip()
        if name.rstrip(".") not in self._months:
            return None
        found = self._month_day.match(article.folded, month_start)
        if found is None or not self._is_name(article, month_start, month_start, found[1]):
            return None
        name, first, to, till, listed, digits = found.groups()
        year, day = full_year(digits), int(first)
        # A month is shortened before its day alone: "in Nov. 6 elections".
        if year is None and "." not in article.text[month_start:start] and _COUNTED.match(article.folded, found.end()):
            before, _ = word_before(article.folded, month_start)
            if before in {"in", "during"}:
                return None
        last = int(to or till or listed or first)
        return self._build(article, (month_start, found.end()), (year, self._months[name], day, last), "time.month-day")

    def read_before_month(self, article: Article, start: int) -> TimeExpression | None:
        """A day whose month stands right of it: "12 April 2025", "the 3rd of June", "5 and 6 May"."""
        found = self._day_month.match(article.folded, start)
        if found is None or not self._is_name(article, start, found.start(3), found[3]):
            return None
        day, month = int(found[1]), self._months[found[3]]
        year = full_year(found[4] or found[5])
        return self._build(article, (start, found.end()), (year, month, day, int(found[2] or day)), "time.day-month")

    def read_numeric(self, article: Article, start: int) -> TimeExpression | None:
        """Digits alone: "12/04/2025", "12.4.25"; where day and month cannot be told apart they stay open."""
        found = _NUMERIC.match(article.folded, start)
        if found is None:
            return self._read_named(article, start)
        first, second, tail = int(found[1]), int(found[3]), found[4]
        if found[2] == "-" and len(tail) == 2:  # "12-04-25" may be a phone number or a score
            return None
        year = full_year(tail)
        if first == second or first > 12 or found[2] == ".":
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            return TimeExpression(start, found.end(), "DATE", f"{year:04d}-XX-XX", "time.numeric")
        return self._build(article, (start, found.end()), (year, month, day, day), "time.numeric")

    def read_iso(self, article: Article, start: int) -> TimeExpression | None:
        """A date or stamp of ISO 8601: "2025-04-12", "2025-04-12T17:20Z"."""
        found = _ISO.match(article.folded, start)
        if found is None:
            return None
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        if not _is_day(month, day):
            return None
        value = day_value(year, month, day)
        if found[5]:
            zone = "Z" if found[6] in {"z", "utc", "gmt"} else (found[6] or "")
            return TimeExpression(start, found.end(), "TIME", f"{value}T{found[5]}{zone}", "time.iso")
        return TimeExpression(start, found.end(), "DATE", value, "time.iso")

    def read_bare(self, article: Article, start: int) -> TimeExpression | None:
        """A day of a month that is understood: "today is the 15th"; not "the 18th district"."""
        found = _BARE.match(article.folded, start)
        if found is None or not 0 < int(found[1]) <= 31:
            return None
        if _BARE_CUE.search(article.folded, max(0, start - 24), start) is None:
            return None
        return TimeExpression(start, found.end(), "DATE", f"XXXX-XX-{int(found[1]):02d}", "time.day")

    def _read_named(self, article: Article, start: int) -> TimeExpression | None:
        """A day known by its numbers, or one of this year: "9/11", "trading on 8/23"."""
        found = _SLASHED.match(article.folded, start)
        value = self._named.get(found[0]) if found else None
        if found and value is None and word_before(article.folded, start)[0] == "on":
            # "trading on 8/23"
            month, day = map(int, found[0].split("/"))
            return self._build(article, found.span(), (None, month, day, day), "time.month-day")
        return (
            TimeExpression(start, start + len(found[0]), "DATE", value, "time.named-day") if found and value else None
        )

    def _is_name(self, article: Article, date: int, month: int, name: str) -> bool:
        """Whether "march" or "may" is a month: in capitals, or where the date stands behind "on" ("on may 19")."""
        return (
            name not in self._ambiguous or article.text[month].isupper() or word_before(article.folded, date)[0] == "on"
        )

    def _build(
        self, article: Article, span: tuple[int, int], numbers: tuple[int | None, int, int, int], rule: str
    ) -> TimeExpression | None:
        year, month, day, last = numbers
        if not _is_day(month, day) or not _is_day(month, last):
            return None
        value = day_value(year, month, day)
        if last != day:
            value = f"{value}/{day_value(year, month, last)}"
        start = span[0]
        if article.folded[start - 2 : start - 1] in self._weekday_ends:
            weekday, weekday_start = word_before(article.folded, start)
            if weekday.rstrip(".,") in self._weekdays:
                start = weekday_start
        return TimeExpression(start, span[1], "DATE", value, rule)


def _is_day(month: int, day: int) -> bool:
    return 0 < month <= 12 and 0 < day <= _DAYS_IN_MONTH[month - 1]
