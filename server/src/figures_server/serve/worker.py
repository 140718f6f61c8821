"""One worker: reads jobs off its socket, answers each in turn, ends when the front hangs up."""

from __future__ import annotations

import io
import os
import socket
from typing import TYPE_CHECKING, Final

from figures_server.serve import frames

if TYPE_CHECKING:
    from figures_server.serve.calls import Calls

# A job of common size comes with one system call.
_BUFFER_BYTES: Final = 1 << 16


def work(connection: socket.socket, calls: Calls) -> None:
    """Gives its process number when it is ready, then answers until there is nobody to answer to."""
    with connection, io.BufferedReader(socket.SocketIO(connection, "r"), _BUFFER_BYTES) as source:
        try:
            connection.sendall(frames.pack_answer(frames.RESPONSE, str(os.getpid()).encode()))
            while (job := frames.read_job(source)) is not None:
                calls.refresh_rates()
                connection.sendall(frames.pack_answer(*calls.answer(job)))
        except ConnectionError:
            return
