"""Whether an everyday word or a lone letter behind a number is meant as a unit: "a five-cup jug", "every 30 s"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import MINUS, is_whole
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.shapes import load_ages, load_measures
from figures_server.lexicon.units import UnitEntry
from figures_server.lexicon.words import load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS, WORD

_SHORT_TIMES: Final = frozenset(("m", "h", "min", "hr"))
_LEAST_YEAR: Final = 1000
_LAST_YEAR: Final = 2100
_LETTERS: Final = frozenset("ACGTcf")
# "three MLAs and one MP", "one GP" are persons.
_MEMBERS: Final = frozenset(("MP", "GP"))
# Everyday words that news never measures with: ids of units.
_THINGS: Final = frozenset(("index_point", "league", "grain"))


def is_plausible(line: Line, amount: Amount, entry: UnitEntry, at: int, last: int) -> bool:
    """Whether an everyday word or a lone letter is meant as a unit here: "a five-cup jug", not "five cups"."""
    num, surface = amount.num, line.tokens.surface(at, last)
    follows = at == amount.last
    if num.form == "words" and surface in _MEMBERS:
        return False
    if surface == "M" and not line.mentions(load_measures().dissolved):
        return False
    if entry.everyday and surface not in _LETTERS:
        return entry.id not in _THINGS and (not follows or _is_measured_out(line, amount, entry, at, last))
    if surface == "s" and is_whole(num.value) and (is_whole(num.value / 10) or _is_behind_capital(line, amount)):
        return _are_seconds(line, amount, at)
    if (entry.id == "century" and _are_hundred_runs(line, amount)) or (entry.id == "degree" and _are_steps(line, last)):
        return False
    if num.form == "fraction" and follows and entry.kind in {"measurement", "duration"}:
        return line.tokens.kinds[amount.first] != WORD or num.value < 1
    # "the planet Kepler 22 d"
    named = surface == "d" and _is_behind_capital(line, amount)
    # "0.1 c": nothing is faster
    light = surface == "c" and entry.id == "speed_of_light" and 0 < num.value < 1
    if named or (not light and surface in _LETTERS and _is_no_sign(line, amount, at, last)):
        return False
    # "two second homes", "the 5-1 second favourite"
    ranks = num.value != 1 or line.words[amount.first - 1] in HYPHENS
    return not (surface == "second" and ranks and follows)


def _is_measured_out(line: Line, amount: Amount, entry: UnitEntry, at: int, last: int) -> bool:
    """As in "2½ cups", "a 5 cup jug"; "five cups" and "two cup ties" are counted."""
    surface = line.tokens.surface(at, last)
    if amount.num.form == "fraction" or not is_whole(amount.num.value):
        return True
    if amount.num.value == 1 or surface.endswith("s") or not surface.islower():
        return False
    return entry.quantity_kind != "Volume" or not is_plural(line.words[last])


def _are_hundred_runs(line: Line, amount: Amount) -> bool:
    """As in "scored two centuries", "has two centuries" in an article about cricket; "in two centuries" is a time there too."""
    nouns, before = load_nouns(), line.words[amount.first - 1]
    if amount.num.form == "fraction":
        return False
    return before in nouns.batting or (before not in nouns.during and line.is_of_cricket())


def _are_steps(line: Line, last: int) -> bool:
    """As in "six degrees of freedom": counted, not turned."""
    return line.words[last] == "of" and line.words[last + 1] in load_measures().degrees_of


def _is_no_sign(line: Line, amount: Amount, at: int, last: int) -> bool:
    """As in "14.7C/ per share", "studied for 3 A levels"; "20C/68F" says it twice, "draws 3 A at 12 V" and "a magnet of 3 T" measure."""
    tokens, words = line.tokens, line.words
    if words[at] == "c" and words[last] == "/":
        # "heat to 180C/gas mark 4" measures
        return tokens.kinds[last + 1] != DIGITS and not tokens.glued(last + 1)
    measures = load_measures()
    if words[at] in {"c", "f"}:
        # "a fever of 102.4 f", "it's -5 c out"
        small = not tokens.glued(at) and tokens.text[tokens.starts[at]].islower()
        return small and amount.num.value > 0 and not line.mentions(measures.weather | measures.heated)
    if (words[last] == "/" and load_surfaces().right(tokens, last + 1) is not None) or (
        words[last + 1] in MINUS and words[last + 2].isdigit()
    ):
        # "1 A g−1", "1.2 × 10^5 A/m^2"
        return False
    # "3 A levels"
    counted = is_plural(words[last])
    if words[at - 1] in HYPHENS and _is_behind_capital(line, amount):
        # "the Insat 1-A"
        return True
    beside = measures.magnetic if words[at] in {"t", "g"} else measures.electric
    measured = amount.num.value < _LEAST_YEAR and not counted and line.mentions(beside)
    return not (tokens.glued(at) or measured)


def _is_behind_capital(line: Line, amount: Amount) -> bool:
    at = amount.first - 1
    return at > 0 and line.tokens.kinds[at] == WORD and has_capital(line, at)


def _are_seconds(line: Line, amount: Amount, at: int) -> bool:
    """As in "2m 30s", "every 30 s", "a 30-s exposure"; not "the 1960s", "in his 60s", "ten Boeing 737s"."""
    before = line.words[amount.first - 1]
    # "for 1800 s", "until 2700 s"; "the 1960 s" are years
    short = amount.num.value < _LEAST_YEAR or before == "for" or amount.num.value >= _LAST_YEAR
    apart = (at > amount.last or not line.tokens.glued(at)) and short
    return before in _SHORT_TIMES or (apart and before not in load_ages().possessives)
