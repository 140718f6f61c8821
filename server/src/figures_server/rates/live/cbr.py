"""The Bank of Russia: a file a day, in windows-1251, roubles for so many units of each currency."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from figures_server.errors import RateSourceError
from figures_server.rates.live.documents import check_answer, read_day, read_rate, read_xml
from figures_server.rates.live.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from xml.etree.ElementTree import Element

_DOTTED: Final = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", re.ASCII)
_NOMINAL: Final = re.compile(r"10{0,7}", re.ASCII)


class Cbr:
    """Official rates by the day on which they take effect."""

    id = "cbr"
    description = None

    def __init__(self, url: str, download: Callable[[str], bytes]) -> None:
        self._url = url
        self._download = download

    def fetch(self, first: date, last: date, codes: frozenset[str]) -> Iterator[list[Publication]]:
        """An answer for each day; on a Sunday the bank answers with Saturday's, which is not taken twice."""
        asked, newest = first, first - timedelta(1)
        while asked <= last:
            answer = self._read(self._download(f"{self._url}?date_req={asked:%d/%m/%Y}"), asked)
            if answer[0].day > newest:
                newest = answer[0].day
                yield sorted(each for each in answer if each.base in codes)
            asked += timedelta(1)

    def _read(self, body: bytes, asked: date) -> list[Publication]:
        root = read_xml(self.id, body)
        written = root.get("Date", "")
        dotted = _DOTTED.fullmatch(written)
        day = read_day(self.id, "-".join(reversed(dotted.groups())) if dotted else written, asked)
        answer = check_answer(self.id, (self._publication(day, *_texts(each)) for each in root.iter("Valute")))
        if not answer:
            raise RateSourceError(self.id, f"a file without rates for {asked}")
        return answer

    def _publication(self, day: date, code: str, nominal: str, value: str) -> Publication:
        if not _NOMINAL.fullmatch(nominal):
            raise RateSourceError(self.id, f"{nominal[:20]!r} units of {code[:20]!r}")
        rate = read_rate(self.id, value.replace(",", "."))
        return Publication(code, "RUB", day, rate.scaleb(-Decimal(nominal).adjusted()))


def _texts(valute: Element) -> tuple[str, str, str]:
    code, nominal, value = (valute.findtext(name, "") for name in ("CharCode", "Nominal", "Value"))
    return code, nominal, value
