"""Whether a word that may be a hedge is one: "over 40 people", not "handed over 12 men" nor "fought over 12 rounds"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.change.change_verbs import verb_ending
from figures_server.compose.rules.change.comparatives import EARLIER
from figures_server.compose.rules.noun_phrases.capitals import opens
from figures_server.compose.rules.noun_phrases.heads import is_past
from figures_server.lexicon.names import load_names
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages, load_counts, load_ratios
from figures_server.lexicon.words import HedgeEntry, load_changes, load_hedges, load_nouns
from figures_server.scan.tokens import HYPHENS, MARK, WORD

_SPANNING: Final = frozenset(("over", "around", "about", "within", "inside"))
_LONGEST_DRIVEN: Final = 9
# Longer than any match is: "held over 40 rounds".
_LONGEST_MATCH: Final = 18
_CARRYING: Final = frozenset(("move", "moves", "moving", "bring", "brings", "bringing"))
_IN_NAMES: Final = HYPHENS | {"/", "&"}
_PASSING: Final = frozenset(("past", "passing", "pass", "passes"))
_BESIDE: Final = frozenset(("near", "close", "touching"))
# "a win over seventh seed Holt", "above fifth place"
_FURLONGS: Final = frozenset(("f", "furlong", "furlongs"))
_PLACING: Final = frozenset(("over", "above", "below", "under", "beyond"))


def means_it(line: Line, amount: Amount, entry: HedgeEntry, first: int, at: int) -> bool:
    """Whether a word that may be a hedge is one here: "over 40 people", "up to nine"; not "handed over 12 men"."""
    words = line.words
    surface = words[first]
    alone = at - first == 1 + (words[at - 1] in {"a", "an"})
    if (
        amount.kind == "duration"
        and surface in _BESIDE
        and words[amount.last].removesuffix("s") in load_counts().extremes
    ):
        # "near five-year highs" is near the highs, "a near 30-year high" the highest for nearly 30 years
        return words[first - 1] in {"a", "an"}
    compared = words[at - 1] == "than" and words[amount.last] in EARLIER and _is_compared(amount, surface, first)
    if (
        compared
        or _is_place(line, first)
        or _tells_of_one(line, amount, entry, first)
        or _is_placed(line, amount, surface, at)
    ):
        return False
    if alone and surface in _SPANNING and amount.kind == "duration":
        return _spans(line, amount, first, at)
    if _is_subject(line, amount, first) or _is_ruled(line, amount, first) or _are_passed(line, amount, at):
        return False
    if surface == "within":
        # "to within £5 of the record", "within two points of the lead"
        return amount.kind in {"measurement", "percentage"} or words[amount.told_until] == "of"
    if surface in _PASSING:
        return _is_passed(line, amount, first) if surface == "past" else _is_sum_passed(line, amount)
    if surface == "up":
        return not _is_lifted(line, amount, first)
    # "a good four-star hotel"
    tied = entry.id == "a-good" and words[amount.num.last] in HYPHENS
    return not tied and not (alone and _is_noun(line, first))


def _is_compared(amount: Amount, surface: str, first: int) -> bool:
    """As in "cost 12% | more than two years ago", "is higher than a year ago": with another time; "died more than two years ago" is a bound."""
    stepped = amount.previous is not None and amount.previous.told_until == first
    told = surface not in {"more", "less"} and surface in load_changes().comparatives
    return amount.kind == "duration" and (stepped or told)


def _is_noun(line: Line, at: int) -> bool:
    """As in "the country's | top | 10 firms": an adjective; it "tops 10 million" as a verb."""
    hedges, before = load_hedges(), line.words[at - 1]
    noun = before in hedges.before_noun or before.endswith("'s") or line.tokens.kinds[at - 1] == MARK
    return noun and line.words[at] in hedges.noun_verbs


def _is_place(line: Line, at: int) -> bool:
    """As in "the CA 10 race", run in California; "ca 10" is about ten."""
    return line.words[at] == "ca" and line.tokens.text[line.tokens.starts[at]].isupper()


def _tells_of_one(line: Line, amount: Amount, entry: HedgeEntry, first: int) -> bool:
    """As in "under one manager", "perhaps one of the best"; "three megabytes, about one song" is reckoned."""
    surface = line.words[first]
    reckoned = surface == "about" and line.tokens.kinds[first - 1] != WORD
    return _is_one(amount) and (surface in _PLACING or (entry.modifier == "approximate" and not reckoned))


def _is_placed(line: Line, amount: Amount, surface: str, at: int) -> bool:
    """As in "a win over seventh seed Holt", "under a £5m deal": what it is over or under, not how many."""
    if surface not in _PLACING:
        return False
    words, last = line.words, amount.last
    if amount.dimension == "Length" and words[last] == "of" and words[last + 1] in load_hedges().covering:
        # "found under ten feet of rubble"
        return True
    return amount.kind == "ordinal" or (line.words[at - 1] in {"a", "an"} and _is_told_of_noun(line, amount))


def _spans(line: Line, amount: Amount, first: int, at: int) -> bool:
    """As in "lasted over three hours", "about two days"; so long is "a seven-day period", and "spent $5m over three years" tells when."""
    surface, before = line.words[first], line.words[first - 1]
    if surface == "within":
        return at - first == 1
    gone = line.words[amount.last] in {"ago", "earlier", "later", "old"}
    # "took him over two hours"
    before = line.words[first - 2] if before in load_ratios().objects else before
    return surface != "over" or gone or opens(line, first) or before in load_hedges().before_over


def _is_lifted(line: Line, amount: Amount, first: int) -> bool:
    """As in "went back up to 61 per cent", "bringing the total up to 45", "climbed back up to ninth": no "up to" of a bound."""
    words = line.words
    before = words[first - 2] if words[first - 1] == "back" else words[first - 1]
    added = before in load_changes().summing and words[amount.last] == "to"
    if added or (before in _CARRYING and amount.rule == "count.noun-after"):
        # "adding up to £35m to the bill", "can move up to 600 people a day"
        return False
    if before in load_counts().summed or amount.kind == "ordinal" or before in load_hedges().going:
        return True
    return ((before,), "up") in load_changes().verbs.get("up", ()) or _is_brought(line, amount, first)


def _is_brought(line: Line, amount: Amount, first: int) -> bool:
    """As in "brings its order book | up to 225 planes", "took their debt up to £3m"; "takes the boys up to 40 miles" is bounded."""
    words = line.words
    if amount.kind in {"measurement", "duration"} or line.tokens.kinds[first - 1] != WORD:
        return False
    for at in range(first - 2, max(0, first - PHRASE), -1):
        if line.tokens.kinds[at] == MARK and words[at] not in _IN_NAMES:
            return False
        if words[at] in load_hedges().bringing:
            owned = words[at + 1] in load_ages().possessives or words[at + 1].endswith("'s")
            return owned and words[first - 1] not in load_nouns().stops
    return False


def _is_told_of_noun(line: Line, amount: Amount) -> bool:
    """As in "under a £5m deal", "above a 2-metre wall": the article is the noun's, so nothing is bounded; not "over a 100 metres high"."""
    word, named = line.words[amount.last], line.tokens.kinds[amount.last] == WORD
    extent = word in load_nouns().stops or word in load_numbers().after_distance
    return named and not extent and amount.kind in {"measurement", "money", "duration"}


def _is_subject(line: Line, amount: Amount, first: int) -> bool:
    """As in "a film | about two sisters", "what | about two goats?", "revolves | around two firms"; not "showed the film | about 20 times"."""
    hedges, surface, before = load_hedges(), line.words[first], line.words[first - 1]
    if surface == "about" and before in {"what", "how"}:
        # "That is what about 40 experts say"
        return line.tokens.kinds[first - 2] != WORD or line.words[first - 2] in {"but", "and", "so"}
    told = surface in {"about", "around"} and before in hedges.talking
    told |= surface == "around" and before in hedges.circling
    return told and line.words[amount.last] != "times"


def _are_passed(line: Line, amount: Amount, at: int) -> bool:
    """As in "has passed | two laws", "passed | a two-day curfew", "passed | £3m to his sons"; deaths have "passed | 3,000", a fund "passed | $3m"."""
    told = line.words[at - 1] == "a"
    passed = at - 1 - (told or (line.words[at - 1] == "the" and amount.kind == "money"))
    if line.words[passed] != "passed":
        return False
    if amount.kind == "money":
        return told or line.words[amount.last] == "to" or _is_law(line, amount, passed)
    if amount.num.scale > 1 or amount.kind == "percentage":
        return False
    if amount.kind == "count" and amount.num.form == "words" and not told:
        # "she passed five in a week"
        return True
    named = amount.noun is not None and amount.noun.first >= amount.first
    if amount.kind == "count" and not told and line.words[amount.last] != "to":
        # "the toll passed 100"
        return named
    return line.words[passed - 1] not in load_ratios().having or named


def _is_law(line: Line, amount: Amount, passed: int) -> bool:
    """As in "the House passed | $5bn in aid", "passed the | £40bn budget"; "sales passed the | £40bn mark"."""
    behind = line.words[amount.last]
    named = line.tokens.kinds[amount.last] == WORD and behind not in load_counts().milestones | load_nouns().stops
    told = line.words[passed - 1] in load_names().chambers and behind == "in"
    return told or (line.words[passed + 1] == "the" and named)


def _is_passed(line: Line, amount: Amount, first: int) -> bool:
    """As in "the toll climbed | past 400", "lived | past 90"; not "climbed | past two guards"."""
    if amount.kind in {"age", "duration"} and line.words[first - 1] in load_hedges().lasting:
        return True
    digits = amount.kind != "count" or amount.num.form == "digits" or amount.num.scale > 1
    return digits and (verb_ending(line.tokens.words, first - 1) == "up" or _is_driven(line, amount, first))


def _is_sum_passed(line: Line, amount: Amount) -> bool:
    """As in "passing | $250m in all"; not "passing | £20 notes", "passing | two laws", "pass | £3m to his sons"."""
    last = amount.last
    return amount.kind == "money" and line.words[last] != "to" and not line.has_content(last)


def _is_driven(line: Line, amount: Amount, first: int) -> bool:
    """As in "pushed the price | past $50", "taking the toll | past 400"; not "drove a bus | past 12 stops"."""
    passes_things = amount.noun is not None and amount.noun.first >= amount.last
    if passes_things or amount.kind in {"measurement", "duration"}:
        return False
    for at in range(first - 1, max(-1, first - _LONGEST_DRIVEN), -1):
        if line.tokens.kinds[at] != WORD or line.words[at] in load_hedges().driving:
            return line.words[at] in load_hedges().driving
    return False


def _is_one(amount: Amount) -> bool:
    """As in "under one manager", "a film about one man", "perhaps one of the best": one thing is neither more nor less.

    "Over one million" has a scale, "about one accident a day" is a rate.
    """
    return amount.kind == "count" and amount.num.value == 1 and not amount.tail


def _is_ruled(line: Line, amount: Amount, first: int) -> bool:
    """As in "handed over 12 men", "friction over 12 seats", "the record over 800m", "spread over 9 acres": no bound, but whom, what and how far."""
    hedges, before = load_hedges(), line.words[first - 1]
    if line.words[first] != "over":
        return False
    step = amount.previous
    if step is not None and not step.factors and step.last == first:
        # a blood pressure of "180 over 110"
        return True
    if step is not None and step.kind == "percentage" and step.role == "by" and step.last == first:
        # "a rise of 2 per cent over Rs 1,392 crore"
        return True
    if before in hedges.giving or before in hedges.disputing:
        # "the fourth day in a row over 30C"
        return line.words[first - 3 : first] != ["in", "a", "row"]
    if before in hedges.trying:
        named = line.has_content(amount.last)
        return amount.kind == "money" and named
    if before in hedges.extending:
        return amount.kind == "count" or amount.dimension == "Area"
    if amount.noun is not None and _is_stretch(line, amount.noun, amount, first):
        return True
    # "won medals over 50, 100 and 200m", "a chase over 2m 4f"
    raced = before in hedges.raced or "list.shared-unit" in amount.refinements
    raced = raced or not _FURLONGS.isdisjoint(line.words[amount.first : amount.last])
    return amount.dimension == "Length" and (raced or _is_way(line, first))


def _is_stretch(line: Line, noun: Noun, amount: Amount, first: int) -> bool:
    """As in "fought | over 12 rounds", "ten points | over three games": in how much play; not "over 12 rounds of talks"."""
    hedges, played = load_hedges(), line.words[noun.last - 1]
    if line.words[noun.last] == "of" or line.words[first - 1] in hedges.before_over:
        return False
    if played in hedges.innings:
        return amount.num.value <= _LONGEST_MATCH
    # "300 games played over nine seasons"
    until = first - is_past(line.words[first - 1])
    return played in hedges.contests and any(other.told_until == until for other in line.amounts)


def _is_way(line: Line, first: int) -> bool:
    """As in "climbs 700 metres | over 11 miles", "hit 61mph (98km/h) | over 100 metres": how far it does so."""
    end = first - (line.words[first - 1] == ")")
    return any(other.last == end for other in line.amounts)
