"""Counts that are rates: "6,000 vehicles an hour", "12 per 100,000 people", "The number of doctors per 1,000 people rose to 3.9"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.reaches import CLAUSE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.counting.headcounts import PERSON
from figures_server.compose.rules.counting.predications import grown_before
from figures_server.compose.rules.counting.subjects import find_subject
from figures_server.compose.rules.measures.tails import PACES, add_tail, read_tail
from figures_server.compose.rules.noun_phrases.nouns import set_count
from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.surfaces import load_surfaces

_SUPERLATIVE: Final = frozenset(("highest", "lowest", "higher", "lower", "worst", "best"))


def attach_noun_tail(line: Line, amount: Amount, noun: Noun) -> None:
    """As in "6,000 vehicles | an hour"."""
    found = read_tail(line, noun.last, money=False)
    if found is not None:
        add_tail(amount, found[0])
        _share_average(line, amount, found[0])


def attach_pace(line: Line, amount: Amount) -> None:
    """As in "calls doubled to 900 a day": the tail of a count whose noun does not stand between."""
    found = read_tail(line, amount.last, money=False)
    if found is None:
        return
    amount.last = found[1]
    if not amount.tail:
        add_tail(amount, found[0])


def _share_average(line: Line, amount: Amount, tail: tuple[UnitFactor, ...]) -> None:
    """As in "20.5 points, 9.1 rebounds and 3.3 steals a game": whoever has half a point has it on average."""
    for left in line.before(amount):
        if left.kind != "count" or left.tail or is_whole(left.num.value):
            return
        add_tail(left, tail)


def is_rate_of_heads(line: Line, amount: Amount) -> bool:
    """As in "Deaths ran at 12 per 100,000 people", "fell from 12 to nine per 1,000": the noun before, the tail behind."""
    at, before, after = amount.last, amount.previous, amount.following
    shares = after is not None and line.words[at : after.first] == ["to"]
    if after is not None and shares:
        at = after.last
    each = line.words[at] == "for" and line.words[at + 1] in {"each", "every"}
    slash = line.words[at] == "/" and line.tokens.glued(at)
    told = each or slash or line.words[at] == "per" or (line.words[at] in PACES and _is_paced(line, amount))
    found = read_tail(line, at, money=False) if told else None
    if found is None or load_surfaces().named_money(line.tokens, at + 1) is not None:
        return False  # "The exchange rate rose to 40 per dollar"
    rated = grown_before(line, amount) or _rated(line, amount) or find_subject(line, amount) or line.earlier_noun
    if before is not None and before.noun is not None and line.words[amount.first - 1] == "with":
        # "up to 36 ministers, with one for every six legislators"
        rated = before.noun
    # "It paid 40 per hall" counts nothing; so many "per 100,000" are persons.
    if not set_count(amount, rated or (PERSON if found[0][0].multiple is not None else None), "count.rate"):
        return False
    amount.factors = (*amount.factors, *found[0])
    amount.last, amount.tail = amount.last if shares else found[1], True
    return True


def _is_paced(line: Line, amount: Amount) -> bool:
    """As in "Calls are running at | 900 a day", "births average | 300 a day", "trams pass at a rate of | 20 an hour"."""
    words, at = line.words, past_adverbs(line, amount.first - 1)
    if words[at] == "of" and words[at - 1] == "rate":
        return "at" in words[at - 4 : at - 1]
    return words[at - (words[at] == "at")] in load_counts().paced


def _rated(line: Line, amount: Amount) -> Noun | str | None:
    """As in "the death rate was 1.8 per 100,000", "a population density of 31/km²", "a heart rate of 72 per minute": what the rate is one of."""
    words = line.tokens.words
    for at in range(amount.first - 1, max(0, amount.first - CLAUSE), -1):
        if words[at] in load_counts().quotients:
            if words[at - 1] in load_counts().headcounts:
                return PERSON
            if words[at - 1] in load_counts().beats:
                return load_counts().beats[words[at - 1]]
            # "the highest rate in Kent, at 178 per 100,000"
            named = words[at - 1] not in load_nouns().stops | _SUPERLATIVE
            return Noun(at - 1, at, singular(words[at - 1])) if named else None
    return None


def is_rate_of_subject(line: Line, amount: Amount) -> bool:
    """As in "The number of doctors per 1,000 people rose to 3.9": what it is a rate of stands before the verb."""
    words, first = line.tokens.words, amount.first
    clause = words[max(0, first - CLAUSE) : first]
    if "per" not in clause:
        return False
    per = first - 1 - clause[::-1].index("per")
    if any(other.first <= per for other in line.before(amount)):
        # "asked for ten per cent over two years; inflation is nine", "20 points per game while shooting 40 percent from three"
        return False
    level = past_adverbs(line, first - 1, load_counts().levels)
    found = read_tail(line, per, money=False)
    if found is None or found[1] > level or words[level] not in load_counts().levels:
        return False
    thing = per - 1 - (words[per - 1] in load_counts().quotients)
    if words[thing] in load_nouns().stops:
        return False
    set_count(amount, Noun(thing, thing + 1, singular(words[thing])), "count.rate-subject")
    amount.factors, amount.tail = (*amount.factors, *found[0]), True
    return True
