"""Pounds of weight and pounds of money: "two pounds of butter", "It cost two pounds", "two million pounds"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.noun_phrases.coordination import LISTING
from figures_server.lexicon.shapes import load_measures, load_money
from figures_server.lexicon.units import UnitEntry
from figures_server.scan.surfaces import Money, load_surfaces
from figures_server.scan.tokens import DIGITS, HYPHENS, SIGN, WORD

_AND_A_HALF: Final = ["and", "a", "half"]
_MILLION: Final = 1_000_000
_SIGNS: Final = frozenset(("lb", "lbs"))
_PENCE: Final = len("43")
# "change 20 pounds to euros"
_INTO: Final = frozenset(("to", "into", "in", "for"))


def which_pound(line: Line, amount: Amount, entry: UnitEntry, at: int) -> UnitEntry | Money | None:
    """The pound at token `at`: money in "It cost 20 pounds", "a million pounds", a weight in "weighed 20 pounds"."""
    if entry.id != "pound" or not line.words[at].startswith("pound") or _is_weight(line, amount, at):
        return entry
    return load_surfaces().named_money(line.tokens, at)


def _is_weight(line: Line, amount: Amount, at: int) -> bool:
    """Whether something is weighed; where nothing tells, the few pounds of an article without "£" are a weight."""
    if _are_goods_behind(line, at) or line.words[past_adverbs(line, amount.first - 1)] in load_measures().weighs:
        # "weighing 3 million pounds"
        return True
    # "billions of pounds of taxpayers' money"
    vast = amount.num.scale >= 1000 or (amount.num.form == "vague" and amount.num.value >= _MILLION)
    if vast:
        return False
    if _is_weighed(line, amount, at) and line.words[amount.first - 1] not in load_money().paying:
        return True
    if "£" in line.tokens.text or _is_paid(line, amount) or _is_coined(line, amount, at):
        return False
    return line.words[at - 1] in HYPHENS or amount.num.form in {"digits", "fraction"}


def _are_goods_behind(line: Line, at: int) -> bool:
    """As in "recalled 3 million pounds | of ground beef"; "30 pounds of meat sales" are money."""
    if line.words[at + 1] != "of" or "£" in line.tokens.text:
        return False
    goods = line.words[at + 2 : at + 2 + GROUP]
    return not load_measures().by_weight.isdisjoint(goods) and load_money().sums.isdisjoint(goods)


def _is_weighed(line: Line, amount: Amount, at: int) -> bool:
    """As in "weighed 12 pounds", "two pounds of butter", "a pound and a half of butter"."""
    around = line.words[max(0, amount.first - PHRASE) : at + 5]
    behind = at + 1 + 3 * (line.words[at + 1 : at + 4] == _AND_A_HALF)
    if line.mentions(_SIGNS) and "£" not in line.tokens.words:
        # "two pounds over the limit of 130lb"
        return True
    return line.words[behind] == "of" or not load_measures().weighing.isdisjoint(around)


def _is_paid(line: Line, amount: Amount) -> bool:
    """As in "It cost 20 pounds", "sold it | for 20 pounds": what is paid for stands right before."""
    first = amount.first
    while line.words[first - 1] in LISTING and line.tokens.kinds[first - 2] == DIGITS:
        # "prices are 5, 10 and 15 pounds"
        first -= 2
    before = line.words[max(0, first - GROUP) : first]
    return line.words[first - 1] == "for" or not load_money().paying.isdisjoint(before)


def _is_coined(line: Line, amount: Amount, at: int) -> bool:
    """As in "a two-pound | coin", "20 pounds | 43p", "20 pounds | to euros", and beside what they say again: "$26 (20 pounds)", "20 pounds ($26)"."""
    if line.words[at + 1] == "(" and line.tokens.kinds[at + 2] == SIGN:
        return True
    exchanged = line.words[at + 1] in _INTO and load_surfaces().named_money(line.tokens, at + 2) is not None
    if exchanged or line.words[at + 1] in load_money().coined or _pence_follow(line, at + 1):
        return True
    return line.words[amount.first - 1] == "(" and any(other.kind == "money" for other in line.amounts[-1:])


def _pence_follow(line: Line, at: int) -> bool:
    """As in "20 pounds 43p", "20 pounds and 43 pence", "20 pounds 43": whatever weighs pounds has no pence."""
    tokens, words = line.tokens, line.words
    at += words[at] == "and"
    bare = tokens.kinds[at] == DIGITS and len(words[at]) == _PENCE and tokens.kinds[at + 1] != WORD
    return bare or words[at + 1] in {"p", "pence", "penny"}
