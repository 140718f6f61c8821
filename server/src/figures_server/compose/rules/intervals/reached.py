"""A step and the level it leads to, or two levels, which are no interval: "rose 2p to 40p", "up from 3% to 5%"."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import (
    change_step_before,
    change_verb_before,
    changed_by,
    turning_verb_before,
    verb_before_object,
)
from figures_server.compose.rules.intervals.ends import opened_by, opener_of
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages
from figures_server.lexicon.times import load_times
from figures_server.lexicon.words import load_changes, load_hedges
from figures_server.scan.tokens import ASIDES, WORD

# "Between 3.6 and 3.3 million years ago": the greater end may stand first.
NEAR: Final = Decimal("1.5")
# "Raise fees 10% to 20%" may be an interval; a level lies farther from its step.
FAR: Final = 4
_GOES: Final = frozenset(("go", "goes"))
_LINKS: Final = frozenset(("and", ",", "while"))
_MEASURED: Final = frozenset(("measurement", "temperature"))
_FROM_LEAST: Final = frozenset(("money", "percentage", "ordinal"))


def changes_level(line: Line, left: Amount, right: Amount) -> bool:
    """As in "rose from 2% to 5%" and "45 to 39 percent" are two figures, "from 20C to 25C" is one."""
    if opened_by(line, left, {"between"}) or is_ago(line, right) or _is_forecast(line, left, right):
        return False
    if not opened_by(line, left, {"from"}) and (_is_scaled_once(left, right) or _is_object(line, left, right)):
        return False
    if (left.bare == right.bare or (left.minor and right.bare)) and change_step_before(line, left.first) != "":
        # "firmed 40 kopecks to 92.15"
        # "lost a third to a half of its roof": no level is told in parts
        return left.num.form != "fraction" or right.num.form != "fraction" or line.words[right.last] != "of"
    if not left.bare and not right.bare and changed_by(line, left.first):
        # "cut its profit by $3.8m to $4.9m": a step and the level it leads to lie farther apart.
        return not left.least < right.least <= NEAR * left.least
    if left.kind == "percentage" and _steps_far(line, left, right):
        return True
    # "the index lost 48 to 5,402"
    if _steps_again(line, left) or (left.bare and right.rule == "scale.index-level"):
        return True
    if opened_by(line, left, {"from"}):
        return _is_moved(line, left, right)
    # "-5 to -10C" goes on to what is colder.
    return left.least > right.least and left.least >= 0


def _is_moved(line: Line, left: Amount, right: Amount) -> bool:
    """As in "raise the age to buy rifles | from 18 to 21", "from the current 4% to 5%"; not "ranging from 4% to 5%"."""
    hedges, before = load_hedges(), left.first - 1
    # The reach is counted from the word before "from".
    at = opener_of(line, left) - 1
    if line.words[at] in hedges.ranging:
        return False
    changed = change_verb_before(line, at) != "" or turning_verb_before(line, before)
    changed = changed or line.words[before] in hedges.in_force or _goes_on(line, left)
    # "its target from 140p to 80p", "lifts them from eighth to fifth": prices are offered, and ranks told, from the least
    kind = right.kind if left.bare else left.kind
    changed = changed or (kind in _FROM_LEAST and left.least > right.least)
    return changed or _names_step(line, right.last) or (line.words[at] in _GOES and _is_dated(line, right.last))


def _is_dated(line: Line, at: int) -> bool:
    """As in "the fare goes from £4 to £5 | in March", "| next week": what a day begins is a new level; prices go so far on any day."""
    lead, named = line.words[at], line.words[at + 1]
    if lead in {"next", "this"}:
        return named in load_numbers().periods
    return lead in {"in", "on", "from"} and (named in load_times().months or named in load_times().weekdays)


def _is_scaled_once(left: Amount, right: Amount) -> bool:
    """As in "lost five to six hundred trees", "rose by 5 to 6 million": no step is so small and leads so far."""
    if not left.bare or not right.bare or left.num.form == "fraction" or not left.num.scale == 1 < right.num.scale:
        return False
    return left.least < right.num.value / right.num.scale <= FAR * left.least


def _is_object(line: Line, left: Amount, right: Amount) -> bool:
    """As in "cut | 6,000 to 7,000 jobs", "lost | 20 to 30 seats": so many are lost; a level lies farther from its step."""
    counts = line.words[left.first - 1] in load_changes().counting and not left.minor
    return counts and left.least < right.least <= 2 * left.least


def _goes_on(line: Line, left: Amount) -> bool:
    """As in "fell from 0.4 to 0.2; in York | from 0.9 to 0.3": such levels stood before, and the verb is said once for all."""
    for start, end in pairwise(line.amounts):
        if end.first >= left.first:
            return False
        if (
            start.modifier != "range"
            and line.words[start.last : end.first] == ["to"]
            and opened_by(line, start, {"from"})
        ):
            return True
    return False


def _names_step(line: Line, at: int) -> bool:
    """As in "goes from $4 to $6 | , a rise of half", "(a 50 per cent increase)": what is said behind both ends."""
    words = line.words
    if words[at] not in ASIDES or words[at + 1] not in {"a", "an"}:
        return False
    return any(word in load_changes().nouns for word in words[at + 2 : at + PHRASE])


def _steps_again(line: Line, left: Amount) -> bool:
    """As in "rose 3 cents to $1.89 in Leeds and | 4 cents to $2.02 in Hull", "and silver | 4 cents": such a step and level stood before."""
    at = left.first - 1
    while (
        left.kind == "money"
        and left.first - at <= GROUP
        and line.tokens.kinds[at] == WORD
        and line.words[at] not in _LINKS
    ):
        at -= 1
    if line.words[at] not in _LINKS:
        return False
    earlier = line.before(left)
    if len(earlier) < 2:
        return False
    level, step = earlier[:2]
    # "pays $20m to 86,000 customers, or $225 to $450 each" has no step
    return step.kind == left.kind and step.bare == level.bare and line.words[step.last : level.first] == ["to"]


def _is_forecast(line: Line, left: Amount, right: Amount) -> bool:
    """As in "rose 9% to 11%", "could grow by 3% to 5%", "may rise by 20cm to 40cm": two steps; a step and the level it leads to lie farther apart."""
    if line.words[left.first - 1] == "from":
        return False
    by = line.words[left.first - 1] == "by"
    before = line.words[left.first - 2 - by]
    foretold = before in load_ages().modals or before == "to"
    if left.kind != "percentage" and not (by and foretold and left.kind in _MEASURED):
        return False
    return left.least < right.least <= (2 if foretold else NEAR) * left.least


def _steps_far(line: Line, left: Amount, right: Amount) -> bool:
    """As in "lifted its key rate 0.25% to 4.5%": a step and the level it leads to."""
    return right.least > FAR * left.least and verb_before_object(line, left.first - 1) != ""


def is_ago(line: Line, amount: Amount) -> bool:
    """As in "23 to 5.3 million years ago": the past is told from its far end."""
    return amount.kind == "duration" and line.words[amount.last] == "ago"
