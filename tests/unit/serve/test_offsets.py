from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures_client.v1 import figures_pb2 as pb
from figures_server.serve.offsets import counting_in

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=600)


@given(_TEXTS)
def test_offsets_are_lengths_of_what_stands_before(text: str) -> None:
    utf8 = counting_in(pb.OFFSET_ENCODING_UTF8, text)
    utf16 = counting_in(pb.OFFSET_ENCODING_UTF16, text)
    utf32 = counting_in(pb.OFFSET_ENCODING_UTF32, text)
    for position in range(len(text) + 1):
        before = text[:position]
        assert utf8(position) == len(before.encode())
        assert utf16(position) == len(before.encode("utf-16-le")) // 2
        assert utf32(position) == position


@pytest.mark.parametrize("length", [255, 256, 257, 511, 512, 513])
def test_the_end_of_a_text_of_whole_blocks_is_an_offset_too(length: int) -> None:
    assert counting_in(pb.OFFSET_ENCODING_UTF16, "🚢" * length)(length) == 2 * length
