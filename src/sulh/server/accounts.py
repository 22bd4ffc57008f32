"""Accounts: who may sign in, with which role, and what was done with the accounts."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.server.passwords import check_choice, hash_password, password_holds, waiting_time
from sulh.server.policy import OUTSIDE, ROLES
from sulh.server.principal import Principal
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.server.database import Database
    from sulh.server.policy import Role

__all__ = ["Account", "AccountEvent", "Accounts", "digest_of", "new_secret"]

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
PARTY = re.compile(r"[^\s()]{1,80}")
COLUMNS = "id, name, role, party, oidc, disabled, created, code_secret <> ''"
START = format_utc(datetime(1970, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account, without its secrets. `party` is what an outside role speaks for."""

    id: str
    name: str
    role: Role
    party: str
    oidc: str
    disabled: bool
    created: datetime
    has_codes: bool

    def principal(self) -> Principal:
        """Return the account as one who asks with all its rights."""
        return Principal(account=self.id, name=self.name, role=self.role, party=self.party)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent:
    """One thing that happened to an account: signed in, was refused, given a role, and so on."""

    number: int
    time: datetime
    account: str
    by: str
    what: str


def new_secret() -> str:
    """Return 256 bits of chance as text that fits in a header."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return the SHA-256 (hex) of a secret of full length, which needs no salt and no stretching."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def new_id() -> str:
    """Return an account's id: 80 bits of chance that name nobody."""
    return "a-" + base64.b32encode(secrets.token_bytes(10)).decode().lower()


def check_role(role: str, party: str) -> Role:
    """Return the role, when it is one and goes with that party.

    Raises
    ------
    InputError
        When it is none, or an outside role has no party, or another has one.
    """
    if role not in ROLES:
        raise InputError(f"{role[:80]!r} is no role.", remedy=f"Roles are: {', '.join(ROLES)}.")
    if (role in OUTSIDE) != bool(party):
        raise InputError(
            f"A {role} needs the party or nation it speaks for."
            if role in OUTSIDE
            else f"A {role} works for the mission and has no party.",
            remedy="Roles with a party: liaison, contributor.",
        )
    if party and not PARTY.fullmatch(party):
        raise InputError(f"{party[:80]!r} cannot be a party's id.", remedy="Use the pack's ids.")
    return role


class Accounts:
    """The accounts of one mission. Every change and every sign-in is written down as an event.

    `parties` are the pack's: a liaison speaks for one of them. Without any, none is checked.
    """

    def __init__(self, database: Database, parties: Iterable[str] = ()) -> None:
        self.database = database
        self.parties = frozenset(map(str, parties))

    def add(
        self,
        name: str,
        *,
        role: str,
        now: datetime,
        by: str,
        party: str = "",
        password: str = "",
        oidc: str = "",
    ) -> Account:
        """Make an account. Without a password it signs in by OIDC or uses tokens only.

        Raises
        ------
        InputError
            When name, role or password cannot be, or the name or OIDC identity is taken.
        """
        if not NAME.fullmatch(name):
            raise InputError(
                f"{name[:80]!r} cannot be an account's name.",
                remedy="Use 2 to 64 of: a-z, 0-9, dot, hyphen, underscore, @.",
            )
        checked = self._role(role, party)
        if password:
            check_choice(password, name=name)
        if self.database.run(
            "SELECT 1 FROM account WHERE name = ? OR oidc = ?", name, oidc or None
        ):
            raise InputError(
                f"There is an account {name!r} or one with that OIDC identity already.",
                remedy="Disabled accounts keep their names.",
            )
        made = new_id()
        self.database.run(
            "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, 0, ?, 0, ?, '', 0)",
            *(made, name, checked, party, hash_password(password) if password else ""),
            *(oidc or None, format_utc(now), START),
        )
        self.note(made, by=by, what=f"added as {role}" + (f" of {party}" if party else ""), now=now)
        return self.get(made)

    def all(self) -> list[Account]:
        """Return every account, by name."""
        return [
            _read(row) for row in self.database.run(f"SELECT {COLUMNS} FROM account ORDER BY name")
        ]

    def get(self, account: str) -> Account:
        """Return the account with that id or name.

        Raises
        ------
        InputError
            When there is none.
        """
        rows = self.database.run(
            f"SELECT {COLUMNS} FROM account WHERE id = ? OR name = ?", account, account
        )
        if not rows:
            raise InputError(
                f"There is no account {account[:80]!r}.", remedy="See `sulh account list`."
            )
        return _read(rows[0])

    def by_oidc(self, identity: str) -> Account | None:
        """Return the account linked to an identity of the OIDC provider, if it may sign in."""
        rows = self.database.run(
            f"SELECT {COLUMNS} FROM account WHERE oidc = ? AND disabled = 0", identity
        )
        return _read(rows[0]) if rows else None

    def set_role(self, account: str, role: str, *, party: str, now: datetime, by: str) -> Account:
        """Give an account another role; its sessions end."""
        found = self.get(account)
        checked = self._role(role, party)
        self.database.run(
            "UPDATE account SET role = ?, party = ? WHERE id = ?", checked, party, found.id
        )
        self._end_sessions(found.id)
        what = f"role {role}" + (f" of {party}" if party else "")
        self.note(found.id, by=by, what=what, now=now)
        return self.get(found.id)

    def disable(self, account: str, *, now: datetime, by: str) -> Account:
        """Let an account sign in no more; its sessions and tokens end at once."""
        found = self.get(account)
        self.database.run("UPDATE account SET disabled = 1 WHERE id = ?", found.id)
        self._end_sessions(found.id)
        self.database.run("DELETE FROM token WHERE account = ?", found.id)
        self.note(found.id, by=by, what="disabled", now=now)
        return self.get(found.id)

    def set_password(self, account: str, password: str, *, now: datetime, by: str) -> None:
        """Give an account a new password; its sessions end."""
        found = self.get(account)
        check_choice(password, name=found.name)
        self.database.run(
            "UPDATE account SET password = ?, failures = 0 WHERE id = ?",
            hash_password(password),
            found.id,
        )
        self._end_sessions(found.id)
        self.note(found.id, by=by, what="new password", now=now)

    def check_password(self, name: str, password: str, *, now: datetime) -> Account | None:
        """Return the account when the password is its own; None, always after the same work, else.

        An account with five failures waits longer with each more, whatever is given meanwhile.
        """
        rows = self.database.run(
            "SELECT id, password, disabled, failures, failed_at FROM account WHERE name = ?", name
        )
        if not rows:
            password_holds("", password)
            return None
        account, hashed, disabled, failures, failed_at = rows[0]
        right = password_holds("" if disabled else hashed, password)
        if now < parse_utc(failed_at) + waiting_time(failures):
            self.note(account, by=account, what="refused: too many failures", now=now)
            return None
        if not right:
            self.failed(account, what="refused: wrong password", now=now)
            return None
        return self.get(account)

    def failed(self, account: str, *, what: str, now: datetime) -> None:
        """Count a failure to sign in."""
        self.database.run(
            "UPDATE account SET failures = failures + 1, failed_at = ? WHERE id = ?",
            format_utc(now),
            account,
        )
        self.note(account, by=account, what=what, now=now)

    def signed_in(self, account: str, *, how: str, now: datetime) -> None:
        """Note that somebody signed in, and forget earlier failures."""
        self.database.run("UPDATE account SET failures = 0 WHERE id = ?", account)
        self.note(account, by=account, what=f"signed in by {how}", now=now)

    def note(self, account: str, *, by: str, what: str, now: datetime) -> None:
        """Write down what happened."""
        self.database.run(
            "INSERT INTO event (time, account, by, what) VALUES (?, ?, ?, ?)",
            format_utc(now),
            account,
            by,
            what,
        )

    def events(self, *, after: int = 0, limit: int = 100) -> list[AccountEvent]:
        """Return what happened, in order, from after an event's number."""
        rows = self.database.run(
            "SELECT number, time, account, by, what FROM event WHERE number > ? "
            "ORDER BY number LIMIT ?",
            after,
            limit,
        )
        return [
            AccountEvent(number=n, time=parse_utc(t), account=account, by=by, what=what)
            for n, t, account, by, what in rows
        ]

    def _role(self, role: str, party: str) -> Role:
        checked = check_role(role, party)
        if checked == "liaison" and self.parties and party not in self.parties:
            raise InputError(
                f"The pack has no party {party!r}.",
                remedy=f"It has: {', '.join(sorted(self.parties))}.",
            )
        return checked

    def _end_sessions(self, account: str) -> None:
        self.database.run("DELETE FROM session WHERE account = ?", account)


def _read(row: tuple[Any, ...]) -> Account:
    account, name, role, party, oidc, disabled, created, has_codes = row
    return Account(
        id=account,
        name=name,
        role=role,
        party=party,
        oidc=oidc or "",
        disabled=bool(disabled),
        created=parse_utc(created),
        has_codes=bool(has_codes),
    )
