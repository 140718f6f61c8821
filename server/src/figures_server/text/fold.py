"""Lower case that keeps every offset."""

from __future__ import annotations

import re
from typing import Final

# The spaces of HTML: "7&nbsp;%", "5&#160;km".
_SPACES: Final = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#8201|#8239);")
# "3&nbsp;400": one number.
_GROUPS: Final = re.compile(rf"(?<=\d){_SPACES.pattern}(?=\d{{3}}(?!\d))")
# "<b>40</b> people"; a raised or lowered number keeps its tag: "10<sup>6</sup>".
_INLINE: Final = "a|abbr|b|big|em|font|i|mark|small|span|strong|u"
_BLOCK: Final = (
    "blockquote|br|center|d[dlt]|div|figcaption|figure|h[1-6]|hr|img|li|[ou]l|p|section|t(?:able|body|head|d|h|r)"
)
_TAG: Final = re.compile(rf"<(?:/?(?:{_INLINE})|(/?)(?:{_BLOCK}))(?: [^<>]*)?/?>")


def _blank(tag: re.Match[str]) -> str:
    """A tag as blanks; one that closes more than a stretch of a line ends what stands before it."""
    return (";" if tag[1] else " ") + " " * (len(tag[0]) - 1)


def fold(text: str) -> str:
    """Lower case of the same length: "İ" alone would grow to two code points, so it stays. HTML's spaces and tags are blank."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if "<" in lowered and ">" in lowered:
        lowered = _TAG.sub(_blank, lowered)
    if "&" in lowered:
        lowered = _GROUPS.sub(lambda space: "\u00a0" * len(space[0]), lowered)
        lowered = _SPACES.sub(lambda space: " " * len(space[0]), lowered)
    return lowered
