"""The ledger: appending with all hashing and signing against the same rows without; the audit; memory."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.tables import Table

from sulh.ledger import Draft, audit, create, open_store

NOW = datetime(2024, 1, 1, tzinfo=UTC)
BATCH = 1000
SMALL = 20_000


def drafts(count: int) -> list[Draft]:
    """Return observations of the usual size."""
    return [
        Draft(
            kind="observation",
            body={
                "source": "observer team 4",
                "ref": f"V{n}",
                "reliability": "A",
                "credibility": 2,
                "span": ["2024-01-01T00:00:00Z", "2024-01-01T23:59:59.999999Z"],
                "zone": "zone-a",
                "actor": "Egypt",
                "item": "tank",
                "count": [n % 300, n % 300, n % 300],
                "inspection": f"I{n // 10}",
            },
        )
        for n in range(count)
    ]


def plain_insert(path: Path, rows: list[tuple[int, bytes]]) -> float:
    """Insert the same bytes in the same batches, without hashing, chaining or signing."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE record (seq INTEGER PRIMARY KEY, bytes BLOB) STRICT")
    begun = time.perf_counter()
    for first in range(0, len(rows), BATCH):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO record VALUES (?, ?)", rows[first : first + BATCH])
        connection.execute("COMMIT")
    taken = time.perf_counter() - begun
    connection.close()
    return taken


def plain_json(items: list[Draft]) -> list[tuple[int, bytes]]:
    """Return rows with each body as JSON, as a program without a ledger would write it."""
    return [(n, json.dumps(each.body).encode()) for n, each in enumerate(items)]


def measure_memory(folder: Path) -> float:
    """Return the peak memory of an audit in a process of its own and its child, in MB."""
    program = (
        "import resource, sys\nfrom pathlib import Path\nfrom sulh.ledger import audit\n"
        "assert audit(Path(sys.argv[1])) == ()\n"
        "print(sum(resource.getrusage(who).ru_maxrss for who in\n"
        "          (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def run(*, quick: bool = False) -> list[Table]:
    """Measure, and return the table."""
    count = 20_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        items = drafts(count)
        begun = time.perf_counter()
        rows = plain_json(items)
        encoding = time.perf_counter() - begun
        plain = plain_insert(folder / "plain.sqlite", rows) + encoding
        store = create(folder / "ledger", site="bench", name="bench", pack=("p", "d"), now=NOW)
        begun = time.perf_counter()
        store.append(items, recorded_at=NOW, author="bench", batch_size=BATCH)
        signed = time.perf_counter() - begun
        store.close()
        begun = time.perf_counter()
        faults = audit(folder / "ledger")
        audited = time.perf_counter() - begun
        if faults:
            raise RuntimeError(str(faults[0]))
        memory = measure_memory(folder / "ledger")
        with create(folder / "small", site="small", name="s", pack=("p", "d"), now=NOW) as small:
            small.append(items[:SMALL], recorded_at=NOW, author="bench", batch_size=BATCH)
        little = measure_memory(folder / "small")
        with open_store(folder / "ledger") as again:
            begun = time.perf_counter()
            read = sum(1 for _ in again.records())
            reading = time.perf_counter() - begun
    return [
        Table(
            title=f"Ledger, {count:,} records, batches of {BATCH:,}, full synchronisation",
            columns=("What", "Records a second", "Ratio"),
            rows=(
                ("SQLite, bodies as JSON, no hashing", f"{count / plain:,.0f}", "1"),
                (
                    "Sulh append: canonical, chained, Merkle tree, signed heads",
                    f"{count / signed:,.0f}",
                    f"{plain / signed:.2f}",
                ),
                ("Sulh audit", f"{count / audited:,.0f}", f"{plain / audited:.2f}"),
                ("Sulh read and parse", f"{read / reading:,.0f}", f"{plain / reading:.2f}"),
            ),
            notes=(
                (
                    "The audit checks the file's pages, every record, link and hash, the tree, and every "
                    "head's signature; a large ledger in two processes."
                ),
                (
                    f"Peak memory of the audit's two processes together: {memory:,.0f} MB; of the one "
                    f"that audits {SMALL:,} records: {little:,.0f} MB."
                ),
            ),
        )
    ]
