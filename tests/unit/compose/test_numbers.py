"""The reader of numbers, by itself: against another library, and one form at a time."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from num2words import num2words
from text_to_num import text2num

from figures_server.compose.numerals.numbers import NumberReader, significant
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.scan import Tokens
from figures_server.text import Article

if TYPE_CHECKING:
    from figures_server.compose.numerals.numbers import Num

# Every number up to a thousand and some, then a sample that is the same each time.
_SAMPLE: Final = [*range(1_200), *random.Random(7).sample(range(1_200, 10**6), 3_000), 10**6]  # noqa: S311


@cache
def reader() -> NumberReader:
    """One reader for all the tests."""
    return NumberReader()


def read(text: str, at: int = 0) -> tuple[Num | None, Tokens]:
    """The number at a token, and the tokens."""
    tokens = Tokens(Article(text), 0, len(text))
    return reader().read(tokens, at), tokens


def test_number_words_are_read_as_text2num_reads_them() -> None:
    differing = []
    for number in _SAMPLE:
        written = num2words(number).replace(",", "")
        for spelling in (written, written.replace("-", " "), written.replace(" and ", " ")):
            num, tokens = read(spelling)
            ours = num.value if num is not None and (num.first, num.last) == (0, tokens.count) else None
            theirs = text2num(spelling, "en")
            if ours != theirs or theirs != number:
                differing.append((spelling, ours, theirs))
    assert differing == []


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("1,234.5 tons", "1234.5", "digits"),
        ("12,34,567 men", "1234567", "digits"),
        ("816 000 men", "816000", "digits"),
        (".534 of it", "0.534", "digits"),
        ("2.5 million", "2500000", "digits"),
        ("2.5-million", "2500000", "digits"),
        ("70k", "70000", "digits"),
        ("3.1bn", "3100000000", "digits"),
        ("1.2 lakh crore", "1200000000000", "digits"),
        ("6.02 × 10^23", "6.02e23", "digits"),
        ("1.2×10−7", "1.2e-7", "digits"),
        ("4e3", "4000", "digits"),
        ("10 1/2", "10.5", "digits"),
        ("2½", "2.5", "digits"),
        ("3 and a half", "3.5", "digits"),
        ("3/4", "0.75", "fraction"),
        ("¾", "0.75", "fraction"),
        ("half", "0.5", "fraction"),
        ("three quarters", "0.75", "fraction"),
        ("two-fifths", "0.4", "fraction"),
        ("half a million", "500000", "words"),
        ("half a dozen", "6", "words"),
        ("three and a half", "3.5", "words"),
        ("two point five", "2.5", "words"),
        ("nineteen eighty-four", "1984", "words"),
        ("twelve hundred", "1200", "words"),
        ("one and a half billion", "1500000000", "words"),
        ("seventy-five lakh", "7500000", "words"),
        ("21st", "21", "ordinal"),
        ("112th", "112", "ordinal"),
        ("twenty-first", "21", "ordinal"),
        ("second", "2", "ordinal"),
        ("tripled", "3", "multiple"),
        ("twelvefold", "12", "multiple"),
        ("12-fold", "12", "multiple"),
        ("dozens", "24", "vague"),
        ("tens of thousands", "20000", "vague"),
    ],
)
def test_a_number_and_how_it_was_written(text: str, value: str, form: str) -> None:
    num, tokens = read(text)
    assert num is not None
    assert (num.value, num.form) == (Decimal(value), form)
    assert tokens.surface(num.first, num.last) == text.removesuffix(" tons").removesuffix(" men").removesuffix(" of it")


@pytest.mark.parametrize(
    ("text", "at", "value", "surface"),
    [
        ("a third of", 1, Decimal(1) / 3, "a third"),
        ("a hundred and five sheep", 1, Decimal(105), "a hundred and five"),
        ("a quarter of a million sheep", 1, Decimal(250000), "a quarter of a million"),
        ("several hundred sheep", 1, Decimal(300), "several hundred"),
        ("a couple of hundred sheep", 3, Decimal(200), "a couple of hundred"),
        ("minus 5 degrees", 1, Decimal(-5), "minus 5"),
        ("to −3 degrees", 2, Decimal(-3), "−3"),
    ],
)
def test_a_number_may_begin_before_its_cue(text: str, at: int, value: Decimal, surface: str) -> None:
    num, tokens = read(text, at)
    assert num is not None
    assert (num.value, tokens.surface(num.first, num.last)) == (value, surface)


@pytest.mark.parametrize("text", ["sheep", "£", "-", "tense", "a sheep", "third sheep"])
def test_what_is_no_number_or_no_magnitude(text: str) -> None:
    num, _ = read(text)
    assert num is None or num.form == "ordinal"


@pytest.mark.parametrize(
    ("digits", "count"), [("600000", 1), ("1234", 4), ("2.0", 2), ("0.05", 1), ("0", 1), ("100.0", 4), ("1050", 3)]
)
def test_digits_the_writer_committed_to(digits: str, count: int) -> None:
    assert significant(digits) == count


# ---------------------------------------------------------------------------- nouns in the plural


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("soldiers", "soldier"),
        ("citizens", "citizen"),
        ("cities", "city"),
        ("ties", "tie"),
        ("movies", "movie"),
        ("boxes", "box"),
        ("churches", "church"),
        ("inches", "inch"),
        ("dishes", "dish"),
        ("classes", "class"),
        ("buses", "bus"),
        ("houses", "house"),
        ("horses", "horse"),
        ("cases", "case"),
        ("nurses", "nurse"),
        ("causes", "cause"),
        ("viruses", "virus"),
        ("crises", "crisis"),
        ("potatoes", "potato"),
        ("shoes", "shoe"),
        ("taxes", "tax"),
        ("gunmen", "gunman"),
        ("policewomen", "policewoman"),
        ("women", "woman"),
        ("people", "person"),
        ("children", "child"),
        ("feet", "foot"),
        ("teeth", "tooth"),
        ("lives", "life"),
        ("wives", "wife"),
        ("loaves", "loaf"),
        ("calves", "calf"),
        ("valves", "valve"),
        ("olives", "olive"),
        ("sheep", "sheep"),
        ("aircraft", "aircraft"),
        ("criteria", "criterion"),
        ("businesses", "business"),
        ("licences", "licence"),
        ("prizes", "prize"),
        ("gases", "gas"),
        ("databases", "database"),
        ("warehouses", "warehouse"),
        ("greenhouses", "greenhouse"),
        ("spouses", "spouse"),
        ("purchases", "purchase"),
        ("leases", "lease"),
        ("diseases", "disease"),
        ("expenses", "expense"),
        ("exercises", "exercise"),
        ("cookies", "cookie"),
        ("calories", "calorie"),
        ("grandchildren", "grandchild"),
        ("salespeople", "salesperson"),
        ("spokespersons", "spokesperson"),
        ("heroes", "hero"),
        ("photos", "photo"),
        ("geese", "goose"),
        ("bison", "bison"),
        ("salmon", "salmon"),
        ("deer", "deer"),
    ],
)
def test_plural_and_singular(plural: str, one: str) -> None:
    assert is_plural(plural)
    assert singular(plural) == one
    assert singular(one) == one


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("caches", "cache"),
        ("headaches", "headache"),
        ("torpedoes", "torpedo"),
        ("mosquitoes", "mosquito"),
        ("quizzes", "quiz"),
        ("diagnoses", "diagnosis"),
        ("midwives", "midwife"),
        ("volcanoes", "volcano"),
        ("radii", "radius"),
    ],
)
def test_irregular_plurals(plural: str, one: str) -> None:
    assert is_plural(plural)
    assert singular(plural) == one


@pytest.mark.parametrize(
    "word", ["bus", "gas", "crisis", "business", "series's", "glass", "virus", "analysis", "news", "house", "is", "us"]
)
def test_words_in_s_that_are_no_plural(word: str) -> None:
    assert not is_plural(word)
