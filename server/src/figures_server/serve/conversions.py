"""The Convert method: amounts that the caller already holds."""

from __future__ import annotations


class Converter:
    def __init__(self, extractor, reader):
        pass
