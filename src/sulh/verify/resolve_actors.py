"""Names to parties: no, possibly, certainly, with the doubt that keeps it from being certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.observe.names import normalise_name
from sulh.verify.reasons import BIT
from sulh.verify.times import FOREVER, Ints, Tris, micros, within

if TYPE_CHECKING:
    from sulh.mission.pack import Actor, Pack
    from sulh.values import PartyId

__all__ = [
    "NO_PARTY",
    "NameTable",
    "Named",
    "civilians",
    "named",
    "party_of",
    "protected",
    "strangers",
]

CERTAIN = 2
Bits = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bearing:
    """An actor bears a name in ``[low, high)``."""

    actor: PartyId
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class NameTable:
    """Who bears each normalised name, and when."""

    bearings: dict[str, tuple[_Bearing, ...]]
    actors: dict[PartyId, Actor]

    @staticmethod
    def of(pack: Pack) -> NameTable:
        """Collect the names and aliases of a pack's actors."""
        found: dict[str, list[_Bearing]] = {}
        for actor in pack.actors.values():
            own = _Bearing(actor=actor.id, low=-FOREVER, high=FOREVER)
            found.setdefault(normalise_name(actor.name), []).append(own)
            for alias in actor.aliases:
                found.setdefault(normalise_name(alias.name), []).append(
                    _Bearing(
                        actor=actor.id,
                        low=micros(alias.from_, default=-FOREVER),
                        high=micros(alias.until),
                    )
                )
        return NameTable({name: tuple(each) for name, each in found.items()}, pack.actors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Rows that name an actor: the rows of each distinct name, and every row's span."""

    names: NameTable
    rows_of: dict[str, Ints]
    start: Ints
    end: Ints


def named(table: NameTable, names: pl.Series, start: Ints, end: Ints) -> Named:
    """Group rows by the name they carry; names that nobody bears are left out."""
    rows_of: dict[str, list[Ints]] = {}
    if len(names):
        codes = names.cast(pl.Categorical).to_physical().to_numpy()
        order = np.argsort(codes, kind="stable")
        bounds = np.flatnonzero(np.diff(codes[order])) + 1
        for part in np.split(order, bounds):
            key = normalise_name(names[int(part[0])])
            if key in table.bearings:
                rows_of.setdefault(key, []).append(part)
    return Named(
        names=table,
        rows_of={key: np.sort(np.concatenate(parts)) for key, parts in rows_of.items()},
        start=start,
        end=end,
    )


def _bearers(found: Named, name: str, rows: Ints) -> dict[PartyId, Tris]:
    """Return for each actor that may bear the name the tri of bearing it, by row."""
    start, end = found.start[rows], found.end[rows]
    tris: dict[PartyId, Tris] = {}
    for bearing in found.names.bearings[name]:
        tri = within(start, end, bearing.low, bearing.high)
        before = tris.get(bearing.actor)
        tris[bearing.actor] = tri if before is None else np.maximum(before, tri)
    return tris


def party_of(found: Named, party: PartyId) -> tuple[Tris, Bits]:
    """Return for each row whether its actor is the party (uint8), and the doubts (bits)."""
    tri = np.zeros(found.start.size, dtype=np.uint8)
    doubts = np.zeros(found.start.size, dtype=np.int64)
    for name, rows in found.rows_of.items():
        bearers = _bearers(found, name, rows)
        claims = [
            (actor, bears, _claim(found, actor, party, rows)) for actor, bears in bearers.items()
        ]
        if not any(claim.any() for _, _, claim in claims):
            continue
        count = np.sum([bears > 0 for bears in bearers.values()], axis=0)
        best = np.zeros(rows.size, dtype=np.uint8)
        bits = np.zeros(rows.size, dtype=np.int64)
        for _, bears, claim in claims:
            value = np.minimum(bears, claim)
            ambiguous = (count > 1) & (value > 0)
            bits |= np.where(ambiguous | ((claim == 1) & (value > 0)), BIT["coalition"], 0)
            bits |= np.where(~ambiguous & (claim == CERTAIN) & (value == 1), BIT["vague-date"], 0)
            best = np.maximum(best, np.where(ambiguous, np.minimum(value, 1), value))
        tri[rows] = best
        doubts[rows] = np.where(best == 1, bits, 0)
    return tri, doubts


def _claim(found: Named, actor: PartyId, party: PartyId, rows: Ints) -> Tris:
    """Return whether an act of `actor` is one of `party`: itself, or a member at the time."""
    who = found.names.actors[actor]
    if who.kind in ("party", "mission"):
        return np.full(rows.size, CERTAIN if actor == party else 0, dtype=np.uint8)
    claim = np.zeros(rows.size, dtype=np.uint8)
    if who.kind == "coalition":
        start, end = found.start[rows], found.end[rows]
        for member in who.members:
            if member.party == party:
                low, high = micros(member.from_, default=-FOREVER), micros(member.until)
                claim |= np.asarray(within(start, end, low, high) > 0, dtype=np.uint8)
    return claim


def civilians(found: Named) -> NDArray[np.bool_]:
    """Say for each row whether its name is certainly that of civilians."""
    flags = np.zeros(found.start.size, dtype=np.bool_)
    for name, rows in found.rows_of.items():
        bearers = _bearers(found, name, rows)
        sure = np.ones(rows.size, dtype=np.bool_)
        some = np.zeros(rows.size, dtype=np.bool_)
        for actor, bears in bearers.items():
            is_civil = found.names.actors[actor].kind == "civilians"
            sure &= (bears == CERTAIN) if is_civil else (bears == 0)
            some |= (bears == CERTAIN) & is_civil
        flags[rows] = sure & some
    return flags


def protected(found: Named) -> Tris:
    """Return for each row whether its actor is a party, the mission, civilians, or made of parties."""
    tri = np.zeros(found.start.size, dtype=np.uint8)
    for name, rows in found.rows_of.items():
        bearers = _bearers(found, name, rows)
        lowest = np.full(rows.size, CERTAIN, dtype=np.uint8)
        highest = np.zeros(rows.size, dtype=np.uint8)
        for actor, bears in bearers.items():
            value = np.minimum(bears, _is_protected(found, actor, rows))
            bearing = bears > 0
            lowest = np.where(bearing, np.minimum(lowest, value), lowest)
            highest = np.maximum(highest, np.where(bearing, value, 0))
        tri[rows] = np.where(lowest == CERTAIN, highest, np.minimum(highest, 1))
    return tri


def _is_protected(found: Named, actor: PartyId, rows: Ints) -> Tris:
    who = found.names.actors[actor]
    if who.kind in ("party", "mission", "civilians"):
        return np.full(rows.size, CERTAIN, dtype=np.uint8)
    if who.kind != "coalition":
        return np.zeros(rows.size, dtype=np.uint8)
    start, end = found.start[rows], found.end[rows]
    some = np.zeros(rows.size, dtype=np.bool_)
    every = np.ones(rows.size, dtype=np.bool_)
    for member in who.members:
        low, high = micros(member.from_, default=-FOREVER), micros(member.until)
        belongs = within(start, end, low, high) > 0
        some |= belongs
        if found.names.actors[member.party].kind != "party":
            every &= ~belongs
    return np.where(some & every, CERTAIN, 0).astype(np.uint8)


NO_PARTY = ("", "outsider", "coalition", "")
"""What an actor is that is no party, by the numbers that `strangers` returns."""


def strangers(found: Named) -> NDArray[np.uint8]:
    """Return for each row what its name stands for, where that is no party.

    0: possibly a party, the mission or civilians; 1: an outsider; 2: a coalition; 3: nobody bears
    the name at that time.
    """
    status = np.full(found.start.size, 3, dtype=np.uint8)
    for name, rows in found.rows_of.items():
        least = np.full(rows.size, 3, dtype=np.uint8)
        for actor, bears in _bearers(found, name, rows).items():
            value = {"outsider": 1, "coalition": 2}.get(found.names.actors[actor].kind, 0)
            least = np.where(bears > 0, np.minimum(least, value), least).astype(np.uint8)
        status[rows] = least
    return status
