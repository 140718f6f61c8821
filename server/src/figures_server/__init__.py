"""The figure service: reads news text and says what its numbers mean."""

from figures_server.pipeline import Extractor

__all__ = ["Extractor"]
