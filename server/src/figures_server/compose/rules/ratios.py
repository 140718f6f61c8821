"""Ratios, multiples and ranks: "one in five", "three to one", "five times", "second-largest"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.amount import Noun
from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import singular
from figures_server.model import Number, UnitFactor
from figures_server.scan.tokens import WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_HYPHENS: Final = frozenset("-‐‑")
_RUNNING: Final = frozenset(
    ("consecutive", "straight", "successive", "biggest", "best", "worst", "most", "least", "lowest")
)
_RANKED: Final = frozenset(
    "ranked ranks rank finished finish finishes came placed place places standing stood took take "
    "takes coming finishing in lies lying sits".split()
)
_COMPARED: Final = frozenset(
    "as the more less higher lower larger bigger greater faster its their his her that what smaller "
    "longer over worse better likelier earnings book sales revenue cheaper stronger fewer".split()
)


def join_ratios(line: Line) -> None:
    """As in "one in four adults", "two out of three", "1-in-5": two numbers that are one share."""
    kept: list[Amount] = []
    for amount in line.amounts:
        if kept and _share(line, kept[-1], amount):
            continue
        kept.append(amount)
    line.amounts = kept


def _share(line: Line, left: Amount, right: Amount) -> bool:
    gap = tuple(word for word in line.tokens.words[left.last : right.first] if word not in _HYPHENS)
    if left.low is None or right.low is None or not left.bare or not right.bare:
        return False
    if gap not in {("in",), ("out", "of"), ("in", "every"), ("out", "of", "every")}:
        return _odds(line, left, right, gap)
    small, whole = left.low.decimal, right.low.decimal
    if not 0 < small < whole or left.num.scale > 1 or (gap == ("in",) and small > 20) or right.num.form == "fraction":
        return False
    _merge(line, left, right, Number(small / whole, None), "ratio.one-in")
    return True


def _odds(line: Line, left: Amount, right: Amount, gap: tuple[str, ...]) -> bool:
    """As in "three to one", "70:30", "a ratio of 3 to 2"."""
    if left.low is None or right.low is None or right.low.decimal <= 0:
        return False
    ones = gap == ("to",) and right.low.decimal == 1 and left.low.decimal > 1 and line.tokens.kinds[right.last] != WORD
    colon = gap == (":",) and line.tokens.glued(left.last) and line.tokens.glued(right.first)
    named = gap in {("to",), (":",)} and "ratio" in line.tokens.words[max(0, left.first - 4) : left.first]
    split = not gap and left.low.decimal + right.low.decimal == 100 and line.tokens.words[left.last] == "-"
    if not (ones or colon or named or split):
        return False
    _merge(line, left, right, Number(left.low.decimal / right.low.decimal, None), "ratio.odds")
    return True


def _merge(line: Line, left: Amount, right: Amount, value: Number, rule: str) -> None:
    left.low = left.high = value
    left.last = right.last
    left.kind, left.rule = "ratio", rule
    left.noun = find_noun(line, left.last, plural=True)


def attach_multiple(line: Line, amount: Amount) -> bool:
    """As in "five times", "twice", "doubled", "tenfold"."""
    words, at = line.tokens.words, amount.last
    if amount.num.form == "multiple":
        if not _is_multiple(line, amount):
            return False
        amount.direction = amount.num.direction
        if words[amount.first].endswith("fold") and not amount.direction:
            amount.direction = "up" if _grows(line, amount) else ""
        amount.role = "by" if amount.direction else ""
    elif amount.bare and amount.num.form in {"digits", "words"} and words[at] in {"times", "x"}:
        if words[at] == "x" and not line.tokens.glued(at):
            return False
        if words[at] == "times" and words[at + 1] not in _COMPARED:
            return False
        amount.last = at + 1
    else:
        return False
    amount.kind, amount.rule = "multiple", "multiple.times"
    amount.factors = (UnitFactor("unit", "times"),)
    return True


def _is_multiple(line: Line, amount: Amount) -> bool:
    """As in "double" counts as a verb alone ("set to double"); "halves" not as the parts of a match."""
    words, first = line.tokens.words, amount.first
    word = words[first]
    before, after = line.word(first - 1), line.word(amount.last)
    if after in {"digits", "digit", "figures", "figure", "standards"}:
        return False
    if word in {"double", "triple", "treble", "quadruple"}:
        return before in {
            "to",
            "will",
            "would",
            "could",
            "may",
            "might",
            "can",
            "should",
            "than",
            "nearly",
            "almost",
        } or after in {"the", "its", "their", "that", "what", "his"}
    if word == "halves":
        return before in {"it", "which", "that"}
    if word.startswith(("double", "doubling")) and after in {
        "digits",
        "digit",
        "figures",
        "figure",
        "down",
        "checked",
        "glazed",
        "up",
    }:
        return False
    return not (word == "twice" and after in {"a", "daily", "weekly"})


def _grows(line: Line, amount: Amount) -> bool:
    from figures_server.compose.rules.changes import change_verb_before

    return change_verb_before(line, amount.first - 1) == "up"


def attach_rank(line: Line, amount: Amount) -> bool:
    """Ordinals that state a rank or a running count; the others only tell a story."""
    if amount.num.form != "ordinal":
        return False
    tokens = line.tokens
    words, at = tokens.words, amount.last
    hyphen = words[at] in _HYPHENS and tokens.glued(at)
    after = at + hyphen
    word = words[after]
    superlative = word in _RUNNING or (
        word.endswith("est")
        and len(word) > 4
        and word
        not in {
            "west",
            "northwest",
            "southwest",
            "interest",
            "request",
            "forest",
            "protest",
            "test",
            "contest",
            "guest",
            "harvest",
        }
    )
    if superlative:
        noun = find_noun(line, after + 1, plural=False, due=True)
        _rank(amount, noun, "ordinal.superlative")
        return True
    if not hyphen and amount.num.value > 1 and word == "time":
        amount.last = at
        _rank(amount, Noun(after, after + 1, "time"), "ordinal.nth-time")
        return True
    if not hyphen and words[max(0, amount.first - 3) : amount.first][-1:] == ["the"] and _makes(words, amount.first):
        _rank(amount, find_noun(line, at, plural=False), "ordinal.makes")
        return True
    if not hyphen and _in_a_row(words, at):
        _rank(amount, find_noun(line, at, plural=False, due=True), "ordinal.running")
        return True
    if _ranked(line, amount):
        _rank(amount, None, "ordinal.ranked")
        amount.factors = (UnitFactor("entity", "place"),)
        return True
    return False


def _makes(words: list[str], first: int) -> bool:
    """As in "This makes it the fifth new element": a running count."""
    return any(
        word in {"makes", "made", "making", "become", "became", "becomes", "becoming"}
        for word in words[max(0, first - 4) : first]
    )


def _in_a_row(words: list[str], at: int) -> bool:
    return any(
        words[index : index + 3] == ["in", "a", "row"]
        or (words[index : index + 2] in (["in", "succession"], ["on", "the"])
        and words[index + 2 : index + 3] == ["trot"])
        or words[index : index + 3] == ["at", "a", "stretch"]
        for index in range(at, at + 6)
    )


def _ranked(line: Line, amount: Amount) -> bool:
    words, kinds = line.tokens.words, line.tokens.kinds
    before, after = line.word(amount.first - 1), line.word(amount.last)
    if before not in _RANKED or (before == "in" and amount.num.value > 20):
        return False
    return (
        after
        in {
            "",
            ".",
            ",",
            ";",
            ")",
            "in",
            "at",
            "behind",
            "with",
            "place",
            "on",
            "while",
            "based",
            "among",
            "and",
            "out",
            "overall",
            "to",
        }
        or kinds[amount.last] != WORD
    )


def _rank(amount: Amount, noun: Noun | None, rule: str) -> None:
    amount.kind, amount.rule = "ordinal", rule
    head = noun.head if noun is not None else "place"
    amount.noun = noun
    amount.factors = (UnitFactor("entity", singular(head)),)
