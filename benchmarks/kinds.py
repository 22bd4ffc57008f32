"""Record kinds: how fast what is compiled from a declaration reads and writes records."""

from __future__ import annotations

import json
import random
import time
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from benchmarks.tables import Table

from sulh.ledger import canonical
from sulh.observe import REPORT_KINDS
from sulh.observe.context import Context
from sulh.observe.form import FormConverter
from sulh.picture import TableBuilder
from sulh.tables import Row, convert_row

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS, ROWS_QUICK, TIMES = 50_000, 2_000, 5
FILE = "form.csv"
SEED = 20261201

Result = TypeVar("Result")


def form_row(number: int, chance: random.Random) -> dict[str, str]:
    """Return a row of the report form as teams fill it: every second is an incident."""
    day = f"2021-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    row = {
        "ref": f"r-{number}",
        "source": f"Team site {number % 20}",
        "start": day,
        "zone": "north",
    }
    row |= {"lon": f"{chance.uniform(15, 25):.5f}", "lat": f"{chance.uniform(3, 10):.5f}"}
    row |= {"accuracy_m": "100", "reliability": "B", "credibility": "2", "means": "seen"}
    row["text"] = f"Shots heard near the river, post {number}"
    if number % 2:
        row |= {"kind": "incident", "actor": "RED; GREEN", "opponent": "BLUE", "act": "armed-clash"}
        return row | {"deaths_low": "1", "deaths_best": "2", "initiator": "actor"}
    row |= {"kind": "observation", "actor": "RED", "item": "tank", "best": str(number % 40 + 1)}
    return row | {"inspection": f"v-{number % 100}", "complete": "yes"}


def best(work: Callable[[], Result], *, times: int) -> tuple[float, Result]:
    """Do some work several times; return the least processor time, and the last result."""
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        result = work()
        seconds.append(time.process_time() - begun)
    return min(seconds), result


def run(*, quick: bool) -> list[Table]:
    """Measure the four ways of a record."""
    size, times = (ROWS_QUICK, 1) if quick else (ROWS, TIMES)
    chance = random.Random(SEED)
    rows = [Row(number + 2, form_row(number, chance)) for number in range(size)]
    context = Context(file=FILE, timezone=ZoneInfo("Africa/Bangui"), kinds=REPORT_KINDS)
    convert, of = FormConverter(context).convert, REPORT_KINDS.of
    parsing, records = best(lambda: [convert_row(row, FILE, convert) for row in rows], times=times)
    dumping, bodies = best(lambda: [of(each).to_body(each) for each in records], times=times)
    names = [of(each).name for each in records]
    stored = [json.loads(canonical(body)) for body in bodies]
    pairs = list(zip(names, stored, strict=True))
    loading, again = best(lambda: [REPORT_KINDS[k].from_body(b) for k, b in pairs], times=times)
    ids = [f"{number:064x}" for number in range(size)]

    def lay_out() -> int:
        builder = TableBuilder(REPORT_KINDS)
        builder.add(zip(ids, names, stored, strict=True))
        return sum(builder.tables().of_kind(kind.name).height for kind in REPORT_KINDS)

    laying, height = best(lay_out, times=times)
    ways = (
        ("a form's row to a record", parsing, all(type(each) is not Row for each in records)),
        ("a record to a body", dumping, len(bodies) == size),
        ("a body of the ledger to a record, checked", loading, again == records),
        ("bodies of the ledger to tables, checked", laying, height == size),
    )
    return [
        Table(
            title=f"{size:,} reports, half of them incidents",
            columns=("From and to", "A second", "Same"),
            rows=tuple(
                (name, f"{size / seconds:,.0f}", "yes" if same else "no")
                for name, seconds, same in ways
            ),
            notes=(
                f"Processor time of one process, the best of {times} runs.",
                "Same: what comes out is what went in.",
            ),
        )
    ]
