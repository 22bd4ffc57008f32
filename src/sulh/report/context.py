"""What a report is computed from, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.report.text import joined
from sulh.verify import tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.mission.pack import Pack
    from sulh.mission.provisions import Provision
    from sulh.observe.tables import Tables
    from sulh.picture import Answer
    from sulh.report.model import Facts, Mark
    from sulh.verify import Findings, Tally

__all__ = ["RANK", "Basis", "Row", "basis", "is_silent", "mark"]

Row = dict[str, Any]
"""A row of the findings' frame (docs/reference/verification-semantics.md), with `silent`."""

SILENT = frozenset({"no-report", "no-complete-count", "register-incomplete"})
RANK = {"breached": 3, "undetermined": 2, "met": 1}


@dataclass(frozen=True, slots=True)
class Basis:
    """Pack, reports and findings, with the tally of acts.

    `named` is what incidents call those who took part, by record.

    `acts` are the records of incidents and observations, `answers` the parties' by finding.
    """

    pack: Pack
    tables: Tables
    rows: list[Row]
    counted: Tally
    facts: Facts
    provisions: dict[str, Provision]
    months: tuple[str, ...]
    named: dict[str, tuple[str, ...]]
    acts: frozenset[str]
    answers: Mapping[str, tuple[Answer, ...]]

    def party(self, identity: str) -> str:
        """Return a party's name."""
        return self.pack.actors[identity].name  # type: ignore[index]

    def zone(self, identity: str) -> str:
        """Return a zone's name; no zone is everywhere."""
        return self.pack.zones[identity].name if identity else "everywhere"  # type: ignore[index]

    def with_verdict(self, verdict: str, *, silent: bool = False) -> list[Row]:
        """Return the findings of a verdict that are, or are not, mere silence."""
        return [r for r in self.rows if r["verdict"] == verdict and r["silent"] == silent]

    def parties(self, identities: list[str]) -> str:
        """Name some parties, or say that it is all that the provisions bind."""
        bound = {each for provision in self.pack.provisions for each in provision.parties}
        named = sorted(set(identities), key=[*map(str, self.pack.actors)].index)
        if len(named) > 4 and bound <= set(named):
            return f"all {len(named)} parties"
        return joined(named)


def basis(
    pack: Pack,
    tables: Tables,
    findings: Findings,
    facts: Facts,
    answers: Mapping[str, tuple[Answer, ...]],
) -> Basis:
    """Gather what a report is computed from."""
    rows = findings.frame.to_dicts()
    records = list(tables.ids)
    for row in rows:
        row["silent"] = is_silent(row)
    return Basis(
        pack=pack,
        tables=tables,
        rows=rows,
        counted=tally(pack, tables, at=facts.at),
        facts=facts,
        provisions={each.id: each for each in pack.provisions},
        months=tuple(sorted({row["month"] for row in rows})),
        named=_named(tables),
        acts=frozenset(
            records[index]
            for frame in (tables.incidents, tables.observations)
            for index in frame["index"].to_list()
        ),
        answers=answers,
    )


def _named(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Return for each incident's record the names that it gives."""
    records = list(tables.ids)
    at = tables.incidents["index"].to_list()
    people = tables.participants.select("row", pl.col("name").cast(pl.String))
    found: dict[str, list[str]] = {}
    for row, name in people.iter_rows():
        found.setdefault(records[at[row]], []).append(name)
    return {record: tuple(dict.fromkeys(names)) for record, names in found.items()}


def is_silent(row: Row) -> bool:
    """Say whether a finding is undetermined only because nobody is known to have looked."""
    return (
        row["verdict"] == "undetermined"
        and not row["possible"]
        and not row["evidence"]
        and SILENT.issuperset(row["reasons"])
    )


def mark(row: Row) -> Mark:
    """Return the letter of a finding."""
    if row["silent"]:
        return "·"
    return {"met": "M", "breached": "B", "undetermined": "U"}[row["verdict"]]  # type: ignore[return-value]
