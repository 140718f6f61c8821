"""The tables of docs/units.md are what the script makes of the catalogue."""

from __future__ import annotations

import importlib.util
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from figures_server.lexicon.units import load_units

if TYPE_CHECKING:
    from types import ModuleType

_SCRIPT: Final = Path(__file__).resolve().parents[2] / "server" / "scripts" / "units_page.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("units_page", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up.
    sys.modules["units_page"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current(script: ModuleType) -> None:
    page = script.PAGE.read_text("utf-8")
    assert page == script.render(page), "run make units-page"


def test_the_page_has_every_unit_once(script: ModuleType) -> None:
    page = script.PAGE.read_text("utf-8")
    assert [entry.id for entry in load_units() if page.count(f"\n| `{entry.id}` |") != 1] == []


def test_a_page_without_marks_is_refused(script: ModuleType) -> None:
    with pytest.raises(ValueError, match="catalogue"):
        script.render("# Units\n")


@pytest.mark.parametrize(
    ("fraction", "written"),
    [(Fraction(5, 9), "5/9"), (Fraction(1, 8), "0.125"), (Fraction(10**50, 3 * 10**50 + 1), "0.333333333333…")],
)
def test_factors_are_exact_or_cut_visibly(script: ModuleType, fraction: Fraction, written: str) -> None:
    assert script.exact(fraction) == written
