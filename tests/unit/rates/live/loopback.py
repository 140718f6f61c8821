"""A server on the loopback that speaks as the live sources do, in good weather and in bad."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WAIT_S = 30.0


class Loopback:
    """Answers each path with what `answer` gives for it: bytes, or a status; None keeps the caller waiting."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[str] = []
        self.answer: Callable[[str], bytes | int | None] = lambda _path: 404
        self.promise = 0
        self.closing = threading.Event()


@contextmanager
def serving() -> Iterator[Loopback]:
    """A server while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there.asked.append(self.path)
            answer = there.answer(self.path)
            if answer is None:
                self._drip()
            elif isinstance(answer, int):
                self.send_error(answer)
            else:
                self.send_response(200)
                self.send_header("Content-Length", str(there.promise or len(answer)))
                self.end_headers()
                try:
                    self.wfile.write(answer)
                except ConnectionError:
                    return

        def _drip(self) -> None:
            self.send_response(200)
            self.end_headers()
            while not there.closing.wait(0.02):
                try:
                    self.wfile.write(b" ")
                except ConnectionError:
                    return

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the library's own signature
            """Nothing on standard error."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        there = Loopback(f"http://127.0.0.1:{server.server_port}/")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield there
        finally:
            there.closing.set()
            server.shutdown()
            thread.join(_WAIT_S)


def ecb_xml(days: dict[str, dict[str, str]]) -> bytes:
    """As eurofxref-daily.xml and eurofxref-hist-90d.xml."""
    cubes = "".join(
        f"<Cube time='{day}'>"
        + "".join(f"<Cube currency='{code}' rate='{rate}'/>" for code, rate in rates.items())
        + "</Cube>"
        for day, rates in days.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" '
        'xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject>'
        f"<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender><Cube>{cubes}</Cube>"
        "</gesmes:Envelope>"
    ).encode()


def ecb_zip(lines: str) -> bytes:
    """As eurofxref-hist.zip: one CSV file, a comma behind every line."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", lines)
    return packed.getvalue()


def cbr_xml(day: str, rows: list[tuple[str, str, str]]) -> bytes:
    """As XML_daily.asp: windows-1251, a decimal comma, so many units each."""
    valutes = "".join(
        f'<Valute ID="R0"><NumCode>000</NumCode><CharCode>{code}</CharCode><Nominal>{nominal}</Nominal>'
        f"<Name>Валюта</Name><Value>{value}</Value><VunitRate>{value}</VunitRate></Valute>"
        for code, nominal, value in rows
    )
    return (
        '<?xml version="1.0" encoding="windows-1251"?>'
        f'<ValCurs Date="{day}" name="Foreign Currency Market">{valutes}</ValCurs>'
    ).encode("windows-1251")


def as_json(document: object) -> bytes:
    return json.dumps(document).encode()
