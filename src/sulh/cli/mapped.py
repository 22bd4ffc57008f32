"""``--map``: any command that reads tables also reads those that name their columns otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sulh.cli.options import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.tables import Table

__all__ = ["MAP", "open_mapped"]

KEY = "sulh.maps"


def _remember(ctx: click.Context, _param: click.Parameter, maps: tuple[Path, ...]) -> None:
    ctx.meta[KEY] = maps


MAP = click.option(
    "--map",
    type=FILE,
    multiple=True,
    expose_value=False,
    callback=_remember,
    help="Rename the columns of a table by this mapping file (TOML); may be repeated.",
)
"""The mappings of a command. Each is for the tables that have its columns."""


def open_mapped(path: Path) -> Table:
    """Open a table, and rename its columns by the first mapping of the command that is for it.

    Raises
    ------
    InputError
        When a file cannot be read, or the table lacks some of the columns of a mapping.
    """
    from sulh.tables.open import open_by_mapping

    context = click.get_current_context(silent=True)
    return open_by_mapping(path, context.meta.get(KEY, ()) if context else ())
