"""How front and workers talk over a socket pair: one job out, one answer back, in order."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from typing import BinaryIO

_JOB: Final = struct.Struct("<IBII")
ANSWER: Final = struct.Struct("<IB")
# What an answer's body is: the response's bytes, or a google.rpc.Status's.
RESPONSE: Final = 0
STATUS: Final = 1


class Job(NamedTuple):
    """One message to answer: which method's, a stream's options as first sent, the place of a batch's first document."""

    method: int
    payload: bytes
    options: bytes = b""
    first_index: int = 0

    def pack(self) -> bytes:
        """The bytes that go to a worker."""
        size = len(self.options) + len(self.payload)
        return _JOB.pack(size, self.method, self.first_index, len(self.options)) + self.options + self.payload


def read_job(source: BinaryIO) -> Job | None:
    """The next job; None where the front has hung up."""
    header = source.read(_JOB.size)
    if len(header) < _JOB.size:
        return None
    size, method, first_index, options_size = _JOB.unpack(header)
    body = source.read(size)
    if len(body) < size:
        return None
    return Job(method, body[options_size:], body[:options_size], first_index)


def pack_answer(kind: int, body: bytes) -> bytes:
    """The bytes that go back to the front."""
    return ANSWER.pack(len(body), kind) + body
