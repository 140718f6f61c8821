"""Numbers that identify, order or label by their own form: phone numbers, versions, references, list points."""

from __future__ import annotations

from typing import Final

from figures_server.compose.line import Line
from figures_server.compose.numerals.num import Num
from figures_server.compose.rules.measures.race_times import is_run
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.lexicon.names import load_names
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import APOSTROPHES, DIGITS

_BEFORE_POINTS: Final = frozenset((":", ".", ",", ";", "-", "–", "—", "and", "or"))
# "application 24/118".
_FILED: Final = frozenset(("application", "applications", "report", "petition", "claim"))
_SLASH: Final = frozenset("/")
_SIGNS: Final = frozenset("#@_=")
_BRACKETS: Final = frozenset("()")
_LAST_POINT: Final = 30
_LONG_GROUP: Final = 3
_CLOCK: Final = 3
_COLON: Final = frozenset(":")
_COMPASS: Final = frozenset("nsew")
_PART_OF_TIME: Final = {"h": "m", "hr": "min", "m": "s", "min": "sec"}
_PHONE_RULES: Final = frozenset(("identifier.leading-zero", "identifier.phone"))


def is_numbered(line: Line, num: Num) -> bool:
    """As in "No. 2", "vol. 3"."""
    stopped = num.form == "digits" and line.words[num.first - 1] == "."
    return stopped and line.words[num.first - 2] in load_names().shortened


def has_clause(line: Line, num: Num) -> bool:
    """As in "287(g)", and the 4 of "501(c) 4"."""
    words, last = line.tokens.words, num.last
    if line.words[num.first - 1] == ")" and any(other.rule == "identifier.clause" for other in line.others[-1:]):
        return True
    return words[last] == "(" and line.tokens.glued(last) and words[last + 2] == ")" and len(words[last + 1]) == 1


def is_short_year(line: Line, num: Num) -> bool:
    """As in "the Class of ‘17"."""
    tokens, first = line.tokens, num.first
    quoted = tokens.glued(first) and line.words[first - 1] in APOSTROPHES
    ends = not tokens.glued(num.last) or tokens.words[num.last] in _BEFORE_POINTS
    return quoted and len(tokens.words[first]) == 2 and ends


def is_clocked(line: Line, num: Num) -> bool:
    """The parts of "2:04:31", "20:34" alone on a line: two colons, or a leading zero; "3:2" is a ratio, "2:04.45" a time run."""
    tokens, first, last = line.tokens, num.first, num.last
    words, kinds = tokens.words, tokens.kinds
    if is_run(line, first):
        return False
    if "." in words[first] or (words[last] == ":" and "." in words[last + 1]):
        return False
    if tokens.count == _CLOCK and words[1] == ":" and kinds[0] == kinds[2]:
        return True
    after = tokens.tied(last, _COLON) and kinds[last + 1] == DIGITS
    before = tokens.tied(first - 1, _COLON) and kinds[first - 2] == DIGITS
    if after and before:
        return True
    if after:
        return words[last + 1][0] == "0" or words[last + 2] == ":"
    return before and ("0" in {words[first][0], words[first - 2][0]} or words[first - 3] == ":")


def enumerates(line: Line, num: Num) -> bool:
    """As in "1. Bring the full weight", "2) Scotch": the number of a point in a list."""
    tokens, first, last = line.tokens, num.first, num.last
    if not tokens.words[first].isdecimal() or num.value > _LAST_POINT or num.last != first + 1:
        return False
    before = line.words[first - 1]
    if tokens.words[last] == ")":
        return first == 0 or (before in _BEFORE_POINTS and not tokens.glued(first))
    opens = first == 0 or (before in {":", ".", ";"} and not tokens.glued(first))
    # The stop of "Rs. 25" belongs to the rupees.
    return opens and tokens.words[last] == "." and tokens.glued(last) and load_surfaces().left(tokens, first) is None


def has_leading_zero(line: Line, num: Num) -> bool:
    """As in "0300 123 4567", "007"; of "2h05m" the minutes."""
    surface = line.tokens.words[num.first]
    if line.taken == num.first > 0 and (line.tokens.glued(num.first) or _goes_on_time(line, num)):
        return False
    if line.words[num.first - 1] == ":" and is_run(line, num.first):
        return False
    return len(surface) > 1 and surface[0] == "0" and surface.isdecimal() and num.value != 0


def _goes_on_time(line: Line, num: Num) -> bool:
    """The minutes of "2h 05m" and the seconds of "4m 05s"."""
    return _PART_OF_TIME.get(line.words[num.first - 1]) == line.words[num.first + 1] and line.tokens.glued(
        num.first - 1
    )


def goes_on_call(line: Line, num: Num) -> bool:
    """What follows a group of a phone number: the 7946 of "+44 20 7946"."""
    before = line.others[-1] if line.others else None
    if before is None or before.last < num.first - 1 or before.rule not in _PHONE_RULES:
        return False
    return before.last == num.first or line.words[num.first - 1] in _BRACKETS or _tied(line, num.first)


def is_phone_group(line: Line, num: Num) -> bool:
    """As in "+44 20", "1111-2222-3333", "555-0142": a code behind a plus, groups tied by hyphens."""
    tokens, first = line.tokens, num.first
    if num.form != "digits" or not tokens.words[first].replace(" ", "").isdecimal():
        return False
    if _dials(line, first) or (" " in tokens.words[first] and tokens.kinds[first - 1] == DIGITS):
        # "1800 858 858"
        return True
    if line.words[first - 1] == "+":
        return tokens.kinds[num.last + (tokens.words[num.last] == "(")] == DIGITS
    # "1111-22223333-4444"
    long = len(tokens.words[first]) >= _LONG_GROUP and num.last == first + 1
    return long and _tied(line, first + 2) and _tied(line, first + 4)


def _tied(line: Line, at: int) -> bool:
    """Whether digits at token `at` hang by a hyphen on the digits before them."""
    tokens = line.tokens
    digits = tokens.kinds[at] == tokens.kinds[at - 2] == DIGITS and tokens.words[at].isdecimal()
    return digits and tokens.tied(at - 1)


def _dials(line: Line, first: int) -> bool:
    """As in "1-800-555-0199": three groups of digits tied by hyphens behind the first."""
    tokens = line.tokens
    groups = [tokens.words[first + 2 * step] for step in range(1, 4)]
    tied = all(tokens.words[first + step] == "-" and tokens.glued(first + step) for step in (1, 3, 5))
    return tied and all(map(str.isdecimal, groups)) and list(map(len, groups)) == [3, 3, 4]


def is_behind_sign(line: Line, num: Num) -> bool:
    """As in "#4", "page=3"; "Y=590bn" is a lost yen sign."""
    before = line.words[num.first - 1]
    yen = before == "=" and line.words[num.first - 2] == "y"
    spaced = before == "#" and num.form == "digits"
    return before in _SIGNS and (spaced or line.tokens.glued(num.first)) and not yen


def is_dotted(line: Line, num: Num) -> bool:
    """As in "version 4.15.2", "10.0.0.1"."""
    tokens, first, last = line.tokens, num.first, num.last
    if tokens.kinds[first] != DIGITS:
        return False
    if line.words[first - 1] == "." and tokens.glued(first) and tokens.kinds[first - 2] == DIGITS:
        return True
    dotted = tokens.words[last] == "." and tokens.glued(last)
    if dotted and tokens.glued(last + 1) and tokens.words[last + 1] in load_names().domains:
        # "350.org"
        return True
    after = last + dotted
    return tokens.kinds[after] == DIGITS and tokens.glued(after)


def is_reference(line: Line, num: Num) -> bool:
    """As in "order no. ABC/65/22-24", "application 24/118": digits behind capitals and a stroke, such digits, or what is filed."""
    tokens, at = line.tokens, num.first - 1
    if tokens.words[at] in _FILED and tokens.tied(num.last, _SLASH) and tokens.kinds[num.last + 1] == DIGITS:
        return True
    if at < 1 or num.form != "digits" or not (tokens.glued(num.first) and tokens.glued(at)):
        return False
    if line.others and line.others[-1].last == at and line.others[-1].rule == "identifier.reference":
        return True
    before = tokens.text[tokens.starts[at - 1] : tokens.ends[at - 1]]
    # In "256GB/512GB" and "100 MW/400 MWh" the letters are the first number's unit.
    measured = tokens.kinds[at - 2] == DIGITS and (
        tokens.glued(at - 1) or load_surfaces().right(tokens, at - 1) is not None
    )
    return tokens.words[at] == "/" and before.isupper() and len(before) > 1 and not measured


def is_series(line: Line, num: Num) -> bool:
    """As in "a 3-Series saloon": digits tied to a word with a capital that names a row of models."""
    tokens, at = line.tokens, num.last
    return tokens.tied(at) and tokens.words[at + 1] in {"series", "class"} and has_capital(line, at + 1)


def is_street_number(line: Line, num: Num) -> bool:
    """As in "219 N. Hanover St.": a number, a point of the compass with its stop, and a name."""
    tokens, at = line.tokens, num.last
    point = tokens.words[at] in _COMPASS and tokens.words[at + 1] == "."
    return point and not tokens.glued(at) and not load_names().streets.isdisjoint(tokens.words[at + 3 : at + 6])
