"""Many wounded at one place: who is brought where, who waits for an operating table, and how long.

Assets go back and forth between the place and hospitals, the immediate first. Each hospital has beds, operating
tables, blood and a time that an operation takes; at the tables the immediate are next. Delays and operations
are drawn with a seed: the same seed gives the same answer, and the rules that are compared meet the same draws.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural
from sulh.kernels.care_queue import serve_many
from sulh.kernels.evacuation_runs import NEAREST, SOONEST, bring_many
from sulh.respond.casualty import why_not_there
from sulh.respond.evacuation import Delays, Medical
from sulh.respond.legs import find_legs
from sulh.respond.reasons import travel_assumption
from sulh.respond.ways import Points

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.respond.delays import Delay
    from sulh.respond.mass_casualty.records import TriageCount
    from sulh.respond.ways import Travel, Ways

__all__ = [
    "RULES",
    "Care",
    "Event",
    "Runs",
    "Wounded",
    "last_count",
    "prepare_event",
    "simulate",
    "wounded_at",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

RULES: Mapping[str, int] = {"nearest": NEAREST, "soonest": SOONEST}
"""To the nearest hospital with a bed; or to the one where an operation begins soonest on the mean."""
MANY = 1_000_000
"""Operations where the blood is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wounded:
    """How many wounded there are at the place, by START category."""

    immediate: int
    delayed: int
    minor: int = 0
    deceased: int = 0

    def __post_init__(self) -> None:
        """Refuse negative counts, and nobody to bring."""
        for name in ("immediate", "delayed", "minor", "deceased"):
            if getattr(self, name) < 0:
                raise InputError(
                    f"The number of {name} is {getattr(self, name)}.", remedy="Give 0 or more."
                )
        if not self.immediate + self.delayed:
            raise InputError(
                "Nobody is immediate or delayed: nobody has to be brought to a hospital.",
                remedy="Give the number of one of them.",
            )


def last_count(counts: Sequence[TriageCount]) -> tuple[tuple[float, float], Wounded]:
    """Return where the wounded are (lon, lat; degrees, WGS 84) and how many, by the last count of some."""
    last = max(counts, key=lambda each: each.span.start)
    wounded = Wounded(
        immediate=last.immediate,
        delayed=last.delayed,
        minor=last.minor or 0,
        deceased=last.deceased or 0,
    )
    return (last.place.lon or 0.0, last.place.lat or 0.0), wounded


def wounded_at(
    scene: tuple[float, float] | None,
    wounded: tuple[int | None, int | None, int, int],
    counts: Sequence[TriageCount] | None,
) -> tuple[tuple[float, float], Wounded]:
    """Return where the wounded are and how many of each category: those at a `scene`, or the last of `counts`.

    `scene` is lon and lat; `wounded` are immediate, delayed, minor and deceased.

    Raises
    ------
    InputError
        When neither says where they are and how many.
    """
    immediate, delayed, minor, deceased = wounded
    if scene is not None and immediate is not None and delayed is not None:
        return scene, Wounded(immediate=immediate, delayed=delayed, minor=minor, deceased=deceased)
    if not counts:
        raise InputError(
            "It is not said where the wounded are and how many.",
            remedy="Give --scene, --immediate and --delayed, or --triage and a table.",
        )
    return last_count(counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Assumptions about operations; each is to be replaced by what a mission measured.

    `surgery_min`: mean minutes, where a hospital does not say. `variation`: standard deviation over mean; 1 is
    the exponential. `blood_each`: units of blood for each operation. `delayed_share`: how many of the delayed
    need an operation.
    """

    surgery_min: float = 90.0
    variation: float = 0.5
    blood_each: float = 4.0
    delayed_share: float = 0.5
    delays: Delays = field(default_factory=Delays)

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be."""
        if not (
            0.0 < self.surgery_min < np.inf
            and 0.0 <= self.variation <= 5.0
            and 0.0 < self.blood_each < np.inf
            and 0.0 <= self.delayed_share <= 1.0
        ):
            raise InputError(
                "An assumption about operations is out of range.",
                remedy="Give minutes and units of blood above 0, a variation of 0 to 5, a share of 0 to 1.",
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Event:
    """An event with its ways, in minutes: `arrive` float64[a], `go` float64[a, h], `between` float64[h, h].

    `between` is the shortest that any asset takes from one hospital to another; infinity: no way, no landing
    site, no bed. `cannot` says of each asset why it does not come to the place; empty: it comes.
    """

    lon: float
    lat: float
    wounded: Wounded
    care: Care
    medical: Medical
    arrive: Floats
    go: Floats
    between: Floats
    starts: tuple[Delay, ...]
    assumption: str
    cannot: tuple[str, ...]
    is_dark: bool = False

    @property
    def ranks(self) -> Ints:
        """Return the rank of each person who is brought: 0 immediate, 1 delayed; int64[n]."""
        return np.repeat([0, 1], [self.wounded.immediate, self.wounded.delayed]).astype(np.int64)

    @property
    def operated(self) -> Bools:
        """Return who needs an operation: the immediate, and a share of the delayed; bool[n]."""
        delayed = round(self.care.delayed_share * self.wounded.delayed)
        return np.arange(len(self.ranks)) < self.wounded.immediate + delayed

    @property
    def beds(self) -> Ints:
        """Return the free beds of each hospital, int64[h]."""
        return np.array([each.beds for each in self.medical.facilities], np.int64)

    @property
    def tables(self) -> Ints:
        """Return the operating tables of each hospital, int64[h]; none at level 1 or without a bed."""
        can = self.medical.surgical
        return np.array(
            [each.theatres if h in can else 0 for h, each in enumerate(self.medical.facilities)],
            np.int64,
        )

    @property
    def means(self) -> Floats:
        """Return the mean minutes of an operation at each hospital, float64[h]."""
        return np.array(
            [
                self.care.surgery_min if each.surgery_min is None else float(each.surgery_min)
                for each in self.medical.facilities
            ]
        )

    @property
    def operations(self) -> Ints:
        """Return for how many operations each hospital has blood, int64[h]; `MANY`: not known."""
        return np.array(
            [
                MANY if each.blood_units is None else int(each.blood_units / self.care.blood_each)
                for each in self.medical.facilities
            ],
            np.int64,
        )

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each thing that is not as it seems."""
        facilities = self.medical.facilities
        notes = list(self.medical.notes())
        notes += [
            f"{each.origin.ref}: the time of an operation is 0 minutes; give it, or leave it empty."
            for each in facilities
            if each.surgery_min == 0
        ]
        notes += [
            f"{each.origin.ref}: blood for {plural(self.operations[h], 'operation')}."
            if each.blood_units is not None
            else f"{each.origin.ref}: its blood is not known, and does not limit operations."
            for h, each in enumerate(facilities)
            if self.tables[h]
        ]
        notes += [
            f"{each.origin.ref}: nothing brings anybody there from the place."
            for h, each in enumerate(facilities)
            if each.beds and not np.isfinite(self.go[:, h]).any()
        ]
        notes += [
            f"{each.origin.ref}: cannot come to the place: {why}."
            for each, why in zip(self.medical.assets, self.cannot, strict=True)
            if why
        ]
        over = len(self.ranks) - int(self.beds.sum())
        if over > 0:
            notes.append(f"There are {over} more to bring than free beds.")
        return tuple(notes)


def prepare_event(
    lon: float,
    lat: float,
    wounded: Wounded,
    medical: Medical,
    ways: Ways,
    travel: Travel,
    care: Care,
    *,
    is_dark: bool = False,
) -> Event:
    """Return an event at a place (degrees, WGS 84) with all its ways.

    Raises
    ------
    InputError
        When the place is not on Earth, or an operation takes no time.
    """
    if not (abs(lon) <= 180.0 and abs(lat) <= 90.0):
        raise InputError(
            f"lon {lon:g}, lat {lat:g} is not a place on Earth.",
            remedy="Give degrees, longitude from -180 to 180 and latitude from -90 to 90.",
        )
    for each in medical.facilities:
        if each.surgery_min == 0:
            raise InputError(
                f"{each.origin.ref}: an operation takes 0 minutes.",
                remedy="Correct surgery_min, or leave it empty.",
            )
    hospitals = [
        (float(each.place.lon or 0.0), float(each.place.lat or 0.0)) for each in medical.facilities
    ]
    lons, lats = zip((lon, lat), *hospitals, strict=True)
    points = Points(np.array(lons), np.array(lats))
    place = Points(points.lon[:1], points.lat[:1])
    # With one facility the way to shelter is the way there: pads, ranges and beds are looked at.
    legs = [
        find_legs(
            Medical(assets=medical.assets, facilities=(each,)),
            ways,
            travel,
            points,
            is_dark=is_dark,
        )
        for each in medical.facilities
    ]
    shelter = np.stack([each.shelter for each in legs], axis=2)
    between = shelter[:, 1:, :].min(axis=0)
    np.fill_diagonal(between, 0.0)
    return Event(
        lon=lon,
        lat=lat,
        wounded=wounded,
        care=care,
        medical=medical,
        arrive=legs[0].arrive[:, 0],
        go=shelter[:, 0, :],
        between=between,
        starts=legs[0].starts,
        assumption=travel_assumption(ways, travel),
        cannot=tuple(
            why_not_there(each, ways, travel, place, is_dark=is_dark)
            if not np.isfinite(legs[0].arrive[a, 0])
            else ""
            for a, each in enumerate(medical.assets)
        ),
        is_dark=is_dark,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Runs:
    """Many runs of an event under one rule: minutes from the event; a row for each run, a column a person.

    `hospitals` int64 (-1: not brought), `arrivals` and `starts` float64: ready for surgery, surgery begins;
    infinity: never. Who needs no operation has no start.
    """

    rule: str
    hospitals: Ints
    arrivals: Floats
    starts: Floats


def simulate(event: Event, rule: str, *, runs: int, seed: int, mean: bool = False) -> Runs:
    """Return runs of an event under one of the `RULES`; with `mean` every delay is its mean.

    Raises
    ------
    InputError
        When there is no such rule, or no run.
    """
    if rule not in RULES or runs < 1:
        raise InputError(
            f"{runs} runs of the rule {rule!r} cannot be made.",
            remedy=f"Give at least one run, and a rule: {', '.join(RULES)}.",
        )
    draw = _Draw(np.random.default_rng(seed), runs, mean=mean)
    delays, count = event.care.delays, len(event.ranks)
    order = draw.delay(delays.alarm, 1) + draw.delay(delays.decision, 1)
    starts = np.hstack([draw.delay(each, 1) for each in event.starts])
    ready = order + starts + event.arrive
    load = draw.delay(delays.loading, count)
    handover = draw.delay(delays.handover, count)
    services = draw.gamma(event.care.variation, count)
    hospitals = np.empty((runs, count), np.int64)
    arrivals = np.empty((runs, count))
    seats = np.array([each.seats or 0 for each in event.medical.assets], np.int64)
    bring_many(
        event.operated, ready, seats, load, event.go, event.go, event.beds, event.operations,
        event.tables, event.means, handover, RULES[rule], hospitals, arrivals,
    )  # fmt: skip
    begin = surgery_starts(event, hospitals, arrivals, services)
    return Runs(rule=rule, hospitals=hospitals, arrivals=arrivals, starts=begin)


def surgery_starts(event: Event, hospitals: Ints, arrivals: Floats, services: Floats) -> Floats:
    """Return when each operation begins, float64[runs, n]; `services` are multiples of the mean."""
    starts = np.full(arrivals.shape, np.inf)
    for h, (tables, mean, most) in enumerate(
        zip(event.tables, event.means, event.operations, strict=True)
    ):
        here = (hospitals == h) & event.operated
        there = np.where(here, arrivals, np.inf)
        own = serve_many(there, event.ranks, services * mean, int(tables))
        # Blood lasts for the first operations, in the order in which they begin.
        place = np.argsort(np.argsort(own, axis=1, kind="stable"), axis=1)
        starts = np.where(here & (place < most), own, starts)
    return starts


class _Draw:
    """Drawn numbers of all runs, a row for each."""

    def __init__(self, chance: np.random.Generator, runs: int, *, mean: bool) -> None:
        self.chance, self.runs, self.mean = chance, runs, mean

    def delay(self, delay: Delay, count: int) -> Floats:
        """Return drawn minutes of a delay, float64[runs, count]."""
        shape = (self.runs, count)
        if self.mean or delay.low == delay.high:
            return np.full(shape, delay.mean)
        return self.chance.triangular(delay.low, delay.likely, delay.high, shape)

    def gamma(self, variation: float, count: int) -> Floats:
        """Return multiples of a mean with a coefficient of variation, float64[runs, count]."""
        shape = (self.runs, count)
        if self.mean or not variation:
            return np.ones(shape)
        form = 1.0 / variation**2
        return self.chance.gamma(form, 1.0 / form, shape)
