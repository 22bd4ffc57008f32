"""What a report is computed from, gathered once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.languages.speech import ENGLISH
from sulh.mission import in_language
from sulh.picture import NO_AMENDMENTS
from sulh.report.months import month_runs
from sulh.verify import tally as count_tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.languages.speech import Speech
    from sulh.mission.pack import Pack
    from sulh.mission.provisions import Provision
    from sulh.observe.tables import Tables
    from sulh.picture import Amendments, Answer
    from sulh.report.matrix_model import Mark
    from sulh.report.model import Facts
    from sulh.verify import Finding, Findings, Tally

__all__ = ["RANK", "ReportContext", "gather_context", "mark", "month_of_start"]

RANK = {"breached": 3, "undetermined": 2, "met": 1}


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Pack, reports and findings, with the counts of acts.

    `names` is what incidents call those who took part, by record; `acts` are the records of
    incidents and observations, `reports_by_month` how many of them began in each month, `answers`
    the parties' by finding, `amendments` the corrections and retractions that hold, `speech` the
    language that all is said in.
    """

    pack: Pack
    tables: Tables
    findings: list[Finding]
    tally: Tally
    facts: Facts
    provisions: dict[str, Provision]
    months: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    acts: frozenset[str]
    reports_by_month: Counter[str]
    answers: Mapping[str, tuple[Answer, ...]]
    amendments: Amendments
    speech: Speech = ENGLISH

    def party(self, identity: str) -> str:
        """Return a party's name."""
        return self.pack.actors[identity].name  # type: ignore[index]

    def zone(self, identity: str) -> str:
        """Return a zone's name; no zone is everywhere."""
        if not identity:
            return self.speech.say("place-everywhere")
        return self.pack.zones[identity].name  # type: ignore[index]

    def runs(self, months: Iterable[str]) -> str:
        """Return months as runs, in words."""
        return self.speech.runs(month_runs(months))

    def reasons(self, reasons: Iterable[str]) -> str:
        """Return what reasons mean, as clauses."""
        return self.speech.semicolon([self.speech.clause(f"reason-{each}") for each in reasons])

    def with_verdict(self, verdict: str, *, silent: bool | None = False) -> list[Finding]:
        """Return the findings of a verdict that are, or are not, mere silence; None: both."""
        return [
            each
            for each in self.findings
            if each.verdict == verdict and silent in {None, each.is_silent}
        ]

    def parties(self, identities: list[str]) -> str:
        """Name some parties, or say that it is all that the provisions bind."""
        bound = {each for provision in self.pack.provisions for each in provision.parties}
        parties = sorted(set(identities), key=[*map(str, self.pack.actors)].index)
        if len(parties) > 4 and bound <= set(parties):
            return self.speech.say("report-all-parties", count=len(parties))
        return self.speech.join(parties)


def gather_context(
    pack: Pack,
    tables: Tables,
    findings: Findings,
    facts: Facts,
    answers: Mapping[str, tuple[Answer, ...]],
    amendments: Amendments = NO_AMENDMENTS,
    speech: Speech = ENGLISH,
) -> ReportContext:
    """Gather what a report is computed from; the pack with its names in the language of `speech`."""
    records, view = list(tables.ids), in_language(pack, speech.language)
    return ReportContext(
        pack=view,
        tables=tables,
        findings=list(findings),
        tally=count_tally(pack, tables, at=facts.at),
        facts=facts,
        provisions={each.id: each for each in view.provisions},
        months=tuple(sorted({finding.month for finding in findings})),
        names=_names(tables),
        acts=frozenset(
            records[index]
            for frame in (tables.incidents, tables.observations)
            for index in frame["index"].to_list()
        ),
        reports_by_month=Counter(
            month
            for frame in (tables.incidents, tables.observations)
            for month in frame.select(month_of_start(pack)).to_series().to_list()
        ),
        answers=answers,
        amendments=amendments,
        speech=speech,
    )


def month_of_start(pack: Pack) -> pl.Expr:
    """Return the month, in the pack's time zone, in which each row of a table begins."""
    local = pl.col("start").cast(pl.Datetime("us", "UTC"))
    return local.dt.convert_time_zone(pack.timezone.key).dt.strftime("%Y-%m").alias("month")


def _names(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Return for each incident's record the names that it gives."""
    records = list(tables.ids)
    at = tables.incidents["index"].to_list()
    people = tables.participants.select("row", pl.col("name").cast(pl.String))
    names: dict[str, list[str]] = {}
    for row, name in people.iter_rows():
        names.setdefault(records[at[row]], []).append(name)
    return {record: tuple(dict.fromkeys(each)) for record, each in names.items()}


def mark(finding: Finding) -> Mark:
    """Return the letter of a finding."""
    if finding.is_silent:
        return "·"
    return {"met": "M", "breached": "B", "undetermined": "U"}[finding.verdict]  # type: ignore[return-value]
