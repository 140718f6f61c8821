"""Money in another currency and another unit at once: "£40 a barrel" in USD/L, by one rate and one factor, both stated."""

from __future__ import annotations

from typing import Final

from figures_server.errors import InvalidArgumentError, NotFoundRateError
from figures_server.lexicon.currencies import currencies_by_code
from figures_server.model import Anchor, Conversion, CurrencyRate, Figure, Interval, Policy, Unit, UnitFactor, Warn
from figures_server.rates import rounding, routes
from figures_server.resolve.money import MoneyConverter, choose_day_for, currency_factor
from figures_server.resolve.units import UnitTable

# "£40 a barrel" is $0.329340 a litre: nobody pays the price of one litre, so the cent is no bound.
_FEWEST_DIGITS: Final = 6


class PriceConverter:
    """Converts prices with a table of units and one of rates."""

    def __init__(self, units: UnitTable, money: MoneyConverter) -> None:
        self._units = units
        self._money = money

    def convert(self, source: Unit, value: Interval, target: Unit, rate: CurrencyRate) -> Conversion:
        """The value × the rate × the factor of the units under the price, rounded once, at the end.

        Errors: InvalidArgumentError where the two are not money per the same sort of thing.
        """
        return _priced(self._step(source, value, target), value, target, rate)

    def _step(self, source: Unit, value: Interval, target: Unit) -> Conversion:
        """The value per the target's thing, in its own currency still."""
        ours, theirs = currency_factor(source), currency_factor(target)
        in_between = Unit(
            tuple(
                UnitFactor("currency", ours.name, 1, "", factor.multiple) if ours and factor is theirs else factor
                for factor in target.factors
            )
        )
        return self._units.convert(source, value, in_between)

    def attach(self, figure: Figure, targets: tuple[Unit, ...], article_anchor: Anchor, policy: Policy) -> None:
        """Add a conversion for each target in another currency that is money per the same sort of thing."""
        ours = currency_factor(figure.unit) if targets else None
        if ours is None:
            return
        # A price per litre in dollars: who asks for dollars and for dollars a litre asks for the same.
        made = {conversion.unit.display for conversion in figure.conversions}
        for target in targets:
            theirs = currency_factor(target)
            if theirs is not None and theirs.name != ours.name and target.display not in made:
                self._attach(figure, target, (ours.name, theirs.name), article_anchor, policy)

    def _attach(self, figure: Figure, target: Unit, pair: tuple[str, str], anchor: Anchor, policy: Policy) -> None:
        try:
            step = self._step(figure.unit, figure.value, target)
        except InvalidArgumentError:
            # Money, but per something else, or a number too long to convert.
            return
        wish = choose_day_for(figure, anchor, policy)
        if wish is None:
            none = Warn("ANCHOR_NONE", "no date is known, so nothing was converted")
            figure.warnings += () if none in figure.warnings else (none,)
            return
        try:
            rate = self._money.wished_rate(*pair, wish, policy)
        except NotFoundRateError as error:
            figure.warnings += (Warn(error.reason, error.message, tuple(error.metadata.items())),)
            return
        figure.conversions += (_priced(step, figure.value, target, rate),)


def _priced(step: Conversion, value: Interval, target: Unit, rate: CurrencyRate) -> Conversion:
    is_same_unit = step.factor is not None and step.factor.decimal == 1
    exact = rounding.converted(
        step.value,
        routes.through(rate.route, rate.from_code),
        currencies_by_code()[rate.to_code].minor_digits,
        rounding.FEWEST_DIGITS if is_same_unit else _FEWEST_DIGITS,
    )
    conversion = Conversion(target, exact, rounding.rounded(value, exact, rate.relative_precision))
    conversion.rate = rate
    conversion.factor = None if is_same_unit else step.factor
    conversion.warnings = (*rate.warnings, *step.warnings)
    return conversion
