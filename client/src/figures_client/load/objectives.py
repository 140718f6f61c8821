"""What a load test is held to: `p99=50ms,errors=0`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures_client.load.result import Result

_LATENCY: Final = re.compile(r"(p\d{1,2}(?:\.\d+)?|max|mean)=(\d+(?:\.\d+)?)(us|ms|s)")
_ERRORS: Final = re.compile(r"errors=(\d+(?:\.\d+)?)(%?)")
_RATE: Final = re.compile(r"rate=(\d+(?:\.\d+)?)()")
_MS: Final = {"us": 1e-3, "ms": 1.0, "s": 1e3}


@dataclass(frozen=True, slots=True)
class Objective:
    """One limit: of a latency in ms, of articles that failed (`%`: of all), or the lowest rate, in articles a second."""

    name: str
    limit: float
    unit: str = ""

    def __str__(self) -> str:
        """As it is written on the command line."""
        return f"{self.name}={self.limit:g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was measured of an objective (None: nothing was), and whether it was met."""

    objective: Objective
    measured: float | None
    met: bool


def parse_objectives(text: str) -> list[Objective]:
    """The objectives of a list, `p99.9=50ms,max=1s,errors=0.1%,rate=200`; ValueError says which is none.

    Where the list does not speak of errors, there may be none.
    """
    objectives = [_parse(part.strip()) for part in text.split(",") if part.strip()]
    if not any(each.name == "errors" for each in objectives):
        objectives.append(Objective("errors", 0))
    return objectives


def judge(objectives: Sequence[Objective], result: Result) -> list[Verdict]:
    """Each objective with what the result says of it."""
    return [_judge(objective, result) for objective in objectives]


def _parse(text: str) -> Objective:
    if match := _LATENCY.fullmatch(text):
        return Objective(match[1], float(match[2]) * _MS[match[3]], "ms")
    if match := _ERRORS.fullmatch(text) or _RATE.fullmatch(text):
        return Objective(text.partition("=")[0], float(match[1]), match[2])
    message = f"{text!r} is no objective such as p99=50ms, max=1s, errors=0, errors=0.1% or rate=200"
    raise ValueError(message)


def _judge(objective: Objective, result: Result) -> Verdict:
    name = objective.name
    if name == "rate":
        return Verdict(objective, result.articles_per_s, result.articles_per_s >= objective.limit)
    measured: float | None
    if name == "errors":
        measured = result.failed_percent if objective.unit else result.run.tally.failed
    elif name == "mean":
        measured = result.run.tally.latency.mean_ms
    else:
        measured = result.run.tally.latency.at_ms(100 if name == "max" else float(name[1:]))
    return Verdict(objective, measured, measured is not None and measured <= objective.limit)
