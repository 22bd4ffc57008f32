"""One-time codes of six digits (RFC 6238), as authenticator apps show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import MissingExtraError

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.server.access.accounts import Accounts
    from sulh.server.access.grounds import Ground

__all__ = [
    "address_of",
    "code_matches",
    "drop_secret",
    "has_codes",
    "keep_secret",
    "new_code_secret",
]

STEP_S = 30  # RFC 6238, section 5.2
DRIFT_STEPS = 1  # one step either way for clocks and slow fingers, as section 5.2 allows


def new_code_secret() -> str:
    """Return a new secret of 160 bits in base 32."""
    try:
        import pyotp
    except ImportError as error:
        raise MissingExtraError(work="One-time codes", extra="serve") from error
    return pyotp.random_base32()


def address_of(secret: str, *, name: str, mission: str) -> str:
    """Return the otpauth:// address that authenticator apps read."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=mission)


def keep_secret(
    accounts: Accounts,
    account: str,
    secret: str,
    *,
    step: int,
    now: datetime,
    by: str,
    ground: Ground,
) -> bool:
    """Require codes of this secret from now on; `step`: that of the code which was shown, used up by that.

    Return False, and change nothing, where the account has codes already or `ground` does not hold any more.
    """
    changed = accounts.database.run(
        "UPDATE account SET code_secret = ?, code_step = ? WHERE id = ? AND code_secret = '' "
        f"AND {ground.condition} RETURNING 1",
        *(secret, step, account, *ground.values),
    )
    if changed:
        accounts.note(account, by=by, what="codes on", now=now)
    return bool(changed)


def drop_secret(accounts: Accounts, account: str, *, now: datetime, by: str) -> None:
    """Require no codes any more, and end the account's sessions: the device that is lost may hold one."""
    accounts.database.run(
        "UPDATE account SET code_secret = '', code_step = 0 WHERE id = ?", account
    )
    accounts.end_sessions(account)
    accounts.note(account, by=by, what="codes off", now=now)


def has_codes(accounts: Accounts, account: str) -> bool:
    """Say whether the account needs a code as well as its password."""
    return accounts.get(account).has_codes


def code_matches(accounts: Accounts, account: str, code: str, *, now: datetime) -> bool:
    """Say whether a code is right now and was not used before; each works only once."""
    rows = accounts.database.run("SELECT code_secret FROM account WHERE id = ?", account)
    secret = str(rows[0][0]) if rows else ""
    step = secret_step(secret, code, now=now) if secret else 0
    if not step:
        return False
    used = accounts.database.run(
        "UPDATE account SET code_step = ? WHERE id = ? AND code_step < ? RETURNING id",
        *(step, account, step),
    )
    return bool(used)


def secret_step(secret: str, code: str, *, now: datetime) -> int:
    """Return the time step at which a code is right; 0 when it is wrong now."""
    import hmac

    import pyotp

    clock = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_S
    for step in range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1):
        if hmac.compare_digest(clock.generate_otp(step).encode(), code.strip().encode()):
            return step
    return 0
