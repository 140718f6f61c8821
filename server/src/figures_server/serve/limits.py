"""What requests must keep to; GetServiceInfo states all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.errors import InvalidArgumentError
from figures_server.serve import reasons
from figures_server.serve.statuses import out_of_range

if TYPE_CHECKING:
    from figures_client.v1 import figures_pb2 as pb

MAX_BATCH_SIZE: Final = 64
MAX_IN_FLIGHT: Final = 64
DEFAULT_IN_FLIGHT: Final = 16
MAX_TARGET_CURRENCIES: Final = 8
MAX_TARGET_UNITS: Final = 16
MAX_WINDOW_WORDS: Final = 100
MAX_KEY_BYTES: Final = 256
MAX_PAGE_SIZE: Final = 1000
# A text somewhat over the limit shall be told so by name; past this many texts' worth gRPC refuses the message unread.
_TEXTS_PER_MESSAGE: Final = 8


def max_message_bytes(max_text_bytes: int) -> int:
    """The largest request gRPC lets in: 8 MiB and 64 KiB where a text may have 1 MiB."""
    return _TEXTS_PER_MESSAGE * max_text_bytes + (64 << 10)


def check_count(count: int, limit: int, reason: str, path: str) -> None:
    """Refuses more than `limit` of what stands at `path`."""
    if count > limit:
        metadata = {"count": str(count), "limit": str(limit)}
        raise InvalidArgumentError(reason, f"{count} given, the limit is {limit}", path, metadata)


def check_batch_size(count: int, path: str) -> None:
    """Bulk requests hold 1 to 64 items."""
    if not count:
        raise InvalidArgumentError(reasons.MISSING_FIELD, "there must be at least one", path)
    check_count(
        count,
        MAX_BATCH_SIZE,
        reasons.TOO_MANY_DOCUMENTS if path == "documents" else reasons.TOO_MANY_ITEMS,
        path,
    )


def read_in_flight(first: pb.ExtractStreamRequest) -> int:
    """How many of a stream's texts may be in work at once."""
    if not first.HasField("max_in_flight"):
        return DEFAULT_IN_FLIGHT
    if not 1 <= first.max_in_flight <= MAX_IN_FLIGHT:
        raise out_of_range(first.max_in_flight, f"between 1 and {MAX_IN_FLIGHT}", "max_in_flight")
    return first.max_in_flight
