"""Each project at a moment: money, progress, who is reached, what is late and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sulh.languages.sentence import sentence
from sulh.recover.rebuild.earned import EarnedValue, Part, earned_value
from sulh.recover.returns.disclosure import parts_of, release, widest
from sulh.recover.returns.flows import place_key
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.recover.rebuild_records import (
        Milestone,
        Payment,
        Project,
        ProjectProgress,
        ProjectReach,
    )
    from sulh.recover.returns.disclosure import PersonCount

__all__ = ["LateMilestone", "ProjectLine", "ReachLine", "project_lines"]

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachLine:
    """People of a community whom a project is to reach (``intended``) or reached; counts are rounded.

    `parts` are by sex and age; ``unknown``: the report does not tell them apart.
    """

    project: str
    community: str
    reach: str
    people: PersonCount
    parts: Mapping[str, PersonCount]

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "project": self.project,
            "community": self.community,
            "reach": self.reach,
            "people": [self.people.low, self.people.high],
            "parts": {name: [each.low, each.high] for name, each in self.parts.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LateMilestone:
    """A milestone whose end has passed and which is not done, and why, where somebody said it."""

    milestone: str
    title: str
    due: datetime
    percent: int
    cause: str
    remark: str

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "milestone": self.milestone,
            "title": self.title,
            "due": format_utc(self.due),
            "percent": self.percent,
            "cause": self.cause,
            "remark": self.remark,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLine:
    """One project: its money in its own currency, its progress, its late milestones, its people.

    `stage`: proposed, agreed or refused, as the record says or the last decision. `gifts`: what was received,
    by who gave it. `value` is None where no milestone says what is planned.
    """

    project: Project
    stage: str
    gifts: Mapping[str, Decimal]
    committed: Decimal
    paid: Decimal
    value: EarnedValue | None
    late: tuple[LateMilestone, ...]
    reach: tuple[ReachLine, ...]

    @property
    def number(self) -> str:
        """The project's number."""
        return self.project.origin.ref

    @property
    def places(self) -> tuple[str, ...]:
        """The place where it is built, and the communities that it serves."""
        own = place_key(self.project.place.name, self.project.place.district)
        return tuple(dict.fromkeys((own, *(each.community for each in self.reach))))

    @property
    def received(self) -> Decimal:
        """The money received from all."""
        return sum(self.gifts.values(), Decimal(0))

    @property
    def progress(self) -> float:
        """The share of the budget whose work is done, 0 to 1."""
        return float(self.value.earned / self.value.budget) if self.value else 0.0

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has; amounts are texts."""
        return {
            "project": self.number,
            "title": self.project.title,
            "place": place_key(self.project.place.name, self.project.place.district),
            "service": self.project.service,
            "scale": self.project.scale,
            "stage": self.stage,
            "contractor": self.project.contractor,
            "funder": self.project.funder,
            "risk": self.project.risk,
            "risk_note": self.project.risk_note,
            "begins": format_utc(self.project.span.start),
            "ends": format_utc(self.project.span.end),
            "budget": f"{self.project.budget:f}",
            "currency": self.project.currency,
            "received": f"{self.received:f}",
            "committed": f"{self.committed:f}",
            "paid": f"{self.paid:f}",
            "progress": round(self.progress, 4),
            "value": self.value.content() if self.value else None,
            "late": [each.content() for each in self.late],
            "reach": [each.content() for each in self.reach],
        }


def project_lines(
    projects: Sequence[Project],
    milestones: Sequence[Milestone],
    progress: Sequence[ProjectProgress],
    payments: Sequence[Payment],
    reach: Sequence[ProjectReach],
    *,
    at: datetime,
    stages: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[ProjectLine, ...], tuple[Sentence, ...]]:
    """Return each project at a moment (UTC), and in sentences the records that do not fit.

    `stages` are what decisions made of projects, by their numbers.

    Of one sender the last word about a milestone or a community counts. Where senders differ about a
    milestone, the least counts and the sentence names them; about people, the bounds hold what all say.
    """
    faults: list[Sentence] = []
    by_number: dict[str, Project] = {}
    for each in projects:
        number = each.origin.ref
        if number in by_number:
            faults.append(
                sentence(
                    "project-doubled",
                    project=number,
                    first=by_number[number].origin.source,
                    second=each.origin.source,
                )
            )
        else:
            by_number[number] = each
    steps = _milestones(by_number, milestones, faults)
    words = _words(steps, [each for each in progress if each.span.start < at], faults)
    money = _money(by_number, [each for each in payments if each.span.start < at], faults)
    people = _reach(by_number, [each for each in reach if each.span.start < at], faults)
    lines = tuple(
        _line(
            each,
            steps.get(number, []),
            words,
            money,
            people.get(number, ()),
            faults,
            stage=stages.get(number, each.stage),
            at=at,
        )
        for number, each in sorted(by_number.items())
    )
    return lines, tuple(faults)


def _milestones(
    by_number: Mapping[str, Project], milestones: Iterable[Milestone], faults: list[Sentence]
) -> dict[str, list[Milestone]]:
    steps: dict[str, list[Milestone]] = {}
    seen: set[tuple[str, str]] = set()
    for each in sorted(milestones, key=lambda each: (each.span.start, each.origin.ref)):
        record = sentence("milestone-record", ref=each.origin.ref, source=each.origin.source)
        if each.project not in by_number:
            faults.append(sentence("project-unknown", record=record, project=each.project))
        elif (each.project, each.origin.ref) in seen:
            faults.append(sentence("milestone-doubled", record=record, project=each.project))
        else:
            seen.add((each.project, each.origin.ref))
            steps.setdefault(each.project, []).append(each)
    return steps


def _words(
    steps: Mapping[str, list[Milestone]],
    progress: Iterable[ProjectProgress],
    faults: list[Sentence],
) -> dict[tuple[str, str], ProjectProgress]:
    """Return the word that counts for each milestone."""
    steps_there = {(name, each.origin.ref) for name, several in steps.items() for each in several}
    words: dict[tuple[str, str], dict[str, ProjectProgress]] = {}
    for each in sorted(progress, key=lambda each: each.span.start):
        key = (each.project, each.milestone)
        if key in steps_there:
            words.setdefault(key, {})[each.origin.source] = each
        else:
            faults.append(
                sentence(
                    "milestone-unknown",
                    record=sentence(
                        "progress-record", ref=each.origin.ref, source=each.origin.source
                    ),
                    project=each.project,
                    milestone=each.milestone,
                )
            )
    for (project, milestone), by_source in words.items():
        if len({each.percent for each in by_source.values()}) > 1:
            says = tuple(
                sentence("percent-of-source", source=source, percent=each.percent)
                for source, each in sorted(by_source.items())
            )
            faults.append(
                sentence("progress-differs", project=project, milestone=milestone, says=says)
            )
    return {
        key: min(by_source.values(), key=lambda each: (each.percent, each.origin.source))
        for key, by_source in words.items()
    }


def _money(
    by_number: Mapping[str, Project], payments: Iterable[Payment], faults: list[Sentence]
) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Return the sums by project and what happened to the money, by organisation."""
    sums: dict[tuple[str, str], dict[str, Decimal]] = {}
    for each in payments:
        record = sentence("payment-record", ref=each.origin.ref, source=each.origin.source)
        project = by_number.get(each.project)
        if project is None:
            faults.append(sentence("project-unknown", record=record, project=each.project))
        elif each.currency != project.currency:
            faults.append(
                sentence(
                    "payment-currency",
                    record=record,
                    amount=each.amount,
                    currency=each.currency,
                    own=project.currency,
                )
            )
        else:
            own = sums.setdefault((each.project, each.money), {})
            own[each.organisation] = own.get(each.organisation, Decimal(0)) + each.amount
    return sums


def _reach(
    by_number: Mapping[str, Project], reach: Iterable[ProjectReach], faults: list[Sentence]
) -> dict[str, tuple[ReachLine, ...]]:
    last: dict[tuple[str, str, str], dict[str, ProjectReach]] = {}
    for each in sorted(reach, key=lambda each: each.span.start):
        if each.project not in by_number:
            faults.append(
                sentence(
                    "project-unknown",
                    record=sentence("reach-record", ref=each.origin.ref, source=each.origin.source),
                    project=each.project,
                )
            )
            continue
        key = (each.project, place_key(each.place.name, each.place.district), each.reach)
        last.setdefault(key, {})[each.origin.source] = each
    lines: dict[str, tuple[ReachLine, ...]] = {}
    for (project, community, word), by_source in sorted(last.items()):
        parts = [parts_of(each) for each in by_source.values()]
        names = dict.fromkeys(name for each in parts for name in each)
        line = ReachLine(
            project=project,
            community=community,
            reach=word,
            people=widest(release(each.people) for each in by_source.values()),
            parts={name: widest(each[name] for each in parts if name in each) for name in names},
        )
        lines[project] = (*lines.get(project, ()), line)
    return lines


def _line(
    project: Project,
    steps: Sequence[Milestone],
    words: Mapping[tuple[str, str], ProjectProgress],
    money: Mapping[tuple[str, str], Mapping[str, Decimal]],
    people: tuple[ReachLine, ...],
    faults: list[Sentence],
    *,
    stage: str,
    at: datetime,
) -> ProjectLine:
    number = project.origin.ref
    paid = sum(money.get((number, "paid"), {}).values(), Decimal(0))

    def percent(step: Milestone) -> int:
        word = words.get((number, step.origin.ref))
        return word.percent if word else 0

    if paid > project.budget:
        faults.append(
            sentence(
                "project-overpaid",
                project=number,
                paid=paid,
                currency=project.currency,
                budget=project.budget,
            )
        )
    return ProjectLine(
        project=project,
        stage=stage,
        gifts=dict(sorted(money.get((number, "received"), {}).items())),
        committed=sum(money.get((number, "committed"), {}).values(), Decimal(0)),
        paid=paid,
        value=_value(project, steps, percent, paid, faults, at),
        late=tuple(
            LateMilestone(
                milestone=each.origin.ref,
                title=each.title,
                due=each.span.end,
                percent=percent(each),
                cause=word.cause if word else "",
                remark=word.remark if word else "",
            )
            for each in steps
            if each.span.end < at and percent(each) < WHOLE
            for word in (words.get((number, each.origin.ref)),)
        ),
        reach=people,
    )


def _value(
    project: Project,
    steps: Sequence[Milestone],
    percent: Callable[[Milestone], int],
    paid: Decimal,
    faults: list[Sentence],
    at: datetime,
) -> EarnedValue | None:
    """Return the earned value; shares that leave a rest of the budget are one more part, not done."""
    if not steps:
        return None
    whole = sum((each.share for each in steps), Decimal(0))
    number = project.origin.ref
    if whole > WHOLE:
        faults.append(sentence("milestones-too-much", project=number, percent=whole))
        return None
    parts = [
        Part(span=each.span, share=each.share, progress=percent(each) / WHOLE) for each in steps
    ]
    if whole < WHOLE:
        faults.append(sentence("milestones-too-little", project=number, percent=whole))
        parts.append(Part(span=project.span, share=WHOLE - whole, progress=Decimal(0)))
    return earned_value(project.budget, parts, paid, at=at)
