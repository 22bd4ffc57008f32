"""Who watched, and when: only then does silence count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.values import ZoneId
    from sulh.verify.arrays import Reports
    from sulh.verify.times import Ints

__all__ = ["CoveredTimes", "covered_times", "wider_acts"]


@dataclass(frozen=True, slots=True)
class CoveredTimes:
    """Times that were watched completely: disjoint closed intervals, in order, microseconds."""

    start: Ints
    end: Ints

    def covers(self, low: Ints, high: Ints) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Say for each half-open period ``[low, high)`` whether every moment was watched."""
        if not self.start.size:
            return np.zeros(np.shape(low), dtype=np.bool_)
        at = np.searchsorted(self.start, low, side="right") - 1
        is_covered = (at >= 0) & (self.end[np.maximum(at, 0)] >= np.asarray(high) - 1)
        return np.asarray(is_covered)


def wider_acts(pack: Pack, act: str) -> frozenset[str]:
    """Return an act and the wider ones that contain it."""
    acts = []
    current: str | None = act
    while current is not None and current not in acts:
        acts.append(current)
        wider = {each.id: each.is_a for each in pack.acts.values()}
        current = wider.get(current)  # type: ignore[call-overload]
    return frozenset(acts)


def covered_times(
    pack: Pack, reports: Reports, zone: ZoneId, subjects: tuple[str, ...]
) -> CoveredTimes:
    """Return when strong, complete coverage reports of the zone held all the subjects."""
    column = reports.coverage
    kinds = [wider_acts(pack, subject) for subject in subjects]
    starts, ends = [], []
    subjects_of = column.frame["subjects"].to_list()
    complete = column.frame["complete"].to_list()
    for row in range(column.start.size):
        if not (column.strong[row] and complete[row]):
            continue
        if not all(set(subjects_of[row]) & each for each in kinds):
            continue
        if _holds(reports, row, zone):
            starts.append(column.start[row])
            ends.append(column.end[row])
    return _merged(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))


def _holds(reports: Reports, row: int, zone: ZoneId) -> bool:
    """Say whether a coverage report is of the whole zone, by the first name it gives."""
    places = reports.coverage.places
    first = next((text for text in places.names[places.name_code[row]] if text), "")
    if not first:
        return bool(np.isnan(places.lon[row]))
    return bool(zone) and reports.zones.holds_whole(first, zone)


def _merged(start: Ints, end: Ints) -> CoveredTimes:
    """Return the union of closed intervals; ones that meet without a gap are joined."""
    order = np.argsort(start, kind="stable")
    merged: list[list[int]] = []
    for low, high in zip(start[order].tolist(), end[order].tolist(), strict=True):
        if merged and low <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return CoveredTimes(
        np.array([each[0] for each in merged], dtype=np.int64),
        np.array([each[1] for each in merged], dtype=np.int64),
    )
