"""Open or make a ledger: files in a folder, or a PostgreSQL database chosen by its address."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sulh.errors import LedgerError
from sulh.ledger.batch import Tail, grow
from sulh.ledger.keys import public_hex, write_key
from sulh.ledger.private_files import make_private_folder
from sulh.ledger.record import FORMAT, Draft, check_site_name
from sulh.ledger.sqlite.storage import FolderStorage
from sulh.ledger.store import KEY, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sulh.ledger.store import Storage

__all__ = ["create", "open_store", "opened_storage"]


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
    check_site_name(site)
    with opened_storage(folder, url) as storage:
        if storage.own_site() is not None:
            raise LedgerError(f"{storage.where} holds a ledger already.")
        make_private_folder(folder)
        key = write_key(folder / KEY, key)
        first = _genesis(site=site, name=name, pack=pack, public_key=public_hex(key))
        batch = grow(Tail(site=site), [first], recorded_at=now, author="sulh", key=key)
        storage.begin(site, batch, own=True)
        return Store(storage, site=site, folder=folder, key=key)


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
    with opened_storage(folder, url) as storage:
        site = storage.own_site()
        if site is None:
            option = " --store" if url else ""
            raise LedgerError(
                f"There is no ledger in {storage.where if url else folder}.",
                remedy=f"Set one up with `sulh init{option}`.",
            )
        return Store(storage, site=site, folder=folder)


@contextmanager
def opened_storage(folder: Path, url: str) -> Iterator[Storage]:
    """Open the storage in `folder` or at `url`, and close it again where the block fails."""
    storage: Storage
    if url:
        from sulh.ledger.postgres.storage import DatabaseStorage  # noqa: PLC0415 -- an extra

        storage = DatabaseStorage(url)
    else:
        storage = FolderStorage(folder)
    try:
        yield storage
    except BaseException:
        storage.close()
        raise


def _genesis(*, site: str, name: str, pack: tuple[str, str], public_key: str) -> Draft:
    """Return the first record of a site's chain, which names its public key and its pack."""
    body = {
        "format": FORMAT,
        "name": name,
        "pack": {"digest": pack[1], "id": pack[0]},
        "public_key": public_key,
        "site": site,
    }
    return Draft(kind="genesis", body=body)
