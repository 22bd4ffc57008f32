"""The findings in full, by case: one provision, party and zone, month by month with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.report.answers import answers_to
from sulh.report.model import Case, CaseFinding, Cited, Line
from sulh.report.months import month_runs
from sulh.verify import Explanation, evidence_of, explain_row
from sulh.verify.wording import days

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from sulh.report.context import Basis, Row
    from sulh.verify import Evidence

__all__ = ["Register", "alike", "cases", "register"]

DECIDING_MAX = 12
DOUBTFUL_MAX = 2
"""So many reports are written out under a finding; more are named in brief."""

SEVERITIES = ("grave", "serious", "minor", "technical")


@dataclass(frozen=True, slots=True)
class Register:
    """The reports that findings rest on, in the order in which they happened, numbered from 1."""

    evidence: dict[str, Evidence]
    number: dict[str, int]

    def cited(self) -> tuple[Cited, ...]:
        """Return all of them."""
        return tuple(
            Cited(number=self.number[record], evidence=each)
            for record, each in self.evidence.items()
        )


def register(base: Basis) -> Register:
    """Return the reports that findings rest on, with a number each."""
    asked = {
        record for row in base.rows for name in ("evidence", "possible") for record in row[name]
    }
    evidence = evidence_of(base.pack, base.tables, asked)
    return Register(evidence, {record: n for n, record in enumerate(evidence, start=1)})


def alike(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> list[list[Row]]:
    """Return rows with equal keys together, in the order in which each key first comes."""
    found: dict[Hashable, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def cases(base: Basis, known: Register, verdict: str) -> tuple[Case, ...]:
    """Return the findings of a verdict on which something was reported; the gravest first."""
    rows = base.with_verdict(verdict)
    together = alike(rows, lambda row: (row["provision"], row["party"], row["zone"]))
    order = list(base.provisions)
    together.sort(
        key=lambda rows: (
            SEVERITIES.index(base.provisions[rows[0]["provision"]].severity),
            order.index(rows[0]["provision"]),
        )
    )
    return tuple(_case(base, known, members) for members in together)


def _case(base: Basis, known: Register, rows: list[Row]) -> Case:
    first = rows[0]
    provision = base.provisions[first["provision"]]
    told = [
        (members, explain_row(base.pack, members[0], known.evidence))
        for members in alike(rows, lambda row: _content(base, row))
    ]
    unverified = dict.fromkeys(each for _, said in told for each in said.unverified)
    return Case(
        verdict=first["verdict"],
        title=provision.title,
        party=base.party(first["party"]),
        zone=base.zone(first["zone"]),
        months=month_runs(row["month"] for row in rows),
        article=provision.article,
        agreement=base.pack.agreements[provision.agreement].title,
        words=provision.text or provision.title,
        source=told[0][1].source,
        severity=provision.severity,
        note=provision.note,
        unverified=tuple(unverified),
        findings=tuple(_finding(base, known, members, said) for members, said in told),
    )


def _content(base: Basis, row: Row) -> Hashable:
    """Return all that a finding says, but for its month; what happened once, or is answered, stands alone."""
    if row["ref"] or row["verdict"] == "breached" or row["id"] in base.answers:
        return str(row["id"])
    bounds = tuple(row[name] for name in ("low", "high", "allowed_low", "allowed_high"))
    listed = tuple(tuple(row[name]) for name in ("reasons", "evidence", "possible", "waivers"))
    return (bounds, listed)


def _finding(base: Basis, known: Register, rows: list[Row], told: Explanation) -> CaseFinding:
    first = rows[0]
    time = days(first["from"], first["until"], base.pack.timezone)
    reports = _lines(known, told.evidence)
    deciding = [each for each in reports if each.decides]
    doubtful = [each for each in reports if not each.decides]
    written = deciding[:DECIDING_MAX]
    written += doubtful if len(doubtful) <= DOUBTFUL_MAX else []
    return CaseFinding(
        id=first["id"],
        ids=tuple(row["id"] for row in rows),
        time=time if len(rows) == 1 else month_runs(row["month"] for row in rows),
        sentence=_short(told, base.party(first["party"]), time if len(rows) == 1 else ""),
        because=" ".join(told.because),
        lines=tuple(written),
        brief=tuple(each for each in reports if each not in written),
        waivers=told.waivers,
        settle=told.settle,
        answers=answers_to(base, rows),
    )


def _lines(known: Register, reports: Iterable[Evidence]) -> tuple[Line, ...]:
    """Return reports as lines: those that decide first, then by when they happened."""
    lines = (
        Line(number=known.number[each.record], decides=each.decides, evidence=each)
        for each in reports
    )
    return tuple(sorted(lines, key=lambda line: (not line.decides, line.number)))


def _short(told: Explanation, party: str, time: str) -> str:
    """Return the sentence without what the case's title and the finding's month say already."""
    head, found, rest = told.sentence.partition(f", {time}: ")
    if not time or not found or party not in head:
        return told.sentence
    return f"{rest[:1].upper()}{rest[1:]}"
