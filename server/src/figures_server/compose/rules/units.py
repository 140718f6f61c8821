"""What a number is a number of: money, measures, percentages, and the tails that make rates of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import singular
from figures_server.lexicon.units import UnitEntry
from figures_server.lexicon.words import load_nouns, load_numbers, load_rates
from figures_server.model import UnitFactor
from figures_server.scan.surfaces import Money, load_surfaces
from figures_server.scan.tokens import DIGITS, WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line
    from figures_server.scan.surfaces import Found

_HYPHENS: Final = frozenset("-‐‑")
_INTENSIFIERS: Final = frozenset(
    "more further additional extra full straight consecutive successive long short whole whopping solid".split()
)
_INDIAN_SCALES: Final = frozenset((Decimal("1e5"), Decimal("1e7"), Decimal("1e12")))
_SCALES: Final = {"celsius": "degC", "centigrade": "degC", "fahrenheit": "degF", "celcius": "degC"}
_WEIGHING: Final = frozenset(
    "weigh weighs weighed weighing weight lose loses lost losing shed heavier lighter bench lift lifted gain baby "
    "dropping drop drops dropped heavy body".split()
)


def attach_unit(line: Line, amount: Amount) -> None:
    """Finds money left of the number, else a unit, percent or money right of it, then its tail."""
    if amount.num.form in {"ordinal", "multiple"}:
        return
    if not (_money_before(line, amount) or _feet_and_inches(line, amount)):
        _unit_after(line, amount)
    if amount.bare and amount.num.form == "digits":
        _named_before(line, amount)
    if amount.factors:
        _attach_tail(line, amount)
    if line.word(amount.first - 1) == "±" and amount.kind == "percentage":
        amount.first -= 1


# ------------------------------------------------------------------------ money


def _money_before(line: Line, amount: Amount) -> bool:
    """As in "£3bn", "US$ 5m", "Rs one lakh", "USD 20"."""
    found = load_surfaces().left(line.tokens, amount.first)
    if found is None and line.word(amount.first - 1) == "`" and amount.num.scale in _INDIAN_SCALES:
        # The sign of the rupee is often lost to a back-tick: "`1.25 crore".
        found = load_surfaces().sign("₹"), amount.first - 1
    if found is None:
        return False
    money, first = found
    if money.surface.isalpha() and not _is_money_word(line, amount, money.surface, first):
        return False
    settle_suffix(amount)
    _set_money(amount, money)
    amount.first = first
    amount.rule = "money.sign-before"
    words = line.tokens.words
    if (
        first
        and words[first - 1] in {"-", "−", "minus"}
        and (words[first - 1] == "minus" or (line.tokens.glued(first) and not line.tokens.glued(first - 1)))
    ):
        amount.first -= 1
        amount.scale_by(Decimal(-1))
    _name_country(line, amount)
    return True


def _named_before(line: Line, amount: Amount) -> None:
    """As in "rupees 500 crore": a name of money before a number that has no unit and counts nothing."""
    found = load_surfaces().named_before(line.tokens, amount.first)
    if found is not None and line.amounts and line.amounts[-1].last > found[1]:
        return
    if (
        found is None
        or (found[0].surface not in load_rates().money_before and " " not in found[0].surface)
        or line.tokens.kinds[amount.last] == WORD
    ):
        return
    settle_suffix(amount)
    _set_money(amount, found[0])
    amount.first = found[1]
    amount.rule = "money.name-before"


def _is_money_word(line: Line, amount: Amount, sign: str, first: int) -> bool:
    """Codes and abbreviations in letters must look like money: "RM79" and "Rs 5", not "R 5" for a road."""
    if len(sign) == 1:
        return line.tokens.glued(amount.first)
    return sign not in {"ALL", "TOP", "TRY", "GEL", "MOP", "CUP"} or amount.num.form == "digits"


def _name_country(line: Line, amount: Amount) -> None:
    """As in "$75 U.S. a barrel", "$500 US"."""
    at = amount.last
    surface = line.tokens.text[line.tokens.starts[at] : line.tokens.ends[at]]
    if surface in {"US", "U.S.", "U.S"} and amount.factors[0].name in {"$", "＄"}:
        factor = amount.factors[0]
        factor.candidates = tuple(pair for pair in factor.candidates if pair[0] == "USD")
        amount.last += 1


def _set_money(amount: Amount, money: Money) -> None:
    factor = UnitFactor("currency", money.surface, text=money.surface)
    factor.candidates = money.candidates
    amount.factors = (factor,)
    amount.kind = "money"
    amount.dimension = "Money"
    amount.minor = money.minor


def settle_suffix(amount: Amount) -> None:
    """As in "m" beside money is million."""
    num = amount.num
    if num.suffix is not None:
        amount.scale_by(num.suffix)
        num.value, num.scale, num.suffix = num.value * num.suffix, num.scale * num.suffix, None


# ------------------------------------------------------------------------ units


def _unit_after(line: Line, amount: Amount) -> None:
    """As in "40 km", "20-foot", "26 per cent", "five million Swiss francs", "half a mile"."""
    tokens, at = line.tokens, amount.last
    words = tokens.words
    at = _past_link(line, amount, at)
    if amount.num.suffix is not None:
        _unit_or_scale(line, amount)
        return
    surfaces = load_surfaces()
    found = _longest(surfaces.right(tokens, at), surfaces.named(tokens, at))
    if found is None and words[at] in {"us", "u.s.", "uk", "u.k.", "imperial", "metric"}:
        found = surfaces.named(tokens, at + 1)
    if found is None and words[at] == "in" and line.amounts and _behind_feet(line.amounts[-1], amount):
        amount.factors = (UnitFactor("unit", "inch", text="in"),)
        amount.kind, amount.dimension, amount.rule, amount.last = (
            "measurement",
            "Length",
            "measurement.unit-after",
            at + 1,
        )
        return
    if found is None and at == amount.last and words[at] in _INTENSIFIERS:
        found = surfaces.named(tokens, at + 1)
        if found is not None and (
            isinstance(found.entry, Money) or found.entry.kind not in {"duration", "measurement"}
        ):
            found = None
    if found is None:
        return
    entry = found.entry
    if isinstance(entry, UnitEntry):
        entry_or_money = _which_pound(line, amount, entry, at)
        if entry_or_money is None or not _plausible(line, amount, entry_or_money, at, found.last):
            return
        entry = entry_or_money
    if isinstance(entry, Money):
        if entry.surface.isascii() and len(entry.surface) == 1 and not _minor_plausible(line, amount):
            return
        if entry.surface in load_rates().plural_money and amount.num.value != 1 and at == amount.last:
            return
        settle_suffix(amount)
        _set_money(amount, entry)
        amount.rule = "money.name-after"
        amount.factors[0].text = tokens.surface(at, found.last)
        size = load_numbers().multipliers.get(words[found.last])
        if size is not None and size >= 1000:
            # "75 USD million"
            amount.scale_by(size)
            amount.num.scale = size
            found = found._replace(last=found.last + 1)
    else:
        _set_unit(line, amount, entry, tokens.surface(at, found.last))
    amount.last = found.last
    if amount.factors[0].name == "degree" and words[found.last] in _SCALES:
        amount.factors = (UnitFactor("unit", _SCALES[words[found.last]], text=tokens.surface(at, found.last + 1)),)
        amount.kind, amount.dimension, amount.last = "temperature", "Temperature", found.last + 1
    elif amount.factors[0].name == "degree" and any(word in load_rates().weather for word in words):
        amount.factors[0].name, amount.factors[0].alternatives = "degC", ("degF",)
        amount.kind, amount.dimension = "temperature", "Temperature"
    if amount.kind == "percentage" and words[amount.last] in {"percent", "per"} and amount.factors[0].text == "%":
        amount.last += 1 + (words[amount.last] == "per" and words[amount.last + 1] == "cent")


def _behind_feet(before: Amount, amount: Amount) -> bool:
    """The inches of "5 ft 7 in (170 cm)"."""
    return before.last == amount.first and before.factors[:1] != () and before.factors[0].name == "foot"


def _longest(sign: Found | None, name: Found | None) -> Found | None:
    """As in "lb-ft" is one name, not the sign "lb"."""
    if sign is None or name is None:
        return sign or name
    return name if name.last > sign.last else sign


def _past_link(line: Line, amount: Amount, at: int) -> int:
    """Past what may stand between a number and its unit: a hyphen, "of a" after a fraction, "of" after a plural."""
    words = line.tokens.words
    if amount.num.form == "fraction" or words[amount.last - 1] in {"half", "quarter"}:
        if words[at] == "of" and words[at + 1] in {"a", "an", "one"}:
            return at + 2
        if words[at] in {"a", "an"}:
            return at + 1
        if words[at] == "of":
            return at
    if amount.num.form == "vague" and words[at] == "of":
        return at + 1
    if words[at] in _HYPHENS and (line.tokens.glued(at) or amount.kind is None) and at + 1 < line.tokens.count:
        glued = line.tokens.glued(at) == line.tokens.glued(at + 1)
        return at + 1 if glued else at
    return at


def _which_pound(line: Line, amount: Amount, entry: UnitEntry, at: int) -> UnitEntry | Money | None:
    """A "pound" is money where it is scaled or the text writes "£"; mass where something is weighed."""
    if entry.id != "pound" or not line.word(at).startswith("pound"):
        return entry
    words = line.tokens.words
    around = words[max(0, amount.first - 7) : at + 5]
    weighed = any(word in _WEIGHING for word in around) or (words[at + 1] == "of" and words[at + 2] not in {"a", "the"})
    hyphenated = words[at - 1] in _HYPHENS
    if weighed and amount.num.scale < 1000:
        return entry
    money = load_surfaces().named_money(line.tokens, at)
    if amount.num.scale >= 1000 or "£" in line.tokens.text or words[at + 1] == "sterling":
        return money
    return entry if hyphenated or amount.num.form == "digits" else money


def _plausible(line: Line, amount: Amount, entry: UnitEntry | Money, at: int, last: int) -> bool:
    """Whether an everyday word or a lone letter is meant as a unit here."""
    if isinstance(entry, Money):
        return True
    tokens = line.tokens
    surface = tokens.surface(at, last)
    if entry.everyday:
        hyphenated = at > amount.last
        singular_form = amount.num.value != 1 and not surface.endswith("s") and surface.islower()
        return (hyphenated or singular_form) and entry.id not in {"index_point", "league", "grain"}
    if surface == "s" and amount.num.value % 10 == 0:
        return False
    if (
        amount.num.form == "fraction"
        and at == amount.last
        and entry.kind in {"measurement", "duration"}
        and entry.id != "percent"
    ):
        return tokens.kinds[amount.first] != WORD or amount.num.value < 1
    if surface == "second" and amount.num.value != 1 and at == amount.last:
        return False
    return True


def _minor_plausible(line: Line, amount: Amount) -> bool:
    """As in "200p" and "50c" are money, "2c" in an address or "5p" of a page are not told apart: digits alone."""
    return amount.num.form == "digits" and amount.num.scale == 1


def _unit_or_scale(line: Line, amount: Amount) -> None:
    """As in "400m": metres, unless money or a counted plural stands behind: "300m vaccines", "2.8bn km", "5m euros"."""
    tokens, at = line.tokens, amount.last
    surfaces = load_surfaces()
    suffix = tokens.words[at - 1]
    following = surfaces.named(tokens, at) or surfaces.right(tokens, at)
    if suffix == "mm" and (following is None or isinstance(following.entry, UnitEntry)):
        following = None
    if following is not None and (isinstance(following.entry, Money) or not following.entry.everyday):
        entry = following.entry
        settle_suffix(amount)
        if isinstance(entry, Money):
            _set_money(amount, entry)
            amount.rule = "money.name-after"
        else:
            _set_unit(line, amount, entry, tokens.surface(at, following.last))
        amount.last = following.last
        return
    if suffix == "grand":
        settle_suffix(amount)
        _set_money(amount, surfaces.sign("£" if "£" in tokens.text or "$" not in tokens.text else "$"))
        amount.rule = "money.grand"
        return
    if suffix in {"m", "b", "cr"} and _counts_plural(line, at):
        settle_suffix(amount)
        return
    if suffix == "cr":
        settle_suffix(amount)
        return
    if tokens.text[tokens.starts[at - 1]] in "MB" and amount.num.value > 0:
        settle_suffix(amount)
        return
    if tokens.words[at] in _HYPHENS | {"–", "to"} and tokens.kinds[at + 1] == DIGITS:
        return  # "4.2m-4.4m tonnes": the other end tells
    settle_sign(line, amount)


def settle_sign(line: Line, amount: Amount) -> None:
    """Reads a short form that nothing made a multiplier of as the unit it spells: "400m"."""
    if amount.num.suffix is None:
        return
    tokens, at = line.tokens, amount.num.last
    suffix = tokens.words[at - 1]
    found_sign = load_surfaces().right(tokens, at - 1)
    if found_sign is not None and isinstance(found_sign.entry, UnitEntry):
        amount.num.suffix = None
        _set_unit(line, amount, found_sign.entry, suffix)


def _counts_plural(line: Line, at: int) -> bool:
    """Whether a plural noun follows within the noun phrase."""
    return find_noun(line, at, plural=True) is not None


def _set_unit(line: Line, amount: Amount, entry: UnitEntry, text: str) -> None:
    amount.factors = tuple(UnitFactor("unit", name, power) for name, power in entry.factors)
    amount.factors[0].text = text
    amount.factors[0].alternatives = entry.ambiguous_with
    amount.kind = entry.kind
    amount.dimension = entry.quantity_kind
    amount.rule = f"{entry.kind}.unit-after"


def _feet_and_inches(line: Line, amount: Amount) -> bool:
    """The quotes of 5'11"."""
    tokens, at = line.tokens, amount.last
    words = tokens.words
    if amount.num.form != "digits" or not tokens.glued(at):
        return False
    if words[at] in {"'", "’"} and tokens.kinds[at + 1] == DIGITS and tokens.glued(at + 1):
        name = "foot"
    elif words[at] in {'"', "”"} and amount.first >= 2 and words[amount.first - 1] in {"'", "’"}:
        name = "inch"
    else:
        return False
    amount.factors = (UnitFactor("unit", name, text=words[at]),)
    amount.kind, amount.dimension, amount.rule = "measurement", "Length", "measurement.quotes"
    amount.last = at + 1
    return True


# ------------------------------------------------------------------------- tails


def _attach_tail(line: Line, amount: Amount) -> None:
    """As in "a barrel", "per day", "/kg", "each", "per 100,000 people"."""
    if amount.kind in {"percentage", "scale", "temperature"}:
        return
    at = amount.last
    if line.word(at) == "of" and amount.kind == "measurement":
        # "152 cubic kilometres of ice a year", "34,500 tons of copper cathode a year"
        after = at + 1
        while (
            after < at + 4
            and line.tokens.kinds[after] == WORD
            and line.word(after) not in {"a", "per", "each", "every"}
        ):
            after += 1
        found = read_tail(line, after, money=False)
    else:
        found = read_tail(line, at, money=amount.kind == "money")
    while found is not None:
        factors, amount.last = found
        amount.factors = (*amount.factors, *factors)
        amount.tail = True
        amount.refine("rate.tail")
        found = read_tail(line, amount.last, money=False) if line.word(amount.last) in {"per", "/"} else None


def read_tail(line: Line, at: int, *, money: bool) -> tuple[tuple[UnitFactor, ...], int] | None:
    """The factors of the rate tail that begins at token `at`, and the token after it."""
    words, rates = line.tokens.words, load_rates()
    start = at
    if words[at] in _HYPHENS and (line.tokens.glued(at) or words[at + 2] in _HYPHENS):
        at += 1
    word = words[at]
    if money and word == "each":
        return (), at + 1
    if money and word in rates.adverbs and at == start:
        return (UnitFactor("unit", rates.adverbs[word], -1, words[at]),), at + 1
    if word in {"per", "/"} or (word == "for" and words[at + 1] == "every"):
        return _per(line, at + 1 + (word == "for"), start)
    if word in {"every", "each", "a", "an"}:
        after = at + 1
        if words[after] in _HYPHENS:
            after += 1
        found = load_surfaces().named(line.tokens, after)
        if found is not None and isinstance(found.entry, UnitEntry) and not found.entry.everyday:
            if found.entry.kind == "percentage" or (
                word in {"a", "an"} and words[found.last] in {"ago", "earlier", "later"}
            ):
                return None
            return _denominator(line, found.entry, start, found.last), found.last
        if money and words[after] in rates.per_things:
            text = line.tokens.surface(start, after + 1)
            return (UnitFactor("entity", "person" if words[after] == "head" else words[after], -1, text),), after + 1
    return None


def _per(line: Line, at: int, start: int) -> tuple[tuple[UnitFactor, ...], int] | None:
    tokens = line.tokens
    if tokens.words[at] in _HYPHENS:
        at += 1
    if tokens.words[start] == "/" and tokens.kinds[at] == DIGITS:
        return None
    word = tokens.words[at]
    if word in {"capita", "head"}:
        return (UnitFactor("entity", "person", -1, tokens.surface(start, at + 1)),), at + 1
    multiple, after = _multiple(line, at)
    found = load_surfaces().named(tokens, after) or load_surfaces().right(tokens, after)
    if found is not None and isinstance(found.entry, UnitEntry) and found.entry.kind != "percentage":
        factors = _denominator(line, found.entry, start, found.last)
        factors[0].multiple = multiple
        power = tokens.words[found.last]
        if tokens.glued(found.last) and power in {"2", "3", "²", "³"} and len(factors) == 1:
            factors[0].exponent *= {"2": 2, "²": 2, "3": 3, "³": 3}[power]
            return factors, found.last + 1
        return factors, found.last
    if tokens.words[start] == "/":
        return None
    if tokens.kinds[after] != WORD or tokens.words[after] in load_nouns().stops:
        if multiple is None:
            return None
        return (UnitFactor("entity", "person", -1, tokens.surface(start, after), multiple),), after
    last = after + 1
    while tokens.kinds[last] == WORD and _is_modifier(tokens.words[last - 1]) and tokens.words[last - 1] != "of":
        last += 1
    head = singular(tokens.words[last - 1])
    return (UnitFactor("entity", head, -1, tokens.surface(start, last), multiple),), last


def _is_modifier(word: str) -> bool:
    """Adjectives that may open the denominator of a rate: "per equity share"."""
    return word in {"equity", "ordinary", "common", "square", "diluted", "adult", "live", "female", "male", "young"}


def _multiple(line: Line, at: int) -> tuple[Decimal | None, int]:
    numbers = load_numbers()
    tokens = line.tokens
    word = tokens.words[at]
    multiple: Decimal | None = None
    if tokens.kinds[at] == DIGITS:
        multiple, at = Decimal(word.replace(",", "").replace(" ", "")), at + 1
        word = tokens.words[at]
    if word in numbers.multipliers:
        multiple, at = (multiple or Decimal(1)) * numbers.multipliers[word], at + 1
    return multiple, at


def _denominator(line: Line, entry: UnitEntry, start: int, last: int) -> tuple[UnitFactor, ...]:
    factors = tuple(UnitFactor("unit", name, -power) for name, power in entry.factors)
    factors[0].text = line.tokens.surface(start, last)
    return factors


def copy_unit(source: Amount, target: Amount) -> None:
    """Gives the target its own copy of the source's unit."""
    factors = []
    for factor in source.factors:
        copy = UnitFactor(factor.base, factor.name, factor.exponent, factor.text, factor.multiple)
        copy.candidates, copy.alternatives = factor.candidates, factor.alternatives
        factors.append(copy)
    target.factors = tuple(factors)
    target.kind, target.dimension, target.minor = source.kind, source.dimension, source.minor
    target.rule, target.tail = source.rule, source.tail
    if target.num.suffix is not None and source.factors[:1] and source.factors[0].text != "m":
        settle_suffix(target)
