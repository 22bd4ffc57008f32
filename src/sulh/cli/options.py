"""The options that many commands share, each defined once: times, output, JSON, rejects.

A command takes them as typed parameters: ``at: datetime | None``, ``output: Path | None`` and so on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

import click

from sulh.languages import LANGUAGES
from sulh.query_times import parse_when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "AS_OF",
    "AT",
    "AUTHOR",
    "EXERCISE",
    "FILE",
    "FROM",
    "JSON",
    "LANGUAGE",
    "QUIET",
    "REJECTS",
    "UNTIL",
    "Judging",
    "When",
    "as_one",
    "author_option",
    "from_option",
    "judging_options",
    "output_option",
]

Command = TypeVar("Command", bound="Callable[..., Any]")

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
"""An existing file, as an argument or option."""


class When(click.ParamType[datetime]):
    """A day, a month, or a moment with its offset; returns a `datetime` in UTC.

    Days and months are UTC's, or the mission's with `on_mission_clock`.
    """

    name = "time"

    def __init__(self, edge: Literal["start", "end"], *, on_mission_clock: bool = False) -> None:
        self.edge = edge
        self.on_mission_clock = on_mission_clock

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


def _timezone(ctx: click.Context | None) -> tzinfo:
    """Return the clock of the mission in the command's folder; UTC outside a mission."""
    folder = ctx.find_root().params.get("folder") if ctx is not None else None
    if folder is None:
        return UTC
    from sulh.workspace.folder import mission_timezone

    return mission_timezone(folder)


AT = click.option(
    "--at",
    type=When("end", on_mission_clock=True),
    metavar="TIME",
    help="Judge up to the end of this day or month, or up to this time; default: now.",
)
AS_OF = click.option(
    "--as-of",
    type=When("end", on_mission_clock=True),
    metavar="TIME",
    help="Use only what was known at this day, month or time; default: everything.",
)


def from_option(*names: str) -> Callable[[Command], Command]:
    """Return the option ``--from TIME``, by further `names` too; the parameter is ``since``."""
    return click.option(
        "--from",
        *names,
        "since",
        type=When("start", on_mission_clock=True),
        metavar="TIME",
        help="Leave out what ended before this day, month or time.",
    )


FROM = from_option()
UNTIL = click.option(
    "--until",
    type=When("end"),
    metavar="TIME",
    help="Leave out what began after this day, month or time.",
)
EXERCISE = click.option(
    "--exercise", is_flag=True, help="Use the simulated records of an exercise instead."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What is judged, of which times: the options `AT`, `AS_OF`, `FROM` and `EXERCISE` together."""

    at: datetime | None
    as_of: datetime | None
    since: datetime | None
    exercise: bool


def as_one(
    parameter: str, names: Iterable[str], options: Sequence[Any], make: Callable[..., Any]
) -> Callable[[Command], Command]:
    """Return what gives a command `options` as one `parameter`: what `make` makes of those with `names`."""

    def give(command: Command) -> Command:
        @wraps(command)
        def run(*args: Any, **values: Any) -> Any:
            own = {each: values.pop(each) for each in names}
            return command(*args, **{parameter: make(**own)}, **values)

        wrapped: Any = run
        for option in reversed(options):
            wrapped = option(wrapped)
        return cast("Command", wrapped)

    return give


def judging_options(*names: str) -> Callable[[Command], Command]:
    """Return the options of a command that judges; its parameter is ``judging``. See `from_option`."""
    options = (AT, AS_OF, from_option(*names), EXERCISE)
    return as_one("judging", Judging.__dataclass_fields__, options, Judging)


JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
LANGUAGE = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="The language of the page: Arabic, English or French. Names and texts stay as they are.",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print no progress and no notes.")
REJECTS = click.option(
    "--rejects",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder for rejected rows (NAME.rejects.csv); default: beside each table.",
)


def author_option(help_: str, default: str = "watch officer") -> Callable[[Command], Command]:
    """Return the option ``--author``: the role of whoever enters something, never a person's name."""
    return click.option("--author", default=default, show_default=True, help=help_)


AUTHOR = author_option("The author's role, not a name.")


def output_option(*endings: str) -> Callable[[Command], Command]:
    """Return the option ``-o FILE`` for the `endings` that a command can write (``.html``, …).

    The ending is checked before any work is done; the parameter is ``output: Path | None``.
    """

    def check(ctx: click.Context, param: click.Parameter, path: Path | None) -> Path | None:
        if path is not None and path.suffix.casefold() not in endings:
            raise click.BadParameter(
                f"{path.name} does not end in {' or '.join(endings)}.", ctx=ctx, param=param
            )
        return path

    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=check,
        metavar="FILE",
        help=f"Write the result to FILE; its ending chooses the form: {', '.join(endings)}.",
    )
