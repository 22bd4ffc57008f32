"""The pages of relief convoys: the whole plan, and one sheet that a driver can carry."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from sulh.protect.patrol.clock import format_clock
from sulh.report.labels import Labels
from sulh.report.map_frame import map_figure
from sulh.report.map_wide import wide_frame
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import BLUE, INK, PAPER, RED, SOFT, circle, clean, path, rect
from sulh.respond.convoys.amounts import format_amount
from sulh.respond.convoys.content import place_of, plan_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect import Roads
    from sulh.report.map_frame import MapFrame
    from sulh.report.model import Figure
    from sulh.report.sheet import Tone
    from sulh.respond.convoys.day import Stop, VehicleDay
    from sulh.respond.convoys.plan import ConvoyPlan
    from sulh.respond.records import WayClosure

__all__ = ["convoys_sheet", "driver_sheet"]

WIDTH, RADIUS = 900.0, 6.0
OUTLINE = f'stroke="{INK}" stroke-width="1.5"'
LINE = 'fill="none" stroke-width="1.6" stroke-opacity="0.75" stroke-linejoin="round"'
PIECES_MAX = 20_000
KEY = (
    (rect(8, -8, 9, 9, INK, OUTLINE), "depot"),
    (circle(12, -4, 5, BLUE, OUTLINE), "all is delivered"),
    (circle(12, -4, 5, PAPER, OUTLINE), "a part is delivered"),
    (circle(12, -4, 5, RED, OUTLINE), "nothing is delivered"),
    (path("M0 -4h24", f'{LINE} stroke="{BLUE}"'), "trips, straight between stops"),
    (circle(12, -4, 8, RED, 'fill-opacity="0.2"'), "closed, or slow to pass"),
)
MARK = "SIMULATED: exercise records"
TIMES = "Times of day are the mission's."


def convoys_sheet(plan: ConvoyPlan, roads: Roads | None = None) -> Sheet:
    """Return the page of a plan: timetable, map with its `roads`, what each need gets, what is left and why."""
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
            Section(heading="Map", figures=(_map(plan, plan.runs, "convoys", roads),)),
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


def driver_sheet(plan: ConvoyPlan, run: VehicleDay, roads: Roads | None = None) -> Sheet:
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
            Section(heading="Map", figures=(_map(plan, (run,), "driver", roads),)),
            Section(
                heading="Closed or slow today",
                bullets=tuple(_closure_line(each) for each in shut)
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


def _closure_line(closure: WayClosure) -> str:
    """Return where a closure lies, what it means, and who said so."""
    lon, lat = closure.place.lon or 0.0, closure.place.lat or 0.0
    wait = f", {closure.delay_min} minutes to pass" if closure.delay_min else ""
    bears = f", bears {closure.bears_t} t" if closure.bears_t else ""
    where = f"{closure.radius_m:,} m around lon {lon:.4f}, lat {lat:.4f}"
    return f"{closure.reason}: {where}{wait}{bears} ({closure.origin.source})"


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


def _map(plan: ConvoyPlan, runs: Sequence[VehicleDay], name: str, roads: Roads | None) -> Figure:
    """Draw depots, needs, closures and the trips of some vehicles."""
    ends = [(each.lon, each.lat) for each in plan.depots]
    corners = _shown(plan, runs)
    frame = wide_frame(corners, width=WIDTH)
    labels = Labels(frame.width, frame.height)
    whole, _ = plan.delivered()
    body = _roads(frame, roads)
    for each in plan.closures:
        x, y = frame.xy(each.place.lon or 0.0, each.place.lat or 0.0)
        body.append(circle(x, y, max(4.0, frame.metres(each.radius_m)), RED, 'fill-opacity="0.2"'))
    for run in runs:
        start = frame.xy(*ends[run.depot])
        for trip in run.trips:
            stops = [plan.points[stop.need] for stop in trip.stops]
            points = [start, *(frame.xy(*each) for each in stops if each), start]
            joined = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            mark = path(f"M{joined}", f'{LINE} stroke="{BLUE}"')
            body.append(f"<g><title>{clean(run.vehicle)}</title>{mark}</g>")
    marks = [(place_of(plan, i), frame.xy(*point), _fill(plan, i, int(whole[i])))
             for i, point in enumerate(plan.points) if point is not None]  # fmt: skip
    for _, (x, y), fill in marks:
        labels.take(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
        body.append(circle(x, y, RADIUS - 1, fill, OUTLINE))
    for depot, end in zip(plan.depots, ends, strict=True):
        x, y = frame.xy(*end)
        labels.take(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
        body.append(rect(x - 5, y - 5, 10, 10, INK, OUTLINE))
        body += labels.beside(x, y, depot.name, size=12, gap=RADIUS + 3)
    shown_names = set()
    for words, (x, y), _ in marks:
        if (words, x, y) not in shown_names:
            shown_names.add((words, x, y))
            body += labels.beside(x, y, words, size=11, gap=RADIUS + 2)
    keys = [f"{n}: {words}" for n, words in enumerate(labels.key, start=1)]
    return map_figure(
        frame,
        body,
        name=name,
        title="Relief convoys",
        description=f"{len(plan.depots)} depots, {len(plan.needs)} needs, {len(runs)} vehicles on the way.",
        caption="; ".join(keys),
        key=KEY,
        simulated=plan.simulated,
    )


def _roads(frame: MapFrame, roads: Roads | None) -> list[str]:
    """Return the roads as thin lines; none where they are too many to be seen."""
    if roads is None or len(roads.ends) > PIECES_MAX:
        return []
    tails = np.repeat(np.arange(len(roads.lon)), np.diff(roads.starts))
    lines = []
    for tail, end in zip(tails.tolist(), roads.ends.tolist(), strict=True):
        (x, y), (u, v) = (frame.xy(roads.lon[at], roads.lat[at]) for at in (tail, end))
        lines.append(f"M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}")
    return [path("".join(lines), f'fill="none" stroke="{SOFT}" stroke-width="0.8"')]


def _shown(plan: ConvoyPlan, runs: Sequence[VehicleDay]) -> list[tuple[float, float]]:
    """Return the points that a map must hold: those of one driver's stops, or all needs."""
    if len(runs) == 1:
        stops = [plan.points[stop.need] for stop in runs[0].stops]
        depot = plan.depots[runs[0].depot]
        return [(depot.lon, depot.lat), *(each for each in stops if each is not None)]
    depots = [(each.lon, each.lat) for each in plan.depots]
    return [*depots, *(each for each in plan.points if each is not None)]


def _fill(plan: ConvoyPlan, need: int, there_now: int) -> str:
    if not there_now:
        return RED
    return BLUE if there_now == plan.measures[need].amount else PAPER
