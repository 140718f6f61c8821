#!/usr/bin/env python3
"""Writes what the engine finds in the texts of a gold file, in the form that its scorer reads.

usage: predict.py GOLD --format newsquant|gold|suite > predictions.jsonl

Only ids, texts and locales of GOLD are read, so one whose labels were removed will do. A text on which
the engine fails is named on standard error, counts as one without figures, and makes the exit status 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

# Run as a script, Python looks for modules in this folder only.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from figures_server import Extractor
from tests.accuracy.mapping import gold_figure, suite_figure
from tests.accuracy.newsquant import generations, joined_changes, name_ellipses, newsquant_quantity, range_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from figures_server.model import Extraction, Figure

FORMATS: Final = ("newsquant", "gold", "suite")


def read_texts(path: Path) -> Iterator[tuple[dict[str, str], str | None]]:
    """({"id", "text"} as far as there, region) of every record of a gold file, JSON lines or one JSON array."""
    whole = path.read_text(encoding="utf-8")
    try:
        records = json.loads(whole)
    except json.JSONDecodeError:
        records = [json.loads(line) for line in whole.split("\n") if line.strip()]
    for record in records if isinstance(records, list) else [records]:
        _, _, region = str(record.get("locale") or "").replace("-", "_").partition("_")
        yield {name: record[name] for name in ("id", "text") if name in record}, region or None


def prediction(named: dict[str, str], extraction: Extraction | None, form: str) -> dict[str, Any]:
    """One line for the scorer; no extraction, no figures."""
    figures = extraction.figures if extraction else []
    if form == "newsquant":
        return {"text": named["text"], "quantities": list(_quantities(figures, named["text"]))}
    if form == "suite":
        return {"id": named["id"], "figures": [suite_figure(figure, named["id"]) for figure in figures]}
    return {"id": named["id"], "figures": [gold_figure(figure) for figure in figures]}


def _quantities(figures: list[Figure], text: str) -> Iterator[dict[str, Any]]:
    yield from generations(text)
    name_ellipses(figures)
    for figure, end in joined_changes(figures, text):
        quantity = newsquant_quantity(figure, text)
        other = newsquant_quantity(end, text) if end is not None else None
        if quantity is not None:
            if other is not None and not isinstance(other["value"], list) and not isinstance(quantity["value"], list):
                yield range_of(quantity, other, figure)
            else:
                yield from (one for one in (quantity, other) if one is not None)


def predict(gold: Path, form: str, write: Callable[[str], object]) -> int:
    """Writes one line for each text of `gold`; gives how many the engine failed on."""
    extractor = Extractor()
    failures = 0
    for named, region in read_texts(gold):
        extraction = None
        try:
            extraction = extractor.extract(named["text"], region_code=region)
        except Exception as error:  # noqa: BLE001 - one bad text must not hide what is said of the others
            failures += 1
            print(f"{named.get('id', named['text'][:60])!r}: {type(error).__name__}: {error}", file=sys.stderr)
        write(json.dumps(prediction(named, extraction, form), ensure_ascii=False) + "\n")
    return failures


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("gold", type=Path, help="a gold file, with or without its labels")
    parser.add_argument("--format", choices=FORMATS, required=True, dest="form", help="what the scorer reads")
    options = parser.parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return min(1, predict(options.gold, options.form, sys.stdout.write))


if __name__ == "__main__":
    sys.exit(main())
