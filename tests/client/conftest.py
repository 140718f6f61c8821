"""A fake service and a client of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from figures_client import Client
from tests.client.fake_server import Fake, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def target(fake: Fake) -> Iterator[str]:
    with serving(fake) as address:
        yield address


@pytest.fixture
def client(target: str) -> Iterator[Client]:
    with Client(target, timeout_s=20) as opened:
        yield opened
