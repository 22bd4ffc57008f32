"""The page that a driver of a convoy can carry: what to load, where to go, by when."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.protect.patrol.clock import format_clock
from sulh.report.pages.convoys import columns_sections
from sulh.report.pages.convoys_map import convoys_map
from sulh.report.pages.loads import cargo_text, load_text
from sulh.report.pages.words import band, column_names
from sulh.report.sheet import Fact, Section, Sheet
from sulh.respond import closure_line
from sulh.respond.convoys.content import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.languages.speech import Speech
    from sulh.respond.convoys.day import Stop, VehicleDay
    from sulh.respond.convoys.plan import ConvoyPlan
    from sulh.respond.convoys.ways import ConvoyWays

__all__ = ["driver_sheet"]


def driver_sheet(
    plan: ConvoyPlan,
    run: VehicleDay,
    ways: ConvoyWays | None = None,
    *,
    speech: Speech = ENGLISH,
) -> Sheet:
    """Return one page for a driver: what to load, where to go, by when, and what is closed on the way."""
    say, number, depot = speech.say, speech.number, plan.depots[run.depot]
    hours = speech.comma([_between(a, b, speech) for a, b in plan.hours.spans])
    start = (
        say("convoy-from-escort", depot=depot.name, escort=run.escort)
        if run.escort
        else say("convoy-from", depot=depot.name)
    )
    return Sheet(
        title=say("convoy-driver-title", vehicle=run.vehicle, day=speech.day_text(run.day)),
        banner=band(speech, simulated=plan.simulated),
        subtitle=start,
        language=speech.language,
        facts=(
            Fact(format_clock(run.trips[0].loading), say("convoy-loading-begins")),
            Fact(number(len(run.trips)), say("convoy-trips")),
            Fact(number(len(run.stops)), say("convoy-deliveries")),
            Fact(format_clock(run.trips[-1].back), say("convoy-back")),
        ),
        sentences=(
            f"{say('convoy-only-from', spans=hours)} {say('convoy-times')}",
            *((say("convoy-no-going-alone"),) if run.escort else ()),
            room_text(plan.assumption, speech.language),
        ),
        sections=(
            Section(
                heading=say("convoy-to-do"),
                header=("", *column_names(speech, "convoy-time", "convoy-place", "convoy-what")),
                rows=tuple(_steps(plan, run, speech)),
                wide=frozenset({3}),
            ),
            *columns_sections(plan, (run,), speech),
            Section(
                heading=say("plan-map"),
                figures=(convoys_map(plan, (run,), "driver", ways, speech),),
            ),
            Section(heading=say("convoy-closed-today"), bullets=_closed(plan, run, speech)),
            Section(
                heading=say("convoy-signatures"),
                header=column_names(
                    speech, "convoy-place", "convoy-load", "convoy-received-by", "convoy-time"
                ),
                rows=tuple(
                    (
                        place_of(plan, stop.need),
                        cargo_text(plan.needs[stop.need], stop.amount, speech),
                        "",
                        "",
                    )
                    for stop in run.stops
                ),
                wide=frozenset({2}),
            ),
        ),
    )


def _between(first: float, last: float, speech: Speech) -> str:
    return speech.stretch(format_clock(first), format_clock(last))


def _closed(plan: ConvoyPlan, run: VehicleDay, speech: Speech) -> tuple[str, ...]:
    """Return the closures of the day, or that there are none."""
    shut = [
        each
        for each in plan.closures
        if each.since <= run.day and (each.until is None or run.day <= each.until)
    ]
    lines = tuple(room_text(closure_line(each), speech.language) for each in shut)
    return lines or (speech.say("convoy-nothing-closed"),)


def _steps(plan: ConvoyPlan, run: VehicleDay, speech: Speech) -> list[tuple[str, ...]]:
    """Return what to do on each trip, in order, with its time and place."""
    say, depot = speech.say, plan.depots[run.depot].name
    rows: list[tuple[str, ...]] = []
    for number, trip in enumerate(run.trips, start=1):
        load = say("convoy-do-load", cargo=_cargo(plan, trip.stops, speech))
        head = say("convoy-trip-number", number=str(number))
        rows.append((head, format_clock(trip.loading), depot, load))
        rows.append(("", format_clock(trip.leaves), depot, say("convoy-do-leave")))
        for stop in trip.stops:
            need, where = plan.needs[stop.need], place_of(plan, stop.need)
            window = {"opens": need.opens or "00:00", "closes": need.closes or "24:00"}
            arrive = (
                say("convoy-do-arrive-open", **window)
                if need.opens or need.closes
                else say("convoy-do-arrive")
            )
            cargo = cargo_text(need, stop.amount, speech)
            unload = say("convoy-do-unload", cargo=cargo, need=need.origin.ref)
            rows.append(("", format_clock(stop.arrives), where, arrive))
            rows.append(("", _between(stop.begins, stop.ends, speech), where, unload))
        rows.append(("", format_clock(trip.back), depot, say("convoy-do-back")))
    return rows


def _cargo(plan: ConvoyPlan, stops: Sequence[Stop], speech: Speech) -> str:
    """Return what a trip takes: the sum of each supply."""
    total: dict[tuple[str, str], int] = defaultdict(int)
    for stop in stops:
        need = plan.needs[stop.need]
        total[need.supply, need.unit] += stop.amount
    return speech.semicolon(
        [
            speech.say("convoy-sum", supply=supply, amount=load_text(n, unit, speech))
            for (supply, unit), n in total.items()
        ]
    )
