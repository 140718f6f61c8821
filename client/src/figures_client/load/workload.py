"""The articles of a load test, read once and sent as bytes.

Messages laid end to end are one message, as protobuf defines it; so an article is serialised once, and a request
is put together without another look at it.
"""

from __future__ import annotations

import gzip
import json
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, Final

from figures_client._options import Document, write_document
from figures_client.errors import InvalidRequestError
from figures_client.load.plan import Mode
from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Of requests held in memory; what an archive has beyond it is not sent.
MOST_BYTES: Final = 256 * 1024 * 1024
_ENDINGS: Final = (".jsonl", ".jsonl.gz", ".txt")
# UTF-8, of which a byte order mark is no part.
_TEXT: Final = "utf-8-sig"


class Workload:
    """Articles without end, from the first again after the last, each as a part of a request.

    `options` is the part that says what to do with them; in a stream it goes with the first article alone.
    """

    def __init__(self, articles: Sequence[bytes], options: bytes) -> None:
        self.options = options
        self._articles = cycle(articles)

    def take(self, size: int) -> bytes:
        """The next so many articles."""
        return b"".join(islice(self._articles, size))


def read_articles(path: Path, **defaults: Any) -> Iterator[pb.Document]:  # noqa: ANN401 - fields of Document
    """The articles of a text file, of JSON lines, or of all such files below a directory.

    A line is `{"text", "publish_time"?, "region_code"?, "language_code"?}`; what it lacks is taken from `defaults`.
    InvalidRequestError names the file and line that cannot be read.
    """
    try:
        files = sorted(file for file in path.rglob("*") if file.name.endswith(_ENDINGS)) if path.is_dir() else [path]
        for file in files:
            yield from _read_file(file, defaults)
    except (OSError, EOFError) as error:
        message = f"{path}: {getattr(error, 'strerror', None) or error}"
        raise InvalidRequestError(message) from None
    except UnicodeDecodeError:
        message = f"{path}: not UTF-8"
        raise InvalidRequestError(message) from None


def as_parts(articles: Iterator[pb.Document], mode: Mode) -> list[bytes]:
    """Each article as a part of a request, up to MOST_BYTES of them."""
    parts, size = [], 0
    for article in articles:
        part = _part(article, mode).SerializeToString()
        size += len(part)
        if size > MOST_BYTES:
            break
        parts.append(part)
    return parts


def options_part(options: pb.ExtractOptions | None, mode: Mode, max_in_flight: int) -> bytes:
    """The options as a part of a request; a stream also takes as many articles at once as the server allows."""
    if mode is Mode.STREAM:
        return pb.ExtractStreamRequest(options=options, max_in_flight=max_in_flight or None).SerializeToString()
    return pb.ExtractRequest(options=options).SerializeToString()


def _part(article: pb.Document, mode: Mode) -> pb.ExtractRequest | pb.BatchExtractRequest | pb.ExtractStreamRequest:
    if mode is Mode.UNARY:
        return pb.ExtractRequest(document=article)
    if mode is Mode.BATCH:
        return pb.BatchExtractRequest(documents=[article])
    return pb.ExtractStreamRequest(document=article)


def _read_file(path: Path, defaults: dict[str, Any]) -> Iterator[pb.Document]:
    if not path.name.endswith(_ENDINGS[:2]):
        yield write_document(Document(path.read_text(encoding=_TEXT), **defaults))
        return
    with gzip.open(path, "rt", encoding=_TEXT) if path.suffix == ".gz" else path.open(encoding=_TEXT) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _read_line(line, f"{path}:{number}", defaults)


def _read_line(line: str, place: str, defaults: dict[str, Any]) -> pb.Document:
    try:
        row = json.loads(line)
        known = {name: row[name] for name in ("publish_time", "region_code", "language_code") if row.get(name)}
        return write_document(Document(row["text"], **(defaults | known)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f'{place}: no article such as {{"text": "40 died."}}: {error}'
    except InvalidRequestError as error:
        message = f"{place}: {error.message}"
    raise InvalidRequestError(message)
