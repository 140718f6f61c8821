"""What a live source gives, and what each of them promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from figures_server.model import RateKind


class Publication(NamedTuple):
    """One published rate, quote per base: on 11 April 2025 the ECB gave 1.1346 dollars a euro."""

    base: str
    quote: str
    day: date
    rate: Decimal


class Description(NamedTuple):
    """What must be known of a source that the embedded table does not hold; as in data/rates.toml."""

    name: str
    origin: str
    licence: str
    pivot: str
    kind: RateKind


class LiveSource(Protocol):
    """A place on the network that publishes rates."""

    @property
    def id(self) -> str:
        """As in ListRateCoverage."""

    @property
    def description(self) -> Description | None:
        """None where the embedded table describes it."""

    def fetch(self, first: date, last: date, codes: frozenset[str]) -> Iterator[list[Publication]]:
        """What was published from `first` to `last`, answer by answer, oldest first.

        An answer is checked as a whole before any of it is given. Errors: RateSourceError.
        """
