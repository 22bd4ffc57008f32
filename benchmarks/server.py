"""The headquarters: 200 clients that submit and query at once, each over its own connection."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
import numpy as np
from benchmarks.postgres import NamedServer
from benchmarks.tables import Table
from tests.postgres import PostgresServer, find_binaries

from sulh import workspace
from sulh.server import Accounts, SqliteDatabase, make_token

CLIENTS = 200
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def report(client: int, number: int) -> dict[str, object]:
    """Return a row of the report form that no other client sends."""
    return {
        "kind": "incident",
        "ref": f"C{client}-{number}",
        "source": f"team {client}",
        "start": "2021-02-01",
        "lon": -30,
        "lat": -44.5,
        "accuracy_m": 50,
        "actor": "Red Army",
        "act": "direct-fire",
    }


async def one_client(
    address: str, token: str, number: int, requests: int, taken: dict[str, list[float]]
) -> int:
    """Submit and query in turn; note the seconds each took; return how many went wrong."""
    wrong = 0
    headers = {"authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=120) as client:
        cursor = ""
        for turn in range(requests):
            begun = time.perf_counter()
            if turn % 2 == 0:
                what = "submit"
                rows = {"rows": [report(number, turn)]}
                answer = await client.post("/api/v1/reports", json=rows)
                good = answer.status_code == 200 and answer.json()["entered"] == 1
            else:
                what = "query"
                asked = {"after": cursor, "limit": 20, "kind": "incident"}
                answer = await client.get("/api/v1/records", params=asked)
                good = answer.status_code == 200
                cursor = answer.json()["cursor"] if good else cursor
            taken[what].append(time.perf_counter() - begun)
            wrong += not good
    return wrong


async def all_clients(
    address: str, token: str, requests: int
) -> tuple[dict[str, list[float]], int]:
    """Let all clients work at once."""
    taken: dict[str, list[float]] = {"submit": [], "query": []}
    work = [one_client(address, token, n, requests, taken) for n in range(CLIENTS)]
    return taken, sum(await asyncio.gather(*work))


def prepare(folder: Path, store: str) -> str:
    """Set up a mission and one account; return its token."""
    workspace.set_up(folder, pack_name="example", site="hq", now=NOW, store=store).store.close()
    database = SqliteDatabase(folder / "accounts.sqlite")
    accounts = Accounts(database)
    accounts.add("bench", role="watch officer", now=NOW, by="bench")
    token = make_token(
        accounts,
        "bench",
        label="bench",
        scopes=["read", "submit"],
        days=366,
        now=datetime.now(UTC),
        by="bench",
    )
    database.close()
    return token


def measure(requests: int, store: str) -> tuple[dict[str, list[float]], int, float]:
    """Serve a mission in a process of its own and let the clients at it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "mission"
        token = prepare(folder, store)
        command = [
            sys.executable,
            "-m",
            "sulh",
            "-C",
            str(folder),
            "serve",
            "--port",
            "0",
            "--quiet",
        ]
        if not (Path(workspace.__file__).parents[1] / "__main__.py").exists():
            command[1:3] = ["-c", "from sulh.cli import main; main()"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            said = server.stdout.readline() if server.stdout else ""
            address = said.split("(API: ")[1].split("/docs")[0]
            wait_for(address)
            begun = time.perf_counter()
            taken, wrong = asyncio.run(all_clients(address, token, requests))
            return taken, wrong, time.perf_counter() - begun
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            httpx.get(f"{address}/openapi.json", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return


def run(*, quick: bool = False) -> list[Table]:
    """Measure on files, and on PostgreSQL where there is one; return the tables."""
    requests = 4 if quick else 20
    tables = [measured(requests, "", "SQLite with full synchronisation")]
    named, binaries = os.environ.get("SULH_BENCH_POSTGRES"), find_binaries()
    if named:
        with NamedServer(named) as there:
            tables.append(measured(requests, there.new_database(), "PostgreSQL"))
    elif binaries is not None:
        server = PostgresServer(binaries)
        try:
            tables.append(measured(requests, server.new_database(), "PostgreSQL"))
        finally:
            server.stop()
    return tables


def measured(requests: int, store: str, name: str) -> Table:
    """Return the table of one store."""
    taken, wrong, whole = measure(requests, store)
    rows = []
    for what, seconds in taken.items():
        half, most = np.percentile(seconds, [50, 99])
        rows.append(
            (
                what,
                f"{len(seconds):,}",
                f"{half * 1000:,.0f}",
                f"{most * 1000:,.0f}",
                f"{most / half:.1f}",
            )
        )
    count = sum(map(len, taken.values()))
    return Table(
        title=f"{CLIENTS} clients at once, one server process, {name}",
        columns=("Request", "Count", "p50, ms", "p99, ms", "p99 / p50"),
        rows=tuple(rows),
        notes=(
            (
                f"{wrong} errors; {count / whole:,.0f} requests a second. The clients run in the "
                "measuring process on the same cores. A submission is one report: two durable "
                "batches (the report, and the record of what came in)."
            ),
        ),
    )
