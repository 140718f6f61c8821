"""What a caller can be told went wrong.

    FiguresError
    ├── InvalidArgumentError     INVALID_ARGUMENT: the request can never work; `field` says what to mend
    ├── NotFoundRateError        FAILED_PRECONDITION: no source has that rate for that day
    └── OverloadedError          RESOURCE_EXHAUSTED: try again later

and what only the operator is told:

    RateSourceError              a live source of rates gave none that can be used
    └── NotPublishedError        it says that it has none for that day
    RateTableError               the writable table of rates cannot be read or written

`reason` is stable and UPPER_SNAKE, as in google.rpc.ErrorInfo.
"""

from __future__ import annotations


class FiguresError(Exception):
    """An error with a stable reason, the path of the field at fault and facts for programs."""

    def __init__(self, reason: str, message: str, field: str = "", metadata: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.field = field
        self.metadata = metadata or {}

    def within(self, path: str) -> FiguresError:
        """The same error seen from a message that holds this one at `path`."""
        inner = f"{path}.{self.field}" if self.field else path
        return type(self)(self.reason, self.message, inner, self.metadata)


class InvalidArgumentError(FiguresError):
    """The request can never work as it is."""


class NotFoundRateError(FiguresError):
    """No source has that rate for that day."""


class OverloadedError(FiguresError):
    """The server has more work in hand than it may take."""


class RateSourceError(Exception):
    """A live source was slow, down or wrong; says which one, and why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class NotPublishedError(RateSourceError):
    """The source has nothing for that day."""


class RateTableError(Exception):
    """The writable table of rates cannot be read or written."""
