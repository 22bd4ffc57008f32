"""``sulh privacy``: names and other restricted text, sealed for an audience."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.options import JSON, author_option
from sulh.cli.show import console

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["privacy"]


@click.group()
def privacy() -> None:
    """Encrypt names for the people who need them; forget them later."""


@privacy.command()
@click.argument("name")
@click.option(
    "--public-key", help="Add only this public key (hex); another site has the private key."
)
@click.pass_obj
def audience(folder: Path, name: str, *, public_key: str | None) -> None:
    """Make the audience NAME (for example medical), or add its public key."""
    from sulh.workspace import privacy as sealed
    from sulh.workspace.folder import read_settings

    read_settings(folder)
    if public_key is None:
        public = sealed.make_audience(folder, name)
        click.echo(f"Audience {name}: its private key is in {folder / 'keys' / 'audiences'}.")
        click.echo(f"At other sites: sulh privacy audience {name} --public-key {public}")
        return
    sealed.add_audience(folder, name, public_key)
    click.echo(f"This site can seal for {name} now.")


@privacy.command()
@click.argument("record")
@click.option("--case", required=True, help="The case. All notes of a case are forgotten together.")
@click.option(
    "--for", "audiences", multiple=True, help="An audience of a new case; can be repeated."
)
@click.option("--text", help="The text.  [default: read from standard input]")
@author_option("Who writes it: a role, not a name.")
@click.pass_obj
def note(
    folder: Path,
    record: str,
    *,
    case: str,
    audiences: tuple[str, ...],
    text: str | None,
    author: str,
) -> None:
    """Write restricted text about RECORD: a name, a contact, a wound. Only the audience can read it."""
    from sulh import workspace
    from sulh.workspace import privacy as sealed

    words = sys.stdin.read() if text is None else text
    record = sealed.add_note(
        workspace.open_workspace(folder),
        record,
        words,
        case=case,
        audiences=audiences,
        author=author,
        now=datetime.now(UTC),
    )
    click.echo(f"Recorded {record[:12]}, sealed in case {case}.")


@privacy.command("open")
@click.argument("record")
@click.option("--reason", required=True, help="The reason for reading it, which is recorded.")
@author_option("Who reads it: a role, not a name.")
@JSON
@click.pass_obj
def open_(folder: Path, record: str, *, reason: str, author: str, as_json: bool) -> None:
    """Read the sealed note RECORD. The role and the reason are recorded first."""
    from sulh import workspace
    from sulh.workspace import privacy as sealed

    opened = sealed.open_note(
        workspace.open_workspace(folder),
        record,
        reason=reason,
        author=author,
        now=datetime.now(UTC),
    )
    click.echo(json.dumps(opened, ensure_ascii=False, indent=2) if as_json else opened["text"])


@privacy.command()
@click.argument("case")
@click.option("--reason", required=True, help="The reason for forgetting it, which is recorded.")
@author_option("Who decides: a role, not a name.")
@click.pass_obj
def forget(folder: Path, case: str, *, reason: str, author: str) -> None:
    """Destroy the key of CASE here, and at the other sites with the next sync."""
    from sulh import workspace
    from sulh.workspace import privacy as sealed

    sealed.forget_case(
        workspace.open_workspace(folder), case, reason=reason, author=author, now=datetime.now(UTC)
    )
    click.echo(
        f"Case {case} is forgotten: nobody can read its notes any more. The ledger stays whole."
    )


@privacy.command("list")
@JSON
@click.pass_obj
def list_(folder: Path, *, as_json: bool) -> None:
    """List the cases: audiences, number of notes, forgotten or not. The text is not shown."""
    from sulh import workspace
    from sulh.workspace import privacy as sealed

    rows: list[sealed.SealedCase] = sealed.list_cases(workspace.open_workspace(folder))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in rows], indent=2))
        return
    table = Table("case", "for", "notes", "", box=None)
    for each in rows:
        table.add_row(
            each.case,
            ", ".join(each.audiences),
            str(each.notes),
            "forgotten" if each.forgotten else "",
        )
    console().print(table)
