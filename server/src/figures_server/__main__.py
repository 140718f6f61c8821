"""The command `figures-server`: `serve` answers over gRPC, `extract` reads archives without a network, `rates` keeps
rates of exchange up to date.
"""  # noqa: D205

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from figures_server.settings import INTERRUPTED, LOG_LEVELS, MOST_PROCESSES, PREFIX, RATE_URLS, Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEFAULTS = Settings()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the process's exit status."""
    parser = _make_parser()
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings(os.environ, vars(chosen))
    except ValueError as error:
        parser.error(str(error))
    if chosen.command == "serve":
        return _serve(settings)
    try:
        status = _rates(settings, chosen) if chosen.command == "rates" else _extract(settings, chosen)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write(f"figures-server {chosen.command}: interrupted\n")
        return INTERRUPTED
    except OSError as error:
        # The interpreter would complain when it flushes at the end.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Whoever reads our lines no further has seen enough.
        if not isinstance(error, BrokenPipeError):
            what = error.filename or "standard output"
            sys.stderr.write(f"figures-server {chosen.command}: {what}: {error.strerror}\n")
        return 1
    return status


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="figures-server", description="Finds the figures of news articles.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="answer over gRPC", description=_serve.__doc__)
    serve.add_argument(
        "--listen", metavar="ADDRESS", help=_explain("listen", "HOST:PORT (port 0: a free one) or unix:PATH")
    )
    serve.add_argument("--workers", metavar="N", help=_explain("workers", "processes that read texts; 0: one a core"))
    serve.add_argument("--log-level", choices=LOG_LEVELS, help=_explain("log_level", "what to log on standard error"))
    extract = commands.add_parser("extract", help="read an archive", description=_extract.__doc__)
    extract.add_argument("paths", nargs="*", metavar="PATH", help="a file or a directory; none, or -: standard input")
    extract.add_argument("--text", action="store_true", help="standard input is one text; without it: JSON lines")
    extract.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="processes that read (default: one a core)")
    extract.add_argument(
        "--to", action="append", default=[], metavar="CODE", help="a currency to convert to; repeatable"
    )
    extract.add_argument("--engine", default="", help='who reads the texts: "native" (default) or "quantulum3"')
    for command in (serve, extract):
        command.add_argument(
            "--max-text-bytes", metavar="N", help=_explain("max_text_bytes", "longest text that is read, in UTF-8")
        )
        _add_rates_dir(command)
    _add_rates(commands.add_parser("rates", help="update and show rates", description=_rates.__doc__))
    return parser


def _add_rates(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="rates_command", required=True)
    update = commands.add_parser("update", help="ask live sources for later rates")
    update.add_argument("--source", action="append", default=[], metavar="ID", help="a source to ask; repeatable")
    update.add_argument("--since", type=_day, metavar="DATE", help="ask for past days too, from this one")
    update.add_argument(
        "--accept-jumps", action="store_true", help="take what was held back before since it moved too far"
    )
    update.add_argument("--rates-timeout-s", metavar="N", help=_explain("rates_timeout_s", "seconds for one file"))
    for name in RATE_URLS:
        flag = f"--{name.replace('_', '-')}"
        update.add_argument(flag, metavar="URL", help=_explain(name, "where to ask"))
    show = commands.add_parser("show", help="print and draw a currency's rates")
    show.add_argument("code", type=str.upper, metavar="CODE", help="the currency")
    show.add_argument(
        "--quote", type=str.upper, metavar="CODE", help="the currency its worth is shown in (default: USD, of USD: EUR)"
    )
    show.add_argument("--from", dest="first", type=_day, metavar="DATE", help="(default: a year before)")
    show.add_argument("--to", dest="last", type=_day, metavar="DATE", help="(default: the newest)")
    show.add_argument("--source", default="", metavar="ID", help="of this source alone")
    for command in (update, show):
        _add_rates_dir(command)


def _add_rates_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rates-dir", metavar="DIR", help=_explain("rates_dir", "where later rates are kept"))


def _explain(name: str, what: str) -> str:
    default = getattr(_DEFAULTS, name)
    return f"{what} (default: ${PREFIX}{name.upper()}, else {'none' if default == '' else default})"


def _jobs(raw: str) -> int:
    jobs = int(raw)
    if not 0 <= jobs <= MOST_PROCESSES:
        message = f"{jobs} is not between 0 and {MOST_PROCESSES}"
        raise argparse.ArgumentTypeError(message)
    return jobs


def _day(raw: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        message = f"{raw!r} is no day such as 2025-04-12"
        raise argparse.ArgumentTypeError(message) from None


def _serve(settings: Settings) -> int:
    """Answer over gRPC until SIGTERM or SIGINT. Prints one line, "listening on ADDRESS", once it is serving."""
    # The zygote loads the engine while this process, after it, loads gRPC.
    from figures_server.serve.nursery import Nursery  # noqa: PLC0415

    with Nursery(settings.max_text_bytes, settings.rates_dir) as nursery:
        from figures_server.serve.server import run  # noqa: PLC0415

        return run(settings, nursery)


def _rates(settings: Settings, chosen: argparse.Namespace) -> int:
    """Bring the rates in --rates-dir up to date from live sources, or show a currency's rates."""
    from figures_server.rates_command import show_rates, update_rates  # noqa: PLC0415  # serve has no need of it

    if chosen.rates_command == "update":
        return update_rates(settings, chosen.source, chosen.since, accept_jumps=chosen.accept_jumps)
    quote = chosen.quote or ("EUR" if chosen.code == "USD" else "USD")
    return show_rates(settings, (chosen.code, quote), chosen.first, chosen.last, chosen.source)


def _extract(settings: Settings, chosen: argparse.Namespace) -> int:
    """Read articles without a server, on all cores, and write one line {"id", "response"} for each to standard output,
    in order; or {"id", "error"}, and then the exit status is 1. A file or a directory's files *.jsonl and *.jsonl.gz
    hold lines {"id", "text", "publish_time"?, "region_code"?, "language_code"?}; *.txt, *.txt.gz and files of any other
    name, one text.
    """  # noqa: D205
    from figures_server.extract_command import Task, extract  # noqa: PLC0415  # serve needs it in another process

    return extract(settings, Task(chosen.paths, chosen.text, chosen.to, chosen.engine, chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
