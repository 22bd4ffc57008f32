"""Recognise reports that have come in before.

A report is known by its kind, who sends it and that sender's own key. The same key with the same
content is a duplicate and is left out; with other content it is a conflict, which belongs in a
correction. The same content under another key may be two things that look alike: it enters, with a warning.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from sulh.errors import Problem, shown
from sulh.ledger.tlp import stricter_label
from sulh.picture.versions import NOT_CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sulh.picture.kind import Body, Kind, Registry
    from sulh.picture.origin import Entry

    Seen = Callable[[str, str, str], Iterable[tuple[str, Body]] | None]
    """Says what a sender may read of what came in under a kind, source and key: kinds, bodies; None: all."""

__all__ = ["KnownTo", "ReportRegister", "Seen", "Sorted", "sort_out"]

DIGEST_BYTES = 16
NOT_SUBSTANCE = ("ref", "text", "link", "language")
"""The sender's key and words: two records of one event may differ in these alone."""


@dataclass(slots=True)
class ReportRegister:
    """What has come in, as digests; a report takes some 500 bytes.

    `places` leads from a sender's key to where the report stood, and `contents` holds what was said
    under it: all versions, so that a file taken in again after a correction is no conflict.
    `markings` leads from a sender's key to how its report is marked, where it is.
    `substances` leads from what a record of a kind that can have lookalikes says to the sender's key and
    its place, `twins` to the further ones.
    """

    kinds: Registry
    places: dict[str, int] = field(default_factory=dict)
    contents: set[bytes] = field(default_factory=set)
    substances: dict[bytes, tuple[str, int]] = field(default_factory=dict)
    twins: dict[bytes, list[tuple[str, int]]] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    markings: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, body: Body, *, simulated: bool = False) -> None:
        """Remember a report that is in the ledger, or what a correction says in its place."""
        mark = b"~" if simulated else b""
        digests = (mark + each for each in digests_of(kind, body))
        key = known_by(kind, body["source"], body["ref"], simulated=simulated)
        where = self.number_place(body.get("file", ""), int(body.get("row", 0)))
        self.learn(self.kinds[kind], body["ref"], where, key, *digests)
        self.mark(key, str(body.get("tlp", "")))

    def learn(
        self, kind: Kind, ref: str, where: int, key: str, substance: bytes, content: bytes
    ) -> None:
        """Remember a report by its key and digests."""
        self.places.setdefault(key, where)
        self.contents.add(content)
        if kind.lookalike and self.substances.setdefault(substance, (ref, where))[0] != ref:
            self.twins.setdefault(substance, []).append((ref, where))

    def mark(self, key: str, marking: str) -> None:
        """Remember how a report is marked; the strictest of its markings holds."""
        if marking:
            self.markings[key] = stricter_label(self.markings.get(key, ""), marking)

    def number_place(self, file: str, row: int) -> int:
        """Return where a report stood as one number: the file's number times 2**32, and the row."""
        return (self.files.setdefault(file, len(self.files)) << 32) + row

    def place(self, where: int) -> str:
        """Say where a report stood."""
        file = next(name for name, number in self.files.items() if number == where >> 32)
        row = where & 0xFFFF_FFFF
        return f"{shown(file) or 'a report without a file'}" + (f", row {row}" if row else "")


@dataclass(slots=True)
class KnownTo:
    """What has come in, as one sender may know it: of an import.

    What a sender may read in part under a key is in a register of its own, `apart`: nothing that it is told, of
    duplicates, conflicts, lookalikes, places or markings, may come from the rest.
    """

    register: ReportRegister
    seen: Seen | None = None
    simulated: bool = False
    apart: dict[str, ReportRegister] = field(default_factory=dict)

    def of(self, kind: str, source: str, ref: str) -> ReportRegister:
        """Return the register that says what the sender may know of a key."""
        key = known_by(kind, source, ref, simulated=self.simulated)
        if self.seen is None or key not in self.register.places:
            return self.register
        if key not in self.apart:
            bodies = self.seen(kind, source, ref)
            if bodies is None:
                return self.register
            self.apart[key] = ReportRegister(self.register.kinds)
            for name, body in bodies:
                self.apart[key].add(name, body, simulated=self.simulated)
        return self.apart[key]

    def twin(self, kind: str, source: str, substance: bytes) -> tuple[str, str] | None:
        """Return the key and the place of the first report that says the same and that the sender may know."""
        first = self.register.substances.get(substance)
        for ref, where in () if first is None else (first, *self.register.twins.get(substance, ())):
            own = self.of(kind, source, ref)
            if own is self.register:
                return ref, own.place(where)
            if substance in own.substances:
                return ref, own.place(own.substances[substance][1])
        return None

    def mark(self, key: str, marking: str) -> None:
        """Remember how a report is marked."""
        for each in (self.register, self.apart.get(key)):
            if each is not None:
                each.mark(key, marking)

    def marking(self, key: str) -> str:
        """Return the strictest marking of a report that the sender may know; empty where it has none."""
        return self.apart.get(key, self.register).markings.get(key, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Reports to enter, and what was left out or looked odd.

    `entries` are those that enter, `kinds` their kinds, and `contents` their bodies as canonical JSON.
    `lookalikes` are warnings; an importer may add its own. `again` are the duplicates, with their keys.
    """

    kinds: tuple[Kind, ...]
    entries: tuple[Entry, ...]
    contents: tuple[bytes, ...]
    duplicates: int
    conflicts: tuple[Problem, ...]
    lookalikes: tuple[Problem, ...]
    again: tuple[tuple[str, Entry], ...] = ()

    @property
    def fresh(self) -> tuple[tuple[str, Body], ...]:
        """The reports that enter, each as the name of its kind and its body, made anew."""
        each = zip(self.kinds, self.entries, strict=True)
        return tuple((kind.name, kind.to_body(entry)) for kind, entry in each)


def digests_of(kind: str, body: Body) -> tuple[bytes, bytes]:
    """Return digests of what a report says: whatever its key and words are, and with these.

    They are the same for a body from a reader and for that body from a ledger, in one process.
    """
    content = body.copy()
    for name in NOT_CONTENT:
        content.pop(name, None)
    words = [content.pop(name, "") for name in NOT_SUBSTANCE]
    substance = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    digest = hashlib.blake2b(substance, digest_size=DIGEST_BYTES, key=kind.encode()).digest()
    return digest, digest + hash(orjson.dumps(words)).to_bytes(8, "little", signed=True)


def written(kind: Kind, report: Entry) -> tuple[bytes, bytes, bytes]:
    """Return a report's body as canonical JSON, and the same digests as `digests_of` its body."""
    substance, content = kind.write(report)
    digest = hashlib.blake2b(substance, digest_size=DIGEST_BYTES, key=kind.name.encode()).digest()
    origin = report.origin
    words = hash(orjson.dumps((origin.ref, origin.text, origin.link, origin.language)))
    return content, digest, digest + words.to_bytes(8, "little", signed=True)


def key_of(kind: str, body: Body) -> str:
    """Return a report's kind, who sent it and that sender's key for it, as one text."""
    return known_by(kind, body["source"], body["ref"], simulated=False)


def known_by(kind: str, source: str, ref: str, *, simulated: bool) -> str:
    """Return the key by which a register knows a report.

    That of an exercise is another: a report in earnest is no duplicate of one that was played.
    """
    return f"{'~' if simulated else ''}{kind}:{len(source)}:{source}{ref}"


def split_key(key: str) -> tuple[str, str, str]:
    """Return the kind, sender and sender's key that `key_of` put together."""
    kind, length, rest = key.split(":", 2)
    return kind, rest[: int(length)], rest[int(length) :]


def sort_out(
    reports: Iterable[Entry],
    register: ReportRegister,
    file: str,
    *,
    known: KnownTo | None = None,
    simulated: bool = False,
) -> Sorted:
    """Sort reports into fresh ones, duplicates and conflicts; `register` learns the fresh ones.

    `known` is what of the register the sender may know (None: all). Where it may not know of a report, its own
    enters as if there were none. `simulated`: they are an exercise's, and compared with exercises' alone.
    """
    known = known or KnownTo(register, simulated=simulated)
    fresh: list[tuple[Kind, Entry, bytes]] = []
    conflicts: list[Problem] = []
    lookalikes: list[Problem] = []
    again: list[tuple[str, Entry]] = []
    for report in reports:
        kind, origin = register.kinds.of(report), report.origin
        source, ref = origin.source, origin.ref
        key = known_by(kind.name, source, ref, simulated=simulated)
        content, substance, digest = written(kind, report)
        if simulated:
            substance, digest = b"~" + substance, b"~" + digest
        own = known.of(kind.name, source, ref) if known.seen else register
        before = own.places.get(key)
        if before is not None:
            if digest in own.contents:
                again.append((key, report))
            else:
                conflicts.append(conflict(report, file, own.place(before)))
            continue
        if kind.lookalike and substance in register.substances:
            twin = known.twin(kind.name, source, substance)
            if twin is not None:
                lookalikes.append(lookalike(report, file, *twin))
        for each in (register,) if own is register else (register, own):
            where = each.number_place(origin.file, origin.row)
            each.learn(kind, ref, where, key, substance, digest)
        fresh.append((kind, report, content))
    return Sorted(
        kinds=tuple(kind for kind, _, _ in fresh),
        entries=tuple(report for _, report, _ in fresh),
        contents=tuple(content for _, _, content in fresh),
        duplicates=len(again),
        conflicts=tuple(conflicts),
        lookalikes=tuple(lookalikes),
        again=tuple(again),
    )


def conflict(report: Entry, file: str, before: str) -> Problem:
    """Return the problem of a known key with other content."""
    return Problem(
        code="conflict",
        source=file,
        row=report.origin.row,
        field="ref",
        value=shown(report.origin.ref),
        message=f"has come in before with other content ({before})",
        remedy="If this row is right, correct the record with `sulh correct`.",
    )


def lookalike(report: Entry, file: str, twin: str, before: str) -> Problem:
    """Return the warning about two reports that differ in their keys only."""
    return Problem(
        code="looks-alike",
        source=file,
        row=report.origin.row,
        field="ref",
        value=shown(report.origin.ref),
        message=f"says the same as {shown(twin)!r} of the same sender ({before})",
        remedy="If it is the same event, retract one of the two.",
        severity="warning",
    )
