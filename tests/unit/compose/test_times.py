"""Which words are read as a date or a time of day, and which numbers are not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from figures_server.compose.rules.time_expressions.relative_times import find_relative_times
from figures_server.text import Article
from tests.unit.times import times_of

if TYPE_CHECKING:
    from collections.abc import Iterator

READ = [
    # Days
    ("The vote is on 3 June.", "3 June", "XXXX-06-03"),
    ("It opened on June 3rd, 2016, in rain.", "June 3rd, 2016", "2016-06-03"),
    ("Apr 12, 2025", "Apr 12, 2025", "2025-04-12"),
    ("signed on 12 April 2025 in Riga", "12 April 2025", "2025-04-12"),
    ("The mob came on Jan. 6 at noon.", "Jan. 6", "XXXX-01-06"),
    ("They lost seats in Nov. 6 elections.", "Nov. 6", "XXXX-11-06"),
    ("polled between March 5-7 by phone", "March 5-7", "XXXX-03-05/XXXX-03-07"),
    ("from February 8 to 10", "February 8 to 10", "XXXX-02-08/XXXX-02-10"),
    ("on 5 and 6 May", "5 and 6 May", "XXXX-05-05/XXXX-05-06"),
    ("the 3rd of June", "3rd of June", "XXXX-06-03"),
    ("on the 14th and 15th of March 2019", "14th and 15th of March 2019", "2019-03-14/2019-03-15"),
    ("The cuts kicked in March 1 after a row.", "March 1", "XXXX-03-01"),
    ("RIGA, Aug 1: The port shut.", "Aug 1", "XXXX-08-01"),
    ("He came on Tuesday, April 8, 2025.", "Tuesday, April 8, 2025", "2025-04-08"),
    ("The talks end on 9 November.", "9 November", "XXXX-11-09"),
    ("today is the 15th and it rains", "15th", "XXXX-XX-15"),
    ("Pay by the 21st.", "21st", "XXXX-XX-21"),
    ("due on 25/12/2024", "25/12/2024", "2024-12-25"),
    ("due on 12/25/2024", "12/25/2024", "2024-12-25"),
    ("due on 12/04/2025", "12/04/2025", "2025-XX-XX"),
    ("Bonn, 12.4.25", "12.4.25", "2025-04-12"),
    ("filed 2025-04-12 in court", "2025-04-12", "2025-04-12"),
    ("due on 12-Apr-2025", "12-Apr-2025", "2025-04-12"),
    ("due on 05/05/2025", "05/05/2025", "2025-05-05"),
    ("the 9/11 attacks", "9/11", "2001-09-11"),
    # Months, seasons, quarters
    ("ice was lost from April 2002 on", "April 2002", "2002-04"),
    ("it sold more in January-March 2023", "January-March 2023", "2023-01/2023-03"),
    ("rain of Nov.–Jan. 2023", "Nov.–Jan. 2023", "2022-11/2023-01"),
    ("in mid-June 2015", "mid-June 2015", "2015-06"),
    ("from 2018-October 2020", "October 2020", "2020-10"),
    ("by late May 2016", "late May 2016", "2016-05"),
    ("in the summer of 2019", "summer of 2019", "2019-SU"),
    ("third quarter sales rose", "third quarter", "XXXX-Q3"),
    ("guidance for first quarter 2005", "first quarter 2005", "2005-Q1"),
    ("in Q1 2025 it grew", "Q1 2025", "2025-Q1"),
    ("in 2025 Q1 it grew", "2025 Q1", "2025-Q1"),
    ("the first half of 2024", "first half of 2024", "2024-H1"),
    ("the first and second quarters of 2024", "first and second quarters of 2024", "2024-Q1/2024-Q2"),
    ("in April-2024", "April-2024", "2024-04"),
    ("Q3 sales rose 5", "Q3", "XXXX-Q3"),
    ("Sales in H1 fell", "H1", "XXXX-H1"),
    # Years and longer
    ("It shut in 2018.", "2018", "2018"),
    ("The school (1832) burnt.", "1832", "1832"),
    ("the 2006-07 budget", "2006-07", "2006/2007"),
    ("in 2019/20", "2019/20", "2019/2020"),
    ("the war of 1914–1918", "1914–1918", "1914/1918"),
    ("the 1999-00 season", "1999-00", "1999/2000"),
    ("the war of 2001-3", "2001-3", "2001/2003"),
    ("debt peaked in FY23", "FY23", "FY2023"),
    ("debt peaked in FY98", "FY98", "FY1998"),
    ("fiscal 2022 was bad", "fiscal 2022", "FY2022"),
    ("sales in CY2023", "CY2023", "2023"),
    ("built in the 1990s", "1990s", "199X"),
    ("the '90s", "'90s", "199X"),
    ("since the mid-1980s", "mid-1980s", "198X"),
    ("the '20s", "'20s", "XX2X"),
    ("in the nineties", "nineties", "199X"),
    ("the nineties and their parties", "nineties", "199X"),
    ("a late-seventies hit", "late-seventies", "197X"),
    ("the noughties", "noughties", "200X"),
    ("in the 21st century", "21st century", "20"),
    ("a 19th-century mill", "19th-century", "18"),
    ("a 15th century mill", "15th century", "14"),
    ("a nineteenth century mill", "nineteenth century", "18"),
    ("Rome fell in 410 AD.", "410 AD", "0410"),
    ("buried in AD 79", "AD 79", "0079"),
    ("from 500 BC on", "500 BC", "BC0500"),
    # Times of day
    ("at 17:20 sharp", "17:20", "T17:20"),
    ("before 5pm", "5pm", "T17:00"),
    ("around 10.45pm", "10.45pm", "T22:45"),
    ("since 9:01 p.m. EDT", "9:01 p.m. EDT", "T21:01"),
    ("until 12 a.m.", "12 a.m.", "T00:00"),
    ("it is 3 o’clock here", "3 o’clock", "T03:00"),
    ("at three o'clock", "three o'clock", "T03:00"),
    ("at half past three", "half past three", "T03:30"),
    ("at a quarter to one", "a quarter to one", "T12:45"),
    ("at two at night", "two at night", "T02:00"),
    ("at 17:20:15 sharp", "17:20:15", "T17:20:15"),
    ("at noon and 16:30 hours", "16:30 hours", "T16:30"),
    ("by 1600 GMT", "1600 GMT", "T16:00Z"),
    ("by 1600GMT", "1600GMT", "T16:00Z"),
    ("from 1130 to 1215 EDT", "1130 to 1215 EDT", "T11:30/T12:15"),
    ("at 14.30 IST", "14.30 IST", "T14:30"),
    ("at 0900 hours", "0900 hours", "T09:00"),
    ("open 9 to 11am", "9 to 11am", "T09:00/T11:00"),
    ("open 11 to 2pm", "11 to 2pm", "T11:00/T14:00"),
    # Stamps
    ("17:20, Sat, Apr 12, 2025", "17:20, Sat, Apr 12, 2025", "2025-04-12T17:20"),
    ("until 6 a.m. on January 1", "6 a.m. on January 1", "XXXX-01-01T06:00"),
    ("April 8, 2025 at 5:20 pm", "April 8, 2025 at 5:20 pm", "2025-04-08T17:20"),
    ("2025-04-12T17:20:00Z", "2025-04-12T17:20:00Z", "2025-04-12T17:20Z"),
]

NOT_READ = [
    "an H1N1 outbreak",
    "rich in H2O",
    "two years, 25 minutes and a three-year plan",
    "They ran for 6 hours.",
    "The bill was 2,018 or $2018 or Rs 2000.",
    "It costs 1600 GBP.",
    "a crowd of 2000 people",
    "2018 people came",
    "1500-2000 homes",
    "May 40 people come?",
    "In April 12 people died.",
    "You may 5 times march 15 miles.",
    "During the march 12 people were arrested.",
    "The Bruins (20-11-10) lost.",
    "The side needs 3 tonight.",
    "Shares opened at 15 this morning.",
    "A 2016 ad ran.",
    "They voted ten to five in the past year.",
    "his third half century",
    "They won 2-1, then 3/4 of it, by 70:30.",
    "an F-16, a 747 and 1 in 5",
    "He won in 2:05:33.",
    "the 18th district and the 5th floor",
    "a woman in her 90s and a man in his mid-40s",
    "Call 0300 123 4567 or 555-1234.",
    "a 1981 metres thick sheet",
    "It rose 45%, or 2020%.",
    "IP 12.4.25.1 has 12/16/24GB",
    "three quarters and half a million",
]


@pytest.mark.parametrize(("text", "surface", "value"), READ)
def test_is_read(text: str, surface: str, value: str) -> None:
    """Each form gives its words and its TIMEX3 value, and no cue is missing."""
    times = [time for time in times_of(Article(text)) if not time.weak]
    assert [(text[time.start : time.end], time.value) for time in times] == [(surface, value)]


@pytest.mark.parametrize("text", NOT_READ)
def test_is_not_read(text: str) -> None:
    """What counts, measures or names is left to others."""
    assert [text[time.start : time.end] for time in times_of(Article(text))] == []


def test_bare_year_is_weak() -> None:
    """A number without a cue is offered, not asserted."""
    times = times_of(Article("London 2012 was fun, said Fifa 2005 players."))
    assert [(time.value, time.weak) for time in times] == [("2012", False), ("2005", True)]


def test_each_stamp_is_one() -> None:
    """Two stamps on a line stay two."""
    text = "17:20, Sat, Apr 12, 2025 | UPDATED: 18:20, Sat, Apr 12, 2025"
    assert [time.value for time in times_of(Article(text))] == ["2025-04-12T17:20", "2025-04-12T18:20"]


def test_hours_from_and_to_are_no_stamp() -> None:
    """Two hours beside a day stay two hours."""
    times = times_of(Article("9-11am, 12 April 2025"))
    assert [time.value for time in times] == ["T09:00/T11:00", "2025-04-12"]


def test_pairs_of_years() -> None:
    """The second of "between 2010 and 2015" is a year because the first is."""
    times = times_of(Article("It fell between 2010 and 2015, and from 2000 to 2004."))
    assert [(time.value, time.weak) for time in times] == [
        ("2010", False),
        ("2015", False),
        ("2000", False),
        ("2004", False),
    ]


RELATIVE = [
    ("She left on Tuesday.", "Tuesday", "XXXX-WXX-2", None),
    ("It shut last month.", "last month", "XXXX-XX", -1),
    ("Earlier this week, it shut.", "Earlier this week", "XXXX-WXX", 0),
    ("in November", "November", "XXXX-11", None),
    ("since May", "May", "XXXX-05", -1),
    ("last April", "last April", "XXXX-04", -1),
    ("in December last year", "December last year", "XXXX-12", -1),
    ("Yesterday it rained.", "Yesterday", "XXXX-XX-XX", -1),
    ("over the weekend", "the weekend", "XXXX-WXX-WE", -1),
    ("this summer", "this summer", "XXXX-SU", 0),
    ("since summer last year", "summer last year", "XXXX-SU", None),
    ("next year", "next year", "XXXX", 1),
]


@pytest.mark.parametrize(("text", "surface", "value", "shift"), RELATIVE)
def test_relative(text: str, surface: str, value: str, shift: int | None) -> None:
    """Words that count from the day of writing keep how far."""
    times = find_relative_times(Article(text), 0, len(text))
    assert [(text[time.start : time.end], time.value, time.shift) for time in times] == [(surface, value, shift)]


@pytest.mark.parametrize(
    "text",
    ["You may march.", "They march on.", "a spring in its step", "Sun and Mar", "birthday", "over the last year"],
)
def test_not_relative(text: str) -> None:
    """Words that are months or days elsewhere."""
    assert find_relative_times(Article(text), 0, len(text)) == []


@pytest.mark.parametrize("name", ["gold_dev", "hard_dev", "seeds"])
def test_gold(shared: Path, name: str) -> None:
    """Every date marked as a distractor is read, and no figure is taken for a date."""
    missed: list[str] = []
    for line in (shared / "benchmarks" / f"{name}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        times = [time for time in times_of(Article(case["text"])) if not time.weak]
        for mark in case["distractors"]:
            dated = mark["why"] in {"year", "years", "date", "time", "period", "decade", "century"}
            if dated and not any(time.start <= mark["start"] and mark["end"] <= time.end for time in times):
                missed.append(f"{case['id']}: {mark['surface']} at {mark['start']}")
        missed.extend(
            f"{case['id']}: figure {figure['surface']} at {figure['start']}"
            for figure in case["figures"]
            if any(time.start < figure["end"] and figure["start"] < time.end for time in times)
        )
    assert missed == []


# ------------------------------------------------------------------------ the page that lists the forms

_PAGE: Final = Path(__file__).resolve().parents[3] / "docs" / "dates.md"


def _forms() -> Iterator[tuple[str, list[str], list[str]]]:
    """The rule, examples and values of each row of the page's tables of forms."""
    forms = _PAGE.read_text(encoding="utf-8").partition("## The day of publication")[0]
    rule = ""
    for named, words, values in re.findall(r"^\| (?:`(time\.[a-z-]+)` )?\| (.+?) \| (.+) \|$", forms, re.MULTILINE):
        rule = named or rule
        examples = [re.sub(r" \(with .+\)$", "", example) for example in words.split("; ")]
        yield rule, examples, re.findall(r"`([^`]+)`", values)


@pytest.mark.parametrize(("rule", "examples", "values"), list(_forms()))
def test_the_page_of_forms_says_what_is_read(rule: str, examples: list[str], values: list[str]) -> None:
    read = {
        example: times_of(Article(example)) or find_relative_times(Article(example), 0, len(example))
        for example in examples
    }
    assert all(read.values())
    assert {time.rule for times in read.values() for time in times} <= {rule, "time.month-day"}
    assert {time.value for times in read.values() for time in times} & {*values}


def test_the_page_of_forms_has_every_rule() -> None:
    assert {rule for rule, _, _ in _forms()} >= {"time.stamp", "time.shifted", "time.fiscal-year"}
    assert len({rule for rule, _, _ in _forms()}) > 20
