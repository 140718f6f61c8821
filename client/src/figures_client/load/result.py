"""What a load test found, and the same as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from figures_client.load.fleet import Run
    from figures_client.load.objectives import Verdict
    from figures_client.load.plan import Plan
    from figures_client.load.recorder import Latencies

PERCENTILES: Final = (50, 90, 95, 99, 99.9)
# A generator this busy, or this late, has a part in what it measures.
_SATURATED: Final = 0.9
_LATE_MS: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One run: what was asked, of whom, and what came of it."""

    started: str
    server: dict[str, str]
    plan: Plan
    distinct_articles: int
    run: Run
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def met(self) -> bool:
        """Whether every objective was."""
        return all(verdict.met for verdict in self.verdicts)

    @property
    def articles_per_s(self) -> float:
        """Articles read in time, a second."""
        return self.run.tally.in_time / self.run.measured_s if self.run.measured_s else 0.0

    @property
    def figures_per_s(self) -> float:
        """Figures in so many articles."""
        return self.articles_per_s * self.run.tally.figures / max(self.run.tally.read, 1)

    @property
    def failed_percent(self) -> float:
        """Articles that were not read, of a hundred."""
        tally = self.run.tally
        return 100 * tally.failed / max(tally.statuses.total(), 1)

    @property
    def generator_limits(self) -> list[str]:
        """What of the generator, not the server, may have set what was measured; empty where nothing did."""
        limits = []
        if self.run.busiest > _SATURATED:
            limits.append(f"busy {self.run.busiest:.0%}")
        late = self.run.tally.lateness.at_ms(99)
        if late is not None and late > _LATE_MS:
            limits.append(f"late by {late:.0f} ms (p99)")
        return limits


def percentiles(latencies: Latencies) -> dict[str, float | None] | None:
    """Mean, percentiles and maximum in ms by name, "p99.9"; None where there are no latencies."""
    if not len(latencies):
        return None
    named = {f"p{percentile:g}": latencies.at_ms(percentile) for percentile in PERCENTILES}
    return {"mean": latencies.mean_ms, **named, "max": latencies.at_ms(100)}


def as_json(result: Result) -> dict[str, Any]:
    """The result as docs/load.md describes it."""
    run, tally, plan = result.run, result.run.tally, result.plan
    return {
        "started": result.started,
        "server": result.server,
        "plan": {
            **{name: number for name, number in asdict(plan).items() if name != "offset"},
            "loop": "closed" if plan.rate is None else "open",
            "distinct_articles": result.distinct_articles,
        },
        "interrupted": run.interrupted,
        "measured_s": round(run.measured_s, 3),
        "calls": tally.calls,
        "articles": {"read": tally.read, "in_time": tally.in_time, "failed": tally.failed},
        "articles_per_s": round(result.articles_per_s, 2),
        "figures": tally.figures,
        "figures_per_s": round(result.figures_per_s, 2),
        "sent_bytes": tally.sent_bytes,
        "received_bytes": tally.received_bytes,
        "statuses": [
            {"code": code, "reason": reason, "articles": articles} for code, reason, articles in tally.by_frequency()
        ],
        "latency_ms": percentiles(tally.latency),
        "failed_latency_ms": percentiles(tally.failed_latency),
        "latency_histogram": tally.latency.encode().decode("ascii"),
        "seconds": [asdict(second) for second in run.seconds],
        "generator": {
            "processes": run.processes,
            "cpu_s": round(tally.cpu_s, 3),
            "busiest": round(run.busiest, 3),
            "lateness_ms": percentiles(tally.lateness),
            "limits": result.generator_limits,
        },
        "objectives": [
            {"objective": str(verdict.objective), "measured": verdict.measured, "met": verdict.met}
            for verdict in result.verdicts
        ],
    }
