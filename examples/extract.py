"""Prints the figures of an article: python examples/extract.py [FILE] [HOST:PORT]."""

import sys
from pathlib import Path

from figures_client import Client

path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("article.txt")
target = sys.argv[2] if len(sys.argv) > 2 else "localhost:50051"
text = path.read_text(encoding="utf-8")

with Client(target) as client:
    result = client.extract(text, region_code="GB", target_currency_codes=["USD"], target_units=["km"])

for figure in result.figures:
    print(f"{text[figure.span.start : figure.span.end]!r}: {figure.low} to {figure.high} {figure.unit.display}")
    for conversion in figure.conversions:
        rate = conversion.rate
        reason = f"at {rate.rate} of {rate.rate_date}, {rate.source}" if rate else f"times {conversion.factor}"
        print(f"    {conversion.value.low} to {conversion.value.high} {conversion.unit.display}, {reason}")
