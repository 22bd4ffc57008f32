"""Fixtures of more than one room."""

import pytest
from tests.postgres import PostgresServer, find_binaries


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server of this session's own; skips with the reason where there is none."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here: initdb is neither on PATH nor in /usr/lib/postgresql")
    server = PostgresServer(binaries)
    yield server
    server.stop()
