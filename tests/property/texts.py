"""Texts that look like news, and texts that look like nothing; how many of them, and what reads them."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import settings, strategies

from figures_server import Extractor

_EXAMPLES: Final = os.environ.get("EXAMPLES", "")
# No deadlines: how fast is for the benchmarks. Derandomised, so that a commit passes or fails for good; whoever asks
# for a number of examples gets others each time.
thorough: Final = settings(deadline=None, max_examples=int(_EXAMPLES or 300), derandomize=not _EXAMPLES)

FRAGMENTS: Final = (
    "between £1,600 to £2,400",
    "about $24,000",
    "(80 km)",
    "more than",
    "600,000 and 700,000",
    "soldiers",
    "two million rubles",
    "½",
    "three-and-a-half",
    "%",
    "per cent",
    "a year",
    "per 100,000 people",
    "on 2 April 2024",
    "17:20, Sat, Apr 12, 2025",
    "F-16",
    "nearly",
    "dozens of",
    "5ft 11in",
    "-3 °C",
    "12,34,567",
    "Rs 2.5 lakh crore",
    "one in five",
    "second-tallest",
    "the 34-year-old",
    "rose by",
    "fell from",
    "to",
    "-",
    "–",
    "\n\n",
    ". ",
    ", ",
    "“",
    "”",
    "İstanbul",
    "e\u0301",
    "\u05d0\u05d1\u05d2 12",
    "١٢٣",
    "５０％",
    "👩‍👩‍👧 3",
    "\x00",
    "\r\n",
    "\u00a0",
    "\u2009",
    "1e400",
    "&#11;",
    "&amp;",
    "0" * 40,
    "9" * 40,
    "million " * 12,
)
NEWS: Final = strategies.lists(strategies.sampled_from(FRAGMENTS) | strategies.text(max_size=6), max_size=14).map(
    " ".join
)

_CASES: Final = Path(__file__).resolve().parents[1] / "corpus" / "en"
_WORDS: Final = tuple(
    case["text"].split(" ")
    for path in sorted(_CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text())["case"]
)
_PIECES: Final = strategies.builds(
    lambda words, first, count: words[first % len(words) :][:count],
    strategies.sampled_from(_WORDS),
    strategies.integers(0, 40),
    strategies.integers(1, 8),
)
_DISTORTED: Final = (
    _PIECES.map(" ".join)
    | _PIECES.map(" ".join)
    | _PIECES.flatmap(strategies.permutations).map(" ".join)
    | _PIECES.map(lambda words: " ".join(words).upper())
    | _PIECES.map(lambda words: " ".join(words)[: 3 * len(words)])
)
# Pieces of the sentences that are cases, whole, shuffled, shouted and cut off, laid end to end: what no writer puts
# side by side.
SPLICES: Final = strategies.tuples(
    strategies.sampled_from(("", " ", " ", " ", "-", ", ", "\n")), strategies.lists(_DISTORTED, min_size=1, max_size=14)
).map(lambda pair: pair[0].join(pair[1]))
ANY_TEXT: Final = NEWS | SPLICES | strategies.text(max_size=200)


@cache
def extractor() -> Extractor:
    """One engine for all the texts."""
    return Extractor()
