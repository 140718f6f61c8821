"""Rates of exchange: the Provider protocol, the embedded table, and routes within one source."""

from figures_server.rates.provider import Coverage, Observation, Provider, Source
from figures_server.rates.table import RateTable, open_table

__all__ = ["Coverage", "Observation", "Provider", "RateTable", "Source", "open_table"]
