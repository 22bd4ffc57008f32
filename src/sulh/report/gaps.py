"""One page for a force generation officer: what is missing, what ends, what to ask whom for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.model import Figure
from sulh.report.months import month_runs
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import AMBER, BLUE, GREY, INK, RED, SOFT, document, rect, text, width_of

if TYPE_CHECKING:
    from sulh.sustain import GapSummary, MonthState, Requirement

__all__ = ["gaps_sheet"]

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 960.0, 210.0, 64.0, 34.0, 26.0
SERIES = (("deployed", BLUE), ("filled", AMBER), ("unmet", RED))
LEGEND = {
    "deployed": "deployed",
    "filled": "filled by the best use of pledges",
    "unmet": "still unmet",
}


def gaps_sheet(found: GapSummary) -> Sheet:
    """Return the page of gaps, as decided upon on a day."""
    return Sheet(
        title=f"Units wanted, as of {found.on}",
        subtitle="A month is met when every day of it that is asked for is covered",
        facts=_facts(found),
        sentences=_sentences(found),
        sections=(
            Section(heading="By month", figures=(_months(found.months),)),
            _requirements(found),
            *_ending(found),
            *_pledges(found),
        ),
    )


def _facts(found: GapSummary) -> tuple[Fact, ...]:
    by_id = {each.id: each for each in found.requirements}
    unmet = sum(by_id[gap.requirement].strength * len(gap.unmet) for gap in found.gaps)
    open_ = sum(bool(gap.unmet) for gap in found.gaps)
    return (
        Fact(f"{open_} of {len(found.gaps)}", "requirements with unmet months"),
        Fact(f"{unmet:,}", "person-months unmet"),
        Fact(f"{found.fill.person_months:,}", "of them filled by the pledges"),
        Fact(str(len(found.ending)), f"units end within {found.within_days} days, none follows"),
    )


def _sentences(found: GapSummary) -> tuple[str, ...]:
    said = []
    if found.losses:
        pledge, lost = found.losses[0]
        said.append(
            f"The pledge that matters most is {pledge}: without it {lost:,} of "
            f"{found.fill.person_months:,} person-months are lost, all others used as well as they "
            "then can be."
        )
    by_id = {each.id: each for each in found.requirements}
    for name, months in found.wanted[:1]:
        said.append(
            f"Wanted most: {_profile(by_id[name])}; it could fill {months:,} person-months."
        )
    if found.stray:
        said.append(
            f"Not counted, their requirement is not in the table: {', '.join(found.stray)}."
        )
    return tuple(said)


def _profile(need: Requirement) -> str:
    speaks = f", speaking {' or '.join(sorted(need.languages))}" if need.languages else ""
    tasks = f", for {', '.join(sorted(need.tasks))}" if need.tasks else ""
    return f"{need.unit_type} of {need.strength:,} at {need.place} in {need.mission} ({need.id}){tasks}{speaks}"


def _requirements(found: GapSummary) -> Section:
    by_id = {each.id: each for each in found.requirements}
    wanted = dict(found.wanted)
    uses: dict[str, list[str]] = {}
    for pledge, name in found.fill.given:
        uses.setdefault(name, []).append(pledge)
    rows = []
    for gap in sorted(
        found.gaps, key=lambda each: (-wanted.get(each.requirement, 0), each.requirement)
    ):
        need = by_id[gap.requirement]
        still = found.still_unmet(gap)
        rows.append(
            (
                need.id,
                f"{need.mission}, {need.place}",
                need.unit_type,
                f"{need.strength:,}",
                f"{need.first} to {need.last}",
                month_runs(gap.unmet) or Cell("none", "soft"),
                ", ".join(uses.get(need.id, ())) or Cell("none", "soft"),
                Cell(month_runs(still), "bad") if still else Cell("none", "good"),
            )
        )
    return Section(
        heading="Requirements, the most wanted first",
        header=(
            *("Requirement", "Mission, place", "Unit", "Strength", "Asked for", "Unmet"),
            *("Best pledges", "Still unmet"),
        ),
        rows=tuple(rows),
        numbers=frozenset({3}),
        wide=frozenset({1, 5, 7}),
    )


def _ending(found: GapSummary) -> tuple[Section, ...]:
    if not found.ending:
        return ()
    return (
        Section(
            heading=f"Ends within {found.within_days} days, with no successor",
            header=(
                "Deployment",
                "Nation",
                "Requirement",
                "Last day",
                "Days left",
                "Pledges that could follow in time",
            ),
            rows=tuple(
                (
                    each.deployment.id,
                    each.deployment.nation,
                    each.deployment.requirement,
                    str(each.deployment.last),
                    Cell(str(each.days_left), "doubt"),
                    ", ".join(each.successors) or Cell("none", "bad"),
                )
                for each in found.ending
            ),
            numbers=frozenset({4}),
            wide=frozenset({5}),
        ),
    )


def _pledges(found: GapSummary) -> tuple[Section, ...]:
    used, losses = dict(found.fill.given), dict(found.losses)
    reasons: dict[str, list[str]] = {}
    for each in found.refusals:
        reasons.setdefault(each.pledge, []).append(f"{each.requirement}: {each.reason}")
    rows = tuple(
        (
            each.id,
            each.nation,
            f"{each.unit_type}, {each.strength:,}",
            each.level,
            f"{each.first} to {each.last}, {each.notice_days} days' notice",
            ", ".join(sorted(each.languages)) or "not said",
            ", ".join(sorted(each.caveats)) or "none",
            Cell(f"for {used[each.id]}", "good")
            if each.id in used
            else Cell("; ".join(reasons.get(each.id, ())), "soft"),
            f"{losses[each.id]:,}" if each.id in losses else "",
        )
        for each in sorted(found.pledges, key=lambda each: (-losses.get(each.id, -1), each.id))
    )
    if not rows:
        return ()
    return (
        Section(
            heading="Pledges, the one that matters most first",
            header=(
                *("Pledge", "Nation", "Unit", "Level", "There", "Languages", "Caveats"),
                *("Best use, or why none", "Lost without it"),
            ),
            rows=rows,
            numbers=frozenset({8}),
            wide=frozenset({4, 7}),
            notes=(
                "Lost without it: person-months, all other pledges used as well as they can be.",
            ),
        ),
    )


def _months(months: tuple[MonthState, ...]) -> Figure:
    """Draw the people asked for by month, in three parts from the ground up."""
    top = max([1, *(each.asked for each in months)])
    high = HEIGHT - TOP - BOTTOM
    step = (WIDTH - LEFT - 10) / max(len(months), 1)
    body = _legend()
    for share in (0.5, 1.0):
        y = TOP + high * (1 - share)
        body.append(rect(LEFT, y, WIDTH - LEFT - 10, 0.7, GREY))
        body.append(
            text(
                LEFT - 8, y + 4, f"{top * share:,.0f}", size=11, anchor="end", more=f'fill="{SOFT}"'
            )
        )
    every = max(1, -(-len(months) // 14))
    for place, each in enumerate(months):
        x, y = LEFT + place * step, TOP + high
        for name, colour in SERIES:
            tall = high * getattr(each, name) / top
            y -= tall
            body.append(rect(x + step * 0.1, y, step * 0.8, tall, colour))
        if place % every == 0:
            body.append(
                text(
                    x + step / 2,
                    HEIGHT - 8,
                    each.month,
                    size=11,
                    anchor="middle",
                    more=f'fill="{INK}"',
                )
            )
    told = "; ".join(
        f"{each.month}: {each.asked:,} asked, {each.deployed:,} deployed, {each.filled:,} filled by "
        f"pledges, {each.unmet:,} unmet"
        for each in months
    )
    svg = document(
        "months", (WIDTH, HEIGHT), "People asked for by month", told, body, simulated=False
    )
    return Figure(name="months", svg=svg, caption="People asked for by month, by what covers them.")


def _legend() -> list[str]:
    drawn, x = [], LEFT
    for name, colour in SERIES:
        drawn += [rect(x, 6, 14, 13, colour), text(x + 20, 17, LEGEND[name], size=12)]
        x += 20 + width_of(LEGEND[name], 12) + 24
    return drawn
