"""Ages that name groups and times of life: "over-65s", "under-fives", "in his mid-40s"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.rules.age.aged_persons import OLDEST
from figures_server.compose.rules.age.said_ages import set_age
from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.lexicon.shapes import load_ages
from figures_server.lexicon.words import load_nouns
from figures_server.model import Number
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import HYPHENS

_SIDES: Final = frozenset(("over", "under"))
# What part of a decade its words name.
_PARTS: Final = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}


def attach_group(line: Line, amount: Amount) -> bool:
    """Whether the number names people by their age: "over-65s", "in their 40s"."""
    if amount.num.form not in {"digits", "words"}:
        return False
    return _decade_of_life(line, amount) or _group(line, amount) or _something(line, amount)


def _something(line: Line, amount: Amount) -> bool:
    """As in "a 20-something driver", "a forty-something"; "20-something miles" are miles."""
    words, at = line.tokens.words, amount.last
    if words[at] not in HYPHENS or words[at + 1] not in load_ages().somethings:
        return False
    start = amount.num.value
    if not is_whole(start / 10) or load_surfaces().named(line.tokens, at + 2) is not None:
        return False
    amount.low, amount.high = Number(start, 2), Number(start + 9, 2)
    amount.modifier, amount.last = "range", at + 2
    set_age(amount, "age.decade-of-life")
    return True


def _decade_of_life(line: Line, amount: Amount) -> bool:
    """As in "in their 40s", "in his mid-40s", "in her eighties"."""
    tokens = line.tokens
    words, at, first = tokens.words, amount.last, amount.first
    apart = words[at] in {"s", "'s"} and tokens.glued(at)
    start = amount.num.value
    if not (apart or words[at - 1].endswith("ties")) or not 0 < start <= OLDEST or start % 10:
        return False
    part = ""
    before = first - 1 - (words[first - 1] in HYPHENS)
    if words[before] in {"mid", "early", "late"}:
        part, first, before = words[before], before, before - 1
    if not (_is_of_person(words, before) or goes_on_life(line, before)):
        return False
    youngest, oldest = _PARTS[part]
    amount.low, amount.high = Number(start + youngest, 2), Number(start + oldest, 2)
    amount.modifier = "range"
    amount.first, amount.last = first, at + apart
    set_age(amount, "age.decade-of-life")
    return True


def goes_on_life(line: Line, at: int) -> bool:
    """As in "in their mid-20s | and | mid-50s": another time of life was told of right before token `at`."""
    return any(life.rule == "age.decade-of-life" and life.last == at for life in line.amounts[-1:])


def _is_of_person(words: list[str], at: int) -> bool:
    """As in "in his 40s", "their teens, 20s and 30s"; "in the 40s" is of a century or of the weather as well."""
    ages = load_ages()
    near = words[max(0, at - 4) : at + 1]
    if "teens" in near or "s" in near[:-1]:
        return words[at] in ages.possessives or not ages.possessives.isdisjoint(near)
    return words[at] in ages.possessives and words[at - 1] in ages.into_decade


def _group(line: Line, amount: Amount) -> bool:
    """As in "over-65s", "under-fives", "the under 18s", "an over-60 woman"."""
    words, at = line.tokens.words, amount.first - 1
    hyphen = words[at] in HYPHENS
    at -= hyphen
    plural = words[amount.last] == "s"
    spelt = hyphen and amount.num.form == "words" and words[amount.last - 1].endswith("s")
    if words[at] not in _SIDES or not (plural or spelt or (hyphen and _tells_persons(line, amount))):
        return False
    amount.modifier = "more_than" if words[at] == "over" else "less_than"
    amount.hedge = (at, at + 1)
    amount.last += plural
    if hyphen:
        amount.first = at
    amount.low = amount.high = Number(amount.num.value, 2)
    set_age(amount, "age.group")
    return True


def _tells_persons(line: Line, amount: Amount) -> bool:
    """As in "an over- | 60 | woman", "under- | 12 | children": persons right behind the age; in capitals "Under-19" is a team."""
    tokens, side = line.tokens, amount.first - 2
    word = tokens.words[amount.last]
    if tokens.text[tokens.starts[side]].isupper() or not 1 < amount.num.value <= OLDEST:
        return False
    return word in load_ages().persons or singular(word) in load_nouns().persons
