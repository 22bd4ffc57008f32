"""Random histories of a mission: several sites, amendments of amendments, copies, bad bodies, late arrivals."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sulh.ledger import Record
from sulh.observe import REPORT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sulh.observe.records import Report

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
SITES = ("alpha", "bravo", "hq")


class History:
    """Makes the records of a history, in the order written, from reports that are entered in turn."""

    def __init__(self, seed: int, reports: Sequence[tuple[str, Report]]) -> None:
        self.random = random.Random(seed)
        self.numbered = list(reports)  # with the ids by which comparisons name them
        self.reports = [report for _, report in reports]
        self.records: list[Record] = []
        self.clocks = dict.fromkeys(SITES, BEGIN)

    def run(self, amendments: int = 12) -> list[Record]:
        """Return all records."""
        waiting = list(self.numbered)
        while waiting or amendments:
            if waiting and (not self.records or self.random.random() < 0.6):
                identity, report = waiting.pop()
                self.enter(REPORT_KINDS.of(report).name, REPORT_KINDS.to_body(report), identity)
                if self.random.random() < 0.15:  # a copy at another site, or with other words
                    body = REPORT_KINDS.to_body(self.random.choice((report, *self.reports)))
                    body |= {key: self.records[-1].body[key] for key in ("source", "ref")}
                    self.enter(REPORT_KINDS.of(report).name, body)
            elif amendments:
                amendments -= 1
                self.amend()
        return self.records

    def amend(self) -> None:
        """Correct or retract something, or enter what nobody can use."""
        if not self.records:
            return
        target = self.random.choice(self.records)
        way = self.random.random()
        if way < 0.45 and self.reports:
            report = self.random.choice(self.reports)
            kind, body = REPORT_KINDS.of(report).name, REPORT_KINDS.to_body(report)
            self.enter("correction", {"corrects": target.id, "kind": kind, "body": body})
        elif way < 0.9:
            self.enter("retraction", {"retracts": target.id, "reason": ""})
        else:
            kind = self.random.choice(("incident", "correction", "retraction", "note", "rumour"))
            self.enter(kind, {"source": "radio", "ref": "r1", "act": 3})

    def enter(self, kind: str, body: dict[str, Any], identity: str = "") -> None:
        """Record something at some site, whose clock may be far behind the others'."""
        site = self.random.choice(SITES)
        self.clocks[site] += timedelta(hours=self.random.choice((0, 1, 30)))
        seq = sum(each.site == site for each in self.records)
        self.records.append(
            Record(
                id=identity or hashlib.sha256(f"{site} {seq}".encode()).hexdigest(),
                site=site,
                seq=seq,
                kind=kind,
                recorded_at=self.clocks[site],
                author="clerk",
                simulated=self.random.random() < 0.1,
                body=body,
                prev="",
            )
        )

    def arrivals(self) -> Iterator[list[Record]]:
        """Yield the records in lots, each site's chain in order, the sites' at any time."""
        waiting = {site: [r for r in self.records if r.site == site] for site in SITES}
        while any(waiting.values()):
            lot = []
            for _ in range(self.random.choice((1, 1, 2, 9))):
                sites = [site for site in SITES if waiting[site]]
                if sites:
                    lot.append(waiting[self.random.choice(sites)].pop(0))
            yield lot
