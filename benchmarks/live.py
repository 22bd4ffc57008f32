"""What is kept and grown: findings after one new record, a second `sulh verify`, submissions, watchers."""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.postgres import NamedServer
from benchmarks.server import serving
from benchmarks.tables import Table
from tests.postgres import PostgresServer, find_binaries
from tests.server import load

from sulh import workspace
from sulh.observe import open_reports
from sulh.server import Accounts, MissionService, SqliteDatabase, make_token
from sulh.server.access.principal import Principal
from sulh.server.answers.findings import FindingsCache, FindingsQuery
from sulh.tables import rows_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2024, 1, 1, tzinfo=UTC)
EVERYTHING = datetime(2099, 1, 1, tzinfo=UTC)
"""A question of what was known then reads all records anew."""
ALONE = "import sulh.server.work.imports as imports; imports.TOGETHER_MAX = 1; "
AS_BEFORE = (
    f"{ALONE}import sulh.ledger.postgres.storage as storage; configure = storage._configure; "
    "storage._configure = lambda c: (configure(c), c.execute('SET jit = on'))[0]; "
)
"""Until 29 November 2026 the server compiled a question that it asks twice for each submission."""
TURNS = 7
OFFICER = Principal(account="", name="", role="watch officer")


def run(*, quick: bool = False) -> list[Table]:
    """Measure, and return the tables."""
    tables = [
        growth_table(2_000 if quick else 50_000),
        file_table(10_000 if quick else 1_000_000),
        submissions_table(4 if quick else 50),
    ]
    return [*tables, watchers_table(20 if quick else 200, 2 if quick else 10)]


def rows(first: int, count: int) -> list[dict[str, object]]:
    """Return rows of the report form: incidents, observations and coverage over three years."""
    chance = random.Random(first)
    made: list[dict[str, object]] = []
    for number in range(first, first + count):
        day = f"20{21 + number % 3}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        row: dict[str, object] = {"ref": f"R{number}", "source": f"team {number % 40}"}
        row |= {"start": day, "reliability": "B", "credibility": 2}
        if chance.random() < 0.5:
            row |= {"lon": -30 + chance.random(), "lat": -44.5 + chance.random(), "accuracy_m": 50}
        else:
            row["zone"] = "north"
        if chance.random() < 0.5:
            row |= {"kind": "incident", "actor": "Red Army", "act": "direct-fire"}
        else:
            row |= {"kind": "observation", "actor": "Red Army", "item": "tank"}
            row |= {"best": chance.randint(0, 20), "complete": chance.choice(("yes", "no"))}
        made.append(row)
    return made


def enter(opened: workspace.Workspace, first: int, count: int) -> None:
    """Import reports."""
    for part in range(first, first + count, 50_000):
        some = rows(part, min(50_000, first + count - part))
        table = rows_table(some, name=f"bench-{part}.jsonl")
        result = workspace.import_reports(
            opened, open_reports(table), workspace.ImportOptions(now=NOW)
        )
        if result.entered != len(some):
            raise RuntimeError(f"{result.first_problems}")


@contextmanager
def mission(reports: int) -> Iterator[Path]:
    """Make a mission with so many reports."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "mission"
        opened = workspace.set_up(folder, pack_name="example", site="hq", now=NOW)
        enter(opened, 0, reports)
        opened.store.close()
        yield folder


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def row(name: str, seconds: float, anew: float) -> tuple[str, str, str]:
    """Return a row of a table of ratios."""
    return name, f"{seconds:,.3f}", f"{anew / seconds:.1f}"


def growth_table(reports: int) -> Table:
    """Measure the findings after one new record, anew and grown, in one process."""
    with mission(reports) as folder:
        service = MissionService(folder, now=lambda: datetime.now(UTC))
        cache = FindingsCache(service)
        query = FindingsQuery()

        def ask() -> object:
            return asyncio.run(cache.state(OFFICER, query))

        def anew() -> object:
            return workspace.judge(service.workspace, as_of=EVERYTHING, at=service.now())

        def memory() -> object:
            return workspace.judge(
                service.workspace, as_of=None, at=service.now(), records=service.history()
            )

        try:
            ask()
            grown, read, folded = [], [], []
            for turn in range(TURNS):
                service.write(lambda opened, _, turn=turn: enter(opened, reports + turn, 1))
                grown.append(seconds_of(ask))
                if turn < 3:
                    read.append(seconds_of(anew))
                    folded.append(seconds_of(memory))
        finally:
            cache.close()
            service.close()
    whole = statistics.median(read)
    return Table(
        title=f"All findings after one new record, {reports:,} records",
        columns=("How", "Seconds", "Times as fast"),
        rows=(
            row("all records read and judged anew", whole, whole),
            row("records kept in memory, folded and judged anew", statistics.median(folded), whole),
            row("picture and findings kept and grown", statistics.median(grown), whole),
        ),
        notes=(f"Median of {TURNS} new records, each asked about once; of 3 for the first two.",),
    )


def file_table(reports: int) -> Table:
    """Measure `sulh verify` without, with, and with an older picture beside the ledger."""

    def judge(as_of: datetime | None = None) -> tuple[float, float]:
        begun, of_cpu = time.perf_counter(), time.process_time()
        opened = workspace.open_workspace(folder)
        workspace.judge(opened, as_of=as_of, at=NOW)
        opened.store.close()
        return time.perf_counter() - begun, time.process_time() - of_cpu

    with mission(reports) as folder:
        anew = judge(EVERYTHING)
        first = judge()
        second = sorted(judge() for _ in range(3))[1]
        opened = workspace.open_workspace(folder)
        enter(opened, reports, 100)
        opened.store.close()
        later = sorted(judge() for _ in range(3))[1]
        size = (folder / "ledger/ledger.sqlite.picture").stat().st_size
    return Table(
        title=f"Judging a ledger of {reports:,} records from the command line",
        columns=("How", "Seconds", "Seconds of CPU", "Times as fast", "Times, by CPU"),
        rows=tuple(
            (name, f"{wall:,.3f}", f"{cpu:,.3f}", f"{anew[0] / wall:.1f}", f"{anew[1] / cpu:.1f}")
            for name, (wall, cpu) in (
                ("all records read anew", anew),
                ("the first time, with writing the picture", first),
                ("the second time", second),
                ("with 100 records more", later),
            )
        ),
        notes=(f"One process. The picture takes {size / reports:,.0f} bytes a record.",),
    )


@contextmanager
def stores() -> Iterator[list[tuple[str, Callable[[], str]]]]:
    """Give the names of the stores and what makes the address of an empty one."""
    kinds: list[tuple[str, Callable[[], str]]] = [("SQLite", str)]
    named, binaries = os.environ.get("SULH_BENCH_POSTGRES"), find_binaries()
    if named:
        with NamedServer(named) as there:
            yield [*kinds, ("PostgreSQL", there.new_database)]
    elif binaries is not None:
        server = PostgresServer(binaries)
        try:
            yield [*kinds, ("PostgreSQL", server.new_database)]
        finally:
            server.stop()
    else:
        yield kinds


def submissions_table(each: int) -> Table:
    """Measure 20 clients that submit one report after another."""
    measured = []
    with stores() as kinds:
        for store, new_database in kinds:
            ways = [("one commit each", ALONE), ("what waits in one commit", "")]
            if store == "PostgreSQL":
                ways.insert(0, ("one commit each, as before", AS_BEFORE))
            for how, before in ways:
                with serving(new_database(), before=before) as served:
                    tokens = [served.token] * 20
                    seconds = seconds_of(
                        lambda served=served, tokens=tokens: finish(
                            served.address, tokens, [], each
                        )
                    )
                measured.append((store, how, 20 * each / seconds))
    slowest = {store: rate for store, _, rate in reversed(measured)}
    return Table(
        title=f"20 clients submit {each} reports each, one after another",
        columns=("Store", "How", "Reports a second", "Times as fast"),
        rows=tuple(
            (store, how, f"{rate:,.0f}", f"{rate / slowest[store]:.1f}")
            for store, how, rate in measured
        ),
        notes=("The clients run in the measuring process on the same cores.",),
    )


def finish(address: str, writers: list[str], readers: list[str], each: int) -> load.Load:
    """Let clients work; fail where one of them saw an error or missed an event."""
    seen = asyncio.run(load.run(address, writers, readers, each))
    total = len(writers) * each
    if seen.errors or any(len(one) != total for one in seen.seen):
        raise RuntimeError(f"{seen.errors[:3]}")
    return seen


def watchers_table(clients: int, each: int) -> Table:
    """Measure as many who follow as submit."""
    with serving() as served:
        readers = watching(served.folder, clients)
        begun = time.perf_counter()
        seen = finish(served.address, [served.token] * clients, readers, each)
        whole = time.perf_counter() - begun
    middle, late = np.percentile(seen.submitted, [50, 99])
    half, most = np.percentile(seen.lags, [50, 100])
    return Table(
        title=f"{clients} submit {each} reports each while {clients} follow the records",
        columns=("What", "p50, ms", "p99, ms", "p99 / p50", "Latest, ms"),
        rows=(
            (
                "a submission",
                f"{1000 * middle:,.0f}",
                f"{1000 * late:,.0f}",
                f"{late / middle:.1f}",
                f"{1000 * max(seen.submitted):,.0f}",
            ),
            (
                "from its answer to each who follows",
                f"{1000 * half:,.0f}",
                f"{1000 * float(np.percentile(seen.lags, 99)):,.0f}",
                "",
                f"{1000 * most:,.0f}",
            ),
        ),
        notes=(
            (
                f"0 errors, {len(seen.submitted):,} reports, {len(seen.seen) * len(seen.submitted):,} "
                f"events, none dropped; {len(seen.submitted) / whole:,.0f} reports a second. All clients "
                "run in the measuring process on the same cores."
            ),
        ),
    )


def watching(folder: Path, count: int) -> list[str]:
    """Return the tokens of so many who follow: ten streams an account."""
    now = datetime.now(UTC)
    database = SqliteDatabase(folder / "accounts.sqlite")
    accounts = Accounts(database)
    tokens = []
    for number in range(-(-count // 10)):
        account = accounts.add(f"watcher-{number}", role="analyst", now=now, by="bench")
        tokens.append(
            make_token(
                accounts, account.id, label="b", scopes=["read"], days=9, now=now, by="bench"
            )
        )
    database.close()
    return [tokens[n // 10] for n in range(count)]


if __name__ == "__main__":
    from benchmarks.tables import markdown

    for table in run(quick=True):
        print(markdown(table))
