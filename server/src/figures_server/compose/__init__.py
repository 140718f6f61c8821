"""Stage 3: from cues to numbers, intervals and amounts with the names of their units."""
