"""The store of accounts: plain SQL behind one method. It is not in the ledger, which cannot forget."""

from __future__ import annotations

from typing import Any, NoReturn, Protocol

__all__ = ["MIGRATIONS", "SCHEMA", "AtHand", "Database", "NotAtHandError"]

DEVICE = """CREATE TABLE device (
        digest TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id),
        created TEXT NOT NULL, failures INTEGER NOT NULL, failed_at TEXT NOT NULL)"""

SCHEMA = (
    """CREATE TABLE account (
        id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, party TEXT NOT NULL,
        password TEXT NOT NULL, oidc TEXT UNIQUE, disabled INTEGER NOT NULL, created TEXT NOT NULL,
        failures INTEGER NOT NULL, failed_at TEXT NOT NULL,
        code_secret TEXT NOT NULL, code_step INTEGER NOT NULL)""",
    """CREATE TABLE token (
        id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE,
        account TEXT NOT NULL REFERENCES account (id), label TEXT NOT NULL, scopes TEXT NOT NULL,
        created TEXT NOT NULL, expires TEXT NOT NULL)""",
    """CREATE TABLE session (
        digest TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id),
        created TEXT NOT NULL, seen TEXT NOT NULL)""",
    """CREATE TABLE passkey (
        id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id),
        public_key TEXT NOT NULL, sign_count INTEGER NOT NULL, label TEXT NOT NULL,
        created TEXT NOT NULL)""",
    """CREATE TABLE event (
        number INTEGER PRIMARY KEY, time TEXT NOT NULL, account TEXT NOT NULL,
        by TEXT NOT NULL, what TEXT NOT NULL)""",
)
"""The first format; `MIGRATIONS` lead from it to the present one, in a new file as in an old one.

Times are RFC 3339, UTC. Passwords are argon2id hashes; tokens, sessions and known devices are
SHA-256 digests. A known device is a browser from which the account signed in before.
"""

MIGRATIONS = {
    1: (DEVICE,),
    2: (
        "ALTER TABLE account ADD COLUMN password_until TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE session ADD COLUMN how TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT ''",
    ),
}
"""For each earlier format, the statements that lead to the next. `password_until`: the end of a password that
somebody else has chosen; empty: the person's own. Of a session: how it began (`Way`; empty: before that was
kept), from which address, and what the browser says of itself.
"""


class Database(Protocol):
    """A database that runs one statement at a time, each durable when it returns."""

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a statement with ``?`` for each value, and return its rows.

        Raises
        ------
        LedgerError
            When it fails; nothing is changed then.
        """

    def look_up(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a question that is asked often; they may be those of a moment ago.

        A change through this object counts at once, one by another process within half a second.
        """

    def at_hand(self, statement: str, *values: Any) -> list[tuple[Any, ...]] | None:
        """Return what `look_up` would, where that is in memory; else None. It never waits."""

    def look_for_changes(self) -> None:
        """Look whether another process has changed it, unless that was done a moment ago."""

    def close(self) -> None:
        """Close it."""


class NotAtHandError(Exception):
    """What is wanted of a database is not in memory: it has to be asked, which may take long."""


class AtHand:
    """What is in memory of a database's answers, for the loop that serves everybody: it never waits.

    All else raises `NotAtHandError`, above all each change.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def look_up(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a question that was asked lately, if they still hold."""
        rows = self._database.at_hand(statement, *values)
        if rows is None:
            raise NotAtHandError
        return rows

    at_hand = look_up

    def look_for_changes(self) -> NoReturn:
        """Refuse."""
        raise NotAtHandError

    def run(self, statement: str, *values: Any) -> NoReturn:  # noqa: ARG002 -- as `Database` has it
        """Refuse."""
        raise NotAtHandError

    def close(self) -> None:
        """Leave the database open: it is another's."""
