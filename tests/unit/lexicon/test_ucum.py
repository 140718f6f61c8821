"""Every UCUM code of the catalogue is one, and ucumvert, which reads UCUM into pint, takes it for the same worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from ucumvert import PintUcumRegistry, get_ucum_parser

from figures_server.lexicon.units import load_units
from figures_server.model import Unit, UnitFactor
from figures_server.resolve.units import UnitTable

if TYPE_CHECKING:
    from lark import Lark

_TABLE: Final = UnitTable.load()
# Left to ucumvert's own tests: it takes minutes and seconds of arc for those of time, the roentgen for the gas
# constant, the inch of mercury at 32 °F for one at 60 °F, the gauss for pint's of cgs; decibels and pH are logarithms,
# and "{pixel}" is a note on the number 1.
_OTHERWISE_THERE: Final = frozenset(
    "arcminute arcsecond roentgen milliroentgen microroentgen inch_Hg gauss oersted kilooersted decibel ph pixel megapixel gigapixel".split()
)
# UCUM has no words for these: scales and things counted, genes, gas and oil by their energy, stars, products with odd numbers.
_NO_CODE: Final = frozenset(
    """
    barrel_of_oil_equivalent barrel_of_oil_equivalent_per_day colony_forming_unit carbon_dioxide_equivalent_megatonne
    carbon_dioxide_equivalent_tonne million_tonne_of_oil_equivalent tonne_of_oil_equivalent refrigeration_ton
    metric_horsepower beats_per_minute frames_per_second international_unit business_day index_point karat league mach magnitude proof psu richter
    saffir_simpson_category scoville teu beaufort earth_mass jupiter_mass solar_luminosity solar_mass torr
    base_pair kilobase megabase gigabase darcy millidarcy millitorr microtorr
    """.split()
)


def _code(name: str) -> str:
    unit = Unit(tuple(UnitFactor("unit", part, power) for part, power in _TABLE.entries[name].factors))
    _TABLE.describe(unit)
    return unit.ucum


_CODES: Final = {entry.id: _code(entry.id) for entry in load_units()}


@pytest.fixture(scope="module")
def parser() -> Lark:
    parser: Lark = get_ucum_parser()
    return parser


@pytest.fixture(scope="module")
def registry() -> PintUcumRegistry:
    return PintUcumRegistry()


@pytest.mark.parametrize("name", [name for name, code in _CODES.items() if code])
def test_every_code_is_ucum(parser: Lark, name: str) -> None:
    parser.parse(_CODES[name])


@pytest.mark.parametrize("name", [name for name, code in _CODES.items() if code and name not in _OTHERWISE_THERE])
def test_every_code_has_the_units_worth(registry: PintUcumRegistry, name: str) -> None:
    entry = _TABLE.entries[name]
    worth = _TABLE.worth(Unit(tuple(UnitFactor("unit", part, power) for part, power in entry.factors)))
    theirs = registry.from_ucum(_CODES[name]).to_base_units()
    assert theirs.magnitude - float(worth.offset) == pytest.approx(float(worth.factor), rel=1e-9)


def test_what_has_no_code_is_known() -> None:
    assert {name for name, code in _CODES.items() if not code} == _NO_CODE
