"""A site's ledger on PostgreSQL, for a headquarters with many writers; needs the extra `postgres`.

The database holds the chains; the site's signing key stays in the mission's folder, as with files.
"""

from __future__ import annotations

import os
import weakref
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit, urlunsplit

from sulh.errors import InputError, LedgerError, MissingExtraError
from sulh.ledger.batch import Batch, Tail, admit, grow, public_key_of
from sulh.ledger.keys import load_key, public_hex, write_key
from sulh.ledger.sqlite_store import KEY, check_site_name, genesis
from sulh.ledger.store import find_in, merged_records

try:
    import psycopg
    from psycopg_pool import ConnectionPool

    from sulh.ledger.postgres_chain import PostgresChain, speaking
    from sulh.ledger.postgres_schema import migrate
except ImportError as error:
    raise MissingExtraError(work="A ledger on PostgreSQL", extra="postgres") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sulh.ledger.head import Head, SignedHead
    from sulh.ledger.record import Draft, Record

__all__ = ["PostgresStore", "begin_copy_on_postgres", "create_on_postgres", "open_postgres"]

PASSWORD = "SULH_STORE_PASSWORD"  # noqa: S105 -- the name of a variable
CONNECTIONS_MAX = 10
CONNECT_S = 15.0
RECONNECT_S = 4.0
"""After this the pool's growing pauses between its tries begin anew, so that it is soon back."""


def check_url(url: str) -> None:
    """Refuse an address that is none or that holds a password.

    Raises
    ------
    InputError
        When it does.
    """
    remedy = "Write postgresql://USER@HOST/DATABASE"
    if not url.startswith(("postgresql://", "postgres://")):
        raise InputError(f"{url[:80]!r} is no address of a ledger.", remedy=remedy)
    try:
        named = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        # The library's own words are left out: they would repeat a password.
        raise InputError("The address of the database cannot be read.", remedy=remedy) from error
    if "password" in named or "sslpassword" in named:
        raise InputError(
            "The address of the database holds a password, which would stand in a file.",
            remedy=f"Leave it out; give it in {PASSWORD}, PGPASSWORD or ~/.pgpass.",
        )


def create_on_postgres(
    url: str,
    folder: Path,
    *,
    site: str,
    name: str,
    pack: tuple[str, str],
    now: datetime,
    key: Ed25519PrivateKey | None = None,
) -> PostgresStore:
    """Make a ledger in an empty database, its key in `folder`, and the genesis record.

    Raises
    ------
    LedgerError
        When the database holds a ledger already, or cannot be reached.
    InputError
        When the address or the site's name cannot be one.
    """
    check_site_name(site)
    with _opened(url) as pool:
        _migrated(url, pool)
        if _own_site(url, pool) is not None:
            raise LedgerError(f"{_shown(url)} holds a ledger already.")
        folder.mkdir(parents=True, exist_ok=True)
        key = write_key(folder / KEY, key)
        first = genesis(site=site, name=name, pack=pack, public_key=public_hex(key))
        batch = grow(Tail(site=site), [first], recorded_at=now, author="sulh", key=key)
        _begin(url, pool, site=site, batch=batch, own=True)
        return PostgresStore(url=url, folder=folder, site=site, pool=pool, key=key)


def begin_copy_on_postgres(
    url: str, folder: Path, contents: Sequence[bytes], head: SignedHead, *, site: str
) -> PostgresStore:
    """Make a ledger in an empty database from the first batch of one that is kept elsewhere.

    Raises
    ------
    LedgerError
        When the database holds a ledger already, cannot be reached, or the batch is no beginning.
    """
    key = public_key_of(contents[0])
    batch = admit(Tail(site=site), contents, head, public_key=key)
    with _opened(url) as pool:
        _migrated(url, pool)
        _begin(url, pool, site=site, batch=batch, own=True)
        return PostgresStore(url=url, folder=folder, site=site, pool=pool, key=None)


def _begin(url: str, pool: ConnectionPool[Any], *, site: str, batch: Batch, own: bool) -> None:
    """Write a chain's name and its first batch in one transaction."""
    chain = PostgresChain(site=site, pool=pool, where=_shown(url))
    try:
        with speaking(_shown(url)), pool.connection() as connection, connection.transaction():
            connection.execute("INSERT INTO sulh.chain VALUES (%s, %s)", (site, own))
            chain.insert(connection, [batch])
    except LedgerError as error:
        if isinstance(error.__cause__, psycopg.errors.UniqueViolation):
            held = "a ledger" if own else f"a chain of site {site}"
            raise LedgerError(f"{_shown(url)} holds {held} already.") from error
        raise


def _migrated(url: str, pool: ConnectionPool[Any]) -> None:
    with speaking(_shown(url)), pool.connection() as connection:
        migrate(connection)


def _own_site(url: str, pool: ConnectionPool[Any]) -> str | None:
    with speaking(_shown(url)), pool.connection() as connection:
        row = connection.execute("SELECT site FROM sulh.chain WHERE own").fetchone()
    return None if row is None else str(row[0])


def open_postgres(url: str, folder: Path) -> PostgresStore:
    """Open the ledger in a database, bringing its schema up to date; its key is in `folder`.

    Raises
    ------
    LedgerError
        When the database cannot be reached, or holds no ledger or a newer one.
    InputError
        When the address cannot be one.
    """
    with _opened(url) as pool:
        _migrated(url, pool)
        site = _own_site(url, pool)
        if site is None:
            raise LedgerError(
                f"There is no ledger in {_shown(url)}.",
                remedy="Set one up with `sulh init --store`.",
            )
        return PostgresStore(url=url, folder=folder, site=site, pool=pool, key=None)


@contextmanager
def _opened(url: str) -> Iterator[ConnectionPool[Any]]:
    """Open connections, and close them again where what is done with them fails."""
    pool = _pool(url)
    try:
        yield pool
    except BaseException:
        pool.close()
        raise


def _pool(url: str) -> ConnectionPool[Any]:
    check_url(url)
    given: dict[str, Any] = {"connect_timeout": 10, "application_name": "sulh"}
    if password := os.environ.get(PASSWORD):
        given["password"] = password
    try:
        # The first connection is made here, so that a wrong address is said at once and in full.
        psycopg.connect(url, **given).close()
    except psycopg.Error as error:
        raise LedgerError(
            f"{_shown(url)} cannot be reached: {_reason(error)}",
            remedy=f"Check the address, that PostgreSQL runs, and {PASSWORD} or ~/.pgpass.",
        ) from error
    return ConnectionPool(
        url,
        kwargs=given,
        min_size=1,
        max_size=CONNECTIONS_MAX,
        timeout=CONNECT_S,
        reconnect_timeout=RECONNECT_S,
        check=ConnectionPool.check_connection,
        configure=_configure,
        open=True,
    )


def _configure(connection: psycopg.Connection) -> None:
    """Set what the promises rest on, whatever the server's or the role's defaults are."""
    # After waiting for a chain's lock a writer must see what the one before it committed.
    connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
    # What is acknowledged is on disk; a stronger setting, for a standby server, is left alone.
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') IN ('off', 'local')"
    )
    # A writer whose network went away in the middle holds the chain no longer than this.
    connection.execute("SET idle_in_transaction_session_timeout = '60s'")
    # A chain is read in pages by its key. Without statistics, as after a large import, the planner
    # would rather sort all that is left for each page, which takes the square of the time.
    connection.execute("SET enable_sort = off")
    connection.commit()


def _reason(error: psycopg.Error) -> str:
    """Return the first line of what the library says: which server, and why not."""
    lines = [line.strip() for line in str(error).strip().splitlines()] or [type(error).__name__]
    several = lines[0].endswith(":")  # a name with several addresses: one line for each follows
    return "; ".join(line.lstrip("- ") for line in lines[1:3]) if several else lines[0]


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


class PostgresStore:
    """A site's ledger on PostgreSQL; see `sulh.ledger.Store` for what each method promises."""

    def __init__(
        self,
        *,
        url: str,
        folder: Path,
        site: str,
        pool: ConnectionPool[Any],
        key: Ed25519PrivateKey | None,
    ) -> None:
        self.folder = folder
        self.site = site
        self._url = url
        self.where = _shown(url)
        self._pool = pool
        self._key = key
        weakref.finalize(self, pool.close)  # whoever forgets to close leaves no connection open
        self._chains = {site: PostgresChain(site=site, pool=pool, where=self.where)}

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
        """Close all connections."""
        self._pool.close()

    @property
    def size(self) -> int:
        """The number of records of the site's own chain."""
        return self._chains[self.site].size

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

            ids += self._chains[self.site].write(make).ids
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
        return [head.read() for head, _ in self._chains[self.site].heads()]

    def find(self, beginning: str) -> Record:
        """Return the record, of any site, whose id begins so."""
        return find_in((self.chain(site) for site in self.sites()), beginning)

    def sites(self) -> tuple[str, ...]:
        """Return the sites whose chains are held: the own first, the others by name."""
        with speaking(self.where), self._pool.connection() as connection:
            rows = connection.execute(
                'SELECT site FROM sulh.chain ORDER BY own DESC, site COLLATE "C"'
            ).fetchall()
        return tuple(str(site) for (site,) in rows)

    def chain(self, site: str) -> PostgresChain:
        """Return the chain of a site."""
        if site not in self._chains:
            if site not in self.sites():
                raise InputError(
                    f"No records of site {site[:80]!r} are held here.",
                    remedy=f"Held are: {', '.join(self.sites())}. Fetch others with `sulh sync`.",
                )
            self._chains[site] = PostgresChain(site=site, pool=self._pool, where=self.where)
        return self._chains[site]

    def adopt(self, site: str, contents: Sequence[bytes], head: SignedHead) -> PostgresChain:
        """Begin the copy of another site's chain with its first batch, after checking it."""
        check_site_name(site)
        if site in self.sites():
            raise LedgerError(f"A chain of site {site} is held already.")
        if not contents:
            raise LedgerError(f"A batch of site {site} holds no record.")
        key = public_key_of(contents[0])
        batch = admit(Tail(site=site), contents, head, public_key=key)
        _begin(self._url, self._pool, site=site, batch=batch, own=False)
        return self.chain(site)

    def sign(self, content: bytes) -> bytes:
        """Return the own site's 64-byte Ed25519 signature over `content`."""
        return self._signing_key().sign(content)

    def _signing_key(self) -> Ed25519PrivateKey:
        if self._key is None:
            self._key = load_key(self.folder / KEY)
        return self._key
