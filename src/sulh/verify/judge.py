"""Judge conduct against a pack: every provision, party, zone and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.mission.provisions import (
    Ceasefire,
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
from sulh.verify.assessment import Case, Limb, apply_waivers, combine
from sulh.verify.findings import Findings, assemble
from sulh.verify.provisions.ceasefire import acts
from sulh.verify.provisions.limit import Asked, presences
from sulh.verify.provisions.notify_before import Event, notify_before, within_hours
from sulh.verify.provisions.periodic import periodic
from sulh.verify.times import Months, judged_months, micros
from sulh.verify.waivers import waivers_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sulh.mission.pack import Pack

__all__ = ["cases", "verify"]

EVERYWHERE = ZoneId("")


def verify(pack: Pack, tables: Tables, *, at: datetime, since: datetime | None = None) -> Findings:
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

    Returns
    -------
    Findings
        One row a provision, party, zone and month; for *notify-before* and *within* one an act or request. The
        meaning of each is in docs/reference/verification-semantics.md.
    """
    reports = prepare(pack, tables, micros(at))
    found = list(cases(pack, reports, tables, at=at, since=since))
    asked = {place: each for place, case in enumerate(found) if (each := _asked(case, pack))}
    present = dict(zip(asked, presences(list(asked.values()), reports), strict=True))
    judged = [
        (case, judge(case, pack, reports, present.get(place))) for place, case in enumerate(found)
    ]
    return assemble(tables, judged)


def cases(
    pack: Pack,
    reports: Reports,
    tables: Tables,
    *,
    at: datetime,
    since: datetime | None = None,
) -> Iterator[Case]:
    """Yield what is to be judged, in the order of the pack."""
    months = _months(pack, tables, at, since)
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
                yield Case(
                    provision=provision,
                    party=party,
                    zone=zone,
                    months=months,
                    judged_low=low,
                    judged_high=high,
                    force_from=force_from,
                    force_until=force_until,
                    at=micros(at),
                    waivers=waivers_for(pack, reports.grounds, provision, party=party, zone=zone),
                    border_m=border_m,
                )


def _in_force(provision: Provision) -> tuple[int, int]:
    low = micros(provision.in_force_from)
    if isinstance(provision.terms, WithdrawBy):
        low = max(low, micros(provision.terms.deadline))
    return low, micros(provision.in_force_until)


def _months(pack: Pack, tables: Tables, at: datetime, since: datetime | None) -> Months | None:
    frames = [
        getattr(tables, name).filter(pl.col("start") <= micros(at)) for name in PLURALS.values()
    ]
    spans = [
        (frame["start"].to_numpy().min(), frame["end"].to_numpy().max())
        for frame in frames
        if frame.height
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


def _asked(case: Case, pack: Pack) -> Asked | None:
    """Return what is asked of the observations, where the provision speaks of presence."""
    match case.provision.terms:
        case Limit() | WithdrawBy() as terms:
            return Asked(case, kinds_under(pack.items, terms.item), terms.at_most)
        case Prohibit() | RespectLine() as terms if terms.item is not None:
            items = kinds_under(pack.items, terms.item)
            for each in terms.except_items:
                items -= kinds_under(pack.items, each)
            return Asked(case, items, 0)
        case _:
            return None


def judge(case: Case, pack: Pack, reports: Reports, present: Limb | None) -> Limb | list[Event]:
    """Judge one case by the kind of its provision; `present` is its presence limb, if it has one."""
    match case.provision.terms:
        case NotifyBefore() as terms:
            return notify_before(case, pack, reports, terms)
        case Within() as terms:
            return within_hours(case, pack, reports, terms)
        case terms:
            return apply_waivers(case, _limb(case, pack, reports, present, terms))


def _limb(case: Case, pack: Pack, reports: Reports, present: Limb | None, terms: Terms) -> Limb:
    """Judge each month of a case."""
    match terms:
        case Prohibit() | RespectLine():
            acted = acts(case, pack, reports, terms.acts) if terms.acts else None
            return combine(present, acted)
        case Ceasefire():
            return acts(
                case,
                pack,
                reports,
                terms.acts,
                attribution=terms.attribution,
                against=terms.against,
            )
        case Periodic():
            return periodic(case, pack, reports, terms)
        case _:
            assert present is not None  # noqa: S101 -- a limit or a withdrawal
            return present
