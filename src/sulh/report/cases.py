"""The findings in full, by case: one provision, party and zone, month by month with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sulh.report.answers import answers_to
from sulh.report.model import Case, CaseFinding, Citation, EvidenceLine
from sulh.report.spoken import spoken
from sulh.verify import Explanation, evidence_of, explain_finding, retracted_texts, settled_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from sulh.report.context import ReportContext
    from sulh.verify import Evidence, Finding

__all__ = ["Register", "alike", "cases", "make_register"]

DECIDING_MAX = 12
DOUBTFUL_MAX = 2
"""At most this many reports are written in full under a finding; the others are named in brief."""

SEVERITIES = ("grave", "serious", "minor", "technical")


@dataclass(frozen=True, slots=True)
class Register:
    """The reports that findings rest on, in the order in which they happened, numbered from 1."""

    evidence: dict[str, Evidence]
    number: dict[str, int]

    def citations(self) -> tuple[Citation, ...]:
        """Return all of them."""
        return tuple(
            Citation(number=self.number[record], evidence=each)
            for record, each in self.evidence.items()
        )


def make_register(context: ReportContext) -> Register:
    """Return the reports that findings rest on, with a number each."""
    records = {record for finding in context.findings for record in finding.records}
    evidence = evidence_of(
        context.pack, context.tables, records, context.amendments, context.speech
    )
    return Register(evidence, {record: n for n, record in enumerate(evidence, start=1)})


def alike(findings: Iterable[Finding], key: Callable[[Finding], Hashable]) -> list[list[Finding]]:
    """Return findings with equal keys together, in the order in which each key first comes."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return list(groups.values())


def cases(context: ReportContext, register: Register, verdict: str) -> tuple[Case, ...]:
    """Return the findings of a verdict on which something was reported; the gravest first."""
    findings = context.with_verdict(verdict)
    together = alike(findings, lambda finding: (finding.provision, finding.party, finding.zone))
    order = list(context.provisions)
    together.sort(
        key=lambda findings: (
            SEVERITIES.index(context.provisions[findings[0].provision].severity),
            order.index(findings[0].provision),
        )
    )
    return tuple(_case(context, register, members) for members in together)


def _case(context: ReportContext, register: Register, findings: list[Finding]) -> Case:
    first = findings[0]
    provision = context.provisions[first.provision]
    explained = [
        (members, _explain_all(context, register, members))
        for members in alike(findings, lambda finding: _content(context, finding))
    ]
    unverified = dict.fromkeys(each for _, why in explained for each in why.unverified)
    return Case(
        verdict=first.verdict,
        title=provision.title,
        party=context.party(first.party),
        zone=context.zone(first.zone),
        months=context.runs(finding.month for finding in findings),
        article=provision.article,
        agreement=context.pack.agreements[provision.agreement].title,
        words=provision.text or provision.title,
        source=explained[0][1].source,
        severity=provision.severity,
        note=provision.note,
        unverified=tuple(unverified),
        findings=tuple(_finding(context, register, members, why) for members, why in explained),
    )


def _explain_all(context: ReportContext, register: Register, members: list[Finding]) -> Explanation:
    """Explain findings that say the same: the first, with the acts that the others are of."""
    first = _explain(context, register, members[0])
    if not members[0].ref:
        return first
    others = [_explain(context, register, each) for each in members[1:]]
    every = {line.record: line for each in (first, *others) for line in each.evidence}
    return replace(first, evidence=tuple(every.values()))


def _explain(context: ReportContext, register: Register, finding: Finding) -> Explanation:
    return explain_finding(
        context.pack, finding, register.evidence, context.amendments, context.speech
    )


def _content(context: ReportContext, finding: Finding) -> Hashable:
    """Return all that a finding says, but for its month, or for the act that it is of.

    A breach of a month, and a finding that somebody answered, stands alone.
    """
    is_breach_of_month = finding.verdict == "breached" and not finding.ref
    if is_breach_of_month or finding.id in context.answers:
        return finding.id
    bounds = (finding.low, finding.high, finding.allowed_low, finding.allowed_high)
    others = tuple(each for each in finding.evidence if each != finding.ref)
    return (bool(finding.ref), *bounds, finding.reasons, others, finding.possible, finding.waivers)


def _finding(
    context: ReportContext, register: Register, findings: list[Finding], why: Explanation
) -> CaseFinding:
    first = findings[0]
    say = context.speech
    time = say.period(first.from_, first.until, context.pack.timezone)
    own_time = len(findings) == 1 or bool(first.ref)
    reports = _lines(register, why.evidence)
    deciding = [each for each in reports if each.decides]
    doubtful = [each for each in reports if not each.decides]
    in_full = deciding[:DECIDING_MAX]
    in_full += doubtful if len(doubtful) <= DOUBTFUL_MAX else []
    sentence = _short(why, context.party(first.party), time if own_time else "")
    because, settle = why.because, why.settle
    if not say.is_english:
        words = spoken(context.pack, first, why.evidence, say.language)
        sentence = words.short if own_time else words.sentence
        because, settle = words.because, words.settle
    return CaseFinding(
        id=first.id,
        ids=tuple(finding.id for finding in findings),
        time=time if len(findings) == 1 else _times(context, findings),
        sentence=sentence,
        because=" ".join(because),
        lines=tuple(in_full),
        brief=tuple(each for each in reports if each not in in_full),
        waivers=why.waivers,
        settle=settle,
        retracted=retracted_texts(
            context.pack, [finding.id for finding in findings], context.amendments, say
        ),
        settled=settled_texts(
            context.tables, {record for each in findings for record in each.records}, say
        ),
        answers=answers_to(context, findings),
    )


def _times(context: ReportContext, findings: list[Finding]) -> str:
    """Return the months of findings, and of how many acts they are."""
    months = context.runs(finding.month for finding in findings)
    if findings[0].ref:
        return context.speech.say("report-months-acts", months=months, count=len(findings))
    return months


def _lines(register: Register, reports: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
    """Return reports as lines: those that decide first, then by when they happened."""
    lines = (
        EvidenceLine(number=register.number[each.record], decides=each.decides, evidence=each)
        for each in reports
    )
    return tuple(sorted(lines, key=lambda line: (not line.decides, line.number)))


def _short(why: Explanation, party: str, time: str) -> str:
    """Return the sentence without what the case's title and the finding's month say already."""
    head, separator, rest = why.sentence.partition(f", {time}: ")
    if not time or not separator or party not in head:
        return why.sentence
    return f"{rest[:1].upper()}{rest[1:]}"
