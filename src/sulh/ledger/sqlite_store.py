"""A site's ledger as files: its own chain, its key, and the copies of other sites' chains.

``ledger.sqlite`` is the site's own chain, ``site.key`` its signing key, and ``sites/NAME.sqlite``
the copy of another site's chain: a whole ledger without a key, which the same audit checks.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Self

from sulh.errors import InputError, LedgerError
from sulh.ledger.batch import Batch, Tail, admit, grow, public_key_of
from sulh.ledger.keys import load_key, public_hex, write_key
from sulh.ledger.record import FORMAT, Draft, Record
from sulh.ledger.sqlite_chain import SqliteChain, create_file, open_file
from sulh.ledger.store import find_in, merged_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sulh.ledger.head import Head, SignedHead

__all__ = [
    "DATABASE",
    "SITES",
    "SqliteStore",
    "begin_copy_in_folder",
    "check_site_name",
    "create",
    "open_folder",
]

DATABASE = "ledger.sqlite"
KEY = "site.key"
SITES = "sites"
SITE_LENGTH_MAX = 64


def check_site_name(site: str) -> None:
    """Refuse a name that is not 1 to 64 letters, digits, hyphens, dots or underscores.

    Raises
    ------
    InputError
        When it is not.
    """
    plain = site.isascii() and all(c.isalnum() or c in "-._" for c in site)
    if not site or len(site) > SITE_LENGTH_MAX or not plain:
        raise InputError(
            f"{site[:80]!r} cannot be a site's name.",
            remedy="Use 1 to 64 letters, digits, hyphens, dots or underscores.",
        )


def create(
    folder: Path,
    *,
    site: str,
    name: str,
    pack: tuple[str, str],
    now: datetime,
    key: Ed25519PrivateKey | None = None,
) -> SqliteStore:
    """Make a ledger in `folder`: its database, the site's key, and the genesis record.

    `pack` is the id and the digest of the mission pack the site works with.

    Raises
    ------
    LedgerError
        When the folder holds a ledger already.
    InputError
        When the site's name is not 1 to 64 letters, digits, hyphens, dots or underscores.
    """
    check_site_name(site)
    database = folder / DATABASE
    if database.exists():
        raise LedgerError(f"{folder} holds a ledger already.")
    folder.mkdir(parents=True, exist_ok=True)
    key = write_key(folder / KEY, key)
    store = SqliteStore(folder=folder, own=create_file(database, site=site), key=key)
    store.append(
        [genesis(site=site, name=name, pack=pack, public_key=public_hex(key))],
        recorded_at=now,
        author="sulh",
    )
    return store


def begin_copy_in_folder(
    folder: Path, contents: Sequence[bytes], head: SignedHead, *, site: str
) -> SqliteStore:
    """Make the own chain's file in `folder` from the first batch of a ledger that is kept elsewhere.

    Raises
    ------
    LedgerError
        When the batch is no beginning of that site's chain.
    """
    admit(Tail(site=site), contents, head, public_key=public_key_of(contents[0]))
    folder.mkdir(parents=True, exist_ok=True)
    made = _begin(folder / f".{site}.partial", contents, head, site=site)
    made.replace(folder / DATABASE)
    return open_folder(folder)


def _begin(made: Path, contents: Sequence[bytes], head: SignedHead, *, site: str) -> Path:
    """Write a chain's first batch into a new file, over what an earlier attempt left."""
    for left in (made, *made.parent.glob(f"{made.name}-*")):
        left.unlink(missing_ok=True)
    chain = create_file(made, site=site)
    try:
        chain.extend(contents, head)
    finally:
        chain.close()
    return made


def genesis(*, site: str, name: str, pack: tuple[str, str], public_key: str) -> Draft:
    """Return the first record of a site's chain, which names its public key and its pack."""
    body = {
        "format": FORMAT,
        "name": name,
        "pack": {"digest": pack[1], "id": pack[0]},
        "public_key": public_key,
        "site": site,
    }
    return Draft(kind="genesis", body=body)


def open_folder(folder: Path) -> SqliteStore:
    """Open the ledger in `folder`.

    Raises
    ------
    LedgerError
        When there is none, or it is not one that this version reads.
    """
    database = folder / DATABASE
    if not database.is_file():
        raise LedgerError(f"There is no ledger in {folder}.", remedy="Set one up with `sulh init`.")
    return SqliteStore(folder=folder, own=open_file(database), key=None)


class SqliteStore:
    """A site's ledger on SQLite; see `sulh.ledger.Store` for what each method promises."""

    def __init__(self, *, folder: Path, own: SqliteChain, key: Ed25519PrivateKey | None) -> None:
        self.folder = folder
        self._own = own
        self._key = key
        self._others: dict[str, SqliteChain] = {}

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close all files."""
        self._own.close()
        for chain in self._others.values():
            chain.close()
        self._others.clear()

    @property
    def site(self) -> str:
        """The site whose ledger this is."""
        return self._own.site

    @property
    def where(self) -> str:
        """The own chain's file."""
        return str(self._own.path)

    @property
    def path(self) -> Path:
        """The own chain's file."""
        return self._own.path

    @property
    def size(self) -> int:
        """The number of records of the site's own chain."""
        return self._own.size

    def append(
        self,
        drafts: Iterable[Draft],
        *,
        recorded_at: datetime,
        author: str,
        batch_size: int = 1000,
    ) -> list[str]:
        """Append records to the own chain in durable batches and return their ids in order."""
        key = self._signing_key()
        ids: list[str] = []
        waiting = iter(drafts)
        while batch := list(islice(waiting, batch_size)):

            def make(tail: Tail, batch: Sequence[Draft] = batch) -> Batch:
                return grow(tail, batch, recorded_at=recorded_at, author=author, key=key)

            ids += self._own.write(make).ids
        return ids

    def records(
        self,
        *,
        as_of: datetime | None = None,
        kinds: Iterable[str] | None = None,
        sites: Iterable[str] | None = None,
    ) -> Iterator[Record]:
        """Yield the records of all sites (or those named) in the order recorded."""
        chains = [self.chain(site) for site in (self.sites() if sites is None else sites)]
        return merged_records(chains, as_of=as_of, kinds=kinds)

    def heads(self) -> list[Head]:
        """Return the own chain's heads, the smallest first."""
        return [head.read() for head, _ in self._own.heads()]

    def find(self, beginning: str) -> Record:
        """Return the record, of any site, whose id begins so."""
        return find_in((self.chain(site) for site in self.sites()), beginning)

    def sites(self) -> tuple[str, ...]:
        """Return the sites whose chains are held: the own first, the others by name."""
        found = sorted(path.stem for path in (self.folder / SITES).glob("*.sqlite"))
        return (self.site, *found)

    def chain(self, site: str) -> SqliteChain:
        """Return the chain of a site."""
        if site == self.site:
            return self._own
        if site not in self._others:
            path = self._file_of(site)
            if not path.is_file():
                raise InputError(
                    f"No records of site {site[:80]!r} are held here.",
                    remedy=f"Held are: {', '.join(self.sites())}. Fetch others with `sulh sync`.",
                )
            self._others[site] = open_file(path)
        return self._others[site]

    def adopt(self, site: str, contents: Sequence[bytes], head: SignedHead) -> SqliteChain:
        """Begin the copy of another site's chain with its first batch, after checking it."""
        check_site_name(site)
        path = self._file_of(site)
        if site == self.site or path.exists():
            raise LedgerError(f"A chain of site {site} is held already.")
        if not contents:
            raise LedgerError(f"A batch of site {site} holds no record.")
        admit(Tail(site=site), contents, head, public_key=public_key_of(contents[0]))
        _begin(path.with_name(f".{site}.partial"), contents, head, site=site).replace(path)
        return self.chain(site)

    def sign(self, content: bytes) -> bytes:
        """Return the own site's 64-byte Ed25519 signature over `content`."""
        return self._signing_key().sign(content)

    def _signing_key(self) -> Ed25519PrivateKey:
        if self._key is None:
            self._key = load_key(self.folder / KEY)
        return self._key

    def _file_of(self, site: str) -> Path:
        check_site_name(site)
        return self.folder / SITES / f"{site}.sqlite"
