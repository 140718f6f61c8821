"""The second engine: quantulum3's answers in our words."""

from __future__ import annotations

import logging
import subprocess
import sys
from decimal import Decimal
from types import SimpleNamespace

import pytest

from figures_server.compose import quantulum
from figures_server.compose.quantulum import read_with_quantulum
from figures_server.text.article import Article


@pytest.mark.parametrize(
    ("text", "surface", "value", "kind", "factors"),
    [
        ("The patrol walked 60 miles.", "60 miles", "60", "measurement", [("mile", 1)]),
        ("It hit -3.5 °C, then it snowed.", "-3.5 °C", "-3.5", "temperature", [("degC", 1)]),
        ("Prices rose 4% again.", "4%", "4", "percentage", [("percent", 1)]),
        ("Diesel costs £2.50 a litre.", "£2.50 a litre", "2.50", "money", [("GBP", 1), ("liter", -1)]),
        ("A gift of $1.2 million came.", "$1.2 million", "1200000", "money", [("USD", 1)]),
        ("Gusts of 90 km/h were felt.", "90 km/h", "90", "measurement", [("kilometer", 1), ("hour", -1)]),
        ("They waited five hours.", "five hours", "5", "duration", [("hour", 1)]),
        (
            "They went ten kilometres per hour.",
            "ten kilometres per hour",
            "10",
            "measurement",
            [("kilometer", 1), ("hour", -1)],
        ),
        ("A flat of 50 square metres.", "50 square metres", "50", "measurement", [("meter", 2)]),
        ("İ 5 km", "5 km", "5", "measurement", [("kilometer", 1)]),
        ("Some 600,000 marched.", "600,000", "600000", "number", []),
    ],
)
def test_figures(text: str, surface: str, value: str, kind: str, factors: list[tuple[str, int]]) -> None:
    figures, warnings = read_with_quantulum(Article(text))
    assert warnings == []
    (figure,) = figures
    assert text[figure.start : figure.end] == surface
    assert figure.value.point is not None
    assert figure.value.point.decimal == Decimal(value)
    assert (figure.kind, figure.rule) == (kind, "quantulum3")
    assert [(part.name, part.exponent) for part in figure.unit.factors] == factors


def test_an_uncertainty_is_an_interval() -> None:
    ((low_high,), _) = read_with_quantulum(Article("A belt of 10 to 15 km was mined."))
    assert low_high.modifier == "range"
    assert low_high.value.lower is not None
    assert low_high.value.upper is not None
    assert (low_high.value.lower.decimal, low_high.value.upper.decimal) == (Decimal(10), Decimal(15))
    assert low_high.value.point is None


@pytest.mark.parametrize("text", ["", " \n", "Nothing happened.", "1/0 miles", "1e999 km"])
def test_texts_without_figures(text: str) -> None:
    assert read_with_quantulum(Article(text)) == ([], [])


def test_endless_numbers_are_refused_before_they_take_hours() -> None:
    figures, (warning,) = read_with_quantulum(Article("9" * 5000))
    assert (figures, warning.reason) == ([], "ENGINE_FAILED")


def test_a_failure_of_the_library_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    from quantulum3 import parser  # noqa: PLC0415

    def fail(_: str) -> None:
        raise KeyError

    monkeypatch.setattr(parser, "parse", fail)
    figures, (warning,) = read_with_quantulum(Article("5 km"))
    assert (figures, warning.reason) == ([], "ENGINE_FAILED")
    assert "KeyError" in warning.message


def test_the_root_logger_stays_as_it_was() -> None:
    before = list(logging.getLogger().handlers)
    read_with_quantulum(Article("5 km"))
    assert logging.getLogger().handlers == before


def test_what_the_catalogue_lacks_is_a_thing() -> None:
    unit = SimpleNamespace(dimensions=[{"base": "smoot", "power": 2}], currency_code=None)
    (part,) = quantulum._factors(unit)
    assert (part.base, part.name, part.exponent) == ("entity", "smoot", 2)


def test_nothing_of_it_is_loaded_until_it_is_asked() -> None:
    code = (
        "import sys; import figures_server.compose.quantulum, figures_server.resolve.units;"
        "print(sorted({'quantulum3', 'pint', 'numpy', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
