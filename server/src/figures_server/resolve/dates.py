"""Which day a time expression means, counted from the day of publication.

The rules, with their reasons, are in docs/dates.md. What cannot be told stays None: a conversion at a wrong day is
worse than one at the day of publication.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Final

from figures_server.compose.rules.time_expressions.timex import TimeExpression
from figures_server.model import NO_ANCHOR, Anchor, PartialDate, Span
from figures_server.rates.periods import civil, iso
from figures_server.text.article import Article

_HEAD: Final = 600
_LONGEST_STAMP_LINE: Final = 160
# News looks back: a day without a year lies up to nine months behind the anchor, else ahead of it.
_LOOK_BACK_DAYS: Final = 274
_QUARTER_LOOK_BACK_MONTHS: Final = 6
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_YEAR: Final = re.compile(r"(?:FY)?(\d{4})")
_DECADE: Final = re.compile(r"(\d{3})X")
_CENTURY: Final = re.compile(r"\d\d")
_PART: Final = re.compile(r"(\d{4})-([QH])(\d)")
_SEASON: Final = re.compile(r"(\d{4})-(SP|SU|FA)")
_OPEN_DAY: Final = re.compile(r"XXXX-(\d\d)-(\d\d)(?:T.*)?")
_OPEN_MONTH: Final = re.compile(r"XXXX-(\d\d)")
_OPEN_DAY_OF_MONTH: Final = re.compile(r"XXXX-XX-(\d\d)")
_OPEN_PART: Final = re.compile(r"XXXX-([QH])(\d)")
_WEEKDAY: Final = re.compile(r"XXXX-WXX-(\d)")
_STAMP_CUE: Final = re.compile(
    r"\b(?:published|updated|posted|modified|created|first|last|date|dated|on|at|by|and|the)\b|[^\w]+"
)
_BYLINE_CUE: Final = re.compile(r"\b(?:published|updated|posted|last modified|filed|issued)\b|[|·•]|^\s*by\s")
_WIRE_BEFORE: Final = re.compile(
    r"(?:[A-Z][\w.’'/ -]{1,40},\s)?(?:[A-Z][\w.’' -]{1,30},\s)?(?:\([A-Z][\w /.]{1,20}\)\s?[-–—]{0,2}\s?)?"
)
_WIRE_AFTER: Final = re.compile(r"\s?(?:\([A-Z][\w /.]{1,20}\))?\s?(?:[-–—]|:)")


def publication_anchor(article: Article, times: list[TimeExpression], publish_time: datetime | date | None) -> Anchor:
    """The day of publication: the caller's, else a stamp's of the text ("17:20, Sat, Apr 12, 2025"), else none.

    A stamp stands apart from running text; "He died on April 12, 2025" and "©2025" are none.
    """
    if publish_time is not None:
        day = publish_time.date() if isinstance(publish_time, datetime) else publish_time
        return Anchor(civil(day), None, "request", timex_value=day.isoformat())
    for time in times:
        found = _DAY.fullmatch(time.value)
        if found and _is_stamp(article, time, times) and _real_day(int(found[1]), int(found[2]), int(found[3])):
            day_read = PartialDate(int(found[1]), int(found[2]), int(found[3]))
            text = article.text[time.start : time.end]
            return Anchor(day_read, None, "dateline", text, Span(time.start, time.end), time.value)
    return NO_ANCHOR


def resolve_time(expression: TimeExpression, anchor: Anchor, text: str = "") -> Anchor | None:
    """The day or period meant: "December 2024", or "last month" of an anchor; None where it cannot be told.

    `text` is the article's, for the words of the answer.
    """
    bounds = _bounds(expression, anchor)
    if bounds is None:
        return None
    start, end = bounds
    words = text[expression.start : expression.end]
    span = Span(expression.start, expression.end)
    return Anchor(start, end, "mention", words, span, _timex(expression.value, start, end))


Bounds = tuple[PartialDate, PartialDate | None]


def _bounds(expression: TimeExpression, anchor: Anchor) -> Bounds | None:
    value = expression.value
    if "/" in value:
        first, last = (_bounds(expression._replace(value=part), anchor) for part in value.split("/", 1))
        return (first[0], last[1] or last[0]) if first and last else None
    stated = _stated(value)
    if stated is not None:
        return stated
    day = _anchor_day(anchor)
    return _counted_from(expression, day) if day else None


def _stated(value: str) -> Bounds | None:
    """What needs no anchor."""
    if value.startswith("X"):
        return None
    if found := _DAY.fullmatch(value):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        return (PartialDate(year, month, day), None) if _real_day(year, month, day) else None
    if (found := _YEAR.fullmatch(value)) and int(found[1]):
        return PartialDate(int(found[1])), None
    if found := _MONTH.fullmatch(value):
        return PartialDate(int(found[1]), int(found[2])), None
    return _stated_period(value)


def _stated_period(value: str) -> Bounds | None:
    if found := _DECADE.fullmatch(value):
        return PartialDate(int(found[1]) * 10), PartialDate(int(found[1]) * 10 + 9)
    if _CENTURY.fullmatch(value):
        return PartialDate(int(value) * 100 or 1), PartialDate(int(value) * 100 + 99)
    if found := _PART.fullmatch(value):
        return _part(int(found[1]), found[2], int(found[3]))
    # Winter spans two years, and the south has its summer at the turn of the year: only the year is certain.
    found = _SEASON.fullmatch(value)
    return (PartialDate(int(found[1])), None) if found else None


def _counted_from(expression: TimeExpression, day: date) -> Bounds | None:
    value, shift = expression.value, expression.shift
    if found := _OPEN_DAY.fullmatch(value):
        return _nearest_day(int(found[1]), int(found[2]), day)
    if found := _WEEKDAY.fullmatch(value):
        return _whole(_weekday(int(found[1]), shift, day))
    if found := _OPEN_MONTH.fullmatch(value):
        return _month_alone(int(found[1]), expression, day)
    if found := _OPEN_PART.fullmatch(value):
        return _open_part(found[1], int(found[2]), shift, day)
    if found := _OPEN_DAY_OF_MONTH.fullmatch(value):
        return _day_of_month(int(found[1]), day)
    return _shifted(expression, day) if shift is not None else None


def _shifted(expression: TimeExpression, day: date) -> Bounds | None:
    """Words that count from the day of writing: "last month", "earlier this week", "yesterday"."""
    shift = expression.shift or 0
    match expression.value:
        case "XXXX-XX-XX":
            return _whole(day + timedelta(days=shift))
        case "XXXX-WXX":
            monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
            # "earlier this week" ends with the day of writing.
            last = day if expression.mod == "START" and not shift else monday + timedelta(days=6)
            return civil(monday), civil(last)
        case "XXXX-WXX-WE":
            saturday = (
                day - timedelta(days=(day.weekday() - 5) % 7)
                if shift < 0
                else day + timedelta(days=(5 - day.weekday()) % 7)
            )
            return civil(saturday), civil(saturday + timedelta(days=1))
        case "XXXX-XX":
            months = day.year * 12 + day.month - 1 + shift
            return PartialDate(months // 12, months % 12 + 1), None
        case "XXXX-QX":
            quarters = day.year * 4 + (day.month - 1) // 3 + shift
            return _part(quarters // 4, "Q", quarters % 4 + 1)
        case "XXXX":
            return (PartialDate(day.year + shift), None) if day.year + shift > 0 else None
    return None


def _nearest_day(month: int, number: int, day: date) -> Bounds | None:
    """The year that puts it at most nine months back, else at most three ahead."""
    for year in (day.year + 1, day.year, day.year - 1):
        if not _real_day(year, month, number):
            continue
        meant = date(year, month, number)
        if timedelta(0) <= day - meant <= timedelta(days=_LOOK_BACK_DAYS):
            return _whole(meant)
        if timedelta(0) < meant - day < timedelta(days=366 - _LOOK_BACK_DAYS):
            return _whole(meant)
    return None


def _month_alone(month: int, expression: TimeExpression, day: date) -> Bounds:
    if expression.rule == "time.month-of-year":
        return PartialDate(day.year + (expression.shift or 0), month), None
    if expression.shift == -1:
        return PartialDate(day.year - (month >= day.month), month), None
    if expression.shift == 0:
        return PartialDate(day.year, month), None
    if expression.shift == 1:
        return PartialDate(day.year + (month <= day.month), month), None
    back = (day.month - month) % 12
    if back * 30 > _LOOK_BACK_DAYS:
        return PartialDate(day.year + (month < day.month), month), None
    return PartialDate(day.year - (month > day.month), month), None


def _open_part(letter: str, number: int, shift: int | None, day: date) -> Bounds | None:
    if shift is not None:
        return _part(day.year + shift, letter, number)
    # "the second half" alone is as often that of a match.
    if letter == "H":
        return None
    here = day.year * 4 + (day.month - 1) // 3
    back = (here - number + 1) % 4
    if back * 3 > _QUARTER_LOOK_BACK_MONTHS:
        return None
    quarters = here - back
    return _part(quarters // 4, "Q", quarters % 4 + 1)


def _weekday(number: int, shift: int | None, day: date) -> date:
    """A weekday is the last one up to the day of writing; "last" one before it, "next" one after it."""
    back = (day.isoweekday() - number) % 7
    if shift == 1:
        return day + timedelta(days=7 - back if back else 7)
    if shift == 0:
        return day + timedelta(days=number - day.isoweekday())
    return day - timedelta(days=back if back or shift is None else 7)


def _day_of_month(number: int, day: date) -> Bounds | None:
    """Counts "the 15th" to the month whose 15th lies nearest, the past one where they tie."""
    days = [
        date(months // 12, months % 12 + 1, number)
        for months in (day.year * 12 + day.month - 2, day.year * 12 + day.month - 1, day.year * 12 + day.month)
        if _real_day(months // 12, months % 12 + 1, number)
    ]
    return _whole(min(days, key=lambda meant: abs(meant - day))) if days else None


def _part(year: int, letter: str, number: int) -> Bounds:
    months = 3 if letter == "Q" else 6
    return PartialDate(year, (number - 1) * months + 1), PartialDate(year, number * months)


def _whole(day: date) -> Bounds:
    return civil(day), None


def _anchor_day(anchor: Anchor) -> date | None:
    start = anchor.start
    # A century from the calendar's beginning and two years from its end no sum below can leave it.
    usable = start and start.month and start.day and 100 < start.year < 9998
    return date(start.year, start.month, start.day) if start and usable else None


def _real_day(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _timex(value: str, start: PartialDate, end: PartialDate | None) -> str:
    """The value with what was open filled in."""
    if not value.startswith("X"):
        return value
    if _OPEN_PART.fullmatch(value):
        return f"{start.year:04d}{value[4:]}"
    if value == "XXXX-QX":
        return f"{start.year:04d}-Q{(start.month + 2) // 3}"
    return iso(start, end)


def _is_stamp(article: Article, time: TimeExpression, times: list[TimeExpression]) -> bool:
    """Whether a full date stands apart: on a line of stamps, in a byline, or as a news agency's opening."""
    text = article.text
    low = text.rfind("\n", max(0, time.start - _LONGEST_STAMP_LINE), time.start) + 1
    if not low and time.start > _LONGEST_STAMP_LINE:
        return False
    if time.start < _HEAD and _WIRE_BEFORE.fullmatch(text, low, time.start) and _WIRE_AFTER.match(text, time.end):
        return True
    high = text.find("\n", time.end, low + _LONGEST_STAMP_LINE)
    if high < 0:
        if len(text) > low + _LONGEST_STAMP_LINE:
            return False
        high = len(text)
    line = article.folded[low:high]
    first = bisect_left(times, low, key=itemgetter(0))
    last = bisect_left(times, high, key=itemgetter(0))
    rest = "".join(_without(line, low, times[first:last]))
    alone = not _STAMP_CUE.sub("", rest)
    cued = _BYLINE_CUE.search(rest) is not None
    if time.start >= _HEAD:
        return alone and (cued or "T" in time.value)
    return alone or (cued and not line.rstrip().endswith((".", "!", "?")))


def _without(line: str, low: int, times: list[TimeExpression]) -> list[str]:
    pieces: list[str] = []
    at = 0
    for time in times:
        pieces.append(line[at : time.start - low])
        at = max(at, time.end - low)
    return [*pieces, line[at:]]
