"""What a number is a number of: money, else the measure, percent or money behind it, and its tail."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.multipliers import LEAST_SCALE
from figures_server.compose.numerals.num import ONE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.measures import money
from figures_server.compose.rules.measures.degrees import name_degrees, take_sign
from figures_server.compose.rules.measures.feet import attach_feet, attach_inches
from figures_server.compose.rules.measures.millions import is_multiplier
from figures_server.compose.rules.measures.plausible import is_plausible
from figures_server.compose.rules.measures.pounds import which_pound
from figures_server.compose.rules.measures.tails import attach_powers, attach_tail
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_counts, load_measures, load_money
from figures_server.lexicon.unit_systems import load_unit_systems
from figures_server.lexicon.units import UnitEntry
from figures_server.lexicon.words import load_hedges, load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.surfaces import Found, Money, load_surfaces
from figures_server.scan.tokens import CLOSING_QUOTES, DIGITS, HYPHENS, WORD, Tokens

_LONGEST_SIGN: Final = 2
_ARTICLES: Final = frozenset(("a", "an", "the"))
_BRACKETS: Final = {"[": "]", "<": ">", "(": ")", "{": "}"}
# Between the ends of an interval: "4.2m-4.4m tonnes".
# Between the ends of "£2-3m", "£2 to 3m".
_ENDS_OF_SUM: Final = (["-"], ["–"], ["to"])
_TO: Final = HYPHENS | {"–", "to"}


def attach_unit(line: Line, amount: Amount) -> None:
    """Finds money left of the number, else a unit, percent or money right of it, then its tail."""
    if money.attach_sign_before(line, amount) or _is_letter(line, amount):
        pass
    elif not attach_feet(line, amount):
        _unit_after(line, amount)
    if amount.bare and amount.num.form == "digits":
        money.attach_name_before(line, amount)
    if amount.factors:
        if amount.kind in {"measurement", "temperature", "duration"}:
            attach_powers(line, amount)
        attach_tail(line, amount)
    if line.words[amount.first - 1] == "±" and amount.factors:
        amount.first -= 1


def _is_letter(line: Line, amount: Amount) -> bool:
    """Whether a letter means what its sentence makes of it: "573.15K", "a 5K race", "Rs 3.5L to 4.5L"."""
    return _is_kelvin(line, amount) or _is_course(line, amount) or _ends_in_lakhs(line, amount)


def _is_kelvin(line: Line, amount: Amount) -> bool:
    """As in "572 °F, 573.15K": beside a temperature the letter is no thousand, unless something is counted."""
    tokens, at = line.tokens, amount.last
    if tokens.words[at - 1] != "k" or not tokens.text[tokens.starts[at - 1]].isupper():
        return False
    if not line.mentions(load_measures().heat) and all(other.kind != "temperature" for other in line.amounts):
        return False
    if line.has_content(at):
        return False
    _unscale(amount, "kelvin")
    return True


def _is_course(line: Line, amount: Amount) -> bool:
    """As in "a 5K race", "ran the 10k course", "ran a 5k", "walked 10k": beside what is run the letter is a kilometre."""
    words, at, measures = line.words, amount.last, load_measures()
    if words[at - 1] != "k" or at - amount.num.first != 2:
        return False
    alone = not line.has_content(at)
    article = words[amount.first - 1] in load_nouns().articles
    ran = alone and words[amount.first - 1 - article] in measures.running
    if not ran and words[at] not in measures.courses:
        return False
    _unscale(amount, "kilometer")
    return True


def _ends_in_lakhs(line: Line, amount: Amount) -> bool:
    """As in "Rs 3.5L to | 4.5L": behind a sum in lakhs the letter is no litre."""
    if line.words[amount.last] != "l":
        return False
    last = next(iter(line.before(amount)), None)
    if last is None or last.kind != "money" or line.words[last.last - 1] != "l":
        return False
    if line.words[last.last : amount.first] not in _ENDS_OF_SUM:
        return False
    copy_unit(last, amount)
    money.take_lakhs(line, amount)
    return True


def _unscale(amount: Amount, unit: str) -> None:
    """Takes the letter behind the digits as the unit, no longer as a thousand."""
    num, entry = amount.num, load_surfaces().entry(unit)
    amount.scale_by(1 / num.scale)
    num.value, num.scale = num.value / num.scale, ONE
    if isinstance(entry, UnitEntry):
        _set_unit(amount, entry, "K")


def copy_unit(source: Amount, target: Amount) -> None:
    """Gives the target its own copy of the source's unit."""
    factors = []
    for factor in source.factors:
        copy = UnitFactor(factor.base, factor.name, factor.exponent, factor.text, factor.multiple)
        copy.candidates, copy.alternatives, copy.reason = factor.candidates, factor.alternatives, factor.reason
        factors.append(copy)
    target.factors = tuple(factors)
    target.kind, target.dimension, target.minor = source.kind, source.dimension, source.minor
    target.rule, target.tail = source.rule, source.tail
    # The m of "5m-6m metres", the mm of "200mm-300mm" are the unit itself.
    if target.num.suffix is not None and source.factors and source.factors[0].text not in {"m", "mm"}:
        money.settle_suffix(target)


def share_unit(source: Amount, target: Amount, rule: str) -> None:
    """Gives the target the source's unit where it was said once for both; the rule tells how that is known."""
    copy_unit(source, target)
    target.refine(rule)


def _set_unit(amount: Amount, entry: UnitEntry, text: str) -> None:
    amount.factors = tuple(UnitFactor("unit", name, power) for name, power in entry.factors)
    amount.factors[0].text = text
    amount.factors[0].alternatives = entry.ambiguous_with
    amount.kind = entry.kind
    amount.dimension = entry.quantity_kind
    amount.rule = f"{entry.kind}.unit-after"


# ------------------------------------------------------------ behind the number


def _unit_after(line: Line, amount: Amount) -> None:
    """As in "40 km", "20-foot", "26 per cent", "five million Swiss francs", "half a mile"."""
    if amount.num.suffix is not None:
        _unit_or_scale(line, amount)
        return
    at = _past_link(line, amount)
    found = _find(line, amount, at) or _owning(line, at)
    if found is None and (past := _past_hedge(line, amount)) and (found := _find(line, amount, past)):
        at, amount.num.hedge_at = past, amount.last
    if found is None and (_in_brackets(line, amount, at) or _on_the_scale(line, amount, at)):
        return
    if found is None:
        attach_inches(line, amount, at)
        if line.tokens.kinds[at] == WORD:
            money.attach_scaled_code(line, amount, at)
        return
    found = _by_neighbours(line, amount, found, at)
    entry: UnitEntry | Money | None = found.entry if found else None
    if found is None:
        return
    if isinstance(entry, UnitEntry):
        entry = which_pound(line, amount, entry, at)
    if isinstance(entry, Money):
        money.attach_after(line, amount, entry, at, found.last)
    elif entry is not None and is_plausible(line, amount, entry, at, found.last):
        _set_unit(amount, entry, line.tokens.surface(at, found.last))
        amount.last = found.last
        name_degrees(line, amount, at)
        take_sign(line, amount)
        _take_second_percent(line, amount)


def _in_brackets(line: Line, amount: Amount, at: int) -> bool:
    """As in "20 [kg]", "30 (cm)": the unit in brackets of its own, as in tables; "5 (a)" is a clause."""
    closing = _BRACKETS.get(line.tokens.words[at])
    if closing == ")" and len(line.tokens.words[at + 1]) == 1:
        return False
    found = load_surfaces().right(line.tokens, at + 1) if closing else None
    if found is None or not isinstance(found.entry, UnitEntry) or line.tokens.words[found.last] != closing:
        return False
    _set_unit(amount, found.entry, line.tokens.surface(at + 1, found.last))
    amount.last = found.last + 1
    return True


def _on_the_scale(line: Line, amount: Amount, at: int) -> bool:
    """As in "scored 70 on the GPa scale": the unit of the scale."""
    words = line.tokens.words
    if words[at] != "on" or words[at + 1] != "the":
        return False
    found = load_surfaces().read(line.tokens, at + 2)
    if found is None or not isinstance(found.entry, UnitEntry) or words[found.last] != "scale":
        return False
    _set_unit(amount, found.entry, line.tokens.surface(at + 2, found.last))
    return True


def _by_neighbours(line: Line, amount: Amount, found: Found, at: int) -> Found | None:
    """The unit that a sign has beside certain words ("2 F" of a capacitor), or none where it belongs to what follows."""
    tokens = line.tokens
    for name, words in load_measures().beside.get(tokens.surface(at, found.last), ()):
        if line.mentions(words):
            return Found(load_surfaces().entry(name), found.last)
    before_sums = tokens.glued(found.last) or tokens.words[at] == "rs"
    prefixed = before_sums and tokens.kinds[found.last] == DIGITS and not tokens.glued(at)
    # "3 USD50 cards", "a 500ml one Rs 35": the code is the second number's; "12 yen-denominated bonds": the name is part of a word.
    of_other = at == amount.last and isinstance(found.entry, Money) and (prefixed or _goes_on(tokens, found.last))
    return None if of_other or _begins_compound(line, amount, found, at) else found


def _begins_compound(line: Line, amount: Amount, found: Found, at: int) -> bool:
    """As in "one second-half chance", "five day-trippers": the word is half of another; "40 foot-high" is an extent."""
    tokens, behind = line.tokens, found.last + 1
    if at != amount.last or found.last - at != 1 or not tokens.tied(found.last) or tokens.kinds[behind] != WORD:
        return False
    # "a 30 minute-drive"
    measured = line.words[amount.first - 1] in _ARTICLES or tokens.words[behind] in load_measures().behind_unit
    unit = tokens.words[at]
    return not measured and unit.isalpha() and len(unit) > _LONGEST_SIGN and not unit.endswith("s")


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen at token `at` ties another word to the one before; "50 dollar-a-day rooms" and "3bn euros-worth" do not."""
    tied = tokens.tied(at)
    return tied and tokens.kinds[at + 1] == WORD and tokens.words[at + 1] not in {"a", "an", "per", "worth"}


def _past_hedge(line: Line, amount: Amount) -> int:
    """Past the hedge between a number and its unit: "40 or so miles", "two or more litres", "20 plus years"; none is 0."""
    words, at = line.tokens.words, amount.last
    alone = words[at] == "plus" or (words[at] == "+" and line.tokens.glued(at))
    for tail, _ in load_hedges().after.get(words[at], ()):
        end = at + 1 + len(tail)
        if (tail or alone) and tuple(words[at + 1 : end]) == tail:
            return end
    return 0


def _past_link(line: Line, amount: Amount) -> int:
    """Past what may stand between a number and its unit: a hyphen, "of a" after a fraction, "of" after a plural."""
    words, at = line.tokens.words, amount.last
    if _is_part(line, amount) and (past := _past_part(words, at)) is not None:
        return past
    if amount.num.form == "vague":
        # give "hundreds of millions" of pounds
        at += words[at] in CLOSING_QUOTES and words[at + 1] == "of"
    if words[at] == "of" and (amount.num.form == "vague" or amount.num.scale >= LEAST_SCALE):
        # "millions of dollars", "one crore of rupees"
        return at + 1
    if words[at] not in HYPHENS:
        return at
    if words[at + 1] in load_hedges().tied:
        # "1,100-odd miles", "a 20-odd-year career"
        amount.num.hedge_at = at
        return at + 2 + line.tokens.tied(at + 2)
    # "a 40- acre ranch" has lost nothing but a space.
    return at + 1 if line.tokens.glued(at) or not line.tokens.glued(at + 1) else at


def _is_part(line: Line, amount: Amount) -> bool:
    """As in "half | a mile", "three quarters | of an hour", "two and three sixteenths | of an inch", "0.3 | of a second"."""
    if amount.num.form == "fraction" or line.words[amount.last - 1] in load_numbers().fractions:
        return True
    decimal = amount.num.form == "digits" and 0 < amount.num.value < 1
    return decimal and line.words[amount.last : amount.last + 2] == ["of", "a"]


def _past_part(words: list[str], at: int) -> int | None:
    """Past what ties a part to its unit: half "an" hour, half "-an-" hour, a quarter "-of-an-" hour, half "of one" mile."""
    if words[at] in HYPHENS:
        if words[at + 1 : at + 4 : 2] in (["of", "a"], ["of", "an"]):
            return at + 4 + (words[at + 4] in HYPHENS)
        return at + 2 + (words[at + 2] in HYPHENS) if words[at + 1] in {"a", "an"} else None
    if words[at] == "of":
        measured = words[at + 1].removesuffix("s") in load_numbers().measured
        return at + 2 if words[at + 1] in {"a", "an", "one"} else at + measured
    return at + 1 if words[at] in {"a", "an"} else None


def _find(line: Line, amount: Amount, at: int) -> Found | None:
    """The unit or money at token `at`, or behind a word that may stand before it: "US gallons", "fewer cents"."""
    tokens, surfaces = line.tokens, load_surfaces()
    sign, name = surfaces.right(tokens, at), surfaces.named(tokens, at)
    if sign is not None and name is not None:
        # "lb-ft" is one name, not the sign "lb".
        return name if name.last > sign.last else sign
    if sign is not None or name is not None:
        return sign or name
    word, measures = tokens.words[at], load_measures()
    if word == "mm":
        # As weathermen write it: "15 MM (half an inch) of rain".
        return Found(surfaces.entry("millimetre"), at + 1)
    if word in load_unit_systems().words:
        return surfaces.named(tokens, at + 1)
    if at != amount.last or word not in measures.intensifiers:
        return None
    found = surfaces.named(tokens, at + 1)
    if found is None:
        return None
    if isinstance(found.entry, Money):
        # "three more crowns" are titles.
        plain = tokens.words[found.last - 1].removesuffix("s") not in load_money().plural
    else:
        plain = found.entry.kind in {"duration", "measurement", "percentage"}
    return found if plain else None


def _owning(line: Line, at: int) -> Found | None:
    """As in "one | year's imprisonment", "half an | hour's walk"."""
    word = line.words[at]
    owns = word.endswith("'s") and word[:-2] in load_numbers().periods
    return Found(load_surfaces().entry(word[:-2]), at + 1) if owns else None


def _take_second_percent(line: Line, amount: Amount) -> None:
    """As in "5% percent"."""
    if amount.kind == "percentage" and amount.factors[0].text == "%" and line.words[amount.last] == "percent":
        amount.last += 1


# ------------------------------------------------------ short forms: "400m", "5b"


def _unit_or_scale(line: Line, amount: Amount) -> None:
    """As in "400m": metres, unless money or a counted plural stands behind: "300m vaccines", "2.8bn km", "a 5m-euro prize"."""
    tokens, at = line.tokens, amount.last
    suffix = tokens.words[at - 1]
    found = load_surfaces().named(tokens, at + tokens.tied(at)) or load_surfaces().right(tokens, at)
    if tokens.words[at] in load_counts().milestones:
        # "the 3m mark" is of no Germans
        found = None
    if found is not None and (isinstance(found.entry, Money) or (suffix != "mm" and not found.entry.everyday)):
        _settle_unit(line, amount, found)
    elif suffix in load_numbers().sums:
        money.attach_grand(line, amount)
    elif is_multiplier(line, amount):
        money.settle_suffix(amount)
    elif tokens.words[at] not in _TO or tokens.kinds[at + 1] != DIGITS:
        # "4.2m-4.4m tonnes": the other end tells.
        settle_sign(line, amount)


def _settle_unit(line: Line, amount: Amount, found: Found) -> None:
    """As in "2.8bn | km", "a 5m | -euro prize", "a deal of 1.5m | pounds": the short form is a multiplier."""
    money.settle_suffix(amount)
    entry = found.entry
    meant = which_pound(line, amount, entry, found.last - 1) if isinstance(entry, UnitEntry) else entry
    if isinstance(meant, Money):
        money.set_money(amount, meant, "money.name-after")
    elif isinstance(entry, UnitEntry):
        _set_unit(amount, entry, line.tokens.surface(amount.last, found.last))
    amount.last = found.last


def settle_sign(line: Line, amount: Amount) -> None:
    """Reads a short form that nothing made a multiplier of as the unit it spells: "400m"."""
    suffixed = amount.num.suffix is not None
    if not suffixed and not (amount.num.scale >= LEAST_SCALE and amount.bare):
        return
    at = amount.num.last - 1
    if (sum_before := _sum_before(line, amount)) is not None:
        copy_unit(sum_before, amount)
    if not suffixed or sum_before is not None:
        return
    found = load_surfaces().right(line.tokens, at)
    if found is not None and isinstance(found.entry, UnitEntry):
        amount.num.suffix = None
        _set_unit(amount, found.entry, line.tokens.words[at])


def _sum_before(line: Line, amount: Amount) -> Amount | None:
    """The "£2" before the 3m of "£2-3m", the "1bn euros" before "another 550m", the "£45m" before "who cost 800k"; "another 400m race" is run."""
    last = next(iter(line.before(amount)), None)
    if last is None or last.kind != "money":
        return None
    suffixed = amount.num.suffix is not None
    between = line.words[last.first - 1] == "between"
    gap = line.words[last.last : amount.first]
    if suffixed and (gap in _ENDS_OF_SUM or (between and gap == ["and"])):
        return last
    ends = not line.has_content(amount.last)
    resumed = suffixed and line.words[amount.first - 1] in load_counts().resumers
    spent = line.words[past_adverbs(line, amount.first - 1)] in load_money().certain
    return last if ends and (resumed or spent) else None
