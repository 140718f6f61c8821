"""The process that workers are forked from: it loads the engine once, and never touches gRPC, threads or the network.

Each descriptor that comes in on the control socket becomes a worker that shares the engine's memory. When the front
hangs up, the zygote ends; the workers find their own sockets closed and end as well.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Final

from figures_server.pipeline import Extractor
from figures_server.rates.overlay import Overlay
from figures_server.serve.calls import Calls
from figures_server.serve.worker import work

# Read before the first caller's text, so that what the engine makes at first use is made once and shared.
_WARM_UP: Final = (
    "LONDON, 12 April 2025 - About 40 of the 155 crew earned £1,600 to £2,400 a month, 12% more, for 26 miles."
)
_OBJECTS_BETWEEN_COLLECTIONS: Final = 50_000


def main(control: socket.socket, max_text_bytes: int, rates_dir: str) -> None:
    """Forks a worker for every socket received until the front hangs up."""
    # A signal to the whole process group is the front's to act on; it lets workers finish what they have in hand.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # The front learns of a worker's death by its socket; here nobody waits for it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    calls = Calls(Extractor(), max_text_bytes, Overlay(Path(rates_dir)) if rates_dir else None)
    calls.refresh_rates()
    calls.warm_up(_WARM_UP)
    gc.collect()
    # The collector writes to what it visits: frozen, the engine's pages stay shared between the workers.
    gc.freeze()
    # Reading leaves no cycles behind: it need not be interrupted to look for them every 700 objects.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    while descriptors := socket.recv_fds(control, 1, 1)[1]:
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            work(socket.socket(fileno=descriptors[0]), calls)
            return
        os.close(descriptors[0])


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]), sys.argv[3])
