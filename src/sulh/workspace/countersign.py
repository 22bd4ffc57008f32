"""Witnesses: what they remember, what they sign, and how a countersignature enters a ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, LedgerError, plural
from sulh.ledger import (
    Countersignature,
    HeadFile,
    ProofMaker,
    SignedHead,
    countersign,
    read_file,
    witness_draft,
)
from sulh.ledger.bodies import usable
from sulh.ledger.keys import load_key, write_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from sulh.ledger import Head, Store
    from sulh.workspace.folder import Workspace

__all__ = [
    "countersign_file",
    "head_file",
    "read_countersignature",
    "read_head",
    "record_countersignature",
]

MEMORY = "sulh-witness-memory"


def head_file(store: Store, *, site: str | None = None, since: Iterable[int] = ()) -> HeadFile:
    """Return the latest head of a site for a witness (the own site's by default).

    It proves that the head continues the heads of the sizes in `since`, and every head that a
    witness's record in this ledger names.
    """
    name = site or store.site
    sizes = {
        int(record.body["size"])
        for record in usable(store.records(kinds=["witness"]))
        if record.body["site"] == name
    }
    return ProofMaker(store.chain(name)).head_file({*since, *sizes})


def read_head(path: Path) -> HeadFile:
    """Read a head that a site wrote for a witness.

    Raises
    ------
    InputError
        When the file is something else.
    """
    file = read_file(path.read_bytes(), str(path))
    if not isinstance(file, HeadFile):
        raise InputError(
            f"{path} is not a head.", remedy="Ask for one: `sulh ledger head -o FILE`."
        )
    return file


def read_countersignature(path: Path) -> Countersignature:
    """Read what a witness signed.

    Raises
    ------
    InputError
        When the file is something else.
    """
    signed = read_file(path.read_bytes(), str(path))
    if not isinstance(signed, Countersignature):
        raise InputError(f"{path} is not a countersignature.")
    return signed


def countersign_file(
    file: HeadFile, *, witness: str, key: Path, memory: Path, now: datetime
) -> tuple[Countersignature, Head | None]:
    """Sign that a head was seen, after a comparison with the head remembered of that site.

    Returns the countersignature and the remembered head (None the first time: then the site's
    public key must be compared by other means). A missing key is made. The memory is written before
    the countersignature is returned.

    Raises
    ------
    LedgerError
        When the site did not sign the head, signs with another key than before, or the head does
        not continue the one remembered: the past was rewritten.
    InputError
        When the head is older than the one remembered, or the file does not hold the proof needed.
    """
    head = file.check()
    heads = _remembered(memory)
    last = heads.get(head.site)
    earlier = None
    if last is not None:
        earlier = HeadFile(head=_signed(last), public_key=last["public_key"]).check()
        _compare(file, head, earlier, last["public_key"])
    signer = load_key(key) if key.exists() else write_key(key)
    signed = countersign(file.head, witness=witness, time=now, key=signer)
    heads[head.site] = {
        "head": file.head.content.decode(),
        "signature": file.head.signature.hex(),
        "public_key": file.public_key,
    }
    _write(memory, {"what": MEMORY, "v": 1, "sites": heads})
    return signed, earlier


def _compare(file: HeadFile, head: Head, earlier: Head, public_key: str) -> None:
    if file.public_key != public_key:
        raise LedgerError(
            f"Site {head.site} signs with key {file.public_key[:16]}…; the head seen before was "
            f"signed with {public_key[:16]}….",
            remedy="Ask the site why, by other means, before signing anything.",
        )
    if head.size < earlier.size:
        raise InputError(
            f"This head speaks of {plural(head.size, 'record')}; one over {earlier.size} was signed before.",
            remedy="Ask for the latest head: `sulh ledger head`.",
        )
    if head.size > earlier.size and earlier.size not in file.since:
        raise InputError(
            f"The file does not prove that this head continues the one over {plural(earlier.size, 'record')}.",
            remedy=f"Ask for it with: sulh ledger head --since {earlier.size}",
        )
    if not file.continues(earlier.size, earlier.root):
        raise LedgerError(
            f"REWRITTEN: the head over {plural(head.size, 'record')} of site {head.site} does not continue "
            f"the head over {earlier.size} that it signed before.",
            remedy="Sign nothing. Keep this file and the memory: together they prove it.",
        )


def _signed(entry: dict[str, str]) -> SignedHead:
    return SignedHead(content=entry["head"].encode(), signature=bytes.fromhex(entry["signature"]))


def _remembered(memory: Path) -> dict[str, dict[str, str]]:
    if not memory.exists():
        return {}
    try:
        content = json.loads(memory.read_bytes())
        if content["what"] != MEMORY or content["v"] != 1:
            raise ValueError("it is something else")  # noqa: TRY301 -- caught below
        return dict(content["sites"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{memory} is not a witness's memory file: {error}",
            remedy="Restore a copy: without it an earlier rewriting would go unseen.",
        ) from error


def _write(path: Path, value: Any) -> None:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)


def record_countersignature(
    workspace: Workspace, signed: Countersignature, *, author: str, now: datetime
) -> str:
    """Record a countersignature of a head of one of the chains here; return the record's id.

    Raises
    ------
    LedgerError
        When it does not hold, or is about a head that the chain does not have.
    """
    signed.check()
    head = signed.head.read()
    chain = workspace.store.chain(head.site)
    own = next((each for each, _ in chain.heads(after=head.size - 1)), None)
    if own is None or own.content != signed.head.content:
        raise LedgerError(
            f"{signed.witness} signed a head over {plural(head.size, 'record')} of site {head.site} that is "
            "not in this ledger: the records here are not those that were seen.",
            remedy="Run `sulh ledger audit`, and keep the file as evidence.",
        )
    draft = witness_draft(head.site, signed.head, signed)
    return workspace.store.append([draft], recorded_at=now, author=author)[0]
