"""Which records a user may read, one by one and in pages. The policy is applied to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import shown
from sulh.languages.refusals import refusal
from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH, Speech
from sulh.ledger import AMENDMENTS
from sulh.ledger.tlp import Tlp
from sulh.picture import SetAside
from sulh.server.access.policy import RATES, strictest
from sulh.server.errors import ForbiddenError, UnknownError
from sulh.values import format_utc
from sulh.workspace import record_summary
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import Cursor, IndexEntry, RecordIndex
    from sulh.server.service import MissionService

__all__ = [
    "RecordPage",
    "RecordQuery",
    "RecordView",
    "content_text",
    "find_entry",
    "look_for_entries",
    "may_amend",
    "may_read",
    "may_release",
    "read_entries",
    "read_latest",
    "read_one",
    "read_page",
    "readable_ids",
    "reads_everything",
    "record_json_for",
    "record_view_json",
    "set_aside_sentences",
]

SEARCHED_MAX = 5_000
LOOKED_AT_MAX = 100_000
"""One page looks at this many entries, then answers with what it has and a cursor to go on from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuery:
    """Which records to list; empty or None: all. `simulated` None: real and exercise ones.

    `without` are kinds to leave out. `since` and `as_of` are about when they were recorded, both inclusive.
    """

    kinds: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    since: datetime | None = None
    as_of: datetime | None = None
    simulated: bool | None = None

    def matches(self, entry: IndexEntry) -> bool:
        """Say whether the query is for this record."""
        return (
            (not self.kinds or entry.kind in self.kinds)
            and entry.kind not in self.without
            and (not self.sites or entry.site in self.sites)
            and (self.since is None or entry.recorded_at >= self.since)
            and (self.as_of is None or entry.recorded_at <= self.as_of)
            and (self.simulated is None or entry.simulated == self.simulated)
        )


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record, its entry, and the cursor of a reader who has seen everything up to and with it."""

    record: Record
    entry: IndexEntry
    cursor: Cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """Some records in the order recorded; `cursor` continues after them; `more`: ask again."""

    views: tuple[RecordView, ...]
    cursor: Cursor
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """Entries of records in the order recorded, each with the cursor behind it; else as `RecordPage`.

    `others` are the accounts that entered what was left out since the user may not read it.
    """

    entries: list[tuple[IndexEntry, Cursor]]
    cursor: Cursor
    more: bool
    others: frozenset[str]


def record_view_json(view: RecordView, speech: Speech = ENGLISH) -> dict[str, Any]:
    """Return a record with its marking in types that JSON has; what we say of it in a language."""
    record, entry = view.record, view.entry
    content = {
        "id": record.id,
        "site": record.site,
        "seq": record.seq,
        "kind": record.kind,
        "recorded_at": format_utc(record.recorded_at),
        "author": record.author,
        "simulated": record.simulated,
        "tlp": entry.marking.label,
        "body": record.body,
        "prev": record.prev,
        "summary": record_summary(record, speech),
    }
    aside = room_text(entry.problem, speech.language)
    return content | ({"set_aside": aside} if aside else {})


def may_read(user: Principal, entry: IndexEntry) -> bool:
    """Say whether a user may read a record. The record of reads is for the auditors.

    What is in a collection of threats is for the roles that read it, for those who see what leaves, for who
    entered it and for those to whom it is released.
    """
    if entry.kind == "access":
        return user.may("read access")
    whose = user.whose(account=entry.account, party=entry.party)
    if whose == "other" and user.party and user.party in entry.released:
        whose = "party"
    if (
        entry.readers is not None
        and whose == "other"
        and user.role not in entry.readers
        and not user.may("preview sharing")
    ):
        return False
    return user.may("read", entry.marking, whose)


def reads_everything(user: Principal) -> bool:
    """Say whether a user may read each record that a finding can rest on, whoever's it is."""
    return "read" in user.scopes and strictest(user.role, "read", "other") == Tlp.RED


def readable_ids(service: MissionService, user: Principal, ids: Iterable[str]) -> list[str]:
    """Return those of some records that a user may read: what `may_read` says, sooner for many.

    Whoever's a record is, everybody may read it whose role reads others' records of its marking.
    """
    limit = strictest(user.role, "read", "other") if "read" in user.scopes else None
    get = service.index.get
    return [
        entry.id
        for entry in map(get, ids)
        if entry is not None
        and (
            (
                limit is not None
                and entry.kind != "access"
                and entry.readers is None
                and entry.marking <= limit
            )
            or may_read(user, entry)
        )
    ]


def record_json_for(user: Principal, view: RecordView, service: MissionService) -> dict[str, Any]:
    """Return a record with what holds for one user: its readable amendments, and if they may amend it."""
    amendments = service.index.amendments_of(view.record.id)
    return record_view_json(view, Speech(user.language)) | {
        "amendments": [
            {"id": each.id, "kind": each.kind} for each in amendments if may_read(user, each)
        ],
        "amendable": may_amend(service, user, view.entry),
        "releasable": may_release(user, view.entry),
        "released": sorted(
            each for each in view.entry.released if not user.outside or each == user.party
        ),
    }


def may_amend(service: MissionService, user: Principal, entry: IndexEntry) -> bool:
    """Say whether a user may correct or retract a record that they may read.

    What a watch officer or analyst has amended is theirs from then on: the word of whoever entered it, being
    later, would stand against their rating.
    """
    if user.role not in RATES and service.index.unrated.is_reviewed(entry.id):
        return False
    whose = user.whose(account=entry.account, party=entry.party)
    reported = entry.kind in RECORD_KINDS or entry.kind in AMENDMENTS or entry.kind == "answer"
    return reported and not entry.problem and user.may("amend", entry.marking, whose)


def may_release(user: Principal, entry: IndexEntry) -> bool:
    """Say whether a user may mark a record anew, or release it to a party."""
    whose = user.whose(account=entry.account, party=entry.party)
    reported = entry.kind in RECORD_KINDS or entry.kind == "answer"
    return reported and not entry.problem and user.may("release", entry.marking, whose)


def read_page(
    service: MissionService, user: Principal, query: RecordQuery, *, after: Cursor, limit: int
) -> RecordPage:
    """Return the next records after a cursor that the query is for and the user may read.

    Raises
    ------
    ForbiddenError
        When the user reads no records at all.
    """
    page = read_entries(service, user, query, after=after, limit=limit)
    views = tuple(RecordView(service.record(entry), entry, place) for entry, place in page.entries)
    return RecordPage(views=views, cursor=page.cursor, more=page.more)


def read_entries(
    service: MissionService, user: Principal, query: RecordQuery, *, after: Cursor, limit: int
) -> EntryPage:
    """Return the entries of these records, and log that the records are read.

    Raises
    ------
    ForbiddenError
        When the user reads no records at all.
    """
    if "read" not in user.scopes and "audit" not in user.scopes:
        raise refusal(ForbiddenError, "token-no-read")
    page = look_for_entries(service.index, user, query, after=after, limit=limit)
    service.log_reads(user, [entry for entry, _ in page.entries], "page")
    return page


def look_for_entries(
    index: RecordIndex, user: Principal, query: RecordQuery, *, after: Cursor, limit: int
) -> EntryPage:
    """Return the entries of these records; whoever shows them to a user logs it first."""
    cursor = dict(after)
    page: list[tuple[IndexEntry, Cursor]] = []
    others: set[str] = set()
    more = False
    for count, entry in enumerate(index.after(after)):
        if len(page) == limit or count == LOOKED_AT_MAX:
            more = True
            break
        cursor[entry.site] = entry.seq + 1
        if not query.matches(entry):
            continue
        if may_read(user, entry):
            page.append((entry, dict(cursor)))
        else:
            others.add(entry.account)
    return EntryPage(entries=page, cursor=cursor, more=more, others=frozenset(others))


def read_latest(
    service: MissionService,
    user: Principal,
    query: RecordQuery,
    *,
    words: str = "",
    before: str = "",
    limit: int,
    what: str = "page",
) -> tuple[list[RecordView], bool]:
    """Return the records before another one (empty: the last ones), latest first, and if there are more.

    `words`: only records whose content contains them, in any case. `what` is how the log names the reading.

    Raises
    ------
    ForbiddenError
        When the user reads no records at all.
    """
    if "read" not in user.scopes and "audit" not in user.scopes:
        raise refusal(ForbiddenError, "token-no-read")
    text = words.casefold()
    entries = iter(service.index.latest())
    if before:
        for entry in entries:
            if entry.id == before and may_read(user, entry):
                break
    views: list[RecordView] = []
    more = False
    for count, entry in enumerate(entries):
        if count == (SEARCHED_MAX if text else LOOKED_AT_MAX):
            more = True
            break
        if query.matches(entry) and may_read(user, entry):
            record = service.record(entry)
            if not text or text in content_text(record).casefold():
                if len(views) == limit:  # what may not be read makes no further page
                    more = True
                    break
                views.append(RecordView(record, entry, {}))
    service.log_reads(user, [each.entry for each in views], what)
    return views, more


def content_text(record: Record) -> str:
    """Return what a search looks through: the values of a record, sealed ones left out."""
    body: Any = record.body  # a peer signs what it likes
    parts = body.values() if isinstance(body, dict) else [body]
    values = [each for each in parts if not isinstance(each, dict)]
    return f"{record.id} {record.author} {' '.join(map(str, values))}"


def find_entry(service: MissionService, user: Principal, record_id: str) -> IndexEntry:
    """Return the entry of a record that the user may read.

    Raises
    ------
    UnknownError
        When there is none, or the user may not read it: the answer is the same for both.
    """
    entry = service.index.get(record_id.lower())
    if entry is None or not may_read(user, entry):
        raise refusal(UnknownError, "no-record")
    return entry


def read_one(service: MissionService, user: Principal, record_id: str) -> RecordView:
    """Return one record that the user may read, and log that it is read."""
    entry = find_entry(service, user, record_id)
    service.log_reads(user, [entry], "record")
    return RecordView(service.record(entry), entry, {})


def set_aside_sentences(service: MissionService, user: Principal) -> list[str]:
    """Return a sentence for each record that could not be used and that the user may read."""
    return [
        SetAside(
            record=each.id,
            site=each.site,
            seq=each.seq,
            kind=each.kind,
            problem=shown(each.problem),
        ).say(Speech(user.language))
        for each in list(service.index.set_aside)
        if may_read(user, each)
    ]
