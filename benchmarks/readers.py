"""Read a large UCDP GED file: rows a second and memory, next to ``pandas.read_csv``.

``python -m benchmarks --only readers`` writes a file of random rows in the shape of GED 23.1
(49 columns, seeded), reads it four ways, each in a process of its own:

- *read*: `sulh.observe.read`, every field checked, every row made into an incident;
- *read and sorted*: the same, then `sort_out` with a growing memory of what came in (bodies,
  digests, duplicates), as ``sulh observe`` does it before it writes;
- *entered*: all that ``sulh observe`` does, into the ledger of a new mission: canonical JSON, hashes, signed
  heads, durable batches; a large file is read in a second process;
- *pandas*: ``pandas.read_csv`` alone, which checks nothing and makes no records: a floor, no rival.

With ``SULH_BEFORE`` naming the folder of an older checkout, that version reads and enters the same file in
the same run, and a second table says how many times faster today's is.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from benchmarks.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent.parent
SEED = 20190206
MEGABYTES = 250
QUICK_MEGABYTES = 2
COLUMNS = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
    conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
    side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
    source_headline source_original where_prec where_coordinates where_description adm_1 adm_2
    latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
    date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
""".split()  # noqa: SIM905 -- one column a line would be a page
WORDS = """
    clashes reported near village between armed group government forces town district killed
    agency radio local sources attack convoy market road north south wounded according
""".split()  # noqa: SIM905 -- as above
DAYS_BY_CLASS = {1: 1, 2: 3, 3: 7, 4: 30, 5: 90}


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def row(chance: random.Random, number: int) -> list[object]:
    """Return one random event in the order of GED 23.1."""
    group, other = chance.randrange(40), chance.randrange(40, 80)
    kind = chance.choices((1, 2, 3), (70, 20, 10))[0]
    side_a, side_b = f"Group {group}", "Civilians" if kind == 3 else f"Group {other}, Group 99"
    prec = chance.choices((1, 2, 3, 4, 5), (90, 5, 1, 3, 1))[0]
    start = date(1995, 1, 1) + timedelta(days=chance.randrange(10_000))
    end = start + timedelta(days=DAYS_BY_CLASS[prec] - 1)
    lon, lat = round(chance.uniform(14, 27), 6), round(chance.uniform(2, 11), 6)
    dead = [min(int(chance.paretovariate(1.5)) - 1, 500) for _ in range(4)]
    best = sum(dead)
    place = f"{words(chance, 1).title()} town {chance.randrange(3000)}"
    dyad = f"{side_a} - {side_b}"
    return [
        *(number, number, start.year, 1, "Clear", kind, 300 + group, 300 + group, dyad),
        *(700 + other, 700 + other, dyad, group, group, side_a, other, other, side_b),
        *(chance.randrange(1, 5), f'"{words(chance, 12)}", {start}', "Agency", start),
        *(words(chance, 10), words(chance, 3), chance.choices((1, 2, 3, 4, 5, 6), k=1)[0]),
        *(place, f"{place}, {words(chance, 6)}", f"Province {group % 16}", f"District {other}"),
        *(lat, lon, f"POINT ({lon} {lat})", chance.randrange(130_000, 150_000)),
        *("Central African Republic", 482, "Africa", chance.choices((1, 2), (95, 5))[0], prec),
        *(f"{start} 00:00:00.000", f"{end} 00:00:00.000", *dead),
        *(best, best + chance.randrange(4), max(0, best - chance.randrange(3)), 500, ""),
    ]


def write_file(path: Path, megabytes: int) -> int:
    """Write random rows until the file is as large as wanted; return their number."""
    chance = random.Random(SEED)
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        while number % 1000 or file.tell() < megabytes * 1_000_000:
            number += 1
            writer.writerow(row(chance, number))
    return number


def read_only(path: Path) -> int:
    from sulh.observe import read  # noqa: PLC0415 -- each process pays for its own way only

    return sum(batch.rows for batch in read(path, timezone=ZoneInfo("Africa/Bangui")))


def read_and_sort(path: Path) -> int:
    from sulh.observe import REPORT_KINDS, ReportRegister, read, sort_out  # noqa: PLC0415 -- as above

    known, rows = ReportRegister(REPORT_KINDS), 0
    for batch in read(path, timezone=ZoneInfo("Africa/Bangui")):
        rows += batch.rows
        sort_out(batch.reports, known, path.name)
    return rows


def enter(path: Path) -> int:
    from sulh import workspace  # noqa: PLC0415 -- as above

    now = datetime.now(UTC)
    folder = path.parent / "mission"
    mission = workspace.set_up(folder, pack_name="minusca", site="bench", now=now)
    with mission.store:
        return workspace.import_reports(mission, path, workspace.ImportOptions(now=now)).rows


def read_with_pandas(path: Path) -> int:
    import pandas as pd  # noqa: PLC0415 -- as above

    return len(pd.read_csv(path))


def enter_by_command(path: Path) -> int:
    """Enter the file by the commands alone, which are the same in older versions."""
    from sulh.cli import main  # noqa: PLC0415 -- as above

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        mission = Path(folder) / "mission"
        with contextlib.redirect_stdout(io.StringIO()):
            main(
                ["init", str(mission), "--pack", "minusca", "--site", "bench"],
                standalone_mode=False,
            )
            main(["-C", str(mission), "observe", str(path)], standalone_mode=False)
        query = "SELECT count(*) FROM record WHERE kind = 'incident'"
        with contextlib.closing(sqlite3.connect(next(mission.rglob("*.sqlite")))) as ledger:
            return int(ledger.execute(query).fetchone()[0])


WAYS: dict[str, Callable[[Path], int]] = {
    "read": read_only,
    "read and sorted": read_and_sort,
    "entered": enter,
    "pandas": read_with_pandas,
}
COMPARED: dict[str, Callable[[Path], int]] = {"read": read_only, "observe": enter_by_command}
"""The ways in which an older version is compared: it has the same functions and commands."""


def measure(way: str, path: Path) -> dict[str, float]:
    """Run one way in this process; return its rows, seconds and peak memory."""
    begun, worked = time.perf_counter(), worked_seconds()
    rows = (WAYS | COMPARED)[way](path)
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return {
        "rows": rows,
        "seconds": time.perf_counter() - begun,
        "cpu": worked_seconds() - worked,
        "megabytes": sum(resource.getrusage(each).ru_maxrss for each in both) / 1024,
    }


def worked_seconds() -> float:
    """Return the CPU time of this process and of those that it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def run(*, quick: bool) -> list[Table]:
    """Write the file, run each way in a fresh process, and return the tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ged.csv"
        number = write_file(path, QUICK_MEGABYTES if quick else MEGABYTES)
        title = f"A GED file of {number:,} rows, {path.stat().st_size / 1e6:.0f} MB"
        tables = [table_of(title, {way: run_apart(way, path, number) for way in WAYS})]
        if before := os.environ.get("SULH_BEFORE"):
            tables.append(compared(title, path, number, Path(before)))
        return tables


def run_apart(way: str, path: Path, number: int, checkout: Path = HERE) -> dict[str, float]:
    """Run one way in a process of its own, of this version or an older one; return what it measured."""
    command = [sys.executable, "-m", "benchmarks.readers", way, str(path)]
    modules = os.pathsep.join((str(checkout / "src"), str(HERE)))
    environment = os.environ | {"PYTHONPATH": modules}
    answer = subprocess.run(command, check=True, capture_output=True, cwd=HERE, env=environment)
    measured: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    if measured["rows"] != number:
        raise SystemExit(f"{way} read {measured['rows']} rows of {number}")
    return measured


def table_of(title: str, by_way: dict[str, dict[str, float]]) -> Table:
    rows = [
        (
            way,
            f"{each['rows'] / each['seconds']:,.0f}",
            f"{each['seconds']:.1f}",
            f"{each['cpu']:.1f}",
            f"{each['megabytes']:,.0f}",
        )
        for way, each in by_way.items()
    ]
    return Table(
        title=title,
        columns=("Way", "Rows a second", "Seconds", "CPU seconds", "Peak memory, MB"),
        rows=tuple(rows),
        notes=(
            f"Random rows in the shape of UCDP GED 23.1, seed {SEED}; each way in its own process.",
            "*read* checks every field and makes every row an incident.",
            "*read and sorted* also makes the ledger's body of each, and remembers it.",
            "*entered* is all of `sulh observe`, into a new ledger; CPU and memory are of both its processes.",
            "pandas.read_csv checks nothing and makes no records: a floor, no rival.",
        ),
    )


def compared(title: str, path: Path, number: int, before: Path) -> Table:
    """Run an older version and this one by turns; return how many times faster this one is."""
    rows = []
    for way in COMPARED:
        old = run_apart(way, path, number, before)
        new = run_apart(way, path, number)
        rows.append(
            (
                way,
                f"{old['seconds']:.1f}",
                f"{new['seconds']:.1f}",
                f"{old['seconds'] / new['seconds']:.1f}",
                f"{old['cpu']:.1f}",
                f"{new['cpu']:.1f}",
                f"{old['megabytes']:,.0f}",
                f"{new['megabytes']:,.0f}",
            )
        )
    return Table(
        title=f"{title}: an older version and this one",
        columns=(
            *("Way", "Seconds before", "Seconds now", "Times faster"),
            *("CPU before", "CPU now", "MB before", "MB now"),
        ),
        rows=tuple(rows),
        notes=(
            "*observe* is the command, with its beginning; CPU and memory are of all its processes.",
            "One process reads and one writes: the clock says what that is worth where two cores are free.",
        ),
    )


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
