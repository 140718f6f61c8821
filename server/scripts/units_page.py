"""Write the tables of docs/units.md: every unit of the catalogue, and how the catalogue compares.

    python server/scripts/units_page.py [--check]

Only what stands between the two marks of each table is replaced. The same catalogue, pint, quantulum3 and CLDR
give the same bytes.
"""

from __future__ import annotations

import re
import sys
import tomllib
import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import babel
import pint

from figures_server.errors import InvalidArgumentError
from figures_server.lexicon.currencies import currencies_by_code, load_currencies
from figures_server.lexicon.units import spell_dimension
from figures_server.model import Interval, Number, Unit, UnitFactor
from figures_server.resolve.unit_expressions import Expressions
from figures_server.resolve.unit_steps import decimal_of
from figures_server.resolve.units import UnitTable, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from figures_server.lexicon.units import UnitEntry

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "units.md"
LISTS: Final = Path(__file__).with_name("unit_lists.toml")
MARKS: Final = "<!-- {name}: made by `make units-page` -->\n"
END: Final = "<!-- end of {name} -->\n"
# More characters than these are no longer read: the angles, whose pi has fifty digits.
LONGEST_FACTOR: Final = 40
WORDS_SHOWN: Final = 3

OTHER: Final = "other"
MONEY: Final = "currencies"
# What pint takes for plain numbers is told by the base unit.
PINT_ROOTS: Final = {"bit": "[information]", "radian": "[angle]"}
PINT_DIMENSIONS: Final = {
    "[length]": "length",
    "[length] ** 2": "area",
    "[length] ** 3": "volume",
    "[mass]": "mass",
    "[time]": "time",
    "[temperature]": "temperature",
    "[length] / [time]": "speed",
    "[length] / [time] ** 2": "acceleration",
    "[length] * [mass] / [time] ** 2": "force",
    "[mass] / [length] / [time] ** 2": "pressure",
    "[length] ** 2 * [mass] / [time] ** 2": "energy, torque",
    "[length] ** 2 * [mass] / [time] ** 3": "power",
    "1 / [time]": "frequency, radioactivity",
    "[pixel]": "pixels, print",
    "[information]": "data, data rate",
    "[information] / [time]": "data, data rate",
    "[angle]": "angle",
    "[angle] ** 2": "angle",
    "[angle] / [time]": "angle",
    "[length] ** 2 / [time] ** 2": "radiation dose",
    "[current] * [time] / [mass]": "radiation dose",
    "dimensionless": "substance, concentration, share",
    "[length] ** 3 / [time]": "flow, consumption",
}


# A row of the comparison, a unit of another list, and whether the catalogue has it.
Row = tuple[str, str, bool]
Lists = dict[str, Any]


@dataclass
class Peer:
    """Another list of units: how many it has per row, and which of them the catalogue lacks."""

    all: Counter[str]
    lacking: dict[str, list[str]]


def render(page: str) -> str:
    """The page with fresh tables."""
    table = UnitTable.load()
    for name, content in (("catalogue", catalogue(table)), ("coverage", coverage(table))):
        start, end = MARKS.format(name=name), END.format(name=name)
        if page.count(start) != 1 or page.count(end) != 1:
            message = f"{PAGE.name}: the marks of the table {name!r} are not there once"
            raise ValueError(message)
        before, _, rest = page.partition(start)
        page = f"{before}{start}\n{content}\n{end}{rest.partition(end)[2]}"
    return page


# ------------------------------------------------------------------- the catalogue


def catalogue(table: UnitTable) -> str:
    """A table per dimension, the fullest first."""
    groups: dict[str, list[UnitEntry]] = defaultdict(list)
    for entry in table.entries.values():
        groups[entry.dimension].append(entry)
    largest = sorted(groups, key=lambda dimension: (not dimension, -len(groups[dimension]), dimension))
    sections = [_section(table, dimension, groups[dimension]) for dimension in largest]
    return f"{len(table.entries)} units.\n\n" + "\n".join(sections)


def _section(table: UnitTable, dimension: str, entries: list[UnitEntry]) -> str:
    kinds = Counter(_words(entry.quantity_kind) for entry in entries)
    title = ", ".join(sorted(kinds, key=lambda kind: (-kinds[kind], kind))).capitalize()
    si = next((code for entry in entries if (code := _si_code(table, entry))), "")
    head = f"### {title}\n\n{_measure(dimension, si)}\n\n| id | written | UCUM | {'factor' if dimension else ''} |\n|---|---|---|---|\n"
    return head + "".join(_row(table, entry) for entry in sorted(entries, key=lambda entry: entry.id))


def _measure(dimension: str, si: str) -> str:
    if not dimension:
        return "No dimension and no factor: never converted."
    return f"`{dimension}`" + (f", factor to `{si}`" if si else "")


def _words(kind: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()


def _si_code(table: UnitTable, entry: UnitEntry) -> str:
    one = Number(Decimal(1))
    normalized = table.si(_unit(entry), Interval(one, one, one))
    return normalized.ucum if normalized else ""


def _unit(entry: UnitEntry) -> Unit:
    return Unit(tuple(UnitFactor("unit", name, power) for name, power in entry.factors))


def _row(table: UnitTable, entry: UnitEntry) -> str:
    unit = _unit(entry)
    table.describe(unit)
    spellings = (*entry.surfaces[:WORDS_SHOWN], *entry.symbols[:WORDS_SHOWN], *entry.attached[:1], *entry.spaced[:1])
    written = ", ".join(dict.fromkeys((shown(entry), *spellings)))
    note = " (mean of the calendar)" if table.worth(unit).calendar else ""
    code = f"`{unit.ucum}`" if unit.ucum else ""
    return f"| `{entry.id}` | {written} | {code} | {_factor(table, unit)}{note} |\n"


def _factor(table: UnitTable, unit: Unit) -> str:
    worth = table.worth(unit)
    if not worth.measured:
        return ""
    return exact(worth.factor) + (f", then + {exact(worth.offset)}" if worth.offset else "")


def exact(fraction: Fraction) -> str:
    """A fraction as a decimal where it ends, else as "a/b", and only where that is too long, cut."""
    decimal = decimal_of(fraction)
    written = f"{decimal:f}" if Fraction(decimal) == fraction else str(fraction)
    return written if len(written) <= LONGEST_FACTOR else f"{decimal:.12g}…"


# -------------------------------------------------------------------- the comparison


def coverage(table: UnitTable) -> str:
    """How many units each list has per row, and how many of them the catalogue has too."""
    lists = tomllib.loads(LISTS.read_text("utf-8"))
    rows = _rows(lists, "kinds")
    ours = Counter(rows.get(entry.quantity_kind, OTHER) for entry in table.entries.values())
    ours[MONEY] = len(load_currencies())
    names = Names(table)
    peers = {
        f"quantulum3 {version('quantulum3')}": _peer(_quantulum(names, lists)),
        f"CLDR English (babel {babel.__version__})": _peer(_cldr(names, lists)),
        "Recognizers-Text 1.0.2a2": _peer(_written(names, lists, "recognizers")),
        "Duckling": _peer(_written(names, lists, "duckling")),
        f"pint {pint.__version__}": _peer(_pint(table)),
    }
    order = (*(row["name"] for row in lists["row"]), OTHER, MONEY)
    lines = [f"| | here | {' | '.join(peers)} |", "|---|---|" + "---|" * len(peers)]
    for row in order:
        cells = [_cell(peer.all[row], len(peer.lacking[row])) for peer in peers.values()]
        lines.append(f"| {row} | {ours[row]} | {' | '.join(cells)} |")
    totals = [_cell(sum(peer.all.values()), sum(map(len, peer.lacking.values()))) for peer in peers.values()]
    lines.append(f"| **all** | **{sum(ours.values())}** | {' | '.join(f'**{cell}**' for cell in totals)} |")
    quantulum, cldr, recognizers, duckling, _ = peers.values()
    lacking = {"CLDR": cldr, "Recognizers-Text": recognizers, "Duckling": duckling, "quantulum3": quantulum}
    tables = [_lacking(name, peer, order) for name, peer in lacking.items()]
    return "\n".join(lines) + "\n\n" + "\n".join(tables)


def _rows(lists: Lists, key: str) -> dict[str, str]:
    """Which row each of a list's own sorts of units stands in."""
    return {sort: row["name"] for row in lists["row"] for sort in row.get(key, "").split()}


def _cell(count: int, lacking: int) -> str:
    return f"{count - lacking} of {count}" if count else ""


def _lacking(name: str, peer: Peer, order: tuple[str, ...]) -> str:
    lines = [f"| in {name}, not here | |", "|---|---|"]
    lines += [f"| {row} | {', '.join(sorted(peer.lacking[row]))} |" for row in order if peer.lacking[row]]
    return "\n".join(lines) + "\n"


def _peer(units: Iterable[Row]) -> Peer:
    peer = Peer(Counter(), defaultdict(list))
    for row, name, known in units:
        peer.all[row] += 1
        if not known:
            peer.lacking[row].append(name)
    return peer


class Names(Expressions):
    """The catalogue's names alone: what the server asks pint for does not count."""

    __slots__ = ()

    def know(self, *names: str) -> bool:
        """Whether one of them is in the catalogue, or made of what is."""
        return any(map(self._reads, names))

    def _reads(self, name: str) -> bool:
        try:
            # "person" and "euro" are no units of measure.
            return all(factor.base == "unit" for factor in self.parse(name).factors)
        except InvalidArgumentError:
            return False

    def _foreign(self, name: str) -> str:
        raise self._unknown(name)


def _quantulum(names: Names, lists: Lists) -> Iterator[Row]:
    rows, same = _rows(lists, "quantulum"), lists["names"]["quantulum"]
    moneys = {name for currency in load_currencies() for name in (currency.name.lower(), *currency.surfaces)}
    for name, unit in sorted(_quantulum_units().items()):
        entity = unit.entity.name.replace(" ", "_")
        if entity == "currency":
            yield MONEY, name, name.lower() in moneys
        elif name != "unk":
            known = names.know(same.get(name, name)) and f"{entity}/{name}" not in lists["not_ours"]["quantulum"]
            yield rows.get(entity, OTHER), name, known


def _quantulum_units() -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import load  # noqa: PLC0415 - it warns of what it does without
    units: dict[str, Any] = load.units("en_US").names
    return units


def _cldr(names: Names, lists: Lists) -> Iterator[Row]:
    rows, same = _rows(lists, "cldr"), lists["names"]["cldr"]
    english = babel.Locale("en")
    for code, shapes in sorted(english.unit_display_names.items()):
        category, _, name = code.partition("-")
        spelled = (same[code],) if code in same else (name.replace("-", " "), shapes.get("long", name))
        yield rows.get(category, OTHER), name, code not in lists["not_ours"]["cldr"] and names.know(*spelled)
    yield from _moneys(english.currencies)


def _written(names: Names, lists: Lists, peer: str) -> Iterator[Row]:
    """A list that no library gives."""
    same, not_ours = lists["names"].get(peer, {}), lists["not_ours"].get(peer, ())
    for row in lists["row"]:
        for name in row.get(peer, ()):
            yield row["name"], name, name not in not_ours and names.know(same.get(name, name))
    yield from _moneys(lists["money"][peer].split())


def _moneys(codes: Iterable[str]) -> Iterator[Row]:
    ours = currencies_by_code()
    for code in sorted(codes):
        yield MONEY, code, code in ours


def _pint(table: UnitTable) -> Iterator[Row]:
    """By what they are worth: a name of pint's is known where the catalogue has a unit of the same worth."""
    ours = {_worth(table, entry) for entry in table.entries.values()}
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Fraction)
    definitions = {definition.name: definition for definition in registry._units.values()}  # noqa: SLF001 - it has no public list
    for name in sorted(definitions):
        if definitions[name].is_logarithmic:
            # No factor makes it another unit.
            yield OTHER, name, name in table.entries
            continue
        one = registry.Quantity(Fraction(1), name).to_base_units()
        if any(power % 1 for power in dict[str, Any](one.dimensionality).values()):
            # The half powers of cgs.
            yield "electricity, magnetism", name, False
            continue
        powers = _powers(one)
        dimension = spell_dimension(powers)
        known = (dimension, _approximately(one.magnitude)) in ours
        yield PINT_DIMENSIONS.get(dimension) or _row_of(powers), name, known


def _powers(one: Any) -> dict[str, int]:  # noqa: ANN401 - a Quantity of whatever arithmetic the registry has
    """The dimensions of pint as ours: angles, data and pixels have one."""
    powers = {base: int(power) for base, power in one.dimensionality.items()}
    if set(powers) <= {"[time]"}:
        powers |= {PINT_ROOTS[base]: int(power) for base, power in one.unit_items() if base in PINT_ROOTS}
    return {"[pixel]" if base == "[printing_unit]" else base: power for base, power in powers.items()}


def _row_of(powers: dict[str, int]) -> str:
    if "[current]" in powers:
        return "electricity, magnetism"
    if "[luminosity]" in powers:
        return "light"
    return "substance, concentration, share" if "[substance]" in powers else OTHER


def _worth(table: UnitTable, entry: UnitEntry) -> tuple[str, str]:
    worth = table.worth(_unit(entry))
    return (spell_dimension(worth.powers), _approximately(worth.factor) if worth.measured else "")


def _approximately(number: Any) -> str:  # noqa: ANN401 - pint's numbers are fractions, decimals or floats
    return f"{float(number):.10e}"


def main() -> int:
    """Write the page, or with --check say whether it is current."""
    page = PAGE.read_text("utf-8")
    fresh = render(page)
    if "--check" in sys.argv[1:]:
        return 0 if page == fresh else 1
    PAGE.write_text(fresh, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
