"""Patrols that nobody can foresee: places, days, orders and hours."""
