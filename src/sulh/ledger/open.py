"""Open or make a ledger: files in a folder, or a PostgreSQL database chosen by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.ledger.sqlite_store import create as create_in_folder
from sulh.ledger.sqlite_store import open_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sulh.ledger.store import Store

__all__ = ["create", "open_store"]


def create(
    folder: Path,
    *,
    site: str,
    name: str,
    pack: tuple[str, str],
    now: datetime,
    key: Ed25519PrivateKey | None = None,
    url: str = "",
) -> Store:
    """Make a ledger with the site's key in `folder`, and its genesis record.

    Parameters
    ----------
    folder
        Where the key is kept, and the records too where no `url` is given.
    site, name
        The site's short name, and the mission's title.
    pack
        The id and the digest of the mission pack the site works with.
    now
        The time (UTC) of the first record.
    key
        The site's signing key; None: a new one.
    url
        ``postgresql://…`` of an empty database; empty: files in `folder`.

    Raises
    ------
    LedgerError
        When there is a ledger already, or the database cannot be reached.
    InputError
        When the site's name or the address cannot be one.
    MissingExtraError
        When an address is given and the extra `postgres` is not installed.
    """
    if not url:
        return create_in_folder(folder, site=site, name=name, pack=pack, now=now, key=key)
    from sulh.ledger.postgres_store import create_on_postgres  # noqa: PLC0415 -- an extra

    return create_on_postgres(url, folder, site=site, name=name, pack=pack, now=now, key=key)


def open_store(folder: Path, url: str = "") -> Store:
    """Open the ledger whose key is in `folder`: in files there, or in the database at `url`.

    Raises
    ------
    LedgerError
        When there is none, it cannot be reached, or it is not one that this version reads.
    InputError
        When the address cannot be one.
    MissingExtraError
        When an address is given and the extra `postgres` is not installed.
    """
    if not url:
        return open_folder(folder)
    from sulh.ledger.postgres_store import open_postgres  # noqa: PLC0415 -- an extra

    return open_postgres(url, folder)
