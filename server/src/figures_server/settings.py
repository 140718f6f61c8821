"""What an operator may set: by flag, by environment, else the default. Nothing is read from files."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX: Final = "FIGURES_"
LOG_LEVELS: Final = ("debug", "info", "warning", "error")
RATE_URLS: Final = ("ecb_url", "cbr_url", "currency_api_url", "frankfurter_url", "forex_python_url")
# The exit status of a command that SIGINT ended, as shells say it.
INTERRUPTED: Final = 130
MOST_PROCESSES: Final = 256
_LAST_PORT: Final = 65_535
# Where Linux states how much CPU time a container gets: "200000 100000" is two cores' worth, "max 100000" no limit.
_CPU_LIMIT: Final = Path("/sys/fs/cgroup/cpu.max")
_LARGEST_TEXT_BYTES: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """The server's settings; each one's environment name is FIGURES_ and its name, e.g. FIGURES_WORKERS."""

    # HOST:PORT, where port 0 takes a free one, or unix:PATH.
    listen: str = "127.0.0.1:50051"
    # Processes that read texts. 0: one for each core.
    workers: int = 0
    log_level: str = "info"
    # Of one text in UTF-8.
    max_text_bytes: int = 1 << 20
    # Where `figures-server rates update` keeps later rates; empty: the embedded table alone.
    rates_dir: str = ""
    # Of one file of a live source, from the first byte sent to the last received.
    rates_timeout_s: int = 30
    ecb_url: str = "https://www.ecb.europa.eu/stats/eurofxref/"
    cbr_url: str = "https://www.cbr.ru/scripts/XML_daily.asp"
    # {date} is the place of the day.
    currency_api_url: str = "https://cdn.jsdelivr.net/npm/@fawazahmed0/currency-api@{date}/v1/currencies/usd.json"
    frankfurter_url: str = "https://api.frankfurter.dev/"
    forex_python_url: str = "https://theratesapi.com/api/"

    def __post_init__(self) -> None:
        port = self.listen.rpartition(":")[2]
        # gRPC would serve on 34463 where 99999 is asked for.
        if not self.listen.startswith("unix:") and not (port.isdecimal() and int(port) <= _LAST_PORT):
            message = f"listen: {self.listen!r} is neither HOST:PORT nor unix:PATH"
            raise ValueError(message)
        if not 0 <= self.workers <= MOST_PROCESSES:
            message = f"workers: {self.workers} is not between 0 and {MOST_PROCESSES}"
            raise ValueError(message)
        if self.log_level not in LOG_LEVELS:
            message = f"log_level: {self.log_level!r} is none of {', '.join(LOG_LEVELS)}"
            raise ValueError(message)
        if not 1 <= self.max_text_bytes <= _LARGEST_TEXT_BYTES:
            message = f"max_text_bytes: {self.max_text_bytes} is not between 1 and {_LARGEST_TEXT_BYTES}"
            raise ValueError(message)
        if not 1 <= self.rates_timeout_s <= 600:
            message = f"rates_timeout_s: {self.rates_timeout_s} is not between 1 and 600"
            raise ValueError(message)
        for name in RATE_URLS:
            # No other scheme: a file of this machine is no source of rates.
            if not getattr(self, name).startswith(("https://", "http://")):
                message = f"{name}: {getattr(self, name)!r} is neither https:// nor http://"
                raise ValueError(message)

    @property
    def worker_count(self) -> int:
        """How many workers to start."""
        return self.workers or cores()


def cores() -> int:
    """How many cores this process may use, which in a container are fewer than there are."""
    # macOS cannot say.
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _CPU_LIMIT.read_text(encoding="ascii").split()
    except OSError:
        return allowed
    return allowed if quota == "max" else min(allowed, ceil(int(quota) / int(period)))


def read_settings(environment: Mapping[str, str], flags: Mapping[str, str | None]) -> Settings:
    """Flags before environment before defaults; raises ValueError naming the setting, e.g. "workers: ..."."""
    chosen: dict[str, str | int] = {}
    for field in fields(Settings):
        raw = flags.get(field.name) or environment.get(PREFIX + field.name.upper())
        if raw:
            chosen[field.name] = _integer(field.name, raw) if isinstance(field.default, int) else raw
    return Settings(**chosen)  # type: ignore[arg-type]  # each value has its default's type


def _integer(name: str, raw: str) -> int:
    try:
        return int(raw)
    except ValueError:
        message = f"{name}: {raw!r} is no integer"
        raise ValueError(message) from None
