"""Load a pack, check one, find one, begin one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sulh.errors import AgreementError, InputError, Problem, plural
from sulh.mission.build import build
from sulh.mission.check_names import check_names
from sulh.mission.checks import check_across
from sulh.mission.raw import Raw, read_raw

if TYPE_CHECKING:
    from sulh.mission.pack import Pack

__all__ = ["bundled", "check", "find", "load"]


def bundled() -> tuple[str, ...]:
    """Return the names of the packs that come with Sulh."""
    folder = Path(str(files("sulh"))) / "packs"
    return tuple(sorted(each.parent.name for each in folder.glob("*/pack.toml")))


def find(name_or_folder: str) -> Path:
    """Return the folder of a bundled pack by its name, or the folder itself.

    Raises
    ------
    InputError
        When there is neither.
    """
    if name_or_folder in bundled():
        return Path(str(files("sulh"))) / "packs" / name_or_folder
    folder = Path(name_or_folder)
    if folder.is_dir():
        return folder
    raise InputError(
        f"There is no pack {name_or_folder!r}, and no such folder.",
        remedy=f"Bundled packs: {', '.join(bundled())}.",
    )


def check(folder: Path) -> tuple[Problem, ...]:
    """Return every fault of the pack in `folder` at once, by file and line. Nothing raises."""
    _, problems = _read(folder)
    return problems


def load(folder: Path) -> Pack:
    """Return the pack in `folder`.

    Raises
    ------
    AgreementError
        When it has any fault; the error carries them all.
    """
    parts, problems = _read(folder)
    faults = tuple(each for each in problems if each.severity == "error")
    if faults or parts is None:
        count = plural(len(faults), "fault")
        raise AgreementError(f"The pack in {folder} has {count}.", problems=faults)
    return build(*parts)


def _read(folder: Path) -> tuple[tuple[Raw, ZoneInfo] | None, tuple[Problem, ...]]:
    if not (folder / "pack.toml").is_file():
        problem = Problem(
            code="no-pack",
            source=str(folder),
            message="holds no pack.toml and is no pack",
            remedy="Begin one with `sulh pack new FOLDER`.",
        )
        return None, (problem,)
    raw = read_raw(folder)
    timezone = _timezone(raw)
    check_across(raw, timezone)
    check_names(raw)
    head = raw.pack.value
    if (
        isinstance(head, dict)
        and isinstance(head.get("id"), str)
        and head["id"] != folder.resolve().name
    ):
        raw.pack.fault(
            "wrong-folder",
            ("id",),
            f"is not the name of its folder, {folder.resolve().name!r}",
            value=head["id"],
        )
    return (raw, timezone), raw.problems()


def _timezone(raw: Raw) -> ZoneInfo:
    name = raw.pack.value.get("timezone") if isinstance(raw.pack.value, dict) else None
    if isinstance(name, str):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raw.pack.fault(
                "bad-value", ("timezone",), "is no time zone", value=name, expected="an IANA name"
            )
    return ZoneInfo("UTC")
