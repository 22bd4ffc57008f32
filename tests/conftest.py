"""Fixtures of more than one room."""

import pytest
from hypothesis import HealthCheck, settings
from tests.postgres import PostgresServer, find_binaries

# A busy machine is no fault of the code: how long an example takes is measured in benchmarks/ only.
settings.register_profile("sulh", deadline=None, suppress_health_check=(HealthCheck.too_slow,))
settings.load_profile("sulh")


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server of this session's own; skips with the reason where there is none."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here: initdb is neither on PATH nor in /usr/lib/postgresql")
    server = PostgresServer(binaries)
    yield server
    server.stop()
