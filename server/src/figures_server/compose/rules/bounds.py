"""Hedges and bounds: the words left and right of an amount that weaken or limit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.lexicon.words import HedgeEntry, load_hedges
from figures_server.scan.tokens import WORD

if TYPE_CHECKING:
    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line
    from figures_server.model import Modifier

# A bound says more than a hedge: "no more than about 5" is at most 5.
_BOUNDS: Final = frozenset(("at_least", "at_most", "more_than", "less_than"))
# "over three hours" is a bound behind these; "spent $5m over three years" is a stretch of time.
_BEFORE_OVER: Final = frozenset(
    "for after in of lasted last lasts took takes take taken just well by is was were been with little be than spent "
    "spans spanned waited within almost and at".split()
)
_GOING: Final = frozenset(
    "gone went go goes going shot shoot shoots climb climbed rise rose risen bring brought".split()
)
_NOUN_VERBS: Final = frozenset(("top", "tops", "exceed", "exceeds", "topping"))


def attach_bounds(line: Line, amount: Amount) -> None:
    """Reads the hedges on both sides; the words stay with the amount."""
    before = _read_before(line, amount)
    after = _read_after(line, amount)
    modifier = _strongest(before[0] if before else "exact", after[0] if after else "exact")
    if before and before[0] != "exact":
        amount.hedge = (before[1], before[2])
    elif after:
        amount.hedge = (after[1], after[2])
    if amount.modifier == "range":
        return
    if amount.num.form == "vague" and modifier in {"exact", "approximate", "at_least"}:
        modifier = "vague"
    elif line.word(amount.first + 1) == "couple" and modifier == "exact":
        modifier = "approximate"
    if modifier != "exact":
        amount.modifier = modifier
        amount.refine("bound." + modifier.replace("_", "-"))


def _strongest(one: Modifier, other: Modifier) -> Modifier:
    if one in _BOUNDS or other == "exact":
        return one
    if other in _BOUNDS or one == "exact":
        return other
    return one


def _read_before(line: Line, amount: Amount) -> tuple[Modifier, int, int] | None:
    """The modifier of the hedges that end right before the amount, with their tokens."""
    at = stop = _phrase_start(line, amount)
    modifier: Modifier = "exact"
    while True:
        found = match_before(line, at)
        if found is None:
            break
        entry, first = found
        if not _means_it(line, amount, entry, first, at):
            break
        modifier = _strongest(modifier, entry.modifier)
        if entry.modifier in _BOUNDS and modifier == entry.modifier:
            modifier = entry.modifier
        at = first
    if at == stop:
        return None
    return modifier, at, stop


def _phrase_start(line: Line, amount: Amount) -> int:
    """Where the words that may be hedged begin: "above the age of 100" bounds the whole phrase."""
    at, words = amount.first, line.tokens.words
    if amount.rule == "age.said":
        while at and words[at - 1] in {"the", "age", "of", "aged", "ages"}:
            at -= 1
    return at


def match_before(line: Line, at: int) -> tuple[HedgeEntry, int] | None:
    """The longest hedge that ends right before token `at`, and its first token."""
    words = line.tokens.words
    end = at - 1
    if end >= 0 and words[end] in {"a", "an"} and at >= 2:
        found = _match_ending(words, end)
        return found or _match_ending(words, end - 1)
    return _match_ending(words, end) if end >= 0 else None


def _match_ending(words: list[str], end: int) -> tuple[HedgeEntry, int] | None:
    for head, entry in load_hedges().before.get(words[end], ()):
        first = end - len(head)
        if first >= 0 and all(words[end - 1 - index] == word for index, word in enumerate(head)):
            return entry, first
    return None


def _means_it(line: Line, amount: Amount, entry: HedgeEntry, first: int, at: int) -> bool:
    """Whether a word that may be a hedge is one here."""
    words = line.tokens.words
    surface = words[first]
    before = words[first - 1] if first else ""
    if at - first == 1 and surface in {"over", "around", "about", "within", "inside"} and amount.kind == "duration":
        if surface == "within" and amount.dimension == "Duration":
            return True
        return surface == "about" or surface == "around" or before in _BEFORE_OVER or (first == 0 and surface == "over")
    if surface == "within":
        return amount.kind in {"measurement", "percentage"}
    if surface in _NOUN_VERBS and at - first == 1:
        return first > 0 and before not in {
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
            "our",
            ",",
            "'s",
            "in",
        }
    if surface == "up" and entry.id == "at-most":
        return before not in _GOING
    if surface in {"near", "inside", "sub", "probably", "maximum", "minimum", "short"}:
        return not amount.bare
    if surface in {"below", "above", "under", "over"} and at - first == 1:
        return before not in {"just"} or True
    return True


def _read_after(line: Line, amount: Amount) -> tuple[Modifier, int, int] | None:
    places = [amount.last]
    if amount.noun is not None and amount.noun.first >= amount.last:
        places.append(amount.noun.last)
    words = line.tokens.words
    if (
        words[amount.last] == ","
        and words[amount.last + 1 : amount.last + 4] == ["give", "or", "take"]
        and (line.tokens.kinds[amount.last + 4] != WORD)
    ):
        return "approximate", amount.last + 1, amount.last + 4
    for at in places:
        for tail, entry in load_hedges().after.get(line.word(at), ()):
            if tuple(words[at + 1 : at + 1 + len(tail)]) == tail:
                following = line.word(at + 1 + len(tail))
                if words[at] in {"and", "or"} and (following in {"-", "‐"} or following[:1].isdigit()):
                    continue
                if words[at] == "plus" and not line.tokens.glued(at) and words[at + 1] not in {"", ".", ","}:
                    continue
                return entry.modifier, at, at + 1 + len(tail)
        if line.word(at) in {"-", "‐"} and words[at + 1] in {"plus", "odd"} and line.tokens.glued(at):
            return ("at_least" if words[at + 1] == "plus" else "approximate"), at, at + 2
    return None


def past_hedge(line: Line, at: int) -> int:
    """The token after a hedge that stands between a number and its noun: "eight or fewer passengers", "10+ players"."""
    words = line.tokens.words
    for tail, _ in load_hedges().after.get(words[at], ()):
        end = at + 1 + len(tail)
        if tuple(words[at + 1 : end]) == tail and line.tokens.kinds[end] == WORD:
            return end
    if words[at] in {"-", "‐"} and words[at + 1] in {"plus", "odd"} and line.tokens.glued(at):
        return at + 2
    return at


def apply_interval(amount: Amount) -> None:
    """Opens or closes the ends of the amount as its modifier says."""
    if amount.modifier in {"at_least", "more_than", "vague"}:
        amount.low_exclusive = amount.modifier == "more_than"
        amount.high = None
    elif amount.modifier in {"at_most", "less_than"}:
        amount.high_exclusive = amount.modifier == "less_than"
        amount.low = None


def inherit_hedge(amount: Amount) -> None:
    """A restatement in brackets shares the hedge of its figure: "about 50 miles (80km)"."""
    source = amount.restates
    if source is None:
        return
    if source.role and not amount.role:
        amount.direction, amount.role = source.direction, source.role
    if amount.modifier != "exact" or source.modifier in {"exact", "range"}:
        return
    amount.modifier = source.modifier
    amount.hedge = source.hedge
    amount.refine("bound.restated")
