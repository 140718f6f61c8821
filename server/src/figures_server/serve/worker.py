"""One worker: reads jobs off its socket, answers each in turn, ends when the front hangs up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from figures_server.serve import frames

if TYPE_CHECKING:
    import socket

    from figures_server.serve.calls import Calls


def work(connection: socket.socket, calls: Calls) -> None:
    """Gives its process number when it is ready, then answers until there is nobody to answer to."""
    with connection, connection.makefile("rb") as source:
        try:
            connection.sendall(frames.pack_answer(frames.RESPONSE, str(os.getpid()).encode()))
            while (job := frames.read_job(source)) is not None:
                calls.refresh_rates()
                connection.sendall(frames.pack_answer(*calls.answer(job)))
        except ConnectionError:
            return
