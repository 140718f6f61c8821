"""The world's currencies and what English calls them: candidates only, nothing is decided here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_TABLE: Final = Path(__file__).resolve().parents[1] / "data" / "currencies.json"


class MinorUnit(NamedTuple):
    """A name for part of a currency: "pence" is 0.01 of GBP, "toman" 10 of IRR; a symbol is case-sensitive."""

    name: str
    of_major: Decimal
    is_symbol: bool


@dataclass(frozen=True, slots=True)
class CurrencyEntry:
    """One currency: "roubles" and "₽" are among the surfaces and symbols of RUB.

    Surfaces are lower case, symbols are case-sensitive, and both may stand at several currencies.
    """

    code: str
    name: str
    minor_digits: int
    withdrawn: date | None
    surfaces: tuple[str, ...]
    symbols: tuple[str, ...]
    minor: tuple[MinorUnit, ...]
    countries: tuple[str, ...]


@cache
def load_currencies() -> tuple[CurrencyEntry, ...]:
    """All currencies since 1985, by code; BTC and ETH are among them though no state issues them."""
    rows = json.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        CurrencyEntry(
            code=row["code"],
            name=row["name"],
            minor_digits=row["minor_digits"],
            withdrawn=date.fromisoformat(row["withdrawn"]) if row["withdrawn"] else None,
            surfaces=tuple(row["surfaces"]),
            symbols=tuple(row["symbols"]),
            minor=tuple(MinorUnit(name, Decimal(of_major), is_symbol) for name, of_major, is_symbol in row["minor"]),
            countries=tuple(row["countries"]),
        )
        for row in rows
    )


@cache
def currencies_by_code() -> dict[str, CurrencyEntry]:
    """The same by ISO code: "USD" gives the US Dollar."""
    return {entry.code: entry for entry in load_currencies()}
