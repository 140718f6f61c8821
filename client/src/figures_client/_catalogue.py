"""What the service says of itself: units, currencies, rates, versions and limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from figures_client._options import ExtractOptions
    from figures_client.model import CivilDate, Engine, RateTable


@dataclass(frozen=True, slots=True)
class UnitDefinition:
    """One unit that the service reads: "mile", UCUM "[mi_i]", 1609.344 m."""

    unit: str
    ucum: str
    dimension: str
    surfaces: tuple[str, ...]
    si_factor: Decimal | None
    si_offset: Decimal | None


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency that the service reads, with its signs and words."""

    currency_code: str
    display_name: str
    symbols: tuple[str, ...]
    surfaces: tuple[str, ...]
    withdrawn_date: CivilDate | None
    minor_digits: int


@dataclass(frozen=True, slots=True)
class RateHole:
    """Days, both in, for which a source has no rate, not even an older one within its limit."""

    first_date: CivilDate | None
    last_date: CivilDate | None


@dataclass(frozen=True, slots=True)
class RateCoverage:
    """One series of rates: RUB in EUR from the ECB, 1999 to 2022."""

    currency_code: str
    quote_currency_code: str
    source: str
    first_date: CivilDate | None
    last_date: CivilDate | None
    max_gap_days: int
    publications: int
    source_name: str
    holes: tuple[RateHole, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What requests must keep to."""

    max_text_bytes: int
    max_batch_size: int
    max_in_flight: int
    max_target_currencies: int
    max_target_units: int


@dataclass(frozen=True, slots=True)
class ServiceInfo:
    """What this server is and can do; `default_options` may be passed on as keyword arguments."""

    engine: Engine | None
    rates: RateTable | None
    limits: Limits
    default_options: ExtractOptions
    concept_categories: tuple[str, ...]
    language_codes: tuple[str, ...]
    build: str
    engines: tuple[str, ...]
