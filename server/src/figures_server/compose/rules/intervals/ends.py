"""What tells that two amounts are the ends of one range or one change: a word before the first, a word between them."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.intervals.bounds import match_before
from figures_server.lexicon.shapes import load_ages
from figures_server.lexicon.words import load_changes, load_hedges
from figures_server.scan.tokens import OPENING_QUOTES

OPENERS: Final = frozenset(("between", "from"))
_LONGEST_WHEN: Final = 3
_LINKS: Final = frozenset(("to", "from"))
_WAYS: Final = (["up"], ["down"])


def opened_by(line: Line, amount: Amount, wanted: set[str]) -> bool:
    """Whether one of the words opens the amount."""
    at = opener_of(line, amount)
    return at >= 0 and line.words[at] in wanted and line.words[at - 1] not in load_hedges().apart


def opener_of(line: Line, amount: Amount) -> int:
    """The token that opens the amount, hedges and "an average of" between them apart; -1 where none does."""
    hedges, standing, summaries = load_hedges().before, load_hedges().standing, load_changes().summaries
    words = line.tokens.words
    for at in range(amount.first - 1, max(-1, amount.first - PHRASE), -1):
        if words[at] in OPENERS:
            return at
        passed = (
            words[at] in hedges
            or words[at] in standing
            or words[at] in load_ages().phrase
            or words[at] in OPENING_QUOTES
        )
        if not passed and words[at] not in {"a", "an", "of"} and words[at] not in summaries:
            return -1
    return -1


def are_ends(line: Line, left: Amount, right: Amount) -> bool:
    """As in "from £2 to £3", "to 3.5 from 3.9 percent", "14 weeks, up from 12", "from 3 in late May to just 4 per cent"."""
    words, at = line.words, past_adverbs(line, right.first - 1, _LINKS)
    if words[at] not in _LINKS and (hedge := match_before(line, right.first)) is not None:
        # "from £2 to as much as £3"
        at = hedge[1] - 1
    if words[at] not in _LINKS:
        return False
    told = [word for word in words[left.last : at] if word != ","]
    if words[at] == "from" and told in _WAYS:
        return True
    opened = words[left.first - 1] == "to" if words[at] == "from" else opened_by(line, left, {"from"})
    longest = _LONGEST_WHEN if told[:1] and told[0] in load_changes().circumstances else 2
    return opened and len(told) <= longest
