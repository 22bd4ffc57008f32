"""Sessions of people and tokens of programs: secrets of 256 bits, stored only as digests."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.server.access.accounts import digest_of, new_secret
from sulh.server.access.policy import SCOPES
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.server.access.accounts import Accounts
    from sulh.server.access.policy import Role
    from sulh.server.access.principal import Principal

__all__ = [
    "Token",
    "begin_session",
    "csrf_matches",
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
WATCH: frozenset[Role] = frozenset({"watch officer"})
"""Whose open page counts as presence: on watch one looks at a screen for hours and touches nothing. The 12
hours of `AGE_MAX`, a shift and its handover, hold for them as well."""
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
    """Return the secret of a new session, and delete the sessions that have ended."""
    secret = new_secret()
    run = accounts.database.run
    run("DELETE FROM session WHERE created < ?", format_utc(now - AGE_MAX))
    for digest, seen in list(accounts.live_pages.items()):
        if seen < now - AGE_MAX:
            accounts.live_pages.pop(digest, None)
    moment = format_utc(now)
    run("INSERT INTO session VALUES (?, ?, ?, ?)", digest_of(secret), account, moment, moment)
    return secret


def principal_of_session(
    accounts: Accounts, secret: str, *, now: datetime, touch: bool = True
) -> Principal | None:
    """Return whose session it is; None when it has ended or there never was one.

    `touch`: a person did something, so that the session does not count as idle. Else a page follows the
    records, which is a sign of life on watch only.
    """
    digest = digest_of(secret)
    rows = accounts.database.look_up(
        "SELECT account, created, seen FROM session WHERE digest = ?", digest
    )
    if not rows:
        return None
    account, created, seen = rows[0]
    owner = accounts.get(account)
    last = parse_utc(seen)
    if owner.role in WATCH:
        last = max(last, accounts.live_pages.get(digest, last))
    if now > parse_utc(created) + AGE_MAX or now > last + IDLE_MAX:
        end_session(accounts, secret)
        return None
    if not touch:
        accounts.live_pages[digest] = now
    elif now > parse_utc(seen) + SEEN_EVERY:
        accounts.database.run(
            "UPDATE session SET seen = ? WHERE digest = ?", format_utc(now), digest
        )
    return None if owner.disabled else replace(owner.principal(), since=parse_utc(created))


def end_session(accounts: Accounts, secret: str) -> None:
    """End a session."""
    accounts.live_pages.pop(digest_of(secret), None)
    accounts.database.run("DELETE FROM session WHERE digest = ?", digest_of(secret))


def csrf_token(secret: str, salt: str = "") -> str:
    """Return what a form of this session must send back; it reveals nothing of the session.

    It differs each time, so that nothing can be learned from how well a page compresses.
    """
    salt = salt or secrets.token_urlsafe(9)
    return f"{salt}.{digest_of(f'csrf {salt} {secret}')}"


def csrf_matches(secret: str, token: str) -> bool:
    """Say whether a form's token is of this session."""
    salt, dot, _ = token.partition(".")
    expected = csrf_token(secret, salt) if salt and dot else ""
    return bool(expected) and hmac.compare_digest(expected.encode(), token.encode())


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
    """Return a new API token of an account. It is shown only once; its digest is stored.

    Raises
    ------
    InputError
        When there is no such scope, or the token would last longer than a year.
    """
    names = tuple(dict.fromkeys(scopes))
    unknown = [each for each in names if each not in SCOPES]
    if unknown or not names:
        name = repr(unknown[0][:40]) if unknown else ""
        code = "no-scope" if unknown else "needs-scope"
        raise refusal(InputError, code, name=name, names=", ".join(SCOPES))
    if not 1 <= days <= TOKEN_DAYS_MAX:
        raise refusal(InputError, "token-days", most=TOKEN_DAYS_MAX, days=days)
    if not label.isprintable() or not 1 <= len(label) <= LABEL_MAX:
        raise refusal(InputError, "token-label", most=LABEL_MAX)
    owner = accounts.get(account)
    if owner.disabled:
        raise refusal(InputError, "account-disabled", name=repr(owner.name))
    secret = TOKEN_MARK + new_secret()
    digest = digest_of(secret)
    accounts.database.run(
        "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(digest[:12], digest, owner.id, label, " ".join(names)),
        *(format_utc(now), format_utc(now + timedelta(days=days))),
    )
    accounts.note(owner.id, by=by, what=f"token {digest[:12]} made: {' '.join(names)}", now=now)
    return secret


def principal_of_token(accounts: Accounts, secret: str, *, now: datetime) -> Principal | None:
    """Return whose token it is, with its scopes; None when it is unknown or has expired."""
    rows = accounts.database.look_up(
        "SELECT account, scopes, expires FROM token WHERE digest = ?", digest_of(secret)
    )
    if not rows:
        return None
    account, scopes, expires = rows[0]
    owner = accounts.get(account)
    if owner.disabled or now >= parse_utc(expires):
        return None
    return replace(owner.principal(), scopes=frozenset(scopes.split()), signed_in=False)


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
    """Revoke an account's token.

    Raises
    ------
    InputError
        When the account has no such token.
    """
    owner = accounts.get(account)
    if token not in {each.id for each in tokens_of(accounts, owner.id)}:
        raise refusal(InputError, "no-token", account=owner.name, token=repr(token[:40]))
    accounts.database.run("DELETE FROM token WHERE id = ? AND account = ?", token, owner.id)
    accounts.note(owner.id, by=by, what=f"token {token} revoked", now=now)
