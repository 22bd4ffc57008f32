"""Reports that nobody who may rate has rated yet, entered by roles that may not rate.

Such a report counts for those who may read it, and for nobody else: whoever enters a rumour under TLP:RED
must not take a finding away from others, nor tell them by a verdict that there is one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sulh.ledger import AMENDMENTS
from sulh.ledger.effective import resolve
from sulh.server.access.policy import RATES, ROLES
from sulh.server.access.principal import read_author
from sulh.share.gate import is_rated
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from sulh.ledger import Record
    from sulh.ledger.tlp import Tlp

__all__ = ["UnratedReports", "rated_by_others"]


@lru_cache(maxsize=4096)
def rated_by_others(author: str) -> bool:
    """Say whether an author is of a role whose reports others rate."""
    role = read_author(author).role
    return role in ROLES and role not in RATES


class UnratedReports:
    """Grows record by record, amendments before or after what they amend. One thread adds, any may ask.

    `revision` grows when a report that was here before is rated, or its rating taken back.
    """

    def __init__(self) -> None:
        self.revision = 0
        self._entered: dict[str, tuple[bool, Tlp]] = {}
        self._unrated: dict[str, Tlp] = {}
        self._targets: dict[str, str] = {}
        self._amendments: dict[str, list[Record]] = {}

    def add(self, record: Record, marking: Tlp) -> None:
        """Take notice of a record whose body fits its kind."""
        if record.kind in AMENDMENTS:
            target = str(record.body["corrects" if record.kind == "correction" else "retracts"])
            self._targets[record.id] = target
            self._amendments.setdefault(target, []).append(record)
            root = self._root(record.id)
            if root in self._entered:
                before = root in self._unrated
                self._settle(root)
                self.revision += before != (root in self._unrated)
        elif record.kind in RECORD_KINDS and rated_by_others(record.author):
            self._entered[record.id] = (is_rated(record.body), marking)
            self._settle(record.id)

    def mark(self, record: str, marking: Tlp) -> None:
        """Take notice that a report is marked anew."""
        if record in self._entered:
            self._entered[record] = (self._entered[record][0], marking)
            self._settle(record)
            self.revision += 1

    def is_unrated(self, record: str) -> bool:
        """Say whether a report is unrated, itself or what an amendment amends."""
        return self._root(record) in self._unrated

    def is_reviewed(self, record: str) -> bool:
        """Say whether somebody who rates has amended a report, itself or what an amendment amends."""
        return any(
            not rated_by_others(each.author) for each in self._amendments_of(self._root(record))
        )

    def amendments(self, record: str) -> int:
        """Return how many records amend a report, itself or what an amendment amends, one by another."""
        return len(self._amendments_of(self._root(record)))

    def strictness_hidden(self, limit: Tlp) -> Tlp | None:
        """Return the mildest marking above a limit that an unrated report has; None for none.

        Whoever reads up to the limit sees findings without the unrated reports that are so strict.
        """
        return min((each for each in set(self._unrated.values()) if each > limit), default=None)

    def is_hidden(self, record: str, hidden: Tlp) -> bool:
        """Say whether a report, or what an amendment amends, is unrated and at least as strict as `hidden`."""
        marking = self._unrated.get(self._root(record))
        return marking is not None and marking >= hidden

    def _root(self, record: str) -> str:
        while record in self._targets:
            record = self._targets[record]
        return record

    def _amendments_of(self, root: str) -> list[Record]:
        """Return what amends a report, and what amends that, in the order recorded."""
        amendments: list[Record] = []
        latest = self._amendments.get(root, [])
        while latest:
            amendments += latest
            latest = [one for each in latest for one in self._amendments.get(each.id, ())]
        return sorted(amendments, key=lambda each: (each.recorded_at, each.site, each.seq))

    def _settle(self, root: str) -> None:
        """Decide anew whether what holds of a report is rated."""
        rated, marking = self._entered[root]
        holds = resolve(self._amendments_of(root)).get(root)
        if holds is not None and holds.kind == "correction":
            rated = is_rated(holds.body["body"])
        if rated:
            self._unrated.pop(root, None)
        else:
            self._unrated[root] = marking
