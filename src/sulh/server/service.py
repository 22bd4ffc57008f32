"""The mission that is being served: its stores, one thread that writes, and the record of reads.

One thread does all writing and lets the index grow, so that writers are served in the order they
came. Reading uses a store of its own. Whatever restricted is read is recorded as ``access`` before
the answer leaves; reads that come at the same time share one batch.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from sulh import workspace as ws
from sulh.errors import LedgerError
from sulh.ledger import Draft
from sulh.ledger.record import parse
from sulh.observe import Known
from sulh.server.policy import is_restricted
from sulh.server.record_index import RecordIndex
from sulh.server.tlp import Tlp
from sulh.workspace.import_reports import known_reports
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from sulh.ledger import Record, Store
    from sulh.server.principal import Principal
    from sulh.server.record_index import IndexEntry
    from sulh.workspace import Workspace

__all__ = ["MissionService"]

Made = TypeVar("Made")
READER = "headquarters"
"""The author of access records: the server itself writes them."""


class MissionService:
    """A mission that is being served. `now` is the clock. Close it when done."""

    def __init__(
        self, folder: Path, *, now: Callable[[], datetime], default: Tlp = Tlp.AMBER
    ) -> None:
        self.folder = folder
        self.now = now
        self.workspace: Workspace = ws.open_workspace(folder)
        self.index = RecordIndex(default)
        self._reading = ws.open_workspace(folder).store
        self._read_lock = Lock()
        self._known = Known(RECORD_KINDS)
        self._reads: list[Draft] = []
        self._reads_lock = Lock()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="sulh-writer")
        self.refresh()

    def close(self) -> None:
        """Finish what is being written, and close the stores."""
        self._writer.shutdown(wait=True)
        self.workspace.store.close()
        with self._read_lock:
            self._reading.close()

    def refresh(self) -> int:
        """Take notice of what was written meanwhile; return how many records that is."""
        return self._writer.submit(self._refresh).result()

    def write(self, work: Callable[[Workspace, Known], Made]) -> Made:
        """Let the writer do some work; what it wrote can be read when this returns."""

        def run() -> Made:
            self._refresh()
            learnt = len(self._known.contents)
            try:
                done = work(self.workspace, self._known)
            except BaseException:
                if len(self._known.contents) != learnt:
                    self._relearn()
                raise
            self._refresh()
            return done

        return self._writer.submit(run).result()

    def _refresh(self) -> int:
        return self.index.refresh(self.workspace.store, self._learn)

    def _learn(self, record: Record) -> None:
        if record.kind in RECORD_KINDS:
            self._known.add(record.kind, record.body)
        elif record.kind == "correction":
            self._known.add(record.body["kind"], record.body["body"])

    def _relearn(self) -> None:
        """Forget what may have been learnt of records that were not written after all."""
        try:
            self._known = known_reports(self.workspace)
        except LedgerError:
            self._known = Known(RECORD_KINDS)

    def record(self, entry: IndexEntry) -> Record:
        """Return the record that a entry is of."""
        with self._read_lock:
            for row in self._reading.chain(entry.site).rows(entry.seq, entry.seq + 1):
                return parse(row[4])
        raise LedgerError(f"Record {entry.seq} of site {entry.site} is gone from the store.")

    def read(self, look: Callable[[Store], Made]) -> Made:
        """Let something look at the store, one at a time."""
        with self._read_lock:
            return look(self._reading)

    def records(self, kinds: Iterable[str]) -> list[Record]:
        """Return the records of some kinds, those that are few."""
        wanted = frozenset(kinds)
        return [self.record(each) for each in self.index.after({}) if each.kind in wanted]

    def note_reads(self, user: Principal, entries: Iterable[IndexEntry], what: str) -> None:
        """Record that a user is about to read these records, where any of them is restricted.

        Durable on return. The record holds ids, never what is read.
        """
        read = [each.id for each in entries if is_restricted(each.marking, sealed=each.sealed)]
        if not read:
            return
        body: dict[str, Any] = {
            "account": user.account,
            "role": user.role,
            "what": what,
            "records": read,
        }
        if user.party:
            body["party"] = user.party
        with self._reads_lock:
            self._reads.append(Draft(kind="access", body=body))
        self._writer.submit(self._write_reads).result()

    def _write_reads(self) -> None:
        """Write all access records that wait, in one batch; who comes next finds none left."""
        with self._reads_lock:
            waiting, self._reads = self._reads, []
        if waiting:
            try:
                self.workspace.store.append(waiting, recorded_at=self.now(), author=READER)
            except BaseException:
                with self._reads_lock:
                    self._reads = waiting + self._reads
                raise
            self._refresh()
