"""What a right rests on: a password, a passkey, a session. It must still hold when the right is written down.

Between a look at it and the writing it may end: a password is hashed for a long time, requests wait for their
turn, and another process changes accounts, too. So the statement that writes has the condition in it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sulh.server.access.database import Database

__all__ = [
    "UNCONDITIONAL",
    "Ground",
    "digest_of",
    "insert",
    "passkey_holds",
    "password_holds",
    "session_holds",
]


@dataclass(frozen=True, slots=True)
class Ground:
    """A condition in SQL, and the values of its question marks."""

    condition: str
    values: tuple[Any, ...] = ()

    def __and__(self, other: Ground) -> Ground:
        """Return what holds where both hold."""
        return Ground(f"{self.condition} AND {other.condition}", (*self.values, *other.values))

    def holds(self, database: Database) -> bool:
        """Say whether it holds now, where nothing is written."""
        return bool(database.run(f"SELECT 1 WHERE {self.condition}", *self.values))


UNCONDITIONAL = Ground("1")
"""Of the keeper of the machine, and of what has been checked elsewhere."""


def digest_of(secret: str) -> str:
    """Return the SHA-256 (hex) of a secret of full length, which needs no salt and no stretching."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def password_holds(account: str, hashed: str) -> Ground:
    """Hold while an account has the password that was checked, by its hash, and is not disabled."""
    return Ground(
        "EXISTS (SELECT 1 FROM account WHERE id = ? AND password = ? AND disabled = 0)",
        (account, hashed),
    )


def passkey_holds(passkey: str) -> Ground:
    """Hold while a passkey is not removed; `passkey`: its credential's whole id, in hex."""
    return Ground("EXISTS (SELECT 1 FROM passkey WHERE id = ?)", (passkey,))


def session_holds(secret: str) -> Ground:
    """Hold while a session is not ended."""
    return Ground("EXISTS (SELECT 1 FROM session WHERE digest = ?)", (digest_of(secret),))


def insert(database: Database, table: str, values: tuple[Any, ...], ground: Ground) -> bool:
    """Write a row where its ground holds at that moment; say whether it did."""
    places = ", ".join("?" * len(values))
    rows = database.run(
        f"INSERT INTO {table} SELECT {places} WHERE {ground.condition} RETURNING 1",
        *values,
        *ground.values,
    )
    return bool(rows)
