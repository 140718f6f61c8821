"""What a table of rates promises to those who convert with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from figures_server.model import RateKind

Cadence = Literal["fixed", "daily", "monthly", "annual"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes a rate: "ecb", all its rates in or against EUR, stale after 10 days."""

    id: str
    name: str
    origin: str
    licence: str
    pivot: str
    kind: RateKind
    cadence: Cadence
    max_staleness_days: int
    back_cast: bool
    default: bool
    first_date: date
    last_date: date


class Observation(NamedTuple):
    """One published rate, quote per base, with its published digits. `day` counts as date.toordinal."""

    day: int
    rate: Decimal


class Series(Protocol):
    """All that one source published of one pair, by day."""

    base: str
    quote: str

    def at_or_before(self, day: int) -> Observation | None:
        """The newest publication that is not after `day`."""

    def between(self, first: int, last: int) -> Sequence[Observation]:
        """The publications of a period, both days in."""

    def decimals_near(self, day: int) -> int:
        """To how many decimals the source printed around that day; some drop trailing zeros."""


class Redenomination(NamedTuple):
    """So many old units became one new unit: a million TRL one TRY on 2005-01-01. VES kept its code in 2021."""

    old: str
    new: str
    effective: int
    old_per_new: Decimal
    merger: bool


class Peg(NamedTuple):
    """What a central bank holds a currency at: 3.6725 dirhams a dollar since 1997."""

    code: str
    anchor: str
    per_anchor: Decimal
    since: int
    until: int


class Caution(NamedTuple):
    """What callers must know of a currency in a span: NON_MARKET_RATE of the Iranian rial since 2012."""

    reason: str
    code: str
    since: int
    until: int


class Hole(NamedTuple):
    """Days, both in, for which a source that has rates before and after has none to roll back to."""

    first_date: date
    last_date: date


class Coverage(NamedTuple):
    """For which days a source has a currency: RUB in EUR at the ECB, 1999-01-04 to 2022-03-01."""

    currency: str
    quote: str
    source: str
    source_name: str
    first_date: date
    last_date: date
    max_gap_days: int
    publications: int
    holes: tuple[Hole, ...]


class Provider(Protocol):
    """A table of rates that does not change while it is open."""

    version: str
    sources: tuple[Source, ...]
    redenominations: tuple[Redenomination, ...]
    pegs: tuple[Peg, ...]
    cautions: tuple[Caution, ...]
    first_date: date
    last_date: date

    def series(self, source: str, base: str, quote: str) -> Series | None:
        """What that source published of that pair, in that direction."""

    def coverage(self) -> list[Coverage]:
        """Every series, by currency and then source."""
