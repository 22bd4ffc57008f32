"""The profile of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.pages.rebuilding import money_text
from sulh.report.pages.returns import ROUNDED, STATES, TONES
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.recover import PlaceProfile

__all__ = ["place_sheet"]

ACTS_MAX = 50


def place_sheet(profile: PlaceProfile, *, mission: str = "") -> Sheet:
    """Return the page of one place; `mission` is the mission's title."""
    ready = profile.readiness
    left = [each for each in profile.hazards if each.is_open]
    where = "" if profile.lon is None else f"lat {profile.lat:.4f}, lon {profile.lon:.4f}. "
    return Sheet(
        title=f"{profile.name}{f', {mission}' if mission else ''}",
        banner="SIMULATED: exercise records" if profile.simulated else "",
        subtitle=f"{where}{profile.since:%Y-%m-%d} to {profile.at:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(f"{len(profile.incidents):,}", "incidents within 5 km"),
            Fact(f"{len(left):,}", "hazardous areas not released"),
            Fact(
                "; ".join(f"{each.low:,} to {each.high:,}" for each in profile.people) or "unknown",
                "people",
            ),
            Fact(
                f"{ready.low:.2f} to {ready.high:.2f}" if ready else "unknown",
                "readiness for returns",
            ),
        ),
        sections=(
            _conditions(profile),
            _security(profile),
            _hazards(profile),
            _needs(profile),
            _presence(profile),
            _projects(profile),
            _flows(profile),
        ),
    )


def _conditions(profile: PlaceProfile) -> Section:
    stops = ", ".join(profile.readiness.stops) if profile.readiness else ""
    sentences = () if profile.conditions else ("Nobody assessed or counted anything here.",)
    if stops:
        sentences = (f"Nobody should be encouraged to return before this holds: {stops}.",)
    return Section(
        heading="Conditions of return",
        sentences=sentences,
        header=("condition", "holds", "who or what says so"),
        rows=tuple(
            (
                each.condition,
                Cell(STATES[each.state] + ("*" if each.is_contested else ""), TONES[each.state]),
                "; ".join(f"{STATES[one.state]}: {one.says}" for one in each.evidence) or "nobody",
            )
            for each in profile.conditions
        ),
        wide=frozenset((2,)),
        notes=("*: the reasons do not agree; the worst counts.",)
        if any(each.is_contested for each in profile.conditions)
        else (),
    )


def _security(profile: PlaceProfile) -> Section:
    more = len(profile.incidents) - ACTS_MAX
    return Section(
        heading="Security",
        sentences=()
        if profile.incidents
        else ("No incident was reported within 5 km. That shows nothing if nobody was there.",),
        header=("from (UTC)", "act", "report", "source"),
        rows=tuple(
            (f"{each.span.start:%Y-%m-%d %H:%M}", each.act, each.origin.ref, each.origin.source)
            for each in profile.incidents[-ACTS_MAX:]
        ),
        notes=(f"{more:,} earlier ones are not shown.",) if more > 0 else (),
    )


def _hazards(profile: PlaceProfile) -> Section:
    return Section(
        heading="Hazardous areas",
        sentences=() if profile.hazards else ("None was recorded within 5 km.",),
        header=("area", "kind", "ordnance", "left m²"),
        rows=tuple(
            (
                each.area.origin.ref,
                each.area.suspicion,
                each.area.ordnance,
                Cell(f"{each.left_m2:,f}", "doubt" if each.is_open else "good"),
            )
            for each in profile.hazards
        ),
        numbers=frozenset((3,)),
    )


def _needs(profile: PlaceProfile) -> Section:
    return Section(
        heading="What people need",
        sentences=() if profile.needs else ("No people were counted here.",),
        header=("supply", "unit", "delivered", "missing at least", "missing at most"),
        rows=tuple(
            (
                each.standard.title,
                each.standard.unit,
                f"{each.came:,f}",
                f"{each.gap_low:,f}",
                Cell(f"{each.gap_high:,f}", "bad" if each.gap_low else "good"),
            )
            for each in profile.needs
        ),
        numbers=frozenset((2, 3, 4)),
        wide=frozenset((0,)),
    )


def _presence(profile: PlaceProfile) -> Section:
    return Section(
        heading="Who works here",
        header=("cluster", "organisations"),
        rows=tuple(
            (each.cluster, "; ".join(each.organisations) or Cell("nobody", "bad"))
            for each in profile.presence
        ),
        sentences=() if profile.presence else ("Nobody reported a delivery or a plan.",),
        wide=frozenset((1,)),
    )


def _projects(profile: PlaceProfile) -> Section:
    return Section(
        heading="Projects",
        sentences=() if profile.projects else ("No project is built here or serves this place.",),
        header=("project", "title", "service", "stage", "budget", "paid", "done", "late"),
        rows=tuple(
            (
                each.number,
                each.project.title,
                each.project.service,
                each.stage,
                money_text(each.project.budget, each.project.currency),
                money_text(each.paid, each.project.currency),
                f"{each.progress:.0%}" if each.value else "unknown",
                Cell(", ".join(one.title for one in each.late), "bad"),
            )
            for each in profile.projects
        ),
        numbers=frozenset((4, 5, 6)),
        wide=frozenset((1, 7)),
    )


def _flows(profile: PlaceProfile) -> Section:
    return Section(
        heading="Who came and who left",
        sentences=(ROUNDED,) if profile.flows else ("No movements were reported.",),
        header=("from", "to", "who", "people"),
        rows=tuple(
            (each.left, each.arrived, each.movers, str(each.people)) for each in profile.flows
        ),
    )
