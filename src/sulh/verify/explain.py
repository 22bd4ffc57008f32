"""Explain a finding in plain words: what was agreed, what was reported, what is missing."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sulh.languages.speech import ENGLISH
from sulh.mission.provisions import Evidence as Grade
from sulh.mission.provisions import Provision, RespectLine, Waive
from sulh.picture.amendments import NO_AMENDMENTS
from sulh.verify.evidence_rows import Evidence, amendment_text, evidence_of
from sulh.verify.reasons import REASONS
from sulh.verify.sentences import FindingWords, sentence_of
from sulh.verify.what_is_missing import next_steps
from sulh.verify.wording import allowance_text, bounds_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sulh.languages.speech import Speech
    from sulh.mission.pack import Pack
    from sulh.observe.tables import Tables
    from sulh.picture import Amendments
    from sulh.verify.findings import Finding, Findings

__all__ = ["Explanation", "explain", "explain_finding", "retracted_texts", "settled_texts"]

UNVERIFIED: dict[Grade, str] = {
    "secondary": "grade-secondary",
    "to_verify": "grade-to-verify",
    "approximate": "grade-approximate",
}
"""The message that says what a grade below *verified* means (docs/reference/pack-format.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a finding is what it is, in plain words.

    `words` are the provision's; `because` has one sentence a reason, `settle` one for each reason of
    *undetermined*, `waivers` one for each agreed exception that touches the finding, `retracted` one for
    each report that would bear on it and was taken back, `settled` one for each comparison of its records, and
    `unverified` one for each fact of the pack
    that it rests on and nobody read in its source.
    """

    finding: str
    title: str
    verdict: str
    sentence: str
    article: str
    words: str
    source: str
    because: tuple[str, ...]
    measured: str
    allowed: str
    waivers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    settle: tuple[str, ...]
    unverified: tuple[str, ...]
    simulated: bool
    agreement: str
    retracted: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return asdict(self)

    def as_text(self) -> str:
        """Return it as lines of plain text."""
        lines = ["SIMULATED: this finding rests on exercise records only."] * self.simulated
        lines += [f"{self.title} [{self.finding}]", self.sentence, ""]
        lines += [f"Based on {self.article}, {self.agreement} ({self.source}):", f"  {self.words}"]
        for heading, texts in (
            ("Because", self.because),
            ("Decided by", [each.as_text() for each in self.evidence if each.decides]),
            ("In doubt", [each.as_text() for each in self.evidence if not each.decides]),
            ("Settled by a comparison", self.settled),
            ("Retracted, and no longer used", self.retracted),
            ("Exceptions that touch it", self.waivers),
            ("What would settle it", self.settle),
            ("Not verified", self.unverified),
        ):
            if texts:
                lines += ["", f"{heading}:", *(f"  - {each}" for each in texts)]
        return "\n".join(lines)


def explain(
    pack: Pack,
    tables: Tables,
    findings: Findings,
    finding_id: str,
    amendments: Amendments = NO_AMENDMENTS,
) -> Explanation:
    """Explain one finding.

    Parameters
    ----------
    pack, tables
        Those that the findings were made from.
    findings
        As `sulh.verify.verify` returned them.
    finding_id
        Its id, or the beginning of it where no other finding's id begins so.
    amendments
        The corrections and retractions that hold; by default none is known.

    Raises
    ------
    InputError
        When no finding, or more than one, has an id that begins so.
    """
    finding = findings.find(finding_id)
    evidence = evidence_of(pack, tables, finding.records, amendments)
    explanation = explain_finding(pack, finding, evidence, amendments)
    return replace(explanation, settled=settled_texts(tables, finding.records))


def settled_texts(
    tables: Tables, records: Collection[str], speech: Speech = ENGLISH
) -> tuple[str, ...]:
    """Say who settled which of some records to be one event, or different ones."""
    return tuple(_settled(tables, frozenset(records), speech))


def _settled(tables: Tables, records: frozenset[str], speech: Speech) -> Iterator[str]:
    columns = ("index", "source", "reports", "judgement")
    for index, source, reports, judgement in tables.comparisons.select(columns).iter_rows():
        own = [each[:12] for each in reports if each in records]
        if own:
            others = len(reports) - len(own)
            names = speech.comma(own)
            yield speech.say(
                "settled-same" if judgement == "same" else "settled-different",
                source=source,
                names=speech.say("settled-with", names=names, count=others) if others else names,
                record=tables.ids[index][:12],
            )


def explain_finding(
    pack: Pack,
    finding: Finding,
    evidence: Mapping[str, Evidence],
    amendments: Amendments = NO_AMENDMENTS,
    speech: Speech = ENGLISH,
) -> Explanation:
    """Explain a finding.

    `evidence` holds at least the finding's records, as `evidence_of` returns them: for many
    findings it is made once. `speech` says the waivers, what is retracted and what is unverified;
    `sulh.report.spoken` says the other sentences in its language.
    """
    provision = next(each for each in pack.provisions if each.id == finding.provision)
    source = pack.sources.get(provision.source)
    words = FindingWords(pack, provision, finding)
    waivers = tuple(each for each in pack.provisions if each.id in finding.waivers)
    reports = _reports(finding, evidence)
    return Explanation(
        finding=finding.id,
        title=_title(words),
        verdict=finding.verdict,
        sentence=sentence_of(words),
        article=provision.article,
        words=provision.text or provision.title,
        source=source.title if source else provision.source,
        because=tuple(_sentence(REASONS[reason]) for reason in finding.reasons)
        + tuple(_one_event(group, evidence) for group in finding.same_groups),
        measured=bounds_text(finding.low, finding.high),
        allowed=allowance_text(finding.allowed_low, finding.allowed_high),
        waivers=tuple(_waiver(pack, each, speech) for each in waivers),
        evidence=reports,
        settle=next_steps(words, reports),
        unverified=tuple(_unverified(pack, provision, finding, waivers, speech)),
        simulated=finding.simulated,
        agreement=pack.agreements[provision.agreement].title,
        retracted=retracted_texts(pack, [finding.id], amendments, speech),
    )


def retracted_texts(
    pack: Pack, finding_ids: Iterable[str], amendments: Amendments, speech: Speech = ENGLISH
) -> tuple[str, ...]:
    """Name the retracted reports that would bear on some findings, with both records and the time."""
    bearing = (each for name in finding_ids for each in amendments.retracted.get(name, ()))
    return tuple(
        speech.say(
            "retracted-report",
            record=each.record[:12],
            source=f"{each.source} {each.ref}",
            text=amendment_text(each, pack.timezone, speech),
        )
        for each in dict.fromkeys(bearing)
    )


def _reports(finding: Finding, evidence: Mapping[str, Evidence]) -> tuple[Evidence, ...]:
    """Return the finding's reports, those that decide first, marked whether they do."""
    roles = dict.fromkeys(finding.evidence, True)
    for record in finding.possible:
        roles.setdefault(record, False)
    return tuple(
        replace(evidence[record], decides=decides)
        for record, decides in roles.items()
        if record in evidence
    )


def _one_event(group: tuple[str, ...], evidence: Mapping[str, Evidence]) -> str:
    """Say which reports may be of one event."""
    names = [
        f"{record[:12]} ({evidence[record].source})" if record in evidence else record[:12]
        for record in group
    ]
    return f"May be one event: {', '.join(names)}."


def _title(words: FindingWords) -> str:
    ref = f" (record {words.finding.ref[:12]})" if words.finding.ref else ""
    return f"{words.provision.title}: {words.party} {words.place}, {words.time}{ref}"


def _sentence(clause: str) -> str:
    return f"{clause[0].upper()}{clause[1:]}."


def _waiver(pack: Pack, provision: Provision, speech: Speech) -> str:
    assert isinstance(provision.terms, Waive)  # noqa: S101 -- findings name waivers only
    start, until = provision.in_force_from, provision.in_force_until
    if until is None:
        first = speech.period(start, start + timedelta(days=1), pack.timezone)
        dates = speech.say("waiver-from", first=first)
    else:
        dates = speech.period(start, until, pack.timezone)
    values = {
        "title": provision.title,
        "article": provision.article,
        "dates": dates,
        "terms": _terms_of(provision.terms, speech),
    }
    grade = UNVERIFIED.get(provision.evidence)
    if grade is None:
        return speech.say("waiver-line", **values)
    exception = speech.say("grade-exception")
    return speech.say("waiver-line-grade", **values, grade=speech.say(grade, fact=exception))


def _terms_of(terms: Waive, speech: Speech) -> str:
    if terms.suspends:
        return speech.say("waiver-suspends")
    if terms.adds is not None:
        low, high = terms.adds.low, terms.adds.high
        if high is None:
            return speech.say("waiver-more-any", low=speech.number(low))
        return speech.say("waiver-more", bounds=speech.bounds(low, high))
    return speech.say("waiver-instead", most=speech.number(terms.at_most or 0))


def _unverified(
    pack: Pack,
    provision: Provision,
    finding: Finding,
    waivers: tuple[Provision, ...],
    speech: Speech,
) -> list[str]:
    """Return the facts of the pack that the finding rests on and that nobody read in their source."""
    agreement, party = pack.agreements[provision.agreement], pack.actors[finding.party]
    say = speech.say
    facts: list[tuple[str, Grade]] = [
        (say("fact-agreement", title=agreement.title), agreement.evidence),
        (say("fact-provision", title=provision.title), provision.evidence),
        (say("fact-party", party=party.name), party.evidence),
    ]
    zone = pack.zones.get(finding.zone)
    if zone is not None and zone.geometry is not None:
        metres = speech.number(zone.accuracy_m)
        facts.append((say("fact-border", name=zone.name, metres=metres), zone.evidence))
    if isinstance(provision.terms, RespectLine):
        line = pack.lines[provision.terms.line]
        metres = speech.number(line.accuracy_m)
        facts.append((say("fact-line", name=line.name, metres=metres), line.evidence))
    facts += [(say("fact-exception", title=each.title), each.evidence) for each in waivers]
    if "coalition" in finding.reasons:
        facts += [
            (say("fact-member", name=actor.name, party=party.name), member.evidence)
            for actor in pack.actors.values()
            for member in actor.members
            if member.party == party.id
        ]
    return [
        say("grade-sentence", text=say(UNVERIFIED[grade], fact=fact))
        for fact, grade in dict.fromkeys(facts)
        if grade in UNVERIFIED
    ]
