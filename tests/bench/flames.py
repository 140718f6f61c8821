"""Flame graphs of the engine at work and of a server under load: build/engine.svg and build/server.svg.

usage: python -m tests.bench.flames [--corpus CORPUS.jsonl.gz] [--articles N] [--seconds N]

py-spy looks at processes from outside, 200 times a second. It starts the engine itself, which needs no right; the
server's processes are its grandchildren, and to look at those takes a kernel that lets a user trace his own processes
(kernel.yama.ptrace_scope = 0), root, or the capability SYS_PTRACE, which containers lack unless it is given.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tests.bench.sending import open_channel, send_unary
from tests.bench.server import SERVER_FLAGS
from tests.bench.texts import add_options, read_articles
from tests.service.running import start_server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.service.running import RunningServer

_OUT: Final = Path("build")
_PY_SPY: Final = Path(sys.executable).with_name("py-spy")
_RATE: Final = 200
_TURNS: Final = 1_000


def draw_engine(texts: Sequence[str], seconds: int) -> int:
    """One process that reads the texts again and again."""
    with TemporaryDirectory() as name:
        file = Path(name) / "texts.json"
        file.write_text(json.dumps(texts), encoding="utf-8")
        command = [*_record("engine", seconds), "--", sys.executable, "-m", "tests.bench.passes", str(file)]
        turns = f"0 {len(texts)}\n" * _TURNS
        return subprocess.run(command, input=turns, text=True, stdout=subprocess.DEVNULL, check=False).returncode


def draw_server(texts: Sequence[str], seconds: int) -> int:
    """Front, zygote and two workers, while one channel asks eight texts at a time."""
    with start_server(*SERVER_FLAGS) as server:
        watch = [*_record("server", seconds), "--subprocesses", "--pid", str(server.process.pid)]
        with subprocess.Popen(watch) as watching:
            asyncio.run(_keep_busy(server, watching, texts))
            return watching.wait()


async def _keep_busy(server: RunningServer, watching: subprocess.Popen[bytes], texts: Sequence[str]) -> None:
    async with open_channel(server) as channel:
        while watching.poll() is None:
            await send_unary(channel, texts)


def _record(name: str, seconds: int) -> list[str]:
    out = str(_OUT / f"{name}.svg")
    return [str(_PY_SPY), "record", "--rate", str(_RATE), "--duration", str(seconds), "--output", out]


def main() -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    add_options(parser, articles=200)
    parser.add_argument("--seconds", type=int, default=15)
    options = parser.parse_args()
    texts = read_articles(options.corpus, options.articles)
    _OUT.mkdir(exist_ok=True)
    failed = draw_engine(texts, options.seconds) or draw_server(texts, options.seconds)
    if failed:
        print("py-spy may not look at these processes here: see the top of tests/bench/flames.py", file=sys.stderr)
    return min(1, failed)


if __name__ == "__main__":
    sys.exit(main())
