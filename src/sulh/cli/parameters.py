"""Commands from typed functions: a parameter before ``*`` is an argument, one after it an option.

``Annotated[TYPE, …]`` says what the type does not:

- a sentence is the help;
- a text that begins with a dash is a name of the option, where it is not the parameter's own;
- a click type, or a tuple of them, is how the text is read;
- a mapping holds further settings of click;
- an option of click is one more that sets the same parameter.

A parameter whose type is a frozen dataclass is a group of options, declared once: each field is one of them, or
a group itself. `Folder`, `Mission`, `Now` and `click.Context` are given, not typed.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import click

from sulh.cli import rooms

if TYPE_CHECKING:
    from sulh.workspace import Workspace

__all__ = ["Folder", "Group", "Mission", "Now", "command"]


@dataclass(frozen=True, slots=True)
class Given:
    """Marks a parameter that nobody types: its value is made from the command's context."""

    make: Callable[[click.Context], Any]


Folder = Annotated[Path, Given(lambda ctx: ctx.obj)]
"""The folder of the mission that stands before the command: ``sulh -C FOLDER``."""
Mission = Annotated["Workspace", Given(lambda ctx: rooms.workspace.open_workspace(ctx.obj))]
"""The mission in that folder, opened."""
Now = Annotated[datetime, Given(lambda _: datetime.now(UTC))]
"""The time when the command begins, UTC."""
Maker = Callable[[Callable[..., None]], click.Command]
NUMBERS = (click.types.FloatParamType, click.types.IntParamType)
NEGATIVE = re.compile(r"-\.?\d.*")


class Command(click.Command):
    """A command whose arguments may be numbers below zero: west and south are no options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take ``-0.35`` for a number where the command has an argument that is one."""
        takes_number = any(
            isinstance(each, click.Argument) and isinstance(each.type, NUMBERS)
            for each in self.params
        )
        if takes_number and any(NEGATIVE.fullmatch(each) for each in args):
            ctx.ignore_unknown_options = True
        return super().parse_args(ctx, args)


def command(name: str | None = None, **settings: Any) -> Maker:
    """Return what makes a command of a typed function; `settings` are those of `click.command`."""

    def make(function: Callable[..., None]) -> click.Command:
        signature = inspect.signature(function).parameters.values()
        parameters = [one for each in signature for one in _parameters(each)]

        @wraps(function)
        def run(**values: Any) -> None:
            for each in signature:
                if each.annotation is click.Context:
                    values[each.name] = click.get_current_context()
                elif source := _given(each.annotation):
                    values[each.name] = source.make(click.get_current_context())
                elif is_dataclass(each.annotation):
                    values[each.name] = _gather(each.annotation, values)
            positional = [values.pop(each.name) for each in signature if _is_argument(each)]
            function(*positional, **values)

        finished: click.Command = click.command(name, Command, params=parameters, **settings)(run)
        return finished

    return make


class Group(click.Group):
    """A group whose commands are typed functions."""

    def command(self, name: str | None = None, **settings: Any) -> Maker:  # type: ignore[override]
        """Return what adds a command; see `command`."""

        def add(function: Callable[..., None]) -> click.Command:
            new = command(name, **settings)(function)
            self.add_command(new)
            return new

        return add


def _is_argument(parameter: inspect.Parameter) -> bool:
    return parameter.kind is not inspect.Parameter.KEYWORD_ONLY


def _marks(annotation: Any) -> tuple[Any, ...]:
    return getattr(annotation, "__metadata__", ())


def _given(annotation: Any) -> Given | None:
    return next((each for each in _marks(annotation) if isinstance(each, Given)), None)


def _gather(group: Any, values: dict[str, Any]) -> Any:
    """Take the values of a group's options out of `values`, and return the group."""
    own = {
        each.name: _gather(each.type, values) if is_dataclass(each.type) else values.pop(each.name)
        for each in fields(group)
    }
    return group(**own)


def _parameters(parameter: inspect.Parameter) -> Iterator[click.Parameter]:
    """Yield what click is to know of one parameter of a function."""
    annotation = parameter.annotation
    if is_dataclass(annotation):
        yield from _group_options(annotation)
    elif annotation is not click.Context and not _given(annotation):
        is_argument = _is_argument(parameter)
        yield _parameter(parameter.name, annotation, parameter.default, is_argument=is_argument)
        yield from (each for each in _marks(annotation) if isinstance(each, click.Option))


def _group_options(group: Any) -> Iterator[click.Parameter]:
    for each in fields(group):
        if is_dataclass(each.type):
            yield from _group_options(each.type)
        else:
            default = inspect.Parameter.empty if each.default is MISSING else each.default
            yield _parameter(each.name, each.type, default, is_argument=False)


def _parameter(name: str, annotation: Any, default: Any, *, is_argument: bool) -> click.Parameter:
    """Return an argument or an option of click."""
    marks = _marks(annotation)
    settings = _type_settings(get_args(annotation)[0] if marks else annotation)
    names = [each for each in marks if isinstance(each, str) and each.startswith("-")]
    for mark in marks:
        if isinstance(mark, dict):
            settings |= mark
            names += settings.pop("names", [])
        elif isinstance(mark, str):
            settings |= {} if mark in names else {"help": mark}
        elif not isinstance(mark, click.Option):
            settings["type"] = mark
    is_required = default is inspect.Parameter.empty
    if is_required:
        settings["required"] = True
    elif default is not None and default != ():
        settings.setdefault("default", default)
    if is_argument:
        nargs = {"nargs": -1} if settings.pop("multiple", False) else {}
        return click.Argument([name], **{"required": False} | settings | nargs)
    has_default = not is_required and default not in {None, "", ()} and default is not False
    settings.setdefault("show_default", has_default)
    return click.Option([*(names or [f"--{name.replace('_', '-')}"]), name], **settings)


def _type_settings(kind: Any) -> dict[str, Any]:
    """Return what a type says: how a text is read, whether it may be repeated, whether it is a flag."""
    if get_origin(kind) in {Union, UnionType}:
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is Annotated:
        return _type_settings(get_args(kind)[0]) | {"type": _marks(kind)[0]}
    if get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis:
        return {"multiple": True, **_type_settings(get_args(kind)[0])}
    if get_origin(kind) is Literal:
        return {"type": click.Choice(get_args(kind))}
    if kind is bool:
        return {"is_flag": True}
    return {"type": kind} if kind in {int, float, str} else {}
