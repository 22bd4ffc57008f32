"""The accounts of a mission's folder, opened for as long as somebody works on them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sulh.server.access.accounts import Accounts
from sulh.server.access.sessions import tokens_of
from sulh.server.access.sqlite_accounts import SqliteDatabase
from sulh.values import format_utc
from sulh.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["account_rows", "open_accounts", "open_accounts_file"]

FILE = "accounts.sqlite"


def open_accounts_file(folder: Path) -> SqliteDatabase:
    """Open the file of the accounts in a mission's folder; a new one is made."""
    return SqliteDatabase(folder / FILE)


@contextmanager
def open_accounts(folder: Path) -> Iterator[Accounts]:
    """Open the accounts of a mission, for what stands in the block.

    Raises
    ------
    InputError
        When the folder is no mission's.
    """
    workspace = open_workspace(folder)
    workspace.store.close()
    database = open_accounts_file(folder)
    try:
        yield Accounts(database, workspace.pack.actors)
    finally:
        database.close()


def account_rows(accounts: Accounts) -> list[dict[str, Any]]:
    """Return each account in types that JSON has, with how many tokens it has."""
    return [
        {
            "id": each.id,
            "name": each.name,
            "role": each.role,
            "party": each.party,
            "oidc": each.oidc,
            "disabled": each.disabled,
            "created": format_utc(each.created),
            "codes": each.has_codes,
            "tokens": len(tokens_of(accounts, each.id)),
        }
        for each in accounts.all()
    ]
