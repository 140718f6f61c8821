"""A whole load test, from the command line to the exit status."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from figures_client._options import write_options
from figures_client.errors import InvalidRequestError
from figures_client.load.fleet import Fleet
from figures_client.load.generator import Target
from figures_client.load.objectives import judge, parse_objectives
from figures_client.load.page import page, ramp_page
from figures_client.load.plan import Plan
from figures_client.load.ramp import FIRST_RATE, climb, ramp_as_json
from figures_client.load.report import Progress, lines, ramp_lines
from figures_client.load.result import Result, as_json
from figures_client.load.workload import as_parts, options_part, read_articles

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from figures_client._catalogue import ServiceInfo
    from figures_client._client import Client
    from figures_client._credentials import Security
    from figures_client._options import ExtractOptions
    from figures_client.load.fleet import Run
    from figures_client.load.objectives import Objective

_MISSED: Final = 1
# As shells count a program that SIGINT ended.
_INTERRUPTED: Final = 130


def load(client: Client, given: argparse.Namespace, security: Security, options: ExtractOptions) -> int:
    """Tests the server that `client` speaks to as the flags say, prints what comes of it; the exit status."""
    try:
        objectives = parse_objectives(given.slo)
        if given.html:
            # Better now than when all is measured.
            given.html.touch()
    except ValueError as error:
        raise InvalidRequestError(str(error)) from None
    except OSError as error:
        message = f"{given.html}: {error.strerror}"
        raise InvalidRequestError(message) from None
    plan = _plan(given)
    info = client.service_info()
    if plan.articles_per_call > info.limits.max_batch_size:
        message = f"--batch-size: the server takes at most {info.limits.max_batch_size} articles in one call"
        raise InvalidRequestError(message)
    defaults = {"publish_time": given.published, "region_code": given.region}
    articles = as_parts(read_articles(given.articles, **defaults), plan.mode)
    if not articles:
        message = f"{given.articles}: no articles (.jsonl, .jsonl.gz, .txt)"
        raise InvalidRequestError(message)
    head = options_part(write_options(options), plan.mode, info.limits.max_in_flight)
    most = _most_processes(plan, given.processes or os.cpu_count() or 1)
    with Fleet(Target(given.server, security), articles, head, most if given.processes else 1) as fleet:
        test = _Test(fleet, most, plan, _server(given.server, info), len(articles))
        return test.ramp(objectives, given) if given.ramp else test.run(objectives, given)


class _Test:
    """Runs of one fleet against one server."""

    def __init__(self, fleet: Fleet, most_processes: int, plan: Plan, server: dict[str, str], articles: int) -> None:
        self._fleet = fleet
        self._most_processes = most_processes
        self._plan = plan
        self._server = server
        self._articles = articles
        self._progress = Progress(sys.stderr)

    def run(self, objectives: list[Objective], given: argparse.Namespace) -> int:
        if self._plan.warmup_s and not given.processes:
            self._progress.say("trying how many processes it takes")
            self._fleet.run_trial(self._plan, self._most_processes)
        result = self._measure(self._plan, self._fleet.run)
        result = replace(result, verdicts=judge(objectives, result))
        _print(as_json(result) if given.format == "json" else lines(result, _width()))
        if given.html:
            given.html.write_text(page(result), encoding="utf-8")
        return _status(interrupted=result.run.interrupted, met=result.met)

    def ramp(self, objectives: list[Objective], given: argparse.Namespace) -> int:
        def step(rate: float) -> Result:
            return self._measure(
                replace(self._plan, rate=rate, count=None), partial(self._fleet.run_staffed, most=self._most_processes)
            )

        found = climb(step, self._plan.rate or FIRST_RATE, objectives)
        _print(ramp_as_json(found) if given.format == "json" else ramp_lines(found, _width()))
        if given.html:
            given.html.write_text(ramp_page(found), encoding="utf-8")
        interrupted = any(each.run.interrupted for each in found.steps)
        return _status(interrupted=interrupted, met=found.knee is not None)

    def _measure(self, plan: Plan, carry_out: Callable[..., Run]) -> Result:
        started = datetime.now(UTC).isoformat(timespec="seconds")
        self._progress.say("warming up" if plan.rate is None else f"warming up for {plan.rate:g} articles/s")
        run = carry_out(plan, watch=self._progress.show)
        self._progress.say()
        return Result(started=started, server=self._server, plan=plan, distinct_articles=self._articles, run=run)


def _plan(given: argparse.Namespace) -> Plan:
    return Plan(
        mode=given.mode,
        batch_size=given.batch_size,
        rate=given.rate or (FIRST_RATE if given.ramp else None),
        concurrency=given.concurrency,
        duration_s=given.duration,
        count=given.count,
        warmup_s=given.warmup,
        timeout_s=given.timeout,
        channels=given.channels,
    )


def _most_processes(plan: Plan, wanted: int) -> int:
    # Each caller of a closed loop, and each article of a count, lives in one process.
    callers = wanted if plan.rate is not None else plan.concurrency
    return min(wanted, callers, plan.count or wanted)


def _server(address: str, info: ServiceInfo) -> dict[str, str]:
    engine = f"{info.engine.name} {info.engine.version}" if info.engine else ""
    return {"address": address, "build": info.build, "engine": engine}


def _status(*, interrupted: bool, met: bool) -> int:
    if interrupted:
        return _INTERRUPTED
    return 0 if met else _MISSED


def _print(found: Any) -> None:  # noqa: ANN401 - lines, or what JSON holds
    if isinstance(found, dict):
        found = [json.dumps(found, indent=2)]
    sys.stdout.writelines(f"{line}\n" for line in found)


def _width() -> int:
    return shutil.get_terminal_size().columns
