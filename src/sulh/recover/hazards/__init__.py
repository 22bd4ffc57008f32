"""Hazardous areas: what is suspected, what was released, and what is left."""
