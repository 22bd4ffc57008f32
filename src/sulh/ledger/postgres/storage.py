"""A site's ledger on PostgreSQL, for a headquarters with many writers; needs the extra `postgres`.

The database holds the chains; the site's signing key stays in the mission's folder, as with files.
"""

from __future__ import annotations

import os
import weakref
from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from sulh.errors import InputError, LedgerError, MissingExtraError
from sulh.ledger.store import Storage

try:
    import psycopg
    from psycopg_pool import ConnectionPool

    from sulh.ledger.postgres.chain import PostgresChain, database_errors
    from sulh.ledger.postgres.schema import migrate
except ImportError as error:
    raise MissingExtraError(work="A ledger on PostgreSQL", extra="postgres") from error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sulh.ledger.batch import Batch, Row

__all__ = ["DatabaseStorage"]

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
        parts = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        # The library's own words are left out: they would repeat a password.
        raise InputError("The address of the database cannot be read.", remedy=remedy) from error
    if "password" in parts or "sslpassword" in parts:
        raise InputError(
            "The address of the database holds a password, which would stand in a file.",
            remedy=f"Leave it out; give it in {PASSWORD}, PGPASSWORD or ~/.pgpass.",
        )


class DatabaseStorage(Storage):
    """The chains of one database. Its schema is brought up to date on opening.

    Raises
    ------
    LedgerError
        When the database cannot be reached, or a newer version of Sulh wrote it.
    InputError
        When the address cannot be one.
    """

    def __init__(self, url: str) -> None:
        self.where = without_query(url)
        self._pool = _pool(url)
        weakref.finalize(self, self._pool.close)  # no connection stays open if nobody closes it
        self._own = ""
        self._chains: dict[str, PostgresChain] = {}
        try:
            with database_errors(self.where), self._pool.connection() as connection:
                migrate(connection)
        except BaseException:
            self._pool.close()
            raise

    def own_site(self) -> str | None:
        """Return the site whose own chain is kept here; None where there is no ledger yet."""
        if not self._own:
            with database_errors(self.where), self._pool.connection() as connection:
                row = connection.execute("SELECT site FROM sulh.chain WHERE own").fetchone()
            self._own = str(row[0]) if row else ""
        return self._own or None

    def sites(self) -> tuple[str, ...]:
        """Return the sites whose chains are kept here: the own first, the others by name."""
        with database_errors(self.where), self._pool.connection() as connection:
            rows = connection.execute(
                'SELECT site FROM sulh.chain ORDER BY own DESC, site COLLATE "C"'
            ).fetchall()
        return tuple(str(site) for (site,) in rows)

    def newer(self, sizes: Mapping[str, int]) -> Iterator[tuple[str, Iterator[Row]]]:
        """Yield sites with their rows from a size on; one question says which have any."""
        statement = (
            "SELECT site, (SELECT max(seq) + 1 FROM sulh.record WHERE record.site = chain.site) "
            'FROM sulh.chain ORDER BY own DESC, site COLLATE "C"'
        )
        with database_errors(self.where), self._pool.connection() as connection:
            there = connection.execute(statement).fetchall()
        for site, size in there:
            first = sizes.get(site, 0)
            chain = self.chain(site) if (size or 0) > first else None
            if chain is not None:
                yield str(site), chain.rows(first)

    def chain(self, site: str) -> PostgresChain | None:
        """Return the chain of a site; None where none is kept here."""
        if site not in self._chains and (site == self._own or site in self.sites()):
            self._chains[site] = PostgresChain(site=site, pool=self._pool, where=self.where)
        return self._chains.get(site)

    def begin(self, site: str, batch: Batch, *, own: bool) -> None:
        """Write a chain's name and its first batch in one transaction."""
        chain = PostgresChain(site=site, pool=self._pool, where=self.where)
        try:
            with (
                database_errors(self.where),
                self._pool.connection() as connection,
                connection.transaction(),
            ):
                connection.execute("INSERT INTO sulh.chain VALUES (%s, %s)", (site, own))
                chain.insert(connection, [batch])
        except LedgerError as error:
            if isinstance(error.__cause__, psycopg.errors.UniqueViolation):
                existing = "a ledger" if own else f"a chain of site {site}"
                raise LedgerError(f"{self.where} holds {existing} already.") from error
            raise
        if own:
            self._own = site

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def _pool(url: str) -> ConnectionPool[Any]:
    check_url(url)
    # Reading asks one thing at a time; what is written says itself where a transaction begins and ends.
    options: dict[str, Any] = {
        "connect_timeout": 10,
        "application_name": "sulh",
        "autocommit": True,
    }
    if password := os.environ.get(PASSWORD):
        options["password"] = password
    try:
        # The first connection is made here, so that a wrong address is reported at once and in full.
        psycopg.connect(url, **options).close()
    except psycopg.Error as error:
        raise LedgerError(
            f"{without_query(url)} cannot be reached: {_reason(error)}",
            remedy=f"Check the address, that PostgreSQL runs, and {PASSWORD} or ~/.pgpass.",
        ) from error
    return ConnectionPool(
        url,
        kwargs=options,
        min_size=1,
        max_size=CONNECTIONS_MAX,
        timeout=CONNECT_S,
        reconnect_timeout=RECONNECT_S,
        check=_check,
        configure=_configure,
        open=True,
    )


def _check(connection: psycopg.Connection) -> None:
    """Ask the server whether a connection holds, if it has said anything meanwhile: goodbye, perhaps."""
    with DefaultSelector() as waiting:
        waiting.register(connection.fileno(), EVENT_READ)
        if waiting.select(timeout=0):
            ConnectionPool.check_connection(connection)


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
    # Where a sort cannot be avoided the planner now believes the question to be immense, and would
    # compile it for thirty milliseconds.
    connection.execute("SET jit = off")


def _reason(error: psycopg.Error) -> str:
    """Return the first line of what the library says: which server, and why not."""
    lines = [line.strip() for line in str(error).strip().splitlines()] or [type(error).__name__]
    several = lines[0].endswith(":")  # a name with several addresses: one line for each follows
    return "; ".join(line.lstrip("- ") for line in lines[1:3]) if several else lines[0]


def without_query(url: str) -> str:
    """Return an address without its options, for people to read."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
