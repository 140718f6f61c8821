"""Counts told by how they are written: "an 11-strong jury", "15.3 ppg", a crowd alone on its line."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.counting.headcounts import PERSON
from figures_server.compose.rules.noun_phrases.nouns import find_noun, set_count
from figures_server.lexicon.shapes import load_counts
from figures_server.lexicon.words import load_hedges
from figures_server.model import UnitFactor
from figures_server.scan.tokens import HYPHENS

_FEWEST_SPECTATORS: Final = 500
_JOINING: Final = frozenset((",", ";", ":", "and", "with"))
_ITEM_ENDS: Final = frozenset((",", ";", ".", "and", "along", "with", "from"))

_PART: Final = [",", "including"]


def counts_strength(line: Line, amount: Amount) -> bool:
    """As in "an 11-strong jury", "a crowd 900 strong.": persons, whatever they make up; "12 strong winds" are winds."""
    words, at = line.tokens.words, amount.last
    alone = not line.has_content(at + 1)
    strong = words[at + (words[at] in HYPHENS)] == "strong" and (words[at] in HYPHENS or alone)
    return strong and set_count(amount, PERSON, "count.strength")


def counts_attendance(line: Line, amount: Amount) -> bool:
    """As in the line "43,856" below a match report: how many watched."""
    if line.tokens.count > amount.num.last + 1 or amount.first or amount.num.value < _FEWEST_SPECTATORS:
        return False
    watched = amount.num.form == "digits" and line.tokens.article.mentions(load_counts().match_reports)
    return watched and set_count(amount, PERSON, "count.attendance")


def counts_per_game(line: Line, amount: Amount) -> bool:
    """As in "15.3 ppg"."""
    counted = load_counts().per_game.get(line.words[amount.last])
    if counted is None:
        return False
    set_count(amount, counted, "count.per-game")
    amount.factors = (*amount.factors, UnitFactor("entity", "game", -1))
    amount.last, amount.tail = amount.last + 1, True
    return True


def counts_games(line: Line, amount: Amount) -> bool:
    """As in "lost 11 straight", "won four in a row", "dropped 10 of their previous 11": games, where nothing else is named."""
    words, at, before = line.words, amount.last, amount.previous
    if words[past_adverbs(line, amount.first - 1)] in load_counts().winning:
        after = amount.following
        run = words[at] == "straight" and _names_nothing(line, at + 1)
        told = (
            run
            or words[at : at + 3] == ["in", "a", "row"]
            or (after is not None and (_is_of_last(line, amount, after) or _is_of_played(line, amount, after)))
        )
    else:
        # "four points clear with nine to play"
        told = words[amount.first - 1] == "with" and words[at : at + 2] == ["to", "play"]
        told |= before is not None and before.rule == "count.games" and _is_of_last(line, before, amount)
    return told and set_count(amount, "game", "count.games")


def _is_of_last(line: Line, part: Amount, whole: Amount) -> bool:
    """As in 10 "of their previous" 11, with no noun behind it; "of the last 11 seats" counts those."""
    gap = line.words[part.last : whole.first]
    lately = gap[:1] == ["of"] and gap[-1] in load_counts().lately and len(gap) <= PHRASE
    return lately and whole.bare and _names_nothing(line, whole.last)


def _is_of_played(line: Line, part: Amount, whole: Amount) -> bool:
    """As in "won | 14 in 20 | matches", "has lost | five of six | and"."""
    gap = line.words[part.last : whole.first]
    if gap == ["of"]:
        return whole.num.value <= 20 and whole.bare and _names_nothing(line, whole.last)
    return gap == ["in"] and line.words[whole.last] in load_hedges().contests


def _names_nothing(line: Line, at: int) -> bool:
    return not line.has_content(at)


def counts_medals(line: Line, amount: Amount) -> bool:
    """As in "14 gold, nine silver and 12 bronze", "a tally of 21, including three gold": medals, where metals are counted and nothing of them."""
    words, at, metals, after = line.words, amount.last, load_counts().metals, amount.following
    if after is not None and words[at : after.first] == _PART and words[after.last] in metals:
        return set_count(amount, "medal", "count.medals")
    if words[at] not in metals or line.has_content(at + 1):
        # "12 gold bars"
        return False
    part = words[amount.first - 2 : amount.first] == _PART
    if not part and not any(words[other.last] in metals and words[other.last] != words[at] for other in line.amounts):
        return False
    return set_count(amount, "medal", "count.medals")


def counts_listed_item(line: Line, amount: Amount) -> bool:
    """As in "a pistol, two magazine and five radio set": in a list of things the -s may be left out."""
    words, tokens, before, after = line.words, line.tokens, amount.previous, amount.following
    if words[amount.first - 1] not in _JOINING or amount.num.value <= 1:
        return False
    others = (before is not None and before.kind in {"count", "number"}) or (
        after is not None and after.num.form == "words"
    )
    noun = find_noun(line, amount.last, plural=False) if others else None
    if noun is None or words[noun.last] not in _ITEM_ENDS:
        return False
    if any(tokens.surface(at, at + 1).istitle() for at in range(noun.first, noun.last)):
        # "three Labour and two Tory"
        return False
    return set_count(amount, noun, "count.listed-item")


def counts_children(line: Line, amount: Amount) -> bool:
    """As in "a father of two", "the mother-of-three", "the youngest of nine"."""
    words, at = line.words, amount.first - 1
    at -= words[at] in HYPHENS
    parent = at - 1 - (words[at - 1] in HYPHENS)
    ends = not line.has_content(amount.last)
    found = ends and words[at] == "of" and words[parent] in load_counts().parents
    return found and set_count(amount, "child", "count.children")
