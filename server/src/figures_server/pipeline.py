"""The whole flow on one screen: text → scan → compose → resolve → contextualise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from figures_server.compose.composer import Composer
from figures_server.compose.figures import build_figures
from figures_server.compose.quantulum import read_with_quantulum
from figures_server.contextualise.contextualiser import Contextualiser
from figures_server.lexicon.context import load_context
from figures_server.lexicon.currencies import load_currencies
from figures_server.model import Extraction, Policy
from figures_server.rates import open_table
from figures_server.rates.overlay import Overlay
from figures_server.resolve.money import MoneyConverter
from figures_server.resolve.resolver import Resolver
from figures_server.resolve.units import UnitTable
from figures_server.text import Article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from figures_server.model import Warn
    from figures_server.rates import Provider

NATIVE: Final = "native"
QUANTULUM: Final = "quantulum3"
ENGINES: Final = (NATIVE, QUANTULUM)


class Extractor:
    """Finds the figures of articles; made once, then used for any number of them."""

    def __init__(self, rates_dir: Path | None = None) -> None:
        """`rates_dir`: where `figures-server rates update` keeps later rates. Errors: RateTableError."""
        self.currencies = load_currencies()
        self.units = UnitTable.load()
        self._composer = Composer()
        self._contextualiser = Contextualiser(load_context())
        self.use_rates(Overlay(rates_dir).open() if rates_dir else open_table())

    def use_rates(self, table: Provider) -> None:
        """Converts by this table from now on."""
        self.rates = table
        self.money = MoneyConverter(table)
        self._resolver = Resolver(self.units, self.money)

    def extract(
        self,
        text: str,
        publish_time: datetime | date | None = None,
        region_code: str | None = None,
        target_currency_codes: Sequence[str] = (),
        *,
        policy: Policy | None = None,
        engine: str = NATIVE,
    ) -> Extraction:
        """What the article says in numbers: "40 died" has the figure 40, a count of persons.

        `target_currency_codes` is short for a policy that asks for these alone. Errors: InvalidArgumentError where
        the policy names an unknown currency, unit or source.
        """
        policy = policy or Policy(target_currency_codes=tuple(target_currency_codes))
        article = Article(text, long_scale=policy.long_scale)
        draft = self._composer.compose(article)
        figures, relations = build_figures(draft)
        warnings: list[Warn] = []
        if engine == QUANTULUM:
            figures, warnings = read_with_quantulum(article)
            relations = []
        anchor, abstentions = self._resolver.resolve(
            article, figures, relations, draft.times, publish_time, region_code, policy
        )
        if policy.full:
            self._contextualiser.contextualise(article, figures)
        return Extraction(text, figures, relations, draft.others, abstentions, anchor, warnings)
