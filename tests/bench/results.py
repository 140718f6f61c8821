"""What a measurement says: a table on the screen, and JSON for the page of performance."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def tell(measured: dict[str, Any], rows: Iterable[tuple[str, float, str]], file: Path | None) -> None:
    """Prints the rows (name, number, meaning) and, where a file is given, writes all that was measured."""
    for name, number, meaning in rows:
        print(f"{name:18} {number:10.{0 if number >= 10 else 2}f} {meaning}")
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
