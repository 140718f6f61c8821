"""Votes that no noun behind the number names: "voted 232 to 197", "rejected by 44 to 31", "a majority of 9,000"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.numerals.num import is_whole
from figures_server.compose.reaches import CLAUSE, PHRASE
from figures_server.compose.rules.counting.bare_phrases import may_be_year, stands_alone
from figures_server.compose.rules.intervals.bounds import word_of_level
from figures_server.compose.rules.noun_phrases.nouns import set_count
from figures_server.lexicon.names import load_names
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_nouns
from figures_server.scan.tokens import WORD

# No chamber has so many seats.
_CAST: Final = frozenset(("ballots", "votes"))
_FEWEST: Final = 1000
_POLLING: Final = frozenset(("with", "on", "polled", "got", "took", "secured", "won", "by", "was"))
_FEWEST_POLLED: Final = 100


def counts_division(line: Line, amount: Amount) -> bool:
    """As in "voted 232 to 197", "voted on party lines, 51 to 49", "carried by 312 to 289"; the other number takes up the noun."""
    before, after = amount.previous, amount.following
    if before is not None and line.tokens.words[before.last : amount.first] == ["votes", "to"]:
        # "passed the cuts by 312 votes to 280": neither are 280 cuts
        return set_count(amount, "vote", "count.votes")
    if after is None or not after.bare or line.tokens.words[amount.last : after.first] != ["to"]:
        return False
    led = line.words[amount.first - 1 - (line.words[amount.first - 1] in {"of", "by", "was"})]
    if led not in load_names().votes and not _is_carried(line, amount) and not _is_aside(line, amount):
        return False
    return set_count(amount, "vote", "count.votes")


def _is_aside(line: Line, amount: Amount) -> bool:
    """As in "voted along party lines, | 51 to 49,": behind the vote it tells."""
    words, first = line.words, amount.first
    return words[first - 1] in {",", "("} and not load_names().votes.isdisjoint(words[max(0, first - PHRASE) : first])


def counts_voters(line: Line, amount: Amount) -> bool:
    """As in "more than 1.2 million cast ballots": persons; "30 cast members" are members."""
    words, at = line.words, amount.last
    casts = words[at] == "cast" and (words[at + 1] in _CAST or words[at + 1] in load_nouns().of_determiners)
    if casts:
        set_count(amount, "person", "count.voters")
    return casts


def counts_majority(line: Line, amount: Amount) -> bool:
    """As in "Her majority is 8,412", "a 9,000 majority", "held on with a majority of just over 2,000": votes.

    A small one is of seats where a government has it, and votes where they were counted before.
    """
    if amount.low is None or not is_whole(amount.low.decimal):
        return False
    if amount.low.decimal < _FEWEST and _is_of_seats(line, amount):
        return set_count(amount, "seat", "count.majority")
    many = amount.low.decimal >= _FEWEST or line.earlier_noun == "vote"
    of_votes = many and (line.words[amount.last] == "majority" or _is_level_of_majority(line, amount))
    of_votes = of_votes or _is_polled(line, amount)
    return of_votes and set_count(amount, "vote", "count.majority")


def _is_of_seats(line: Line, amount: Amount) -> bool:
    """As in "Labour has a Commons majority of | 160", "the government's majority was | 12"; the Lords "rejected it by a majority of 12" by votes."""
    names, words = load_names(), line.words
    if not (line.mentions(names.ruling) and _is_level_of_majority(line, amount)):
        return False
    return names.carried_by.isdisjoint(words) and names.votes.isdisjoint(words)


def _is_polled(line: Line, amount: Amount) -> bool:
    """As in "took 15,961 votes. Labour came third with | 3,713", "the Tories polled | 690": more of the votes just counted."""
    if line.earlier_noun != "vote" or line.words[amount.first - 1] not in _POLLING:
        return False
    return amount.num.value >= _FEWEST_POLLED and stands_alone(line, amount) and not may_be_year(line, amount)


def _is_level_of_majority(line: Line, amount: Amount) -> bool:
    """As in "her majority is | 8,412", "a majority of | 2,040", "cut his majority from | 9,000"; not "the majority of 4,000 surveyed"."""
    words, at = line.words, word_of_level(line, amount)
    if words[at] == "majority" and line.tokens.kinds[amount.last] != WORD:
        # "its swing was 8 per cent and its majority | 3,204"
        return True
    if words[at] not in load_counts().levels and words[at] != ",":
        return False
    if words[at - 1] == "majority":
        return not (words[at] == "of" and words[at - 2] == "the")
    if words[at] == ",":
        return False
    start = max(0, at - PHRASE) if amount.previous is None else amount.previous.last
    return "majority" in words[start:at]


def _is_carried(line: Line, amount: Amount) -> bool:
    """As in "passed the House | 219 to 212 |,", "was rejected by | 44 to 31": a chamber decides so, and nothing is counted behind."""
    words, names = line.words, load_names()
    near = words[max(0, amount.first - CLAUSE) : amount.first]
    # "The council rejected a rise from 12 to 15" tells of no vote.
    decided = not names.carried.isdisjoint(near) and not names.chambers.isdisjoint(near)
    return decided and words[amount.first - 1] != "from"
