"""``sulh account``: who may sign in at a headquarters, and as what."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder
from sulh.cli.options import Json

import json
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.options import JSON
from sulh.cli.serve import ACCOUNTS
from sulh.cli.show import console
from sulh.errors import InputError, shown
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sulh.server import Accounts

BY = "command line"


@contextmanager
def opened(folder: Path) -> Iterator[Accounts]:
    """Open the mission's accounts."""
    from sulh.server import Accounts, SqliteDatabase
    from sulh.workspace import open_workspace

    with_workspace = open_workspace(folder)
    with_workspace.store.close()
    database = SqliteDatabase(folder / ACCOUNTS)
    try:
        yield Accounts(database, with_workspace.pack.actors)
    finally:
        database.close()


def ask_password() -> str:
    """Read a password twice from a terminal, or one line from a pipe."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


@click.group(
    cls=Group,
)
def account() -> None:
    """Manage the accounts of a headquarters. They are in accounts.sqlite, not in the ledger."""


@account.command()
def add(
    folder: Folder,
    name: str,
    *,
    role: Annotated[str, "The role; docs/reference/roles.md lists them."],
    party: Annotated[str, "The party or nation that a liaison or contributor speaks for."] = "",
    no_password: Annotated[
        bool, "Make an account that signs in by OIDC or uses tokens only."
    ] = False,
    oidc: Annotated[str, "The OIDC identity to link: 'ISSUER SUBJECT'."] = "",
) -> None:
    """Make an account. Sulh asks for the password, or reads it from standard input."""
    with opened(folder) as accounts:
        password = "" if no_password or oidc else ask_password()
        if not (no_password or oidc or password):
            raise InputError("The password is empty.", remedy="Type one, or use --no-password.")
        new = accounts.add(
            name,
            role=role,
            party=party,
            password=password,
            oidc=oidc,
            now=datetime.now(UTC),
            by=BY,
        )
    click.echo(f"{new.name} ({new.id}), role: {new.role}{f' of {party}' if party else ''}.")


@account.command(name="list")
def list_(
    folder: Folder,
    *,
    as_json: Json = False,
) -> None:
    """List the accounts."""
    from sulh.server import tokens_of

    with opened(folder) as accounts:
        rows = [(each, len(tokens_of(accounts, each.id))) for each in accounts.all()]
    if as_json:
        content = [
            {
                "id": each.id,
                "name": each.name,
                "role": each.role,
                "party": each.party,
                "oidc": each.oidc,
                "disabled": each.disabled,
                "created": format_utc(each.created),
                "codes": each.has_codes,
                "tokens": tokens,
            }
            for each, tokens in rows
        ]
        click.echo(json.dumps(content, indent=2, ensure_ascii=False))
        return
    table = Table("name", "role", "party", "id", "codes", "tokens", "disabled", box=None)
    for each, tokens in rows:
        marks = ("yes" if each.has_codes else "", str(tokens), "yes" if each.disabled else "")
        table.add_row(each.name, each.role, each.party, each.id, *marks)
    console().print(table)


@account.command()
def role(
    folder: Folder,
    name: str,
    new_role: Annotated[str, {"metavar": "ROLE"}],
    *,
    party: Annotated[str, "The party or nation that a liaison or contributor speaks for."] = "",
) -> None:
    """Give an account another role. Its sessions end; its tokens get the new role."""
    with opened(folder) as accounts:
        changed = accounts.set_role(name, new_role, party=party, now=datetime.now(UTC), by=BY)
    click.echo(f"{changed.name}, role now: {changed.role}{f' of {party}' if party else ''}.")


@account.command()
def password(
    folder: Folder,
    name: str,
) -> None:
    """Give an account a new password. Its sessions, tokens and known devices end."""
    with opened(folder) as accounts:
        accounts.set_password(name, ask_password(), now=datetime.now(UTC), by=BY)
    click.echo(f"{name} has a new password. Its sessions and tokens have ended.")


@account.command()
def disable(
    folder: Folder,
    name: str,
) -> None:
    """Block an account from signing in; its sessions and tokens end at once."""
    with opened(folder) as accounts:
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
    scopes: Annotated[
        tuple[str, ...],
        "What the token may do: read, submit, amend, answer, audit or accounts; can be repeated.",
        "--scope",
    ] = ("read",),
    days: Annotated[int, "How many days it lasts, at most 366."] = 90,
    revoke: Annotated[str, "Revoke the token with this id instead."] = "",
) -> None:
    """Make an API token. It is shown only once, and never does more than its account may."""
    from sulh.server import make_token, revoke_token

    now = datetime.now(UTC)
    with opened(folder) as accounts:
        if revoke:
            revoke_token(accounts, name, revoke, now=now, by=BY)
            click.echo(f"Token {revoke} of {name} is revoked.")
            return
        click.echo(
            make_token(accounts, name, label=label, scopes=scopes, days=days, now=now, by=BY)
        )


@account.command()
def passkeys(
    folder: Folder,
    name: str,
    *,
    remove: Annotated[str, "Remove the passkey with this id; its sessions end."] = "",
) -> None:
    """List the passkeys of an account, or remove one whose device is lost."""
    from sulh.server.access.passkeys import passkeys_of, remove_passkey

    with opened(folder) as accounts:
        if remove:
            remove_passkey(accounts, name, remove, now=datetime.now(UTC), by=BY)
            click.echo(f"Passkey {remove} of {name} is removed.")
            return
        for each in passkeys_of(accounts, name):
            click.echo(f"{each.id}  {format_utc(each.created)}  {shown(each.label)}")
