"""Files of what is computed from the ledger, kept beside it: made again from it at will.

Such a file names the heads of the chains that it was made from, and is signed by the site. It is thrown away
where it is damaged, of another version or another site, or where a chain no longer has the head. No proof and
no audit reads it, and only its owner may.
"""

from __future__ import annotations

import json
import os
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from sulh.errors import LedgerError, plural
from sulh.ledger.keys import signature_holds
from sulh.ledger.private_files import make_private_file
from sulh.observe import REPORT_KINDS
from sulh.picture.tables import table_columns
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.ledger import Store

__all__ = [
    "FAULTS",
    "kept_header",
    "packed",
    "program_digest",
    "read_kept",
    "unpacked",
    "write_kept",
]

SIGNATURE_DIGITS = 128
FAULTS = (OSError, ValueError, KeyError, TypeError, LedgerError, pl.exceptions.PolarsError)
"""What a file may be at fault with; it is then as if there were none."""


def kept_header(*, simulated: bool) -> dict[str, Any]:
    """Return what a file must say to be of use to this version."""
    layout = [
        f"{kind.name} {kind.source} {table_columns(kind, REPORT_KINDS)}" for kind in RECORD_KINDS
    ]
    return {
        "sulh": version("sulh"),
        "polars": pl.__version__,
        "kinds": sha256("\n".join(layout).encode()).hexdigest(),
        "simulated": simulated,
    }


@cache
def program_digest(rooms: tuple[str, ...]) -> str:
    """Return the digest of the code of some rooms: a change in it must show at once, whatever the version."""
    folder = Path(__file__).parent.parent
    files = [each for room in rooms for each in sorted((folder / room).rglob("*.py"))]
    whole = sha256()
    for path in [folder / "values.py", *files]:
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def write_kept(
    path: Path,
    store: Store,
    title: bytes,
    header: Mapping[str, Any],
    sizes: Mapping[str, int],
    contents: Mapping[str, bytes],
) -> None:
    """Write a file of parts that were made from so many records of each site, signed under a title.

    Raises
    ------
    FAULTS
        When the folder cannot be written, there is no key, or a site signed no head over its records.
    """
    whole_header = {
        **header,
        "heads": {site: [size, _head_digest(store, site, size)] for site, size in sizes.items()},
        "parts": {name: len(content) for name, content in contents.items()},
    }
    whole = b"".join([json.dumps(whole_header).encode(), b"\n", *contents.values()])
    signature = store.sign(title + sha256(whole).digest()).hex().encode()
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    try:
        with os.fdopen(make_private_file(partial), "wb") as file:
            file.write(signature + whole)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def read_kept(
    path: Path, store: Store, title: bytes, expected: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, int], dict[str, bytes]] | None:
    """Return a file's header, how many records of each site it is of, and its parts; None without use.

    Raises
    ------
    FAULTS
        When it cannot be read, or is damaged in a way that its signature does not show.
    """
    content = path.read_bytes()
    signature, whole = content[:SIGNATURE_DIGITS], memoryview(content)[SIGNATURE_DIGITS:]
    key = store.chain(store.site).public_key
    if not signature_holds(
        key, title + sha256(whole).digest(), bytes.fromhex(str(signature, "ascii"))
    ):
        return None
    end = content.index(b"\n", SIGNATURE_DIGITS) + 1
    header = json.loads(content[SIGNATURE_DIGITS:end])
    if {name: header.get(name) for name in expected} != expected:
        return None
    for site, (size, digest) in header["heads"].items():
        if site not in store.sites() or _head_digest(store, site, size) != digest:
            return None
    parts = {}
    for name, length in header["parts"].items():
        parts[name] = content[end : end + length]
        end += length
    return header, {site: size for site, (size, _) in header["heads"].items()}, parts


def packed(frame: pl.DataFrame, compression: Literal["lz4", "zstd"] = "lz4") -> bytes:
    """Return a table as a part of a file."""
    content = BytesIO()
    frame.write_ipc(content, compression=compression)
    return content.getvalue()


def unpacked(part: bytes) -> pl.DataFrame:
    """Return the table of a part."""
    return pl.read_ipc(BytesIO(part))


def _head_digest(store: Store, site: str, size: int) -> str:
    """Return the digest of the head that a site signed over so many records.

    Raises
    ------
    LedgerError
        When it signed none.
    """
    head = store.chain(site).head_at(size)
    if head is None:
        raise LedgerError(f"Site {site} signed no head over {plural(size, 'record')}.")
    return sha256(head.content).hexdigest()
