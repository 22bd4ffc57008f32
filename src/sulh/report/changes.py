"""What changed in the last month: the verdicts next to those of the month before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sulh.mission.provisions import NotifyBefore, Waive, Within
from sulh.report.context import RANK
from sulh.report.model import Change, MonthChanges
from sulh.report.months import following

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.report.context import ReportContext
    from sulh.verify import Finding

__all__ = ["month_changes"]

LINES_MAX = 12
INSTANT = timedelta(microseconds=1)
KINDS = ("new-breach", "still-breached", "ended", "unknown-now", "new-doubt", "settled")
"""In the order in which they are shown; each has its message, ``change-KIND``."""

Key = tuple[str, str, str]


def month_changes(context: ReportContext, targets: Mapping[str, str]) -> MonthChanges | None:
    """Return how the last month differs from the one before; None where there is no finding.

    `targets`: for each finding's id, where the report shows it.
    """
    if not context.months:
        return None
    say, last = context.speech, context.months[-1]
    earlier = following(last, -1)
    now, before = _worst(context, last), _worst(context, earlier)
    is_judged = earlier in context.months or not any(
        _is_in_force(context, each.id, earlier)
        for each in context.provisions.values()
        if not isinstance(each.terms, (NotifyBefore, Within, Waive))
    )
    changes = [
        Change(
            kind=kind,
            words=say.say(f"change-{kind}"),
            provision=context.provisions[key[0]].title,
            party=context.party(key[1]),
            zone=context.zone(key[2]),
            before=_state(context, key[0], earlier, before.get(key)),
            now=_state(context, key[0], last, now.get(key)),
            target=_target(targets, now.get(key) or before.get(key)),
        )
        for key in _in_order(context, {**before, **now})
        if is_judged and (kind := _kind(before.get(key), now.get(key)))
    ]
    changes.sort(key=lambda each: KINDS.index(each.kind))
    return MonthChanges(
        month=say.month(last),
        before=say.month(earlier),
        summary=_summary(context, changes, last, earlier)
        if is_judged
        else say.say("report-not-judged", month=say.month(earlier)),
        changes=tuple(changes[:LINES_MAX]),
        more=max(len(changes) - LINES_MAX, 0),
    )


def _worst(context: ReportContext, month: str) -> dict[Key, Finding]:
    """Return the worst finding of each provision, party and zone in a month; silence is the least."""
    worst: dict[Key, Finding] = {}
    for each in context.findings:
        if each.month == month:
            key = (each.provision, each.party, each.zone)
            if key not in worst or _rank(each) > _rank(worst[key]):
                worst[key] = each
    return worst


def _rank(finding: Finding | None) -> int:
    if finding is None or finding.is_silent:
        return 0
    return RANK[finding.verdict]


def _in_order(context: ReportContext, keys: Mapping[Key, Finding]) -> list[Key]:
    order = list(context.provisions)
    return sorted(keys, key=lambda key: order.index(key[0]))


def _kind(before: Finding | None, now: Finding | None) -> str:
    """Return which of `KINDS` a pair of findings is; empty for none."""
    earlier, later = _rank(before), _rank(now)
    breached, doubted, met = RANK["breached"], RANK["undetermined"], RANK["met"]
    if later == breached:
        return "still-breached" if earlier == breached else "new-breach"
    if earlier == breached:
        return "ended" if later == met else "unknown-now"
    if later == doubted and earlier != doubted:
        return "new-doubt"
    return "settled" if earlier == doubted and later == met else ""


def _state(context: ReportContext, provision: str, month: str, finding: Finding | None) -> str:
    return context.speech.say(f"state-{_state_name(context, provision, month, finding)}")


def _state_name(context: ReportContext, provision: str, month: str, finding: Finding | None) -> str:
    if finding is None:
        if not _is_in_force(context, provision, month):
            return "not-in-force"
        return "nothing-to-judge" if month in context.months else "not-judged"
    return "silent" if finding.is_silent else finding.verdict


def _is_in_force(context: ReportContext, provision: str, month: str) -> bool:
    """Say whether a provision is in force in part of a month of the mission's clock."""
    terms, zone = context.provisions[provision], context.pack.timezone
    first = f"{terms.in_force_from.astimezone(zone):%Y-%m}"
    if terms.in_force_until is None:
        return first <= month
    return first <= month <= f"{terms.in_force_until.astimezone(zone) - INSTANT:%Y-%m}"


def _target(targets: Mapping[str, str], finding: Finding | None) -> str:
    return targets.get(finding.id, "") if finding else ""


def _summary(context: ReportContext, changes: list[Change], last: str, earlier: str) -> str:
    say = context.speech
    month, before = say.month(last), say.month(earlier)
    counts = {kind: sum(each.kind == kind for each in changes) for kind in KINDS}
    parts = [
        say.say("changed-unknown-now", number=say.number(count), month=before)
        if kind == "unknown-now"
        else say.say(f"changed-{kind}", count=count)
        for kind, count in counts.items()
        if count
    ]
    reports, earlier_reports = (context.reports_by_month[each] for each in (last, earlier))
    return say.say(
        "report-changed",
        verdicts=say.join(parts) or say.say("report-nothing-changed"),
        reports=say.say("report-acts-and-counts", count=reports),
        month=month,
        number=say.number(earlier_reports),
        before=before,
    )
