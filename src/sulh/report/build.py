"""Compute what a report says from pack, reports and findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sulh.report.act_tables import strangers, tallies
from sulh.report.actions import steps, weighty
from sulh.report.answers import stray_answers
from sulh.report.appendix import GLOSSARY, credits_of, history, method, sources, unverified
from sulh.report.cases import cases, register
from sulh.report.context import Basis, basis
from sulh.report.groups import met_groups, silent_groups
from sulh.report.judgements import judgements
from sulh.report.map import draw_map
from sulh.report.matrix import matrices
from sulh.report.model import PartyCount, Report, Totals
from sulh.report.party_bars import draw_party_bars
from sulh.report.timeline import draw_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.mission.pack import Pack
    from sulh.observe.tables import Tables
    from sulh.picture import Answer
    from sulh.report.context import Row
    from sulh.report.model import Case, Facts, Group
    from sulh.verify import Findings

__all__ = ["build_report"]


def build_report(
    pack: Pack,
    tables: Tables,
    findings: Findings,
    facts: Facts,
    answers: Mapping[str, tuple[Answer, ...]] | None = None,
) -> Report:
    """Return the content of a report.

    The same arguments give the same content, to the byte.

    Parameters
    ----------
    pack, tables
        Those that the findings were made from.
    findings
        As `sulh.verify.verify` returned them.
    facts
        What the report states about itself; ``facts.at`` is the moment up to which was judged.
    answers
        What parties said of findings, by the findings' ids, as `sulh.picture.answers_by_finding`
        returned it.
    """
    base = basis(pack, tables, findings, facts, answers or {})
    known = register(base)
    breached, doubted = cases(base, known, "breached"), cases(base, known, "undetermined")
    met, silent = met_groups(base, known), silent_groups(base)
    totals, parties = _totals(base.rows), _parties(base)
    return Report(
        title=pack.title,
        summary=pack.summary,
        pack=pack.id,
        version=pack.version,
        digest=pack.digest,
        fictional=pack.fictional,
        facts=facts,
        period=f"{base.months[0]} to {base.months[-1]}" if base.months else "none",
        totals=totals,
        judgements=judgements(base, totals),
        unverified=unverified(pack),
        parties=parties,
        steps=steps(base, silent=False),
        looks=steps(base, silent=True),
        weighty=weighty(base, known),
        bars=draw_party_bars(parties, simulated=facts.simulated),
        map=draw_map(base),
        timeline=draw_timeline(base),
        matrices=matrices(base, _targets(breached + doubted, met + silent)),
        tallies=tallies(base),
        district=pack.districts,
        strangers=strangers(base),
        breached=breached,
        doubted=doubted,
        silent=silent,
        met=met,
        strays=stray_answers(base),
        register=known.cited(),
        history=history(pack),
        sources=sources(pack),
        method=method(base),
        credits=credits_of(base),
        glossary=GLOSSARY,
    )


def _totals(rows: Iterable[Row]) -> Totals:
    counts = Counter("silent" if row["silent"] else row["verdict"] for row in rows)
    return Totals(
        met=counts["met"],
        breached=counts["breached"],
        doubted=counts["undetermined"],
        silent=counts["silent"],
    )


def _parties(base: Basis) -> tuple[PartyCount, ...]:
    rows: dict[str, list[Row]] = {}
    for row in base.rows:
        rows.setdefault(row["party"], []).append(row)
    return tuple(
        PartyCount(party=actor.id, name=actor.name, totals=_totals(rows[actor.id]))
        for actor in base.pack.actors.values()
        if actor.id in rows
    )


def _targets(told: tuple[Case, ...], lines: tuple[Group, ...]) -> dict[str, str]:
    """Return for each finding's id the id of the one under which the report tells it."""
    found = {each: one.id for case in told for one in case.findings for each in one.ids}
    return found | {each: group.anchor for group in lines for each in group.ids}
