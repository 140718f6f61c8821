"""Every example beside an entry of the lexicon is read as it says, and no counterexample is.

An example reads "a 25-basis-point cut => 25 basis_point" beside a unit, "nearly 9,000 => 9000 just_below" beside a hedge.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from figures_server.lexicon.units import load_units
from figures_server.lexicon.words import read_toml
from tests.corpus.told import extractor, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_server.lexicon.units import UnitEntry

# Which file's tables are read into figures, and which field of a figure closes their examples.
_TABLES: Final = {"units.toml": ("unit", "unit"), "hedges.toml": ("hedge", "modifier")}


def _examples(key: str) -> Iterator[Any]:
    for file, (table, field) in _TABLES.items():
        for entry in read_toml(file)[table]:
            for example in entry.get(key, ()):
                yield pytest.param(example, entry["id"], field, id=f"{entry['id']}: {example}")


@pytest.mark.parametrize(("example", "name", "field"), list(_examples("examples")))
def test_an_example_is_read(example: str, name: str, field: str) -> None:
    text, _, wanted = example.partition(" => ")
    value, _, said = wanted.partition(" ")
    (figure,) = (told(text, one) for one in extractor().extract(text).figures)
    assert (figure["value"], figure[field]) == (Decimal(value), said.replace(" ", "")), name


@pytest.mark.parametrize(("example", "name", "field"), list(_examples("counterexamples")))
def test_a_counterexample_is_not(example: str, name: str, field: str) -> None:
    said = {told(example, one)[field] for one in extractor().extract(example).figures}
    assert said <= ({"exact"} if field == "modifier" else said - {name})


# Words that also mean something without a number, that a rule reads otherwise, or that only their own examples can show:
# short forms of a million, a number of a compound, a scale named behind the number.
_READ_OTHERWISE: Final = {
    "c",
    "f",
    "A",
    "G",
    "M",
    "bn m3",
    "bn m³",
    "MN",
    "mN",
    "million british thermal units",
    "on the richter scale",
    "second",
    "times the speed of light",
}


@pytest.mark.parametrize("entry", [entry for entry in load_units() if not entry.everyday], ids=lambda entry: entry.id)
def test_every_spelling_of_a_unit_is_read(entry: UnitEntry) -> None:
    spaced = [f"It came to 7 {written}." for written in (*entry.surfaces, *entry.symbols, *entry.spaced)]
    glued = [f"It came to 7{written}." for written in (*entry.symbols, *entry.attached)]
    misread = []
    for text in (*spaced, *glued):
        figures = extractor().extract(text).figures
        factors = [tuple((factor.name, factor.exponent) for factor in figure.unit.factors) for figure in figures]
        if factors != [entry.factors] and text[len("It came to 7") : -1].strip() not in _READ_OTHERWISE:
            misread.append((text, factors))
    assert misread == []
