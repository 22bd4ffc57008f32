"""Exact and bounded answers to the facility problems: cover, median, centre."""
