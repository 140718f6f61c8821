"""What the engine costs: by stage and in all, beside its peers, by length and by figures, over archives, and its start.

usage: python -m tests.bench.engine [--corpus CORPUS.jsonl.gz] [--articles N] [--json FILE]

CPU time throughout. "An article" has 3,400 characters: times are scaled to that.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import cycle, islice
from math import log
from pathlib import Path
from statistics import linear_regression, median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any, Final

from figures_client.v1 import figures_pb2 as pb
from figures_server.scan import CueScanner
from figures_server.serve import archive
from figures_server.serve.calls import Calls
from figures_server.serve.lines import LineAnswerer
from figures_server.text import Article
from tests.bench.peers import load_peers
from tests.bench.processes import busy_cores, describe_run, start_seconds
from tests.bench.results import tell
from tests.bench.stages import COMPOSE, WHOLE, StagedExtractor, best_seconds
from tests.bench.texts import CHARACTERS, add_options, read_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from figures_server.pipeline import Extractor
    from tests.bench.peers import Peer

_ROUNDS: Final = 5
_PEER_ARTICLES: Final = 20
_PEER_TURN: Final = 5
# How often we read a turn: in a single reading of a few milliseconds a busy machine may be fast or slow.
_READINGS: Final = 20
# Texts that the command over archives reads: enough for its start to weigh little.
_ARCHIVE: Final = 2_400
_KB: Final = 1024
_LENGTHS: Final = (1 * _KB, 3 * _KB, 10 * _KB, 30 * _KB, 100 * _KB, 300 * _KB, 1024 * _KB)


def seconds(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """CPU time of one pass."""
    begin = process_time()
    for text in texts:
        read(text)
    return process_time() - begin


def measure_stages(staged: StagedExtractor, texts: Sequence[str]) -> dict[str, Any]:
    """Microseconds an article by stage, and what one second of CPU reads."""
    passes, figures = zip(*(staged.read(texts) for _ in range(_ROUNDS)), strict=True)
    spent = best_seconds(passes)
    first = _first_stages(texts)
    inner = sum(first.values())
    stages = {**first, COMPOSE: spent.pop(COMPOSE) - inner, **spent}
    characters = sum(map(len, texts))
    whole = stages.pop(WHOLE)
    per_article = 1e6 * CHARACTERS / characters
    return {
        "articles": len(texts),
        "characters": characters,
        "figures": figures[0],
        "us_per_article": whole * per_article,
        "us_per_kb": 1e9 * whole / characters,
        "articles_per_s": characters / CHARACTERS / whole,
        "figures_per_s": figures[0] / whole,
        "stages_us_per_article": {stage: spent * per_article for stage, spent in stages.items()},
        **_by_figures(staged, passes, texts),
    }


def _first_stages(texts: Sequence[str]) -> dict[str, float]:
    """What compose calls first, timed by itself: the text and its sentences, and the places to look at."""
    scanner = CueScanner()
    spent = {"text": float("inf"), "scan": float("inf")}
    for _ in range(_ROUNDS):
        begin = process_time()
        articles = [_article(text) for text in texts]
        middle = process_time()
        for article in articles:
            scanner.scan(article)
        end = process_time()
        spent = {"text": min(spent["text"], middle - begin), "scan": min(spent["scan"], end - middle)}
    return spent


def _article(text: str) -> Article:
    article = Article(text)
    article.sentence_at(0)
    return article


def _by_figures(
    staged: StagedExtractor, passes: Sequence[dict[str, list[int]]], texts: Sequence[str]
) -> dict[str, Any]:
    """Microseconds = a * thousands of characters + b * figures, by least squares over the articles."""
    lengths = [len(text) / 1e3 for text in texts]
    figures = [len(staged.extractor.extract(text).figures) for text in texts]
    times = [min(each) / 1e3 for each in zip(*(one[WHOLE] for one in passes), strict=True)]

    def product(left: Sequence[float], right: Sequence[float]) -> float:
        return sum(one * other for one, other in zip(left, right, strict=True))

    ll, lf, ff = product(lengths, lengths), product(lengths, figures), product(figures, figures)
    lt, ft = product(lengths, times), product(figures, times)
    determinant = ll * ff - lf * lf
    return {
        "us_per_kb_of_text": (lt * ff - ft * lf) / determinant,
        "us_per_figure": (ft * ll - lt * lf) / determinant,
    }


def measure_peer(peer: Peer, read: Callable[[str], object], texts: Sequence[str]) -> dict[str, Any]:
    """How many times dearer a peer is: both in turn on the same articles."""
    some = texts[:_PEER_ARTICLES]
    theirs, ours = [], []
    for first in range(0, len(some), _PEER_TURN):
        turn = list(some[first : first + _PEER_TURN])
        theirs.append(seconds(peer.read, turn))
        ours.append(seconds(read, turn * _READINGS) / _READINGS)
    scale = 1e6 * CHARACTERS / sum(map(len, some))
    return {
        "version": peer.version,
        "articles": len(some),
        "us_per_article": scale * sum(theirs),
        "ours_us_per_article": scale * sum(ours),
        "times_ours": sum(theirs) / sum(ours),
    }


def measure_lengths(read: Callable[[str], object], texts: Sequence[str]) -> dict[str, Any]:
    """One and the same MiB of articles read in pieces of every length, so that nothing but the length differs."""
    pieces: list[str] = []
    size = 0
    for text in cycle(texts):
        if size >= _LENGTHS[-1]:
            break
        pieces.append(text)
        size += len(text) + 2
    whole = "\n\n".join(pieces)[: _LENGTHS[-1]]
    spent: dict[int, list[float]] = {length: [] for length in _LENGTHS}
    for _ in range(_ROUNDS):
        for length, each in spent.items():
            each.append(seconds(read, [whole[at : at + length] for at in range(0, len(whole), length)]))
    per_kb = {length: 1e6 * median(each) / (len(whole) / 1e3) for length, each in spent.items()}
    ratios = [long / short for long, short in zip(spent[_LENGTHS[-1]], spent[3 * _KB], strict=True)]
    slope = linear_regression([log(length) for length in per_kb], [log(us * length) for length, us in per_kb.items()])
    return {
        "us_per_kb": {f"{length // _KB} KiB": us for length, us in per_kb.items()},
        "exponent": slope.slope,
        "1_mib_to_3_kib": median(ratios),
    }


def measure_start() -> dict[str, float]:
    """Milliseconds of CPU until a new process has read its first text, and what Python itself takes of it."""
    code = "from figures_server import Extractor; Extractor().extract('The boat sank with 40 aboard.')"
    return {"ms": 1e3 * start_seconds(code), "python_ms": 1e3 * start_seconds("pass")}


def measure_bulk(extractor: Extractor, texts: Sequence[str]) -> dict[str, float]:
    """How much of the engine's own rate is left where JSON lines come and go, and how many cores the command keeps busy."""
    answerer = LineAnswerer(Calls(extractor, max(map(len, texts)) * 4), pb.ExtractOptions())
    lines = [json.dumps({"id": index, "text": text}) for index, text in enumerate(texts)]
    shares = []
    for first in [*range(0, len(texts), _PEER_ARTICLES)] * _ROUNDS:
        turn = texts[first : first + _PEER_ARTICLES]
        articles = [archive.Article(line.encode()) for line in lines[first : first + _PEER_ARTICLES]]
        engine = seconds(extractor.extract, turn)
        begin = process_time()
        for article in articles:
            answerer.answer(article)
        bulk = process_time() - begin
        shares.append((engine + seconds(extractor.extract, turn)) / 2 / bulk)
    with TemporaryDirectory() as folder:
        path = Path(folder, "archive.jsonl")
        path.write_text("\n".join(islice(cycle(lines), _ARCHIVE)), encoding="utf-8")
        busy = busy_cores([sys.executable, "-m", "figures_server", "extract", str(path)])
    return {"share_of_engine": median(shares), "busy_cores": busy}


def report(measured: dict[str, Any]) -> list[tuple[str, float, str]]:
    """The table: a name, a number and what it means."""
    engine, lengths, start, bulk = (measured[name] for name in ("engine", "lengths", "start", "bulk"))
    whole = engine["us_per_article"]
    return [
        ("an article", whole, f"us of CPU for {CHARACTERS} characters; {engine['articles']} were read"),
        *((f"  {stage}", us, f"us, {us / whole:.1%}") for stage, us in engine["stages_us_per_article"].items()),
        ("articles", engine["articles_per_s"], "in a second of CPU"),
        ("figures", engine["figures_per_s"], "in a second of CPU"),
        ("1,000 characters", engine["us_per_kb"], "us with their figures"),
        ("  of text", engine["us_per_kb_of_text"], "us, without figures"),
        ("  a figure", engine["us_per_figure"], "us more for each"),
        *((length, us, "us for 1,000 characters of a text so long") for length, us in lengths["us_per_kb"].items()),
        ("growth", lengths["exponent"], "is the exponent of cost by length"),
        ("1 MiB to 3 KiB", lengths["1_mib_to_3_kib"], "times the cost by character"),
        ("bulk", bulk["share_of_engine"], "of the engine's own rate a core where JSON lines come and go"),
        ("  cores", bulk["busy_cores"], "busy while the command reads an archive, its start counted"),
        ("start", start["ms"], f"ms until the first text is read; of that Python itself {start['python_ms']:.0f}"),
        *(
            (name, peer["us_per_article"], f"us, {peer['times_ours']:.0f} times ours on the same {peer['articles']}")
            for name, peer in measured["peers"].items()
        ),
    ]


def main() -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    add_options(parser, articles=300)
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    texts = read_articles(options.corpus, options.articles)
    staged = StagedExtractor()
    staged.read(texts)
    read = staged.extractor.extract
    measured = {
        "run": describe_run(),
        "engine": measure_stages(staged, texts),
        "lengths": measure_lengths(read, texts),
        "bulk": measure_bulk(staged.extractor, texts),
        "start": measure_start(),
        "peers": {peer.name: measure_peer(peer, read, texts) for peer in load_peers()},
    }
    tell(measured, report(measured), options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
