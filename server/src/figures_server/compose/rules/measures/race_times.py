"""How long a race took: "won in 3:54", "a best of 2:04.45", "ran 2:05:12", "a 2:05 marathon"."""

from __future__ import annotations

import re
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.model import Number, UnitFactor
from figures_server.scan.tokens import DIGITS

RUN: Final = "duration.run"
_COLON: Final = frozenset(":")
_SECONDS: Final = re.compile(r"[0-5]\d(?:\.\d+)?")
# Nobody sprints faster.
_FASTEST: Final = 5
_HUNDREDTHS: Final = -2
_RACES: Final = frozenset(
    ("0 metres", "sprint", "hurdles", "relay", "freestyle", "backstroke", "breaststroke", "athletics")
)
# Hours that a marathon may take; as minutes they would be of some shorter course.
_LONGEST_MARATHON: Final = 7
_MARATHON: Final = frozenset(("marathon",))
_RUNNING: Final = frozenset(("in", "ran", "run", "clocked", "clocking"))
_TIMED: Final = frozenset(("time", "times", "best", "record"))
_COURSES: Final = frozenset(("marathon", "half-marathon", "mile", "miler"))
_SHORT_COURSES: Final = frozenset(("mile", "metres", "meters", "m", "lap", "laps"))


def is_run(line: Line, first: int) -> bool:
    """As in "won in 3:54", "ran 2:05:12", "a time of 2:05", "a 2:05 marathon": no time of day; "50:50" and "70:30" are splits."""
    tokens, words = line.tokens, line.words
    while tokens.tied(first - 1, _COLON) and tokens.kinds[first - 2] == DIGITS:
        first -= 2
    hour = words[first]
    if not tokens.tied(first + 1, _COLON) or not hour.isdecimal() or hour == words[first + 2]:
        return False
    if hour[0] == "0" or int(hour) >= 60:
        return False
    before = words[first - 1]
    timed = before == "of" and words[first - 2] in _TIMED
    return before in _RUNNING or timed or (before == "a" and words[first + 3] in _COURSES)


def attach_seconds(line: Line, amount: Amount) -> bool:
    """As in "won the title in 46.46", "a time of 6.45", in an article about races: seconds, to the hundredth."""
    words, at, value = line.words, amount.first - 1, amount.num.value
    if words[at] not in _RUNNING and not (words[at] == "of" and words[at - 1] in _TIMED):
        return False
    told = amount.num.form == "digits" and value.as_tuple().exponent == _HUNDREDTHS and _FASTEST < value < 60
    if not told or not line.tokens.article.mentions(_RACES):
        return False
    amount.kind, amount.rule, amount.dimension = "duration", RUN, "Duration"
    amount.factors = (UnitFactor("unit", "second"),)
    return True


def join_run(line: Line, left: Amount, right: Amount) -> bool:
    """Whether the two are the minutes and seconds of a race, or its hours and minutes before the seconds, and are now one."""
    surface = line.words[right.first]
    if not right.bare or not line.tokens.glued(right.first) or _SECONDS.fullmatch(surface) is None:
        return False
    if left.low is not None and left.rule == RUN:
        # The 2:05 of "2:05:12", so far of minutes.
        left.low = left.high = Number(left.low.decimal + right.num.value / 3600, None)
        unit = "hour"
    elif left.bare and ("." in surface or is_run(line, left.first)):
        left.low = left.high = Number(left.num.value + right.num.value / 60, None)
        unit = "hour" if "." not in surface and _is_marathon(line, left) else "minute"
    else:
        return False
    left.last = right.last
    left.kind, left.rule, left.dimension = "duration", RUN, "Duration"
    left.factors = (UnitFactor("unit", unit),)
    return True


def _is_marathon(line: Line, amount: Amount) -> bool:
    """As in "won the London Marathon in 2:05": hours and minutes."""
    if amount.num.value > _LONGEST_MARATHON or not line.tokens.article.mentions(_MARATHON):
        return False
    return line.words[amount.last + 2] in _COURSES - _SHORT_COURSES or not line.mentions(_SHORT_COURSES)
