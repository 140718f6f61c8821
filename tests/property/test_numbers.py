"""A number that is written out reads back as itself."""

from __future__ import annotations

from decimal import Decimal

import num2words
from hypothesis import example, given, strategies

from tests.property.texts import extractor, thorough


def read(written: str) -> list[Decimal | None]:
    """The numbers of a sentence that counts so many soldiers."""
    figures = extractor().extract(f"The army lost {written} soldiers in the war.").figures
    return [one.value.lower and one.value.lower.decimal for one in figures]


@given(number=strategies.integers(2, 10**15))
@thorough
def test_grouped_digits(number: int) -> None:
    assert read(f"{number:,}") == [Decimal(number)]


@given(
    number=strategies.decimals(0, 10**6, places=2), scale=strategies.sampled_from(["thousand", "million", "billion"])
)
@thorough
def test_decimals_with_a_scale_word(number: Decimal, scale: str) -> None:
    powers = {"thousand": 3, "million": 6, "billion": 9}
    assert read(f"{number:,} {scale}") == [number.scaleb(powers[scale])]


@given(number=strategies.integers(2, 10**12))
@example(number=105)
@example(number=1984)
@thorough
def test_number_words(number: int) -> None:
    assert read(num2words.num2words(number)) == [Decimal(number)]
