"""The pages of results: one function each, from a room's result to a sheet."""
