"""The mission that is being served: its stores, one thread that writes, and the log of reads.

One thread does all writing and adds to the index; accounts take turns at it. Reading uses a store of
its own. Whenever restricted records or findings are read, an ``access`` record is written before the
answer leaves; reads that come at the same time share one batch.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from heapq import merge
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sulh.errors import LedgerError
from sulh.ledger.record import parse
from sulh.ledger.tlp import Tlp
from sulh.observe import ReportRegister
from sulh.observe.report_register import key_of
from sulh.server.access.access_log import AccessLog
from sulh.server.access.policy import is_restricted
from sulh.server.records.ids_by_key import IdsByKey
from sulh.server.records.record_index import NO_FINDINGS, RecordIndex
from sulh.server.share.content_file import ContentFiles
from sulh.server.share.threat_entry import collection_readers, foreign_problem, writers_of
from sulh.server.share.threat_feed import ThreatFeed
from sulh.server.work.imports import Import, ImportGroup, ImportQueue
from sulh.server.work.queues import FairExecutor
from sulh.workspace import open_ledger, open_workspace
from sulh.workspace.devices import device_keys
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem
from sulh.workspace.register_file import load_register

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from sulh.ledger import Draft, Record, Store
    from sulh.ledger.batch import Row
    from sulh.picture import Amendments
    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import IndexEntry
    from sulh.server.settings import CollectionSettings
    from sulh.watch import Sighting
    from sulh.workspace import Workspace
    from sulh.workspace.devices import DeviceKeys

__all__ = ["MissionService", "is_recorded"]

log = logging.getLogger("sulh.server")

Result = TypeVar("Result")
READER = "headquarters"
"""The author of access records: the server itself writes them."""
WRITES_WAITING_MAX = 500
REMARKS = frozenset({"answer", "retraction"})


def is_recorded(entry: IndexEntry) -> bool:
    """Say whether reading a record is recorded."""
    return entry.kind != "access" and is_restricted(entry.marking, sealed=entry.sealed)


PLAYED = "~"
"""What the keys of an exercise's reports begin with."""


class MissionService:
    """A mission that is being served. `now` is its clock. Close it when done.

    `collections` are those of threats that `serve.toml` names: other sites' records for others are set aside.
    """

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime],
        default: Tlp = Tlp.AMBER,
        collections: Iterable[CollectionSettings] = (),
    ) -> None:
        self.folder = folder
        self.now = now
        self.workspace: Workspace = open_workspace(folder)
        collections = tuple(collections)
        writers = writers_of(collections)
        readers = {each.name: frozenset[str](each.read) for each in collections}
        self.index = RecordIndex(
            default,
            body_problem,
            own=self.workspace.site,
            foreign=lambda record: foreign_problem(record, writers),
            readers=lambda kind, body: collection_readers(kind, body, readers),
        )
        self._contents = ContentFiles(folder)
        self.threats = ThreatFeed(
            own=self.workspace.site,
            default=default,
            mission=self.workspace.pack.title,
            contents=self._contents.make,
        )
        self.collections: Mapping[str, frozenset[str]] = {}
        self.changed_at = now()
        self.on_change: Callable[[], object] = lambda: None
        self._store = open_ledger(folder)
        self._store_lock = Lock()
        self._register = ReportRegister(RECORD_KINDS)
        self._is_register_whole = True
        self._history: dict[str, list[Record]] = {}
        self._remarks: list[Record] = []
        self._attachments: dict[str, list[tuple[str, str]]] = {}
        self._ids_by_key, self._corrections_by_key = IdsByKey(), IdsByKey()
        self.access_log = AccessLog()
        self._device_keys: list[Record] = []
        self.kept_amendments: dict[Hashable, Amendments] = {}
        self.sightings: dict[str, Sighting] = {}
        self._submitting: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._imports = ImportQueue(WRITES_WAITING_MAX)
        self._group: ImportGroup | None = None
        self._writer = FairExecutor(1, name="sulh-writer", queue_max=WRITES_WAITING_MAX)
        self.refresh()

    def close(self) -> None:
        """Finish what is being written, and close the stores."""
        self._writer.shutdown()
        self.workspace.store.close()
        with self._store_lock:
            self._store.close()
        self._contents.close()

    @property
    def waiting(self) -> dict[str, int]:
        """How much waits for the writer: imports, records of reads, and all its work (``writes``)."""
        return {
            "imports": self._imports.waiting,
            "reads": self.access_log.waiting,
            "writes": self._writer.waiting,
        }

    def refresh(self) -> int:
        """Take notice of what other processes wrote; return how many records that is."""
        return self._writer.submit("", self._refresh).result()

    async def refresh_soon(self) -> int:
        """Do the same without holding a thread meanwhile."""
        return await asyncio.wrap_future(self._writer.submit("", self._refresh))

    def submit_write(
        self, account: str, work: Callable[[Workspace, ReportRegister], Result]
    ) -> Future[Result]:
        """Queue some work for the writer; what it wrote can be read once the future is done."""

        def run() -> Result:
            self._catch_up()
            before = len(self._register.contents)
            try:
                result = work(self.workspace, self._register)
            except BaseException:
                if len(self._register.contents) != before:
                    self._forget_register()
                raise
            self._take_in_later()
            return result

        return self._writer.submit(account, run)

    async def import_soon(
        self, account: str, work: Callable[[Workspace, ReportRegister], Result]
    ) -> Result:
        """Let the writer import reports, in one commit with others that wait.

        Raises
        ------
        TooManyError
            When too many imports of this account wait already.
        """
        job = Import(account, work)
        if self._imports.add(job):
            self._writer.submit("", self._run_imports)
        return cast("Result", await asyncio.wrap_future(job.future))

    def _run_imports(self) -> None:
        """Do the imports that wait, and commit them together; what is left over has the next turn."""
        jobs = self._imports.take()
        if self._imports.waiting:
            self._writer.submit("", self._run_imports)
        if not jobs:
            return
        try:
            self._catch_up()
            self._group = group = ImportGroup(
                self.workspace, self._register, self._relearn, default=self.index.default
            )
            group.run(jobs)
        except BaseException as error:  # noqa: BLE001 -- it belongs to all who wait
            self._forget_register()
            for job in jobs:
                if not job.future.done():
                    job.future.set_exception(error)
            return
        finally:
            self._group = None
        if not group.is_committed:
            self._forget_register()
        self._take_in_later(group.rows)
        group.answer()

    def write(
        self, work: Callable[[Workspace, ReportRegister], Result], *, account: str = ""
    ) -> Result:
        """Let the writer do some work, and wait for it."""
        return self.submit_write(account, work).result()

    async def write_soon(
        self, account: str, work: Callable[[Workspace, ReportRegister], Result]
    ) -> Result:
        """Let the writer do some work, without holding a thread meanwhile."""
        return await asyncio.wrap_future(self.submit_write(account, work))

    def _catch_up(self) -> None:
        """Take in what is new before something is written; while that cannot be read, nothing is written."""
        self._refresh()
        if not self._is_register_whole:
            self._relearn()

    def _take_in_later(self, rows: Sequence[Row] = ()) -> None:
        """Take in what was written just now; if that fails, it is there all the same and comes in later."""
        try:
            self._refresh(rows)
        except LedgerError:
            log.exception("What was written cannot be read yet.")

    def _refresh(self, rows: Sequence[Row] = ()) -> int:
        """Take in what is new. `rows`: those written just now, which are not read again if they come next."""
        revision, own = self.index.revision, self.workspace.site
        if rows and rows[0][0] == self.index.size_of(own):
            count = self.index.take(own, rows, self._learn)
        else:
            count = self.index.refresh(self.workspace.store, self._learn)
        if self.index.revision != revision:
            self.changed_at = self.now()
        if count:
            self.threats.advance(self.index.latest_cursor())
            self.on_change()
        return count

    def _learn(self, record: Record) -> None:
        if record.kind not in NO_FINDINGS:
            self._history.setdefault(record.site, []).append(record)
        self.threats.learn(record)
        if record.kind in REMARKS:
            self._remarks.append(record)
        if record.kind == "device-key":
            self._device_keys.append(record)
        if record.kind == "attachment":
            of_file = self._attachments.setdefault(record.body["digest"], [])
            of_file.append((record.id, record.author))
        if record.kind in RECORD_KINDS:
            key = self._register.add(record.kind, record.body, simulated=record.simulated)
            self._ids_by_key.add(key, record.id)
        elif record.kind == "correction":
            kind, body = record.body["kind"], record.body["body"]
            key = self._register.add(kind, body, simulated=record.simulated)
            self._corrections_by_key.add(key, record.id)

    def _relearn(self) -> ReportRegister:
        """Forget what was learnt of records that were not written after all."""
        self._forget_register()
        self._register = load_register(self.workspace)
        self._is_register_whole = True
        return self._register

    def _forget_register(self) -> None:
        """Let what is known of reports be read again before the next is written: not all of it was written."""
        self._is_register_whole = False

    def history(self) -> list[Record]:
        """Return the usable records that findings and answers depend on, in the order recorded."""
        chains = [list(each) for each in list(self._history.values())]
        if len(chains) == 1:
            return chains[0]
        return list(merge(*chains, key=lambda each: (each.recorded_at, each.site, each.seq)))

    def history_after(self, counts: dict[str, int]) -> list[Record]:
        """Return the records of the history that are new to one who had so many of each site; count them."""
        records: list[Record] = []
        for site, chain in list(self._history.items()):
            later = chain[counts.get(site, 0) :]
            counts[site] = counts.get(site, 0) + len(later)
            records += later
        return records

    def remarks(self) -> list[Record]:
        """Return the answers and what may take them back, in the order recorded."""
        return sorted(self._remarks, key=lambda each: (each.recorded_at, each.site, each.seq))

    def submitting(self, account: str) -> asyncio.Lock:
        """Return the lock under which an account's device submits: one report after the other."""
        return self._submitting[account]

    def device_keys(self) -> DeviceKeys:
        """Return the keys of devices that this site knows of."""
        return device_keys(self._device_keys, site=self.workspace.site)

    def attachments_of(self, digest: str) -> list[tuple[IndexEntry, str]]:
        """Return the records that name a file by its digest, each with its author."""
        several = list(self._attachments.get(digest, ()))
        entries = ((self.index.get(identity), author) for identity, author in several)
        return [(entry, author) for entry, author in entries if entry is not None]

    def ids_of(self, kind: str, source: str, ref: str) -> tuple[str, ...]:
        """Return the ids of the records of that kind, sender and key, as they came in."""
        key = key_of(kind, {"source": source, "ref": ref})
        return (*self._ids_by_key.of(key), *self._ids_by_key.of(PLAYED + key))

    def under(self, key: str) -> list[IndexEntry]:
        """Return the reports, and the corrections, that say something under a register's key."""
        ids = (*self._ids_by_key.of(key), *self._corrections_by_key.of(key))
        return [entry for entry in map(self.index.get, ids) if entry is not None]

    def entered_under(self, key: str) -> list[tuple[str, Tlp, Draft]]:
        """Return the same of the group that is being imported: by which account, how marked, and the draft."""
        return [] if self._group is None else self._group.entered(key)

    def ids_of_report(self, record: Record) -> tuple[str, ...]:
        """Return the ids of all records of a report, itself among them: those of its sender's key."""
        return self._ids_by_key.of(PLAYED * record.simulated + key_of(record.kind, record.body))

    def record(self, entry: IndexEntry) -> Record:
        """Return the record of an entry."""
        return self.record_at(entry.site, entry.seq)

    def record_at(self, site: str, seq: int) -> Record:
        """Return the record at a place in a site's chain."""
        with self._store_lock:
            for row in self._store.chain(site).rows(seq, seq + 1):
                return parse(row[4])
        raise LedgerError(f"Record {seq} of site {site} is gone from the store.")

    def read(self, look: Callable[[Store], Result]) -> Result:
        """Let something look at the store, one at a time: only for what is quick."""
        with self._store_lock:
            return look(self._store)

    def log_reads(self, user: Principal, entries: Iterable[IndexEntry], what: str) -> None:
        """Record that a user is about to read these records, if any of them is restricted.

        Durable on return. The record holds ids, never the content. Reading an access record is not
        recorded again: the log would feed on itself.
        """
        ids = [each.id for each in entries if is_recorded(each)]
        if ids:
            self.log_access(user, what, records=ids)

    def log_access(self, user: Principal, what: str, **fields: Any) -> None:
        """Write an access record: who, as what, did `what`. Durable on return.

        Raises
        ------
        LedgerError
            When it cannot be written: then nothing may be read.
        """
        body: dict[str, Any] = {
            "account": user.account,
            "role": user.role,
            "what": what,
            "records": [],
        }
        if user.party:
            body["party"] = user.party
        durable = self.access_log.add(body | fields)
        self._writer.submit("", self._write_reads)
        durable.result()

    def _write_reads(self) -> None:
        """Write all access records that wait, in one batch; the next caller has none left to write."""

        def append(drafts: list[Draft]) -> None:
            self.workspace.store.append(drafts, recorded_at=self.now(), author=READER)
            self._refresh()

        self.access_log.write(append)
