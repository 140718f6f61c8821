"""A load test for teams that use Locust: locust -f examples/locustfile.py --host localhost:50051.

`pip install ./client locust` first. $FIGURES_ARTICLES names JSON lines with a "text" each; without it one article
is sent again and again, which flatters every cache. Without Locust: `figures load`, which also holds a rate.
"""

import gzip
import json
import os
from itertools import cycle
from pathlib import Path
from time import perf_counter

import grpc.experimental.gevent
from locust import User, events, task

from figures_client import Client, FiguresError
from figures_client.v1 import figures_pb2 as pb

# Before any channel is opened: gRPC then waits as gevent does, and the users run side by side.
grpc.experimental.gevent.init_gevent()


def articles() -> list[str]:
    """The texts to send."""
    path = os.environ.get("FIGURES_ARTICLES")
    if path is None:
        return [Path(__file__).with_name("article.txt").read_text(encoding="utf-8")]
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


TEXTS = cycle(articles())


class Reader(User):
    """Sends one article after the other; Locust counts what fails under its status and reason."""

    def on_start(self) -> None:
        """Opens a connection of the user's own, which tries nothing twice."""
        options = [("grpc.enable_retries", 0), ("grpc.use_local_subchannel_pool", 1)]
        self.client = Client(self.host or "localhost:50051", options=options)

    def on_stop(self) -> None:
        """Closes the connection."""
        self.client.close()

    @task
    def extract(self) -> None:
        """One article."""
        request = pb.ExtractRequest(document=pb.Document(text=next(TEXTS)))
        received, error, start = 0, None, perf_counter()
        try:
            received = self.client.extract_message(request).ByteSize()
        except FiguresError as failed:
            error = f"{failed.code} {failed.reason}"
        events.request.fire(
            request_type="grpc",
            name="Extract",
            response_time=(perf_counter() - start) * 1000,
            response_length=received,
            exception=error,
            context={},
        )
