"""Random reports of a mission: vague, weak, contradictory, late, near borders."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace
from tests.verify.oracle_resolve import distance_to_border_m
from tests.verify.random_packs import ACTS, DUTY, ITEMS, MARKS, OTHER_DUTY, Ground

from sulh.mission.provisions import Waive
from sulh.observe.records import (
    Comparison,
    Coverage,
    Incident,
    Inspection,
    Notification,
    Observation,
    Origin,
    Participant,
    Report,
    Request,
)
from sulh.values import Count, Place, Reliability, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.mission.pack import Pack
    from sulh.mission.provisions import Provision


class Field:
    """What was reported of a mission."""

    def __init__(self, ground: Ground, pack: Pack) -> None:
        self.ground = ground
        self.pack = pack
        self.refs = 0
        self.found: list[Report] = []  # so far: later ones refer to earlier ones
        self.obliging = [p for p in pack.provisions if not isinstance(p.terms, Waive)]
        self.aim: Provision | None = None  # what the next report is mostly about

    def reports(self) -> list[tuple[str, Report]]:
        """Choose reports: those that others refer to first, then mixed into one order."""
        ground, found = self.ground, self.found
        for make, most in (
            (self.incident, 6),
            (self.request, 3),
            (self.inspection, 5),
            (self.observation, 7),
            (self.notification, 4),
            (self.coverage, 4),
        ):
            for _ in range(ground.number(0, most)):
                self.aim = ground.pick(self.obliging) if ground.chance(65) else None
                found.append(make())
        for _ in range(ground.number(0, 3)):
            self.tell_again()
        for _ in range(ground.number(0, 2)):
            self.enter_again()
        self.compare()
        for i in range(len(found) - 1, 0, -1):
            j = i - ground.number(0, min(i, 3))
            found[i], found[j] = found[j], found[i]
        numbered = {report.origin.ref: f"{i:064x}" for i, report in enumerate(found)}
        return [(numbered[each.origin.ref], self.with_ids(each, numbered)) for each in found]

    def tell_again(self) -> None:
        """Choose an incident and tell it once more, in somebody else's words."""
        ground = self.ground
        incidents = [report for report in self.found if isinstance(report, Incident)]
        if not incidents:
            return
        incident = ground.pick(incidents)
        start = incident.span.start + timedelta(minutes=ground.pick((0, 100, 125, 3000)))
        place = incident.place
        if place.lon is not None and ground.chance(50):
            # 1.1 km to the north; twice the accuracies, or far more or less than that.
            place = replace(place, lat=place.lat + 0.01, accuracy_m=float(ground.pick((400, 700))))
            place = self.clear(place)
        elif ground.chance(40):
            place = self.place()
        people = incident.participants
        if ground.chance(40):
            swapped = {"a": "b", "b": "a"}
            people = tuple(replace(each, side=swapped[each.side]) for each in people)
        if ground.chance(30) and people:
            people = (replace(people[0], name=self.name()), *people[1:])
        low = ground.pick((0, 3, 5))
        self.found.append(
            replace(
                incident,
                origin=self.origin(good=85),
                span=Span(start, max(start, incident.span.end)),
                place=place,
                act=incident.act if ground.chance(70) else self.about("acts", tuple(ACTS)),
                participants=people,
                deaths=Count(low, low + 1) if ground.chance(50) else Count(low, None),
            )
        )

    def enter_again(self) -> None:
        """Choose a row of an inspection and enter it once more, mostly as it is."""
        ground = self.ground
        rows = [each for each in self.found if isinstance(each, Observation) and each.inspection]
        if not rows:
            return
        row = ground.pick(rows)
        origin = self.origin(good=80)
        if ground.chance(80):
            origin = replace(origin, source=row.origin.source, reliability=row.origin.reliability)
        count = row.count if ground.chance(80) else Count(row.count.low, None)
        self.found.append(replace(row, origin=origin, count=count))

    def compare(self) -> None:
        """Settle of some incidents whether they are one event."""
        ground = self.ground
        refs = [report.origin.ref for report in self.found if isinstance(report, Incident)]
        for _ in range(ground.number(0, 3) if len(refs) > 1 and ground.chance(50) else 0):
            pair = ground.some(refs, 3)
            judgement = "same" if ground.chance(60) else "different"
            reports = pair if len(pair) > 1 else (pair[0], "r0")
            self.found.append(
                Comparison(origin=self.origin(good=85), reports=reports, judgement=judgement)
            )

    def with_ids(self, report: Report, numbered: dict[str, str]) -> Report:
        """Return a comparison with the ids of the records for their refs; any other report as it is."""
        if not isinstance(report, Comparison):
            return report
        ids = (numbered.get(ref, "f" * 64) for ref in report.reports)
        return replace(report, reports=tuple(ids))

    # ---------------------------------------------------------------- common parts

    def origin(self, *, good: int = 70) -> Origin:
        """Choose a source; so many of a hundred are beyond doubt."""
        self.refs += 1
        source = self.ground.pick(("radio", "post"))
        marks = self.ground.pick(MARKS) if self.ground.chance(100 - good) else ("A", 1)
        return Origin(source=source, ref=f"r{self.refs}", reliability=Reliability(*marks))

    def about(self, words: str, options: Sequence[str]) -> str:
        """Choose an item or act: mostly one that the aim speaks of, else any."""
        aimed = getattr(self.aim.terms, words, None) if self.aim else None
        if aimed and self.ground.chance(85):
            return aimed if isinstance(aimed, str) else self.ground.pick(aimed)
        return self.ground.pick(options)

    def span(self) -> Span:
        """Choose a time: with an aim mostly some hours in the middle of a month."""
        ground = self.ground
        if self.aim and ground.chance(65):
            start = ground.pick(ground.month_starts[:3]) + timedelta(hours=ground.number(50, 550))
            return Span(start, start + timedelta(hours=ground.pick((0, 2, 20))))
        return ground.span()

    def name(self) -> str:
        """Choose a name: mostly a party's, written as people write."""
        ground = self.ground
        if self.aim and ground.chance(65):
            return self.pack.actors[ground.pick(self.aim.parties)].name
        if ground.chance(60):
            name = ground.pick(
                ("Union", "Militia", "The Front", "Joint Force", "MM", "Civilians", "Stranger",
                 "Villagers", "somebody", "X", "U", "C")
            )  # fmt: skip
        else:
            name = f"{ground.pick(('Party ', 'Army of ', ''))}{ground.pick(ground.parties)}"
        return ground.pick((name, name.upper(), f"  {name.replace(' ', '   ')}"))

    def named(self, *, exact: int = 60) -> Place:
        """Choose a place without coordinates."""
        ground = self.ground
        zone = ground.pick(self.aimed_zones() or tuple(self.pack.zones))
        around = self.pack.zones[zone].within
        if around and ground.chance(20):
            zone = ground.pick(around)
        if ground.chance(exact):
            return Place(zone=zone)
        field = ground.pick(("zone", "district", "country"))
        name = ground.pick((zone, "", "Centre", "Atlantis", "ZONE  B", "zone a", "Zone C"))
        place = Place(**{field: name})
        if ground.chance(25):
            place = replace(place, country=ground.pick((zone, "Atlantis", "Zone A", "the zone A")))
        return place

    def aimed_zones(self) -> tuple[str, ...]:
        """Return the zones of the aim, mostly; else none."""
        return self.aim.zones if self.aim and self.ground.chance(85) else ()

    def place(self) -> Place:
        """Choose a place: by name, by coordinates, by both, or only a region's centre."""
        ground = self.ground
        aimed = self.aimed_zones()
        if aimed and ground.chance(60):
            shape = self.pack.zones[ground.pick(aimed)].geometry
            if shape is not None:
                inside = shape.representative_point()
                return self.clear(Place(lon=inside.x, lat=inside.y, accuracy_m=1.0))
        way = ground.number(0, 4)
        if way <= 1:
            return self.named()
        lon, lat = self.point()
        place = self.named() if way == 4 else Place()
        if ground.chance(8):
            lon, lat = ground.pick(((0.0, 0.0), (lon, -lat), (lon + 2, lat)))
        if ground.chance(15):
            return replace(place, lon=lon, lat=lat)
        accuracy_m = float(ground.pick((10, 0, 100, 1000, 20_000)))
        return self.clear(replace(place, lon=lon, lat=lat, accuracy_m=accuracy_m))

    def point(self) -> tuple[float, float]:
        """Choose a point: anywhere near, on a border or a corner, or close to a border."""
        ground = self.ground
        lon, lat = ground.corner
        shapes = [zone.geometry for zone in self.pack.zones.values() if zone.geometry is not None]
        way = ground.number(0, 4)
        if way <= 1 or not shapes:
            return lon + ground.number(-10, 90) / 100, lat + ground.number(-10, 50) / 100
        shape = ground.pick(shapes)
        parts = list(getattr(shape.boundary, "geoms", [shape.boundary]))
        corners = list(ground.pick(parts).coords)
        if way == 2:
            return ground.pick(corners)
        i = ground.number(0, len(corners) - 2)
        (west, south), (east, north) = corners[i], corners[i + 1]
        middle = (west + east) / 2, (south + north) / 2
        if way == 3:
            return middle
        # Away from the border by a margin that some report and zone together have, a metre more
        # or less; "clear" then keeps it from the margin itself.
        metres = ground.pick((60, 150, 510, 1500, 3010, 5020)) + ground.pick((1, -1, 20, -20))
        degrees = metres / 111_000 * ground.pick((1, -1))
        return middle[0], middle[1] + degrees

    def clear(self, place: Place) -> Place:
        """Widen the accuracy until no verdict hangs on the last half percent of a distance."""
        assert place.lon is not None
        assert place.lat is not None
        line_m = max(line.accuracy_m for line in self.pack.lines.values())
        while True:
            clear = True
            for zone in self.pack.zones.values():
                if zone.geometry is None:
                    continue
                d = distance_to_border_m(zone.geometry, place.lon, place.lat)
                for border_m in (zone.accuracy_m, max(zone.accuracy_m, line_m)):
                    margin = (place.accuracy_m or 0) + border_m
                    if d > 0 and abs(d - margin) <= 0.006 * max(d, 10):
                        clear = False
            if clear:
                return place
            place = replace(place, accuracy_m=(place.accuracy_m or 0) * 1.02 + 1)

    # ---------------------------------------------------------------- the kinds

    def incident(self) -> Incident:
        """Choose an act, with nobody to two on each side."""
        ground = self.ground
        side_a = [Participant(name=self.name(), side="a") for _ in range(ground.number(0, 2))]
        side_b = [Participant(name=self.name(), side="b") for _ in range(ground.number(0, 2))]
        protecting = getattr(self.aim and self.aim.terms, "against", "") == "parties"
        if ground.chance(60 if protecting else 15):
            doubtful = ground.pick(("Militia", "The Front", "Joint Force", "Union"))
            side_b = [Participant(name=doubtful, side="b")]
        return Incident(
            origin=self.origin(),
            span=self.span(),
            place=self.place(),
            act=self.about("acts", (*ACTS, "rocket", "fire", "unheard-of")),
            participants=tuple(side_a + side_b),
            initiator=ground.pick(("a", "b", "")),
        )

    def request(self) -> Request:
        """Choose a request."""
        return Request(
            origin=self.origin(),
            span=self.span(),
            place=self.place(),
            actor=self.name(),
            request=self.ground.pick(("check", "check", "other")),
        )

    def inspection(self) -> Inspection:
        """Choose a visit, often the answer to a request, often of a month's days."""
        ground = self.ground
        requests = [report for report in self.found if isinstance(report, Request)]
        span, ref, source = self.span(), "", None
        if requests and ground.chance(60):
            request = ground.pick(requests)
            ref = request.origin.ref
            source = request.origin.source if ground.chance(50) else None
            start = request.span.start + timedelta(hours=ground.pick((10, 0, 23, 47, 99, 200)))
            span = Span(start, start + timedelta(hours=ground.pick((1, 0, 30))))
        origin = self.origin()
        return Inspection(
            origin=replace(origin, source=source or origin.source),
            span=span,
            place=self.place() if ground.chance(30) else self.named(exact=85),
            inspector=self.name(),
            duty=DUTY if ground.chance(80) else OTHER_DUTY,
            complete=ground.chance(75),
            answers=ref,
        )

    def observation(self) -> Observation:
        """Choose a count, often of an inspection and about its time."""
        ground = self.ground
        visits = [report for report in self.found if isinstance(report, Inspection)]
        span, key, source = self.span(), "", None
        if visits and ground.chance(65):
            visit = ground.pick(visits)
            key = visit.origin.ref
            source = visit.origin.source if ground.chance(90) else None
            if ground.chance(80):
                span = visit.span
        elif ground.chance(10):
            key = "lost"
        low = ground.pick((0, 1, 3, 5, 8, 14))
        high = low + ground.pick((0, 0, 1, 5, 12))
        origin = self.origin(good=80)
        return Observation(
            origin=replace(origin, source=source or origin.source),
            span=span,
            place=self.place() if ground.chance(50) else self.named(exact=85),
            actor=self.name(),
            item=self.about("item", (*ITEMS, "tank", "old-tank", "unheard-of")),
            count=Count(low, None if ground.chance(15) else high),
            inspection=key,
            complete=ground.chance(40),
        )

    def notification(self) -> Notification:
        """Choose a notice, mostly of an incident that came."""
        ground = self.ground
        incidents = [report for report in self.found if isinstance(report, Incident)]
        span, activity, act = ground.span(), ground.span(), ground.pick(tuple(ACTS))
        if incidents and ground.chance(80):
            incident = ground.pick(incidents)
            before = timedelta(hours=ground.pick((60, 120, 48, 24, 1, 0, 30)))
            start = incident.span.start - before
            span = Span(start, start + timedelta(hours=ground.pick((0, 1, 30))))
            act = incident.act if ground.chance(70) else act
            if ground.chance(70):
                activity = Span(
                    incident.span.start - timedelta(hours=ground.number(0, 5)), incident.span.end
                )
            else:
                activity = Span(incident.span.end, incident.span.end + timedelta(hours=5))
        return Notification(
            origin=self.origin(),
            span=span,
            place=self.place() if ground.chance(60) else Place(),
            actor=self.name(),
            act=act,
            activity=activity,
        )

    def coverage(self) -> Coverage:
        """Choose a statement of who watched, mostly of whole months and of everything."""
        ground = self.ground
        everything = (*ACTS, DUTY, "notification")
        span = ground.whole_months(3) if ground.chance(75) else ground.span()
        place = Place() if ground.chance(45) else self.named(exact=85)
        if ground.chance(5):
            lon, lat = self.point()
            place = replace(place, lon=lon, lat=lat)
        return Coverage(
            origin=self.origin(good=60),
            span=span,
            place=place,
            subjects=everything if ground.chance(70) else ground.some(everything, 3),
            complete=not ground.chance(15),
        )
