"""The highest rate that a server holds: the knee, from where latency turns up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from figures_client.load.objectives import Objective, judge
from figures_client.load.result import as_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from figures_client.load.result import Result

FIRST_RATE: Final = 10.0
# Without a limit of the caller's own, latency may rise to so many times the median of the first, unhurried step.
RISE: Final = 10
_KEPT: Final = 0.95
_MOST_DOUBLINGS: Final = 20
_HALVINGS: Final = 4


@dataclass(slots=True)
class Ramp:
    """The steps in the order of their rates, and the highest rate that held the objectives (None: none did)."""

    steps: list[Result] = field(default_factory=list)
    knee: float | None = None
    objectives: str = ""


def climb(run: Callable[[float], Result], first_rate: float, objectives: Sequence[Objective]) -> Ramp:
    """Doubles the rate until it does not hold, and halves the gap between what held and what did not four times.

    A rate holds where all objectives are met and 95 % of its articles are read in time; one that does not is tried
    twice, so that one hiccup is no knee. Stops where a step was interrupted.
    """
    ramp = Ramp()
    limits = list(objectives)

    def holds(rate: float) -> bool:
        for _ in range(2):
            result = run(rate)
            if not ramp.steps and all(limit.unit != "ms" for limit in limits):
                unhurried = result.run.tally.latency.at_ms(50) or 0.0
                limits.append(Objective("p99", float(f"{RISE * unhurried:.3g}"), "ms"))
            kept = Objective("rate", round(_KEPT * rate, 2))
            result = replace(result, verdicts=judge([*limits, kept], result))
            ramp.steps.append(result)
            if result.met or result.run.interrupted:
                break
        return result.met and not result.run.interrupted

    rate = first_rate
    for _ in range(_MOST_DOUBLINGS):
        if not holds(rate):
            break
        ramp.knee = rate
        rate *= 2
    low, high = ramp.knee, rate
    for _ in range(_HALVINGS):
        if low is None or ramp.steps[-1].run.interrupted:
            break
        middle = round(sqrt(low * high), 1)
        if holds(middle):
            ramp.knee = low = middle
        else:
            high = middle
    ramp.objectives = ", ".join(map(str, limits))
    ramp.steps.sort(key=lambda step: step.plan.rate or 0.0)
    return ramp


def ramp_as_json(ramp: Ramp) -> dict[str, Any]:
    """The ramp as docs/load.md describes it."""
    return {
        "knee_articles_per_s": ramp.knee,
        "objectives": ramp.objectives,
        "steps": [as_json(step) for step in ramp.steps],
    }
