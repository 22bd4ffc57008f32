"""The pages that people read, one file each: from a room's result to a sheet."""
