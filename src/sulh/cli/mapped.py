"""``--map`` as a decorator of click: a command also reads tables that name their columns otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sulh.cli.parameters import grouped
from sulh.cli.tables import Maps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from sulh.tables import Table

__all__ = ["MAP", "open_mapped"]

KEY = "sulh.maps"


def MAP(command: Callable[..., Any]) -> Callable[..., Any]:  # noqa: N802 -- beside the other options
    """Remember the mapping files of a command for `open_mapped`."""

    def run(*arguments: Any, maps: Maps, **values: Any) -> Any:
        click.get_current_context().meta[KEY] = maps
        return command(*arguments, **values)

    run.__dict__ |= command.__dict__
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    return grouped("maps", Maps, lambda maps: maps)(run)


def open_mapped(path: Path) -> Table:
    """Open a table, and rename its columns by the first mapping of the command that is for it; see `Maps`."""
    context = click.get_current_context(silent=True)
    maps: Maps = context.meta.get(KEY, Maps()) if context else Maps()
    return maps.open(path)
