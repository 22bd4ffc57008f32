"""What waits to be sent as notices, in one file that outlives a killed server.

The file holds what a notice is about and never what it says: its words are made anew, through the gate, at each
try. Everything that changes together changes in one transaction.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sulh.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["FILE", "News", "NoticeQueue", "Queued"]

FILE = "notices.sqlite"
VERSION = 1
ITEMS_MAX = 1000
"""So many things go into one notice; the rest into the next."""
SCHEMA = (
    """CREATE TABLE receiver (
        name TEXT PRIMARY KEY, terms TEXT NOT NULL, since TEXT NOT NULL, looked TEXT NOT NULL)""",
    """CREATE TABLE item (
        number INTEGER PRIMARY KEY, receiver TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL,
        before TEXT NOT NULL, due TEXT NOT NULL, notice TEXT)""",
    "CREATE INDEX item_subject ON item (receiver, subject)",
    "CREATE INDEX item_notice ON item (notice)",
    """CREATE TABLE notice (
        id TEXT PRIMARY KEY, receiver TEXT NOT NULL, way TEXT NOT NULL, made TEXT NOT NULL,
        state TEXT NOT NULL, tries INTEGER NOT NULL, next TEXT NOT NULL, changed TEXT NOT NULL,
        reason TEXT NOT NULL)""",
    "CREATE INDEX notice_state ON notice (state, next)",
)
"""Times are RFC 3339 in UTC with microseconds. The `notice` of an item is NULL while it waits, empty where it
is known and not told. The state of a notice is one of

- waiting: to be sent at `next`;
- trying: the other side is being called;
- leaving: handed over, or it was when the server was killed;
- sent, failed, empty (nothing of it may or need be told any more);
- unsure: the server was killed while a mail server took it, so that it may have left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a receiver is told of: a subject, the state it is in, and the state that was told before."""

    subject: str
    value: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A notice in the queue. Times are UTC."""

    id: str
    receiver: str
    way: str
    made_at: datetime
    state: str
    tries: int
    next_at: datetime
    reason: str
    items: int

    def __str__(self) -> str:
        when = f", next try {self.next_at:%Y-%m-%d %H:%M} UTC" if self.state == "waiting" else ""
        why = f": {self.reason}" if self.reason else ""
        return (
            f"{self.id}  {self.made_at:%Y-%m-%d %H:%M}  {self.receiver} by {self.way}: {self.state}"
            f", {number_of(self.items, 'thing')}, tried {number_of(self.tries, 'time')}{when}{why}"
        )


def number_of(count: int, word: str) -> str:
    """Return a number and its noun, one or several."""
    return f"{count:,} {word}{'s' * (count != 1)}"


class NoticeQueue:
    """One connection, used by one thread at a time; other processes may use the file meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lock = Lock()
        self._turn: sqlite3.Connection | None = None
        if not self.path.exists():
            self.path.touch(mode=0o600)
        try:
            self._connection = sqlite3.connect(
                self.path, timeout=30, isolation_level=None, check_same_thread=False
            )
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "trusted_schema = OFF"):
                self._connection.execute(f"PRAGMA {pragma}")
            with self._change() as run:
                version = run("PRAGMA user_version").fetchone()[0]
                if not version:
                    for each in SCHEMA:
                        run(each)
                    run(f"PRAGMA user_version = {VERSION}")
        except sqlite3.Error as error:
            raise LedgerError(f"{self.path} cannot be used: {error}") from error
        if version > VERSION:
            self.close()
            raise LedgerError(
                f"{self.path} has format {version}; this version of Sulh reads {VERSION}.",
                remedy="Use the version of Sulh that made it.",
            )

    def close(self) -> None:
        """Close the file, and let another process send."""
        self._connection.close()
        if self._turn is not None:
            self._turn.close()

    @contextmanager
    def _change(self) -> Iterator[Any]:
        """Run statements as one transaction, which is durable at the end or never was."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection.execute
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise LedgerError(f"{self.path} cannot be used: {error}") from error

    def take_over(self) -> bool:
        """Become the one who sends, until this process ends; False: another process does."""
        if self._turn is None:
            turn = sqlite3.connect(
                self.path.with_suffix(".lock"), timeout=0, check_same_thread=False
            )
            try:
                turn.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                turn.close()
                return False
            self._turn = turn
        return True

    def since(self, receiver: str, terms: str, now: datetime) -> datetime:
        """Return since when (UTC) somebody gets notices on these terms, and take notice of this look.

        New terms hold from the last look on: what lies longer back does not come all at once.
        """
        with self._change() as run:
            row = run(
                "SELECT terms, since, looked FROM receiver WHERE name = ?", (receiver,)
            ).fetchone()
            since = _text(now)
            if row is not None:
                since = row[1] if row[0] == terms else row[2]
            run("REPLACE INTO receiver VALUES (?, ?, ?, ?)", (receiver, terms, since, _text(now)))
            return _moment(since)

    def states(self, receiver: str) -> dict[str, str]:
        """Return the last state of each subject that a receiver was told of, or that waits to be told."""
        with self._change() as run:
            rows = run(
                "SELECT subject, value FROM item WHERE receiver = ? ORDER BY number", (receiver,)
            )
            return dict(rows.fetchall())

    def add(
        self, receiver: str, items: Iterable[tuple[News, datetime]], *, silent: bool = False
    ) -> int:
        """Let things wait to be told, each from a moment on (UTC); what is known in that state is left out.

        `silent`: they are known from now on and are not told. Returns how many are new.
        """
        new = 0
        with self._change() as run:
            for each, due in items:
                last = run(
                    "SELECT value FROM item WHERE receiver = ? AND subject = ? ORDER BY number DESC LIMIT 1",
                    (receiver, each.subject),
                ).fetchone()
                if last is not None and last[0] == each.value:
                    continue
                new += 1
                run(
                    "INSERT INTO item (receiver, subject, value, before, due, notice)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        receiver,
                        each.subject,
                        each.value,
                        each.before,
                        _text(due),
                        "" if silent else None,
                    ),
                )
        return new

    def gather(self, receiver: str, way: str, now: datetime) -> str:
        """Make a notice of all that is due for a receiver; return its id, empty where nothing is due.

        Of what changed more than once meanwhile only the last state is told.
        """
        with self._change() as run:
            rows = run(
                "SELECT number FROM item WHERE receiver = ? AND notice IS NULL AND due <= ?"
                " ORDER BY number LIMIT ?",
                (receiver, _text(now), ITEMS_MAX),
            ).fetchall()
            if not rows:
                return ""
            identity = _insert(run, receiver, way, now)
            for row in rows:
                run("UPDATE item SET notice = ? WHERE number = ?", (identity, *row))
            return identity

    def items(self, notice: str) -> tuple[News, ...]:
        """Return what a notice is about, each subject once, in its last state."""
        with self._change() as run:
            rows = run(
                "SELECT subject, value, before FROM item WHERE notice = ? ORDER BY number",
                (notice,),
            ).fetchall()
        last: dict[str, News] = {}
        for subject, value, before in rows:
            first = last.get(subject)
            last[subject] = News(
                subject=subject, value=value, before=before if first is None else first.before
            )
        return tuple(last.values())

    def due(self, now: datetime) -> list[Queued]:
        """Return the notices that are to be sent now, the one that waits longest first."""
        return self._select("state = 'waiting' AND next <= ?", _text(now))

    def listed(self, *states: str) -> list[Queued]:
        """Return the notices in some states, or all, the one that was made last first."""
        marks = ", ".join("?" * len(states))
        return self._select(f"state IN ({marks})" if states else "1", *states)[::-1]

    def waiting_items(self) -> list[tuple[str, int, datetime]]:
        """Return how many things wait to go into a notice, by receiver, and when the first is due."""
        with self._change() as run:
            rows = run(
                "SELECT receiver, count(*), min(due) FROM item WHERE notice IS NULL GROUP BY receiver"
            ).fetchall()
        return [(receiver, count, _moment(due)) for receiver, count, due in rows]

    def _select(self, condition: str, *values: str) -> list[Queued]:
        with self._change() as run:
            rows = run(
                "SELECT id, receiver, way, made, state, tries, next, reason,"
                " (SELECT count(DISTINCT subject) FROM item WHERE notice = id)"
                f" FROM notice WHERE {condition} ORDER BY next, id",
                values,
            ).fetchall()
        return [
            Queued(
                id=row[0],
                receiver=row[1],
                way=row[2],
                made_at=_moment(row[3]),
                state=row[4],
                tries=row[5],
                next_at=_moment(row[6]),
                reason=row[7],
                items=row[8],
            )
            for row in rows
        ]

    def begin(self, notice: str, now: datetime) -> bool:
        """Say that a notice is being tried; False: it does not wait any more."""
        with self._change() as run:
            changed = run(
                "UPDATE notice SET state = 'trying', tries = tries + 1, changed = ?"
                " WHERE id = ? AND state = 'waiting'",
                (_text(now), notice),
            )
            return bool(changed.rowcount)

    def settle(
        self,
        notice: str,
        state: str,
        now: datetime,
        *,
        reason: str = "",
        next_at: datetime | None = None,
    ) -> None:
        """Say what became of a notice that was about to leave: its state, why, and when to try again."""
        with self._change() as run:
            run(
                "UPDATE notice SET state = ?, reason = ?, changed = ?, next = ? WHERE id = ?",
                (state, reason[:500], _text(now), _text(next_at or now), notice),
            )

    def again(self, notice: str, now: datetime) -> bool:
        """Let a notice that failed, or may not have left, be sent again; False: there is no such one."""
        with self._change() as run:
            changed = run(
                "UPDATE notice SET state = 'waiting', tries = 0, next = ?, changed = ?"
                " WHERE id = ? AND state IN ('failed', 'unsure')",
                (_text(now), _text(now), notice),
            )
            return bool(changed.rowcount)

    def recover(self, now: datetime) -> None:
        """Take up what was on its way when the server was killed.

        A webhook is sent again with its id, by which its receiver knows it. A letter that a mail server was
        just taking may have left, and is not.
        """
        with self._change() as run:
            run(
                "UPDATE notice SET changed = ?, reason = 'the server was stopped while it left',"
                " state = CASE WHEN way = 'e-mail' AND state = 'leaving' THEN 'unsure' ELSE 'waiting' END"
                " WHERE state IN ('trying', 'leaving')",
                (_text(now),),
            )


def _insert(run: Any, receiver: str, way: str, now: datetime) -> str:
    identity = f"n-{uuid4().hex}"
    run(
        "INSERT INTO notice VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?, '')",
        (identity, receiver, way, _text(now), _text(now), _text(now)),
    )
    return identity


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
