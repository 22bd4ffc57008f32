"""Signing in with a name, a password and, where the account has them, a one-time code."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from anyio import to_thread

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.server.access.accounts import INITIAL_AGE_MAX
from sulh.server.access.grounds import UNCONDITIONAL, session_holds
from sulh.server.access.passwords import check_choice
from sulh.server.access.sessions import begin_session, end_session
from sulh.server.access.totp import code_matches
from sulh.server.errors import ForbiddenError, SignInError
from sulh.server.state import session_secret

if TYPE_CHECKING:
    from fastapi import Request

    from sulh.server.access.grounds import Ground
    from sulh.server.access.principal import Principal, Way
    from sulh.server.state import AppState

__all__ = ["begin", "change_password", "sign_in"]

REFUSAL_S = 0.15
"""A refusal takes at least this long, so that its time does not tell whether the name exists."""


async def sign_in(
    state: AppState, request: Request, *, name: str, password: str, code: str
) -> tuple[str, str]:
    """Return the secrets of a new session and of this device.

    Raises
    ------
    SignInError
        In the same words whatever was wrong, so that nobody learns which accounts there are.
    TooManyError, BusyError
        When the address has tried too often, or too many people sign in at once.
    """
    state.limit_sign_ins(request, "password")
    started = time.monotonic()
    try:
        return await to_thread.run_sync(
            lambda: _sign_in(state, request, name=name, password=password, code=code),
            limiter=state.sign_in_threads,
        )
    except SignInError:
        await asyncio.sleep(max(0.0, started + REFUSAL_S - time.monotonic()))
        raise


def _sign_in(
    state: AppState, request: Request, *, name: str, password: str, code: str
) -> tuple[str, str]:
    device = request.cookies.get(state.device_cookie, "")
    checked = state.accounts.check_password(name, password, now=state.now(), device=device)
    if checked is None:
        raise refusal(SignInError, "sign-in-wrong")
    account, ground = checked
    how: Way = "password"
    if account.has_codes:
        how = "password and code"
        if not code_matches(state.accounts, account.id, code, now=state.now()):
            state.accounts.note(
                account.id, by=account.id, what="refused: wrong code", now=state.now()
            )
            raise refusal(SignInError, "code-wrong")
    if account.password_until and state.now() >= account.password_until:
        state.accounts.note(
            account.id, by=account.id, what="refused: the first password has ended", now=state.now()
        )
        raise refusal(SignInError, "password-ended", days=INITIAL_AGE_MAX.days)
    return begin(state, request, account.id, how=how, ground=ground)


def begin(
    state: AppState, request: Request, account: str, *, how: Way, ground: Ground = UNCONDITIONAL
) -> tuple[str, str]:
    """Begin a session in place of the browser's earlier one, so that none can be planted.

    Returns the secrets of the session and of the device. `ground`: what the person has shown.

    Raises
    ------
    SignInError
        When `ground` does not hold any more.
    """
    earlier = session_secret(request, state)
    if earlier:
        end_session(state.accounts, earlier)
    secret = new_session(state, request, account, how=how, ground=ground)
    state.accounts.note(account, by=account, what=f"signed in by {how}", now=state.now())
    device = state.accounts.know_device(
        account,
        now=state.now(),
        device=request.cookies.get(state.device_cookie, ""),
        ground=session_holds(secret),
    )
    return secret, device


def new_session(
    state: AppState, request: Request, account: str, *, how: Way, ground: Ground
) -> str:
    """Return the secret of a new session, which notes from where and by which browser it began."""
    return begin_session(
        state.accounts,
        account,
        now=state.now(),
        how=how,
        address=request.client.host if request.client else "",
        device=request.headers.get("user-agent", ""),
        ground=ground,
    )


async def change_password(
    state: AppState, request: Request, user: Principal, *, present: str, new: str
) -> tuple[str, str]:
    """Give the person who is signed in a new password; return the secrets of a new session and device.

    All other sessions, tokens and known devices of the account end. Guesses at the present password count as
    failed sign-ins.

    Raises
    ------
    ForbiddenError
        When the present password is not right, or the account must wait.
    InputError
        When the new one is not allowed, or is the present one.
    TooManyError, BusyError
        As `sign_in` has them.
    """
    state.limit_sign_ins(request, "password")
    return await to_thread.run_sync(
        lambda: _change_password(state, request, user, present=present, new=new),
        limiter=state.sign_in_threads,
    )


def _change_password(
    state: AppState, request: Request, user: Principal, *, present: str, new: str
) -> tuple[str, str]:
    accounts, now = state.accounts, state.now()
    device = request.cookies.get(state.device_cookie, "")
    if new == present:
        raise refusal(InputError, "password-same")
    # First: a poor choice is no failed guess.
    check_choice(new, name=user.name, names=accounts.names)
    checked = accounts.check_password(user.name, present, now=now, device=device)
    if checked is None:
        raise refusal(ForbiddenError, "password-present")
    ground = checked[1] & session_holds(session_secret(request, state))
    if not accounts.set_password(user.account, new, now=now, by=user.account, ground=ground):
        raise refusal(SignInError, "nobody")
    secret = new_session(state, request, user.account, how=user.how, ground=UNCONDITIONAL)
    return secret, accounts.know_device(user.account, now=now)
