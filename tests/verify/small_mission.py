"""A small fixed mission for cases worked out by hand.

Zone a is the box 10..11 E, 0..1 N, with a border drawn to 100 m; zone b the box east of it, drawn
to the metre; "inner" a box within a; "land" an area known by name only that holds a and b. P and Q
are parties, the Union is a coalition of both from 1 January 2024 to 1 February, the front was P's
name until 15 January and is Q's since. Months are those of UTC, all in force from 1 January 2024.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import shapely
from tests.verify.oracle import verify

from sulh.mission.pack import (
    Act,
    Actor,
    Agreement,
    Alias,
    EvidenceRule,
    Item,
    Line,
    Membership,
    Pack,
    Zone,
)
from sulh.mission.provisions import KINDS, Provision, Terms, Waive
from sulh.observe.records import (
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
    from tests.verify.oracle_findings import Judged, Key

MICROSECOND = timedelta(microseconds=1)
IN_A = Place(lon=10.5, lat=0.75, accuracy_m=10)
IN_B = Place(lon=11.5, lat=0.5, accuracy_m=10)


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment of 2024."""
    return datetime(2024, month, day, hour, minute, tzinfo=UTC)


def days(first: int, last: int, month: int = 1) -> Span:
    """Return whole days of a month of 2024, the last included."""
    return Span(utc(month, first), utc(month, last) + timedelta(days=1) - MICROSECOND)


JANUARY = days(1, 31)


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def zone(id_: str, geometry: shapely.Geometry | None, accuracy_m: float, *within: str) -> Zone:
    return Zone(
        id=id_,
        name=id_,
        kind="zone",
        geometry=geometry,
        accuracy_m=accuracy_m,
        within=within,
        names=(f"The {id_} zone",),
    )


def obligation(terms: Terms, **changes: Any) -> Provision:
    """Return a provision "p" of party P in zone a."""
    kind = next(name for name, type_ in KINDS.items() if isinstance(terms, type_))
    given: dict[str, Any] = {
        "id": "p",
        "agreement": "agreement",
        "kind": kind,
        "article": "1",
        "title": "",
        "text": "",
        "parties": ("P",),
        "zones": ("a",),
        "in_force_from": utc(1, 1),
        "in_force_until": None,
        "severity": "minor",
        "source": "",
        "evidence": "verified",
        "terms": terms,
    }
    return Provision(**(given | changes))


def waiver(
    *, parties: tuple[str, ...] = (), zones: tuple[str, ...] = (), **terms: Any
) -> Provision:
    """Return a waiver of "p"; `start` and `until` are its dates, else it is always in force."""
    start, until = terms.pop("start", utc(1, 1)), terms.pop("until", None)
    return obligation(
        Waive(provisions=("p",), **terms),
        id="w",
        parties=parties,
        zones=zones,
        in_force_from=start,
        in_force_until=until,
    )


def small_pack(*provisions: Provision) -> Pack:
    """Return the pack of the module's docstring with these provisions."""
    until, since = utc(1, 15), utc(1, 15)
    actors = (
        Actor(
            id="P",
            name="Party P",
            kind="party",
            aliases=(Alias(name="Militia"), Alias(name="The front", until=until)),
        ),
        Actor(
            id="Q",
            name="Party Q",
            kind="party",
            aliases=(Alias(name="Militia"), Alias(name="The front", from_=since)),
        ),
        Actor(
            id="U",
            name="Union",
            kind="coalition",
            members=tuple(
                Membership(party=party, from_=utc(1, 1), until=utc(2, 1)) for party in "PQ"
            ),
        ),
        Actor(
            id="V",
            name="Mixed Union",
            kind="coalition",
            members=(Membership(party="Q"), Membership(party="X")),
        ),
        Actor(id="X", name="Stranger", kind="outsider"),
        Actor(id="M", name="Mission", kind="mission"),
        Actor(id="C", name="Civilians", kind="civilians"),
    )
    zones = (
        zone("land", None, 0),
        zone("a", box(10, 0, 11, 1), 100, "land"),
        zone("b", box(11, 0, 12, 1), 1, "land"),
        zone("inner", box(10.2, 0.2, 10.4, 0.4), 1, "a"),
    )
    return Pack(
        id="small",
        version="1",
        title="Small",
        summary="",
        timezone=ZoneInfo("UTC"),
        digest="0" * 64,
        languages=("en",),
        evidence_rule=EvidenceRule(),
        sources={},
        actors={actor.id: actor for actor in actors},
        items={
            "weapon": Item(id="weapon", name="weapon"),
            "tank": Item(id="tank", name="tank", is_a="weapon"),
            "old-tank": Item(id="old-tank", name="old tank", is_a="tank"),
        },
        acts={
            "hostile-act": Act(id="hostile-act", name="hostile act"),
            "fire": Act(id="fire", name="fire", is_a="hostile-act"),
            "crossing": Act(id="crossing", name="crossing"),
        },
        zones={zone.id: zone for zone in zones},
        lines={
            "line": Line(
                id="line",
                name="line",
                geometry=shapely.LineString([(11, 0), (11, 1)]),
                accuracy_m=2000,
            )
        },
        sites={},
        base=(),
        agreements={
            "agreement": Agreement(
                id="agreement", title="", type="treaty", signed=None, source="", evidence="verified"
            )
        },
        provisions=provisions,
    )


# -------------------------------------------------------------------- reports


def origin(ref: str = "r", source: str = "radio", marks: str = "A1") -> Origin:
    return Origin(source=source, ref=ref, reliability=Reliability(marks[0], int(marks[1])))


def count(low: int, high: int | None = -1, **changes: Any) -> Observation:
    """Return an observation of P's tanks in zone a on 10 January; exactly `low` if no `high`."""
    given: dict[str, Any] = {
        "origin": origin(changes.pop("ref", "r"), marks=changes.pop("marks", "A1")),
        "span": days(10, 10),
        "place": IN_A,
        "actor": "Party P",
        "item": "tank",
        "count": Count(low, low if high == -1 else high),
    }
    return Observation(**(given | changes))


def visit(ref: str = "visit", **changes: Any) -> Inspection:
    """Return a complete inspection of zone a by the mission on 10 January."""
    given: dict[str, Any] = {
        "origin": origin(ref, changes.pop("source", "radio"), changes.pop("marks", "A1")),
        "span": days(10, 10),
        "place": Place(zone="a"),
        "inspector": "Mission",
        "duty": "check",
        "complete": True,
    }
    return Inspection(**(given | changes))


def act(a: str = "Party P", b: str = "", **changes: Any) -> Incident:
    """Return fire by side a at side b (names joined by ";") in zone a on 10 January at noon."""
    sides = [(name, "a") for name in a.split(";") if name]
    sides += [(name, "b") for name in b.split(";") if name]
    given: dict[str, Any] = {
        "origin": origin(changes.pop("ref", "r"), marks=changes.pop("marks", "A1")),
        "span": Span(utc(1, 10, 12), utc(1, 10, 12)),
        "place": IN_A,
        "act": "fire",
        "participants": tuple(Participant(name=name, side=side) for name, side in sides),
    }
    return Incident(**(given | changes))


def watch(span: Span = JANUARY, **changes: Any) -> Coverage:
    """Return a statement that everything in zone a was watched all January."""
    given: dict[str, Any] = {
        "origin": origin(
            changes.pop("ref", "watch"), changes.pop("source", "radio"), changes.pop("marks", "A1")
        ),
        "span": span,
        "place": Place(zone="a"),
        "subjects": ("hostile-act", "crossing", "check", "notification"),
        "complete": True,
    }
    return Coverage(**(given | changes))


def notice(given_at: Span, **changes: Any) -> Notification:
    """Return P's notice of fire anywhere on 10 January."""
    given: dict[str, Any] = {
        "origin": origin("notice", marks=changes.pop("marks", "A1")),
        "span": given_at,
        "place": Place(),
        "actor": "Party P",
        "act": "fire",
        "activity": days(10, 10),
    }
    return Notification(**(given | changes))


def request(**changes: Any) -> Request:
    """Return a request for a check of zone a, received on 10 January at noon."""
    given: dict[str, Any] = {
        "origin": origin("ask", marks=changes.pop("marks", "A1")),
        "span": Span(utc(1, 10, 12), utc(1, 10, 12)),
        "place": Place(zone="a"),
        "actor": "Party Q",
        "request": "check",
    }
    return Request(**(given | changes))


# -------------------------------------------------------------------- judging


def findings(
    terms: Terms,
    *reports: Report,
    waivers: tuple[Provision, ...] = (),
    at: datetime = utc(6, 1),  # noqa: B008 (a fixed moment)
    since: datetime | None = None,
    reports_at_least: int | None = 1,
    **changes: Any,
) -> dict[Key, Judged]:
    """Judge a pack of one provision and its waivers."""
    pack = small_pack(obligation(terms, **changes), *waivers)
    pack = replace(pack, evidence_rule=EvidenceRule(reports_at_least=reports_at_least))
    numbered = [(f"{i:064x}", report) for i, report in enumerate(reports)]
    return verify(pack, numbered, at=at, since=since)


def judge(terms: Terms, *reports: Report, month: str = "2024-01", **changes: Any) -> Judged:
    """Return the one finding of a month."""
    found = [j for key, j in findings(terms, *reports, **changes).items() if key.month == month]
    assert len(found) == 1, found
    return found[0]


def said(judgement: Judged) -> str:
    """Return verdict and reasons in one line."""
    return " ".join([judgement.verdict, *sorted(judgement.reasons)])


def bounds(judgement: Judged) -> tuple[int | None, ...]:
    return judgement[2:]
