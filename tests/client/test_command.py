"""What the command `figures` prints, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from google.protobuf import json_format

from figures_client import _convert, _report
from figures_client.__main__ import main
from figures_client.v1 import figures_pb2 as pb
from tests.client.fake_server import invalid, overloaded
from tests.client.filled import fill
from tests.client.sample import SAMPLE, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.client.fake_server import Fake

TABLE = """\
{name}: 3 figures, dated 2025-04-12 (“12 April 2025”)

£1,600 to £2,400
   means      1,600 to 2,400 GBP/month (money, range)
   of         monthly salary
   when       2025-04 (“In April”)
   prices     2011 (“in 2011 pounds”)
   said       intended
   USD/month  2,094.37 to 3,141.56, about 2,100 to 3,100
              1 GBP = 1.30898267150 USD on 2025-04-30, average of 20 rates,
              European Central Bank euro foreign exchange reference rates
              for 2025-04: the date said of the figure “In April”
              by 1 GBP = 1.1537 EUR (ecb 2025-04-30); 1 EUR = 1.1346 USD (ecb
              2025-04-30)
   sentence   In April adverts promised a monthly salary of £1,600 to £2,400.

More than 155
   means      more than 155 (count, more than)
   of         men (left)
   said       reported, by Oksana Dreyer (says), passed on by the Gazette
   mind       VAGUE_HEAD
   sentence   More than 155 men have left, says Oksana Dreyer; the port lies 26
              miles away.

26 miles
   means      26 mi (measurement)
   in SI      41,842.944 m
   km         41.842944, about 42
              × 1.609344
   sentence   More than 155 men have left, says Oksana Dreyer; the port lies 26
              miles away.

not read   '500 crowns': UNRESOLVED_CURRENCY CZK, SEK
the same   '£1,600 to £2,400' is 'More than 155', a rate of 0.012
           +22.7% from 0.0097790284 of 2024-12-19 (nbp, average of 21 rates),
           the date said of the figure “in December”
           +3.3% from 0.0116153291 of 2025-04-19 (nbp), the article's date line
           -0.7% from 0.0120863982 of 2025-03-19 (nbp), the closest of the days
           compared, 2024-12-01 to 2025-04-12
mind       the engine is old
"""


@pytest.fixture(autouse=True)
def _server(target: str, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURES_SERVER", target)
    monkeypatch.setenv("COLUMNS", "80")
    fake.answers["Extract"] = json_format.ParseDict(SAMPLE, pb.ExtractResponse())


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_table(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", article]) == 0
    out, err = capsys.readouterr()
    assert out == TABLE.format(name=article)
    assert not err


def test_the_table_keeps_to_a_narrow_terminal(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert main(["extract", article]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert max(map(len, lines)) <= 50


def test_a_terminal_shows_the_figures_own_words_bold(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    main(["extract", article])
    assert "\033[1mMore than 155\033[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["extract", article])
    assert "\033" not in capsys.readouterr().out


def test_what_the_flags_ask_for(article: str, fake: Fake) -> None:
    flags = "--to USD --to EUR --unit km --unit kg --published 2025-04-12 --region GB --engine quantulum3".split()
    assert main(["extract", article, *flags]) == 0
    request = fake.requests[0]
    assert request.document.text == TEXT
    assert request.document.region_code == "GB"
    assert request.document.publish_time.ToJsonString() == "2025-04-12T12:00:00Z"
    assert list(request.options.target_currency_codes) == ["USD", "EUR"]
    assert list(request.options.target_units) == ["km", "kg"]
    assert request.options.engine == "quantulum3"


def test_json_is_one_array_of_the_contracts_own(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", article, "--format", "json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["id"] == article
    assert json_format.ParseDict(record["response"], pb.ExtractResponse()) == json_format.ParseDict(
        SAMPLE, pb.ExtractResponse()
    )


@pytest.mark.parametrize("content", [b"\n", b"two words", b"\xff\xfe"])
def test_a_file_that_holds_no_token(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    token = tmp_path / "token"
    token.write_bytes(content)
    assert main(["info", "--token-file", str(token)]) == 2
    assert capsys.readouterr().err == f"figures: {token}: not one token in ASCII\n"


def test_maps_are_written_by_their_keys(article: str, fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"name{number}" for number in range(20)]
    warning = pb.Warning(reason="NO_RATE", metadata=dict.fromkeys(reversed(names), ""))
    fake.answers["Extract"] = pb.ExtractResponse(figures=[pb.Figure(warnings=[warning])])
    assert main(["extract", article, "--format", "jsonl"]) == 0
    (figure,) = json.loads(capsys.readouterr().out)["response"]["figures"]
    assert list(figure["warnings"][0]["metadata"]) == sorted(names)


def test_json_lines_hold_errors_in_their_place(
    article: str, fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("bad one")
    fake.failures.append(overloaded())
    assert main(["extract", article, str(bad), article, "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    records: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    assert [sorted(record) for record in records] == [["error", "id"], ["error", "id"], ["id", "response"]]
    assert records[0]["error"]["code"] == "RESOURCE_EXHAUSTED"
    assert records[1]["error"]["reason"] == "TEXT_TOO_LARGE"
    assert err == f"figures: {article}: busy\nfigures: {bad}: document.text: is wrong\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xa340", "not UTF-8: byte 0xa3 at position 0"), (None, "No such file or directory")],
    ids=["latin-1", "missing"],
)
def test_files_that_cannot_be_read(
    content: bytes | None, message: str, article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["extract", str(path), article]) == 1
    out, err = capsys.readouterr()
    assert err == f"figures: {path}: {message}\n"
    assert out.startswith(article)


def test_two_articles_are_told_apart(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", article, article]) == 0
    assert f"mind       the engine is old\n\n\n{article}: 3 figures" in capsys.readouterr().out


def test_the_standard_input(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\ufeff£40\r\n".encode())))
    assert main(["extract", "-"]) == 0
    assert fake.requests[0].document.text == "£40\r\n"


def test_what_all_files_share_is_wrong_once(article: str, fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.failures.append(invalid("options.target_currency_codes[0]", "UNKNOWN_CURRENCY"))
    assert main(["extract", article, article, "--to", "XXY"]) == 2
    assert capsys.readouterr().err == "figures: options.target_currency_codes[0]: is wrong\n"
    assert main(["extract", article, "--published", "soon"]) == 2
    assert "document.publish_time: 'soon' is no time" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["extract"], ["extract", "a", "--format", "xml"], ["convert", "many", "GBP", "USD"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2


def test_no_server(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", article, "--server", "127.0.0.1:1"]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("figures: no server answers at 127.0.0.1:1: ")


def test_converting_money(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    conversion = json_format.ParseDict(SAMPLE["figures"][0]["conversions"][0], pb.Conversion())
    fake.answers["Convert"] = pb.ConvertResponse(results=[pb.ConvertResult(conversion=conversion)])
    assert main("convert 1600 GBP USD --on 2025-04 --source ecb,cbr --source nbp".split()) == 0
    item = fake.requests[0].items[0]
    assert (item.value, item.conversion_date.month, list(item.rate_sources)) == ("1600", 4, ["ecb", "cbr", "nbp"])
    assert capsys.readouterr().out.splitlines()[0] == (
        "1,600 GBP = 2,094.37 to 3,141.56, about 2,100 to 3,100 USD/month"
    )


def test_converting_units(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    conversion = json_format.ParseDict(SAMPLE["figures"][2]["conversions"][0], pb.Conversion())
    fake.answers["Convert"] = pb.ConvertResponse(results=[pb.ConvertResult(conversion=conversion)])
    assert main("convert -26 mile km --latest".split()) == 0
    assert fake.requests[0].items[0].latest
    assert capsys.readouterr().out == "-26 mile = 41.842944, about 42 km\n           × 1.609344\n"


@pytest.mark.parametrize(("code", "status"), [(9, 1), (3, 2)])
def test_what_cannot_be_converted(fake: Fake, capsys: pytest.CaptureFixture[str], code: int, status: int) -> None:
    error = pb.Error(code=code, message="no rate\nfor that day", reason="NO_RATE", field="items[0].to_unit")
    fake.answers["Convert"] = pb.ConvertResponse(results=[pb.ConvertResult(error=error)])
    assert main("convert 1 KPW USD --on 2024-05-01".split()) == status
    assert capsys.readouterr().err == "figures: items[0].to_unit: no rate for that day\n"


def test_a_wrong_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("convert 1 GBP USD --on yesterday".split()) == 2
    assert "conversion_date: 'yesterday' is no date" in capsys.readouterr().err


def test_listings(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.answers["GetServiceInfo"] = fill(pb.GetServiceInfoResponse())
    mile = pb.UnitDefinition(
        unit="mile",
        ucum="[mi_i]",
        dimension="[length]",
        surfaces=["mile", "miles"],
        si_factor=pb.Number(decimal="1609.344"),
    )
    franc = pb.Currency(currency_code="FRF", display_name="French Franc", withdrawn_date=pb.Date(year=2002, month=2))
    fake.answers["ListUnitsRequest"] = pb.ListUnitsResponse(units=[mile])
    fake.answers["ListCurrenciesRequest"] = pb.ListCurrenciesResponse(currencies=[franc])
    fake.answers["ListRateCoverageRequest"] = pb.ListRateCoverageResponse(coverages=[fill(pb.RateCoverage())])
    printed = {}
    for command in ("info", "units", "currencies", "coverage"):
        assert main([command]) == 0
        printed[command] = capsys.readouterr().out
    assert "engine     name" in printed["info"]
    assert printed["units"] == (
        "UNIT  UCUM    DIMENSION  IN SI       WRITTEN\nmile  [mi_i]  [length]   × 1609.344  mile, miles\n"
    )
    assert main(["units", "length"]) == 0
    assert fake.requests[-1].dimension == "length"
    assert printed["currencies"].splitlines()[1] == "FRF   French Franc  until 2002-02"
    assert "currency_code" in printed["coverage"]
    assert "-04-12 to\n" in printed["coverage"]
    assert main(["coverage", "rub"]) == 0
    assert fake.requests[-1].currency_code == "RUB"


def test_a_reader_that_has_enough(article: str) -> None:
    command = [sys.executable, "-m", "figures_client", "extract", *[article] * 40]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 0


def test_an_output_that_takes_nothing_more(article: str) -> None:
    command = f"{sys.executable} -m figures_client extract {article} > /dev/full"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert done.returncode == 1
    assert done.stderr == "figures: standard output: No space left on device\n"


def test_an_interruption_ends_quietly(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("figures_client._report.article", interrupted)
    assert main(["extract", article]) == 130


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ({}, "some number"),
        ({"upper": "62", "upper_exclusive": True}, "less than 62"),
        ({"upper": "62"}, "at most 62"),
        ({"lower": "155"}, "at least 155"),
        ({"lower": "5", "upper": "10", "lower_exclusive": True, "upper_exclusive": True}, "over 5 to under 10"),
        ({"lower": "24", "upper": "99", "point": "40"}, "24 to 99 (best 40)"),
        ({"lower": "1E+30", "upper": "1E+30"}, "1E+30"),
        ({"lower": "1.6E-19", "upper": "1.6E-19"}, "1.6E-19"),
    ],
)
def test_intervals_in_words(interval: dict[str, Any], words: str) -> None:
    ends = {name: end if isinstance(end, bool) else {"decimal": end} for name, end in interval.items()}
    message = json_format.ParseDict(ends, pb.Interval())
    assert _report.bounds(_convert.interval(message)) == words


def test_a_leg_that_is_a_mean_is_shown_with_twelve_digits() -> None:
    legs = [
        pb.RateLeg(from_currency_code=code, to_currency_code="PLN", source="nbp", rate={"decimal": rate})
        for code, rate in (("DEM", "1.6914433734939759036144578313253012048"), ("USD", "2.4246"))
    ]
    message = pb.Conversion(rate=pb.CurrencyRate(route=legs, rate={"decimal": "0.69760824894"}))
    (said,) = [line for line in _report.reasons(_convert.conversion(message)) if line.startswith("by ")]
    assert said.startswith("by 1 DEM = 1.69144337349 PLN (nbp")
    assert "1 USD = 2.4246 PLN" in said


def test_a_unit_of_several_is_shown_with_its_reason() -> None:
    factor = pb.UnitFactor(unit="imperial_gallon", exponent=1, reason="REGION", alternatives=["gallon"])
    message = pb.Figure(text="500 gallons", unit=pb.Unit(display="imperial gallon", factors=[factor]))
    result = _convert.result(pb.ExtractResponse(figures=[message]))
    lines = list(_report.article("-", result, 80, str))
    assert "   unit       imperial gallon by region, not gallon" in lines


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ({"start_date": {"year": 2023, "month": 4}, "end_date": {"year": 2023, "month": 6}}, "2023-04 to 2023-06"),
        ({"end_date": {"year": 2030}}, "until 2030"),
    ],
)
def test_when_a_figure_holds(anchor: dict[str, Any], words: str) -> None:
    source = pb.ANCHOR_SOURCE_MENTION
    message = pb.Figure(text="£5m", anchor=pb.TemporalAnchor(source=source, text="then", **anchor))
    result = _convert.result(pb.ExtractResponse(figures=[message]))
    assert f"   when       {words} (“then”)" in list(_report.article("-", result, 80, str))
