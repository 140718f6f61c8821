#!/usr/bin/env python3
"""What units cost: the table at start, and what one target unit adds to a figure of Extract, by kind of scale.

usage: units.py

A conversion is exact value, bounds, rounding and factor, beside the figure. pint's own, with the same exact numbers,
stands beside it. At start pint is not imported at all: its factors are compiled.
"""

from __future__ import annotations

import subprocess
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pint

from figures_server.lexicon import units as lexicon
from figures_server.model import Figure, Interval, Number
from figures_server.resolve.units import UnitTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Of one article, and how many articles a run has. Everything is timed in turn, in short runs over some seconds, and the
# fastest counts: so all of it is measured in the moments when the machine is free.
_FIGURES = 30
_ARTICLES = 20
_ROUNDS = 500
_LOADS = 10
_FACTOR = Decimal("1.609344")
_CASES = {
    "exact": ("60", "60", "mile", "km"),
    "without an end": ("100", "100", "km/h", "mph"),
    "range": ("60", "75", "mile", "km"),
    "affine": ("98.6", "98.6", "degF", "degC"),
    "inverse": ("38", "38", "mpg", "L/100km"),
    "compound": ("35", "35", "kWh per year", "J/day"),
}
_IMPORTS = """
import sys
from figures_server import Extractor
Extractor()
sys.exit("pint" in sys.modules)
"""


def seconds(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """CPU time of the fastest run of each."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            begin = time.process_time()
            run()
            best[name] = min(best[name], time.process_time() - begin)
    return best


def load() -> UnitTable:
    """The table as a process makes it that has none yet."""
    for cached in (lexicon.load_units, lexicon.load_atoms, lexicon.load_pint_names, lexicon._catalogue):
        cached.cache_clear()
    return UnitTable.load()


def readings(table: UnitTable, low: str, high: str, source: str, *targets: str) -> Callable[[], None]:
    """Fills in what articles of such figures need, with the targets."""
    lower = Number(Decimal(low), 2)
    upper = lower if low == high else Number(Decimal(high), 2)
    value = Interval(lower, upper, lower if low == high else None)
    figures = [Figure(0, 2, "measurement", value, table.parse(source), "") for _ in range(_FIGURES)]
    asked = tuple(map(table.parse, targets))

    def run() -> None:
        for _ in range(_ARTICLES):
            table.attach(figures, asked)
            for figure in figures:
                figure.conversions = ()

    return run


def main() -> int:
    """Command line; see the top of this file."""
    print(f"table of units      {1e3 * seconds({'load': load}, _LOADS)['load']:8.2f} ms")
    started = subprocess.run([sys.executable, "-c", _IMPORTS], check=False)
    print(f"pint at start       {'imported' if started.returncode else '     not imported'}")
    table = UnitTable.load()
    products = [Decimal(60)] * _FIGURES
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal)
    runs: dict[str, Callable[[], object]] = {
        "product": lambda: [one * _FACTOR for one in products],
        "pint": lambda: registry.Quantity(Decimal(60), "mile").to("km"),
    }
    for name, case in _CASES.items():
        runs[name] = readings(table, *case)
        runs[f"{name}, unasked"] = readings(table, *case[:-1])
    best = seconds(runs, _ROUNDS)
    print(f"a bare product      {1e6 * best['product'] / _FIGURES:8.2f} us  Decimal × Decimal")
    for name, (low, _, source, target) in _CASES.items():
        added = (best[name] - best[f"{name}, unasked"]) / (_FIGURES * _ARTICLES)
        print(f"{name:20}{1e6 * added:8.2f} us  {low} {source} in {target}")
    print(f"pint's, exact       {1e6 * best['pint']:8.2f} us  60 mile in km")
    return 0


if __name__ == "__main__":
    sys.exit(main())
