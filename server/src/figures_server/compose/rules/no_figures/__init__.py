"""Numbers that are no figures: names, identifiers, scores, idioms."""
