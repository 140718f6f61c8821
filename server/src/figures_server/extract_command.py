"""`figures-server extract`: the figures of a whole archive, without a server."""

from __future__ import annotations

import sys
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from figures_client.v1 import figures_pb2 as pb
from figures_server.errors import FiguresError, RateTableError
from figures_server.pipeline import Extractor
from figures_server.serve.archive import Archive
from figures_server.serve.bulk import answer_all
from figures_server.serve.calls import Calls
from figures_server.serve.lines import LineAnswerer
from figures_server.settings import cores
from figures_server.terminal import clear_line, draw_bar, draw_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figures_server.settings import Settings


class Task(NamedTuple):
    """What to read and how. No path, or "-", is standard input: JSON lines, or one text; 0 jobs: one for each core."""

    paths: Sequence[str]
    stdin_is_text: bool
    currencies: Sequence[str]
    engine: str
    jobs: int


def extract(settings: Settings, task: Task) -> int:
    """Writes a line for each article to standard output; the exit status: 1 where one of them failed, 2 where none was
    read.
    """  # noqa: D205
    missing = [path for path in task.paths if path != "-" and not Path(path).exists()]
    if missing:
        _complain(f"{missing[0]}: there is no such file")
        return 2
    options = pb.ExtractOptions(target_currency_codes=task.currencies, engine=task.engine)
    try:
        calls = Calls(Extractor(Path(settings.rates_dir) if settings.rates_dir else None), settings.max_text_bytes)
        calls.check_options(options)
    except RateTableError as error:
        _complain(str(error))
        return 1
    except FiguresError as error:
        _complain(f"{error.field}: {error.message}")
        return 2
    return _run(LineAnswerer(calls, options), task)


def _run(answerer: LineAnswerer, task: Task) -> int:
    complaints: list[str] = []
    archive = Archive(task.paths or ["-"], complaints.append, stdin_is_text=task.stdin_is_text)
    count = bad = 0
    begun = perf_counter()
    try:
        with closing(answer_all(archive, answerer, task.jobs or cores())) as parts:
            for part in parts:
                sys.stdout.buffer.write(part.lines)
                count += part.articles
                bad += part.errors
                _tell(archive.share(), f"{count:,} read, {count / (perf_counter() - begun):,.0f} a second")
    except BrokenProcessPool:
        complaints.append(f"a process that reads texts died; {count:,} articles have been answered")
    finally:
        clear_line()
    if bad:
        complaints.append(f"{bad:,} of {count:,} articles are answered with an error")
    for complaint in complaints:
        _complain(complaint)
    return 1 if complaints else 0


def _tell(share: float | None, what: str) -> None:
    if share is None:
        draw_line(what)
    else:
        draw_bar("extract", share, what)


def _complain(message: str) -> None:
    sys.stderr.write(f"figures-server extract: {message}\n")
