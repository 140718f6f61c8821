"""Lower case that keeps every offset."""

from __future__ import annotations


def fold(text: str) -> str:
    """Lower case of the same length: "İ" alone would grow to two code points, so it stays."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
