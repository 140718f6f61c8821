"""Numbers as English writes them: digits, words, fractions, multiples, orders of magnitude.

Every reader takes the tokens and the place of a cue and gives a Num or None; none looks at units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.numerals.digits import read_digits
from figures_server.compose.numerals.fractions import read_sign
from figures_server.compose.numerals.num import ARTICLES, ONE, Num, significant, to_decimal
from figures_server.compose.numerals.number_words import read_word
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages, load_money
from figures_server.lexicon.words import load_hedges, load_nouns
from figures_server.scan.tokens import DIGITS, FRACTION, HYPHENS, WORD

if TYPE_CHECKING:
    from figures_server.scan.tokens import Tokens

# "a litre of skimmed milk"
_OR_TWO: Final = ["or", "two"]
# "for a week or more"
_OR_SO: Final = (["or", "so"], ["or", "more"])
_LONGEST_ALONE: Final = 5
# "a week-and-a-half"
_AND_A_HALF: Final = ["and", "-", "a", "-", "half"]
# "in her late thirties or early forties"
_LIFE_REACH: Final = 6
_ARTICLE_AND_UNIT: Final = 2
# "cost no more than a dollar"
_BOUNDING: Final = frozenset(("more", "less", "no", "not", "at"))
_LISTING: Final = frozenset((",", "and", "plus"))
_LIST_REACH: Final = 8

__all__ = ["Num", "NumberReader", "significant", "to_decimal"]


class NumberReader:
    """Reads the number that begins at a token: "2.5 million", "two-thirds", "tens of thousands"."""

    __slots__ = ("_hedges", "_numbers", "_personal", "_single", "_starts")

    def __init__(self) -> None:
        self._numbers = load_numbers()
        self._single = (
            self._numbers.distances
            | self._numbers.periods
            | self._numbers.weights
            | self._numbers.coins
            | {point[0] for point in self._numbers.points}
            | {f"{period}'s" for period in self._numbers.periods}
        )
        self._starts = frozenset((*self._numbers.cues(), *self._numbers.groups_of))
        self._hedges = load_hedges().before
        self._personal = load_ages().possessives - {"the"}

    def read(self, tokens: Tokens, at: int) -> Num | None:
        """The number at token `at`, or None where none begins there."""
        kind = tokens.kinds[at]
        if kind == DIGITS:
            return read_digits(tokens, at)
        if kind == FRACTION:
            return read_sign(tokens, at)
        if kind != WORD:
            return None
        word = tokens.words[at]
        if word in self._single and (first := self._first_of_single(tokens, at, word)) is not None:
            return Num(first, at, ONE, "words", 1)
        if word in self._starts:
            return read_word(tokens, at)
        return self._read_group(tokens, at, word) or self._read_fold(at, word)

    def _first_of_single(self, tokens: Tokens, at: int, word: str) -> int | None:
        """Where an unsaid one begins: "a kilometre away", "an hour and a half", "nearly a year", "an hour's walk", "a decade-long war", "metre-thick ice"."""
        words, numbers = tokens.words, self._numbers
        if at and words[at - 1] in ARTICLES:
            if word.endswith("'s"):
                return at - 1 if words[at + 1] in numbers.lasting else None
            # "a day or two"
            or_two = words[at + 1 : at + 3] == _OR_TWO and tokens.kinds[at - 2] != DIGITS
            if or_two or (word, words[at + 1]) in numbers.points:
                return at - 1
            summed = word in numbers.periods or word in numbers.coins
            if words[at + 1] == "and" and ((summed and self._goes_on(tokens, at + 2)) or _is_half(words, at + 2)):
                return at - 1
            if summed and words[at + 1] in HYPHENS and words[at + 2 : at + 7] == _AND_A_HALF:
                return at - 1
            if word in numbers.coins and self._is_paid(tokens, at, word):
                return at - 1
            if word in numbers.distances and words[at + 1] in numbers.after_distance | numbers.compared:
                return at - 1
            if (
                self._lies_off(tokens, at, word)
                or self._measures(tokens, at)
                or self._alone(tokens, at, word)
                or self._is_listed(tokens, at, word)
            ):
                return at - 1
        extent = words[at + 2] if words[at + 1] in HYPHENS else ""
        reaches = word in numbers.distances or (extent == "long" and word in numbers.periods)
        return at if extent in numbers.extents and reaches and words[at - 1] not in HYPHENS else None

    def _lies_off(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "still a year away", "just an hour from Leeds", "lies an hour north": how far off in time; "$9 an hour from May" is a rate."""
        words, numbers = tokens.words, self._numbers
        if word not in numbers.periods or words[at + 1] not in numbers.after_distance:
            return False
        before = words[at - 2] if at > 1 else ""
        return words[at + 1] == "away" or (word == "hour" and (before in numbers.lying or before in self._hedges))

    def _is_paid(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "costs a pound", "cost less than a dollar", "less than a dollar a day", "a pound fifty"; "$3 a pound" is another's tail."""
        words, numbers = tokens.words, self._numbers
        before = words[at - 2] if at > 1 else ""
        if words[at + 1] in {"a", "an", "per"}:
            return words[at + 2] in numbers.periods and (word != "pound" or before in self._hedges)
        if words[at + 1] in numbers.cardinals:
            return tokens.kinds[at + 2] != WORD and tokens.kinds[at - 2] != DIGITS
        lead = at - 2
        if before in self._hedges:
            lead -= 1
            while lead >= 0 and words[lead] in _BOUNDING:
                lead -= 1
        alone = lead < 0 < at - 1 and at + 1 == tokens.count
        return words[at + 1] != "of" and (alone or (lead >= 0 and words[lead] in load_money().paying))

    def _measures(self, tokens: Tokens, at: int) -> bool:
        """Whether "a year" says how long: "nearly a year", "held for a month"; "a year ago" says when."""
        words, numbers = tokens.words, self._numbers
        if at < 2 or words[at] in numbers.coins or words[at + 1] in numbers.after_moment:
            return False
        before = words[at - 2]
        if before in numbers.bounding or (at > 2 and f"{words[at - 3]} {before}" in numbers.bounding):
            return True
        if before == "of" and at > 4 and f"{words[at - 4]} {words[at - 3]} of" in numbers.bounding:
            # "the best part of a decade"
            return True
        if words[at] in numbers.weights:
            return False
        if words[at + 1] == "old" and words[at] in numbers.periods:
            # "is a century old", "less than a year old"; "for a year old boys are taught" tells of boys.
            return before in numbers.ageing
        if words[at] in numbers.distances and before in numbers.travelling:
            return True
        told = words[at + 1] not in numbers.after_setting or words[at + 1 : at + 3] in _OR_SO
        return before in numbers.spanning and told

    def _alone(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "a litre of milk", "a month", where nothing else is said; "a pound" may be weighed or paid."""
        if (
            word != "pound"
            and tokens.count == _ARTICLE_AND_UNIT
            and tokens.ends[1] - tokens.starts[0] == len(tokens.text.strip())
        ):
            return True
        opens = at == 1 and tokens.words[0] != "one" and tokens.words[2] in {"of", ".", ""}
        measured = word in self._numbers.distances or word in self._numbers.weights
        return opens and measured and tokens.count <= _LONGEST_ALONE

    def _is_listed(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "3 cups of flour and a pint of milk", "a gallon of milk, and 2 loaves": one of what is measured out."""
        if word not in self._numbers.weights or tokens.words[at + 1] != "of" or at < 2:
            return False
        behind = tokens.words[at - 2] in _LISTING and DIGITS in tokens.kinds[max(0, at - _LIST_REACH) : at]
        after = at + 3 + (tokens.words[at + 3] == ",")
        return behind or (tokens.words[after] == "and" and tokens.kinds[after + 1] == DIGITS)

    def _goes_on(self, tokens: Tokens, at: int) -> bool:
        """Whether "an hour and ..." goes on with minutes or a half."""
        words = tokens.words
        return (
            tokens.kinds[at] == DIGITS or words[at] in self._numbers.cardinals or words[at + 1] in {"half", "quarter"}
        )

    def _read_group(self, tokens: Tokens, at: int, word: str) -> Num | None:
        """The plural of "under-fives", "in her eighties": a cardinal for those of that age, or for that time of life."""
        value = self._numbers.groups.get(word)
        if value is None or at < 2:
            return None
        if word.endswith("ies") and not self._personal.isdisjoint(tokens.words[max(0, at - _LIFE_REACH) : at]):
            return Num(at, at + 1, value, "words")
        if tokens.words[at - 1] not in HYPHENS:
            return None
        return Num(at, at + 1, value, "words") if tokens.words[at - 2] in {"under", "over"} else None

    def _read_fold(self, at: int, word: str) -> Num | None:
        """As in "twofold", "tenfold"."""
        value = self._numbers.folds.get(word)
        return None if value is None else Num(at, at + 1, value, "multiple")


def _is_half(words: list[str], at: int) -> bool:
    """As in "a kilo and | a half", "an inch and a half of snow"; "a mile, and a half of the road" has two."""
    whole = words[at + 2] == "of" and words[at + 3] in load_nouns().articles
    return words[at] == "a" and words[at + 1] in {"half", "quarter"} and not whole
