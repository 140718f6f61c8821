"""Write data/currencies.json: CLDR's currencies with lexicon/en/currencies.toml laid over them.

Needs babel 2.18.0 and iso4217 1.16.20260101, which the service itself does not. Run it after a change of
the TOML file, or of these versions: `python server/scripts/build_currencies.py`. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

import babel
import iso4217
from babel.core import get_global

PACKAGE: Final = Path(__file__).resolve().parents[1] / "src" / "figures_server"
NAMES: Final = PACKAGE / "lexicon" / "en" / "currencies.toml"
TARGET: Final = PACKAGE / "data" / "currencies.json"
BABEL_VERSION: Final = "2.18.0"

# Funds, accounts, indexed units and test codes: nobody states an amount of them in the news.
NO_MONEY: Final = frozenset(
    "BEC BEL BOV CHE CHW CLF CNX COU ECV ESA ESB LUC LUL MXV USN USS UYI UYW XBA XBB XBC XBD XFO XFU XPD XPT XRE XSU "
    "XTS XUA XXX ZAL ARL LTT PES".split(),
)
# What was withdrawn before is history, not news: it could only add false readings.
FIRST_YEAR: Final = 1985
# "New cents" are of any country.
TELL_NO_COUNTRY: Final = frozenset(("new", "old", "strong", "sovereign", "convertible", "onshore"))
_DATES_IN_NAME: Final = re.compile(r"\s*\([^)]*\)")

Table: TypeAlias = dict[str, Any]


def main() -> None:
    """Write the file."""
    sys.stdout.write(f"{TARGET.name}: {TARGET.write_text(render(), encoding='utf-8')} characters\n")


def render() -> str:
    """The file's text, one currency a line, by code."""
    if babel.__version__ != BABEL_VERSION:
        message = f"needs babel {BABEL_VERSION}, found {babel.__version__}"
        raise SystemExit(message)
    overlay = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    minors = {minor["id"]: minor for minor in overlay["minor"]}
    by_hand = {entry["code"]: entry for entry in overlay["currency"]}
    codes = sorted((_cldr_codes() | by_hand.keys()) - NO_MONEY)
    rows = [json.dumps(_entry(code, by_hand.get(code, {}), minors), ensure_ascii=False) for code in codes]
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _cldr_codes() -> set[str]:
    ended = {code: _last_day(code) for code in map(str, babel.Locale("en").currencies)}
    return {code for code, last in ended.items() if last is None or last.year >= FIRST_YEAR}


def _entry(code: str, hand: Table, minors: dict[str, Table]) -> Table:
    locale = babel.Locale("en")
    withdrawn = hand.get("withdrawn", _last_day(code))
    symbols = [*([] if hand.get("code_is_word") else [code]), *hand.get("symbols", ())]
    sign = locale.currency_symbols.get(code)
    # Of money long gone nobody names the coins by the country.
    whose = set() if withdrawn else _names(code, hand)[0] - TELL_NO_COUNTRY
    return {
        "code": code,
        "name": hand.get("name") or locale.currencies[code],
        "minor_digits": hand.get("minor_digits", _digits(code)),
        "withdrawn": withdrawn.isoformat() if withdrawn else None,
        "surfaces": _surfaces(code, hand),
        "symbols": list(dict.fromkeys([*symbols, *([sign] if sign and sign != code else [])])),
        "minor": [row for family in hand.get("minor", ()) for row in _minor_rows(minors[family], whose)],
        "countries": sorted({*hand.get("countries", _tender(code)), *hand.get("more_countries", ())}),
    }


def _minor_rows(minor: Table, whose: set[str]) -> list[list[Any]]:
    """The coins alone and with every adjective of their money: "cents", "us cents", "hong kong cents"."""
    said = {name for coin in minor["names"] for name in (coin, *(f"{adjective} {coin}" for adjective in whose))}
    names = {spelling for name in said for spelling in _spellings(name)}
    rows = [[name, minor["of_major"], False] for name in sorted(names)]
    return rows + [[symbol, minor["of_major"], True] for symbol in minor.get("symbols", ())]


def _surfaces(code: str, hand: Table) -> list[str]:
    """Every adjective before every unit noun, the nouns alone where they may stand so, and the whole names."""
    adjectives, nouns = _names(code, hand)
    surfaces = {f"{adjective} {noun}" for adjective in adjectives for noun in nouns if not _repeats(adjective, noun)}
    surfaces |= nouns | set(hand.get("surfaces", ()))
    return sorted(
        {spelling for surface in surfaces for spelling in _spellings(surface)} - set(hand.get("not_bare", ()))
    )


def _names(code: str, hand: Table) -> tuple[set[str], set[str]]:
    """The adjectives and the unit nouns of one money: "canadian", "canada"; "dollar", "dollars"."""
    adjectives, nouns = set(hand.get("adjectives", ())), set(hand.get("units", ()))
    for name in () if hand.get("names_alone") else _cldr_names(code):
        adjective, _, noun = name.rpartition(" ")
        nouns.add(noun)
        adjectives |= {adjective} - {""}
    return adjectives, nouns


def _repeats(adjective: str, noun: str) -> bool:
    """Whether the two share a word: "new" + "new shekels"."""
    return not set(adjective.split()).isdisjoint(noun.split())


def _spellings(surface: str) -> set[str]:
    return {surface, _plain(surface)}


def _cldr_names(code: str) -> set[str]:
    """Lower-case singular and plural, without years: "belarusian ruble", "belarusian rubles"."""
    locale = babel.Locale("en")
    if code not in locale.currencies:
        return set()
    plurals = locale._data["currency_names_plural"].get(code, {})  # noqa: SLF001, babel has no public call for it
    names = {locale.currencies[code], *(name for _, name in plurals.items())}
    return {_DATES_IN_NAME.sub("", name).lower().replace("&", "and") for name in names}


def _plain(surface: str) -> str:
    """Without accents, as most newsrooms write: "colones", "zlotych"."""
    decomposed = unicodedata.normalize("NFKD", surface.replace("ł", "l").replace("ʻ", "'").replace("ø", "o"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _digits(code: str) -> int:
    """ISO's exponent where the code is current, CLDR's where it is retired."""
    exponents = [currency.exponent for currency in iso4217.Currency if currency.code == code]
    if exponents and exponents[0] is not None:
        return int(exponents[0])
    fractions = get_global("currency_fractions")
    return int(fractions.get(code, fractions["DEFAULT"])[0])


def _spans(code: str) -> list[tuple[str, date | None]]:
    """Where it was tender, and until when."""
    return [
        (region, date(*end) if end else None)
        for region, currencies in get_global("territory_currencies").items()
        for currency, _, end, tender in currencies
        if currency == code and (tender or end)
    ]


def _tender(code: str) -> list[str]:
    return [region for region, end in _spans(code) if end is None]


def _last_day(code: str) -> date | None:
    ends = [end for _, end in _spans(code)]
    return max((end for end in ends if end), default=None) if None not in ends else None


if __name__ == "__main__":
    main()
