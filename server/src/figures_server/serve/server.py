"""The whole server: starts workers and front, says where it listens, and goes down without losing a call."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import grpc
import uvloop

from figures_server.serve import limits
from figures_server.serve.front import Front
from figures_server.serve.logs import make_log
from figures_server.serve.pool import Pool
from figures_server.serve.side_services import SideServices

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger

    from figures_server.serve.nursery import Nursery
    from figures_server.settings import Settings

# Long enough for whoever watches the health to send calls elsewhere ...
_DRAIN_S: Final = 0.3
# ... and how long calls in hand may take to end.
_STOP_S: Final = 10.0
_SHORTEST_PING_MS: Final = 10_000
# Beyond a thousand that Python has not yet taken up gRPC would end calls as CANCELLED, which nobody repeats. Taken up,
# they are refused as QUEUE_FULL with the time to come back; until then one costs some kilobytes.
_MOST_UNTAKEN_CALLS: Final = 20_000


def run(settings: Settings, nursery: Nursery) -> int:
    """Serves until SIGTERM or SIGINT; the process's exit status."""
    _let_workers_finish()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve(settings, nursery))


def _let_workers_finish() -> None:
    """Where no core is idle, the front takes none from a worker amid a text: it waits some milliseconds and does more at a time.

    That costs it a third less, its code being in the caches. gRPC's threads inherit it.
    """
    if sys.platform == "linux":
        # Some containers forbid it.
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


async def _serve(settings: Settings, nursery: Nursery) -> int:
    log = make_log(settings.log_level)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    pool = Pool(nursery, settings.worker_count, log)
    server = _make_server(settings)
    # The first whose method is asked for answers.
    server.add_generic_rpc_handlers((Front(pool, log).handlers(),))
    services = SideServices(server)
    try:
        address = _bind(server, settings.listen)
        await pool.start()
        await server.start()
        await services.serving()
        # What has been loaded stays: the collector need not look through it while calls wait.
        gc.collect()
        gc.freeze()
        sys.stdout.write(f"listening on {address}\n")
        sys.stdout.flush()
        log.info("serving", address=address, workers=settings.worker_count)
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait((stopping, pool.broken), return_when=asyncio.FIRST_COMPLETED)
        await _drain(server, services, log)
    except RuntimeError as error:
        log.error("cannot serve", reason=str(error))  # noqa: TRY400  # a sentence for the operator, no stack
        return 1
    finally:
        pool.close()
    return 1 if pool.broken.done() else 0


def _make_server(settings: Settings) -> grpc.aio.Server:
    return grpc.aio.server(
        options=(
            ("grpc.max_receive_message_length", limits.max_message_bytes(settings.max_text_bytes)),
            ("grpc.max_send_message_length", -1),
            # Two servers on one port would share its calls in silence; an operator wants the second one refused.
            ("grpc.so_reuseport", 0),
            ("grpc.server.max_pending_requests", _MOST_UNTAKEN_CALLS),
            ("grpc.server.max_pending_requests_hard_limit", _MOST_UNTAKEN_CALLS),
            ("grpc.http2.min_ping_interval_without_data_ms", _SHORTEST_PING_MS),
            ("grpc.keepalive_permit_without_calls", 1),
        )
    )


def _bind(server: grpc.aio.Server, listen: str) -> str:
    """The address as bound: port 0 has become a free one."""
    if listen.startswith("unix:") and _is_served(listen.removeprefix("unix:").removeprefix("//")):
        message = f"{listen} is taken"
        raise RuntimeError(message)
    port = server.add_insecure_port(listen)
    if listen.startswith("unix:"):
        return listen
    return f"{listen.rpartition(':')[0]}:{port}"


def _is_served(path: str) -> bool:
    """Whether somebody listens on a socket file: gRPC would take it from them in silence, as it does one left behind."""
    with socket.socket(socket.AF_UNIX) as caller, suppress(OSError):
        return caller.connect_ex(path) == 0
    return False


async def _drain(server: grpc.aio.Server, services: SideServices, log: FilteringBoundLogger) -> None:
    log.info("stopping")
    await services.not_serving()
    await asyncio.sleep(_DRAIN_S)
    await server.stop(_STOP_S)
    log.info("stopped")
