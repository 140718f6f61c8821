"""Two amounts that are one interval: "between 40 and 50", "90 cents to $2.50", "10-12 km"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import ONE, is_whole
from figures_server.compose.reaches import GROUP
from figures_server.compose.rules.change.change_verbs import change_verb_before
from figures_server.compose.rules.intervals.bounds import is_hedged, match_before
from figures_server.compose.rules.intervals.ends import opened_by
from figures_server.compose.rules.intervals.lists import share, share_sign
from figures_server.compose.rules.intervals.reached import FAR, NEAR, changes_level, is_ago
from figures_server.compose.rules.intervals.spoken import is_one_or_two, joins_spoken
from figures_server.compose.rules.measures.compounds import join_compound
from figures_server.compose.rules.measures.money import settle_suffix
from figures_server.compose.rules.measures.tails import attach_tail
from figures_server.compose.rules.measures.units import attach_unit, copy_unit
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.names import load_names
from figures_server.lexicon.words import load_compounds, load_hedges, load_nouns
from figures_server.model import Number
from figures_server.scan.tokens import WORD

_DASHES: Final = frozenset("-–—‑−~")
_LINKS: Final = dict.fromkeys(_DASHES, "dash") | {",": "spoken"}
# "five or six", "20, 25 boats", "six, or perhaps seven hours"
_ASIDES: Final = frozenset((("or",), (",",), (",", "or")))
_PLAIN_LINKS: Final = frozenset((("to",), ("and",), *((dash,) for dash in _DASHES)))
_SAID_LINKS: Final = frozenset((("to",), ("and",)))
# "between 40 and just over 60"; "from 40 to more than 60" are two.
_ENDING: Final = frozenset(("just_below", "just_above", "less_than"))
# "pH 7.2–7.6"
_ACIDITY: Final = "scale.acidity"
_LEVEL: Final = "scale.index-level"
_SCALED: Final = frozenset((_ACIDITY, _LEVEL, "scale.magnitude"))
# "Ranked ninth to 24th", "between fourth and sixth place".
_PLACES: Final = frozenset(("ordinal.ranked", "ordinal.place"))
_NEARLY: Final = Decimal("0.95")
_HUNDRED: Final = Decimal(100)
_THOUSAND: Final = Decimal(1000)
_NEAR_AGO: Final = Decimal(20)
# From here on a rising pair of bare numbers is no score.
_LARGEST_SCORE: Final = 200


def join_amounts(line: Line) -> None:
    """Merges neighbours that form one interval or one compound measure, then shares units along lists."""
    merged: list[Amount] = []
    for right in _compounded(line):
        amount = right
        if merged and amount.last <= merged[-1].last:
            # the 1 of "31 (± 2) mg L−1", whose unit was found behind the bracket
            continue
        while merged and (join_compound(line, merged[-1], amount) or _join_interval(line, merged[-1], amount)):
            amount = merged.pop()
        merged.append(amount)
    line.amounts = merged
    for index in range(len(merged) - 2, -1, -1):
        share(line, merged[index], merged[index + 1])
        share_sign(line, merged, index)


def _compounded(line: Line) -> list[Amount]:
    """The amounts, with the inches of "between | five foot eight and five foot ten" in the feet before the ends are joined."""
    whole: list[Amount] = []
    for amount in line.amounts:
        if not (whole and whole[-1].factors and join_compound(line, whole[-1], amount)):
            whole.append(amount)
    return whole


def _gap(line: Line, left: Amount, right: Amount) -> tuple[str, ...]:
    """The words between; of "31 million years ago to 4 million years ago", "three months to just under two years" the "to"."""
    ago = is_ago(line, left) and is_ago(line, right)
    signed = line.words[right.first - 1] == "+" and line.tokens.glued(right.first)  # "between −5C and +12C"
    margin = line.words[right.first] == "±"
    gap = tuple(line.tokens.words[left.last + ago : right.first - signed + margin])
    if len(gap) > 1 and gap[:1] in _SAID_LINKS and (hedge := match_before(line, right.first)) is not None:
        return gap[:1] if hedge[1] == left.last + 1 and hedge[0].modifier in _ENDING else gap
    return gap


# -------------------------------------------------------------------- intervals


def _join_interval(line: Line, left: Amount, right: Amount) -> bool:
    """As in "between 40 and 50", "from $3 to $5", "10-12 km", "5.2 ± 0.3 kg": the left amount takes both ends."""
    if left.low is None or right.low is None or right.low is not right.high:
        return False
    gap = _gap(line, left, right)
    if left.low is not left.high:
        return False
    if gap[gap[:1] == (",",) :] in load_hedges().margins:
        margin = _margin(left, right, left.low.decimal, right.low.decimal)
        if margin is not None:
            _join_margin(line, left, right, left.low, margin)
        return margin is not None
    if gap in _PLAIN_LINKS and left.dimension and left.dimension == right.dimension:
        _tell_alike(line, left, right, gap)
    if not _become_ends(line, left, right, gap):
        return False
    falls = left.least > right.least
    if falls and not _may_fall(line, left, right, gap):
        return False
    left.low, left.high = (right.low, left.low) if falls else (left.low, right.low)
    left.modifier = "range"
    left.refine("range." + ("between" if opened_by(line, left, {"between"}) else _LINKS.get(gap[0], gap[0])))
    left.last = right.last
    left.tail = left.tail or right.tail
    if left.kind == "money" and not left.tail:
        # "$95-100 per share": the right end had no unit yet that a tail could follow.
        attach_tail(line, left)
    return True


def _may_fall(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "−2 to −5C", "from 50 to 40", "support lies at 25,000-24,900": whether the greater end may stand first."""
    if left.least < 0 or opened_by(line, left, {"between", "from"}) or is_ago(line, right):
        return True
    return gap[0] in _DASHES and left.rule == _LEVEL and right.least > _NEARLY * left.least


def _become_ends(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """Whether the two are the ends of one interval; if so, what is written once is given to both: "2-3 million", "40p to £1"."""
    coins = left.low
    worth = _worth_in_notes(left, right) if left.minor and len(gap) == 1 else None
    if worth is not None:
        left.scale_by(worth)
    joined = _joined(line, left, right, gap) and (worth is not None or _alike(line, left, right, gap))
    if not joined or not _of_one_form(left, right):
        left.low = left.high = coins
        return False
    if worth is not None:
        rule = left.rule
        copy_unit(right, left)
        left.rule = rule
    _settle_both(line, left, right)
    return True


def _tell_alike(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> None:
    """As in "six months to two years", "between 50cm and 1.2 metres": the greater end is told in the unit of the lesser."""
    if len(left.factors) != 1 or len(right.factors) != 1:
        return
    mine, theirs, per = left.factors[0].name, right.factors[0].name, load_compounds()
    factor = per.get((theirs, mine))
    if factor is None or right.least * factor <= left.least:
        return
    # "rose six months to two years" tells a step and its level.
    changed = change_verb_before(line, left.first - 1) != ""
    if opened_by(line, left, {"between"}) if gap == ("and",) else not changed:
        right.scale_by(factor)
        copy_unit(left, right)


def _worth_in_notes(left: Amount, right: Amount) -> Decimal | None:
    """As in "between 90 cents and $2.50", "40p to £1": what a coin is worth in the money of the greater end."""
    if right.kind != "money" or right.minor:
        return None
    theirs = dict(right.factors[0].candidates)
    worths = {worth for code, worth in left.factors[0].candidates if code in theirs}
    return worths.pop() if len(worths) == 1 else None


def _of_one_form(left: Amount, right: Amount) -> bool:
    """Multiples have no intervals; a place and a number, a fraction and a whole number are no ends of one."""
    one, other = left.num.form, right.num.form
    return (
        (one == other or "ordinal" not in {one, other})
        and "multiple" not in {one, other}
        and (one != "fraction" or other == "fraction")
    )


def _margin(left: Amount, right: Amount, middle: Decimal, margin: Decimal) -> Decimal | None:
    """The margin in the unit of the middle: of "$12bn, plus or minus 2%" the share, of "5m, plus or minus 10cm" the tenth."""
    if left.bare or right.bare:
        return margin
    if right.kind == "percentage" != left.kind:
        return middle * margin / _HUNDRED
    if left.kind == "money" == right.kind:
        worth = _worth_in_notes(right, left) if right.minor else None
        return margin * worth if worth is not None else margin
    mine, theirs = left.factors[0].name, right.factors[0].name
    if mine == theirs or left.kind == right.kind in {"percentage", "temperature"}:
        return margin
    per = load_compounds().get((mine, theirs))
    return margin / per if per is not None else None


def _join_margin(line: Line, left: Amount, right: Amount, middle: Number, margin: Decimal) -> None:
    """As in "5.2 ± 0.3 kg", "31 (± 2) kg", "(31 ± 2) kg": the middle is kept as the point."""
    if left.bare:
        copy_unit(right, left)
    # "2.1 ± 0.5 × 10−3 mol": what multiplies the margin multiplies the middle
    scale = right.num.scale if left.num.scale == 1 and left.num.form == right.num.form == "digits" else ONE
    left.low = Number(middle.decimal * scale - margin, middle.significant_digits)
    left.high = Number(middle.decimal * scale + margin, middle.significant_digits)
    left.modifier = "range"
    left.last = right.last
    if line.words[left.last] == ")":
        _close_bracket(line, left, inner="(" in line.words[left.num.last : right.first])
    left.refine("range.margin")


def _close_bracket(line: Line, amount: Amount, *, inner: bool) -> None:
    """Takes in the bracket of "31 (± 2) kg", "80% (± 3%)" and "(31 ± 2) kg", with the unit behind it."""
    outer = amount.bare and line.words[amount.first - 1] == "("
    if not inner and not outer:
        return
    amount.last += 1
    if amount.bare:
        attach_unit(line, amount)
    if not inner:
        amount.last -= amount.bare
        amount.first -= not amount.bare


def _joined(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """Whether the words between two amounts make ends of them: "to", "and" behind "between", a dash."""
    if len(gap) > GROUP or not gap:
        return False
    roughly = load_hedges().roughly
    link = tuple(word for word in gap if word not in _DASHES and word not in roughly) or gap[:1]
    if link == ("or",) or _parts_guesses(gap):
        return is_one_or_two(line, left, right, gap) or joins_spoken(line, left, right, gap)
    if len(link) != 1:
        return False
    if link[0] == "and":
        # "From 10 and 20 dollars"
        return opened_by(line, left, {"between"}) or (left.first == 1 and line.words[0] == "from")
    if gap[0] == "up" and left.tail:
        # "£900 a head up to £20,000"
        return False
    if link[0] in {"to", "till", "through"}:
        return not changes_level(line, left, right) and not (left.bare and right.bare and _tells_vote(line, left))
    return link[0] in _DASHES and _dash_joins(line, left, right)


def _parts_guesses(gap: tuple[str, ...]) -> bool:
    """As in "five | or even | six", "five |, maybe | six", "20 |,| 25"; "10, or 20 per cent," says it twice."""
    doubts = load_hedges().to_next
    return gap[0] in {"or", ","} and gap != (",", "or") and tuple(word for word in gap if word not in doubts) in _ASIDES


def _tells_vote(line: Line, left: Amount) -> bool:
    """As in "a vote of 40 to 59", "voted 40 to 59": two sides, and no interval."""
    before = left.first - 1
    return line.words[before - (line.words[before] == "of")] in load_names().votes


def _dash_joins(line: Line, left: Amount, right: Amount) -> bool:
    """A dash makes an interval where a unit or noun follows; bare numbers with a dash are scores or splits."""
    if not left.bare and right.bare:
        # "$15-25"; in "$15 - 25 people came" another number follows a remark.
        placed = left.kind == "money" or left.rule in _PLACES or left.rule in _SCALED
        return placed and (line.tokens.glued(left.last) or line.tokens.kinds[right.last] != WORD)
    if right.bare and right.num.scale >= _THOUSAND:
        # "an estimate of 8-12 million": no score is so high.
        return True
    if not right.bare:
        # "only two — £6m for one of them" adds a remark.
        return not (left.bare and left.num.form == "words" and right.rule == "money.sign-before")
    if _LARGEST_SCORE <= left.least < right.least:
        return True
    # Parts of a whole are no score, as in "(hazard ratio 1.4–3.7)", nor is what an estimate may be: "(95% CI 55-89)".
    parts = not is_whole(left.num.value) and not is_whole(right.num.value)
    parts |= not load_hedges().confidence.isdisjoint(line.words[left.first - 2 : left.first])
    before = line.words[left.first - 1]
    aged = singular(before) in load_nouns().persons or before == "ages" or is_hedged(line, left.first)
    return parts or aged or before in load_hedges().ranging or line.tokens.kinds[right.last] == WORD


def _alike(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """Whether two amounts can be the ends of one interval."""
    if right.bare and not left.bare:
        # "ranked 5-8"
        if left.rule in _PLACES or left.rule in _SCALED or is_one_or_two(line, left, right, gap):
            return True
        return left.kind == "money" and (gap[0] in _DASHES or _is_sum_too(line, left, right))
    if left.bare:
        return right.kind != "multiple" or right.num.form in {"digits", "words"}
    if left.kind != right.kind:
        return False
    if left.kind == "money":
        shared = {code for code, _ in left.factors[0].candidates} & {code for code, _ in right.factors[0].candidates}
        return bool(shared) and left.minor == right.minor
    # "at 10 K min−1 to 873 K": a rate is no end of what has none.
    mine, theirs = ([factor.name for factor in amount.factors] for amount in (left, right))
    return mine[:1] == theirs[:1] and len(mine) <= len(theirs)


def _is_sum_too(line: Line, left: Amount, right: Amount) -> bool:
    """As in "Rs 200 to 300 a plate", "between $20 and 30 million": greater, and nobody has it; not "gave £20 to 30 boys"."""
    low, behind = left.least, line.words[right.last]
    if left.num.scale == 1 < right.num.scale and low < right.num.value / right.num.scale:
        low *= right.num.scale
    near = low < right.least <= FAR * low
    return near and behind != "of" and (behind in load_nouns().stops or not is_plural(behind))


def _settle_both(line: Line, left: Amount, right: Amount) -> None:
    """A scale or unit written once belongs to both ends: "2-3 million", "$5-7bn", "10 to 12 km"."""
    left_bare, right_bare = left.bare, right.bare
    if left.num.suffix is not None and right.num.scale == left.num.suffix:
        settle_suffix(left)
    _share_scale(line, left, right)
    if left_bare and not right_bare:
        copy_unit(right, left)
    elif right_bare and not left_bare:
        copy_unit(left, right)
    elif len(right.factors) > len(left.factors):
        left.factors = (left.factors[0], *right.factors[1:])


def _share_scale(line: Line, left: Amount, right: Amount) -> None:
    """As in "2 to 3 million", "2 to 3 × 10−6"; "500 to 2 thousand" say their own."""
    low, high, theirs = left.least, right.least, right.num.scale
    if _are_thousands(line, left, right):
        left.scale_by(_THOUSAND)
    elif left.num.scale != 1:
        return
    elif low > high if theirs < 1 else low * theirs <= (_NEAR_AGO if is_ago(line, right) else NEAR) * high:
        left.scale_by(theirs)


def _are_thousands(line: Line, left: Amount, right: Amount) -> bool:
    """As in "4-5,000 fans", as is said for "4,000 to 5,000"."""
    if line.words[left.last] not in _DASHES or not line.words[right.num.first].endswith(",000"):
        return False
    low, high = left.num.value, right.num.value / _THOUSAND
    return low < high <= FAR * low
