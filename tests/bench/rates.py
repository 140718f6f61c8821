#!/usr/bin/env python3
"""What the table of rates costs: to open it, to look up a day, to update it with the whole history of a source.

usage: rates.py

The history is that of the European Central Bank as the embedded table has it, in the bank's own format, so that no
network is asked: reading, checking and comparing all its days is what an update since 1999 costs beside the download.
"""

from __future__ import annotations

import csv
import io
import sys
import time
import zipfile
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from figures_server.rates import open_table
from figures_server.rates.live.ecb import Ecb
from figures_server.rates.update import Update, locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures_server.rates import RateTable

_LOOKUPS = 20_000


def seconds(run: Callable[[], object]) -> float:
    """CPU time of the fastest of three runs."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        run()
        best = min(best, time.process_time() - begin)
    return best


def history(table: RateTable) -> bytes:
    """The embedded rates of the European Central Bank as its file eurofxref-hist.zip."""
    days: dict[int, dict[str, str]] = {}
    for source, _, quote in table.every_series():
        series = table.series("ecb", "EUR", quote) if source == "ecb" else None
        for each in series.between(1, date.max.toordinal()) if series else ():
            days.setdefault(each.day, {})[quote] = format(each.rate, "f")
    codes = sorted({code for rates in days.values() for code in rates})
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(["Date", *codes])
    for day in sorted(days, reverse=True):
        writer.writerow([date.fromordinal(day).isoformat(), *(days[day].get(code, "N/A") for code in codes)])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", lines.getvalue())
    return packed.getvalue()


def update(content: bytes, last: date) -> None:
    """Brings a new table up to date from the whole history."""
    with TemporaryDirectory() as folder, locked(Path(folder)):
        source = Ecb("https://bank.example/", lambda _url: content)
        report = Update(Path(folder), last).run(source, date(1999, 1, 4), lambda _source, _day, _share: None)
    if report.error:
        raise SystemExit(report.error)


def main() -> int:
    """Command line; see the top of this file."""
    open_afresh = open_table.__wrapped__
    table = open_afresh()
    print(f"open                {1e3 * seconds(open_afresh):8.2f} ms")
    series = table.every_series()["ecb", "EUR", "USD"]
    span = (table.first_date.toordinal(), table.last_date.toordinal())
    random = Random(1)  # noqa: S311  # days to look up, no secret
    days = [random.randint(*span) for _ in range(_LOOKUPS)]
    spent = seconds(lambda: [series.at_or_before(day) for day in days])
    print(f"a lookup            {1e6 * spent / _LOOKUPS:8.2f} us")
    content = history(table)
    print(f"update since 1999   {1e3 * seconds(lambda: update(content, table.last_date)):8.0f} ms of CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
