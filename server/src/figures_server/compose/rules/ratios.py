"""Ratios and multiples: "one in five", "three to one", "five times", "doubled"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from figures_server.compose.numerals.num import is_whole
from figures_server.compose.rules.change.change_verbs import (
    change_step_before,
    change_verb_before,
    is_particle,
    past_adverbs,
)
from figures_server.compose.rules.counting.cricket import WICKETS
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.compose.rules.measures.tails import PACES, attach_tail
from figures_server.compose.rules.measures.units import copy_unit
from figures_server.compose.rules.no_figures.bare_names import has_model_letter
from figures_server.compose.rules.no_figures.scores import is_vote, offers_odds
from figures_server.compose.rules.noun_phrases.nouns import find_noun, set_count
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_ratios
from figures_server.lexicon.words import load_nouns, load_rates
from figures_server.model import Number, UnitFactor
from figures_server.scan.tokens import CLOSING_QUOTES, DIGITS, HYPHENS, SIGN, WORD

if TYPE_CHECKING:
    from decimal import Decimal

    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line
    from figures_server.lexicon.words import Way

_OF: Final = frozenset(
    (("in",), ("out", "of"), ("in", "every"), ("out", "of", "every"), ("times", "out", "of"), ("time", "out", "of"))
)
_IN_EVERY: Final = frozenset((("in", "every"), ("out", "of", "every")))
# Between the ends of a share: "five to six in ten", "between five and six in ten".
_ENDS: Final = (["to"], ["or"], ["and"], ["-"], ["–"])
_TIMES_SIGNS: Final = frozenset(("x", "×"))
_GROWING: Final = frozenset(("up", "by"))
# What may end the clause behind "twice".
_BEHIND_OFTEN: Final = frozenset((*HYPHENS, ".", ",", ";", ":", "?", "!", "(", ")", '"', "”", "'", "’", "—"))
_MOST_IN: Final = 20
_WHOLE: Final = 100
_REACH: Final = 4
_TEN: Final = 10
_MINUTE: Final = 60
_SECONDS: Final = re.compile(r"[0-5]\d\.\d+")


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
    """Whether the two have no units, or the first is a one or a part: "one pound in twelve", "three-tenths of 1 percent"."""
    return left.num.value == 1 or left.num.form == "fraction" or (left.bare and right.bare)


def _share(line: Line, left: Amount, right: Amount) -> bool:
    gap = tuple([word for word in line.tokens.words[left.last : right.first] if word not in HYPHENS])
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
    if gap == (":",) and _runs(line, left, right):
        return True
    if not left.bare and gap not in _IN_EVERY and not _is_time_in(line, left, right, gap):
        # "one pound | in every twelve", "one day | in ten"
        return False
    if gap == ("in", "a") and right.num.form == "words":
        # "a one-in-a-million shot"
        gap = gap[:1]
    gap = _past_whole(line, left, right, gap)
    small, whole = left.num.value, right.num.value
    tenths = gap == ("of",) and whole == _TEN and line.tokens.words[right.last] in load_nouns().stops
    if gap not in _OF and not tenths:
        if not _are_odds(line, left, right, gap):
            return False
        _merge(line, left, right, Number(small / whole, None), "ratio.odds")
        return True
    if (
        not 0 < small < whole
        or left.num.form == "fraction"
        or left.num.scale > 1
        or (gap == ("in",) and small > _MOST_IN)
    ):
        return False
    _merge(line, left, right, Number(small / whole, None), "ratio.one-in")
    return True


def _is_time_in(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "one day | in 10", "one week | in three.": stretches of time, of which no other noun follows."""
    ends = line.tokens.kinds[right.last] != WORD or line.words[right.last] in load_nouns().stops
    return gap == ("in",) and left.kind == "duration" and left.num.form == "words" and ends


def _past_whole(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> tuple[str, ...]:
    """The "in" of "one household | in five has": things, of which no other noun follows; "two men in three cars" are counted."""
    if gap[1:] not in _OF or gap[0] in load_nouns().stops:
        return gap
    behind = line.words[right.last]
    one = left.num.value == 1
    acts = line.words[right.last + 1] in load_nouns().articles or (one and _does_one_thing(line, left, right))
    free = line.tokens.kinds[right.last] != WORD or behind in load_nouns().stops or acts
    several = is_plural(gap[0]) and singular(gap[0]) in load_nouns().persons
    return gap[1:] if free and (one or several) and left.num.form == "words" else gap


def _does_one_thing(line: Line, left: Amount, right: Amount) -> bool:
    """As in "one Kenyan in five | trusts parliament", "one adult in five | smokes.": a person, and a verb; "in five cars died" counts cars."""
    nouns, at = load_nouns(), right.last
    surface = line.tokens.surface(left.last, left.last + 1)
    person = line.words[left.last] in nouns.persons or f"{surface}s".endswith(nouns.people_endings)
    following = line.words[at + 1]
    named = line.tokens.kinds[at + 1] == WORD and following not in nouns.stops
    # Where the clause ends, the word is its only verb.
    last = following in {"", "."} and left.first == 0
    return person and is_plural(line.words[at]) and (named or last)


def _runs(line: Line, left: Amount, right: Amount) -> bool:
    """As in "won in 3:45.87", "a best of 2:04.45": minutes and seconds, told by their hundredths."""
    if not line.tokens.glued(right.first) or _SECONDS.fullmatch(line.words[right.first]) is None:
        return False
    left.low = left.high = Number(left.num.value + right.num.value / _MINUTE, None)
    left.last = right.last
    left.kind, left.rule, left.dimension = "duration", "duration.run", "Duration"
    left.factors = (UnitFactor("unit", "minute"),)
    return True


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
    spelt = left.num.form == right.num.form == "words" and tokens.words[left.last] in HYPHENS
    return spelt or tokens.kinds[at] != WORD or _outnumbers(line, left)


def _is_called_ratio(line: Line, left: Amount, right: Amount) -> bool:
    """As in "a ratio of 3 to 2", "the 3 to 2 ratio"."""
    words = line.words
    return "ratio" in words[max(0, left.first - _REACH) : left.first] or words[right.last] == "ratio"


def _splits_hundred(line: Line, left: Amount, right: Amount) -> bool:
    """As in "a 70/30 split", "60-40", "60-to-40"; a vote of 60-40, and a score in cricket, are none."""
    mine, theirs = left.num.value, right.num.value
    if mine + theirs != _WHOLE or line.words[left.last] not in {"-", "/"} or is_vote(line, left, right):
        return False
    return theirs > WICKETS or not line.is_of_cricket()


def _beats_one(line: Line, left: Amount, right: Amount) -> bool:
    """As in "by nearly 2-1", "outnumber men 2-1"; a score of 2-1 is told without a hedge."""
    hyphened = line.words[left.last] == "-" and right.num.value == 1 < left.num.value
    return hyphened and _is_said_so(line, left)


def _outnumbers(line: Line, left: Amount) -> bool:
    """As in "losers outnumbered winners by | two to one on the exchange"."""
    return not load_ratios().outnumbering.isdisjoint(line.tokens.words[max(0, left.first - _REACH) : left.first])


def _is_said_so(line: Line, left: Amount) -> bool:
    """As in "by nearly | 2-1", "outnumber men | 2-1": no score is hedged; "at about 7-1" are odds, "passed 8-1" a vote."""
    if _outnumbers(line, left):
        return True
    if line.words[left.first - 1] == "passed":
        return False
    found = match_before(line, left.first)
    if found is None or line.words[left.first - 1] == "passed":
        # "passed 8-1" tells a vote
        return False
    return found[0].modifier != "exact" and line.words[found[1] - 1] != "at"


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


def attach_multiple(line: Line, amount: Amount) -> bool:
    """As in "five times", "twice", "doubled", "tenfold", "a factor of two"."""
    if amount.num.form == "multiple":
        if _tells_how_often(line, amount):
            set_count(amount, "time", "count.how-often")
            attach_tail(line, amount)
            return True
        if not _is_multiple(line, amount):
            return False
        amount.direction = _way_of_multiple(line, amount)
    elif _is_factor(line, amount):
        by = line.words[amount.first - 4] == "by"
        amount.direction = change_verb_before(line, amount.first - 5) if by else ""
    elif amount.num.form in {"digits", "words"} and (last := _past_times(line, amount)):
        amount.last = last
        amount.direction = _way_of_times(line, amount)
    else:
        return False
    amount.role = "by" if amount.direction else ""
    amount.kind, amount.rule = "multiple", "multiple.times"
    amount.factors = (UnitFactor("unit", "times"),)
    return True


def _way_of_multiple(line: Line, amount: Amount) -> Way:
    """As in "doubled", "grew more than double", "fell threefold"; "double the price" is a level."""
    if line.words[amount.last - 1].endswith("fold"):
        return change_verb_before(line, amount.first - 1)
    return change_step_before(line, amount.first) if _is_level(line, amount) else amount.num.direction


def _way_of_times(line: Line, amount: Amount) -> Way:
    """As in "rose 2.5 times", "grew 4x"; what is done "about three times" is counted, and "2.5 times the rate" is a level."""
    done = is_whole(amount.num.value) and line.words[amount.last - 1] == "times"
    if line.words[amount.last] in load_ratios().compared or (done and not _grows(line, amount.first - 1)):
        return ""
    return change_step_before(line, amount.first)


def _is_factor(line: Line, amount: Amount) -> bool:
    """As in "fell by a factor of 2.5", "within a factor of two"; "a factor of 10 items" counts."""
    words, first = line.words, amount.first
    if words[first - 1] != "of" or words[first - 2] != "factor":
        return False
    return words[first - 3] == "a" and not is_plural(words[amount.last])


def _past_times(line: Line, amount: Amount) -> int:
    """The token behind "five times as many", "3x", "rose 2.5 times", "up 100 times"; 0 for "five times on Monday", a count."""
    words, at = line.tokens.words, amount.last
    if words[at] in _TIMES_SIGNS:
        # "spun at 9,500 × g"
        named = words[at + 1] == "g" or line.tokens.kinds[at + 1] == DIGITS or has_model_letter(line, amount)
        return at + 1 if line.tokens.glued(at) and not named else 0
    at += words[at] in HYPHENS and line.tokens.glued(at)
    if words[at] != "times":
        return 0
    parted = not is_whole(amount.num.value * (amount.num.suffix or 1))
    told = parted or _is_compared(line, at + 1) or _is_set_against(line, amount) or _grows(line, amount.first - 1)
    return at + 1 if told else 0


def _is_compared(line: Line, at: int) -> bool:
    """As in "ten times | the price", "ten times | as many", "as big as", "wider than"; not in "was fined four times | as a youth"."""
    words, ratios = line.tokens.words, load_ratios()
    at += words[at] in CLOSING_QUOTES
    if words[at] == "as":
        return words[at + 1] in ratios.much or "as" in words[at + 2 : at + 5]
    than = words[at + 1] == "than" and words[at].endswith("er") and words[at] not in load_nouns().stops
    return than or words[at] in ratios.compared


def _is_set_against(line: Line, amount: Amount) -> bool:
    """As in "11 times average pay, compared with | four times in 1997"."""
    before = line.amounts[-1] if line.amounts else None
    if before is None or before.kind != "multiple":
        return False
    gap = line.words[before.last : amount.first]
    return gap[-1:] == ["from"] or not load_counts().comparing.isdisjoint(gap)


def _grows(line: Line, at: int) -> bool:
    """As in "up | nearly | 100 times", "increased by | 3 times": a change; "stood up three times" tells how often."""
    at = past_adverbs(line, at, _GROWING)
    up = line.words[at] == "up" and not is_particle(line, at)
    return up or (line.words[at] == "by" and bool(change_verb_before(line, at - 1)))


def _tells_how_often(line: Line, amount: Amount) -> bool:
    """As in "twice a week", "scored twice from afar", "was twice elected"; "twice the rate", "nearly twice" are multiples."""
    words, at = line.tokens.words, amount.last
    if words[amount.first] not in load_ratios().repeated:
        return False
    if words[at] in PACES:
        return words[at + 1] in load_numbers().periods
    if words[at] in load_rates().adverbs:
        return True
    hedge = match_before(line, amount.first)
    reckoned = hedge is not None and hedge[0].modifier not in {"exact", "at_least"}
    alone = line.tokens.kinds[at] == WORD or words[at] in _BEHIND_OFTEN or not words[at]
    return alone and not reckoned and not _is_compared(line, at) and not _is_anothers(line, at)


def _is_anothers(line: Line, at: int) -> bool:
    """As in twice | "Britain's", "last year's", "this size", "richer than": what it is set against; not twice "won Britain's vote"."""
    words = line.tokens.words
    if words[at] == "as":
        # "twice as loud"; "rang twice as they left", "twice as Smith served"
        return words[at + 1] not in load_nouns().stops and not line.tokens.surface(at + 1, at + 2)[:1].isupper()
    if words[at] == "this":
        return words[at + 1] in load_ratios().compared_by
    done = words[at].endswith("ed") or words[at] in load_nouns().verbs or words[at] in load_nouns().stops - {"last"}
    return words[at].endswith("'s") or words[at + 1] == "than" or (words[at + 1].endswith("'s") and not done)


def _is_level(line: Line, amount: Amount) -> bool:
    """As in "was nearly | double the price", "a payout | triple the value": so much it is, and nothing grew."""
    ratios, at = load_ratios(), amount.first
    if line.words[at] not in ratios.doubles:
        return False
    found = match_before(line, at)
    at = (found[1] if found else at) - 1
    word = line.words[at]
    return line.tokens.kinds[at] != WORD or not (word in ratios.before_doubling or word.endswith("n't"))


def _is_multiple(line: Line, amount: Amount) -> bool:
    """As in "double" counts as a verb alone ("set to double"); "halves" not as the parts of a match."""
    ratios, word = load_ratios(), line.tokens.words[amount.first]
    before, after = line.words[amount.first - 1], line.words[amount.last]
    if after in ratios.after_no_multiple:
        return False
    if word in ratios.doubles and after in ratios.after_doubling:
        return False
    if word in ratios.doubles:
        return before in ratios.before_double or after in ratios.after_double
    if word == "doubles":
        # "men's doubles", "the doubles title"; "the fee doubles to £40" at the next sum
        to_level = after == "to" and line.tokens.kinds[amount.last + 1] in {DIGITS, SIGN}
        return after in ratios.after_double or (to_level and not before.endswith("'s"))
    if word == "halves":
        # "the drug halves the risk"; in "both halves the crowd sang" they are parts.
        return before in {"it", "which", "that"} or (after in ratios.after_double and before not in ratios.before_parts)
    return not (word.startswith(("double", "doubling")) and after in ratios.after_doubling)
