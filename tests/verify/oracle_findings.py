"""Findings, their keys and months, as the oracle returns them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from tests.verify.oracle_resolve import is_foreign

from sulh.observe.records import Comparison, Report

if TYPE_CHECKING:
    from tests.verify.oracle_resolve import (
        Case,
    )

    from sulh.mission.pack import Pack

Reports = list[tuple[str, Report]]
Period = tuple[datetime, datetime]


class Key(NamedTuple):
    """What a finding is about. `zone` "": everywhere; `ref` "": a finding by month."""

    provision: str
    party: str
    zone: str
    month: str
    ref: str


class Judged(NamedTuple):
    """What is found. A bound of None is without limit."""

    verdict: str
    reasons: frozenset[str]
    low: int
    high: int | None
    allowed_low: int | None
    allowed_high: int | None


def judged(verdict: str, reasons: set[str], *bounds: int | None) -> Judged:
    return Judged(verdict, frozenset(reasons), *bounds)


def month_of(pack: Pack, moment: datetime) -> tuple[int, int]:
    local = moment.astimezone(pack.timezone)
    return local.year, local.month


def month_period(pack: Pack, month: tuple[int, int]) -> Period:
    """Return a calendar month of the pack's time zone as a half-open period in UTC."""
    year, number = month
    start = datetime(year, number, 1, tzinfo=pack.timezone)
    year, number = (year, number + 1) if number < 12 else (year + 1, 1)
    until = datetime(year, number, 1, tzinfo=pack.timezone)
    return start.astimezone(UTC), until.astimezone(UTC)


def months(case: Case, since: datetime | None) -> list[tuple[int, int]]:
    """List the months that the reports reach over, before `at`, after `since`."""
    spans = [
        report.span
        for _, report in case.reports
        if not isinstance(report, Comparison) and not is_foreign(case.pack, report.place)
    ]
    if not spans:
        return []
    month = month_of(case.pack, min(span.start for span in spans))
    last = month_of(case.pack, max(span.end for span in spans))
    found = []
    while month <= last:
        start, until = month_period(case.pack, month)
        if start < case.at and (since is None or until > since):
            found.append(month)
        month = (month[0], month[1] + 1) if month[1] < 12 else (month[0] + 1, 1)
    return found


def key(case: Case, month: tuple[int, int], ref: str = "") -> Key:
    label = f"{month[0]:04d}-{month[1]:02d}"
    return Key(case.provision.id, case.party, case.zone, label, ref)
