#!/usr/bin/env python3
"""Doubles hostile texts and fails where the time grows by more than 2.5 times.

usage: growth.py [--size CHARACTERS]
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import Final

from figures_server import Extractor

_LIMIT: Final = 2.5
_HOSTILE: Final = {
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
    "years": "in 2019 ",
    "prices": "$5 million (£4 million) ",
    "ordinals": "second-",
    "fractions": "½",
    "combining marks": "e\u0301",
    "dotted capital I": "İ",
    "quotes": "“1” ",
}


def seconds(extractor: Extractor, text: str) -> float:
    """CPU time of the faster of two readings."""
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        extractor.extract(text)
        best = min(best, time.process_time() - begin)
    return best


def main() -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--size", type=int, default=100_000, help="characters of the shorter text")
    size = parser.parse_args().size
    extractor = Extractor()
    failed = 0
    print(f"{'text':22} {'ms':>9} {'ms, twice':>10} {'growth':>7}")
    for name, piece in _HOSTILE.items():
        once, twice = (seconds(extractor, (piece * (length // len(piece) + 1))[:length]) for length in (size, 2 * size))
        # Below a millisecond the clock says nothing.
        grown = twice / max(once, 0.001)
        failed += grown > _LIMIT
        print(
            f"{name:22} {1e3 * once:9.1f} {1e3 * twice:10.1f} {grown:7.2f}{' !' if grown > _LIMIT else ''}", flush=True
        )
    return min(1, failed)


if __name__ == "__main__":
    sys.exit(main())
