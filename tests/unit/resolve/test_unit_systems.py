"""Which gallon, ton or cup is meant, why, and what lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from figures_server.lexicon.unit_systems import load_unit_systems
from figures_server.lexicon.units import load_units
from figures_server.model import Policy
from tests.corpus.told import extractor

if TYPE_CHECKING:
    from figures_server.model import UnitFactor


def chosen(text: str, region: str = "") -> UnitFactor:
    """The last factor of the text's last figure."""
    return extractor().extract(text, region_code=region).figures[-1].unit.factors[-1]


@pytest.mark.parametrize(
    ("text", "region", "name", "reason"),
    [
        ("The tank holds 500 gallons.", "GB", "imperial_gallon", "REGION"),
        ("The tank holds 500 gallons.", "gb", "imperial_gallon", "REGION"),
        ("The tank holds 500 gallons.", "UK", "imperial_gallon", "REGION"),
        ("The tank holds 500 gallons.", "US", "gallon", "REGION"),
        ("The tank holds 500 gallons.", "FR", "gallon", "DEFAULT"),
        ("The tank holds 500 gallons.", "", "gallon", "DEFAULT"),
        ("The tank leaked 8 pints.", "IE", "imperial_pint", "REGION"),
        ("The tank leaked 8 quarts.", "GB", "imperial_quart", "REGION"),
        ("The tank leaked 8 fl oz.", "GB", "imperial_fluid_ounce", "REGION"),
        ("They lifted 10 hundredweight of coal.", "GB", "long_hundredweight", "REGION"),
        ("They lifted 10 hundredweight of coal.", "CA", "hundredweight", "REGION"),
        ("They lifted 30 tons of coal.", "GB", "long_ton", "REGION"),
        ("They lifted 30 tons of coal.", "US", "ton", "REGION"),
        ("They lifted 30 tons of coal.", "CA", "ton", "REGION"),
        ("They lifted 30 tons of coal.", "DE", "metric_ton", "REGION"),
        ("They bought a five-cup jug.", "GB", "imperial_cup", "REGION"),
        ("They bought a five-cup jug.", "NZ", "metric_cup", "REGION"),
        ("They bought a five-cup jug.", "US", "cup", "REGION"),
        ("The car does 40 mpg.", "GB", "imperial_gallon", "REGION"),
        # The text outweighs the region it was published in.
        ("The well in Texas gave 500 gallons.", "GB", "gallon", "NAMED_NEARBY"),
        ("The well in Kent, England gave 500 gallons.", "US", "imperial_gallon", "NAMED_NEARBY"),
        ("Fuel in London and New York is sold by 500 gallons.", "GB", "imperial_gallon", "REGION"),
        ("Petrol went for £6 a gallon.", "", "imperial_gallon", "NAMED_NEARBY"),
        ("Fuel went for $3.50 a gallon.", "GB", "gallon", "NAMED_NEARBY"),
        ("Gold fetched $1,900 an ounce.", "", "troy_ounce", "NAMED_NEARBY"),
        ("Cheese fetched $2 an ounce.", "", "ounce", "DEFAULT"),
        ("China bought 5 million tons.", "", "metric_ton", "NAMED_NEARBY"),
        ("It took 9 imperial gallons. Later it took 500 gallons.", "US", "imperial_gallon", "UNIT_IN_ARTICLE"),
        ("It took 9 metric tons. Later it took 500 tons.", "US", "metric_ton", "UNIT_IN_ARTICLE"),
        ("It took 500 gallons (2,273 litres). Later it took 60 gallons.", "US", "imperial_gallon", "UNIT_IN_ARTICLE"),
        ("LONDON (AP) - It rained.\n\nOne tank took 500 gallons.", "", "imperial_gallon", "DATELINE"),
        ("It rained in Scotland.\n\nOne tank took 500 gallons.", "", "imperial_gallon", "ARTICLE_PLACE"),
        ("The depot sold petrol. One tank took 500 gallons.", "", "imperial_gallon", "SPELLING"),
        ("The depot sold gasoline. One tank took 500 gallons.", "", "gallon", "SPELLING"),
        ("The depot sold petrol. One lorry took 500 tons.", "", "ton", "DEFAULT"),
        ("The temperature was 41 degrees.", "", "degC", "DEFAULT"),
        ("The temperature was 41 degrees.", "US", "degF", "REGION"),
        ("The temperature was 41 degrees.", "CA", "degC", "REGION"),
        ("The temperature was 41 degrees in Texas.", "GB", "degF", "NAMED_NEARBY"),
        ("It was 90F. Later the temperature was 41 degrees.", "GB", "degF", "UNIT_IN_ARTICLE"),
        ("It was 90F. Later the temperature rose by 12 degrees.", "GB", "delta_degF", "UNIT_IN_ARTICLE"),
        ("CHICAGO (AP) - It was cold.\n\nThe temperature rose by 12 degrees.", "", "delta_degF", "DATELINE"),
        ("Temperatures reached 95 degrees in Lyon.", "FR", "degF", "MAGNITUDE"),
    ],
)
def test_the_unit_and_its_reason(text: str, region: str, name: str, reason: str) -> None:
    factor = chosen(text, region)
    assert (factor.name, factor.reason) == (name, reason)
    assert name not in factor.alternatives
    assert factor.alternatives


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It took on 500 US gallons.", "gallon"),
        ("It took on 500 UK gallons.", "imperial_gallon"),
        ("It took on 500 British gallons.", "imperial_gallon"),
        ("It took on 500 UK tons.", "long_ton"),
        ("It took on 500 short tons.", "ton"),
        ("It took on 500 long tons.", "long_ton"),
        ("It took on 500 metric tons.", "metric_ton"),
        ("It does 40 miles per US gallon.", "gallon"),
        ("It was 41C in Texas.", "degC"),
    ],
)
def test_a_full_name_needs_no_reason(text: str, name: str) -> None:
    for region in ("", "GB", "US"):
        factor = chosen(text, region)
        assert (factor.name, factor.reason, factor.alternatives) == (name, "", ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It took on 500 gallons (2,273 litres).", "imperial_gallon"),
        ("It took on 500 gallons (1,893 litres).", "gallon"),
        ("Temperatures of 32 degrees (0C) are due.", "degF"),
        ("Temperatures of 15 degrees (59F) are due.", "degC"),
        ("It took on 20 tons (18.1 tonnes).", "ton"),
        ("It took on 20 tons (20.3 tonnes).", "long_ton"),
        ("It took on 20 tons (20,000 kg).", "metric_ton"),
    ],
)
@pytest.mark.parametrize("region", ["", "GB", "US"])
def test_the_writers_own_conversion_decides(text: str, name: str, region: str) -> None:
    factor = extractor().extract(text, region_code=region).figures[0].unit.factors[0]
    assert (factor.name, factor.reason) == (name, "RESTATEMENT")


@pytest.mark.parametrize("restated", ["3,000 litres", "0 litres", "500 pints", "9 hours"])
def test_a_conversion_that_fits_no_unit_decides_nothing(restated: str) -> None:
    factor = extractor().extract(f"It took on 500 gallons ({restated}).", region_code="GB").figures[0].unit.factors[0]
    assert (factor.name, factor.reason) == ("imperial_gallon", "REGION")


def test_a_rate_of_two_figures_is_named_for_both() -> None:
    pounds, dollars = extractor().extract("Fuel went for £4 ($5) a gallon in Leeds, England.").figures
    assert [figure.unit.factors[-1].name for figure in (pounds, dollars)] == ["imperial_gallon"] * 2


def test_the_worth_follows_the_choice() -> None:
    (figure,) = extractor().extract("The tank holds 100 gallons.", region_code="GB").figures
    assert figure.si is not None
    assert figure.si.value.lower is not None
    assert figure.si.value.lower.decimal == Decimal("0.454609")
    assert figure.unit.display == "imperial gallon"


@pytest.mark.parametrize(
    ("region", "litres"), [("GB", "9.09218"), ("US", "7.570823568"), ("", "7.570823568")], ids=["GB", "US", "none"]
)
def test_a_unit_asked_for_is_the_regions_too(region: str, litres: str) -> None:
    policy = Policy(target_units=("gallons",))
    (figure,) = extractor().extract(f"The tank holds {litres} litres.", region_code=region, policy=policy).figures
    (conversion,) = figure.conversions
    assert conversion.rounded.lower is not None
    assert round(conversion.rounded.lower.decimal, 4) == 2
    assert conversion.unit.factors[0].reason == ("REGION" if region else "DEFAULT")


@pytest.mark.parametrize("region", ["", "GB", "US"])
def test_a_scale_asked_for_by_name_is_the_same_everywhere(region: str) -> None:
    policy = Policy(target_units=("celsius",))
    warm, mild = extractor().extract("It was 86F, then 20C.", region_code=region, policy=policy).figures
    assert [conversion.unit.display for conversion in warm.conversions] == ["°C"]
    assert not mild.conversions


def test_the_table_names_known_units_and_systems() -> None:
    entries = {entry.id: entry for entry in load_units()}
    systems, table = {entry.system for entry in entries.values()} - {""}, load_unit_systems()
    assert set(table.words.values()) <= systems
    for wishes in (*table.regions.values(), table.elsewhere, *table.spelling.values()):
        assert {wish for wish in wishes if wish not in systems} <= entries.keys()
    for name, words in table.beside.items():
        assert set(words.values()) <= set(entries[name].ambiguous_with)
