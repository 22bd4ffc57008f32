"""What every route needs: the service, the accounts, the settings, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from sulh.server.errors import ForbiddenError, SignInError, TooManyError
from sulh.server.limits import RateLimiter
from sulh.server.principal import Principal
from sulh.server.sessions import csrf_token, principal_of_session, principal_of_token

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.responses import Response

    from sulh.server.accounts import Accounts
    from sulh.server.change_notifier import ChangeNotifier
    from sulh.server.findings import Judge
    from sulh.server.oidc import OidcClient
    from sulh.server.service import MissionService
    from sulh.server.settings import Settings

__all__ = ["AppState", "CurrentState", "CurrentUser", "get_state", "session_secret", "set_session"]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_HEADER = "x-csrf-token"


@dataclass(slots=True)
class AppState:
    """One mission, served. `now` is the clock."""

    service: MissionService
    judge: Judge
    accounts: Accounts
    settings: Settings
    notifier: ChangeNotifier
    now: Callable[[], datetime]
    sign_ins: RateLimiter = field(init=False)
    oidc: OidcClient | None = None
    challenges: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)
    streams: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sign_ins = RateLimiter(self.settings.sign_ins_per_minute)

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


def get_state(request: Request) -> AppState:
    """Return the state that the application serves."""
    state: AppState = request.app.state.sulh
    return state


CurrentState = Annotated[AppState, Depends(get_state)]


def session_secret(request: Request) -> str:
    """Return the session cookie, empty where there is none."""
    return str(request.cookies.get(get_state(request).cookie, ""))


def current_user(request: Request) -> Principal:
    """Return who is asking: by token, else by session with its CSRF token where it changes things.

    Raises
    ------
    SignInError
        When nobody is.
    ForbiddenError
        When a session asks for a change without its CSRF token.
    """
    state = get_state(request)
    given = request.headers.get("authorization", "")
    if given:
        scheme, _, secret = given.partition(" ")
        found = None
        if scheme.lower() == "bearer":
            found = principal_of_token(state.accounts, secret.strip(), now=state.now())
        if found is None:
            raise SignInError("The token is unknown, expired or revoked.", remedy="Make a new one.")
        return found
    secret = session_secret(request)
    found = principal_of_session(state.accounts, secret, now=state.now()) if secret else None
    if found is None:
        raise SignInError("Nobody is signed in.", remedy="Sign in, or send an API token.")
    if request.method not in SAFE and request.headers.get(CSRF_HEADER, "") != csrf_token(secret):
        raise ForbiddenError(
            "The request does not carry this session's CSRF token.",
            remedy=f"Send it in the header {CSRF_HEADER}.",
        )
    return found


CurrentUser = Annotated[Principal, Depends(current_user)]


def set_session(state: AppState, response: Response, secret: str) -> None:
    """Give the browser its session, which no script can read and no other site can send."""
    response.set_cookie(
        state.cookie,
        secret,
        httponly=True,
        secure=state.settings.secure,
        samesite="lax",  # strict would lose it on the way back from an OIDC provider
        path="/",
    )
