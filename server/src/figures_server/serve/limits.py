"""What requests must keep to; GetServiceInfo states all of it."""

from __future__ import annotations

from typing import Final

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
