"""A ledger in files: one SQLite file for each site's chain."""
