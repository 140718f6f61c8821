#!/usr/bin/env python3
"""Predicts and scores every set in a folder of benchmarks, and prints one table beside the best peer.

usage: run.py [--benchmarks DIR] [--only PART] [--errors SET N] [--keep DIR]

The folder brings its own scorers (score.py, score_gold.py, score_suites.py). Sets are found by pattern:
newsquant/*.json, rtext/*.json, *.jsonl beside the scorers, suites/*.jsonl. Sets kept for checking
(gold_check) give totals only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HERE: Final = Path(__file__).resolve().parent
_DEFAULT: Final = _HERE.parents[2] / "shared" / "benchmarks"
_SHARES: Final = ("precision", "recall", "F1", "value", "unit", "kind", "bound", "exact span", "all", "all, of gold")
_TOTALS_ONLY: Final = "check"
# Suites of low weight: another convention than news wants, or the same texts again.
_LOW_WEIGHT: Final = ("_mode", "ordinal", "grobid", "measeval")


class Yardstick(NamedTuple):
    """One set: its name, gold files, the format predictions take and the folder's scorer for it."""

    name: str
    gold: tuple[Path, ...]
    form: str
    scorer: str


def yardsticks(folder: Path) -> Iterator[Yardstick]:
    """Every set in the folder, by pattern; rtext also pooled."""
    for path in sorted(folder.glob("newsquant/*.json")):
        yield Yardstick(f"newsquant {path.stem}", (path,), "newsquant", "score.py")
    rtext = sorted(folder.glob("rtext/*.json"))
    if rtext:
        yield Yardstick("rtext pooled", tuple(rtext), "newsquant", "score.py")
    for path in rtext:
        yield Yardstick(f"rtext {path.stem}", (path,), "newsquant", "score.py")
    for path in sorted(folder.glob("*.jsonl")):
        yield Yardstick(path.stem, (path,), "gold", "score_gold.py")
    suites = sorted(folder.glob("suites/*.jsonl"))
    if suites:
        yield Yardstick("suites", tuple(suites), "suite", "score_suites.py")


def predictions_for(yardstick: Yardstick, work: Path) -> Path:
    """Our answers on all gold files of a set, in one file."""
    predictions = work / f"{yardstick.name.replace(' ', '_')}.predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as out:
        for gold in yardstick.gold:
            command = [sys.executable, str(_HERE / "predict.py"), str(gold), "--format", yardstick.form]
            if subprocess.run(command, stdout=out, check=False).returncode:
                print(f"{yardstick.name}: the engine failed on a text of {gold.name}, see above", file=sys.stderr)
    return predictions


def scored(folder: Path, yardstick: Yardstick, work: Path, errors: int) -> tuple[list[str], dict[str, Any]]:
    """The errors that the folder's scorer shows, and its scores; none where the gold has no labels."""
    predictions = predictions_for(yardstick, work)
    if yardstick.form == "suite":
        given = [*map(str, yardstick.gold), "--predictions", str(predictions)]
    else:
        given = [str(_pooled(yardstick, work)), str(predictions)]
    command = [sys.executable, str(folder / yardstick.scorer), *given, "--json", "--errors", str(errors)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{yardstick.name}: not scored: {done.stderr.strip().rpartition(chr(10))[2]}", file=sys.stderr)
        return [], {}
    *shown, last = done.stdout.rstrip("\n").split("\n")
    return shown, json.loads(last)


def rows(yardstick: Yardstick, result: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """(metric, per cent or number) in the order they are printed."""
    if not result:
        return
    if yardstick.form == "newsquant":
        for metric, (_, _, f1) in result["published"].items():
            yield metric, f1
        for metric, (_, _, f1) in result["strict"].items():
            yield f"{metric}, strict", f1
    elif yardstick.form == "gold":
        for metric in _SHARES:
            if result[metric] is not None:
                yield metric, 100 * result[metric]
        yield "distractor hits", float(result["distractor hits"])
    else:
        yield from _suite_rows(result)


def _suite_rows(result: dict[str, Any]) -> Iterator[tuple[str, float]]:
    yield "total", 100 * result.pop("total")
    weighty = [row for suite, row in result.items() if not any(part in suite for part in _LOW_WEIGHT)]
    for name, of in (("value", "of"), ("unit", "of units")):
        asked = sum(row[of] for row in weighty)
        yield (
            f"{name}, medium and high weight",
            100 * sum((row[name] or 0) * row[of] for row in weighty) / max(asked, 1),
        )
    for suite, row in result.items():
        for name in ("found", "value", "unit", "quiet"):
            if row[name] is not None:
                yield f"{suite}: {name}", 100 * row[name]


def _pooled(yardstick: Yardstick, work: Path) -> Path:
    if len(yardstick.gold) == 1:
        return yardstick.gold[0]
    records = [record for path in yardstick.gold for record in json.loads(path.read_text(encoding="utf-8"))]
    pooled = work / "pooled.json"
    pooled.write_text(json.dumps(records), encoding="utf-8")
    return pooled


def table_line(name: str, metric: str, ours: float, peer: dict[str, Any]) -> str:
    """One row; a star marks a target that is met."""
    best = f"{peer['best']:6.1f} {peer['by']}" if "best" in peer else ""
    target = f"{peer['target']:6.1f}" if "target" in peer else ""
    met = target and (ours <= peer["target"] if peer.get("at_most") else round(ours, 1) >= peer["target"])
    return f"{name:24} {metric:48} {ours:7.1f}  {best:20} {target:>6} {'*' if met else ''}".rstrip()


def peers_of(name: str) -> dict[str, Any]:
    """What is known of the peers on a set; the halves of NewsQuant share the paper's row."""
    known = tomllib.loads((_HERE / "peers.toml").read_text(encoding="utf-8"))
    found = known.get(name) or known.get(name.split(maxsplit=1)[0], {})
    return dict(found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--benchmarks", type=Path, default=_DEFAULT)
    parser.add_argument("--only", default="", help="only sets whose name holds this")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of each set scored")
    parser.add_argument("--keep", type=Path, help="leave the predictions in this folder")
    options = parser.parse_args(arguments)
    folder: Path = options.benchmarks.resolve()
    chosen = [yardstick for yardstick in yardsticks(folder) if options.only in yardstick.name]
    if not chosen:
        print(f"no set {options.only!r} in {folder}", file=sys.stderr)
        return 1
    print(f"{'set':24} {'metric':48} {'ours':>7}  {'best peer':20} {'target':>6}")
    with tempfile.TemporaryDirectory() as made:
        work = options.keep or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        for yardstick in chosen:
            errors = 0 if _TOTALS_ONLY in yardstick.name else options.errors
            shown, result = scored(folder, yardstick, work, errors)
            peers = peers_of(yardstick.name)
            for metric, ours in rows(yardstick, result):
                print(table_line(yardstick.name, metric, ours, peers.get(metric, {})))
            print(*shown, sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
