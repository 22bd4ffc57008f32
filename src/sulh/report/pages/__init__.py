"""The pages of results: each file makes one sheet from what a room computed."""
