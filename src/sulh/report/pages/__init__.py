"""Pages, each a function from results to a sheet."""
