"""The accounts of a mission's folder, opened for as long as somebody works on them."""

from __future__ import annotations

import re
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

    from sulh.mission import Pack

__all__ = ["account_rows", "mission_names", "open_accounts", "open_accounts_file"]

FILE = "accounts.sqlite"
NAME_LENGTH_MIN = 4


def mission_names(pack: Pack, site: str) -> list[str]:
    """Return what everybody there knows the mission by, which makes no password: words of its title, ids."""
    words = (*re.split(r"\W+", pack.title), pack.id, site)
    return sorted({each for each in words if len(each) >= NAME_LENGTH_MIN})


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
        yield Accounts(
            database, workspace.pack.actors, mission_names(workspace.pack, workspace.site)
        )
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
            "password_until": format_utc(each.password_until) if each.password_until else "",
            "tokens": len(tokens_of(accounts, each.id)),
        }
        for each in accounts.all()
    ]
