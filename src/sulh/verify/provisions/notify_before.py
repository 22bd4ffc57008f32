"""Notice before an act, and answers to a request: one finding for each act or request.

The meaning is in docs/reference/verification-semantics.md, sections *notify-before* and *within*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.verify.arrays import Reports, kinds_under
from sulh.verify.coverage import Watched, watched, wider_acts
from sulh.verify.provisions.ceasefire import Counted, count_acts
from sulh.verify.reasons import BIT, BREACHED, MET, UNDETERMINED
from sulh.verify.times import within
from sulh.verify.waivers import suspension_tri

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.mission.provisions import NotifyBefore, Within
    from sulh.verify.assessment import Case

__all__ = ["Event", "notify_before", "within_hours"]

HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The finding for one act or request: `index` is its record's place in `Tables.ids`."""

    index: int
    time: int
    verdict: int
    reasons: int
    low: int
    high: int
    deciding: tuple[int, ...]
    doubtful: tuple[int, ...]


def notify_before(case: Case, pack: Pack, reports: Reports, terms: NotifyBefore) -> list[Event]:
    """Judge each act of the party: was notice given in time?"""
    counted = count_acts(
        case, pack, reports, terms.acts, attribution="participants", against="anyone", waived=False
    )
    register = watched(pack, reports, case.zone, ("notification",))
    start = reports.incidents.start[counted.rows]
    return [
        _notice(case, pack, reports, terms, counted, place, register)
        for place in np.flatnonzero(start < case.at).tolist()
    ]


def _notice(
    case: Case,
    pack: Pack,
    reports: Reports,
    terms: NotifyBefore,
    counted: Counted,
    place: int,
    register: Watched,
) -> Event:
    row = int(counted.rows[place])
    seen, notes = reports.incidents, reports.notifications
    start, end = int(seen.start[row]), int(seen.end[row])
    length = terms.hours * HOUR
    fits, doubts, inside = _fitting(case, pack, reports, row)
    sure = (fits == 2) & notes.strong & inside & (notes.end <= start - length)
    perhaps = (fits > 0) & (notes.start <= end - length)
    sure &= perhaps
    lifted = int(suspension_tri(case.waivers, np.array([start]), np.array([end]))[0])
    covered = bool(register.covers(np.array([start]), np.array([end + 1]))[0])
    certain = counted.tri[place] == 2
    if sure.any() or lifted == 2:
        verdict, bits = MET, BIT["done"] if sure.any() else BIT["waived"]
    elif certain and not perhaps.any() and covered and not lifted:
        verdict, bits = BREACHED, BIT["missed"]
    else:
        verdict, bits = UNDETERMINED, 0 if certain else int(counted.doubts[place])
        late = ~inside | (notes.end > start - length)
        each = notes.weak | doubts | np.where(late, BIT["vague-date"], 0)
        bits |= int(np.bitwise_or.reduce(each[perhaps], initial=0))
        if not perhaps.any() and not covered:
            bits |= BIT["register-incomplete"]
        bits |= BIT["waiver-unclear"] if lifted else 0
    index = int(seen.index[row])
    return Event(
        index=index,
        time=start,
        verdict=verdict,
        reasons=bits,
        low=int(sure.sum()),
        high=int(perhaps.sum()),
        deciding=(index, *notes.index[sure].tolist()),
        doubtful=tuple(notes.index[perhaps & ~sure].tolist()),
    )


def _fitting(
    case: Case, pack: Pack, reports: Reports, row: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return whether each notification fits an incident, its doubts, and whether it holds its span."""
    notes, seen = reports.notifications, reports.incidents
    act = seen.frame["act"][row]
    related = wider_acts(pack, act) | kinds_under(pack.acts, act)
    party, party_doubts = notes.party(case.party)
    place, place_doubts = notes.places.inside(case.zone, accuracy_m=case.border_m)
    whole = _names_whole(case, reports)
    place = np.where(whole, 2, place)
    place_doubts = np.where(whole, 0, place_doubts)
    low = notes.frame["activity_start"].to_numpy()
    high = notes.frame["activity_end"].to_numpy()
    touches = within(seen.start[row], seen.end[row], low, high + 1)
    fits = np.minimum(party, place)
    fits = np.where(notes.kinds("act", related) & (touches > 0), fits, 0)
    return fits, party_doubts | place_doubts, touches == 2


def _names_whole(case: Case, reports: Reports) -> np.ndarray:
    """Say which notifications name a zone that contains the case's, or name nowhere at all."""
    places, grounds = reports.notifications.places, reports.grounds
    if not case.zone:
        return np.ones(places.lon.size, dtype=np.bool_)
    named = [next((text for text in texts if grounds.borne(text)), "") for texts in places.names]
    whole = np.array([grounds.holds_whole(text, case.zone) for text in named], dtype=np.bool_)
    nowhere = np.array([not any(texts) for texts in places.names], dtype=np.bool_)
    return whole[places.name_code] | (nowhere[places.name_code] & np.isnan(places.lon))


def within_hours(case: Case, pack: Pack, reports: Reports, terms: Within) -> list[Event]:
    """Judge each request: was it answered in time?"""
    asked = reports.requests
    place, place_doubts = asked.places.inside(case.zone, accuracy_m=case.border_m)
    in_force = (
        (asked.start >= case.force_from)
        & (asked.start < case.force_until)
        & (asked.start < case.at)
    )
    wanted = asked.kinds("request", frozenset({terms.request})) & (place > 0) & in_force
    register = watched(pack, reports, case.zone, (terms.duty,))
    found = []
    for row in np.flatnonzero(wanted).tolist():
        doubts = int(asked.weak[row] | place_doubts[row])
        sure = bool(asked.strong[row] and place[row] == 2)
        found.append(_answered(case, reports, terms, row, doubts, register, is_sure=sure))
    return found


def _answered(
    case: Case,
    reports: Reports,
    terms: Within,
    row: int,
    doubts: int,
    register: Watched,
    *,
    is_sure: bool,
) -> Event:
    asked, seen = reports.requests, reports.inspections
    start, end = int(asked.start[row]), int(asked.end[row])
    length = terms.hours * HOUR
    party, party_doubts = seen.party(case.party)
    answers = _answers(reports, row, terms.duty) & (party > 0)
    same_source = (seen.frame["source"] == asked.frame["source"][row]).to_numpy()
    if (answers & same_source).any():
        answers &= same_source
    in_time = (seen.end <= start + length) & (seen.start >= start)
    sure = answers & seen.strong & (party == 2) & in_time
    perhaps = answers & (seen.start <= end + length) & (seen.end >= start)
    lifted = int(suspension_tri(case.waivers, np.array([start]), np.array([end]))[0])
    covered = bool(register.covers(np.array([start]), np.array([end + length + 1]))[0])
    over = case.at > end + length
    if sure.any() or lifted == 2:
        verdict, bits = MET, BIT["done"] if sure.any() else BIT["waived"]
    elif is_sure and not perhaps.any() and over and covered and not lifted:
        verdict, bits = BREACHED, BIT["missed"]
    else:
        verdict, bits = UNDETERMINED, doubts
        each = seen.weak | party_doubts | np.where(in_time, 0, BIT["vague-date"])
        bits |= int(np.bitwise_or.reduce(each[perhaps], initial=0))
        if not perhaps.any():
            bits |= 0 if over and covered else BIT["register-incomplete" if over else "pending"]
        bits |= BIT["waiver-unclear"] if lifted else 0
    index = int(asked.index[row])
    return Event(
        index=index,
        time=start,
        verdict=verdict,
        reasons=bits,
        low=int(sure.sum()),
        high=int(perhaps.sum()),
        deciding=(index, *seen.index[sure].tolist()),
        doubtful=tuple(seen.index[answers & ~sure].tolist()),
    )


def _answers(reports: Reports, row: int, duty: str) -> np.ndarray:
    """Say which inspections of the duty name the request as the one they answer."""
    seen = reports.inspections
    ref = reports.requests.frame["ref"][row]
    named = (seen.frame["answers"] == ref).to_numpy()
    return np.asarray(named & seen.kinds("duty", frozenset({duty})))
