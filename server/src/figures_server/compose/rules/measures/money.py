"""Money: signs and names before and after a number, vague sums."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import MINUS
from figures_server.compose.reaches import GROUP
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_money
from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.surfaces import Money, load_surfaces
from figures_server.scan.tokens import HYPHENS_OR_EN_DASH, WORD

_CENTURIES: Final = frozenset(("19", "20"))
_LAKH: Final = Decimal("1e5")
_CRORE: Final = Decimal("1e7")
_CRORES: Final = frozenset(("cr", "crore", "crores"))
_INDIAN_SCALES: Final = frozenset((_LAKH, _CRORE, _LAKH * _CRORE))
_LEAST_WON: Final = 100
_MILLION: Final = 1_000_000
_THOUSAND: Final = Decimal(1000)
_THOUSANDTHS: Final = -3
# The signs of which an article writes one, where it is plain which money it means.
_SIGNS: Final = ("$", "£", "€", "₹")
_OF_MANY_COUNTRIES: Final = frozenset(("$", "＄", "dollar", "dollars", "cent", "cents"))
# What stands behind a stroke in place of coins.
_NO_COINS: Final = HYPHENS_OR_EN_DASH | {"="}


def settle_suffix(amount: Amount) -> None:
    """Multiplies by the short form that waited for its unit: the "m" of "£5m" is a million."""
    num = amount.num
    if num.suffix is not None:
        amount.scale_by(num.suffix)
        num.value, num.scale, num.suffix = num.value * num.suffix, num.scale * num.suffix, None


def set_money(amount: Amount, money: Money, rule: str) -> None:
    """Makes money of the amount: any of the currencies that the name or sign may mean."""
    settle_suffix(amount)
    factor = UnitFactor("currency", money.surface, text=money.surface)
    factor.candidates = money.candidates
    amount.factors = (factor,)
    amount.kind = "money"
    amount.dimension = "Money"
    amount.minor = money.minor
    amount.rule = rule
    _group_by_dots(amount, money)


def _group_by_dots(amount: Amount, money: Money) -> None:
    """As in "Rp 25.000", "50.000 VND": nobody splits such money, and its countries write the thousands with a dot."""
    num = amount.num
    thousandths = num.form == "digits" and num.scale == 1 and num.value.as_tuple().exponent == _THOUSANDTHS
    if thousandths and all(code in load_money().dotted for code, _ in money.candidates):
        amount.scale_by(_THOUSAND)
        num.value *= _THOUSAND


# ----------------------------------------------------------------------- before


def attach_sign_before(line: Line, amount: Amount) -> bool:
    """As in "£3bn", "US$ 5m", "Rs one lakh", "USD 20"."""
    found = load_surfaces().left(line.tokens, amount.first)
    if found is None and line.words[amount.first - 1] == "`" and amount.num.scale in _INDIAN_SCALES:
        # The sign of the rupee is often lost to a back-tick: "`1.25 crore".
        found = load_surfaces().sign("₹"), amount.first - 1
    if found is None:
        return False
    money, first = found
    if money.surface == "R" and amount.num.scale in _INDIAN_SCALES:
        # Nobody counts rand in crores.
        money = load_surfaces().sign("₹")
    if line.amounts and line.amounts[-1].last > first:
        return False
    if money.surface[0].isalpha() and not _is_money_word(line, amount, money.surface):
        return False
    set_money(amount, money, "money.sign-before")
    amount.first = first
    take_lakhs(line, amount)
    _negate(line, amount)
    _name_country(line, amount)
    if line.words[amount.last] == "/" and line.words[amount.last + 1] in _NO_COINS:
        # As in "Rs 500/-", "Sh2,000/=".
        amount.last += 2
    return True


def take_lakhs(line: Line, amount: Amount) -> None:
    """As in "₹12L", "Rs 2.5L", "₹1.3L cr": of rupees the letter is lakhs."""
    tokens, at, num = line.tokens, amount.last, amount.num
    if tokens.surface(at, at + 1) != "L" or not any(code == "INR" for code, _ in amount.factors[0].candidates):
        return
    size, amount.last = _LAKH, at + 1
    if tokens.words[at + 1] in _CRORES:
        size, amount.last = _LAKH * _CRORE, at + 2
    amount.scale_by(size)
    num.value, num.scale = num.value * size, num.scale * size


def _is_money_word(line: Line, amount: Amount, sign: str) -> bool:
    """Codes and abbreviations in letters must look like money: "RM79", "Rs 5" and "R 5 million", not "R 5" for a road."""
    if len(sign) == 1:
        return line.tokens.glued(amount.first) or amount.num.scale >= _MILLION
    # "COP 21,700", "PS8.1bn": grouped, with decimals or scaled, as no number of a model or a conference is.
    scaled = amount.num.scale > 1 or amount.num.suffix is not None
    return sign not in load_money().with_numbers or scaled or not line.words[amount.first].isdecimal()


def _negate(line: Line, amount: Amount) -> None:
    """As in "-£3bn", "minus $5"; in "£2-£3" the mark is a dash."""
    tokens, first = line.tokens, amount.first
    mark = line.words[first - 1]
    if (mark == "minus" and tokens.words[first - 2] != "or") or (
        mark in MINUS and tokens.glued(first) and not tokens.glued(first - 1)
    ):
        amount.first -= 1
        amount.scale_by(Decimal(-1))


def _name_country(line: Line, amount: Amount) -> None:
    """As in "$75 U.S. a barrel", "$500 US", "$42 CAD", "74.2 cents US"."""
    at, factor = amount.last, amount.factors[0]
    surface = line.tokens.text[line.tokens.starts[at] : line.tokens.ends[at]]
    code = "USD" if surface in {"US", "U.S.", "U.S"} else surface
    if factor.name in _OF_MANY_COUNTRIES and any(candidate == code for candidate, _ in factor.candidates):
        factor.candidates = tuple(pair for pair in factor.candidates if pair[0] == code)
        amount.last += 1


def attach_name_before(line: Line, amount: Amount) -> None:
    """As in "rupees 500 crore", "pounds 650m", "MEUR 4.5": money before a number that has no unit and counts nothing."""
    if not amount.first or line.tokens.kinds[amount.first - 1] != WORD:
        return
    found = load_surfaces().named_before(line.tokens, amount.first)
    if found is None:
        # No mass stands before its number.
        pounds = line.words[amount.first - 1] == "pounds"
        found = (load_surfaces().sign("£"), amount.first - 1) if pounds else None
    if found is None:
        attach_scaled_code(line, amount, amount.first - 1)
        return
    money, first = found
    counts = line.has_content(amount.last)
    coded = load_surfaces().code(money.surface.upper()) is not None
    named = coded or money.surface in load_money().before or " " in money.surface or money.surface == "£"
    # the championship "Euro 2024"
    year = money.surface in load_money().before_years and line.words[amount.first][:2] in _CENTURIES
    if counts or line.taken > first or not named or (year and 1900 <= amount.num.value < 2100):
        return
    set_money(amount, money, "money.name-before")
    amount.first = first


# ------------------------------------------------------------------------ after


def attach_after(line: Line, amount: Amount, money: Money, at: int, last: int) -> None:
    """As in "five million Swiss francs", "200p", "75 USD million": the name or sign stands in tokens [at, last)."""
    if money.surface.removesuffix("s") in load_money().plural and line.words[last] in load_nouns().articles:
        # "Model 10 marks the beginning": a verb
        return
    if money.surface in load_money().plural and at == amount.last:
        return
    if money.surface in load_money().of_country and not _is_of_country(line, money.surface):
        return
    if line.words[last] in load_money().shops and not line.words[last - 1].endswith("s"):
        # "four dollar stores"
        return
    if money.surface in load_money().verbs and _is_verb(line, amount, last):
        return
    set_money(amount, money, "money.name-after")
    amount.factors[0].text = line.tokens.surface(at, last)
    size = load_numbers().multipliers.get(line.tokens.words[last])
    if size is not None:
        amount.scale_by(size)
        amount.num.scale = size
        last += 1
    amount.last = last
    _name_country(line, amount)


def _is_of_country(line: Line, surface: str) -> bool:
    """Whether the article tells of a country with such money: "45 marks" of a pupil are none."""
    return line.tokens.article.mentions(load_money().of_country[surface])


def _is_verb(line: Line, amount: Amount, last: int) -> bool:
    """As in "three won the race": no price is so small, and no object follows one; "5,000 won a day" has a rate."""
    if not amount.first and last == line.tokens.count:
        return False  # "20 won" as the whole text
    object_follows = line.words[last] in load_nouns().articles and line.words[last] not in {"a", "an"}
    return object_follows or (amount.num.scale == 1 and amount.num.value < _LEAST_WON)


def attach_scaled_code(line: Line, amount: Amount, at: int) -> None:
    """As in "25 MSEK", "MEUR 3.2", "twenty MUSD", "40 kEUR": a scale written on to the code."""
    surface = line.tokens.text[line.tokens.starts[at] : line.tokens.ends[at]]
    money, size = load_surfaces().code(surface[1:]), load_numbers().suffixes.get(surface[:1].lower())
    if money is None or size is None:
        return
    set_money(amount, money, "money.scaled-code")
    amount.scale_by(size)
    amount.num.scale = size
    amount.first, amount.last = min(amount.first, at), max(amount.last, at + 1)


def attach_grand(line: Line, amount: Amount) -> None:
    """As in "20 grand": pounds or dollars, as the article's signs tell."""
    dollars = "$" in line.tokens.text or line.mentions(load_money().dollars)
    set_money(amount, load_surfaces().sign("$" if dollars else "£"), "money.grand")


def attach_sum(line: Line, amount: Amount) -> bool:
    """As in "billions in fines", "millions in tourism dollars", "cost millions": a vague sum, in the money the article writes.

    "Billions of taxpayer dollars" are one too; "dozens of extra pounds" are lost in weight.
    """
    if amount.num.form != "vague":
        return False
    words, at = line.tokens.words, amount.last
    if words[at] in {"in", "of"}:
        _attach_sum_of(line, amount)
    if amount.bare and words[at] != "of" and _is_valued(line, amount):
        _attach_only_sign(line, amount)
    return not amount.bare


def _attach_sum_of(line: Line, amount: Amount) -> None:
    """As in "billions | in fines", "millions | of taxpayer dollars"; "dozens of extra pounds" are lost in weight."""
    words, at = line.tokens.words, amount.last
    for index in range(at + 1, at + 1 + GROUP):
        found = load_surfaces().named_money(line.tokens, index) if words[index].endswith("s") else None
        if found is not None:
            if words[at] == "in" or words[index] in load_money().before:
                set_money(amount, found, "money.sum")
            return
        if words[at] == "in" and words[index] in load_money().sums:
            _attach_only_sign(line, amount)
            return
        if not line.has_content(index):
            return


def _is_valued(line: Line, amount: Amount) -> bool:
    """As in "cost them | millions", "to the tune of | billions"; "made millions homeless", "cost millions their jobs" are persons."""
    tokens, words, at = line.tokens, line.words, amount.last
    counts, money = load_counts(), load_money()
    before = past_adverbs(line, amount.first - 1)
    if words[before] not in money.valued:
        if words[before - 1 : before + 1] != ["tune", "of"] and words[before - 1] not in money.costing:
            return False
    elif amount.num.value < _MILLION and words[before] not in money.certain:
        return False
    return tokens.kinds[at] != WORD or words[at] in counts.governing or words[at] in counts.clause_openers


def _attach_only_sign(line: Line, amount: Amount) -> None:
    """The money of which the article writes the sign, where it writes no other."""
    signs = [sign for sign in _SIGNS if line.tokens.article.mentions(frozenset((sign,)))]
    if len(signs) == 1:
        set_money(amount, load_surfaces().sign(signs[0]), "money.sum")


def attach_unsaid_rupees(line: Line, amount: Amount) -> bool:
    """As in "54,113 crore was allocated": lakhs and crores that count nothing are rupees beside a word of spending."""
    if amount.num.scale not in _INDIAN_SCALES:
        return False
    cash = line.words[amount.last : amount.last + 2] == ["in", "cash"]
    # "sold the flat for 85 lakh"
    price = line.words[past_adverbs(line, amount.first - 1)] == "for" and line.mentions(load_money().trading)
    spent = cash or price or line.mentions(load_money().spending)
    if spent:
        set_money(amount, load_surfaces().sign("₹"), "money.unsaid-rupees")
    return spent
