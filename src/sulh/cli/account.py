"""``sulh account``: who may sign in at a headquarters, and as what."""

from __future__ import annotations

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


@click.group()
def account() -> None:
    """Manage the accounts of a headquarters. They are in accounts.sqlite, not in the ledger."""


@account.command()
@click.argument("name")
@click.option("--role", required=True, help="The role; docs/reference/roles.md lists them.")
@click.option(
    "--party", default="", help="The party or nation that a liaison or contributor speaks for."
)
@click.option(
    "--no-password", is_flag=True, help="Make an account that signs in by OIDC or uses tokens only."
)
@click.option("--oidc", default="", help="The OIDC identity to link: 'ISSUER SUBJECT'.")
@click.pass_obj
def add(folder: Path, name: str, *, role: str, party: str, no_password: bool, oidc: str) -> None:
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
@JSON
@click.pass_obj
def list_(folder: Path, *, as_json: bool) -> None:
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
@click.argument("name")
@click.argument("new_role", metavar="ROLE")
@click.option(
    "--party", default="", help="The party or nation that a liaison or contributor speaks for."
)
@click.pass_obj
def role(folder: Path, name: str, new_role: str, *, party: str) -> None:
    """Give an account another role. Its sessions end; its tokens get the new role."""
    with opened(folder) as accounts:
        changed = accounts.set_role(name, new_role, party=party, now=datetime.now(UTC), by=BY)
    click.echo(f"{changed.name}, role now: {changed.role}{f' of {party}' if party else ''}.")


@account.command()
@click.argument("name")
@click.pass_obj
def password(folder: Path, name: str) -> None:
    """Give an account a new password. Its sessions, tokens and known devices end."""
    with opened(folder) as accounts:
        accounts.set_password(name, ask_password(), now=datetime.now(UTC), by=BY)
    click.echo(f"{name} has a new password. Its sessions and tokens have ended.")


@account.command()
@click.argument("name")
@click.pass_obj
def disable(folder: Path, name: str) -> None:
    """Block an account from signing in; its sessions and tokens end at once."""
    with opened(folder) as accounts:
        accounts.disable(name, now=datetime.now(UTC), by=BY)
    click.echo(f"{name} is disabled.")


@account.command()
@click.argument("name")
@click.option("--label", default="made on the command line", help="The purpose of the token.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    default=("read",),
    show_default=True,
    help="What the token may do: read, submit, amend, answer, audit or accounts; can be repeated.",
)
@click.option("--days", default=90, show_default=True, help="How many days it lasts, at most 366.")
@click.option("--revoke", default="", help="Revoke the token with this id instead.")
@click.pass_obj
def token(
    folder: Path, name: str, *, label: str, scopes: tuple[str, ...], days: int, revoke: str
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
@click.argument("name")
@click.option("--remove", default="", help="Remove the passkey with this id; its sessions end.")
@click.pass_obj
def passkeys(folder: Path, name: str, *, remove: str) -> None:
    """List the passkeys of an account, or remove one whose device is lost."""
    from sulh.server.access.passkeys import passkeys_of, remove_passkey

    with opened(folder) as accounts:
        if remove:
            remove_passkey(accounts, name, remove, now=datetime.now(UTC), by=BY)
            click.echo(f"Passkey {remove} of {name} is removed.")
            return
        for each in passkeys_of(accounts, name):
            click.echo(f"{each.id}  {format_utc(each.created)}  {shown(each.label)}")
