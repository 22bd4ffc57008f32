"""Sessions of people and tokens of programs: both are secrets of 256 bits, kept as digests only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.server.accounts import digest_of, new_secret
from sulh.server.policy import SCOPES
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.server.accounts import Accounts
    from sulh.server.principal import Principal

__all__ = [
    "Token",
    "begin_session",
    "csrf_token",
    "end_session",
    "make_token",
    "principal_of_session",
    "principal_of_token",
    "revoke_token",
    "tokens_of",
]

IDLE_MAX = timedelta(minutes=30)  # ASVS 4.0.3, 3.3.2 (level 2): 30 minutes or 12 hours
AGE_MAX = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
TOKEN_MARK = "sulh_"  # noqa: S105 -- so that scanners find a leaked one
TOKEN_DAYS_MAX = 366
LABEL_MAX = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An API token, without its secret."""

    id: str
    label: str
    scopes: tuple[str, ...]
    expires: datetime


def begin_session(accounts: Accounts, account: str, *, now: datetime) -> str:
    """Return the secret of a new session; those that have ended are forgotten meanwhile."""
    secret = new_secret()
    run = accounts.database.run
    run("DELETE FROM session WHERE created < ?", format_utc(now - AGE_MAX))
    moment = format_utc(now)
    run("INSERT INTO session VALUES (?, ?, ?, ?)", digest_of(secret), account, moment, moment)
    return secret


def principal_of_session(accounts: Accounts, secret: str, *, now: datetime) -> Principal | None:
    """Return whose session it is, None when it has ended or never was."""
    digest = digest_of(secret)
    rows = accounts.database.run(
        "SELECT account, created, seen FROM session WHERE digest = ?", digest
    )
    if not rows:
        return None
    account, created, seen = rows[0]
    if now > parse_utc(created) + AGE_MAX or now > parse_utc(seen) + IDLE_MAX:
        end_session(accounts, secret)
        return None
    if now > parse_utc(seen) + SEEN_EVERY:
        accounts.database.run(
            "UPDATE session SET seen = ? WHERE digest = ?", format_utc(now), digest
        )
    found = accounts.get(account)
    return None if found.disabled else found.principal()


def end_session(accounts: Accounts, secret: str) -> None:
    """End a session."""
    accounts.database.run("DELETE FROM session WHERE digest = ?", digest_of(secret))


def csrf_token(secret: str) -> str:
    """Return what a form of this session must send back; it tells nothing of the session."""
    return digest_of(f"csrf {secret}")


def make_token(
    accounts: Accounts,
    account: str,
    *,
    label: str,
    scopes: Iterable[str],
    days: int,
    now: datetime,
    by: str,
) -> str:
    """Return a new API token of an account. It is shown this once; only its digest is kept.

    Raises
    ------
    InputError
        When a scope is none, or it would last longer than a year.
    """
    wanted = tuple(dict.fromkeys(scopes))
    unknown = [each for each in wanted if each not in SCOPES]
    if unknown or not wanted:
        raise InputError(
            f"{unknown[0][:40]!r} is no scope." if unknown else "A token needs a scope.",
            remedy=f"Scopes are: {', '.join(SCOPES)}.",
        )
    if not 1 <= days <= TOKEN_DAYS_MAX:
        raise InputError(f"A token lasts 1 to {TOKEN_DAYS_MAX} days, not {days}.")
    if not label.isprintable() or not 1 <= len(label) <= LABEL_MAX:
        raise InputError(f"A token's label is one line of 1 to {LABEL_MAX} characters.")
    found = accounts.get(account)
    if found.disabled:
        raise InputError(f"The account {found.name!r} is disabled.")
    secret = TOKEN_MARK + new_secret()
    digest = digest_of(secret)
    accounts.database.run(
        "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(digest[:12], digest, found.id, label, " ".join(wanted)),
        *(format_utc(now), format_utc(now + timedelta(days=days))),
    )
    accounts.note(found.id, by=by, what=f"token {digest[:12]} made: {' '.join(wanted)}", now=now)
    return secret


def principal_of_token(accounts: Accounts, secret: str, *, now: datetime) -> Principal | None:
    """Return whose token it is, with its scopes; None when it has expired or never was."""
    rows = accounts.database.run(
        "SELECT account, scopes, expires FROM token WHERE digest = ?", digest_of(secret)
    )
    if not rows:
        return None
    account, scopes, expires = rows[0]
    found = accounts.get(account)
    if found.disabled or now >= parse_utc(expires):
        return None
    return replace(found.principal(), scopes=frozenset(scopes.split()), signed_in=False)


def tokens_of(accounts: Accounts, account: str) -> list[Token]:
    """Return an account's tokens."""
    rows = accounts.database.run(
        "SELECT id, label, scopes, expires FROM token WHERE account = ? ORDER BY created",
        accounts.get(account).id,
    )
    return [
        Token(id=token, label=label, scopes=tuple(scopes.split()), expires=parse_utc(expires))
        for token, label, scopes, expires in rows
    ]


def revoke_token(accounts: Accounts, account: str, token: str, *, now: datetime, by: str) -> None:
    """Take an account's token back.

    Raises
    ------
    InputError
        When it has none of that id.
    """
    found = accounts.get(account)
    if token not in {each.id for each in tokens_of(accounts, found.id)}:
        raise InputError(f"{found.name} has no token {token[:40]!r}.")
    accounts.database.run("DELETE FROM token WHERE id = ? AND account = ?", token, found.id)
    accounts.note(found.id, by=by, what=f"token {token} revoked", now=now)
