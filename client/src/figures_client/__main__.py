"""The command `figures`: what the service reads in a file, and what an amount is in another unit.

Exit status: 0 all went well, 1 something failed, 2 wrong usage, 3 no server answers.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from google.protobuf.json_format import MessageToDict

from figures_client import _convert, _report
from figures_client._channel import DEFAULT_TARGET, DEFAULT_TIMEOUT_S
from figures_client._client import Client
from figures_client._credentials import Security
from figures_client._options import Document, write_document, write_options
from figures_client._table import columns, labelled
from figures_client.errors import FiguresError, InvalidRequestError, UnavailableError
from figures_client.load import arguments
from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from figures_client._options import ExtractOptions

# The only map of the contract's messages.
_MAP: Final = "metadata"
_FAILED: Final = 1
_USAGE: Final = 2
_UNAVAILABLE: Final = 3
# As shells count a program that SIGINT ended.
_INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status."""
    given = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a currency sign shows its code instead of ending the program.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        with Client(given.server, timeout_s=given.timeout, credentials=_security(given).credentials()) as client:
            status: int = given.run(client, given)
        sys.stdout.flush()
    except UnavailableError as error:
        return _complain(f"no server answers at {given.server}", error, _UNAVAILABLE)
    except InvalidRequestError as error:
        return _complain("", error, _USAGE)
    except FiguresError as error:
        return _complain("", error, _FAILED)
    except OSError as error:
        # What is still held back may not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            # Whoever read us has enough.
            return 0
        print(f"figures: {error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="figures",
        description="Finds the figures of news articles, converts units and currencies, and tests the service's speed.",
        epilog="Exit status: 0 all went well, 1 something failed, 2 wrong usage, 3 no server answers.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_extract(commands.add_parser("extract", help="the figures of articles"))
    _add_convert(commands.add_parser("convert", help="one amount in another unit or currency"))
    _add_load(commands.add_parser("load", help="a load test: how fast the server is"))
    for name, run, about in (
        ("info", _info, "what the server is and can do"),
        ("units", _units, "the units that are read"),
        ("currencies", _currencies, "the currencies that are read"),
        ("coverage", _coverage, "the rates that are held"),
    ):
        command = commands.add_parser(name, help=about)
        command.set_defaults(run=run)
        if run is _units:
            command.add_argument(
                "dimension", nargs="?", default="", metavar="DIMENSION", help="of this alone, e.g. length, volume"
            )
        if run is _coverage:
            command.add_argument(
                "code", nargs="?", default="", type=str.upper, metavar="CODE", help="of this currency alone"
            )
    for command in commands.choices.values():
        _add_connection(command.add_argument_group("the server"))
    return parser


def _add_connection(group: argparse._ArgumentGroup) -> None:
    server = os.environ.get("FIGURES_SERVER") or DEFAULT_TARGET
    group.add_argument("--server", default=server, metavar="HOST:PORT", help="default: $FIGURES_SERVER or %(default)s")
    group.add_argument(
        "--timeout",
        type=arguments.positive,
        default=DEFAULT_TIMEOUT_S,
        metavar="SECONDS",
        help="for each call (%(default)g)",
    )
    group.add_argument("--tls", action="store_true", help="encrypted, trusting the authorities that gRPC trusts")
    group.add_argument("--ca-file", metavar="FILE", help="trust these instead; this and the next mean --tls")
    group.add_argument("--cert-file", metavar="FILE", help="the client's own certificate, with --key-file")
    group.add_argument("--key-file", metavar="FILE", help="the key of that certificate")
    group.add_argument("--token-file", metavar="FILE", help="a bearer token to send with each call")


def _add_extract(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="an article in UTF-8; - is the standard input")
    parser.add_argument("--format", choices=("table", "json", "jsonl"), default="table", help="default: %(default)s")
    _add_reading(parser.add_argument_group("how articles are read"))
    parser.set_defaults(run=_extract)


def _add_reading(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--to", action="append", default=[], metavar="CODE", help="convert money, e.g. USD; repeatable")
    group.add_argument("--unit", action="append", default=[], help="convert measures, e.g. km; repeatable")
    group.add_argument("--published", metavar="TIME", help="e.g. 2025-04-12; beats any date in the text")
    group.add_argument("--region", default="", help="of the publication, e.g. GB")
    group.add_argument("--long-scale", action="store_true", help="a billion is a million millions")
    group.add_argument("--engine", default="", help="who reads the text; `figures info` lists them")


def _add_load(parser: argparse.ArgumentParser) -> None:
    parser.usage = "figures load ARTICLES [--rate R | --concurrency N] [--slo LIST] [--html FILE] ..."
    parser.description = "Sends articles at a stated pace; says how many were read, how fast, and why others were not."
    parser.epilog = arguments.EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    arguments.add_arguments(parser)
    _add_reading(parser.add_argument_group("how articles are read"))
    parser.set_defaults(run=_load)


def _add_convert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("value", type=_number, metavar="VALUE", help="e.g. 1600")
    parser.add_argument("from_unit", metavar="FROM", help="e.g. GBP, GBP/month, mile")
    parser.add_argument("to_unit", metavar="TO", help="e.g. USD, USD/month, km")
    parser.add_argument(
        "--on", metavar="DATE", help="at the rate of a day, a month or a year: 2025-04-12, 2025-04, 2025"
    )
    parser.add_argument("--latest", action="store_true", help="at the newest rate")
    parser.add_argument(
        "--source", action="append", default=[], help="rates to use, best first, e.g. ecb,nbp; repeatable"
    )
    parser.set_defaults(run=_convert_amount)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        message = f"{text!r} is no number such as 1600 or 2.5"
        raise argparse.ArgumentTypeError(message) from None


def _extract(client: Client, given: argparse.Namespace) -> int:
    status = 0
    records: list[dict[str, Any]] = []
    gap = ""
    for name in given.files:
        answer = _answer(client, given, name)
        if isinstance(answer, FiguresError):
            status = _complain(name, answer, _FAILED)
        if given.format == "json":
            records.append(_record(name, answer))
        elif given.format == "jsonl":
            print(json.dumps(_record(name, answer), ensure_ascii=False), flush=True)
        elif not isinstance(answer, FiguresError):
            print(end=gap)
            _print(_report.article(name, _convert.result(answer), _width(), _strong))
            gap = "\n\n"
    if given.format == "json":
        print(json.dumps(records, ensure_ascii=False, indent=2))
    return status


def _answer(client: Client, given: argparse.Namespace, name: str) -> pb.ExtractResponse | FiguresError:
    try:
        document = Document(_read(name), publish_time=given.published, region_code=given.region)
        request = pb.ExtractRequest(document=write_document(document), options=write_options(_options(given)))
        return client.extract_message(request)
    except UnavailableError:
        raise
    except InvalidRequestError as error:
        # What all files share is wrong for all of them.
        if error.field and not error.field.startswith("document.text"):
            raise
        return error
    except FiguresError as error:
        return error


def _options(given: argparse.Namespace) -> ExtractOptions:
    return {
        "target_currency_codes": given.to,
        "target_units": given.unit,
        "long_scale": given.long_scale,
        "engine": given.engine,
    }


def _read(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise FiguresError(error.strerror or str(error), code="NOT_FOUND", reason="FILE_UNREADABLE") from None
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x} at position {error.start}"
        raise FiguresError(message, code="INVALID_ARGUMENT", reason="TEXT_NOT_UTF8") from None


def _record(name: str, answer: pb.ExtractResponse | FiguresError) -> dict[str, Any]:
    if isinstance(answer, FiguresError):
        error = {"code": answer.code, "message": answer.message, "reason": answer.reason, "field": answer.field}
        return {"id": name, "error": error}
    return {"id": name, "response": _with_maps_in_order(MessageToDict(answer))}


def _with_maps_in_order(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """The same, its maps by their keys: they have no order of their own, and the same answer shall be the same bytes."""
    if isinstance(value, list):
        return [_with_maps_in_order(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: dict(sorted(item.items())) if name == _MAP else _with_maps_in_order(item) for name, item in value.items()
    }


def _convert_amount(client: Client, given: argparse.Namespace) -> int:
    sources = [source for named in given.source for source in named.split(",")]
    conversion = client.convert(
        given.value, given.from_unit, given.to_unit, on=given.on, latest=given.latest, sources=sources
    )
    print(f"{_report.plain(given.value)} {given.from_unit} = {_report.converted(conversion)} {conversion.unit.display}")
    _print(labelled([("", reason) for reason in _report.reasons(conversion)], _width()))
    return 0


def _info(client: Client, given: argparse.Namespace) -> int:
    info = client.service_info()
    limits = info.limits
    rates = info.rates
    pairs = [
        ("server", f"{given.server}, build {info.build}"),
        ("engine", f"{info.engine.name} {info.engine.version}" if info.engine else ""),
        ("engines", ", ".join(info.engines)),
        ("languages", ", ".join(info.language_codes)),
        ("rates", f"{rates.version}, {rates.first_date} to {rates.last_date}" if rates else ""),
        ("sources", ", ".join(rates.sources) if rates else ""),
        ("text", f"at most {limits.max_text_bytes:,} bytes"),
        ("batch", f"at most {limits.max_batch_size} documents or amounts"),
        ("stream", f"at most {limits.max_in_flight} documents in work"),
        ("targets", f"at most {limits.max_target_currencies} currencies and {limits.max_target_units} units"),
        ("concepts", ", ".join(info.concept_categories)),
    ]
    _print(labelled(pairs, _width()))
    return 0


def _units(client: Client, given: argparse.Namespace) -> int:
    rows = [
        (u.unit, u.ucum, u.dimension, _report.factor(u), ", ".join(u.surfaces))
        for u in client.list_units(dimension=given.dimension)
    ]
    _print(columns(("UNIT", "UCUM", "DIMENSION", "IN SI", "WRITTEN"), rows, _width()))
    return 0


def _currencies(client: Client, _: argparse.Namespace) -> int:
    rows = [
        (c.currency_code, c.display_name, f"until {c.withdrawn_date}" if c.withdrawn_date else "", ", ".join(c.symbols))
        for c in client.list_currencies()
    ]
    _print(columns(("CODE", "NAME", "WITHDRAWN", "SIGNS"), rows, _width()))
    return 0


def _coverage(client: Client, given: argparse.Namespace) -> int:
    rows = [
        (
            c.currency_code,
            c.quote_currency_code,
            c.source,
            str(c.publications),
            str(c.first_date),
            str(c.last_date),
            ", ".join(f"{hole.first_date} to {hole.last_date}" for hole in c.holes),
        )
        for c in client.list_rate_coverage(currency_code=given.code)
    ]
    _print(columns(("CODE", "IN", "SOURCE", "RATES", "FIRST", "LAST", "BUT NONE"), rows, _width()))
    return 0


def _load(client: Client, given: argparse.Namespace) -> int:
    try:
        from figures_client.load.session import load  # noqa: PLC0415 - what it needs is an extra
    except ModuleNotFoundError as missing:
        message = f"a load test needs {missing.name}: pip install 'figures-client[load]'"
        raise InvalidRequestError(message, code="FAILED_PRECONDITION", reason="EXTRA_MISSING") from None
    return load(client, given, _security(given), _options(given) | {"view": given.view})


def _security(given: argparse.Namespace) -> Security:
    return Security(given.tls, given.ca_file, given.cert_file, given.key_file, given.token_file)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _width() -> int:
    return shutil.get_terminal_size().columns


def _strong(text: str) -> str:
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return f"\033[1m{text}\033[0m" if coloured else text


def _complain(what: str, error: FiguresError, status: int) -> int:
    at = "" if not error.field or error.message.startswith(error.field) else error.field
    words = ": ".join(part for part in ("figures", what, at, error.message or error.code) if part)
    print(" ".join(words.split()), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
