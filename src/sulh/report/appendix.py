"""What a report says of itself and its sources: what is unverified, the method, the licences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sulh.report.model import DatedFact, SourceRow
from sulh.report.text import join_words, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.mission.pack import Pack
    from sulh.report.context import ReportContext

__all__ = ["GLOSSARY", "credits_of", "history", "method", "sources", "unverified"]

GRADES = {
    "verified": "verified",
    "secondary": "secondary",
    "to_verify": "to be verified",
    "approximate": "approximate",
}

LICENCES = {
    "UCDP": "Events: UCDP Georeferenced Event Dataset, Uppsala University, CC BY 4.0 (Sundberg and "
    "Melander 2013, doi:10.1177/0022343313484347). Deaths are its low, best and high estimates. "
    "The findings are not UCDP's.",
    "ACLED": "Events: Armed Conflict Location and Event Data (acleddata.com), under its terms of "
    "use, which restrict redistribution. The findings are not ACLED's.",
    "Geo-PKO": "Deployments: Geocoded UN Peacekeeping Operations dataset, Uppsala University (Cil, "
    "Fjelde, Hultman and Nilsson 2020, doi:10.1177/0022343319871981).",
}

GLOSSARY_TEXT = """
Admiralty code: two independent marks of a report: its source A (completely reliable) to F \
(cannot be judged), its information 1 (confirmed) to 6 (cannot be judged)
allowed: what a provision permits at a time, with the exceptions that apply
as of, up to: which reports were used, by the time they were recorded; which conduct was \
judged, by the time it happened
case: the findings of one provision, party and zone
certain, possible: an act counts as certain only when place, time, party and source are \
beyond doubt; as possible when any of them is not
coverage: a statement that somebody watched a zone for some kinds of act over a time, so that \
silence means something
exception (waiver): an agreed relaxation of a provision, with its dates
finding: a provision, a party, a zone and a month, with a verdict, what was counted and \
allowed, the reasons and the reports it rests on
nothing reported: undetermined only because no report that holds bears on it; silence proves \
nothing
simulated: made by an exercise; never judged together with real reports
unverified: a fact of the pack that nobody has read in its source, or a border drawn only \
approximately
"""

GLOSSARY: tuple[tuple[str, str], ...] = tuple(
    (word, meaning)
    for word, _, meaning in (each.partition(": ") for each in GLOSSARY_TEXT.strip().splitlines())
)


def unverified(pack: Pack) -> tuple[str, ...]:
    """Say plainly which facts of the pack are not verified."""
    return tuple(_unverified(pack))


def _unverified(pack: Pack) -> Iterator[str]:
    grades = Counter(each.evidence for each in pack.provisions)
    total = len(pack.provisions)
    if grades["to_verify"]:
        yield (
            f"{grades['to_verify']} of {plural(total, 'provision')} "
            f"{'rests' if grades['to_verify'] == 1 else 'rest'} on general knowledge, still to be "
            "checked against the document."
        )
    if grades["secondary"]:
        yield f"{grades['secondary']} of {plural(total, 'provision')} were read in secondary sources."
    with_outline = [each for each in pack.zones.values() if each.geometry is not None]
    rough = [each for each in with_outline if each.evidence != "verified"]
    if rough:
        worst = max(each.accuracy_m for each in rough)
        yield (
            f"{len(rough)} of {plural(len(with_outline), 'drawn zone')} have approximate borders, right "
            f"to within {worst / 1000:g} km at worst; whatever is reported nearer to one than that "
            "is undetermined, never a breach."
        )
    lines = [each for each in pack.lines.values() if each.evidence != "verified"]
    if lines:
        worst = max(each.accuracy_m for each in lines)
        names = join_words([each.name for each in lines])
        yield f"Drawn approximately, to within {worst / 1000:g} km: {names}."
    members = [
        f"{actor.name}: {pack.actors[each.party].name}"
        for actor in pack.actors.values()
        for each in actor.members
        if each.evidence in ("to_verify", "approximate")
    ]
    if members:
        yield (
            f"{plural(len(members), 'membership')} of coalitions "
            f"{'is' if len(members) == 1 else 'are'} still to be checked, with the dates."
        )


def history(pack: Pack) -> tuple[DatedFact, ...]:
    """Return the mission's own dates."""
    return tuple(
        DatedFact(
            date=each.date,
            text=each.text,
            source=pack.sources[each.source].title if each.source in pack.sources else each.source,
            unverified=each.evidence in ("to_verify", "approximate"),
        )
        for each in pack.history
    )


def sources(pack: Pack) -> tuple[SourceRow, ...]:
    """Return the documents, each with how many facts rest on it at which grade."""
    grades: dict[str, Counter[str]] = {}
    for source, grade in _facts(pack):
        grades.setdefault(source, Counter())[GRADES[grade]] += 1
    return tuple(
        SourceRow(
            id=each.id,
            title=each.title,
            date=each.date,
            reference=each.reference,
            note=each.note,
            grades=", ".join(
                f"{grades[each.id][grade]} {grade}"
                for grade in GRADES.values()
                if each.id in grades and grades[each.id][grade]
            ),
        )
        for each in pack.sources.values()
    )


def _facts(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the source and the grade of each fact of the pack."""
    yield from ((each.source, each.evidence) for each in pack.provisions)
    yield from ((each.source, each.evidence) for each in pack.agreements.values())
    yield from ((each.source, each.evidence) for each in pack.zones.values())
    yield from ((each.source, each.evidence) for each in pack.lines.values())
    yield from ((each.source, each.evidence) for each in pack.sites.values())
    yield from ((each.source, each.evidence) for each in pack.history)
    for actor in pack.actors.values():
        yield actor.source, actor.evidence
        yield from ((each.source, each.evidence) for each in actor.members)


METHOD = """
Every finding has one of three values. It is breached only when the evidence is certain: \
place, time, party, source, count and exceptions are each beyond doubt. It is met when a \
complete count, a completed duty or somebody who watched all of the time says so. Everything else \
is undetermined, and the report says which visit, report or date would settle it. Counts are \
bounds: “12 to 15” means at least 12 and at most 15.
Silence is not evidence. That nobody reported an act shows nothing unless somebody declared that \
they watched the zone all of the time and would have reported it.
There are two times: when something happened, and when it was recorded. “Known as of” says which \
reports were used, “conduct up to” which conduct was judged. Corrections and retractions are \
records of their own; nothing is deleted.
A report decides a finding alone when its source is marked {source} or better and its information \
{credibility} or better on the Admiralty code; F and 6 mean that it cannot be judged, and decide \
nothing. A weaker report raises doubt, and makes a finding undetermined.
The same rule holds for every party. Whoever has the same pack and the same records gets the same \
findings, to the byte.
"""

AUDIT = (
    "To check that no record was changed, removed or put in another order, run “sulh ledger audit” "
    "on a copy of the ledger and compare its size and root with those at the head of this report; "
    "to see one finding explained, run “sulh explain” with its id."
)


def method(context: ReportContext) -> tuple[str, ...]:
    """Return the method in half a page."""
    rule = context.pack.evidence_rule
    text = METHOD.format(source=rule.source_at_least, credibility=rule.credibility_at_least)
    return (
        *text.strip().splitlines(),
        *([AUDIT] if context.facts.site else []),
        *context.facts.versions,
    )


def credits_of(context: ReportContext) -> tuple[str, ...]:
    """Return the licences and attributions of the data that the report uses."""
    names = [*context.tables.all_reports()["source"].unique().sort()]
    names += [each.title for each in context.pack.sources.values()]
    return tuple(
        text
        for word, text in LICENCES.items()
        if any(word.lower() in str(n).lower() for n in names)
    )
