"""The yardsticks' names for what the engine says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pytest

from figures_server.model import Concept, Figure, Interval, Number, Span, Unit, UnitFactor
from tests.accuracy.mapping import gold_figure, suite_figure
from tests.accuracy.newsquant import generations, newsquant_quantity
from tests.accuracy.predict import read_texts

if TYPE_CHECKING:
    from pathlib import Path

    from figures_server.model import Kind, Modifier

Change = tuple[Literal["up", "down"], Literal["by", "from", "to"]]


def figure(
    kind: Kind,
    low: str | None,
    *factors: UnitFactor,
    high: str | None = None,
    modifier: Modifier = "exact",
    change: Change | None = None,
    concept: str = "",
) -> Figure:
    """A figure whose surface is the first four characters of its text."""
    lower = None if low is None else Number(Decimal(low))
    upper = lower if high is None and modifier not in ("vague", "at_least") else high and Number(Decimal(high))
    made = Figure(0, 4, kind, Interval(lower, upper or None), Unit(factors), "test")
    made.modifier = modifier
    if change:
        made.change_direction, made.change_role = change
    if concept:
        made.concept = Concept(concept, Span(5, 5 + len(concept)), "")
    return made


KILOMETER = UnitFactor("unit", "kilometer", text="km")
CENTS = UnitFactor("currency", "USD", text="cents")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (figure("count", "40", UnitFactor("entity", "soldier")), {"kind": "count", "value": 40, "unit": "soldier"}),
        (
            figure(
                "count", "30", UnitFactor("entity", "case"), UnitFactor("entity", "person", -1, multiple=Decimal("1E5"))
            ),
            {"kind": "rate", "value": 30, "unit": "case/100000_person"},
        ),
        (
            figure("measurement", "18", UnitFactor("unit", "kilometer", 3), UnitFactor("unit", "year", -1)),
            {"kind": "measurement", "value": 18, "unit": "kilometer**3/year", "bound": "exact"},
        ),
        (
            figure(
                "money",
                "1600",
                UnitFactor("currency", "GBP"),
                UnitFactor("unit", "month", -1),
                high="2400",
                modifier="range",
            ),
            {"kind": "money", "lo": 1600, "hi": 2400, "bound": "range", "unit": "GBP/month"},
        ),
        (
            figure("percentage", "25", UnitFactor("unit", "basis_point"), change=("up", "by")),
            {"value": 0.25, "unit": "percentage_point", "bound": "up", "change": "up"},
        ),
        (figure("percentage", "5", UnitFactor("unit", "percent"), change=("up", "to")), {"bound": "exact", "value": 5}),
        (
            figure("count", "24", UnitFactor("entity", "tent"), modifier="vague"),
            {"lo": 24, "hi": None, "bound": "at_least"},
        ),
        (figure("count", "155", modifier="at_least"), {"value": 155, "bound": "at_least", "unit": "dimensionless"}),
        (figure("multiple", "2", change=("up", "by")), {"kind": "ratio", "unit": "times", "bound": "up"}),
        (figure("scale", "6.1", UnitFactor("unit", "magnitude")), {"kind": "measurement", "unit": "magnitude"}),
        (
            figure("temperature", "25", UnitFactor("unit", "degC"), modifier="just_below"),
            {"kind": "measurement", "bound": "approx"},
        ),
    ],
)
def test_figures_in_the_words_of_the_annotated_articles(said: Figure, expected: dict[str, object]) -> None:
    """Kind, number, bound and unit follow the annotation convention."""
    found = gold_figure(said)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(("value", "kind"), [("5", "count"), ("5.5", "other")])
def test_a_bare_number_is_called_number_by_the_suites(value: str, kind: str) -> None:
    """The annotated articles call it a count where it is whole, since the things counted are in another sentence."""
    assert suite_figure(figure("number", value))["kind"] == "number"
    assert gold_figure(figure("number", value))["kind"] == kind


@pytest.mark.parametrize(
    ("suite", "said", "unit"),
    [
        ("recognizers_x-1", figure("money", "5", CENTS, UnitFactor("entity", "share", -1)), "USD"),
        ("grobid_x-1", figure("money", "5", CENTS, UnitFactor("entity", "share", -1)), "USD/share"),
        ("recognizers_x-2", figure("measurement", "5", KILOMETER, UnitFactor("unit", "hour", -1)), "kilometer/hour"),
        ("recognizers_x-3", figure("temperature", "5", UnitFactor("unit", "delta_degC")), "degC"),
    ],
)
def test_units_in_the_words_of_the_suites(suite: str, said: Figure, unit: str) -> None:
    """Recognizers and Duckling name an amount without its rate, but for speeds."""
    assert suite_figure(said, suite)["unit"] == unit


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (
            "5 km/h",
            figure("measurement", "5", KILOMETER, UnitFactor("unit", "hour", -1)),
            (5, "kilometre per hour", "="),
        ),
        ("9 m² room", figure("measurement", "9", UnitFactor("unit", "meter", 2)), (9, "square metre", "=")),
        ("19 cents", figure("money", "0.19", CENTS, change=("up", "by")), (19, "cent", "up")),
        ("more than $3", figure("money", "3", UnitFactor("currency", "USD"), modifier="more_than"), (3, "dollar", ">")),
        (
            "2.1% drop",
            figure("percentage", "2.1", UnitFactor("unit", "percent"), change=("down", "by")),
            (2.1, "percentage", "="),
        ),
        ("44, a pilot", figure("age", "44", UnitFactor("unit", "year")), (44, "year of age", "=")),
        (
            "four different bosses",
            figure("count", "4", UnitFactor("entity", "boss"), concept="different bosses"),
            (4, "different boss", "="),
        ),
        (
            "nine members of the trade agreement",
            figure("count", "9", UnitFactor("entity", "member"), concept="members of the trade agreement"),
            (9, "member trade agreement", "="),
        ),
        ("millions", figure("count", "2E6", UnitFactor("entity", "fan"), modifier="vague"), ([1e6, 1e7], "fan", "=")),
        ("half the shops", figure("ratio", "0.5", concept="the shops"), (0.5, "% shops", "=")),
        ("A decade", figure("duration", "1", UnitFactor("unit", "decade")), None),
        ("A third", figure("ratio", "0.3"), (0.3, "% -", "=")),
        ("fifth win", figure("ordinal", "5"), None),
        ("twice", figure("multiple", "2"), None),
        (
            "nine newly printed library books",
            figure("count", "9", UnitFactor("entity", "book"), concept="newly printed library books"),
            (9, "library book", "="),
        ),
        (
            "nine Belgians",
            figure("count", "9", UnitFactor("entity", "belgian"), concept="Belgians"),
            (9, "Belgians", "="),
        ),
        ("nine-storey", figure("count", "9", UnitFactor("entity", "storey")), None),
        ("2-yr $40,000 grant", figure("duration", "2", UnitFactor("unit", "year")), None),
        (
            "90hp",
            figure("measurement", "90", UnitFactor("unit", "horsepower", text="bhp")),
            (90, "brake horsepower", "="),
        ),
    ],
)
def test_figures_in_the_words_of_newsquant(
    text: str, said: Figure, expected: tuple[float | list[float], str, str] | None
) -> None:
    """Value, unit name and symbol; None where the set does not annotate such a figure."""
    found = newsquant_quantity(said, text)
    assert (found and (found["value"], found["unit"], found["change"])) == expected


def test_one_of_several_is_a_share_in_newsquant() -> None:
    """As in "one of five rival bids": a fifth."""
    made = figure("count", "5", UnitFactor("entity", "bid"), concept="rival bids")
    made.start, made.end = 7, 11
    found = newsquant_quantity(made, "one of five rival bids")
    assert found
    assert (found["value"], found["unit"]) == (pytest.approx(0.2), "% rival bid")


def test_generations_of_networks_are_quantities_in_newsquant() -> None:
    """They are names everywhere else; "5G 2" is no network."""
    assert [one["value"] for one in generations("From 4G to 5G; the 3G 20")] == [4, 5]


@pytest.mark.parametrize("content", ['[{"text": "One."}, {"text": "Two."}]', '{"text": "One."}\n{"text": "Two."}\n'])
def test_gold_files_are_read_without_labels(tmp_path: Path, content: str) -> None:
    """Arrays and lines alike."""
    gold = tmp_path / "gold"
    gold.write_text(content, encoding="utf-8")
    assert list(read_texts(gold)) == [({"text": "One."}, None), ({"text": "Two."}, None)]


def test_a_locale_names_the_region(tmp_path: Path) -> None:
    """The suites' "en_AU" is an Australian text."""
    gold = tmp_path / "gold"
    gold.write_text('{"id": "1", "text": "$5", "locale": "en_AU", "expect": []}\n', encoding="utf-8")
    assert list(read_texts(gold)) == [({"id": "1", "text": "$5"}, "AU")]
