"""The reports as arrays that every provision asks: times, strength, names, places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.verify.reasons import BIT, UNBOUNDED
from sulh.verify.resolve_actors import Named, NameTable, civilians, named, party_of, protected
from sulh.verify.resolve_places import Grounds, Places, places

if TYPE_CHECKING:
    from sulh.mission.pack import EvidenceRule, Pack
    from sulh.observe.tables import Tables
    from sulh.values import PartyId
    from sulh.verify.times import Ints, Tris

__all__ = ["Column", "Reports", "kinds_under", "prepare"]

Bits = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """One table of reports as arrays, one entry a report.

    `index` points into `Tables.ids`; `weak` holds the bit of the reason where the report is weak.
    """

    frame: pl.DataFrame
    index: Ints
    start: Ints
    end: Ints
    strong: Flags
    weak: Bits
    actors: Named
    places: Places
    _parties: dict[PartyId, tuple[Tris, Bits]] = field(default_factory=dict)

    def party(self, party: PartyId) -> tuple[Tris, Bits]:
        """Return whether each row's actor is the party, and the doubts."""
        if party not in self._parties:
            self._parties[party] = party_of(self.actors, party)
        return self._parties[party]

    def texts(self, name: str) -> list[str]:
        """Return a text column."""
        return self.frame[name].to_list()

    def kinds(self, name: str, wanted: frozenset[str]) -> Flags:
        """Say for each row whether its column holds one of the ids."""
        return self.frame[name].is_in(list(wanted)).to_numpy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """All reports up to the moment judged, as arrays."""

    tables: Tables
    grounds: Grounds
    observations: Column
    counts_low: Ints
    counts_high: Ints
    rows_of_item: dict[str, Ints]
    census: Ints
    incidents: Column
    participants: Participants
    inspections: Column
    notifications: Column
    requests: Column
    coverage: Column


@dataclass(frozen=True, slots=True)
class Participants:
    """Who took part in the incidents: `row` of the incident, `side` 0 or 1, and what is known."""

    row: Ints
    side: NDArray[np.int64]
    names: pl.Series
    actors: Named
    opponent: Tris
    initiator: NDArray[np.int64]
    _parties: dict[PartyId, tuple[Tris, Bits]] = field(default_factory=dict)

    def party(self, party: PartyId) -> tuple[Tris, Bits]:
        """Return whether each participant is the party, and the doubts."""
        if party not in self._parties:
            self._parties[party] = party_of(self.actors, party)
        return self._parties[party]


def kinds_under(pack_kinds: dict[Any, Any], wanted: str) -> frozenset[str]:
    """Return an item or act id and all that are kinds of it, at any depth."""
    found = {wanted}
    grew = True
    while grew:
        more = {each.id for each in pack_kinds.values() if each.is_a in found} - found
        found |= more
        grew = bool(more)
    return frozenset(found)


def prepare(pack: Pack, tables: Tables, at: int) -> Reports:
    """Lay out the reports whose span does not start after `at` (microseconds)."""
    names, grounds = NameTable.of(pack), Grounds.of(pack)
    rule = pack.evidence_rule
    incident_rows = np.flatnonzero(tables.incidents["start"].to_numpy() <= at)
    incidents = _column(tables.incidents, None, names, grounds, rule, at)
    observations = _column(tables.observations, "actor", names, grounds, rule, at)
    inspections = _column(tables.inspections, "inspector", names, grounds, rule, at)
    frame = observations.frame
    return Reports(
        tables=tables,
        grounds=grounds,
        observations=observations,
        counts_low=frame["low"].to_numpy(),
        counts_high=frame["high"].fill_null(UNBOUNDED).to_numpy(),
        rows_of_item=_rows_of(frame["item"]),
        census=_censuses(frame, inspections.frame),
        incidents=incidents,
        participants=_participants(tables, incidents, incident_rows, names),
        inspections=inspections,
        notifications=_column(tables.notifications, "actor", names, grounds, rule, at),
        requests=_column(tables.requests, "actor", names, grounds, rule, at),
        coverage=_column(tables.coverage, None, names, grounds, rule, at),
    )


def _column(
    whole: pl.DataFrame,
    actor: str | None,
    names: NameTable,
    grounds: Grounds,
    rule: EvidenceRule,
    at: int,
) -> Column:
    frame = whole.filter(pl.col("start") <= at)
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    source, credibility = frame["reliability"], frame["credibility"]
    strong = (
        (source != "F")
        & (credibility != 6)
        & (source <= rule.source_at_least)
        & (credibility <= rule.credibility_at_least)
    ).to_numpy()
    texts = frame[actor] if actor else pl.Series([], dtype=pl.String)
    return Column(
        frame,
        frame["index"].cast(pl.Int64).to_numpy(),
        start,
        end,
        strong,
        np.where(strong, 0, BIT["weak-source"]),
        named(names, texts, start, end),
        places(grounds, frame),
    )


def _rows_of(column: pl.Series) -> dict[str, Ints]:
    """Return the rows that hold each distinct text, in order."""
    if not len(column):
        return {}
    codes = column.cast(pl.Categorical).to_physical().to_numpy()
    order = np.argsort(codes, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)
    return {column[int(part[0])]: part for part in parts}


def _censuses(observations: pl.DataFrame, inspections: pl.DataFrame) -> Ints:
    """Return for each observation the number of its census.

    Below the number of inspections: the row of its inspection. Above: of an inspection that is not in
    the ledger, or its own. A census of its own has an odd place above, so that none coincide.
    """
    known = inspections.select(
        "source", pl.col("ref").alias("inspection"), pl.int_range(pl.len()).alias("census")
    ).unique(["source", "inspection"], keep="first", maintain_order=True)
    joined = observations.select("source", "inspection").join(
        known, on=["source", "inspection"], how="left", maintain_order="left"
    )
    census = joined["census"].fill_null(-1).to_numpy().astype(np.int64)
    alone = (joined["inspection"] == "").to_numpy()
    base = inspections.height
    rows = np.arange(census.size)
    strangers = (
        joined.select(pl.struct("source", "inspection").rank("dense")).to_series().to_numpy()
        if joined.height
        else rows
    )
    census = np.where(census < 0, base + 2 * strangers.astype(np.int64), census)
    return np.where(alone, base + 2 * rows + 1, census)


def _participants(tables: Tables, incidents: Column, kept: Ints, names: NameTable) -> Participants:
    place_of = np.full(tables.incidents.height, -1, dtype=np.int64)
    place_of[kept] = np.arange(kept.size)
    frame = tables.participants
    row = place_of[frame["row"].cast(pl.Int64).to_numpy()]
    in_time = row >= 0
    row = row[in_time]
    frame = frame.filter(pl.Series(in_time)) if frame.height else frame
    side = (frame["side"] == "b").to_numpy().astype(np.int64)
    actors = named(names, frame["name"], incidents.start[row], incidents.end[row])
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


def _initiators(incidents: Column, row: Ints, side: Ints, is_civil: Flags) -> Ints:
    """Return for each incident the side that began it: 0, 1, or -1 where nobody knows.

    An act against civilians or nobody, without a word on who began, was begun by side a.
    """
    said = incidents.frame["initiator"]
    found = np.where((said == "a").to_numpy(), 0, np.where((said == "b").to_numpy(), 1, -1))
    armed_b = np.zeros(incidents.start.size, dtype=np.bool_)
    np.logical_or.at(armed_b, row, (side == 1) & ~is_civil)
    return np.where((found < 0) & ~armed_b, 0, found)
