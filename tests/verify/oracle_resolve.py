"""Who, where, when and what was allowed: the common half of the oracle, written to be obvious.

Each answer is a `Held`: *no*, *possible* or *certain*, and, when only possible, the doubts that
keep it from being certain. It restates ``docs/reference/verification-semantics.md``, "Words".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import shapely

from sulh.mission.provisions import Provision, RespectLine, Waive, WithdrawBy
from sulh.observe.records import Coverage, Report
from sulh.values import Place, Span, Tri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.mission.pack import Actor, Pack

MICROSECOND = timedelta(microseconds=1)
BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)


class Held(NamedTuple):
    """Whether something holds, and what keeps it from being certain when it is only possible."""

    tri: Tri
    doubts: frozenset[str] = frozenset()


CERTAIN = Held(Tri.CERTAIN)
NO = Held(Tri.NO)


def possible(*doubts: str) -> Held:
    return Held(Tri.POSSIBLE, frozenset(doubts))


def all_of(*conditions: Held) -> Held:
    """Return the least of the conditions, with the doubts of those that are only possible."""
    least = min(condition.tri for condition in conditions)
    if least != Tri.POSSIBLE:
        return Held(least)
    doubts: set[str] = set()
    for condition in conditions:
        if condition.tri == Tri.POSSIBLE:
            doubts |= condition.doubts
    return Held(Tri.POSSIBLE, frozenset(doubts))


@dataclass(frozen=True, kw_only=True)
class Case:
    """One provision, one of its parties, one of its zones ("": everywhere), and all the reports."""

    pack: Pack
    reports: list[tuple[str, Report]]
    at: datetime
    provision: Provision
    party: str
    zone: str

    @property
    def in_force(self) -> tuple[datetime, datetime]:
        """The half-open time in force; for *withdraw-by* it begins with the deadline."""
        start = self.provision.in_force_from
        if isinstance(self.provision.terms, WithdrawBy):
            start = max(start, self.provision.terms.deadline)
        return start, self.provision.in_force_until or END

    @property
    def border_accuracy_m(self) -> float:
        """The zone's accuracy; with *respect-line*, the line's if that is greater."""
        accuracy = self.pack.zones[self.zone].accuracy_m
        if isinstance(self.provision.terms, RespectLine):
            accuracy = max(accuracy, self.pack.lines[self.provision.terms.line].accuracy_m)
        return accuracy


# ------------------------------------------------------------------ time


def within(span: Span, start: datetime | None, until: datetime | None) -> Tri:
    """Say whether the moment that a closed span holds lies in the half-open ``[start, until)``."""
    start = start or BEGINNING
    until = until or END
    if span.start >= start and span.end < until:
        return Tri.CERTAIN
    if span.end >= start and span.start < until:
        return Tri.POSSIBLE
    return Tri.NO


def dated(span: Span, period: tuple[datetime, datetime]) -> Held:
    """Like `within`, with the doubt that a date straddles."""
    tri = within(span, *period)
    return possible("vague-date") if tri == Tri.POSSIBLE else Held(tri)


def as_span(period: tuple[datetime, datetime]) -> Span:
    """Return a half-open period that is not empty as the closed span of its microseconds."""
    return Span(period[0], period[1] - MICROSECOND)


def overlap(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


# ------------------------------------------------------------------ source, actor


def strong(pack: Pack, report: Report) -> Held:
    rule = pack.evidence_rule
    marks = report.origin.reliability
    good_source = "ABCDEF".index(marks.source) <= "ABCDEF".index(rule.source_at_least)
    good_information = marks.credibility <= rule.credibility_at_least
    if marks.source != "F" and marks.credibility != 6 and good_source and good_information:
        return CERTAIN
    return possible("weak-source")


def plain(name: str) -> str:
    """Return a name as it is compared: case-folded, white space collapsed."""
    return " ".join(name.split()).casefold()


def is_id_of(pack: Pack, name: str, actor: Actor) -> bool:
    """Say whether the name is the actor's id, and no other actor's name or alias."""
    others = (each for each in pack.actors.values() if each.id != actor.id)
    taken = {plain(n) for each in others for n in (each.name, *(a.name for a in each.aliases))}
    return plain(name) == plain(actor.id) and plain(name) not in taken


def bearers(pack: Pack, name: str, span: Span) -> list[tuple[Actor, Tri]]:
    """List the actors that bear a name during a span, each with how sure its dates make it."""
    found = []
    for actor in pack.actors.values():
        tri = Tri.NO
        if plain(actor.name) == plain(name) or is_id_of(pack, name, actor):
            tri = Tri.CERTAIN
        for alias in actor.aliases:
            if plain(alias.name) == plain(name):
                tri = max(tri, within(span, alias.from_, alias.until))
        if tri != Tri.NO:
            found.append((actor, tri))
    return found


def members_then(actor: Actor, span: Span) -> list[str]:
    return [m.party for m in actor.members if within(span, m.from_, m.until) != Tri.NO]


def is_party(pack: Pack, name: str, span: Span, party: str) -> Held:
    """Say whether the actor of this name is the party."""
    found = bearers(pack, name, span)
    answer = NO
    for actor, tri in found:
        if actor.kind in {"party", "mission"} and actor.id == party:
            if len(found) > 1:
                return possible("coalition")  # an ambiguous name
            answer = CERTAIN if tri == Tri.CERTAIN else possible("vague-date")
        elif actor.kind == "coalition" and party in members_then(actor, span):
            return possible("coalition")
    return answer


def is_civilians(pack: Pack, name: str, span: Span) -> bool:
    """Certainly civilians, and nobody else."""
    found = bearers(pack, name, span)
    return len(found) == 1 and found[0][0].kind == "civilians" and found[0][1] == Tri.CERTAIN


def is_protected(pack: Pack, name: str, span: Span) -> Tri:
    """Say whether the actor of this name is somebody whom "against parties" protects."""
    answers = []
    for actor, tri in bearers(pack, name, span):
        protected = actor.kind in {"party", "mission", "civilians"}
        if actor.kind == "coalition":
            members = members_then(actor, span)
            protected = bool(members) and all(pack.actors[m].kind == "party" for m in members)
        answers.append(tri if protected else Tri.NO)
    if not answers:
        return Tri.NO
    if min(answers) == Tri.CERTAIN:
        return Tri.CERTAIN
    return Tri.POSSIBLE if max(answers) != Tri.NO else Tri.NO


# ------------------------------------------------------------------ wider kinds


def wider_items(pack: Pack, item: str) -> set[str]:
    """Return the item and all the kinds it belongs to."""
    kinds = {item}
    while item in pack.items and pack.items[item].is_a is not None:
        item = pack.items[item].is_a or ""
        kinds.add(item)
    return kinds


def wider_acts(pack: Pack, act: str) -> set[str]:
    """Return the act and all the kinds it belongs to."""
    kinds = {act}
    while act in pack.acts and pack.acts[act].is_a is not None:
        act = pack.acts[act].is_a or ""
        kinds.add(act)
    return kinds


def wider_zones(pack: Pack, zone: str) -> set[str]:
    """Return the zone and all the zones that contain it, as the pack declares."""
    zones = {zone}
    waiting = [zone]
    while waiting:
        for wider in pack.zones[waiting.pop()].within:
            if wider not in zones:
                zones.add(wider)
                waiting.append(wider)
    return zones


# ------------------------------------------------------------------ place by name


def zones_named(pack: Pack, name: str) -> list[str]:
    """List the zones that bear a name, by id or among their `names`; none for an empty name.

    The title of a zone is its name, too, where no zone bears it otherwise.
    """
    if not plain(name):
        return []
    zones = pack.zones.values()
    found = [
        zone.id
        for zone in zones
        if plain(name) in [plain(known) for known in (zone.id, *zone.names)]
    ]
    return found or [zone.id for zone in zones if plain(name) == plain(zone.name)]


def named_by(pack: Pack, place: Place) -> list[str]:
    """List the zones named by the first of zone, district, country that names any."""
    for name in (place.zone, place.district, place.country):
        if zones_named(pack, name):
            return zones_named(pack, name)
    return []


def tri_by_name(pack: Pack, named: list[str], zone: str) -> Tri:
    """Say where a thing is that happened in a zone of this name, seen from `zone`."""
    answers = set()
    for name in named:
        if zone in wider_zones(pack, name):
            answers.add(Tri.CERTAIN)
        elif name in wider_zones(pack, zone):
            answers.add(Tri.POSSIBLE)
        else:
            answers.add(Tri.NO)
    return answers.pop() if len(answers) == 1 else Tri.POSSIBLE


def names_whole(pack: Pack, name: str, zone: str) -> bool:
    """Say whether the name certainly means the zone or one that contains it."""
    named = zones_named(pack, name)
    return bool(named) and all(wide in wider_zones(pack, zone) for wide in named)


# ------------------------------------------------------------------ place by distance


WGS84_A = 6_378_137.0
WGS84_F = 1 / 298.257223563
E2 = WGS84_F * (2 - WGS84_F)


def on_the_ellipsoid(lon: float, lat: float) -> tuple[float, float, float]:
    """Earth-centred x, y, z in metres of a point on the WGS 84 ellipsoid."""
    lam, phi = math.radians(lon), math.radians(lat)
    normal = WGS84_A / math.sqrt(1 - E2 * math.sin(phi) ** 2)
    x = normal * math.cos(phi) * math.cos(lam)
    y = normal * math.cos(phi) * math.sin(lam)
    z = normal * (1 - E2) * math.sin(phi)
    return x, y, z


def on_the_plane(lon: float, lat: float, centre: tuple[float, float]) -> tuple[float, float]:
    """East and north in metres from `centre`, on an azimuthal equidistant plane laid there.

    The straight line through the earth to the other point gives the bearing (its east and north
    parts at the centre) and the chord; the arc over that chord, with the ellipsoid's radius of
    curvature in that bearing (Euler), is the distance.
    """
    lam, phi = math.radians(centre[0]), math.radians(centre[1])
    here = on_the_ellipsoid(*centre)
    there = on_the_ellipsoid(lon, lat)
    dx, dy, dz = there[0] - here[0], there[1] - here[1], there[2] - here[2]
    east = -math.sin(lam) * dx + math.cos(lam) * dy
    north = (
        -math.sin(phi) * math.cos(lam) * dx
        - math.sin(phi) * math.sin(lam) * dy
        + math.cos(phi) * dz
    )
    chord = math.sqrt(dx * dx + dy * dy + dz * dz)
    bearing = math.atan2(east, north)
    w = math.sqrt(1 - E2 * math.sin(phi) ** 2)
    meridian, normal = WGS84_A * (1 - E2) / w**3, WGS84_A / w
    radius = 1 / (math.cos(bearing) ** 2 / meridian + math.sin(bearing) ** 2 / normal)
    arc = 2 * radius * math.asin(min(1.0, chord / (2 * radius)))
    return arc * math.sin(bearing), arc * math.cos(bearing)


@lru_cache(maxsize=20_000)  # one point is tried by many provisions
def distance_to_border_m(geometry: shapely.Geometry, lon: float, lat: float) -> float:
    """Metres from a point to the nearest border of a zone, inside or outside.

    Borders are straight in lon, lat, so they are cut into short pieces before they are laid on the
    plane, where a long piece would no longer be straight.
    """
    if geometry.boundary.intersects(shapely.Point(lon, lat)):
        return 0.0  # exactly, whatever the plane rounds to
    border = shapely.segmentize(geometry.boundary, 0.01)
    nearest = math.inf
    for line in getattr(border, "geoms", [border]):
        points = [on_the_plane(x, y, (lon, lat)) for x, y in line.coords]
        nearest = min(nearest, shapely.LineString(points).distance(shapely.Point(0, 0)))
    return nearest


def place_in_zone(case: Case, place: Place) -> Held:  # noqa: PLR0911 (a table, row by row)
    """Look a place up in the table "Place → zone"; everywhere is certain."""
    if case.zone == "":
        return CERTAIN
    pack, zone = case.pack, case.pack.zones[case.zone]
    named = named_by(pack, place)
    tri_named = tri_by_name(pack, named, zone.id) if named else Tri.POSSIBLE
    located = has_point(place)
    vague = located and not is_exact(pack, place)

    if zone.geometry is None:
        doubtful = vague or (located and is_outside_all(pack, place, named))
        if doubtful:
            tri_named = min(tri_named, Tri.POSSIBLE)
        return possible("vague-place") if tri_named == Tri.POSSIBLE else Held(tri_named)
    if not located:
        return possible("vague-place") if tri_named == Tri.POSSIBLE else Held(tri_named)
    if vague:
        by_name = zone.by == "name" and tri_named == Tri.NO
        return NO if by_name else possible("vague-place")

    tri_measured = measured(zone.geometry, place, case.border_accuracy_m)
    if tri_measured == Tri.POSSIBLE:
        by_name = zone.by == "name" and tri_named != Tri.POSSIBLE
        return Held(tri_named) if by_name else possible("near-border")
    if {tri_measured, tri_named} == {Tri.CERTAIN, Tri.NO}:
        return possible("vague-place")  # the report contradicts itself
    return Held(tri_measured)


def has_point(place: Place) -> bool:
    return place.lon is not None and place.lat is not None


def is_exact(pack: Pack, place: Place) -> bool:
    """Say whether there is a point with an accuracy; 0, 0 is none, far from the pack's area."""
    if not has_point(place) or place.accuracy_m is None:
        return False
    return (place.lon, place.lat) != (0, 0) or near_area(pack, 0, 0, drawn=False)


def is_foreign(pack: Pack, place: Place) -> bool:
    """Say whether a report is of another area: it names no zone and lies far from all that is drawn."""
    if named_by(pack, place):
        return False
    elsewhere = place.country != "" and any(z.kind == "country" for z in pack.zones.values())
    if has_point(place) and (place.accuracy_m is None or is_exact(pack, place)):
        shapes = [each.geometry for each in (*pack.zones.values(), *pack.lines.values())]
        shapes += [shapely.Point(each.lon, each.lat) for each in pack.sites.values()]
        point = shapely.Point(place.lon, place.lat)
        far = [
            shape.distance(point) > (0.05 if elsewhere else 0.5)
            for shape in shapes
            if shape is not None
        ]
        return bool(far) and all(far)
    return elsewhere


def measured(geometry: shapely.Geometry, place: Place, border_m: float) -> Tri:
    """Say by distance alone whether a place is in a shape."""
    if distance_to_border_m(geometry, place.lon, place.lat) <= place.accuracy_m + border_m:
        return Tri.POSSIBLE
    return Tri.CERTAIN if geometry.covers(shapely.Point(place.lon, place.lat)) else Tri.NO


def is_outside_all(pack: Pack, place: Place, named: list[str]) -> bool:
    """Say whether a point is for sure outside each of the zones that its report names."""
    return bool(named) and all(is_outside(pack, place, zone) for zone in named)


def is_outside(pack: Pack, place: Place, zone: str) -> bool:
    drawn = [z for z in wider_zones(pack, zone) if pack.zones[z].geometry is not None]
    if not drawn:
        return not near_area(pack, place.lon, place.lat, drawn=True)
    return any(
        measured(pack.zones[z].geometry, place, pack.zones[z].accuracy_m) == Tri.NO for z in drawn
    )


def near_area(pack: Pack, lon: float, lat: float, *, drawn: bool) -> bool:
    """Say whether a point is within 5 degrees of the box around all that the pack draws.

    `drawn` is the answer where it draws nothing.
    """
    shapes = [each.geometry for each in (*pack.zones.values(), *pack.lines.values())]
    points = [shapely.Point(each.lon, each.lat) for each in pack.sites.values()]
    boxes = [shape.bounds for shape in (*shapes, *points) if shape is not None]
    if not boxes:
        return drawn
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return west - 5 <= lon <= east + 5 and south - 5 <= lat <= north + 5


# ------------------------------------------------------------------ exceptions


def waivers(case: Case) -> list[tuple[Provision, Tri]]:
    """List the waivers of provision, party and zone; *possible* if only of part of the zone."""
    found = []
    for waiver in case.pack.provisions:
        if not isinstance(waiver.terms, Waive):
            continue
        if case.provision.id not in waiver.terms.provisions:
            continue
        if waiver.parties and case.party not in waiver.parties:
            continue
        if not waiver.zones:
            found.append((waiver, Tri.CERTAIN))
        elif case.zone == "":
            found.append((waiver, Tri.POSSIBLE))
        elif any(zone in wider_zones(case.pack, case.zone) for zone in waiver.zones):
            found.append((waiver, Tri.CERTAIN))
        elif any(case.zone in wider_zones(case.pack, zone) for zone in waiver.zones):
            found.append((waiver, Tri.POSSIBLE))
    return found


def lift(case: Case, span: Span) -> Tri:
    """Say whether some `suspends` waiver applies to the span."""
    answer = Tri.NO
    for waiver, tri in waivers(case):
        if waiver.terms.suspends:
            answer = max(
                answer, min(tri, within(span, waiver.in_force_from, waiver.in_force_until))
            )
    return answer


def not_lifted(case: Case, span: Span) -> Held:
    """Return the condition that no `suspends` waiver covers an act."""
    tri = lift(case, span)
    if tri == Tri.POSSIBLE:
        return possible("waiver-unclear")
    return NO if tri == Tri.CERTAIN else CERTAIN


def allowance(case: Case, base: int, span: Span) -> tuple[int | None, int | None]:
    """Return the lower and the upper allowance over a span; None: no limit."""
    lower_ceiling = upper_ceiling = base
    lower_adds = upper_adds = 0
    lower_free = upper_free = False
    for waiver, tri_zone in waivers(case):
        tri = min(tri_zone, within(span, waiver.in_force_from, waiver.in_force_until))
        terms = waiver.terms
        if tri == Tri.CERTAIN:
            lower_free = lower_free or terms.suspends
            lower_ceiling = max(lower_ceiling, terms.at_most or 0)
            lower_adds += terms.adds.low if terms.adds else 0
        if tri != Tri.NO:
            upper_free = upper_free or terms.suspends
            upper_ceiling = max(upper_ceiling, terms.at_most or 0)
            if terms.adds and terms.adds.high is None:
                upper_free = True
            elif terms.adds:
                upper_adds += terms.adds.high
    lower = None if lower_free else lower_ceiling + lower_adds
    upper = None if upper_free else upper_ceiling + upper_adds
    return lower, upper


# ------------------------------------------------------------------ coverage


def covers_zone(case: Case, place: Place) -> bool:
    """Say whether a coverage report of this place is certainly of the whole zone."""
    for name in (place.zone, place.district, place.country):
        if plain(name):
            return case.zone != "" and names_whole(case.pack, name, case.zone)
    return place.lon is None


def watched(case: Case, subjects: Sequence[str], first: datetime, last: datetime) -> bool:
    """Say whether all the subjects were watched from `first` to `last`, both included."""
    spans = watched_spans(case, subjects)
    reached = first
    for span in sorted(spans, key=lambda span: span.start):
        if span.start <= reached:
            reached = max(reached, span.end + MICROSECOND)
    return reached > last


def watched_spans(case: Case, subjects: Sequence[str]) -> list[Span]:
    """List the spans of the coverage reports that count for the zone and all the subjects."""
    return [report.span for report in statements(case, subjects)]


def statements(case: Case, subjects: Sequence[str]) -> list[Coverage]:
    """List the coverage reports that count for the zone and all the subjects."""
    counted = []
    for _, report in case.reports:
        if not isinstance(report, Coverage) or not report.complete:
            continue
        if strong(case.pack, report) != CERTAIN or not covers_zone(case, report.place):
            continue
        if all(wider_acts(case.pack, subject) & set(report.subjects) for subject in subjects):
            counted.append(report)
    return counted


def lacking(case: Case, subject: str, first: datetime, last: datetime) -> set[str]:
    """What a register lacks from `first` to `last`, both included, before silence in it speaks against anybody."""
    if not watched(case, [subject], first, last):
        return {"register-incomplete"}
    declared = statements(case, [subject])
    turns = {first}  # between two turns nothing changes
    for each in declared:
        turns |= {each.span.start, each.span.end + MICROSECOND}
    for moment in turns:
        if first <= moment <= last:
            now = [each for each in declared if each.span.start <= moment <= each.span.end]
            sources = {plain(each.origin.source) for each in now}
            checked = any(each.origin.reliability.credibility == 1 for each in now)
            if len(sources) < 2 and not checked:
                return {"register-unconfirmed"}
    return set()
