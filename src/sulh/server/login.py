"""Signing in with a name, a password and, where the account has them, a one-time code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.server.errors import SignInError
from sulh.server.sessions import begin_session, end_session
from sulh.server.totp import code_holds

if TYPE_CHECKING:
    from fastapi import Request

    from sulh.server.state import House

__all__ = ["begin", "sign_in"]

REFUSED = "Name, password or code is wrong, or the account must wait after too many failures."


def sign_in(house: House, request: Request, *, name: str, password: str, code: str) -> str:
    """Return the secret of a new session.

    Raises
    ------
    SignInError
        In the same words whatever was wrong, so that nobody learns which accounts there are.
    TooManyError
        When the address has tried too often.
    """
    house.slow_down(request, "password")
    account = house.accounts.check_password(name, password, now=house.now())
    if account is None:
        raise SignInError(REFUSED, remedy="Ask an administrator if you have lost your password.")
    how = "password"
    if account.has_codes:
        how = "password and code"
        if not code_holds(house.accounts, account.id, code, now=house.now()):
            house.accounts.failed(account.id, what="refused: wrong code", now=house.now())
            raise SignInError(REFUSED, remedy="Codes are good for half a minute and once only.")
    return begin(house, request, account.id, how=how)


def begin(house: House, request: Request, account: str, *, how: str) -> str:
    """Begin a session in place of the one the browser had, so that none can be fixed beforehand."""
    earlier = request.cookies.get(house.cookie, "")
    if earlier:
        end_session(house.accounts, earlier)
    house.accounts.signed_in(account, how=how, now=house.now())
    return begin_session(house.accounts, account, now=house.now())
