"""One loopback server a test, and no proxy between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.rates.live.loopback import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.rates.live.loopback import Loopback


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """A server that answers 404 until it is told better."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as there:
        yield there
