"""A real server in a process of its own, and a way to call it with messages or with bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import grpc
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

from figures_client.v1 import figures_pb2 as pb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TIMEOUT_S = 60.0
# Text limit of the servers under test: small, so that a text over it is quick to send.
MAX_TEXT_BYTES = 200_000
_SERVICE = pb.DESCRIPTOR.services_by_name["FigureService"]
_M = TypeVar("_M", bound=Message)


class RunningServer:
    """A server's process, its address, and a channel to it."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address
        self.channel = grpc.insecure_channel(address, options=[("grpc.max_receive_message_length", -1)])

    def raw(self, method: str, data: bytes, **options: Any) -> bytes:
        """A unary call with bytes for a request and for a response."""
        return self.method(method)(data, timeout=TIMEOUT_S, **options)

    def method(self, method: str) -> grpc.UnaryUnaryMultiCallable[bytes, bytes]:
        """A unary method that takes and gives bytes."""
        return self.channel.unary_unary(f"/{_SERVICE.full_name}/{method}")

    def call(self, method: str, request: Message, kind: type[_M], **options: Any) -> _M:
        """A unary call with messages."""
        return kind.FromString(self.raw(method, request.SerializeToString(), **options))

    def extract(self, text: str, **options: Any) -> pb.ExtractResponse:
        """The figures of a text."""
        return self.call("Extract", request_for(text), pb.ExtractResponse, **options)

    def stream(self, requests: Iterable[bytes]) -> Iterator[pb.ExtractStreamResponse]:
        """ExtractStream, fed with bytes."""
        call: grpc.StreamStreamMultiCallable[bytes, pb.ExtractStreamResponse] = self.channel.stream_stream(
            f"/{_SERVICE.full_name}/ExtractStream",
            response_deserializer=pb.ExtractStreamResponse.FromString,
        )
        return call(iter(requests), timeout=TIMEOUT_S)

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        self.channel.close()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(TIMEOUT_S)


@contextmanager
def start_server(
    *flags: str, environment: dict[str, str] | None = None, module: str = "figures_server"
) -> Iterator[RunningServer]:
    """A server on a free loopback port, two workers, ready to answer; killed at the end if it still runs."""
    command = [sys.executable, "-m", module, "serve", "--listen", "127.0.0.1:0", "--workers", "2"]
    process = subprocess.Popen(
        [*command, "--max-text-bytes", str(MAX_TEXT_BYTES), *flags],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    with process:
        assert process.stdout is not None
        words = process.stdout.readline().split()
        assert words[:2] == ["listening", "on"]
        server = RunningServer(process, words[2])
        try:
            yield server
        finally:
            server.channel.close()
            process.terminate()
            process.wait(TIMEOUT_S)


def request_for(text: str, **options: Any) -> pb.ExtractRequest:
    """A request for the figures of a text."""
    return pb.ExtractRequest(document=pb.Document(text=text), options=pb.ExtractOptions(**options))


def details_of(error: Any) -> dict[str, Any]:
    """The google.rpc details of a failed call, by the short names of their types."""
    trailers = dict(error.trailing_metadata())
    status = status_pb2.Status.FromString(trailers["grpc-status-details-bin"])
    assert status.code == error.code().value[0]
    details: dict[str, Any] = {}
    for packed in status.details:
        name = packed.TypeName().rpartition(".")[2]
        details[name] = getattr(error_details_pb2, name)()
        packed.Unpack(details[name])
    return details


def workers_of(server: RunningServer) -> list[int]:
    """The process numbers of the workers: the children of the server's only child."""
    (zygote,) = _children(server.process.pid)
    return _children(zygote)


def _children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:  # noqa: PTH123  # no file on a disk
        return [int(word) for word in file.read().split()]
