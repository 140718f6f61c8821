"""The table of rates shipped with the service: one read-only file, mapped, so that workers share its memory."""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from figures_server.rates.packing import DIGEST_BYTES, EPOCH, MAGIC, PREFIX_BYTES, decimals, unpack
from figures_server.rates.provider import Caution, Coverage, Hole, Observation, Peg, Redenomination, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Self

EMBEDDED: Final = Path(__file__).resolve().parents[1] / "data" / "rates.bin"
# How many publications back show to how many decimals a source prints.
_NEIGHBOURS: Final = 10
# Days between two publications that leave none between them without a rate.
_USUAL_GAPS: Final = {"monthly": 31, "annual": 366}


class PackedSeries:
    """One source's publications of one pair, read from the mapped file when asked."""

    __slots__ = ("_count", "_dates", "_rates", "_width", "base", "quote", "source")

    def __init__(self, source: str, base: str, quote: str, dates: memoryview, rates: memoryview) -> None:
        self.source = source
        self.base = base
        self.quote = quote
        self._dates = dates
        self._rates = rates
        self._count = len(dates)
        self._width = len(rates) // len(dates)

    @classmethod
    def of(cls, source: str, base: str, quote: str, packed: Mapping[int, int]) -> Self:
        """A series in memory, from packed rates by day."""
        days = sorted(packed)
        width = (max(packed.values()).bit_length() + 7) // 8
        dates = memoryview(array("H", [day - EPOCH for day in days]))
        rates = b"".join(packed[day].to_bytes(width, "little") for day in days)
        return cls(source, base, quote, dates, memoryview(rates))

    def overlaid(self, packed: Mapping[int, int]) -> PackedSeries:
        """The same series with more days; those it has already stay as they are."""
        width = (max(packed.values()).bit_length() + 7) // 8
        if width > self._width or min(packed) - EPOCH <= self._dates[-1]:
            own = {day + EPOCH: self._packed(index) for index, day in enumerate(self._dates)}
            return self.of(self.source, self.base, self.quote, {**packed, **own})
        later = sorted(packed)
        dates = array("H", self._dates.tobytes())
        dates.extend(day - EPOCH for day in later)
        rates = self._rates.tobytes() + b"".join(packed[day].to_bytes(self._width, "little") for day in later)
        return PackedSeries(self.source, self.base, self.quote, memoryview(dates), memoryview(rates))

    def at_or_before(self, day: int) -> Observation | None:
        """The newest publication that is not after `day`: on a Saturday, Friday's."""
        index = bisect_right(self._dates, day - EPOCH) - 1
        if index < 0:
            return None
        return Observation(self._dates[index] + EPOCH, unpack(self._packed(index)))

    def between(self, first: int, last: int) -> list[Observation]:
        """The publications of a period, both days in."""
        start, stop = bisect_left(self._dates, first - EPOCH), bisect_right(self._dates, last - EPOCH)
        return [Observation(self._dates[index] + EPOCH, unpack(self._packed(index))) for index in range(start, stop)]

    def decimals_near(self, day: int) -> int:
        """To how many decimals the source printed: "1.03" amid "1.0345" had four."""
        stop = max(1, bisect_right(self._dates, day - EPOCH))
        return max(decimals(self._packed(index)) for index in range(max(0, stop - _NEIGHBOURS), stop))

    def coverage(self, source: Source, changes: Iterable[Redenomination] = ()) -> Coverage:
        """What ListRateCoverage says of it; nothing is rolled back over a change of unit under one code."""
        days = self._dates.tolist()
        currency, quote = (self.quote, self.base) if self.base == source.pivot else (self.base, self.quote)
        gaps = (later - earlier for earlier, later in pairwise(days))
        first, last = (date.fromordinal(days[end] + EPOCH) for end in (0, -1))
        codes = {self.base, self.quote}
        new_units = [change.effective - EPOCH for change in changes if change.old == change.new and change.new in codes]
        usual = _USUAL_GAPS.get(source.cadence, source.max_staleness_days)
        far = [pair for pair in pairwise(days) if pair[1] - pair[0] > usual or new_units]
        holes = tuple(hole for earlier, later in far if (hole := _hole(source, earlier, later, new_units)))
        return Coverage(currency, quote, source.id, source.name, first, last, max(gaps, default=0), self._count, holes)

    def _packed(self, index: int) -> int:
        start = index * self._width
        return int.from_bytes(self._rates[start : start + self._width], "little")


class RateTable:
    """All that is embedded; `version` is a hash of every byte of it."""

    def __init__(self, content: bytes | mmap.mmap) -> None:
        view = memoryview(content)
        if sys.byteorder != "little" or view[: len(MAGIC)].tobytes() != MAGIC:
            message = "no table of rates for this machine"
            raise ValueError(message)
        header_bytes = int.from_bytes(view[PREFIX_BYTES - 4 : PREFIX_BYTES], "little")
        header = json.loads(bytes(view[PREFIX_BYTES : PREFIX_BYTES + header_bytes]))
        if len(view) != header["file_bytes"] + PREFIX_BYTES + header_bytes:
            message = "the table of rates is cut short"
            raise ValueError(message)
        digest = bytes(view[len(MAGIC) : len(MAGIC) + DIGEST_BYTES]).hex()
        self.version = f"sha256:{digest[:16]}"
        self.sources = tuple(_source(row) for row in header["sources"])
        self.redenominations = tuple(
            Redenomination(old, new, effective, Decimal(ratio), merger)
            for old, new, effective, ratio, merger in header["redenominations"]
        )
        self.pegs = tuple(
            Peg(code, anchor, Decimal(per_anchor), since, until)
            for code, anchor, per_anchor, since, until in header["pegs"]
        )
        self.cautions = tuple(Caution(*row) for row in header["cautions"])
        self.first_date = min(source.first_date for source in self.sources)
        self.last_date = max(source.last_date for source in self.sources)
        self._series = self._map(view[PREFIX_BYTES + header_bytes :], header)

    def series(self, source: str, base: str, quote: str) -> PackedSeries | None:
        """What that source published of that pair, in that direction."""
        return self._series.get((source, base, quote))

    def every_series(self) -> dict[tuple[str, str, str], PackedSeries]:
        """All there are, by source, base and quote."""
        return dict(self._series)

    def coverage(self) -> list[Coverage]:
        """Every series, by currency and then source."""
        return coverage_of(self.sources, self._series.values(), self.redenominations)

    @staticmethod
    def _map(body: memoryview, header: dict[str, Any]) -> dict[tuple[str, str, str], PackedSeries]:
        dates = body[: header["date_bytes"]].cast("H")
        rates = body[header["date_bytes"] :]
        series = {}
        for source, base, quote, first, count, start, width in header["series"]:
            of_source = dates[first : first + count], rates[start : start + count * width]
            series[source, base, quote] = PackedSeries(source, base, quote, *of_source)
        return series


def coverage_of(
    sources: Iterable[Source], series: Iterable[PackedSeries], changes: Sequence[Redenomination]
) -> list[Coverage]:
    """What ListRateCoverage says of these series, by currency and then source."""
    by_id = {source.id: source for source in sources}
    rows = (each.coverage(by_id[each.source], changes) for each in series)
    return sorted(rows, key=lambda row: (row.currency, row.source, row.quote))


def _hole(source: Source, earlier: int, later: int, new_units: list[int]) -> Hole | None:
    """The days between two publications for which neither speaks: a month's speaks for the month, a year's for the year."""
    before, after = date.fromordinal(earlier + EPOCH), date.fromordinal(later + EPOCH)
    if source.cadence == "annual":
        first, last = before + timedelta(1), date(after.year, 1, 1) - timedelta(1)
    elif source.cadence == "monthly":
        first, last = (before.replace(day=1) + timedelta(32)).replace(day=1), after - timedelta(1)
    else:
        covered = min([source.max_staleness_days, *(day - earlier - 1 for day in new_units if earlier < day <= later)])
        first, last = before + timedelta(covered + 1), after - timedelta(1)
    return Hole(first, last) if first <= last else None


def _source(row: dict[str, Any]) -> Source:
    first, last = (date.fromordinal(row.pop(name)) for name in ("first_day", "last_day"))
    return Source(**row, first_date=first, last_date=last)


@cache
def open_table() -> RateTable:
    """The embedded table, mapped once a process."""
    with EMBEDDED.open("rb") as file:
        return RateTable(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
