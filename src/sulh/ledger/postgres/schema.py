"""The schema of a ledger on PostgreSQL: numbered steps, each applied once, under a lock."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from sulh.errors import LedgerError

if TYPE_CHECKING:
    import psycopg

__all__ = ["migrate", "steps"]

LOCK = 0x53554C48  # "SULH"
"""The advisory lock under which the schema is changed."""


def steps() -> list[tuple[int, str, str]]:
    """Return the number, name and SQL of each step, in order."""
    listed = []
    for each in files("sulh.ledger.postgres").joinpath("migrations").iterdir():
        if each.name.endswith(".sql"):
            number, _, name = each.name.removesuffix(".sql").partition("_")
            listed.append((int(number), name, each.read_text("utf-8")))
    return sorted(listed)


def migrate(connection: psycopg.Connection, *, to: int | None = None) -> int:
    """Bring the schema to the newest version (or to `to`) and return it.

    Safe to call by many processes at once and again; each step is one transaction.

    Raises
    ------
    LedgerError
        When the database was written by a newer version of Sulh.
    """
    version = _version(connection)
    if version == 0:
        _make_table(connection)
    newest = steps()[-1][0]
    if version > newest:
        raise LedgerError(
            f"The database has version {version} of the schema; this version of Sulh knows {newest}.",
            remedy="Use the version of Sulh that wrote it, or a later one.",
        )
    for number, name, statement in steps():
        if version < number <= (newest if to is None else to):
            _apply(connection, number, name, statement)
    return newest if to is None else to


def _version(connection: psycopg.Connection) -> int:
    """Return the version that stands; 0 where there is no schema. It needs no right but to read."""
    with connection.transaction():
        there = connection.execute("SELECT to_regclass('sulh.schema_version')").fetchone()
        if there is None or there[0] is None:
            return 0
        row = connection.execute("SELECT max(version) FROM sulh.schema_version").fetchone()
    return int(row[0] or 0) if row else 0


def _make_table(connection: psycopg.Connection) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        connection.execute("CREATE SCHEMA IF NOT EXISTS sulh")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS sulh.schema_version (version integer PRIMARY KEY, "
            "name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())"
        )


def _apply(connection: psycopg.Connection, number: int, name: str, statement: str) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        versions = connection.execute(
            "SELECT 1 FROM sulh.schema_version WHERE version = %s", (number,)
        ).fetchone()
        if versions is None:
            connection.execute(statement.encode())
            connection.execute(
                "INSERT INTO sulh.schema_version (version, name) VALUES (%s, %s)", (number, name)
            )
