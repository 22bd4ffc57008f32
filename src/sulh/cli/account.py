"""``sulh account``: who may sign in at a headquarters, and as what."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import click
from rich.table import Table

from sulh.cli import rooms
from sulh.cli.options import Json
from sulh.cli.output import print_json
from sulh.cli.parameters import Folder, Group
from sulh.cli.show import console
from sulh.errors import InputError, shown
from sulh.values import format_utc

BY = "command line"
Own = Annotated[bool, "The owner of the account types this password and keeps it."]
Party = Annotated[str, "The party or nation that a liaison or contributor speaks for."]


def ask_password() -> str:
    """Read a password twice from a terminal, or one line from a pipe."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


@click.group(cls=Group)
def account() -> None:
    """Manage the accounts of a headquarters. They are in accounts.sqlite, not in the ledger."""


@account.command()
def add(
    folder: Folder,
    name: str,
    *,
    role: Annotated[str, "The role; docs/reference/roles.md lists them."],
    party: Party = "",
    no_password: Annotated[
        bool, "Make an account that signs in by OIDC or uses tokens only."
    ] = False,
    oidc: Annotated[str, "The OIDC identity to link: 'ISSUER SUBJECT'."] = "",
    own: Own = False,
) -> None:
    """Make an account. Sulh asks for the password, or reads it from standard input.

    The password opens the account once, within 7 days: its owner then chooses another. With --own it stays.
    """
    with rooms.server.open_accounts(folder) as accounts:
        password = "" if no_password or oidc else ask_password()
        if not (no_password or oidc or password):
            raise InputError("The password is empty.", remedy="Type one, or use --no-password.")
        new = accounts.add(
            name,
            role=role,
            party=party,
            password=password,
            oidc=oidc,
            is_initial=not own,
            now=datetime.now(UTC),
            by=BY,
        )
    click.echo(f"{new.name} ({new.id}), role: {new.role}{f' of {party}' if party else ''}.")


@account.command(name="list")
def list_(folder: Folder, *, as_json: Json = False) -> None:
    """List the accounts."""
    with rooms.server.open_accounts(folder) as accounts:
        rows = rooms.server.account_rows(accounts)
    if as_json:
        print_json(rows)
        return
    table = Table("name", "role", "party", "id", "codes", "tokens", "disabled", box=None)
    for each in rows:
        cells = [each[name] for name in ("name", "role", "party", "id")]
        marks = ["yes" if each[name] else "" for name in ("codes", "disabled")]
        table.add_row(*cells, marks[0], str(each["tokens"]), marks[1])
    console().print(table)


@account.command()
def role(
    folder: Folder,
    name: str,
    new_role: Annotated[str, {"metavar": "ROLE"}],
    *,
    party: Party = "",
) -> None:
    """Give an account another role. Its sessions end; its tokens get the new role."""
    with rooms.server.open_accounts(folder) as accounts:
        changed = accounts.set_role(name, new_role, party=party, now=datetime.now(UTC), by=BY)
    click.echo(f"{changed.name}, role now: {changed.role}{f' of {party}' if party else ''}.")


@account.command()
def password(folder: Folder, name: str, *, own: Own = False) -> None:
    """Give an account a new password. Its sessions, tokens and known devices end.

    The password opens the account once, within 7 days: its owner then chooses another. With --own it stays.
    """
    with rooms.server.open_accounts(folder) as accounts:
        accounts.set_password(
            name, ask_password(), now=datetime.now(UTC), by=BY, is_initial=not own
        )
    click.echo(f"{name} has a new password. Its sessions and tokens have ended.")


@account.command()
def codes(folder: Folder, name: str) -> None:
    """Require no one-time codes of an account any more, when its device is lost; its sessions end."""
    with rooms.server.open_accounts(folder) as accounts:
        identity = accounts.get(name).id
        rooms.server.drop_secret(accounts, identity, now=datetime.now(UTC), by=BY)
    click.echo(f"{name} signs in without codes.")


@account.command()
def disable(folder: Folder, name: str) -> None:
    """Block an account from signing in; its sessions and tokens end at once."""
    with rooms.server.open_accounts(folder) as accounts:
        accounts.disable(name, now=datetime.now(UTC), by=BY)
    click.echo(f"{name} is disabled.")


@account.command()
def token(
    folder: Folder,
    name: str,
    *,
    label: Annotated[
        str, "The purpose of the token.", {"show_default": False}
    ] = "made on the command line",
    scope: Annotated[
        tuple[str, ...],
        "What the token may do: read, submit, amend, answer, audit, accounts, sync, metrics; can be repeated.",
    ] = ("read",),
    days: Annotated[int, "How many days it lasts, at most 366."] = 90,
    revoke: Annotated[str, "Revoke the token with this id instead."] = "",
) -> None:
    """Make an API token. It is shown only once, and never does more than its account may."""
    room, now = rooms.server, datetime.now(UTC)
    with room.open_accounts(folder) as accounts:
        if revoke:
            room.revoke_token(accounts, name, revoke, now=now, by=BY)
            click.echo(f"Token {revoke} of {name} is revoked.")
            return
        click.echo(
            room.make_token(accounts, name, label=label, scopes=scope, days=days, now=now, by=BY)
        )


@account.command()
def passkeys(
    folder: Folder,
    name: str,
    *,
    remove: Annotated[str, "Remove the passkey with this id; its sessions end."] = "",
) -> None:
    """List the passkeys of an account, or remove one whose device is lost."""
    with rooms.server.open_accounts(folder) as accounts:
        if remove:
            rooms.server.remove_passkey(accounts, name, remove, now=datetime.now(UTC), by=BY)
            click.echo(f"Passkey {remove} of {name} is removed.")
            return
        for each in rooms.server.passkeys_of(accounts, name):
            click.echo(f"{each.id}  {format_utc(each.created)}  {shown(each.label)}")
