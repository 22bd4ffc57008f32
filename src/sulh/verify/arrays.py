"""The reports as arrays that every provision uses: times, strength, names, places."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.verify.actors import ActorColumn, NameTable, actor_column, civilians, party_of, protected
from sulh.verify.codes import Codes, encode
from sulh.verify.places import Places, places
from sulh.verify.reasons import BIT
from sulh.verify.same_event import SameEvents, settled_events
from sulh.verify.zones import Zones

if TYPE_CHECKING:
    from sulh.mission.pack import EvidenceRule, Pack
    from sulh.observe.tables import Tables
    from sulh.values import PartyId
    from sulh.verify.times import Ints, Tris

__all__ = ["Participants", "ReportArrays", "Reports", "kinds_under", "prepare"]

Bits = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ReportArrays:
    """One table of reports as arrays, one entry a report.

    `index` points into `Tables.ids`; `weak` holds the bit of the reason where the report is weak.
    """

    frame: pl.DataFrame
    index: NDArray[np.uint32]
    start: Ints
    end: Ints
    strong: Flags
    actors: ActorColumn
    places: Places
    _parties: dict[PartyId, tuple[Tris, Bits]] = field(default_factory=dict)
    _codes: dict[str, Codes] = field(default_factory=dict)

    @property
    def weak(self) -> Bits:
        """Return the bit of the doubt where a report is weak, else 0."""
        return np.where(self.strong, 0, BIT["weak-source"])

    def party(self, party: PartyId) -> tuple[Tris, Bits]:
        """Return whether each row's actor is the party, and the doubts."""
        if party not in self._parties:
            self._parties[party] = party_of(self.actors, party)
        return self._parties[party]

    def kinds(self, name: str, ids: frozenset[str]) -> Flags:
        """Say for each row whether its column holds one of the ids."""
        if name not in self._codes:
            self._codes[name] = encode(self.frame[name])
        column = self._codes[name]
        return np.array([value in ids for value in column.values], dtype=np.bool_)[column.codes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """All reports up to the moment judged, as arrays."""

    tables: Tables
    zones: Zones
    observations: ReportArrays
    incidents: ReportArrays
    participants: Participants
    same_events: SameEvents
    inspections: ReportArrays
    notifications: ReportArrays
    requests: ReportArrays
    coverage: ReportArrays
    weapons: ReportArrays
    combatants: ReportArrays


@dataclass(frozen=True, slots=True)
class Participants:
    """Who took part in the incidents: `row` of the incident, `side` 0 or 1, and what is known."""

    row: Ints
    side: NDArray[np.int64]
    names: pl.Series
    actors: ActorColumn
    opponent: Tris
    initiator: NDArray[np.int64]
    _parties: dict[PartyId, tuple[Tris, Bits]] = field(default_factory=dict)

    def party(self, party: PartyId) -> tuple[Tris, Bits]:
        """Return whether each participant is the party, and the doubts."""
        if party not in self._parties:
            self._parties[party] = party_of(self.actors, party)
        return self._parties[party]


def kinds_under(pack_kinds: dict[Any, Any], kind: str) -> frozenset[str]:
    """Return an item or act id and all that are kinds of it, at any depth."""
    kinds = {kind}
    grew = True
    while grew:
        more = {each.id for each in pack_kinds.values() if each.is_a in kinds} - kinds
        kinds |= more
        grew = bool(more)
    return frozenset(kinds)


def prepare(pack: Pack, tables: Tables, at: int) -> Reports:
    """Return the reports whose span does not start after `at` (microseconds)."""
    names, zones = NameTable.of(pack), Zones.of(pack)
    lay = partial(_arrays_of, names=names, zones=zones, rule=pack.evidence_rule, at=at)
    incident_rows = np.flatnonzero(tables.incidents["start"].to_numpy() <= at)
    incidents = lay(tables.incidents)
    participants = _participants(tables, incidents, incident_rows, names)
    people = (participants.row, participants.side, participants.actors)
    told_by, apart = settled_events(
        tables, incident_rows, partial(strong_rows, rule=pack.evidence_rule)
    )
    return Reports(
        tables=tables,
        zones=zones,
        observations=lay(tables.observations, "actor"),
        incidents=incidents,
        participants=participants,
        same_events=SameEvents(
            pack, incidents.frame, incidents.places, names, people, told_by, apart
        ),
        inspections=lay(tables.inspections, "inspector"),
        notifications=lay(tables.notifications, "actor"),
        requests=lay(tables.requests, "actor"),
        coverage=lay(tables.coverage),
        weapons=lay(tables.weapons, "actor"),
        combatants=lay(tables.combatant_counts, "actor"),
    )


def _arrays_of(
    whole: pl.DataFrame,
    actor: str = "",
    *,
    names: NameTable,
    zones: Zones,
    rule: EvidenceRule,
    at: int,
) -> ReportArrays:
    in_time = whole["start"] <= at
    frame = whole if in_time.all() else whole.filter(in_time)
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    return ReportArrays(
        frame,
        frame["index"].to_numpy(),
        start,
        end,
        strong_rows(frame, rule).to_numpy(),
        actor_column(names, frame[actor] if actor else frame["source"].head(0), start, end),
        places(zones, frame),
    )


def strong_rows(frame: pl.DataFrame, rule: EvidenceRule) -> pl.Series:
    """Say which reports of a table reach the rule of evidence on both axes."""
    credibility = frame["credibility"]
    marks = [mark for mark in "ABCDE" if mark <= rule.source_at_least]
    return (
        frame["reliability"].is_in(marks)
        & (credibility != 6)
        & (credibility <= rule.credibility_at_least)
    )


def _participants(
    tables: Tables, incidents: ReportArrays, rows: Ints, names: NameTable
) -> Participants:
    place_of = np.full(tables.incidents.height, -1, dtype=np.int64)
    place_of[rows] = np.arange(rows.size)
    frame = tables.participants
    row = place_of[frame["row"].cast(pl.Int64).to_numpy()]
    in_time = row >= 0
    row = row[in_time]
    frame = frame.filter(pl.Series(in_time)) if frame.height else frame
    side = (frame["side"] == "b").to_numpy().astype(np.int64)
    actors = actor_column(names, frame["name"], incidents.start[row], incidents.end[row])
    guarded = np.zeros((incidents.start.size, 2), dtype=np.uint8)
    np.maximum.at(guarded, (row, side), protected(actors))
    return Participants(
        row,
        side,
        frame["name"],
        actors,
        guarded[row, 1 - side],
        _initiators(incidents, row, side, civilians(actors)),
    )


def _initiators(incidents: ReportArrays, row: Ints, side: Ints, is_civil: Flags) -> Ints:
    """Return for each incident the side that began it: 0, 1, or -1 where nobody knows.

    An act against civilians or nobody, without a word on who began, was begun by side a.
    """
    initiator = incidents.frame["initiator"]
    sides = np.where(
        (initiator == "a").to_numpy(), 0, np.where((initiator == "b").to_numpy(), 1, -1)
    )
    armed_b = np.zeros(incidents.start.size, dtype=np.bool_)
    np.logical_or.at(armed_b, row, (side == 1) & ~is_civil)
    return np.where((sides < 0) & ~armed_b, 0, sides)
