"""Numbers without a unit that tell which, where or when: rows, labels, addresses, calls, days and years in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.counting.cricket import is_batsmans
from figures_server.compose.rules.intervals.spoken import TABLE_ENDS
from figures_server.compose.rules.no_figures.names import ROW_LINKS
from figures_server.compose.rules.no_figures.scores import is_lineup
from figures_server.compose.rules.noun_phrases.capitals import has_capital, opens
from figures_server.compose.rules.noun_phrases.nouns import counts_plural, find_noun
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.names import load_names
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import APOSTROPHES, DIGITS, WORD

_IN_CITATIONS: Final = frozenset("[],-–")
_SLASH: Final = frozenset("/")
_SHORTEST_ROW: Final = 3
_ROUNDS_OF: Final = frozenset((4, 8, 16, 32, 64))
_LARGEST_LABEL: Final = 99
_LINK: Final = ["read", "more", ":"]
_REACH: Final = 5
_HOURS: Final = 12
_FIRST_SPELT: Final = 1500
_LAST_SPELT: Final = 10_000


def is_year_in_words(line: Line, amount: Amount) -> bool:
    """As in "Nineteen ninety-nine was a bad year"; "nineteen ninety-page books" are counted."""
    num, words, last = amount.num, line.tokens.words, amount.last
    if num.form != "words" or not _FIRST_SPELT <= num.value < _LAST_SPELT:
        return False
    if num.value // 100 != load_numbers().cardinals.get(words[num.first]):
        return False
    return find_noun(line, last, plural=True) is None


def is_listed_day(line: Line, amount: Amount) -> bool:
    """The 25 of "on September 18, 25 and October 1": a day between two that have their months."""
    words, first, last, months = line.words, amount.first, amount.last, load_nouns().calendar
    return words[first - 3] in months and words[last] in {"and", ","} and words[last + 1] in months


def is_hour_of_opening(line: Line, amount: Amount) -> bool:
    """As in "talks began at seven", "doors open at ten": in words, without what would be counted."""
    words, first = line.words, amount.first
    begins = words[first - 1] == "at" and words[first - 2] in load_names().opening
    hour = amount.num.form == "words" and amount.num.value <= _HOURS
    return begins and hour and find_noun(line, amount.last, plural=True) is None


def is_listicle(line: Line, amount: Amount) -> bool:
    """As in "Driver uses 2 key things to save fuel", "READ MORE: 9 ways to do so": in a title, the page's own points."""
    tokens = line.tokens
    if tokens.words[: len(_LINK)] == _LINK:
        return _is_listed(line, amount)
    end = tokens.ends[tokens.count - 1]
    ended = tokens.words[tokens.count - 1] in {".", "?", "!", '"', "”"}
    if ended or tokens.text[: tokens.starts[0]].strip() or tokens.text[end : end + 2] != "\n\n":
        return False
    return _is_listed(line, amount)


def _is_listed(line: Line, amount: Amount) -> bool:
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
        line.rows = frozenset(_rows(line)) if len(line.amounts) >= _SHORTEST_ROW else frozenset()
    return id(amount) in line.rows


def _rows(line: Line) -> Iterator[int]:
    """The identities of all amounts that stand in such a row."""
    row: list[Amount] = []
    for amount in [*line.amounts, None]:
        if amount is not None and _is_plain(amount) and (not row or _linked(line, row[-1], amount)):
            row.append(amount)
            continue
        if len(row) >= _SHORTEST_ROW and _is_of_labels(line, row):
            yield from map(id, row)
        row = [amount] if amount is not None and _is_plain(amount) else []
    yield from map(id, _numbered_names(line))


def _is_of_labels(line: Line, row: list[Amount]) -> bool:
    """As in "routes 40, 44 and 61"; "were put at 5,000, 9,000 and 12,000" says how many."""
    before = line.words[row[0].first - 1]
    if before in load_counts().governing or before in load_counts().reaching or before == "of":
        return False
    last = row[-1].last
    if line.tokens.tied(last):
        # "4, 5 and 6-bedroom houses"
        return False
    return line.tokens.kinds[last] != WORD or is_plural(before)


def _numbered_names(line: Line) -> list[Amount]:
    """As in "1 Neil Holt, 2 Sam Webb, 3 Tom Marsh": names that are numbered one after the other."""
    tokens, listed = line.tokens, [amount for amount in line.amounts if _is_plain(amount)]
    named = [amount for amount in listed if tokens.kinds[amount.last] == WORD and has_capital(line, amount.last)]
    steps = sum(abs(right.num.value - left.num.value) == 1 for left, right in pairwise(named))
    return named if steps >= _SHORTEST_ROW - 1 else []


def is_label(line: Line, amount: Amount) -> bool:
    """As in "Dak Prescott (4)": a small bare number alone in brackets labels what stands before it; "Goals: Holt (12, 34)"."""
    opening = amount.first - 1
    if _is_citation(line, amount) or _is_minute(line, amount):
        return True
    if line.words[opening] in {"(", ","} and is_lineup(line):
        return True
    if line.words[opening] == "," and line.words[opening - 2] == "(" and line.words[amount.last] == ")":
        # "3-34 (Yadav, 4.3)": the over in which the wicket fell
        return line.is_of_cricket()
    bracketed = line.words[opening] == "(" and line.words[amount.last] == ")"
    if bracketed and (is_batsmans(line, amount) or _goes_on_counting(line, amount)):
        return False
    if not bracketed or amount.num.value > _LARGEST_LABEL:
        return False
    # "the number of strikes (30)", "the most medals (12)" say how many.
    before = line.tokens.words[max(0, opening - PHRASE) : opening]
    told = not load_names().how_many.isdisjoint(before) or any(
        other is not amount and _lists_things(line, other) for other in line.amounts
    )
    return not (told and _lists_things(line, amount))


def _lists_things(line: Line, amount: Amount) -> bool:
    """As in "hens | (40) |, geese (12)": a number in brackets behind things; those behind persons may be ages."""
    opening, nouns = amount.first - 1, load_nouns()
    thing = line.words[opening - 1]
    if line.words[opening] != "(" or line.words[amount.last] != ")" or not is_plural(thing) or thing in nouns.stops:
        return False
    return (opens(line, opening - 1) or not has_capital(line, opening - 1)) and singular(thing) not in nouns.persons


def _goes_on_counting(line: Line, amount: Amount) -> bool:
    """As in "in Leeds (220 jobs) and Larne | (60)": how many of the same, in brackets too."""
    before = amount.previous
    return before is not None and before.kind == "count" and line.words[before.first - 1] == "("


def _is_minute(line: Line, amount: Amount) -> bool:
    """As in "Holt (19’) and Webb (34’, 71’) scored": the minute of a match, in brackets behind who scored."""
    words, first, last = line.words, amount.first, amount.last
    return words[last] in APOSTROPHES and (words[first - 1] == "(" or words[first - 2] in APOSTROPHES)


def _is_citation(line: Line, amount: Amount) -> bool:
    """As in "as was shown before [14]", "[15,16]": a source by its number; "the [12] men" are counted by an editor."""
    tokens, before, behind = line.tokens, line.words[amount.first - 1], line.words[amount.last]
    cited = before in _IN_CITATIONS and behind in _IN_CITATIONS and (before == "[" or behind == "]")
    if not cited or amount.num.form != "digits" or not tokens.glued(amount.first):
        return False
    return behind != "]" or find_noun(line, amount.last + 1, plural=True) is None


def is_list_size(line: Line, amount: Amount) -> bool:
    """As in "the top 10", "the bottom four": the size of a list, not a count; "cases top 3 million" is one."""
    if line.words[amount.first - 2 : amount.first] == ["the", "last"] and amount.num.value in _ROUNDS_OF:
        # "reached the last 16"; in "his last 16" he did something
        return find_noun(line, amount.last, plural=True) is None
    if (
        line.words[amount.first - 1] not in TABLE_ENDS
        or amount.num.scale != 1
        or line.words[amount.last] in {"of", "-"}
    ):
        return False
    if any(0 <= amount.first - 1 - other.last <= 1 for other in line.amounts if other is not amount):
        # "two US top 10 albums" counts the albums once.
        return True
    if counts_plural(line, amount.last):
        return False
    before = line.words[amount.first - 2]
    owned = before in APOSTROPHES or before.endswith(("'s", "st", "nd", "rd", "th"))
    return owned or before in load_names().list_owners


def is_second_of_file(line: Line, amount: Amount) -> bool:
    """The 118 of "case 2025/118": tied by a slash to a number that names something."""
    slash = amount.first - 1
    return line.tokens.tied(slash, _SLASH) and any(other.last == slash for other in line.others)


def is_address(line: Line, amount: Amount) -> bool:
    """As in "575 Wilbraham Road", "37 Rue Morel", "the 300 block of Elm Street": a bare number and a name for a street."""
    tokens, at = line.tokens, amount.last
    if tokens.words[at] in load_names().streets_first and has_capital(line, at):
        return amount.num.form == "digits"
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
    # "some picked the phone, 280 the bicycle"
    plain = plain and line.words[amount.last] not in load_nouns().articles
    called = plain and any(word in load_names().calling for word in around)
    if plain and line.tokens.words[amount.first] in load_names().emergency:
        served = line.words[amount.last] in load_names().after_emergency
        return called or served or not load_names().before_emergency.isdisjoint(around)
    return called and find_noun(line, amount.last, plural=True) is None


def is_decade(line: Line, amount: Amount) -> bool:
    """As in "the cheesy 80s": tens with an s behind an adjective, that nothing else was said of."""
    tens = amount.num.form == "digits" and len(line.words[amount.first]) == 2 and is_whole(amount.num.value / 10)
    return tens and line.words[amount.last] == "s"


def _is_plain(amount: Amount) -> bool:
    return amount.bare and amount.num.form == "digits" and amount.num.scale == 1


def _linked(line: Line, left: Amount, right: Amount) -> bool:
    gap = line.tokens.words[left.last : right.first]
    return 0 < len(gap) <= 3 and set(gap) <= ROW_LINKS
