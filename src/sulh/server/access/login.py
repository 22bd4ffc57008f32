"""Signing in with a name, a password and, where the account has them, a one-time code."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from anyio import to_thread

from sulh.languages.refusals import refusal
from sulh.server.access.sessions import begin_session, end_session
from sulh.server.access.totp import code_matches
from sulh.server.middleware.errors import SignInError
from sulh.server.state import session_secret

if TYPE_CHECKING:
    from fastapi import Request

    from sulh.server.state import AppState

__all__ = ["begin", "sign_in"]

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
    account = state.accounts.check_password(name, password, now=state.now(), device=device)
    if account is None:
        raise refusal(SignInError, "sign-in-wrong")
    how = "password"
    if account.has_codes:
        how = "password and code"
        if not code_matches(state.accounts, account.id, code, now=state.now()):
            state.accounts.note(
                account.id, by=account.id, what="refused: wrong code", now=state.now()
            )
            raise refusal(SignInError, "code-wrong")
    return begin(state, request, account.id, how=how)


def begin(state: AppState, request: Request, account: str, *, how: str) -> tuple[str, str]:
    """Begin a session in place of the browser's earlier one, so that none can be planted.

    Returns the secrets of the session and of the device.
    """
    earlier = session_secret(request, state)
    if earlier:
        end_session(state.accounts, earlier)
    device = state.accounts.signed_in(
        account, how=how, now=state.now(), device=request.cookies.get(state.device_cookie, "")
    )
    return begin_session(state.accounts, account, now=state.now()), device
