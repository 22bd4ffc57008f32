"""Verification: `sulh.verify.verify` beside the same rules in pandas, and how its memory grows.

The mission is made up (`verify_mission`); the rival is `verify_in_pandas`. Verdicts, bounds, reasons and
records of both are compared, finding by finding: the benchmark fails when one differs.
"""

from __future__ import annotations

import multiprocessing
import resource
from typing import TYPE_CHECKING, Any

from benchmarks.tables import Table, median_seconds
from benchmarks.verify_in_pandas import findings_in_pandas, frames_for_pandas
from benchmarks.verify_mission import AT, make_pack, make_tables

from sulh.verify import Findings, verify

if TYPE_CHECKING:
    import pandas as pd

    from sulh.observe.tables import Tables

__all__ = ["check_same", "run"]

N = 1_000_000
SIZES = (250_000, 500_000, 1_000_000, 2_000_000)
WARM = 20_000
PLACES = {False: "places already resolved to zones", True: "places from coordinates"}


def run(*, quick: bool = False) -> list[Table]:
    """Measure against pandas, and the memory at four sizes; `quick` takes little data."""
    divide, times = (50, 2) if quick else (1, 5)
    return [
        *(_against_pandas(N // divide, times, located=located) for located in PLACES),
        _memory([size // divide for size in SIZES]),
    ]


def _against_pandas(size: int, times: int, *, located: bool) -> Table:
    pack = make_pack()
    tables = make_tables(pack, size, located=located)
    observations, visits = frames_for_pandas(tables)
    verify(pack, make_tables(pack, WARM, located=located), at=AT)  # compiles
    seconds, findings = median_seconds(lambda: verify(pack, tables, at=AT), times=times)
    rows = [("sulh verify", f"{seconds:.2f}", "", "")]
    for name, why in (
        ("pandas: verdicts and bounds alone", False),
        ("pandas: the same findings, with reasons and records", True),
    ):
        theirs_s, theirs = median_seconds(
            lambda why=why: findings_in_pandas(
                pack, observations, visits, at=AT, located=located, why=why
            ),
            times=max(1, times - 2),
        )
        check_same(tables, findings, theirs, why=why)
        rows.append((name, f"{theirs_s:.2f}", f"{theirs_s / seconds:.1f}", "yes"))
    verdicts = findings.frame["verdict"].value_counts(sort=True).rows()
    return Table(
        title=f"{size:,} observations, 50 limits, {PLACES[located]}",
        columns=("", "seconds", "times as long", "same findings"),
        rows=tuple(rows),
        notes=(
            f"{findings.frame.height:,} findings: "
            + ", ".join(f"{count:,} {verdict}" for verdict, count in verdicts),
            "Both start from the same columns in memory; texts are categories for both.",
        ),
    )


def check_same(tables: Tables, findings: Findings, theirs: pd.DataFrame, *, why: bool) -> None:
    """Compare the findings of both, one by one; with `why` also their reasons and records.

    Raises
    ------
    AssertionError
        When a finding differs, or only one of the two has it.
    """
    place = {record: at for at, record in enumerate(tables.ids.to_list())}
    ours = {
        (row["provision"], row["month"]): _key(row, why=why, place=place)
        for row in findings.frame.iter_rows(named=True)
    }
    others = {
        (row["provision"], row["month"]): _key(row, why=why) for row in theirs.to_dict("records")
    }
    different = [key for key in {**ours, **others} if ours.get(key) != others.get(key)]
    if different:
        first = different[0]
        raise AssertionError(
            f"pandas has other results in {len(different)} of {len(ours)} findings; "
            f"{first}: {ours.get(first)} here, {others.get(first)} in pandas"
        )


def _key(row: dict[str, Any], *, why: bool, place: dict[str, int] | None = None) -> tuple[Any, ...]:
    """Return a finding in a form that both share."""
    bounds = [row[name] for name in ("low", "high", "allowed_low", "allowed_high")]
    key = (row["verdict"], *(float("inf") if each is None else float(each) for each in bounds))
    if not why:
        return key
    lists = [row[name] if isinstance(row[name], list) else [] for name in ("evidence", "possible")]
    records = [sorted(place[one] if place else one for one in each) for each in lists]
    return (*key, sorted(row["reasons"]), *records)


def _memory(sizes: list[int]) -> Table:
    """Measure the peak memory of processes that judge one mission each."""
    rows = []
    context = multiprocessing.get_context("spawn")
    for size in sizes:
        with context.Pool(1) as pool:
            bytes_of_tables, before, after = pool.apply(_peak, (size,))
        rows.append(
            (
                f"{size:,}",
                f"{bytes_of_tables / 1e6:,.0f}",
                f"{after / 1e6:,.0f}",
                f"{(after - before) / 1e6:,.0f}",
                f"{(after - before) / size:,.0f}",
            )
        )
    return Table(
        title="Memory of verification, places from coordinates",
        columns=(
            "observations",
            "tables, MB",
            "peak, MB",
            "of it for verify, MB",
            "bytes an observation",
        ),
        rows=tuple(rows),
        notes=(
            (
                "Peak resident memory of a fresh process while it verifies; of it for verify: less that "
                "after the tables were made and a small mission judged. Part of what making the tables "
                "freed is used again."
            ),
        ),
    )


def _peak(size: int) -> tuple[int, int, int]:
    """Return the bytes of the tables, and the peak memory before and after judging them."""
    pack = make_pack()
    verify(pack, make_tables(pack, WARM, located=True), at=AT)
    tables = make_tables(pack, size, located=True)
    held = sum(getattr(tables, name).estimated_size() for name in ("observations", "inspections"))
    before = _resident()
    _reset_peak()
    verify(pack, tables, at=AT)
    return held + tables.ids.estimated_size(), before, _peak_resident()


def _resident() -> int:
    """Return the resident memory now, in bytes (Linux), else the peak so far."""
    return _status("VmRSS") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _peak_resident() -> int:
    return _status("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _status(name: str) -> int:
    try:
        with open("/proc/self/status", encoding="ascii") as lines:  # noqa: PTH123 -- no such path elsewhere
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))
    except OSError:
        return 0


def _reset_peak() -> None:
    """Forget the peak of making the tables (Linux; elsewhere it stays in)."""
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:  # noqa: PTH123
            file.write("5")
    except OSError:
        pass
