"""The lexicon of currencies: complete, in step with its source, and free of readings that are no money."""

from __future__ import annotations

import importlib.util
from datetime import date
from decimal import Decimal
from pathlib import Path

import iso4217
import pytest

from figures_server.lexicon.currencies import currencies_by_code, load_currencies

ROOT = Path(__file__).resolve().parents[3]
# Metals, funds, units of account and test codes.
NO_MONEY = "BOV CHE CHW CLF COU MXV USN UYI UYW VED XAD XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX".split()


def bearing(surface: str) -> set[str]:
    return {entry.code for entry in load_currencies() if surface in entry.surfaces}


def signed(symbol: str) -> set[str]:
    return {entry.code for entry in load_currencies() if symbol in entry.symbols}


def test_the_table_is_what_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location(
        "build_currencies", ROOT / "server" / "scripts" / "build_currencies.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.render() == module.TARGET.read_text(encoding="utf-8")


def test_every_current_iso_code_is_here_with_its_minor_unit() -> None:
    entries = currencies_by_code()
    current = [currency for currency in iso4217.Currency if currency.code not in NO_MONEY]
    assert [currency.code for currency in current if currency.code not in entries] == []
    assert {c.code: entries[c.code].minor_digits for c in current} == {c.code: c.exponent for c in current}


def test_codes_are_sorted_and_unique() -> None:
    codes = [entry.code for entry in load_currencies()]
    assert codes == sorted(set(codes))


def test_surfaces_are_lower_case_and_every_entry_has_a_name() -> None:
    for entry in load_currencies():
        assert all(surface == surface.lower().strip() != "" for surface in entry.surfaces), entry.code
        assert entry.name, entry.code


@pytest.mark.parametrize(
    ("surface", "codes"),
    [
        ("russian rubles", {"RUB", "RUR"}),
        ("roubles", {"RUB", "RUR", "SUR", "BYN", "BYR"}),
        ("us dollars", {"USD"}),
        ("hong kong dollars", {"HKD"}),
        ("quid", {"GBP"}),
        ("bucks", {"USD", "AUD", "CAD", "NZD"}),
        ("deutschmarks", {"DEM"}),
        ("czech crowns", {"CZK"}),
        ("real", set()),
        ("sum", set()),
        ("gold", set()),
        ("bitcoins", {"BTC"}),
    ],
)
def test_names(surface: str, codes: set[str]) -> None:
    assert bearing(surface) == codes


@pytest.mark.parametrize(
    ("surface", "codes"),
    [
        ("dollars", {"USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "XCD"}),
        ("pounds", {"GBP", "EGP", "LBP", "SYP", "SDG", "IEP"}),
        ("rupees", {"INR", "PKR", "LKR", "NPR", "MUR", "SCR"}),
        ("crowns", {"CZK", "SEK", "NOK", "DKK", "ISK"}),
        ("francs", {"CHF", "XAF", "XOF", "FRF", "BEF"}),
        ("pesos", {"MXN", "ARS", "CLP", "COP", "PHP", "CUP", "DOP", "UYU"}),
    ],
)
def test_a_bare_name_stands_at_all_that_bear_it(surface: str, codes: set[str]) -> None:
    assert bearing(surface) >= codes


@pytest.mark.parametrize(
    ("symbol", "codes"),
    [
        ("US$", {"USD"}),
        ("A$", {"AUD"}),
        ("HK$", {"HKD"}),
        ("NT$", {"TWD"}),
        ("R$", {"BRL"}),
        ("Mex$", {"MXN", "MXP"}),
        ("¥", {"JPY", "CNY"}),
        ("₽", {"RUB"}),
        ("₴", {"UAH"}),
        ("kr", {"SEK", "NOK", "DKK", "ISK"}),
        ("Rs", {"INR", "PKR", "LKR", "NPR", "MUR", "SCR"}),
        ("zł", {"PLN", "PLZ"}),
        ("RM", {"MYR"}),
        ("R", {"ZAR"}),
        ("USD", {"USD"}),
        ("ALL", set()),
        ("TOP", set()),
    ],
)
def test_symbols(symbol: str, codes: set[str]) -> None:
    assert signed(symbol) == codes


@pytest.mark.parametrize(
    ("name", "code", "of_major"),
    [
        ("pence", "GBP", "0.01"),
        ("kopecks", "RUB", "0.01"),
        ("paise", "INR", "0.01"),
        ("fils", "KWD", "0.001"),
        ("fils", "AED", "0.01"),
        ("jiao", "CNY", "0.1"),
        ("toman", "IRR", "10"),
        ("cents", "EUR", "0.01"),
        ("øre", "NOK", "0.01"),
    ],
)
def test_minor_units(name: str, code: str, of_major: str) -> None:
    worth = {minor.name: minor.of_major for minor in currencies_by_code()[code].minor}
    assert worth[name] == Decimal(of_major)


@pytest.mark.parametrize(
    ("code", "withdrawn"),
    [("DEM", date(2002, 5, 15)), ("TRL", date(2005, 12, 31)), ("BGN", date(2026, 1, 31)), ("USD", None), ("BTC", None)],
)
def test_withdrawn(code: str, withdrawn: date | None) -> None:
    assert currencies_by_code()[code].withdrawn == withdrawn


def test_where_they_are_tender_now() -> None:
    entries = currencies_by_code()
    assert "EC" in entries["USD"].countries
    assert {"HR", "BG"} <= set(entries["EUR"].countries)
    assert entries["DEM"].countries == ()
