"""forex-python, as the library leaves it and with what it lacks: a time limit, and the day its rates are of."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from forex_python.converter import CurrencyRates

from figures_server.errors import RateSourceError
from figures_server.rates.live.documents import check_answer, read_day, read_json, read_mapping, read_rate
from figures_server.rates.live.publication import Description, Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BASE: Final = "EUR"


class DatedRates(CurrencyRates):  # type: ignore[misc]  # the library has no types
    """The library's own class: our address and download, and the answered day kept, which the library throws away."""

    def __init__(self, source: str, url: str, download: Callable[[str], bytes]) -> None:
        super().__init__(force_decimal=True)
        self._source = source
        self._url = url
        self._download = download
        self.answered = date.min

    def get_rates(self, base_cur: str, date_obj: date | None = None) -> dict[str, Any]:
        """As the library asks for them; `answered` is then the day they are of."""
        asked = self._get_date_string(date_obj)
        body = self._download(f"{self._source_url()}{asked}?base={base_cur}&rtype=fpy")
        rates: dict[str, Any] = self._decode_rates(
            SimpleNamespace(text=body.decode("utf-8", "replace")), date_str=asked
        )
        return rates

    def _source_url(self) -> str:
        return self._url

    def _decode_rates(self, response: Any, use_decimal: bool = False, date_str: str | None = None) -> dict[str, Any]:  # noqa: ANN401, ARG002, FBT001, FBT002  # the library's own signature
        """Refuses rates whose day the answer does not say, or says wrongly."""
        answer = read_mapping(self._source, read_json(self._source, response.text.encode()), "the answer")
        if answer.get("base") != _BASE:
            raise RateSourceError(self._source, f"rates against {str(answer.get('base'))[:20]!r}, not {_BASE}")
        asked = date.fromisoformat(date_str) if date_str and date_str != "latest" else date.max
        self.answered = read_day(self._source, answer.get("date"), asked)
        return read_mapping(self._source, answer.get("rates"), "rates")


class ForexPython:
    """Whatever the server that forex-python is pointed at publishes."""

    id = "forex_python"
    description = Description(
        name="forex-python",
        origin="the server that forex-python was pointed at",
        licence="that server's own",
        pivot=_BASE,
        kind="market",
    )

    def __init__(self, url: str, download: Callable[[str], bytes]) -> None:
        self._rates = DatedRates(self.id, url, download)

    def fetch(self, first: date, last: date, codes: frozenset[str]) -> Iterator[list[Publication]]:
        """An answer for each day; one that is of an earlier day is taken once, as that day's."""
        asked, newest = first, first - timedelta(1)
        while asked <= last:
            answer = self._ask(asked, codes)
            if answer and answer[0].day > newest:
                newest = answer[0].day
                yield answer
            asked += timedelta(1)

    def _ask(self, asked: date, codes: frozenset[str]) -> list[Publication]:
        rates = self._rates.get_rates(_BASE, asked)
        day = self._rates.answered
        wanted = ((code, rate) for code, rate in rates.items() if code in codes and code != _BASE)
        return sorted(
            check_answer(self.id, (Publication(_BASE, code, day, read_rate(self.id, rate)) for code, rate in wanted))
        )
