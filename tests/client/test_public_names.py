"""What the package offers; a change here is a change for its users."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import resources

import pytest

import figures_client

NAMES = """
Abstention AnchorSource AsyncClient Attribution Change ChangeRole CivilDate Client Concept Context ContextOptions
Conversion ConversionDateBasis ConversionDatePolicy Currency CurrencyRate DeadlineExceededError Direction Document
Engine ExtractOptions ExtractResult Factuality FieldViolation Figure FigureKind FigureView FiguresError Hedge
InternalError Interval InvalidRequestError Limits Modifier Normalized Notice Number OffsetEncoding OtherNumber
OtherNumberKind Outcome OverloadedError PartialDate PriceBasis Provenance RateComparison RateCoverage RateFit RateHole RateKind RateLeg RateNotFoundError
RateTable Relation RelationType Section ServiceInfo Span TemporalAnchor UnavailableError Unit UnitDefinition UnitFactor
""".split()


def test_the_public_names_are_frozen() -> None:
    assert sorted(figures_client.__all__) == sorted(NAMES)
    assert all(hasattr(figures_client, name) for name in NAMES)


def test_everything_else_is_private_or_a_module_named_in_the_documentation() -> None:
    assert set(dir(figures_client)) - set(NAMES) == {"errors", "model", "v1"}


def test_both_clients_offer_the_same() -> None:
    def offer(cls: type) -> dict[str, list[str]]:
        public = {name: getattr(cls, name) for name in dir(cls) if not name.startswith("_")}
        return {name: list(inspect.signature(method).parameters) for name, method in public.items()}

    assert offer(figures_client.Client) == offer(figures_client.AsyncClient)


def test_the_package_says_that_it_is_typed() -> None:
    assert resources.files(figures_client).joinpath("py.typed").is_file()


def test_the_messages_load_without_the_client() -> None:
    done = "import sys, figures_client.v1.figures_pb2; sys.exit('grpc' in sys.modules or 'asyncio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", done], check=False).returncode == 0


def test_a_name_that_is_none_is_refused_as_ever() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Klient'"):
        _ = figures_client.Klient  # type: ignore[attr-defined]  # mypy says so too
