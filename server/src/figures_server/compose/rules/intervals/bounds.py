"""Hedges and bounds: the words left and right of an amount that weaken or limit it."""

from __future__ import annotations

from functools import cache
from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import GROUP, PHRASE
from figures_server.compose.rules.change.change_verbs import past_adverbs
from figures_server.compose.rules.intervals.meant import means_it
from figures_server.compose.rules.noun_phrases.plurals import is_plural
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages, load_counts
from figures_server.lexicon.words import HedgeEntry, load_hedges, load_nouns
from figures_server.model import Modifier
from figures_server.scan.tokens import DIGITS, MARK, SIGN, WORD

# A bound says more than a hedge: "no more than about 5" is at most 5.
_BOUNDS: Final = frozenset(("at_least", "at_most", "more_than", "less_than"))
# What is not more than 5 is at most 5.
_DENIED: Final[dict[Modifier, Modifier]] = {"more_than": "at_most", "less_than": "at_least"}
_LONGEST_STUFF: Final = 5


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
    elif "couple" in line.words[amount.first + 1 : amount.last - 1] and modifier == "exact":
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
        if not means_it(line, amount, entry, first, at):
            break
        modifier = _strongest(modifier, entry.modifier)
        at = first
    if at == stop:
        # "at an estimated cost of £3m"
        estimated = line.words[at - 1] == "of" and line.words[at - 3] == "estimated"
        return ("approximate", at - 3, stop) if estimated else None
    if modifier in _DENIED and _is_denied(line, at):
        modifier = _DENIED[modifier]
    return modifier, at, stop


def _is_denied(line: Line, at: int) -> bool:
    """As in "had never been above 40%", "did not exceed £5": whether the bound that begins at token `at` is denied."""
    words, hedges = line.words, load_hedges()
    bound, first = at, max(0, at - GROUP)
    while at > first and words[at - 1] in hedges.denied_through:
        at -= 1
    verb = at - 1 - (words[at - 1] == "for")
    # "never queue for longer than 20 minutes"; "never said more than 20 died" tells of no bound
    acts = line.tokens.kinds[verb] == WORD and words[verb] not in hedges.telling
    never = acts and words[verb - 1] in hedges.seldom
    return never or words[at - 1] in hedges.denials or _is_of_none(line, bound)


def _is_of_none(line: Line, bound: int) -> bool:
    """As in "No donor gave | more than $500", "None of the trees was | over 9 metres"; not "no doubt spent more than $500"."""
    words, hedges = line.words, load_hedges()
    if "than" not in words[bound + 1 : bound + 3]:
        # "No fruit is on sale below £3."
        return False
    for at in range(bound - 1, max(-1, bound - PHRASE), -1):
        if words[at] in hedges.none_of:
            # "nobody over 18" tells of whom, "nobody paid over £18" denies.
            return bound - at > 1 + (words[at] == "no") and words[at + 1] not in hedges.no_denial
        stops = words[at] in load_nouns().stops and words[at] not in load_nouns().verbs
        if (stops and words[at] not in hedges.none_through) or line.tokens.kinds[at] != WORD:
            break
    return False


def _phrase_start(line: Line, amount: Amount) -> int:
    """Where the words that may be hedged begin: "above the age of 100", "below magnitude 3" bound the whole phrase."""
    at, words = amount.first, line.tokens.words
    if amount.rule == "age.said":
        phrase = load_ages().phrase
        while words[at - 1] in phrase:
            at -= 1
    elif amount.rule == "scale.magnitude" and words[at - 1] == "magnitude":
        at -= 1
    elif words[amount.last] in load_counts().milestones and words[at - 1] in load_ages().possessives:
        # "around | its 2% target"; what is above a target bounds something else
        at -= is_hedged(line, at - 1)
    return at


def match_before(line: Line, at: int) -> tuple[HedgeEntry, int] | None:
    """The longest hedge that ends right before token `at`, and its first token."""
    words = line.tokens.words
    end = at - 1 - (words[at - 1] in {"a", "an"})
    return _match_ending(words, end) if end >= 0 else None


def word_of_level(line: Line, amount: Amount) -> int:
    """Back past a hedge, and adverbs, to what may be the word of a level: "dwindled | to | fewer than | 600"."""
    levels, at = load_counts().levels, amount.first - 1
    hedge = match_before(line, amount.first)
    if hedge is not None and hedge[0].modifier != "exact" and line.words[hedge[1]] not in levels:
        at = hedge[1] - 1
    return past_adverbs(line, at, levels)


def is_hedged(line: Line, at: int) -> bool:
    """Whether a word like "about" or "some" stands before token `at`."""
    found = match_before(line, at)
    return found is not None and found[0].modifier == "approximate"


def _match_ending(words: list[str], end: int) -> tuple[HedgeEntry, int] | None:
    entries = load_hedges().before.get(words[end])
    if entries is None:
        return None
    for head, entry in _longer_hedges().get((words[end - 1], words[end]), ()):
        first = end - len(head)
        if tuple(words[first:end][::-1]) == head:
            return entry, first
    # The shortest stands last.
    head, entry = entries[-1]
    return None if head else (entry, end)


@cache
def _longer_hedges() -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], HedgeEntry], ...]]:
    """The hedges of more than one word, by their last two, the longest first."""
    found: dict[tuple[str, str], tuple[tuple[tuple[str, ...], HedgeEntry], ...]] = {}
    for last, entries in load_hedges().before.items():
        for head, entry in entries:
            if head:
                found[head[0], last] = (*found.get((head[0], last), ()), (head, entry))
    return found


def _read_after(line: Line, amount: Amount) -> tuple[Modifier, int, int] | None:
    """The modifier of the hedge behind the amount, behind its noun or in it: "40 or more", "40 or so million"."""
    words, at = line.tokens.words, amount.last
    places = [at]
    if amount.noun is not None and amount.noun.first >= at and not _is_of_another(line, amount.noun):
        places.append(amount.noun.last)
    of = places[-1]
    if words[of] == "of":
        # "10 inches of rain or more", "two cups of flour or more"
        places += [
            stop
            for stop in range(of + 2, of + _LONGEST_STUFF)
            if words[stop] == "or" and not any(of < other.first < stop for other in line.amounts)
        ]
    if amount.num.hedge_at is not None:
        places.append(amount.num.hedge_at)
    found = None
    for place in places:
        found = _match_after(line, place)
        if found is not None:
            break
    if found is None and words[of] == ",":
        # "30 pages, at least."; in "30 pages, at least two of them blank" it is of the next number
        found = _match_after(line, of + 1)
        return found if found and line.tokens.kinds[found[2]] == MARK else None
    return found


def _match_after(line: Line, at: int) -> tuple[Modifier, int, int] | None:
    words = line.tokens.words
    for tail, entry in load_hedges().after.get(line.words[at], ()):
        end = at + 1 + len(tail)
        if tuple(words[at + 1 : end]) == tail and not _goes_on(line, at, end):
            return entry.modifier, at, end
    if _is_glued(line, at):
        return ("at_least" if words[at + 1] == "plus" else "approximate"), at, at + 2
    return None


def _is_of_another(line: Line, noun: Noun) -> bool:
    """As in "20 shops | and more people", "four GS-12s | or below": the words are of other things, or of a grade."""
    words, at = line.tokens.words, noun.last
    if words[at : at + 2] == ["and", "more"]:
        return line.has_content(at + 2)
    return words[at] in {"and", "or"} and words[at + 1] != "more" and noun.head[-1:].isdigit()


def _goes_on(line: Line, at: int, end: int) -> bool:
    """As in "40 and over-50s", "40 plus tax", "a $10 minimum wage", "$220 and up to $300": the words belong to what follows."""
    words, following = line.tokens.words, line.words[end]
    if words[at] == "+":
        # "2 + 2"
        return line.tokens.kinds[end] == DIGITS
    if words[end - 1] in {"most", "outside"} and (is_plural(following) or following == "of"):
        # "£1.40 at most garages"
        return True
    if words[at] in load_hedges().need_unit or words[at : at + 2] == ["at", "the"]:
        # "40 people at the most recent meeting"
        return line.has_content(end)
    if words[at] in {"and", "or"}:
        # "$220 and up to $300", "45 and over 60 people"
        another = words[at] == "and" and any(other.first == end for other in line.amounts)
        return (
            another
            or (words[end - 1] == "up" and following == "to")
            or (words[at] == "and" and following == "than")
            or following in {"-", "‐"}
            or following[:1].isdigit()
        )
    if words[at] != "plus" or following in {"", ".", ","}:
        return False
    # "20 plus years"; "£40 plus costs", "five men plus guards"
    counts = line.tokens.kinds[at - 1] == DIGITS or words[at - 1] in load_numbers().cardinals
    return not counts or line.tokens.kinds[at - 2] == SIGN or not is_plural(following)


def _is_glued(line: Line, at: int) -> bool:
    """As in "40-plus", "40-odd", "40-ish"."""
    return line.words[at] in {"-", "‐"} and line.words[at + 1] in load_hedges().tied


def past_hedge(line: Line, at: int) -> int:
    """The token after a hedge that stands between a number and its noun: "eight or fewer passengers", "10+ players"."""
    words = line.tokens.words
    for tail, _ in load_hedges().after.get(words[at], ()):
        end = at + 1 + len(tail)
        if tuple(words[at + 1 : end]) == tail and line.tokens.kinds[end] == WORD:
            return end
    return at + 2 if _is_glued(line, at) else at


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
