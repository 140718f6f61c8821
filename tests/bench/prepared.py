"""A server whose workers keep what they have read: a text that they know costs the frame of a call, and nothing else.

usage: python -m tests.bench.prepared serve [OPTION]..., as figures-server has them
"""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING, Any

from figures_server import __main__ as command
from figures_server.pipeline import Extractor
from figures_server.serve import nursery, zygote

if TYPE_CHECKING:
    from figures_server.model import Extraction


class _Nursery(nursery.Nursery):
    zygote = "tests.bench.prepared"


class _Extractor(Extractor):
    """Reads a text once; the next time it only hands over what it found."""

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[str, Extraction] = {}

    def extract(self, text: str, *arguments: Any, **options: Any) -> Extraction:
        """As Extractor's, for callers that always ask for the same."""
        extraction = self._read.get(text)
        if extraction is None:
            extraction = self._read[text] = super().extract(text, *arguments, **options)
        return extraction


def main() -> int:
    """The server or, with a socket's number for its first argument, its zygote."""
    if sys.argv[1] == "serve":
        vars(nursery)["Nursery"] = _Nursery
        return command.main()
    vars(zygote)["Extractor"] = _Extractor
    zygote.main(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]), sys.argv[3])
    return 0


if __name__ == "__main__":
    sys.exit(main())
