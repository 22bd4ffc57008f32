"""Sessions of people and tokens of programs: secrets of 256 bits, stored only as digests."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.server.access.accounts import new_secret
from sulh.server.access.grounds import UNCONDITIONAL, digest_of, insert
from sulh.server.access.policy import SCOPES
from sulh.server.errors import SignInError
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.server.access.accounts import Accounts
    from sulh.server.access.grounds import Ground
    from sulh.server.access.policy import Role
    from sulh.server.access.principal import Principal, Way

__all__ = [
    "Session",
    "Token",
    "begin_session",
    "csrf_matches",
    "csrf_token",
    "end_own_sessions",
    "end_session",
    "make_token",
    "principal_of_session",
    "principal_of_token",
    "revoke_token",
    "session_id",
    "sessions_of",
    "strengthen_session",
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
ID_DIGITS = 12
DEVICE_LENGTH_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An API token, without its secret."""

    id: str
    label: str
    scopes: tuple[str, ...]
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session that goes on, without its secret: for its owner, who may end it.

    `address` is the network address that it began from, `device` what the browser then said of itself.
    """

    id: str
    begun: datetime
    seen: datetime
    how: Way
    address: str
    device: str


def begin_session(
    accounts: Accounts,
    account: str,
    *,
    now: datetime,
    how: Way = "",
    address: str = "",
    device: str = "",
    ground: Ground = UNCONDITIONAL,
) -> str:
    """Return the secret of a new session, and delete the sessions that have ended.

    Raises
    ------
    SignInError
        When `ground` does not hold any more.
    """
    secret = new_secret()
    run = accounts.database.run
    run("DELETE FROM session WHERE created < ?", format_utc(now - AGE_MAX))
    for digest, seen in list(accounts.live_pages.items()):
        if seen < now - AGE_MAX:
            accounts.live_pages.pop(digest, None)
    moment = format_utc(now)
    words = "".join(each for each in device if each.isprintable())[:DEVICE_LENGTH_MAX]
    row = (digest_of(secret), account, moment, moment, how, address, words)
    if not insert(accounts.database, "session", row, ground):
        raise refusal(SignInError, "sign-in-wrong")
    return secret


def sessions_of(accounts: Accounts, account: str, *, now: datetime) -> list[Session]:
    """Return an account's sessions that go on, the newest first."""
    owner = accounts.get(account)
    sessions = []
    for digest, begun, seen, how, address, device in accounts.database.run(
        "SELECT digest, created, seen, how, address, device FROM session WHERE account = ? "
        "ORDER BY created DESC, digest",
        owner.id,
    ):
        last = _last_seen(accounts, owner.role, digest, parse_utc(seen))
        if not _is_over(parse_utc(begun), last, now):
            sessions.append(
                Session(
                    id=session_id(digest),
                    begun=parse_utc(begun),
                    seen=last,
                    how=how,
                    address=address,
                    device=device,
                )
            )
    return sessions


def session_id(digest: str) -> str:
    """Return what names a session to its owner: the beginning of its digest."""
    return digest[:ID_DIGITS]


def end_own_sessions(
    accounts: Accounts, account: str, *, secret: str, session: str = "", now: datetime
) -> None:
    """End one session of an account, or (without `session`) all but that of a secret.

    Raises
    ------
    InputError
        When the account has no such session.
    """
    run = accounts.database.run
    if session:
        rows = run(
            "DELETE FROM session WHERE account = ? AND substr(digest, 1, ?) = ? RETURNING 1",
            *(account, ID_DIGITS, session),
        )
        if not rows:
            raise refusal(InputError, "no-session", session=repr(session[:40]))
        what = f"session {session} ended"
    else:
        run("DELETE FROM session WHERE account = ? AND digest <> ?", account, digest_of(secret))
        what = "other sessions ended"
    accounts.note(account, by=account, what=what, now=now)


def strengthen_session(accounts: Accounts, secret: str, how: Way) -> None:
    """Note that the person of a session has shown a second factor, too."""
    accounts.database.run("UPDATE session SET how = ? WHERE digest = ?", how, digest_of(secret))


def _last_seen(accounts: Accounts, role: Role, digest: str, seen: datetime) -> datetime:
    """Return the last sign of life: on watch, that of an open page as well."""
    return max(seen, accounts.live_pages.get(digest, seen)) if role in WATCH else seen


def _is_over(begun: datetime, last: datetime, now: datetime) -> bool:
    return now > begun + AGE_MAX or now > last + IDLE_MAX


def principal_of_session(
    accounts: Accounts, secret: str, *, now: datetime, touch: bool = True
) -> Principal | None:
    """Return whose session it is; None when it has ended or there never was one.

    `touch`: a person did something, so that the session does not count as idle. Else a page follows the
    records, which is a sign of life on watch only.
    """
    digest = digest_of(secret)
    rows = accounts.database.look_up(
        "SELECT account, created, seen, how FROM session WHERE digest = ?", digest
    )
    if not rows:
        return None
    account, created, seen, how = rows[0]
    owner = accounts.get(account)
    if _is_over(parse_utc(created), _last_seen(accounts, owner.role, digest, parse_utc(seen)), now):
        end_session(accounts, secret)
        return None
    if not touch:
        accounts.live_pages[digest] = now
    elif now > parse_utc(seen) + SEEN_EVERY:
        accounts.database.run(
            "UPDATE session SET seen = ? WHERE digest = ?", format_utc(now), digest
        )
    if owner.disabled:
        return None
    return replace(owner.principal(), since=parse_utc(created), how=how)


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
    ground: Ground = UNCONDITIONAL,
) -> str:
    """Return a new API token of an account. It is shown only once; its digest is stored.

    Raises
    ------
    SignInError
        When `ground` does not hold any more.
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
    row = (digest[:12], digest, owner.id, label, " ".join(names), format_utc(now))
    if not insert(
        accounts.database, "token", (*row, format_utc(now + timedelta(days=days))), ground
    ):
        raise refusal(SignInError, "nobody")
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
