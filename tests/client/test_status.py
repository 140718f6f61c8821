"""The details of an error are read with no other package, and beside one that has the same messages."""

from __future__ import annotations

import subprocess
import sys

import pytest
from google.protobuf import descriptor_pool

from figures_client import _status
from tests.client.fake_server import invalid

OURS = "from figures_client import _status; read = _status.read_details"
THEIRS = "from google.rpc import error_details_pb2, status_pb2"
PROOF = """
info = error_details_pb2.ErrorInfo(reason="NO_RATE", metadata={"a": "b"})
status = status_pb2.Status(code=9); status.details.add().Pack(info)
assert read(status.SerializeToString()) == {"reason": "NO_RATE", "metadata": {"a": "b"}}
unpacked = error_details_pb2.ErrorInfo(); assert status.details[0].Unpack(unpacked); assert unpacked == info
"""


@pytest.mark.parametrize("imports", [[OURS, "read(b'')", THEIRS], [THEIRS, OURS]], ids=["ours first", "theirs first"])
def test_both_orders_of_import(imports: list[str]) -> None:
    program = "\n".join([*imports, PROOF])
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)


def test_our_messages_are_in_no_common_pool() -> None:
    _status.read_details(invalid("a", "B").SerializeToString())
    with pytest.raises(KeyError):
        descriptor_pool.Default().FindMessageTypeByName("figures_client.status.ErrorInfo")


@pytest.mark.parametrize("garbled", [b"\xff\xff", b"\x1a\x05\x0a\xffzz"])
def test_details_that_cannot_be_read_say_nothing(garbled: bytes) -> None:
    assert _status.read_details(garbled) == {}
