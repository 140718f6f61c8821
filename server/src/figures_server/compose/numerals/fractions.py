"""Fractions: "½", "10 1/2", "two-thirds", "a quarter of a million", "two and a half"."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Final

from figures_server.compose.numerals.multipliers import LEAST_SCALE, take_multipliers
from figures_server.compose.numerals.num import (
    ARTICLES,
    ONE,
    SMALL_PARTS,
    Num,
    is_whole,
    past_hyphen,
    past_loose_hyphen,
    to_decimal,
)
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_ratios
from figures_server.lexicon.words import load_changes, load_nouns
from figures_server.scan.tokens import DIGITS, FRACTION, HYPHENS, WORD, Tokens

_SLASHES: Final = frozenset("/⁄")
_PARTS: Final = frozenset((2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 40, 50, 64, 100, 128, 200, 250, 500, 1000))
_MEMORY: Final = frozenset(("mb", "gb", "tb"))
_LEAST_TENS: Final = 20
_QUARTERS_OF_YEAR: Final = (["in", "advance"], ["or", "two"])
_AMPLE: Final = frozenset(("good", "full", "clear"))
_REST: Final = frozenset(("other", "remaining"))
_BEFORE_STRETCH: Final = frozenset(("past", "previous", "preceding", "prior", "following", "those"))
# "a quarter ahead", "two quarters ago": of the year.
_WHEN: Final = frozenset(("ahead", "ago", "earlier", "later", "running"))
# "by a third", "to a fifth": a share, whatever was numbered before.
_OF_MANY: Final = frozenset(("are", "were", "have"))
_SINCE: Final = frozenset(("on", "since", "from", "over", "against", "this", "last"))
_SHARED: Final = frozenset(("by", "to", "while", "but", "than", "only", "just", "about", "around", "over"))
_ENDS: Final = frozenset(("of", "", ".", ",", ";", ")", "in", "from", "to", "and"))


def read_sign(tokens: Tokens, at: int) -> Num:
    """As in "½"."""
    return take_multipliers(tokens, Num(at, at + 1, _vulgar(tokens.words[at]), "fraction"))


def slashed(tokens: Tokens, at: int, above: str) -> tuple[Decimal, int] | None:
    """The "1/2" whose upper digits stand at token `at`, and the token after it; "24/7" is none, "12/16/24GB" are sizes."""
    words, below = tokens.words, tokens.words[at + 2]
    if words[at + 1] not in _SLASHES or not below.isdecimal() or words[at + 3] in _SLASHES:
        return None
    top, bottom = Fraction(above), int(below)
    if words[at + 3] in _MEMORY:
        # "12/16GB": two sizes
        return None
    part = bottom in _PARTS or words[at + 3] == "of"  # "1/30 of the width"
    return (to_decimal(top / bottom), at + 3) if 0 < top < bottom and part else None


def add_fraction(tokens: Tokens, num: Num) -> None:
    """The half of "10 1/2", "10-1/2", "1½", "2 and a half", "two and 3/4"."""
    at = num.last
    if not is_whole(num.value):
        _add_to_decimals(tokens, num)
        return
    at += tokens.words[at] in HYPHENS and tokens.kinds[at + 1] == DIGITS and tokens.glued(at) and tokens.glued(at + 1)
    kind = tokens.kinds[at]
    part: tuple[Decimal, int] | None = None
    if kind == FRACTION:
        part = _vulgar(tokens.words[at]), at + 1
    elif kind == DIGITS:
        part = slashed(tokens, at, tokens.words[at])
    elif tokens.words[at] == "and" and tokens.kinds[at + 1] == DIGITS:
        part = slashed(tokens, at + 1, tokens.words[at + 1])
    elif num.scale < LEAST_SCALE and num.scale != 12 and tokens.words[past_hyphen(tokens, at)] == "and":
        part = _parts(tokens, past_hyphen(tokens, past_hyphen(tokens, at) + 1))
    if part is not None:
        num.value, num.last = num.value + part[0], part[1]


def _add_to_decimals(tokens: Tokens, num: Num) -> None:
    """As in the half cent of "$4.86½ a bushel", "$4.86-1/2": grain is priced in parts of the last decimal."""
    at = num.last
    if not tokens.glued(at):
        return
    part: tuple[Decimal, int] | None = None
    if tokens.kinds[at] == FRACTION:
        part = _vulgar(tokens.words[at]), at + 1
    elif tokens.words[at] in HYPHENS and tokens.glued(at + 1) and tokens.kinds[at + 1] == DIGITS:
        part = slashed(tokens, at + 1, tokens.words[at + 1])
    if part is not None:
        places = len(f"{num.value:f}".partition(".")[2])
        num.value, num.last = num.value + part[0].scaleb(-places), part[1]


def _parts(tokens: Tokens, at: int) -> tuple[Decimal, int] | None:
    """The "two thirds" of "three and two thirds", the "a half" of "two and a half", and the token after it."""
    words, numbers = tokens.words, load_numbers()
    # "two and half years"
    plain = words[at] in SMALL_PARTS
    if plain and words[at + 1] in HYPHENS and words[at + 2] not in numbers.measured:
        # "Halo 2 and Half-Life" are two games.
        return None
    after = at if plain else past_hyphen(tokens, at + 1)
    parts = ONE if plain or words[at] in ARTICLES else numbers.cardinals.get(words[at])
    part = numbers.fractions.get(words[after])
    if parts is None or part is None or (words[after + 1] == "of" and not _is_of_unit(words, after + 1)):
        # "20 and a third of them" are two.
        return None
    if (parts == 1) == words[after].endswith("s") and words[after] != "quarter":
        # "aged 10 and two fifth graders"; "two and three quarter hours"
        return None
    return to_decimal(part * int(parts)), after + 1


def _is_of_unit(words: list[str], of: int) -> bool:
    """As in a quarter "of an hour", "of hours": a part of what is measured, not of things."""
    return words[of + 1 + (words[of + 1] in {"a", "an"})].removesuffix("s") in load_numbers().measured


def as_fraction(tokens: Tokens, num: Num) -> Num | None:
    """As in "two-thirds", "one third", "seven thirteenths", "three twenty-fifths", "one hundred thirty-fifths"."""
    found = _tens_below(tokens, num) or _ones_below(tokens, num)
    if found is None:
        return None
    parts, part, last = found
    return take_multipliers(tokens, Num(num.first, last, to_decimal(part * int(parts)), "fraction"))


def _ones_below(tokens: Tokens, num: Num) -> tuple[Decimal, Fraction, int] | None:
    """How many parts, what each is of the whole, and the token after: above one the part stands in the plural."""
    numbers, at = load_numbers(), past_loose_hyphen(tokens, num.last)
    word = tokens.words[at]
    part = numbers.fractions.get(word)
    rank = _rank_of_plural(word)
    if num.value == 1 and tokens.words[at + 1] == "of":
        # "one eightieth of the sum"
        rank = numbers.ordinals.get(word, 0)
    if part is None and rank > 2:
        part = Fraction(1, rank)
    # "a three-quarter-mile track", "three quarter million", "three quarter of an inch"; "a two-quarter slump" lasts six months.
    behind = tokens.words[at + 1]
    measured = behind in numbers.measured or (behind == "of" and _is_of_unit(tokens.words, at + 1))
    tied = at > num.last or behind in numbers.multipliers or measured
    attributive = word == "quarter" and num.value == 3 and tied
    if part is None or ((num.value != 1) != word.endswith("s") and not attributive):
        return None
    return None if word == "quarters" and _are_of_years(tokens, num, at) else (num.value, part, at + 1)


def _are_of_years(tokens: Tokens, num: Num, at: int) -> bool:
    """As in "two quarters", "six quarters", "the last three quarters", "three quarters of growth": stretches of time."""
    words, led = tokens.words, tokens.words[num.first - 1] in load_numbers().which | _BEFORE_STRETCH
    if num.value == 2 or num.value > 3 or led or words[at + 1] in _WHEN:
        return True
    return words[at + 1] == "of" and words[at + 2] in load_changes().nouns


def _tens_below(tokens: Tokens, num: Num) -> tuple[Decimal, Fraction, int] | None:
    """The tens that belong to the denominator: those of "three twenty-fifths", the last of "one hundred thirty-fifths"."""
    cardinals, words = load_numbers().cardinals, tokens.words
    after = num.last + 1
    tens, parts = cardinals.get(words[num.last]), num.value
    if tens is None and num.last - num.first > 1 and past_hyphen(tokens, num.last) > num.last:
        tens = cardinals.get(words[num.last - 1])
        parts, after = num.value - (tens or 0), num.last
    if tens is None or tens < _LEAST_TENS:
        return None
    after = past_hyphen(tokens, after)
    rank = _rank_of_plural(words[after])
    if parts == 1 and words[after + 1] in _ENDS:
        rank = load_numbers().ordinals.get(words[after], 0)
    return (parts, Fraction(1, int(tens) + rank), after + 1) if 0 < rank < 10 else None


def as_scaled_rank(tokens: Tokens, num: Num) -> Num | None:
    """As in "the 200 millionth passenger", "its one-millionth visitor"; "one millionth of a second" is a part."""
    if tokens.kinds[num.last] != WORD and tokens.words[num.last] not in HYPHENS:
        return None
    at = past_loose_hyphen(tokens, num.last)
    scale = load_numbers().ordinals.get(tokens.words[at], 0)
    if scale < 100 or (num.value == 1 and tokens.words[at + 1] in _ENDS):
        return None
    return Num(num.first, at + 1, num.value * scale, "ordinal")


def _rank_of_plural(word: str) -> int:
    """The 5 of "fifths"; none is 0."""
    return load_numbers().ordinals.get(word[:-1], 0) if word[-1:] == "s" else 0


def read_part(tokens: Tokens, at: int, previous: str) -> Num | None:
    """As in "half", "a third", "a quarter of a million", "quarter-mile"; a third that is a rank is none: "the third man"."""
    words, numbers = tokens.words, load_numbers()
    word, following, of = words[at], words[at + 1], past_hyphen(tokens, at + 1)
    rest = previous in _REST and words[at - 2] == "the" and (following in _ENDS or following in load_nouns().stops)
    if rest or (previous in _AMPLE and words[at - 2] == "a" and following == "of"):
        # "the other third of them", "the remaining fifth was sold", "a good third of peers"
        return take_multipliers(tokens, Num(at, at + 1, to_decimal(numbers.fractions[word]), "fraction"))
    first = at - (previous == "a" or (previous in ARTICLES and word != "half"))
    if first == at and (word != "half" or previous == "the") and words[of] not in numbers.multipliers:
        # "lost $5m in the half": of the year
        of_one = words[of] == "of" and (words[past_hyphen(tokens, of + 1)] in {"a", "an"} or _is_of_unit(words, of))
        if not of_one and not (word in SMALL_PARTS and words[of] in numbers.measured | {"pound", "point"}):
            return None
    if word == "quarter" and (following in _WHEN or words[at + 1 : at + 3] in _QUARTERS_OF_YEAR):
        return None
    if word == "half" and words[of] == "year" and words[of + 1] in load_numbers().half_years:
        # "the half year ended June 30", "half-year profit"
        return None
    if word == "quarter" and previous == "a" and words[at - 2] == "in" and tokens.kinds[at + 1] != WORD:
        # "scored 30 in a quarter.": of a year, or of a match
        return None
    if word in numbers.ordinals and _is_rank(tokens, at, first):
        return None
    return take_multipliers(tokens, Num(first, at + 1, to_decimal(numbers.fractions[word]), "fraction"))


def _is_rank(tokens: Tokens, at: int, first: int) -> bool:
    """As in "the third man", "the third of a trilogy", "won twice and wants | a third"; not "rose by | a fifth to 20 million"."""
    words, following = tokens.words, tokens.words[at + 1]
    if following == "of":
        # "the third of a mile" is a part.
        return words[at - 1] == "the" and words[at + 2] in {"a", "an"} and not _is_of_unit(words, at + 1)
    if words[at + 1 : at + 4] == ["in", "a", "row"]:
        # "was a fourth in a row"
        return True
    if following in _OF_MANY:
        # "has four lines, and | a fifth were late"
        return False
    return _is_next(words, first, load_numbers().ordinals[words[at]]) or not (
        following in _ENDS or _is_share(words, at)
    )


def _is_share(words: list[str], at: int) -> bool:
    """As in "by a third last year", "nearly a third say", "a fifth higher", "a third more homes", "a third the size": a part, no rank."""
    stops, led, following, behind = load_nouns().stops, words[at - 2], words[at + 1], words[at + 2]
    if led == "by" or (led == "to" and following in stops):
        # "to a third by 2030"
        return following in stops
    if following in load_numbers().behind_share or (following in stops and _after_share(words, at)):
        # The verb's plural is of the many: "a tenth have no roof"; "a tenth has" is one more.
        return True
    if following == "as" and (behind in load_ratios().much or words[at + 3] == "as"):
        # "a third as many", "a tenth as bright as"
        return True
    if following in load_changes().comparatives:
        # "a third less sugar", but "a third less popular song"
        ends = is_plural(behind) or any(word in stops or not word.isalpha() for word in (behind, words[at + 3]))
        return following not in {"more", "less"} or ends
    if led in load_changes().verbs_alone and following in _SINCE:
        # "up a third on last year"
        return True
    told = led in {"about", "around"} and (following in stops or following in load_counts().human)
    sized = following == "the" and behind in load_ratios().compared_by
    return told or sized or led in load_numbers().before_share


def _after_share(words: list[str], at: int) -> bool:
    """As in "a quarter of the staff left and | a fifth fell ill", "half goes on rent, | an eighth on food", "Of £3m, | a fifth is for roads"."""
    parts = load_numbers().fractions
    if words[0] in {"of", "among"}:
        return True
    return any(
        words[index] in parts and (words[index + 1] == "of" or words[index] == "half") for index in range(at - 1)
    )


def _is_next(words: list[str], at: int, rank: int) -> bool:
    """As in "slid in | a third", "won two terms and wants | a third": another one, no part."""
    numbers, led = load_numbers(), words[at - 1]
    if led in numbers.scoring or (led in {"in", "home"} and words[at - 2] in numbers.scoring):
        return True
    if led in numbers.before_share or led in _SHARED:
        return False
    # "Two-thirds agree and a third say no"
    return any(
        (numbers.ordinals.get(words[index]) == rank - 1 or numbers.cardinals.get(words[index]) == rank - 1)
        and numbers.fractions.keys().isdisjoint(words[index + 1 : index + 3])
        for index in range(at - 1)
    )


def _vulgar(char: str) -> Decimal:
    return to_decimal(Fraction(unicodedata.numeric(char)).limit_denominator(100))
