"""What has come in before, by digests, so that it is recognised when it comes in again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from sulh.errors import shown
from sulh.ledger.tlp import stricter_label
from sulh.observe.known_reports import DIGEST_BYTES, KnownReports
from sulh.picture.versions import NOT_CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.picture.kind import Body, Kind, Registry
    from sulh.picture.origin import Entry

__all__ = ["ReportRegister", "digests_of", "key_of", "known_by", "split_key", "written"]

NOT_SUBSTANCE = ("ref", "text", "link", "language")
"""The sender's key and words: two records of one event may differ in these alone."""


@dataclass(slots=True)
class ReportRegister:
    """What has come in, as digests; a report takes some 500 bytes, one of `base` some 70.

    `base` is what was known before, from a file; the others are what came in since.
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
    files: dict[str, int] = field(default_factory=dict)
    markings: dict[str, str] = field(default_factory=dict)
    base: KnownReports | None = None
    twins: dict[bytes, list[tuple[str, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.base is not None:
            self.files = {name: number for number, name in enumerate(self.base.files)}
            self.markings = dict(self.base.markings)

    def where(self, key: str) -> int | None:
        """Return where the report of a sender's key first stood; None where there is none."""
        if self.base is not None and (where := self.base.where(key)) is not None:
            return where
        return self.places.get(key)

    def has_content(self, digest: bytes) -> bool:
        """Say whether a report with these words has come in."""
        return digest in self.contents or (self.base is not None and self.base.has_content(digest))

    def has_alike(self, substance: bytes) -> bool:
        """Say whether a report that says the same has come in, whatever its key and words are."""
        return substance in self.substances or (
            self.base is not None and self.base.has_substance(substance)
        )

    def alike(self, substance: bytes) -> Iterator[tuple[str, int]]:
        """Yield the sender's key, and the place, of each report that says the same: of `base` the first."""
        if self.base is not None and (twin := self.base.twin(substance)) is not None:
            yield twin
        if (twin := self.substances.get(substance)) is not None:
            yield twin
            yield from self.twins.get(substance, ())

    def known(self) -> KnownReports:
        """Return all of it, as a later register's base."""
        base = self.base or KnownReports.none()
        return base.with_more(
            self.places,
            self.contents,
            self.substances,
            files=tuple(self.files),
            markings=self.markings,
        )

    def add(self, kind: str, body: Body, *, simulated: bool = False) -> str:
        """Remember a report that is in the ledger, or what a correction says in its place; return its key."""
        digests = digests_of(kind, body, simulated=simulated)
        key = known_by(kind, body["source"], body["ref"], simulated=simulated)
        where = self.number_place(body.get("file", ""), int(body.get("row", 0)))
        self.learn(self.kinds[kind], body["ref"], where, key, *digests)
        self.mark(key, str(body.get("tlp", "")))
        return key

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


def digests_of(kind: str, body: Body, *, simulated: bool = False) -> tuple[bytes, bytes]:
    """Return digests of what a report says: whatever its key and words are, and with these.

    They are the same for a body from a reader and from a ledger. What an exercise says has others.
    """
    content = body.copy()
    for name in NOT_CONTENT:
        content.pop(name, None)
    words = [content.pop(name, "") for name in NOT_SUBSTANCE]
    substance = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return _digests(kind, substance, orjson.dumps(words), simulated=simulated)


def written(kind: Kind, report: Entry, *, simulated: bool = False) -> tuple[bytes, bytes, bytes]:
    """Return a report's body as canonical JSON, and the same digests as `digests_of` its body."""
    substance, content = kind.write(report)
    origin = report.origin
    words = orjson.dumps((origin.ref, origin.text, origin.link, origin.language))
    return content, *_digests(kind.name, substance, words, simulated=simulated)


def _digests(kind: str, substance: bytes, words: bytes, *, simulated: bool) -> tuple[bytes, bytes]:
    key = f"~{kind}" if simulated else kind
    digest = hashlib.blake2b(substance, digest_size=DIGEST_BYTES, key=key.encode()).digest()
    return digest, hashlib.blake2b(digest + words, digest_size=DIGEST_BYTES).digest()


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
