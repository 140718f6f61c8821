"""Names of numbers that found no unit: "49ers", "Article 50", "Apollo 11 returned", "the 737 fleet"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line, Other
from figures_server.compose.numerals.num import Num, is_whole
from figures_server.compose.rules.counting.cricket import is_batsmans
from figures_server.compose.rules.counting.ellipses import is_gapped
from figures_server.compose.rules.counting.points import share_before
from figures_server.compose.rules.no_figures.names import ROW_LINKS
from figures_server.compose.rules.noun_phrases.capitals import has_capital, is_acronym, is_highway
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.compose.rules.noun_phrases.nouns import counts_plural, find_noun
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.names import load_names
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages, load_counts, load_measures
from figures_server.lexicon.words import load_hedges, load_nouns
from figures_server.model import OtherKind
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS_OR_EN_DASH, SIGN, WORD

_ROW_ENDS: Final = frozenset(("(", ",", ".", "and", ")", ""))
# How many of the names before it a number may be listed with.
_NEAR: Final = 8
_LONGEST_PLURAL_TAIL: Final = 4
_SHORTEST_NAME: Final = 3
_OWNING: Final = ("'s", "s'")
_SHORTEST_SUM: Final = 100
_LAST_MODEL: Final = 30
_CODES: Final = (2, 3)
_LAST_GRADE: Final = 5
_LAST_YEAR_OF_SCHOOL: Final = 13


def has_letters_behind(line: Line, amount: Amount) -> bool:
    """As in "49ers", "5G": letters right behind the digits that are no unit."""
    tokens, at = line.tokens, amount.last
    if amount.num.form != "digits" or tokens.kinds[at] != WORD:
        return False
    word = tokens.words[at]
    named = word not in {"th", "s", "x", "times"} and not (is_plural(word) and len(word) > _LONGEST_PLURAL_TAIL)
    return named or has_model_letter(line, amount)


def has_model_letter(line: Line, amount: Amount) -> bool:
    """As in "the Honor 7X": a capital X behind a name; "made 7X" is a multiple."""
    at, before = amount.last, amount.first - 1
    return before > 0 and line.tokens.text[line.tokens.starts[at]] == "X" and has_capital(line, before)


def goes_on_row(line: Line, amount: Amount) -> bool:
    """As in "Sections 120B (conspiracy), 365 (kidnapping) and 302 (murder)": the row goes on with names."""
    words = line.tokens.words
    near = [other for other in line.others[-_NEAR:] if _may_open_row(other) and other.last <= amount.first]
    if not near:
        return False
    last = max(other.last for other in near)
    if words[last : amount.first] == ["of"] and near[-1].rule in {"name.capital", "name.cue"}:
        # "Image 1 of 2"
        return True
    if not (words[amount.last] in _ROW_ENDS or _closes_row(line, near[-1].rule, amount)):
        return False
    depth = 0
    for word in words[last : amount.first]:
        depth += (word == "(") - (word == ")")
        if depth == 0 and word != ")" and word not in ROW_LINKS:
            return False
    return True


def _may_open_row(other: Other) -> bool:
    """As in "Sections 120B", "Figs. 2"."""
    return other.kind == "name" or other.rule == "identifier.number"


def _closes_row(line: Line, rule: str, amount: Amount) -> bool:
    """As in "Sections 120B and 302 apply": behind the last number of the row stands no noun to count."""
    cued = rule == "name.cue" and line.words[amount.first - 1] in {"and", "or"}
    return cued and line.tokens.kinds[amount.last] == WORD and find_noun(line, amount.last, plural=True) is None


def is_behind_cue(line: Line, amount: Amount) -> bool:
    """As in "Article 50", "the number three bank"; a lower-case "case 20 people" may yet count."""
    at = _name_end(line, amount)
    if at is None:
        return False
    if _is_oven_mark(line, at) or (
        line.words[at - 1] == "&" and "&".join(line.words[at - 2 : at + 1 : 2]) in load_names().before
    ):
        # "the S&P 500 index"
        return True
    if line.words[at] == "years" and amount.num.value <= _LAST_YEAR_OF_SCHOOL:
        # "pupils in years 10 and 11"
        return line.words[at - 1] in {"in", "of", "from"}
    if len(line.words[at]) in _CODES and line.words[at - 1] in load_names().before and is_acronym(line, at):
        # "Flight BA 302"
        at -= 1
    graded = line.words[at] in load_names().graded and amount.num.value <= _LAST_GRADE
    if not (graded or line.words[at] in load_names().before) or _numbers(line, at):
        return False
    if line.words[at - 1] in HYPHENS_OR_EN_DASH and line.words[at - 2] in load_numbers().cardinals:
        # "a six-day three-nation visit"
        return False
    if graded or has_capital(line, at):
        return True
    if (
        line.words[at - 1] in load_numbers().which
        or line.words[at - 1] in {"one", "that"}
        or counts_plural(line, amount.last)
    ):
        # "last week 30 were killed", "one day 40 came"
        return False
    return line.words[at] in load_names().before_in_lower_case or _is_place(line, amount, at)


def _is_oven_mark(line: Line, at: int) -> bool:
    """As in "heat the oven to | gas mark | 6", "180C fan/ | gas | 6"."""
    gas = line.words[at - (line.words[at] == "mark")] == "gas"
    return gas and line.mentions(load_measures().heated)


def _is_place(line: Line, amount: Amount, at: int) -> bool:
    """As in "on deck 2", "in row 5, seat 4": a preposition and a single thing without an article; "in court 20 were fined" counts."""
    tokens, behind = line.tokens, line.words[amount.last]
    if amount.num.form != "digits" or not tokens.words[amount.first].isdecimal() or behind in load_counts().auxiliaries:
        return False
    before = line.words[at - 1]
    goes_on = (
        before in ROW_LINKS
        and line.others[-1:]
        and line.others[-1].last == at - 1
        and line.others[-1].rule == "name.cue"
    )
    return bool(goes_on) or before == "of" or before in load_counts().governing - {"by", "with"}


def _numbers(line: Line, at: int) -> bool:
    """As in "the rebels | number 400", "are thought to | number 90", "may | number 60": a verb; "rose to number 5" names."""
    words, before = line.words, line.words[at - 1]
    if words[at] != "number":
        return False
    told = before == "to" and words[at - 2] in load_counts().held_to
    return told or is_plural(before) or before in {"now", "already", "still"} or before in load_ages().modals


def is_behind_capital(line: Line, amount: Amount) -> bool:
    """As in "Apollo 11 returned"; "In Kent 40 people died" counts."""
    at = _name_end(line, amount)
    if at is None or amount.num.form != "digits" or not has_capital(line, at) or "," in line.tokens.words[amount.first]:
        # "Labour 18,204": names have no thousands set apart.
        return False
    if is_highway(line, at):
        return True
    if _names_nothing(line, at) or _is_told_of_name(line, amount, at):
        return False
    if _acts(line, amount, at):
        return True
    if amount.num.value <= _LAST_MODEL and line.words[amount.last] != "times" and _is_owned(line, at):
        return True
    # "the satellite Insat 1-A"
    tied = line.tokens.tied(amount.last, HYPHENS_OR_EN_DASH) and len(line.words[amount.last + 1]) > 1
    return not tied and not _counts(line, amount)


def _names_nothing(line: Line, at: int) -> bool:
    """As in "In 40 towns", "Some 40 people"; "CA 22" is of California, "ca 22" is about so many."""
    word = line.words[at]
    if word in load_nouns().stops or word in load_names().openers:
        return True
    return word in load_hedges().before and not (len(word) == 2 and is_acronym(line, at))


def _is_told_of_name(line: Line, amount: Amount, at: int) -> bool:
    """As in "Khan 45 and Root 12", "Rubio's 151", "and in Wales 29.5" behind a share, "(CI 1.4–3.7)": what someone has, scored or measured, and no name."""
    interval = amount.modifier == "range" and not is_whole(amount.num.value)
    return (
        interval
        or is_batsmans(line, amount)
        or is_gapped(line, amount)
        or _is_number_of(line, amount, line.words[at])
        or share_before(line, amount) is not None
    )


def _acts(line: Line, amount: Amount, at: int) -> bool:
    """As in "Apollo 11 | carries a flag", "then Saw 2 | topped lists"; not in "in Kent 12 reported cases", "Kent's 12 elected members"."""
    behind = line.words[amount.last]
    if is_plural(behind) and _has_object(line, amount.last + 1):
        return True
    subject = at > 0 and line.words[at - 1] not in load_counts().governing and not line.words[at].endswith(_OWNING)
    return subject and is_past(behind)


def _counts(line: Line, amount: Amount) -> bool:
    """As in "Kent 40 | people"; behind "a Sony 600 | telephoto lens" one noun follows the number of a model."""
    noun = find_noun(line, amount.last, plural=True)
    return noun is not None and (amount.num.value < _SHORTEST_SUM or is_plural(line.words[noun.last - 1]))


def _is_number_of(line: Line, amount: Amount, word: str) -> bool:
    """As in "ahead of Rubio's 151": what somebody has so many of was named before; "Levi's 501 jeans" are a model."""
    at = amount.last
    # "to Holt's 149 of 402"
    parted = line.words[at] == "of" and line.tokens.kinds[at + 1] == DIGITS
    return word.endswith(_OWNING) and (parted or line.tokens.kinds[at] != WORD) and line.words[at] != "/"


def _is_owned(line: Line, at: int) -> bool:
    """As in "its | Falcon | 9 rockets", "its Echo 2 and | Dot | 3 speakers": a name that somebody owns stands before no count."""
    while has_capital(line, at - 1) and not line.words[at - 1].endswith(_OWNING):
        at -= 1
    before = line.words[at - 1]
    if before in ROW_LINKS and line.others and line.others[-1].last == at - 1:
        return line.others[-1].kind == "name"
    return before.endswith(_OWNING) or before in load_names().owners


def _has_object(line: Line, at: int) -> bool:
    """As in "the Mi 11 costs | Rs 50,000", "Apollo 11 carries | a flag"."""
    tokens = line.tokens
    priced = tokens.kinds[at + 1] == DIGITS and load_surfaces().left(tokens, at + 1) is not None
    return line.words[at] in load_nouns().articles or tokens.kinds[at] == DIGITS or priced


def is_named_before(line: Line, amount: Amount) -> bool:
    """As in "the Boeing 737 ... the 737 fleet": a number that was a name in this article is one again."""
    if _pair(line, amount.first) in line.named and line.words[amount.first - 1] != "the":
        return True
    return line.tokens.words[amount.first] in line.named and not counts_plural(line, amount.last)


def remember(line: Line, num: Num, kind: OtherKind) -> None:
    """Keeps a number that is a name; smaller ones are said again of other things."""
    if kind != "name":
        return
    line.named.add(_pair(line, num.first))
    surface = line.tokens.words[num.first]
    if surface.isdecimal() and len(surface) >= _SHORTEST_NAME:
        line.named.add(surface)


def _pair(line: Line, at: int) -> str:
    """A number with the word before it: "oneplus 13"."""
    return f"{line.words[at - 1]} {line.tokens.words[at]}"


def _name_end(line: Line, amount: Amount) -> int | None:
    """The last word of what may be the name before a bare number; numbers already named apart."""
    at = amount.first - 1
    if at > 1 and line.words[at] == "." and len(line.words[at - 1]) <= _SHORTEST_NAME:
        # "Hose Co. 1"
        at -= 1
    if at < 0 or amount.num.form not in {"digits", "words"} or amount.num.scale != 1:
        return None
    # "category-two calls"
    at -= line.tokens.tied(at) and line.words[at - 1] in load_names().graded
    named = {other.last - 1 for other in line.others[-_NEAR:] if other.kind in {"name", "identifier"}}
    while at >= 2 and line.words[at] in ROW_LINKS and at - 1 in named:
        at -= 2
    return at if line.tokens.kinds[at] in {WORD, SIGN, DIGITS} else None
