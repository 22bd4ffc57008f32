"""Findings alike, a line each: the met ones, and those on which nothing is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.mission.provisions import NotifyBefore, Periodic, Within
from sulh.report.answers import answers_to
from sulh.report.cases import Register, alike
from sulh.report.model import FindingGroup
from sulh.verify import NEXT_STEPS, retracted_texts

if TYPE_CHECKING:
    from collections.abc import Hashable

    from sulh.report.context import ReportContext
    from sulh.verify import Finding

__all__ = ["met_groups", "silent_groups"]

OWED = (Periodic, NotifyBefore, Within)
"""Provisions by which something is owed, and not limited."""


def met_groups(context: ReportContext, register: Register) -> tuple[FindingGroup, ...]:
    """Return the met findings, one line a provision, party and zone."""
    findings = context.with_verdict("met")
    together = alike(findings, lambda finding: (finding.provision, finding.party, finding.zone))
    return tuple(_group(context, register, members) for members in together)


def silent_groups(context: ReportContext) -> tuple[FindingGroup, ...]:
    """Return the findings on which nothing is reported; parties with the same months share a line."""
    findings = context.with_verdict("undetermined", silent=True)
    together = alike(
        findings, lambda finding: (finding.provision, finding.party, finding.zone, finding.reasons)
    )
    months = {id(members): tuple(finding.month for finding in members) for members in together}

    def key(members: list[Finding]) -> Hashable:
        first = members[0]
        return (first.provision, first.zone, first.reasons, months[id(members)])

    groups: dict[Hashable, list[Finding]] = {}
    for members in together:
        groups.setdefault(key(members), []).extend(members)
    return tuple(_group(context, None, members) for members in groups.values())


def _group(
    context: ReportContext, register: Register | None, findings: list[Finding]
) -> FindingGroup:
    first, say = findings[0], context.speech
    provision = context.provisions[first.provision]
    reasons = dict.fromkeys(reason for finding in findings for reason in finding.reasons)
    records = {record for finding in findings for record in finding.evidence} if register else set()
    return FindingGroup(
        anchor=first.id,
        ids=tuple(finding.id for finding in findings),
        verdict=first.verdict,
        provision=provision.title,
        article=provision.article,
        parties=context.parties([finding.party for finding in findings]),
        zone=context.zone(first.zone),
        months=context.runs(finding.month for finding in findings),
        findings=len(findings),
        measured=_measured(context, findings),
        allowed=_allowed(context, findings),
        owed=isinstance(provision.terms, OWED),
        why=context.reasons(reasons),
        settle=say.semicolon(
            [say.clause(f"step-{each}") for each in reasons if each in NEXT_STEPS]
        ),
        reports=tuple(sorted(register.number[each] for each in records)) if register else (),
        retracted=retracted_texts(
            context.pack, [finding.id for finding in findings], context.amendments, say
        ),
        answers=answers_to(context, findings),
    )


def _measured(context: ReportContext, findings: list[Finding]) -> str:
    """Return what was measured over the months, from the least to the most."""
    highs = [finding.high for finding in findings if finding.high is not None]
    return context.speech.bounds(
        min(finding.low for finding in findings),
        max(highs) if len(highs) == len(findings) else None,
    )


def _allowed(context: ReportContext, findings: list[Finding]) -> str:
    say = context.speech
    allowed = dict.fromkeys(
        say.allowance(finding.allowed_low, finding.allowed_high) for finding in findings
    )
    text, *others = allowed
    for each in others:
        text = say.say("join-or", list=text, last=each)
    return text
