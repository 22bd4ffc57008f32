"""Findings alike, a line each: the met ones, and those on which nobody is known to have looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.mission.provisions import NotifyBefore, Periodic, Within
from sulh.report.answers import answers_to
from sulh.report.cases import Register, alike
from sulh.report.model import Group
from sulh.report.months import month_runs
from sulh.verify import REASONS, SETTLES
from sulh.verify.wording import counted, up_to

if TYPE_CHECKING:
    from collections.abc import Hashable

    from sulh.report.context import Basis, Row

__all__ = ["met_groups", "silent_groups"]

OWED = (Periodic, NotifyBefore, Within)
"""Provisions by which something is owed, and not limited."""


def met_groups(base: Basis, known: Register) -> tuple[Group, ...]:
    """Return the met findings, one line a provision, party and zone."""
    rows = base.with_verdict("met")
    together = alike(rows, lambda row: (row["provision"], row["party"], row["zone"]))
    return tuple(_group(base, known, members) for members in together)


def silent_groups(base: Basis) -> tuple[Group, ...]:
    """Return the findings on which nobody looked; parties with the same months share a line."""
    rows = base.with_verdict("undetermined", silent=True)
    together = alike(
        rows, lambda row: (row["provision"], row["party"], row["zone"], tuple(row["reasons"]))
    )
    months = {id(members): tuple(row["month"] for row in members) for members in together}

    def key(members: list[Row]) -> Hashable:
        first = members[0]
        return (first["provision"], first["zone"], tuple(first["reasons"]), months[id(members)])

    found: dict[Hashable, list[Row]] = {}
    for members in together:
        found.setdefault(key(members), []).extend(members)
    return tuple(_group(base, None, members) for members in found.values())


def _group(base: Basis, known: Register | None, rows: list[Row]) -> Group:
    first = rows[0]
    provision = base.provisions[first["provision"]]
    reasons = dict.fromkeys(reason for row in rows for reason in row["reasons"])
    records = {record for row in rows for record in row["evidence"]} if known else set()
    return Group(
        anchor=first["id"],
        ids=tuple(row["id"] for row in rows),
        verdict=first["verdict"],
        provision=provision.title,
        article=provision.article,
        parties=base.parties([row["party"] for row in rows]),
        zone=base.zone(first["zone"]),
        months=month_runs(row["month"] for row in rows),
        findings=len(rows),
        counted=_counted(rows),
        allowed=_allowed(rows),
        measure="owed" if isinstance(provision.terms, OWED) else "allowed",
        why="; ".join(REASONS[each] for each in reasons),
        settle="; ".join(SETTLES[each] for each in reasons if each in SETTLES),
        reports=tuple(sorted(known.number[each] for each in records)) if known else (),
        answers=answers_to(base, rows),
    )


def _counted(rows: list[Row]) -> str:
    """Return what was counted over the months, from the least to the most."""
    highs = [row["high"] for row in rows]
    return counted(min(row["low"] for row in rows), None if None in highs else max(highs))


def _allowed(rows: list[Row]) -> str:
    allowed = dict.fromkeys(up_to(row["allowed_low"], row["allowed_high"]) for row in rows)
    return " or ".join(allowed)
