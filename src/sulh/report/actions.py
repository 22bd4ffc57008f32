"""Where to go next: the visits and reports that would settle most undetermined findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sulh.languages.speech import bare
from sulh.report.model import Action, WeightyReport
from sulh.report.text import first_part
from sulh.verify import NEXT_STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.report.cases import Register
    from sulh.report.context import ReportContext
    from sulh.verify import Finding

__all__ = ["actions", "placeless_findings", "weighty_reports"]

ACTIONS_MAX = 8
WEIGHTY_MAX = 10
NAMED_MAX = 4
DIGITS = frozenset("0123456789-")
NO_ACTION = frozenset({"pending"})


def actions(context: ReportContext, register: Register, *, silent: bool) -> tuple[Action, ...]:
    """Return what would settle most findings: those in doubt, or those on which nothing is reported.

    A finding on conduct everywhere leads to the place that its reports in doubt name. Where none does,
    there is nowhere to go, and it is left out (`placeless_findings` counts them).
    """
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in context.with_verdict("undetermined", silent=silent):
        where = _places(context, register, finding)
        for reason in finding.reasons:
            if reason in NEXT_STEPS and reason not in NO_ACTION:
                for place in where:
                    groups[reason, place].append(finding)
    ranked = [
        _action(context, reason, place, findings) for (reason, place), findings in groups.items()
    ]
    ranked.sort(key=lambda each: (-each.alone, -each.findings, each.where, each.what))
    return tuple(ranked[:ACTIONS_MAX])


def placeless_findings(context: ReportContext, register: Register) -> int:
    """Count the undetermined findings on conduct everywhere of which no report names a place."""
    return sum(
        not _places(context, register, finding)
        for finding in context.with_verdict("undetermined", silent=None)
        if not NO_ACTION.issuperset(finding.reasons)
    )


def _places(context: ReportContext, register: Register, finding: Finding) -> tuple[str, ...]:
    """Return the names of the places where somebody could settle a finding."""
    if finding.zone:
        return (context.zone(finding.zone),)
    places = (_place(context, register.evidence[each].where) for each in finding.possible)
    return tuple(dict.fromkeys(each for each in places if each))


def _place(context: ReportContext, where: str) -> str:
    """Return the first name of a place in words, or all of it where it is a position alone."""
    name = bare(first_part(where, context.speech))
    if name in context.pack.zones:
        return context.zone(name)
    return where if name[:1] in DIGITS else name


def _action(context: ReportContext, reason: str, place: str, findings: list[Finding]) -> Action:
    what = context.speech.say(f"step-{reason}")
    return Action(
        what=what[:1].upper() + what[1:],
        where=place,
        whom=_most(context, [finding.party for finding in findings]),
        findings=len(findings),
        alone=sum(finding.reasons == (reason,) for finding in findings),
    )


def _most(context: ReportContext, names: Iterable[str]) -> str:
    """Name those with most findings, and say how many more there are."""
    counts = Counter(names)
    if len(counts) == 1:
        return next(iter(counts))
    say = context.speech
    largest = [
        say.say("report-with-count", name=name, number=say.number(count))
        for name, count in counts.most_common(NAMED_MAX)
    ]
    more = len(counts) - len(largest)
    if more:
        return say.say("report-and-more", list=say.comma(largest), count=more)
    return say.join(largest)


def weighty_reports(context: ReportContext, register: Register) -> tuple[WeightyReport, ...]:
    """Return the reports in doubt on which most findings hang; none on which one alone does."""
    by_record: dict[str, list[Finding]] = defaultdict(list)
    for finding in context.with_verdict("undetermined"):
        for record in finding.possible:
            by_record[record].append(finding)
    ranked = sorted(
        (each for each in by_record.items() if len(each[1]) > 1),
        key=lambda each: (-len(each[1]), register.number[each[0]]),
    )
    return tuple(
        WeightyReport(
            number=register.number[record],
            evidence=register.evidence[record],
            doubts=_doubts(context, findings),
            findings=len(findings),
            parties=len({finding.party for finding in findings}),
        )
        for record, findings in ranked[:WEIGHTY_MAX]
    )


def _doubts(context: ReportContext, findings: list[Finding]) -> str:
    """Return the doubts of the findings that this report alone keeps open; else the commonest."""
    own = [finding for finding in findings if len(finding.possible) == 1]
    counts = Counter(reason for finding in own or findings for reason in finding.reasons)
    return context.reasons(reason for reason, _ in counts.most_common(2))
