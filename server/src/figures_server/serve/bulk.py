"""A whole archive through as many processes as there are cores, answers in the order of the articles."""

from __future__ import annotations

import gc
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from figures_server.serve.archive import Article
    from figures_server.serve.lines import LineAnswerer

# Few enough that all processes end at about the same time, enough that handing them over costs nothing.
_BYTES_AT_ONCE: Final = 1 << 16
# For each process: what it reads, and what it will read next.
_PARTS_IN_HAND: Final = 2


class Part(NamedTuple):
    """Answers to some articles: their lines, and how many of them are errors."""

    lines: bytes
    articles: int
    errors: int


def answer_all(articles: Iterable[Article], answerer: LineAnswerer, jobs: int) -> Generator[Part, None, None]:
    """The answers, part by part; never holds more of the archive than its processes have in hand.

    Raises BrokenProcessPool where a process dies.
    """
    parts = _parts(articles)
    # The collector need not visit the engine again, nor write to its pages, which so stay shared between the processes.
    gc.collect()
    gc.freeze()
    if jobs == 1:
        for part in parts:
            yield _answer(answerer, part)
        return
    pool = ProcessPoolExecutor(jobs, get_context("fork"), _begin, (answerer,))
    try:
        pending = deque(pool.submit(_answer_here, part) for part in islice(parts, jobs * _PARTS_IN_HAND))
        while pending:
            yield pending.popleft().result()
            pending.extend(pool.submit(_answer_here, part) for part in islice(parts, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def _parts(articles: Iterable[Article]) -> Iterator[list[Article]]:
    part: list[Article] = []
    size = 0
    for article in articles:
        # Blank lines are no articles.
        if article.path or article.data.strip():
            part.append(article)
            size += len(article.data)
            if size >= _BYTES_AT_ONCE:
                yield part
                part, size = [], 0
    if part:
        yield part


def _answer(answerer: LineAnswerer, part: list[Article]) -> Part:
    lines = [answerer.answer(article) for article in part]
    return Part(b"".join(line.data for line in lines), len(lines), sum(not line.good for line in lines))


def _begin(answerer: LineAnswerer) -> None:
    """In a new process, which got all of its parent's memory with it."""
    # A signal to the whole process group is the parent's to act on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _here.append(answerer)


def _answer_here(part: list[Article]) -> Part:
    return _answer(_here[0], part)


# Filled in the processes alone.
_here: Final[list[LineAnswerer]] = []
