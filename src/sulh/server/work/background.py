"""Answers that take long: computed in the background, one at a time, so that no request waits for them.

Each account has few questions in work, and takes turns with the others. An answer is kept for a while,
and given again while the ledger goes on: a busy watch would never see one otherwise.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, SulhError
from sulh.languages.refusals import refusal, refusal_texts
from sulh.server.errors import ForbiddenError
from sulh.server.records.records import may_read
from sulh.server.work.queues import FairExecutor

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from concurrent.futures import Future
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService

__all__ = ["LOGGED_TOGETHER", "BackgroundAnswers", "readable_records"]

ANSWERS_KEPT = 32
LINES_KEPT = 100_000
"""Answers that have lines, some 2 kB each, are kept while they have no more together. The last always is: what
was asked for it is not asked again for nothing."""
QUESTIONS_MAX = 4
FRESH = timedelta(minutes=2)
LOGGED_TOGETHER = 10_000
"""So many ids fit into one access record."""

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Kept:
    revision: int
    releases: int
    at: datetime
    body: Body
    error: SulhError | None


class BackgroundAnswers:
    """Computes answers for accounts, and keeps the last few."""

    def __init__(self, service: MissionService) -> None:
        self._service = service
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._working: dict[Hashable, Future[None]] = {}
        self._workers = FairExecutor(1, name="sulh-background", queue_max=QUESTIONS_MAX)

    def close(self) -> None:
        """Finish what is being computed."""
        self._workers.shutdown()

    def ask(self, user: Principal, question: Hashable, compute: Callable[[], Body]) -> Body:
        """Return what `compute` answers to a question, or ``{"state": "waiting"}`` until it has.

        Whoever asks the same is another account, or the same with other rights: it has an answer of
        its own. The state is ``done``, or ``failed`` with the `problem`.

        Raises
        ------
        ForbiddenError
            When the user reads no records.
        TooManyError
            When too many questions of this account wait.
        """
        if "read" not in user.scopes:
            raise refusal(ForbiddenError, "token-no-read")
        key = (user.account, user.role, user.party, question)
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None and self._holds(answer):
                if answer.error is None:
                    return answer.body
                return answer.body | {"problem": refusal_texts(answer.error, user.language)[0]}
            if key not in self._working:
                self._working[key] = self._workers.submit(
                    user.account, lambda: self._work(key, compute)
                )
        return {"state": "waiting"}

    def _holds(self, answer: _Kept) -> bool:
        """Say whether an answer may still be given: not once somebody may read less, or more, than then."""
        index = self._service.index
        if answer.releases != index.releases:
            return False
        return answer.revision == index.revision or self._service.now() - answer.at < FRESH

    def _work(self, key: Hashable, compute: Callable[[], Body]) -> None:
        revision, releases = self._service.index.revision, self._service.index.releases
        body: Body = {"state": "failed"}
        failure: SulhError | None = refusal(InputError, "not-computed")
        try:
            body, failure = {"state": "done"} | compute(), None
        except SulhError as error:
            failure = error
        finally:
            with self._lock:
                self._answers[key] = _Kept(revision, releases, self._service.now(), body, failure)
                self._answers.move_to_end(key)
                self._let_go()
                self._working.pop(key, None)

    def _let_go(self) -> None:
        """Keep the last answers, as many as may be kept."""
        lines = {key: len(each.body.get("lines", ())) for key, each in self._answers.items()}
        total = sum(lines.values())
        for key in list(self._answers)[:-1]:
            if len(self._answers) > ANSWERS_KEPT or (total > LINES_KEPT and lines[key]):
                total -= lines[key]
                del self._answers[key]


def readable_records(
    service: MissionService,
    user: Principal,
    as_of: datetime | None,
    what: str,
    among: Iterable[Record] | None = None,
) -> list[Record]:
    """Return the usable records that the user may read; that the restricted ones are read is recorded.

    `among`: these records instead of the history of findings.
    """
    records, entries = [], []
    for record in service.history() if among is None else among:
        entry = service.index.get(record.id)
        if as_of is not None and record.recorded_at > as_of:
            continue
        if entry is not None and may_read(user, entry):
            records.append(record)
            entries.append(entry)
    for start in range(0, len(entries), LOGGED_TOGETHER):
        service.log_reads(user, entries[start : start + LOGGED_TOGETHER], what)
    return records
