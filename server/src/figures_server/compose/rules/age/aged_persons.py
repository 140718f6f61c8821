"""Ages right behind those who are so old: "John Smith, 71,", "The minister, 54, has", "two sons, 4 and 6"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.rules.no_figures.scores import is_lineup
from figures_server.compose.rules.noun_phrases.capitals import has_capital, is_acronym, is_shouted
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import CLAUSE_ENDS, DIGITS, OPENING_QUOTES, WORD

OLDEST: Final = 115
# Smaller numbers in brackets behind a name, and of crowds, are seldom an age.
YOUNGEST_TOLD: Final = 16
# "Bowyer (77)." alone tells a minute of the match.
_SHORTEST_TOLD: Final = 5
_ONE: Final = frozenset(("himself", "herself", "old"))
# "84 next week", "in May".
_BIRTHDAY: Final = 2
# "users under 18", "they are over 18".
BOUNDS: Final = frozenset(("over", "under", "above", "below"))
OLD: Final = frozenset(("old", "olds", "old's"))
# A small number behind "at" may be the hour.
LAST_HOUR: Final = 12


def rule_behind_person(line: Line, amount: Amount) -> str:
    """The rule by which the number is the age of whom it follows; none is ""."""
    if _after_name(line, amount):
        return "age.after-name"
    if _after_person(line, amount):
        return "age.after-person"
    return "age.kin" if _of_kin(line, amount) else ""


def _after_name(line: Line, amount: Amount) -> bool:
    """As in "John Smith, 71, and his wife": a bare number in commas right behind a name; "Moore, then five,"."""
    tokens, first = line.tokens, amount.first
    words = tokens.words
    softened = line.words[first - 1] in load_ages().softeners
    first -= softened
    spelt = amount.num.form == "words" and line.mentions(load_ages().kin)
    if not (softened or spelt or amount.num.form == "digits") or first < 2 or words[first - 1] not in {",", "("}:
        return False
    opened = words[first - 1] == "("
    if words[amount.last] == "-" and tokens.glued(amount.last):
        return False
    last = amount.last + (0 if opened else _birthday(line, amount))
    speaks = words[last] == ":" and words[last + 1] in OPENING_QUOTES  # 'Joe Platt, 34: "We won."'
    if not speaks and words[last] not in ({")"} if opened else {",", ".", "", ";", "-", "–", "—"}):
        return False
    if opened and not softened and _may_be_label(line, amount.num.value):
        return False
    at = _past_suffix(line, first - 2)
    if line.words[at - 1] == "the" and line.words[at - 2] == "in":
        # "and in the Netherlands, 99"
        return False
    # "Buses to Hull, 12, 14 and 16"
    listed = tokens.kinds[amount.last + 1] == DIGITS
    return tokens.kinds[at] == WORD and tokens.text[tokens.starts[at]].isupper() and not listed


def _birthday(line: Line, amount: Amount) -> int:
    """How many words tell when a person of two names will be so old: "Ruth Hall, 84 | next week,"."""
    when = line.words[amount.last] in {"next", "this", "in", "on"} and amount.num.value >= YOUNGEST_TOLD
    return _BIRTHDAY if when and has_capital(line, amount.first - 3) else 0


def _past_suffix(line: Line, at: int) -> int:
    """Back past what tells a father from his son: "John Brook, | Sr."."""
    suffix = at - (line.words[at] == ".")
    if line.words[suffix] not in load_ages().suffixes:
        return at
    return suffix - 1 - (line.words[suffix - 1] == ",")


def _may_be_label(line: Line, value: Decimal) -> bool:
    """Whether a number in brackets behind a name may be no age; "her sons, Ravi (9) and Anil (6)" tells of children."""
    if line.mentions(load_ages().kin):
        return False
    if value < YOUNGEST_TOLD or is_lineup(line) or line.tokens.count <= _SHORTEST_TOLD:
        return True
    return _labels_in_brackets(line) or line.is_of_cricket()


def _labels_in_brackets(line: Line) -> bool:
    """As in "Kent (29), Surrey (6)", "Kent (560), Surrey (98)": numbers in brackets that are no ages tell what all are."""
    words, kinds = line.tokens.words, line.tokens.kinds
    inside = [at for at in range(1, line.tokens.count) if kinds[at] == DIGITS and words[at - 1] == "("]
    return any(words[at].isdecimal() and not YOUNGEST_TOLD <= int(words[at]) <= OLDEST for at in inside)


def _of_kin(line: Line, amount: Amount) -> bool:
    """As in "two sons, | 4 and 6", "their daughters, | six and nine, were", "pensioners, | 70 and 72, were": behind persons."""
    words, at, behind = line.words, amount.first - 1, amount.last + 1
    closes = words[behind + 1 + 2 * (words[behind + 1] == "and")] == ","
    grown = closes and amount.num.value >= YOUNGEST_TOLD and are_persons(words[at - 1])
    kin = words[at] == "," and (grown or words[at - 1] in load_ages().kin)
    spelt = amount.num.form == "words" and words[behind] in load_numbers().cardinals and words[behind + 1] == ","
    return kin and words[amount.last] in {"and", ","} and (spelt or line.tokens.kinds[behind] == DIGITS)


def are_persons(word: str) -> bool:
    """Whether a plural names persons."""
    return is_plural(word) and (word in load_ages().persons or singular(word) in load_nouns().persons)


def _after_person(line: Line, amount: Amount) -> bool:
    """As in "The minister, 54, has held", "A mother-of-two, 42, was hurt", "her son, then 12.": in commas behind one person."""
    words = line.tokens.words
    softened = line.words[amount.first - 1] in load_ages().softeners
    at = amount.first - 2 - softened
    told = amount.num.form == "digits" or softened or words[at] in load_ages().kin
    if not told or at < 0 or words[at + 1] != ",":
        return False
    if words[at] in load_ages().records and amount.previous is not None and amount.previous.kind == "age":
        # "the youngest was 18; the eldest, | 81."
        return True
    if words[amount.last] not in CLAUSE_ENDS:
        return False
    return words[at] in load_nouns().persons or words[at] in load_ages().roles or _tells_who(line, at, amount)


def _tells_who(line: Line, at: int, amount: Amount) -> bool:
    """As in "The England international, 24, was hurt": a singular in commas, and what is said of it behind."""
    said = line.words[amount.last + 1] in load_ages().said_of
    return said and line.tokens.kinds[at] == WORD and not is_plural(line.words[at])


def is_one_person(line: Line, at: int) -> bool:
    """Whether a pronoun for a person, or a name that opens its clause, ends at token `at`: "she", "when Vera", "the 30-year-old"."""
    ages, tokens, start = load_ages(), line.tokens, at
    word = line.words[at]
    if is_acronym(line, at) and not is_shouted(line):
        # "Her BMI was 31"; "I was 31" is found by its word.
        return word in ages.subjects
    if any(word in known for known in (ages.subjects, ages.kin, ages.roles, load_nouns().persons, _ONE)):
        return True
    while start >= 0 and tokens.kinds[start] == WORD and tokens.text[tokens.starts[start]].isupper():
        start -= 1
    opens = start < 0 or tokens.kinds[start] != WORD or line.words[start] in ages.before_name
    return start < at and opens and line.words[at] not in load_nouns().stops


def is_role(line: Line, at: int) -> bool:
    """As in "a captain", "the widow": what one person is."""
    return line.words[at] in load_ages().roles or line.words[at] in load_nouns().persons
