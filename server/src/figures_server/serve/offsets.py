"""From code points to what the caller's language counts a string in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from collections.abc import Callable

_BLOCK: Final = 256
_CODECS: Final[dict[int, tuple[str, int]]] = {
    pb.OFFSET_ENCODING_UTF8: ("utf-8", 1),
    pb.OFFSET_ENCODING_UTF16: ("utf-16-le", 2),
}


def counting_in(encoding: int, text: str) -> Callable[[int], int] | None:
    """A function from code point offsets of `text` to offsets in `encoding`; None where they are the same.

    "£1,600": 6 code points end at 6 in UTF-32 and UTF-16 and at 7 in UTF-8. The text is measured once, in blocks,
    so that an offset costs a block's length at most, in whatever order offsets are asked for.
    """
    if encoding not in _CODECS or text.isascii():
        return None
    codec, width = _CODECS[encoding]
    measured = [0]
    for start in range(0, len(text), _BLOCK):
        measured.append(measured[-1] + len(text[start : start + _BLOCK].encode(codec)) // width)

    def offset(position: int) -> int:
        block = position // _BLOCK
        return measured[block] + len(text[block * _BLOCK : position].encode(codec)) // width

    return offset
