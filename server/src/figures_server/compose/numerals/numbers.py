"""Numbers as English writes them: digits, words, fractions, multiples, orders of magnitude.

Every reader takes the tokens and the place of a cue and gives a Num or None; none looks at units.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.numerals.digits import read_digits
from figures_server.compose.numerals.fractions import read_sign
from figures_server.compose.numerals.multipliers import take_multipliers
from figures_server.compose.numerals.num import ARTICLES, ONE, SMALL_PARTS, Num, significant, to_decimal
from figures_server.compose.numerals.number_words import read_word
from figures_server.compose.reaches import PHRASE
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages, load_measures, load_money
from figures_server.lexicon.words import load_changes, load_hedges, load_nouns
from figures_server.scan.tokens import DIGITS, FRACTION, HYPHENS, WORD, Tokens

# "a litre of skimmed milk"
_OR_TWO: Final = ["or", "two"]
_PER: Final = frozenset(("a", "an", "per"))
# "a year | later than planned", "a year | to run"
_ON_TIME: Final = frozenset(
    (("later", "than"), ("earlier", "than"), ("longer", "than"), ("sooner", "than"), ("to", "run"), ("to", "go"))
)
_AFTER_STEP: Final = frozenset(("to", "at"))
_AFTER_MOVE: Final = frozenset((".", ",", "", "against"))
# "for a week or more"
_OR_SO: Final = (["or", "so"], ["or", "more"])
# "a kilo and a | half"
# "a week-and-a-half"
_AND_A_HALF: Final = ["and", "-", "a", "-", "half"]
# "cost no more than a dollar"
_BOUNDING: Final = frozenset(("more", "less", "no", "not", "at"))
_LISTING: Final = frozenset((",", "and", "plus"))
_COUPLE: Final = Decimal(2)

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
            | self._numbers.quoted
            | {point[0] for point in self._numbers.points}
            | {f"{period}'s" for period in self._numbers.periods}
            | {"second"}
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
        word = tokens.words[at]
        if word in self._single and (first := self._first_of_single(tokens, at, word)) is not None:
            return Num(first, at, ONE, "words", 1)
        if word in self._starts:
            return read_word(tokens, at)
        if word in self._numbers.sums:
            return self._read_sum(tokens, at)
        return self._read_group(tokens, at, word) or self._read_fold(at, word)

    def take_repeated(self, tokens: Tokens, num: Num) -> None:
        """As in "thirty (30) days", "5 (five) copies": contracts and courts write a number twice, the second in brackets."""
        again = self.read(tokens, num.last + 1)
        if again is None or again.form == num.form or again.value != num.value or tokens.words[again.last] != ")":
            return
        if tokens.kinds[again.last + 1] == WORD or tokens.words[again.last + 1] in HYPHENS:
            num.last = again.last + 1

    def _first_of_single(self, tokens: Tokens, at: int, word: str) -> int | None:
        """Where an unsaid one begins: "a kilometre away", "an hour's walk", "nearly a year", "a decade-long war", "metre-thick ice"."""
        words, numbers = tokens.words, self._numbers
        if words[at - 1] in ARTICLES:
            if word.endswith("'s"):
                return at - 1 if words[at + 1] in numbers.lasting else None
            if self._is_one(tokens, at, word):
                return at - 1
        if words[at - 1] in numbers.entire and (word, words[at + 1]) in numbers.points and words[at - 2] in ARTICLES:
            # "by a full percentage point"
            return at - 2
        extent = words[at + 2] if words[at + 1] in HYPHENS else ""
        return at if extent in load_measures().ways and words[at - 1] not in HYPHENS else None

    def _is_one(self, tokens: Tokens, at: int, word: str) -> bool:
        """Whether the article before the word is the number: "a day or two", "nearly a year"; not "a year ago"."""
        words, numbers = tokens.words, self._numbers
        if word == "second":
            # "won by more than a second"; "less than a second term" is of another
            ends = tokens.kinds[at + 1] != WORD or words[at + 1] in load_nouns().stops
            return ends and self._is_bounded(tokens, at)
        return (
            words[at + 1 : at + 3] == _OR_TWO
            or (word, words[at + 1]) in numbers.points
            or self._has_part(tokens, at, word)
            or (word in numbers.coins and self._is_paid(tokens, at, word))
            or (word in numbers.quoted and self._is_step(tokens, at))
            or self._lies_off(tokens, at, word)
            or self._measures(tokens, at)
            or self._alone(tokens, at, word)
            or self._is_listed(tokens, at, word)
        )

    def _has_part(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "a kilo and a half", "an hour and 20 minutes", "an inch and five eighths", "a pound and ten pence", "a week-and-a-half"."""
        words, numbers = tokens.words, self._numbers
        summed = word in numbers.periods or word in numbers.coins
        if words[at + 1] != "and":
            return summed and words[at + 1] in HYPHENS and words[at + 2 : at + 7] == _AND_A_HALF
        counted = tokens.kinds[at + 2] == DIGITS or words[at + 2] in numbers.cardinals
        # "shut for a week and two thirds of the staff left"
        of_others = words[at + 4] == "of" and words[at + 5] in load_nouns().of_determiners
        parts = words[at + 2] in numbers.cardinals and words[at + 3] in numbers.fractions and not of_others
        return parts or words[at + 3] in SMALL_PARTS or (summed and counted)

    def _lies_off(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "a kilometre away", "a metre an hour", "an inch of rain", "still a year away", "a day late", "a year later than planned", "just an hour from Leeds", "lies an hour north"."""
        following, numbers = tokens.words[at + 1], self._numbers
        if word in numbers.periods and (following in numbers.off_time or (following, tokens.words[at + 2]) in _ON_TIME):
            return True
        if word in numbers.distances:
            paced = following in _PER and tokens.words[at + 2] in numbers.periods
            deep = following == "of" and tokens.words[at + 2] in load_hedges().covering
            return paced or deep or following in numbers.after_distance or following in numbers.compared
        return word == "hour" and following in numbers.after_distance

    def _is_paid(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "costs a pound", "cost less than a dollar", "less than a dollar a day", "a pound fifty"; "$3 a pound" is another's tail."""
        words, numbers = tokens.words, self._numbers
        before = words[at - 2]
        if words[at + 1] in _PER:
            return word != "pound" or before in self._hedges
        if words[at + 1] in numbers.cardinals:
            return True
        lead = at - 2
        if before in self._hedges:
            lead -= 1
            while lead >= 0 and words[lead] in _BOUNDING:
                lead -= 1
        return words[at + 1] != "of" and (lead < 0 < at - 1 or words[lead] in load_money().paying)

    def _is_step(self, tokens: Tokens, at: int) -> bool:
        """As in "gained a cent to $1.29", "fell a cent."; not "never lost a penny.", "fell a cent short"."""
        words, changes = tokens.words, load_changes()
        moved = words[at - 2] in changes.verbs_alone
        # What is lost or added may be all there was, so no level is told.
        rose = moved and words[at - 2] not in changes.counting
        return (moved and words[at + 1] in _AFTER_STEP) or (rose and words[at + 1] in _AFTER_MOVE)

    def _measures(self, tokens: Tokens, at: int) -> bool:
        """Whether "a year" says how long: "nearly a year", "held for a month"; "a year ago" says when."""
        words, numbers = tokens.words, self._numbers
        if words[at] in numbers.coins:
            return False
        endures = self._endures(tokens, at)
        if words[at + 1] in numbers.after_moment and not endures:
            return False
        before = words[at - 2]
        if self._is_bounded(tokens, at):
            return True
        if words[at] in numbers.weights:
            return before in load_measures().weighs
        if words[at + 1] == "old":
            # "is a century old", "less than a year old"; "for a year old boys are taught" tells of boys.
            return before in numbers.ageing
        if words[at] in numbers.distances:
            # "ran a mile", "rose a metre", "fell by an inch"
            verb = words[at - 3] if before == "by" else before
            if before in numbers.travelling or verb in load_changes().verbs_alone:
                return True
        told = endures or words[at + 1] not in numbers.after_setting or words[at + 1 : at + 3] in _OR_SO
        return before in numbers.spanning and told

    def _is_bounded(self, tokens: Tokens, at: int) -> bool:
        """As in "more than a year", "the best part of a decade"."""
        bounding = self._numbers.bounding
        return any(" ".join(tokens.words[first : at - 1]) in bounding for first in (at - 2, at - 3, at - 4))

    def _endures(self, tokens: Tokens, at: int) -> bool:
        """As in "shut for an hour on Sunday", "spent a year in Paris": the day or place behind does not set it; "in a year on" does."""
        words, numbers = tokens.words, self._numbers
        if words[at - 2] not in numbers.enduring or words[at + 1] not in {"in", "on"}:
            return False
        return tokens.kinds[at + 2] in {WORD, DIGITS} and words[at + 2] not in {"which", "from"}

    def _alone(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "a litre of milk", "a month", where nothing else is said; "a pound" may be weighed or paid."""
        if tokens.count == 2:
            return word != "pound"
        opens = at == 1 and tokens.count <= PHRASE and tokens.words[2] in {"of", ".", ""}
        return opens and word in self._numbers.distances | self._numbers.weights

    def _is_listed(self, tokens: Tokens, at: int, word: str) -> bool:
        """As in "3 cups of flour and a pint of milk", "a gallon of milk, and 2 loaves": one of what is measured out."""
        if word not in self._numbers.weights or tokens.words[at + 1] != "of" or at < 2:
            return False
        behind = tokens.words[at - 2] in _LISTING and DIGITS in tokens.kinds[max(0, at - PHRASE) : at]
        after = at + 3 + (tokens.words[at + 3] == ",")
        return behind or (tokens.words[after] == "and" and tokens.kinds[after + 1] == DIGITS)

    def _read_sum(self, tokens: Tokens, at: int) -> Num | None:
        """As in "a fiver", "won a grand", "a couple of grand"; "a grand piano", "a grand and costly hall" are no sums."""
        words, behind = tokens.words, tokens.words[at + 1]
        if tokens.kinds[at + 1] == WORD and behind not in load_nouns().stops:
            return None
        if words[at - 1] == "a":
            if words[at] == "grand" and behind in self._numbers.after_adjective:
                return None
            return take_multipliers(tokens, Num(at - 1, at, ONE, "words", 1))
        if words[max(0, at - 3) : at] == ["a", "couple", "of"]:
            return take_multipliers(tokens, Num(at - 3, at, _COUPLE, "words"))
        return None

    def _read_group(self, tokens: Tokens, at: int, word: str) -> Num | None:
        """The plural of "under-fives", "in her eighties": a cardinal for those of that age, or for that time of life."""
        value, words = self._numbers.groups.get(word), tokens.words
        if value is None:
            return None
        of_life = word.endswith("ies") and not self._personal.isdisjoint(words[max(0, at - PHRASE) : at])
        of_age = words[at - 1] in HYPHENS and words[at - 2] in {"under", "over"}
        return Num(at, at + 1, value, "words") if of_life or of_age else None

    def _read_fold(self, at: int, word: str) -> Num | None:
        """As in "twofold", "tenfold"."""
        value = self._numbers.folds.get(word)
        return None if value is None else Num(at, at + 1, value, "multiple")
