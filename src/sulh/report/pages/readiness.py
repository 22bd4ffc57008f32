"""What units can do on a day, their technology and their training, as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sulh.sustain import Readiness, TechnologyState, TrainingGap

__all__ = ["readiness_overview", "readiness_sheet", "training_sheet"]

TONES: dict[str, Tone] = {
    "able": "good",
    "partly": "doubt",
    "undetermined": "doubt",
    "unable": "bad",
}
Row = tuple[str | Cell, ...]


def readiness_sheet(
    results: Sequence[Readiness],
    technology: Sequence[TechnologyState],
    gaps: Sequence[TrainingGap],
    day: date,
) -> Sheet:
    """Return the dashboard of a day: what units can do, not only what they have."""
    counts = {word: sum(each.verdict == word for each in results) for word in TONES}
    short = sum(each.shortfall > 0 for each in gaps)
    return Sheet(
        title=f"What the units can do on {day}",
        subtitle="From what is proven to what may be; each capability is judged alone",
        landscape=True,
        facts=(
            *(Fact(str(number), f"capabilities {word}") for word, number in counts.items()),
            Fact(str(short), "training requirements not met"),
        ),
        sections=(_capabilities(results), *_technology(technology), _training(gaps)),
    )


def readiness_overview(
    results: Sequence[Readiness], technology: Sequence[TechnologyState], day: date
) -> Sheet:
    """Return a line for each capability, with the needs that hold it down, and the technology."""
    rows = tuple(
        (
            *_verdict(each),
            "; ".join(
                f"{state.need.name} {state.low}" + (f" ({state.reason})" if state.reason else "")
                for state in each.limits
            ),
        )
        for each in results
    )
    header = ("Unit", "Capability", "Verdict", "Sets", "Limited by")
    section = Section(heading=f"Ready on {day}", header=header, rows=rows)
    return Sheet(
        title=f"What the units can do on {day}", sections=(section, *_technology(technology))
    )


def training_sheet(gaps: Sequence[TrainingGap], day: date) -> Sheet:
    """Return the training that units need and hold on a day."""
    return Sheet(title=f"Training on {day}", landscape=True, sections=(_training(gaps),))


def span(low: int, high: int) -> str:
    """Return bounds as words."""
    return str(low) if low == high else f"{low} to {high}"


def _verdict(each: Readiness) -> Row:
    return (
        each.unit,
        each.capability.title,
        Cell(each.verdict, TONES[each.verdict]),
        f"{span(each.low, each.high)} of {each.capability.sets}",
    )


def _capabilities(results: Sequence[Readiness]) -> Section:
    rows: list[Row] = []
    for each in results:
        first = _verdict(each)
        for state in each.states:
            is_supply = state.need.kind == "supply"
            amount = state.need.amount * (1 if is_supply else each.capability.sets)
            rows.append(
                (
                    *first,
                    Cell(state.need.name, "bad" if state in each.limits else ""),
                    f"{span(state.low, state.high)} of {amount}{' days' if is_supply else ''}",
                    Cell(state.reason, "doubt" if state.reason else ""),
                    _records(state.records),
                )
            )
            first = ("", "", "", "")
    return Section(
        heading="Capabilities",
        sentences=("A need in red limits the proven number of sets.",),
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


def _technology(technology: Sequence[TechnologyState]) -> tuple[Section, ...]:
    if not technology:
        return ()
    return (
        Section(
            heading="Technology and cyber readiness",
            sentences=(
                "Usable is the least of: proven serviceable, serviced in time, with a trained operator.",
            ),
            header=(
                *("Unit", "Class", "Equipment", "Agreed", "Serviceable", "Serviced", "Operators"),
                *("Usable", "Why in doubt", "Records"),
            ),
            rows=tuple(
                (
                    *(each.unit, each.group, each.category, str(each.agreed)),
                    span(each.low, each.high),
                    "no interval" if each.items_serviced is None else str(each.items_serviced),
                    "no course" if each.operators is None else str(each.operators),
                    Cell(span(each.usable_low, each.usable_high), _usable_tone(each)),
                    each.reason,
                    _records(each.records),
                )
                for each in technology
            ),
            numbers=frozenset({3, 4, 5, 6, 7}),
            wide=frozenset({8}),
        ),
    )


def _usable_tone(each: TechnologyState) -> Tone:
    if each.usable_low >= each.agreed:
        return "good"
    return "doubt" if each.usable_high else "bad"


def _training(gaps: Sequence[TrainingGap]) -> Section:
    return Section(
        heading="Training",
        sentences=("Certificates from an exercise have their own column and are not counted.",),
        header=(
            *("Unit", "Course", "Role", "Day", "Needed", "Held", "Expire in 90 days"),
            *("Exercise only", "Missing", "Records"),
        ),
        rows=tuple(
            (
                *(each.unit, each.course, each.role, str(each.day)),
                *(str(each.need), str(each.holders)),
                Cell(str(each.holders_expiring), "doubt" if each.holders_expiring else ""),
                str(each.holders_simulated),
                Cell(str(each.shortfall), "bad" if each.shortfall else ""),
                _records(each.records),
            )
            for each in gaps
        ),
        numbers=frozenset({4, 5, 6, 7, 8}),
        wide=frozenset({0, 9}),
    )


def _records(refs: tuple[str, ...]) -> Cell:
    return Cell(", ".join(refs) or "no record", "soft")
