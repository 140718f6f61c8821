"""Converts an amount of money on a day, and a length: python examples/convert.py [HOST:PORT]."""

import sys
from datetime import date
from decimal import Decimal

from figures_client import Client, RateNotFoundError

with Client(sys.argv[1] if len(sys.argv) > 1 else "localhost:50051") as client:
    try:
        money = client.convert(Decimal(1600), "GBP", "USD", on=date(2025, 4, 12), sources=["ecb"])
        print(f"£1,600 was ${money.value.low} at {money.rate and money.rate.rate_date}'s rate")
    except RateNotFoundError as error:
        print(f"no rate: {error.reason}")
    length = client.convert(26, "mile", "km")
    print(f"26 miles are {length.value.low} km")
