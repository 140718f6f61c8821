"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of benchmarks and rates beside the checkout; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder of benchmarks and rates beside the checkout")
    return SHARED
