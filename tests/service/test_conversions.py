"""Convert: units exactly, money at a stated day's rate, both at once, and the worked cases of the rates' folder."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from pathlib import Path

    from tests.service.running import RunningServer

_EMBEDDED_NAMES: Final = {"cbr_usd_rub": "cbr"}
_IN_DOLLARS: Final = pb.ExtractOptions(target_currency_codes=["USD"])


def _convert(server: RunningServer, *items: pb.ConvertItem) -> pb.ConvertResponse:
    return server.call("Convert", pb.ConvertRequest(items=items), pb.ConvertResponse)


def _date(text: str) -> pb.Date:
    day = date.fromisoformat(text)
    return pb.Date(year=day.year, month=day.month, day=day.day)


@pytest.mark.parametrize(
    ("value", "from_unit", "to_unit", "expected"),
    [
        ("26", "mile", "km", "41.842944"),
        ("100", "km/h", "m/s", "27.77777777777777777777777778"),
        ("-40", "degF", "°C", "-40"),
        ("12", "GBP/month", "GBP/year", "144"),
    ],
)
def test_units_are_converted_exactly(
    server: RunningServer, value: str, from_unit: str, to_unit: str, expected: str
) -> None:
    response = _convert(server, pb.ConvertItem(value=value, from_unit=from_unit, to_unit=to_unit))
    assert response.results[0].conversion.value.point.decimal == expected
    assert not response.HasField("rates")


def test_a_bare_ton_says_that_there_are_others(server: RunningServer) -> None:
    bare = pb.ConvertItem(value="3", from_unit="tons", to_unit="kg")
    full = pb.ConvertItem(value="3", from_unit="UK tons", to_unit="kg")
    first, second = (result.conversion for result in _convert(server, bare, full).results)
    cautions: list[Any] = list(first.warnings)
    assert [caution.reason for caution in cautions] == ["AMBIGUOUS_UNIT"]
    assert dict(cautions[0].metadata) == {"unit": "ton", "alternatives": "metric_ton, long_ton"}
    assert not second.warnings


def test_money_comes_with_all_that_is_needed_to_check_it(server: RunningServer) -> None:
    item = pb.ConvertItem(value="1600", from_unit="GBP", to_unit="USD", conversion_date=_date("2025-04-12"))
    response = _convert(server, item)
    conversion = response.results[0].conversion
    assert conversion.value.point.decimal == "2094.37"
    rate = conversion.rate
    assert (rate.source, rate.staleness_days, rate.rate.decimal) == ("ecb", 1, "1.30898267150")
    assert rate.rate_date == _date("2025-04-11")
    assert rate.basis == pb.CONVERSION_DATE_BASIS_CALLER_FIXED
    assert [(leg.to_currency_code, leg.rate.decimal) for leg in rate.route] == [("GBP", "0.86678"), ("USD", "1.1346")]
    assert response.rates.version.startswith("sha256:")


def test_a_rate_of_money_changes_currency_and_unit_at_once(server: RunningServer) -> None:
    day = _date("2025-04-12")
    monthly = pb.ConvertItem(value="1600", from_unit="GBP/month", to_unit="USD/month", conversion_date=day)
    yearly = pb.ConvertItem(value="1600", from_unit="GBP/month", to_unit="USD/year", conversion_date=day)
    results = _convert(server, monthly, yearly).results
    assert [result.conversion.unit.display for result in results] == ["USD/month", "USD/year"]
    # 1600 × 12 × 1.308982671496…, rounded once.
    assert [result.conversion.value.point.decimal for result in results] == ["2094.37", "25132.47"]
    assert [result.conversion.factor.decimal for result in results] == ["", "12"]


@pytest.mark.parametrize(("value", "rounded"), [("60", "97"), ("60.0", "96.6"), ("-6.0e1", "-97"), ("+1", "1.6")])
def test_an_amount_has_the_significant_digits_it_is_written_with(
    server: RunningServer, value: str, rounded: str
) -> None:
    response = _convert(server, pb.ConvertItem(value=value, from_unit="mile", to_unit="km"))
    assert response.results[0].conversion.rounded.point.decimal == rounded


def test_what_has_no_rate_or_no_common_measure_says_why(server: RunningServer) -> None:
    response = _convert(
        server,
        pb.ConvertItem(value="1", from_unit="GBP", to_unit="USD", conversion_date=_date("1900-01-01")),
        pb.ConvertItem(value="1", from_unit="mile", to_unit="kg"),
        pb.ConvertItem(value="1", from_unit="GBP", to_unit="kg"),
        pb.ConvertItem(value="1", from_unit="GBP", to_unit="USD", latest=True, conversion_date=_date("2025-01-02")),
        pb.ConvertItem(value="1", from_unit="GBP", to_unit="USD", latest=True, rate_sources=["my bank"]),
    )
    assert [(result.error.code, result.error.reason, result.error.field) for result in response.results] == [
        (9, "NO_RATE", "items[0]"),
        (3, "DIMENSION_MISMATCH", "items[1]"),
        (3, "DIMENSION_MISMATCH", "items[2]"),
        (3, "MISSING_FIELD", "items[3].conversion_date"),
        (3, "UNKNOWN_RATE_SOURCE", "items[4].rate_sources[0]"),
    ]
    assert response.HasField("rates")


def test_the_newest_rate_is_only_used_where_it_was_asked_for(server: RunningServer) -> None:
    item = pb.ConvertItem(value="1", from_unit="GBP", to_unit="USD", latest=True)
    rate = _convert(server, item).results[0].conversion.rate
    assert rate.basis == pb.CONVERSION_DATE_BASIS_LATEST
    assert not rate.HasField("requested_date")


def test_a_restatement_is_measured_at_the_event_at_publication_and_where_it_fits_best(server: RunningServer) -> None:
    text = "Saturday, 12 April 2025, 17:20\n\nIn December 2024 he was offered two million rubles (about $24,000).\n"
    response = server.call(
        "Extract", pb.ExtractRequest(document=pb.Document(text=text), options=_IN_DOLLARS), pb.ExtractResponse
    )
    roubles, dollars = response.figures
    assert (dollars.text, dollars.value.point.decimal) == ("$24,000", "24000")
    (conversion,) = roubles.conversions
    assert (conversion.value.point.decimal, conversion.rate.source) == ("19558.06", "cbr")
    assert conversion.rate.basis_text == "December 2024"
    (relation,) = response.relations
    assert relation.type == pb.RELATION_TYPE_EQUIVALENT
    assert relation.implied_rate.decimal == "0.012"
    published, fit = relation.at_publication, relation.best_fit
    assert [relation.table_rate.basis, published.rate.basis, fit.rate.basis] == [
        pb.CONVERSION_DATE_BASIS_EVENT_DATE,
        pb.CONVERSION_DATE_BASIS_DATELINE,
        pb.CONVERSION_DATE_BASIS_BEST_FIT,
    ]
    deviations = [relation.deviation, published.deviation, fit.deviation]
    assert deviations == pytest.approx([0.2271, 0.0331, -0.0071], abs=1e-4)
    assert (fit.rate.rate_date, fit.first_date, fit.last_date) == (
        _date("2025-03-19"),
        _date("2024-12-01"),
        _date("2025-04-12"),
    )
    assert fit.rounding == pytest.approx(0.0208, abs=1e-4)


def test_money_of_another_years_worth_is_marked_and_converts_at_that_year(server: RunningServer) -> None:
    document = pb.Document(text="The dam cost £5m in 2011 pounds and opened in 1975.")
    (figure,) = server.call(
        "Extract", pb.ExtractRequest(document=document, options=_IN_DOLLARS), pb.ExtractResponse
    ).figures
    assert (figure.price_basis.base_date, figure.price_basis.text) == (pb.Date(year=2011), "in 2011 pounds")
    (conversion,) = figure.conversions
    assert conversion.rate.basis == pb.CONVERSION_DATE_BASIS_PRICE_BASE
    assert (conversion.rate.averaged_publications, conversion.value.point.decimal) == (257, "8019243.09")
    # The generated stubs mistake the message for the builtin of that name.
    assert [warning.reason for warning in conversion.warnings] == ["CONSTANT_PRICES"]  # type: ignore[attr-defined]


def test_the_worked_cases_come_out_as_worked(server: RunningServer, shared: Path) -> None:
    cases = json.loads((shared / "rates" / "golden.json").read_text(encoding="utf-8"))["cases"]
    wrong: dict[str, Any] = {}
    for case in cases:
        expected = case["expected"]
        for amount, converted in zip(case["amounts"], expected["amounts"], strict=True):
            conversion = _convert(server, _item(case, amount)).results[0].conversion
            found = (conversion.value.point.decimal, conversion.rate.source, Decimal(conversion.rate.rate.decimal or 0))
            source = _EMBEDDED_NAMES.get(expected["source"], expected["source"])
            if found != (converted, source, Decimal(expected["rate"])):
                wrong[case["id"]] = found
    assert not wrong


def _item(case: dict[str, Any], amount: str) -> pb.ConvertItem:
    day = _date(case["requested_date"])
    if case["date_basis"] == "year only":
        day = pb.Date(year=day.year)
    item = pb.ConvertItem(value=amount, from_unit=case["from"], to_unit=case["to"], conversion_date=day)
    if requested := case.get("source_requested"):
        item.rate_sources.append(_EMBEDDED_NAMES.get(requested, requested))
    return item
