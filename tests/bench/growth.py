"""Reads hostile texts of growing length and fails where the time grows by more than 2.5 times for twice the text.

usage: python -m tests.bench.growth [--size CHARACTERS]

Growth is taken over two doublings, for the texts that the longest request may be made of up to that request's 1 MiB.
Both lengths are read in turn and the fastest reading of each counts; what looks too steep is read again, up to four
times, since on a busy machine a single doubling of linear work may look like 2.9 and a quadratic one never like 2.5.
"""

from __future__ import annotations

import argparse
import gc
import sys
from math import log2
from time import process_time
from typing import Final

from figures_server import Extractor

_LIMIT: Final = 2.5
_ROUNDS: Final = 4
_LONGEST: Final = 1 << 20
_TO_THE_LONGEST: Final = ("digits", "brackets", "commas", "between", "number words")
HOSTILE: Final = {
    "digits": "1234567890",
    "digits with spaces": "1 ",
    "commas": ",",
    "numbers with commas": "1,",
    "brackets": "(",
    "numbers in brackets": "(1) ",
    "between": "between ",
    "between and": "between 1 and ",
    "number words": "one hundred and ",
    "scale words": "million ",
    "hyphens": "1-",
    "dots": "1.",
    "slashes": "1/",
    "currency signs": "$",
    "units": "5 km per hour per second ",
    "hedges": "more than about ",
    "lists": "3, 4 and ",
    "spaces": " ",
    "one word": "a",
    "capital words": "Aa ",
    "sentences": "I saw 3 men. ",
    "lines": "5\n",
    "attendances": "43,856\n",
    "years": "in 2019 ",
    "centuries": "a 15th century ",
    "prices": "$5 million (£4 million) ",
    "ordinals": "second-",
    "fractions": "½",
    "combining marks": "e\u0301",
    "dotted capital I": "İ",
    "quotes": "“1” ",
    "prices and places": "$5 in Canada. ",
    "pints and places": "5 pints in Canada, colour. ",
    "price bases": "£5m in 2019 prices and ",
    "names": "The P6124 radio is out, ",
    "restatements": "5 pints (2.8 litres). ",
}


def seconds(extractor: Extractor, text: str) -> float:
    """CPU time of one reading."""
    gc.collect()
    begin = process_time()
    extractor.extract(text)
    return process_time() - begin


def measure(extractor: Extractor, piece: str, sizes: tuple[int, int]) -> tuple[float, float, float]:
    """Seconds for a text of each size, and the growth for twice the text."""
    texts = [(piece * (size // len(piece) + 1))[:size] for size in sizes]
    doublings = log2(sizes[1] / sizes[0])
    short = long = float("inf")
    growth = 0.0
    for _ in range(_ROUNDS):
        short, long = min(short, seconds(extractor, texts[0])), min(long, seconds(extractor, texts[1]))
        # Below a millisecond the clock says nothing.
        growth = (long / max(short, 0.001)) ** (1 / doublings)
        if growth <= _LIMIT:
            break
    return short, long, growth


def main() -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--size", type=int, default=25_000, help="characters of the shorter text")
    size = parser.parse_args().size
    extractor = Extractor()
    extractor.extract("The boat sank with 40 aboard.")
    # As the server does it.
    gc.freeze()
    failed = 0
    print(f"{'text':20} {'characters':>10} {'ms':>8} {'characters':>11} {'ms':>8} {'growth for twice':>17}")
    every = [(name, (size, 4 * size)) for name in HOSTILE]
    every += [(name, (_LONGEST // 16, _LONGEST)) for name in _TO_THE_LONGEST]
    for name, sizes in every:
        short, long, growth = measure(extractor, HOSTILE[name], sizes)
        failed += growth > _LIMIT
        mark = " !" if growth > _LIMIT else ""
        print(
            f"{name:20} {sizes[0]:10} {1e3 * short:8.1f} {sizes[1]:11} {1e3 * long:8.1f} {growth:17.2f}{mark}",
            flush=True,
        )
    return min(1, failed)


if __name__ == "__main__":
    sys.exit(main())
