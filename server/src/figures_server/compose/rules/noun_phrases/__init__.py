"""Where a noun phrase ends, which of its words is the head, and how that is spelt in the singular."""
