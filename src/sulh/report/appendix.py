"""What a report says of itself and its sources: what is unverified, the method, the licences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sulh.report.model import DatedFact, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.languages.speech import Speech
    from sulh.mission.pack import Pack
    from sulh.report.context import ReportContext

__all__ = ["credits_of", "glossary", "history", "method", "sources", "unverified"]

GRADES = ("verified", "secondary", "to_verify", "approximate")
LICENCES = {"UCDP": "ucdp", "ACLED": "acled", "Geo-PKO": "geo-pko"}
"""The word by which a source is known, and its message, ``licence-NAME``."""

WORDS = (
    "admiralty",
    "allowed",
    "as-of",
    "case",
    "certain",
    "coverage",
    "exception",
    "finding",
    "silent",
    "simulated",
    "unverified",
)
"""The words that a report explains: ``glossary-WORD`` says which, ``glossary-WORD-means`` what it means."""

SECOND = {2: "method-two-reports", None: "method-second-report"}
METHOD = ("values", "silence", "times", "decides", "same")


def glossary(speech: Speech) -> tuple[tuple[str, str], ...]:
    """Return the words that a report explains, each with its meaning."""
    names = (f"glossary-{each}" for each in WORDS)
    return tuple((speech.say(name), speech.say(f"{name}-means")) for name in names)


def unverified(pack: Pack, speech: Speech) -> tuple[str, ...]:
    """Say plainly which facts of the pack are not verified."""
    return tuple(_unverified(pack, speech))


def _unverified(pack: Pack, speech: Speech) -> Iterator[str]:
    grades = Counter(each.evidence for each in pack.provisions)
    provisions = speech.say("report-provisions", count=len(pack.provisions))
    if grades["to_verify"]:
        count = grades["to_verify"]
        yield speech.say("report-rests-on-knowledge", count=count, provisions=provisions)
    if grades["secondary"]:
        count = grades["secondary"]
        yield speech.say("report-read-secondary", count=count, provisions=provisions)
    with_outline = [each for each in pack.zones.values() if each.geometry is not None]
    rough = [each for each in with_outline if each.evidence != "verified"]
    if rough:
        yield speech.say(
            "report-rough-borders",
            count=len(rough),
            zones=speech.say("report-drawn-zones", count=len(with_outline)),
            km=f"{max(each.accuracy_m for each in rough) / 1000:g}",
        )
    lines = [each for each in pack.lines.values() if each.evidence != "verified"]
    if lines:
        yield speech.say(
            "report-rough-lines",
            km=f"{max(each.accuracy_m for each in lines) / 1000:g}",
            names=speech.join([each.name for each in lines]),
        )
    members = sum(
        each.evidence in ("to_verify", "approximate")
        for actor in pack.actors.values()
        for each in actor.members
    )
    if members:
        yield speech.say("report-memberships", count=members)


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


def sources(pack: Pack, speech: Speech) -> tuple[SourceRow, ...]:
    """Return the documents, each with how many facts rest on it at which grade."""
    grades: dict[str, Counter[str]] = {}
    for source, grade in _facts(pack):
        grades.setdefault(source, Counter())[grade] += 1
    return tuple(
        SourceRow(
            id=each.id,
            title=each.title,
            date=each.date,
            reference=each.reference,
            note=each.note,
            grades=speech.comma(
                [
                    speech.say(f"graded-{grade.replace('_', '-')}", count=grades[each.id][grade])
                    for grade in GRADES
                    if each.id in grades and grades[each.id][grade]
                ]
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


def method(context: ReportContext) -> tuple[str, ...]:
    """Return the method in half a page."""
    rule, say = context.pack.evidence_rule, context.speech.say
    marks = {"source": rule.source_at_least, "credibility": str(rule.credibility_at_least)}
    return (
        *(say(f"method-{each}", **(marks if each == "decides" else {})) for each in METHOD),
        *([say(SECOND[rule.reports_at_least])] if rule.reports_at_least in SECOND else []),
        *([say("method-audit")] if context.facts.site else []),
        *(each.say(context.speech) for each in context.facts.versions),
    )


def credits_of(context: ReportContext) -> tuple[str, ...]:
    """Return the licences and attributions of the data that the report uses."""
    names = [*context.tables.all_reports()["source"].unique().sort()]
    names += [each.title for each in context.pack.sources.values()]
    return tuple(
        context.speech.say(f"licence-{name}")
        for word, name in LICENCES.items()
        if any(word.lower() in str(n).lower() for n in names)
    )
