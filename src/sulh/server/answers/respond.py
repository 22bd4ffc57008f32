"""Who can be sent, where 10-1-2 holds, and who goes to a call: from what an account may read."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sulh import respond as room
from sulh.ledger import AMENDMENTS
from sulh.picture import entries_of, picture
from sulh.server.answers.respond_area import Places, area_body, gap_body, places_of
from sulh.server.records.records import may_read
from sulh.values import format_utc
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sulh.protect import Demands
    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import IndexEntry
    from sulh.server.service import MissionService

__all__ = ["RespondQuery", "call", "fixes", "outcome_stamp", "situation"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondQuery:
    """What is asked: at which moment (UTC; None: now), as known when, for a call at a place.

    `is_wet` says the season; None: as the pack does. `stamp` changes with every record that the answer rests
    on, and with time where it is about now.
    """

    at: datetime | None = None
    as_of: datetime | None = None
    simulated: bool = False
    is_wet: bool | None = None
    lon: float = 0.0
    lat: float = 0.0
    stamp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What is known at a moment; `out` names the task of whoever is on one, `season_by` who says the season."""

    moment: datetime
    season_by: str
    assets: tuple[room.MedicalAsset, ...]
    facilities: tuple[room.MedicalFacility, ...]
    units: tuple[room.ResponseUnit, ...]
    out: dict[str, str]
    ways: room.Ways
    travel: room.Travel
    places: Places

    @property
    def covered(self) -> Demands | None:
        """Return whom units are to reach: people counted, not the units themselves; None: nobody."""
        people = self.places.people
        return people if people.weights.any() else None

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
    cover = _cover(scene)
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
        "area": None if cover is None else area_body(cover, scene.places),
    }


def fixes(
    service: MissionService,
    user: Principal,
    query: RespondQuery,
    ways: Callable[[], room.Ways],
    count: int,
) -> dict[str, Any]:
    """Return what closes the largest gap in 10-1-2, at most `count` changes of each kind at the pack's sites.

    Raises
    ------
    InputError
        When the file of roads cannot be read.
    """
    scene = _scene(service, user, query, ways())
    cover = _cover(scene)
    return {
        "computed_at": format_utc(service.now()),
        "at": format_utc(scene.moment),
        "gap": None
        if cover is None
        else gap_body(cover, scene.ways, service.workspace.pack.sites.values(), count),
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
    return [
        each
        for each in service.index.latest(KINDS.union(AMENDMENTS))
        if may_read(user, each) and (as_of is None or each.recorded_at <= as_of)
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
    pack = service.workspace.pack
    day = moment.astimezone(pack.timezone).date()
    shut = room.closures_on(room.ledger_closures(entries, at=moment), day)
    return _Scene(
        moment=moment,
        season_by="pack" if query.is_wet is None else "question",
        assets=entries["medical-asset"],
        facilities=entries["medical-facility"],
        units=entries["response-unit"],
        out=room.units_out(states, moment),
        ways=ways,
        travel=room.Travel(
            closures=shut,
            is_wet=pack.is_wet_on(day) if query.is_wet is None else query.is_wet,
            landing_sites=entries["landing-site"],
        ),
        places=places_of(pack, entries),
    )


def _cover(scene: _Scene) -> room.AreaCover | None:
    """Return where 10-1-2 holds; None: no asset is ready, no facility is known, or there is no place."""
    medical, places = scene.medical(), scene.places
    if medical is None or places.is_empty:
        return None
    conditions = room.area_conditions(scene.travel)
    return room.evacuate_area(
        places.people, medical, scene.ways, conditions, room.Delays(), troops=places.troops
    )


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
        "season_by": scene.season_by,
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
                "move_min": None if hole is None else hole.move_min,
            }
        )
    return rows
