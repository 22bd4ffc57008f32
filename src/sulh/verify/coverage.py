"""Who watched, and when: only then does silence count. And whose word it is that a register is complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.observe.names import normalise_name
from sulh.verify.reasons import BIT

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.values import ZoneId
    from sulh.verify.arrays import Reports
    from sulh.verify.times import Ints

__all__ = [
    "CONFIRMED",
    "CoveredTimes",
    "Register",
    "covered_times",
    "lacks",
    "register_of",
    "wider_acts",
]

CONFIRMED = 1
"""The credibility of what other sources confirm (STANAG 2511; AJP-2.1)."""


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


@dataclass(frozen=True, slots=True)
class Register:
    """When the register of a duty was declared complete, and when that was confirmed.

    A record may be missing from a register whose keeper holds it for complete. So what is not in it counts
    against somebody only where `confirmed`: a declaration has credibility 1, or two sources declare it.
    """

    declared: CoveredTimes
    confirmed: CoveredTimes


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
    return _times(reports, _statements(pack, reports, zone, subjects))


def register_of(pack: Pack, reports: Reports, zone: ZoneId, subject: str) -> Register:
    """Return when the register of a duty, or of notifications, was complete by whose word.

    Two sources are two names, whatever the case and spaces in them.
    """
    rows = _statements(pack, reports, zone, (subject,))
    credibility = reports.coverage.frame["credibility"].to_list()
    sources = reports.coverage.frame["source"].to_list()
    by_source: dict[str, list[int]] = {}
    for row in rows:
        by_source.setdefault(normalise_name(sources[row]), []).append(row)
    checked = _times(reports, [row for row in rows if credibility[row] == CONFIRMED])
    return Register(
        declared=_times(reports, rows),
        confirmed=_joined(checked, _by_two([_times(reports, each) for each in by_source.values()])),
    )


def lacks(register: Register, low: Ints, high: Ints) -> Ints:
    """Return the bit of what the register lacks over each ``[low, high)``; 0 where it is confirmed."""
    declared, confirmed = register.declared.covers(low, high), register.confirmed.covers(low, high)
    unconfirmed = np.where(declared, BIT["register-unconfirmed"], BIT["register-incomplete"])
    return np.where(confirmed, 0, unconfirmed)


def _statements(pack: Pack, reports: Reports, zone: ZoneId, subjects: tuple[str, ...]) -> list[int]:
    """Return the rows of strong, complete coverage reports of the zone that held all the subjects."""
    column = reports.coverage
    kinds = [wider_acts(pack, subject) for subject in subjects]
    subjects_of = column.frame["subjects"].to_list()
    complete = column.frame["complete"].to_list()
    return [
        row
        for row in range(column.start.size)
        if column.strong[row]
        and complete[row]
        and all(set(subjects_of[row]) & each for each in kinds)
        and _holds(reports, row, zone)
    ]


def _times(reports: Reports, rows: list[int]) -> CoveredTimes:
    return _merged(reports.coverage.start[rows], reports.coverage.end[rows])


def _joined(one: CoveredTimes, other: CoveredTimes) -> CoveredTimes:
    return _merged(np.concatenate([one.start, other.start]), np.concatenate([one.end, other.end]))


def _by_two(sources: list[CoveredTimes]) -> CoveredTimes:
    """Return the times that lie in those of at least two sources."""
    turns = sorted(
        turn
        for each in sources
        for low, high in zip(each.start.tolist(), each.end.tolist(), strict=True)
        for turn in ((low, 1), (high + 1, -1))
    )
    starts, ends = [], []
    depth = 0
    for at, step in turns:
        if depth + step == 2 and step > 0:
            starts.append(at)
        elif depth == 2 and step < 0:
            ends.append(at - 1)
        depth += step
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
