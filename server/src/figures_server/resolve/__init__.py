"""Stage 4: unit codes, currency codes, days and conversions, each with its reason."""
