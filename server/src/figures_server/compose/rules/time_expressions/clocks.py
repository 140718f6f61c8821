"""Times of day: "17:20", "5pm", "10.45pm", "9 to 11 a.m.", "1600 GMT", "0900 hours", "3 o'clock"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.compose.rules.time_expressions.timex import TimeExpression, word_before
from figures_server.lexicon.times import TimeWords, alternation
from figures_server.text.article import Article

_HOUR: Final = r"([01]?\d|2[0-4])"
_MERIDIEM: Final = r"([ap])(?:\.\s?m\.?|m)(?![a-z])"
_RANGE_NEXT: Final = frozenset(" -–—")
# "6-30 p.m.", as papers once wrote it; "6-10 p.m." is from six to ten.
_HYPHENED: Final = r"-(?=(?:1[3-9]|[2-5]\d)\s{0,2}[ap](?:\.\s?)?m)"


class ClockReader:
    """Reads a time of day at a run of one to four digits."""

    __slots__ = (
        "_before_hours",
        "_clock",
        "_day_part",
        "_hours",
        "_hours_range",
        "_of_time",
        "_range",
        "_run_time_cues",
        "_utc",
    )

    def __init__(self, words: TimeWords) -> None:
        zone = rf"(?:\s?(\({alternation(words.zones)}\)|{alternation(words.zones)}\b))"
        self._utc = words.utc_zones
        self._run_time_cues = words.run_time_cues
        self._before_hours = words.before_hours
        self._of_time = words.of_time
        self._range = re.compile(
            rf"{_HOUR}(?:[:.]([0-5]\d))?(?:\s?[-–—]\s?|\s(?:to|and|or)\s){_HOUR}(?:[:.]([0-5]\d))?"
            rf"(?:\s?{_MERIDIEM}{zone}?|\s?o\s?['’`]?\s?clock\b)"
        )
        self._clock = re.compile(
            rf"{_HOUR}(?:([:.]|{_HYPHENED})([0-5]\d)(?::([0-5]\d))?(?![\d%]|[:,]\d))?"
            rf"(?:\s{{0,2}}(?:{_MERIDIEM}|(o\s?['’`]?\s?clock)\b))?{zone}?(?:\s?(hours|hrs)\b)?"
        )
        self._day_part = re.compile(
            rf"{_HOUR}\s(?:(?:this|tomorrow|yesterday)\s(?:(?P<morning>morning)|afternoon|evening)|tonight)\b"
        )
        self._hours_range = re.compile(
            rf"([01]\d|2[0-4])([0-5]\d)(?:\s?[-–]\s?|\s(?:to|until|and)\s)([01]\d|2[0-4])([0-5]\d)({zone})"
        )
        self._hours = re.compile(rf"([01]\d|2[0-4])([0-5]\d)(?:{zone}|\s?(?:hours|hrs|hr|h)\b)")

    def read(self, article: Article, start: int) -> TimeExpression | None:
        """A clock time with its half of the day and zone: "9:01 p.m. EDT"; not "2-1", not "won in 2:05"."""
        found = self._clock.match(article.folded, start)
        if found is None:
            return None
        hour, separator, minute, second, half, oclock, zone, _ = found.groups()
        if not (half or oclock):
            if article.text[found.end() : found.end() + 1] in _RANGE_NEXT and (
                shared := self._read_range(article, start)
            ):
                return shared
            if not self._stands_alone(article, start, found):
                return self._read_day_part(article, start)
        value = _clock_value(int(hour), minute, half, second if separator == ":" else None)
        if zone and zone.strip("()") in self._utc:
            value += "Z"
        return TimeExpression(start, found.end(), "TIME", value, "time.clock")

    def _read_day_part(self, article: Article, start: int) -> TimeExpression | None:
        """As in "met at 4 this afternoon": the hour alone, which the part of the day makes one."""
        found = self._day_part.match(article.folded, start)
        if found is None or not 0 < int(found[1]) <= 12:
            return None
        if word_before(article.folded, start)[0] not in self._before_hours:
            return None
        value = _clock_value(int(found[1]), None, "a" if found["morning"] else "p", None)
        return TimeExpression(start, found.end(1), "TIME", value, "time.day-part")

    def read_hours(self, article: Article, start: int) -> TimeExpression | None:
        """Four digits with a zone or "hours": "1600 GMT"; not "1600 GBP"."""
        found = self._hours.match(article.folded, start)
        if found is None:
            return self._read_hours_range(article, start)
        value = f"T{found[1]}:{found[2]}" + ("Z" if found[3] and found[3].strip("()") in self._utc else "")
        return TimeExpression(start, found.end(), "TIME", value, "time.hours")

    def _read_hours_range(self, article: Article, start: int) -> TimeExpression | None:
        """As in "1130 to 1215 GMT": the zone of the last holds for both."""
        found = self._hours_range.match(article.folded, start)
        if found is None:
            return None
        zone = "Z" if found[5].strip("() ") in self._utc else ""
        value = f"T{found[1]}:{found[2]}{zone}/T{found[3]}:{found[4]}{zone}"
        return TimeExpression(start, found.end(), "TIME", value, "time.hours-range")

    def _stands_alone(self, article: Article, start: int, found: re.Match[str]) -> bool:
        hour, separator, minute, second, _, _, zone, military = found.groups()
        if minute is None:
            return False
        before = word_before(article.folded, start)[0]
        if military and separator == "." and before not in self._before_hours | self._of_time | {"to"}:
            # "lasted 1.25 hours"; "open from 10.15 to 14.25 hours"
            return hour[0] == "0"
        if zone or military:
            return True
        if separator == ".":
            # "until 8.30"
            return before in self._of_time
        if second and before not in {"at", "by", "around", "from"}:
            return False
        return before not in self._run_time_cues

    def _read_range(self, article: Article, start: int) -> TimeExpression | None:
        found = self._range.match(article.folded, start)
        if found is None:
            return None
        first = int(found[1])
        # "9 to 11am" shares its half; "11 to 2pm" passes noon.
        half = found[5] if first % 12 <= int(found[3]) % 12 else "a"
        value = f"{_clock_value(first, found[2], half, None)}/{_clock_value(int(found[3]), found[4], found[5], None)}"
        return TimeExpression(start, found.end(), "TIME", value, "time.clock-range")


def _clock_value(hour: int, minute: str | None, half: str | None, second: str | None) -> str:
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{minute or '00'}" + (f":{second}" if second else "")
