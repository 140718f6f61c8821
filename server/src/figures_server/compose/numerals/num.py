"""The node that every reader of numbers gives, and what they share: hyphens, signs, exact fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from figures_server.lexicon.words import Way
from figures_server.scan.tokens import HYPHENS, Tokens

Form = Literal["digits", "words", "fraction", "ordinal", "multiple", "vague"]

ONE: Final = Decimal(1)
MINUS: Final = frozenset("-−–")
# Printers misprint a dash for a hyphen: "forty–second".
_HYPHENS_OR_DASHES: Final = HYPHENS | {"–", "—"}
ARTICLES: Final = frozenset(("a", "an", "one"))
SMALL_PARTS: Final = frozenset(("half", "quarter"))


class Num:
    """One number: its tokens [first, last), exact value, and how it was written."""

    __slots__ = ("digits", "direction", "first", "form", "hedge_at", "last", "scale", "suffix", "value")

    def __init__(self, first: int, last: int, value: Decimal, form: Form, digits: int | None = None) -> None:
        self.first = first
        self.last = last
        self.value = value
        self.form: Form = form
        self.digits = digits
        # The product of the multiplier words, which the other end of a range may share.
        self.scale = ONE
        # A short multiplier ("m", "b") that only the unit can settle.
        self.suffix: Decimal | None = None
        self.direction: Way = ""
        # Where a hedge stands inside the number: "40 or so million".
        self.hedge_at: int | None = None


def to_decimal(part: Fraction) -> Decimal:
    """A fraction to 28 digits: a third has no exact decimal."""
    return Decimal(part.numerator) / Decimal(part.denominator)


def is_whole(value: Decimal) -> bool:
    """Whether the number has no decimals: no remainder is taken, for which "1e400" is too large."""
    return value == value.to_integral_value()


def are_alike(one: Decimal, other: Decimal) -> bool:
    """Whether both may be levels of one thing: neither is more than ten times the other."""
    return one <= 10 * other and other <= 10 * one


def significant(digits: str) -> int:
    """Digits the writer committed to: "600,000" has 1, "2.0" has 2."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return len((whole + decimals).lstrip("0")) or 1
    return len(whole.strip("0")) or 1


def past_loose_hyphen(tokens: Tokens, at: int) -> int:
    """Past a hyphen glued on both sides, set apart on both ("one - third") or misprinted as a dash.

    One with a blank behind it once ended a line: "twenty- five".
    """
    mark = tokens.words[at]
    passed = mark in _HYPHENS_OR_DASHES if tokens.glued(at) else mark in HYPHENS and not tokens.glued(at + 1)
    return at + passed


def past_hyphen(tokens: Tokens, at: int) -> int:
    """Past a hyphen glued on both sides: from the "-" to the "five" of "twenty-five"."""
    return at + tokens.tied(at)
