"""How a channel to the service is set up: retries, keepalive, sizes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

ChannelOptions: TypeAlias = "Sequence[tuple[str, Any]]"

DEFAULT_TARGET: Final = "localhost:50051"
DEFAULT_TIMEOUT_S: Final = 10.0

# Every method is free of side effects, so all of them may be sent again. CANCELLED, which a caller who cancels never
# gets from the server, is what gRPC says of a call that a stopping or flooded server had not yet taken up.
_SERVICE_CONFIG: Final = {
    "methodConfig": [
        {
            "name": [{"service": "figures.v1.FigureService"}],
            "retryPolicy": {
                "maxAttempts": 4,
                "initialBackoff": "0.1s",
                "maxBackoff": "1s",
                "backoffMultiplier": 3,
                "retryableStatusCodes": ["UNAVAILABLE", "CANCELLED"],
            },
        }
    ],
    # A full window of calls that fails at once is still sent again; a server that stays away is not hammered.
    "retryThrottling": {"maxTokens": 1000, "tokenRatio": 0.5},
}


def channel_options(options: ChannelOptions) -> list[tuple[str, Any]]:
    """Our options of the channel with the caller's after them, which win."""
    ours: dict[str, Any] = {
        "grpc.service_config": json.dumps(_SERVICE_CONFIG),
        # The library's first reconnection waits a second: longer than our first two retries.
        "grpc.initial_reconnect_backoff_ms": 100,
        "grpc.min_reconnect_backoff_ms": 100,
        "grpc.max_reconnect_backoff_ms": 5_000,
        # A dead connection is noticed in half a minute, also while a stream is silent.
        "grpc.keepalive_time_ms": 20_000,
        "grpc.keepalive_timeout_ms": 10_000,
        # An answer is larger than its text: ten times the default limit of a text, and batches.
        "grpc.max_receive_message_length": 64 * 1024 * 1024,
    }
    return list((ours | dict(options)).items())
