"""Numbers as English writes them: digits, words, fractions, multiples, orders of magnitude.

Every reader takes the tokens and the place of a cue and gives a Num or None; none looks at units.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from figures_server.lexicon.words import load_numbers
from figures_server.scan.tokens import DIGITS, FRACTION, SIGN, WORD

if TYPE_CHECKING:
    from figures_server.scan.tokens import Tokens

Form = Literal["digits", "words", "fraction", "ordinal", "multiple", "vague"]

_ONE: Final = Decimal(1)
_HYPHENS: Final = frozenset("-‐‑")
_MINUS: Final = frozenset("-−–")
_ARTICLES: Final = frozenset(("a", "an", "one"))
_GROUPING: Final = str.maketrans("", "", ", \u00a0\u2009\u202f'’")
# "a dozen", but not "a baker's dozen"; "lac" is also a French lake.
_COLLECTIVES: Final = frozenset(("dozen", "lakh", "lac", "lacs", "lakhs", "crore", "crores"))
_LEADS: Final = frozenset(("a", "an", "one", "few", "several", "of", "half", "per", "many", "another"))
_EXPONENT_MARKS: Final = frozenset(("×", "x"))


class Num:
    """One number: its tokens [first, last), exact value, and how it was written."""

    __slots__ = ("digits", "direction", "first", "form", "last", "scale", "suffix", "value")

    def __init__(self, first: int, last: int, value: Decimal, form: Form, digits: int | None = None) -> None:
        self.first = first
        self.last = last
        self.value = value
        self.form: Form = form
        self.digits = digits
        # The product of the multiplier words, which the other end of a range may share.
        self.scale = _ONE
        # A short multiplier ("m", "b") that only the unit can settle.
        self.suffix: Decimal | None = None
        self.direction = ""


def to_decimal(part: Fraction) -> Decimal:
    """A fraction to 28 digits: a third has no exact decimal."""
    return Decimal(part.numerator) / Decimal(part.denominator)


def significant(digits: str) -> int:
    """Digits the writer committed to: "600,000" has 1, "2.0" has 2."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return len((whole + decimals).lstrip("0")) or 1
    return len(whole.strip("0")) + (len(whole) - len(whole.lstrip("0")) and 0) or 1


class NumberReader:
    """Reads the number that begins at a token."""

    def __init__(self) -> None:
        self._words = load_numbers()
        self._single = self._words.distances | self._words.periods | {"a", "an"}
        starts = set(self._words.cues())
        self._groups = {cardinal + "s": value for cardinal, value in self._words.cardinals.items()}
        self._folds = {cardinal + "fold": value for cardinal, value in self._words.cardinals.items()}
        self._starts = frozenset(starts)
        # Every word at which a number may begin.
        self.openers = frozenset(starts | self._single | self._groups.keys() | self._folds.keys())

    def read(self, tokens: Tokens, at: int) -> Num | None:
        """The number at token `at`, or None where none begins there."""
        kind = tokens.kinds[at]
        if kind == DIGITS:
            return self._read_digits(tokens, at)
        if kind == FRACTION:
            value = to_decimal(_vulgar(tokens.words[at]))
            return self._finish(tokens, Num(at, at + 1, value, "fraction"))
        word = tokens.words[at]
        if kind != WORD:
            return None
        if word in self._single and (one := self._read_single(tokens, at, word)) is not None:
            return one
        if word not in self._starts:
            return self._read_group(tokens, at, word) or self._read_fold(at, word)
        return self._read_word(tokens, at, word)

    # ------------------------------------------------------------------ digits

    def _read_digits(self, tokens: Tokens, at: int) -> Num | None:
        words = tokens.words
        surface = words[at].translate(_GROUPING)
        value = Decimal(surface)
        num = Num(at, at + 1, value, "digits", significant(surface))
        after = at + 1
        following = words[after]
        if following == _ordinal_ending(surface) and tokens.glued(after):
            num.form, num.last = "ordinal", after + 1
            return num
        if following == "^" and tokens.kinds[after + 1] == DIGITS:
            num.value, num.last = value ** int(words[after + 1]), after + 2
            return num
        if following in {"/", "⁄"} and tokens.kinds[after + 1] == DIGITS and tokens.glued(after):
            part = self._slash(surface, words[after + 1])
            if part is not None:
                num.value, num.last, num.form = to_decimal(part), after + 2, "fraction"
                return self._finish(tokens, num)
        self._add_fraction(tokens, num)
        self._add_exponent(tokens, num)
        return self._as_fold(tokens, num) or self._finish(tokens, num)

    @staticmethod
    def _slash(above: str, below: str) -> Fraction | None:
        if not (above.isdecimal() and below.isdecimal()):
            return None
        top, bottom = int(above), int(below)
        if 0 < top < bottom and bottom in {2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 128}:
            return Fraction(top, bottom)
        return None

    def _add_fraction(self, tokens: Tokens, num: Num) -> None:
        """The half of "10 1/2", "1½" and "2 and a half"."""
        at, words, kinds = num.last, tokens.words, tokens.kinds
        if num.value != num.value.to_integral_value():
            return
        if kinds[at] == FRACTION:
            num.value += to_decimal(_vulgar(words[at]))
            num.last = at + 1
        elif kinds[at] == DIGITS and words[at + 1] in {"/", "⁄"} and tokens.glued(at + 1):
            part = self._slash(words[at], words[at + 2]) if kinds[at + 2] == DIGITS else None
            if part is not None:
                num.value += to_decimal(part)
                num.last = at + 3
        elif words[at] == "and" and (part := self._part_after(tokens, at + 1)) is not None:
            num.value, num.last = num.value + to_decimal(part[0]), part[1]

    def _part_after(self, tokens: Tokens, at: int) -> tuple[Fraction, int] | None:
        """The "two thirds" of "three and two thirds", the "a half" of "two and a half", and the token after it."""
        words = tokens.words
        parts = _ONE if words[at] in {"a", "an", "one"} else self._words.cardinals.get(words[at])
        after = _onward(tokens, at + 1, joins=False)
        part = self._words.fractions.get(words[after])
        if parts is None or part is None or parts >= part.denominator or (parts != 1) != words[after].endswith("s"):
            return None
        if words[after] == "second" or words[after + 1] == "of":
            return None
        return part * int(parts), after + 1

    @staticmethod
    def _add_exponent(tokens: Tokens, num: Num) -> None:
        """The power of ten of "1.6 × 10^19" and "2.998×10−8"."""
        at, words, kinds = num.last, tokens.words, tokens.kinds
        if words[at] in _EXPONENT_MARKS and words[at + 1] == "10":
            after = at + 2 + (words[at + 2] == "^")
            negative = words[after] in _MINUS and tokens.glued(after)
            after += negative
            if kinds[after] == DIGITS and words[after].isdecimal() and (after > at + 2):
                power = int(words[after])
                num.value = num.value.scaleb(-power if negative else power)
                num.last = after + 1
        elif words[at] == "e" and tokens.glued(at):
            negative = words[at + 1] in _MINUS
            after = at + 1 + (negative or words[at + 1] == "+")
            if kinds[after] == DIGITS and words[after].isdecimal() and len(words[after]) <= 3 and tokens.glued(after):
                power = int(words[after])
                num.value = num.value.scaleb(-power if negative else power)
                num.last = after + 1

    def _read_single(self, tokens: Tokens, at: int, word: str) -> Num | None:
        """The unsaid one of "a kilometre away" and "a decade-long war"."""
        words = tokens.words
        if word in _ARTICLES:
            if words[at + 1] in self._words.periods and words[at + 2] == "and" and self._goes_on(tokens, at + 3):
                return Num(at, at + 1, _ONE, "words", 1)
            if words[at + 1] in self._words.distances and words[at + 2] in self._words.after_distance:
                return Num(at, at + 1, _ONE, "words", 1)
        elif (
            word in self._words.periods
            and words[at + 1] in _HYPHENS
            and words[at + 2] == "long"
            and words[at - 1] != "-"
        ):
            return Num(at, at, _ONE, "words", 1)
        return None

    def _goes_on(self, tokens: Tokens, at: int) -> bool:
        """Whether "an hour and ..." goes on with minutes or a half."""
        return (
            tokens.kinds[at] == DIGITS
            or tokens.words[at] in self._words.cardinals
            or tokens.words[at + 1] in {"half", "quarter"}
        )

    # ------------------------------------------------------------------- words

    def _read_word(self, tokens: Tokens, at: int, word: str) -> Num | None:
        words = self._words
        previous = tokens.words[at - 1] if at else ""
        if word in words.multiples:
            multiple = words.multiples[word]
            num = Num(at, at + 1, multiple.value, "multiple")
            num.direction = multiple.direction
            return num
        if word in words.vague_lead or word in words.vague:
            vague = self._read_vague(tokens, at, previous)
            if vague is not None:
                return vague
        if word in _COLLECTIVES and previous not in _LEADS:
            return None
        if word in words.cardinals or word in words.multipliers:
            num = self._read_cardinal(tokens, at, previous)
            return (
                self._as_fold(tokens, num)
                or self._as_ordinal(tokens, num)
                or self._as_fraction(tokens, num)
                or self._finish(tokens, num)
            )
        if word in words.fractions and (part := self._read_part(tokens, at, previous)):
            return part
        if word in words.ordinals:
            return Num(at, at + 1, Decimal(words.ordinals[word]), "ordinal")
        return None

    def _read_vague(self, tokens: Tokens, at: int, previous: str) -> Num | None:
        words, text = self._words, tokens.words
        word, last = text[at], at + 1
        if text[last] == "of" and text[last + 1] in words.vague and word in words.vague_lead:
            value = words.vague_lead[word] * words.vague[text[last + 1]] / 2
            last += 2
        elif word in words.vague:
            value = words.vague[word]
        else:
            return None
        first = at
        if previous in {"several", "many"}:
            first = at - 1
            value = value / 2 * 3
        elif previous == "of" and text[at - 2] == "couple":
            first = at - 2 - (text[at - 3] == "a")
        return Num(first, last, value, "vague")

    def _read_cardinal(self, tokens: Tokens, at: int, previous: str) -> Num:
        """As in "two hundred and five", "half a million" without the half, "nineteen eighty-four"."""
        cardinals, multipliers, words = self._words.cardinals, self._words.multipliers, tokens.words
        total, current, last, scale = Decimal(0), None, at, _ONE
        index = at
        lowest = Decimal("Infinity")
        while True:
            word = words[index]
            value = cardinals.get(word)
            if value is not None:
                extended = _extend(current, value)
                if extended is None:
                    break
                current, scale = extended, _ONE
            elif word in multipliers:
                size = multipliers[word]
                current = _ONE if current is None and not total else current or Decimal(0)
                if size == 100 or size == 12:
                    current *= size
                elif size < lowest:
                    total, current = total + current * size, None
                    lowest = size
                else:
                    total, current = (total + current) * size, None
                scale = scale * size
            else:
                break
            last = index + 1
            index = _onward(
                tokens, last, joins=word in multipliers and self._small_follows(tokens, last, multipliers[word])
            )
        if last == at:
            last, current = at + 1, cardinals[words[at]]
        value = total + (current or Decimal(0))
        first = at
        if words[at] in multipliers and previous in {"a", "an", "few", "several", "of"}:
            return self._led(tokens, Num(at, last, value, "words"), previous)
        num = Num(first, last, value, "words", significant(format(value, "f")))
        num.scale = scale
        self._add_fraction(tokens, num)
        if words[num.last] == "point" and (tenths := cardinals.get(words[num.last + 1])) is not None and tenths < 10:
            num.value, num.last = num.value + tenths / 10, num.last + 2
        return num

    def _led(self, tokens: Tokens, num: Num, previous: str) -> Num:
        """A multiplier with what stands for its number: "a hundred", "several hundred", "a couple of dozen"."""
        words = tokens.words
        if previous in {"a", "an"}:
            num.first -= 1
            num.digits = 1
        elif previous == "several":
            num.first, num.form, num.value = num.first - 1, "vague", num.value * 3
        elif previous == "few":
            num.first, num.form, num.value = num.first - 1 - (words[num.first - 2] == "a"), "vague", num.value * 3
        elif words[num.first - 2] == "couple":
            num.first, num.value = num.first - 2 - (words[num.first - 3] == "a"), num.value * 2
        num.scale = num.value
        return num

    def _small_follows(self, tokens: Tokens, at: int, size: Decimal) -> bool:
        """Whether "and" goes on with the number ("two hundred and five") and not to the next one."""
        if tokens.words[at] != "and":
            return False
        value = self._words.cardinals.get(tokens.words[at + 1])
        if value is None or size == 12:
            return False
        after = _onward(tokens, at + 2, joins=False)
        if tokens.words[after] in self._words.cardinals:
            after = _onward(tokens, after + 1, joins=False)
        further = self._words.multipliers.get(tokens.words[after], Decimal(0))
        return further < size or (size == 100 and further > size)

    def _as_ordinal(self, tokens: Tokens, num: Num) -> Num | None:
        """As in "twenty-first"."""
        at = _onward(tokens, num.last, joins=False)
        rank = self._words.ordinals.get(tokens.words[at])
        if rank is None or (at == num.last and rank == 2) or num.value < 20 or rank >= 10 or num.value % 10:
            return None
        return Num(num.first, at + 1, num.value + rank, "ordinal")

    def _as_fraction(self, tokens: Tokens, num: Num) -> Num | None:
        """As in "two-thirds", "three quarters", "one third": above one the part stands in the plural."""
        at = _onward(tokens, num.last, joins=False)
        word = tokens.words[at]
        part = self._words.fractions.get(word)
        if part is None or num.value >= 100 or (num.value != 1) != word.endswith("s"):
            return None
        return self._finish(tokens, Num(num.first, at + 1, to_decimal(part * int(num.value)), "fraction"))

    def _read_part(self, tokens: Tokens, at: int, previous: str) -> Num | None:
        """As in "half", "a third", "a quarter of a million"."""
        words = tokens.words
        word = words[at]
        first = at - 1 if previous in _ARTICLES and word not in {"half", "halves"} else at
        if first == at and previous == "a" and word == "half":
            first = at - 1
        following = words[at + 1]
        ordinal = word in self._words.ordinals
        if (
            word != "half"
            and first == at
            and following not in self._words.multipliers
            and not (following == "of" and words[at + 2] in {"a", "an"})
        ):
            return None
        if (
            ordinal
            and following not in {"of", "", ".", ",", ";", ")", "in"}
            and words[at + 1] not in {"from", "to", "and"}
        ):
            return None
        return self._finish(tokens, Num(first, at + 1, to_decimal(self._words.fractions[word]), "fraction"))

    def _read_group(self, tokens: Tokens, at: int, word: str) -> Num | None:
        """The plural of "under-fives": a cardinal for those of that age."""
        value = self._groups.get(word)
        if (
            value is None
            or at < 2
            or tokens.words[at - 1] not in _HYPHENS
            or tokens.words[at - 2] not in {"under", "over"}
        ):
            return None
        return Num(at, at + 1, value, "words")

    def _read_fold(self, at: int, word: str) -> Num | None:
        """As in "twofold", "tenfold"."""
        value = self._folds.get(word)
        return None if value is None else Num(at, at + 1, value, "multiple")

    @staticmethod
    def _as_fold(tokens: Tokens, num: Num) -> Num | None:
        """As in "12-fold", "10fold"."""
        at = _onward(tokens, num.last, joins=False)
        if tokens.words[at] != "fold" or not tokens.glued(at):
            return None
        return Num(num.first, at + 1, num.value, "multiple")

    # -------------------------------------------------------------- multipliers

    def _finish(self, tokens: Tokens, num: Num) -> Num:
        """Takes in the multipliers after the number and the sign before it."""
        words, multipliers, suffixes = tokens.words, self._words.multipliers, self._words.suffixes
        if num.form == "fraction":
            self._fraction_of(tokens, num)
        while True:
            at = num.last
            if words[at] in _HYPHENS and tokens.glued(at) and words[at + 1] in multipliers:
                at += 1
            word = words[at]
            if word in multipliers:
                size = multipliers[word]
                if num.form == "fraction" and at == num.last and words[at - 1] not in {"a", "an"} and num.value < 1:
                    break
            elif word in suffixes and (num.form == "digits" or word == "grand") and (word != "t" or tokens.glued(at)):
                size = suffixes[word]
                if not tokens.glued(at) and (len(word) == 1 or word == "mm"):
                    break
                if (
                    len(word) == 1
                    and tokens.glued(at + 1)
                    and (tokens.kinds[at + 1] == DIGITS or words[at + 1] in {"²", "³", "/"})
                ):
                    break
                num.last = at + 1
                if word in self._words.suffix_needs_money:
                    num.suffix = size
                else:
                    num.value, num.scale = num.value * size, num.scale * size
                break
            else:
                break
            num.value, num.scale, num.last = num.value * size, num.scale * size, at + 1
        self._sign(tokens, num)
        return num

    def _fraction_of(self, tokens: Tokens, num: Num) -> None:
        """As in "half a million", "a quarter of a million", "two-thirds of a billion"."""
        words, at = tokens.words, num.last
        at += words[at] == "of"
        at += words[at] in {"a", "an"}
        if words[at] in self._words.multipliers and (at > num.last or num.value in {Decimal("0.5"), Decimal("0.25")}):
            size = self._words.multipliers[words[at]]
            num.value, num.scale, num.last, num.form = num.value * size, size, at + 1, "words"
            num.digits = None

    @staticmethod
    def _sign(tokens: Tokens, num: Num) -> None:
        at = num.first - 1
        if at < 0:
            return
        mark, words = tokens.words[at], tokens.words
        if mark in _MINUS and at and words[at - 1] in {"minus", "negative"}:
            at, mark = at - 1, "minus"
        if (mark in {"minus", "negative"} and (not at or words[at - 1] != "or")) or (
            mark in _MINUS
            and tokens.kinds[num.first] == DIGITS
            and tokens.glued(num.first)
            and (not tokens.glued(at) or words[at - 1] in "([" or tokens.kinds[at - 1] == SIGN)
        ):
            num.value, num.first = -num.value, at


def _ordinal_ending(digits: str) -> str:
    """What makes a rank of the digits: "st" of 21, "th" of 11; "14st" is stones."""
    if digits[-2:-1] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1:], "th")


def _vulgar(char: str) -> Fraction:
    return Fraction(unicodedata.numeric(char)).limit_denominator(100)


def _extend(current: Decimal | None, value: Decimal) -> Decimal | None:
    """The next cardinal after what was read; None where it begins another number."""
    if current is None:
        return value
    if current >= 100 and current % 100 == 0:
        return current + value
    if current >= 20 and current % 10 == 0 and 0 < value < 10:
        return current + value
    if 10 <= current < 100 and value >= 10:
        return current * 100 + value
    return None


def _onward(tokens: Tokens, at: int, *, joins: bool) -> int:
    """Past a hyphen glued on both sides, or an "and" that joins."""
    if tokens.words[at] in _HYPHENS and tokens.glued(at) and tokens.glued(at + 1):
        return at + 1
    return at + 1 if joins else at
