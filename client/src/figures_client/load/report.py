"""A load test in words: how it goes, and what it found."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TextIO

from figures_client._table import columns, labelled
from figures_client.load.result import PERCENTILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures_client.load.fleet import Second
    from figures_client.load.ramp import Ramp
    from figures_client.load.recorder import Latencies, Tally
    from figures_client.load.result import Result


RAMP_HEADS: Final = ("asked/s", "read/s", "p50", "p99", "failed", "objectives", "generator")
# What was under way at the end of the run is a small part of it, unless the server lags behind.
_LATE: Final = 0.05
_SIZES: Final = ("bytes", "kB", "MB", "GB", "TB")


class Progress:
    """One line on a terminal, written anew each second; nothing where nobody watches."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()

    def show(self, second: Second) -> None:
        """What came in the latest second."""
        latency = f"p50 {ms(second.p50_ms)}  p99 {ms(second.p99_ms)}  max {ms(second.max_ms)}"
        self.say(f"{second.number + 1:4} s  {second.read:,} read  {second.failed:,} failed  {latency}")

    def say(self, words: str = "") -> None:
        """Words in place of the last ones."""
        if self._shown:
            self._stream.write(f"\r\033[K{words}")
            self._stream.flush()


def lines(result: Result, width: int) -> Iterator[str]:
    """The finding for people."""
    run, tally = result.run, result.run.tally
    yield headline(result)
    yield ""
    yield from labelled(
        [
            ("server", ", ".join(word for word in result.server.values() if word)),
            ("read", f"{tally.read:,} articles, {result.articles_per_s:,.1f}/s{_late(tally)}"),
            ("failed", f"{tally.failed:,} articles ({result.failed_percent:.3g}%)"),
            *(
                ("", f"{articles:,} × {code} {reason}")
                for code, reason, articles in tally.by_frequency()
                if code != "OK"
            ),
            ("latency", latencies(tally.latency)),
            ("of failed", latencies(tally.failed_latency) if len(tally.failed_latency) else ""),
            ("figures", f"{tally.figures:,}, {result.figures_per_s:,.0f}/s"),
            ("sent", f"{size(tally.sent_bytes)}, received {size(tally.received_bytes)}"),
            ("generator", generator(result)),
            ("mind", warning(result)),
            ("mind", "interrupted: this is what was measured until then" if run.interrupted else ""),
            *(("" if number else "slo", verdict) for number, verdict in enumerate(verdicts(result))),
        ],
        width,
    )


def ramp_lines(ramp: Ramp, width: int) -> Iterator[str]:
    """A ramp for people: its steps in a table, and the knee."""
    yield from columns([head.upper() for head in RAMP_HEADS], ramp_rows(ramp), width)
    yield ""
    yield knee(ramp)


def ramp_rows(ramp: Ramp) -> Iterator[tuple[str, ...]]:
    """A step's cells under RAMP_HEADS."""
    for step in ramp.steps:
        latency = step.run.tally.latency
        missed = ", ".join(verdict.objective.name for verdict in step.verdicts if not verdict.met)
        yield (
            f"{step.plan.rate or 0:,.1f}",
            f"{step.articles_per_s:,.1f}",
            ms(latency.at_ms(50)),
            ms(latency.at_ms(99)),
            f"{step.run.tally.failed:,}",
            f"missed {missed}" if missed else "held",
            "; ".join(step.generator_limits),
        )


def knee(ramp: Ramp) -> str:
    """The knee in a sentence."""
    held = f"{ramp.objectives}, 95% read in time"
    if ramp.knee is None:
        return f"no knee: not even the first rate held ({held})"
    return f"knee: {ramp.knee:,.1f} articles/s is the highest rate that held ({held})"


def headline(result: Result) -> str:
    """What was done: "unary, closed loop of 8, 10 s after 2 s of warm-up"."""
    plan = result.plan
    pace = f"closed loop of {plan.concurrency}" if plan.rate is None else f"open loop, {plan.rate:,g} articles/s"
    mode = f"batches of {plan.batch_size}" if plan.articles_per_call > 1 else plan.mode
    return (
        f"{mode}, {pace}, {result.run.measured_s:,.1f} s after {plan.warmup_s:g} s of warm-up, "
        f"{result.distinct_articles:,} distinct articles"
    )


def generator(result: Result) -> str:
    """What the load test itself took."""
    tally, run = result.run.tally, result.run
    cores = run.processes * tally.cpu_s / tally.wall_s if tally.wall_s else 0.0
    each = 1e6 * tally.cpu_s / max(tally.statuses.total(), 1)
    late = f"; calls started {ms(tally.lateness.at_ms(99))} late or less (p99)" if len(tally.lateness) else ""
    processes = f"{run.processes} process{'' if run.processes == 1 else 'es'}"
    return f"{processes}, {cores:.2f} cores, {each:,.0f} µs of CPU an article{late}"


def warning(result: Result) -> str:
    """Where the generator has a part in what was measured: what, and what to do."""
    if not result.generator_limits:
        return ""
    return (
        f"the generator was {', '.join(result.generator_limits)}: that is in what was measured; "
        "give it cores of its own, or more --processes"
    )


def verdicts(result: Result) -> Iterator[str]:
    """Each objective, whether it was met, and what was measured."""
    for verdict in result.verdicts:
        unit = verdict.objective.unit
        measured = ms(verdict.measured) if unit == "ms" else f"{verdict.measured:,.4g}{unit}"
        yield f"{'met' if verdict.met else 'MISSED'}: {verdict.objective}, measured {measured}"


def latencies(latency: Latencies) -> str:
    """Percentiles in a row."""
    if not len(latency):
        return "none: nothing was read"
    named = "  ".join(f"p{percentile:g} {ms(latency.at_ms(percentile))}" for percentile in PERCENTILES)
    return f"{named}  max {ms(latency.at_ms(100))}"


def _late(tally: Tally) -> str:
    late = tally.read - tally.in_time
    return f", and {late:,} of them only after the end" if late > _LATE * tally.read else ""


def ms(value: float | None) -> str:
    """Milliseconds to three digits: "3.21 ms", "1.53 s"."""
    if value is None:
        return "-"
    return f"{value:.3g} ms" if value < 999.5 else f"{value / 1e3:,.3g} s"


def size(number: int) -> str:
    """Bytes in a unit that suits: "3.4 MB"."""
    thousands = min(int(math.log10(max(number, 1)) // 3), len(_SIZES) - 1)
    return f"{number / 1000**thousands:,.3g} {_SIZES[thousands]}"
