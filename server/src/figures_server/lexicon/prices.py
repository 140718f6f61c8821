"""The words of prices at another year's worth, loaded once from the language's folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from figures_server.lexicon.currencies import load_currencies
from figures_server.lexicon.words import read_toml


@dataclass(frozen=True, slots=True)
class PriceWords:
    """What "in constant 2011 dollars", "in today's money" and "adjusted for inflation" are made of."""

    measures: frozenset[str]
    adjusted: tuple[str, ...]
    today: tuple[str, ...]
    prepositions: tuple[str, ...]
    adjectives: tuple[str, ...]
    denied: tuple[str, ...]
    apart: tuple[str, ...]


@cache
def load_prices() -> PriceWords:
    """The words; every name of a currency is a measure."""
    raw = read_toml("prices.toml")
    names = (surface for currency in load_currencies() for surface in currency.surfaces)
    measures = frozenset([*raw.pop("measures"), *names])
    return PriceWords(measures, **{name: tuple(words) for name, words in raw.items()})
