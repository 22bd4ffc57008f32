"""The page of a disaster's first 72 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.pages.needs import first_needs_section
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from sulh.respond import FirstDaysPlan, SectorLine

__all__ = ["first_days_sheet"]

LEVELS = {
    "asr-1": "1, wide area",
    "asr-2": "2, sector",
    "asr-3": "3, rapid search and rescue",
    "asr-4": "4, full search and rescue",
    "asr-5": "5, total coverage",
}
ACCESS: dict[str, Tone] = {"open": "good", "hard": "doubt", "closed": "bad", "": "soft"}
FIRST: dict[str, Tone] = {"A": "bad", "B": "bad", "C": "doubt", "D": "doubt"}


def first_days_sheet(plan: FirstDaysPlan) -> Sheet:
    """Return the page of the plan."""
    live = sum(each.live or 0 for each in plan.visits)
    rapid, full = plan.hours
    return Sheet(
        title="The first 72 hours",
        banner="SIMULATED: exercise records" if plan.simulated else "",
        subtitle=f"{plan.at:%Y-%m-%d %H:%M} to {plan.until:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(f"{len(plan.visits):,}", "worksites that a team reaches"),
            Fact(f"{len(plan.waits):,}", "worksites that must wait"),
            Fact(f"{live:,}", "people known to be alive there"),
            Fact(
                f"{sum(not each.is_assessed for each in plan.sectors):,} of {len(plan.sectors):,}",
                "sectors to assess first",
            ),
        ),
        sections=(
            _visits(plan),
            *_waits(plan),
            _sectors(plan),
            *_needs(plan),
            Section(
                heading="What this rests on",
                bullets=(
                    plan.assumption,
                    f"Rapid rescue takes {rapid:g} hours, full rescue {full:g}: assumptions.",
                    "Worksites go by triage category, A to F (INSARAG 2020, Worksite Triage Form).",
                    "Within one: people alive, then people missing. The team that is there first goes.",
                    "The plan is quick to redo when a record comes in, and is not proven to be the best.",
                ),
            ),
        ),
        landscape=True,
    )


def _visits(plan: FirstDaysPlan) -> Section:
    return Section(
        heading="Who searches where",
        sentences=() if plan.visits else ("No team reaches a worksite.",),
        header=(
            "worksite",
            "category",
            "alive",
            "team",
            "arrival (UTC)",
            "until (UTC)",
            "way",
            "dangers",
        ),
        rows=tuple(
            (
                each.site,
                Cell(each.category, FIRST.get(each.category, "")),
                "unknown" if each.live is None else f"{each.live:,}",
                each.unit,
                f"{each.arrival:%m-%d %H:%M}",
                f"{each.end:%m-%d %H:%M}",
                f"{each.minutes:,.0f} min",
                Cell("; ".join(each.dangers), "bad"),
            )
            for each in sorted(plan.visits, key=lambda each: (each.arrival, each.site))
        ),
        numbers=frozenset((2, 6)),
        wide=frozenset((7,)),
        notes=(f"Finished, or nobody can be alive: {', '.join(plan.finished)}.",)
        if plan.finished
        else (),
    )


def _waits(plan: FirstDaysPlan) -> tuple[Section, ...]:
    if not plan.waits:
        return ()
    return (
        Section(
            heading="What must wait",
            header=("worksite", "category", "why"),
            rows=tuple(
                (each.site, Cell(each.category, FIRST.get(each.category, "")), each.reason)
                for each in plan.waits
            ),
            wide=frozenset((2,)),
        ),
    )


def _sectors(plan: FirstDaysPlan) -> Section:
    return Section(
        heading="Sectors",
        sentences=("Those whose worksites nobody has looked for come first.",)
        if plan.sectors
        else ("No sector was assessed.",),
        header=(
            "sector",
            "level that is finished",
            "collapsed",
            "affected",
            "access",
            "needed first",
        ),
        rows=tuple(_sector(each) for each in plan.sectors),
        numbers=frozenset((2, 3)),
        wide=frozenset((5,)),
    )


def _sector(line: SectorLine) -> tuple[str | Cell, ...]:
    return (
        line.sector,
        Cell(LEVELS[line.level], "good" if line.is_assessed else "bad"),
        "unknown" if line.collapsed is None else f"{line.collapsed:.0%}",
        "unknown" if line.affected is None else str(line.affected),
        Cell(line.access or "unknown", ACCESS[line.access]),
        "; ".join(line.first_needs),
    )


def _needs(plan: FirstDaysPlan) -> tuple[Section, ...]:
    if plan.needs is None:
        return ()
    return (
        first_needs_section(
            plan.needs,
            heading="What the displaced need in 72 hours",
            note="By the minimum standards of `sulh recover needs`.",
        ),
    )
