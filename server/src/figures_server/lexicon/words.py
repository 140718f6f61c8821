"""Hedges, verbs of change, tails of rates and nouns of a language, loaded once from its folder."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple, TypeVar

from figures_server.model import Modifier

_Words = TypeVar("_Words")
_Entry = TypeVar("_Entry")
# Surfaces of several words, found by one of their ends: {end word: ((the other words, entry), ...)}, longest first.
Ends = dict[str, tuple[tuple[tuple[str, ...], _Entry], ...]]
Way = Literal["", "up", "down"]


def read_toml(name: str, language: str = "en") -> dict[str, Any]:
    """One file of the lexicon."""
    path = resources.files("figures_server.lexicon") / language / name
    return tomllib.loads(path.read_text("utf-8"))


def read_sets(kind: Callable[..., _Words], raw: dict[str, str | list[str]], **more: object) -> _Words:
    """A class of word sets, one from each key: a key that it lacks, or does not know, is an error.

    Words stand in one string with spaces between, or in a list where one of them has a space itself.
    """
    return kind(**{key: frozenset(_split(words)) for key, words in raw.items()}, **more)


def _split(words: str | list[str]) -> list[str]:
    return words.split() if isinstance(words, str) else words


def by_last_word(surfaces: Iterable[tuple[str, _Entry]]) -> Ends[_Entry]:
    """Surfaces that stand left of something, found by their last word."""
    return by_first_word((" ".join(reversed(surface.split())), entry) for surface, entry in surfaces)


def by_first_word(surfaces: Iterable[tuple[str, _Entry]]) -> Ends[_Entry]:
    """Surfaces that stand right of something, found by their first word."""
    ends: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
    for surface, entry in surfaces:
        first, *tail = surface.split()
        ends.setdefault(first, []).append((tuple(tail), entry))
    return {word: tuple(sorted(rest, key=lambda pair: -len(pair[0]))) for word, rest in ends.items()}


class HedgeEntry(NamedTuple):
    """One hedge of the lexicon."""

    id: str
    modifier: Modifier


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """Hedges by the word that touches the number, and the words that tell whether one is meant."""

    before: Ends[HedgeEntry]
    after: Ends[HedgeEntry]
    before_over: frozenset[str]
    covering: frozenset[str]
    innings: frozenset[str]
    contests: frozenset[str]
    driving: frozenset[str]
    lasting: frozenset[str]
    guessing: frozenset[str]
    going: frozenset[str]
    bringing: frozenset[str]
    talking: frozenset[str]
    circling: frozenset[str]
    extending: frozenset[str]
    giving: frozenset[str]
    disputing: frozenset[str]
    trying: frozenset[str]
    raced: frozenset[str]
    apart: frozenset[str]
    noun_verbs: frozenset[str]
    before_noun: frozenset[str]
    need_unit: frozenset[str]
    tied: frozenset[str]
    denials: frozenset[str]
    denied_through: frozenset[str]
    none_of: frozenset[str]
    seldom: frozenset[str]
    telling: frozenset[str]
    none_through: frozenset[str]
    no_denial: frozenset[str]
    roughly: frozenset[str]
    standing: frozenset[str]
    in_force: frozenset[str]
    ranging: frozenset[str]
    margins: frozenset[tuple[str, ...]]
    listing: frozenset[tuple[str, ...]]
    listing_adverbs: frozenset[str]
    confidence: frozenset[str]
    to_next: frozenset[str]


@cache
def load_hedges() -> HedgeWords:
    """Hedges, and what joins the ends of a range."""
    raw = read_toml("hedges.toml")
    pairs = [(entry, HedgeEntry(entry["id"], entry["modifier"])) for entry in raw["hedge"]]
    return read_sets(
        HedgeWords,
        raw["words"],
        before=by_last_word((words, entry) for table, entry in pairs for words in table.get("before", ())),
        after=by_first_word((words, entry) for table, entry in pairs for words in table.get("after", ())),
        margins=frozenset(tuple(margin.split()) for margin in raw["ranges"]["margins"]),
        listing=frozenset(tuple(link.split()) for link in raw["ranges"]["listing"]),
    )


@cache
def load_compounds() -> dict[tuple[str, str], Decimal]:
    """How many of the second unit make one of the first, for pairs that English says together."""
    raw = read_toml("hedges.toml")["compounds"]
    return {(whole, part): Decimal(per) for whole, parts in raw.items() for part, per in parts.items()}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Which way verbs, nouns and comparatives go."""

    verbs: Ends[Way]
    # "grew", not the "slow" of "will slow", which is an adjective elsewhere.
    verbs_alone: frozenset[str]
    # The "edged" of "edged up".
    before_particle: frozenset[str]
    nouns: dict[str, Way]
    comparatives: dict[str, Way]
    # Verbs of a step in front of a share or a sum alone.
    sudden: dict[str, Way]
    counting: frozenset[str]
    skipped: frozenset[str]
    clause_ends: frozenset[str]
    turning: frozenset[str]
    going: frozenset[str]
    before_no_level: frozenset[str]
    phrasal: frozenset[str]
    phrasal_down: frozenset[str]
    after_particle: frozenset[str]
    steps: frozenset[str]
    speeds: frozenset[str]
    band_ends: frozenset[str]
    paces: frozenset[str]
    leaps: frozenset[str]
    results: frozenset[str]
    beaten: frozenset[str]
    prevailing: frozenset[str]
    coming_down: frozenset[str]
    dropping: frozenset[str]
    worth: frozenset[str]
    budgets: frozenset[str]
    traded: frozenset[str]
    runs: frozenset[str]
    gaps: frozenset[str]
    transitive: frozenset[str]
    holding: frozenset[str]
    held: frozenset[str]
    summaries: frozenset[str]
    extremes: frozenset[str]
    norms: frozenset[str]
    circumstances: frozenset[str]
    summing: frozenset[str]
    supplied: frozenset[str]
    when: frozenset[str]


@cache
def load_changes() -> ChangeWords:
    """Verbs, nouns and comparatives of change."""
    raw = read_toml("changes.toml")
    ways: tuple[Way, ...] = ("up", "down")
    return read_sets(
        ChangeWords,
        raw["words"],
        verbs=by_last_word((verb, way) for way in ways for verb in raw[way]["verbs"]),
        verbs_alone=frozenset(verb for way in ways for verb in raw[way]["verbs"] if " " not in verb),
        before_particle=frozenset(
            verb.split()[0] for way in ways for verb in raw[way]["verbs"] if verb.endswith((" up", " down"))
        ),
        nouns={noun: way for way in ways for noun in raw[way]["nouns"]},
        comparatives={word: way for way in ways for word in raw[way]["comparatives"]},
        sudden={verb: way for way in ways for verb in raw["sudden"][way]},
        counting=frozenset(raw["counts"]["verbs"]),
    )


@dataclass(frozen=True, slots=True)
class RateWords:
    """Words that make a rate of an amount."""

    per_things: frozenset[str]
    occasions: frozenset[str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    paid: frozenset[str]
    earned: frozenset[str]
    pay_periods: frozenset[str]


@cache
def load_rates() -> RateWords:
    """Tails and adjectives of rates."""
    raw = read_toml("rates.toml")
    return read_sets(RateWords, raw["words"], adverbs=raw["adverbs"], adjectives=raw["adjectives"])


@dataclass(frozen=True, slots=True)
class NounWords:
    """What a reader of counts must know of English nouns."""

    stops: frozenset[str]
    before_to: frozenset[str]
    verbs: frozenset[str]
    plurals: dict[str, str]
    endings: dict[str, str]
    people_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    adjectival: tuple[str, ...]
    plain_adjectives: frozenset[str]
    attributive: frozenset[str]
    compounding: frozenset[str]
    nominal: frozenset[str]
    nominal_singular: frozenset[str]
    nominal_past: frozenset[str]
    letting: frozenset[str]
    in_modifiers: frozenset[str]
    of_generals: frozenset[str]
    watching: frozenset[str]
    copulas: frozenset[str]
    articles: frozenset[str]
    nations: frozenset[str]
    singular_in_s: frozenset[str]
    casualty: frozenset[str]
    modifiers: frozenset[str]
    persons: frozenset[str]
    ranks: frozenset[str]
    openers: frozenset[str]
    acronyms: frozenset[str]
    before_letter: frozenset[str]
    of_determiners: frozenset[str]
    bound_prefixes: frozenset[str]
    halves_of_places: frozenset[str]
    in_ly: frozenset[str]
    in_ed: frozenset[str]
    pasts: frozenset[str]
    in_ing: frozenset[str]
    postposed: frozenset[str]
    before_clause: frozenset[str]
    quantifiers: frozenset[str]
    classifying: frozenset[str]
    before_pronoun: frozenset[str]
    parted: dict[str, str]
    gatherings: frozenset[str]
    participles: frozenset[str]
    cricket: frozenset[str]
    cricket_articles: frozenset[str]
    runs_after: frozenset[str]
    runs_allowed: frozenset[str]
    batting: frozenset[str]
    runs_before: frozenset[str]
    calendar: frozenset[str]
    during: frozenset[str]


@cache
def load_nouns() -> NounWords:
    """Stop words, irregular plurals and casualty verbs."""
    raw = read_toml("nouns.toml")
    plurals, endings, parted = raw.pop("plurals"), raw.pop("endings"), raw.pop("parted")
    people, adjectives, heaped = raw.pop("people_endings"), raw.pop("adjective_endings"), raw.pop("adjectival")
    return read_sets(
        NounWords,
        raw | {"stops": raw["stops"] + raw["verbs"]},
        plurals=plurals,
        endings=endings,
        parted=parted,
        people_endings=tuple(people.split()),
        adjective_endings=tuple(adjectives.split()),
        adjectival=tuple(heaped.split()),
    )
