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

from sulh.ledger import Draft, create, open_store

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


def measure_audit(folder: Path) -> tuple[float, float]:
    """Audit in a new process; return the seconds and the peak memory in MB."""
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom sulh.ledger import audit\n"
        "begun = time.perf_counter()\nassert audit(Path(sys.argv[1])) == ()\n"
        "print(time.perf_counter() - begun)\n"
        "status = Path('/proc/self/status').read_text()\n"  # ru_maxrss would count its parent's
        "print(int(status.split('VmHWM:')[1].split()[0]) / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


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
        audited, memory = measure_audit(folder / "ledger")
        with create(folder / "small", site="small", name="s", pack=("p", "d"), now=NOW) as small:
            small.append(items[:SMALL], recorded_at=NOW, author="bench", batch_size=BATCH)
        _, little = measure_audit(folder / "small")
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
                    "The audit checks every record, link and hash, the Merkle tree, every head's "
                    "signature, SQLite's own structure, and the file's digest, in one process."
                ),
                (
                    f"Peak memory of the audit: {memory:,.0f} MB; of an audit of {SMALL:,} records: "
                    f"{little:,.0f} MB."
                ),
            ),
        )
    ]
