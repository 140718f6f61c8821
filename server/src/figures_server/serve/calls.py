"""The methods of the contract, from a request's bytes to a response's: all that a worker does."""

from __future__ import annotations

import secrets
import traceback
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from figures_client.v1 import figures_pb2 as pb
from figures_server.errors import FiguresError, InvalidArgumentError, RateTableError
from figures_server.lexicon.context import load_context
from figures_server.pipeline import ENGINES, NATIVE
from figures_server.serve import frames, limits, reasons, requests
from figures_server.serve.conversions import Converter
from figures_server.serve.convert import ExtractionWriter
from figures_server.serve.listings import Listings
from figures_server.serve.logs import error_log
from figures_server.serve.messages import write_rate_table
from figures_server.serve.methods import METHODS, parse
from figures_server.serve.statuses import InternalError, status_of, write_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from figures_server.model import Extraction, Policy
    from figures_server.pipeline import Extractor
    from figures_server.rates.overlay import Overlay
    from figures_server.serve.frames import Job
    from figures_server.serve.requests import Options, Reading


class Calls:
    """Answers one job at a time; an answer depends on the job and on the table of rates that it states."""

    def __init__(self, extractor: Extractor, max_text_bytes: int, overlay: Overlay | None = None) -> None:
        self._extractor = extractor
        self._max_text_bytes = max_text_bytes
        self._overlay = overlay
        self._take_rates()
        self._handlers = {
            "Extract": self._extract,
            "ExtractStream": self._extract_stream,
            "BatchExtract": self._batch_extract,
            "Convert": self._convert,
            "ListUnits": self._list_units,
            "ListCurrencies": self._list_currencies,
            "ListRateCoverage": self._list_rate_coverage,
            "GetServiceInfo": self._get_service_info,
        }

    def refresh_rates(self) -> None:
        """Takes up a table that was updated since; between two jobs, so that an answer has one table throughout."""
        if self._overlay is None or not self._overlay.changed():
            return
        try:
            self._extractor.use_rates(self._overlay.open())
        except RateTableError as error:
            # The rates in use are as good as they were.
            error_log().error("rates not taken up", reason=str(error))
            return
        self._take_rates()

    def answer(self, job: Job) -> tuple[int, bytes]:
        """The response's bytes, or a status's; whatever happens, the worker lives on."""
        try:
            response = self._handlers[METHODS[job.method]](job)
            return frames.RESPONSE, response.SerializeToString(deterministic=True)
        except FiguresError as error:
            return frames.STATUS, status_of(error)
        except Exception as error:  # noqa: BLE001  # a fault of ours must reach neither caller nor the next job
            return frames.STATUS, status_of(internal(error))

    def warm_up(self, text: str) -> None:
        """Reads one text for nothing, converting into US dollars."""
        request = pb.ExtractRequest()
        request.document.text = text
        request.options.target_currency_codes.append("USD")
        self.answer(frames.Job(METHODS.index("Extract"), request.SerializeToString()))

    def check_options(self, options: pb.ExtractOptions) -> None:
        """Raises what is wrong with them, before there is a text."""
        self._reader.read_options(options)

    def extract(self, request: pb.ExtractRequest) -> pb.ExtractResponse:
        """The figures of one text."""
        if not request.HasField("document"):
            raise InvalidArgumentError(reasons.MISSING_FIELD, "there must be a document", "document")
        options = self._reader.read_options(request.options)
        response = pb.ExtractResponse()
        self._write(response, self._reader.read_document(request.document), options)
        return response

    def _take_rates(self) -> None:
        extractor = self._extractor
        self._reader = requests.RequestReader(extractor, self._max_text_bytes)
        self._converter = Converter(extractor, self._reader)
        self._listings = Listings(extractor)
        self._rates = pb.RateTable()
        write_rate_table(self._rates, extractor.rates)

    def _extract(self, job: Job) -> pb.ExtractResponse:
        return self.extract(parse(pb.ExtractRequest, job.payload))

    def _extract_stream(self, job: Job) -> pb.ExtractStreamResponse:
        # What is wrong with the options for all ends the stream; what is wrong with one message is its own answer.
        options = self._reader.read_options(parse(pb.ExtractOptions, job.options, within="ExtractStreamRequest"))
        response = pb.ExtractStreamResponse()
        try:
            request = parse(pb.ExtractStreamRequest, job.payload)
            response.key = request.key
            self._answer_message(response.response, request, options)
        except FiguresError as error:
            write_error(response.error, error)
        except Exception as error:  # noqa: BLE001  # as in answer()
            write_error(response.error, internal(error))
        return response

    def _answer_message(self, out: pb.ExtractResponse, request: pb.ExtractStreamRequest, options: Options) -> None:
        size = len(request.key.encode())
        if size > limits.MAX_KEY_BYTES:
            raise InvalidArgumentError(
                reasons.KEY_TOO_LONG, f"{size} bytes, the limit is {limits.MAX_KEY_BYTES}", "key"
            )
        if not request.HasField("document"):
            raise InvalidArgumentError(reasons.MISSING_FIELD, "there must be a document", "document")
        if request.HasField("options"):
            options = self._reader.read_options(request.options)
        self._write(out, self._reader.read_document(request.document), options)

    def _batch_extract(self, job: Job) -> pb.BatchExtractResponse:
        request = parse(pb.BatchExtractRequest, job.payload)
        options = self._reader.read_options(request.options)
        response = pb.BatchExtractResponse()
        for index, document in enumerate(request.documents, start=job.first_index):
            result = response.results.add()
            try:
                self._write(result.response, self._reader.read_document(document, f"documents[{index}]"), options)
            except FiguresError as error:
                write_error(result.error, error)
            except Exception as error:  # noqa: BLE001  # as in answer()
                write_error(result.error, internal(error))
        return response

    def _write(self, out: pb.ExtractResponse, reading: Reading, options: Options) -> None:
        extraction = self._extractor.extract(
            reading.text,
            reading.publish_time,
            reading.region_code,
            options.policy.target_currency_codes,
            policy=options.policy,
            engine=options.engine,
        )
        ExtractionWriter(extraction, options).write(out)
        _write_engine(out.engine, options.engine)
        if options.full and _asked_rates(extraction, options.policy):
            out.rates.CopyFrom(self._rates)

    def _convert(self, job: Job) -> pb.ConvertResponse:
        return self._converter.convert(parse(pb.ConvertRequest, job.payload), self._rates)

    def _list_units(self, job: Job) -> pb.ListUnitsResponse:
        return self._listings.list_units(parse(pb.ListUnitsRequest, job.payload))

    def _list_currencies(self, job: Job) -> pb.ListCurrenciesResponse:
        return self._listings.list_currencies(parse(pb.ListCurrenciesRequest, job.payload))

    def _list_rate_coverage(self, job: Job) -> pb.ListRateCoverageResponse:
        return self._listings.list_rate_coverage(parse(pb.ListRateCoverageRequest, job.payload))

    def _get_service_info(self, job: Job) -> pb.GetServiceInfoResponse:
        parse(pb.GetServiceInfoRequest, job.payload)
        response = pb.GetServiceInfoResponse()
        _write_engine(response.engine, NATIVE)
        response.rates.CopyFrom(self._rates)
        response.limits.max_text_bytes = self._reader.max_text_bytes
        response.limits.max_batch_size = limits.MAX_BATCH_SIZE
        response.limits.max_in_flight = limits.MAX_IN_FLIGHT
        response.limits.max_target_currencies = limits.MAX_TARGET_CURRENCIES
        response.limits.max_target_units = limits.MAX_TARGET_UNITS
        sources = self._extractor.rates.sources
        _write_defaults(response.default_options, [source.id for source in sources if source.default])
        response.concept_categories.extend(load_context().categories)
        response.language_codes.append("en")
        response.build = _engine_version(NATIVE)
        response.engines.extend(ENGINES)
        return response


def internal(error: Exception) -> InternalError:
    """What a caller may know of a fault of ours; the log says where it was. Never a message: it may quote the text."""
    incident = secrets.token_hex(6)
    frames_in_code = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames_in_code]
    error_log().error("internal error", incident=incident, exception=type(error).__name__, places=places)
    return InternalError(reasons.INTERNAL, f"internal error {incident}", "", {"incident": incident})


def _write_defaults(out: pb.ExtractOptions, rate_sources: Iterable[str]) -> None:
    out.offset_encoding = pb.OFFSET_ENCODING_UTF32
    out.conversion_date_policy = pb.CONVERSION_DATE_POLICY_EVENT_ELSE_PUBLICATION
    out.context.sentence = True
    out.view = pb.FIGURE_VIEW_FULL
    out.engine = NATIVE
    out.rate_sources.extend(rate_sources)


def _write_engine(out: pb.Engine, name: str) -> None:
    out.name = name
    out.version = _engine_version(name)


@cache
def _engine_version(name: str) -> str:
    """The server's own version; a library's reading also depends on the library's: "0.1.0+quantulum3.0.10.0"."""
    ours = version("figures-server")
    return ours if name == NATIVE else f"{ours}+{name}.{version(name)}"


def _asked_rates(extraction: Extraction, policy: Policy) -> bool:
    """Whether the table of rates had a part in the answer, if only in what it could not convert."""
    if policy.target_currency_codes or any(relation.implied_rate for relation in extraction.relations):
        return True
    prices = (figure.conversions for figure in extraction.figures) if policy.target_units else ()
    return any(conversion.rate for conversions in prices for conversion in conversions)
