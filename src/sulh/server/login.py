"""Signing in with a name, a password and, where the account has them, a one-time code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.server.errors import SignInError
from sulh.server.sessions import begin_session, end_session
from sulh.server.totp import code_holds

if TYPE_CHECKING:
    from fastapi import Request

    from sulh.server.state import AppState

__all__ = ["begin", "sign_in"]

REFUSED = "Name, password or code is wrong, or the account must wait after too many failures."


def sign_in(state: AppState, request: Request, *, name: str, password: str, code: str) -> str:
    """Return the secret of a new session.

    Raises
    ------
    SignInError
        In the same words whatever was wrong, so that nobody learns which accounts there are.
    TooManyError
        When the address has tried too often.
    """
    state.slow_down(request, "password")
    account = state.accounts.check_password(name, password, now=state.now())
    if account is None:
        raise SignInError(REFUSED, remedy="Ask an administrator if you have lost your password.")
    how = "password"
    if account.has_codes:
        how = "password and code"
        if not code_holds(state.accounts, account.id, code, now=state.now()):
            state.accounts.failed(account.id, what="refused: wrong code", now=state.now())
            raise SignInError(REFUSED, remedy="Codes are good for half a minute and once only.")
    return begin(state, request, account.id, how=how)


def begin(state: AppState, request: Request, account: str, *, how: str) -> str:
    """Begin a session in place of the one the browser had, so that none can be fixed beforehand."""
    earlier = request.cookies.get(state.cookie, "")
    if earlier:
        end_session(state.accounts, earlier)
    state.accounts.signed_in(account, how=how, now=state.now())
    return begin_session(state.accounts, account, now=state.now())
