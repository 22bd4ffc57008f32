"""``sulh share``: what may leave the mission, to whom."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.options import EXERCISE, JSON
from sulh.cli.show import console

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.share import Passage, Purpose

__all__ = ["share"]

CLEARANCES = ("clear", "green", "amber", "amber+strict")


@click.group(short_help="What may leave the mission, and to whom.")
def share() -> None:
    """Show what may leave the mission, and share it."""


@share.command(short_help="Show what would leave, what stays, and why.")
@click.option(
    "--to",
    "clearance",
    type=click.Choice(["public", *CLEARANCES]),
    default="public",
    show_default=True,
    help="The public (coarse, three days late), or an audience that may have so strict a marking.",
)
@click.option(
    "--for",
    "purpose",
    type=click.Choice(
        [
            "common-picture",
            "cyber-defence",
            "humanitarian",
            "lawful-request",
            "notice",
            "public-information",
        ]
    ),
    default="public-information",
    show_default=True,
    help="What for.",
)
@click.option(
    "--released-to",
    "names",
    multiple=True,
    help="A party or nation: add what was released to it; can be repeated.",
)
@EXERCISE
@JSON
@click.pass_obj
def preview(
    folder: Path,
    *,
    clearance: str,
    purpose: Purpose,
    names: tuple[str, ...],
    exercise: bool,
    as_json: bool,
) -> None:
    """Show what would leave the mission now, what stays, and why. Nothing leaves."""
    from sulh.server.share_preview import audience_named, preview
    from sulh.workspace import open_workspace

    workspace = open_workspace(folder)
    audience = audience_named(clearance, purpose, names, workspace.pack)
    passage = preview(
        workspace,
        audience,
        purpose,
        moment=datetime.now(UTC),
        simulated=exercise,
    )
    if as_json:
        click.echo(json.dumps(passage.content(), ensure_ascii=False, indent=1))
    else:
        _print(passage)


def _print(passage: Passage) -> None:
    """Print counts: by kind what leaves, by reason what stays."""
    from sulh.share import REASONS_TO_STAY

    out = console()
    _print_counts(
        f"{len(passage.leaves):,} records would leave",
        [(kind, f"{count:,}", "") for kind, count in passage.kind_counts().items()],
    )
    _print_counts(
        f"{len(passage.stays):,} records stay",
        [
            (each, f"{count:,}", REASONS_TO_STAY[each])
            for each, count in passage.reason_counts().items()
        ],
    )
    if passage.stale:
        out.print(
            f"{len(passage.stale):,} would leave as they were: a correction or retraction of them stays."
        )


def _print_counts(heading: str, rows: list[tuple[str, str, str]]) -> None:
    out = console()
    out.print(heading + (":" if rows else "."))
    table = Table.grid(padding=(0, 2, 0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for row in rows:
        table.add_row(*row)
    if rows:
        out.print(table)
