"""Imports that wait at the same time are committed together: one commit is dear, and shared by all."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

import orjson
from msgspec import structs

from sulh.ledger import canonical
from sulh.ledger.batch import Group
from sulh.ledger.tlp import marking_in
from sulh.observe.report_register import known_by
from sulh.server.errors import too_many
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from sulh.ledger import Draft, Store
    from sulh.ledger.batch import Row
    from sulh.ledger.tlp import Tlp
    from sulh.observe import ReportRegister
    from sulh.workspace import Workspace

__all__ = ["Import", "ImportGroup", "ImportQueue"]

TOGETHER_MAX = 100
WAIT_S = 10


class Import:
    """One import that waits: of which account, what to do, and who waits for it."""

    def __init__(self, account: str, work: Callable[[Workspace, ReportRegister], Any]) -> None:
        self.account = account
        self.work = work
        self.future: Future[Any] = Future()


class ImportQueue:
    """The imports that wait, in the order they came; so many of one account and no more."""

    def __init__(self, per_account_max: int) -> None:
        self._most = per_account_max
        self._lock = Lock()
        self._jobs: list[Import] = []
        self._counts: Counter[str] = Counter()

    @property
    def waiting(self) -> int:
        """How many imports wait."""
        return len(self._jobs)

    def add(self, job: Import) -> bool:
        """Let an import wait; return whether it is the first: then the writer has to be told.

        Raises
        ------
        TooManyError
            When too many of its account wait already.
        """
        with self._lock:
            if self._counts[job.account] >= self._most:
                raise too_many("imports-wait", WAIT_S)
            self._counts[job.account] += 1
            self._jobs.append(job)
            return len(self._jobs) == 1

    def take(self) -> list[Import]:
        """Return the next imports, for one commit."""
        with self._lock:
            jobs, self._jobs = self._jobs[:TOGETHER_MAX], self._jobs[TOGETHER_MAX:]
            self._counts.subtract(job.account for job in jobs)
            return [job for job in jobs if job.future.set_running_or_notify_cancel()]


class GroupStore:
    """A store whose appended drafts wait for the commit of their group; all else is the store's."""

    def __init__(self, store: Store) -> None:
        self.groups: list[Group] = []
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def append(self, drafts: Iterable[Draft], *, recorded_at: datetime, author: str) -> list[str]:
        """Keep drafts for the commit; they have no ids yet.

        Raises
        ------
        InputError
            When a draft cannot be a record.
        """
        added = list(drafts)
        for draft in added:
            canonical(draft.body)  # what cannot be written must not spoil the others' commit
        self.groups.append(Group(drafts=added, recorded_at=recorded_at, author=author))
        return []


class ImportGroup:
    """Imports that share one commit: each fails by itself until then, and together at the commit.

    `rows` are what the commit wrote; `is_committed` is False where it failed. `relearn` makes `register` anew
    from the ledger, after an import that failed. `default` is the marking of records without one.
    """

    def __init__(
        self,
        workspace: Workspace,
        register: ReportRegister,
        relearn: Callable[[], ReportRegister],
        *,
        default: Tlp,
    ) -> None:
        self.rows: tuple[Row, ...] = ()
        self.is_committed = True
        self._default = default
        self._store = GroupStore(workspace.store)
        self._workspace = replace(workspace, store=cast("Store", self._store))
        self._register, self._relearn = register, relearn
        self._entered: dict[str, list[tuple[str, Tlp, Draft]]] = {}
        self._results: list[tuple[Import, Any]] = []

    def entered(self, key: str) -> list[tuple[str, Tlp, Draft]]:
        """Return what this group has entered under a register's key: by whom, how marked, and the draft."""
        return self._entered.get(key, [])

    def run(self, jobs: Sequence[Import]) -> None:
        """Do the imports and commit them."""
        for job in jobs:
            self._run(job)
        if not self._store.groups:
            return
        try:
            self.rows = self._workspace.store.append_groups(self._store.groups).rows
        except BaseException as error:  # noqa: BLE001 -- it belongs to all who wait
            self.is_committed = False
            for job, _ in self._results:
                job.future.set_exception(error)
            self._results = []

    def answer(self) -> None:
        """Give everybody who waits the result, now that it can be read."""
        for job, result in self._results:
            job.future.set_result(result)

    def _run(self, job: Import) -> None:
        before, count = len(self._register.contents), len(self._store.groups)
        try:
            result = job.work(self._workspace, self._register)
            new = [
                (key_of_draft(each), marking_in(each.body, self._default), each)
                for each in self._reports(count)
            ]
        except BaseException as error:  # noqa: BLE001 -- it belongs to the one who waits
            del self._store.groups[count:]
            if len(self._register.contents) != before:
                self._register = self._relearn()
                for draft in self._reports(0):
                    self._register.add(draft.kind, draft.body, simulated=draft.simulated)
            job.future.set_exception(error)
            return
        for key, marking, draft in new:
            self._entered.setdefault(key, []).append((job.account, marking, draft))
        self._results.append((job, result))

    def _reports(self, first: int) -> list[Draft]:
        """Return the drafts of reports since a group."""
        groups = self._store.groups[first:]
        return [
            _with_body(each)
            for group in groups
            for each in group.drafts
            if each.kind in RECORD_KINDS
        ]


def key_of_draft(draft: Draft) -> str:
    """Return the key by which a register knows a report that is about to be entered."""
    body = draft.body
    return known_by(draft.kind, body["source"], body["ref"], simulated=draft.simulated)


def _with_body(draft: Draft) -> Draft:
    """Return a draft with its body, where only its content is written out."""
    if draft.body or not draft.content:
        return draft
    return structs.replace(draft, body=orjson.loads(draft.content))
