"""A mission's folder: set one up, open one."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sulh import ledger, mission
from sulh.errors import AgreementError, InputError, SulhError
from sulh.mission.aliases import with_aliases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from sulh.ledger import Store
    from sulh.mission import Pack
    from sulh.mission.aliases import AliasProposal

__all__ = [
    "Workspace",
    "add_aliases",
    "known_sites",
    "mission_timezone",
    "open_ledger",
    "open_workspace",
    "set_up",
]

SETTINGS = "sulh.toml"
PACK = "pack"
LEDGER = "ledger"
KEY_DIGITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """An opened mission: its folder, its own copy of the pack, its ledger."""

    folder: Path
    site: str
    pack: Pack
    ledger: Path
    store: Store


def add_aliases(workspace: Workspace, proposals: Sequence[AliasProposal]) -> None:
    """Write proposed aliases into the mission's own copy of the pack.

    Raises
    ------
    InputError
        When its ``actors.toml`` cannot be changed safely.
    AgreementError
        When the pack with the aliases is faulty; then nothing is changed.
    """
    path = workspace.folder / PACK / workspace.pack.id / "actors.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(with_aliases(before, proposals), encoding="utf-8")
    try:
        mission.load(path.parent)
    except AgreementError:
        path.write_text(before, encoding="utf-8")
        raise


def set_up(
    folder: Path,
    *,
    pack_name: str,
    site: str,
    now: datetime,
    store: str = "",
    exercise: bool = False,
) -> Workspace:
    """Make a mission in `folder`: a copy of the pack, an empty ledger, the site's key.

    `store` is the address (``postgresql://…``, without a password) of an empty database for the
    ledger; empty: the ledger is in files in the folder. `exercise`: every record that is ever entered here
    is marked as simulated.

    Raises
    ------
    InputError
        When the folder already holds a mission or other files, or the site's name is not allowed.
    AgreementError
        When the pack is faulty.
    """
    if (folder / SETTINGS).exists():
        raise InputError(
            f"{folder} already holds a mission.", remedy="Choose another folder, or use this one."
        )
    if folder.is_file():
        raise InputError(f"{folder} is a file.", remedy="Name a folder that is new or empty.")
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty.", remedy="Choose an empty or a new folder.")
    source = mission.find(pack_name)
    pack = mission.load(source)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, folder / PACK / pack.id)
    try:
        ledger.create(
            folder / LEDGER,
            site=site,
            name=pack.title,
            pack=(pack.id, pack.digest),
            now=now,
            url=store,
        ).close()
    except SulhError:
        shutil.rmtree(folder / PACK)  # so that the same command can be tried again
        raise
    store_line = f"store = {json.dumps(store)}\n" if store else ""
    (folder / SETTINGS).write_text(
        "# A Sulh mission. The pack is in pack/, the records and the site's key in ledger/.\n"
        f'format = 1\nsite = "{site}"\npack = "{pack.id}"\n'
        f"{store_line}{'exercise = true' * exercise}\n",
        encoding="utf-8",
    )
    return open_workspace(folder)


def open_workspace(folder: Path) -> Workspace:
    """Open the mission in `folder`.

    Raises
    ------
    InputError
        When there is no mission, or its settings cannot be read.
    AgreementError
        When its copy of the pack is faulty.
    LedgerError
        When its ledger cannot be opened.
    """
    settings = read_settings(folder)
    pack = mission.load(folder / PACK / settings["pack"])
    return Workspace(
        folder=folder,
        site=settings["site"],
        pack=pack,
        ledger=folder / LEDGER,
        store=open_ledger(folder),
    )


def open_ledger(folder: Path) -> Store:
    """Open the ledger of the mission in `folder` without its pack, for a reader of its own."""
    settings = read_settings(folder)
    store = ledger.open_store(folder / LEDGER, settings["store"])
    store.simulates = bool(settings["exercise"])
    return store


def read_settings(folder: Path) -> dict[str, str]:
    """Read and check ``sulh.toml``."""
    path = folder / SETTINGS
    remedy = "Set one up with `sulh init FOLDER --pack NAME`, or name its folder with -C."
    if not path.is_file():
        raise InputError(f"There is no mission in {folder.resolve()}.", remedy=remedy)
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"{path} cannot be read: {error}", remedy=remedy) from error
    for key in ("site", "pack"):
        if not isinstance(settings.get(key), str) or not settings[key]:
            raise InputError(f"{path} does not name its {key}.", remedy=remedy)
    if settings.get("format") != 1:
        raise InputError(
            f"{path} has format {settings.get('format')!r}; this version of Sulh reads format 1.",
            remedy="Use the version of Sulh that made it.",
        )
    store = settings.get("store", "")
    if not isinstance(store, str):
        raise InputError(f"{path}: the store is not an address.", remedy=remedy)
    exercise = settings.get("exercise", False)
    if not isinstance(exercise, bool):
        raise InputError(f"{path}: exercise is neither true nor false.", remedy=remedy)
    own = {"site": settings["site"], "pack": settings["pack"], "store": store}
    return own | {"exercise": "yes" * exercise}


def mission_timezone(folder: Path) -> tzinfo:
    """Return the time zone of the mission in `folder`; UTC where there is no mission to read."""
    try:
        pack = folder / PACK / read_settings(folder)["pack"] / "pack.toml"
        return ZoneInfo(tomllib.loads(pack.read_text("utf-8"))["timezone"])
    except (SulhError, OSError, ValueError, KeyError, TypeError):
        return UTC  # the command itself says what is wrong with the mission


def known_sites(folder: Path) -> dict[str, str] | None:
    """Return the public keys (hex) of the sites in the table ``[sites]`` of ``sulh.toml``.

    None without such a table: then every site is accepted, under the first key it shows.

    Raises
    ------
    InputError
        When the table holds something else.
    """
    path = folder / SETTINGS
    sites = tomllib.loads(path.read_text(encoding="utf-8")).get("sites")
    if sites is None:
        return None
    keys = sites.items() if isinstance(sites, dict) else [("sites", sites)]
    for site, key in keys:
        if not isinstance(key, str) or len(key) != KEY_DIGITS or set(key) - set("0123456789abcdef"):
            raise InputError(
                f"{path}: the key of site {site!r} is not a public key.",
                remedy='Write 64 hex digits: [sites] team-site-4 = "a9ea…".',
            )
    return dict(sites)
