"""JSON lines on standard error. No text of an article ever gets into one."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger


def make_log(level: str) -> FilteringBoundLogger:
    """A log that drops what is below `level`, e.g. "info"."""
    # Loading it takes a tenth of a second, which a worker spends only if it ever has something to say.
    import structlog  # noqa: PLC0415

    lazy = structlog.wrap_logger(
        structlog.WriteLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
    )
    # What wrap_logger gives sets itself up anew for every line.
    log: FilteringBoundLogger = lazy.bind()
    return log


def error_log() -> FilteringBoundLogger:
    """For those who log nothing but faults."""
    return make_log("error")
