"""The command `figures-server`: `serve` answers over gRPC, `extract` reads JSON lines without a network, `rates` keeps
rates of exchange up to date.
"""  # noqa: D205

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from figures_server.settings import INTERRUPTED, LOG_LEVELS, PREFIX, RATE_URLS, Settings, read_settings

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
        status = _rates(settings, chosen) if chosen.command == "rates" else _extract(settings, chosen.to, chosen.engine)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write(f"figures-server {chosen.command}: interrupted\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our lines has seen enough. The interpreter would complain when it flushes at the end.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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
    extract = commands.add_parser("extract", help="read JSON lines", description=_extract.__doc__)
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
    update.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="ask for past days too, from this one")
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
    show.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE", help="(default: a year before)")
    show.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE", help="(default: the newest)")
    show.add_argument("--source", default="", metavar="ID", help="of this source alone")
    for command in (update, show):
        _add_rates_dir(command)


def _add_rates_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rates-dir", metavar="DIR", help=_explain("rates_dir", "where later rates are kept"))


def _explain(name: str, what: str) -> str:
    default = getattr(_DEFAULTS, name)
    return f"{what} (default: ${PREFIX}{name.upper()}, else {'none' if default == '' else default})"


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


def _extract(settings: Settings, currencies: list[str], engine: str) -> int:
    """Read JSON lines {"id", "text", "publish_time"?, "region_code"?} on standard input, and write one line
    {"id", "response"} for each to standard output, or {"id", "error"}; then the exit status is 1.
    """  # noqa: D205
    # What serve needs in another process, extract needs in this one.
    from figures_client.v1 import figures_pb2 as pb  # noqa: PLC0415
    from figures_server.errors import FiguresError, RateTableError  # noqa: PLC0415
    from figures_server.pipeline import Extractor  # noqa: PLC0415
    from figures_server.serve.calls import Calls  # noqa: PLC0415
    from figures_server.serve.lines import answer_lines  # noqa: PLC0415

    try:
        extractor = Extractor(Path(settings.rates_dir) if settings.rates_dir else None)
    except RateTableError as error:
        sys.stderr.write(f"figures-server extract: {error}\n")
        return 1
    calls = Calls(extractor, settings.max_text_bytes)
    options = pb.ExtractOptions(target_currency_codes=currencies, engine=engine)
    try:
        calls.check_options(options)
    except FiguresError as error:
        sys.stderr.write(f"figures-server extract: {error.field}: {error.message}\n")
        return 2
    return 0 if answer_lines(sys.stdin.buffer, sys.stdout, calls, options) else 1


if __name__ == "__main__":
    sys.exit(main())
