"""Web addresses in running text, with or without their scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from figures_server.model import Span

# A slash or a "www." is found at the speed of memchr; only around it is there a look at the rest.
_MARK: Final = re.compile(r"/|www\.")
_HOST: Final = re.compile(r"(?:https?:|\b[a-z]+(?:\.[a-z]+)*\.[a-z]{2,4})$")
_LONGEST_HOST: Final = 80
_REST: Final = re.compile(r"\S+")


def address_spans(text: str) -> Iterator[Span]:
    """Every address in order: "https://example.org/2", "example.org/2ptFPhy", "www.example.org"."""
    position = 0
    for mark in _MARK.finditer(text):
        at, begin = mark.span()
        if at < position:
            continue
        start = at
        if mark[0] == "/":
            host = _HOST.search(text, max(position, at - _LONGEST_HOST), at)
            if host is None:
                continue
            start = host.start()
        rest = _REST.match(text, begin)
        if rest is not None:
            position = rest.end()
            yield Span(start, position)
