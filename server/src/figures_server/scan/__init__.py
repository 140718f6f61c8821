"""Stage 2: where in the text a figure may begin, and the tokens around such a place."""

from figures_server.scan.cues import CueScanner
from figures_server.scan.tokens import Tokens

__all__ = ["CueScanner", "Tokens"]
