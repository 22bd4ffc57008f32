"""What every route needs: the office, the accounts, the settings, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from sulh.server.errors import ForbiddenError, SignInError, TooManyError
from sulh.server.limits import Rate
from sulh.server.principal import Caller
from sulh.server.sessions import caller_of_session, caller_of_token, csrf_token

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.responses import Response

    from sulh.server.accounts import Accounts
    from sulh.server.change_notifier import Pulse
    from sulh.server.findings import Judge
    from sulh.server.oidc import Oidc
    from sulh.server.service import Office
    from sulh.server.settings import Settings

__all__ = ["Asking", "AskingHouse", "House", "house_of", "session_secret", "set_session"]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_HEADER = "x-csrf-token"


@dataclass(slots=True)
class House:
    """One mission, served. `now` is the clock."""

    office: Office
    judge: Judge
    accounts: Accounts
    settings: Settings
    pulse: Pulse
    now: Callable[[], datetime]
    sign_ins: Rate = field(init=False)
    oidc: Oidc | None = None
    challenges: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)
    streams: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sign_ins = Rate(self.settings.sign_ins_per_minute)

    @property
    def cookie(self) -> str:
        """The session cookie's name; ``__Host-`` binds it to this very host over HTTPS."""
        return "__Host-sulh" if self.settings.secure else "sulh"

    def slow_down(self, request: Request, what: str) -> None:
        """Refuse who tries to sign in too often from one address."""
        address = request.client.host if request.client else ""
        wait_s = self.sign_ins.take(f"{what} {address}", self.now())
        if wait_s:
            raise TooManyError("Too many attempts to sign in from this address.", wait_s=wait_s)


def house_of(request: Request) -> House:
    """Return the house that the application serves."""
    house: House = request.app.state.house
    return house


AskingHouse = Annotated[House, Depends(house_of)]


def session_secret(request: Request) -> str:
    """Return the session cookie, empty where there is none."""
    return str(request.cookies.get(house_of(request).cookie, ""))


def caller_of(request: Request) -> Caller:
    """Return who is asking: by token, else by session with its CSRF token where it changes things.

    Raises
    ------
    SignInError
        When nobody is.
    ForbiddenError
        When a session asks for a change without its CSRF token.
    """
    house = house_of(request)
    given = request.headers.get("authorization", "")
    if given:
        scheme, _, secret = given.partition(" ")
        found = None
        if scheme.lower() == "bearer":
            found = caller_of_token(house.accounts, secret.strip(), now=house.now())
        if found is None:
            raise SignInError("The token is unknown, expired or revoked.", remedy="Make a new one.")
        return found
    secret = session_secret(request)
    found = caller_of_session(house.accounts, secret, now=house.now()) if secret else None
    if found is None:
        raise SignInError("Nobody is signed in.", remedy="Sign in, or send an API token.")
    if request.method not in SAFE and request.headers.get(CSRF_HEADER, "") != csrf_token(secret):
        raise ForbiddenError(
            "The request does not carry this session's CSRF token.",
            remedy=f"Send it in the header {CSRF_HEADER}.",
        )
    return found


Asking = Annotated[Caller, Depends(caller_of)]


def set_session(house: House, response: Response, secret: str) -> None:
    """Give the browser its session, which no script can read and no other site can send."""
    response.set_cookie(
        house.cookie,
        secret,
        httponly=True,
        secure=house.settings.secure,
        samesite="lax",  # strict would lose it on the way back from an OIDC provider
        path="/",
    )
