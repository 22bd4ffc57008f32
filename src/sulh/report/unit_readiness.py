"""What units can do on a day, their technology and their training, as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sulh.sustain import Readiness, TechnologyState, TrainingGap

__all__ = ["readiness_sheet"]

TONES: dict[str, Tone] = {
    "able": "good",
    "partly": "doubt",
    "undetermined": "doubt",
    "unable": "bad",
}


def readiness_sheet(
    found: Sequence[Readiness],
    technology: Sequence[TechnologyState],
    gaps: Sequence[TrainingGap],
    day: date,
) -> Sheet:
    """Return the dashboard of a day: what units can do, not only what they have."""
    counts = {word: sum(each.verdict == word for each in found) for word in TONES}
    short = sum(each.missing > 0 for each in gaps)
    sections = [_capabilities(found)]
    if technology:
        sections.append(_technology(technology))
    sections.append(_training(gaps))
    return Sheet(
        title=f"What the units can do on {day}",
        subtitle="From what is proven to what may be; each capability is judged alone",
        landscape=True,
        facts=(
            *(Fact(str(number), f"capabilities {word}") for word, number in counts.items()),
            Fact(str(short), "training requirements not met"),
        ),
        sections=tuple(sections),
    )


def span(low: int, high: int) -> str:
    """Return bounds as words."""
    return str(low) if low == high else f"{low} to {high}"


def _capabilities(found: Sequence[Readiness]) -> Section:
    rows: list[tuple[str | Cell, ...]] = []
    for each in found:
        first: tuple[str | Cell, ...] = (
            each.unit,
            each.capability.title,
            Cell(each.verdict, TONES[each.verdict]),
            f"{span(each.low, each.high)} of {each.capability.sets}",
        )
        for state in each.states:
            is_supply = state.need.kind == "supply"
            wanted = state.need.amount * (1 if is_supply else each.capability.sets)
            limits = state in each.limits
            rows.append(
                (
                    *first,
                    Cell(state.need.name, "bad" if limits else ""),
                    f"{span(state.low, state.high)} of {wanted}{' days' if is_supply else ''}",
                    Cell(state.reason, "doubt" if state.reason else ""),
                    Cell(", ".join(state.records) or "no record", "soft"),
                )
            )
            first = ("", "", "", "")
    return Section(
        heading="Capabilities",
        sentences=("A need in red holds the proven number of sets down.",),
        header=(
            "Unit",
            "Capability",
            "Verdict",
            "Sets",
            "Need",
            "There",
            "Why in doubt",
            "Records",
        ),
        rows=tuple(rows),
        wide=frozenset({1, 6}),
    )


def _technology(technology: Sequence[TechnologyState]) -> Section:
    return Section(
        heading="Technology and cyber readiness",
        sentences=(
            "Usable is the least of: proven serviceable, serviced in time, with a trained operator.",
        ),
        header=(
            "Unit",
            "Class",
            "Equipment",
            "Agreed",
            "Serviceable",
            "Serviced",
            "Operators",
            "Usable",
            "Why in doubt",
            "Records",
        ),
        rows=tuple(
            (
                each.unit,
                each.group,
                each.category,
                str(each.agreed),
                span(each.low, each.high),
                "no interval" if each.serviced is None else str(each.serviced),
                "no course" if each.operators is None else str(each.operators),
                Cell(
                    span(each.usable_low, each.usable_high),
                    "good"
                    if each.usable_low >= each.agreed
                    else "doubt"
                    if each.usable_high
                    else "bad",
                ),
                each.reason,
                Cell(", ".join(each.records) or "no record", "soft"),
            )
            for each in technology
        ),
        numbers=frozenset({3, 4, 5, 6, 7}),
        wide=frozenset({8}),
    )


def _training(gaps: Sequence[TrainingGap]) -> Section:
    return Section(
        heading="Training",
        sentences=("Certificates from an exercise are shown apart and are not counted.",),
        header=(
            "Unit",
            "Course",
            "Role",
            "Day",
            "Needed",
            "Held",
            "Expire in 90 days",
            "Exercise only",
            "Missing",
            "Records",
        ),
        rows=tuple(
            (
                each.unit,
                each.course,
                each.role,
                str(each.day),
                str(each.needed),
                str(each.holders),
                Cell(str(each.expiring), "doubt" if each.expiring else ""),
                str(each.simulated),
                Cell(str(each.missing), "bad" if each.missing else ""),
                Cell(", ".join(each.records) or "no record", "soft"),
            )
            for each in gaps
        ),
        numbers=frozenset({4, 5, 6, 7, 8}),
        wide=frozenset({0, 9}),
    )
