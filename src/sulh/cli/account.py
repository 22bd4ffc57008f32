"""``sulh account``: who may sign in at a headquarters, and as what."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.serve import ACCOUNTS
from sulh.cli.show import console
from sulh.errors import InputError
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
    """Keep the accounts of a headquarters (outside the ledger, in accounts.sqlite)."""


@account.command()
@click.argument("name")
@click.option("--role", required=True, help="One of the roles in docs/reference/roles.md.")
@click.option(
    "--party", default="", help="The party or nation a liaison or contributor speaks for."
)
@click.option("--no-password", is_flag=True, help="It signs in by OIDC or works with tokens only.")
@click.option("--oidc", default="", help="The identity to link: 'ISSUER SUBJECT'.")
@click.pass_obj
def add(folder: Path, name: str, *, role: str, party: str, no_password: bool, oidc: str) -> None:
    """Make an account. The password is asked for, or read from standard input."""
    with opened(folder) as accounts:
        password = "" if no_password or oidc else ask_password()
        if not (no_password or oidc or password):
            raise InputError("No password was given.", remedy="Type one, or use --no-password.")
        made = accounts.add(
            name,
            role=role,
            party=party,
            password=password,
            oidc=oidc,
            now=datetime.now(UTC),
            by=BY,
        )
    click.echo(f"{made.name} ({made.id}), role: {made.role}{f' of {party}' if party else ''}.")


@account.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(folder: Path, *, as_json: bool) -> None:
    """List the accounts."""
    from sulh.server import tokens_of

    with opened(folder) as accounts:
        found = [(each, len(tokens_of(accounts, each.id))) for each in accounts.all()]
    if as_json:
        rows = [
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
            for each, tokens in found
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = Table("name", "role", "party", "id", "codes", "tokens", "disabled", box=None)
    for each, tokens in found:
        marks = ("yes" if each.has_codes else "", str(tokens), "yes" if each.disabled else "")
        table.add_row(each.name, each.role, each.party, each.id, *marks)
    console().print(table)


@account.command()
@click.argument("name")
@click.argument("new_role", metavar="ROLE")
@click.option(
    "--party", default="", help="The party or nation a liaison or contributor speaks for."
)
@click.pass_obj
def role(folder: Path, name: str, new_role: str, *, party: str) -> None:
    """Give an account another role. Its sessions end; its tokens follow the new role."""
    with opened(folder) as accounts:
        made = accounts.set_role(name, new_role, party=party, now=datetime.now(UTC), by=BY)
    click.echo(f"{made.name}, role now: {made.role}{f' of {party}' if party else ''}.")


@account.command()
@click.argument("name")
@click.pass_obj
def password(folder: Path, name: str) -> None:
    """Give an account a new password, asked for or read from standard input. Its sessions end."""
    with opened(folder) as accounts:
        accounts.set_password(name, ask_password(), now=datetime.now(UTC), by=BY)
    click.echo(f"{name} has a new password.")


@account.command()
@click.argument("name")
@click.pass_obj
def disable(folder: Path, name: str) -> None:
    """Let an account sign in no more; its sessions and tokens end at once."""
    with opened(folder) as accounts:
        accounts.disable(name, now=datetime.now(UTC), by=BY)
    click.echo(f"{name} is disabled.")


@account.command()
@click.argument("name")
@click.option("--label", default="made on the command line", help="What the token is for.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    default=("read",),
    show_default=True,
    help="read, submit, amend, answer, audit or accounts; give several.",
)
@click.option("--days", default=90, show_default=True, help="How long it lasts, at most 366.")
@click.option("--revoke", default="", help="Revoke the token of this id instead.")
@click.pass_obj
def token(
    folder: Path, name: str, *, label: str, scopes: tuple[str, ...], days: int, revoke: str
) -> None:
    """Make an API token, which is shown this once. It never does more than its account may."""
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
