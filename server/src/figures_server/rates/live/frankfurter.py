"""Frankfurter, a public service that anyone can also run: v1 repeats the ECB, v2 blends what many banks publish."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from figures_server.errors import RateSourceError
from figures_server.rates.live.documents import check_answer, read_day, read_json, read_mapping, read_rate
from figures_server.rates.live.publication import Description, Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

_BASE: Final = "EUR"
# Over longer spans v1 gives one day a week.
_DAYS_PER_ANSWER: Final = 90


class _Frankfurter:
    """What both versions have in common: a span of days in one answer."""

    id: str

    def __init__(self, url: str, download: Callable[[str], bytes]) -> None:
        self._url = url
        self._download = download

    def fetch(self, first: date, last: date, codes: frozenset[str]) -> Iterator[list[Publication]]:
        """An answer for every ninety days; one for a weekend may begin with Friday, which is left out."""
        while first <= last:
            end = min(last, first + timedelta(_DAYS_PER_ANSWER - 1))
            document = read_json(self.id, self._download(self._address(first, end)))
            answer = check_answer(self.id, self._read(document, end))
            yield sorted(
                (each for each in answer if each.day >= first and each.quote in codes),
                key=lambda each: (each.day, each),
            )
            first = end + timedelta(1)

    def _address(self, first: date, last: date) -> str:
        raise NotImplementedError

    def _read(self, document: object, last: date) -> Iterator[Publication]:
        raise NotImplementedError

    def _check_base(self, document: dict[str, object]) -> None:
        if document.get("base") != _BASE:
            raise RateSourceError(self.id, f"rates against {str(document.get('base'))[:20]!r}, not {_BASE}")


class FrankfurterV1(_Frankfurter):
    """The ECB's reference rates, second hand."""

    id = "frankfurter_v1"
    description = Description(
        name="Frankfurter v1, reference rates of the European Central Bank",
        origin="the v1 interface of a Frankfurter server",
        licence="free reuse with the European Central Bank quoted; for information purposes only",
        pivot=_BASE,
        kind="daily_reference",
    )

    def _address(self, first: date, last: date) -> str:
        return f"{self._url}v1/{first}..{last}?base={_BASE}"

    def _read(self, document: object, last: date) -> Iterator[Publication]:
        answer = read_mapping(self.id, document, "the answer")
        self._check_base(answer)
        for written, rates in read_mapping(self.id, answer.get("rates"), "rates").items():
            day = read_day(self.id, written, last)
            for code, rate in read_mapping(self.id, rates, written).items():
                yield Publication(_BASE, code, day, read_rate(self.id, rate))


class FrankfurterV2(_Frankfurter):
    """Means over many central banks' rates, so nobody's own.

    A row each of date, base, quote and rate; the base's own among them, at 1.
    """

    id = "frankfurter_v2"
    description = Description(
        name="Frankfurter v2, blended from the rates of many central banks",
        origin="the v2 interface of a Frankfurter server; the blend is its own",
        licence="as each bank grants it; see the server's list of providers",
        pivot=_BASE,
        kind="market",
    )

    def _address(self, first: date, last: date) -> str:
        return f"{self._url}v2/rates?base={_BASE}&from={first}&to={last}"

    def _read(self, document: object, last: date) -> Iterator[Publication]:
        if not isinstance(document, list):
            raise RateSourceError(self.id, "the answer is no JSON array")
        for each in document:
            row = read_mapping(self.id, each, "a row")
            self._check_base(row)
            if row.get("quote") != _BASE:
                day = read_day(self.id, row.get("date"), last)
                yield Publication(_BASE, str(row.get("quote")), day, read_rate(self.id, row.get("rate")))
