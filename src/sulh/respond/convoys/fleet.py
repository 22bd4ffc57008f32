"""Depots with their stock, and what drives from them: vehicles, alone or with an escort."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.recover import latest_stocks
from sulh.respond.convoys.amounts import room_of, steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sulh.respond.convoys.records import ReliefStock, ReliefVehicle

__all__ = ["Carrier", "Depot", "Profile", "depots_of", "escort_choices", "supply_key"]

Ints = NDArray[np.int64]
CHOICES_MAX = 6
"""So many ways of giving escorts to vehicles are tried."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What decides the ways of a vehicle: top speed (km/h; None: the road's), weight (t), classes of road.

    No `classes`: it may use all roads.
    """

    top_kmh: int | None
    weight_t: float
    classes: frozenset[str]

    def joined(self, other: Profile) -> Profile:
        """Return that of two who drive together: the slower, the heavier, and roads open to both."""
        speeds = [each for each in (self.top_kmh, other.top_kmh) if each is not None]
        own, theirs = self.classes, other.classes
        return Profile(
            min(speeds, default=None),
            max(self.weight_t, other.weight_t),
            own & theirs if own and theirs else own | theirs,
        )

    def has_no_road(self, other: Profile) -> bool:
        """Say whether the two may use no class of road together."""
        return bool(self.classes and other.classes and not self.classes & other.classes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Carrier:
    """Vehicles of one sort at a depot that drive alike: `names` of each, and of its escort (none: no escort).

    A column with an escort of its own has an empty name there.

    `room` int64[4] is what one takes, in steps by unit; `hours_max` None: the whole day.
    """

    names: tuple[str, ...]
    escorts: tuple[str, ...]
    kind: int
    room: Ints
    profile: Profile
    hours_max: float | None

    @property
    def has_escort(self) -> bool:
        """Say whether an escort goes with each."""
        return bool(self.escorts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Depot:
    """A depot: its point (degrees, WGS 84), stock in steps by supply and unit, and vehicles by position."""

    name: str
    lon: float
    lat: float
    stock: Mapping[tuple[str, str], int]
    vehicles: tuple[int, ...]
    escorts: tuple[int, ...]


def supply_key(supply: str, unit: str) -> tuple[str, str]:
    """Return what stock and need agree on: the supply's name without regard to case, and the unit."""
    return supply.casefold(), unit


def depots_of(
    stocks: Sequence[ReliefStock], vehicles: Sequence[ReliefVehicle]
) -> tuple[tuple[Depot, ...], tuple[str, ...]]:
    """Return the depots by the latest counts, and a sentence for each vehicle or depot that cannot be used.

    Where several senders counted a supply of a depot in the latest count, the least holds, as `recover` has
    it, and a sentence names the others.

    Raises
    ------
    InputError
        When there is no stock, or one depot lies at two points.
    """
    if not stocks:
        raise InputError("There is no stock.", remedy="Give at least one row that can be read.")
    points: dict[str, tuple[float, float]] = {}
    contents: dict[str, dict[tuple[str, str], int]] = {}
    rows, notes = one_sender_each(latest_stocks(stocks))
    for each in rows:
        at = (each.place.lon or 0.0, each.place.lat or 0.0)
        if points.setdefault(each.depot, at) != at:
            raise InputError(
                f"The depot {each.depot} lies at two points: {points[each.depot]} and {at}.",
                remedy="Give all rows of a depot the same lon and lat.",
            )
        own = contents.setdefault(each.depot, {})
        key = supply_key(each.supply, each.unit)
        own[key] = own.get(key, 0) + steps(each.quantity, each.unit, up=False)
    notes += [
        f"{each.origin.ref}: its depot {each.depot} has no stock; it is not used."
        for each in vehicles
        if each.depot not in points
    ]
    depots = []
    for name, (lon, lat) in points.items():
        here = [k for k, each in enumerate(vehicles) if each.depot == name and each.count]
        takes = tuple(k for k in here if not vehicles[k].only_escorts)
        if not takes:
            notes.append(f"{name}: no vehicle stands there; its stock stays.")
        depots.append(
            Depot(
                name=name,
                lon=lon,
                lat=lat,
                stock=contents[name],
                vehicles=takes,
                escorts=tuple(k for k in here if vehicles[k].only_escorts),
            )
        )
    return tuple(depots), tuple(notes)


def one_sender_each(
    stocks: Sequence[ReliefStock],
) -> tuple[list[ReliefStock], list[str]]:
    """Return the rows of one sender for each supply of a depot, and a sentence where there were others.

    The sender with the least holds. Amounts in other units cannot be compared: then the first by name does.
    """
    counts: dict[tuple[str, str], dict[str, list[ReliefStock]]] = {}
    for each in stocks:
        key = (each.depot.casefold(), each.supply.casefold())
        counts.setdefault(key, {}).setdefault(each.origin.source, []).append(each)
    left_out: set[int] = set()
    notes = []
    for senders in counts.values():
        if len(senders) < 2:
            continue
        amounts = {name: _amounts(rows) for name, rows in senders.items()}
        is_one_unit = len({unit for each in amounts.values() for unit in each}) == 1
        sums = {
            name: sum(each.values(), Decimal(0)) if is_one_unit else Decimal(0)
            for name, each in amounts.items()
        }
        holds = min(sums, key=lambda name: (sums[name], name))
        others = sorted(senders.keys() - {holds})
        left_out |= {id(each) for name in others for each in senders[name]}
        row = senders[holds][0]
        notes.append(
            f"{row.depot}: several senders counted {row.supply}; what {holds} says holds, "
            f"{'the least' if is_one_unit else 'as their units differ'}, not {', '.join(others)}."
        )
    return [each for each in stocks if id(each) not in left_out], notes


def _amounts(stocks: Sequence[ReliefStock]) -> dict[str, Decimal]:
    """Return one sender's amounts by unit."""
    amounts: dict[str, Decimal] = {}
    for each in stocks:
        amounts[each.unit] = amounts.get(each.unit, Decimal(0)) + each.quantity
    return amounts


def profile_of(vehicle: ReliefVehicle) -> Profile:
    """Return what decides a vehicle's ways."""
    return Profile(
        vehicle.speed_kmh,
        float(vehicle.weight_t or 0),
        frozenset(each.casefold() for each in vehicle.roads),
    )


def names_of(vehicle: ReliefVehicle) -> tuple[str, ...]:
    """Return the name of each vehicle of a sort: with a number, where there are several."""
    name, count = vehicle.origin.ref, vehicle.count
    return (name,) if count == 1 else tuple(f"{name} {n}" for n in range(1, count + 1))


def escort_choices(
    depot: Depot, vehicles: Sequence[ReliefVehicle], *, needed: bool
) -> Iterator[tuple[Carrier, ...]]:
    """Yield ways of giving a depot's escorts to its vehicles; one, without any, where none is `needed`.

    An escort goes with one vehicle all day. Which vehicles get one is tried by sort, the largest number of
    the first sorts first, up to `CHOICES_MAX` ways.
    """
    escorts = [
        (name, vehicles[k]) for k in depot.escorts for name in names_of(vehicles[k])
    ] * needed
    counts = [0 if vehicles[k].escort else vehicles[k].count for k in depot.vehicles]
    escorts_out = min(len(escorts), sum(counts))
    ranges = (range(min(each, escorts_out), -1, -1) for each in counts)
    ways = 0
    for choice in product(*ranges):
        if sum(choice) != escorts_out:
            continue
        yield tuple(_carriers(depot, vehicles, choice, escorts))
        ways += 1
        if ways == CHOICES_MAX:
            return


def _carriers(
    depot: Depot,
    vehicles: Sequence[ReliefVehicle],
    choice: tuple[int, ...],
    escorts: list[tuple[str, ReliefVehicle]],
) -> Iterator[Carrier]:
    left = list(escorts)
    for k, escorted in zip(depot.vehicles, choice, strict=True):
        vehicle, names = vehicles[k], list(names_of(vehicles[k]))
        own = profile_of(vehicle)
        hours = None if vehicle.hours_max is None else float(vehicle.hours_max)
        groups: dict[Profile, list[tuple[str, str, float | None]]] = {}
        for _ in range(escorted):
            name, escort = left.pop(0)
            theirs = profile_of(escort)
            if own.has_no_road(theirs):
                groups.setdefault(own, []).append((names.pop(0), "", hours))
                continue
            limits = [hours, None if escort.hours_max is None else float(escort.hours_max)]
            limit = min((each for each in limits if each is not None), default=None)
            groups.setdefault(own.joined(theirs), []).append((names.pop(0), name, limit))
        groups.setdefault(own, []).extend((name, "", hours) for name in names)
        for profile, members in groups.items():
            for limit, is_escorted in dict.fromkeys((m[2], bool(m[1])) for m in members):
                same = [m for m in members if (m[2], bool(m[1])) == (limit, is_escorted)]
                yield Carrier(
                    names=tuple(m[0] for m in same),
                    escorts=tuple(m[1] for m in same) if is_escorted or vehicle.escort else (),
                    kind=k,
                    room=room_of(vehicle),
                    profile=profile,
                    hours_max=limit,
                )
