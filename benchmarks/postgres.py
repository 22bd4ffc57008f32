"""The ledger on PostgreSQL: batched appends against plain inserts, and two hundred clients at once.

The server is started for the measurement from Debian's package, on a socket, with its usual
synchronous commits; where there is none the benchmark says so. ``SULH_BENCH_POSTGRES`` names another
server by the address of a database on it, from which others may be made.
"""

from __future__ import annotations

import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit, urlunsplit

import numpy as np
import psycopg
from benchmarks.ledger import BATCH, NOW, drafts, plain_json
from benchmarks.tables import Table
from tests.postgres import PostgresServer, find_binaries

from sulh.ledger import audit_store, create

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.ledger import Store

CLIENTS = 200


def plain_copy(url: str, rows: list[tuple[int, bytes]]) -> float:
    """Copy the same rows in the same batches, without hashing, chaining or signing."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE plain (seq bigint PRIMARY KEY, bytes bytea NOT NULL)")
        begun = time.perf_counter()
        for first in range(0, len(rows), BATCH):
            with (
                connection.transaction(),
                connection.cursor() as cursor,
                cursor.copy("COPY plain FROM STDIN (FORMAT BINARY)") as copy,
            ):
                copy.set_types(["int8", "bytea"])
                for row in rows[first : first + BATCH]:
                    copy.write_row(row)
        return time.perf_counter() - begun


def plain_insert(url: str, rows: list[tuple[int, bytes]]) -> float:
    """Insert the same rows in the same batches with ``executemany``, as most programs do."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE plain (seq bigint PRIMARY KEY, bytes bytea NOT NULL)")
        begun = time.perf_counter()
        for first in range(0, len(rows), BATCH):
            with connection.transaction(), connection.cursor() as cursor:
                cursor.executemany("INSERT INTO plain VALUES (%s, %s)", rows[first : first + BATCH])
        return time.perf_counter() - begun


def clients(store: Store, each: int) -> np.ndarray:
    """Let two hundred clients append one record after another; return the time of each in ms."""
    barrier = Barrier(CLIENTS)

    def one(client: int) -> list[float]:
        waited = []
        barrier.wait()
        for n, draft in enumerate(drafts(each)):
            begun = time.perf_counter()
            store.append([draft], recorded_at=NOW, author=f"client {client}-{n}")
            waited.append(1000 * (time.perf_counter() - begun))
        return waited

    with ThreadPoolExecutor(CLIENTS) as threads:
        return np.concatenate(list(threads.map(one, range(CLIENTS))))


def run(*, quick: bool = False) -> list[Table]:
    """Measure, and return the tables."""
    named = os.environ.get("SULH_BENCH_POSTGRES")
    binaries = find_binaries()
    with tempfile.TemporaryDirectory() as name:
        if named:
            with NamedServer(named) as there:
                return _measure(there.new_database, Path(name), quick=quick)
        if binaries is None:
            return [
                Table(title="PostgreSQL", columns=("What",), rows=(("no server on this machine",),))
            ]
        server = PostgresServer(binaries)
        try:
            return _measure(server.new_database, Path(name), quick=quick)
        finally:
            server.stop()


class NamedServer:
    """A server that runs already: makes databases there and drops them in the end."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.made: list[str] = []

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Drop what was made."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            for name in self.made:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())

    def new_database(self) -> str:
        """Return the address of an empty database."""
        name = f"sulh_bench_{os.getpid()}_{len(self.made)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        self.made.append(name)
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))


def _measure(new_database: Callable[[], str], folder: Path, *, quick: bool) -> list[Table]:
    count = 10_000 if quick else 100_000
    each = 5 if quick else 50
    items = drafts(count)
    begun = time.perf_counter()
    rows = plain_json(items)
    encoding = time.perf_counter() - begun
    plain = encoding + plain_insert(new_database(), rows)
    copied = encoding + plain_copy(new_database(), rows)
    with create(
        folder / "a", site="hq", name="b", pack=("p", "d"), now=NOW, url=new_database()
    ) as store:
        store.append(items[:BATCH], recorded_at=NOW, author="compiling")
        begun = time.perf_counter()
        store.append(items, recorded_at=NOW, author="bench", batch_size=BATCH)
        signed = time.perf_counter() - begun
        begun = time.perf_counter()
        if audit_store(store):
            raise RuntimeError("the audit found a fault")
        audited = time.perf_counter() - begun
    with create(
        folder / "b", site="hq", name="b", pack=("p", "d"), now=NOW, url=new_database()
    ) as store:
        begun = time.perf_counter()
        waited = clients(store, each)
        together = time.perf_counter() - begun
        if audit_store(store) or store.size != CLIENTS * each + 1:
            raise RuntimeError("the chain is not whole")
    middle, late = np.percentile(waited, [50, 99])
    return [
        Table(
            title=f"Ledger on PostgreSQL, {count:,} records, batches of {BATCH:,}",
            columns=("What", "Records a second", "Ratio"),
            rows=(
                ("INSERT of bodies as JSON, no hashing", f"{count / plain:,.0f}", "1"),
                (
                    "COPY of bodies as JSON, no hashing",
                    f"{count / copied:,.0f}",
                    f"{plain / copied:.2f}",
                ),
                ("Sulh append", f"{count / signed:,.0f}", f"{plain / signed:.2f}"),
                ("Sulh audit", f"{count / audited:,.0f}", f"{plain / audited:.2f}"),
            ),
        ),
        Table(
            title=f"{CLIENTS} clients at once on PostgreSQL, {each} records each, one commit waited for each",
            columns=("Errors", "Records a second", "p50, ms", "p99, ms", "p99 / p50"),
            rows=(
                (
                    "0",
                    f"{CLIENTS * each / together:,.0f}",
                    f"{middle:,.0f}",
                    f"{late:,.0f}",
                    f"{late / middle:.1f}",
                ),
            ),
        ),
    ]
