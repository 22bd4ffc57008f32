"""Compute what a report says from pack, reports and findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sulh.languages.speech import Speech
from sulh.mission import own_names
from sulh.picture import NO_AMENDMENTS
from sulh.report.act_tables import act_tables, strangers
from sulh.report.actions import actions, placeless_findings, weighty_reports
from sulh.report.amended import AMENDMENTS_MAX, amendment_rows
from sulh.report.answers import stray_answers
from sulh.report.appendix import credits_of, glossary, history, method, sources, unverified
from sulh.report.cases import cases, make_register
from sulh.report.changes import month_changes
from sulh.report.context import ReportContext, gather_context
from sulh.report.disarmament import disarmament
from sulh.report.groups import met_groups, silent_groups
from sulh.report.judgements import judgements
from sulh.report.map import draw_map
from sulh.report.matrix import matrices
from sulh.report.model import MissionReport, PartyCount, Totals
from sulh.report.month_tasks import month_tasks
from sulh.report.party_bars import draw_party_bars
from sulh.report.timeline import draw_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sulh.mission.pack import Pack
    from sulh.observe.tables import Tables
    from sulh.picture import Amendments, Answer
    from sulh.recover import WeaponStatement
    from sulh.report.model import Case, Facts, FindingGroup
    from sulh.respond import Task, TaskStep
    from sulh.verify import Finding, Findings

__all__ = ["build_report"]


def build_report(
    pack: Pack,
    tables: Tables,
    findings: Findings,
    facts: Facts,
    answers: Mapping[str, tuple[Answer, ...]] | None = None,
    amendments: Amendments = NO_AMENDMENTS,
    *,
    tasks: tuple[Sequence[Task], Sequence[TaskStep]] = ((), ()),
    weapons: WeaponStatement | None = None,
    language: str = "en",
) -> MissionReport:
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
    amendments
        The corrections and retractions that hold; by default none is known.
    tasks
        Tasks and their steps; those of the month that ends with ``facts.at`` are reported.
    weapons
        The register at ``facts.at``, with the members of groups who were counted; None: not reported.
    language
        One of `sulh.languages.LANGUAGES`. The names and texts of reports stay as they are, and those of the
        pack that it has in no such language.
    """
    speech = Speech(language)
    context = gather_context(pack, tables, findings, facts, answers or {}, amendments, speech)
    register = make_register(context)
    breached, doubted = (
        cases(context, register, "breached"),
        cases(context, register, "undetermined"),
    )
    met, silent = met_groups(context, register), silent_groups(context)
    targets = _targets(breached + doubted, met + silent)
    totals, parties = _totals(context.findings), _parties(context)
    return MissionReport(
        title=context.pack.title,
        summary=context.pack.summary,
        pack=pack.id,
        version=pack.version,
        digest=pack.digest,
        fictional=pack.fictional,
        facts=facts,
        period=speech.say("period-to", first=context.months[0], last=context.months[-1])
        if context.months
        else speech.say("report-no-months"),
        totals=totals,
        changes=month_changes(context, targets),
        judgements=judgements(context, totals),
        unverified=unverified(pack, speech),
        parties=parties,
        actions=actions(context, register, silent=False),
        searches=actions(context, register, silent=True),
        placeless=placeless_findings(context, register),
        weighty=weighty_reports(context, register),
        bars=draw_party_bars(parties, speech, simulated=facts.simulated),
        map=draw_map(context),
        timeline=draw_timeline(context),
        matrices=matrices(context, targets),
        act_tables=act_tables(context),
        district=pack.districts,
        strangers=strangers(context),
        breached=breached,
        doubted=doubted,
        silent=silent,
        met=met,
        strays=stray_answers(context),
        register=register.citations(),
        amendments=amendment_rows(context, register),
        amendments_hidden=max(len(amendments.by_record) - AMENDMENTS_MAX, 0),
        history=history(pack),
        sources=sources(pack, speech),
        method=method(context),
        credits=credits_of(context),
        tasks=month_tasks(*tasks, at=facts.at, timezone=pack.timezone, speech=speech),
        disarmament=disarmament(weapons, speech),
        glossary=glossary(speech),
        language=language,
        own_language=pack.languages[0],
        own_names=tuple(sorted(own_names(pack, language))),
    )


def _totals(findings: Iterable[Finding]) -> Totals:
    counts = Counter("silent" if finding.is_silent else finding.verdict for finding in findings)
    return Totals(
        met=counts["met"],
        breached=counts["breached"],
        doubted=counts["undetermined"],
        silent=counts["silent"],
    )


def _parties(context: ReportContext) -> tuple[PartyCount, ...]:
    by_party: dict[str, list[Finding]] = {}
    for finding in context.findings:
        by_party.setdefault(finding.party, []).append(finding)
    return tuple(
        PartyCount(party=actor.id, name=actor.name, totals=_totals(by_party[actor.id]))
        for actor in context.pack.actors.values()
        if actor.id in by_party
    )


def _targets(cases: tuple[Case, ...], groups: tuple[FindingGroup, ...]) -> dict[str, str]:
    """Return for each finding's id the id of the one under which the report shows it."""
    targets = {each: one.id for case in cases for one in case.findings for each in one.ids}
    return targets | {each: group.anchor for group in groups for each in group.ids}
