"""Client of the figure service: the figures of a news article, typed and exact.

from figures_client import Client

with Client("localhost:50051") as client:
    result = client.extract("Pay rose to £1,600 a month.", publish_time="2025-04-12", target_currency_codes=["USD"])
    for figure in result.figures:
        print(figure.text, figure.low, figure.unit.display, [c.value.low for c in figure.conversions])
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from figures_client._aio import AsyncClient
    from figures_client._catalogue import Currency, Limits, RateCoverage, RateHole, ServiceInfo, UnitDefinition
    from figures_client._client import Client
    from figures_client._enums import (
        AnchorSource,
        ChangeRole,
        ConversionDateBasis,
        ConversionDatePolicy,
        Direction,
        Factuality,
        FigureKind,
        FigureView,
        Modifier,
        OffsetEncoding,
        OtherNumberKind,
        RateKind,
        RelationType,
        Section,
    )
    from figures_client._options import ContextOptions, Document, ExtractOptions
    from figures_client._stream import Outcome
    from figures_client.errors import (
        DeadlineExceededError,
        FieldViolation,
        FiguresError,
        InternalError,
        InvalidRequestError,
        OverloadedError,
        RateNotFoundError,
        UnavailableError,
    )
    from figures_client.model import (
        Abstention,
        Attribution,
        Change,
        CivilDate,
        Concept,
        Context,
        Conversion,
        CurrencyRate,
        Engine,
        ExtractResult,
        Figure,
        Hedge,
        Interval,
        Normalized,
        Notice,
        Number,
        OtherNumber,
        PartialDate,
        PriceBasis,
        Provenance,
        RateComparison,
        RateFit,
        RateLeg,
        RateTable,
        Relation,
        Span,
        TemporalAnchor,
        Unit,
        UnitFactor,
    )

__all__ = [
    "Abstention",
    "AnchorSource",
    "AsyncClient",
    "Attribution",
    "Change",
    "ChangeRole",
    "CivilDate",
    "Client",
    "Concept",
    "Context",
    "ContextOptions",
    "Conversion",
    "ConversionDateBasis",
    "ConversionDatePolicy",
    "Currency",
    "CurrencyRate",
    "DeadlineExceededError",
    "Direction",
    "Document",
    "Engine",
    "ExtractOptions",
    "ExtractResult",
    "Factuality",
    "FieldViolation",
    "Figure",
    "FigureKind",
    "FigureView",
    "FiguresError",
    "Hedge",
    "InternalError",
    "Interval",
    "InvalidRequestError",
    "Limits",
    "Modifier",
    "Normalized",
    "Notice",
    "Number",
    "OffsetEncoding",
    "OtherNumber",
    "OtherNumberKind",
    "Outcome",
    "OverloadedError",
    "PartialDate",
    "PriceBasis",
    "Provenance",
    "RateComparison",
    "RateCoverage",
    "RateFit",
    "RateHole",
    "RateKind",
    "RateLeg",
    "RateNotFoundError",
    "RateTable",
    "Relation",
    "RelationType",
    "Section",
    "ServiceInfo",
    "Span",
    "TemporalAnchor",
    "UnavailableError",
    "Unit",
    "UnitDefinition",
    "UnitFactor",
]

# Where they are looked for, in this order.
_HOMES: Final = ("errors", "model", "_enums", "_options", "_catalogue", "_stream", "_client", "_aio")
_MODULES: Final = ("errors", "model", "v1")

if not TYPE_CHECKING:  # a name that is none stays an error for type checkers

    def __getattr__(name: str) -> object:
        """Loads a name when it is first used: whoever needs figures_client.v1 alone, as the server does, loads no gRPC."""
        if name in _MODULES:
            return import_module(f"figures_client.{name}")
        if name in __all__:
            for home in _HOMES:
                found = vars(import_module(f"figures_client.{home}")).get(name)
                if found is not None:
                    globals()[name] = found
                    return found
        message = f"module 'figures_client' has no attribute {name!r}"
        raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted([*__all__, *_MODULES])
