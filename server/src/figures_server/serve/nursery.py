"""The front's handle on the zygote. It must be made before gRPC is loaded: both then load at the same time."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_STDERR: Final = 2


class Nursery:
    """Starts workers; where the zygote has died, by way of a new one."""

    # The module that is the zygote.
    zygote: ClassVar = "figures_server.serve.zygote"

    def __init__(self, max_text_bytes: int, rates_dir: str) -> None:
        self._engine_arguments = [str(max_text_bytes), rates_dir]
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hangs up, upon which the zygote ends."""
        self._control.close()
        self._process.wait()

    def start_worker(self) -> socket.socket:
        """The front's end of a new worker's socket; the worker says when it is ready, and closes it if it dies."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._send(theirs)
            except ConnectionError:
                self._control.close()
                self._process.wait()
                self._start()
                self._send(theirs)
        ours.setblocking(False)  # noqa: FBT003  # the socket module's own signature
        return ours

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            arguments = [sys.executable, "-m", self.zygote, str(theirs.fileno())]
            # Standard output is the front's alone: a caller reads the port there.
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                [*arguments, *self._engine_arguments], pass_fds=[theirs.fileno()], stdout=_STDERR
            )

    def _send(self, theirs: socket.socket) -> None:
        socket.send_fds(self._control, [b"w"], [theirs.fileno()])
