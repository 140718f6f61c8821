"""Where articles of an archive come from: files and directories of texts or of JSON lines, or standard input."""

from __future__ import annotations

import gzip
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_STDIN: Final = "-"
_LINES: Final = ".jsonl"
_TEXT: Final = ".txt"
_PACKED: Final = ".gz"


class Article(NamedTuple):
    """A JSON line, or else the whole of a text file and its path."""

    data: bytes
    path: str = ""


class Archive:
    """Articles one after another, in the order of the paths; those of a directory by name; "-" is standard input."""

    def __init__(self, paths: Sequence[str], complain: Callable[[str], None], *, stdin_is_text: bool = False) -> None:
        """`complain` hears of every file that cannot be read, or not to its end."""
        self._files = [file for path in paths for file in _files_of(path)]
        self._complain = complain
        self._stdin_is_text = stdin_is_text
        self._bytes = sum(Path(file).stat().st_size for file in self._files if file != _STDIN)
        self._bytes_before = 0
        self._open: BinaryIO | None = None

    def share(self) -> float | None:
        """How much of all files has been read, from 0 to 1; None where nobody can tell."""
        if _STDIN in self._files or not self._bytes:
            return None
        return (self._bytes_before + (self._open.tell() if self._open else 0)) / self._bytes

    def __iter__(self) -> Iterator[Article]:
        for file in self._files:
            try:
                yield from self._articles_of(file)
            except (OSError, EOFError, zlib.error) as error:
                self._complain(f"{file}: {getattr(error, 'strerror', None) or error}")

    def _articles_of(self, file: str) -> Iterator[Article]:
        if file == _STDIN:
            source = sys.stdin.buffer
            yield from [Article(source.read(), file)] if self._stdin_is_text else map(Article, source)
            return
        with Path(file).open("rb") as raw:
            self._open = raw
            try:
                packed = file.endswith(_PACKED)
                source = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else raw
                if file.removesuffix(_PACKED).endswith(_LINES):
                    yield from map(Article, source)
                else:
                    yield Article(source.read(), file)
            finally:
                self._bytes_before += raw.tell()
                self._open = None


def _files_of(path: str) -> list[str]:
    """The file itself, whatever its name; of a directory those with names of texts or of lines, packed or not."""
    if path == _STDIN or not Path(path).is_dir():
        return [path]
    endings = tuple(ending + packed for ending in (_LINES, _TEXT) for packed in ("", _PACKED))
    return sorted(str(file) for file in Path(path).rglob("*") if file.name.endswith(endings) and file.is_file())
