"""What a bare number counts: the noun behind it, one that the sentence says elsewhere, or one said before."""
