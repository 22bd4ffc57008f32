"""The pages of relief convoys: the whole plan, and one sheet that a driver can carry."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sulh.protect.patrol.clock import format_clock
from sulh.report.pages.convoys_map import convoys_map
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.ways import ways_sections
from sulh.respond import closure_line
from sulh.respond.convoys.amounts import format_amount
from sulh.respond.convoys.content import column_loads, place_of, plan_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.report.sheet import Tone
    from sulh.respond.convoys.day import Stop, VehicleDay
    from sulh.respond.convoys.plan import ConvoyPlan
    from sulh.respond.convoys.ways import ConvoyWays

__all__ = ["convoys_sheet", "driver_sheet"]

MARK = "SIMULATED: exercise records"
TIMES = "Times of day are the mission's."


def convoys_sheet(plan: ConvoyPlan, ways: ConvoyWays | None = None) -> Sheet:
    """Return the page of a plan: timetable, map with trips along `ways`, what each need gets, what is left."""
    counts = plan_counts(plan)
    return Sheet(
        title="Relief convoys",
        banner=MARK if plan.simulated else "",
        subtitle=f"{plan.first:%Y-%m-%d}, days: {plan.days}",
        facts=(
            Fact(f"{counts['served']} of {counts['needs']}", "needs served in full"),
            Fact(str(counts["in_part"]), "in part"),
            Fact(str(counts["unserved"]), "not at all"),
            Fact(str(counts["late"]), "late"),
            Fact(str(len({(run.depot, run.vehicle) for run in plan.runs})), "vehicles used"),
        ),
        sentences=(plan.assumption, *_bounds(plan), *plan.notes),
        sections=(
            Section(
                heading="Timetable",
                header=(
                    "day", "vehicle", "escort", "trip", "leaves", "stop", "arrives", "unloads",
                    "done", "load", "back",
                ),
                rows=tuple(row for run in plan.runs for row in _timetable(plan, run)),
                wide=frozenset({5}),
                notes=(TIMES, "Loading ends when the vehicle leaves."),
            ),
            *_columns(plan, plan.runs),
            Section(heading="Map", figures=(convoys_map(plan, plan.runs, "convoys", ways),)),
            Section(
                heading="Needs",
                header=("need", "place", "supply", "needed", "delivered", "late", "not delivered"),
                rows=tuple(_need_rows(plan)),
                numbers=frozenset({3, 4, 5, 6}),
                wide=frozenset({1}),
            ),
            *_unserved(plan),
            Section(
                heading="What is left in depots",
                header=("depot", "supply", "there", "left"),
                rows=tuple(_stock_rows(plan)),
                numbers=frozenset({2, 3}),
            ),
            *ways_sections(plan.used),
        ),
        landscape=True,
    )  # fmt: skip


def _bounds(plan: ConvoyPlan) -> tuple[str, ...]:
    """Say how far the plan may be from the best."""
    if not plan.loads:
        return ("Nothing is delivered.",)
    loads = (
        f"Loads delivered: {plan.loads}; no plan delivers as much in fewer than {plan.loads_bound}."
    )
    drive = (
        f"Vehicles drive {plan.way_min / 60:.1f} h. No plan that delivers the same from the same depots on "
        f"the same days drives less than {plan.way_bound / 60:.1f} h; routes are not proven best."
    )
    return loads, drive


def _timetable(plan: ConvoyPlan, run: VehicleDay) -> list[tuple[str | Cell, ...]]:
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
                    f"{need.supply}, {format_amount(stop.amount, need.unit)}",
                    format_clock(trip.back) if last else "",
                )
            )
    return rows


def _columns(plan: ConvoyPlan, runs: Sequence[VehicleDay]) -> tuple[Section, ...]:
    """Return who loads what in columns; none where nobody drives in one."""
    rows = tuple(
        (
            f"{run.day:%m-%d}",
            run.vehicle,
            str(number),
            name,
            f"{plan.needs[stop.need].supply}, {format_amount(amount, plan.needs[stop.need].unit)}",
            place_of(plan, stop.need),
        )
        for run, number, name, stop, amount in column_loads(plan, runs)
    )
    if not rows:
        return ()
    used = dict.fromkeys(column for run in runs if (column := plan.column_of(run)))
    return (
        Section(
            heading="Who loads what in columns",
            header=("day", "column", "trip", "vehicle", "load", "for"),
            rows=rows,
            notes=tuple(
                f"{each.name}: {', '.join(name for name, _ in each.members)} drive together all day."
                for each in used
            ),
        ),
    )


def _need_rows(plan: ConvoyPlan) -> list[tuple[str | Cell, ...]]:
    whole, late = plan.delivered()
    rows: list[tuple[str | Cell, ...]] = []
    for i, need in enumerate(plan.needs):
        whole_need, there_now = plan.measures[i].amount, int(whole[i])
        tone: Tone = "good" if there_now == whole_need else "doubt" if there_now else "bad"
        rows.append(
            (
                need.origin.ref,
                place_of(plan, i),
                need.supply,
                format_amount(whole_need, need.unit),
                Cell(format_amount(there_now, need.unit), tone),
                Cell(format_amount(int(late[i]), need.unit), "bad") if late[i] else "",
                Cell(format_amount(whole_need - there_now, need.unit), "bad")
                if there_now < whole_need
                else "",
            )
        )
    return rows


def _unserved(plan: ConvoyPlan) -> tuple[Section, ...]:
    if not plan.unserved:
        return ()
    rows = tuple(
        (
            plan.needs[each.need].origin.ref,
            place_of(plan, each.need),
            f"{plan.needs[each.need].supply}, {format_amount(each.amount, plan.needs[each.need].unit)}",
            each.reason,
        )
        for each in plan.unserved
    )
    return (
        Section(
            heading="Not delivered",
            header=("need", "place", "what", "why"),
            rows=rows,
            wide=frozenset({3}),
        ),
    )


def _stock_rows(plan: ConvoyPlan) -> list[tuple[str, ...]]:
    outflow: dict[tuple[int, str, str], int] = defaultdict(int)
    for run in plan.runs:
        for stop in run.stops:
            need = plan.needs[stop.need]
            outflow[run.depot, need.supply.casefold(), need.unit] += stop.amount
    return [
        (depot.name, supply, format_amount(there, unit), format_amount(there - outflow[d, supply, unit], unit))
        for d, depot in enumerate(plan.depots)
        for (supply, unit), there in depot.stock.items()
    ]  # fmt: skip


def driver_sheet(plan: ConvoyPlan, run: VehicleDay, ways: ConvoyWays | None = None) -> Sheet:
    """Return one page for a driver: what to load, where to go, by when, and what is closed on the way."""
    depot = plan.depots[run.depot]
    shut = [
        each
        for each in plan.closures
        if each.since <= run.day and (each.until is None or run.day <= each.until)
    ]
    rows: list[tuple[str, ...]] = []
    for number, trip in enumerate(run.trips, start=1):
        rows.append(
            (
                f"trip {number}",
                format_clock(trip.loading),
                depot.name,
                f"load: {_cargo(plan, trip.stops)}",
            )
        )
        rows.append(("", format_clock(trip.leaves), depot.name, "leave"))
        for stop in trip.stops:
            need = plan.needs[stop.need]
            window = (
                f"; open {need.opens or '00:00'} to {need.closes or '24:00'}"
                if need.opens or need.closes
                else ""
            )
            where = place_of(plan, stop.need)
            rows.append(("", format_clock(stop.arrives), where, f"arrive{window}"))
            rows.append(
                (
                    "",
                    f"{format_clock(stop.begins)} to {format_clock(stop.ends)}",
                    where,
                    f"unload {need.supply}, {format_amount(stop.amount, need.unit)} ({need.origin.ref})",
                )
            )
        rows.append(("", format_clock(trip.back), depot.name, "back"))
    spans = ", ".join(f"{format_clock(a)} to {format_clock(b)}" for a, b in plan.hours.spans)
    return Sheet(
        title=f"{run.vehicle}: {run.day:%Y-%m-%d}",
        banner=MARK if plan.simulated else "",
        subtitle=f"From {depot.name}" + (f", with escort {run.escort}" if run.escort else ""),
        facts=(
            Fact(format_clock(run.trips[0].loading), "loading begins"),
            Fact(str(len(run.trips)), "trips"),
            Fact(str(len(run.stops)), "deliveries"),
            Fact(format_clock(run.trips[-1].back), "back"),
        ),
        sentences=(
            f"On the road only from {spans}. {TIMES}",
            *(("Do not go anywhere without the escort.",) if run.escort else ()),
            plan.assumption,
        ),
        sections=(
            Section(
                heading="What to do when",
                header=("", "time", "place", "what"),
                rows=tuple(rows),
                wide=frozenset({3}),
            ),
            *_columns(plan, (run,)),
            Section(heading="Map", figures=(convoys_map(plan, (run,), "driver", ways),)),
            Section(
                heading="Closed or slow today",
                bullets=tuple(closure_line(each) for each in shut)
                or ("Nothing is reported.",),
            ),
            Section(
                heading="Signatures",
                header=("place", "load", "received by (office)", "time"),
                rows=tuple(
                    (
                        place_of(plan, stop.need),
                        _load_line(plan, stop),
                        "",
                        "",
                    )
                    for stop in run.stops
                ),
                wide=frozenset({2}),
            ),
        ),
    )  # fmt: skip


def _load_line(plan: ConvoyPlan, stop: Stop) -> str:
    need = plan.needs[stop.need]
    return f"{need.supply}, {format_amount(stop.amount, need.unit)}"


def _cargo(plan: ConvoyPlan, stops: Sequence[Stop]) -> str:
    """Return what a trip takes: the sum of each supply."""
    total: dict[tuple[str, str], int] = defaultdict(int)
    for stop in stops:
        need = plan.needs[stop.need]
        total[need.supply, need.unit] += stop.amount
    return "; ".join(f"{supply} {format_amount(n, unit)}" for (supply, unit), n in total.items())
