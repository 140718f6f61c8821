"""The figure service: reads news text and says what its numbers mean.

from figures_server import Extractor
Extractor().extract("The boat sank with 40 aboard.").figures
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from figures_server.pipeline import Extractor

__all__ = ["Extractor"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module holds has no one type
    """Loads the engine when it is asked for: the server's front has no need of it and starts without."""
    if name == "Extractor":
        from figures_server.pipeline import Extractor  # noqa: PLC0415

        return Extractor
    raise AttributeError(name)
