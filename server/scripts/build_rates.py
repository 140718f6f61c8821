"""Write data/rates.bin from a folder of published rates and data/rates.toml.

    python server/scripts/build_rates.py [FOLDER]     FOLDER defaults to ../shared/rates beside the checkout

The folder holds one NAME.csv.gz for each source of data/rates.toml, with the columns date,base,quote,rate. The same
input gives the same bytes; the printed version is what every response states.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import sys
import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

from figures_server.lexicon.currencies import currencies_by_code
from figures_server.rates.packing import EPOCH, MAGIC, pack

CHECKOUT: Final = Path(__file__).resolve().parents[2]
ABOUT: Final = CHECKOUT / "server" / "src" / "figures_server" / "data" / "rates.toml"
TARGET: Final = ABOUT.with_name("rates.bin")
# HMRC's own name for the Zimbabwean Gold.
RENAMED: Final = {"ZIG": "ZWG"}
FOREVER: Final = date.max.toordinal()

Row: TypeAlias = tuple[int, int]
Pair: TypeAlias = tuple[str, str]


def main() -> None:
    """Write the file and say what it is."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT.parent / "shared" / "rates"
    content = build(folder)
    TARGET.write_bytes(content)
    sys.stdout.write(f"{TARGET.name}: {len(content)} bytes, sha256:{content[8:16].hex()}\n")


def build(folder: Path) -> bytes:
    """The file's bytes."""
    about = tomllib.loads(ABOUT.read_text(encoding="utf-8"))
    dates, rates = bytearray(), bytearray()
    sources, index = [], []
    for source in about["source"]:
        unwanted = _unwanted(source, about["redenomination"])
        pairs = _read(folder / f"{source.pop('file')}.csv.gz", unwanted)
        days = [day for rows in pairs.values() for day, _ in rows]
        sources.append({"back_cast": False, "default": True, **source, "first_day": min(days), "last_day": max(days)})
        # The longest first: shorter series then find their days within it.
        for (base, quote), rows in sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0])):
            width = max((rate.bit_length() + 7) // 8 for _, rate in rows)
            first = _lay_days(dates, [day for day, _ in rows])
            index.append([source["id"], base, quote, first, len(rows), len(rates), width])
            rates += b"".join(rate.to_bytes(width, "little") for _, rate in rows)
    header = {
        "file_bytes": len(dates) + len(rates),
        "date_bytes": len(dates),
        "sources": sources,
        "redenominations": [_redenomination(row) for row in about["redenomination"]],
        "pegs": [_peg(row) for row in about["peg"]],
        "cautions": [_caution(row) for row in about["caution"]],
        "series": index,
    }
    return _seal(header, bytes(dates + rates))


def _unwanted(source: dict[str, Any], redenominations: list[dict[str, Any]]) -> dict[str, tuple[date, date]]:
    """From which day up to which a source's rates of a code are left out."""
    unwanted = dict.fromkeys(source.pop("without", ()), (date.min, date.max))
    late = ((row, row["late"][source["id"]]) for row in redenominations if source["id"] in row.get("late", ()))
    return unwanted | {row["new"]: (row["effective"], until) for row, until in late}


def _read(path: Path, unwanted: dict[str, tuple[date, date]]) -> dict[Pair, list[Row]]:
    known = currencies_by_code()
    pairs: dict[Pair, list[Row]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            base, quote = (RENAMED.get(row[side], row[side]) for side in ("base", "quote"))
            day = date.fromisoformat(row["date"])
            spans = (unwanted[code] for code in (base, quote) if code in unwanted)
            if base in known and quote in known and not any(first <= day < last for first, last in spans):
                pairs[base, quote].append((day.toordinal(), pack(row["rate"])))
    return {pair: sorted(rows) for pair, rows in pairs.items()}


def _lay_days(pool: bytearray, days: list[int]) -> int:
    """The place of these days in the pool, adding them if no series before had the same run of days."""
    wanted = b"".join((day - EPOCH).to_bytes(2, "little") for day in days)
    place = pool.find(wanted)
    while place > 0 and place % 2:
        place = pool.find(wanted, place + 1)
    if place < 0:
        place = len(pool)
        pool += wanted
    return place // 2


def _redenomination(row: dict[str, Any]) -> list[Any]:
    return [row["old"], row["new"], row["effective"].toordinal(), row["old_per_new"], row.get("merger", False)]


def _peg(row: dict[str, Any]) -> list[Any]:
    until = row["until"].toordinal() if "until" in row else FOREVER
    return [row["code"], row["anchor"], row["per_anchor"], row["since"].toordinal(), until]


def _caution(row: dict[str, Any]) -> list[Any]:
    until = row["until"].toordinal() if "until" in row else FOREVER
    return [row["reason"], row["code"], row["since"].toordinal(), until]


def _seal(header: dict[str, Any], body: bytes) -> bytes:
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    sealed = len(text).to_bytes(4, "little") + text + body
    return MAGIC + hashlib.sha256(sealed).digest() + sealed


if __name__ == "__main__":
    main()
