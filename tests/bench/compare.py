"""Two revisions in turn, on the same texts: the ratio of their CPU times, with its spread.

usage: python -m tests.bench.compare REVISION [--corpus CORPUS.jsonl.gz] [--articles N] [--pairs N] [--rounds N]

REVISION, of git or a directory to import from (a wheel that was unpacked), is compared with the working tree. Both
sides run in processes of their own that take turns every few articles: a machine that others use may be a third slower
for seconds on end. The ratio is the median of the ratios of two such neighbours. More than one pair of processes, since
the places that memory happens to lie at make a process a few percent faster or slower.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from tests.bench.stages import WHOLE
from tests.bench.texts import add_options, read_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.stages import Times

_ROOT: Final = Path(__file__).resolve().parents[2]
_SOURCES: Final = ("server/src", "client/src")
# Articles in one turn: about 50 ms.
_TURN: Final = 20


class Pair(NamedTuple):
    """The same articles read by the old side and by the new one right after, or before: times by stage."""

    old: Times
    new: Times


class Side:
    """A process that reads some of the texts for every turn it is given."""

    def __init__(self, name: str, path: str, texts: Path) -> None:
        self.figures = 0
        self._name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.passes", str(texts)],
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError):
            self._process.communicate()

    def turn(self, first: int, last: int) -> Times:
        """Reads the texts from `first` up to, not including, `last`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # Whether the process lives shows by its answer.
        with suppress(BrokenPipeError):
            self._process.stdin.write(f"{first} {last}\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            message = f"{self._name} cannot be measured: its reason stands above"
            raise SystemExit(message)
        answer = json.loads(line)
        self.figures += answer["figures"]
        times: Times = answer["times"]
        return times


def import_path(revision: str, folder: Path) -> str:
    """What PYTHONPATH must be for the code of a revision, which is unpacked into `folder`."""
    if Path(revision).is_dir():
        return str(Path(revision).resolve())
    packed = subprocess.run(
        ["git", "archive", revision, *_SOURCES],  # noqa: S607  # whichever git the developer has
        cwd=_ROOT,
        capture_output=True,
        check=True,
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return os.pathsep.join(str(folder / source) for source in _SOURCES)


def take_turns(old: Side, new: Side, count: int, rounds: int) -> Iterator[Pair]:
    """Both sides read all texts so many times, each going first every other time."""
    for index in range(rounds):
        for first in range(0, count, _TURN):
            sides = (old, new) if (index + first // _TURN) % 2 else (new, old)
            taken = {side: side.turn(first, first + _TURN) for side in sides}
            yield Pair(taken[old], taken[new])


def table(pairs: Sequence[Pair]) -> list[str]:
    """A line for each stage: the old side's share of its whole, the ratio of the two sides, and its quartiles."""
    whole = sum(sum(pair.old[WHOLE]) for pair in pairs)
    lines = [f"{'stage':16} {'share':>6} {'ratio':>7}   middle half"]
    for stage in pairs[0].old:
        ratios = sorted(sum(pair.new[stage]) / sum(pair.old[stage]) for pair in pairs)
        low, high = ratios[len(ratios) // 4], ratios[-1 - len(ratios) // 4]
        share = sum(sum(pair.old[stage]) for pair in pairs) / whole
        lines.append(f"{stage:16} {share:6.1%} {median(ratios):7.3f}   {low:.3f} to {high:.3f}")
    return lines


def main() -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("revision")
    add_options(parser, articles=200)
    parser.add_argument("--pairs", type=int, default=2, metavar="N", help="pairs of processes")
    parser.add_argument("--rounds", type=int, default=6, metavar="N", help="times that each process reads the articles")
    options = parser.parse_args()
    articles = read_articles(options.corpus, options.articles)
    pairs: list[Pair] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        old_path, new_path = import_path(options.revision, folder), os.pathsep.join(str(_ROOT / s) for s in _SOURCES)
        texts = folder / "texts.json"
        texts.write_text(json.dumps(articles), encoding="utf-8")
        for _ in range(options.pairs):
            with Side(options.revision, old_path, texts) as old, Side("the working tree", new_path, texts) as new:
                pairs += take_turns(old, new, len(articles), options.rounds)
    print(f"CPU time of the working tree, that of {options.revision} being 1: {len(articles)} articles")
    print("\n".join(table(pairs)))
    print(f"figures found: {new.figures // options.rounds}, in {options.revision} {old.figures // options.rounds}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
