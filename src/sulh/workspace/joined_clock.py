"""The clock of a site that joined a live exercise: the facilitator's, as the last exchange told it.

It is in ``exercise/joined.json``. Between exchanges, and while the line is cut, it goes on at the speed that
was told. It never runs back: where it came too far, it stands until the facilitator's has come as far.
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.workspace.exercise_files import FOLDER
from sulh.workspace.folder import open_workspace, set_up
from sulh.workspace.live_exercise import is_live
from sulh.workspace.peer_requests import ask_peer, read_reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sulh.workspace.folder import Workspace

__all__ = [
    "ClockReading",
    "JoinedClock",
    "exercise_clock_of",
    "follow_clock",
    "is_joined",
    "joined_reading",
    "joined_time",
    "keep_reading",
    "set_up_joined",
]

JOINED = "joined.json"
SPEED_MAX = 1000
ANSWER_BYTES_MAX = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """The exercise's `clock` (UTC) at the moment `real` (UTC) of this site's own clock, and how it runs on.

    `speed` is 0 while the exercise is paused; it ends at `until` (UTC).
    """

    clock: datetime
    real: datetime
    speed: float
    until: datetime

    def at(self, real: datetime) -> datetime:
        """Return the exercise's time (UTC) at a moment (UTC, this site's own clock)."""
        passed = max(real - self.real, timedelta()) * self.speed
        return self.until if passed >= self.until - self.clock else self.clock + passed


def read_reading(values: Mapping[str, Any], *, real: datetime) -> ClockReading:
    """Return what another site told of its exercise's clock at the moment `real`.

    Raises
    ------
    ValueError
        When it is none.
    """
    try:
        clock, until = (datetime.fromisoformat(str(values[name])) for name in ("clock", "until"))
        speed = float(values["speed"])
    except (LookupError, TypeError) as error:
        raise ValueError(f"{shown(values)} is no clock of an exercise") from error
    if clock.tzinfo is None or until.tzinfo is None or not 0 <= speed <= SPEED_MAX or clock > until:
        raise ValueError(f"{shown(values)} is no clock of an exercise")
    return ClockReading(
        clock=clock.astimezone(UTC), real=real, speed=speed, until=until.astimezone(UTC)
    )


def keep_reading(folder: Path, reading: ClockReading) -> None:
    """Keep a reading in a mission's folder, as a whole or not at all."""
    own = folder / FOLDER
    own.mkdir(exist_ok=True)
    part = own / f"{JOINED}.part"
    values = {
        "clock": reading.clock.isoformat(), "real": reading.real.isoformat(), "speed": reading.speed,
        "until": reading.until.isoformat(),
    }  # fmt: skip
    part.write_text(json.dumps(values) + "\n", "utf-8")
    part.replace(own / JOINED)


def is_joined(folder: Path) -> bool:
    """Say whether a mission's folder has joined an exercise of another site."""
    return (folder / FOLDER / JOINED).is_file()


def joined_time(folder: Path, real: datetime) -> datetime:
    """Return the exercise's time (UTC) at a moment (UTC, this site's own clock), by the last reading.

    Raises
    ------
    InputError
        When the file of the reading cannot be read.
    """
    return joined_reading(folder).at(real)


def joined_reading(folder: Path) -> ClockReading:
    """Return the last reading of the clock of the exercise that a mission joined.

    Raises
    ------
    InputError
        When the file of the reading cannot be read.
    """
    path = folder / FOLDER / JOINED
    try:
        values = json.loads(path.read_text("utf-8"))
        since = datetime.fromisoformat(values["real"])
        return read_reading(values, real=since)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is no clock of an exercise: {error}.",
            remedy="Exchange records with the site that runs it: sulh sync PEER.",
        ) from error


class JoinedClock:
    """The clock of a site that joined an exercise; `real` is its own clock (UTC). It never runs back."""

    def __init__(self, folder: Path, *, real: Callable[[], datetime]) -> None:
        self._folder, self._real = folder, real
        workspace = open_workspace(folder)
        try:
            times = [
                each.recorded_at
                for each in workspace.store.records()
                if each.site == workspace.site
            ]
        finally:
            workspace.store.close()
        self._latest = max((joined_time(folder, real()), *times))

    def __call__(self) -> datetime:
        """Return the exercise's time (UTC)."""
        self._latest = max(self._latest, joined_time(self._folder, self._real()))
        return self._latest


def follow_clock(
    workspace: Workspace, clock: Mapping[str, Any] | None, *, real: datetime
) -> datetime:
    """Keep the clock of the exercise that another site runs (None: none), and return its time (UTC).

    A site that runs an exercise itself, and a mission in earnest, keep their own time `real` (UTC).
    """
    folder = workspace.folder
    if clock is not None and workspace.store.simulates and not is_live(folder):
        keep_reading(folder, read_reading(clock, real=real))
    return joined_time(folder, real) if is_joined(folder) else real


def exercise_clock_of(url: str, *, token: str, now: datetime) -> ClockReading:
    """Return the clock of the live exercise that the site at `url` runs; `now` is this site's own (UTC).

    Raises
    ------
    InputError
        When it cannot be reached, or runs none.
    """
    try:
        with ask_peer(url.rstrip("/") + "/api/v1/sync", token, None) as answer:
            clock = read_reply(answer.read_all(ANSWER_BYTES_MAX)).get("exercise")
        if clock is not None:
            return read_reading(clock, real=now)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputError(
            f"{url} cannot be asked: {shown(error)}.",
            remedy="Check the address, and the token (--token or SULH_TOKEN).",
        ) from error
    raise InputError(
        f"{url} runs no live exercise.",
        remedy="Join the site of the facilitator (sulh exercise live).",
    )


def set_up_joined(folder: Path, *, pack_name: str, site: str, reading: ClockReading) -> None:
    """Make a mission in `folder` for trainees of another site: every record of it is simulated.

    Raises
    ------
    InputError
        When the folder is not empty, or the site's name is not allowed.
    AgreementError
        When the pack is faulty.
    """
    set_up(folder, pack_name=pack_name, site=site, now=reading.clock, exercise=True).store.close()
    keep_reading(folder, reading)
