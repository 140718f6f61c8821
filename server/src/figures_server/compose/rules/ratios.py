"""Two numbers that are one ratio: "one in five", "three to one", "70:30"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.counting.cricket import WICKETS
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.compose.rules.measures.race_times import RUN, join_run
from figures_server.compose.rules.measures.units import copy_unit
from figures_server.compose.rules.no_figures.scores import is_vote, offers_odds
from figures_server.compose.rules.noun_phrases.nouns import find_noun
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_ratios
from figures_server.lexicon.words import load_hedges, load_nouns
from figures_server.model import Number
from figures_server.scan.tokens import DIGITS, HYPHENS_OR_EN_DASH, WORD

_OF: Final = frozenset(
    (("in",), ("out", "of"), ("in", "every"), ("out", "of", "every"), ("times", "out", "of"), ("time", "out", "of"))
)
_IN_EVERY: Final = frozenset((("in", "every"), ("out", "of", "every")))
# Between the ends of a share: "five to six in ten", "between five and six in ten".
_ENDS: Final = (["to"], ["or"], ["and"], ["-"], ["–"])
_MOST_IN: Final = 20
_SPLITTING: Final = HYPHENS_OR_EN_DASH | {"/"}


def join_ratios(line: Line) -> None:
    """As in "one in four adults", "two out of three", "1-in-5", "one in every eight pounds": two numbers that are one share."""
    kept: list[Amount] = []
    for amount in line.amounts:
        if kept and _may_share(kept[-1], amount) and _share(line, kept[-1], amount):
            if kept[-1].rule == "ratio.one-in" and kept[:-1] and _has_whole(line, kept[-2], kept[-1]):
                _share_whole(line, kept, amount.num.value)
            continue
        kept.append(amount)
    line.amounts = kept


def _has_whole(line: Line, before: Amount, share: Amount) -> bool:
    """Whether the 5 of "5 to 6 in 10", "between five and six in ten", "5 or 6 in 10" is of the same whole."""
    smaller = before.bare and 0 < before.num.value < share.num.value
    return smaller and line.words[before.last : share.first] in _ENDS


def _share_whole(line: Line, kept: list[Amount], whole: Decimal) -> None:
    """Makes a share of the end that goes without its whole; the two of "3 or 4 in 10" are one interval."""
    before, share = kept[-2:]
    before.scale_by(1 / whole)
    before.kind, before.rule, before.noun = "ratio", share.rule, share.noun
    if line.words[before.last] == "or":
        before.high, before.last, before.modifier = share.high, share.last, "range"
        kept.pop()


def _may_share(left: Amount, right: Amount) -> bool:
    """Whether the two are near and have no units, or the first is a one or a part: "one pound in twelve", "three-tenths of 1 percent"."""
    near = right.first - left.last <= PHRASE
    is_part = left.num.value == 1 or left.num.form == "fraction"
    return near and (is_part or (right.bare and (left.bare or left.rule == RUN)))


def _share(line: Line, left: Amount, right: Amount) -> bool:
    gap = tuple([word for word in line.tokens.words[left.last : right.first] if word not in HYPHENS_OR_EN_DASH])
    if gap == (":",) and join_run(line, left, right):
        return True
    if left.num.form == "fraction" and right.kind == "percentage" and right.num.value == 1 and gap == ("of",):
        # "three-tenths of 1 percent"
        copy_unit(right, left)
        left.last = right.last
        return True
    if not right.bare and left.bare and left.num.value == 1 and gap in _IN_EVERY and right.first == right.num.first:
        # "one in every eight pounds"
        right.last = right.num.last
    elif not right.bare or not (left.bare or left.num.value == 1):
        return False
    if not left.bare and gap not in _IN_EVERY and not _is_time_in(line, left, right, gap):
        # "one pound | in every twelve", "one day | in ten"
        return False
    if gap == ("in", "a") and right.num.form == "words":
        # "a one-in-a-million shot"
        gap = gap[:1]
    gap = _past_whole(line, left, right, gap)
    small, whole = left.num.value, right.num.value
    tenths = gap == ("of",) and whole == 10 and line.tokens.words[right.last] in load_nouns().stops
    if gap not in _OF and not tenths:
        if not _are_odds(line, left, right, gap):
            return False
        _merge(line, left, right, Number(small / whole, None), "ratio.odds")
        return True
    if (
        not 0 < small <= whole
        or (small == whole and gap != ("out", "of"))
        or left.num.form == "fraction"
        or left.num.scale > 1
        or (gap == ("in",) and (small > _MOST_IN or _is_played(line, left, right)))
    ):
        return False
    _merge(line, left, right, Number(small / whole, None), "ratio.one-in")
    return True


def _is_played(line: Line, left: Amount, right: Amount) -> bool:
    """As in "scored | 14 in 20 | games", "won | two in nine | matches": two counts; "one in 20 games" is a share."""
    done = line.words[left.first - 1]
    played = line.words[right.last] in load_hedges().contests
    return played and (done in load_numbers().scoring or done in load_counts().winning)


def _is_time_in(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "one day | in 10", "one week | in three.": stretches of time, of which no other noun follows."""
    ends = not line.has_content(right.last)
    return gap == ("in",) and left.kind == "duration" and left.num.form == "words" and ends


def _past_whole(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> tuple[str, ...]:
    """The "in" of "one household | in five has": things, of which no other noun follows; "two men in three cars" are counted."""
    if gap[1:] not in _OF or gap[0] in load_nouns().stops:
        return gap
    one = left.num.value == 1
    acts = line.words[right.last + 1] in load_nouns().articles or (one and _does_one_thing(line, left, right))
    free = not line.has_content(right.last) or acts
    several = is_plural(gap[0]) and singular(gap[0]) in load_nouns().persons
    return gap[1:] if free and (one or several) and left.num.form == "words" else gap


def _does_one_thing(line: Line, left: Amount, right: Amount) -> bool:
    """As in "one Kenyan in five | trusts parliament", "one adult in five | smokes.": a person, and a verb; "in five cars died" counts cars."""
    nouns, at = load_nouns(), right.last
    surface = line.tokens.surface(left.last, left.last + 1)
    person = line.words[left.last] in nouns.persons or f"{surface}s".endswith(nouns.people_endings)
    following = line.words[at + 1]
    named = line.has_content(at + 1)
    # Where the clause ends, the word is its only verb.
    last = following in {"", "."} and left.first == 0
    return person and is_plural(line.words[at]) and (named or last)


def _are_odds(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "three to one", "70:30", "70/30", "a ratio of 3 to 2", "one over twenty", "by nearly 2-1", "a two-to-one lead"."""
    if right.num.value <= 0 or offers_odds(line, left, right):
        return False
    if gap == ("over",):
        return _is_divided(line, left, right)
    if gap == (":",):
        return line.tokens.glued(right.first) or _is_called_ratio(line, left, right)
    if gap == ("to",) and (_is_to_one(line, left, right) or _is_called_ratio(line, left, right)):
        return True
    if gap == () and _beats_one(line, left, right):
        return True
    return gap in {(), ("to",), ("/",)} and _splits_hundred(line, left, right)


def _is_to_one(line: Line, left: Amount, right: Amount) -> bool:
    """As in "three to one", "a two-to-one lead"; not in "by 0-19 to 1-12", "two to one friend"."""
    tokens, at = line.tokens, right.last
    if right.num.value != 1 or (tokens.tied(at) and tokens.kinds[at + 1] == DIGITS):
        return False
    spelt = left.num.form == right.num.form == "words" and tokens.words[left.last] in HYPHENS_OR_EN_DASH
    return spelt or tokens.kinds[at] != WORD or _outnumbers(line, left)


def _is_called_ratio(line: Line, left: Amount, right: Amount) -> bool:
    """As in "a ratio of 3 to 2", "the 3 to 2 ratio"."""
    words = line.words
    return "ratio" in words[max(0, left.first - GROUP) : left.first] or words[right.last] == "ratio"


def _splits_hundred(line: Line, left: Amount, right: Amount) -> bool:
    """As in "a 70/30 split", "60-40", "60-to-40"; a vote of 60-40, and a score in cricket, are none."""
    mine, theirs = left.num.value, right.num.value
    if mine + theirs != 100 or line.words[left.last] not in _SPLITTING or is_vote(line, left, right):
        return False
    return theirs > WICKETS or not line.is_of_cricket()


def _beats_one(line: Line, left: Amount, right: Amount) -> bool:
    """As in "by nearly 2-1", "outnumber men 2-1"; a score of 2-1 is told without a hedge."""
    hyphened = line.words[left.last] in HYPHENS_OR_EN_DASH and right.num.value == 1 < left.num.value
    return hyphened and _is_said_so(line, left)


def _outnumbers(line: Line, left: Amount) -> bool:
    """As in "losers outnumbered winners by | two to one on the exchange"."""
    return not load_ratios().outnumbering.isdisjoint(line.tokens.words[max(0, left.first - PHRASE) : left.first])


def _is_said_so(line: Line, left: Amount) -> bool:
    """As in "by nearly | 2-1", "outnumber men | 2-1": no score is hedged; "at about 7-1" are odds, "passed 8-1" a vote."""
    if _outnumbers(line, left):
        return True
    if line.words[left.first - 1] == "passed":
        # "passed 8-1" tells a vote
        return False
    found = match_before(line, left.first)
    return found is not None and found[0].modifier != "exact" and line.words[found[1] - 1] != "at"


def _is_divided(line: Line, left: Amount, right: Amount) -> bool:
    """As in "1 over 3", with nothing counted; a blood pressure of "130 over 85" is a pair, and "two over 70" are so old."""
    aged = left.num.form == "words" and right.num.form == "digits"
    counted = aged or line.tokens.kinds[right.last] == WORD
    return not counted and not line.mentions(load_ratios().pressures)


def _merge(line: Line, left: Amount, right: Amount, value: Number, rule: str) -> None:
    left.low = left.high = value
    left.last = right.last
    left.kind, left.rule, left.factors, left.dimension = "ratio", rule, (), ""
    left.noun = find_noun(line, left.last, plural=True)
