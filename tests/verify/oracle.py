"""The slow, obvious twin of the engine: `docs/reference/verification-semantics.md` in plain loops.

Nothing here is shared with ``src/sulh/verify``; it reads the pack and the reports, one provision,
party, zone and month after the other. Where the two differ, the page says who is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.verify.oracle_acts import acts
from tests.verify.oracle_arms import disarmed
from tests.verify.oracle_duties import answers, every_days, notices, times_per_month
from tests.verify.oracle_findings import Judged, Key, Period, Reports, key, month_period, months
from tests.verify.oracle_limits import limit
from tests.verify.oracle_resolve import Case, as_span, lift

from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    RespectLine,
    Waive,
    WithdrawBy,
    Within,
)
from sulh.observe.records import Comparison
from sulh.values import Tri

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.mission.pack import Pack


def verify(
    pack: Pack, reports: Reports, *, at: datetime, since: datetime | None = None
) -> dict[Key, Judged]:
    """Judge every provision, party, zone and month, or act, or request."""
    kept = [
        (id_, report)
        for id_, report in reports
        if isinstance(report, Comparison) or report.span.start <= at
    ]
    findings: dict[Key, Judged] = {}
    for provision in pack.provisions:
        if isinstance(provision.terms, Waive):
            continue
        for party in provision.parties:
            for zone in provision.zones or ("",):
                case = Case(
                    pack=pack, reports=kept, at=at, provision=provision, party=party, zone=zone
                )
                if isinstance(provision.terms, NotifyBefore):
                    findings |= notices(case, provision.terms, since)
                elif isinstance(provision.terms, Within):
                    findings |= answers(case, provision.terms, since)
                else:
                    findings |= by_month(case, since)
    return findings


def by_month(case: Case, since: datetime | None) -> dict[Key, Judged]:
    findings = {}
    for month in months(case, since):
        start, until = month_period(case.pack, month)
        in_force_from, in_force_until = case.in_force
        part = (max(start, in_force_from), min(until, in_force_until, case.at))
        if part[0] >= part[1]:
            continue
        judgement = judge_month(case, part, (start, until))
        if lift(case, as_span(part)) == Tri.CERTAIN:
            judgement = judgement._replace(verdict="met", reasons=frozenset({"waived"}))
        findings[key(case, month)] = judgement
    return findings


def judge_month(case: Case, part: Period, month: Period) -> Judged:
    terms = case.provision.terms
    if isinstance(terms, Limit | WithdrawBy):
        return limit(case, part, item=terms.item, at_most=terms.at_most)
    if isinstance(terms, Ceasefire):
        return acts(case, part, terms)
    if isinstance(terms, Periodic) and terms.times_per_month is not None:
        return times_per_month(case, part, month, terms)
    if isinstance(terms, Periodic):
        return every_days(case, part, terms)
    if isinstance(terms, DisarmBy):
        return disarmed(case, part, terms)
    assert isinstance(terms, Prohibit | RespectLine)
    limbs = []
    if terms.item is not None:
        limbs.append(limit(case, part, item=terms.item, at_most=0, but=terms.except_items))
    if terms.acts:
        limbs.append(acts(case, part, Ceasefire(acts=terms.acts)))
    return worst(limbs)


def worst(limbs: list[Judged]) -> Judged:
    for verdict in ("breached", "undetermined", "met"):
        chosen = [limb for limb in limbs if limb.verdict == verdict]
        if chosen:
            reasons = frozenset().union(*(limb.reasons for limb in chosen))
            return chosen[0]._replace(reasons=reasons)
    raise AssertionError("a prohibition of nothing")
