"""An answer such as the service gives, for an article of two sentences."""

from __future__ import annotations

from typing import Any, Final

TEXT: Final = (
    "In April adverts promised a monthly salary of £1,600 to £2,400. "
    "More than 155 men have left, says Oksana Dreyer; the port lies 26 miles away."
)
_PAY: Final = {"currencyCode": "GBP", "exponent": 1, "text": "£"}
_DAY: Final = {"year": 2025, "month": 4}


def _interval(low: str = "", high: str = "", **more: object) -> dict[str, Any]:
    ends = {"lower": low, "upper": high}
    return {name: {"decimal": end} for name, end in ends.items() if end} | more


def _rouble(rate: str, year: int, month: int, basis: str, **more: object) -> dict[str, Any]:
    day = {"year": year, "month": month, "day": 19}
    return {
        "fromCurrencyCode": "RUB",
        "toCurrencyCode": "USD",
        "rate": {"decimal": rate},
        "requestedDate": day,
        "rateDate": day,
        "basis": f"CONVERSION_DATE_BASIS_{basis}",
        "source": "nbp",
    } | more


SAMPLE: Final[dict[str, Any]] = {
    "offsetEncoding": "OFFSET_ENCODING_UTF32",
    "anchor": {"startDate": _DAY | {"day": 12}, "source": "ANCHOR_SOURCE_DATELINE", "text": "12 April 2025"},
    "warnings": [{"reason": "ENGINE_OLD", "message": "the engine is old"}],
    "abstentions": [
        {"text": "500 crowns", "span": {}, "reason": "UNRESOLVED_CURRENCY", "candidates": ["CZK", "SEK"]},
    ],
    "relations": [
        {
            "type": "RELATION_TYPE_EQUIVALENT",
            "fromFigureId": "f1",
            "toFigureId": "f2",
            "impliedRate": {"decimal": "0.012"},
            "deviation": 0.2271,
            "tableRate": _rouble(
                "0.0097790284", 2024, 12, "EVENT_DATE", basisText="in December", averagedPublications=21
            ),
            "atPublication": {"rate": _rouble("0.0116153291", 2025, 4, "DATELINE"), "deviation": 0.0331},
            "bestFit": {
                "rate": _rouble("0.0120863982", 2025, 3, "BEST_FIT"),
                "deviation": -0.0071,
                "firstDate": {"year": 2024, "month": 12, "day": 1},
                "lastDate": _DAY | {"day": 12},
                "rounding": 0.0208,
            },
        }
    ],
    "figures": [
        {
            "id": "f1",
            "kind": "FIGURE_KIND_MONEY",
            "text": "£1,600 to £2,400",
            "span": {"startOffset": 46, "endOffset": 62},
            "value": _interval("1600", "2400"),
            "modifier": "MODIFIER_RANGE",
            "unit": {"display": "GBP/month", "factors": [_PAY]},
            "concept": {"text": "monthly salary", "head": "salary"},
            "anchor": {"startDate": _DAY, "source": "ANCHOR_SOURCE_MENTION", "text": "In April"},
            "priceBasis": {"baseDate": {"year": 2011}, "text": "in 2011 pounds"},
            "context": {"sentence": TEXT[:63], "factuality": "FACTUALITY_INTENDED"},
            "conversions": [
                {
                    "unit": {"display": "USD/month"},
                    "value": _interval("2094.37", "3141.56"),
                    "rounded": _interval("2100", "3100"),
                    "rate": {
                        "fromCurrencyCode": "GBP",
                        "toCurrencyCode": "USD",
                        "rate": {"decimal": "1.30898267150"},
                        "requestedDate": _DAY,
                        "rateDate": _DAY | {"day": 30},
                        "basis": "CONVERSION_DATE_BASIS_EVENT_DATE",
                        "basisText": "In April",
                        "kind": "RATE_KIND_PERIOD_AVERAGE",
                        "averagedPublications": 20,
                        "source": "ecb",
                        "sourceName": "European Central Bank euro foreign exchange reference rates",
                        "route": [
                            {
                                "fromCurrencyCode": "GBP",
                                "toCurrencyCode": "EUR",
                                "rate": {"decimal": "1.1537"},
                                "rateDate": _DAY | {"day": 30},
                                "source": "ecb",
                            },
                            {
                                "fromCurrencyCode": "EUR",
                                "toCurrencyCode": "USD",
                                "rate": {"decimal": "1.1346"},
                                "rateDate": _DAY | {"day": 30},
                                "source": "ecb",
                            },
                        ],
                    },
                }
            ],
        },
        {
            "id": "f2",
            "kind": "FIGURE_KIND_COUNT",
            "text": "More than 155",
            "span": {"startOffset": 64, "endOffset": 77},
            "value": _interval("155", lowerExclusive=True),
            "modifier": "MODIFIER_MORE_THAN",
            "unit": {"display": ""},
            "concept": {"text": "men", "head": "man", "states": ["left"]},
            "context": {
                "sentence": TEXT[64:],
                "factuality": "FACTUALITY_REPORTED",
                "attribution": {
                    "source": "Oksana Dreyer",
                    "verb": "says",
                    "reportedBy": {"source": "the Gazette"},
                },
            },
            "warnings": [{"reason": "VAGUE_HEAD"}],
        },
        {
            "id": "f3",
            "kind": "FIGURE_KIND_MEASUREMENT",
            "text": "26 miles",
            "span": {"startOffset": 127, "endOffset": 135},
            "value": _interval("26", "26"),
            "modifier": "MODIFIER_EXACT",
            "unit": {"display": "mi", "ucum": "[mi_i]"},
            "si": {"value": _interval("41842.944", "41842.944"), "ucum": "m"},
            "context": {"sentence": TEXT[64:], "factuality": "FACTUALITY_ASSERTED"},
            "conversions": [
                {
                    "unit": {"display": "km"},
                    "value": _interval("41.842944", "41.842944"),
                    "rounded": _interval("42", "42"),
                    "factor": {"decimal": "1.609344"},
                }
            ],
        },
    ],
}
