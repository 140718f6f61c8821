"""Changes: which way a magnitude went, and whether the amount is the step, the start or the level reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.lexicon.words import load_changes, load_numbers
from figures_server.scan.tokens import WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_REACH: Final = 10
_SKIPPED: Final = frozenset(
    "a an another further additional as much sharply slightly steeply marginally significantly dramatically modestly "
    "again around about nearly almost roughly some only just more than less at least over under up to well "
    "approximately by fully barely it them him her us".split()
)
_CLAUSE_ENDS: Final = frozenset((";", ":", ".", "(", ")", "while", "whereas", "but", "although", "because"))
# "make up a third" is no rise.
_PHRASAL: Final = frozenset(
    "make makes made making set sets setting take takes took taken pick picks picked end ends ended sign signed give gave "
    "turn turned catch caught line lined round rounded rack racked back hold held".split()
)
_STEPS: Final = frozenset(
    "improvement increase decrease rise drop fall decline jump surge slump dip reduction growth hike gain plunge".split()
)
_LEVELS: Final = frozenset(("to", "at"))


def attach_change(line: Line, amount: Amount, before: Amount | None) -> None:
    """Sets direction and role where the words around the amount tell of a change."""
    if amount.kind == "multiple":
        if not amount.direction and (way := _comparative(line, amount)):
            _set(amount, way, "by", "change.comparative")
        return
    if amount.kind in {"age", "ordinal", "ratio"} and amount.num.form != "fraction":
        return
    words = line.tokens.words
    start = amount.hedge[0] if amount.hedge and amount.hedge[0] < amount.first else amount.first
    at = start - 1
    while at >= 0 and words[at] in _SKIPPED and words[at] not in {"by", "to", "up", "than"}:
        at -= 1
    if at >= 0 and words[at] == "between" and amount.modifier == "range":
        at -= 1
    word = words[at] if at >= 0 else ""
    if word == "+" and line.tokens.glued(start) and amount.kind in {"percentage", "scale"}:
        _set(amount, "up", "by", "change.sign")
    elif word in _LEVELS:
        way = _verb_in_clause(line, at - 1)
        if way and word == "to":
            _set(amount, way, "to", "change.to")
    elif word in {"from", "than"}:
        way = _verb_in_clause(line, at - 1)
        if way and word == "from":
            _set(amount, way, "from", "change.from")
    elif way := _step(line, amount, at):
        # "fell below $1.20" names the level that was passed.
        passed = amount.hedge is not None and words[amount.hedge[0]] in {"below", "above", "past", "beneath"}
        _set(amount, way, "to" if passed else "by", "change.level" if passed else "change.by")
    elif way := _comparative(line, amount):
        _set(amount, way, "by", "change.comparative")
    elif before is not None and before.role == "by" and word in {"and", "or"} and before.last == at:
        _set(amount, before.direction, "by", "change.listed")


def _set(amount: Amount, way: str, role: str, rule: str) -> None:
    amount.direction = way
    amount.role = role
    amount.refine(rule)


def _step(line: Line, amount: Amount, at: int) -> str:
    """As in "rose 3%", "up nearly $3bn", "cut by a quarter", "an increase of 62,000 units"."""
    words, changes = line.tokens.words, load_changes()
    if at < 0:
        return ""
    by = words[at] == "by"
    if words[at] == "of" and at:
        way = changes.nouns.get(words[at - 1], "") or changes.nouns.get(words[at - 1].removesuffix("s"), "")
        if amount.dimension == "Length" and words[at - 1] in {"jump", "leap"}:
            return ""
        return (
            way
            if words[at - 1] not in {"loss", "losses", "gain", "cut", "cuts", "raise"} or amount.kind == "percentage"
            else ""
        )
    while at >= 0 and words[at] in _SKIPPED and words[at] not in {"up"}:
        at -= 1
    if at < 0:
        return ""
    if by:
        return _verb_in_clause(line, at) or changes.nouns.get(words[at], "")
    way = _verb_ending(words, at)
    if not way:
        return ""
    if words[at] in changes.counting and amount.kind not in {"percentage", "scale", "ratio", "multiple"}:
        return way if _level_follows(line, amount.last) else ""
    # "lost ninety per cent of the crop": a share, not a step.
    if words[at] in changes.counting and words[amount.last] == "of":
        return ""
    if words[at] == "up" and at and words[at - 1] in _PHRASAL:
        return ""
    return way


def counting_verb_before(line: Line, at: int) -> bool:
    """Whether a verb whose object is counted stands right before token `at`: "added 48,000"."""
    words, at = line.tokens.words, at - 1
    while at >= 0 and words[at] in _SKIPPED:
        at -= 1
    return at >= 0 and words[at] in load_changes().counting


def change_step_before(line: Line, at: int) -> bool:
    """Whether a verb of change stands right before token `at`: "rose $7.2bn to $170.8bn" is a step and a level."""
    words, at = line.tokens.words, at - 1
    by = at >= 0 and words[at] == "by"
    while at >= 0 and words[at] in _SKIPPED and words[at] != "up":
        at -= 1
    return at >= 0 and bool(_verb_ending(words, at) or (by and words[at] in load_changes().nouns))


def _level_follows(line: Line, at: int) -> bool:
    """As in "lost 3 cents to $2.14": the level reached makes a step of the amount."""
    tokens = line.tokens
    return tokens.words[at] == "to" and (
        tokens.kinds[at + 1] != WORD or tokens.words[at + 1] in {"about", "just", "around"}
    )


def _comparative(line: Line, amount: Amount) -> str:
    """As in "14 per cent higher", "£2.1bn less than a year ago", "a $697m improvement"."""
    if amount.kind == "count":
        return _more_than(line, amount)
    words, changes = line.tokens.words, load_changes()
    word = words[amount.last]
    if amount.kind == "percentage" and word in {"point", "points"}:
        word = words[amount.last + 1]
    way = changes.comparatives.get(word, "")
    if way and word in {"up", "down", "above", "below"} and words[amount.last + 1] in {"and", ",", ".", ""}:
        return way if word in {"up", "down"} and words[amount.last + 1] in {",", "."} else ""
    if way:
        return way
    if word in _STEPS:
        return changes.nouns.get(word, "")
    return ""


def _more_than(line: Line, amount: Amount) -> str:
    """As in "12 more than before", "40 fewer jobs than last year"."""
    words, at = line.tokens.words, amount.last
    after = words[at + 1 : at + 4]
    return (
        load_changes().comparatives.get(words[at], "")
        if words[at] in {"more", "fewer", "less"} and "than" in after
        else ""
    )


def _verb_ending(words: list[str], at: int) -> str:
    for head, way in load_changes().verbs.get(words[at], ()):
        first = at - len(head)
        if first >= 0 and all(words[at - 1 - index] == word for index, word in enumerate(head)):
            return str(way)
    return ""


def _verb_in_clause(line: Line, at: int) -> str:
    """The nearest verb or noun of change before `at` in the clause."""
    return change_verb_before(line, at)


def change_verb_before(line: Line, at: int) -> str:
    """Which way the nearest verb or noun of change before token `at` goes; empty where there is none near."""
    words, kinds, changes, multiples = line.tokens.words, line.tokens.kinds, load_changes(), load_numbers().multiples
    for index in range(at, max(-1, at - _REACH), -1):
        word = words[index]
        if word in _CLAUSE_ENDS:
            return ""
        if kinds[index] != WORD:
            continue
        multiple = multiples.get(word)
        if way := _verb_ending(words, index) or changes.nouns.get(word, "") or (multiple.direction if multiple else ""):
            return way
    return ""
