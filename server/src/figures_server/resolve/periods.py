"""Periods told by their end, by a part or by an edge: "the three months to June", "the first nine months of 2023", "the end of 2020"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from figures_server.lexicon.times import alternation, load_times
from figures_server.model import Anchor, PartialDate
from figures_server.rates.periods import civil, iso, period_of

_WORDS: Final = {name: alternation(words) for name, words in load_times().periods.items()}
_MONTHS: Final = load_times().period_months
_COUNT: Final = rf"(?:(?P<count>\d\d?|{alternation(load_times().hours)})[\s-])?"
_LENGTH: Final = rf"{_COUNT}(?P<unit>{alternation(_MONTHS)}|week)s?"
# "in | the three months to | June"; not "put off by a year to | June", nor "from 3% last year to | June".
_ENDING: Final = re.compile(
    rf"(?:['’]s?|\b{_WORDS['opens']})\s(?!an?\s)(?:(?!\d)[\w-]+\s){{0,2}}?"
    rf"(?P<words>{_LENGTH}\s{_WORDS['ending']}\s(?:(?:on|in)\s)?(?:the\s)?(?:{_WORDS['end']}\sof\s)?(?:the\s)?)$"
)
_PART: Final = re.compile(
    rf"\b(?P<words>(?:(?P<first>{_WORDS['first']})|{_WORDS['last']})\s{_LENGTH}\sof\s(?:the\s)?)$"
)
_EDGE: Final = re.compile(rf"\b(?P<words>(?:the\s)?(?:(?P<first>{_WORDS['start']})|{_WORDS['end']})\sof\s(?:the\s)?)$")
# Fiscal years begin in different months.
_FISCAL: Final = re.compile(r"fiscal|financial|FY", re.IGNORECASE)
# The last words of all three.
_TAILS: Final = tuple(f" {word} " for word in ("of", "the", "on", "in", *load_times().periods["ending"]))
_REACH: Final = 60
_LEAST_YEAR: Final = 100


class Period(NamedTuple):
    """What the words before a time make of it, and where they begin; `units` of time lie in it."""

    start: int
    part: Literal["ending", "first", "last", "start", "end"]
    units: int = 0
    unit: str = ""


def period_before(folded: str, at: int) -> Period | None:
    """The period that ends in, or is a part of, the time that begins at `at`."""
    low = max(0, at - _REACH)
    if not folded.endswith(_TAILS, low, at):
        return None
    if found := _ENDING.search(folded, low, at):
        return Period(found.start("words"), "ending", _number(found["count"]), found["unit"])
    if not folded.endswith((" of ", " the "), low, at):
        return None
    if found := _PART.search(folded, low, at):
        return Period(
            found.start("words"), "first" if found["first"] else "last", _number(found["count"]), found["unit"]
        )
    if found := _EDGE.search(folded, low, at):
        return Period(found.start("words"), "start" if found["first"] else "end")
    return None


def dated(period: Period, time: Anchor) -> Anchor:
    """The days of the period; the time itself where it leaves them open: "the six months to 2023"."""
    first, last = time.start, time.end or time.start
    if first is None or last is None or (period.part != "ending" and _FISCAL.search(time.text)):
        return time
    if period.part in {"start", "end"}:
        day = civil(date.fromordinal(period_of(first).first if period.part == "start" else period_of(last).last))
        return time._replace(start=day, end=None, timex_value=iso(day))
    if period.part == "ending":
        begin = _before(last, period)
        return time._replace(start=begin, end=last, timex_value=f"{_length(period)}/{iso(last)}") if begin else time
    begin, end = (None, None) if time.end else _within(first, period)
    return time._replace(start=begin, end=end, timex_value=f"{iso(begin)}/{_length(period)}") if begin else time


def same_part(year: Anchor, period: Anchor) -> Anchor:
    """The part of another year that a period is of its own: "£5m in the first quarter, from £4m | a year earlier".

    Of a day that is the whole year: what was reported on a day tells of no day.
    """
    first, last = period.start, period.end
    if year.start is None or first is None or not first.month or (first.day and last is None):
        return year
    years = year.start.year - first.year
    start, end = _moved(first, years), _moved(last, years) if last is not None else None
    head, slash, tail = period.timex_value.partition("/")
    if slash:
        head = head if head.startswith("P") else iso(start)
        tail = tail if tail.startswith("P") else iso(end or start)
    else:
        head = f"{start.year:04d}{head[4:]}"
    return year._replace(start=start, end=end, timex_value=f"{head}{slash}{tail}")


def _moved(day: PartialDate, years: int) -> PartialDate:
    year = day.year + years
    return PartialDate(year, day.month, min(day.day, monthrange(year, day.month)[1]) if day.day else 0)


def _length(period: Period) -> str:
    """As ISO 8601 writes it: "P6M"."""
    return f"P{period.units}W" if period.unit == "week" else f"P{period.units * _MONTHS[period.unit]}M"


def _number(word: str | None) -> int:
    return 1 if word is None else load_times().hours.get(word) or int(word)


def _before(last: PartialDate, period: Period) -> PartialDate | None:
    """The first day, month or year of a period that ends with `last`; None where it has no length, or begins in antiquity."""
    if not period.units or last.year - period.units * _MONTHS["decade"] // 12 < _LEAST_YEAR:
        return None
    if period.unit == "week":
        if not last.day:
            return None
        return civil(date(*last) - timedelta(days=7 * period.units - 1))
    months = period.units * _MONTHS[period.unit]
    if not last.month:
        return PartialDate(last.year - months // 12 + 1) if months % 12 == 0 else None
    # The month before the period, or in which it begins.
    year, month = divmod(last.year * 12 + last.month - 1 - months, 12)
    if not last.day:
        year, month = divmod(year * 12 + month + 1, 12)
        return PartialDate(year, month + 1)
    final = monthrange(year, month + 1)[1]
    is_final = last.day == monthrange(last.year, last.month)[1]
    return civil(date(year, month + 1, final if is_final else min(last.day, final)) + timedelta(days=1))


def _within(whole: PartialDate, period: Period) -> tuple[PartialDate | None, PartialDate | None]:
    """The first or last months of a year."""
    months = period.units * _MONTHS.get(period.unit, 0)
    if whole.month or not 0 < months < 12:
        return None, None
    if period.part == "first":
        return PartialDate(whole.year, 1), PartialDate(whole.year, months)
    return PartialDate(whole.year, 12 + 1 - months), PartialDate(whole.year, 12)
