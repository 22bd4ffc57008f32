"""A site's ledger as files: its own chain, its key, and the copies of other sites' chains.

``ledger.sqlite`` is the site's own chain, ``site.key`` its signing key, and ``sites/NAME.sqlite``
the copy of another site's chain: a whole ledger without a key, which the same audit checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import LedgerError
from sulh.ledger.private_files import make_private_folder
from sulh.ledger.record import check_site_name
from sulh.ledger.sqlite.chain import SqliteChain, create_file, open_file
from sulh.ledger.sqlite.check_file import check_path
from sulh.ledger.store import Storage

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.ledger.batch import Batch

__all__ = ["DATABASE", "SITES", "FolderStorage", "write_first_batch"]

DATABASE = "ledger.sqlite"
SITES = "sites"


class FolderStorage(Storage):
    """The chains of a ledger's folder."""

    def __init__(self, folder: Path) -> None:
        self.where = str(folder / DATABASE)
        self._folder = folder
        self._own: SqliteChain | None = None
        self._others: dict[str, SqliteChain] = {}

    def own_site(self) -> str | None:
        """Return the site whose own chain is kept here; None where there is no ledger yet."""
        if self._own is None and (self._folder / DATABASE).is_file():
            self._own = open_file(self._folder / DATABASE)
        return None if self._own is None else self._own.site

    def sites(self) -> tuple[str, ...]:
        """Return the sites whose chains are kept here: the own first, the others by name."""
        own = self.own_site()
        others = sorted(path.stem for path in (self._folder / SITES).glob("*.sqlite"))
        return (*([] if own is None else [own]), *others)

    def chain(self, site: str) -> SqliteChain | None:
        """Return the chain of a site; None where none is kept here."""
        if site == self.own_site():
            return self._own
        if site not in self._others and site in self.sites():
            self._others[site] = open_file(self._folder / SITES / f"{site}.sqlite")
        return self._others.get(site)

    def begin(self, site: str, batch: Batch, *, own: bool) -> None:
        """Start a chain with its first batch, all at once or not at all."""
        check_site_name(site)
        path = self._folder / DATABASE if own else self._folder / SITES / f"{site}.sqlite"
        if path.exists():
            raise LedgerError(f"A chain of site {site} is held already.")
        make_private_folder(path.parent)
        write_first_batch(path, site, batch)

    def close(self) -> None:
        """Close all files."""
        for chain in (self._own, *self._others.values()):
            if chain is not None:
                chain.close()


def write_first_batch(path: Path, site: str, batch: Batch) -> None:
    """Make a chain's file with its first batch: the file is there in the end, or not at all."""
    partial = path.with_name(f".{site}.partial")
    for left in (partial, *partial.parent.glob(f"{partial.name}[-.]*")):
        left.unlink(missing_ok=True)  # by an attempt that was interrupted
    chain = create_file(partial, site=site)
    try:
        chain.write(lambda _: batch)
    finally:
        chain.close()
    check_path(path).unlink(missing_ok=True)
    if check_path(partial).exists():
        check_path(partial).replace(check_path(path))
    partial.replace(path)
