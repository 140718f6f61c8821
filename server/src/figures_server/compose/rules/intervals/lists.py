"""Amounts that share a unit, a rate or a scale: "three, four and five miles", "from £20 to £30 an hour"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.rules.change.change_verbs import change_verb_before, verb_ending
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.compose.rules.intervals.ends import OPENERS, are_ends
from figures_server.compose.rules.measures.units import share_unit
from figures_server.compose.rules.noun_phrases.coordination import LISTING
from figures_server.lexicon.names import load_names
from figures_server.lexicon.shapes import load_ages, load_counts
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.scan.tokens import HYPHENS

_NEAR_AGO: Final = 20
_ENDS_GAPS: Final = frozenset((("to",), ("-",)))
_PAIRED: Final = frozenset(((",",), ("and",)))
# "20 x 30 metres", "1920 by 1080 pixels": what has sides.
_SIDES: Final = frozenset(("x", "×", "*", "by"))
_POWER: Final = "list.shared-power"
_SIDED: Final = frozenset(("Length", "Resolution", "Angle"))


def share(line: Line, left: Amount, right: Amount) -> None:
    """Gives the left amount what is written once behind the right one, or either the other's rate."""
    _share_power(line, left, right)
    _share_unit(line, left, right)
    _share_tail(line, left, right)
    _share_level(line, left, right)


def share_sign(line: Line, amounts: list[Amount], at: int) -> None:
    """As in "fines of €300, 450 and 900": the sign before the first of three is that of all."""
    first, end = amounts[at], at + 1
    if first.rule != "money.sign-before" or first.last != first.num.last or line.words[first.last] != ",":
        return
    while end < len(amounts) and _goes_on(line, amounts[end - 1], amounts[end]):
        end += 1
    if end - at <= 2:
        return
    for amount in amounts[at + 1 : end]:
        share_unit(first, amount, "list.shared-sign")


def _goes_on(line: Line, left: Amount, right: Amount) -> bool:
    """Whether the right one is a bare number of the same list and the same order: "€300, | 450"."""
    gap = _gap(line, left, right)
    alike = left.num.scale == right.num.scale and right.num.form == "digits"
    return right.bare and alike and gap in load_hedges().listing


def _gap(line: Line, left: Amount, right: Amount) -> tuple[str, ...]:
    return tuple(line.tokens.words[left.last : right.first])


def _is_comment(line: Line, left: Amount, right: Amount) -> bool:
    """As in "606,000, double the 2019 level", "200, or 4.2 per cent": the right one tells of the left one."""
    if right.kind == "multiple":
        hangs = line.words[left.last] in HYPHENS and not line.tokens.glued(left.last + 1)  # "5- and 9-fold"
        return right.num.form == "multiple" and not hangs
    restated = _gap(line, left, right) == (",", "or") and line.words[left.first - 1] != ","
    return right.kind == "percentage" and (restated or left.num.scale > right.num.scale)


def _share_tail(line: Line, left: Amount, right: Amount) -> None:
    """As in "rose from £20 to £30 an hour", "22kg a head, down from 25kg": the rate holds for both levels."""
    if left.tail == right.tail or left.dimension != right.dimension or left.kind not in {"money", "measurement"}:
        return
    if not are_ends(line, left, right) and not _goes_to(line, left, right):
        return
    source, target = (left, right) if left.tail else (right, left)
    target.factors, target.tail = (target.factors[0], *source.factors[1:]), True
    target.refine("rate.tail")


def _goes_to(line: Line, left: Amount, right: Amount) -> bool:
    """As in "£900 a week, | rising to | £950", "900mm a year but fell to | 300mm"; not "fell to £48, but sales rose to | £22 a head"."""
    gap = _gap(line, left, right)
    if right.tail and not load_changes().clause_ends.isdisjoint(gap):
        return False
    return gap[-1:] == ("to",) and len(gap) > 1 and gap[-2] != "up" and verb_ending(line.words, right.first - 2) != ""


def _is_level(right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "closed at 16,369.03 up 58.06 points": the level of an index and its step."""
    return gap in {("up",), ("down",)} and right.rule == "scale.index-points"


def _share_power(line: Line, left: Amount, right: Amount) -> None:
    """As in "1.2, 3 and 5.6 × 10^6 cells": the power of ten said once is that of all."""
    raised = right.num.scale != 1 and (line.words[right.num.first + 1] in _SIDES or _POWER in right.refinements)
    if not raised or not left.bare or left.num.scale != 1 or _gap(line, left, right) not in load_hedges().listing:
        return
    left.scale_by(right.num.scale)
    left.num.scale = right.num.scale
    left.refine(_POWER)


def _share_unit(line: Line, left: Amount, right: Amount) -> None:
    """As in "three, four and five miles", "500, 1,000 and even 2,500 euros", "45 to 39 percent"."""
    if not left.bare or left.num.form not in {"digits", "words"} or not _may_share(line, left, right):
        return
    gap = _listing_gap(line, left, right)
    shared = gap in load_hedges().listing or gap in _ENDS_GAPS or _is_level(right, gap) or are_ends(line, left, right)
    if not shared or _keeps_own(line, left, right, gap):
        return
    share_unit(right, left, "list.shared-unit")


def _may_share(line: Line, left: Amount, right: Amount) -> bool:
    """Whether the right one has a unit that is said once for both: a sign stands before each, "a day" behind its own."""
    if not right.factors or right.rule == "money.sign-before" or (right.tail and right.kind == "count"):
        return False
    return not _is_comment(line, left, right)


def _listing_gap(line: Line, left: Amount, right: Amount) -> tuple[str, ...]:
    """The words between, without "even" and its like, and without a hedge: "three, four and | at least | five miles"."""
    hedges = load_hedges()
    gap = tuple(word for word in _gap(line, left, right) if word not in hedges.listing_adverbs)
    if len(gap) <= 1 or gap in hedges.listing or (hedge := match_before(line, right.first)) is None:
        return gap
    listed = tuple(line.tokens.words[left.last : hedge[1]])
    # ", or about" says the same again.
    # "two million, within two years" is no list
    telling = hedge[0].modifier != "exact" and line.words[hedge[1]] != "within"
    return listed if "or" not in listed and telling else gap


def _keeps_own(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "4x1.92 GHz", "left at 7 and 15 minutes later"."""
    if not _SIDES.isdisjoint(gap) and right.dimension not in _SIDED:
        # So many of that size.
        return True
    if line.words[left.first] == "one" and line.words[left.first - 2] in load_nouns().articles:
        # As in "than in the previous one, and 8% below last year".
        return True
    if right.kind in {"percentage", "duration"} and _is_apart(line, left, right, gap):
        return True
    return _is_own(line, left, right, gap)


def _is_own(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "he is 45 and 6 feet tall", "page 5, 20 metres", "left at 7 and 15 minutes later": the left one is of its own.

    Nobody is of two sizes at once: "she is 3 or 4 feet tall" leaves a choice.
    """
    if right.kind not in {"measurement", "duration"} or gap not in _PAIRED or line.words[right.last] in LISTING:
        return False
    before = line.words[left.first - 1]
    if gap == (",",):
        # "population 495, 260km inland"
        return before in load_names().before or before in load_counts().headcounts
    if before == "at":
        return right.kind == "duration" and line.words[right.last] in load_counts().after_span
    return before in load_nouns().copulas and line.words[left.first - 2] in load_ages().subjects


def _is_apart(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "under the age of 60, and 15% of others", "until 78, four years longer": an age, and a pair that is no list."""
    words, ages = line.words, load_ages()
    if right.kind == "percentage":
        if words[right.last] in load_hedges().confidence:
            return True  # how sure the estimate before it is
        at = left.first - 1
        while words[at] in ages.phrase or words[at] in OPENERS or words[at] in load_hedges().before:
            if words[at] == "than" or words[at] in ages.before:
                return True
            at -= 1
    listed = gap[0] != "," or words[left.first - 1] in LISTING or words[right.last] in LISTING
    return not listed and right.num.value < left.num.value


def _share_level(line: Line, left: Amount, right: Amount) -> None:
    """As in "rose from 5 to 8 million", "fell from $9 to $5bn": the scale said once is that of both, if the verb agrees."""
    if (
        right.num.scale == 1
        or left.num.scale > 1
        or left.bare != right.bare
        or left.num.form not in {"digits", "words"}
    ):
        return
    if _gap(line, left, right) != ("to",) or line.words[left.first - 1] != "from":
        return
    way, start, end = change_verb_before(line, left.first - 2), left.least * right.num.scale, right.least
    if (way == "up" and start < end) or (way == "down" and end < start <= _NEAR_AGO * end):
        left.scale_by(right.num.scale)
