"""Look at the records: the log, one line each, and the audit."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sulh import ledger
from sulh.desk.folder import LEDGER, read_settings
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sulh.ledger import Fault, Record

__all__ = ["AuditResult", "audit_folder", "last_of", "one_line", "record_as_json"]

LINE_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """What an audit found, and what the ledger's last head says."""

    path: Path
    size: int
    root: str
    faults: tuple[Fault, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "path": str(self.path),
            "size": self.size,
            "root": self.root,
            "faults": [asdict(fault) for fault in self.faults],
        }


def audit_folder(folder: Path, *, progress: Callable[[int], None] | None = None) -> AuditResult:
    """Audit the mission's ledger. The pack is not needed, and a broken ledger raises nothing."""
    read_settings(folder)
    path = folder / LEDGER
    faults = ledger.audit(path, progress=progress)
    if faults:
        return AuditResult(path=path, size=0, root="", faults=faults)
    with ledger.open_store(path) as store:
        head = store.heads()[-1]
    return AuditResult(path=path, size=head.size, root=head.root, faults=())


def last_of(records: Iterable[Record], count: int) -> list[Record]:
    """Return the last `count` records in order."""
    return list(deque(records, maxlen=count))


def record_as_json(record: Record) -> dict[str, Any]:
    """Return a record in types that JSON has."""
    return asdict(record) | {"recorded_at": format_utc(record.recorded_at)}


def one_line(record: Record) -> str:
    """Say in one line what a record reports."""
    body = record.body
    if record.kind == "correction":
        return shorten(f"corrects {body['corrects'][:12]}: {body['reason']}")
    if record.kind == "retraction":
        return shorten(f"retracts {body['retracts'][:12]}: {body['reason']}")
    if record.kind == "import":
        return shorten(f"{body.get('name', '')} sha256 {str(body.get('digest', ''))[:12]}")
    if record.kind == "genesis":
        return shorten(f"site {record.site}")
    parts = [
        body.get("source", ""),
        body.get("ref", ""),
        body.get("actor", ""),
        body.get("item", ""),
        body.get("act", ""),
        body.get("duty", ""),
        body.get("text", ""),
    ]
    return shorten("  ".join(str(part) for part in parts if part))


def shorten(text: str) -> str:
    """Cut a line that is too long, with a mark."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return clean if len(clean) <= LINE_MAX else clean[: LINE_MAX - 1] + "…"
