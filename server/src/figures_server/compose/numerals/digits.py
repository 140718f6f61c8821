"""Numbers in digits: "1,234.5", "21st", "10^6", "1.6 × 10^19", "10 1/2", "12-fold", "2.5bn"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.numerals.fractions import add_fraction, as_fraction, as_scaled_rank, slashed
from figures_server.compose.numerals.multipliers import as_fold, ends_number, take_multipliers, take_sign
from figures_server.compose.numerals.num import MINUS, Num, past_hyphen, significant
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.units import UnitEntry
from figures_server.scan.surfaces import load_surfaces
from figures_server.scan.tokens import Tokens

_GROUPING: Final = str.maketrans("", "", ", \u00a0\u2009\u202f'’")
_EXPONENT_MARKS: Final = frozenset(("×", "x", "*"))
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED_SIGNS: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LONGEST_EXPONENT: Final = 3
_LONGEST_LOST: Final = 2
_MINUS_SIGN: Final = frozenset("−")
# Behind a unit of length these go on with its power: "m s−1", "m−2".
_GOES_ON: Final = frozenset(("s", "-", "−"))
_LOST_POWERS: Final = frozenset(f"10{power}" for power in range(2, 40))


def read_digits(tokens: Tokens, at: int) -> Num:
    """The number that begins with the digits at token `at`."""
    surface = ungrouped(tokens.words[at])
    num = Num(at, at + 1, Decimal(surface), "digits", significant(surface))
    if ends_number(tokens, at + 1):
        return take_sign(tokens, num)
    if _is_rank(tokens, num, surface) or _is_power(tokens, num):
        return num
    part = slashed(tokens, at, surface)
    if part is not None:
        num.value, num.last = part
        num.form = "fraction"
        return take_multipliers(tokens, num)
    add_fraction(tokens, num)
    _add_said_decimals(tokens, num)
    _add_exponent(tokens, num)
    return (
        as_fold(tokens, num) or as_scaled_rank(tokens, num) or _as_parts(tokens, num) or take_multipliers(tokens, num)
    )


def ungrouped(digits: str) -> str:
    """As in "1234.5" of "1,234.5" and "1 234.5"; "1234.50" of "1.234,50" and "1300000" of "1.300.000", as the Continent writes."""
    if digits[-3:-2] == "," or digits[-2:-1] == "," or digits.count(".") > 1:
        digits = digits.replace(".", "").replace(",", ".")
    return digits.translate(_GROUPING)


def _as_parts(tokens: Tokens, num: Num) -> Num | None:
    """As in "2 thirds of voters", "3-quarters of an hour"; "7 thirds" are so many."""
    at = past_hyphen(tokens, num.last)
    part = load_numbers().fractions.get(tokens.words[at])
    if part is None or tokens.words[at + 1] != "of" or not 1 < num.value < part.denominator:
        return None
    return as_fraction(tokens, num)


def _is_rank(tokens: Tokens, num: Num, digits: str) -> bool:
    """As in "21st", "11th"; "14st" is stones."""
    ending = "th" if digits[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1:], "th")
    if tokens.words[num.last] != ending or not tokens.glued(num.last):
        return False
    num.form, num.last = "ordinal", num.last + 1
    return True


def _is_power(tokens: Tokens, num: Num) -> bool:
    """As in "10^6", "10^-3", "10⁶"."""
    if tokens.words[at := num.last] != "^":
        raised = (_raised(tokens, at) or _sunk(tokens, at)) if num.value == 10 else None
        if raised is not None:
            num.value, num.last = Decimal(1).scaleb(raised[0]), raised[1]
        return raised is not None
    at += 1
    negative = tokens.words[at] in MINUS
    power = tokens.words[at + negative]
    if not power.isdecimal() or len(power) > _LONGEST_EXPONENT or not num.value:
        return False
    num.value, num.last = num.value ** (-int(power) if negative else int(power)), at + negative + 1
    return True


def _add_said_decimals(tokens: Tokens, num: Num) -> None:
    """As in "2 point 5 million": the point is said, as in speech written down."""
    digits = tokens.words[num.last + 1]
    if tokens.words[num.last] == "point" and digits.isdecimal():
        num.value, num.last = num.value + Decimal(f"0.{digits}"), num.last + 2


def _add_exponent(tokens: Tokens, num: Num) -> None:
    """The power of ten of "1.6 × 10^19", "2.998×10−8", "3.2×10⁶", "6.02e23"; any power of "8x2^10"."""
    if tokens.words[num.last] in _EXPONENT_MARKS and tokens.words[num.last + 1].isdecimal():
        power_of = Num(num.last + 1, num.last + 2, Decimal(tokens.words[num.last + 1]), "digits")
        if _is_power(tokens, power_of) or _lost_power(tokens, num, power_of):
            num.value, num.scale, num.last = num.value * power_of.value, power_of.value, power_of.last
            return
    found = _times_ten(tokens, num.last) or _behind_e(tokens, num.last)
    if found is None:
        return
    at, negative = found
    power = tokens.words[at]
    if power.isdecimal() and len(power) <= _LONGEST_EXPONENT:
        num.scale = Decimal(1).scaleb(-int(power) if negative else int(power))
        num.value, num.last = num.value * num.scale, at + 1


def _raised(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The −3 of "10⁻³", the raised digits glued to the token before `at`, and the token after them."""
    last = at
    while last < at + _LONGEST_EXPONENT and tokens.glued(last) and tokens.words[last][:1] in _RAISED_SIGNS:
        last += 1
    digits = "".join(tokens.words[at:last]).translate(_RAISED)
    return (int(digits), last) if digits.removeprefix("-").isdecimal() else None


def _sunk(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The −3 of "10−3 s−1", which came down from its place, and the token after it: no interval falls from 10 to 3 seconds."""
    after = at + 2
    power = tokens.words[at + 1]
    # "10−3 s−1", and "10 −3 s −1" out of PDF
    sunk = tokens.words[at] in _MINUS_SIGN and tokens.glued(at + 1)
    if not sunk or len(power) > 1 or not power.isdecimal():
        return None
    return (-int(power), after) if load_surfaces().right(tokens, after) is not None else None


def _lost_power(tokens: Tokens, num: Num, times: Num) -> bool:
    """As in "3 × 105 cells", where the 5 came down from its place; "3 × 105 mm" has two sides."""
    if tokens.words[num.last] != "×" or tokens.words[times.first] not in _LOST_POWERS:
        return False
    found = load_surfaces().right(tokens, times.last)
    long = found is not None and isinstance(found.entry, UnitEntry) and found.entry.quantity_kind == "Length"
    if found is not None and long and tokens.words[found.last] not in _GOES_ON:
        return False
    times.value = Decimal(1).scaleb(int(tokens.words[times.first][2:]))
    return True


def _times_ten(tokens: Tokens, at: int) -> tuple[int, bool] | None:
    """Where the exponent of "× 10^19" may stand, and whether it is negative; the bare "x 10" has none.

    Out of PDF it comes as "8.5 × 10 27", which is no product of three.
    """
    words = tokens.words
    if words[at] not in _EXPONENT_MARKS or words[at + 1] != "10":
        return None
    if words[at] == "×" and len(words[at + 2]) <= _LONGEST_LOST and words[at + 2].isdecimal():
        return at + 2, False
    after = at + 2 + (words[at + 2] == "^")
    # "3 x 10 - 15 squats" tells how many
    negative = words[after] in MINUS and (tokens.glued(after) or tokens.glued(after + 1))
    after += negative
    return (after, negative) if after > at + 2 else None


def _behind_e(tokens: Tokens, at: int) -> tuple[int, bool] | None:
    words = tokens.words
    if words[at] != "e" or not tokens.glued(at) or _names_model(tokens, at):
        return None
    negative = words[at + 1] in MINUS
    after = at + 1 + (negative or words[at + 1] == "+")
    return (after, negative) if tokens.glued(after) else None


def _names_model(tokens: Tokens, at: int) -> bool:
    """As in "a 7E7", "the first 8E8s": whole numbers around a capital make a power of ten only before a unit."""
    words, after = tokens.words, at + 2
    if tokens.text[tokens.starts[at]] != "E" or not (words[at - 1].isdecimal() and words[at + 1].isdecimal()):
        return False
    return words[after] == "s" or load_surfaces().right(tokens, after) is None
