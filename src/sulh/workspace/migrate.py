"""LedgerMigration a mission's ledger: from files to PostgreSQL, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh import ledger
from sulh.errors import InputError, LedgerError
from sulh.workspace.folder import LEDGER, SETTINGS, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["LedgerMigration", "migrate_ledger", "write_store"]

FILES = "files"
ROUNDS_MAX = 3
"""How many times records that others append during the move are copied, before the move gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerMigration:
    """Where a ledger was and is, the sizes of its chains, and the folder of its old files ("" if none)."""

    before: str
    after: str
    sizes: dict[str, int]
    aside: str


def migrate_ledger(
    folder: Path, to: str, *, progress: Callable[[int], None] | None = None
) -> LedgerMigration:
    """Copy the ledger of the mission in `folder` to another store, verify it, and use that one.

    `to` is ``postgresql://…`` or ``files``. The old ledger stays in use until the copy is complete,
    audited and compared; an interrupted move can be run again.

    Raises
    ------
    InputError
        When the ledger is there already.
    LedgerError
        When either store cannot be used, a fault is found, or somebody keeps appending.
    """
    url = "" if to == FILES else to
    old = read_settings(folder)["store"]
    path = folder / LEDGER
    if url == old:
        raise InputError(f"The ledger is there already: {to}.", remedy="Nothing to do.")
    with ledger.open_store(path, old) as source, ledger.begin_copy(source, path, url) as copy:
        for _ in range(ROUNDS_MAX):
            sizes = ledger.copy_all(source, copy, progress=progress)
            if all(source.chain(site).size == size for site, size in sizes.items()):
                break
        else:
            raise LedgerError(
                f"Somebody keeps appending to {source.where}.",
                remedy="Stop `sulh serve` and other commands, then move again.",
            )
        before, after = source.where, copy.where
    write_store(folder, url)
    aside = str(ledger.set_aside(path, sizes[next(iter(sizes))])) if not old else ""
    return LedgerMigration(before=before, after=after, sizes=sizes, aside=aside)


def write_store(folder: Path, url: str) -> None:
    """Write the store into ``sulh.toml``, and leave every other line as it is."""
    settings = folder / SETTINGS
    lines = settings.read_text(encoding="utf-8").splitlines()
    top = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    others = [line for line in lines[:top] if line.partition("=")[0].strip() != "store"]
    store = [f"store = {json.dumps(url)}"] if url else []
    partial = settings.with_name(f".{SETTINGS}.partial")
    partial.write_text("\n".join([*others, *store, *lines[top:]]) + "\n", encoding="utf-8")
    partial.replace(settings)
