#!/usr/bin/env python3
"""CPU time of one article, in all and by stage, and beside quantulum3 in the same run.

usage: articles.py [--corpus CORPUS.jsonl.gz] [--articles N] [--rival N]

Times are scaled to an article of 3,400 characters. Without a corpus a text of our own is read. The shares
of the stages are counted by the profiler, which makes small functions look dearer than they are.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import sys
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from figures_server import Extractor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CHARACTERS: Final = 3_400
_OWN: Final = (
    "Ministers said on Tuesday that 1,250 homes, about 4 per cent of the town, had lost power. Repairs cost between "
    "£2.4m and £3m, or more than £1,900 a household, and took crews from three counties nearly five days. The river "
    "rose 2.3 metres in six hours. Insurers expect 800 claims by 30 June; in 2013 there were fewer than 500. Mary "
    "Holt, 62, who has run the bakery for 31 years, said the water had come up to the second shelf.\n\n"
) * 9


def read_articles(corpus: Path | None, count: int) -> list[str]:
    """The first texts of a corpus, or our own."""
    if corpus is None or not corpus.is_file():
        print("no corpus: our own text is read", file=sys.stderr)
        return [_OWN] * 40
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return list(islice(dict.fromkeys(json.loads(line)["text"] for line in lines), count))


def microseconds(read: Callable[[str], object], texts: Sequence[str], rounds: int = 1) -> float:
    """CPU time of the fastest round, for 3,400 characters."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - begin)
    return 1e6 * best * _CHARACTERS / sum(map(len, texts))


def stage_shares(read: Callable[[str], object], texts: Sequence[str]) -> dict[str, float]:
    """Which stage the time goes to; what Python's own functions take is their callers'."""
    profile = cProfile.Profile()
    profile.enable()
    for text in texts:
        read(text)
    profile.disable()
    spent: defaultdict[str, float] = defaultdict(float)
    # (ccalls, calls, own time, cumulative time, callers) of each (file, line, function); pstats has no type for it.
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, dict[Any, Any]]]
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        stage = _stage(file)
        if stage:
            spent[stage] += own
        else:
            for (caller, _, _), (_, _, part, _) in callers.items():
                spent[_stage(caller) or "other"] += part
    total = sum(spent.values())
    return {stage: spent[stage] / total for stage in sorted(spent, key=spent.__getitem__, reverse=True)}


def _stage(file: str) -> str:
    _, found, inside = file.replace("\\", "/").rpartition("/figures_server/")
    return inside.split("/")[0].removesuffix(".py") if found else ""


def main() -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rival", type=int, default=5, metavar="N", help="articles that quantulum3 reads too; 0: none")
    options = parser.parse_args()
    texts = read_articles(options.corpus, options.articles)
    begin = time.process_time()
    extractor = Extractor()
    extractor.extract(texts[0])
    print(f"{'ready after':14} {1e3 * (time.process_time() - begin):9.0f} ms")
    ours = microseconds(extractor.extract, texts, rounds=3)
    print(f"{'an article':14} {ours:9.0f} us of CPU for {_CHARACTERS} characters, {1e6 / ours:.0f} a second")
    for stage, share in stage_shares(extractor.extract, texts).items():
        print(f"  {stage:12} {share * ours:9.0f} us {100 * share:5.1f} %")
    if options.rival:
        from quantulum3 import parser as rival  # noqa: PLC0415 - seconds to load, and not always wanted

        some = texts[: options.rival]
        rival.parse("5 km")  # loads its models
        theirs, again = microseconds(rival.parse, some), microseconds(extractor.extract, some, rounds=3)
        print(
            f"{'quantulum3':14} {theirs:9.0f} us; ours on the same {len(some)}: {again:.0f} us, {theirs / again:.0f} times"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
