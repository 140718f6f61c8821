"""The words of dates and times of a language, loaded once from its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from figures_server.lexicon.words import read_toml


@dataclass(frozen=True, slots=True)
class YearCues:
    """Words that make a bare four-digit number a year, or keep it from being one."""

    any: frozenset[str]
    recent: frozenset[str]
    followers: frozenset[str]
    tied: frozenset[str]
    not_after: frozenset[str]
    not_plural: frozenset[str]
    plurals: frozenset[str]
    not_units: frozenset[str]
    capital_units: frozenset[str]
    measured: frozenset[str]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Every word a date or a time of day is made of: {"april": 4, "apr": 4, ...}."""

    months: dict[str, int]
    ambiguous_months: frozenset[str]
    before_months: frozenset[str]
    weekdays: dict[str, int]
    before_named_weekdays: frozenset[str]
    seasons: dict[str, str]
    named_days: dict[str, str]
    decades: dict[str, str]
    ordinals: dict[str, int]
    hours: dict[str, int]
    before_hours: frozenset[str]
    parts_of_day: dict[str, int]
    # Rare letters, one of which every time holds whose numbers are words.
    openers: tuple[str, ...]
    of_time: frozenset[str]
    mods: dict[str, str]
    days: dict[str, int]
    shifts: dict[str, int]
    inexact: frozenset[str]
    earlier: dict[str, int]
    zones: tuple[str, ...]
    utc_zones: frozenset[str]
    run_time_cues: frozenset[str]
    year_cues: YearCues
    # By name: a pattern of what ties a figure to a time of its sentence, or keeps them apart.
    ties: dict[str, str]
    # By name: words that make a period of the time behind them.
    periods: dict[str, tuple[str, ...]]
    period_months: dict[str, int]
    prepositions: dict[str, str]


def alternation(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def load_times() -> TimeWords:
    """The words of dates and times."""
    raw = read_toml("times.toml")
    return TimeWords(
        months=raw["months"],
        ambiguous_months=frozenset(raw["ambiguous"]["months"]),
        before_months=frozenset(raw["ambiguous"]["after"]),
        weekdays=raw["weekdays"],
        before_named_weekdays=frozenset(raw["named_weekdays"]["before"]),
        seasons=raw["seasons"],
        named_days=raw["named_days"],
        decades=raw["decades"],
        ordinals=raw["ordinals"],
        hours=raw["hours"],
        before_hours=frozenset(raw["parts_of_day"]["after"]),
        parts_of_day=raw["parts_of_day"]["added"],
        openers=("quarter", "half", "centur", "ties", "clock", " past ", *raw["parts_of_day"]["added"]),
        of_time=frozenset(raw["spans"]["of_time"]),
        mods=raw["mods"],
        days=raw["days"],
        shifts=raw["shifts"],
        inexact=frozenset(raw["ago"]["inexact"]),
        earlier=raw["earlier"],
        zones=tuple(raw["zones"]["words"]),
        utc_zones=frozenset(raw["zones"]["utc"]),
        run_time_cues=frozenset(raw["run_times"]["after"]),
        year_cues=YearCues(**{name: frozenset(words) for name, words in raw["year_cues"].items()}),
        ties={name: alternation(words.split()) for name, words in raw["ties"].items()},
        periods={name: tuple(words.split()) for name, words in raw["periods"].items()},
        period_months=raw["period_months"],
        prepositions={word: role for role, words in raw["prepositions"].items() for word in words},
    )
