"""How rates lie in data/rates.bin: little-endian, published digits kept, read in place.

8 bytes    magic
32 bytes   SHA-256 of all that follows: the table's version
4 bytes    length of the header
header     JSON: sources, redenominations, cautions, series
dates      16 bits each, days since 1970-01-01; series that share publication days share them
rates      of one width for each series: an integer whose low 5 bits say how many of its digits are decimals
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

MAGIC: Final = b"FIGRATE1"
DIGEST_BYTES: Final = 32
LENGTH_BYTES: Final = 4
PREFIX_BYTES: Final = len(MAGIC) + DIGEST_BYTES + LENGTH_BYTES
EPOCH: Final = 719163  # date(1970, 1, 1).toordinal()
_DECIMAL_BITS: Final = 5
_DECIMAL_MASK: Final = (1 << _DECIMAL_BITS) - 1
_UNITS: Final = tuple(Decimal(1).scaleb(-places) for places in range(_DECIMAL_MASK + 1))


def pack(text: str) -> int:
    """The integer of a published rate: "4.0760" keeps its last zero."""
    rate = Decimal(text)
    places = -int(rate.as_tuple().exponent) if rate.is_finite() else -1
    if rate.is_nan() or rate <= 0 or not 0 <= places <= _DECIMAL_MASK:
        message = f"no rate: {text!r}"
        raise ValueError(message)
    return int(rate.scaleb(places)) << _DECIMAL_BITS | places


def unpack(packed: int) -> Decimal:
    """The published rate, with the digits it was published with."""
    return Decimal(packed >> _DECIMAL_BITS) * _UNITS[packed & _DECIMAL_MASK]


def decimals(packed: int) -> int:
    """How many digits after the point were published."""
    return packed & _DECIMAL_MASK
