"""Ordinals that state a fact: ranks, running counts and places; others only tell a story."""
