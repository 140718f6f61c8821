"""Write data/units.json: the catalogue of lexicon/en/units.toml, spelled out, with pint's exact factors.

    python server/scripts/build_units.py [--check]

The lexicon says which words and signs mean a unit; pint alone says what it is worth. Prefixes and powers
are spelled out here and nowhere guessed: "kilo" on the metre gives kilometer, "kilometres", "km" and, with
powers, "sq km". An entry whose id a prefix made adds to it. Factors are fractions all the way: a decimal
that ends is written as one ("0.45359237"), another as "a/b".
"""

from __future__ import annotations

import json
import sys
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pint

PACKAGE: Final = Path(__file__).resolve().parents[1] / "src" / "figures_server"
SOURCE: Final = PACKAGE / "lexicon" / "en" / "units.toml"
TARGET: Final = PACKAGE / "data" / "units.json"

# Prefix: the signs it is written with (the first one also in UCUM).
PREFIXES: Final = {
    "femto": ("f",),
    "pico": ("p",),
    "nano": ("n",),
    "micro": ("u", "µ", "μ"),
    "milli": ("m",),
    "centi": ("c",),
    "deci": ("d",),
    "hecto": ("h",),
    "kilo": ("k",),
    "mega": ("M",),
    "giga": ("G",),
    "tera": ("T",),
    "peta": ("P",),
    "exa": ("E",),
    "zetta": ("Z",),
    "yotta": ("Y",),
    "kibi": ("Ki",),
    "mebi": ("Mi",),
    "gibi": ("Gi",),
    "tebi": ("Ti",),
}
POWERS: Final = {2: ("square", "squared", "sq", "²"), 3: ("cubic", "cubed", "cu", "³")}
POWER_KINDS: Final = {2: "Area", 3: "Volume"}
TEXTS: Final = ("ucum", "quantity_kind", "kind", "display", "system", "pint", "dimension")
LISTS: Final = ("surfaces", "symbols", "attached", "spaced", "ambiguous_with", "examples", "counterexamples")
FLAGS: Final = ("everyday", "scale", "calendar")
BUILD_ONLY: Final = ("prefixes", "prefix_surfaces", "prefix_symbols", "powers", "factors", "id")

Entry = dict[str, Any]


def build() -> str:
    """The whole file as text: the same for the same lexicon and pint."""
    with SOURCE.open("rb") as file:
        entries = spell_out(tomllib.load(file)["unit"])
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Fraction)
    atoms = {entry["id"]: atom(registry, entry) for entry in entries if "factors" not in entry}
    check(entries, atoms)
    head = {
        "source": "lexicon/en/units.toml and the default registry of pint",
        "pint": pint.__version__,
        "licence": "pint: BSD-3-Clause",
    }
    lines = [f" {json.dumps(key)}: {json.dumps(text, ensure_ascii=False)}," for key, text in head.items()]
    lines.append(f' "pint_names": {dump(pint_names(pint.UnitRegistry()))},')
    lines.append(' "atoms": {')
    lines.append(",\n".join(f"  {json.dumps(key)}: {dump(atoms[key])}" for key in sorted(atoms)))
    lines.append(" },")
    lines.append(' "units": [')
    lines.append(",\n".join("  " + dump(lean(entry)) for entry in sorted(entries, key=lambda entry: str(entry["id"]))))
    lines.append(" ]")
    return "{\n" + "\n".join(lines) + "\n}\n"


def pint_names(registry: pint.UnitRegistry[Any]) -> Entry:
    """The names of a fresh registry: of units all of three letters and more, of prefixes those spelled out."""
    units = sorted(name for name in registry._units if len(name) > 2 and name.replace("_", "").isalnum())  # noqa: SLF001 - it has no public list
    prefixes = sorted({prefix.name for prefix in registry._prefixes.values()} - {""})  # noqa: SLF001
    return {"units": " ".join(units), "prefixes": " ".join(prefixes)}


def dump(record: Entry) -> str:
    """One record on one line."""
    return json.dumps(record, ensure_ascii=False)


def lean(entry: Entry) -> Entry:
    """What the server reads of an entry: nothing empty, nothing that only pint needs."""
    return {key: entry[key] for key in ("id", "factors", *TEXTS, *LISTS, *FLAGS) if key != "pint" and entry.get(key)}


def spell_out(written: list[Entry]) -> list[Entry]:
    """Every entry by itself: prefixed ones and powers made, additions merged."""
    units: dict[str, Entry] = {}
    powers: dict[str, list[int]] = {}
    for entry in written:
        unknown = set(entry) - {*TEXTS, *LISTS, *FLAGS, *BUILD_ONLY}
        if unknown:
            message = f"{SOURCE.name}: {entry['id']}: unknown keys {sorted(unknown)}"
            raise ValueError(message)
        for made in (entry, *(prefixed(entry, prefix) for prefix in entry.get("prefixes", ()))):
            merge(units.setdefault(made["id"], {"id": made["id"]}), made)
            powers.setdefault(made["id"], []).extend(entry.get("powers", ()))
    for name, exponents in powers.items():
        for exponent in exponents:
            made = power(units[name], exponent)
            # What an entry says by hand ("cc") stands behind what is made.
            units[made["id"]] = merge(made, units.get(made["id"], {}))
    return list(units.values())


def merge(into: Entry, more: Entry) -> Entry:
    """Add one entry's words to another's; plain fields of the later one win."""
    for key, content in more.items():
        if key in LISTS:
            into[key] = list(dict.fromkeys([*into.get(key, ()), *content]))
        elif key not in BUILD_ONLY or key == "factors":
            into[key] = content
    return into


def prefixed(entry: Entry, prefix: str) -> Entry:
    """A unit with a prefix: "kilo" on gram makes kilogram, "kilograms" and "kg"."""
    signs = PREFIXES[prefix]
    symbols = entry.get("prefix_symbols") or entry.get("symbols", ())
    made: Entry = {
        "id": prefix + entry["id"],
        "surfaces": [prefix + word for word in (entry.get("prefix_surfaces") or entry.get("surfaces", ()))],
        "symbols": [sign + symbol for symbol in symbols for sign in signs[-2:] if "_" not in symbol],
        "display": signs[1 if len(signs) > 1 else 0] + shown(entry) if symbols else "",
    }
    # "{pixel}" is a note on the number 1, and takes no prefix.
    if entry.get("ucum", "{")[0] != "{":
        made["ucum"] = signs[0] + entry["ucum"]
    return made | {key: entry[key] for key in ("quantity_kind", "kind", "dimension") if key in entry}


def power(entry: Entry, exponent: int) -> Entry:
    """The square or cube of a unit: "square metres", "sq m", "m2"."""
    adjective, participle, short, raised = POWERS[exponent]
    words, symbols = entry.get("surfaces", ()), [symbol for symbol in entry.get("symbols", ()) if symbol.isalpha()]
    ahead = (adjective, short, short + ".")
    surfaces = [f"{first} {word}" for word in words for first in ahead] + [f"{word} {participle}" for word in words]
    surfaces += [f"{first} {symbol.lower()}" for symbol in symbols for first in ahead]
    if exponent == 2:  # "sqm" is written, "cum" is not.
        surfaces += [f"sq{symbol.lower()}" for symbol in symbols]
    return {
        "id": f"{adjective}_{entry['id']}",
        "factors": [[entry["id"], exponent]],
        "ucum": f"{entry['ucum']}{exponent}",
        "quantity_kind": POWER_KINDS[exponent],
        "surfaces": list(dict.fromkeys(surfaces)),
        "symbols": [
            symbol + tail for symbol in symbols for tail in (str(exponent), raised, f"^{exponent}", f" {participle}")
        ],
        "display": shown(entry) + raised,
    }


def shown(entry: Entry) -> str:
    """How a unit is usually written: its display, else its first sign, else its name."""
    signs = (entry.get("display"), *entry.get("symbols", ()), entry["id"].replace("_", " "))
    return next(str(sign) for sign in signs if sign)


def atom(registry: pint.UnitRegistry[Any], entry: Entry) -> Entry:
    """What one undivided unit is worth in SI, by pint: factor, offset and dimension."""
    if entry.get("scale"):
        return {}
    expression: str = entry.get("pint") or entry["id"]
    found: Entry = {}
    if expression in {"degC", "degF"}:
        zero = registry.Quantity(Fraction(0), expression).to("kelvin").magnitude
        found["offset"] = exact(zero)
        expression = f"delta_{expression}"
    # Times a plain number, for "1 / 100" is parsed into no quantity.
    base = (registry.parse_expression(expression) * registry.Quantity(Fraction(1))).to_base_units()
    found["si"] = exact(Fraction(base.magnitude))
    own = entry.get("dimension")
    found["dimension"] = (
        {own: 1} if own else {key: whole(number) for key, number in sorted(base.dimensionality.items())}
    )
    if entry.get("calendar"):
        found["calendar"] = True
    return found


def whole(number: Any) -> int:  # noqa: ANN401 - pint's powers are whatever its arithmetic left
    """A power as an integer; the half powers of pint's cgs units ("gauss") are refused."""
    if number != int(number):
        message = f"a power of {number}: give the unit an expression in SI"
        raise ValueError(message)
    return int(number)


def exact(fraction: Fraction) -> str:
    """A fraction as a decimal where it ends, else as "a/b"."""
    rest, digits = fraction.denominator, 0
    while rest % 10 == 0:
        rest, digits = rest // 10, digits + 1
    for divisor in (2, 5):
        while rest % divisor == 0:
            rest, digits = rest // divisor, digits + 1
    if rest != 1:
        return f"{fraction.numerator}/{fraction.denominator}"
    digits_of = f"{abs(fraction.numerator) * 10**digits // fraction.denominator:0{digits + 1}}"
    sign = "-" if fraction < 0 else ""
    return sign + (f"{digits_of[:-digits]}.{digits_of[-digits:]}".rstrip("0").rstrip(".") if digits else digits_of)


def check(entries: list[Entry], atoms: dict[str, Entry]) -> None:
    """Refuse a factor without a unit, and a word of two units that do not name each other."""
    readers: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for name, _ in entry.get("factors", ()):
            if name not in atoms:
                message = f"{SOURCE.name}: {entry['id']}: no unit {name}"
                raise ValueError(message)
        for key in ("surfaces", "symbols", "attached", "spaced"):
            for word in entry.get(key, ()):
                other = readers.setdefault((key, word), entry)
                named = {*entry.get("ambiguous_with", ()), *other.get("ambiguous_with", ())}
                if other is not entry and not {entry["id"], other["id"]} & named:
                    message = f"{SOURCE.name}: {word!r} is {entry['id']} and {other['id']}, undeclared"
                    raise ValueError(message)


def main() -> int:
    """Write the file, or with --check say whether it is current."""
    text = build()
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.read_text("utf-8") == text else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
