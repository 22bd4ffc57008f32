"""One-time codes of six digits (RFC 6238), as authenticator apps show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import MissingExtraError

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.server.access.accounts import Accounts

__all__ = ["address_of", "code_matches", "has_codes", "keep_secret", "new_code_secret"]

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


def keep_secret(accounts: Accounts, account: str, secret: str, *, now: datetime, by: str) -> None:
    """Require codes of this secret from now on; an empty secret ends that, and the account's sessions.

    Codes are taken off when a device is lost, which may hold a session.
    """
    accounts.database.run(
        "UPDATE account SET code_secret = ?, code_step = 0 WHERE id = ?", secret, account
    )
    if not secret:
        accounts.end_sessions(account)
    accounts.note(account, by=by, what="codes on" if secret else "codes off", now=now)


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
