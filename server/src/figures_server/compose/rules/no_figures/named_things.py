"""Numbers that name firms, films and bodies of troops: "3's chief engineer", "an 18-rated game", "the 52 Armoured Regiment"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import Num
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.nouns import find_noun
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.names import load_names
from figures_server.lexicon.shapes import load_counts
from figures_server.scan.tokens import APOSTROPHES, CLOSING_QUOTES, DIGITS, HYPHENS_OR_EN_DASH, OPENING_QUOTES, WORD

_PITCH_LINE: Final = 22
_RELAY_METRES: Final = frozenset(("100", "200", "400", "800"))
NAMED_TIMES: Final[frozenset[str]] = frozenset(("minutes", "hours", "days", "cent", "cent's"))


def is_owner(line: Line, amount: Amount) -> bool:
    """As in "3's marketing director", "the operator 3 says": a number that owns something or speaks is a name."""
    tokens, at = line.tokens, amount.last
    if amount.num.form != "digits":
        return False
    if tokens.words[at] in APOSTROPHES and tokens.words[at + 1] == "s":
        return line.has_content(at + 2)
    return tokens.words[at] == "says"


def is_code(line: Line, num: Num) -> bool:
    """As in "2PH farms", where the scale of acids is written "pH"; "a 1080p screen", where the letter is no penny."""
    tokens, at = line.tokens, num.last
    if tokens.words[at] == "p":
        return tokens.words[at + 1] in load_names().screens
    return tokens.surface(at, at + 1) == "PH"


def is_many_of_model(line: Line, num: Num) -> bool:
    """As in "a fleet of 747s", which are seven, something, seven at Boeing, and "12 | ATR | 72s": a noun phrase has one number."""
    digits, name = line.words[num.first], num.first - 1
    if not digits.isdecimal() or line.words[num.last] != "s":
        return False
    while has_capital(line, name):
        name -= 1
    counted = name < num.first - 1 and any(other.bare and other.last == name + 1 for other in line.amounts[-1:])
    return digits[::2] == "77" or counted


def is_film_rating(line: Line, amount: Amount) -> bool:
    """As in "an 18-rated game", "the 15 certificate film"."""
    words, at = line.tokens.words, amount.last
    rated = words[at] in HYPHENS_OR_EN_DASH and words[at + 1] in {"rated", "certificate", "certificated"}
    return amount.num.form == "digits" and (rated or words[at] == "certificate")


def is_programme(line: Line, num: Num) -> bool:
    """As in "told 60 Minutes", "50 Cent sang", "50 Cent's album": a capital in the middle of a sentence makes a name of the unit."""
    tokens, at = line.tokens, num.last
    surface = tokens.text[tokens.starts[at] : tokens.ends[at]]
    if num.form == "digits" and tokens.words[at] == "cent's" and surface[0].isupper():
        return True
    if num.form == "digits" and tokens.words[at] == "cent" and surface.istitle():
        # "50 Cent sang": so many coins have an s, but before what they pay for.
        return not line.has_content(at + 1)
    if num.form != "digits" or tokens.words[at] not in NAMED_TIMES or not surface.istitle() or not num.first:
        return False
    before = num.first - 1
    if line.words[before].removesuffix("'s") in load_names().stations:
        # "told CBS 60 Minutes"
        before -= 1
    beside = (before, at + 1)
    small = [tokens.text[tokens.starts[index]].islower() for index in beside if tokens.kinds[index] == WORD]
    return all(small)


def is_formation(line: Line, amount: Amount) -> bool:
    """As in "the 52 Armoured Regiment", "16 Corps": the number of a body of troops."""
    at, formations = amount.last, load_names().formations
    if amount.num.form != "digits" or amount.num.scale != 1:
        return False
    while at < amount.last + GROUP and has_capital(line, at) and line.words[at] not in formations:
        at += 1
    return line.words[at] in formations and has_capital(line, at)


def is_line_of_pitch(line: Line, amount: Amount) -> bool:
    """As in "kicked out of the 22", "in his own 22": a line of a rugby pitch, so many metres out."""
    words, at, owner = line.words, amount.last, line.words[amount.first - 1]
    if amount.num.value != _PITCH_LINE or not (owner in {"the", "own", "'"} or owner.endswith("'s")):
        return False
    ends = not line.has_content(at)
    return ends and words[at] not in {"of", "who", "were"} and line.mentions(load_names().rugby)


def is_relay(line: Line, num: Num) -> bool:
    """The 4 of "the 4x100m relay", which is told by its words or by its legs."""
    tokens, last = line.tokens, num.last
    if tokens.words[last] != "x" or tokens.kinds[last + 1] != DIGITS:
        return False
    legs = num.value == 4 and tokens.words[last + 1] in _RELAY_METRES
    return legs or "relay" in tokens.words[last : last + PHRASE]


def is_calibre(line: Line, num: Num) -> bool:
    """As in "a .22 rifle"."""
    return line.tokens.words[num.first][0] == "." and line.tokens.words[num.last] in load_names().guns


def is_model(line: Line, amount: Amount) -> bool:
    """As in "the 737 Max", "the 1033 program", "a twin-aisle 777 plane", "its smallest plane, the 717": three or four digits."""
    tokens, at = line.tokens, amount.last
    digits = tokens.words[amount.first]
    if amount.num.form != "digits" or not digits.isdecimal() or len(digits) not in {3, 4}:
        return False
    numbered = load_names().numbered
    if _is_of_counted(line, amount) or _is_of_maker(line, amount):
        return True
    described = tokens.tied(amount.first - 2) or tokens.words[at] in numbered
    if line.words[amount.first - 1] not in {"the", "a", "new", "its"} and not (amount.first > 1 and described):
        return False
    if tokens.kinds[at] != WORD:
        return line.words[amount.first - 2] == "," and line.words[amount.first - 3] in numbered
    if tokens.words[at] in numbered:
        following = tokens.words[at + 1]
        return not line.has_content(at + 1) or following.endswith("ed")
    return has_capital(line, at) and find_noun(line, at, plural=True) is None


def _is_of_counted(line: Line, amount: Amount) -> bool:
    """As in "two new | 737 Max jets": a noun phrase has one number, and the next in it is of a name."""
    if len(line.amounts) == 1 or not has_capital(line, amount.last):
        return False
    before = next((other for other in line.before(amount) if other.kind in {None, "count"}), None)
    if before is None or not before.last < amount.first <= before.last + GROUP:
        return False
    between = range(before.last, amount.first)
    return all(
        line.has_content(at) and not (is_plural(line.words[at]) or line.words[at].endswith("ed")) for at in between
    )


def _is_of_maker(line: Line, amount: Amount) -> bool:
    """As in "Boeing halted deliveries of | the 787 | again": a model of the maker that the sentence names."""
    if line.words[amount.first - 1] != "the" or not line.mentions(load_names().makers):
        return False
    return line.words[amount.last] not in load_counts().passive and find_noun(line, amount.last, plural=True) is None


def is_known_as(line: Line, num: Num) -> bool:
    """As in "an element known as 118"."""
    named = line.words[num.first - 2] in {"known", "named", "numbered", "labelled"}
    return named and line.words[num.first - 1] == "as"


def is_title(line: Line, num: Num) -> bool:
    """As in the programme "60 Minutes": a number and words in capitals fill the quotation marks."""
    tokens, first, at = line.tokens, num.first, num.last
    if line.words[first - 1] not in OPENING_QUOTES or not tokens.glued(first):
        return False
    while tokens.text[tokens.starts[at] : tokens.ends[at]].istitle():
        at += 1
    return at > num.last and (tokens.words[at] in CLOSING_QUOTES or tokens.words[at + 1] in CLOSING_QUOTES)


def is_degree_class(line: Line, num: Num) -> bool:
    """Both numbers of "left with a 2:1", "a 2:2 in law": the class of a degree; "a 2:1 margin" is a ratio."""
    words, at = line.words, num.last
    if words[num.first - 1] == ":":
        return any(other.rule == "name.degree" and other.last == num.first - 1 for other in line.others[-1:])
    if num.value != 2 or words[num.first - 1] != "a" or words[at] != ":":
        return False
    behind = words[at + 2]
    return not line.has_content(at + 2) or behind in {"degree", "honours"}
