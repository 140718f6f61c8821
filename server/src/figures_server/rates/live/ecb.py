"""The European Central Bank: a file of the newest day, one of ninety days, one of all days since 1999."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Final

from figures_server.errors import RateSourceError
from figures_server.rates.live.documents import check_answer, read_day, read_rate, read_xml
from figures_server.rates.live.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

# The file of ninety days is not the newest for some hours of a day.
_RECENT_DAYS: Final = 85
_CUBE: Final = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube"
_MOST_BYTES: Final = 32 << 20


class Ecb:
    """Euro foreign exchange reference rates."""

    id = "ecb"
    description = None

    def __init__(self, url: str, download: Callable[[str], bytes]) -> None:
        self._url = url
        self._download = download

    def fetch(self, first: date, last: date, codes: frozenset[str]) -> Iterator[list[Publication]]:
        """One answer: the smallest of the bank's files that reaches back to `first`."""
        if (last - first).days > _RECENT_DAYS:
            rows = self._read_csv(self._download(f"{self._url}eurofxref-hist.zip"), last)
        else:
            name = "eurofxref-daily.xml" if first == last else "eurofxref-hist-90d.xml"
            rows = self._read_xml(self._download(f"{self._url}{name}"), last)
        answer = check_answer(self.id, rows)
        if not answer:
            raise RateSourceError(self.id, "a file without rates")
        yield sorted(
            (each for each in answer if each.day >= first and each.quote in codes), key=lambda each: (each.day, each)
        )

    def _read_xml(self, body: bytes, last: date) -> Iterator[Publication]:
        for of_day in read_xml(self.id, body).iter(_CUBE):
            if "time" in of_day.attrib:
                day = read_day(self.id, of_day.get("time"), last)
                for cube in of_day:
                    rate = read_rate(self.id, cube.get("rate"))
                    yield Publication("EUR", cube.get("currency", ""), day, rate)

    def _read_csv(self, body: bytes, last: date) -> Iterator[Publication]:
        rows = csv.reader(io.StringIO(self._unzip(body)))
        header = next(rows, [])
        if header[:1] != ["Date"]:
            raise RateSourceError(self.id, "a history without its heading")
        for row in rows:
            if len(row) != len(header):
                raise RateSourceError(self.id, f"a history with a broken line: {','.join(row)[:60]}")
            day = read_day(self.id, row[0], last)
            for code, written in zip(header[1:], row[1:], strict=True):
                if code and written != "N/A":
                    yield Publication("EUR", code, day, read_rate(self.id, written))

    def _unzip(self, body: bytes) -> str:
        try:
            with zipfile.ZipFile(io.BytesIO(body)) as archive, archive.open(archive.namelist()[0]) as file:
                text = file.read(_MOST_BYTES + 1)
        except (zipfile.BadZipFile, IndexError, NotImplementedError, RuntimeError, OSError) as error:
            raise RateSourceError(self.id, f"no ZIP file: {error}") from error
        if len(text) > _MOST_BYTES:
            raise RateSourceError(self.id, f"more than {_MOST_BYTES} bytes in the ZIP file")
        return text.decode("utf-8-sig", "replace")
