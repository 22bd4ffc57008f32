"""What the server keeps in memory of each record: its place, its kind and how it is marked.

The index grows with the store (some 300 bytes a record). A *cursor* says for each site how many of
its records a reader has seen, as ``alpha:12,hq:40``. Records of another site that come in late are
after every cursor, so that whoever follows a cursor misses none and gets none twice.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, replace
from heapq import merge
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger import AMENDMENTS
from sulh.ledger.record import parse
from sulh.ledger.tlp import Tlp, is_sealed, marking_in
from sulh.server.access.policy import AT_LEAST, NOBODY
from sulh.server.access.principal import read_author
from sulh.server.access.unrated import UnratedReports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sulh.ledger import Record, Store
    from sulh.ledger.batch import Row

__all__ = ["Cursor", "IndexEntry", "RecordIndex", "cursor_text", "read_cursor"]

Cursor = dict[str, int]
CURSOR = re.compile(r"[A-Za-z0-9._-]{1,64}:\d{1,12}")
CURSOR_LENGTH_MAX = 8_000
LEDGERS_OWN = frozenset(
    {
        "access",
        "device-key",
        "fork",
        "genesis",
        "import",
        "key-destroyed",
        "note",
        "release",
        "witness",
    }
)
"""Kinds of record that are about the ledger: nobody marks them anew or releases them."""
NO_FINDINGS = LEDGERS_OWN | {
    "disclosure",
    "evidence-item",
    "evidence-transfer",
    "intrusion",
    "lawful-request",
    "threat-object",
}
"""Kinds of record that no finding and no answer to one depends on."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One record of the index: `account` entered it, for `party` where the record names one.

    `problem` says why the record is set aside: its body does not fit its kind. Empty: it is in use.
    `own` is the marking it states itself, `marking` the one that guards it; `released`: the parties
    that may read it as if they had entered it. `readers` are the roles that read the collection of threats
    which it is in; None: it is in none.
    """

    recorded_at: datetime
    site: str
    seq: int
    kind: str
    id: str
    simulated: bool
    marking: Tlp
    sealed: bool
    account: str
    party: str
    problem: str = ""
    own: Tlp = Tlp.CLEAR
    released: frozenset[str] = NOBODY
    readers: frozenset[str] | None = None


def cursor_text(cursor: Mapping[str, int]) -> str:
    """Return a cursor as text, the same text for the same cursor."""
    return ",".join(f"{site}:{count}" for site, count in sorted(cursor.items()))


def read_cursor(text: str) -> Cursor:
    """Read a cursor; the empty text is the beginning.

    Raises
    ------
    InputError
        When the text is not a cursor.
    """
    if not text:
        return {}
    parts = text[: CURSOR_LENGTH_MAX + 1].split(",")
    if len(text) > CURSOR_LENGTH_MAX or not all(CURSOR.fullmatch(part) for part in parts):
        raise refusal(InputError, "no-cursor", text=repr(text[:80]))
    return {site: int(count) for site, count in (part.split(":") for part in parts)}


class RecordIndex:
    """All entries, by site and by id. One thread adds to it; any may read it meanwhile.

    `revision` grows with every record that can change a finding, an answer to one, or who may read it;
    `releases` with every change of who may read a record. `own` is the site whose releases hold for the
    records of all sites; another site's hold for its own records only. `foreign` says why a record of another
    site is set aside (empty: it is not); `readers` which roles read the collection that a kind and a body
    name (None: they name none).
    """

    def __init__(
        self,
        default: Tlp,
        check: Callable[[str, Any], str] = lambda _kind, _body: "",
        *,
        own: str = "",
        foreign: Callable[[Record], str] = lambda _: "",
        readers: Callable[[str, Any], frozenset[str] | None] = lambda _kind, _body: None,
    ) -> None:
        self.default = default
        self.own = own
        self.revision = 0
        self.releases = 0
        self.released_to = NOBODY
        self.set_aside: list[IndexEntry] = []
        self.unrated = UnratedReports()
        self._check = check
        self._foreign = foreign
        self._readers = readers
        self._sites: dict[str, list[IndexEntry]] = {}
        self._of_kind: dict[str, dict[str, array[int]]] = {}
        self._by_id: dict[str, IndexEntry] = {}
        self._waiting: dict[str, list[Record]] = {}
        self._amendments: dict[str, list[str]] = {}
        self._releases: dict[str, list[Record]] = {}

    def refresh(self, store: Store, learn: Callable[[Record], None]) -> int:
        """Add what the store holds more; call `learn` with each usable record; return how many."""
        sizes = {site: len(entries) for site, entries in self._sites.items()}
        return sum(self.take(site, rows, learn) for site, rows in store.newer(sizes))

    def take(self, site: str, rows: Iterable[Row], learn: Callable[[Record], None]) -> int:
        """Add the rows that come next in a site's chain, as `refresh` does; return how many."""
        entries = self._sites.setdefault(site, [])
        first = len(entries)
        for row in rows:
            record = parse(row[4])
            if not self._add(record, entries).problem:
                learn(record)
        return len(entries) - first

    def _add(self, record: Record, entries: list[IndexEntry]) -> IndexEntry:
        author = read_author(record.author)
        marking, sealed = self._handling(record)
        entry = IndexEntry(
            record.recorded_at,
            record.site,
            record.seq,
            record.kind,
            record.id,
            record.simulated,
            marking,
            sealed,
            author.account,
            author.party,
            self._check(record.kind, record.body)
            or (self._foreign(record) if record.site != self.own else ""),
            marking_in(record.body, Tlp.CLEAR) if record.kind in AMENDMENTS else marking,
            self._released_with(record),
            self._readers_with(record),
        )
        entries.append(entry)
        self._of_kind.setdefault(entry.kind, {}).setdefault(entry.site, array("i")).append(
            entry.seq
        )
        if entry.problem:
            self.set_aside.append(entry)
        self.revision += entry.kind not in NO_FINDINGS
        self._by_id[entry.id] = entry
        if not entry.problem:
            self.unrated.add(record, marking)
        if entry.kind in AMENDMENTS and not entry.problem:
            self._amendments.setdefault(_target_of(record.body), []).append(entry.id)
        if entry.kind == "release" and not entry.problem:
            self._release(record)
        for later in self._waiting.pop(entry.id, ()):
            earlier = self._by_id[later.id]
            marking, sealed = self._handling(later)
            self._put(
                replace(
                    earlier,
                    marking=marking,
                    sealed=sealed,
                    released=self._released_with(later),
                    readers=self._readers_with(later),
                )
            )
            if later.kind == "release" and not earlier.problem:
                self._release(later)
        return entry

    def _put(self, entry: IndexEntry) -> None:
        """Replace an entry by what holds now."""
        self._sites[entry.site][entry.seq] = self._by_id[entry.id] = entry

    def _release(self, release: Record) -> None:
        """Let what a release says hold for its record and all that amends it."""
        target = self._by_id.get(release.body["releases"])
        if target is None or release.site not in {self.own, target.site}:
            return
        if target.kind in AMENDMENTS or target.kind in LEDGERS_OWN:
            return  # an amendment is guarded as what it amends; the rest is nobody's to release
        releases = self._releases.setdefault(target.id, [])
        releases.append(release)
        releases.sort(
            key=lambda each: (each.recorded_at, each.site, each.seq)
        )  # whenever they came in
        labels = [each.body["tlp"] for each in releases if each.body.get("tlp")]
        marking = marking_in({"tlp": labels[-1]}, Tlp.RED) if labels else target.own
        released = frozenset(name for each in releases for name in each.body.get("to", ()))
        self._put(replace(target, marking=marking, released=released))
        self.unrated.mark(target.id, marking)
        todo = list(self._amendments.get(target.id, ()))
        while todo:
            each = self._by_id[todo.pop()]
            strict = max(marking, each.own)
            self._put(replace(each, marking=strict, released=released))
            todo += self._amendments.get(each.id, ())
        self.released_to |= released
        self.releases += 1
        self.revision += 1

    def _released_with(self, record: Record) -> frozenset[str]:
        """Return whom an amendment is released to, along with what it amends."""
        target = self._by_id.get(_target_of(record.body)) if record.kind in AMENDMENTS else None
        return target.released if target is not None else NOBODY

    def _readers_with(self, record: Record) -> frozenset[str] | None:
        """Return the roles that read a record's collection, and that of what it amends or releases."""
        kind, body = record.kind, record.body
        if kind not in AMENDMENTS and kind != "release":
            return self._readers(kind, body)
        target = self._by_id.get(_target_of(body, *(["releases"] if kind == "release" else [])))
        above = target.readers if target is not None else None
        is_correction = kind == "correction" and isinstance(body, dict)
        own = self._readers(str(body.get("kind")), body.get("body")) if is_correction else None
        return own if above is None else above if own is None else own & above

    def _handling(self, record: Record) -> tuple[Tlp, bool]:
        """Return the marking of a record and whether it is sealed, with those of what it amends."""
        sealed = is_sealed(record.body)
        if record.kind == "genesis":
            return Tlp.CLEAR, sealed  # a site's name and public key: made to be shown
        if record.kind == "release":
            target_id = _target_of(record.body, "releases")
            target = self._by_id.get(target_id)
            marking = target.marking if target is not None else Tlp.RED
            if target is None:
                self._waiting.setdefault(target_id, []).append(record)
            return max(marking, marking_in(record.body, Tlp.CLEAR)), sealed
        if record.kind not in AMENDMENTS:
            least = AT_LEAST.get(record.kind, Tlp.CLEAR)
            return max(marking_in(record.body, self.default), least), sealed
        target_id = _target_of(record.body)
        target = self._by_id.get(target_id)
        if target is None:  # another site's, which has not come in yet
            self._waiting.setdefault(target_id, []).append(record)
            return Tlp.RED, sealed
        own = marking_in(record.body, Tlp.CLEAR)
        return max(own, target.marking), sealed or target.sealed

    def get(self, record_id: str) -> IndexEntry | None:
        """Return the entry of a record."""
        return self._by_id.get(record_id)

    def amendments_of(self, record_id: str) -> list[IndexEntry]:
        """Return the entries of a record's corrections and retractions, as they came in."""
        return [self._by_id[each] for each in self._amendments.get(record_id, ())]

    @property
    def size(self) -> int:
        """How many records the index has."""
        return len(self._by_id)

    def size_of(self, site: str) -> int:
        """Return how many records of a site the index has."""
        return len(self._sites.get(site, ()))

    def sites(self) -> Iterator[tuple[str, int, datetime]]:
        """Yield name, number of records and newest recording time of each site."""
        for site, entries in list(self._sites.items()):
            if entries:
                yield site, len(entries), entries[-1].recorded_at

    def latest_cursor(self) -> Cursor:
        """Return the cursor of a reader who has seen everything."""
        return {site: len(entries) for site, entries in self._sites.items()}

    def after(self, cursor: Mapping[str, int]) -> Iterator[IndexEntry]:
        """Yield what comes after a cursor, in the order recorded."""
        tails = [
            _from(entries, cursor.get(site, 0), len(entries))
            for site, entries in list(self._sites.items())
        ]
        if len(tails) == 1:
            return tails[0]
        return merge(*tails, key=_order)

    def latest(self, kinds: Iterable[str] | None = None) -> Iterator[IndexEntry]:
        """Yield all entries, or those of some kinds without a look at others, the one recorded last first."""
        if kinds is None:
            tails = [_backwards(entries) for entries in list(self._sites.values())]
        else:
            tails = [
                _backwards(self._sites[site], places)
                for kind in sorted(set(kinds))
                for site, places in list(self._of_kind.get(kind, {}).items())
            ]
        return merge(*tails, key=_order, reverse=True)


def _order(entry: IndexEntry) -> tuple[datetime, str, int]:
    return entry.recorded_at, entry.site, entry.seq


def _target_of(body: Any, *names: str) -> str:
    """Return the id of the record that an amendment is about, or that the body has under these names."""
    if not isinstance(body, dict):
        return ""
    ids = [body[each] for each in names or ("corrects", "retracts") if body.get(each)]
    return str(ids[0]) if ids else ""


def _backwards(
    entries: list[IndexEntry], places: Sequence[int] | None = None
) -> Iterator[IndexEntry]:
    """Yield entries of a site, those at `places` or all, the last first; both may grow meanwhile."""
    some: Sequence[int] = range(len(entries)) if places is None else places
    return (entries[some[number]] for number in range(len(some) - 1, -1, -1))


def _from(entries: list[IndexEntry], first: int, stop: int) -> Iterator[IndexEntry]:
    return (entries[place] for place in range(first, stop))
