"""What can go wrong between a caller and the service.

    FiguresError                 any other status; `code` names it
    ├── InvalidRequestError      INVALID_ARGUMENT: can never work; `field` and `violations` say what to mend
    ├── RateNotFoundError        FAILED_PRECONDITION: no source has that rate for that day
    ├── OverloadedError          RESOURCE_EXHAUSTED: try again after `retry_after_s`
    ├── UnavailableError         UNAVAILABLE: no server answered, also after retries
    ├── DeadlineExceededError    DEADLINE_EXCEEDED: `timeout_s` was over before the answer came
    └── InternalError            INTERNAL, UNKNOWN, DATA_LOSS: the server's own fault

`reason` is stable and UPPER_SNAKE ("TEXT_TOO_LARGE"), to be compared; `message` is for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One field that is wrong: the path "document.text" and what is wrong with it."""

    field: str
    description: str
    reason: str = ""


class FiguresError(Exception):
    """A call that failed, with the status code's name and a stable reason."""

    def __init__(
        self,
        message: str,
        *,
        code: str = "UNKNOWN",
        reason: str = "",
        violations: tuple[FieldViolation, ...] = (),
        metadata: Mapping[str, str] | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.reason = reason
        self.violations = violations
        self.metadata = dict(metadata or {})
        self.retry_after_s = retry_after_s

    @property
    def field(self) -> str:
        """The path of the first field at fault, "options.target_currency_codes[0]"; empty where none is."""
        return self.violations[0].field if self.violations else ""


class InvalidRequestError(FiguresError):
    """The request can never work as it is."""


class RateNotFoundError(FiguresError):
    """No source has that rate for that day."""


class OverloadedError(FiguresError):
    """The server has more work in hand than it may take."""


class UnavailableError(FiguresError):
    """No server answered, also after the retries."""


class DeadlineExceededError(FiguresError):
    """The answer did not come in time."""


class InternalError(FiguresError):
    """The server failed by its own fault."""
