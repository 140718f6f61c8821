"""The tails that make rates of amounts: "a barrel", "per day", "/kg", "each", "per 100,000 people"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.digits import ungrouped
from figures_server.compose.numerals.num import MINUS
from figures_server.compose.reaches import GROUP
from figures_server.compose.rules.noun_phrases.plurals import is_plural, singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_measures, load_money
from figures_server.lexicon.units import UnitEntry
from figures_server.lexicon.words import load_nouns, load_rates
from figures_server.model import UnitFactor
from figures_server.scan.surfaces import Found, load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS, MARK, WORD

_Tail = tuple[tuple[UnitFactor, ...], int]
# What opens a tail: "200 a day", "twice each year".
PACES: Final = frozenset(("a", "an", "per", "each", "every"))
_PER: Final = frozenset(("per", "/"))
# "£40,000 for every man, woman and child"
_EVERYBODY: Final = ["man", ",", "woman", "and", "child"]
_HEADS: Final = frozenset(("capita", "head"))
# Letters that mean a unit only with its power or behind a slash: "km s−1", "m / s", "J/K".
_SHORT: Final = {"s": "second", "h": "hour", "d": "day", "a": "year", "K": "kelvin"}
# Between the factors of "m·s−1".
_TIMES_SIGNS: Final = frozenset("·⋅.")
_NEGATIVE: Final = frozenset("1234")
_POWERS: Final = {"2": 2, "²": 2, "3": 3, "³": 3}
_OF_SUBSTANCE: Final = frozenset(("Mass", "AmountOfSubstance"))
# What changes at a rate has no zero.
_DIFFERENCES: Final = {"degC": "delta_degC", "degF": "delta_degF"}
_FURTHER: Final = frozenset(("more", "less", "extra"))


def attach_tail(line: Line, amount: Amount) -> None:
    """Takes in the tails behind the amount's unit: "£40 a barrel", "5 km per hour per second"."""
    warms = amount.kind == "temperature"
    if amount.kind in {"percentage", "scale"} or (warms and line.words[amount.last] not in _PER):
        # A plain temperature has no tail; "0.2C per decade" is how fast it warms.
        return
    found = _first_tail(line, amount)
    if found is None and amount.kind == "money" and line.words[amount.last] in _FURTHER:
        # "£200 more | a year": the step is told by "more", which stays behind the amount
        further = read_tail(line, amount.last + 1, money=True)
        if further is not None:
            add_tail(amount, further[0])
    if found is not None and warms:
        amount.factors[0].name = _DIFFERENCES.get(amount.factors[0].name, amount.factors[0].name)
    while found is not None:
        add_tail(amount, found[0])
        amount.last = found[1]
        found = read_tail(line, amount.last, money=False) if line.words[amount.last] in _PER else None


def add_tail(amount: Amount, factors: tuple[UnitFactor, ...]) -> None:
    """Makes a rate of the amount: so much per what the factors name."""
    amount.factors, amount.tail = (*amount.factors, *factors), True
    amount.refine("rate.tail")


def _first_tail(line: Line, amount: Amount) -> _Tail | None:
    """The tail that begins behind the unit, or behind what is measured: "119 g CO2/km", "4 million litres daily"."""
    at, measured = amount.last, amount.kind == "measurement"
    formula = _past_formula(line, amount)
    if line.words[formula] == "/":
        found = read_tail(line, formula, money=False)
    elif (measured or amount.kind == "duration") and line.words[at] == "of":
        found = read_tail(line, _past_stuff(line, at), money=False)
    else:
        # "$3m in fees a year"
        summed = amount.kind == "money" and line.words[at] == "in" and line.words[at + 1] in load_money().sums
        found = read_tail(line, at + 2 * summed, money=amount.kind == "money")
    if found is None and measured and _ends_phrase(line, at + 1):
        found = _adverb(line, at)
    if found is None and amount.dimension == "Length":
        found = _to_the_gallon(line, at)
    return found


def _adverb(line: Line, at: int) -> _Tail | None:
    """As in "£300 | monthly", "4 million litres | daily"."""
    word = line.tokens.words[at]
    unit = load_rates().adverbs.get(word)
    return None if unit is None else ((UnitFactor("unit", unit, -1, word),), at + 1)


def _to_the_gallon(line: Line, at: int) -> _Tail | None:
    """As in "52 miles to the gallon"."""
    words = line.tokens.words
    found = load_surfaces().named(line.tokens, at + 2) if words[at] == "to" and words[at + 1] == "the" else None
    if found is None or not isinstance(found.entry, UnitEntry) or found.entry.quantity_kind != "Volume":
        return None
    return _denominator(line, found.entry, at, found.last), found.last


def attach_powers(line: Line, amount: Amount) -> None:
    """Takes in what science writes with negative powers: "1.6 W m−2", "12 km s-1", "1540 cm−1"."""
    first = amount.factors[0]
    own = _own_power(line, amount)
    if own is not None:
        first.exponent, amount.last = first.exponent * own[0], own[1]
        # "0.02 s−1": no time, but how often
        amount.kind = "measurement"
    # "2.6 mg CO2 kg−1 h−1"
    formula = _past_formula(line, amount)
    if formula > amount.last and _unit_with_power(line, formula) is not None:
        amount.last = formula
    while (found := _unit_with_power(line, amount.last)) is not None:
        first.name = _DIFFERENCES.get(first.name, first.name)
        amount.factors, amount.last, amount.tail = (*amount.factors, *found[0]), found[1], True
        amount.refine("rate.power")


def _own_power(line: Line, amount: Amount) -> tuple[int, int] | None:
    """The −1 of the amount's own "cm−1", "cm-1", and the token after it; "3 mm−4 mm", "5 km-2 laps" go on with a number."""
    tokens, at = line.tokens, amount.last
    hyphened = tokens.tied(at) and tokens.words[at + 1] == "1" and amount.factors[0].name.endswith("meter")
    if not hyphened and tokens.words[at] not in {"−", "^"}:
        return None
    own = _negative_power(line, at)
    alone = own is not None and load_surfaces().read(tokens, own[1]) is None
    return own if own is not None and (alone or _unit_with_power(line, own[1])) else None


def _unit_with_power(line: Line, at: int) -> _Tail | None:
    """The factors of the "m−2" at token `at`, and the token after it."""
    tokens = line.tokens
    at += tokens.words[at] in _TIMES_SIGNS
    found = load_surfaces().right(tokens, at, raised=True) or _short_unit(line, at)
    power = _negative_power(line, found.last) if found is not None else None
    if found is None or not isinstance(found.entry, UnitEntry):
        return None
    if power is None:
        # "6.67e-11 N m2 kg−2"
        power = (1, found.last) if found.last > at and _unit_with_power(line, found.last) else None
    if power is None:
        return None
    factors = (UnitFactor("unit", name, power[0] * by, tokens.words[at]) for name, by in found.entry.factors)
    return tuple(factors), power[1]


def _negative_power(line: Line, at: int) -> tuple[int, int] | None:
    """The −2 of "m−2", "m^-2", and the token after it; of "m −2" and "m− 2", as they come out of PDF."""
    tokens = line.tokens
    at += tokens.words[at] == "^"
    minus = tokens.words[at] in MINUS and (tokens.glued(at) or tokens.glued(at + 1))
    if not minus or tokens.words[at + 1] not in _NEGATIVE or (tokens.glued(at + 2) and tokens.kinds[at + 2] != MARK):
        return None
    return -int(tokens.words[at + 1]), at + 2


def _past_formula(line: Line, amount: Amount) -> int:
    """Past what a mass or an amount of substance is of, in capitals: the "CO2" of "119 g CO2/km", the "N" of "3 mg N L−1"."""
    tokens, at = line.tokens, amount.last
    if amount.dimension not in _OF_SUBSTANCE or not tokens.text[tokens.starts[at] : tokens.ends[at]].isupper():
        return at
    return at + 1 + (tokens.kinds[at + 1] == DIGITS and tokens.glued(at + 1))


def _past_stuff(line: Line, of: int) -> int:
    """As in "152 cubic kilometres of ice a year"."""
    at = of + 1
    while at < of + GROUP and _is_stuff(line, at):
        at += 1
    # "20 tonnes of rain over a week" tells no rate.
    return of if line.words[at] in {"a", "an"} and line.words[at - 1] in load_nouns().stops else at


def _is_stuff(line: Line, at: int) -> bool:
    """Whether the token at `at` is of what is measured: the CO and the 2 of "180g of CO2 per kilometre"."""
    kind, word = line.tokens.kinds[at], line.words[at]
    # "a litre of water and half a litre of juice" are two.
    return (kind == WORD and word not in PACES and word not in {"and", "or"}) or (
        kind == DIGITS and line.tokens.glued(at)
    )


def read_tail(line: Line, at: int, *, money: bool) -> _Tail | None:
    """The factors of the rate tail that begins at token `at`, and the token after it."""
    words = line.tokens.words
    start = at
    if words[at] in HYPHENS and (line.tokens.glued(at) or words[at + 2] in HYPHENS):
        at += 1
    elif money and (said := _adverb(line, at)) is not None:
        return said
    word = words[at]
    if word in _PER:
        return _per(line, at + 1, start, money=money)
    if word == "for" and _opens_tail(line, at + 1, money=money):
        return _per(line, at + 2, start, money=True)
    if money and (word == "apiece" or (word == "each" and _each(line, at, start, money=False) is None)):
        # "£4 each", "£4 apiece"
        return (), at + 1
    return _each(line, at, start, money=money) if word in PACES else None


def _opens_tail(line: Line, at: int, *, money: bool) -> bool:
    """Behind "for": "£5 for | every tonne", "£5 for | each school meal"."""
    words = line.tokens.words
    if words[at] == "every":
        return True
    return money and words[at] == "each" and not load_rates().per_things.isdisjoint(words[at + 1 : at + 3])


def _each(line: Line, at: int, start: int, *, money: bool) -> _Tail | None:
    """As in "an hour", "every day", "a-week"; of money also "a share"; "a year ago" is a time."""
    words = line.tokens.words
    after = at + 1 + (words[at + 1] in HYPHENS)
    found = load_surfaces().named(line.tokens, after)
    if found is None and money:
        # "£4 a kg"
        found = load_surfaces().right(line.tokens, after)
    if found is not None and isinstance(found.entry, UnitEntry) and not found.entry.everyday:
        if words[at] in {"a", "an"} and _points_back(line, found.last):
            return None
        return _denominator(line, found.entry, start, found.last), found.last
    if money:
        named = words[after] in load_rates().per_things or _is_lone_thing(line, after)
    else:
        # "20.5 points a game"
        named = words[after] in load_rates().occasions and _ends_phrase(line, after + 1)
    return _per_thing(line, words[after], start, after + 1) if named else None


def _is_lone_thing(line: Line, at: int) -> bool:
    """As in "£4 a jar and", "$300 a course.": one thing, of which nothing more is told; of "£30 a three-course meal", no."""
    behind = line.words[at + 1]
    return behind in {"and", "or"} or (line.tokens.kinds[at + 1] == MARK and behind not in HYPHENS)


def _ends_phrase(line: Line, at: int) -> bool:
    """Whether no noun goes on at token `at`: "a game | in March", not "a game plan", "a match-winner", "a game of chess"."""
    tokens = line.tokens
    stops = tokens.words[at] in load_nouns().stops and tokens.words[at] != "of"
    return not tokens.tied(at) and (tokens.kinds[at] != WORD or stops)


def _points_back(line: Line, at: int) -> bool:
    """As in "a year earlier", "a year before."; in "a year before tax" the year is what the money is for."""
    return line.words[at] in {"ago", "earlier", "later"} or (
        line.words[at] == "before" and line.tokens.kinds[at + 1] != WORD
    )


def _per(line: Line, at: int, start: int, *, money: bool) -> _Tail | None:
    """What stands behind "per" or a slash: "capita", "square metre", "100,000 people", "equity share"; "3/4" has no tail."""
    tokens = line.tokens
    # "per calendar month"
    at += tokens.words[at] in HYPHENS or tokens.words[at] == "calendar"
    slash = tokens.words[start] == "/"
    everybody = tokens.words[at : at + 5] == _EVERYBODY
    if everybody or tokens.words[at] in _HEADS:
        return _per_thing(line, "head", start, at + (5 if everybody else 1))
    if slash and (tokens.kinds[at] == DIGITS or tokens.words[at] == "("):
        return _product(line, at + 1) if tokens.words[at] == "(" else None
    if (at_thing := _past_size(line, at)) > at:
        return _per_counted(line, at_thing, start, None)
    if tokens.words[at] == "dozen" and not line.has_content(at + 1):
        return _per_thing(line, "dozen", start, at + 1)
    multiple, at = _multiple(line, at)
    found = load_surfaces().read(tokens, at) or (_short_unit(line, at) if slash else None)
    if not slash and _is_joined(line, at, at + 1 if found is None else found.last):
        return _per_joined(line, at, start, multiple)
    if found is not None and isinstance(found.entry, UnitEntry):
        factors = _denominator(line, found.entry, start, found.last)
        factors[0].multiple = multiple
        return factors, _raise(line, factors, found.last)
    if money and multiple is None and not slash and tokens.words[at + 1] in load_rates().per_things:
        # "per pay period", "per school meal"
        return _per_thing(line, tokens.words[at + 1], start, at + 2)
    told_of_each = tokens.glued(at) and tokens.words[at] in load_rates().per_things
    return _per_counted(line, at, start, multiple) if not slash or told_of_each else None


def _past_size(line: Line, at: int) -> int:
    """Past the "two-hour" of "per | two-hour lesson", the "20-minute" of "per 20-minute visit": of what size the thing is."""
    tokens = line.tokens
    sized = tokens.kinds[at] == DIGITS or tokens.words[at] in load_numbers().cardinals or tokens.words[at] == "half"
    told = sized and tokens.tied(at + 1) and tokens.kinds[at + 2] == tokens.kinds[at + 3] == WORD
    return at + 3 if told and tokens.words[at + 3] not in load_nouns().stops else at


def _is_joined(line: Line, at: int, last: int) -> bool:
    """As in "man-hour" behind "per"; "kilowatt-hour" is read as a unit to its end."""
    tokens = line.tokens
    return last == at + 1 and tokens.tied(last) and tokens.kinds[at] == tokens.kinds[at + 2] == WORD


def _per_joined(line: Line, at: int, start: int, multiple: Decimal | None) -> _Tail:
    """As in per | "man-hour", "1,000 person-years"; of "1,000 live-born babies" the babies."""
    words = line.tokens.words
    if not is_plural(words[at + 2]) and is_plural(words[at + 3]):
        return _per_thing(line, singular(words[at + 3]), start, at + 4, multiple)
    return _per_thing(line, f"{words[at]}-{singular(words[at + 2])}", start, at + 3, multiple)


def _per_counted(line: Line, at: int, start: int, multiple: Decimal | None) -> _Tail | None:
    """Things that are no unit, or heads that go unsaid: "per | equity share", "per 100,000 | people", "12 per 100,000"."""
    words, kinds, adjectives = line.tokens.words, line.tokens.kinds, load_measures().denominator_adjectives
    thing = at
    while words[thing] in adjectives and line.has_content(thing + 1):
        thing += 1
    if kinds[at] == WORD and (words[at] in adjectives or words[at] not in load_nouns().stops):
        return _per_thing(line, singular(words[thing]), start, thing + 1, multiple)
    return None if multiple is None else _per_thing(line, "head", start, at, multiple)


def _product(line: Line, at: int) -> _Tail | None:
    """The units up to the bracket of "0.6 W/(m K)", "3 kJ/(kg·K)"."""
    tokens = line.tokens
    factors: tuple[UnitFactor, ...] = ()
    while tokens.words[at] != ")":
        at += tokens.words[at] in _TIMES_SIGNS
        found = (
            load_surfaces().right(tokens, at, raised=True) or load_surfaces().named(tokens, at) or _short_unit(line, at)
        )
        if found is None or not isinstance(found.entry, UnitEntry):
            return None
        added = _denominator(line, found.entry, at, found.last)
        factors, at = (*factors, *added), _raise(line, added, found.last)
    return (factors, at + 1) if factors else None


def _short_unit(line: Line, at: int) -> Found | None:
    """The s of "m/s2", "m / s" and "m s−2", the K of "J/K"."""
    name = _SHORT.get(line.tokens.surface(at, at + 1))
    return None if name is None else Found(load_surfaces().entry(name), at + 1)


def _per_thing(line: Line, thing: str, start: int, last: int, multiple: Decimal | None = None) -> _Tail:
    thing = "person" if thing in _HEADS else thing
    return (UnitFactor("entity", thing, -1, line.tokens.surface(start, last), multiple),), last


def _raise(line: Line, factors: tuple[UnitFactor, ...], at: int) -> int:
    """The power of "km/s2" and the token after it; of "6,000 kg/m 3 ,", as it comes out of PDF."""
    power = _POWERS.get(line.tokens.words[at])
    counts = line.tokens.kinds[at + 1] != MARK and line.words[at + 1] not in load_nouns().stops
    if power is None or (counts and not line.tokens.glued(at)):
        return at
    factors[0].exponent *= power
    return at + 1


def _multiple(line: Line, at: int) -> tuple[Decimal | None, int]:
    """The "100,000" of "per 100,000 people", "per 100k", and the token after it."""
    tokens, multipliers = line.tokens, load_numbers().multipliers
    multiple: Decimal | None = None
    if tokens.kinds[at] == DIGITS:
        multiple, at = Decimal(ungrouped(tokens.words[at])), at + 1
        if tokens.words[at] == "k" and tokens.glued(at):
            multiple, at = multiple * 1000, at + 1
    if tokens.words[at] in multipliers:
        multiple, at = (multiple or Decimal(1)) * multipliers[tokens.words[at]], at + 1
    elif multiple is None and tokens.words[at] in load_numbers().cardinals:
        multiple, at = load_numbers().cardinals[tokens.words[at]], at + 1
    return multiple, at


def _denominator(line: Line, entry: UnitEntry, start: int, last: int) -> tuple[UnitFactor, ...]:
    factors = tuple(UnitFactor("unit", name, -power) for name, power in entry.factors)
    factors[0].text = line.tokens.surface(start, last)
    return factors
