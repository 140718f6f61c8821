"""Shares and points whose unit an earlier number says: "fell six points to 28", "18 per cent, up one", "the Tories on 25"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.reaches import CLAUSE, GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import change_verb_before, past_adverbs, verb_ending
from figures_server.compose.rules.counting.bare_phrases import stands_alone
from figures_server.compose.rules.counting.ellipses import is_gapped
from figures_server.compose.rules.counting.reached_levels import is_level
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.lexicon.shapes import load_counts, load_ratios, load_scales
from figures_server.lexicon.words import load_changes
from figures_server.model import UnitFactor

_OPENING: Final = frozenset((",", ";", "and", "while", "but"))
_CLAUSES: Final = frozenset((",", ";", "and", "but", "with", "while"))
_STEPPED: Final = frozenset(("temperature", "measurement"))
_UP: Final = tuple([opening, way] for opening in (",", "(") for way in ("up", "down"))
_POINTS: Final = {
    "percentage_point": "percent",
    "basis_point": "basis_point",
    "index_point": "index_point",
    "point": "point",
}


def unit_of(line: Line, before: Amount, amount: Amount) -> str:
    """The unit that a share, or points, right before give to a bare number; none where they give none."""
    return (
        unit_of_level(line, before, amount)
        or unit_of_rivals(line, before, amount)
        or _unit_of_step(line, before, amount)
    )


def unit_of_level(line: Line, before: Amount, amount: Amount) -> str:
    """As in "fell six points | to 28", "was up four points|, to 51", "shed 40 points | to close at 7,211": a step in points leads to a level."""
    unit = _POINTS.get(before.factors[0].name, "")
    at = before.told_until
    at += line.words[at] == ","
    if line.words[at] != "to" or amount.first - at > GROUP:
        return ""
    # "the lead grew by two points to nine"
    apart = unit == "percent" and not load_scales().margins.isdisjoint(
        line.words[max(0, before.first - CLAUSE) : before.first]
    )
    return "percentage_point" if apart else unit


def unit_of_rivals(line: Line, before: Amount, amount: Amount) -> str:
    """As in "led by three points, | 47 to 44": two shares."""
    words, points, after = line.words, before.factors[0].name == "percentage_point", amount.following
    apart = points and after is not None and words[amount.last : after.first] == ["to"]
    return "percent" if apart and words[before.last : amount.first] == [","] else ""


def _unit_of_step(line: Line, before: Amount, amount: Amount) -> str:
    """As in "44%, five | below her rival's", "18 per cent, up | one", "340p, down | 12": how far apart two levels are."""
    unit, gap = before.factors[0].name, line.tokens.words[before.last : amount.first]
    shares = unit == "percent"
    if (
        unit in _POINTS
        and line.words[amount.first - 1] in {"and", "but"}
        and line.words[amount.last] in load_counts().apart
    ):
        # "one point behind Labour and 16 | ahead of the Tories"
        return unit
    if gap == [","] and shares and line.words[amount.last] in load_counts().apart:
        return "percentage_point"
    if gap not in _UP and not _names_step(gap):
        return ""
    if shares:
        return "percentage_point"
    return unit if gap not in _UP or before.minor or before.kind in _STEPPED else ""


def _names_step(gap: list[str]) -> bool:
    """As in "from 84 minutes to 61 | , a saving of | 23", "(an advantage of three)"."""
    if not 4 <= len(gap) <= PHRASE or gap[0] not in {",", "("} or gap[1] not in {"a", "an"} or gap[-1] != "of":
        return False
    return gap[-2] in load_changes().nouns or gap[-2] in load_scales().margins


def share_before(line: Line, amount: Amount) -> Amount | None:
    """The share that a clause without its verb or unit goes on with: "on 34 per cent, the Tories | on 25 and Reform | 19"."""
    share = next((other for other in _shares_before(line, amount) if other.factors[0].name == "percent"), None)
    if share is None or amount.num.value > 100 or not stands_alone(line, amount):
        return None
    words, at = line.words, amount.first - 1
    if not 0 < amount.first - share.last <= CLAUSE:
        return None
    again = (
        words[at - 1] in load_counts().unmoved
        or words[at - 1 : at + 1] == ["both", "at"]
        or _is_of_place(line, amount)
        or _stands_alike(words[share.first - 1], words[at])
    )
    again = again or _moves_again(line, share, amount) or _is_other_end(line, share, amount)
    again = again or _comes_next(line, share, amount)
    return share if again or is_gapped(line, amount) or _answers(line, amount) else None


def _is_other_end(line: Line, share: Amount, amount: Amount) -> bool:
    """As in "to 20 per cent of last year's sales | from | 50", "the rate, now 7.4 per cent, could top | 12"."""
    words, at = line.words, past_adverbs(line, amount.first - 1)
    from_there = words[at] == "from" and words[share.first - 1] == "to"
    reached = words[at] in load_counts().reaching and words[share.last] == "," and at - share.last <= GROUP
    return from_there or reached


def _is_of_place(line: Line, amount: Amount) -> bool:
    """As in "In Norway 95 per cent agree, and in the Netherlands, | 99", "and in Wales | 29.5": the place stands before each."""
    words, at = line.words, amount.first - 1
    opening = range(max(1, at - PHRASE), at)
    led = any(words[index] == "in" and words[index - 1] in _OPENING for index in opening)
    if words[at] == ",":
        return led and "in" in words[:2]
    return led and has_capital(line, at)


def _comes_next(line: Line, share: Amount, amount: Amount) -> bool:
    """As in "Goa had 31 per cent, followed by Kerala | on | 15 and Assam | with | 12": the share of the next in rank."""
    words, at, standing = line.words, amount.first - 1, load_ratios().standing_on
    first = share.last if words[share.first - 1] not in standing else max(0, share.first - CLAUSE)
    return words[at] in standing and "followed" in words[first:at]


def _moves_again(line: Line, share: Amount, amount: Amount) -> bool:
    """As in "grew 4.7 per cent in 2024 and would expand | by | 5.3": a decimal behind another verb of change counts nothing.

    Nor does a whole number behind the same verb again: "rents rose 45 per cent while fees rose | 22".
    """
    at = amount.first - 1 - (line.words[amount.first - 1] == "by")
    if is_whole(amount.num.value) and line.words[at] != line.words[share.first - 1]:
        return False
    return verb_ending(line.words, at) != "" and change_verb_before(line, share.first - 1) != ""


def _shares_before(line: Line, amount: Amount) -> list[Amount]:
    """The shares and points said before it, the nearest first."""
    return [other for other in line.before(amount) if other.kind == "percentage"]


def _stands_alike(before: str, word: str) -> bool:
    """As in "on" 34 per cent and "on" 25, "has" 34 per cent and "have" 25."""
    ratios = load_ratios()
    return (before == word and word in ratios.standing_on) or {before, word} <= ratios.having


def _answers(line: Line, amount: Amount) -> bool:
    """As in "47 per cent of those polled said yes, | 38 no and | 15 that they did not know": parts of one whole."""
    words, counts = line.words, load_counts()
    answered = words[amount.first - 1] in _CLAUSES and words[amount.last] in counts.answers
    if not answered or not line.mentions(counts.surveyed):
        return False
    return sum(other.num.value for other in _shares_before(line, amount)) + amount.num.value <= 100


def is_share(line: Line, amount: Amount) -> bool:
    """As in "the pass percentage is 87.33", "the share of women fell from 71": what is told of says the unit."""
    if not _is_share_of_subject(line, amount):
        return False
    amount.kind, amount.rule, amount.dimension = "percentage", "percentage.subject", "Percentage"
    amount.factors = (UnitFactor("unit", "percent"),)
    return True


def _is_share_of_subject(line: Line, amount: Amount) -> bool:
    """As in "the share of women fell | from 71", "the percentage who agreed | was 41"."""
    words, first = line.words, amount.first
    if words[first - 1] not in load_counts().levels or not 1 <= amount.num.value <= 100:
        return False
    if not is_level(line, amount) or not stands_alone(line, amount):
        return False
    for at in range(first - 2, max(-1, first - CLAUSE), -1):
        named = words[at] != "share" or words[at + 1] == "of" or words[at - 1] in load_ratios().before_share
        if words[at] in load_ratios().shares and named:
            return True
        if words[at] == "," or words[at] in load_changes().clause_ends:
            return False
    return False
