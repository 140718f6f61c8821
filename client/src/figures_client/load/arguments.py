"""The flags of `figures load`."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final

from figures_client.load.plan import Mode, Plan

EPILOG: Final = """\
examples:
  figures load articles.jsonl.gz                         how much, with 8 callers at once
  figures load articles.jsonl.gz --rate 200              how fast, at 200 articles a second
  figures load articles/ --rate 200 --slo p99=50ms       exit status 1 if it is slower, or anything fails
  figures load articles.jsonl.gz --ramp --html ramp.html the highest rate it holds
  figures load articles.jsonl.gz --mode stream --concurrency 64 --duration 1m

Exit status: 0 all was read and every objective met, 1 not so, 2 wrong usage, 3 no server answers.
docs/load.md says how to read what it prints."""
_DURATION: Final = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|)")
_SECONDS: Final = {"ms": 1e-3, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0}
_PLAN: Final = Plan()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the flags; their defaults are the Plan's."""
    parser.add_argument(
        "articles", type=Path, metavar="ARTICLES", help="JSON lines (.jsonl, .jsonl.gz), a text, or a directory of them"
    )
    _add_sending(parser.add_argument_group("what is sent"))
    _add_pace(parser.add_argument_group("how much of it"))
    _add_finding(parser.add_argument_group("what comes of it"))


def _add_sending(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--mode", type=Mode, choices=list(Mode), default=_PLAN.mode, help="default: %(default)s")
    group.add_argument(
        "--batch-size", type=_whole, default=_PLAN.batch_size, metavar="N", help="articles in a batch (%(default)s)"
    )
    group.add_argument("--view", choices=("full", "basic"), default="full", help="how much is answered (%(default)s)")


def _add_pace(group: argparse._ArgumentGroup) -> None:
    pace = group.add_mutually_exclusive_group()
    pace.add_argument(
        "--concurrency",
        type=_whole,
        default=_PLAN.concurrency,
        metavar="N",
        help="closed loop: so many callers, or articles of streams, each waits for its answer (%(default)s)",
    )
    pace.add_argument(
        "--rate", type=positive, metavar="R", help="open loop: articles a second, whatever the server does"
    )
    group.add_argument(
        "--ramp", action="store_true", help="find the highest rate that holds, from --rate, or 10, upwards"
    )
    length = group.add_mutually_exclusive_group()
    length.add_argument(
        "--duration", type=_duration, default=_PLAN.duration_s, metavar="TIME", help="e.g. 30s, 5m (10s); each step's"
    )
    length.add_argument("--count", type=_whole, metavar="N", help="so many articles instead")
    group.add_argument(
        "--warmup", type=_duration, default=_PLAN.warmup_s, metavar="TIME", help="before that, uncounted (2s)"
    )
    group.add_argument(
        "--channels", type=_whole, default=_PLAN.channels, metavar="N", help="connections, in all (%(default)s)"
    )
    group.add_argument(
        "--processes", type=_whole, metavar="N", help="that generate load; by default as many as it takes"
    )


def _add_finding(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--slo",
        metavar="LIST",
        default="",
        help="objectives, e.g. p99=50ms,p99.9=1s,mean=20ms,errors=0.1%%,rate=200; errors=0 unless it says otherwise",
    )
    group.add_argument("--format", choices=("table", "json"), default="table", help="default: %(default)s")
    group.add_argument("--html", type=Path, metavar="FILE", help="a report with plots, in one file")


def _duration(text: str) -> float:
    match = _DURATION.fullmatch(text)
    if match is None:
        message = f"{text!r} is no time such as 500ms, 30s or 5m"
        raise argparse.ArgumentTypeError(message)
    return float(match[1]) * _SECONDS[match[2]]


def _whole(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = f"{text!r} is no whole number from 1"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def positive(text: str) -> float:
    """A number above 0, which a rate and a deadline are."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        message = f"{text!r} is no number above 0"
        raise argparse.ArgumentTypeError(message)
    return number
