"""Notice before an act, and answers to a request: one finding for each act or request.

The meaning is in docs/reference/verification-semantics.md, sections *notify-before* and *within*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.verify.arrays import Reports, kinds_under
from sulh.verify.coverage import Register, lacks, register_of, wider_acts
from sulh.verify.lone_reports import stands_alone
from sulh.verify.provisions.ceasefire import CountableActs, count_acts
from sulh.verify.reasons import BIT, BREACHED, MET, UNDETERMINED
from sulh.verify.times import within
from sulh.verify.waivers import suspension_tri

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.mission.provisions import NotifyBefore, Within
    from sulh.verify.assessment import Check

__all__ = ["ActAssessment", "notify_before", "within_hours"]

HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ActAssessment:
    """The finding for one act or request: `index` is its record's place in `Tables.ids`."""

    index: int
    time: int
    verdict: int
    reasons: int
    low: int
    high: int
    deciding: tuple[int, ...]
    doubtful: tuple[int, ...]


def notify_before(
    check: Check, pack: Pack, reports: Reports, terms: NotifyBefore
) -> list[ActAssessment]:
    """Judge each act of the party: was notice given in time?"""
    acts = count_acts(
        check, pack, reports, terms.acts, attribution="participants", against="anyone", waived=False
    )
    register = register_of(pack, reports, check.zone, "notification")
    start = reports.incidents.start[acts.rows]
    month = np.searchsorted(check.months.start, start, side="right")
    alone = ~stands_alone(reports.incidents, pack.evidence_rule)[acts.rows]
    alone &= np.array([np.count_nonzero(month == each) == 1 for each in month], dtype=np.bool_)
    return [
        _notice(check, pack, reports, terms, acts, place, register, alone=bool(alone[place]))
        for place in np.flatnonzero(start < check.at).tolist()
    ]


def _notice(
    check: Check,
    pack: Pack,
    reports: Reports,
    terms: NotifyBefore,
    acts: CountableActs,
    place: int,
    register: Register,
    *,
    alone: bool,
) -> ActAssessment:
    row = int(acts.rows[place])
    incidents, notes = reports.incidents, reports.notifications
    start, end = int(incidents.start[row]), int(incidents.end[row])
    length = terms.hours * HOUR
    fits, doubts, inside = _fitting(check, pack, reports, row)
    sure = (fits == 2) & notes.strong & inside & (notes.end <= start - length)
    perhaps = (fits > 0) & (notes.start <= end - length)
    sure &= perhaps
    suspended = int(suspension_tri(check.waivers, np.array([start]), np.array([end]))[0])
    lack = _lack(register, start, end + 1)
    certain = acts.tri[place] == 2
    if sure.any() or suspended == 2:
        verdict, bits = MET, BIT["done"] if sure.any() else BIT["waived"]
    elif certain and not perhaps.any() and not lack and not suspended:
        verdict, bits = (UNDETERMINED, BIT["one-report"]) if alone else (BREACHED, BIT["missed"])
    else:
        verdict, bits = UNDETERMINED, 0 if certain else int(acts.doubts[place])
        late = ~inside | (notes.end > start - length)
        each = notes.weak | doubts | np.where(late, BIT["vague-date"], 0)
        bits |= int(np.bitwise_or.reduce(each[perhaps], initial=0))
        if not perhaps.any():
            bits |= lack
        bits |= BIT["waiver-unclear"] if suspended else 0
    index = int(incidents.index[row])
    return ActAssessment(
        index=index,
        time=start,
        verdict=verdict,
        reasons=bits,
        low=int(sure.sum()),
        high=int(perhaps.sum()),
        deciding=(index, *notes.index[sure].tolist()),
        doubtful=tuple(notes.index[perhaps & ~sure].tolist()),
    )


def _lack(register: Register, low: int, high: int) -> int:
    """Return the bit of what the register lacks over ``[low, high)``; 0 where it speaks against somebody."""
    bits = lacks(register, np.array([low]), np.array([high]))
    return int(bits[0])


def _fitting(
    check: Check, pack: Pack, reports: Reports, row: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return whether each notification fits an incident, its doubts, and whether it holds its span."""
    notes, incidents = reports.notifications, reports.incidents
    act = incidents.frame["act"][row]
    related = wider_acts(pack, act) | kinds_under(pack.acts, act)
    party, party_doubts = notes.party(check.party)
    place, place_doubts = notes.places.inside(check.zone, accuracy_m=check.border_m)
    whole = _names_whole(check, reports)
    place = np.where(whole, 2, place)
    place_doubts = np.where(whole, 0, place_doubts)
    low = notes.frame["activity_start"].to_numpy()
    high = notes.frame["activity_end"].to_numpy()
    touches = within(incidents.start[row], incidents.end[row], low, high + 1)
    fits = np.minimum(party, place)
    fits = np.where(notes.kinds("act", related) & (touches > 0), fits, 0)
    return fits, party_doubts | place_doubts, touches == 2


def _names_whole(check: Check, reports: Reports) -> np.ndarray:
    """Say which notifications name a zone that contains the check's, or name nowhere at all."""
    places, zones = reports.notifications.places, reports.zones
    if not check.zone:
        return np.ones(places.lon.size, dtype=np.bool_)
    names = [next((text for text in texts if zones.bearers_of(text)), "") for texts in places.names]
    whole = np.array([zones.holds_whole(text, check.zone) for text in names], dtype=np.bool_)
    nowhere = np.array([not any(texts) for texts in places.names], dtype=np.bool_)
    return whole[places.name_code] | (nowhere[places.name_code] & np.isnan(places.lon))


def within_hours(check: Check, pack: Pack, reports: Reports, terms: Within) -> list[ActAssessment]:
    """Judge each request: was it answered in time?"""
    requests = reports.requests
    place, place_doubts = requests.places.inside(check.zone, accuracy_m=check.border_m)
    in_force = (
        (requests.start >= check.force_from)
        & (requests.start < check.force_until)
        & (requests.start < check.at)
    )
    applies = requests.kinds("request", frozenset({terms.request})) & (place > 0) & in_force
    register = register_of(pack, reports, check.zone, terms.duty)
    assessments = []
    for row in np.flatnonzero(applies).tolist():
        doubts = int(requests.weak[row] | place_doubts[row])
        sure = bool(requests.strong[row] and place[row] == 2)
        assessments.append(_answer_to(check, reports, terms, row, doubts, register, is_sure=sure))
    return assessments


def _answer_to(
    check: Check,
    reports: Reports,
    terms: Within,
    row: int,
    doubts: int,
    register: Register,
    *,
    is_sure: bool,
) -> ActAssessment:
    requests, inspections = reports.requests, reports.inspections
    start, end = int(requests.start[row]), int(requests.end[row])
    length = terms.hours * HOUR
    party, party_doubts = inspections.party(check.party)
    answers = _answers(reports, row, terms.duty) & (party > 0)
    same_source = (inspections.frame["source"] == requests.frame["source"][row]).to_numpy()
    if (answers & same_source).any():
        answers &= same_source
    in_time = (inspections.end <= start + length) & (inspections.start >= start)
    sure = answers & inspections.strong & (party == 2) & in_time
    perhaps = answers & (inspections.start <= end + length) & (inspections.end >= start)
    suspended = int(suspension_tri(check.waivers, np.array([start]), np.array([end]))[0])
    lack = _lack(register, start, end + length + 1)
    over = check.at > end + length
    if sure.any() or suspended == 2:
        verdict, bits = MET, BIT["done"] if sure.any() else BIT["waived"]
    elif is_sure and not perhaps.any() and over and not lack and not suspended:
        verdict, bits = BREACHED, BIT["missed"]
    else:
        verdict, bits = UNDETERMINED, doubts
        each = inspections.weak | party_doubts | np.where(in_time, 0, BIT["vague-date"])
        bits |= int(np.bitwise_or.reduce(each[perhaps], initial=0))
        if not perhaps.any():
            bits |= lack if over else BIT["pending"]
        bits |= BIT["waiver-unclear"] if suspended else 0
    index = int(requests.index[row])
    return ActAssessment(
        index=index,
        time=start,
        verdict=verdict,
        reasons=bits,
        low=int(sure.sum()),
        high=int(perhaps.sum()),
        deciding=(index, *inspections.index[sure].tolist()),
        doubtful=tuple(inspections.index[answers & ~sure].tolist()),
    )


def _answers(reports: Reports, row: int, duty: str) -> np.ndarray:
    """Say which inspections of the duty name the request as the one they answer."""
    inspections = reports.inspections
    ref = reports.requests.frame["ref"][row]
    is_answer = (inspections.frame["answers"] == ref).to_numpy()
    return np.asarray(is_answer & inspections.kinds("duty", frozenset({duty})))
