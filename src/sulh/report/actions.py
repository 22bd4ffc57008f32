"""What to do next: the visits and reports that would settle most undetermined findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sulh.report.model import Step, Weighty
from sulh.report.text import joined
from sulh.verify import REASONS, SETTLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.report.cases import Register
    from sulh.report.context import Basis, Row

__all__ = ["steps", "weighty"]

STEPS_MAX = 8
WEIGHTY_MAX = 10
NAMED_MAX = 4
NOT_A_STEP = frozenset({"pending"})


def steps(base: Basis, *, silent: bool) -> tuple[Step, ...]:
    """Return what would settle most findings: those in doubt, or those on which nobody looked."""
    by_reason: dict[str, list[Row]] = defaultdict(list)
    for row in base.with_verdict("undetermined", silent=silent):
        for reason in row["reasons"]:
            if reason in SETTLES and reason not in NOT_A_STEP:
                by_reason[reason].append(row)
    found = [_step(base, reason, rows) for reason, rows in by_reason.items()]
    found.sort(key=lambda step: (-step.alone, -step.findings, step.what))
    return tuple(found[:STEPS_MAX])


def _step(base: Basis, reason: str, rows: list[Row]) -> Step:
    what = SETTLES[reason]
    return Step(
        what=what[:1].upper() + what[1:],
        where=_most(base.zone(row["zone"]) for row in rows),
        whom=_most(row["party"] for row in rows),
        findings=len(rows),
        alone=sum(row["reasons"] == [reason] for row in rows),
    )


def _most(names: Iterable[str]) -> str:
    """Name those with most findings, and say how many more there are."""
    counts = Counter(names)
    if len(counts) == 1:
        return next(iter(counts))
    named = [f"{name} ({count:,})" for name, count in counts.most_common(NAMED_MAX)]
    more = len(counts) - len(named)
    return f"{', '.join(named)} and {more:,} more" if more else joined(named)


def weighty(base: Basis, known: Register) -> tuple[Weighty, ...]:
    """Return the reports in doubt on which most findings hang; none on which one alone does."""
    touched: dict[str, list[Row]] = defaultdict(list)
    for row in base.with_verdict("undetermined"):
        for record in row["possible"]:
            touched[record].append(row)
    ranked = sorted(
        (each for each in touched.items() if len(each[1]) > 1),
        key=lambda each: (-len(each[1]), known.number[each[0]]),
    )
    return tuple(
        Weighty(
            number=known.number[record],
            evidence=known.evidence[record],
            doubts=_doubts(rows),
            findings=len(rows),
            parties=len({row["party"] for row in rows}),
        )
        for record, rows in ranked[:WEIGHTY_MAX]
    )


def _doubts(rows: list[Row]) -> str:
    """Return the doubts of the findings that this report alone keeps open; else the commonest."""
    own = [row for row in rows if len(row["possible"]) == 1]
    counts = Counter(reason for row in own or rows for reason in row["reasons"])
    return "; ".join(REASONS[reason] for reason, _ in counts.most_common(2))
