"""The words around numbers that are no figures: names, identifiers, scores and idioms; loaded once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from figures_server.lexicon.numbers import load_numbers
from figures_server.lexicon.words import read_sets, read_toml


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words around numbers that are no figures."""

    agents: frozenset[str]
    before_half_year: frozenset[str]
    before_half_place: frozenset[str]
    days: frozenset[str]
    leaving: frozenset[str]
    shot_from: frozenset[str]
    how_many: frozenset[str]
    filed: frozenset[str]
    filing: frozenset[str]
    numbered: frozenset[str]
    makers: frozenset[str]
    before: frozenset[str]
    before_in_lower_case: frozenset[str]
    openers: frozenset[str]
    owners: frozenset[str]
    shortened: frozenset[str]
    guns: frozenset[str]
    calling: frozenset[str]
    emergency: frozenset[str]
    before_emergency: frozenset[str]
    after_emergency: frozenset[str]
    screens: frozenset[str]
    streets: frozenset[str]
    streets_first: frozenset[str]
    prefixes: frozenset[str]
    contest: frozenset[str]
    graded: frozenset[str]
    stations: frozenset[str]
    formations: frozenset[str]
    lineups: frozenset[str]
    domains: frozenset[str]
    coded: frozenset[str]
    betting: frozenset[str]
    chances: frozenset[str]
    arrays: frozenset[str]
    opening: frozenset[str]
    votes: frozenset[str]
    carried: frozenset[str]
    carried_by: frozenset[str]
    bowling: frozenset[str]
    golf: frozenset[str]
    rugby: frozenset[str]
    ruling: frozenset[str]
    chambers: frozenset[str]
    listed: frozenset[str]
    list_owners: frozenset[str]
    # By their number word and the word beside it, the one before where there is one: the words before the number,
    # nearest first, and those behind it.
    idioms: dict[str, dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]]


@cache
def load_names() -> NameWords:
    """Cues of names, identifiers, scores and idioms."""
    raw = read_toml("names.toml")
    cues = frozenset(load_numbers().cues())
    numbers = cues | {cue + "s" for cue in cues}
    idioms: dict[str, dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]] = {}
    for phrase in raw.pop("idioms"):
        words = re.findall(r"[a-z']+|\d+|[^\w\s]", phrase)
        at = next(index for index, word in enumerate(words) if word in numbers or word.isdecimal())
        before, after = tuple(reversed(words[:at])), tuple(words[at + 1 :])
        beside = (before or after or ("",))[0]
        idioms.setdefault(words[at], {}).setdefault(beside, []).append((before, after))
    return read_sets(NameWords, raw, idioms=idioms)
