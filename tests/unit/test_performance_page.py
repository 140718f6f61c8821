"""The tables of docs/performance.md are those of docs/performance.json."""

from __future__ import annotations

from tests.bench.history import PAGE, page_with_tables, read_record


def test_the_page_has_what_was_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_with_tables(page, read_record())
