"""Every error with its code, its details and its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from google.rpc import error_details_pb2, status_pb2

from figures_client.v1 import figures_pb2 as pb
from figures_server.errors import InvalidArgumentError, NotFoundRateError
from figures_server.serve import reasons
from figures_server.serve.statuses import (
    DeadlineError,
    InternalError,
    WorkerLostError,
    overloaded,
    quote,
    status_of,
    write_error,
)

if TYPE_CHECKING:
    from figures_server.errors import FiguresError

_FIELD = "options.target_currency_codes[1]"
_CASES = [
    (InvalidArgumentError("UNKNOWN_CURRENCY", "no code", _FIELD), 3, {"ErrorInfo", "BadRequest"}),
    (DeadlineError("DEADLINE_EXCEEDED", "too late"), 4, {"ErrorInfo"}),
    (overloaded(256), 8, {"ErrorInfo", "RetryInfo"}),
    (NotFoundRateError("NO_RATE", "no rate"), 9, {"ErrorInfo"}),
    (InternalError("INTERNAL", "internal error 1"), 13, {"ErrorInfo"}),
    (WorkerLostError("WORKER_LOST", "died"), 14, {"ErrorInfo", "RetryInfo"}),
]


@pytest.mark.parametrize(("error", "code", "details"), _CASES)
def test_every_error_has_its_code_and_details(error: FiguresError, code: int, details: set[str]) -> None:
    status = status_pb2.Status.FromString(status_of(error))
    assert status.code == code
    names = [packed.TypeName().rpartition(".")[2] for packed in status.details]
    assert sorted(names) == sorted(details)
    info = error_details_pb2.ErrorInfo()
    status.details[0].Unpack(info)
    assert (info.reason, info.domain) == (error.reason, "figures.v1")
    item = pb.Error()
    write_error(item, error)
    assert (item.code, item.reason, item.field, item.message) == (code, error.reason, error.field, status.message)


def test_reasons_have_the_shape_that_aip_193_asks_for() -> None:
    names = {name: value for name, value in vars(reasons).items() if name.isupper()}
    assert names
    for name, value in names.items():
        assert name == value
        assert re.fullmatch(r"[A-Z][A-Z0-9_]+[A-Z0-9]", value)
        assert len(value) <= 63


def test_what_a_caller_sent_is_cut_before_it_is_sent_back() -> None:
    assert quote("USD") == "USD"
    assert len(quote("x" * 100_000)) == 41
