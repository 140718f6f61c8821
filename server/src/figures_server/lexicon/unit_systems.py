"""Which unit a word of several means, as data: en/unit_systems.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from figures_server.lexicon.words import read_toml

_ELSEWHERE: Final = "elsewhere"


@dataclass(frozen=True, slots=True)
class UnitSystems:
    """What speaks for one unit of several with a name.

    words      a word beside the unit, and the system it names: "imperial" is "uk"
    regions    CLDR regions, and unit ids and systems that their news means, best first
    elsewhere  the same for every other region
    spelling   a word that only one side spells so, and the units meant there
    beside     unit id: {a word of its sentence: the unit meant then}
    bare       unit id: what it may be too where the text names no scale, "it was 41 degrees"
    """

    words: dict[str, str]
    regions: dict[str, tuple[str, ...]]
    elsewhere: tuple[str, ...]
    spelling: dict[str, tuple[str, ...]]
    beside: dict[str, dict[str, str]]
    bare: dict[str, str]

    def of_region(self, region: str) -> tuple[str, ...]:
        """What the news of a region means, best first."""
        return self.regions.get(region, self.elsewhere)


@cache
def load_unit_systems() -> UnitSystems:
    """The table."""
    raw = read_toml("unit_systems.toml")
    groups = raw["regions"]
    return UnitSystems(
        words={word: system for system, words in raw["words"].items() for word in words.split()},
        regions={
            region: tuple(group["means"].split()) for group in groups.values() for region in group["regions"].split()
        },
        elsewhere=tuple(groups[_ELSEWHERE]["means"].split()),
        spelling={
            word: tuple(side["means"].split()) for side in raw["spelling"].values() for word in side["words"].split()
        },
        beside={unit: dict.fromkeys(entry["words"].split(), entry["means"]) for unit, entry in raw["beside"].items()},
        bare=raw["bare"],
    )
