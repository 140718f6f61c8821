"""Stage 1: the article as received, with safe folding, sentence and paragraph bounds."""

from figures_server.text.article import Article

__all__ = ["Article"]
