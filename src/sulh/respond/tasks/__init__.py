"""Tasks: what was ordered of whom, its life as records, what is due and what is late."""
