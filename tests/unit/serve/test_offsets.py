"""Offsets in UTF-8 and UTF-16 against the lengths of what stands before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures_client.v1 import figures_pb2 as pb
from figures_server.serve.offsets import counting_in

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=600)


@given(_TEXTS)
def test_offsets_are_lengths_of_what_stands_before(text: str) -> None:
    utf8 = counting_in(pb.OFFSET_ENCODING_UTF8, text) or int
    utf16 = counting_in(pb.OFFSET_ENCODING_UTF16, text) or int
    assert counting_in(pb.OFFSET_ENCODING_UTF32, text) is None
    for position in range(len(text) + 1):
        before = text[:position]
        assert utf8(position) == len(before.encode())
        assert utf16(position) == len(before.encode("utf-16-le")) // 2


@pytest.mark.parametrize("length", [255, 256, 257, 511, 512, 513])
def test_the_end_of_a_text_of_whole_blocks_is_an_offset_too(length: int) -> None:
    offset = counting_in(pb.OFFSET_ENCODING_UTF16, "🚢" * length)
    assert offset is not None
    assert offset(length) == 2 * length
