"""Accounts: who may sign in, with which role, and what was done with the accounts."""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.server.access.database import AtHand
from sulh.server.access.grounds import UNCONDITIONAL, digest_of, insert, password_holds
from sulh.server.access.passwords import check_choice, hash_password, password_matches, waiting_time
from sulh.server.access.policy import OUTSIDE, ROLES
from sulh.server.access.principal import Principal, role_term
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.server.access.database import Database
    from sulh.server.access.grounds import Ground
    from sulh.server.access.policy import Role

__all__ = ["INITIAL_AGE_MAX", "Account", "AccountEvent", "Accounts", "new_secret"]

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
ID = re.compile(r"a-[a-z2-7]{16}")
"""As `new_id` makes them: no account's name looks like another's id, since either names an account."""
PARTY = re.compile(r"[^\s()]{1,80}")
DEVICES_MAX = 10
INITIAL_AGE_MAX = timedelta(days=7)
"""So long a password that somebody else has chosen opens the account, once: then it is changed (ASVS 2.3.1)."""
COLUMNS = "id, name, role, party, oidc, disabled, created, code_secret <> '', password_until"
START = format_utc(datetime(1970, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account, without its secrets. `party` is what an outside role speaks for.

    `password_until` (UTC) is the end of a password that somebody else has chosen; None: it is the person's own.
    """

    id: str
    name: str
    role: Role
    party: str
    oidc: str
    disabled: bool
    created: datetime
    has_codes: bool
    password_until: datetime | None = None

    def principal(self) -> Principal:
        """Return the account as the user of a request, with all its rights."""
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
    """Return 256 random bits as text that fits in a header."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """Return an account's id: 80 random bits that name nobody."""
    return "a-" + base64.b32encode(secrets.token_bytes(10)).decode().lower()


def check_role(role: str, party: str) -> Role:
    """Return the role, if there is such a role and it goes with that party.

    Raises
    ------
    InputError
        When there is no such role, an outside role has no party, or another role has one.
    """
    if role not in ROLES:
        raise refusal(InputError, "no-role", role=repr(role[:80]), roles=", ".join(ROLES))
    if (role in OUTSIDE) != bool(party):
        code = "role-needs-party" if role in OUTSIDE else "role-has-no-party"
        raise refusal(InputError, code, role=role_term(role))
    if party and not PARTY.fullmatch(party):
        raise refusal(InputError, "no-party-id", name=repr(party[:80]))
    return role


class Accounts:
    """The accounts of one mission. Every change and every sign-in is recorded as an event.

    `parties` are the pack's: a liaison speaks for one of them. If empty, the party is not checked. `names` are
    those of the mission, which make no password. `live_pages` says of a session, by its digest, when a page of
    it last followed the records; it is not kept on disk.
    """

    def __init__(
        self, database: Database, parties: Iterable[str] = (), names: Iterable[str] = ()
    ) -> None:
        self.database = database
        self.parties = frozenset(map(str, parties))
        self.names = tuple(names)
        self.live_pages: dict[str, datetime] = {}

    def at_hand(self) -> Accounts:
        """Return the same accounts, of which only what is in memory can be asked (`AtHand`)."""
        same = Accounts(AtHand(self.database), self.parties, self.names)
        same.live_pages = self.live_pages
        return same

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
        is_initial: bool = False,
    ) -> Account:
        """Make an account. Without a password it signs in by OIDC or uses tokens only.

        `is_initial`: somebody else has chosen the password, which ends after `INITIAL_AGE_MAX`.

        Raises
        ------
        InputError
            When name, role or password is not allowed, or the name or OIDC identity exists already.
        """
        checked_role = self.check_new(name, role=role, party=party, oidc=oidc)
        if password:
            check_choice(password, name=name, names=self.names)
        account = new_id()
        self.database.run(
            "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, 0, ?, 0, ?, '', 0, ?)",
            *(account, name, checked_role, party, hash_password(password) if password else ""),
            *(
                oidc or None,
                format_utc(now),
                START,
                _until(now if password and is_initial else None),
            ),
        )
        what = f"added as {role}" + (f" of {party}" if party else "")
        self.note(account, by=by, what=what, now=now)
        return self.get(account)

    def check_new(self, name: str, *, role: str, party: str = "", oidc: str = "") -> Role:
        """Return the role of a new account, if there can be such an account.

        Raises
        ------
        InputError
            When name or role is not allowed, or the name or OIDC identity exists already.
        """
        if not NAME.fullmatch(name) or ID.fullmatch(name):
            raise refusal(InputError, "account-name", name=repr(name[:80]))
        checked_role = self._role(role, party)
        if self.database.run(
            "SELECT 1 FROM account WHERE name = ? OR oidc = ?", name, oidc or None
        ):
            raise refusal(InputError, "account-known", name=repr(name))
        return checked_role

    def all(self) -> list[Account]:
        """Return every account, by name."""
        return [
            _account(row)
            for row in self.database.run(f"SELECT {COLUMNS} FROM account ORDER BY name")
        ]

    def get(self, account: str) -> Account:
        """Return the account with that id or name.

        Raises
        ------
        InputError
            When there is none.
        """
        rows = self.database.look_up(
            f"SELECT {COLUMNS} FROM account WHERE id = ? OR name = ?", account, account
        )
        if not rows:
            raise refusal(InputError, "no-account", name=repr(account[:80]))
        return _account(rows[0])

    def by_oidc(self, identity: str) -> Account | None:
        """Return the account that an identity of the OIDC provider is linked to, if it may sign in."""
        rows = self.database.run(
            f"SELECT {COLUMNS} FROM account WHERE oidc = ? AND disabled = 0", identity
        )
        return _account(rows[0]) if rows else None

    def set_role(self, account: str, role: str, *, party: str, now: datetime, by: str) -> Account:
        """Give an account another role; its sessions end."""
        identity = self.get(account).id
        self.database.run(
            "UPDATE account SET role = ?, party = ? WHERE id = ?",
            *(self._role(role, party), party, identity),
        )
        self._end(identity, "session")
        what = f"role {role}" + (f" of {party}" if party else "")
        self.note(identity, by=by, what=what, now=now)
        return self.get(identity)

    def disable(self, account: str, *, now: datetime, by: str) -> Account:
        """Block an account from signing in; its sessions and tokens end at once."""
        identity = self.get(account).id
        self.database.run("UPDATE account SET disabled = 1 WHERE id = ?", identity)
        self._end(identity, "session", "token", "device")
        self.note(identity, by=by, what="disabled", now=now)
        return self.get(identity)

    def set_password(
        self,
        account: str,
        password: str,
        *,
        now: datetime,
        by: str,
        is_initial: bool = False,
        ground: Ground = UNCONDITIONAL,
    ) -> bool:
        """Give an account a new password; its sessions, tokens and known devices end.

        A new password is the cure for a stolen one, and so for what a thief made with it; passkeys stay, and
        their owner sees them. `is_initial`: as `add` has it. Return False, and change nothing, where `ground`
        does not hold any more.
        """
        row = self.get(account)
        check_choice(password, name=row.name, names=self.names)
        changed = self.database.run(
            "UPDATE account SET password = ?, failures = 0, password_until = ? "
            f"WHERE id = ? AND {ground.condition} RETURNING 1",
            *(hash_password(password), _until(now if is_initial else None), row.id),
            *ground.values,
        )
        if not changed:
            return False
        self._end(row.id, "session", "token", "device")
        self.note(row.id, by=by, what="new password; its sessions and tokens ended", now=now)
        return True

    def check_password(
        self, name: str, password: str, *, now: datetime, device: str = ""
    ) -> tuple[Account, Ground] | None:
        """Return the account if the password is its own; else None, always after the same work.

        The ground holds while the password stays the one that was checked.

        An account with five failures waits longer with each further one. A device from which the
        account signed in before (`device`: its secret) has a count of its own, so that strangers
        cannot lock its owner out. An attempt counts before its password is checked: of many at
        once, no more are checked than of as many in turn.
        """
        rows = self.database.run("SELECT id, password, disabled FROM account WHERE name = ?", name)
        account, hashed, disabled = rows[0] if rows else ("", "", 0)
        if account and not self._count_attempt(account, device, now=now):
            password_matches("", password)
            self.note(account, by=account, what="refused: too many failures", now=now)
            return None
        if not password_matches("" if disabled else hashed, password):
            if account:
                self.note(account, by=account, what="refused: wrong password", now=now)
            return None
        return self.get(account), password_holds(account, hashed)

    def _count_attempt(self, account: str, device: str, *, now: datetime) -> bool:
        """Count an attempt as a failure in advance; return False when the account must wait."""
        run, digest = self.database.run, digest_of(device)
        device_row = device and run(
            "SELECT 1 FROM device WHERE digest = ? AND account = ?", digest, account
        )
        table, column, key = (
            ("device", "digest", digest) if device_row else ("account", "id", account)
        )
        while True:
            rows = run(f"SELECT failures, failed_at FROM {table} WHERE {column} = ?", key)
            if not rows:
                return False
            failures, failed_at = rows[0]
            if now < parse_utc(failed_at) + waiting_time(failures):
                return False
            result = run(
                f"UPDATE {table} SET failures = failures + 1, failed_at = ? "
                f"WHERE {column} = ? AND failures = ? AND failed_at = ? RETURNING 1",
                *(format_utc(now), key, failures, failed_at),
            )
            if result:
                return True

    def know_device(
        self, account: str, *, now: datetime, device: str = "", ground: Ground = UNCONDITIONAL
    ) -> str:
        """Forget earlier failures; return the secret of this device, known while `ground` holds."""
        run, digest = self.database.run, digest_of(device)
        device_row = device and run(
            "UPDATE device SET failures = 0 WHERE digest = ? AND account = ? RETURNING 1",
            *(digest, account),
        )
        if not device_row:
            device = new_secret()
            run("UPDATE account SET failures = 0 WHERE id = ?", account)
            row = (digest_of(device), account, format_utc(now), 0, START)
            insert(self.database, "device", row, ground)
            run(
                "DELETE FROM device WHERE account = ? AND digest NOT IN (SELECT digest FROM device "
                "WHERE account = ? ORDER BY created DESC, rowid DESC LIMIT ?)",
                *(account, account, DEVICES_MAX),
            )
        return device

    def note(self, account: str, *, by: str, what: str, now: datetime) -> None:
        """Record an event."""
        self.database.run(
            "INSERT INTO event (time, account, by, what) VALUES (?, ?, ?, ?)",
            format_utc(now),
            account,
            by,
            what,
        )

    def events(self, *, after: int = 0, limit: int = 100) -> list[AccountEvent]:
        """Return the events after a number, in order."""
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
        checked_role = check_role(role, party)
        if checked_role == "liaison" and self.parties and party not in self.parties:
            raise refusal(
                InputError, "no-party", name=repr(party), names=", ".join(sorted(self.parties))
            )
        return checked_role

    def end_sessions(self, account: str) -> None:
        """Sign an account out everywhere."""
        self._end(account, "session")

    def _end(self, account: str, *tables: str) -> None:
        """Delete what an account has in some of the tables ``session``, ``token``, ``device``."""
        for table in tables:
            self.database.run(f"DELETE FROM {table} WHERE account = ?", account)


def _until(begun: datetime | None) -> str:
    """Return the end of an initial password as it is kept; empty for a person's own (None)."""
    return format_utc(begun + INITIAL_AGE_MAX) if begun else ""


def _account(row: tuple[Any, ...]) -> Account:
    account, name, role, party, oidc, disabled, created, has_codes, until = row
    return Account(
        id=account,
        name=name,
        role=role,
        party=party,
        oidc=oidc or "",
        disabled=bool(disabled),
        created=parse_utc(created),
        has_codes=bool(has_codes),
        password_until=parse_utc(until) if until else None,
    )
