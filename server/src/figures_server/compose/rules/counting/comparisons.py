"""Numbers set against the one right before, whose unit they leave out: "61 per cent in the north and 48 in the south"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import MEASURED, Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import are_alike, is_whole
from figures_server.compose.reaches import CLAUSE, PHRASE
from figures_server.compose.rules.change.change_verbs import change_verb_before, past_adverbs
from figures_server.compose.rules.change.changes import JOINTS, splits_whole
from figures_server.compose.rules.counting import points
from figures_server.compose.rules.counting.bare_phrases import stands_alone
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.compose.rules.intervals.ends import are_ends
from figures_server.compose.rules.measures.units import share_unit
from figures_server.compose.rules.noun_phrases.nouns import set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_ratios
from figures_server.lexicon.words import load_changes, load_nouns

# Of these only the ends of one change share the unit: "rose 8% to 4.7 million" does not.
_CHANGING: Final = frozenset(("percentage", "duration"))
# A place on a scale or in time is said of each number anew.
# "the 40 economists polled"
_MOST_POLLED: Final = 1000
_UNSHARED: Final = frozenset(("scale", "ordinal", "multiple", "ratio", "age"))
_AGAIN: Final = (["it", "is"], ["it", "was"], ["instead", "of"], ["rather", "than"])
_RAISED: Final = (["it", "to"], ["them", "to"])
# "its margin, once 22 per cent, | is now a slender | 4"
_NOW: Final = ([",", "is", "now"], [",", "are", "now"])
_LASTING: Final = frozenset(("in", "within", "over"))
_AHEAD: Final = frozenset(("ahead", "above", "below", "over", "under", "beyond", "than"))
_PRONOUNS: Final = frozenset(("it", "that", "they"))
_LEVELLED: Final = MEASURED | {"count", "percentage", "duration", "age"}
_OWN_AGE: Final = frozenset(("age.after-name", "age.after-person"))
_NEGATING: Final = ([",", "not"], ["not"], ["and", "not"])


def is_foretold(line: Line, amount: Amount) -> bool:
    """As in "beating the | 4.6 million | analysts had forecast", "above the | 15,000 | economists expected": more of what was counted before."""
    words, at, counts = line.words, amount.last, load_counts()
    if words[at] not in counts.forecasters or words[at + 1] not in counts.foretelling:
        return False
    if words[amount.first - 1] != "the" or amount.num.value < _MOST_POLLED or words[amount.first - 2] == "of":
        return False
    before = next((other for other in line.before(amount) if other.kind == "count"), None)
    return set_count(amount, before.factors[0].name if before is not None else line.earlier_noun, "count.ellipsis")


def is_against_rank(line: Line, amount: Amount) -> bool:
    """As in "the 40th fire this year, compared with | 31": so many were counted up before."""
    rank = amount.previous
    if rank is None or rank.kind != "ordinal" or not _sets_against(line.tokens.words[rank.last : amount.first]):
        return False
    return stands_alone(line, amount) and set_count(amount, rank.factors[0].name, "count.ellipsis")


def is_compared(line: Line, amount: Amount) -> bool:
    """As in "40 days at sea, compared with 28 last time", "61 per cent in the north and 48 in the south"."""
    if amount.num.form not in {"digits", "words"}:
        return False
    measured = _of_zone(line, amount) or _of_same_thing(line, amount)
    if measured is not None:
        return _take_unit(amount, measured, "unit.norm")
    before = amount.previous
    if before is None or not before.factors:
        return False
    if before.rule == "money.sign-before" and amount.num.form == "words":
        # "40 homes sold for £2m, against nine last year"
        return False
    shared = before.kind == "percentage" or "followed" in line.words
    if shared and (share := points.share_before(line, amount)) is not None:
        return _take_unit(amount, share, "unit.gapped")
    if before.rule == "multiple.times" and _sets_against(line.tokens.words[before.last : amount.first]):
        # "trades at 19 times earnings, against a sector average of 21"
        return (
            before.num.form == "digits" and stands_alone(line, amount) and _take_unit(amount, before, "unit.ellipsis")
        )
    unit = points.unit_of(line, before, amount)
    if not unit and (before.kind in _UNSHARED or not _is_set_against(line, before, amount)):
        return False
    _take_unit(amount, _head_of(line, before, amount), "unit.ellipsis")
    if unit and amount.kind == "percentage":
        amount.factors[0].name, amount.rule = unit, "percentage.points"
    return True


def _head_of(line: Line, before: Amount, amount: Amount) -> Amount:
    """As in "22 lakh people in 27 districts, against 24 lakh": of two counts under one head the one it is nearer to."""
    whole = before.previous
    if whole is None:
        return before
    if before.kind == "percentage" and amount.num.scale > before.num.scale:
        # a sum of such a scale is no share: "4.3 million viewers, a 26.1% share, against 3.1 million"
        return whole
    if whole.kind == "measurement" and before.kind == "duration" and line.words[before.first - 1] in _LASTING:
        # "11 inches in 48 hours, beating a mark of nine"
        return whole
    if whole.kind != "count" or before.kind != "count" or whole.noun is None:
        return before
    governed = whole.noun.last < before.first and line.words[whole.noun.last] in load_counts().governing
    nearer = amount.num.value**2 > whole.num.value * before.num.value
    return whole if governed and nearer and before.num.value < whole.num.value else before


def _take_unit(amount: Amount, source: Amount, rule: str) -> bool:
    share_unit(source, amount, rule)
    return True


def _of_zone(line: Line, amount: Amount) -> Amount | None:
    """As in "doing | 38 in a 30mph zone": so fast, as the limit is told."""
    after = amount.following if line.words[amount.last] == "in" else None
    in_zone = after is not None and line.words[amount.last : after.first] == ["in", "a"]
    return after if after is not None and in_zone and after.dimension == "Speed" else None


def _of_same_thing(line: Line, amount: Amount) -> Amount | None:
    """As in "4.4 per cent in June. It stood at | 4.2 last year", "doing 90mph: the limit is | 60": another level of what was told last."""
    if not _is_level_again(line, amount) or not stands_alone(line, amount):
        return None
    step = _step_before(line, amount)
    told = line.amounts_just_before if amount.previous is step else line.before(amount)
    levels = [other for other in told if _is_as_great(other, amount)]
    # "jailed for three years for driving at 92 mph. The limit is 60"
    return min(levels, key=lambda other: abs((other.num.value / amount.num.value).ln()), default=None)


def _step_before(line: Line, amount: Amount) -> Amount | None:
    """The step that led to a level: the 2% of "up 2% at | 61,000"."""
    step, at = amount.previous, amount.first - 1
    led = step is not None and step.kind == "percentage" and step.last == at and line.words[at] == "at"
    return step if led else None


def _is_level_again(line: Line, amount: Amount) -> bool:
    """As in "It stood at | 4.2", "the norm is | two", "well ahead of the average of | 91", "they were up 2% at | 61,000"."""
    words, at, counts = line.words, past_adverbs(line, amount.first - 1), load_counts()
    step = _step_before(line, amount)
    if step is not None:
        at = step.first
        at -= 1 + (words[at - 1] in {"up", "down"})
    at -= words[at] == "at"
    if words[at] == "of" and words[at - 1] in counts.norms:
        return not _AHEAD.isdisjoint(words[max(0, at - CLAUSE) : at])
    if not (words[at] in load_nouns().copulas or words[at] in counts.standing or words[at] in counts.reaching):
        return False
    subject = words[at - 1 - (words[at - 1] in load_ratios().having)]
    return subject in _PRONOUNS or subject in counts.norms or subject in counts.levelled


def _is_as_great(other: Amount, amount: Amount) -> bool:
    """Whether both may be levels of one thing: neither is ten times the other, and the other is no step of a change."""
    mine, theirs = amount.num.value, other.num.value
    # "Bolton, 42, blew 133 micrograms. The limit is 35": her age is no level
    level = other.kind in _LEVELLED and other.role != "by" and other.rule not in _OWN_AGE
    return level and mine > 0 and mine != 1 and are_alike(mine, theirs)


def _is_set_against(line: Line, before: Amount, amount: Amount) -> bool:
    """Whether the words between two numbers, or behind both, say that they are of one kind."""
    gap = line.tokens.words[before.last : amount.first]
    return len(gap) <= CLAUSE and (
        (len(gap) <= PHRASE and _is_set_beside(line, before, amount, gap))
        or _is_raised(line, amount)
        or _are_steps(line, before, amount)
        or gap[:3] in _NOW
        or _is_other_extent(line, before, amount)
        or _is_side(line, before, amount, gap)
        or _is_difference(line, before, amount, gap)
        or _sets_against(gap)
        or _is_part(line, before, amount, gap)
        or _is_other_extreme(line, before, gap)
    )


def _is_set_beside(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "61 per cent in the north | and 48 in the south", "fell from 8% | to 6", "52.3 per cent | to 47.7"."""
    return (
        _is_parallel(line, before, amount)
        or (_may_change(before) and are_ends(line, before, amount))
        or _is_rest(line, before, amount, gap)
    )


def _are_steps(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "rose by 60 basis points, and those on Ghana's | by 85"."""
    return line.words[before.first - 1] == line.words[amount.first - 1] == "by"


def _is_other_extent(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "180 metres long and 32 | wide", "12ft long by 8 wide"."""
    extents = load_numbers().after_distance
    return before.dimension == "Length" and line.words[amount.last] in extents and line.words[before.last] in extents


def _is_side(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "a lawn of 60 feet | by 40"; "won the 100 metres by 40" tells of no sides."""
    sides = gap == ["by"] and before.dimension == "Length" and line.words[before.first - 1] != "the"
    return sides and stands_alone(line, amount)


def _is_raised(line: Line, amount: Amount) -> bool:
    """As in "owns 9.3 per cent and may raise it to | as much as | 15": the pronoun stands for the number before."""
    hedge = match_before(line, amount.first)
    at = hedge[1] if hedge is not None else amount.first
    return line.words[at - 2 : at] in _RAISED


def _may_change(before: Amount) -> bool:
    """Whether the unit goes without saying behind it: what is counted in whole numbers is taken up as an ellipsis is."""
    return before.kind in _CHANGING or (before.kind == "count" and not is_whole(before.num.value))


def _is_difference(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "4.3m sq km, 1.9m below the average", "19C in Hull, six above normal", "6kg lighter than hers and two heavier"."""
    word, behind, comparatives = line.words[amount.last], line.words[before.last], load_changes().comparatives
    if gap == [","] and before.kind != "money":
        return word in load_counts().apart or word in comparatives
    return word in comparatives and (behind in comparatives or _is_sum(line, before, amount, gap))


def _is_sum(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "returned £3bn to its owners, | 1bn more than in May": so much is no count of anything."""
    return (
        before.kind == "money" and gap[-1:] == [","] and amount.num.scale > 1 and line.words[amount.last + 1] == "than"
    )


def _is_other_extreme(line: Line, before: Amount, gap: list[str]) -> bool:
    """As in "a low of three weeks in Kent to | a high of 14 in Hull"."""
    words, at, extremes = line.words, before.first - 1, load_counts().extremes
    return gap[-1:] == ["of"] == [words[at]] and words[at - 1] in extremes and not extremes.isdisjoint(gap[-2:-1])


def _is_part(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "31 years, | some 18 of them in exile", "40 miles of road, 12 of which are mud", "of which 12 are mud"."""
    of = line.words[amount.last] == "of" and line.words[amount.last + 1] in {"them", "which"}
    if gap[-2:] == ["of", "which"]:
        of, gap = True, gap[:-2]
    if not of or before.kind not in {"measurement", "duration"} or amount.num.value >= before.num.value:
        return False
    # "sold 61 cars in 33 years, 14 of them": what was done in that time is counted
    counted = line.words[before.first - 1] == "in" and before.previous is not None and before.previous.kind == "count"
    # "six months in the camps, two of which": the plural between is meant.
    parted = gap[-1:] == [","] or line.words[past_adverbs(line, amount.first - 1)] == ","
    return parted and not counted and not any(is_plural(word) for word in gap)


def _is_rest(line: Line, before: Amount, amount: Amount, gap: list[str]) -> bool:
    """As in "won by 52.3 per cent to 47.7", "to her 47.7": the other side's share; "rose 2 per cent to 61" reaches a level."""
    if splits_whole(line, before, amount):
        return True
    if before.kind != "percentage" or gap[:1] != ["to"]:
        return False
    led = gap[-1] == "to" or gap[-1] in load_nouns().articles or gap[-1].endswith("'s")
    return led and not change_verb_before(line, before.first - 1)


def _sets_against(gap: list[str]) -> bool:
    """Whether the words between two numbers end in "compared with", "against", "instead of"."""
    compared = load_counts().comparing
    if gap[-2:] in _AGAIN:
        # "12 per cent; in Ohio it is 9", "30 weeks instead of 40"
        return True
    if gap[-1:] == ["of"]:
        # "against a target of 18"
        return not compared.isdisjoint(gap[-PHRASE:])
    if gap in _NEGATING:
        # "about one per cent, not ten"
        return True
    return bool(gap) and (gap[-1] in compared or (len(gap) > 1 and gap[-2] in compared))


def _is_parallel(line: Line, before: Amount, amount: Amount) -> bool:
    """As in "61 per cent in the north and 48 in the south", "17 percent had one in Leeds and 31 nationally"."""
    words, circumstances = line.words, load_changes().circumstances
    last = before.told_until
    right, joint = words[amount.last], words[amount.first - 1]
    if joint not in JOINTS:
        return False
    if words[last] == right and right in load_counts().parallel:
        # "cases in 24 hours in Leeds, one in Hull"
        return joint != "," or before.kind not in {"duration", "count"}
    loose = before.kind == "percentage" and right in circumstances
    return loose and not circumstances.isdisjoint(words[before.last : amount.first])
