"""Random small packs: parties that share names, zones that touch, dates that nearly meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import shapely

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
from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    Provision,
    RespectLine,
    Terms,
    Waive,
    WithdrawBy,
    Within,
)
from sulh.values import Count, Span

Number = Callable[[int, int], int]
T = TypeVar("T")

MICROSECOND = timedelta(microseconds=1)

# Time zones with the first of four months: changes of the clock at or near a month's end, half
# hours, and the two ends of the day. Cairo 2024: the last hour of October comes twice.
CLOCKS = (
    ("UTC", 2024, 1),
    ("Africa/Cairo", 2024, 9),
    ("Asia/Beirut", 2024, 2),
    ("Africa/Bangui", 2019, 1),
    ("Asia/Kathmandu", 2023, 11),
    ("Asia/Kolkata", 2024, 1),
    ("Africa/Cairo", 2023, 4),
    ("Asia/Beirut", 2023, 9),
    ("America/St_Johns", 2024, 9),
    ("Pacific/Chatham", 2024, 3),
    ("Pacific/Honolulu", 2024, 1),
)
CORNERS = ((20, 5), (35, 33), (0, 0), (-60, 68), (170, -45), (-1, 51))
MARKS = (("A", 1), ("B", 2), ("C", 3), ("A", 2), ("D", 2), ("B", 4), ("F", 1), ("A", 6), ("F", 6))
DUTY, OTHER_DUTY = "verification", "patrol"
ITEMS = {"weapon": None, "tank": "weapon", "old-tank": "tank", "persons": None}
ACTS = {"hostile-act": None, "fire": "hostile-act", "rocket": "fire", "crossing": None}
PARTIES = ("P", "Q", "R", "S")


class Choice:
    """Choices made of whole numbers."""

    def __init__(self, number: Number) -> None:
        self.number = number

    def pick(self, options: Sequence[T]) -> T:
        """Choose one; the first is the simplest."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], most: int) -> tuple[T, ...]:
        """Pick one to `most` different options, in their order."""
        chosen = {self.number(0, len(options) - 1) for _ in range(self.number(1, most))}
        return tuple(options[i] for i in sorted(chosen))

    def chance(self, percent: int) -> bool:
        """Choose yes in so many of a hundred; no is the simpler."""
        return self.number(0, 99) >= 100 - percent


class Ground(Choice):
    """The pack of a mission: who, where, when, and what was agreed."""

    def __init__(self, number: Number) -> None:
        super().__init__(number)
        name, year, month = self.pick(CLOCKS)
        self.timezone = ZoneInfo(name)
        self.month_starts = [
            datetime(
                year + (month + i - 1) // 12, (month + i - 1) % 12 + 1, 1, tzinfo=self.timezone
            ).astimezone(UTC)
            for i in range(4)
        ]
        # The dates of the pack: reports will crowd around them.
        self.dates = [
            *self.month_starts,
            self.month_starts[0] + timedelta(days=self.number(1, 80)),
            self.month_starts[0] + timedelta(hours=self.number(24, 1900)),
        ]

    # ---------------------------------------------------------------- time

    def moment(self) -> datetime:
        """Choose a moment at, just before or after, or well away from one of the pack's dates."""
        way = self.number(0, 5)
        date = self.pick(self.dates)
        if way <= 1:
            return date + timedelta(hours=self.number(0, 24 * 25))
        if way == 2:
            return date + MICROSECOND * self.number(-1, 1)
        if way == 3:
            return date + timedelta(hours=self.number(-3, 3))
        return date + timedelta(minutes=self.number(-40_000, 40_000))

    def later(self) -> datetime:
        """Return a moment after all the pack's dates."""
        return self.month_starts[-1] + timedelta(days=45)

    def span(self) -> Span:
        """Choose an instant, some hours, a local day, a month, or a long while."""
        way = self.number(0, 5)
        start = self.moment()
        if way <= 1:
            return Span(start, start)
        if way == 2:
            return Span(start, start + timedelta(hours=self.number(1, 72)))
        if way == 3:
            day = start.astimezone(self.timezone).replace(hour=0, minute=0, second=0, microsecond=0)
            end = (day + timedelta(days=1)).astimezone(UTC) - MICROSECOND
            return Span(day.astimezone(UTC), end)
        if way == 4:
            return self.whole_months(1)
        return Span(start, start + timedelta(hours=self.number(1, 900)))

    def whole_months(self, most: int) -> Span:
        """Choose one or more whole months in a row."""
        first = self.number(0, 2)
        last = min(first + self.number(1, most), 3)
        return Span(self.month_starts[first], self.month_starts[last] - MICROSECOND)

    def dated(self) -> tuple[datetime | None, datetime | None]:
        """Choose a half-open period, often without one end."""
        start = self.pick(self.dates) if self.chance(60) else None
        until = self.pick(self.dates) if self.chance(40) else None
        if start is not None and until is not None and until <= start:
            until = None
        return start, until

    # ---------------------------------------------------------------- who

    def actors(self) -> dict[str, Actor]:
        """Choose two to four parties, a coalition and others, and who shares names."""
        self.parties = PARTIES[: self.number(2, 4)]
        actors = {}
        for party in self.parties:
            aliases = [Alias(name=f"Army of {party}")]
            if self.chance(45):
                aliases.append(Alias(name="Militia"))  # several may bear it
            if self.chance(40):
                start, until = self.dated()
                aliases.append(Alias(name="The  Front", from_=start, until=until))
            if self.chance(8):
                aliases.append(Alias(name=self.pick(("p", "U", "X"))))  # another's id
            actors[party] = Actor(
                id=party, name=f"Party {party}", kind="party", aliases=tuple(aliases)
            )
        members = []
        for party in self.some((*self.parties, "X"), 3):
            start, until = self.dated()
            members.append(Membership(party=party, from_=start, until=until))
        start, until = self.dated()
        actors["U"] = Actor(
            id="U",
            name="Union",
            kind="coalition",
            members=tuple(members),
            aliases=(Alias(name="Joint Force", from_=start, until=until),),
        )
        militia = (Alias(name="Militia"),) if self.chance(40) else ()
        actors["X"] = Actor(id="X", name="Stranger", kind="outsider", aliases=militia)
        actors["M"] = Actor(id="M", name="Mission", kind="mission", aliases=(Alias(name="MM"),))
        villagers = (Alias(name="Villagers"),) + (
            (Alias(name="Militia"),) if self.chance(10) else ()
        )
        actors["C"] = Actor(id="C", name="Civilians", kind="civilians", aliases=villagers)
        return actors

    # ---------------------------------------------------------------- where

    def zones(self) -> dict[str, Zone]:
        """Choose zones that touch, nest, overlap, have holes and parts, or are only named."""
        self.corner = self.pick(CORNERS)
        shapes = (
            self.box(0, 0, 2, 2),
            self.box(2, 0, 4, 2),  # touches the first along an edge
            self.box(0.5, 0.5, 1, 1),  # nested in the first
            self.box(1, 1, 3, 3),  # overlaps both
            shapely.Polygon(
                self.ring([(0, 2), (2, 2), (1, 4)]),
                [self.ring([(0.8, 2.4), (1.2, 2.4), (1, 3)])],
            ),
            shapely.MultiPolygon([self.box(5, 0, 6, 1), self.box(6.5, 0, 7, 3)]),
            None,
        )
        zones: dict[str, Zone] = {}
        for i in range(self.number(1, 4)):
            earlier = tuple(zones)
            id_ = f"zone-{'abcd'[i]}"
            names = [f"Zone {'ABCD'[i]}"]
            if self.chance(15):
                names.append("Centre")  # several may bear it
            wider = (self.pick(earlier),) if earlier and self.chance(50) else ()
            zones[id_] = Zone(
                id=id_,
                name=f"The zone {'ABCD'[i]}",
                kind="country" if self.chance(15) else "zone",
                geometry=self.pick(shapes),
                accuracy_m=float(self.pick((0, 50, 500, 3000))),
                by="name" if self.chance(25) else "position",
                within=wider,
                names=tuple(names),
            )
        return zones

    def ring(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Lay points of a small grid (0.1 degree) at the mission's corner."""
        lon, lat = self.corner
        return [(lon + x / 10, lat + y / 10) for x, y in points]

    def box(self, west: float, south: float, east: float, north: float) -> shapely.Polygon:
        """Lay a box of the small grid."""
        return shapely.Polygon(
            self.ring([(west, south), (east, south), (east, north), (west, north)])
        )

    # ---------------------------------------------------------------- what was agreed

    def pack(self) -> Pack:
        """Choose the whole pack."""
        actors, self.known_zones = self.actors(), self.zones()
        line = Line(
            id="line",
            name="The line",
            geometry=shapely.LineString(self.ring([(0, 0), (4, 0)])),
            accuracy_m=float(self.pick((0, 200, 5000))),
        )
        source, credibility = self.pick((("C", 3), ("B", 2), ("E", 5)))
        rule = EvidenceRule(
            source_at_least=source,
            credibility_at_least=credibility,
            reports_at_least=self.pick((1, 1, 2, None, None)),
        )
        obliging = [self.provision(f"p{i}") for i in range(self.number(1, 4))]
        waiving = [self.waiver(f"w{i}", obliging) for i in range(self.number(0, 3))]
        return Pack(
            id="random",
            version="1",
            title="Random mission",
            summary="",
            timezone=self.timezone,
            digest="0" * 64,
            languages=("en",),
            evidence_rule=rule,
            sources={},
            actors=actors,
            items={id_: Item(id=id_, name=id_, is_a=is_a) for id_, is_a in ITEMS.items()},
            acts={id_: Act(id=id_, name=id_, is_a=is_a) for id_, is_a in ACTS.items()},
            zones=self.known_zones,
            lines={"line": line},
            sites={},
            base=(),
            agreements={
                "agreement": Agreement(
                    id="agreement",
                    title="Agreement",
                    type="ceasefire",
                    signed=None,
                    source="",
                    evidence="verified",
                )
            },
            provisions=(*obliging, *waiving),
        )

    def provision(self, id_: str) -> Provision:
        """Choose one obligation of any kind."""
        kind = self.pick(
            (
                "limit",
                "ceasefire",
                "prohibit",
                "periodic",
                "respect-line",
                "withdraw-by",
                "notify-before",
                "within",
                "disarm-by",
            )
        )
        everywhere = kind != "respect-line" and self.chance(25)
        start, until = self.dated() if self.chance(60) else (None, None)
        return Provision(
            id=id_,
            agreement="agreement",
            kind=kind,
            article="1",
            title=id_,
            text="",
            parties=self.some((*self.parties, "M"), 2),
            zones=() if everywhere else self.some(tuple(self.known_zones), 2),
            in_force_from=start or self.month_starts[0] - timedelta(days=400),
            in_force_until=until,
            severity="minor",
            source="",
            evidence="verified",
            terms=self.terms(kind),
        )

    def terms(self, kind: str) -> Terms:
        """Choose what a provision of the kind says."""
        item, at_most = self.pick(tuple(ITEMS)), self.number(0, 12)
        acts = self.some(tuple(ACTS), 2)
        some_items = (self.pick(tuple(ITEMS)),) if self.chance(30) else ()
        limbs = self.number(0, 2)
        held = {
            "item": None if limbs == 1 else item,
            "except_items": some_items,
            "acts": () if limbs == 0 else acts,
        }
        times = self.chance(50)
        hours = self.pick((48, 1, 24, 100))
        return {
            "limit": lambda: Limit(item=item, at_most=at_most),
            "prohibit": lambda: Prohibit(**held),
            "ceasefire": lambda: Ceasefire(
                acts=acts,
                attribution=self.pick(("participants", "initiator")),
                against=self.pick(("anyone", "parties")),
            ),
            "respect-line": lambda: RespectLine(line="line", **held),
            "withdraw-by": lambda: WithdrawBy(
                item=item, deadline=self.pick(self.dates), at_most=self.pick((0, at_most))
            ),
            "periodic": lambda: Periodic(
                duty=DUTY,
                times_per_month=self.number(1, 3) if times else None,
                every_days=None if times else self.pick((15, 3, 40)),
            ),
            "notify-before": lambda: NotifyBefore(acts=acts, hours=hours),
            "within": lambda: Within(request="check", duty=DUTY, hours=hours),
            "disarm-by": lambda: DisarmBy(
                what=self.pick(("weapons", "disarmed", "weapons", "cantoned")),
                at_least=self.pick((1, 5, 20, 40)),
                deadline=self.pick(self.dates),
            ),
        }[kind]()

    def waiver(self, id_: str, obliging: Sequence[Provision]) -> Provision:
        """Choose an exception to some of the obligations."""
        start, until = self.dated()
        low = self.number(0, 6)
        terms: dict[str, Any] = self.pick(
            (
                {"adds": Count(low, low)},
                {"suspends": True},
                {"adds": Count(low, low + self.number(0, 5))},
                {"at_most": self.number(0, 20)},
                {"adds": Count(low, None)},
            )
        )
        return Provision(
            id=id_,
            agreement="agreement",
            kind="waive",
            article="2",
            title=id_,
            text="",
            parties=self.some(self.parties, 2) if self.chance(40) else (),
            zones=self.some(tuple(self.known_zones), 2) if self.chance(40) else (),
            in_force_from=start or self.moment(),
            in_force_until=until,
            severity="minor",
            source="",
            evidence="verified",
            terms=Waive(provisions=self.some([p.id for p in obliging], 3), **terms),
        )
