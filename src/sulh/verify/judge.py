"""Judge conduct against a pack: every provision, party, zone and month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl

from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    Provision,
    RespectLine,
    Terms,
    Waive,
    WithdrawBy,
    Within,
)
from sulh.observe.tables import PLURALS, Tables
from sulh.values import ZoneId
from sulh.verify.arrays import Reports, kinds_under, prepare
from sulh.verify.assemble import assemble
from sulh.verify.assessment import Assessment, Check, apply_waivers, combine
from sulh.verify.places import places
from sulh.verify.provisions.ceasefire import assess_acts
from sulh.verify.provisions.disarm_by import disarm_by
from sulh.verify.provisions.limit import PresenceQuestion, assess_presence
from sulh.verify.provisions.notify_before import ActAssessment, notify_before, within_hours
from sulh.verify.provisions.periodic import periodic
from sulh.verify.times import Months, judged_months, micros
from sulh.verify.waivers import waivers_for
from sulh.verify.zones import Zones

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from sulh.mission.pack import Pack
    from sulh.values import ProvisionId
    from sulh.verify.findings import Findings

__all__ = ["checks", "reported_months", "verify"]

EVERYWHERE = ZoneId("")
FEW = 2
"""So many reports are looked at first for the earliest and the latest of the pack's own area."""


def verify(
    pack: Pack,
    tables: Tables,
    *,
    at: datetime,
    since: datetime | None = None,
    months: Months | None = None,
    provisions: Collection[ProvisionId] | None = None,
) -> Findings:
    """Judge the reports against the pack.

    Parameters
    ----------
    pack
        What was agreed.
    tables
        What was reported, real or simulated (never both).
    at
        Judge conduct up to this time, UTC.
    since
        Leave out months that end at or before this time, UTC; None: none.
    months
        Judge these months, whatever months the reports are of.
    provisions
        Judge these provisions only; None: all.

    Returns
    -------
    Findings
        One row a provision, party, zone and month; for *notify-before* and *within* one an act or request. The
        meaning of each is in docs/reference/verification-semantics.md.
    """
    reports = prepare(pack, tables, micros(at))
    every = [
        each
        for each in checks(pack, reports, tables, at=at, since=since, months=months)
        if provisions is None or each.provision.id in provisions
    ]
    questions = {
        place: each
        for place, check in enumerate(every)
        if (each := _presence_question(check, pack))
    }
    present = dict(
        zip(
            questions,
            assess_presence(list(questions.values()), reports, pack.evidence_rule),
            strict=True,
        )
    )
    results = [
        (check, judge(check, pack, reports, present.get(place)))
        for place, check in enumerate(every)
    ]
    return assemble(tables, results)


def checks(
    pack: Pack,
    reports: Reports,
    tables: Tables,
    *,
    at: datetime,
    since: datetime | None = None,
    months: Months | None = None,
) -> Iterator[Check]:
    """Yield what is to be judged, in the order of the pack."""
    months = months or reported_months(pack, tables, at, since)
    if months is None:
        return
    for provision in pack.provisions:
        if isinstance(provision.terms, Waive):
            continue
        force_from, force_until = _in_force(provision)
        low, high = months.judged(force_from, force_until, micros(at))
        border_m = (
            pack.lines[provision.terms.line].accuracy_m
            if isinstance(provision.terms, RespectLine)
            else None
        )
        for party in provision.parties:
            for zone in provision.zones or (EVERYWHERE,):
                yield Check(
                    provision=provision,
                    party=party,
                    zone=zone,
                    months=months,
                    judged_low=low,
                    judged_high=high,
                    force_from=force_from,
                    force_until=force_until,
                    at=micros(at),
                    waivers=waivers_for(pack, reports.zones, provision, party=party, zone=zone),
                    border_m=border_m,
                )


def _in_force(provision: Provision) -> tuple[int, int]:
    low = micros(provision.in_force_from)
    if isinstance(provision.terms, WithdrawBy | DisarmBy):
        low = max(low, micros(provision.terms.deadline))
    return low, micros(provision.in_force_until)


def reported_months(
    pack: Pack, tables: Tables, at: datetime, since: datetime | None = None
) -> Months | None:
    """Return the months from the first report to the last, up to `at`; None without reports.

    Reports of another area are left aside: no duty is judged from them.
    """
    frames = [
        getattr(tables, name).filter(pl.col("start") <= micros(at)) for name in PLURALS.values()
    ]
    zones = Zones.of(pack)
    spans = [
        (starts[0], ends[0])
        for frame in frames
        if (starts := _own(zones, frame, "start")) and (ends := _own(zones, frame, "end"))
    ]
    if not spans:
        return None
    return judged_months(
        int(min(start for start, _ in spans)),
        int(max(end for _, end in spans)),
        timezone=pack.timezone,
        at=micros(at),
        since=micros(since, default=-(2**62)),
    )


def _own(zones: Zones, frame: pl.DataFrame, name: Literal["start", "end"]) -> list[int]:
    """Return the earliest start, or the latest end, of the reports of the pack's own area; none without."""
    if not frame.height:
        return []
    size = FEW
    moments = frame[name].to_numpy()
    order = moments if name == "start" else -moments
    while True:
        is_all = size >= frame.height
        some = frame if is_all else frame[np.argpartition(order, size)[:size]]
        values = some.filter(pl.Series(~places(zones, some).foreign))[name]
        if values.len():
            return [int(values.min() if name == "start" else values.max())]  # type: ignore[arg-type]
        if is_all:
            return []
        size *= 20


def _presence_question(check: Check, pack: Pack) -> PresenceQuestion | None:
    """Return the question to the observations, for a provision on presence."""
    match check.provision.terms:
        case Limit() | WithdrawBy() as terms:
            return PresenceQuestion(check, kinds_under(pack.items, terms.item), terms.at_most)
        case Prohibit() | RespectLine() as terms if terms.item is not None:
            items = kinds_under(pack.items, terms.item)
            for each in terms.except_items:
                items -= kinds_under(pack.items, each)
            return PresenceQuestion(check, items, 0)
        case _:
            return None


def judge(
    check: Check, pack: Pack, reports: Reports, present: Assessment | None
) -> Assessment | list[ActAssessment]:
    """Judge one check by the kind of its provision; `present` its presence, if any."""
    match check.provision.terms:
        case NotifyBefore() as terms:
            return notify_before(check, pack, reports, terms)
        case Within() as terms:
            return within_hours(check, pack, reports, terms)
        case terms:
            return apply_waivers(check, _assess(check, pack, reports, present, terms))


def _assess(
    check: Check, pack: Pack, reports: Reports, present: Assessment | None, terms: Terms
) -> Assessment:
    """Judge each month of a check."""
    match terms:
        case Prohibit() | RespectLine():
            assessed = assess_acts(check, pack, reports, terms.acts) if terms.acts else None
            return combine(present, assessed)
        case Ceasefire():
            return assess_acts(
                check,
                pack,
                reports,
                terms.acts,
                attribution=terms.attribution,
                against=terms.against,
            )
        case Periodic():
            return periodic(check, pack, reports, terms)
        case DisarmBy():
            return disarm_by(check, pack, reports, terms)
        case _:
            assert present is not None  # noqa: S101 -- a limit or a withdrawal
            return present
