"""Numbers as they are written: digits, words, fractions, and what multiplies them."""
