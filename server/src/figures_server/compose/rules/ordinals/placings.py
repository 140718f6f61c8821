"""Ordinals that say where something stands among others: "finished fourth", "in second place", "rose to ninth"."""

from __future__ import annotations

from typing import Final

from figures_server.compose.amount import Amount, Noun
from figures_server.compose.line import Line
from figures_server.compose.reaches import PHRASE
from figures_server.compose.rules.change.change_verbs import UP, past_adverbs, verb_ending
from figures_server.compose.rules.noun_phrases.capitals import has_capital
from figures_server.compose.rules.noun_phrases.plurals import singular
from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.shapes import load_ratios
from figures_server.lexicon.words import load_nouns
from figures_server.model import UnitFactor
from figures_server.scan.tokens import DIGITS, HYPHENS, HYPHENS_OR_EN_DASH, WORD

_ENDINGS: Final = frozenset(("st", "nd", "rd", "th"))
# Between two ranks: "finished eighth and ninth", "ranked 9th through 16th", "fell to ninth from sixth".
_COORDINATORS: Final = HYPHENS_OR_EN_DASH | {"and", "or", "to", "through", "from"}
_GOING: Final = frozenset(("go", "goes", "going", "went", "gone", "move", "moves", "moved", "moving"))
_LAST_BASE: Final = 3


def rank(amount: Amount, noun: Noun | None, rule: str) -> None:
    """Says that the amount ranks things of this name, and by which rule; without a name, places."""
    amount.kind, amount.rule = "ordinal", rule
    amount.noun = noun
    amount.factors = (UnitFactor("entity", singular(noun.head if noun is not None else "place")),)


def hyphened(line: Line, at: int) -> bool:
    """As in "third | -place": a hyphen ties what follows to the ordinal."""
    return line.tokens.words[at] in HYPHENS and line.tokens.glued(at)


def is_place(line: Line, amount: Amount) -> bool:
    """As in "a third-place finish", "fell to third place", "between | eighth and 15th place"; one with an article is of a story."""
    at = amount.last + hyphened(line, amount.last)
    if line.words[at] in _COORDINATORS:
        at = _past_ordinal(line, at + 1)
    word = line.words[at]
    if word not in load_ratios().places or (line.words[at - 1] not in HYPHENS and has_article(line, amount)):
        return False
    rank(amount, Noun(at, at + 1, word), "ordinal.place")
    return True


def _past_ordinal(line: Line, at: int) -> int:
    """Past the ordinal at token `at`: "fifth", "15 | th"; `at` itself where none stands there."""
    if line.words[at] in load_numbers().ordinals:
        return at + 1
    digits = line.tokens.kinds[at] == DIGITS and line.words[at + 1] in _ENDINGS
    return at + 2 if digits else at


def has_article(line: Line, amount: Amount) -> bool:
    """As in "the third place", "her third", "Kent's third"."""
    before = line.words[amount.first - 1]
    return before in load_nouns().articles or before.endswith(("'s", "s'"))


def is_ranked(line: Line, amount: Amount) -> bool:
    """As in "finished third", "ranked 15th of 20", "second only to", "ranked between the 30th and 95th", "rose to ninth"."""
    ratios = load_ratios()
    at = _past_between(line, amount) - 1
    if line.words[at - 1] in ratios.before_placing and (
        line.words[at] in ratios.placings or line.words[at - 2] in ratios.finishing
    ):
        # "placed a very close second", "came a dismal fifth"
        at -= 1
        while line.words[at] in ratios.before_placing:
            at -= 1
    # "came joint second"
    at -= line.words[at] in ratios.jointly
    before, after = line.words[at], line.words[amount.last]
    placed = (
        (after == "only" and line.words[amount.last + 1] == "to")
        or (after == "overall" and not has_article(line, amount))
        or _is_moved_to(line, amount)
        or _ends_range(line, amount)
    )
    if not placed and _ends_rank(line, amount):
        # "in ninth to 12th grade"
        graded = before == "in" and _goes_on_to(line, amount)
        # "will come third"; what comes first or second may be a matter of choice
        placed = (
            (before in ratios.ranked and not graded)
            or (before in ratios.finishing and amount.num.value > 2)
            or _comes_behind(line, amount)
            or _is_put(line, amount)
        )
    if placed:
        rank(amount, None, "ordinal.ranked")
    return placed


def _ends_rank(line: Line, amount: Amount) -> bool:
    """As in "ranked 15th | in the world", "finished 11th | of 40"."""
    at = amount.last
    after, following = line.words[at], line.words[at + 1]
    if line.tokens.kinds[at] != WORD or after in load_ratios().after_rank:
        return True
    return after == "of" and (line.tokens.kinds[at + 1] == DIGITS or following in load_numbers().cardinals)


def attach_position(line: Line, amount: Amount) -> bool:
    """As in "ranked 41 in the world": a position in digits."""
    positioned = line.words[amount.first - 1] in load_ratios().positioned and amount.num.form == "digits"
    if positioned and _ends_rank(line, amount):
        rank(amount, None, "ordinal.ranked")
        return True
    return False


def _comes_behind(line: Line, amount: Amount) -> bool:
    """As in "finished eighth and ninth", "tied for fourth", "was second", "are now sixth": behind another rank, or a verb."""
    at, last = amount.first - 1, line.amounts[-1] if line.amounts else None
    before = line.words[at - (line.words[at] in load_ratios().so_far)]
    if last is not None and last.rule == "ordinal.ranked":
        start = last.last + (line.words[last.last + 1] == "the")
        if start + 1 == amount.first:
            return True
    tied = before == "for" and line.words[amount.first - 2] in load_ratios().tying
    return tied or (amount.num.value > 1 and before in load_nouns().copulas)


def _goes_on_to(line: Line, amount: Amount) -> bool:
    """As in "fifth | to 12th": another ordinal is coordinate with this one."""
    behind = amount.last + 1
    return line.words[amount.last] in _COORDINATORS and _past_ordinal(line, behind) > behind


def _ends_range(line: Line, amount: Amount) -> bool:
    """As in "ranked 9th | through 16th", "finished between third | and fifth": whatever stands behind."""
    last = line.amounts[-1] if line.amounts else None
    if last is None or last.rule != "ordinal.ranked" or last.last + 1 != amount.first:
        return False
    link = line.words[last.last]
    if link == "and":
        return _past_between(line, last) != last.first
    # "came second to third favourite Amber"
    return link == "through" or (link == "to" and last.num.value != 2)


def _past_between(line: Line, amount: Amount) -> int:
    """Back past "between", "between the", where another ordinal follows."""
    at = amount.first
    at -= line.words[at - 1] == "the"
    return at - 1 if line.words[at - 1] == "between" and _goes_on_to(line, amount) else amount.first


def _is_moved_to(line: Line, amount: Amount) -> bool:
    """As in "rose to ninth", "moved up to fifth", "climbed 12 places to 14th", "fell from third to 11th", "went from 15th to eighth"."""
    words, at = line.words, amount.first - 2
    link, behind = words[at + 1], words[amount.last]
    turned = words[at] in {"up", "down"}
    onward = behind == "to" and _goes_on_to(line, amount)
    if link != "to" and not (link == "from" and (onward or turned)):
        return False
    if line.has_content(amount.last):
        # "rose to second gear"
        return False
    if singular(words[at]) in load_ratios().places or (turned and link == "from"):
        # "up two places to ninth", "down from fourth"
        return True
    if onward and words[at] in _GOING and amount.num.value > _LAST_BASE:
        # "went from first to third" tells of a runner's bases
        return True
    # "climbed back up", "moved up"; "from the 5th up to the 9th" is no move.
    at = past_adverbs(line, at - turned, UP)
    return verb_ending(line.tokens.words, at) != "" or _is_carried_to(line, amount, at)


def _is_carried_to(line: Line, amount: Amount, at: int) -> bool:
    """As in "lifts | them | to third on the ladder", "took | Hull | to ninth"; "sent Bell to third" tells of a base."""
    words = line.words
    listed = words[amount.last] in {"in", "on"} and words[amount.last + 1] == "the"
    if amount.num.value <= _LAST_BASE and not listed:
        return False
    while words[at] in load_ratios().objects or has_capital(line, at):
        at -= 1
    carried = at < amount.first - 2 and line.tokens.kinds[at] == WORD
    return carried and (verb_ending(line.tokens.words, at) != "" or words[at] in load_ratios().carrying)


def _is_put(line: Line, amount: Amount) -> bool:
    """As in "which puts them third", "leaving her second in the standings", "with Kenya third", "leaves Hull fourth in Group B"."""
    ratios, words, at = load_ratios(), line.words, amount.first - 1
    if line.tokens.kinds[amount.last] != WORD or words[amount.last] in {"and", "in"}:
        while line.tokens.kinds[at] == WORD and words[at] != "with" and has_capital(line, at):
            at -= 1
        last = line.amounts[-1] if line.amounts else None
        joined = words[at] in {"and", ","} and last is not None and last.rule == "ordinal.ranked"
        # "puts America first" gives a rank to nothing
        put = words[at] == "with" or (words[at] in ratios.putting and amount.num.value > 1)
        if at < amount.first - 1 and (put or joined):
            return True
    at = amount.first - 1
    while amount.first - at <= PHRASE and _is_of_object(line, at):
        # "leaves Ann Kerr's side 11th", "left the hosts fifth"
        at -= 1
    return at < amount.first - 1 and words[at] in ratios.putting and amount.num.value > 1


def _is_of_object(line: Line, at: int) -> bool:
    """Whether the word may be one of the object of "leaves | the home side | 11th", "left | them | third"."""
    word, nouns = line.words[at], load_nouns()
    if word in load_ratios().putting:
        return False
    owned = word in nouns.of_determiners or word in load_ratios().objects or word.endswith("'s")
    return owned or line.has_content(at)
