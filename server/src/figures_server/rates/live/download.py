"""One file off the network, within a hard time and a hard size."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final

from figures_server.errors import NotPublishedError, RateSourceError

# The whole history of the European Central Bank is 8 MB.
_MOST_BYTES: Final = 32 << 20
_CHUNK_BYTES: Final = 1 << 16
_NOT_FOUND: Final = 404


class Download:
    """Gets files for one source; whatever goes wrong is a RateSourceError that names it."""

    def __init__(self, source: str, timeout_s: float) -> None:
        self._source = source
        self._timeout_s = timeout_s

    def __call__(self, url: str) -> bytes:
        """The file's bytes; NotPublishedError where the server says that there is none.

        A thread of its own does the work: neither looking a name up nor a byte a second now and then ever times out.
        """
        outcome: SimpleQueue[bytes | RateSourceError] = SimpleQueue()
        given_up = Event()
        Thread(target=self._run, args=(url, outcome, given_up), daemon=True).start()
        try:
            found = outcome.get(timeout=self._timeout_s)
        except Empty:
            given_up.set()
            raise RateSourceError(self._source, f"no whole answer within {self._timeout_s:g} s") from None
        if isinstance(found, RateSourceError):
            raise found
        return found

    def _run(self, url: str, outcome: SimpleQueue[bytes | RateSourceError], given_up: Event) -> None:
        try:
            outcome.put(self._read(url, given_up))
        except RateSourceError as error:
            outcome.put(error)
        except urllib.error.HTTPError as error:
            error.close()
            kind = NotPublishedError if error.code == _NOT_FOUND else RateSourceError
            outcome.put(kind(self._source, f"HTTP {error.code} from {url}"))
        except (OSError, HTTPException, ValueError) as error:
            outcome.put(RateSourceError(self._source, f"cannot read {url}: {error}"))

    def _read(self, url: str, given_up: Event) -> bytes:
        request = urllib.request.Request(url, headers={"User-Agent": "figures-server"})  # noqa: S310  # see settings
        body = bytearray()
        with urllib.request.urlopen(request, timeout=self._timeout_s) as response:  # noqa: S310  # see settings
            promised = response.headers.get("Content-Length")
            while not given_up.is_set() and (chunk := response.read1(_CHUNK_BYTES)):
                body += chunk
                if len(body) > _MOST_BYTES:
                    raise RateSourceError(self._source, f"more than {_MOST_BYTES} bytes from {url}")
        if promised is not None and promised != str(len(body)):
            raise RateSourceError(self._source, f"cut short: {len(body)} of {promised} bytes from {url}")
        if body.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
            raise RateSourceError(self._source, f"HTML instead of rates from {url}")
        return bytes(body)
