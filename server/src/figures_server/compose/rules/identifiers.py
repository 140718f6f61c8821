"""Numbers that identify, order or label: phone numbers, versions, addresses, list points, rows of labels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from figures_server.compose.rules.capitals import has_capital
from figures_server.compose.rules.cricket import is_batsmans
from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import is_plural
from figures_server.compose.rules.scores import is_lineup
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_names
from figures_server.lexicon.words import load_nouns
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line
    from figures_server.compose.num import Num

_BEFORE_POINTS: Final = frozenset((":", ".", ",", ";", "-", "–", "—", "and", "or"))
_SIGNS: Final = frozenset("#@_=")
_APOSTROPHES: Final = frozenset("'‘’")
_BRACKETS: Final = frozenset("()")
_IN_CITATIONS: Final = frozenset("[],-–")
_ROW_LINKS: Final = frozenset((",", "and", "now", "or", "&"))
_DAYS: Final = 31
_SHORTEST_ROW: Final = 3
_ROUNDS_OF: Final = frozenset((4, 8, 16, 32, 64))
_LAST_POINT: Final = 30
_LARGEST_LABEL: Final = 99
_REACH: Final = 5
_HOW_MANY_REACH: Final = 9
_LONG_GROUP: Final = 3
_HOURS: Final = 12
_CLOCK: Final = 3
_LAST_MINUTE: Final = 59
_FIRST_SPELT: Final = 1500
_LAST_SPELT: Final = 10_000
_CENTURY: Final = 100
_COMPASS: Final = frozenset("nsew")
_LONGEST_CLAUSE: Final = 3
_PHONE_RULES: Final = frozenset(("identifier.leading-zero", "identifier.phone"))


# ------------------------------------------------- told by the number's own form


def is_numbered(line: Line, num: Num) -> bool:
    """As in "No. 2"."""
    return num.form == "digits" and line.words[num.first - 1] == "." and line.words[num.first - 2] in {"no", "nos"}


def has_clause(line: Line, num: Num) -> bool:
    """As in "287(g)", and the 4 of "501(c) 4"."""
    words, last = line.tokens.words, num.last
    behind = line.others[-1] if line.others and line.words[num.first - 1] == ")" else None
    if behind is not None and behind.rule == "identifier.clause" and num.first - behind.last <= _LONGEST_CLAUSE:
        return True
    opened = words[last] == "(" and line.tokens.glued(last) and words[last + 2] == ")"
    return opened and len(words[last + 1]) == 1 and line.tokens.kinds[num.first] == DIGITS


def is_short_year(line: Line, num: Num) -> bool:
    """As in "the Class of ‘17"."""
    tokens, first = line.tokens, num.first
    quoted = tokens.glued(first) and line.words[first - 1] in _APOSTROPHES
    ends = not tokens.glued(num.last) or tokens.words[num.last] in _BEFORE_POINTS
    return quoted and len(tokens.words[first]) == 2 and ends


def is_clocked(line: Line, num: Num) -> bool:
    """The parts of "2:04:31", "20:34" alone on a line: two colons, or a leading zero; "3:2" is a ratio, "2:04.45" a time run."""
    tokens, first, last = line.tokens, num.first, num.last
    words, kinds = tokens.words, tokens.kinds
    if "." in words[first] or (words[last] == ":" and "." in words[last + 1]):
        return False
    if tokens.count == _CLOCK and words[1] == ":" and len(words[2]) == 2 and num.value <= _LAST_MINUTE:
        return True
    after = words[last] == ":" and kinds[last + 1] == DIGITS and tokens.glued(last) and tokens.glued(last + 1)
    before = words[first - 1] == ":" and first > 1 and kinds[first - 2] == DIGITS and tokens.glued(first)
    if after and before:
        return True
    if after:
        return words[last + 1][0] == "0" or (words[last + 2] == ":" and tokens.glued(last + 2))
    return before and (
        "0" in {words[first][0], words[first - 2][0]} or (words[first - 3] == ":" and tokens.glued(first - 2))
    )


def enumerates(line: Line, num: Num) -> bool:
    """As in "1. Bring the full weight", "2) Scotch": the number of a point in a list."""
    tokens, first, last = line.tokens, num.first, num.last
    if not tokens.words[first].isdecimal() or num.value > _LAST_POINT or num.last != first + 1:
        return False
    before = line.words[first - 1]
    if tokens.words[last] == ")":
        return first == 0 or (before in _BEFORE_POINTS and not tokens.glued(first))
    opens = first == 0 or (before in {":", ".", ";"} and not tokens.glued(first))
    following = tokens.text[tokens.starts[last + 1] : tokens.starts[last + 1] + 1]
    point = tokens.words[last] == "." and tokens.glued(last)
    # The stop of "Rs. 25" belongs to the rupees.
    listed = point and opens and (following.isupper() or last + 1 >= tokens.count)
    return listed and load_surfaces().left(tokens, first) is None


def has_leading_zero(line: Line, num: Num) -> bool:
    """As in "0300 123 4567", "007"."""
    surface = line.tokens.words[num.first]
    return len(surface) > 1 and surface[0] == "0" and surface.isdecimal() and num.value != 0


def goes_on_call(line: Line, num: Num) -> bool:
    """What follows a group of a phone number: the 7946 of "+44 20 7946"."""
    before = line.others[-1] if line.others else None
    if before is None or before.last < num.first - 1 or before.rule not in _PHONE_RULES or num.form != "digits":
        return False
    return before.last == num.first or line.words[num.first - 1] in _BRACKETS or _tied(line, num.first)


def is_phone_group(line: Line, num: Num) -> bool:
    """As in "+44 20", "1111-2222-3333": a code behind a plus, three groups tied by hyphens."""
    tokens, first = line.tokens, num.first
    if num.form != "digits" or not tokens.words[first].replace(" ", "").isdecimal():
        return False
    if _dials(line, first):
        return True
    if line.words[first - 1] == "+" and tokens.glued(first):
        behind = num.last
        if tokens.words[behind] == "(" and tokens.words[behind + 2] == ")" and tokens.kinds[behind + 3] == DIGITS:
            behind += 1
        return tokens.kinds[behind] == DIGITS and tokens.words[behind].isdecimal()
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
    dot = line.words[first - 1] == "." and tokens.glued(first) and tokens.glued(first - 1)
    if dot and tokens.kinds[first - 2] == DIGITS:
        return True
    dotted = tokens.words[last] == "." and tokens.glued(last)
    if dotted and tokens.glued(last + 1) and tokens.words[last + 1] in load_names().domains:
        # "350.org"
        return True
    after = last + dotted
    return tokens.kinds[after] == DIGITS and tokens.glued(after)


# ----------------------------------------------------- told of a number left bare


def is_year_in_words(line: Line, amount: Amount) -> bool:
    """As in "Nineteen ninety-nine was a bad year"; "nineteen ninety-page books" are counted."""
    num, words, last = amount.num, line.tokens.words, amount.last
    if num.form != "words" or not _FIRST_SPELT <= num.value < _LAST_SPELT:
        return False
    if num.value // _CENTURY != load_numbers().cardinals.get(words[num.first]):
        return False
    if not num.value % _CENTURY or "hundred" in words[num.first : last]:
        return False
    return words[last] not in HYPHENS and find_noun(line, last, plural=True) is None


def is_listed_day(line: Line, amount: Amount) -> bool:
    """The 25 of "on September 18, 25 and October 1": a day between two that have their months."""
    words, first, last = line.words, amount.first, amount.last
    months = load_nouns().calendar
    if words[last] not in {"and", ","} or words[last + 1] not in months or line.tokens.kinds[first - 2] != DIGITS:
        return False
    return words[first - 1] in {",", "and"} and words[first - 3] in months and amount.num.value <= _DAYS


def is_hour_of_opening(line: Line, amount: Amount) -> bool:
    """As in "talks began at seven", "doors open at ten": in words, without what would be counted."""
    words, first = line.words, amount.first
    begins = words[first - 1] == "at" and words[first - 2] in load_names().opening
    if not begins or amount.num.form != "words" or not 0 < amount.num.value <= _HOURS:
        return False
    return find_noun(line, amount.last, plural=True) is None


def is_listicle(line: Line, amount: Amount) -> bool:
    """As in "Driver uses 2 key things to save fuel": in a title the number counts the page's own points."""
    tokens = line.tokens
    end = tokens.ends[tokens.count - 1]
    ended = tokens.words[tokens.count - 1] in {".", "?", "!", '"', "”"}
    if ended or tokens.text[: tokens.starts[0]].strip() or tokens.text[end : end + 2] != "\n\n":
        return False
    noun = find_noun(line, amount.last, plural=True)
    return noun is not None and noun.head in load_names().listed


def is_of_gallery(line: Line, amount: Amount) -> bool:
    """Both numbers of "1 of 2: The crowd on Sunday", which open their line."""
    tokens, words = line.tokens, line.tokens.words
    opens = words[1] == "of" and tokens.kinds[0] == tokens.kinds[2] == DIGITS and words[3] in {":", "-", "–", "|", ""}
    return opens and amount.first in {0, 2}


def is_in_row(line: Line, amount: Amount) -> bool:
    """As in "113, 114 and 115": three or more bare numbers in a row are labels, no quantities."""
    if line.rows is None:
        line.rows = frozenset(_rows(line))
    return id(amount) in line.rows


def _rows(line: Line) -> Iterator[int]:
    """The identities of all amounts that stand in such a row."""
    row: list[Amount] = []
    for amount in [*line.amounts, None]:
        if amount is not None and _is_plain(amount) and (not row or _linked(line, row[-1], amount)):
            row.append(amount)
            continue
        if len(row) >= _SHORTEST_ROW and line.tokens.kinds[row[-1].last] != WORD:
            yield from map(id, row)
        row = [amount] if amount is not None and _is_plain(amount) else []
    yield from map(id, _numbered_names(line))


def _numbered_names(line: Line) -> list[Amount]:
    """As in "1 Neil Holt, 2 Sam Webb, 3 Tom Marsh": names that are numbered one after the other."""
    if len(line.amounts) < _SHORTEST_ROW:
        return []
    tokens, listed = line.tokens, [amount for amount in line.amounts if _is_plain(amount)]
    named = [amount for amount in listed if tokens.kinds[amount.last] == WORD and has_capital(line, amount.last)]
    steps = sum(abs(right.num.value - left.num.value) == 1 for left, right in pairwise(named))
    return named if len(named) >= _SHORTEST_ROW and steps >= _SHORTEST_ROW - 1 else []


def is_label(line: Line, amount: Amount) -> bool:
    """As in "Dak Prescott (4)": a small bare number alone in brackets labels what stands before it; "Goals: Holt (12, 34)"."""
    opening = amount.first - 1
    if _is_citation(line, amount):
        return True
    if line.words[opening] in {"(", ","} and is_lineup(line):
        return True
    if line.words[opening] == "," and line.words[opening - 2] == "(" and line.words[amount.last] == ")":
        # "3-34 (Yadav, 4.3)": the over in which the wicket fell
        return line.is_of_cricket()
    bracketed = line.words[opening] == "(" and line.words[amount.last] == ")"
    if bracketed and is_batsmans(line, amount):
        return False
    if not bracketed or amount.num.scale != 1 or amount.num.value > _LARGEST_LABEL:
        return False
    # "the number of strikes (30)", "the most medals (12)" say how many.
    before = line.tokens.words[max(0, opening - _HOW_MANY_REACH) : opening]
    return not (before and is_plural(before[-1]) and not load_names().how_many.isdisjoint(before))


def _is_citation(line: Line, amount: Amount) -> bool:
    """As in "as was shown before [14]", "[15,16]": a source by its number; "the [12] men" are counted by an editor."""
    tokens, before, behind = line.tokens, line.words[amount.first - 1], line.words[amount.last]
    if not (before == "[" or behind == "]") or amount.num.form != "digits" or not tokens.glued(amount.first):
        return False
    if before not in _IN_CITATIONS or behind not in _IN_CITATIONS or not tokens.glued(amount.last):
        return False
    return behind != "]" or find_noun(line, amount.last + 1, plural=True) is None


def is_list_size(line: Line, amount: Amount) -> bool:
    """As in "the top 10": the size of a list, not a count; "cases top 3 million" is one."""
    if line.words[amount.first - 1] == "last" and amount.num.value in _ROUNDS_OF:
        # "reached the last 16"
        return find_noun(line, amount.last, plural=True) is None
    if line.words[amount.first - 1] != "top" or amount.num.scale != 1 or line.words[amount.last] in {"of", "-"}:
        return False
    if any(0 <= amount.first - 1 - other.last <= 1 for other in line.amounts if other is not amount):
        # "two US top 10 albums" counts the albums once.
        return True
    noun = find_noun(line, amount.last, plural=True)
    if noun is not None and is_plural(line.tokens.words[noun.last - 1]):
        return False
    before = line.words[amount.first - 2]
    owned = before in _APOSTROPHES or before.endswith(("'s", "st", "nd", "rd", "th"))
    return owned or before in load_names().list_owners


def is_second_of_file(line: Line, amount: Amount) -> bool:
    """The 118 of "case 2025/118": tied by a slash to a number that names something."""
    tokens, first = line.tokens, amount.first
    if line.words[first - 1] != "/" or not (tokens.glued(first) and tokens.glued(first - 1)):
        return False
    return any(other.last == first - 1 and other.kind in {"name", "identifier"} for other in line.others)


def is_reference(line: Line, num: Num) -> bool:
    """As in "order no. ABC/65/22-24": digits behind capitals and a stroke, or behind such digits."""
    tokens, at = line.tokens, num.first - 1
    if at < 1 or num.form != "digits" or not (tokens.glued(num.first) and tokens.glued(at)):
        return False
    if line.others and line.others[-1].last == at and line.others[-1].rule == "identifier.reference":
        return True
    before = tokens.text[tokens.starts[at - 1] : tokens.ends[at - 1]]
    # In "256GB/512GB" the letters are the first number's unit.
    measured = tokens.kinds[at - 2] == DIGITS and tokens.glued(at - 1)
    return tokens.words[at] == "/" and before.isupper() and len(before) > 1 and not measured


def is_series(line: Line, num: Num) -> bool:
    """As in "a 3-Series saloon": digits tied to a word with a capital that names a row of models."""
    tokens, at = line.tokens, num.last
    tied = tokens.tied(at)
    return tied and tokens.words[at + 1] in {"series", "class"} and tokens.text[tokens.starts[at + 1]].isupper()


def is_street_number(line: Line, num: Num) -> bool:
    """As in "219 N. Hanover St.": a number, a point of the compass with its stop, and a name."""
    tokens, at = line.tokens, num.last
    point = tokens.words[at] in _COMPASS and tokens.words[at + 1] == "." and tokens.glued(at + 1)
    return point and not tokens.glued(at) and not load_names().streets.isdisjoint(tokens.words[at + 3 : at + 6])


def is_address(line: Line, amount: Amount) -> bool:
    """As in "575 Wilbraham Road", "9 E 71st St", "the 300 block of Elm Street": a bare number and a name for a street."""
    tokens, at = line.tokens, amount.last
    if tokens.words[at] == "block" and tokens.words[at + 1] == "of":
        at += 2
    for index in range(at, at + 5):
        if not _names_street(line, index, at):
            return False
        if index > at and tokens.words[index] in load_names().streets:
            return amount.num.form == "digits"
    return False


def _names_street(line: Line, index: int, first: int) -> bool:
    """Whether the token may be part of a street's name: a capitalised word, or both halves of "71st"."""
    tokens = line.tokens
    if tokens.kinds[index] == DIGITS:
        return index > first and tokens.kinds[index + 1] == WORD and tokens.glued(index + 1)
    second_half = index > first and tokens.glued(index) and tokens.kinds[index - 1] == DIGITS
    return tokens.kinds[index] == WORD and (second_half or tokens.text[tokens.starts[index]].isupper())


def is_called(line: Line, amount: Amount) -> bool:
    """As in "dial 100", "the 112 helpline": a bare number near a verb of calling, or that of an emergency service."""
    around = line.tokens.words[max(0, amount.first - _REACH) : amount.first]
    plain = line.tokens.words[amount.first].isdecimal() and amount.num.scale == 1
    called = plain and any(word in load_names().calling for word in around)
    if plain and line.tokens.words[amount.first] in load_names().emergency:
        served = line.words[amount.last] in load_names().after_emergency
        return called or served or not load_names().before_emergency.isdisjoint(around)
    return called and find_noun(line, amount.last, plural=True) is None


def is_decade(line: Line, amount: Amount) -> bool:
    """As in "the cheesy 80s": tens with an s behind an adjective, that nothing else was said of."""
    tokens, at = line.tokens, amount.last
    tens = amount.num.form == "digits" and len(tokens.words[amount.first]) == 2 and amount.num.value % 10 == 0
    return tens and tokens.words[at] == "s" and tokens.glued(at)


def _is_plain(amount: Amount) -> bool:
    return amount.bare and amount.num.form == "digits" and amount.num.scale == 1


def _linked(line: Line, left: Amount, right: Amount) -> bool:
    gap = line.tokens.words[left.last : right.first]
    return 0 < len(gap) <= 3 and set(gap) <= _ROW_LINKS
