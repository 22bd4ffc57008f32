"""What a person must do before anything else: choose a password of their own, or have a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.refusals import refusal
from sulh.server.errors import ForbiddenError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.server.access.accounts import Accounts
    from sulh.server.access.policy import Role
    from sulh.server.access.principal import Duty, Principal, Way

__all__ = ["ONE_FACTOR", "duty_of", "refuse_duty"]

BY_PASSWORD: frozenset[Way] = frozenset({"password", "password and code"})
ONE_FACTOR: frozenset[Way] = frozenset({"", "password"})
"""Ways to sign in that show one factor. How a provider of OIDC knows people is the provider's duty."""
ALWAYS = frozenset({("GET", "/api/v1/session"), ("DELETE", "/api/v1/session")})
DOORS: Mapping[Duty, frozenset[tuple[str, str]]] = {
    "password": frozenset({("POST", "/api/v1/password")}),
    "second factor": frozenset(
        {
            ("GET", "/api/v1/passkeys"),
            ("POST", "/api/v1/passkeys/options"),
            ("POST", "/api/v1/passkeys"),
            ("POST", "/api/v1/codes"),
            ("POST", "/api/v1/codes/confirmation"),
        }
    ),
    "sign in again": frozenset(),
}
"""What is open to a person who has a duty, and nothing else: a new route is shut unless it stands here."""


def duty_of(accounts: Accounts, user: Principal, *, demanded: frozenset[Role]) -> Duty:
    """Return what the person of a session must do first; `demanded`: the roles that must have a second factor.

    Who has a factor but signed in without it adds no other one: a password alone may be stolen.
    """
    if not user.signed_in:
        return ""
    owner = accounts.get(user.account)
    if owner.password_until is not None and user.how in BY_PASSWORD:
        return "password"
    if user.role not in demanded or user.how not in ONE_FACTOR:
        return ""
    has_passkey = accounts.database.look_up(
        "SELECT 1 FROM passkey WHERE account = ? LIMIT 1", owner.id
    )
    return "sign in again" if owner.has_codes or has_passkey else "second factor"


def refuse_duty(user: Principal, method: str, path: str) -> None:
    """Refuse all but what a person's duty needs.

    Raises
    ------
    ForbiddenError
        With what to do first.
    """
    if user.duty and (method, path) not in ALWAYS | DOORS[user.duty]:
        raise refusal(ForbiddenError, f"duty-{user.duty.replace(' ', '-')}")
