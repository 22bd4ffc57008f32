"""A ledger in a PostgreSQL database; needs the extra `postgres`."""
