"""Rates said before the amount: "a monthly salary of £1,600"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_nouns, load_rates
from figures_server.model import UnitFactor

_REACH: Final = 9
# What joins a second amount to the noun of the first: "£900 for a nurse and £1,200 for a doctor".
_JOINS: Final = frozenset(("and", "or", "to", "from", "than", "with", "(", ","))
# "The monthly wage of a primary-school teacher in the north | is £900."
_FARTHEST: Final = 16


def attach_rate(line: Line, amount: Amount) -> None:
    """Pay that is called monthly, weekly or hourly is money per that time, wherever the words stand in the clause."""
    if amount.kind != "money" or amount.tail:
        return
    words, rates = line.tokens.words, load_rates()
    reach = _FARTHEST if words[past_adverbs(line, amount.first - 1)] in load_counts().levels else _REACH
    for at in range(amount.first - 1, max(_begins(line, amount) - 1, amount.first - reach), -1):
        word = words[at]
        if word in {".", ";", "(", "but", "while", "making", "earning"}:
            return
        if word not in rates.adjectives:
            continue
        unit = rates.adjectives[word]
        paid = rates.paid | rates.earned if unit in rates.pay_periods else rates.paid
        if not paid.isdisjoint(words[at + 1 : at + 4]):
            amount.factors = (*amount.factors, UnitFactor("unit", unit, -1, word))
            amount.refine("rate.adjective")
            return


def _begins(line: Line, amount: Amount) -> int:
    """Where the amount's phrase begins: "an annual rent of £900 | plus a deposit of £300" has a noun for each."""
    words = line.tokens.words
    before = next((other for other in reversed(line.amounts) if other.last <= amount.first), None)
    if before is None or words[amount.first - 1] in _JOINS:
        return 0
    between = words[before.last : amount.first]
    return 0 if load_nouns().articles.isdisjoint(between) else before.last
