"""The log of the records, one line each, the audit, and what can be done after a bad one."""

from __future__ import annotations

from collections import deque
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
]


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
