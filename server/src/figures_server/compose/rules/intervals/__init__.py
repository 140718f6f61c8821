"""Bounds and hedges of one number, and two numbers that are the ends of a range or share a list."""
