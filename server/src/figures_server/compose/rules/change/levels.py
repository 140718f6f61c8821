"""The ends of a change: the level it began at, and the one it led to."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount, Role
from figures_server.compose.line import Line
from figures_server.compose.reaches import CLAUSE, GROUP
from figures_server.compose.rules.change.change_verbs import Change, change_verb_before
from figures_server.compose.rules.change.comparatives import THINGS
from figures_server.lexicon.words import Way, load_changes

# A step may stand between the verb and the level: "cut the rate of duty by twenty-five basis points | to 6%".
_LEVEL_REACH: Final = 12
# The end of a change that stands before the other.
OPPOSITE: Final[dict[str, Role]] = {"from": "to", "to": "from"}
_EMPTY: Final[tuple[list[str], ...]] = ([], ["down"], ["up"])


def find_end(line: Line, amount: Amount, at: int) -> Change | None:
    """As in "rose | to 3%", "up | from 3%", "fell 12p (3%) | to 340p"."""
    word, before = line.words[at], amount.previous
    if word == "to" and line.words[at - 1] == ",":
        before = _past_aside(line, amount)
    role: Role = "to" if word == "to" else "from"
    if before is not None and before.role == OPPOSITE[word] and (end := _other_end(line, amount, before, role)):
        return end
    if (word == "from" and "range.to" in amount.refinements) or _reaches_no_level(line, amount, at):
        return None
    way = change_verb_before(line, at - 1, _LEVEL_REACH) or (_way_between(line, amount) if word == "from" else "")
    if word == "to" and way and _is_held(line, at):
        return Change(way, "by", "change.held")
    if word == "from" and way and before is not None and _leads_there(before, amount, at):
        way = before.direction = "down" if before.least < amount.least else "up"
        before.role = "to"
    return Change(way, role, "change." + role) if way else None


def _past_aside(line: Line, amount: Amount) -> Amount | None:
    """As in "fell from 11% in May, | a 40-year high, | to 2%": the last amount of its kind."""
    return next((other for other in line.before(amount) if other.kind == amount.kind), None)


def _way_between(line: Line, amount: Amount) -> Way:
    """As in "went | from $300bn | to $3.3tn", "has gone | from 400 pupils | to 1,100": the verb tells no way, the levels do.

    So do shares of which the greater stands first: "lower the rate for firms that pass profits on | from 39.6 | to 15 per cent".
    """
    words, after = line.words, amount.following
    if after is None or after.kind != amount.kind or not amount.low or not after.low:
        return ""
    verb, gap = words[amount.first - 2], words[amount.told_until : after.first]
    turned = verb in load_changes().turning or verb in load_changes().going
    falls = amount.kind == "percentage" and amount.low.decimal > after.low.decimal and len(gap) == 1
    if not (turned or falls) or gap[-1:] != ["to"] or (gap[1:] and not _is_when(gap[:-1])):
        return ""
    alike = [one.name for one in amount.factors] == [one.name for one in after.factors]
    if not alike or amount.low.decimal == after.low.decimal:
        return ""
    return "up" if amount.low.decimal < after.low.decimal else "down"


def _leads_there(before: Amount, amount: Amount, at: int) -> bool:
    """As in "cut to 4% from 4.4% this year and | 2.1% | from 2.8% next": the level that stands right before the one it came from."""
    if before.told_until != at or before.role or before.kind != amount.kind or before.modifier == "range":
        return False
    return before.kind != "count" and [one.name for one in before.factors] == [one.name for one in amount.factors]


def _is_held(line: Line, to: int) -> bool:
    """As in "keep the rise in fares | to 3%", "limit warming | to 1.5C": so large may the change be, and no level is reached."""
    changes, words = load_changes(), line.words
    for at in range(to - 1, max(-1, to - CLAUSE), -1):
        if words[at] in changes.held or words[at] in changes.nouns:
            before = words[max(0, at - GROUP) : at]
            return not changes.holding.isdisjoint(before) and "," not in before
    return False


def _other_end(line: Line, amount: Amount, before: Amount, role: Role) -> Change | None:
    """As in "climbed to $2.1bn in Ohio, | from $1.94bn a year earlier", "brings the rate to 7.7% | from 7.9%".

    Where both are known they tell the way: no verb does so better.
    """
    gap = line.words[before.told_until : amount.first - 1]
    apart = gap not in _EMPTY and gap[-1] != "," and not _is_when(gap)
    if amount.modifier == "range" or (role == "to" and apart):
        return None
    if role == "from" and line.words[amount.last] == "to":
        # "rose from 3% to 5% in York and | from 2% | to 3% in Leeds": it has an end of its own
        return None
    way = before.direction
    start, end = (before, amount) if role == "to" else (amount, before)
    alike = [one.name for one in start.factors] == [one.name for one in end.factors] and "to" not in gap
    if alike and start.low and end.low:
        way = "up" if start.low.decimal < end.low.decimal else "down"
        before.direction = way
    return Change(way, role, "change." + role)


def _is_when(gap: list[str]) -> bool:
    """As in "fell from 5% | in May | to 3%": when or where the first level was."""
    return len(gap) <= GROUP and gap[0] in load_changes().circumstances


def _reaches_no_level(line: Line, amount: Amount, to: int) -> bool:
    """As in "amounted to 40%", "adds up to 40%", "boils down to 3 options", and "cutting power to 30,000 homes": those who lose it, not the level it fell to."""
    changes, before = load_changes(), line.words[to - 1]
    if line.words[amount.first] == "one" and line.words[amount.last] == "of":
        # "fell from one of the towers"
        return True
    if before in {"up", "down"} and line.words[to - 2] in changes.summing:
        return True
    return before in changes.before_no_level or (amount.kind in THINGS and before in changes.supplied)
