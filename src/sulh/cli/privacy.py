"""``sulh privacy``: names and other restricted text, sealed for an audience."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder
from sulh.cli.options import Json

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


@click.group(
    cls=Group,
)
def privacy() -> None:
    """Encrypt names for the people who need them; forget them later."""


@privacy.command()
def audience(
    folder: Folder,
    name: str,
    *,
    public_key: Annotated[
        str | None, "Add only this public key (hex); another site has the private key."
    ] = None,
) -> None:
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
def note(
    folder: Folder,
    record: str,
    *,
    case: Annotated[str, "The case. All notes of a case are forgotten together."],
    audiences: Annotated[
        tuple[str, ...], "An audience of a new case; can be repeated.", "--for"
    ] = (),
    text: Annotated[str | None, "The text.  [default: read from standard input]"] = None,
    author: Annotated[str, "Who writes it: a role, not a name."] = "watch officer",
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
def open_(
    folder: Folder,
    record: str,
    *,
    reason: Annotated[str, "The reason for reading it, which is recorded."],
    author: Annotated[str, "Who reads it: a role, not a name."] = "watch officer",
    as_json: Json = False,
) -> None:
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
def forget(
    folder: Folder,
    case: str,
    *,
    reason: Annotated[str, "The reason for forgetting it, which is recorded."],
    author: Annotated[str, "Who decides: a role, not a name."] = "watch officer",
) -> None:
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
def list_(
    folder: Folder,
    *,
    as_json: Json = False,
) -> None:
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
