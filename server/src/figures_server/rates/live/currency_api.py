"""fawazahmed0's currency-api: a file a day on a content network, under the day's own version."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from figures_server.errors import NotPublishedError, RateSourceError
from figures_server.rates.live.documents import check_answer, read_day, read_json, read_mapping, read_rate
from figures_server.rates.live.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

_MOST_DAYS_MISSING: Final = 6


class CurrencyApi:
    """Market rates of undisclosed origin, dated by the day of their file."""

    id = "currency_api"
    description = None

    def __init__(self, url: str, download: Callable[[str], bytes]) -> None:
        """The address has the place of the day as `{date}`."""
        self._url = url
        self._download = download

    def fetch(self, first: date, last: date, codes: frozenset[str]) -> Iterator[list[Publication]]:
        """An answer for each day that has a file; some have none, but hardly a whole week."""
        asked, found = first, False
        while asked <= last:
            try:
                body = self._download(self._url.replace("{date}", asked.isoformat()))
            except NotPublishedError:
                if not found and (asked - first).days >= _MOST_DAYS_MISSING:
                    raise
            else:
                found = True
                yield self._read(body, asked, codes)
            asked += timedelta(1)

    def _read(self, body: bytes, asked: date, codes: frozenset[str]) -> list[Publication]:
        document = read_mapping(self.id, read_json(self.id, body), "the answer")
        day = read_day(self.id, document.get("date"), asked)
        if day != asked:
            raise RateSourceError(self.id, f"answered with rates of {day} for {asked}")
        # Tokens share the file with currencies; the codes that are wanted leave them out.
        rates = read_mapping(self.id, document.get("usd"), "usd").items()
        wanted = ((code.upper(), rate) for code, rate in rates if code.upper() in codes and code != "usd")
        return sorted(
            check_answer(self.id, (Publication("USD", code, day, read_rate(self.id, rate)) for code, rate in wanted))
        )
