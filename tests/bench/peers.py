"""Other readers of figures, to be timed on the same articles in the same run."""

from __future__ import annotations

import warnings
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DUCKLING: Final = "pyduckling-native-phihos"
# All that it can read of what we read: dates and times are read here too.
_DIMENSIONS: Final = (
    "amount-of-money",
    "distance",
    "duration",
    "number",
    "quantity",
    "temperature",
    "time",
    "volume",
)


class Peer(NamedTuple):
    """A reader of texts, loaded and warm."""

    name: str
    version: str
    read: Callable[[str], object]


def load_peers() -> Iterator[Peer]:
    """Those that are installed."""
    with suppress(PackageNotFoundError):
        yield Peer("quantulum3", version("quantulum3"), _load_quantulum3())
    try:
        yield Peer("Duckling", f"{version(_DUCKLING)} of {_DUCKLING}", _load_duckling())
    except PackageNotFoundError:
        print(f"Duckling is left out: {_DUCKLING} is not installed (pip install --group peers)")


def _load_quantulum3() -> Callable[[str], object]:
    with warnings.catch_warnings():
        # It works without its classifier and says so on loading.
        warnings.simplefilter("ignore")
        from quantulum3 import parser  # noqa: PLC0415 - seconds to load

        parser.parse("5 km")
    read: Callable[[str], object] = parser.parse
    return read


def _load_duckling() -> Callable[[str], object]:
    import duckling  # noqa: PLC0415 - not always installed

    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    locale = duckling.default_locale_lang(duckling.parse_lang("EN"))
    context = duckling.Context(duckling.get_current_ref_time(zones, "UTC"), locale)
    dimensions = duckling.parse_dimensions(list(_DIMENSIONS))

    def read(text: str) -> Any:
        return duckling.parse(text, context, dimensions)

    read("5 km")
    return read
