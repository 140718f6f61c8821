"""Numbers in words: "two hundred and five", "nineteen eighty-four", "several hundred", "tens of thousands"."""

from __future__ import annotations

from decimal import Decimal

from figures_server.compose.numerals.fractions import add_fraction, as_fraction, as_scaled_rank, read_part
from figures_server.compose.numerals.multipliers import as_fold, ends_number, take_multipliers, take_sign
from figures_server.compose.numerals.num import ONE, Num, is_whole, past_hyphen, past_loose_hyphen, significant
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.scan.tokens import HYPHENS, Tokens


def read_word(tokens: Tokens, at: int) -> Num | None:
    """The number that begins with the word at token `at`; None where the word only looks like one."""
    numbers, word = load_numbers(), tokens.words[at]
    previous = tokens.words[at - 1] if at else ""
    if word in numbers.multiples:
        multiple = numbers.multiples[word]
        num = Num(at, at + 1, multiple.value, "multiple")
        num.direction = multiple.direction
        return num
    if (vague := _read_vague(tokens, at, previous)) is not None:
        return vague
    if word in numbers.groups_of:
        return _read_group_of(tokens, at, previous)
    if word in numbers.collectives and previous not in numbers.leads:
        return None
    if word in numbers.cardinals or word in numbers.multipliers:
        return _read_cardinal(tokens, at, previous)
    if word in numbers.fractions and (part := read_part(tokens, at, previous)):
        return part
    if word in numbers.ordinals:
        return Num(at, at + 1, Decimal(numbers.ordinals[word]), "ordinal")
    return None


def _read_vague(tokens: Tokens, at: int, previous: str) -> Num | None:
    """As in "tens of thousands", "several thousands", "trillions upon trillions"."""
    numbers, text = load_numbers(), tokens.words
    word, last = text[at], at + 1
    if text[last] == "of" and text[last + 1] in numbers.vague and word in numbers.vague_lead:
        value = numbers.vague_lead[word] * numbers.vague[text[last + 1]] / 2
        last += 2
    elif word in numbers.vague:
        value = numbers.vague[word]
    elif word in numbers.vague_lead and (
        text[last] == "of" or not numbers.vague.keys().isdisjoint(text[last : last + 4])
    ):
        # "tens of metres", "tens, if not hundreds, of boats"
        value = numbers.vague_lead[word]
    else:
        return None
    if previous in numbers.cardinals:
        # "two hundreds and a fifty": scores, whose number stands before
        return None
    if text[last] in {"upon", "and", "on"} and text[last + 1] == word:
        last += 2
    if previous in {"several", "many"}:
        return Num(at - 1, last, value / 2 * 3, "vague")
    return Num(at, last, value, "vague")


def _read_group_of(tokens: Tokens, at: int, previous: str) -> Num | None:
    """As in "a score of lambs", "a score of old boats"; "a score of two to one" is none."""
    words, numbers = tokens.words, load_numbers()
    behind = words[at + 2 : at + 4]
    of = words[at + 1] == "of" and behind[0] not in numbers.cardinals
    if previous != "a" or not of or not any(map(is_plural, behind)):
        return None
    return Num(at - 1, at + 1, numbers.groups_of[words[at]], "words")


def _read_cardinal(tokens: Tokens, at: int, previous: str) -> Num:
    num = _add_up(tokens, at)
    if tokens.words[at] in load_numbers().multipliers and previous in {"a", "an", "few", "several", "of", "couple"}:
        _take_lead(tokens, num, previous)
    else:
        num.digits = significant(format(num.value, "f"))
        if ends_number(tokens, num.last):
            return take_sign(tokens, num)
        add_fraction(tokens, num)
        _add_decimals(tokens, num)
    return (
        as_fold(tokens, num)
        or _as_ordinal(tokens, num)
        or as_scaled_rank(tokens, num)
        or as_fraction(tokens, num)
        or take_multipliers(tokens, num)
    )


class _Sum:
    """A number in words as far as it was read: `current` are the hundreds of "five thousand | two hundred"."""

    __slots__ = ("current", "lowest", "scale", "total")

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.scale = ONE
        self.lowest = Decimal("Infinity")

    def add(self, value: Decimal, *, opens: bool) -> bool:
        """Takes in the next cardinal; False where it begins another number, as in "ten | fifty-pound sacks", which it `opens`."""
        extended = _extend(self.current, value)
        if extended is None or (self.current is not None and self.current < 100 <= extended and opens):
            return False
        self.current, self.scale = extended, ONE
        return True

    def multiply(self, size: Decimal) -> None:
        """As in "two | hundred", "five | thousand", "five thousand | million"."""
        current = ONE if self.current is None and not self.total else self.current or Decimal(0)
        if size <= 100:
            self.current = current * size
        elif size < self.lowest:
            self.total, self.current, self.lowest = self.total + current * size, None, size
        else:
            self.total, self.current = (self.total + current) * size, None
        self.scale *= size


def _add_up(tokens: Tokens, at: int) -> Num:
    """As in "two hundred and five", "nineteen eighty-four", "five thousand million"."""
    numbers, words = load_numbers(), tokens.words
    summed = _Sum()
    last = index = at
    while True:
        value, size = numbers.cardinals.get(words[index]), None
        if value is not None:
            opens = tokens.tied(index + 1) and words[index + 2] not in numbers.cardinals
            if (index > last and _is_guess(tokens, index, summed.current, value)) or not summed.add(value, opens=opens):
                break
        elif (size := numbers.multipliers.get(words[index])) is not None:
            summed.multiply(size)
        else:
            break
        last = index + 1
        joined = size is not None and _goes_on(tokens, last, size)
        index = last + 1 if joined else _next_part(tokens, last, summed.current)
    num = Num(at, last, summed.total + (summed.current or Decimal(0)), "words")
    num.scale = summed.scale
    return num


def _is_guess(tokens: Tokens, at: int, first: Decimal | None, second: Decimal) -> bool:
    """As in "ten-fifteen people", "twenty-thirty homes": a range; "nineteen-forty" and "twenty-twenty-five" are years."""
    if first is None or (first % 5 and first != 12) or not first < second <= 3 * first:
        return False
    return tokens.words[past_hyphen(tokens, at + 1)] not in load_numbers().cardinals


def _next_part(tokens: Tokens, at: int, current: Decimal | None) -> int:
    """Where the next word of the number may stand; between tens and ones the hyphen may be set apart: "fifty - two"."""
    if current is None or current < 20 or current % 10 or not current % 100:
        return past_hyphen(tokens, at)
    after = past_loose_hyphen(tokens, at)
    one = load_numbers().cardinals.get(tokens.words[after])
    return after if one is not None and one < 10 else past_hyphen(tokens, at)


def _goes_on(tokens: Tokens, at: int, size: Decimal) -> bool:
    """Whether "and" or a comma goes on with the number ("one thousand, two hundred and five"), not to the next one."""
    if tokens.words[at] not in {"and", ","}:
        return False
    numbers, words = load_numbers(), tokens.words
    if numbers.cardinals.get(words[at + 1]) is None or size == 12:
        return False
    after = past_hyphen(tokens, at + 2)
    if words[after] in numbers.cardinals:
        after = past_hyphen(tokens, after + 1)
    further = numbers.multipliers.get(words[after], Decimal(0))
    if words[at] == ",":
        return 0 < further < size and size > 100
    return further < size or (size == 100 and further > size)


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


def _take_lead(tokens: Tokens, num: Num, previous: str) -> None:
    """A multiplier with what stands for its number: "a hundred", "several hundred", "a couple of dozen"."""
    words = tokens.words
    if previous in {"a", "an"}:
        num.first -= 1
        num.digits = 1
    elif previous == "several":
        num.first, num.form, num.value = num.first - 1, "vague", num.value * 3
    elif previous == "few":
        num.first, num.form, num.value = num.first - 1 - (words[num.first - 2] == "a"), "vague", num.value * 3
    elif "couple" in {previous, words[num.first - 2]}:
        # "a couple of dozen", "a couple hundred"
        lead = num.first - 1 - (previous != "couple")
        num.first, num.value = lead - (words[lead - 1] == "a"), num.value * 2
    num.scale = num.value


def _add_decimals(tokens: Tokens, num: Num) -> None:
    """As in "six point five", "nought point nought three", "two point twenty-five"."""
    if tokens.words[num.last] != "point":
        return
    at, digits, cardinals = num.last + 1, "", load_numbers().cardinals
    if (whole := cardinals.get(tokens.words[at])) is not None and whole >= 10:
        part = _add_up(tokens, at)
        at, digits = part.last, format(part.value, "f")
    while (digit := cardinals.get(tokens.words[at])) is not None:
        at, digits = at + 1, f"{digits}{digit}"
    if digits:
        num.value, num.last = num.value + Decimal(f"0.{digits}"), at


def _as_ordinal(tokens: Tokens, num: Num) -> Num | None:
    """As in "twenty-first", "one hundred and twelfth"."""
    at = past_loose_hyphen(tokens, num.last)
    hundreds = num.scale >= 100
    if hundreds:
        at += tokens.words[at] == "and"
    rank = load_numbers().ordinals.get(tokens.words[at])
    if rank == 2 and is_plural(tokens.words[at + 1]):
        # "thirty-second clips" last so long
        return None
    if rank is None or num.value < 20 or not is_whole(num.value / 10):
        return None
    # "two hundred and second-hand cars", "twenty first-time buyers"
    compound = tokens.words[at + 1] in HYPHENS
    apart = compound if hundreds else rank >= 10 or (at == num.last and (compound or rank == 2))
    if apart:
        return None
    return Num(num.first, at + 1, num.value + rank, "ordinal")
