"""Reading what came over the network: every doubt is an error that names the source and what was wrong."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from figures_server.errors import RateSourceError
from figures_server.rates.packing import pack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from figures_server.rates.live.publication import Publication

_RATE: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,20})?(?:[eE]-[0-9]{1,2})?", re.ASCII)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_QUOTED: Final = 60


def read_json(source: str, body: bytes) -> Any:  # noqa: ANN401  # what a foreign server wrote has no type
    """The document, every number as the text it was written with."""
    try:
        return json.loads(body, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise RateSourceError(source, f"no JSON: {error}") from error


def read_mapping(source: str, document: object, what: str) -> dict[str, Any]:
    """A JSON object; `what` names it where it is none."""
    if not isinstance(document, dict):
        raise RateSourceError(source, f"{what} is no JSON object")
    return document


def read_xml(source: str, body: bytes) -> ET.Element:
    """The document's root. Entities are refused: no table of rates needs them, and a few lines of them fill memory."""
    if b"<!" in body or b"\0" in body:
        raise RateSourceError(source, "XML with declarations of its own")
    try:
        return ET.fromstring(body)  # noqa: S314  # without entities, and no longer than Download lets through
    except (ET.ParseError, LookupError, ValueError) as error:
        raise RateSourceError(source, f"no XML: {error}") from error


def read_rate(source: str, written: object) -> Decimal:
    """A rate above nothing, with the digits it was published with."""
    if not isinstance(written, str) or not _RATE.fullmatch(written):
        raise RateSourceError(source, f"{_quote(written)} is no rate")
    rate = Decimal(format(Decimal(written), "f"))
    try:
        pack(str(rate))
    except ValueError:
        raise RateSourceError(source, f"{_quote(written)} is no rate") from None
    return rate


def read_day(source: str, written: object, last: date) -> date:
    """A day as ISO 8601 writes it, not after the last that can have been published."""
    try:
        day = date.fromisoformat(written) if isinstance(written, str) and _DAY.fullmatch(written) else None
    except ValueError:
        day = None
    if day is None:
        raise RateSourceError(source, f"{_quote(written)} is no date")
    if day > last:
        raise RateSourceError(source, f"answered with rates of {day}, which is after {last}")
    return day


def check_answer(source: str, answer: Iterable[Publication]) -> list[Publication]:
    """The answer, if it has no rate twice."""
    seen: dict[tuple[str, str, date], Publication] = {}
    for publication in answer:
        key = publication[:3]
        if key in seen:
            raise RateSourceError(source, f"{key[0]}/{key[1]} of {key[2]} came twice")
        seen[key] = publication
    return list(seen.values())


def _quote(written: object) -> str:
    shown = repr(written)
    return shown if len(shown) <= _QUOTED else f"{shown[:_QUOTED]}…"
