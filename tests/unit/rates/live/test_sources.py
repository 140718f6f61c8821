"""Every live source against a server that speaks its own format, and what each of them refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from figures_server.errors import NotPublishedError, RateSourceError
from figures_server.rates.live import download as download_module
from figures_server.rates.live import live_sources
from figures_server.settings import Settings
from tests.unit.rates.live.loopback import as_json, cbr_xml, ecb_xml, ecb_zip

if TYPE_CHECKING:
    from tests.unit.rates.live.loopback import Loopback

CODES = frozenset("EUR USD JPY GBP RUB KZT".split())
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 9)


def settings_for(loopback: Loopback, timeout_s: int = 20) -> Settings:
    address = loopback.address
    return Settings(
        rates_timeout_s=timeout_s,
        ecb_url=address,
        cbr_url=f"{address}scripts/XML_daily.asp",
        currency_api_url=f"{address}currency-api@{{date}}/usd.json",
        frankfurter_url=address,
        forex_python_url=f"{address}api/",
    )


def fetch(loopback: Loopback, source: str, first: date = FRIDAY, last: date = MONDAY, **options: Any) -> list[str]:
    """What came, a line each: "EUR/USD 2026-11-06 1.1533"."""
    found = live_sources(settings_for(loopback, **options))[source].fetch(first, last, CODES)
    return [f"{row.base}/{row.quote} {row.day} {row.rate}" for answer in found for row in answer]


ECB_DAYS = {
    "2026-11-09": {"USD": "1.1560", "JPY": "177.90"},
    "2026-11-06": {"USD": "1.1533", "XYZ": "3.0"},
    "2026-11-05": {"USD": "1.1500"},
}


def test_the_ecb_is_asked_for_the_smallest_file_that_reaches_back(loopback: Loopback) -> None:
    files: dict[str, bytes] = {
        "/eurofxref-daily.xml": ecb_xml({"2026-11-09": {"USD": "1.1560"}}),
        "/eurofxref-hist-90d.xml": ecb_xml(ECB_DAYS),
        "/eurofxref-hist.zip": ecb_zip("Date,USD,CYP,\n2026-11-06,1.1533,N/A,\n2020-01-02,1.1193,N/A,\n"),
    }
    loopback.answer = lambda path: files[path]
    assert fetch(loopback, "ecb", MONDAY) == ["EUR/USD 2026-11-09 1.1560"]
    recent = ["EUR/USD 2026-11-06 1.1533", "EUR/JPY 2026-11-09 177.90", "EUR/USD 2026-11-09 1.1560"]
    assert fetch(loopback, "ecb") == recent
    assert fetch(loopback, "ecb", date(2019, 1, 1)) == ["EUR/USD 2020-01-02 1.1193", "EUR/USD 2026-11-06 1.1533"]


def test_the_bank_of_russia_says_on_sunday_what_it_said_on_saturday(loopback: Loopback) -> None:
    rows = [("USD", "1", "81,2345"), ("JPY", "100", "52,9012"), ("XDR", "1", "110,1")]
    dates = {"06/11/2026": "06.11.2026", "07/11/2026": "07.11.2026", "08/11/2026": "07.11.2026"}
    loopback.answer = lambda path: cbr_xml(dates.get(path.rpartition("=")[2], "07.11.2026"), rows)
    assert fetch(loopback, "cbr") == [
        "JPY/RUB 2026-11-06 0.529012",
        "USD/RUB 2026-11-06 81.2345",
        "JPY/RUB 2026-11-07 0.529012",
        "USD/RUB 2026-11-07 81.2345",
    ]
    assert loopback.asked[0] == "/scripts/XML_daily.asp?date_req=06/11/2026"


def test_currency_api_has_days_without_a_file(loopback: Loopback) -> None:
    def answer(path: str) -> bytes | int:
        day = path[14:24]
        rates = {"usd": 1, "eur": 0.86725431, "btc": 1.1e-05, "kzt": 523.4}
        return 404 if day == "2026-11-07" else as_json({"date": day, "usd": rates})

    loopback.answer = answer
    assert fetch(loopback, "currency_api", FRIDAY, date(2026, 11, 8)) == [
        "USD/EUR 2026-11-06 0.86725431",
        "USD/KZT 2026-11-06 523.4",
        "USD/EUR 2026-11-08 0.86725431",
        "USD/KZT 2026-11-08 523.4",
    ]


def test_currency_api_without_any_file_is_an_error(loopback: Loopback) -> None:
    with pytest.raises(NotPublishedError, match="currency_api: HTTP 404"):
        fetch(loopback, "currency_api", date(2026, 10, 1))


def test_frankfurter_v1_begins_before_the_day_asked_for(loopback: Loopback) -> None:
    rates = {"2026-11-06": {"USD": 1.1533}, "2026-11-09": {"USD": 1.156, "GBP": 0.8791}}
    span = {"amount": 1.0, "base": "EUR", "start_date": "2026-11-06", "end_date": "2026-11-09", "rates": rates}
    loopback.answer = lambda _path: as_json(span)
    found = ["EUR/GBP 2026-11-09 0.8791", "EUR/USD 2026-11-09 1.156"]
    assert fetch(loopback, "frankfurter_v1", SATURDAY) == found
    assert loopback.asked == ["/v1/2026-11-07..2026-11-09?base=EUR"]


def test_frankfurter_v2_answers_in_rows(loopback: Loopback) -> None:
    """By date and then quote, with what was published before a silent first day, and with the base itself."""
    rows = """[
        {"date":"2026-11-05","base":"EUR","quote":"KZT","rate":603.5},
        {"date":"2026-11-06","base":"EUR","quote":"EUR","rate":1.0},
        {"date":"2026-11-06","base":"EUR","quote":"USD","rate":1.1533},
        {"date":"2026-11-09","base":"EUR","quote":"EUR","rate":1.0},
        {"date":"2026-11-09","base":"EUR","quote":"RUB","rate":93.71,"providers":[{"key":"CBR","rate":93.7}]},
        {"date":"2026-11-09","base":"EUR","quote":"JPY","rate":17790}
    ]"""
    loopback.answer = lambda _path: rows.encode()
    assert fetch(loopback, "frankfurter_v2") == [
        "EUR/USD 2026-11-06 1.1533",
        "EUR/JPY 2026-11-09 17790",
        "EUR/RUB 2026-11-09 93.71",
    ]
    assert loopback.asked == ["/v2/rates?base=EUR&from=2026-11-06&to=2026-11-09"]


def test_long_spans_are_asked_for_in_parts(loopback: Loopback) -> None:
    loopback.answer = lambda _path: as_json([])
    assert fetch(loopback, "frankfurter_v2", date(2026, 1, 1)) == []
    assert len(loopback.asked) == 4


def test_forex_python_states_the_day_that_was_answered(loopback: Loopback) -> None:
    """Asked for Saturday and Sunday it says Friday's rates; they are taken once, as Friday's."""

    def answer(path: str) -> bytes:
        day = "2026-11-09" if "2026-11-09" in path else "2026-11-06"
        return as_json({"base": "EUR", "date": day, "rates": {"USD": 1.1533, "GBP": "0.8791"}})

    loopback.answer = answer
    assert fetch(loopback, "forex_python") == [
        "EUR/GBP 2026-11-06 0.8791",
        "EUR/USD 2026-11-06 1.1533",
        "EUR/GBP 2026-11-09 0.8791",
        "EUR/USD 2026-11-09 1.1533",
    ]
    assert loopback.asked[0] == "/api/2026-11-06?base=EUR&rtype=fpy"


# What each source says when all is well, with the place of a rate and that of its day.
def _ecb(rate: str, day: str) -> bytes:
    return ecb_xml({day: {"USD": rate}})


def _ecb_history(rate: str, day: str) -> bytes:
    return ecb_zip(f"Date,USD,\n{day},{rate},\n")


def _cbr(rate: str, day: str) -> bytes:
    return cbr_xml(".".join(reversed(day.split("-"))), [("USD", "1", rate.replace(".", ","))])


def _currency_api(rate: str, day: str) -> bytes:
    return f'{{"date": "{day}", "usd": {{"eur": {rate}}}}}'.encode()


def _frankfurter_v1(rate: str, day: str) -> bytes:
    return f'{{"base": "EUR", "rates": {{"{day}": {{"USD": {rate}}}}}}}'.encode()


def _frankfurter_v2(rate: str, day: str) -> bytes:
    return f'[{{"date": "{day}", "base": "EUR", "quote": "USD", "rate": {rate}}}]'.encode()


def _forex_python(rate: str, day: str) -> bytes:
    return f'{{"base": "EUR", "date": "{day}", "rates": {{"USD": {rate}}}}}'.encode()


SPEAKERS = {
    "ecb": _ecb,
    "ecb history": _ecb_history,
    "cbr": _cbr,
    "currency_api": _currency_api,
    "frankfurter_v1": _frankfurter_v1,
    "frankfurter_v2": _frankfurter_v2,
    "forex_python": _forex_python,
}
sources = pytest.mark.parametrize("name", SPEAKERS)


def refused(loopback: Loopback, name: str, **options: Any) -> str:
    source = name.split(maxsplit=1)[0]
    first = date(2026, 1, 1) if name == "ecb history" else MONDAY
    with pytest.raises(RateSourceError) as caught:
        fetch(loopback, source, first, MONDAY, **options)
    assert caught.value.source == source
    return caught.value.reason


@sources
def test_a_good_answer_is_taken(loopback: Loopback, name: str) -> None:
    loopback.answer = lambda _path: SPEAKERS[name]("1.25", "2026-11-09")
    first = date(2026, 1, 1) if name == "ecb history" else MONDAY
    rows = [
        row
        for answer in live_sources(settings_for(loopback))[name.split(maxsplit=1)[0]].fetch(first, MONDAY, CODES)
        for row in answer
    ]
    assert {(row.day, row.rate) for row in rows} == {(MONDAY, Decimal("1.25"))}


@sources
@pytest.mark.parametrize(
    "rate", ["NaN", "Infinity", "0", "0.0", "-1.25", "1e400", "1e-90", '""', "null", "true", "1.1.1", "[1]"]
)
def test_what_is_no_rate_is_refused(loopback: Loopback, name: str, rate: str) -> None:
    loopback.answer = lambda _path: SPEAKERS[name](rate, "2026-11-09")
    reason = refused(loopback, name)
    assert "is no rate" in reason or "no JSON" in reason


@sources
@pytest.mark.parametrize("day", ["2026-11-10", "9999-12-31", "yesterday", "2026-02-30", ""])
def test_a_day_that_is_not_yet_or_never_is_refused(loopback: Loopback, name: str, day: str) -> None:
    loopback.answer = lambda _path: SPEAKERS[name]("1.25", day)
    reason = refused(loopback, name)
    assert "is no date" in reason or "which is after 2026-11-09" in reason


@sources
@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>Sorry</body></html>",
        b"\n <HTML>",
        b"",
        b"\0\xff\xfe",
        b"null",
        b"{}",
        b'{"rates": 1}',
        b"[" * 100_000,
        b"[1]",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_anything_but_rates_is_refused(loopback: Loopback, name: str, body: bytes) -> None:
    loopback.answer = lambda _path: body
    assert refused(loopback, name)


@sources
def test_a_truncated_file_is_refused(loopback: Loopback, name: str) -> None:
    whole = SPEAKERS[name]("1.25", "2026-11-09")
    loopback.answer = lambda _path: whole[: len(whole) * 2 // 3]
    assert refused(loopback, name)


@sources
def test_a_connection_that_ends_early_is_refused(loopback: Loopback, name: str) -> None:
    loopback.answer = lambda _path: SPEAKERS[name]("1.25", "2026-11-09")
    loopback.promise = 100_000
    assert "cut short" in refused(loopback, name)


@sources
def test_a_billion_rows_are_not_read_to_the_end(loopback: Loopback, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download_module, "_MOST_BYTES", 100_000)
    loopback.answer = lambda _path: b" " * 1_000_000
    assert "more than 100000 bytes" in refused(loopback, name)


@sources
def test_a_server_that_drips_is_left(loopback: Loopback, name: str) -> None:
    loopback.answer = lambda _path: None
    assert refused(loopback, name, timeout_s=1) == "no whole answer within 1 s"


@sources
def test_a_server_that_is_down_is_named(loopback: Loopback, name: str) -> None:
    loopback.answer = lambda _path: 503
    assert "HTTP 503" in refused(loopback, name)


def test_nobody_listens(loopback: Loopback) -> None:
    loopback.address = "http://127.0.0.1:9/"
    assert "cannot read" in refused(loopback, "ecb")


def test_a_zip_of_a_billion_rows_is_not_unpacked_to_the_end(
    loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("figures_server.rates.live.ecb._MOST_BYTES", 1_000_000)
    loopback.answer = lambda _path: ecb_zip("Date,USD,\n" + "2026-11-09,1.25,\n" * 100_000)
    assert "more than 1000000 bytes" in refused(loopback, "ecb history")


def test_xml_entities_are_refused(loopback: Loopback) -> None:
    loopback.answer = lambda _path: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert "declarations" in refused(loopback, "cbr")


@pytest.mark.parametrize("name", ["frankfurter_v1", "frankfurter_v2", "forex_python"])
def test_another_base_than_asked_for_is_refused(loopback: Loopback, name: str) -> None:
    loopback.answer = lambda _path: SPEAKERS[name]("1.25", "2026-11-09").replace(b"EUR", b"USD")
    assert "not EUR" in refused(loopback, name)


def test_currency_api_of_another_day_is_refused(loopback: Loopback) -> None:
    loopback.answer = lambda _path: _currency_api("1.25", "2026-11-06")
    assert refused(loopback, "currency_api") == "answered with rates of 2026-11-06 for 2026-11-09"


def test_forex_python_without_a_day_is_refused(loopback: Loopback) -> None:
    loopback.answer = lambda _path: as_json({"base": "EUR", "rates": {"USD": 1.25}})
    assert refused(loopback, "forex_python") == "None is no date"


def test_units_that_are_no_power_of_ten_are_refused(loopback: Loopback) -> None:
    loopback.answer = lambda _path: cbr_xml("09.11.2026", [("USD", "3", "81,2")])
    assert refused(loopback, "cbr") == "'3' units of 'USD'"


def test_a_rate_that_comes_twice_is_refused(loopback: Loopback) -> None:
    loopback.answer = lambda _path: cbr_xml("09.11.2026", [("USD", "1", "81,2"), ("USD", "1", "18,2")])
    assert refused(loopback, "cbr") == "USD/RUB of 2026-11-09 came twice"
