"""The options that many commands share, each declared once, as the type of a parameter.

A command takes them by name: ``at: At = None``, ``output: Page = None``; see `sulh.cli.parameters`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import click

from sulh.cli import rooms
from sulh.cli.processes import ProcessExecutor
from sulh.errors import InputError
from sulh.languages import LANGUAGES
from sulh.query_times import parse_when

if TYPE_CHECKING:
    from sulh.values import Executor

__all__ = [
    "AnyFile",
    "AsOf",
    "At",
    "Author",
    "Clock",
    "Exercise",
    "From",
    "FromUtc",
    "InFile",
    "InFolder",
    "Json",
    "Judging",
    "JudgingSince",
    "Language",
    "LonLat",
    "Moment",
    "NewPath",
    "Page",
    "Quiet",
    "Rejects",
    "Until",
    "When",
    "executor_on",
    "writes",
]


class When(click.ParamType[datetime]):
    """A day, a month, or a moment with its offset; returns a `datetime` in UTC.

    Days and months are UTC's, or the mission's with `on_mission_clock`.
    """

    name = "time"

    def __init__(self, edge: Literal["start", "end"], *, on_mission_clock: bool = False) -> None:
        self.edge = edge
        self.on_mission_clock = on_mission_clock

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Return what stands for the value in the help."""
        return "TIME"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment that the text means."""
        if isinstance(value, datetime):
            return value
        try:
            return parse_when(value, self.edge, _timezone(ctx) if self.on_mission_clock else UTC)
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


class LonLat(click.ParamType[tuple[float, float]]):
    """A point as longitude,latitude."""

    name = "lon,lat"

    def convert(
        self,
        value: str | tuple[float, float],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, float]:
        """Return longitude and latitude in degrees."""
        if isinstance(value, tuple):
            return value
        try:
            lon, lat = map(float, value.split(","))
        except ValueError:
            lon = lat = float("nan")
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            self.fail(f"{value!r} is not a point; write longitude,latitude.", param, ctx)
        return lon, lat


class Clock(click.ParamType[float]):
    """A time of day, HH:MM, in minutes after midnight."""

    name = "HH:MM"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return minutes after midnight."""
        if isinstance(value, float):
            return value
        try:
            return rooms.protect.parse_clock(value)
        except InputError as error:
            self.fail(f"{error} {error.remedy}", param, ctx)


def _timezone(ctx: click.Context | None) -> tzinfo:
    """Return the clock of the mission in the command's folder; UTC outside a mission."""
    folder = ctx.find_root().params.get("folder") if ctx is not None else None
    if folder is None:
        return UTC
    from sulh.workspace.folder import mission_timezone

    return mission_timezone(folder)


def writes(*endings: str) -> dict[str, Any]:
    """Return what makes a parameter the option ``-o FILE`` for the `endings` that a command can write.

    The ending is checked before any work is done.
    """

    def check(ctx: click.Context, param: click.Parameter, path: Path | None) -> Path | None:
        if path is not None and path.suffix.casefold() not in endings:
            raise click.BadParameter(
                f"{path.name} does not end in {' or '.join(endings)}.", ctx=ctx, param=param
            )
        return path

    return {
        "names": ["-o", "--output"],
        "type": click.Path(path_type=Path, dir_okay=False),
        "callback": check,
        "metavar": "FILE",
        "help": f"Write the result to FILE; its ending chooses the form: {', '.join(endings)}.",
    }


@contextmanager
def executor_on(address: str, processes: int = 1) -> "Iterator[Executor | None]":
    """Work on the Dask cluster at an address (``tcp://HOST:PORT``), or in processes; None: in this one."""
    alone = ProcessExecutor(processes) if processes > 1 else None
    with rooms.warn.on_cluster(address) if address else nullcontext(alone) as executor:
        yield executor


FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
SINCE = "Leave out what ended before this day, month or time."
MISSION_START = When("start", on_mission_clock=True)
MISSION_END = When("end", on_mission_clock=True)

InFile = Annotated[Path, FILE]
"""An existing file."""
InFolder = Annotated[Path, click.Path(path_type=Path, file_okay=False, exists=True)]
"""An existing folder."""
AnyFile = Annotated[Path | None, FILE]
"""An existing file, or none."""
NewPath = Annotated[Path, click.Path(path_type=Path)]
"""A file or folder that may not be there yet."""
At = Annotated[
    datetime | None,
    "Judge up to the end of this day or month, or up to this time; default: now.",
    MISSION_END,
]
AsOf = Annotated[
    datetime | None,
    "Use only what was known at this day, month or time; default: everything.",
    MISSION_END,
]
From = Annotated[datetime | None, SINCE, "--from", MISSION_START]
FromUtc = Annotated[datetime | None, SINCE, "--from", When("start")]
"""The same, where days are UTC's."""
Until = Annotated[
    datetime | None, "Leave out what began after this day, month or time.", When("end")
]
"""Days are UTC's."""
Exercise = Annotated[bool, "Use the simulated records of an exercise instead."]
Json = Annotated[bool, "Print JSON.", "--json"]
Language = Annotated[
    str,
    "The language of the page: Arabic, English or French. Names and texts stay as they are.",
    click.Choice(LANGUAGES),
]
Quiet = Annotated[bool, "Print no progress and no notes.", "-q", "--quiet"]
Rejects = Annotated[
    Path | None,
    "Folder for rejected rows (NAME.rejects.csv); default: beside each table.",
    click.Path(path_type=Path, file_okay=False, exists=True),
]
Author = Annotated[str, "The author's role, not a name."]
"""The role of whoever enters something, never a person's name."""
OFFICER = "watch officer"
"""The author where none is named."""
Page = Annotated[Path | None, writes(".html", ".pdf", ".xlsx", ".json")]
"""Where to write a page, or the result as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is judged: at which moment, by what was known when."""

    at: At = None
    as_of: AsOf = None
    exercise: Exercise = False

    @property
    def moment(self) -> datetime:
        """Return the moment that is judged, UTC; now where none is named."""
        return self.at or datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging(Moment):
    """The same, from a moment on."""

    since: From = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingSince(Judging):
    """The same, where ``--from`` is also ``--since``."""

    since: Annotated[datetime | None, SINCE, "--from", "--since", MISSION_START] = None
