"""What units report of evacuations and supply, as rows of the report form, of the kinds of the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.exercise.casualties import fetch_wounded
from sulh.exercise.reported import PlayedReport, short
from sulh.exercise.supply import run_convoys
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sulh.exercise.casualties import CasualtyTrip
    from sulh.exercise.scenario import Scenario
    from sulh.exercise.supply import StockCount, SupplyRun
    from sulh.exercise.world import TrueAct

__all__ = ["FieldWork", "field_work"]

SOURCE = "operations"
TOLERANCE_MIN = "30"


@dataclass(frozen=True, slots=True)
class FieldWork:
    """What units did for the wounded and for posts, and what they reported of it, in the order it came in."""

    trips: tuple[CasualtyTrip, ...] = ()
    runs: tuple[SupplyRun, ...] = ()
    reports: tuple[PlayedReport, ...] = ()


def field_work(scenario: Scenario, acts: Sequence[TrueAct], *, seed: int) -> FieldWork:
    """Return what units did and reported, where the scenario has rules for it."""
    if scenario.evacuation is None and scenario.supply is None:
        return FieldWork()
    trips = fetch_wounded(scenario, acts, seed=seed)
    runs, counts = run_convoys(scenario, seed=seed)
    reports = [
        *_beginning(scenario),
        *(report for each in trips for report in _of_trip(each)),
        *(report for each in counts for report in _of_count(each)),
        *(report for each in runs for report in _of_run(scenario, each)),
    ]
    reports.sort(key=lambda each: (each.comes, each.row["ref"]))
    return FieldWork(trips, runs, tuple(reports))


def _row(kind: str, ref: str, comes: datetime, of: str, **values: object) -> PlayedReport:
    row = {"kind": kind, "ref": ref, "source": SOURCE, "simulated": "yes"}
    row |= {"reliability": "A", "credibility": "1"}
    row |= {name: str(value) for name, value in values.items() if value not in ("", None)}
    return PlayedReport(row, comes, of)


def _beginning(scenario: Scenario) -> Iterator[PlayedReport]:
    """Yield what there is when the exercise begins: assets, facilities, vehicles."""
    for rules in (scenario.evacuation, scenario.supply):
        for row in () if rules is None else rules.rows:
            if row["kind"] != "relief-stock":  # counted in the morning of each run
                own = {"source": SOURCE, "simulated": "yes", "reliability": "A", "credibility": "1"}
                yield PlayedReport(own | dict(row), scenario.from_, "")


def _of_trip(trip: CasualtyTrip) -> Iterator[PlayedReport]:
    number = trip.number
    act = short(trip.act)
    name = f"EV-{act}-{number}"
    at = {"lon": round(trip.lon, 6), "lat": round(trip.lat, 6), "accuracy_m": 100}
    if number == 1:
        immediate, count = trip.immediate + trip.left[0], trip.count + trip.left[1]
        yield _row(
            "triage-count", f"TC-{act}-0", trip.alarm, trip.act, start=format_utc(trip.alarm),
            immediate=immediate, delayed=count - immediate, **at,
        )  # fmt: skip
    if not trip.unit or trip.leaves is None or trip.back is None or trip.loaded is None:
        return
    yield from _task(
        name, "evacuation", trip.unit, trip.act,
        (trip.ordered, trip.leaves, trip.planned_back or trip.back, trip.back), at,
    )  # fmt: skip
    if trip.carer and trip.carer_leaves is not None and trip.carer_back is not None:
        times = (trip.ordered, trip.carer_leaves, trip.carer_back, trip.carer_back)
        yield from _task(f"{name}-care", "evacuation", trip.carer, trip.act, times, at)
    yield _row(
        "triage-count", f"TC-{act}-{number}", trip.loaded, trip.act,
        start=format_utc(trip.loaded), immediate=trip.left[0], delayed=trip.left[1] - trip.left[0], **at,
    )  # fmt: skip


def _task(
    name: str, kind: str, unit: str, of: str,
    times: tuple[datetime, datetime, datetime, datetime], at: Mapping[str, object], **more: object,
) -> Iterator[PlayedReport]:  # fmt: skip
    """Yield a task and its steps; `times`: ordered, begun, planned back, back."""
    ordered, leaves, plan_ends, back = times
    yield _row(
        "task", name, ordered, of, type=kind, unit=unit, start=format_utc(leaves),
        end=format_utc(plan_ends), tolerance_min=TOLERANCE_MIN, **at, **more,
    )  # fmt: skip
    for step, moment in (("accepted", ordered), ("under-way", leaves), ("done", back)):
        yield _row(
            "task-step", f"{name}/{step}", moment, of, task=name, step=step, start=format_utc(moment)
        )  # fmt: skip


def _of_count(count: StockCount) -> Iterator[PlayedReport]:
    yield _row(
        "relief-stock", f"ST-{count.depot}-{count.supply}-{count.at:%Y%m%d}", count.at, "",
        depot=count.depot, supply=count.supply, quantity=count.quantity, unit=count.unit,
        count_day=count.at.date(), lon=count.lon, lat=count.lat, accuracy_m=100,
    )  # fmt: skip


def _of_run(scenario: Scenario, run: SupplyRun) -> Iterator[PlayedReport]:
    post, name = run.post, f"SR-{run.id}"
    at: dict[str, object] = {
        "lon": post.lon,
        "lat": post.lat,
        "accuracy_m": 100,
        "place": post.name,
    }
    day = run.leaves.astimezone(scenario.pack.timezone).date()
    rules = scenario.supply
    yield _row(
        "relief-need", f"{name}-need", run.leaves, "", supply=post.supply, quantity=run.needed,
        unit=post.unit, due=day, escort="yes" if rules and rules.escort else "no",
        unload_min=f"{post.unload_min:g}", **at,
    )  # fmt: skip
    if run.back is None or run.delivered is None:
        return
    times = (run.leaves, run.leaves, run.planned_back or run.back, run.back)
    first = f"{name}-1"
    for n, vehicle in enumerate(run.vehicles, start=1):
        yield from _task(f"{name}-{n}", "convoy", vehicle, "", times, at, plan=name)
    if run.escort:
        yield from _task(
            f"{name}-escort", "escort", run.escort, "", times, at, plan=name, escorted=first
        )
    yield _row(
        "delivery", f"{name}-delivery", run.delivered, "", start=format_utc(run.delivered),
        organisation="Mission support", supply=post.supply, progress="delivered",
        quantity=run.quantity, unit=post.unit, **at,
    )  # fmt: skip
