"""The number words of a language, loaded once from its folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from figures_server.lexicon.words import Way, read_toml


class Multiple(NamedTuple):
    """A multiple said in one word: "doubled" is 2 and goes up."""

    value: Decimal
    direction: Way


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Every word that is, scales or divides a number."""

    cardinals: dict[str, Decimal]
    # The "fives" of "under-fives", the "tenfold".
    groups: dict[str, Decimal]
    folds: dict[str, Decimal]
    multipliers: dict[str, Decimal]
    suffixes: dict[str, Decimal]
    suffix_needs_money: frozenset[str]
    suffix_after_words: frozenset[str]
    fractions: dict[str, Fraction]
    ordinals: dict[str, int]
    multiples: dict[str, Multiple]
    vague: dict[str, Decimal]
    vague_lead: dict[str, Decimal]
    distances: frozenset[str]
    compared: frozenset[str]
    periods: frozenset[str]
    weights: frozenset[str]
    points: frozenset[tuple[str, ...]]
    sums: frozenset[str]
    after_adjective: frozenset[str]
    coins: frozenset[str]
    quoted: frozenset[str]
    off_time: frozenset[str]
    after_distance: frozenset[str]
    scoring: frozenset[str]
    half_years: frozenset[str]
    before_share: frozenset[str]
    behind_share: frozenset[str]
    which: frozenset[str]
    bounding: frozenset[str]
    enduring: frozenset[str]
    spanning: frozenset[str]
    travelling: frozenset[str]
    after_moment: frozenset[str]
    lasting: frozenset[str]
    after_setting: frozenset[str]
    ageing: frozenset[str]
    entire: frozenset[str]
    collectives: frozenset[str]
    groups_of: dict[str, Decimal]
    leads: frozenset[str]
    long_scale: dict[str, str]

    def openers(self) -> frozenset[str]:
        """Every word at which a number may begin, if only an unsaid one: the "mile" of "a mile away"."""
        return frozenset(self.cues()).union(
            self.distances,
            self.periods,
            (f"{period}'s" for period in self.periods),
            self.weights,
            self.coins,
            self.sums,
            self.quoted,
            self.groups,
            self.groups_of,
            self.folds,
            (point[0] for point in self.points),
        )

    @property
    def measured(self) -> frozenset[str]:
        """Names of units, in the singular, of which parts are said: the "mile" of "quarter mile"."""
        return self.distances | self.periods | self.weights

    def unsaid_ones(self) -> Iterable[str]:
        """What tells that a unit stands for one of it: "a mile", "for a month", "within an hour"; and "a score of"."""
        lone = self.distances | self.coins | self.weights | self.quoted
        yield from (f"{'an' if one[0] in 'aio' else 'a'} {one}" for one in lone)
        yield from (f"{lead} {one}" for one in self.sums for lead in ("a", "couple of"))
        yield from (f"{article} {' '.join(point)}" for point in self.points for article in ("a", *self.entire))
        yield from (f"a {period} old" for period in self.periods)
        yield from (f"a {group} of" for group in self.groups_of)
        measuring = {words if words.endswith(" of") else words.split()[-1] for words in self.bounding} | self.spanning
        for period in self.periods:
            article = "an" if period == "hour" else "a"
            yield from (f"{article} {period}{apostrophe}s" for apostrophe in "'’")
            yield from (f"{word} {article} {period}" for word in measuring)
            yield from (
                f"{article} {period} {way}" for way in (*self.off_time, "later than", "earlier than", "to run", "to go")
            )
        yield from (f"an hour {way}" for way in self.after_distance)

    def decades(self) -> Iterable[str]:
        """The "eighties" of "in her eighties"."""
        return (group for group in self.groups if group.endswith("ies"))

    def cues(self) -> Iterable[str]:
        """Every word that begins a number on its own."""
        yield from self.cardinals
        yield from self.multipliers
        yield from self.fractions
        yield from self.ordinals
        yield from self.multiples
        yield from self.vague
        yield from self.vague_lead


@cache
def load_numbers() -> NumberWords:
    """The number words."""
    raw = read_toml("numbers.toml")

    def decimals(table: str) -> dict[str, Decimal]:
        return {word: Decimal(value) for word, value in raw[table].items()}

    cardinals = decimals("cardinals")
    tens = [word for word, value in cardinals.items() if value >= 20]
    units = [word for word, value in cardinals.items() if 0 < value < 10]
    # "twentyone": the hyphen is often lost.
    cardinals |= {ten + unit: cardinals[ten] + cardinals[unit] for ten in tens for unit in units}
    return NumberWords(
        cardinals=cardinals,
        groups={(cardinal + "s").replace("tys", "ties"): value for cardinal, value in cardinals.items()},
        folds={cardinal + "fold": value for cardinal, value in cardinals.items()},
        multipliers=decimals("multipliers"),
        suffixes=decimals("suffixes"),
        suffix_needs_money=frozenset(raw["suffix_needs_money"]["words"]),
        suffix_after_words=frozenset(raw["suffix_after_words"]["words"]),
        fractions={word: Fraction(value) for word, value in raw["fractions"].items()},
        ordinals=dict(raw["ordinals"]),
        multiples={
            word: Multiple(Decimal(entry["value"]), entry.get("direction", ""))
            for word, entry in raw["multiples"].items()
        },
        vague=decimals("vague"),
        vague_lead=decimals("vague_lead"),
        distances=frozenset(raw["single"]["distances"]),
        compared=frozenset(raw["single"]["compared"]),
        periods=frozenset(raw["single"]["periods"]),
        weights=frozenset(raw["single"]["weights"]),
        points=frozenset(tuple(point.split()) for point in raw["single"]["points"]),
        sums=frozenset(raw["single"]["sums"]),
        after_adjective=frozenset(raw["single"]["after_adjective"]),
        coins=frozenset(raw["single"]["coins"]),
        quoted=frozenset(raw["single"]["quoted"]),
        scoring=frozenset(raw["single"]["scoring"]),
        half_years=frozenset(raw["single"]["half_years"]),
        off_time=frozenset(raw["single"]["off_time"]),
        after_distance=frozenset(raw["single"]["after_distance"]),
        before_share=frozenset(raw["single"]["before_share"]),
        behind_share=frozenset(raw["single"]["behind_share"]),
        which=frozenset(raw["single"]["which"]),
        bounding=frozenset(raw["single"]["bounding"]),
        enduring=frozenset(raw["single"]["enduring"]),
        spanning=frozenset(raw["single"]["spanning"] + raw["single"]["enduring"]),
        travelling=frozenset(raw["single"]["travelling"]),
        after_moment=frozenset(raw["single"]["after_moment"]),
        lasting=frozenset(raw["single"]["lasting"]),
        after_setting=frozenset(raw["single"]["after_setting"]),
        ageing=frozenset(raw["single"]["ageing"]),
        entire=frozenset(raw["single"]["entire"]),
        groups_of=decimals("groups_of"),
        collectives=frozenset(raw["collectives"]["words"]),
        leads=frozenset(raw["collectives"]["leads"]),
        long_scale=raw["long_scale"],
    )
