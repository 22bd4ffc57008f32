"""The log of the records, one line each, the audit, and what can be done after a bad one."""

from __future__ import annotations

import json
from collections import deque
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sulh import ledger, mission
from sulh.errors import SulhError
from sulh.picture import set_aside_records
from sulh.values import format_utc
from sulh.workspace.devices import audit_devices
from sulh.workspace.folder import LEDGER, PACK, read_settings
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sulh.ledger import Chain, Fault, Head, RebuiltChain, Record, Store
    from sulh.mission import Pack
    from sulh.picture import SetAside
    from sulh.workspace.devices import DeviceFault

__all__ = [
    "AuditResult",
    "audit_folder",
    "latest_records",
    "other_heads",
    "rebuild_ledger",
    "record_json",
    "record_summary",
]

LINE_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """The result of an audit, and the ledger's last head."""

    path: str
    size: int
    root: str
    faults: tuple[Fault, ...]
    others: tuple[tuple[str, int, str], ...] = ()
    """For each other site's chain: its name, size and root."""
    set_aside: tuple[SetAside, ...] = ()
    """Records of other sites that are whole and signed, but whose bodies do not fit their kinds."""
    devices: tuple[DeviceFault, ...] = ()
    """Records that name a device whose signature does not hold, or that say something else than it sent."""

    @property
    def is_sound(self) -> bool:
        """Return whether every record, link and signature holds, also those of devices."""
        return not self.faults and not any(each.certain for each in self.devices)

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "path": self.path,
            "size": self.size,
            "root": self.root,
            "others": [
                {"site": site, "size": size, "root": root} for site, size, root in self.others
            ],
            "faults": [asdict(fault) for fault in self.faults],
            "set_aside": [asdict(each) for each in self.set_aside],
            "devices": [asdict(each) for each in self.devices],
        }


def audit_folder(folder: Path, *, progress: Callable[[int], None] | None = None) -> AuditResult:
    """Audit the mission's ledger. The pack is not needed, and a broken ledger raises nothing."""
    settings = read_settings(folder)
    path = folder / LEDGER
    if not settings["store"]:
        faults = ledger.audit(path, progress=progress)
        if faults:
            return AuditResult(path=str(path), size=0, root="", faults=faults)
    with ledger.open_store(path, settings["store"]) as store:
        if settings["store"]:
            faults = ledger.audit_store(store, progress=progress)
            if faults:
                return AuditResult(path=store.where, size=0, root="", faults=faults)
        head = _last_head(store.chain(store.site))
        return AuditResult(
            path=store.where,
            size=head.size,
            root=head.root,
            faults=(),
            others=other_heads(store),
            devices=audit_devices(store.records(), _pack_of(folder)),
            set_aside=set_aside_records(
                store.records(sites=store.sites()[1:]) if store.sites()[1:] else (), body_problem
            ),
        )


def _pack_of(folder: Path) -> Pack | None:
    """Return the mission's pack; None where it cannot be loaded."""
    try:
        return mission.load(folder / PACK / read_settings(folder)["pack"])
    except SulhError:
        return None


def rebuild_ledger(folder: Path, target: Path) -> tuple[RebuiltChain, ...]:
    """Write the mission's ledger anew into the folder `target` from its good records.

    Raises
    ------
    LedgerError
        When `target` exists, there is no ledger, or nothing of it can be read.
    """
    return ledger.rebuild(folder / LEDGER, target, read_settings(folder)["store"])


def other_heads(store: Store) -> tuple[tuple[str, int, str], ...]:
    """Return name, size and root (hex) of each other site's chain."""
    heads = (_last_head(store.chain(site)) for site in store.sites()[1:])
    return tuple((head.site, head.size, head.root) for head in heads)


def _last_head(chain: Chain) -> Head:
    (last,) = deque((head for head, _ in chain.heads(after=chain.size - 1)), maxlen=1)
    return last.read()


def latest_records(records: Iterable[Record], count: int) -> list[Record]:
    """Return the last `count` records in order."""
    return list(deque(records, maxlen=count))


def record_json(record: Record) -> dict[str, Any]:
    """Return a record in types that JSON has."""
    return asdict(record) | {"recorded_at": format_utc(record.recorded_at)}


def record_summary(record: Record) -> str:
    """Say in one line what a record reports."""
    problem = body_problem(record.kind, record.body)
    if problem:
        return shorten(f"set aside: {problem}")
    if record.kind == "witness":
        return shorten(_witness_line(record.site, record.body))
    sentence = SENTENCES.get(record.kind)
    if sentence is not None:
        return shorten(sentence(record.body))
    parts = [str(record.body[key]) for key in REPORT_KEYS if record.body.get(key)]
    return shorten("  ".join(parts))


def _witness_line(site: str, body: dict[str, Any]) -> str:
    by = site
    with suppress(ValueError, TypeError, AttributeError, KeyError):
        by = str(json.loads(body["countersignature"]["statement"])["witness"])
    return f"{by} saw {body.get('site')} with {body.get('size')} records, root {str(body.get('root'))[:12]}"


def _words_of_note(text: Any) -> str:
    """Name the audiences of a sealed note; its text is never shown here."""
    sealed = text.get("sealed", {}) if isinstance(text, dict) else {}
    return f"[sealed for {', '.join(map(str, sealed.get('audiences', ())))}]"


REPORT_KEYS = ("source", "ref", "actor", "item", "act", "duty", "text")
SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "correction": lambda body: f"corrects {body['corrects'][:12]}: {body.get('reason', '')}",
    "retraction": lambda body: f"retracts {body['retracts'][:12]}: {body.get('reason', '')}",
    "release": lambda body: (
        f"releases {body['releases'][:12]} to {', '.join(body.get('to', [])) or 'nobody'}"
        f"{', marked ' + body['tlp'] if body.get('tlp') else ''}: {body.get('reason', '')}"
    ),
    "import": lambda body: f"{body.get('name', '')} sha256 {str(body.get('digest', ''))[:12]}",
    "genesis": lambda body: f"site {body.get('site', '')}",
    "fork": lambda body: f"site {body.get('site')} signed two histories: {body.get('file')}",
    "note": lambda body: f"about {body['about'][:12]}: {_words_of_note(body.get('text'))}",
    "key-destroyed": lambda body: f"case {body.get('case')} is forgotten: {body.get('reason')}",
    "device-key": lambda body: f"device key {body['key'][:12]} of {body['account']} {body['what']}",
    "access": lambda body: (
        f"{body['role']} {body.get('account', '')} read "
        f"{len(body['records']) + len(body.get('findings', []))} restricted: {body['what']}"
    ),
    "answer": lambda body: f"{body['party']} {body['stance']} {body['finding']}: {body['text']}",
}


def shorten(text: str) -> str:
    """Shorten a line that is too long, and mark it."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return clean if len(clean) <= LINE_MAX else clean[: LINE_MAX - 1] + "…"
