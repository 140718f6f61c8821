"""What may follow a number and scale it: "million", "bn", "-fold"; and the sign before it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Final

from figures_server.compose.numerals.num import MINUS, Num, past_hyphen
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.words import load_changes, load_hedges
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS, SIGN, WORD, Tokens

# From here on "and a half" is half of the scale: "a million and a half", but "a hundred and a half".
LEAST_SCALE: Final = 1000
_PARTS: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
# "half | of | a | million"
_TO_WHOLE: Final = (frozenset(("of",)), frozenset(("a", "an")))
_OPEN_HEDGE: Final = HYPHENS | {"or", "odd", "plus"}
# "14th", "1.6 x 10^19", "6e23", "two and a half", "six point five", "12 fold"
_OTHERS: Final = frozenset(("st", "nd", "rd", "th", "x", "e", "and", "point", "fold"))
_ENDING: Final = frozenset((*".,;:)%'\"”", ""))
# "5%-10%" is an interval.
_UNIT_SIGNS: Final = frozenset("%°‰′″")
_BEFORE_SIGN: Final = frozenset("([<>≤≥=≈~")
# "22 Grand Slam titles", "a force of 300 mN": a name, and a thousandth of a newton.
_CASED: Final = {"grand": ("Grand", "GRAND"), "mn": ("mN",)}
_POWERS: Final = frozenset(("²", "³", "^", "/"))


@cache
def _continuing() -> frozenset[str]:
    """Every word that may go on with a number: "million", "m", "and", "point", "thirds"."""
    numbers = load_numbers()
    ranks = (rank + "s" for rank in numbers.ordinals)
    words = (numbers.cardinals, numbers.multipliers, numbers.suffixes, numbers.fractions, numbers.ordinals, ranks)
    return _OPEN_HEDGE.union(_OTHERS, *words)


def ends_number(tokens: Tokens, at: int) -> bool:
    """Whether nothing at token `at` can go on with a number, as nearly always: asked before all that might."""
    word = tokens.words[at]
    return word in _ENDING or (word not in _continuing() and word.isalpha())


def take_multipliers(tokens: Tokens, num: Num) -> Num:
    """The number with the multipliers after it and the sign before it: "2.5 million", "-3bn", "half a million"."""
    if num.form == "fraction":
        _take_whole(tokens, num)
    while _take_word(tokens, num):
        pass
    _take_part(tokens, num)
    _take_suffix(tokens, num)
    return take_sign(tokens, num)


def as_fold(tokens: Tokens, num: Num) -> Num | None:
    """As in "12-fold", "10fold", "a ten fold rise"."""
    at = past_hyphen(tokens, num.last)
    if tokens.words[at] != "fold" or not (tokens.glued(at) or tokens.words[at + 1] in load_changes().nouns):
        return None
    return Num(num.first, at + 1, num.value, "multiple")


def _take_whole(tokens: Tokens, num: Num) -> None:
    """As in "half a million", "a quarter of a million", "two-thirds of a billion", "half-a-dozen"."""
    words, at = tokens.words, num.last
    for links in _TO_WHOLE:
        after = past_hyphen(tokens, at)
        at = after + 1 if words[after] in links else at
    at = past_hyphen(tokens, at) if at > num.last else at
    size = load_numbers().multipliers.get(words[at])
    if size is not None:
        num.value, num.scale, num.last, num.form = num.value * size, size, at + 1, "words"
        num.digits = None


def _take_word(tokens: Tokens, num: Num) -> bool:
    """Whether a multiplier followed, now taken: "2.5 million", "2.5-million"."""
    words, multipliers, at = tokens.words, load_numbers().multipliers, num.last
    # "half - million", "$ 2 . 5 - billion"
    apart = num.form == "fraction" or tokens.kinds[num.first - 1] == SIGN
    loose = apart and tokens.glued(at) == tokens.glued(at + 1)
    hyphen = words[at] in HYPHENS and (tokens.glued(at) or loose) and words[at + 1] in multipliers
    inside = at
    if words[at] in _OPEN_HEDGE:
        at = _past_hedge(tokens, at)
    size = multipliers.get(words[at + hyphen])
    if size is None:
        return False
    num.value, num.scale, num.last = num.value * size, num.scale * size, at + hyphen + 1
    if at > inside:
        num.hedge_at = inside
    return True


def _past_hedge(tokens: Tokens, at: int) -> int:
    """Past a hedge between a number and its multiplier: "40 or so million", "20-odd thousand"."""
    words = tokens.words
    if words[at] in HYPHENS:
        return at + 2 if tokens.glued(at) and words[at + 1] in load_hedges().tied else at
    for tail, _ in load_hedges().after.get(words[at], ()):
        end = at + 1 + len(tail)
        if tuple(words[at + 1 : end]) == tail and words[end] in load_numbers().multipliers:
            return end
    return at


def _take_part(tokens: Tokens, num: Num) -> None:
    """As in "a million and a half", "a dozen and a half": half of the scale more."""
    words, at = tokens.words, num.last
    part = _PARTS.get(words[at + 2]) if words[at] == "and" and words[at + 1] == "a" else None
    if part is None or (num.scale < LEAST_SCALE and num.scale != 12) or words[at + 3] in load_numbers().multipliers:
        return
    num.value, num.last, num.digits = num.value + part * num.scale, at + 3, None


def _take_suffix(tokens: Tokens, num: Num) -> None:
    """As in "2.5k", "£3bn", "4 mln"; one that may be a unit ("5m") waits for what stands around the amount."""
    at, numbers = num.last, load_numbers()
    # "a Rs 500-cr plan"
    at += tokens.words[at + 1] in numbers.suffix_after_words and tokens.tied(at)
    odd = tokens.words[at] in HYPHENS and tokens.words[at + 1] == "odd" and tokens.words[at + 2] in numbers.sums
    if odd:
        # "twenty-odd grand"
        num.hedge_at, at = at, at + 2
    word, glued = tokens.words[at], tokens.glued(at)
    size = numbers.suffixes.get(word)
    if size is None:
        return
    if word in _CASED and tokens.surface(at, at + 1) in _CASED[word]:
        return
    if not (num.form == "digits" or word in numbers.suffix_after_words) or (word == "t" and not glued):
        return
    is_sign = len(word) == 1 or word == "mm"
    if not glued and is_sign and not _stands_apart(tokens, num, word):
        return
    if is_sign and tokens.glued(at + 1) and (tokens.kinds[at + 1] == DIGITS or _is_unit(tokens, num, at)):
        return
    num.last = at + 1
    if word in numbers.suffix_needs_money:
        num.suffix = size
    else:
        num.value, num.scale = num.value * size, num.scale * size
        # "Rs 25k crore"
        _take_word(tokens, num)


def _is_unit(tokens: Tokens, num: Num, at: int) -> bool:
    """The m of "5m²" and "5m/s"; that of "£5m/year" and "£5m/€6m" is a million."""
    after = tokens.words[at + 1]
    return after in _POWERS and (after != "/" or load_surfaces().left(tokens, num.first) is None)


def _stands_apart(tokens: Tokens, num: Num, word: str) -> bool:
    """Whether a letter over a space is a scale: "$ 5 m", "5 K dollars", "about 10 k."; of "5 K" degrees it is none."""
    at = num.last
    if tokens.kinds[num.first - 1] == SIGN:
        return True
    if load_surfaces().named_money(tokens, at + 1) is not None:
        # "5 K dollars", "3.5 M USD"; "a 2 mm penny" is thin
        return word != "mm" or tokens.text[tokens.starts[at]].isupper()
    if word in {"m", "b"} and at + 1 == tokens.count and num.first < 2:
        # "1,674.5 M" as the whole text
        return tokens.text[tokens.starts[at]].isupper()
    return word == "k" and tokens.text[tokens.starts[at]] == "k"


def take_sign(tokens: Tokens, num: Num) -> Num:
    """The number with the sign before it, as in "minus 5", "-5", "(−5"; "plus or minus 5" has none, and in "2-5" the mark is a dash.

    A mark with a space behind it is a sign where the number stands alone, as in a table: "- 1,200".
    """
    at = num.first - 1
    if at < 0:
        return num
    mark, words = tokens.words[at], tokens.words
    if mark in MINUS and words[at - 1] in {"minus", "negative"}:
        at, mark = at - 1, "minus"
    said = mark in {"minus", "negative"} and words[at - 1] != "or"
    alone = not at and num.last == tokens.count
    if said or (mark in MINUS and (alone or _is_sign(tokens, num.first))):
        num.value, num.first = -num.value, at
    return num


def _is_sign(tokens: Tokens, first: int) -> bool:
    """Whether the mark before token `first` belongs to its digits alone."""
    if tokens.kinds[first] != DIGITS or not tokens.glued(first):
        return False
    before = tokens.words[first - 2]
    apart = not tokens.glued(first - 1)
    if apart and before.isdecimal() and tokens.words[first].isdecimal() and tokens.kinds[first + 1] == WORD:
        # "10 -15 people", as some newspapers set a range
        return int(before) >= int(tokens.words[first])
    money = tokens.kinds[first - 2] == SIGN and before not in _UNIT_SIGNS
    return apart or before in _BEFORE_SIGN or money
