"""Ordinals that state a rank or a running count: "second-largest", "for the third time", "finished fourth"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.amount import Noun
from figures_server.compose.rules.nouns import find_noun
from figures_server.compose.rules.plurals import singular
from figures_server.lexicon.shapes import load_ages, load_ratios
from figures_server.model import UnitFactor
from figures_server.scan.tokens import HYPHENS, WORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures_server.compose.amount import Amount
    from figures_server.compose.line import Line

_LAST_IN: Final = 20
_RUNS: Final = (["in", "a", "row"], ["in", "succession", "trot"], ["on", "the", "trot"], ["at", "a", "stretch"])
_ROW_REACH: Final = 6
_MAKING_REACH: Final = 4


def attach_rank(line: Line, amount: Amount) -> bool:
    """Whether the ordinal states a rank or a running count; the others only tell a story."""
    return amount.num.form == "ordinal" and any(settles(line, amount) for settles in _WAYS)


def _rank(amount: Amount, noun: Noun | None, rule: str) -> None:
    amount.kind, amount.rule = "ordinal", rule
    amount.noun = noun
    amount.factors = (UnitFactor("entity", singular(noun.head if noun is not None else "place")),)


def _hyphened(line: Line, at: int) -> bool:
    return line.tokens.words[at] in HYPHENS and line.tokens.glued(at)


def _is_superlative(line: Line, amount: Amount) -> bool:
    """As in "the second-largest city", "a third straight win", "the 187th-ranked player"."""
    ratios = load_ratios()
    at = amount.last + _hyphened(line, amount.last)
    word = line.tokens.words[at]
    ending = word.endswith("est") and len(word) > 4 and word not in ratios.no_superlatives
    if not ending and word not in ratios.running and word not in ratios.ranked_as:
        return False
    noun = None if word == "seed" else find_noun(line, at + 1, plural=False, due=True)
    if word in ratios.ranked_as and (line.words[at + 1] == "of" or not _is_plain(line, noun)):
        noun = None
    _rank(amount, noun, "ordinal.superlative")
    return True


def _is_plain(line: Line, noun: Noun | None) -> bool:
    """As in "the third-ranked player"; a name is none: "the second-placed Eagles"."""
    return noun is not None and line.tokens.text[line.tokens.starts[noun.last - 1]].islower()


def _is_nth_time(line: Line, amount: Amount) -> bool:
    """As in "for the third time"; a first time is only told of."""
    at = amount.last
    if amount.num.value <= 1 or line.tokens.words[at] != "time":
        return False
    _rank(amount, Noun(at, at + 1, "time"), "ordinal.nth-time")
    return True


def _makes(line: Line, amount: Amount) -> bool:
    """As in "This makes it the fifth new element": a running count."""
    if line.words[amount.first - 1] != "the" or _hyphened(line, amount.last) or line.words[amount.last] == "time":
        return False
    before = line.tokens.words[max(0, amount.first - _MAKING_REACH) : amount.first]
    if not any(word in load_ratios().making for word in before):
        return False
    _rank(amount, find_noun(line, amount.last, plural=False), "ordinal.makes")
    return True


def _is_achieved(line: Line, amount: Amount) -> bool:
    """As in "her seventh Grand Slam title": what somebody has won so often."""
    ratios, before = load_ratios(), line.words[amount.first - 1]
    if amount.num.value <= 1 or before == "the" or not (before in load_ages().possessives or before.endswith("'s")):
        return False
    noun = find_noun(line, amount.last, plural=False, due=True)
    if noun is None or noun.head not in ratios.achievements:
        return False
    _rank(amount, noun, "ordinal.achieved")
    return True


def _is_place(line: Line, amount: Amount) -> bool:
    """As in "a third-place finish", "fell to third place"."""
    at = amount.last + _hyphened(line, amount.last)
    if line.words[at] != "place" or (
        at == amount.last and line.words[amount.first - 1] not in load_ratios().into_place
    ):
        return False
    _rank(amount, Noun(at, at + 1, "place"), "ordinal.place")
    return True


def _is_in_row(line: Line, amount: Amount) -> bool:
    """As in "a third win in a row"."""
    words, at = line.tokens.words, amount.last
    if _hyphened(line, at) or not any(words[index : index + 3] in _RUNS for index in range(at, at + _ROW_REACH)):
        return False
    _rank(amount, find_noun(line, at, plural=False, due=True), "ordinal.running")
    return True


def _is_ranked(line: Line, amount: Amount) -> bool:
    """As in "finished third", "ranked 15th of 20"."""
    ratios = load_ratios()
    before, after = line.words[amount.first - 1], line.words[amount.last]
    if not _comes_behind(line, amount) and (
        before not in ratios.ranked or (before == "in" and amount.num.value > _LAST_IN)
    ):
        return False
    if after and after not in ratios.after_rank and line.tokens.kinds[amount.last] == WORD:
        return False
    _rank(amount, None, "ordinal.ranked")
    amount.factors = (UnitFactor("entity", "place"),)
    return True


def _comes_behind(line: Line, amount: Amount) -> bool:
    """As in "finished eighth and ninth", "was fourth with 15.66m": another rank, or a verb and what follows a rank."""
    before, last = line.words[amount.first - 1], line.amounts[-1] if line.amounts else None
    if last is not None and last.rule == "ordinal.ranked" and line.tokens.words[last.last : amount.first] == ["and"]:
        return True
    return (
        amount.num.value > 1 and before in {"was", "were"} and line.words[amount.last] in {"in", "with", "behind", "on"}
    )


_WAYS: Final[tuple[Callable[[Line, Amount], bool], ...]] = (
    _is_superlative,
    _is_nth_time,
    _makes,
    _is_in_row,
    _is_place,
    _is_achieved,
    _is_ranked,
)
