"""Plain text for people, no wider than their terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP: Final = "  "
_LABEL_WIDTH: Final = 9
_NARROWEST: Final = 20
_WIDEST: Final = 20


def labelled(pairs: Iterable[tuple[str, str]], width: int, indent: int = 0) -> Iterator[str]:
    """Lines of a label and what it says, aligned and wrapped; pairs that say nothing are left out."""
    said = [(label, text) for label, text in pairs if text]
    label_width = max([_LABEL_WIDTH, *(len(label) for label, _ in said)])
    for label, text in said:
        yield from _wrapped(" " * indent + label.ljust(label_width) + _GAP, text, width)


def columns(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """Lines of a table with its heads; the last column wraps."""
    cells = [tuple(heads), *(tuple(row) for row in rows)]
    # One long cell moves its own row, not all of them.
    widths = [min(max(map(len, column)), _WIDEST) for column in zip(*cells, strict=True)][:-1]
    for row in cells:
        start = "".join(cell.ljust(size) + _GAP for cell, size in zip(row, widths, strict=False))
        yield from _wrapped(start, row[-1], width)


def _wrapped(start: str, text: str, width: int) -> list[str]:
    room = max(width - len(start), _NARROWEST)
    lines = textwrap.wrap(text, room, break_on_hyphens=False) or [""]
    rest = " " * len(start)
    return [((rest if number else start) + line).rstrip() for number, line in enumerate(lines)]
