"""The outlook of a mission: a forecast, and two laydowns side by side, from what an account may read.

It is computed in the background, one at a time, on a thread of its own: no request waits for it. Each
account has one question in work at most, and gets the last answer while the ledger goes on.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import asdict, dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sulh.errors import SulhError
from sulh.picture import entries_of, picture
from sulh.protect import (
    UnitSpec,
    coverage_of_points,
    laydown_answer,
    plan_units,
    read_demands,
    read_sites,
)
from sulh.server.errors import ForbiddenError
from sulh.server.map_marks import MARKS_MAX
from sulh.server.queues import FairExecutor
from sulh.server.records import may_read
from sulh.tables import rows_table
from sulh.values import format_utc
from sulh.warn import events_from_records, flat_frame, forecast
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.mission import Pack
    from sulh.server.principal import Principal
    from sulh.server.service import MissionService
    from sulh.warn import Forecast

__all__ = ["OutlookQuery", "Outlooks"]

ANSWERS_KEPT = 16
QUESTIONS_MAX = 2
PLACES_MAX = 200
FRESH = timedelta(minutes=2)
"""An answer is given again for so long, though the ledger has grown: a busy watch would never see one."""
NO_BASES = frozenset({"town", "place", "checkpoint", "land"})
"""What a pack's site may be without being a position of the mission: somewhere it could be."""
SEED = 1
AMOUNT_MIN = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookQuery:
    """Which outlook: `bases` 0 is as many as there are positions now."""

    as_of: datetime | None = None
    simulated: bool = False
    measure: Literal["deaths", "civilian_deaths"] = "civilian_deaths"
    months: int = 6
    bases: int = 0
    reach_km: float = 30.0


@dataclass(frozen=True, slots=True)
class _Answer:
    revision: int
    at: datetime
    body: dict[str, Any]


Key = tuple[str, str, str, OutlookQuery]


class Outlooks:
    """Computes outlooks in the background, and keeps the last few for each who may read as much."""

    def __init__(self, service: MissionService) -> None:
        self._service = service
        self._lock = Lock()
        self._answers: OrderedDict[Key, _Answer] = OrderedDict()
        self._working: dict[Key, Future[None]] = {}
        self._planners = FairExecutor(1, name="sulh-outlook", queue_max=QUESTIONS_MAX)

    def close(self) -> None:
        """Finish what is being computed."""
        self._planners.shutdown()

    def ask(self, user: Principal, query: OutlookQuery) -> dict[str, Any]:
        """Return an outlook, or ``{"state": "waiting"}`` until it has been computed.

        Raises
        ------
        ForbiddenError
            When the user reads no records.
        TooManyError
            When too many questions of this account wait.
        """
        if "read" not in user.scopes:
            raise ForbiddenError("This token does not allow reading.")
        key = (user.account, user.role, user.party, query)
        with self._lock:
            answer = self._answers.get(key)
            is_fresh = answer is not None and (
                answer.revision == self._service.index.revision
                or self._service.now() - answer.at < FRESH
            )
            if answer is None or not is_fresh:
                if key not in self._working:
                    self._working[key] = self._planners.submit(
                        user.account, lambda: self._work(key, user)
                    )
                return {"state": "waiting"}
        return answer.body

    def _work(self, key: Key, user: Principal) -> None:
        query = key[-1]
        revision = self._service.index.revision
        try:
            body = self._outlook(user, query)
        except SulhError as error:
            body = {"state": "failed", "problem": f"{error}"}
        except Exception as error:
            body = {"state": "failed", "problem": f"The outlook could not be computed: {error!r}"}
            raise
        finally:
            with self._lock:
                self._answers[key] = _Answer(revision, self._service.now(), body)
                self._answers.move_to_end(key)
                while len(self._answers) > ANSWERS_KEPT:
                    self._answers.popitem(last=False)
                self._working.pop(key, None)

    def _outlook(self, user: Principal, query: OutlookQuery) -> dict[str, Any]:
        records = self._readable(user, query)
        zone = self._service.workspace.pack.timezone
        events = events_from_records(records, timezone=zone, simulated=query.simulated)
        result = forecast(
            events,
            months=query.months,
            measures=(query.measure,),
            timezone=zone,
            check=False,
            seed=SEED,
        )
        return {
            "state": "done",
            "computed_at": format_utc(self._service.now()),
            "simulated": query.simulated,
            "events": events.frame.height,
            "forecast": _forecast_body(result),
            "protection": _protection(
                self._service.workspace.pack, result, _people(records, query), query
            ),
        }

    def _readable(self, user: Principal, query: OutlookQuery) -> list[Record]:
        """Return the records that the user may read; that the restricted ones are read is recorded."""
        records, entries = [], []
        for record in self._service.history():
            entry = self._service.index.get(record.id)
            if query.as_of is not None and record.recorded_at > query.as_of:
                continue
            if entry is not None and may_read(user, entry):
                records.append(record)
                entries.append(entry)
        for start in range(0, len(entries), MARKS_MAX):
            self._service.log_reads(user, entries[start : start + MARKS_MAX], "outlook")
        return records


def _forecast_body(result: Forecast) -> dict[str, Any]:
    """Return the forecast by place: the places with most expected first, with their months."""
    places: dict[str, dict[str, Any]] = {}
    for row in result.frame.iter_rows(named=True):
        place = places.setdefault(
            row["cell"],
            {name: row[name] for name in ("cell", "lon", "lat", "country", "method")}
            | {"total": 0.0, "months": []},
        )
        place["total"] += row["mean"]
        numbers = ("mean", "chance_any", "q05", "q25", "q50", "q75", "q95")
        place["months"].append({"month": row["period"]} | {name: row[name] for name in numbers})
    ranked = sorted(places.values(), key=lambda each: (-each["total"], each["cell"]))
    return {
        "known_until": result.known_until,
        "measure": result.measures[0].series.measure,
        "places": ranked[:PLACES_MAX],
        "places_left_out": max(0, len(ranked) - PLACES_MAX),
        "expected": sum(each["total"] for each in ranked),
        "left_out": list(result.left_out),
    }


def _people(records: Iterable[Record], query: OutlookQuery) -> list[dict[str, Any]]:
    """Return the people who were counted at places with a point: the latest count of each sender."""
    current = picture(records, as_of=query.as_of, simulated=query.simulated, check=body_problem)
    latest: dict[tuple[str, str, str], Any] = {}
    for each in entries_of(current, RECORD_KINDS)["population"]:
        if each.place.lon is None:
            continue
        key = (
            each.origin.source,
            each.place.name or f"{each.place.lon} {each.place.lat}",
            each.group,
        )
        if key not in latest or latest[key].span.end <= each.span.end:
            latest[key] = each
    return [
        {
            "name": each.place.name or f"{each.place.lat:.3f}, {each.place.lon:.3f}",
            "lon": each.place.lon,
            "lat": each.place.lat,
            "group": each.group,
            "people": each.people,
        }
        for each in latest.values()
    ]


def _protection(
    pack: Pack, result: Forecast, people: list[dict[str, Any]], query: OutlookQuery
) -> dict[str, Any]:
    """Return the bases as they stand and as they could be, and what each reaches."""
    rows = list(flat_frame(result).iter_rows(named=True))
    demands = read_demands(rows_table(rows, name="forecast"), "forecast").value
    now = [
        {"name": each.name, "lon": each.lon, "lat": each.lat, "existing": "yes"}
        for each in pack.sites.values()
        if each.kind not in NO_BASES
    ]
    could = [
        {"name": each.name, "lon": each.lon, "lat": each.lat, "existing": "no"}
        for each in pack.sites.values()
        if each.kind in NO_BASES
    ]
    taken = {(each["lon"], each["lat"]) for each in [*now, *could]}
    expected = {place["cell"]: place["total"] for place in _forecast_body(result)["places"]}
    could += [
        {"name": name, "lon": lon, "lat": lat, "existing": "no"}
        for name, lon, lat in zip(demands.names, demands.lon, demands.lat, strict=True)
        if expected.get(name, 0.0) > AMOUNT_MIN and (lon, lat) not in taken
    ]
    sites = read_sites(rows_table([*now, *could], name="sites"), "sites").value
    bases = min(query.bases or max(1, len(now)), len(sites.sites))
    unit = UnitSpec(name="base", count=bases, reach=query.reach_km)
    plan = plan_units(demands, sites, [unit])
    chosen = [
        {"name": row["name"], "lon": row["lon"], "lat": row["lat"], "existing": row["existing"]}
        for row in plan.frame.iter_rows(named=True)
    ]
    standing = [
        {name: each[name] for name in ("name", "lon", "lat")} | {"existing": True} for each in now
    ]
    weights = [float(each) for each in plan.problem.mean]
    places = [
        {"name": name, "lon": float(lon), "lat": float(lat), "expected": weight}
        for name, lon, lat, weight in zip(
            demands.names, demands.lon, demands.lat, weights, strict=True
        )
    ]
    for each in (places, people):
        for key, bases_at in (("now", standing), ("planned", chosen)):
            for row, is_reached in zip(each, _reached(each, bases_at, query.reach_km), strict=True):
                row[key] = is_reached
    answer = asdict(laydown_answer(plan))
    return {
        "reach_km": query.reach_km,
        "now": standing,
        "planned": chosen,
        "bound": answer["bound"],
        "proven": answer["proven"],
        "places": [each for each in places if each["expected"] > AMOUNT_MIN][:PLACES_MAX],
        "people": people,
    }


def _reached(
    places: list[dict[str, Any]], bases: list[dict[str, Any]], reach_km: float
) -> list[bool]:
    """Say of each place whether a base is within reach in a straight line."""
    if not places or not bases:
        return [False] * len(places)

    def column(rows: list[dict[str, Any]], name: str) -> Any:
        return np.array([float(each[name]) for each in rows])

    coverage = coverage_of_points(
        column(places, "lon"),
        column(places, "lat"),
        column(bases, "lon"),
        column(bases, "lat"),
        reach_m=reach_km * 1000.0,
    )
    reached: list[bool] = coverage.covered_by(tuple(range(len(bases)))).tolist()
    return reached
