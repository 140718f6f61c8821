"""Steps told by what stands behind them: "14 per cent higher", "12 more than before", "three notches lower", "cut £3m | from the budget"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import Change
from figures_server.lexicon.words import Way, load_changes, load_nouns
from figures_server.scan.tokens import DIGITS, WORD

_SUBJECT_REACH: Final = 6
EARLIER: Final = frozenset(("ago", "earlier", "before"))
_RESTATING: Final = ([",", "or"], ["("])
PLACED: Final = frozenset(("Length", "Duration"))
THINGS: Final = frozenset(("count", "duration", "measurement"))
SHARES: Final = frozenset(("percentage", "scale", "ratio", "multiple"))


def find_comparative(line: Line, amount: Amount) -> Change | None:
    """As in "14 per cent higher", "12 more than before"; "20 metres above the sea" says where something is, "40 days above 30C" when."""
    placed = amount.dimension in PLACED and line.words[amount.last] in {"above", "below"}
    if placed and load_changes().norms.isdisjoint(line.tokens.words[amount.last + 1 : amount.last + 4]):
        # "2 cm above average" is none of these.
        return None
    # "there are 12 more in store"
    counted = amount.kind == "count" or (amount.kind == "number" and line.words[amount.last] in {"more", "fewer"})
    way = _more_than(line, amount) if counted else _comparative(line, amount)
    return Change(way, "by", "change.comparative") if way else None


def _comparative(line: Line, amount: Amount) -> Way:
    """As in "14 per cent higher", "£2.1bn less than a year ago", "a $697m improvement"."""
    words, changes, at = line.tokens.words, load_changes(), amount.last
    at += amount.kind == "percentage" and words[at] in {"point", "points"}
    if words[at] in {",", "("}:
        at = _past_restated(line, at)
    word = words[at]
    if words[at + 1] in changes.band_ends:
        # "the 2 per cent lower limit"
        return ""
    way = changes.comparatives.get(word, "")
    if amount.kind == "duration" and word in changes.paces:
        # "0.2 seconds slower" is a longer time.
        return "down" if way == "up" else "up"
    if word in {"up", "down"} and (
        line.tokens.kinds[at + 1] == DIGITS or _goes_on(line, at + 1) or _from_level(line, amount, at)
    ):
        # "16,369.03 up 58.06 points": the word is of the next number.
        return ""
    if words[at + 1] == "than" and line.tokens.kinds[at + 2] == DIGITS and not _tells_when(line, amount, at + 2):
        # "in six months more than 63,000": the words bound the next number.
        return ""
    if not way and amount.kind == "percentage":
        return _named_step(line, at)
    if amount.kind == "duration" or (word not in changes.steps and amount.kind != "scale"):
        # "a three-day rise" lasts so long; "a 300-point loss" is a step of an index.
        return way
    return way or changes.nouns.get(word, "")


def _from_level(line: Line, amount: Amount, at: int) -> bool:
    """As in "£345m up | from £66m", "410 | down | from about 500": two levels, not a step."""
    after = amount.following
    return (
        line.words[at + 1] == "from" and after is not None and after.first <= at + GROUP and after.kind == amount.kind
    )


def _tells_when(line: Line, amount: Amount, at: int) -> bool:
    """As in "half a point more than | 12 months ago": what follows at token `at` is a time to compare with."""
    after = amount.following
    return after is not None and after.first == at and line.words[after.last] in EARLIER


def _goes_on(line: Line, at: int) -> bool:
    """As in "£9 a head up | to £500", "$300 up | front", "a $300 down | payment": the word before belongs to what follows."""
    words = line.words
    return words[at] == "to" or bool(
        load_changes().after_particle.intersection((words[at], f"{words[at]} {words[at + 1]}"))
    )


def _past_restated(line: Line, at: int) -> int:
    """As in "closed 12p, or 1.3%, | lower", "closed 12p (1.3%) | lower": past the same step in another unit."""
    words, opening = line.words, at + 1 + (line.words[at + 1] == "or")
    if words[at] == "," and opening == at + 1:
        return at
    closing = next((other.last for other in line.amounts if 0 <= other.first - opening <= 1), at)
    steps = words[closing + 1] in {"higher", "lower"} or words[closing + 2] in {"at", "on"}
    return closing + 1 if words[closing] in {",", ")"} and steps else at


def _more_than(line: Line, amount: Amount) -> Way:
    """As in "12 more than before", "40 fewer jobs"."""
    words, at = line.tokens.words, amount.last
    if amount.rule == "count.step":
        # "a 150,000 increase in jobs"
        return load_changes().nouns.get(words[at], "")
    end = amount.told_until
    if words[end] in {"higher", "lower"}:
        # "three notches lower", "stands 4,000 lower"; "the 435-seat lower house" is none
        ends = not line.has_content(end + 1)
        return load_changes().comparatives.get(words[end], "") if ends else ""
    if words[at] in {"up", "down"} and words[at + 1] in {"on", "from"}:
        # "deaths were 14 down on last year"
        return "" if _from_level(line, amount, at) else load_changes().comparatives[words[at]]
    # "There are 40 fewer jobs" compares by itself, "40 more jobs" may only add.
    compared = words[at] == "fewer" or (words[at] in {"more", "less"} and "than" in words[at + 1 : at + 4])
    return load_changes().comparatives.get(words[at], "") if compared else ""


def _named_step(line: Line, at: int) -> Way:
    """As in a 5% "annual increase", "pay cut", "year-on-year drop": the noun of change that ends the phrase."""
    words, kinds, changes, nouns, first = line.tokens.words, line.tokens.kinds, load_changes(), load_nouns(), at
    while at < first + PHRASE:
        word, tied = words[at], _is_tied(line, at)
        if not tied and (kinds[at] != WORD or (word in nouns.stops and word not in nouns.verbs)):
            return ""
        way = changes.nouns.get(word, "") or changes.nouns.get(word.removesuffix("s"), "")
        if way and words[at - 1] == "negative":
            way = "down"
        if way:
            # "20% cut their hours": with an object behind it, it is a verb; "a 20% cut this year" has none.
            acts = word in changes.verbs_alone and words[at + 1] in nouns.articles and words[at + 1] not in changes.when
            return "" if acts else way
        at += 1
    return ""


def _is_tied(line: Line, at: int) -> bool:
    """As in "year-on-year": not the words beside a dash that stands alone."""
    return any(line.tokens.tied(index) for index in (at - 1, at, at + 1))


def sizes_change(line: Line, amount: Amount, verb: str, way: Way) -> bool:
    """Whether what was lost or added is a step all the same: "lost 3 cents to $2.14", "cut $3bn from the budget".

    "Lost ninety per cent of the crop", "lost half its fleet" are shares, no steps; of a value they are both.
    """
    if amount.kind in SHARES:
        return _is_step_of_share(line, amount)
    if amount.kind == "temperature" or amount.minor:
        # "dropped 12 degrees"; shares "gained 12 cents", by so much each
        return True
    if amount.kind == "money" and (
        (verb not in load_changes().beaten and _is_of_sum(line, amount.last, way))
        or (amount.num.scale <= 1000 and _is_of_price(line, amount))
    ):
        return True
    return _is_so_deep(line, amount, verb) or _goes_to_level(line, amount)


def _is_step_of_share(line: Line, amount: Amount) -> bool:
    """As in "lost 3%", "lost half of its value"; "lost ninety per cent of the crop", "lost half its fleet" are parts."""
    words, at = line.tokens.words, amount.last
    share = words[at] == "of" or (amount.kind == "ratio" and words[at] in load_nouns().articles)
    return not share or not load_changes().worth.isdisjoint(words[at + 1 : at + PHRASE])


def _is_so_deep(line: Line, amount: Amount, verb: str) -> bool:
    """As in "the lake has dropped 30cm", "added a further 30 tonnes"; "dropped 30cm of snow" is none."""
    if line.words[amount.last] == "of":
        return False
    further = amount.kind == "measurement" and line.words[amount.first - 1] in {"further", "another"}
    return further or (amount.dimension == "Length" and verb in load_changes().dropping)


def _goes_to_level(line: Line, amount: Amount) -> bool:
    """As in "gained 20 | to about 340", "dropped 9 points | to 31"; "lost 20 | to injury" is no level."""
    pointed, after = amount.kind == "count" and amount.factors[0].name == "point", amount.following
    at = amount.told_until if pointed else amount.last
    if after is not None and after.kind == "percentage" and line.words[at : after.first] in _RESTATING:
        # as in "lost R14, or 2%, | to R662"
        at = after.last + 1
    following = line.words[at + 1]
    return line.words[at] == "to" and (
        line.tokens.kinds[at + 1] != WORD or following in {"about", "just", "minus", "r", "rs"}
    )


def _is_of_sum(line: Line, at: int, way: Way) -> bool:
    """As in "cut £12bn | from public spending", "add $3,000 | to the price": a sum grows or shrinks by so much."""
    words = line.tokens.words
    if way == "down":
        return words[at] in {"from", "off"}
    return words[at] == "to" and not load_changes().budgets.isdisjoint(words[at + 1 : at + PHRASE])


def _is_of_price(line: Line, amount: Amount) -> bool:
    """As in "gold | has lost $40 in a week", "fell £2 to £31 and has lost £4": what is traded has no other sum to lose."""
    before = line.tokens.words[max(0, amount.first - _SUBJECT_REACH) : amount.first]
    steps = (other for other in line.amounts if other.last <= amount.first)
    return not load_changes().traded.isdisjoint(before) or any(s.kind == "money" and s.role == "by" for s in steps)


def ends_no_step(line: Line, amount: Amount) -> bool:
    """As in "fell 30 votes | short", "sank £3m | into it"; "rose five | straight quarters", "fell two months | in a row" say how often."""
    words, runs, gaps = line.words, load_changes().runs, load_changes().gaps
    if amount.kind == "money" and words[amount.last] == "into":
        return True
    for at in (amount.last, amount.noun.last if amount.noun is not None else amount.last):
        run = words[at] in runs or (words[at] == "in" and not runs.isdisjoint(words[at + 1 : at + 3]))
        if words[at] in gaps or (run and amount.kind in THINGS):
            return True
    return False
