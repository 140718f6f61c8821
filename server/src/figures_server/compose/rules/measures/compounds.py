"""Two amounts that are one measure: "5ft 11in", "2 hours 14 minutes", "£6 and 50 pence", "2 lakh 50 thousand"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import ARTICLES, is_whole
from figures_server.compose.rules.measures.race_times import RUN
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.words import load_changes, load_compounds, load_nouns
from figures_server.model import Number
from figures_server.scan.tokens import CLAUSE_ENDS, WORD

_GAPS: Final = frozenset(((), ("and",), (",",), ("-",)))
# "a week-and-a-half", "5 ft. 10 in."
_WRITTEN_OUT: Final[dict[tuple[str, ...], tuple[str, ...]]] = {("-", "and", "-", "a", "-"): ("and",), (".",): ()}
_HUNDREDTH: Final = Decimal("0.01")
_LAKH: Final = 100_000
# "four seconds inside the record".
_APART: Final = frozenset(("inside", "outside", "off", "ahead", "behind", "clear"))
# How many of the part that goes unsaid make one: "two hours thirty", "six foot two", "nine stone six", "7lb 2".
_UNNAMED: Final = {"hour": 60, "minute": 60, "foot": 12, "stone": 14, "pound": 16}


def join_compound(line: Line, left: Amount, right: Amount) -> bool:
    """Whether the right amount was a part of the left one and is now taken in: "three pounds fifty"."""
    if left.low != left.high or left.kind == "percentage":
        return False
    gap = tuple(line.tokens.words[left.last : right.first])
    if left.bare and _adds_up(line, left, right, gap):
        _join_scales(left, right)
        return True
    gap = _WRITTEN_OUT.get(gap, gap)
    if gap not in _GAPS or len(left.factors) != 1:
        return False
    if gap == (",",) and (_is_listed(line, right) or _is_set_off(line, left, right)):
        return False
    half = gap == ("and",) and right.bare and right.num.form == "fraction" and line.words[right.last] not in ARTICLES
    if left.kind == "money" and not (half and line.tokens.kinds[right.last] != WORD):
        return _join_coins(line, left, right, gap)
    if half:
        # "an hour and a half", "five dollars and a half"; not "20 minutes and half a bottle"
        _merge(left, right, _value(left) + _value(right), 2)
        return True
    return _join_unnamed(line, left, right, gap) or _join_named(left, right, gap)


def _is_listed(line: Line, amount: Amount) -> bool:
    """As in the months of "3 years, | 2 months, 14 days and 16 hours": an item of a list, which its commas part."""
    following, behind = line.words[amount.last], amount.last + 1
    if following == ",":
        # "won in one minute, 47 seconds, officials said"
        behind += line.words[behind] == "and"
        return any(other.first == behind for other in line.amounts)
    return following == "and"


def _is_set_off(line: Line, left: Amount, right: Amount) -> bool:
    """As in "30min 43sec, | four seconds inside the record", "two years, | four months more", "1.09 euros, | a cent less"."""
    behind = line.words[right.last]
    joined = left.rule == RUN or "compound" in left.refinements
    compared = left.kind in {"duration", "money"} and behind in load_changes().comparatives
    apart = compared or (left.kind == "duration" and behind in _APART)
    return joined or apart


def _value(amount: Amount) -> Decimal:
    """The value of an amount that is no interval."""
    return amount.low.decimal if amount.low is not None else amount.num.value


def _merge(left: Amount, right: Amount, value: Decimal, digits: int | None) -> None:
    left.low = left.high = Number(value, digits)
    left.last = right.last
    left.refine("compound")


def _adds_up(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "2 lakh 50 thousand", "three cr twelve lakh", "3 hundred and one"; "2 million 12-year-olds" are counted."""
    if not 0 < _value(right) < left.num.scale:
        return False
    if not gap:
        # "30 million N95 masks": a sign opens another amount.
        plain = right.bare or (right.kind == "money" and right.rule != "money.sign-before")
        return plain and left.num.form in {"digits", "words"} and line.words[right.first] not in ARTICLES
    return gap == ("and",) and (_is_next_scale(left, right) or _adds_rest(line, left, right))


def _is_next_scale(left: Amount, right: Amount) -> bool:
    """As in "2 crore and | three lakh rupees", "5 lakh and | 20 thousand": each scale of India is a hundred of the next."""
    return left.num.scale >= _LAKH and left.num.scale == right.num.scale * 100


def _adds_rest(line: Line, left: Amount, right: Amount) -> bool:
    """As in "3 hundred and | one", "one billion and | a quarter million"; not in "between one hundred and ten"."""
    if not is_whole(_value(left) / left.num.scale) or line.words[left.first - 1] == "between":
        return False
    part = "half" in line.words[right.first : right.first + 2] or line.words[right.first + 1] == "quarter"
    if not right.bare and not (part and right.kind == "money"):
        return False
    small = part or right.num.scale == 100 or _value(right) < 100 <= left.num.scale
    return small and (right.num.form == "words" or (right.num.form == "digits" and left.num.scale <= 1000))


def _join_scales(left: Amount, right: Amount) -> None:
    """As in "2 lakh 50 thousand"."""
    value = _value(left) + _value(right)
    _merge(left, right, value, None)
    left.num.scale, left.num.value = right.num.scale, value
    left.factors, left.kind, left.dimension = right.factors, right.kind, right.dimension


def _join_unnamed(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "two hours thirty", "a 6-foot-2 centre", "5-foot-8", "1h30": the part goes without its unit."""
    per = _UNNAMED.get(left.factors[0].name)
    if per is None or not right.bare or _value(right) >= per:
        return False
    tied = _is_tied(line, left) if gap == ("-",) else not gap and line.tokens.glued(right.first)
    if not tied and not _is_unnamed(line, left, right, gap):
        return False
    _merge(left, right, _value(left) + _value(right) / per, None)
    return True


def _join_named(left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "5ft 11in", "2 hours 14 minutes"; the "m" of "2h 14m" is minutes."""
    if len(right.factors) != 1 or left.factors[0].exponent != 1 or right.factors[0].exponent != 1:
        # "45 km2, 12 m3" are two.
        return False
    whole, part = left.factors[0].name, right.factors[0].name
    if (whole, part) == ("hour", "meter"):
        part = "minute"
    if not gap and _is_minutes(left, right):
        left.kind, left.dimension = right.kind, right.dimension
        whole = left.factors[0].name = "minute"
    if (whole, part) == ("meter", "furlong"):
        # Racing's "2m 4f": nothing is metres and furlongs long
        whole = left.factors[0].name = "mile"
    per = load_compounds().get((whole, part))
    said = not gap and right.rule != "measurement.quotes"
    if per is None or not is_whole(left.num.value) or (_value(right) >= per and not said):
        # "6.1 feet and 7 inches" are two lengths; "2 yards 7 feet" is one.
        return False
    digits = sum((amount.low and amount.low.significant_digits) or 1 for amount in (left, right))
    _merge(left, right, _value(left) + _value(right) / per, digits)
    return True


def _is_tied(line: Line, left: Amount) -> bool:
    """As in "5-foot-8-inch", "5 - foot - 8 - inch": every hyphen is glued, or set apart."""
    return line.tokens.glued(left.last) or line.words[left.last - 2] == "-"


def _is_minutes(left: Amount, right: Amount) -> bool:
    """As in "4m 12s": nothing is metres and seconds long; in "400m 47s" the race stands before its time."""
    mine, theirs = left.factors[0], right.factors[0]
    short = _value(left) < 60
    return short and (mine.name, mine.text, theirs.name, theirs.text) == ("meter", "m", "second", "s")


def _join_coins(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "£6 and 50 pence", "three pounds fifty"; "$1.27, 85 pence per euro" are two rates."""
    minor = right.kind == "money" and right.minor
    # "five hundred dollars and 20 cents"; "net of $2.1 million, 20 cents a share" is two
    if _value(right) >= 100 or left.minor or left.num.scale > (100 if minor else 1):
        return False
    bare = _is_unnamed(line, left, right, gap) and (gap == ("and",) or left.rule == "money.name-after")
    if not minor and not bare:
        return False
    worth = _HUNDREDTH if bare else right.factors[0].candidates[0][1]
    if minor:
        mine, coins = left.factors[0], {code for code, _ in right.factors[0].candidates}
        # "3 riyals 50 halalas": the coin tells whose riyals; cents are of any.
        shared = tuple(pair for pair in mine.candidates if pair[0] in coins)
        if not is_whole(_value(left)) or not (shared or "USD" in coins):
            return False
        mine.candidates = shared or mine.candidates
    _merge(left, right, _value(left) + _value(right) * worth, None)
    if minor and right.tail:
        # "£6 and 50p a day"
        left.factors, left.tail = (left.factors[0], *right.factors[1:]), True
    return True


def _is_unnamed(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """Whether the minutes or coins that end the phrase go without their unit: "3 pounds fifty", "an hour and ten."."""
    if not right.bare or not is_whole(_value(left)) or not is_whole(_value(right)):
        return False
    ends = line.words[right.last] in CLAUSE_ENDS or line.words[right.last] == "and"
    if gap == ("and",):
        # "between £20 and 30"
        return ends and line.words[left.first - 1] != "between"
    # "three pounds fifty in coins", "six foot two with dark hair"; "two hours ten of which" is no time.
    told = left.dimension != "Duration" and line.words[right.last] in load_nouns().stops
    # "the 6ft 2 striker", "5ft 8 tall"
    sized = left.dimension == "Length" and not is_plural(line.words[right.last])
    return not gap and (ends or told or sized)
