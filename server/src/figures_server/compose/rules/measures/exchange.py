"""Prices of one money in another that leave the money out: "the rupee closed at 83.12 against the dollar"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.reaches import CLAUSE
from figures_server.compose.rules.change.change_verbs import verb_ending
from figures_server.compose.rules.measures.money import set_money
from figures_server.compose.rules.measures.units import copy_unit
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.shapes import load_money
from figures_server.scan.surfaces import Money, load_surfaces

_AGAINST: Final = frozenset(("against", "versus", "to", "per"))
_LEVELS: Final = frozenset(("at", "to", "from", "of", "near", "around", "above", "below"))
_NEAR: Final = 5
_RULE: Final = "money.exchange-rate"


def attach_exchange_rate(line: Line, amount: Amount) -> bool:
    """As in "sterling slipped to 1.2710 against the dollar", "gained against the dollar to 104.53".

    Markets quote a pair in one way: a euro or a pound in dollars, a dollar in anything else.
    """
    if amount.num.form != "digits" or amount.num.scale != 1:
        return False
    if line.words[amount.last] == "a":
        # "eased to 30.98 a dollar"
        priced, end = _money_at(line, amount.last + 1), amount.first
    elif line.mentions(_AGAINST):
        priced, end = _against(line, amount.last), amount.first
    else:
        return False
    if priced is None and line.words[amount.first - 1] in _LEVELS:
        priced, end = _against_before(line, amount)
    levelled = priced is None and _is_level_of_money(line, amount)
    subject = _money_before(line, end) if levelled or priced is not None else None
    if levelled and subject is not None:
        dearer = subject.surface in load_money().quoted
        set_money(amount, load_surfaces().sign("US$") if dearer else subject, _RULE)
    elif priced is None:
        _go_on(line, amount)
    elif subject is not None:
        set_money(amount, _quoted(subject, priced, above_one=amount.num.value > 1), _RULE)
    return not amount.bare


def _is_level_of_money(line: Line, amount: Amount) -> bool:
    """As in "the yuan | firmed to 7.18": what it is priced against goes unsaid where it is the dollar; "the dollar rose to 151.4" does not say."""
    verb = amount.first - 2
    if line.words[verb - 1] in {"dollar", "greenback"}:
        return False
    levelled = line.words[amount.first - 1] == "to" and not is_whole(amount.num.value)
    return levelled and verb_ending(line.tokens.words, verb) != "" and _money_at(line, verb - 1) is not None


def _against_before(line: Line, amount: Amount) -> tuple[Money | None, int]:
    """As in "gained | against the dollar | to 104.53": the money it is priced against, and where that is said."""
    for at in range(amount.first - 2, max(0, amount.first - _NEAR), -1):
        if (priced := _against(line, at)) is not None:
            return priced, at
    return None, amount.first


def _money_before(line: Line, end: int) -> Money | None:
    """The money nearest before token `end` that is not itself priced against: the "sterling" of "sterling slipped"."""
    for at in range(end - 1, max(-1, end - CLAUSE), -1):
        longest = load_surfaces().named_before(line.tokens, at + 1)
        subject = longest[0] if longest is not None and longest[1] < at else _money_at(line, at)
        if subject is not None and all(_against(line, at - back) is None for back in (1, 2, 3)):
            return subject
    return None


def _go_on(line: Line, amount: Amount) -> None:
    """As in "fell to 16,259 against the dollar, before trading at | 16,225": a price close to the one before."""
    if line.words[amount.first - 1] not in _LEVELS or is_plural(line.words[amount.last]):
        return
    for other in line.amounts:
        near = other.rule == _RULE and amount.num.value < 2 * other.num.value < 4 * amount.num.value
        if near:
            copy_unit(other, amount)
            return


def _against(line: Line, at: int) -> Money | None:
    """The money of "against the dollar" at token `at`."""
    if line.words[at] not in _AGAINST:
        return None
    at += 1 + (line.words[at + 1] in {"the", "a", "one"})
    return _money_at(line, at)


def _money_at(line: Line, at: int) -> Money | None:
    """The money named at token `at`: "US dollar", "pound"."""
    surfaces = load_surfaces()
    found = surfaces.named(line.tokens, at)
    if found is None:
        return None
    money = found.entry if isinstance(found.entry, Money) else surfaces.named_money(line.tokens, at)
    return None if money is None or money.minor else money


def _quoted(one: Money, other: Money, *, above_one: bool) -> Money:
    """Of a pair, the money its price is in: the later in the markets' order; of euro and pound, what there is more of."""
    order = load_money().quoted
    places = [order.index(money.surface) if money.surface in order else len(order) for money in (one, other)]
    if above_one and max(places) <= 2:
        places.reverse()
    return one if places[0] > places[1] else other
