"""Who can be sent, where 10-1-2 holds, and who goes to a call: from what an account may read."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sulh import respond as room
from sulh.ledger import AMENDMENTS
from sulh.picture import entries_of, picture
from sulh.protect import Demands
from sulh.respond.answers import minutes_or_none
from sulh.server.access.people import counted_people
from sulh.server.records.records import may_read
from sulh.values import format_utc
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import IndexEntry
    from sulh.server.service import MissionService

__all__ = ["RespondQuery", "call", "outcome_stamp", "situation"]

KINDS = frozenset(
    {
        "area-release",
        "hazardous-area",
        "landing-site",
        "medical-asset",
        "medical-facility",
        "population",
        "response-unit",
        "task",
        "task-step",
        "way-closure",
    }
)
REACH_MIN = 60.0
PLACES_MAX = 200
LIGHTS: tuple[Literal["day", "night"], ...] = ("day", "night")


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondQuery:
    """What is asked: at which moment (UTC; None: now), as known when, in which season, for a call at a place.

    `stamp` changes with every record that the answer rests on, and with time where it is about now.
    """

    at: datetime | None = None
    as_of: datetime | None = None
    simulated: bool = False
    is_wet: bool = False
    lon: float = 0.0
    lat: float = 0.0
    stamp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What is known at a moment; `out` names the task of whoever is on one."""

    moment: datetime
    assets: tuple[room.MedicalAsset, ...]
    facilities: tuple[room.MedicalFacility, ...]
    units: tuple[room.ResponseUnit, ...]
    out: dict[str, str]
    ways: room.Ways
    travel: room.Travel
    demands: Demands | None
    kinds: tuple[str, ...]

    @property
    def covered(self) -> Demands | None:
        """Return whom units are to reach: people counted, not the units themselves; None: nobody."""
        if self.demands is None:
            return None
        is_town = np.array([kind == "people" for kind in self.kinds])
        weights = np.where(is_town, self.demands.weights, 0.0)
        return replace(self.demands, weights=weights) if weights.any() else None

    def medical(self) -> room.Medical | None:
        """Return the assets that are not on a task, and the facilities; None: one of both is missing."""
        ready = tuple(each for each in self.assets if each.origin.ref not in self.out)
        if not ready or not self.facilities:
            return None
        return room.Medical(assets=ready, facilities=self.facilities)


def outcome_stamp(service: MissionService, user: Principal, *, minute: int) -> str:
    """Return a digest of the records that an answer rests on, and of a minute."""
    entries = _entries(service, user, None)
    text = " ".join((str(minute), str(service.index.releases), *(each.id for each in entries)))
    return hashlib.sha256(text.encode()).hexdigest()


def situation(
    service: MissionService, user: Principal, query: RespondQuery, ways: Callable[[], room.Ways]
) -> dict[str, Any]:
    """Return who stands ready and where 10-1-2 holds, as `sulh.server.schemas.respond` says.

    Raises
    ------
    InputError
        When the file of roads cannot be read.
    """
    scene = _scene(service, user, query, ways())
    medical = scene.medical()
    area = None
    if medical is not None and scene.demands is not None:
        cover = room.evacuate_area(
            scene.demands, medical, scene.ways, room.area_conditions(scene.travel), room.Delays()
        )
        area = _area(cover, scene.kinds)
    return {
        "computed_at": format_utc(service.now()),
        "at": format_utc(scene.moment),
        "ways": _ways(scene),
        "assets": [
            _ready(each, scene) | {"medical": each.medical, "seats": each.seats}
            for each in scene.assets
        ],
        "facilities": [
            {
                "name": each.origin.ref,
                "level": each.level,
                "beds": each.beds,
                "theatres": each.theatres,
                "lon": each.place.lon,
                "lat": each.place.lat,
                "operates": room.operates(each),
            }
            for each in scene.facilities
        ],
        "units": _units(scene),
        "area": area,
    }


def call(
    service: MissionService, user: Principal, query: RespondQuery, ways: Callable[[], room.Ways]
) -> dict[str, Any]:
    """Return the chain of a casualty at a place (degrees, WGS 84) and the units that can go there.

    Raises
    ------
    InputError
        When the file of roads cannot be read, or the place is not on Earth or its axes are exchanged.
    """
    scene = _scene(service, user, query, ways())
    medical = scene.medical()
    place = (query.lon, query.lat)
    chain, choices, cannot = None, [], []
    if medical is not None:
        chain = room.chain_answer(
            room.find_chain(*place, scene.moment, medical, scene.ways, scene.travel, room.Delays())
        )
    names = [each.origin.ref for each in scene.assets]
    cannot += [f"{name}: is out: {scene.out[name]}." for name in names if name in scene.out]
    if chain is not None:
        cannot += chain.cannot
    if scene.units:
        candidates = room.ReactionUnits(
            units=scene.units,
            abilities=tuple(room.abilities_of(scene.units, (), ())),
            out=scene.out,
        )
        reaction = room.reaction_answer(
            room.react(
                *place,
                scene.moment,
                candidates,
                scene.ways,
                scene.travel,
                places=scene.covered,
                reach_min=REACH_MIN,
            )
        )
        choices = [asdict(each) for each in reaction.choices]
        cannot += reaction.cannot
    return {
        "computed_at": format_utc(service.now()),
        "at": format_utc(scene.moment),
        "lon": query.lon,
        "lat": query.lat,
        "is_dark": room.is_dark_at(scene.moment, *place),
        "ways": _ways(scene),
        "chain": None if chain is None else asdict(chain),
        "choices": choices,
        "cannot": cannot,
    }


def _entries(service: MissionService, user: Principal, as_of: datetime | None) -> list[IndexEntry]:
    kinds = KINDS.union(AMENDMENTS)
    return [
        each
        for each in service.index.latest()
        if each.kind in kinds
        and may_read(user, each)
        and (as_of is None or each.recorded_at <= as_of)
    ]


def _scene(
    service: MissionService, user: Principal, query: RespondQuery, ways: room.Ways
) -> _Scene:
    listed = _entries(service, user, query.as_of)
    service.log_reads(user, [each for each in listed if each.kind in KINDS], "respond")
    records = [service.record(each) for each in reversed(listed)]
    current = picture(records, as_of=query.as_of, simulated=query.simulated, check=body_problem)
    entries: dict[str, tuple[Any, ...]] = dict(entries_of(current, RECORD_KINDS))
    moment = query.at or service.now()
    states, _ = room.task_states(entries["task"], entries["task-step"], moment)
    day = moment.astimezone(service.workspace.pack.timezone).date()
    shut = room.closures_on(room.ledger_closures(entries, at=moment), day)
    demands, kinds = _places(service, entries)
    return _Scene(
        moment=moment,
        assets=entries["medical-asset"],
        facilities=entries["medical-facility"],
        units=entries["response-unit"],
        out=room.units_out(states, moment),
        ways=ways,
        travel=room.Travel(
            closures=shut, is_wet=query.is_wet, landing_sites=entries["landing-site"]
        ),
        demands=demands,
        kinds=kinds,
    )


def _places(
    service: MissionService, entries: dict[str, tuple[Any, ...]]
) -> tuple[Demands | None, tuple[str, ...]]:
    """Return the places to look at, and what each is: people counted, a unit, or another place of the pack.

    People weigh their number, a unit its strength, the other places nothing.
    """
    towns: dict[tuple[str, float, float], float] = {}
    for row in counted_people(entries["population"]):
        key = (row["name"], row["lon"], row["lat"])
        towns[key] = towns.get(key, 0.0) + row["people"]
    rows = [(*key, weight, "people") for key, weight in towns.items()]
    rows += [
        (each.origin.ref, each.place.lon, each.place.lat, float(each.strength), "unit")
        for each in entries["response-unit"]
        if each.strength
    ]
    already = {(round(lon, 3), round(lat, 3)) for _, lon, lat, _, _ in rows}
    rows += [
        (site.name, site.lon, site.lat, 0.0, "place")
        for site in service.workspace.pack.sites.values()
        if (round(site.lon, 3), round(site.lat, 3)) not in already
    ]
    if not rows:
        return None, ()
    names, lon, lat, weights, kinds = zip(*rows, strict=True)
    demands = Demands(
        names=names,
        lon=np.array(lon, np.float64),
        lat=np.array(lat, np.float64),
        weights=np.array([weights], np.float64),
    )
    return demands, kinds


def _ways(scene: _Scene) -> dict[str, Any]:
    ways = scene.ways
    return {
        "pieces": 0 if ways.roads is None else len(ways.roads.ends),
        "circuity": ways.circuity,
        "road_kmh": ways.pace.road_kmh,
        "off_kmh": ways.pace.off_kmh,
        "off_max_km": ways.pace.off_max_km,
        "closures": len(scene.travel.closures),
        "wet": scene.travel.is_wet,
    }


def _ready(each: room.MedicalAsset | room.ResponseUnit, scene: _Scene) -> dict[str, Any]:
    kind, _, task = scene.out.get(each.origin.ref, "").partition(" ")
    return {
        "name": each.origin.ref,
        "mode": each.mode or "vehicle",
        "lon": each.place.lon,
        "lat": each.place.lat,
        "night": each.night,
        "task": task,
        "task_type": kind,
    }


def _units(scene: _Scene) -> list[dict[str, Any]]:
    ready = [each for each in scene.units if each.origin.ref not in scene.out]
    holes = room.Holes(ready, scene.ways, scene.travel, scene.covered, REACH_MIN)
    rows = []
    for each in scene.units:
        hole = holes.behind(each) if each.origin.ref not in scene.out else None
        moves, to = (hole and hole.relocate) or ("", "")
        rows.append(
            _ready(each, scene)
            | {
                "strength": each.strength,
                "notice_min": float(each.notice_min),
                "uncovered": None if hole is None else hole.weight,
                "moves": moves,
                "moves_to": to,
                "regained": 0.0 if hole is None else hole.regained,
            }
        )
    return rows


def _area(cover: room.AreaCover, kinds: tuple[str, ...]) -> dict[str, Any]:
    """Return where 10-1-2 holds; the conditions are day and night, in this order."""
    night = cover.evacuations[1]
    order = np.lexsort((-cover.people, night.chance, night.holds))
    facilities = [*(each.origin.ref for each in cover.medical.facilities), ""]
    assets = [*(each.origin.ref for each in cover.medical.assets), ""]

    def times(i: int) -> list[dict[str, Any]]:
        return [
            {
                "light": light,
                "holds": bool(best.holds[i]),
                "chance": float(best.chance[i]),
                "care_min": minutes_or_none(best.care_min[i]),
                "surgery_min": minutes_or_none(best.surgery_min[i]),
                "brought_by": assets[best.bringer[i]],
                "facility": facilities[best.facility[i]],
            }
            for light, best in zip(LIGHTS, cover.evacuations, strict=True)
        ]

    return {
        "people": float(cover.people.sum()),
        "places_in_all": len(cover.people),
        "holds": [
            {
                "light": light,
                "people": cover.people_within(case),
                "expected": cover.people_expected(case),
                "places": int(cover.evacuations[case].holds.sum()),
            }
            for case, light in enumerate(LIGHTS)
        ],
        "losses": [
            {"asset": each.asset, "light": each.conditions, "people": each.lost}
            for each in sorted(cover.losses, key=lambda e: (-e.lost, e.conditions, e.asset))
            if each.lost > 0
        ],
        "places": [
            {
                "name": cover.places.names[i],
                "lon": float(cover.places.lon[i]),
                "lat": float(cover.places.lat[i]),
                "people": float(cover.people[i]) if kinds[i] != "place" else None,
                "times": times(i),
            }
            for i in order[:PLACES_MAX]
        ],
    }
