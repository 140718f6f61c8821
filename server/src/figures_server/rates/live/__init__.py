"""Live sources of rates: each a module behind the LiveSource protocol, asked by `figures-server rates update` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.rates.live.cbr import Cbr
from figures_server.rates.live.currency_api import CurrencyApi
from figures_server.rates.live.download import Download
from figures_server.rates.live.ecb import Ecb
from figures_server.rates.live.forex_python import ForexPython
from figures_server.rates.live.frankfurter import FrankfurterV1, FrankfurterV2

if TYPE_CHECKING:
    from figures_server.rates.live.publication import LiveSource
    from figures_server.settings import Settings

# Asked unless others are named: those that publish what they say themselves, and whose history is embedded.
USUAL: Final = ("ecb", "cbr", "currency_api")


def live_sources(settings: Settings) -> dict[str, LiveSource]:
    """Every live source by its id, at the addresses and with the time limit that the settings name."""
    makers = (
        (Ecb, settings.ecb_url),
        (Cbr, settings.cbr_url),
        (CurrencyApi, settings.currency_api_url),
        (FrankfurterV1, settings.frankfurter_url),
        (FrankfurterV2, settings.frankfurter_url),
        (ForexPython, settings.forex_python_url),
    )
    return {make.id: make(url, Download(make.id, settings.rates_timeout_s)) for make, url in makers}
