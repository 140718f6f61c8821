"""What a load test finds: objectives, the knee, the text, the JSON and the page."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from figures_client.load.chart import Line, axis, chart
from figures_client.load.fleet import Run, Second
from figures_client.load.objectives import judge, parse_objectives
from figures_client.load.page import page, ramp_page
from figures_client.load.plan import Mode, Plan
from figures_client.load.ramp import Ramp, climb, ramp_as_json
from figures_client.load.recorder import Tally
from figures_client.load.report import Progress, lines, ms, ramp_lines, size
from figures_client.load.result import Result, as_json

if TYPE_CHECKING:
    from collections.abc import Callable


def result(
    *latencies_ms: float,
    failed: int = 0,
    plan: Plan | None = None,
    measured_s: float = 10.0,
    busiest: float = 0.1,
    late_ms: float = 0.0,
) -> Result:
    tally = Tally(calls=len(latencies_ms) + failed, in_time=len(latencies_ms), figures=30, cpu_s=1.0, wall_s=10.0)
    for latency in latencies_ms:
        tally.latency.record(latency / 1e3)
    for _ in range(failed):
        tally.failed_latency.record(1.0)
    tally.statuses.update({("OK", ""): len(latencies_ms), ("UNAVAILABLE", "A<B>&"): failed})
    if late_ms:
        tally.lateness.record(late_ms / 1e3)
    seconds = [Second(number, 5, 1, 10.0, 20.0, 30.0) for number in range(int(measured_s))]
    run = Run(1, tally, seconds, measured_s, busiest)
    server = {"address": "localhost:1", "build": "</script>", "engine": ""}
    return Result(started="2025-04-12T12:00:00+00:00", server=server, plan=plan or Plan(), distinct_articles=7, run=run)


@pytest.mark.parametrize(
    ("slo", "met"),
    [
        ("", True),
        ("p50=20.1ms", True),
        ("p50=19ms", False),
        ("p99=0.0401s,p50=1s", True),
        ("p99=39900us", False),
        ("p99.9=41ms,max=41ms,mean=26ms", True),
        ("mean=24ms", False),
        ("max=39ms", False),
        ("rate=0.4", True),
        ("rate=0.5", False),
    ],
)
def test_objectives(slo: str, *, met: bool) -> None:
    verdicts = judge(parse_objectives(slo), result(10, 20, 30, 40))
    assert all(verdict.met for verdict in verdicts) is met


@pytest.mark.parametrize(
    ("slo", "met"),
    [
        ("", False),
        ("p99=1s", False),
        ("errors=0", False),
        ("errors=1", True),
        ("errors=24%", False),
        ("errors=25%", True),
    ],
)
def test_errors_are_missed_objectives_unless_they_are_allowed(slo: str, *, met: bool) -> None:
    verdicts = judge(parse_objectives(slo), result(10, 20, 30, failed=1))
    assert all(verdict.met for verdict in verdicts) is met


def test_a_latency_of_nothing_meets_no_objective() -> None:
    (verdict, _) = judge(parse_objectives("p99=1s"), result())
    assert (verdict.met, verdict.measured) == (False, None)


@pytest.mark.parametrize("slo", ["p100=1s", "p99", "p99=50", "p99=fast", "errors=-1", "errors=1ms", "speed=1"])
def test_what_is_no_objective(slo: str) -> None:
    with pytest.raises(ValueError, match="is no objective such as"):
        parse_objectives(slo)


def server_of(capacity: float, hiccup_at: int = -1) -> Callable[[float], Result]:
    """Takes 10 ms up to its capacity and a second above it; slow once, at one of the calls."""
    calls: list[float] = []

    def run(rate: float) -> Result:
        calls.append(rate)
        slow = rate > capacity or len(calls) == hiccup_at
        return result(*[1000.0 if slow else 10.0] * 100, plan=Plan(rate=rate), measured_s=100 / rate)

    return run


@pytest.mark.parametrize("capacity", [137.0, 160.0, 3.0e3, 10.0])
@pytest.mark.parametrize("hiccup_at", [-1, 2, 4])
def test_the_knee_is_found_to_a_twentieth(capacity: float, hiccup_at: int) -> None:
    ramp = climb(server_of(capacity, hiccup_at), 10, parse_objectives(""))
    assert ramp.knee is not None
    assert capacity / 1.05 <= ramp.knee <= capacity
    assert ramp.objectives == "errors=0, p99=100ms"
    rates = [step.plan.rate or 0 for step in ramp.steps]
    assert rates == sorted(rates)


def test_the_callers_own_latency_replaces_the_relative_one() -> None:
    ramp = climb(server_of(100), 10, parse_objectives("p90=2s"))
    assert ramp.objectives == "p90=2000ms, errors=0"
    assert ramp.knee is not None
    assert ramp.knee > 10_000


def test_a_server_that_cannot_hold_the_first_rate_has_no_knee() -> None:
    ramp = climb(server_of(5), 10, parse_objectives("p99=100ms"))
    assert (ramp.knee, len(ramp.steps)) == (None, 2)
    assert "no knee" in "\n".join(ramp_lines(ramp, 80))
    ET.fromstring(ramp_page(ramp))  # noqa: S314  # our own


def test_a_rate_that_is_not_kept_does_not_hold() -> None:
    def half_read(rate: float) -> Result:
        return result(*[10.0] * 100, plan=Plan(rate=rate), measured_s=100 / min(rate, 35))

    knee = climb(half_read, 10, parse_objectives("")).knee
    assert knee is not None
    assert 33 <= knee <= 37


def test_an_interrupted_ramp_ends_with_what_held() -> None:
    def run(rate: float) -> Result:
        made = result(*[10.0] * 100, plan=Plan(rate=rate), measured_s=100 / rate)
        made.run.interrupted = rate == 40
        return made

    ramp = climb(run, 10, parse_objectives(""))
    assert (ramp.knee, len(ramp.steps)) == (20, 3)


def test_the_text() -> None:
    found = result(10, 20, 30, failed=1, plan=Plan(mode=Mode.BATCH, rate=200), late_ms=25, busiest=0.95)
    found.verdicts.extend(judge(parse_objectives("p50=100ms"), found))
    assert list(lines(found, 80)) == [
        "batches of 16, open loop, 200 articles/s, 10.0 s after 2 s of warm-up, 7 distinct articles",
        "",
        "server     localhost:1, </script>",
        "read       3 articles, 0.3/s",
        "failed     1 articles (25%)",
        "           1 × UNAVAILABLE A<B>&",
        "latency    p50 20 ms  p90 30 ms  p95 30 ms  p99 30 ms  p99.9 30 ms  max 30 ms",
        "of failed  p50 1 s  p90 1 s  p95 1 s  p99 1 s  p99.9 1 s  max 1 s",
        "figures    30, 3/s",
        "sent       0 bytes, received 0 bytes",
        "generator  1 process, 0.10 cores, 250,000 µs of CPU an article; calls started 25",
        "           ms late or less (p99)",
        "mind       the generator was busy 95%, late by 25 ms (p99): that is in what was",
        "           measured; give it cores of its own, or more --processes",
        "slo        met: p50=100ms, measured 20 ms",
        "           MISSED: errors=0, measured 1",
    ]


class Terminal(io.StringIO):
    """Somebody watches."""

    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_for_those_who_watch() -> None:
    watched, unwatched = Terminal(), io.StringIO()
    for stream in (watched, unwatched):
        progress = Progress(stream)
        progress.show(Second(0, 1200, 3, 10.0, 20.0, 1534.0))
        progress.say()
    line = "   1 s  1,200 read  3 failed  p50 10 ms  p99 20 ms  max 1.53 s"
    assert watched.getvalue() == f"\r\033[K{line}\r\033[K"
    assert unwatched.getvalue() == ""


def test_the_text_tells_the_articles_that_came_too_late() -> None:
    found = result(10, 20, 30)
    found.run.tally.in_time = 1
    assert "read       3 articles, 0.1/s, and 2 of them only after the end" in list(lines(found, 80))


def test_the_text_where_nothing_was_read() -> None:
    text = "\n".join(lines(result(failed=2), 80))
    assert "read       0 articles" in text
    assert "latency    none: nothing was read" in text


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(None, "-"), (0.0123, "0.0123 ms"), (3.2149, "3.21 ms"), (999, "999 ms"), (1534, "1.53 s")],
)
def test_milliseconds_in_words(milliseconds: float | None, words: str) -> None:
    assert ms(milliseconds) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 bytes"), (999, "999 bytes"), (3_400_000, "3.4 MB"), (5 * 10**15, "5e+03 TB")]
)
def test_sizes_in_words(number: int, words: str) -> None:
    assert size(number) == words


def test_the_json_keeps_its_names() -> None:
    found = result(10, 20, 30, failed=1)
    found.verdicts.extend(judge(parse_objectives(""), found))
    document = json.loads(json.dumps(as_json(found)))
    shape = {name: sorted(part) if isinstance(part, dict) else type(part).__name__ for name, part in document.items()}
    percentiles = ["max", "mean", "p50", "p90", "p95", "p99", "p99.9"]
    assert shape == {
        "started": "str",
        "server": ["address", "build", "engine"],
        "plan": [
            "batch_size",
            "channels",
            "concurrency",
            "count",
            "distinct_articles",
            "duration_s",
            "loop",
            "mode",
            "rate",
            "timeout_s",
            "warmup_s",
        ],
        "interrupted": "bool",
        "measured_s": "float",
        "calls": "int",
        "articles": ["failed", "in_time", "read"],
        "articles_per_s": "float",
        "figures": "int",
        "figures_per_s": "float",
        "sent_bytes": "int",
        "received_bytes": "int",
        "statuses": "list",
        "latency_ms": percentiles,
        "failed_latency_ms": percentiles,
        "latency_histogram": "str",
        "seconds": "list",
        "generator": ["busiest", "cpu_s", "lateness_ms", "limits", "processes"],
        "objectives": "list",
    }
    assert document["statuses"] == [
        {"code": "OK", "reason": "", "articles": 3},
        {"code": "UNAVAILABLE", "reason": "A<B>&", "articles": 1},
    ]
    assert document["objectives"] == [{"objective": "errors=0", "measured": 1, "met": False}]
    assert sorted(document["seconds"][0]) == ["failed", "max_ms", "number", "p50_ms", "p99_ms", "read"]
    assert sorted(ramp_as_json(Ramp([found]))) == ["knee_articles_per_s", "objectives", "steps"]


@pytest.mark.parametrize(
    "found", [result(), result(10), result(10, 20, 30, failed=1), result(1, 2, 5000, late_ms=25), result(failed=3)]
)
def test_the_page_is_well_formed_and_needs_no_other_file(found: Result) -> None:
    found.verdicts.extend(judge(parse_objectives("p99=1ms"), found))
    written = page(found)
    root = ET.fromstring(written)  # noqa: S314  # our own
    assert json.loads(root.findtext(".//script[@id='result']") or "") == json.loads(json.dumps(as_json(found)))
    assert "http" not in written
    assert root.findall(".//link") == []
    assert len(root.findall(".//svg")) == (3 if len(found.run.tally.latency) else 2)


def test_the_page_of_a_ramp_marks_the_knee() -> None:
    ramp = climb(server_of(137), 10, parse_objectives(""))
    root = ET.fromstring(ramp_page(ramp))  # noqa: S314  # our own
    assert len(root.findall(".//svg/line[@class='mark']")) == 2
    assert len(root.findall(".//table/tr")) == 1 + len(ramp.steps)


def test_a_chart_places_its_points() -> None:
    x, y = axis("second", [4]), axis("ms", [100])
    drawn = ET.fromstring(chart("it", x, y, [Line([(0, 0), (4, 100)], "all")]))  # noqa: S314  # our own
    points = [tuple(map(float, point.split(","))) for point in (drawn.find("polyline").get("points") or "").split()]  # type: ignore[union-attr]
    (left, bottom), (right, top) = points
    assert left < right
    assert top < bottom
    assert [label for _, label in y.ticks] == ["0", "20", "40", "60", "80", "100"]


def test_an_axis_of_wide_apart_numbers_is_logarithmic() -> None:
    y = axis("ms", [0.5, 2000], from_zero=False)
    assert (y.logarithmic, [label for _, label in y.ticks]) == (True, ["0.1", "1", "10", "100", "1,000", "10,000"])
    assert y.place(0.1) == 0
    assert y.place(10_000) == 1
    assert y.place(0) == 0
