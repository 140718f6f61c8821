"""The number words, hedges and verbs of change of a language, loaded once from its folder."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from figures_server.model import Modifier


class Multiple(NamedTuple):
    """A multiple said in one word: "doubled" is 2 and goes up; "double" only as a verb."""

    value: Decimal
    direction: str
    verb_only: bool


class HedgeEntry(NamedTuple):
    """One hedge of the lexicon."""

    id: str
    modifier: Modifier


# Surfaces of several words, found by one of their ends: {end word: ((the other words, entry), ...)}, longest first.
type_ends = dict[str, tuple[tuple[tuple[str, ...], Any], ...]]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Every word that is, scales or divides a number."""

    cardinals: dict[str, Decimal]
    multipliers: dict[str, Decimal]
    suffixes: dict[str, Decimal]
    suffix_needs_money: frozenset[str]
    fractions: dict[str, Fraction]
    ordinals: dict[str, int]
    multiples: dict[str, Multiple]
    vague: dict[str, Decimal]
    vague_lead: dict[str, Decimal]
    distances: frozenset[str]
    periods: frozenset[str]
    after_distance: frozenset[str]

    def cues(self) -> Iterable[str]:
        """Every word at which a number may begin; digits apart."""
        yield from self.cardinals
        yield from self.multipliers
        yield from self.fractions
        yield from self.ordinals
        yield from self.multiples
        yield from self.vague
        yield from self.vague_lead


def read_toml(name: str, language: str = "en") -> dict[str, Any]:
    """One file of the lexicon."""
    path = resources.files("figures_server.lexicon") / language / name
    return tomllib.loads(path.read_text("utf-8"))


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
        multipliers=decimals("multipliers"),
        suffixes=decimals("suffixes"),
        suffix_needs_money=frozenset(raw["suffix_needs_money"]["words"]),
        fractions={word: Fraction(value) for word, value in raw["fractions"].items()},
        ordinals=dict(raw["ordinals"]),
        multiples={
            word: Multiple(Decimal(entry["value"]), entry.get("direction", ""), entry.get("verb_only", False))
            for word, entry in raw["multiples"].items()
        },
        vague=decimals("vague"),
        vague_lead=decimals("vague_lead"),
        distances=frozenset(raw["single"]["distances"]),
        periods=frozenset(raw["single"]["periods"]),
        after_distance=frozenset(raw["single"]["after_distance"]),
    )


def by_last_word(surfaces: Iterable[tuple[str, Any]]) -> type_ends:
    """Surfaces that stand left of something, found by their last word."""
    ends: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for surface, entry in surfaces:
        *head, last = surface.split()
        ends.setdefault(last, []).append((tuple(reversed(head)), entry))
    return {word: tuple(sorted(rest, key=lambda pair: -len(pair[0]))) for word, rest in ends.items()}


def by_first_word(surfaces: Iterable[tuple[str, Any]]) -> type_ends:
    """Surfaces that stand right of something, found by their first word."""
    ends: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for surface, entry in surfaces:
        first, *tail = surface.split()
        ends.setdefault(first, []).append((tuple(tail), entry))
    return {word: tuple(sorted(rest, key=lambda pair: -len(pair[0]))) for word, rest in ends.items()}


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """Hedges by the word that touches the number."""

    before: type_ends
    after: type_ends
    joins: frozenset[str]


@cache
def load_hedges() -> HedgeWords:
    """Hedges and the words that join the ends of a range."""
    raw = read_toml("hedges.toml")
    pairs = [(entry, HedgeEntry(entry["id"], entry["modifier"])) for entry in raw["hedge"]]
    return HedgeWords(
        before=by_last_word((words, entry) for table, entry in pairs for words in table.get("before", ())),
        after=by_first_word((words, entry) for table, entry in pairs for words in table.get("after", ())),
        joins=frozenset(raw["ranges"]["joins"]),
    )


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Which way verbs, nouns and comparatives go."""

    verbs: type_ends
    nouns: dict[str, str]
    comparatives: dict[str, str]
    counting: frozenset[str]


@cache
def load_changes() -> ChangeWords:
    """Verbs, nouns and comparatives of change."""
    raw = read_toml("changes.toml")
    ways = ("up", "down")
    return ChangeWords(
        verbs=by_last_word((verb, way) for way in ways for verb in raw[way]["verbs"]),
        nouns={noun: way for way in ways for noun in raw[way]["nouns"]},
        comparatives={word: way for way in ways for word in raw[way]["comparatives"]},
        counting=frozenset(raw["counts"]["verbs"]),
    )


@dataclass(frozen=True, slots=True)
class RateWords:
    """Words that make a rate of an amount."""

    per_things: frozenset[str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    paid: frozenset[str]
    money_before: frozenset[str]
    plural_money: frozenset[str]
    weather: frozenset[str]


@cache
def load_rates() -> RateWords:
    """Tails and adjectives of rates."""
    raw = read_toml("rates.toml")
    return RateWords(
        per_things=frozenset(raw["per_things"]["words"].split()),
        adverbs=raw["adverbs"],
        adjectives=raw["adjectives"],
        paid=frozenset(raw["paid"]["words"].split()),
        weather=frozenset(raw["weather"]["words"].split()),
        plural_money=frozenset(raw["plural_money"]["words"]),
        money_before=frozenset(raw["money_before"]["words"]),
    )


@dataclass(frozen=True, slots=True)
class NounWords:
    """What a reader of counts must know of English nouns."""

    stops: frozenset[str]
    verbs: frozenset[str]
    plurals: dict[str, str]
    endings: dict[str, str]
    singular_in_s: frozenset[str]
    casualty: frozenset[str]
    modifiers: frozenset[str]
    persons: frozenset[str]
    gatherings: frozenset[str]
    cricket: frozenset[str]
    runs_after: frozenset[str]


@cache
def load_nouns() -> NounWords:
    """Stop words, irregular plurals and casualty verbs."""
    raw = read_toml("nouns.toml")
    return NounWords(
        stops=frozenset((raw["stops"] + raw["verbs"]).split()),
        verbs=frozenset(raw["verbs"].split()),
        plurals=raw["plurals"],
        endings=raw["endings"],
        singular_in_s=frozenset(raw["singular_in_s"].split()),
        casualty=frozenset(raw["casualty"].split()),
        modifiers=frozenset(raw["modifiers"].split()),
        persons=frozenset(raw["persons"].split()),
        gatherings=frozenset(raw["gatherings"].split()),
        cricket=frozenset(raw["cricket"].split()),
        runs_after=frozenset(raw["runs_after"].split()),
    )


@cache
def load_compounds() -> dict[tuple[str, str], Decimal]:
    """How many of the second unit make one of the first, for pairs that English says together."""
    raw = read_toml("hedges.toml")["compounds"]
    return {(whole, part): Decimal(per) for whole, parts in raw.items() for part, per in parts.items()}


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words around numbers that are no figures."""

    before: frozenset[str]
    before_in_lower_case: frozenset[str]
    openers: frozenset[str]
    guns: frozenset[str]
    calling: frozenset[str]
    streets: frozenset[str]
    prefixes: frozenset[str]
    contest: frozenset[str]
    listed: frozenset[str]
    idioms: dict[str, tuple[tuple[str, ...], ...]]


@cache
def load_names() -> NameWords:
    """Cues of names, identifiers, scores and idioms."""
    raw = read_toml("names.toml")
    idioms: dict[str, list[tuple[str, ...]]] = {}
    for phrase in raw["idioms"]:
        first, *tail = re.findall(r"[a-z']+|\d+|[^\w\s]", phrase)
        idioms.setdefault(first, []).append(tuple(tail))
    return NameWords(
        before=frozenset(raw["before"].split()),
        before_in_lower_case=frozenset(raw["before_in_lower_case"].split()),
        openers=frozenset(raw["openers"].split()),
        guns=frozenset(raw["guns"]),
        calling=frozenset(raw["calling"]),
        streets=frozenset(raw["streets"].split()),
        prefixes=frozenset(raw["prefixes"].split()),
        contest=frozenset(raw["contest"].split()),
        listed=frozenset(raw["listed"].split()),
        idioms={word: tuple(sorted(tails, key=len, reverse=True)) for word, tails in idioms.items()},
    )
