"""The figure service: reads news text and says what its numbers mean."""
