"""Attachments follow their records to the other sites: by digest, in parts, resumed and checked.

Only files that an attachment's record names are asked for, given or taken, and no more bytes than a record
says. Records may differ in the size of one file: a false one, by mistake or on purpose, keeps no file away. The
parts of a file wait beside the whole ones (``.DIGEST.part``); a file is there for readers only when its SHA-256
is that of the record.
"""

from __future__ import annotations

import hashlib
import os
import urllib.error
from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger import AMENDMENTS, effective
from sulh.ledger.private_files import make_private_folder
from sulh.workspace.attachments import DIGEST, attachment_path, has_attachment
from sulh.workspace.peer_requests import ask_peer, read_reply
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sulh.ledger import Store
    from sulh.workspace.folder import Workspace

__all__ = [
    "PART_BYTES",
    "FileCounts",
    "FileSizes",
    "LackedFile",
    "exchange_files",
    "exchange_with_peer",
    "file_part",
    "keep_part",
    "lacked_files",
    "named_files",
    "sizes_in",
]

PART_BYTES = 1_000_000
ANSWER_BYTES_MAX = 1_000_000
FileSizes = dict[str, set[int]]
"""What records say of files: their sizes in bytes, by their SHA-256. Nearly always one."""
LISTED_MAX = 500
"""So many files one answer lists; whoever wants more asks for those after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LackedFile:
    """A file that a record names and that is not here: its SHA-256, its bytes, and how many have come.

    Where records differ in the size, it is the largest.
    """

    digest: str
    size: int
    have: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCounts:
    """Files that came and went; `lacking` are named by records here and were not to be had."""

    received: int = 0
    sent_count: int = 0
    lacking: int = 0


class Ask(Protocol):
    """Sends a request to a peer and returns the body of its answer."""

    def __call__(self, method: str, path: str, content: bytes | None = None) -> bytes: ...


def named_files(store: Store) -> FileSizes:
    """Return the sizes in bytes of each file that an attachment's record names, by its SHA-256.

    A record that was taken back, or whose body does not fit its kind, names nothing.
    """
    records = store.records(kinds=["attachment", *AMENDMENTS])
    return sizes_in(
        each.body
        for each in effective(records)
        if each.kind == "attachment" and not body_problem(each.kind, each.body)
    )


def sizes_in(bodies: Iterable[Mapping[str, Any]]) -> FileSizes:
    """Return the sizes that the bodies of attachments' records say of each file."""
    sizes: FileSizes = {}
    for body in bodies:
        sizes.setdefault(str(body["digest"]), set()).add(int(body["size"]))
    return sizes


def lacked_files(folder: Path, sizes: FileSizes, *, after: str = "") -> list[LackedFile]:
    """Return the first `LISTED_MAX` files of `sizes` that are not here, after a digest, in their order."""
    lacked: list[LackedFile] = []
    for digest in sorted(each for each in sizes if each > after):
        if not has_attachment(folder, digest):
            have = _size(_part_path(folder, digest))
            lacked.append(LackedFile(digest=digest, size=max(sizes[digest]), have=have))
            if len(lacked) == LISTED_MAX:
                break
    return lacked


def file_part(folder: Path, digest: str, offset: int) -> bytes:
    """Return up to `PART_BYTES` of a file from an offset on.

    Raises
    ------
    InputError
        When the file is not here.
    """
    try:
        with attachment_path(folder, digest).open("rb") as file:
            file.seek(offset)
            return file.read(PART_BYTES)
    except FileNotFoundError as error:
        raise refusal(InputError, "file-not-here") from error


def keep_part(
    folder: Path, digest: str, sizes: AbstractSet[int], offset: int, content: bytes
) -> int:
    """Keep a part of a file, durably; return how many of its bytes are here now.

    `sizes` are those that records say of it; of a file that is whole, the largest is returned. A part that
    does not begin where the last one ended changes nothing: the sender goes on from what is returned. Two
    senders of one file write the same bytes at the same place. An empty part where the last one ended says
    that there is no more: what is here, if it is of a size that a record says, is judged as a whole file.

    Raises
    ------
    InputError
        When there are more bytes than any record says, or the whole file has another digest: all that
        came of it is dropped.
    """
    most = max(sizes)
    path, part = attachment_path(folder, digest), _part_path(folder, digest)
    if path.is_file():
        return most
    have = _size(part)
    if offset != have or (not content and have not in sizes):
        return have
    if have + len(content) > most:
        raise refusal(InputError, "file-size", have=have + len(content), size=most)
    make_private_folder(path.parent)
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        file.seek(offset)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    have += len(content)
    if have not in sizes:
        return have
    with part.open("rb") as file:
        right = hashlib.file_digest(file, "sha256").hexdigest() == digest
    if not right and have < most and len(content) == PART_BYTES:
        return have  # in the middle of a file, at a size that a false record names
    if not right:
        part.unlink(missing_ok=True)
        if not content:
            return 0
        raise refusal(InputError, "other-file")
    try:
        part.replace(path)
    except FileNotFoundError:  # another sender's last part came first
        if not path.is_file():
            raise
    return most


def exchange_files(
    workspace: Workspace, ask: Ask, counts: Counter[str] | None = None
) -> FileCounts:
    """Fetch the files that records here name and the peer has, then send those that the peer lacks.

    Whatever ends it, what has come stays, and the next exchange goes on from there; `counts` keeps what an
    exchange that was cut has done. A file whose bytes are not those of its digest is dropped, and is lacking.
    """
    folder, sizes = workspace.folder, named_files(workspace.store)
    counts = Counter() if counts is None else counts
    if not sizes:
        return FileCounts()
    lacked = [each for page in _pages(folder, sizes) for each in page]
    for each in lacked:
        counts["received"] += _fetch(folder, each, sizes[each.digest], ask)
    for each in _asked_for(ask, most=len(sizes) + LISTED_MAX):
        if each.digest in sizes and has_attachment(folder, each.digest):
            counts["sent"] += _send(folder, each, ask)
    return FileCounts(
        received=counts["received"],
        sent_count=counts["sent"],
        lacking=sum(not has_attachment(folder, each.digest) for each in lacked),
    )


def exchange_with_peer(
    workspace: Workspace, url: str, token: str, counts: Counter[str]
) -> FileCounts:
    """Exchange files with a served site, whose address for files is `url`; one of an older release has none.

    Raises
    ------
    OSError
        When the peer refuses, or the link drops.
    """

    def ask(method: str, path: str, content: bytes | None = None) -> bytes:
        try:
            with ask_peer(f"{url}{path}", token, content, method) as answer:
                return answer.read_all(ANSWER_BYTES_MAX)
        except urllib.error.HTTPError as error:
            if method == "GET" and error.code == HTTPStatus.NOT_FOUND:
                return b"" if path.startswith("/") else b'{"lacking": []}'
            raise

    return exchange_files(workspace, ask, counts)


def _pages(folder: Path, sizes: FileSizes) -> Iterator[list[LackedFile]]:
    after = ""
    while page := lacked_files(folder, sizes, after=after):
        yield page
        after = page[-1].digest


def _asked_for(ask: Ask, *, most: int) -> Iterator[LackedFile]:
    """Yield what the peer lacks, as it lists it, up to so many: a list need not end.

    Raises
    ------
    ValueError
        When its answer is no such list.
    """
    after, count = "", 0
    while count < most:
        page = read_reply(ask("GET", f"?after={after}")).get("lacking")
        try:
            files = [
                LackedFile(
                    digest=str(each["digest"]), size=int(each["size"]), have=int(each["have"])
                )
                for each in page or ()
            ]
        except (LookupError, TypeError) as error:
            raise ValueError("its answer does not list files") from error
        if not all(DIGEST.fullmatch(each.digest) for each in files):
            raise ValueError("its answer names what is no digest of a file")
        yield from files
        if not files or files[-1].digest <= after:
            return
        after, count = files[-1].digest, count + len(files)


def _fetch(folder: Path, lacked: LackedFile, sizes: AbstractSet[int], ask: Ask) -> bool:
    """Fetch a file part by part; return whether it is here now."""
    have = lacked.have
    while have < lacked.size:
        content = ask("GET", f"/{lacked.digest}?offset={have}")
        if not content:
            keep_part(folder, lacked.digest, sizes, have, b"")
            return has_attachment(folder, lacked.digest)
        try:
            now = keep_part(folder, lacked.digest, sizes, have, content)
        except InputError:
            return False
        if now <= have:
            return False
        have = now
    return has_attachment(folder, lacked.digest)


def _send(folder: Path, lacked: LackedFile, ask: Ask) -> bool:
    """Send a file part by part; return whether the peer has it now."""
    have, size = lacked.have, attachment_path(folder, lacked.digest).stat().st_size
    if have >= size:  # and yet it lacks the file: its bytes are others
        have = _had(ask("PUT", f"/{lacked.digest}?offset={have}", b""))
        if have >= size:
            return False
    while have < size:
        content = file_part(folder, lacked.digest, have)
        now = _had(ask("PUT", f"/{lacked.digest}?offset={have}", content))
        if now <= have:
            return False
        have = now
    return True


def _had(answer: bytes) -> int:
    """Return how many bytes of a file a peer says it has."""
    have = read_reply(answer).get("have")
    if not isinstance(have, int) or have < 0:
        raise ValueError("its answer does not say how much it has")
    return have


def _part_path(folder: Path, digest: str) -> Path:
    path = attachment_path(folder, digest)
    return path.with_name(f".{digest}.part")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
