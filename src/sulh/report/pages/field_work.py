"""What units did in an exercise: the wounded against 10-1-2, convoys to posts, and each unit's work."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sulh.exercise import days_without
from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Section
from sulh.respond import AID_MIN, CARE_MIN, SURGERY_MIN

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.exercise import CasualtyTrip, Played, SupplyRun
    from sulh.languages.speech import Speech

__all__ = ["field_sections"]


def field_sections(speech: Speech, played: Played) -> tuple[Section, ...]:
    """Return a section for the wounded and for convoys, where the scenario has them, and one for each unit."""
    scenario = played.scenario
    sections = [_casualties(speech, played)] if scenario.evacuation is not None else []
    if scenario.supply is not None:
        sections.append(_supply(speech, played))
    work = _work(played)
    return (*sections, *((_units(speech, work),) if work else ()))


def _casualties(speech: Speech, played: Played) -> Section:
    say, trips = speech.say, played.field.trips
    in_time = sum(each.count for each in trips if each.in_time)
    part = say(
        "sheet-of",
        part=speech.number(in_time),
        whole=speech.number(sum(each.count for each in trips)),
    )
    return Section(
        heading=say("review-head-casualties"),
        sentences=(say("review-casualties-share", part=part), say("review-casualty-chain"))
        if trips
        else (say("review-nobody-wounded"),),
        header=column_names(
            speech,
            "review-act",
            "review-load",
            "review-immediate",
            "review-unit",
            "review-aid",
            "review-care",
            "review-facility",
            "review-door",
            "review-surgery",
            "review-hindered",
        ),
        rows=tuple(_trip(speech, each) for each in trips),
        numbers=frozenset((1, 2, 4, 5, 7, 8)),
        wide=frozenset((0,)),
    )


def _trip(speech: Speech, trip: CasualtyTrip) -> tuple[str | Cell, ...]:
    units = [each for each in (trip.unit, trip.carer) if each]
    return (
        trip.act,
        speech.number(trip.count),
        speech.number(trip.immediate),
        speech.comma(units) if units else Cell(speech.say("review-nobody-could"), "bad"),
        _minutes(speech, trip, trip.aid, AID_MIN),
        _minutes(speech, trip, trip.care, CARE_MIN),
        trip.facility,
        "" if trip.door is None else speech.number(trip.minutes(trip.door) or 0.0),
        _minutes(speech, trip, trip.surgery, SURGERY_MIN) if trip.immediate else "",
        speech.comma([speech.say(f"review-hindrance-{name}") for name in trip.hindered]),
    )


def _minutes(speech: Speech, trip: CasualtyTrip, moment: datetime | None, limit: float) -> Cell:
    minutes = trip.minutes(moment)
    if minutes is None:
        return Cell(speech.say("review-never"), "bad")
    return Cell(speech.number(minutes), "good" if minutes <= limit else "bad")


def _supply(speech: Speech, played: Played) -> Section:
    say = speech.say
    days = days_without(played.scenario, seed=played.seed)
    return Section(
        heading=say("review-head-supply"),
        sentences=(say("review-days-without", days=speech.number(days)),),
        header=column_names(
            speech,
            "review-leaves",
            "review-post",
            "review-supply",
            "review-needed-amount",
            "review-brought",
            "review-vehicles",
            "review-unloaded",
            "review-hindered",
        ),
        rows=tuple(_run(speech, each) for each in played.field.runs),
        numbers=frozenset((3, 4)),
        wide=frozenset((5,)),
    )


def _run(speech: Speech, run: SupplyRun) -> tuple[str | Cell, ...]:
    say, unit = speech.say, run.post.unit
    return (
        f"{run.leaves:%Y-%m-%d %H:%M}",
        run.post.name,
        run.post.supply,
        say("review-amount", number=speech.number(float(run.needed)), unit=unit),
        Cell(
            say("review-amount", number=speech.number(float(run.quantity)), unit=unit),
            "good" if run.quantity >= run.needed else "doubt" if run.quantity else "bad",
        ),
        Cell(say(f"review-why-{run.why_not}"), "bad")
        if run.why_not
        else speech.comma([*run.vehicles, *([run.escort] if run.escort else [])]),
        "" if run.delivered is None else f"{run.delivered:%Y-%m-%d %H:%M}",
        speech.comma([say(f"review-hindrance-{name}") for name in run.hindered]),
    )


@dataclass(slots=True)
class _Work:
    """What one unit did: days on patrol, calls, wounded that it fetched or cared for, convoys, time out."""

    patrols: int = 0
    calls: int = 0
    wounded: int = 0
    convoys: int = 0
    out: timedelta = timedelta()


def _work(played: Played) -> dict[str, _Work]:
    """Return what each unit did, by its name; every unit of the scenario stands in it."""
    scenario, work = played.scenario, defaultdict[str, _Work](_Work)
    days = (scenario.until - scenario.from_).days
    for unit in scenario.units:
        work[unit.id].patrols = days if unit.patrols else 0
    for asset in scenario.evacuation.medical.assets if scenario.evacuation else ():
        work[asset.origin.ref].calls = 0
    for call in played.reactions:
        if call.unit:
            work[call.unit].calls += 1
    for trip in played.field.trips:
        for name, leaves, back in (
            (trip.unit, trip.leaves, trip.back),
            (trip.carer, trip.carer_leaves, trip.carer_back),
        ):
            if name and leaves is not None and back is not None:
                work[name].wounded += trip.count
                work[name].out += back - leaves
    for run in played.field.runs:
        for name in (*run.vehicles, *([run.escort] if run.escort else [])):
            work[name].convoys += 1
            work[name].out += (run.back or run.leaves) - run.leaves
    return dict(work)


def _units(speech: Speech, work: dict[str, _Work]) -> Section:
    return Section(
        heading=speech.say("review-head-units"),
        sentences=(speech.say("review-units-out"),),
        header=column_names(
            speech,
            "review-unit",
            "review-patrol-days",
            "review-calls",
            "review-wounded",
            "review-convoys",
            "review-hours-out",
        ),
        rows=tuple(
            (
                name,
                *map(speech.number, (each.patrols, each.calls, each.wounded, each.convoys)),
                speech.number(each.out / timedelta(hours=1)),
            )
            for name, each in work.items()
        ),
        numbers=frozenset((1, 2, 3, 4, 5)),
        wide=frozenset((0,)),
    )
