"""``sulh privacy``: names and other restricted text, sealed for an audience."""

import sys
from dataclasses import asdict
from typing import Annotated

import click
from rich.table import Table

from sulh.cli import rooms
from sulh.cli.options import OFFICER, Json
from sulh.cli.output import print_json
from sulh.cli.parameters import Folder, Group, Mission, Now
from sulh.cli.show import console


@click.group(cls=Group)
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
    from sulh.workspace.folder import read_settings

    read_settings(folder)
    if public_key is None:
        public = rooms.privacy.make_audience(folder, name)
        click.echo(f"Audience {name}: its private key is in {folder / 'keys' / 'audiences'}.")
        click.echo(f"At other sites: sulh privacy audience {name} --public-key {public}")
        return
    rooms.privacy.add_audience(folder, name, public_key)
    click.echo(f"This site can seal for {name} now.")


@privacy.command()
def note(
    mission: Mission,
    record: str,
    *,
    case: Annotated[str, "The case. All notes of a case are forgotten together."],
    audiences: Annotated[
        tuple[str, ...], "An audience of a new case; can be repeated.", "--for"
    ] = (),
    text: Annotated[str | None, "The text.  [default: read from standard input]"] = None,
    author: Annotated[str, "Who writes it: a role, not a name."] = OFFICER,
    now: Now,
) -> None:
    """Write restricted text about RECORD: a name, a contact, a wound. Only the audience can read it."""
    words = sys.stdin.read() if text is None else text
    record = rooms.privacy.add_note(
        mission, record, words, case=case, audiences=audiences, author=author, now=now
    )
    click.echo(f"Recorded {record[:12]}, sealed in case {case}.")


@privacy.command("open")
def open_(
    mission: Mission,
    record: str,
    *,
    reason: Annotated[str, "The reason for reading it, which is recorded."],
    author: Annotated[str, "Who reads it: a role, not a name."] = OFFICER,
    as_json: Json = False,
    now: Now,
) -> None:
    """Read the sealed note RECORD. The role and the reason are recorded first."""
    sealed = rooms.privacy.open_note(mission, record, reason=reason, author=author, now=now)
    if as_json:
        print_json(sealed)
    else:
        click.echo(sealed["text"])


@privacy.command()
def forget(
    mission: Mission,
    case: str,
    *,
    reason: Annotated[str, "The reason for forgetting it, which is recorded."],
    author: Annotated[str, "Who decides: a role, not a name."] = OFFICER,
    now: Now,
) -> None:
    """Destroy the key of CASE here, and at the other sites with the next sync."""
    rooms.privacy.forget_case(mission, case, reason=reason, author=author, now=now)
    click.echo(
        f"Case {case} is forgotten: nobody can read its notes any more. The ledger stays whole."
    )


@privacy.command("list")
def list_(mission: Mission, *, as_json: Json = False) -> None:
    """List the cases: audiences, number of notes, forgotten or not. The text is not shown."""
    rows = rooms.privacy.list_cases(mission)
    if as_json:
        print_json([asdict(each) for each in rows])
        return
    table = Table("case", "for", "notes", "", box=None)
    for each in rows:
        state = "forgotten" if each.forgotten else ""
        table.add_row(each.case, ", ".join(each.audiences), str(each.notes), state)
    console().print(table)
