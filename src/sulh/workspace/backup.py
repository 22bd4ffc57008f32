"""A mission's folder as one file, made while others write, and the way back.

The file is a zip archive with a list of what is in it (``sulh-backup.json``: each file's length and
SHA-256). It holds the site's signing key, the accounts and all records.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import tomllib
import zipfile
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sulh import __version__, ledger
from sulh.errors import InputError, LedgerError, plural
from sulh.ledger.private_files import make_private_file, make_private_folder
from sulh.ledger.store import KEY, RESTORED
from sulh.values import format_utc
from sulh.workspace.audit import AuditResult, audit_folder
from sulh.workspace.exercise_files import FOLDER as EXERCISE
from sulh.workspace.folder import LEDGER, PACK, SETTINGS, read_settings
from sulh.workspace.import_steps import GAZETTEER
from sulh.workspace.migrate import write_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

__all__ = ["Restored", "back_up", "hidden_files", "restore", "resume"]

FORMAT = 1
MANIFEST = "sulh-backup.json"
ACCOUNTS = "accounts.sqlite"
SERVE = "serve.toml"
DUMP = f"{LEDGER}/ledger.sql"
CAPABILITIES = "capabilities.toml"
FILES = (SETTINGS, SERVE, GAZETTEER, CAPABILITIES, f"{LEDGER}/{KEY}", f"{LEDGER}/{RESTORED}")
FOLDERS = (PACK, "keys", "refused", "rejects", "attachments", EXERCISE)
"""Not what is made again: kept pictures, and up to when threats were pulled, which must not be ahead of the
ledger. Not the queue of notices: a backup that is tried on another machine must send nothing."""
LARGE = "roads"
"""The setting whose file is not in a backup: a published map, too large for every night."""
NAME = re.compile(r"[^./\\:\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]*")
"""One part of a file's path: no way out of the folder, and nothing hidden."""
IN_LEDGER = re.compile(
    rf"{LEDGER}/(site\.key|restored\.json|ledger\.sql|(ledger|sites/[^/]+)\.sqlite(\.check)?)"
)
"""What a backup holds of the ledger: no log and no kept picture, which would say what no audit reads."""
DATABASES = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".lock")
PART = 1 << 20
MANIFEST_BYTES_MAX = 50_000_000
FILES_MAX = 100_000
RATIO_MAX = 200
"""A ledger is packed into a fifth or a tenth; more than this is a bomb."""
SPARE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored: when the backup was made (text), and the audit of the ledger."""

    made_at: str
    audit: AuditResult


def back_up(folder: Path, file: Path, *, now: datetime) -> int:
    """Write the mission in `folder` into a new `file` for its owner only; return its bytes.

    Others may write meanwhile: the ledger and the accounts are copied as they stand at one moment. The
    file is there in the end, or not at all.

    Raises
    ------
    InputError
        When there is no mission, or the file is there already or cannot be written.
    LedgerError
        When the ledger cannot be read.
    """
    url = read_settings(folder)["store"]
    with _file_errors(file):
        if file.exists() or file.is_symlink():
            raise InputError(f"{file} is there already.", remedy="Name a new file.")
        work = file.with_name(f".{file.name}.partial")
        shutil.rmtree(work, ignore_errors=True)  # by a backup that was interrupted
        make_private_folder(work)
        try:
            _copy_databases(folder, work, url)
            packed = work / "packed.zip"
            with os.fdopen(make_private_file(packed), "wb") as out:
                _pack(out, _sources(folder, work), now)
                os.fsync(out.fileno())
            _put(packed, file)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        return file.stat().st_size


def _copy_databases(folder: Path, work: Path, url: str) -> None:
    make_private_folder(work / LEDGER)
    if url:
        from sulh.ledger.postgres.dump import dump_database  # noqa: PLC0415 -- an extra

        dump_database(url, work / DUMP)
    else:
        ledger.copy_chains(folder / LEDGER, work / LEDGER)
    if (folder / ACCOUNTS).exists():
        ledger.copy_database(folder / ACCOUNTS, work / ACCOUNTS)


def _sources(folder: Path, work: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and place of each file of a backup; `work` holds the copies of the databases."""
    for name in dict.fromkeys((*FILES, *_named_files(folder))):
        if os.path.isfile(folder / name):  # noqa: PTH113 -- False where a text is too long to be a name
            yield name, folder / name
    for top, places in ((folder, FOLDERS), (work, (LEDGER, ACCOUNTS))):
        for place in places:
            for path in sorted([top / place, *(top / place).rglob("*")]):
                within = path.relative_to(top).as_posix()
                if path.is_file() and _is_safe(within):
                    yield within, path


def hidden_files(folder: Path) -> list[str]:
    """Return the files that a backup leaves out for their names, such as ``.DS_Store``, in order.

    Parts of files that are on their way are none of them: they come again.
    """
    names = [
        path.relative_to(folder).as_posix()
        for place in FOLDERS
        for path in sorted((folder / place).rglob("*"))
        if path.is_file() and path.suffix != ".part"
    ]
    return [each for each in names if not _is_safe(each)]


def _named_files(folder: Path) -> list[str]:
    """Return the files that the server's settings name: secrets, certificates. It would not start without.

    Only those in the mission's folder, however they are written: ``tls/own.pem``, ``./tls/own.pem``, or whole.
    """
    with suppress(OSError, ValueError):
        settings = tomllib.loads((folder / SERVE).read_text("utf-8"))
        texts = _texts({name: each for name, each in settings.items() if name != LARGE})
        names = [os.path.relpath(folder / each, folder).replace(os.sep, "/") for each in texts]
        own = (LEDGER, *FOLDERS)  # go in as a whole
        return [
            each
            for each in names
            if _is_safe(each) and each.split("/")[0] not in own and not each.endswith(DATABASES)
        ]
    return []


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a table of settings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _pack(out: Any, sources: Iterator[tuple[str, Path]], now: datetime) -> None:
    entries: list[dict[str, Any]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sources:
            digest, size = sha256(), 0
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
                for part in iter(lambda: source.read(PART), b""):
                    digest.update(part)
                    size += len(part)
                    target.write(part)
            entries.append({"name": name, "bytes": size, "sha256": digest.hexdigest()})
        manifest = {"format": FORMAT, "sulh": __version__, "made_at": format_utc(now)}
        archive.writestr(MANIFEST, json.dumps(manifest | {"files": entries}, indent=1))


def _put(packed: Path, file: Path) -> None:
    """Give a whole file its name, and never take it from another."""
    try:
        os.link(packed, file)
    except FileExistsError:
        raise InputError(f"{file} is there already.", remedy="Name a new file.") from None
    except OSError:  # a medium without hard links, such as most USB sticks
        if file.exists():
            raise InputError(f"{file} is there already.", remedy="Name a new file.") from None
        packed.rename(file)


def restore(file: Path, folder: Path, *, store: str = "") -> Restored:
    """Make the mission of a backup anew in `folder`, which must be empty or new, and audit it.

    `store` is the address of an empty database, for a ledger that was on PostgreSQL; empty: the address
    in the backup. The ledger takes no new record before `resume`.

    Raises
    ------
    InputError
        When the folder is not empty, or the file is no whole backup: nothing is left in the folder.
    LedgerError
        When the ledger in the backup has a fault, or the database cannot be used.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is not empty.", remedy="Choose an empty or a new folder.")
    partial = folder.with_name(f".{folder.resolve().name}.restoring")
    with _file_errors(file):
        shutil.rmtree(partial, ignore_errors=True)
        make_private_folder(partial)
        try:
            made_at = _unpack(file, partial)
            _mark_restored(partial, made_at)
            _load_dump(partial, store)
            audit = audit_folder(partial)
            if audit.faults:
                raise LedgerError(
                    f"The ledger in {file} has a fault: {audit.faults[0]}",
                    remedy="Take another backup. The file is a zip archive; `sulh ledger rebuild` can "
                    "save the good records of the ledger in it.",
                )
            if folder.exists():
                folder.rmdir()
            partial.rename(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return Restored(made_at=made_at, audit=audit_folder(folder))


def _mark_restored(folder: Path, made_at: str) -> None:
    marker = folder / LEDGER / RESTORED
    marker.unlink(missing_ok=True)  # of a restored ledger that was backed up before it was resumed
    make_private_folder(marker.parent)
    with os.fdopen(make_private_file(marker), "w", encoding="utf-8") as file:
        file.write(json.dumps({"made_at": made_at}) + "\n")


def resume(folder: Path) -> AuditResult:
    """Let a restored ledger take records again, unless the audit says that it lacks some.

    The audit knows what other sites and parties signed that they saw of this site's chain.

    Raises
    ------
    InputError
        When the ledger was not restored, or was resumed already.
    LedgerError
        When the audit names a fault.
    """
    marker = folder / LEDGER / RESTORED
    read_settings(folder)
    if not marker.exists():
        raise InputError("This ledger takes records: it waits for nothing.")
    audit = audit_folder(folder)
    if audit.faults:
        raise LedgerError(
            f"The restored ledger is not whole: {audit.faults[0]}",
            remedy="Run `sulh sync` with the sites that hold the missing records.",
        )
    marker.unlink()
    return audit


def _unpack(file: Path, folder: Path) -> str:
    """Write the files of a backup into `folder`, each checked; return when it was made."""
    with zipfile.ZipFile(file) as archive:
        members = {each.filename: each for each in archive.infolist()}
        made_at, entries = _read_manifest(archive, members)
        names = [each["name"] for each in entries]
        if sorted([*names, MANIFEST]) != sorted(each.filename for each in archive.infolist()):
            raise InputError(f"{file} does not hold the files that its list names.")
        total = sum(each["bytes"] for each in entries)
        if total > RATIO_MAX * file.stat().st_size + SPARE_BYTES:
            raise InputError(
                f"{file} would grow to {plural(total, 'byte')}: it is no backup of Sulh."
            )
        if total + SPARE_BYTES > shutil.disk_usage(folder).free:
            raise InputError(f"There is no room for the {plural(total, 'byte')} of {file}.")
        for entry in entries:
            _unpack_one(archive, members[entry["name"]], entry, folder)
    return made_at


def _read_manifest(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]
) -> tuple[str, list[dict[str, Any]]]:
    if MANIFEST not in members:
        raise InputError(f"{archive.filename} is no backup of Sulh: it has no {MANIFEST}.")
    with archive.open(_plain(members[MANIFEST])) as source:
        content = source.read(MANIFEST_BYTES_MAX + 1)
    manifest = json.loads(content[:MANIFEST_BYTES_MAX])
    if manifest["format"] != FORMAT:
        raise InputError(
            f"{archive.filename} has format {manifest['format']!r}; this version of Sulh reads {FORMAT}.",
            remedy="Use the version of Sulh that made it, or a later one.",
        )
    entries = manifest["files"]
    folded = {str(each["name"]).casefold() for each in entries}
    if len(folded) != len(entries) or len(entries) > FILES_MAX:
        raise InputError(f"{archive.filename} names a file twice, or too many.")
    for each in entries:
        outside = each["name"].startswith(f"{LEDGER}/") and not IN_LEDGER.fullmatch(each["name"])
        if outside or not _is_safe(each["name"]) or each["name"].endswith(("-wal", "-shm")):
            raise InputError(
                f"{archive.filename}: {each['name'][:80]!r} is no name of a file here."
            )
        if type(each["bytes"]) is not int or each["bytes"] < 0:
            raise InputError(f"{archive.filename}: {each['name']} has no length.")
    return str(manifest["made_at"])[:40], entries


def _is_safe(name: str) -> bool:
    """Say whether a name, with ``/`` between its parts, stays within a folder."""
    return all(NAME.fullmatch(part) for part in name.split("/")) and len(name) < 1000


def _plain(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return a member of an archive that is a plain file, packed as backups are."""
    mode = member.external_attr >> 16
    plain = stat.S_IFMT(mode) in {0, stat.S_IFREG} and not member.is_dir()
    packed = member.compress_type in {zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED}
    if not plain or not packed or member.flag_bits & 1:
        raise InputError(f"{member.filename[:80]!r} in the backup is no plain file.")
    return member


def _unpack_one(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, entry: dict[str, Any], folder: Path
) -> None:
    digest, left = sha256(), entry["bytes"]
    path = folder / PurePosixPath(entry["name"])
    for parent in reversed(path.relative_to(folder).parents):
        make_private_folder(folder / parent)
    with archive.open(_plain(member)) as source, os.fdopen(make_private_file(path), "wb") as target:
        while left >= 0 and (part := source.read(PART)):
            left -= len(part)
            digest.update(part)
            target.write(part)
    if left or digest.hexdigest() != entry["sha256"]:
        raise InputError(f"{entry['name']} in {archive.filename} is damaged.")


def _load_dump(folder: Path, store: str) -> None:
    """Fill the database of a ledger that was on PostgreSQL."""
    url = read_settings(folder)["store"]
    if not url:
        if store:
            raise InputError(
                "The ledger in this backup is in files.",
                remedy="Leave out --store; move it later with `sulh ledger move`.",
            )
        return
    from sulh.ledger.postgres.dump import load_database  # noqa: PLC0415 -- an extra

    if store:
        write_store(folder, store)
    dump = folder / DUMP
    if not dump.is_file():
        raise InputError("The backup lacks the rows of its ledger.")
    load_database(store or url, dump)
    dump.unlink()


@contextmanager
def _file_errors(file: Path) -> Iterator[None]:
    """Turn what goes wrong with a backup's file into a sentence."""
    remedy = "Use another backup."
    try:
        yield
    except OSError as error:
        raise InputError(f"{file} cannot be used: {error.strerror or error}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise InputError(
            f"{file} is damaged or no backup of Sulh: {error}", remedy=remedy
        ) from error
    except (
        ValueError, KeyError, TypeError, AttributeError, NotImplementedError, RecursionError
    ) as error:  # fmt: skip
        raise InputError(f"{file} is no backup that Sulh made.", remedy=remedy) from error
