"""The headquarters: many clients at once; one busy account and the others; strangers and the others."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import numpy as np
from benchmarks.postgres import NamedServer
from benchmarks.tables import Table
from tests.postgres import PostgresServer, find_binaries

from sulh import workspace
from sulh.observe import open_reports
from sulh.server import Accounts, SqliteDatabase, make_token
from sulh.tables import rows_table

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS = 200
QUESTIONS = 80
STRANGERS = 8
STRANGE_BYTES = b'{"rows":[' + b"[]," * 3_000_000 + b"[]]}"
NOW = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: its folder, address, the tokens of a watch officer and a contributor, its process."""

    folder: Path
    address: str
    token: str
    outside: str
    process: int


def report(client: int, number: int) -> dict[str, object]:
    """Return a row of the report form that no other client sends."""
    return {
        "kind": "incident",
        "ref": f"C{client}-{number}",
        "source": f"team {client}",
        "start": f"2021-{number % 12 + 1:02d}-{client % 28 + 1:02d}",
        "lon": -30,
        "lat": -44.5,
        "accuracy_m": 50,
        "actor": "Red Army",
        "act": "direct-fire",
    }


async def one_client(
    served: Served, number: int, requests: int, seconds: dict[str, list[float]]
) -> int:
    """Submit and query in turn; note the seconds of each; return the number of errors."""
    errors = 0
    headers = {"authorization": f"Bearer {served.token}"}
    async with httpx.AsyncClient(base_url=served.address, headers=headers, timeout=120) as client:
        cursor = ""
        for turn in range(requests):
            begun = time.perf_counter()
            if turn % 2 == 0:
                request = "submit"
                rows = {"rows": [report(number, turn)]}
                answer = await client.post("/api/v1/reports", json=rows)
                good = answer.status_code == 200 and answer.json()["entered"] == 1
            else:
                request = "query"
                query = {"after": cursor, "limit": 20, "kind": "incident"}
                answer = await client.get("/api/v1/records", params=query)
                good = answer.status_code == 200
                cursor = answer.json()["cursor"] if good else cursor
            seconds[request].append(time.perf_counter() - begun)
            errors += not good
    return errors


async def all_clients(served: Served, requests: int) -> tuple[dict[str, list[float]], int]:
    """Let all clients work at once."""
    seconds: dict[str, list[float]] = {"submit": [], "query": []}
    work = [one_client(served, n, requests, seconds) for n in range(CLIENTS)]
    return seconds, sum(await asyncio.gather(*work))


def prepare(folder: Path, store: str, reports: int) -> tuple[str, str]:
    """Set up a mission with some reports and two accounts; return their tokens."""
    opened = workspace.set_up(folder, pack_name="example", site="hq", now=NOW, store=store)
    if reports:
        rows = [report(number // 100, number % 100) for number in range(reports)]
        workspace.import_reports(
            opened,
            open_reports(rows_table(rows, name="bench.jsonl")),
            workspace.ImportOptions(now=NOW),
        )
    opened.store.close()
    database = SqliteDatabase(folder / "accounts.sqlite")
    accounts = Accounts(database)
    accounts.add("watch", role="watch officer", now=NOW, by="bench")
    accounts.add("outside", role="contributor", party="NOR", now=NOW, by="bench")
    now = datetime.now(UTC)
    watch, outside = (
        make_token(accounts, name, label="bench", scopes=scopes, days=366, now=now, by="bench")
        for name, scopes in (("watch", ["read", "submit"]), ("outside", ["read"]))
    )
    database.close()
    return watch, outside


@contextmanager
def serving(store: str = "", reports: int = 0, before: str = "") -> Iterator[Served]:
    """Serve a mission in a process of its own, after some Python."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "mission"
        watch, outside = prepare(folder, store, reports)
        code = f"{before}from sulh.cli import main; main()"
        command = [sys.executable, "-c", code, "-C", str(folder)]
        command += ["serve", "--port", "0", "--quiet"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            line = server.stdout.readline() if server.stdout else ""
            address = line.split("(API: ")[1].split("/openapi.json")[0]
            served = Served(folder, address, watch, outside, server.pid)
            wait_for(served.address)
            yield served
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            httpx.get(f"{address}/healthz", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return


def run(*, quick: bool = False) -> list[Table]:
    """Measure on files, and on PostgreSQL where there is one; return the tables."""
    requests = 4 if quick else 20
    tables = [clients_table(requests, "", "SQLite with full synchronisation")]
    named, binaries = os.environ.get("SULH_BENCH_POSTGRES"), find_binaries()
    if named:
        with NamedServer(named) as there:
            tables.append(clients_table(requests, there.new_database(), "PostgreSQL"))
    elif binaries is not None:
        server = PostgresServer(binaries)
        try:
            tables.append(clients_table(requests, server.new_database(), "PostgreSQL"))
        finally:
            server.stop()
    return [*tables, neighbours_table(300 if quick else 2_500)]


def milliseconds(seconds: list[float]) -> tuple[str, str, str]:
    """Return the median, the 99th percentile and their ratio."""
    half, most = np.percentile(seconds, [50, 99])
    return f"{half * 1000:,.0f}", f"{most * 1000:,.0f}", f"{most / half:.1f}"


def clients_table(requests: int, store: str, name: str) -> Table:
    """Return the table of one store with all clients at once."""
    with serving(store) as served:
        begun = time.perf_counter()
        seconds, errors = asyncio.run(all_clients(served, requests))
        whole = time.perf_counter() - begun
    count = sum(map(len, seconds.values()))
    return Table(
        title=f"{CLIENTS} clients at once, one server process, {name}",
        columns=("Request", "Count", "p50, ms", "p99, ms", "p99 / p50"),
        rows=tuple(
            (request, f"{len(each):,}", *milliseconds(each)) for request, each in seconds.items()
        ),
        notes=(
            (
                f"{errors} errors; {count / whole:,.0f} requests a second. The clients run in the "
                "measuring process on the same cores. A submission is one report: two durable "
                "batches (the report, and the record of what came in)."
            ),
        ),
    )


def neighbours_table(reports: int) -> Table:
    """Return how long a watch officer waits while others do their worst."""
    with serving(reports=reports) as served:
        rows = [
            ("nobody else", *milliseconds(watch_during(served, [])), ""),
            ("one account asks 80 other dates", *busy_account(served)),
            ("eight strangers post 9 MB each", *strangers(served)),
        ]
    return Table(
        title=f"A watch officer's GET /session and style sheet meanwhile, {reports:,} reports",
        columns=("Meanwhile", "p50, ms", "p99, ms", "p99 / p50", "It took, s"),
        rows=tuple(rows),
    )


def watch_during(served: Served, work: list[threading.Thread]) -> list[float]:
    """Return the seconds of each request of a watch officer while some threads work."""
    seconds: list[float] = []
    headers = {"authorization": f"Bearer {served.token}"}
    with httpx.Client(base_url=served.address, headers=headers, timeout=120) as client:
        for each in work:
            each.start()
        end = time.perf_counter() + 3
        while any(each.is_alive() for each in work) or (not work and time.perf_counter() < end):
            for path in ("/api/v1/session", "/healthz"):
                begun = time.perf_counter()
                client.get(path).raise_for_status()
                seconds.append(time.perf_counter() - begun)
    return seconds


def busy_account(served: Served) -> tuple[str, str, str, str]:
    """Let an account of the lowest role ask for the findings of 80 dates at once."""
    headers = {"authorization": f"Bearer {served.outside}"}

    def ask(day: int) -> None:
        query = {"at": f"20{10 + day // 12}-{day % 12 + 1:02d}-15", "limit": 1}
        address = f"{served.address}/api/v1/findings"
        httpx.get(address, params=query, headers=headers, timeout=300).raise_for_status()

    return timed(served, [threading.Thread(target=ask, args=(n,)) for n in range(QUESTIONS)])


def strangers(served: Served) -> tuple[str, str, str, str]:
    """Let some who are not signed in post large bodies of JSON."""

    def post() -> None:
        try:
            httpx.post(f"{served.address}/api/v1/reports", content=STRANGE_BYTES, timeout=60)
        except httpx.TransportError:
            return  # refused while it was sending

    return timed(served, [threading.Thread(target=post) for _ in range(STRANGERS)])


def timed(served: Served, work: list[threading.Thread]) -> tuple[str, str, str, str]:
    """Return what a watch officer sees meanwhile, and how long the work took."""
    begun = time.perf_counter()
    return *milliseconds(watch_during(served, work)), f"{time.perf_counter() - begun:.1f}"
