"""Keeps what was measured, version by version: docs/performance.json, its plot and the tables of docs/performance.md.

usage: python -m tests.bench.history [LABEL]

With a label, say "0.1.0", the results of `make bench` in build/ are added under it, in place of those that had it. Without
one, plot and tables are made again. Versions are measured on different days, so the plot shows what holds across
machines: how many times faster than its peers in the same run a version read the same articles.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.bench import engine, server

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ROOT: Final = Path(__file__).resolve().parents[2]
RECORD: Final = _ROOT / "docs" / "performance.json"
PAGE: Final = _ROOT / "docs" / "performance.md"
_PLOT: Final = _ROOT / "docs" / "performance.png"
_BUILD: Final = _ROOT / "build"
_END: Final = "<!-- end -->"


def read_record() -> list[dict[str, Any]]:
    """The versions that were measured, oldest first."""
    record: list[dict[str, Any]] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else []
    return record


def page_with_tables(page: str, record: Sequence[dict[str, Any]]) -> str:
    """The page with the last version's tables, and that of all versions, between their marks."""
    last = record[-1]
    tables = {"engine": _rows(engine.report(last["engine"])), "versions": _versions(record)}
    tables["machine"] = _machine(last["engine"]["run"])
    if "server" in last:
        tables["server"] = _rows(server.report(last["server"]))
        tables["server-machine"] = _machine(last["server"]["run"])
    for name, rows in tables.items():
        before, mark, rest = page.partition(f"<!-- {name} -->\n")
        page = before + mark + "\n".join(rows) + "\n" + rest[rest.index(_END) :]
    return page


def _rows(report: Iterable[tuple[str, float, str]]) -> list[str]:
    lines = [f"| {name.replace('  ', '· ')} | {_number(number)} | {meaning} |" for name, number, meaning in report]
    return ["| what | measured | meaning |", "|---|--:|---|", *lines]


def _versions(record: Sequence[dict[str, Any]]) -> list[str]:
    lines = [
        f"| {point['label']} | {_number(measured['engine']['us_per_article'])} "
        f"| {_number(measured['peers']['quantulum3']['times_ours'])} "
        f"| {_number(measured['peers'].get('Duckling', {}).get('times_ours'))} "
        f"| {_number(measured['lengths']['1_mib_to_3_kib'])} | {measured['run']['load']} |"
        for point in record
        for measured in [point["engine"]]
    ]
    head = "| version | us an article | times quantulum3 | times Duckling | 1 MiB to 3 KiB | load of the machine |"
    return [head, "|---|--:|--:|--:|--:|--:|", *lines]


def _machine(run: dict[str, Any]) -> list[str]:
    machine = (
        f"{run['processor']}, {run['cores']} cores, {run['memory_gb']} GB, {run['system']}, Python {run['python']}"
    )
    return [f"{machine}; revision {run['revision']}. The load of the machine was {run['load']} as the run began."]


def _number(number: float | None) -> str:
    if number is None:
        return "–"
    return f"{number:,.0f}" if number >= 10 else f"{number:.2f}"


def draw(record: Sequence[dict[str, Any]]) -> None:
    """The plot over versions."""
    import matplotlib as mpl  # noqa: PLC0415 - half a second, and only to draw

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the choice of a canvas

    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    labels = [point["label"] for point in record]
    for name, colour in (("quantulum3", "tab:blue"), ("Duckling", "tab:orange")):
        times = [point["engine"]["peers"].get(name, {}).get("times_ours") for point in record]
        axes.plot(labels, times, marker="o", color=colour, label=f"times {name}")
    axes.set_ylim(bottom=0)
    axes.set_ylabel("times the articles in a second of CPU")
    axes.set_title("The engine beside its peers, on the same articles in the same run")
    axes.grid(axis="y", alpha=0.3)
    axes.legend()
    figure.savefig(_PLOT, dpi=120, metadata={"Software": None})


def main() -> int:
    """Command line; see the top of this file."""
    record = read_record()
    if len(sys.argv) > 1:
        parts = {part: _BUILD / f"{part}.json" for part in ("engine", "server")}
        measured = {part: json.loads(path.read_text("utf-8")) for part, path in parts.items() if path.is_file()}
        record = [*(point for point in record if point["label"] != sys.argv[1]), {"label": sys.argv[1], **measured}]
        RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8"), record), encoding="utf-8")
    draw(record)
    return 0


if __name__ == "__main__":
    sys.exit(main())
