"""The page of relief convoys: the whole plan."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text, room_texts
from sulh.languages.speech import ENGLISH
from sulh.protect.patrol.clock import format_clock
from sulh.report.pages.convoys_map import convoys_map
from sulh.report.pages.loads import cargo_text, load_text
from sulh.report.pages.words import band, column_names
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.ways import ways_sections
from sulh.respond.convoys.content import column_loads, place_of, plan_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.languages.speech import Speech
    from sulh.report.sheet import Tone
    from sulh.respond.convoys.day import VehicleDay
    from sulh.respond.convoys.plan import ConvoyPlan
    from sulh.respond.convoys.ways import ConvoyWays

__all__ = ["columns_sections", "convoys_sheet"]

TIMETABLE = (
    *("convoy-day", "convoy-vehicle", "convoy-escort", "convoy-trip", "convoy-leaves"),
    *("convoy-stop", "convoy-arrives", "convoy-unloads", "convoy-done", "convoy-load"),
    "convoy-back",
)
NEEDS = (
    *("convoy-need", "convoy-place", "convoy-supply", "convoy-needed", "convoy-delivered"),
    *("convoy-late", "convoy-not-delivered"),
)


def convoys_sheet(
    plan: ConvoyPlan, ways: ConvoyWays | None = None, *, speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of a plan: timetable, map with trips along `ways`, what each need gets, what is left."""
    say, number, counts = speech.say, speech.number, plan_counts(plan)
    served = say("sheet-of", part=number(counts["served"]), whole=number(counts["needs"]))
    vehicles = len({(run.depot, run.vehicle) for run in plan.runs})
    return Sheet(
        title=say("convoy-title"),
        banner=band(speech, simulated=plan.simulated),
        subtitle=say("convoy-days", day=speech.day_text(plan.first), days=number(plan.days)),
        language=speech.language,
        facts=(
            Fact(served, say("convoy-served")),
            Fact(number(counts["in_part"]), say("convoy-in-part")),
            Fact(number(counts["unserved"]), say("convoy-unserved")),
            Fact(number(counts["late"]), say("convoy-late")),
            Fact(number(vehicles), say("convoy-vehicles")),
        ),
        sentences=(
            room_text(plan.assumption, speech.language),
            *_bounds(plan, speech),
            *room_texts(plan.notes, speech.language),
        ),
        sections=(
            Section(
                heading=say("convoy-timetable"),
                header=column_names(speech, *TIMETABLE),
                rows=tuple(row for run in plan.runs for row in _timetable(plan, run, speech)),
                wide=frozenset({5}),
                notes=(say("convoy-times"), say("convoy-loading-ends")),
            ),
            *columns_sections(plan, plan.runs, speech),
            Section(
                heading=say("plan-map"),
                figures=(convoys_map(plan, plan.runs, "convoys", ways, speech),),
            ),
            Section(
                heading=say("convoy-needs"),
                header=column_names(speech, *NEEDS),
                rows=tuple(_need_rows(plan, speech)),
                numbers=frozenset({3, 4, 5, 6}),
                wide=frozenset({1}),
            ),
            *_unserved(plan, speech),
            Section(
                heading=say("convoy-stock"),
                header=column_names(
                    speech, "convoy-depot", "convoy-supply", "convoy-there", "convoy-left"
                ),
                rows=tuple(_stock_rows(plan, speech)),
                numbers=frozenset({2, 3}),
            ),
            *ways_sections(plan.used, speech),
        ),
        landscape=True,
    )


def _bounds(plan: ConvoyPlan, speech: Speech) -> tuple[str, ...]:
    """Say how far the plan may be from the best."""
    if not plan.loads:
        return (speech.say("convoy-nothing"),)
    loads = speech.say("convoy-loads", loads=str(plan.loads), bound=str(plan.loads_bound))
    drive = speech.say(
        "convoy-drive",
        hours=speech.decimal(plan.way_min / 60, 1),
        bound=speech.decimal(plan.way_bound / 60, 1),
    )
    return loads, drive


def _timetable(plan: ConvoyPlan, run: VehicleDay, speech: Speech) -> list[tuple[str | Cell, ...]]:
    rows: list[tuple[str | Cell, ...]] = []
    for number, trip in enumerate(run.trips, start=1):
        for n, stop in enumerate(trip.stops):
            need = plan.needs[stop.need]
            is_late = need.due is not None and run.day > need.due
            first, last = n == 0, n == len(trip.stops) - 1
            rows.append(
                (
                    f"{run.day:%m-%d}" if first else "",
                    run.vehicle if first else "",
                    run.escort if first else "",
                    str(number) if first else "",
                    format_clock(trip.leaves) if first else "",
                    Cell(place_of(plan, stop.need), "bad" if is_late else ""),
                    format_clock(stop.arrives),
                    format_clock(stop.begins),
                    format_clock(stop.ends),
                    cargo_text(need, stop.amount, speech),
                    format_clock(trip.back) if last else "",
                )
            )
    return rows


def columns_sections(
    plan: ConvoyPlan, runs: Sequence[VehicleDay], speech: Speech
) -> tuple[Section, ...]:
    """Return who loads what in columns; none where nobody drives in one."""
    rows = tuple(
        (
            f"{run.day:%m-%d}",
            run.vehicle,
            str(number),
            name,
            cargo_text(plan.needs[stop.need], amount, speech),
            place_of(plan, stop.need),
        )
        for run, number, name, stop, amount in column_loads(plan, runs)
    )
    if not rows:
        return ()
    used = dict.fromkeys(column for run in runs if (column := plan.column_of(run)))
    return (
        Section(
            heading=speech.say("convoy-columns"),
            header=column_names(
                speech,
                *("convoy-day", "convoy-column", "convoy-trip", "convoy-vehicle"),
                *("convoy-load", "convoy-for"),
            ),
            rows=rows,
            notes=tuple(
                speech.say(
                    "convoy-together",
                    column=each.name,
                    vehicles=speech.comma([name for name, _ in each.members]),
                )
                for each in used
            ),
        ),
    )


def _need_rows(plan: ConvoyPlan, speech: Speech) -> list[tuple[str | Cell, ...]]:
    whole, late = plan.delivered()
    rows: list[tuple[str | Cell, ...]] = []
    for i, need in enumerate(plan.needs):
        whole_need, there_now = plan.measures[i].amount, int(whole[i])
        tone: Tone = "good" if there_now == whole_need else "doubt" if there_now else "bad"
        rest = whole_need - there_now
        rows.append(
            (
                need.origin.ref,
                place_of(plan, i),
                need.supply,
                load_text(whole_need, need.unit, speech),
                Cell(load_text(there_now, need.unit, speech), tone),
                Cell(load_text(int(late[i]), need.unit, speech), "bad") if late[i] else "",
                Cell(load_text(rest, need.unit, speech), "bad") if rest > 0 else "",
            )
        )
    return rows


def _unserved(plan: ConvoyPlan, speech: Speech) -> tuple[Section, ...]:
    if not plan.unserved:
        return ()
    rows = tuple(
        (
            plan.needs[each.need].origin.ref,
            place_of(plan, each.need),
            cargo_text(plan.needs[each.need], each.amount, speech),
            room_text(each.reason, speech.language),
        )
        for each in plan.unserved
    )
    return (
        Section(
            heading=speech.say("convoy-not-delivered-head"),
            header=column_names(speech, "convoy-need", "convoy-place", "convoy-what", "convoy-why"),
            rows=rows,
            wide=frozenset({3}),
        ),
    )


def _stock_rows(plan: ConvoyPlan, speech: Speech) -> list[tuple[str, ...]]:
    outflow: dict[tuple[int, str, str], int] = defaultdict(int)
    for run in plan.runs:
        for stop in run.stops:
            need = plan.needs[stop.need]
            outflow[run.depot, need.supply.casefold(), need.unit] += stop.amount
    return [
        (
            depot.name,
            supply,
            load_text(there, unit, speech),
            load_text(there - outflow[d, supply, unit], unit, speech),
        )
        for d, depot in enumerate(plan.depots)
        for (supply, unit), there in depot.stock.items()
    ]
