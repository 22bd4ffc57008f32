"""Returns: who moved, what they go home to, how ready a place is; small counts are never shown."""
