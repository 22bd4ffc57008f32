"""Columns: vehicles of a depot that drive together all day, and what each of them loads.

A column is planned as one vehicle with the room of all: as slow as the slowest, as heavy on a bridge as the
heaviest, on roads that are open to all, with the shortest driver's day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.picture import Origin
from sulh.respond.convoys.amounts import room_of
from sulh.respond.convoys.records import ReliefVehicle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.respond.convoys.amounts import Measure

__all__ = ["Column", "column_room", "join_columns", "share_load"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a depot: the name and the sort of each of its vehicles, escorts among them."""

    name: str
    depot: str
    members: tuple[tuple[str, ReliefVehicle], ...]


def join_columns(
    vehicles: Sequence[ReliefVehicle],
) -> tuple[tuple[ReliefVehicle, ...], tuple[Column, ...]]:
    """Return vehicles with each column as one of them, in the place of its first, and the columns.

    Raises
    ------
    InputError
        When a column takes no load, has the name of another vehicle of its depot, or no road is open to all.
    """
    groups: dict[tuple[str, str], list[ReliefVehicle]] = {}
    for each in vehicles:
        if each.column and each.count:
            groups.setdefault((each.depot, each.column), []).append(each)
    joined: list[ReliefVehicle] = []
    columns = []
    for each in vehicles:
        group = groups.pop((each.depot, each.column), None)
        if not each.column:
            joined.append(each)
        elif group is not None:
            joined.append(_joined(group))
            names = ((name, one) for one in group for name in _names(one))
            columns.append(Column(each.column, each.depot, tuple(names)))
    singles = {(each.depot, each.origin.ref) for each in joined if not each.column}
    for column in columns:
        if (column.depot, column.name) in singles:
            raise InputError(
                f"The column {column.name} at {column.depot} has the name of a vehicle that is not in it.",
                remedy="Give the column another name.",
            )
    return tuple(joined), tuple(columns)


def _names(vehicle: ReliefVehicle) -> list[str]:
    name, count = vehicle.origin.ref, vehicle.count
    return [name] if count == 1 else [f"{name} {n}" for n in range(1, count + 1)]


def _joined(group: Sequence[ReliefVehicle]) -> ReliefVehicle:
    first = group[0]
    where = f"The column {first.column} at {first.depot}"
    if not any(any(each.capacity) for each in group):
        raise InputError(
            f"{where} takes no load.", remedy="Add a vehicle with a capacity, or remove the column."
        )
    bound_by = [frozenset(name.casefold() for name in each.roads) for each in group if each.roads]
    roads = frozenset.intersection(*bound_by) if bound_by else frozenset()
    if bound_by and not roads:
        raise InputError(
            f"{where} has no class of road that all its vehicles may use.",
            remedy="Correct `roads` of its vehicles, or take one out of the column.",
        )

    def total(name: str) -> Any:
        own = [(getattr(each, name), each.count) for each in group]
        return sum(value * count for value, count in own if value is not None) or None

    def extreme(name: str, pick: Callable[[list[Any]], Any]) -> Any:
        own = [value for each in group if (value := getattr(each, name)) is not None]
        return pick(own) if own else None

    return ReliefVehicle(
        origin=Origin(source=first.origin.source, ref=first.column),
        depot=first.depot,
        column=first.column,
        escort=any(each.escort for each in group),
        roads=tuple(sorted(roads)),
        weight_t=extreme("weight_t", max),
        speed_kmh=extreme("speed_kmh", min),
        hours_max=extreme("hours_max", min),
        **{name: total(name) for name in ("litres", "load_kg", "load_m3", "pallets")},
    )


def share_load(column: Column, parts: Sequence[tuple[Measure, int]]) -> Ints:
    """Return what each vehicle of a column loads of each part (a measure and its steps), int64[members, parts].

    The first vehicle with room takes what it can, then the next. Where weight and room count together, what no
    vehicle has room for is left out; else all of it finds room that the column has.
    """
    rooms = [room_of(each) for _, each in column.members]
    shares = np.zeros((len(rooms), len(parts)), np.int64)
    for p, (measure, amount) in enumerate(parts):
        left = amount
        for m, room in enumerate(rooms):
            takes = min(left, measure.largest(room))
            while takes and (measure.load(takes) > room).any():
                takes -= 1  # what a step takes of another unit is rounded up
            shares[m, p] = takes
            rooms[m] = room - measure.load(int(takes))
            left -= takes
    return shares


def column_room(column: Column, takes: Ints) -> Ints:
    """Return the room of a column for loads, int64[4], by unit; `takes` int64[loads, 4].

    It is the sum of its vehicles' rooms. Where loads count in two units and one vehicle has the room, another
    the strength, the sum would promise too much: then each vehicle counts for what it takes of the mean of
    these loads.
    """
    rooms = np.array([room_of(each) for _, each in column.members])
    both = takes[(takes > 0).sum(axis=1) > 1]
    whole: Ints = rooms.sum(axis=0)
    if not len(both):
        return whole
    mean = both.sum(axis=0)
    units = np.flatnonzero(mean)
    alike = rooms[:, units][rooms[:, units].any(axis=1)]
    if np.linalg.matrix_rank(alike) <= 1:
        return whole
    share = (rooms[:, units] / mean[units]).min(axis=1).sum()
    whole[units] = np.floor(share * mean[units] + 1e-9).astype(np.int64)
    return whole
