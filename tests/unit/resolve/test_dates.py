"""Which day a time means, and which figures it is said of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from figures_server.compose.rules.time_expressions.relative_times import find_relative_times
from figures_server.model import NO_ANCHOR, Anchor, Figure, Interval, PartialDate, Span, Unit
from figures_server.resolve.dates import publication_anchor, resolve_time
from figures_server.resolve.ties import tie_times
from figures_server.text import Article
from tests.unit.times import times_of

if TYPE_CHECKING:
    from figures_server.compose.rules.time_expressions.timex import TimeExpression
    from figures_server.model import Kind

# A Saturday.
PRINTED = date(2025, 4, 12)


def first_time(article: Article) -> TimeExpression:
    """The first time of a text, with or without a number."""
    return min(
        [*times_of(article), *find_relative_times(article, 0, len(article.text))],
        key=lambda time: (time.start, -time.end),
    )


def dates(anchor: Anchor | None) -> str:
    """The bounds of an anchor in short: "2024-12..2025-02"."""
    if anchor is None:
        return ""
    parts = ["-".join(f"{part:02d}" for part in bound if part) if bound else "" for bound in (anchor.start, anchor.end)]
    return "..".join(parts) if anchor.end else parts[0]


RESOLVED = [
    ("on 12 April 2024", "2024-04-12"),
    ("in December 2024", "2024-12"),
    ("in 2019", "2019"),
    ("the 1990s", "1990..1999"),
    ("a 19th-century mill", "1800..1899"),
    ("in Q1 2024", "2024-01..2024-03"),
    ("the second half of 2024", "2024-07..2024-12"),
    ("in 2019-20", "2019..2020"),
    ("in fiscal 2022", "2022"),
    ("in the summer of 2019", "2019"),
    # The year that news means
    ("on April 10", "2025-04-10"),
    ("on Nov. 3", "2024-11-03"),
    ("on 3 June", "2025-06-03"),
    ("on February 8 to 10", "2025-02-08..2025-02-10"),
    ("in November", "2024-11"),
    ("in June", "2025-06"),
    ("since June", "2024-06"),
    ("in April", "2025-04"),
    ("last April", "2024-04"),
    ("next April", "2026-04"),
    ("in December last year", "2024-12"),
    ("It is due on the 15th.", "2025-04-15"),
    ("It was due on the 28th.", "2025-03-28"),
    # Counted from the day of writing
    ("yesterday", "2025-04-11"),
    ("on Tuesday", "2025-04-08"),
    ("on Saturday", "2025-04-12"),
    ("last Saturday", "2025-04-05"),
    ("next Tuesday", "2025-04-15"),
    ("this week", "2025-04-07..2025-04-13"),
    ("earlier this week", "2025-04-07..2025-04-12"),
    ("last week", "2025-03-31..2025-04-06"),
    ("last month", "2025-03"),
    ("next month", "2025-05"),
    ("this year", "2025"),
    ("last year", "2024"),
    ("last quarter", "2025-01..2025-03"),
    ("the first quarter", "2025-01..2025-03"),
    ("the fourth quarter", "2024-10..2024-12"),
    ("the third quarter of last year", "2024-07..2024-09"),
    # Not told
    ("the third quarter", ""),
    ("the second half", ""),
    ("at 5pm", ""),
    ("in 500 BC", ""),
    ("due 12/04/2025", ""),
    ("in the winter of 2019", ""),
]


@pytest.mark.parametrize(("text", "expected"), RESOLVED)
def test_resolve(text: str, expected: str) -> None:
    """From a Saturday in April."""
    anchor = publication_anchor(Article(text), [], PRINTED)
    assert dates(resolve_time(first_time(Article(text)), anchor)) == expected


@pytest.mark.parametrize("text", ["on Tuesday", "last month", "on April 10", "in November", "yesterday"])
def test_nothing_is_counted_from_no_day(text: str) -> None:
    """Without a day of publication a relative time has none."""
    assert resolve_time(first_time(Article(text)), NO_ANCHOR) is None


def test_calendar_ends() -> None:
    """No day of the calendar breaks the sums."""
    for day in (date.min, date.max, date(2024, 2, 29)):
        for text, _ in RESOLVED:
            resolve_time(first_time(Article(text)), publication_anchor(Article(text), [], day))


def read_anchor(text: str) -> Anchor:
    """The anchor that a text gives by itself."""
    article = Article(text)
    return publication_anchor(article, times_of(article), None)


@pytest.mark.parametrize(
    "text",
    [
        "Ferry sinks\n\n17:20, Sat, Apr 12, 2025 | UPDATED: 18:05, Sun, Apr 13, 2025\n\nA ferry sank.",
        "Ferry sinks\nPublished 12 April 2025\nA ferry sank.",
        "By Ann Lee | 12 April 2025 | 10:00\n\nA ferry sank.",
        "RIGA, April 12, 2025 (Baltic Wire) - A ferry sank.",
        "April 12, 2025\n\nA ferry sank.",
        "A ferry sank. " * 60 + "\nUpdated: 2025-04-12T17:20:00Z",
    ],
)
def test_dateline(text: str) -> None:
    """A date that stands apart dates the article."""
    anchor = read_anchor(text)
    assert (dates(anchor), anchor.source) == ("2025-04-12", "dateline")
    assert anchor.span is not None
    assert text[anchor.span.start : anchor.span.end] == anchor.text


@pytest.mark.parametrize(
    "text",
    [
        "A ferry sank on April 12, 2025, off Riga.",
        "©2025 The Paper. All rights reserved.",
        "Riga, Latvia, July 1, 2016. REUTERS/Ann Lee",
        "— Ann Lee (@annlee) April 8, 2025",
        "It sank.\n\nApril 12",
    ],
)
def test_no_dateline(text: str) -> None:
    """A date in running text, a photograph's, a post's and a partial one do not."""
    assert read_anchor(text) == NO_ANCHOR


def test_request_beats_dateline() -> None:
    """What the caller knows is not overruled."""
    article = Article("April 12, 2025\n\nA ferry sank.")
    anchor = publication_anchor(article, times_of(article), datetime(2024, 3, 1, 9, 30, tzinfo=UTC))
    assert anchor == Anchor(PartialDate(2024, 3, 1), None, "request", timex_value="2024-03-01")


def tied(text: str, *surfaces: str, kind: Kind = "money") -> list[str]:
    """The dates given to the figures with these words, in order."""
    article = Article(text)
    figures: list[Figure] = []
    at = 0
    for surface in surfaces:
        start = text.index(surface, at)
        at = start + len(surface)
        figures.append(Figure(start, at, kind, Interval(None, None), Unit(()), "test"))
    times = times_of(article)
    anchor = publication_anchor(article, times, PRINTED)
    tie_times(article, figures, times, find_relative_times(article, 0, len(article.text)), anchor)
    return [dates(figure.anchor) for figure in figures]


TIES = [
    # The time follows
    ("They paid £5m in 2019.", ["£5m"], ["2019"]),
    ("They paid £5m in 2019 and £6m in 2020.", ["£5m", "£6m"], ["2019", "2020"]),
    ("They paid £5m and £6m in 2020.", ["£5m", "£6m"], ["2020", "2020"]),
    ("It rose from £5m in 2019 to £6m.", ["£5m", "£6m"], ["2019", ""]),
    ("Pay rose 4p to £9 last month.", ["4p", "£9"], ["2025-03", "2025-03"]),
    ("It cost £5m between 2010 and 2015.", ["£5m"], ["2010..2015"]),
    ("It cost £5m from April 2012 to May 2013.", ["£5m"], ["2012-04..2013-05"]),
    ("It cost £5m from March to June 2019.", ["£5m"], ["2019-03..2019-06"]),
    ("It cost £5m between 28 December and 3 January 2019.", ["£5m"], ["2018-12-28..2019-01-03"]),
    ("It made £5m in November–February 2019.", ["£5m"], ["2018-11..2019-02"]),
    ("It made £5m in the siege of 1939 to 1941.", ["£5m"], ["1939..1941"]),
    ("It has paid £5m since 2010.", ["£5m"], ["2010..2025-04-12"]),
    ("It will pay £5m by 2030.", ["£5m"], ["..2030"]),
    ("It held £5m as of April 2.", ["£5m"], ["2025-04-02"]),
    # The time stands before
    ("In 2019, the mine made £5m, or €6m.", ["£5m", "€6m"], ["2019", "2019"]),
    ("Last month the mine lost £5m.", ["£5m"], ["2025-03"]),
    ("A 2019 estimate of £900m was low, as was £800m.", ["£900m"], ["2019"]),
    ("The 2022 budget of about £2bn held.", ["£2bn"], ["2022"]),
    ("Sales for 2004 were $3bn, up $1bn from 2003.", ["$3bn", "$1bn"], ["2004", "2004"]),
    # Counted back
    ("They paid £5m three years ago, and £6m a decade ago.", ["£5m", "£6m"], ["2022", "2015"]),
    ("It cost £5m in the last financial year.", ["£5m"], ["2024"]),
    ("It cost £5m over the last year.", ["£5m"], [""]),
    ("They paid £5m two months ago.", ["£5m"], ["2025-02"]),
    ("They paid £5m over three years ago.", ["£5m"], [""]),
    ("Profit rose to £5m in 2023, from £4m a year earlier.", ["£5m", "£4m"], ["2023", "2022"]),
    ("Profit in 2023 was £5m, up £1m on the previous year.", ["£5m", "£1m"], ["2023", "2023"]),
    ("Profit was £5m the year before he left.", ["£5m"], [""]),
    ("Profit was £5m, from £4m a year earlier.", ["£5m", "£4m"], ["", ""]),
    ("They paid £5m 999 decades ago.", ["£5m"], [""]),
    ("It cut 90 jobs after first-quarter profit fell to £5m.", ["90", "£5m"], ["", "2025-01..2025-03"]),
    # Neither
    ("The firm, whose sales rose £14m, hopes to open in November.", ["£14m"], [""]),
    ("Sales in 2024 were £9m, a rise of £1m on 2023.", ["£9m", "£1m"], ["2024", "2024"]),
    ("The pound bought $1.31, against $1.29 on Tuesday.", ["$1.31", "$1.29"], ["", "2025-04-08"]),
    ("Shops took £5m on Black Friday.", ["£5m"], [""]),
    ("A boat that sank in 1938 has been sold for £5m.", ["£5m"], [""]),
    ("The house built in 1934 is for sale at £5m.", ["£5m"], [""]),
    ("The board said that the bill in 2023 was £5m.", ["£5m"], ["2023"]),
    ("It was valued at £5m when it was found in 2023.", ["£5m"], ["2023"]),
    ("They gave £5m through a website launched in March.", ["£5m"], [""]),
    ("They have spent £5m since the war broke out in 2022.", ["£5m"], ["2022..2025-04-12"]),
    ("“In 2016 it was £5m,” he told the cabinet on Tuesday.", ["£5m"], ["2016"]),
    ("Members will pay £5 from June 1.", ["£5"], ["2025-06-01"]),
    ("The debt will be £5m by the end of 2030.", ["£5m"], ["..2030-12-31"]),
    # Periods told by their end, a part or an edge
    ("Profit for the year to March was £5m.", ["£5m"], ["2024-04..2025-03"]),
    ("Profit for the year ended 31 March 2024 was £5m.", ["£5m"], ["2023-04-01..2024-03-31"]),
    ("It made £5m in the three months to the end of September.", ["£5m"], ["2024-07..2024-09"]),
    ("It made £5m in the half-year to June, a record.", ["£5m"], ["2024-01..2024-06"]),
    ("It made £5m in the 26 weeks to 29 March.", ["£5m"], ["2024-09-29..2025-03-29"]),
    ("It made £5m in the 26 weeks to March.", ["£5m"], ["2025-03"]),
    ("It made £5m in the month to 30 March.", ["£5m"], ["2025-03-01..2025-03-30"]),
    ("It lost £5m over the five years to 2023.", ["£5m"], ["2019..2023"]),
    ("It lost £5m in the six months to 2023.", ["£5m"], ["2023"]),
    ("It made £5m in the first nine months of 2023.", ["£5m"], ["2023-01..2023-09"]),
    ("It made £5m in the last three months of last year.", ["£5m"], ["2024-10..2024-12"]),
    ("It made £5m in the first half of the current fiscal year.", ["£5m"], ["2025"]),
    ("The fund held £5m at the end of 2020.", ["£5m"], ["2020-12-31"]),
    ("The fund held £5m at the start of March.", ["£5m"], ["2025-03-01"]),
    ("The work, put off by a year to March, will cost £5m.", ["£5m"], ["2025-03"]),
    ("The levy raised £5m between April and June.", ["£5m"], ["2024-04..2024-06"]),
    (
        "Profit was £5m in the first quarter, up from £4m a year earlier.",
        ["£5m", "£4m"],
        ["2025-01..2025-03", "2024-01..2024-03"],
    ),
    (
        "Profit for the year to 29 February 2024 was £5m, from £4m a year before.",
        ["£5m", "£4m"],
        ["2023-03-01..2024-02-29", "2022-03-01..2023-02-28"],
    ),
    ("On Monday it told of a profit of £5m, up from £4m a year earlier.", ["£4m"], ["2024"]),
    ("The shares closed at 412p on Friday, valuing the firm at £5m.", ["£5m"], ["2025-04-11"]),
    ("It took £5m on this day last year.", ["£5m"], ["2024"]),
    ("Oil was dear in 2008, when a barrel hit $147.", ["$147"], ["2008"]),
    ("It lost 500 pupils, about 12%, since the mill shut in 2023.", ["500"], ["2023..2025-04-12"]),
    ("It cut its 2027 outlook, and warned that costs could hit £5m.", ["£5m"], [""]),
    ("A kilo costs £5, up from £4 in June.", ["£5", "£4"], ["", "2024-06"]),
    ("They will pay £5m in June.", ["£5m"], ["2025-06"]),
    ("They paid £5m from May 3 to May 9.", ["£5m"], ["2025-05-03..2025-05-09"]),
    ("It lost £5m to fires in bikes and scooters in 2024.", ["£5m"], ["2024"]),
    ("Rents were £9 per sq ft. In 2016 they were £4.", ["£9", "£4"], ["", "2016"]),
    ("The 2009 Black Saturday fires cost A$4bn.", ["A$4bn"], ["2009"]),
    ("The bill, which would cut pay by £5m, is due next week.", ["£5m"], [""]),
    ("The bus, a 2014 model with seats for 48, cost £5m.", ["£5m"], [""]),
    ("The mill, built in 1934, sold for £5m.", ["£5m"], [""]),
    ("She left in 2012 and charges £5 a loaf.", ["£5"], [""]),
    ("A bond maturing in 2019 raised £5m.", ["£5m"], [""]),
    ("Profit was £5m, the best since 2008.", ["£5m"], [""]),
    ("Ms Day, who left in 2016, said it would cost £5m.", ["£5m"], [""]),
    ("It opened in 2016; the roof cost £5m.", ["£5m"], [""]),
    ("Sales fell in 2016, rents in 2018, all of it worth £5m.", ["£5m"], [""]),
    ("The firm made £5m. It shut in 2019.", ["£5m"], [""]),
    ("The mine lost £5m while coal fell in 2019.", ["£5m"], [""]),
    ("RIGA, March 3: The port cost £5m.", ["£5m"], [""]),
]


@pytest.mark.parametrize(("text", "surfaces", "expected"), TIES)
def test_tie(text: str, surfaces: list[str], expected: list[str]) -> None:
    """A figure takes the time said of it, and none where a reader would doubt."""
    assert tied(text, *surfaces) == expected


def test_tie_to_the_event() -> None:
    """A sum offered during a dated journey is of that month, not of the day of printing."""
    text = (
        "Another man, officials said, flew to Georgia on holiday in December 2024, and joined up after “reading a "
        "poster that promised three million tenge (about $6,000) to recruits”."
    )
    assert tied(text, "three million tenge", "$6,000") == ["2024-12", "2024-12"]


def test_tied_words() -> None:
    """The anchor says where it was read."""
    text = "They paid £5m in December 2024."
    article = Article(text)
    figure = Figure(10, 13, "money", Interval(None, None), Unit(()), "test")
    tie_times(article, [figure], times_of(article), [], NO_ANCHOR)
    expected = Anchor(PartialDate(2024, 12), None, "mention", "December 2024", Span(17, 30), "2024-12")
    assert figure.anchor == expected


def test_ages_have_no_day() -> None:
    """An age is not converted, nor is a duration."""
    assert tied("He was 45 in 2019.", "45", kind="age") == [""]
