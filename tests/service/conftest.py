"""One server for all the tests that do it no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.service.running import start_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.service.running import RunningServer


@pytest.fixture(scope="session")
def server() -> Iterator[RunningServer]:
    """A server with two workers and a small text limit."""
    with start_server() as running:
        yield running
