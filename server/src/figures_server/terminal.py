"""What a person at a terminal sees while a command works; nothing where standard error is none."""

from __future__ import annotations

import sys
from typing import Final

_BAR_COLUMNS: Final = 40
_CLEAR_LINE: Final = "\r\x1b[K"


def draw_bar(before: str, share: float, after: str) -> None:
    """A bar for those who watch, written over by the next: "ecb [####    ]  50% 2025-04-11"."""
    bar = "#" * round(share * _BAR_COLUMNS)
    draw_line(f"{before} [{bar:{_BAR_COLUMNS}}] {share:4.0%} {after}")


def draw_line(text: str) -> None:
    """A line that the next one, or clear_line, takes away."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{_CLEAR_LINE}{text}")
        sys.stderr.flush()


def clear_line() -> None:
    """Takes the last one away."""
    draw_line("")
