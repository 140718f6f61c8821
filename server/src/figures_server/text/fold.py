"""Lower case that keeps every offset."""

from __future__ import annotations

import re
from typing import Final

# The spaces of HTML: "7&nbsp;%", "5&#160;km".
_SPACES: Final = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#8201|#8239);")


def fold(text: str) -> str:
    """Lower case of the same length: "İ" alone would grow to two code points, so it stays. HTML's spaces are blank."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _SPACES.sub(lambda space: " " * len(space[0]), lowered) if "&" in lowered else lowered
