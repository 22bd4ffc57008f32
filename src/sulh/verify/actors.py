"""Names to parties: no, possibly, certainly, with the doubt that keeps it from being certain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.grouped_sums import group_rows
from sulh.observe.names import actor_names, normalise_name
from sulh.verify.codes import encode
from sulh.verify.reasons import BIT
from sulh.verify.times import FOREVER, Ints, Tris, micros, within

if TYPE_CHECKING:
    import polars as pl

    from sulh.mission.pack import Actor, Pack
    from sulh.values import PartyId

__all__ = [
    "NO_PARTY",
    "ActorColumn",
    "NameTable",
    "actor_column",
    "civilians",
    "party_of",
    "party_tables",
    "protected",
    "strangers",
]

CERTAIN = 2
FEW = 16
"""With this few names, the rows of each are looked up when they are needed."""

Bits = NDArray[np.int64]
Flags = NDArray[np.bool_]


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
        """Collect the names, aliases and ids of a pack's actors."""
        bearings: dict[str, list[_Bearing]] = {}
        for actor, names in actor_names(pack).items():
            for each in names:
                bearings.setdefault(normalise_name(each.name), []).append(
                    _Bearing(
                        actor=actor,
                        low=micros(each.from_, default=-FOREVER),
                        high=micros(each.until),
                    )
                )
        return NameTable({name: tuple(each) for name, each in bearings.items()}, pack.actors)

    def is_steady(self, name: str) -> bool:
        """Say whether what a name stands for is the same at all times."""
        for bearing in self.bearings[name]:
            members = self.actors[bearing.actor].members
            dated = any(each.from_ is not None or each.until is not None for each in members)
            if dated or (bearing.low, bearing.high) != (-FOREVER, FOREVER):
                return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorColumn:
    """Rows that name an actor.

    `names` are the normalised names that somebody bears; `code` says for each row which of them it
    carries, or is ``len(names)`` where nobody bears its name. `start`, `end`: the rows' spans.
    """

    table: NameTable
    names: tuple[str, ...]
    code: Ints
    start: Ints
    end: Ints
    _rows: dict[str, Ints] = field(default_factory=dict)

    def rows_of(self, name: str) -> Ints:
        """Return the rows that carry a name."""
        if len(self.names) <= FEW and name not in self._rows:
            self._rows[name] = np.flatnonzero(self.code == self.names.index(name))
        elif not self._rows:
            first, rows = group_rows(self.code, len(self.names) + 1)
            for place, each in enumerate(self.names):
                self._rows[each] = rows[first[place] : first[place + 1]]
        return self._rows[name]

    def rows_with_spans(self, name: str) -> _Rows:
        """Return the rows that carry a name, with their spans; one for all where that is enough."""
        if self.table.is_steady(name):
            none = np.zeros(1, dtype=np.int64)
            return _Rows(self.table, name, none, none)
        rows = self.rows_of(name)
        return _Rows(self.table, name, self.start[rows], self.end[rows])


@dataclass(frozen=True, slots=True)
class _Rows:
    """Spans at which a name was used."""

    table: NameTable
    name: str
    start: Ints
    end: Ints

    def bearers(self) -> dict[PartyId, Tris]:
        """Return for each actor that may bear the name the tri of bearing it."""
        tris: dict[PartyId, Tris] = {}
        for bearing in self.table.bearings[self.name]:
            tri = within(self.start, self.end, bearing.low, bearing.high)
            before = tris.get(bearing.actor)
            tris[bearing.actor] = tri if before is None else np.maximum(before, tri)
        return tris

    def belongs(self, actor: PartyId, members: frozenset[PartyId]) -> Flags:
        """Say when the actor, a coalition, has one of the parties as a member."""
        is_member = np.zeros(self.start.size, dtype=np.bool_)
        for member in self.table.actors[actor].members:
            if member.party in members:
                low, high = micros(member.from_, default=-FOREVER), micros(member.until)
                is_member |= within(self.start, self.end, low, high) > 0
        return is_member


def actor_column(table: NameTable, names: pl.Series, start: Ints, end: Ints) -> ActorColumn:
    """Return the column of actors whose names are in `names`."""
    texts = encode(names)
    keys = [normalise_name(value) for value in texts.values]
    bearers = tuple(dict.fromkeys(key for key in keys if key in table.bearings))
    place = {key: at for at, key in enumerate(bearers)}
    lookup = np.array([place.get(key, len(bearers)) for key in keys], dtype=np.int64)
    code = lookup[texts.codes] if keys else texts.codes
    return ActorColumn(table=table, names=bearers, code=code, start=start, end=end)


def party_of(actors: ActorColumn, party: PartyId) -> tuple[Tris, Bits]:
    """Return for each row whether its actor is the party (uint8), and the doubts (bits)."""
    tri, doubts = _steady(actors, party)
    tri, doubts = tri[actors.code], doubts[actors.code]
    for name in actors.names:
        if not actors.table.is_steady(name):
            rows = actors.rows_of(name)
            tri[rows], doubts[rows] = _claims(actors.rows_with_spans(name), party)
    return tri, doubts


def _steady(actors: ActorColumn, party: PartyId) -> tuple[Tris, Bits]:
    """Return the tri and doubts of each name that stands for the same at all times; else 0."""
    tri = np.zeros(len(actors.names) + 1, dtype=np.uint8)
    doubts = np.zeros(len(actors.names) + 1, dtype=np.int64)
    for place, name in enumerate(actors.names):
        if actors.table.is_steady(name):
            (tri[place],), (doubts[place],) = _claims(actors.rows_with_spans(name), party)
    return tri, doubts


def party_tables(
    actors: ActorColumn, parties: list[PartyId]
) -> tuple[tuple[Tris, Bits, Tris, Bits], Ints]:
    """Return for many parties at once what `party_of` says, by name, and by row where dates matter.

    Returns
    -------
    tables
        tri uint8[parties, names + 1] and doubts int64; the same [parties, k] for rows whose name
        has dates.
    dated : int64[n]
        The place of each row in the latter, or -1.
    """
    dated = np.full(actors.code.size, -1, dtype=np.int64)
    parts = [actors.rows_of(name) for name in actors.names if not actors.table.is_steady(name)]
    rows = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
    dated[rows] = np.arange(rows.size)
    by_name = [_steady(actors, party) for party in parties]
    tri = np.zeros((len(parties), rows.size), dtype=np.uint8)
    doubts = np.zeros((len(parties), rows.size), dtype=np.int64)
    for name in actors.names:
        if not actors.table.is_steady(name):
            at = dated[actors.rows_of(name)]
            for place, party in enumerate(parties):
                tri[place, at], doubts[place, at] = _claims(actors.rows_with_spans(name), party)
    tables = (np.array([each for each, _ in by_name]), np.array([each for _, each in by_name]))
    return (*tables, tri, doubts), dated


def _claims(rows: _Rows, party: PartyId) -> tuple[Tris, Bits]:
    """Return whether a name stands for the party, and the doubts."""
    bearers = rows.bearers()
    count = np.sum([bears > 0 for bears in bearers.values()], axis=0)
    best = np.zeros(rows.start.size, dtype=np.uint8)
    bits = np.zeros(rows.start.size, dtype=np.int64)
    for actor, bears in bearers.items():
        claim = _claim(rows, actor, party)
        value = np.minimum(bears, claim)
        ambiguous = (count > 1) & (value > 0)
        bits |= np.where(ambiguous | ((claim == 1) & (value > 0)), BIT["coalition"], 0)
        bits |= np.where(~ambiguous & (claim == CERTAIN) & (value == 1), BIT["vague-date"], 0)
        best = np.maximum(best, np.where(ambiguous, np.minimum(value, 1), value))
    return best, np.where(best == 1, bits, 0)


def _claim(rows: _Rows, actor: PartyId, party: PartyId) -> Tris:
    """Return whether an act of `actor` is one of `party`: itself, or a member at the time."""
    who = rows.table.actors[actor]
    if who.kind == "coalition":
        return rows.belongs(actor, frozenset({party})).astype(np.uint8)
    is_party = who.kind in ("party", "mission") and actor == party
    return np.full(rows.start.size, CERTAIN if is_party else 0, dtype=np.uint8)


def civilians(actors: ActorColumn) -> Flags:
    """Say for each row whether its name is certainly that of civilians."""
    flags = np.zeros(actors.code.size, dtype=np.bool_)
    for name in actors.names:
        rows = actors.rows_with_spans(name)
        sure = np.ones(rows.start.size, dtype=np.bool_)
        some = np.zeros(rows.start.size, dtype=np.bool_)
        for actor, bears in rows.bearers().items():
            is_civil = rows.table.actors[actor].kind == "civilians"
            sure &= (bears == CERTAIN) if is_civil else (bears == 0)
            some |= (bears == CERTAIN) & is_civil
        flags[actors.rows_of(name)] = sure & some
    return flags


def protected(actors: ActorColumn) -> Tris:
    """Return for each row whether its actor is a party, the mission, civilians, or all parties."""
    tri = np.zeros(actors.code.size, dtype=np.uint8)
    for name in actors.names:
        rows = actors.rows_with_spans(name)
        lowest = np.full(rows.start.size, CERTAIN, dtype=np.uint8)
        highest = np.zeros(rows.start.size, dtype=np.uint8)
        for actor, bears in rows.bearers().items():
            value = np.minimum(bears, _is_protected(rows, actor))
            bearing = bears > 0
            lowest = np.where(bearing, np.minimum(lowest, value), lowest)
            highest = np.maximum(highest, np.where(bearing, value, 0))
        value = np.where(lowest == CERTAIN, highest, np.minimum(highest, 1))
        tri[actors.rows_of(name)] = value
    return tri


def _is_protected(rows: _Rows, actor: PartyId) -> Tris:
    actors = rows.table.actors
    who = actors[actor]
    if who.kind != "coalition":
        is_protected = who.kind in ("party", "mission", "civilians")
        return np.full(rows.start.size, CERTAIN if is_protected else 0, dtype=np.uint8)
    members = frozenset(each.party for each in who.members)
    others = frozenset(each for each in members if actors[each].kind != "party")
    whole = rows.belongs(actor, members) & ~rows.belongs(actor, others)
    return np.where(whole, CERTAIN, 0).astype(np.uint8)


NO_PARTY = ("", "outsider", "coalition", "")
"""What an actor that is not a party is, by the numbers that `strangers` returns."""


def strangers(actors: ActorColumn) -> NDArray[np.uint8]:
    """Return for each row what its name stands for, where that is not a party.

    0: possibly a party, the mission or civilians; 1: an outsider; 2: a coalition; 3: nobody bears
    the name at that time.
    """
    status = np.full(actors.code.size, 3, dtype=np.uint8)
    for name in actors.names:
        rows = actors.rows_with_spans(name)
        least = np.full(rows.start.size, 3, dtype=np.uint8)
        for actor, bears in rows.bearers().items():
            value = {"outsider": 1, "coalition": 2}.get(rows.table.actors[actor].kind, 0)
            least = np.where(bears > 0, np.minimum(least, value), least).astype(np.uint8)
        status[actors.rows_of(name)] = least
    return status
