"""Restatements: "two million rubles (about $24,000)", "185 km/h (115 mph)"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from figures_server.compose.amount import MEASURED, Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.measures.tails import read_tail
from figures_server.compose.rules.measures.units import share_unit
from figures_server.lexicon.shapes import load_money
from figures_server.lexicon.words import load_hedges

_ROUNDED: Final = frozenset({"approximate", "just_below", "just_above"})


def name_currency(line: Line) -> None:
    """As in "2m yen ($18,000) in white and 2,400,000 ($22,000) in red": the currency is that of the pair before."""
    pair: tuple[Amount, Amount] | None = None
    for left, right in pairwise(line.amounts):
        if right.kind != "money" or line.tokens.words[left.last : right.first] != ["("]:
            continue
        if left.kind == "money" and _unlike(left, right):
            pair = left, right
        elif left.bare and pair is not None:
            share_unit(pair[0], left, "restatement.same-pair")


def link(line: Line) -> None:
    """Ties each amount to the one right before it that it says again in another unit, in brackets or in apposition."""
    for left, right in pairwise(line.amounts):
        if _restates(line, left, right) or _is_in_apposition(line, left, right):
            right.restates = left
            _share_rate(left, right)
            _take_closing_rate(line, left, right)


def _restates(line: Line, left: Amount, right: Amount) -> bool:
    words = line.tokens.words
    gap = words[left.last : right.first]
    if not gap or len(gap) > 4 or not left.factors or not right.factors:
        return False
    listed = gap[0] in {";", ",", "/", "or"} and left.restates is not None
    if gap[0] != "(" and not listed:
        return False
    if gap[0] == "(" and gap[1:2] and gap[1] in {"up", "down", "including", "compared", "from", "against", "of"}:
        return False
    source = (left.restates if listed else None) or left
    return source.dimension == right.dimension and _unlike(source, right)


def _is_in_apposition(line: Line, left: Amount, right: Amount) -> bool:
    """As in "two million roubles, or about $24,000", "600 pounds, or 270 kg"; "£5m or $6m" leaves a choice."""
    if left.kind not in MEASURED or left.dimension != right.dimension or not _unlike(left, right):
        return False
    if line.words[right.last] in load_money().differing:
        return False
    gap = line.tokens.words[_past_sum(line, left) : right.first]
    for size in range(min(len(gap), PHRASE), 0, -1):
        opening, hedge = " ".join(gap[:size]), gap[size:]
        plain = opening in load_money().restating
        if left.kind != "money" and not plain:
            # Whether the two agree is told where the units are known.
            plain = opening in load_money().restating_measures
        if plain and (not hedge or _is_hedge(hedge)):
            return True
        if opening in load_money().restating_hedged and _is_hedge(hedge):
            return True
    return False


def _past_sum(line: Line, amount: Amount) -> int:
    """Past what is worth the sum, where a comma follows: "a NT$10,000 | voucher |, worth about $330"."""
    tokens, at = line.tokens, amount.last
    while amount.kind == "money" and line.has_content(at):
        at += 1
    known = tokens.words[at] == "," and tokens.words[at + 1] in {"worth", "or", "equivalent"}
    return at if known else amount.last


def _is_hedge(words: Sequence[str]) -> bool:
    """Whether the words are a hedge of a value that was rounded: "about", "just over"; no bound such as "up to"."""
    hedges = load_hedges().before.get(words[-1], ()) if words else ()
    return any(rest == tuple(words[-2::-1]) and entry.modifier in _ROUNDED for rest, entry in hedges)


def _unlike(left: Amount, right: Amount) -> bool:
    """One dimension, two units; money in two currencies."""
    if left.kind == "money":
        mine = {code for code, _ in left.factors[0].candidates}
        yours = {code for code, _ in right.factors[0].candidates}
        if left.minor != right.minor and mine & yours:
            # "$42m, or 11 cents a share": of one currency.
            return False
        return left.factors[0].name != right.factors[0].name and mine != yours
    if left.dimension == "Temperature" and left.factors[0].alternatives and not right.factors[0].alternatives:
        # "50 degrees (10C)": what the first is in is told by the second.
        return True
    names = (left.factors[0].name, right.factors[0].name)
    # "up by six points (45 to 39 percent)": points are no shares.
    return left.dimension != "" and names[0] != names[1] and names != ("percentage_point", "percent")


def _share_rate(left: Amount, right: Amount) -> None:
    """As in "$10 billion per annum (£5.5bn)": the rate holds for both."""
    if left.kind == "money" and len(left.factors) > 1:
        right.factors = (right.factors[0], *left.factors[1:])


def _take_closing_rate(line: Line, left: Amount, right: Amount) -> None:
    """As in "$20 (£15) a month", "100 miles (160km) a day": the tail behind the bracket holds for both."""
    if left.tail or left.kind not in {"money", "measurement"} or line.words[right.last] != ")":
        return
    found = read_tail(line, right.last + 1, money=left.kind == "money")
    if found is not None:
        for amount in (left, right):
            amount.factors, amount.tail = (*amount.factors, *found[0]), True
            amount.refine("rate.tail")
