"""The step of a change: "rose 3%", "cut by a quarter", "an increase of 62,000 units"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount
from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.change.change_verbs import (
    UP,
    Change,
    change_verb_before,
    is_particle,
    loses,
    past_adverbs,
    step_verb,
    verb_before_object,
    verb_ending,
)
from figures_server.compose.rules.change.comparatives import SHARES, THINGS, ends_no_step, sizes_change
from figures_server.lexicon.words import Way, load_changes, load_nouns
from figures_server.scan.tokens import HYPHENS, WORD

_SUPERLATIVES: Final = frozenset(("fastest", "slowest", "quickest", "most", "least"))
_BEFORE_PACE: Final = frozenset(("a", "an", "at"))
_PASSING: Final[dict[str, Way]] = {
    "below": "down",
    "under": "down",
    "beneath": "down",
    "above": "up",
    "past": "up",
    "beyond": "up",
}
_LEVELS: Final = frozenset((("as", "low"), ("as", "high"), ("closer", "to")))
_MOVED: Final = frozenset(("Length", "Mass"))
_STUFF: Final = frozenset(("Mass", "Volume", "Area"))
# Steps even behind a participle: "lower the price asked by $2".
_STEPPED: Final = frozenset(("percentage", "money", "scale"))
# Behind these a verb stands in its plain form, and "fell" is no "fall".
_BEFORE_PLAIN: Final = frozenset(("to", "can", "could", "will", "would", "may", "might", "must"))
_PARTICLES: Final = frozenset(("up", "off"))


def find_step(line: Line, amount: Amount, at: int) -> Change | None:
    """As in "rose 3%"; "fell below $1.20" names the level that was passed."""
    halved = line.words[at] == "in" and line.words[amount.first] == "half"
    way = _halving(line, amount, at) if halved else _step(line, amount, at)
    if not way or (amount.dimension in _MOVED and line.words[at] in load_changes().leaps):
        return None
    if ends_no_step(line, amount) or _is_of_thing(line, amount):
        return None
    if way == "down" and line.words[at] in _PARTICLES and amount.kind in THINGS:
        # An index gives up 3% and is 40 off; a side that gave up five goals, or made 50, off 40 balls, lost no level.
        return None
    if amount.hedge is not None and names_level(line, amount.hedge[0], way):
        return Change(way, "to", "change.level")
    return Change(way, "by", "change.by")


def _is_of_thing(line: Line, amount: Amount) -> bool:
    """As in "sank | a 12-foot putt", "lowered | a 40-metre cable": how long the thing is; "a 12-foot rise" is a step."""
    words, last = line.words, amount.last
    sized = words[amount.first - 1] in {"a", "an"} and amount.kind == "measurement"
    named = line.has_content(last) and words[last] not in load_changes().nouns
    return sized and named and not HYPHENS.isdisjoint(words[amount.first : last])


def _halving(line: Line, amount: Amount, at: int) -> Way:
    """As in "cut | in half", "slashed the price | in half"; "a cut in half of the cases" is none."""
    parts = line.words[amount.last] == "of"
    return "" if parts else verb_ending(line.tokens.words, at - 1) or verb_before_object(line, at - 1)


def find_pace(line: Line, amount: Amount, at: int) -> Change | None:
    """As in "grew | at 7%", "rose | at an annual rate of 3%"; "is up at 7%" names the level."""
    words, changes = line.words, load_changes()
    if amount.kind != "percentage":
        return None
    if words[at] == "of" and words[at - 1] in changes.speeds:
        at -= 2
        while line.tokens.kinds[at] == WORD and words[at] not in _BEFORE_PACE:
            at -= 1
        at -= words[at] in load_nouns().articles
    if words[at] != "at":
        return None
    if any(other.last == at - 1 for other in line.before(amount)):
        # as in "a quarter-point | cut | at 89%"
        return None
    at = _past_comparison(line, at - 1)
    at -= words[at].endswith("ly")
    way = "" if words[at] in changes.comparatives else verb_ending(line.tokens.words, at)
    return Change(way, "by", "change.by") if way else None


def _past_comparison(line: Line, at: int) -> int:
    """Back past how fast it went: "grew | faster than expected | at 7%", "grew | the slowest | at 2%"."""
    words, paces = line.words, load_changes().paces
    for index in range(at, max(0, at - PHRASE), -1):
        if words[index] in paces or words[index - 1 : index + 1] == ["more", "slowly"]:
            return index - 1 - (words[index] == "slowly")
        if words[index] in _SUPERLATIVES:
            return index - 1 - (words[index - 1] == "the")
        if line.tokens.kinds[index] != WORD:
            break
    return at


def names_level(line: Line, at: int, way: Way) -> bool:
    """Whether the hedge at token `at` is of a level: "fell | below $1.20", "grew | closer to 300"; not "rises | below 5%"."""
    return _PASSING.get(line.words[at]) == way or tuple(line.words[at : at + 2]) in _LEVELS


def _step(line: Line, amount: Amount, at: int) -> Way:
    """As in "rose 3%", "up nearly $3bn", "cut by a quarter", "the drop was 3%", "an increase of 62,000 units"."""
    words, changes = line.tokens.words, load_changes()
    if at < 0:
        return ""
    if words[at] == "of" and at:
        # "the decline of one of her patients" is no step.
        part = words[amount.last] == "of" and amount.kind == "count"
        return "" if part else _noun_of(amount, words[at - 1]) or _noun_in(line, amount, at)
    if words[at] in {"is", "was"} and amount.kind in _STEPPED and words[at - 2] in load_nouns().articles:
        # "the drop was 4.6 per cent"
        return changes.nouns.get(words[at - 1], "") if words[at - 1] in changes.steps - {"growth"} else ""
    if words[at] == "by":
        return _step_by(line, amount, past_adverbs(line, at, UP))
    at = past_adverbs(line, at, UP)
    # As in "pulled back 5%".
    way = step_verb(line, at) or (changes.sudden.get(words[at], "") if amount.kind in _STEPPED else "")
    described = words[at].endswith("ing") and words[at - 1] in load_nouns().articles and words[at] not in changes.nouns
    if not way or described or _is_done_to_things(line, amount, at):
        # "a sinking 36-foot boat"; "a warming of over 2C" is a step
        return ""
    counts = words[at] in changes.counting or f"{words[at - 1]} {words[at]}" in changes.counting
    # "grew 40 tonnes | of rice": what a verb has for its object is no step.
    stuff = amount.kind in SHARES or amount.dimension in _STUFF
    if words[at] in {"up", "down"} and _is_particle(line, amount, at):
        return ""
    if counts or (stuff and words[amount.last] == "of"):
        return way if sizes_change(line, amount, words[at], way) else ""
    return way


def _is_done_to_things(line: Line, amount: Amount, at: int) -> bool:
    """As in "soften two onions", "can fell a 10-inch tree": a verb of the kitchen or of the axe, and no level that moves."""
    word = line.words[at]
    return (word == "soften" and amount.kind in THINGS) or (word == "fell" and line.words[at - 1] in _BEFORE_PLAIN)


def _step_by(line: Line, amount: Amount, at: int) -> Way:
    """As in "cut | by a quarter", "was below normal | by 8%"; not "filed | by 20 farmers", "raised | by one of them"."""
    words, changes = line.tokens.words, load_changes()
    if words[at] in {"up", "down"} and _is_particle(line, amount, at):
        return ""
    at -= words[at] == ":"  # "will rise in two stages: | by 2p"
    if words[at] in changes.norms and words[at - 1] in {"above", "below"}:
        return changes.comparatives[words[at - 1]]
    acted = amount.kind not in _STEPPED and _acts(words, at)
    part = amount.kind == "count" and words[amount.last] == "of"
    if acted or part or loses(line, at):
        return ""
    return change_verb_before(line, at)


def _acts(words: list[str], at: int) -> bool:
    """As in "growing demand, filed by 20 farmers": a participle of no change, so that "by" names who did it."""
    return words[at].endswith("ed") and not verb_ending(words, at)


def _is_particle(line: Line, amount: Amount, at: int) -> bool:
    """As in "makes up a third", "shut down 700 websites": the word belongs to a verb that tells of no change."""
    words, verbs = line.words, load_changes().verbs
    if is_particle(line, at):
        return True
    ended = amount.kind == "count" and words[at - 1].endswith(("ed", "ing"))
    return ended and not any(head == (words[at - 1],) for head, _ in verbs[words[at]])


def _noun_of(amount: Amount, noun: str) -> Way:
    """As in "an increase of 62,000 units"; "a jump of 8.2m", "a storm surge of 1.4m" are lengths, "a loss of $3m" what was lost."""
    changes = load_changes()
    if amount.dimension == "Length" and noun.removesuffix("s") in {"jump", "leap", "fall", "hike", "surge"}:
        return ""
    if noun in changes.results and amount.kind != "percentage":
        return ""
    return changes.nouns.get(noun, "") or changes.nouns.get(noun.removesuffix("s"), "")


def _noun_in(line: Line, amount: Amount, of: int) -> Way:
    """As in "a rise in sales | of 4%", "a decline this year | of around 8%": what changed, or when, stands between."""
    if amount.kind != "percentage" or line.words[amount.last] == "of":
        return ""
    words, changes, nouns = line.words, load_changes(), load_nouns()
    for at in range(of - 2, max(0, of - PHRASE), -1):
        way = changes.nouns.get(words[at], "")
        if way and (words[at + 1] == "in" or words[at + 1] in changes.when):
            return way
        stops = words[at] in nouns.stops and words[at] not in nouns.verbs and words[at] not in nouns.articles
        passed = not stops or words[at] == "of" or words[at] in changes.when
        if line.tokens.kinds[at] != WORD or words[at] in changes.clause_ends or not passed:
            return ""
    return ""
