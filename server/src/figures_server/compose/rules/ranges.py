"""Two amounts that are one: intervals, compound measures; and lists that share a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.rules.changes import change_step_before, change_verb_before
from figures_server.compose.rules.units import copy_unit, settle_suffix
from figures_server.lexicon.words import load_compounds, load_hedges
from figures_server.model import Number
from figures_server.scan.tokens import WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_HYPHENS: Final = frozenset("-–—‑−~")
_LISTING: Final = (
    (",",),
    ("and",),
    ("or",),
    (",", "and"),
    (",", "or"),
    ("-", "or"),
    ("-", "and"),
    ("/",),
    ("x",),
    ("by",),
)
_ROUGHLY: Final = frozenset(
    ("about", "around", "roughly", "nearly", "almost", "approximately", "some", "perhaps", "up")
)
_MARGINS: Final = (
    ("±",),
    ("plus", "or", "minus"),
    ("+", "/", "-"),
    ("+", "-"),
    ("+", "or", "-"),
    ("give", "or", "take"),
)


def join_amounts(line: Line) -> None:
    """Merges neighbours that form one interval or one compound measure, then shares units along lists."""
    merged: list[Amount] = []
    for amount in line.amounts:
        while merged and (_compound(line, merged[-1], amount) or _interval(line, merged[-1], amount)):
            amount = merged.pop()
        merged.append(amount)
    line.amounts = merged
    for index in range(len(merged) - 2, -1, -1):
        _share_unit(line, merged[index], merged[index + 1])


def _gap(line: Line, left: Amount, right: Amount) -> tuple[str, ...]:
    return tuple(line.tokens.words[left.last : right.first])


# -------------------------------------------------------------------- compounds


def _compound(line: Line, left: Amount, right: Amount) -> bool:
    """As in "5ft 11in", "2 hours 14 minutes and 4 seconds", "£6 and 50 pence", "three pounds fifty"."""
    if left.low is None or right.low is None or left.low != left.high or left.kind == "percentage":
        return False
    gap = _gap(line, left, right)
    if not gap and left.bare and left.num.scale > right.low.decimal > 0 and left.num.form == "digits":
        # "2 lakh 50 thousand"
        left.low = left.high = Number(left.low.decimal + right.low.decimal, None)
        left.num.scale, left.num.value, left.last = right.num.scale, left.low.decimal, right.last
        left.factors, left.kind, left.dimension = right.factors, right.kind, right.dimension
        left.refine("compound")
        return True
    if gap not in {(), ("and",), (",",), ("-",)} or len(left.factors) != 1:
        return False
    if gap == (",",) and line.tokens.words[right.last] in {",", "and"}:
        # "3 years, 2 months, 14 days and 16 hours" is a list.
        return False
    if left.kind == "money":
        return _coins(line, left, right, gap)
    if gap == ("and",) and right.bare and right.num.form == "fraction" and right.low.decimal < 1:
        # "an hour and a half"
        left.low = left.high = Number(left.low.decimal + right.low.decimal, 2)
        left.last = right.last
        left.refine("compound")
        return line.tokens.words[right.last] != "of"
    if len(right.factors) != 1 or (gap == ("-",) and not line.tokens.glued(left.last)):
        return False
    part = right.factors[0].name
    if part == "meter" and right.factors[0].text == "m" and left.factors[0].name == "hour" and not gap:
        part = "minute"
    per = load_compounds().get((left.factors[0].name, part))
    if per is None or right.low.decimal >= per or right.low.decimal < 0:
        return False
    value = left.low.decimal + right.low.decimal / per
    digits = (left.low.significant_digits or 1) + (right.low.significant_digits or 1)
    left.low = left.high = Number(value, digits)
    left.last = right.last
    left.refine("compound")
    return True


def _coins(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    if right.low is None or left.low is None or right.low.decimal >= 100 or left.num.scale != 1 or left.minor:
        return False
    bare_cents = right.bare and not gap and left.rule == "money.name-after" and line.tokens.kinds[right.last] != WORD
    if not (right.kind == "money" and right.minor) and not bare_cents:
        return False
    shared = (
        {c for c, _ in left.factors[0].candidates} & {c for c, _ in right.factors[0].candidates}
        if right.factors
        else set()
    )
    if right.kind == "money" and not shared and not right.factors[0].name.startswith("cent"):
        return False
    left.low = left.high = Number(left.low.decimal + right.low.decimal / 100, None)
    left.last = right.last
    left.refine("compound")
    return True


# -------------------------------------------------------------------- intervals


def _interval(line: Line, left: Amount, right: Amount) -> bool:
    gap = _gap(line, left, right)
    if left.low is None or right.low is None or left.low is not left.high or right.low is not right.high:
        return False
    if gap in _MARGINS or (gap and gap[0] == "," and gap[1:] in _MARGINS):
        return _margin(left, right)
    if not _joined(line, left, right, gap) or not _alike(left, right, gap):
        return False
    if left.num.form in {"ordinal", "multiple"} or right.num.form in {"ordinal", "multiple"}:
        return False
    if left.num.form == "fraction" and right.num.form != "fraction":
        return False
    _settle_both(left, right)
    low, high = left.low, right.low
    if low.decimal > high.decimal:
        if not _before(line, left, {"between", "from"}):
            return False
        low, high = high, low
    left.low, left.high = low, high
    left.modifier = "range"
    left.refine("range." + ("between" if _before(line, left, {"between"}) else gap[0] if gap[0].isalpha() else "dash"))
    left.last = right.last
    left.tail = left.tail or right.tail
    return True


def _margin(left: Amount, right: Amount) -> bool:
    """As in "5.2 ± 0.3 kg": the middle is kept as the point."""
    if not left.bare and not right.bare and left.kind != right.kind:
        return False
    if right.low is None or left.low is None:
        return False
    if left.bare:
        copy_unit(right, left)
    middle, margin = left.low, right.low.decimal
    left.low = Number(middle.decimal - margin, middle.significant_digits)
    left.high = Number(middle.decimal + margin, middle.significant_digits)
    left.modifier = "range"
    left.last = right.last
    left.refine("range.margin")
    return True


def _joined(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    words = line.tokens.words
    bare_gap = tuple(word for word in gap if word not in _HYPHENS and word not in _ROUGHLY) or gap[:1]
    if len(gap) > 4 or not gap:
        return False
    if bare_gap == ("and",):
        return _before(line, left, {"between"})
    if bare_gap == ("or",):
        ahead = right.low is not None and left.low is not None and right.low.decimal - left.low.decimal == 1
        return ahead and left.bare and left.num.form == "words" and right.num.form == "words"
    if bare_gap == ("to",) or bare_gap in {("till",), ("through",)}:
        return not _changes_level(line, left, right)
    if bare_gap[0] in _HYPHENS and len(bare_gap) == 1:
        return _dash_joins(line, left, right, words)
    return False


def _dash_joins(line: Line, left: Amount, right: Amount, words: list[str]) -> bool:
    """A dash makes an interval where a unit or noun follows; bare numbers with a dash are scores or splits."""
    if not left.bare and right.bare:
        return left.kind == "money" and line.tokens.glued(left.last)
    if not right.bare:
        return True
    if left.low is not None and right.low is not None and 200 <= left.low.decimal < right.low.decimal:
        return True
    after = words[right.last]
    return after in {"in", "of", "percent", "%"} or line.tokens.kinds[right.last] == "w"


def _changes_level(line: Line, left: Amount, right: Amount) -> bool:
    """As in "rose from 2% to 5%" and "45 to 39 percent" are two figures, "from 20C to 25C" is one."""
    if _before(line, left, {"between"}):
        return False
    if left.bare == right.bare and change_step_before(line, left.first):
        return True
    descending = left.low is not None and right.low is not None and left.low.decimal > right.low.decimal
    if not _before(line, left, {"from"}):
        same = left.bare or right.bare or left.num.scale == right.num.scale
        return descending and same and not (right.num.scale > left.num.scale)
    return change_verb_before(line, left.first - 1) != ""


def _before(line: Line, amount: Amount, wanted: set[str]) -> bool:
    """Whether one of the words opens the amount, hedges between them apart."""
    hedges = load_hedges().before
    words = line.tokens.words
    for at in range(amount.first - 1, max(-1, amount.first - 4), -1):
        if words[at] in wanted:
            return True
        if words[at] not in hedges and words[at] not in {"a", "an"}:
            return False
    return False


def _alike(left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """Whether two amounts can be the ends of one interval."""
    if right.bare and not left.bare:
        return gap[0] in _HYPHENS and left.kind == "money"
    if left.bare:
        return right.kind != "multiple"
    if left.kind != right.kind or left.dimension != right.dimension:
        return False
    if left.kind == "money":
        shared = {code for code, _ in left.factors[0].candidates} & {code for code, _ in right.factors[0].candidates}
        return bool(shared) and left.minor == right.minor
    return left.factors[0].name == right.factors[0].name


def _settle_both(left: Amount, right: Amount) -> None:
    """A scale or unit written once belongs to both ends."""
    left_unit, right_unit = left.bare, right.bare
    if left.num.suffix is not None and right.num.scale == left.num.suffix:
        settle_suffix(left)
    scale = right.num.scale
    if scale > 1 and left.num.scale == 1 and left.low is not None and right.low is not None:
        if left.low.decimal * scale <= right.low.decimal:
            left.scale_by(scale)
    elif left.num.scale > 1 and scale == 1 and right.bare and right.low is not None and left.low is not None:
        if right.low.decimal * left.num.scale >= left.low.decimal and left.low.decimal > right.low.decimal:
            right.scale_by(left.num.scale)
    if left_unit and not right_unit:
        copy_unit(right, left)
    elif right_unit and not left_unit:
        copy_unit(left, right)
    elif len(right.factors) > len(left.factors):
        left.factors = (left.factors[0], *right.factors[1:])
    elif left.kind == "money" and len(right.factors[0].candidates) < len(left.factors[0].candidates):
        left.factors = (right.factors[0], *left.factors[1:])


# ------------------------------------------------------------------------ lists


def _share_unit(line: Line, left: Amount, right: Amount) -> None:
    """As in "three, four and five miles", "500, 1,000 and 2,500 euros", "45 to 39 percent"."""
    if not left.bare or right.bare or left.num.form not in {"digits", "words"} or (right.tail and right.kind == "count"):
        return
    gap = _gap(line, left, right)
    if gap not in _LISTING and gap not in {("to",), ("-",)}:
        return
    if right.kind == "money" and right.rule == "money.sign-before":
        return
    copy_unit(right, left)
    left.refine("list.shared-unit")
