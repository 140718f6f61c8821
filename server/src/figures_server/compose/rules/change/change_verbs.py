"""Verbs and nouns of change before an amount: whether one stands there, and which way it goes."""

from __future__ import annotations

from typing import Final, NamedTuple

from figures_server.compose.amount import Amount, Role
from figures_server.compose.line import Line
from figures_server.compose.reaches import CLAUSE, GROUP, PHRASE
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ages, load_ratios
from figures_server.lexicon.words import Way, load_changes, load_nouns
from figures_server.scan.tokens import DIGITS, HYPHENS, SIGN, WORD

# "up" may be the verb itself: "up about 3%".
UP: Final = frozenset(("up",))
_BY: Final = frozenset(("by",))
_REACH: Final = 10
_NONE: Final[frozenset[str]] = frozenset()
_LEVEL_LINKS: Final = frozenset(("to", "by", "from"))


class Change(NamedTuple):
    """Which way, what the amount is of it, and the rule that told."""

    way: Way
    role: Role
    rule: str


def counting_verb_before(line: Line, amount: Amount) -> bool:
    """Whether a verb whose object is counted stands right before: "added 48,000"; "dropped to 40", "claims dropped 300 to 4,000" tell a level."""
    level = amount.following
    if level is not None and level.bare and line.words[amount.last : level.first] == ["to"]:
        return False
    return line.words[past_adverbs(line, amount.first - 1, _LEVEL_LINKS)] in load_changes().counting


def turning_verb_before(line: Line, at: int) -> bool:
    """Whether a verb that changes a level stands near: "revised from 3% to 4%", "will go from £4 to £5"; "prices go from £4 to £5" do not."""
    words, changes = line.tokens.words, load_changes()
    if words[at - 1] in changes.going and (
        words[at - 2] == "to" or words[at - 2] in load_ages().modals or words[at - 2] in load_nouns().copulas
    ):
        return True
    return any(word in changes.turning for word in words[max(0, at - PHRASE) : at])


def change_step_before(line: Line, at: int) -> Way:
    """Which way the verb of change right before token `at` goes: "rose $7.2bn to $170.8bn" is a step and a level."""
    words, at = line.tokens.words, at - 1
    by = words[at] == "by"
    at = past_adverbs(line, at, UP)
    if at < 0 or (words[at] in {"up", "down"} and is_particle(line, at)):
        return ""
    return step_verb(line, at) or (load_changes().nouns.get(words[at], "") if by else "")


def step_verb(line: Line, at: int) -> Way:
    """Which way the verb at token `at`, adverbs skipped, goes: "fell", the "pulled" of "pulled back", the "tanks" of "tanks | $8"."""
    words = line.tokens.words
    way = verb_ending(words, at) or (verb_ending(words, at + 1) if words[at + 1] == "back" else "")
    return way or (load_changes().sudden.get(words[at], "") if line.tokens.kinds[at + 1] == SIGN else "")


def past_adverbs(line: Line, at: int, but: frozenset[str] = _NONE) -> int:
    """Back past what may stand between a verb and its amount, `but` for some: the 8,000 of "reached | only about | 8,000"."""
    words, skipped = line.words, load_changes().skipped
    while words[at] in skipped and words[at] not in but:
        at -= 1
    return at


def changed_by(line: Line, at: int) -> bool:
    """As in "cut its debt by | £300m to £2bn": the step of a change whose verb stands farther off."""
    at = past_adverbs(line, at - 1, _BY)
    return line.words[at] == "by" and bool(change_verb_before(line, at - 1))


def verb_ending(words: list[str], at: int) -> Way:
    """Which way the verb that ends at token `at` goes: "went up", "fell"."""
    for head, way in load_changes().verbs.get(words[at], ()):
        if all(words[at - 1 - index] == word for index, word in enumerate(head)):
            return way
    return ""


def is_particle(line: Line, at: int) -> bool:
    """As in "makes up a third", "shut down 700 websites", "a pick-me-up": "up" and "down" of no change."""
    words, changes = line.words, load_changes()
    verb = words[at - 1]
    if any(head == (verb,) for head, _ in changes.verbs[words[at]]):
        return False
    return (verb in HYPHENS and line.tokens.glued(at)) or verb in (
        changes.phrasal if words[at] == "up" else changes.phrasal_down
    )


def change_verb_before(line: Line, at: int, reach: int = _REACH) -> Way:
    """Which way the nearest verb or noun of change before token `at` goes; empty where there is none within `reach` tokens."""
    words, kinds, changes, multiples = line.tokens.words, line.tokens.kinds, load_changes(), load_numbers().multiples
    for index in _back_past_asides(words, at, reach):
        word = words[index]
        if word in changes.clause_ends:
            return ""
        if kinds[index] != WORD or (index < at and word in {"up", "down"} and _is_of_another(line, index)):
            continue
        if word in changes.nouns and _is_left(words, index):
            continue
        if way := verb_ending(words, index):
            return _verb_of_step(line, index) or way
        if way := changes.nouns.get(word, ""):
            return _verb_of_object(line, index) or way
        if word in changes.sudden and kinds[index + 1] in {DIGITS, SIGN}:
            # "oil rallies | $2 to $84"
            return changes.sudden[word]
        multiple = multiples.get(word)
        if multiple and words[index + 1] not in load_ratios().after_no_multiple:
            return multiple.direction
    return ""


def _back_past_asides(words: list[str], at: int, reach: int) -> list[int]:
    """The tokens back from `at` that a verb may be, without those of an aside: "cut its loss | (before tax) | by 6%"."""
    found: list[int] = []
    while at >= 0 and len(found) < reach:
        if words[at] == ")" and "(" in words[max(0, at - PHRASE) : at]:
            while words[at] != "(":
                at -= 1
        else:
            found.append(at)
        at -= 1
    return found


def _is_of_another(line: Line, at: int) -> bool:
    """As in "stole | up | to $2m from 30 shops", "set | up | a camp": it bounds another amount, or tells of no change."""
    return line.words[at + 1] == "to" or is_particle(line, at)


def _is_left(words: list[str], noun: int) -> bool:
    """As in "slowed from a monthly | rise | of 3% to 2%": a change that stands behind "from" leads to no level."""
    lead = words[max(0, noun - GROUP) : noun]
    return words[noun + 1] == "of" and "from" in lead and lead[lead.index("from") + 1] in load_nouns().articles


def _verb_of_object(line: Line, noun: int) -> Way:
    """As in "cut its 2005 | growth | forecast to 2%": the verb tells which way, not the noun in its object."""
    words, kinds, nouns = line.tokens.words, line.tokens.kinds, load_nouns()
    for index in range(noun - 1, max(-1, noun - PHRASE), -1):
        way = verb_ending(words, index)
        if way or (kinds[index] == WORD and words[index] in nouns.stops and words[index] not in nouns.articles):
            return way
    return ""


def _verb_of_step(line: Line, noun: int) -> Way:
    """As in "cut the annual cost-of-living | increase | by 1%": behind an article no verb stands, and the one before it tells."""
    words, nouns, changes = line.words, load_nouns(), load_changes()
    if words[noun].removesuffix("s") not in changes.nouns:
        return ""
    for index in range(noun - 1, max(0, noun - CLAUSE), -1):
        if words[index] in nouns.articles:
            return verb_ending(line.tokens.words, index - 1) if words[index - 1] in changes.transitive else ""
        tied = not HYPHENS.isdisjoint(words[index - 1 : index + 2])
        if not tied and (line.tokens.kinds[index] != WORD or words[index] in nouns.stops - nouns.attributive):
            return ""
    return ""


def verb_before_object(line: Line, at: int) -> Way:
    """As in "raised its minimum wage | 3%", "cut fares | 10%": the verb before an object that ends at token `at`."""
    words, changes, nouns = line.tokens.words, load_changes(), load_nouns()
    if at < 1 or (words[at] in nouns.stops and words[at] not in nouns.verbs):
        return ""
    for index in range(at - 1, max(-1, at - PHRASE), -1):
        if words[index] in changes.transitive:
            return verb_ending(words, index)
        if words[index] in nouns.articles:
            return verb_ending(words, index - 1) if words[index - 1] in changes.transitive else ""
        if not line.has_content(index):
            return ""
    return ""


def loses(line: Line, at: int) -> bool:
    """As in "lost by two goals", "lose the match | by 90 runs", "missed the cut | by two shots": how far apart two sides ended, no step."""
    words, changes = line.tokens.words, load_changes()
    for index in range(at, max(-1, at - PHRASE), -1):
        if words[index] in changes.beaten:
            return True
        if words[index - 1 : index + 1] == ["the", "cut"]:
            # of golfers, half-way
            continue
        if words[index] in changes.clause_ends or words[index] in changes.nouns or verb_ending(words, index):
            return False
    return False
