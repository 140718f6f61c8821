"""Web addresses: what stands in one is no figure."""

from __future__ import annotations

import pytest

from figures_server.text.addresses import address_spans


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("See https://example.org/2 or ex.am/2ptF, please.", ["https://example.org/2", "ex.am/2ptF,"]),
        ("At www.example.org/5 and www.example.com 7 more.", ["www.example.org/5", "www.example.com"]),
        ("Some 5 km/h or 3/4, and/or more.", []),
        ("www. and https:", []),
        ("x" * 100 + ".org/3", []),
    ],
)
def test_addresses_are_found(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in address_spans(text)] == wanted
