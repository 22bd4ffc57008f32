"""What was known: corrections, retractions and *as of*, through the ledger to the findings."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.verify import oracle
from tests.verify.random_missions import Mission, seeded_mission
from tests.verify.test_oracle_agrees import findings_of

from sulh.ledger import Draft, create
from sulh.observe import REPORT_KINDS
from sulh.observe.tables import build_tables
from sulh.picture import picture
from sulh.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.observe.records import Report

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a list that a careful clerk keeps beside the ledger."""

    id: str
    what: str
    at: datetime
    simulated: bool
    report: Report | None = None
    target: str = ""


class Clerk:
    """Reports, corrects and retracts at random, into a ledger and a plain list."""

    def __init__(self, mission: Mission, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.store = create(
            folder, site="post", name="Post", pack=("random", "0" * 64), now=BEGIN, key=None
        )
        self.waiting = [report for _, report in mission.reports]
        self.spare = list(self.waiting)
        self.entries: list[Entry] = []
        self.now = BEGIN

    def work(self) -> None:
        """Enter every report, with amendments in between and after."""
        while self.waiting or self.random.random() < 0.7:
            self.now += timedelta(hours=self.random.choice((0, 1, 5)))
            targets = [e for e in self.entries if stands(e, self.entries) and not self.third(e)]
            simulated = self.random.random() < 0.15
            if self.waiting and (not targets or self.random.random() < 0.6):
                self.enter("report", simulated, self.waiting.pop())
            elif not targets:
                return
            else:
                target = self.random.choice(targets)
                kind = target.report and type(target.report)
                same = [report for report in self.spare if type(report) is kind]
                if same and self.random.random() < 0.6:
                    said = self.random.choice(same)
                    self.enter("correction", target.simulated, said, target.id)
                else:
                    self.enter("retraction", target.simulated, None, target.id)

    def third(self, entry: Entry) -> bool:
        """Say whether taking the entry back would take back the taking back of a taking back."""
        by_id = {e.id: e for e in self.entries}
        return entry.what == "retraction" and by_id[entry.target].what == "retraction"

    def enter(self, what: str, simulated: bool, report: Report | None, target: str = "") -> None:
        """Write into the ledger and the list."""
        if what == "report":
            assert report is not None
            draft = Draft(
                kind=REPORT_KINDS.of(report).name,
                body=REPORT_KINDS.to_body(report),
                simulated=simulated,
            )
        elif what == "correction":
            assert report is not None
            body = {
                "corrects": target,
                "kind": REPORT_KINDS.of(report).name,
                "body": REPORT_KINDS.to_body(report),
                "reason": "",
            }
            draft = Draft(kind="correction", body=body, simulated=simulated)
        else:
            body = {"retracts": target, "reason": ""}
            draft = Draft(kind="retraction", body=body, simulated=simulated)
        (id_,) = self.store.append([draft], recorded_at=self.now, author="clerk")
        self.entries.append(
            Entry(id=id_, what=what, at=self.now, simulated=simulated, report=report, target=target)
        )


def stands(entry: Entry, entries: list[Entry]) -> bool:
    """Say whether nothing that stands takes the entry back, or the correction that it corrects."""
    for other in entries:
        if other.what == "retraction" and other.target == entry.id and stands(other, entries):
            return False
        corrected = entry.what == "correction" and other.id == entry.target
        if corrected and other.what == "correction" and not stands(other, entries):
            return False
    return True


def amends(entry: Entry, entries: list[Entry]) -> str:
    """Return the report that a correction or retraction is about in the end."""
    by_id = {e.id: e for e in entries}
    target = by_id[entry.target]
    while target.what == "correction":
        target = by_id[target.target]
    return target.id


def known(entries: list[Entry], as_of: datetime, *, simulated: bool) -> list[tuple[str, Report]]:
    """Return what holds as of a moment: the last word on each report that still stands."""
    entries = [e for e in entries if e.at <= as_of and e.simulated == simulated]
    by_id = {e.id: e for e in entries}
    found = []
    for entry in entries:
        if entry.what != "report":
            continue
        words = entry.report
        for later in entries:
            if later.what == "report" or not stands(later, entries):
                continue
            about_a_correction = by_id[later.target].what != "report"
            if later.what == "correction" and amends(later, entries) == entry.id:
                words = later.report
            if later.what == "retraction" and later.target == entry.id:
                assert not about_a_correction
                words = None
        if words is not None:
            found.append((entry.id, words))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_findings_rest_on_what_was_known(tmp_path: Path, seed: int) -> None:
    """At any *as of*, real and simulated apart, the ledger gives the findings of a plain list."""
    mission = seeded_mission(seed)
    clerk = Clerk(mission, tmp_path, seed)
    clerk.work()
    moments = {e.at for e in clerk.entries} | {BEGIN - timedelta(days=1), clerk.now}
    for as_of in random.Random(seed).sample(sorted(moments), min(4, len(moments))):
        for simulated in (False, True):
            reports = known(clerk.entries, as_of, simulated=simulated)
            seen = picture(clerk.store.records(), as_of=as_of, simulated=simulated)
            carried = [r.id for r in seen.reports if r.kind != "genesis"]
            assert carried == [id_ for id_, _ in reports]
            fast = verify(mission.pack, build_tables(seen), at=mission.at)
            slow = oracle.verify(mission.pack, reports, at=mission.at)
            assert findings_of(fast) == slow
    clerk.store.close()
