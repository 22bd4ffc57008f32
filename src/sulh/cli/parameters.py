"""Commands from typed functions: a parameter before ``*`` is an argument, one after it an option.

``Annotated[TYPE, …]`` says what the type does not: a sentence is the help; a text that begins with a dash is a
name of the option, where it is not the parameter's own; a click type, or a tuple of them, is how the text is
read; a mapping holds further settings of click. A parameter whose type is a frozen dataclass is a group of
options, declared once: each of its fields is one of them.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import wraps
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click

__all__ = ["Folder", "Group", "command"]

MISSION = object()
Folder = Annotated[Path, MISSION]
"""The folder of the mission that stands before the command: ``sulh -C FOLDER``."""


class Group(click.Group):
    """A group whose commands are typed functions."""

    def command(
    name: str | None = None, **settings: Any
) -> Callable[[Callable[..., None]], click.Command]:
    """Return what makes a command of a typed function; `settings` are those of `click.command`."""

    def make(function: Callable[..., None]) -> click.Command:
        signature = inspect.signature(function).parameters.values()
        parameters = [made for each in signature for made in _parameters(each)]

        @wraps(function)
        def run(**values: Any) -> None:
            for each in signature:
                if each.annotation is click.Context:
                    values[each.name] = click.get_current_context()
                elif MISSION in _marks(each.annotation):
                    values[each.name] = click.get_current_context().obj
                elif is_dataclass(each.annotation):
                    values[each.name] = _gather(each.annotation, values)
            positional = [values.pop(each.name) for each in signature if _is_argument(each)]
            function(*positional, **values)

        return click.command(name, params=parameters, **settings)(run)

    return make


def _gather(group: Any, values: dict[str, Any]) -> Any:
    """Take the values of a group's options out of `values`, and return the group."""
    own = {
        each.name: _gather(each.type, values)
        if is_dataclass(each.type)
        else values.pop(each.name)
        for each in fields(group)
    }
    return group(**own)


def _group_options(group: Any) -> Iterator[click.Parameter]:
    for each in fields(group):
        if is_dataclass(each.type):
            yield from _group_options(each.type)
        else:
            default = inspect.Parameter.empty if each.default is MISSING else each.default
            yield _parameter(each.name, each.type, default, is_argument=False)


def _is_argument(parameter: inspect.Parameter) -> bool:
    return parameter.kind is not inspect.Parameter.KEYWORD_ONLY


def _marks(annotation: Any) -> tuple[Any, ...]:
    return getattr(annotation, "__metadata__", ())


def _parameters(parameter: inspect.Parameter) -> Iterator[click.Parameter]:
    """Yield what click is to know of one parameter of a function."""
    annotation = parameter.annotation
    if is_dataclass(annotation):
        yield from _group_options(annotation)
    elif annotation is not click.Context and MISSION not in _marks(annotation):
        is_argument = _is_argument(parameter)
        yield _parameter(parameter.name, annotation, parameter.default, is_argument=is_argument)


def _parameter(name: str, annotation: Any, default: Any, *, is_argument: bool) -> click.Parameter:
    """Return an argument or an option of click."""
    marks = _marks(annotation)
    settings = _type_settings(get_args(annotation)[0] if marks else annotation)
    names = [each for each in marks if isinstance(each, str) and each.startswith("-")]
    for mark in marks:
        if isinstance(mark, dict):
            settings |= mark
            names += settings.pop("names", [])
        elif not isinstance(mark, str):
            settings["type"] = mark
        elif mark not in names:
            settings["help"] = mark
    if default is inspect.Parameter.empty:
        settings.setdefault("required", not settings.get("is_flag"))
    elif default is not None and default != ():
        settings["default"] = default
    if is_argument:
        if settings.pop("multiple", False):
            settings["nargs"] = -1
        return click.Argument([name], **settings)
    is_plain = default in {None, "", inspect.Parameter.empty} or default is False or default == ()
    settings.setdefault("show_default", not is_plain)
    return click.Option([*(names or [f"--{name.replace('_', '-')}"]), name], **settings)


def _type_settings(kind: Any) -> dict[str, Any]:
    """Return what a type says: how a text is read, whether it may be repeated, whether it is a flag."""
    if get_origin(kind) in {Union, UnionType}:
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis:
        return {"multiple": True, **_type_settings(get_args(kind)[0])}
    if get_origin(kind) is Literal:
        return {"type": click.Choice(get_args(kind))}
    if kind is bool:
        return {"is_flag": True}
    return {"type": kind} if kind in {int, float, str} else {}


def as_decorator(name: str, annotation: Any, default: Any) -> Callable[..., Any]:
    """Return a shared option as a decorator of click."""
    return _adding([_parameter(name, annotation, default, is_argument=False)])


def grouped(name: str, kind: type[Any], make: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return a group of options as a decorator of click; its command gets what `make` makes of it as `name`."""

    def add(function: Any) -> Any:
        @wraps(function)
        def run(*arguments: Any, **values: Any) -> Any:
            return function(*arguments, **{name: make(_gather(kind, values))}, **values)

        return _adding(_group_options(kind))(run)

    return add


def _adding(parameters: Iterable[click.Parameter]) -> Callable[..., Any]:
    def add(function: Any) -> Any:
        # click reads them backwards, as decorators are applied from below.
        function.__click_params__ = [
            *getattr(function, "__click_params__", ()),
            *reversed([*parameters]),
        ]
        return function

    return add
