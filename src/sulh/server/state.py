"""What every route needs: the mission, the accounts, the settings, and the user of the request."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import ipaddress
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from sulh.languages.refusals import refusal
from sulh.server.access.database import NotAtHandError
from sulh.server.access.duties import duty_of
from sulh.server.access.passkeys import CHALLENGE_AGE_MAX
from sulh.server.access.principal import Principal
from sulh.server.access.sessions import csrf_matches, principal_of_session, principal_of_token
from sulh.server.access.started import Started
from sulh.server.answers.map_marks import MapMarks
from sulh.server.answers.mission_ways import MissionWays
from sulh.server.errors import BusyError, ForbiddenError, SignInError, too_many
from sulh.server.middleware.limits import RateLimiter
from sulh.server.middleware.metrics import Metrics
from sulh.server.share.aid import AidFiles
from sulh.server.share.disclosures import DisclosureLog
from sulh.server.share.outside_picture import OutsidePicture
from sulh.server.share.taxii import TaxiiDoor
from sulh.server.work.allowance import DailyAllowance
from sulh.server.work.background import BackgroundAnswers
from sulh.server.work.turns import AccountTurns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from starlette.responses import Response

    from sulh.ledger.tlp import Tlp
    from sulh.server.access.accounts import Accounts
    from sulh.server.access.oidc import OidcClient
    from sulh.server.access.policy import Role
    from sulh.server.answers.exercise import ExerciseRunner
    from sulh.server.answers.findings import FindingsCache
    from sulh.server.notices.sender import NoticeSender
    from sulh.server.records.change_notifier import ChangeNotifier
    from sulh.server.service import MissionService
    from sulh.server.settings import Settings
    from sulh.server.share.cot_hub import CotHub
    from sulh.workspace import JoinedExercise

__all__ = [
    "AppState",
    "CurrentState",
    "CurrentUser",
    "get_state",
    "identify",
    "identify_soon",
    "network_of",
    "own_turn",
    "page_origin",
    "session_secret",
    "session_user",
    "set_session",
]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BASIC_DOORS = ("/taxii2/",)
"""Paths below which programs sign in with HTTP Basic: their protocols ask for it."""
CSRF_HEADER = "x-csrf-token"
SIGN_INS_AT_ONCE = 4
SIGN_INS_WAITING_MAX = 50
DEVICE_AGE_S = 365 * 24 * 3600


@dataclass(slots=True)
class AppState:
    """One mission, served. `now` is the real clock: sessions, tokens and codes go by it.

    What is recorded and judged goes by the mission's clock, `service.now`; in a live exercise that is another.
    """

    service: MissionService
    findings: FindingsCache
    accounts: Accounts
    settings: Settings
    notifier: ChangeNotifier
    now: Callable[[], datetime]
    sign_ins: RateLimiter = field(init=False)
    allowance: DailyAllowance = field(init=False)
    oidc: OidcClient | None = None
    cot: CotHub | None = None
    notices: NoticeSender | None = None
    exercise: ExerciseRunner | None = None
    joined: JoinedExercise | None = None
    challenges: Started[bytes] = field(default_factory=lambda: Started(CHALLENGE_AGE_MAX))
    code_secrets: dict[str, str] = field(default_factory=dict)
    streams: Counter[str] = field(default_factory=Counter)
    bundles: Counter[str] = field(default_factory=Counter)
    turns: AccountTurns = field(default_factory=AccountTurns)
    demo_accounts: dict[Role, str] = field(default_factory=dict)
    body_bytes: Counter[str] = field(default_factory=Counter)
    synced: dict[str, datetime] = field(default_factory=dict)
    metrics: Metrics = field(init=False)
    marks: MapMarks = field(init=False)
    outside_picture: OutsidePicture = field(init=False)
    background: BackgroundAnswers = field(init=False)
    ways: MissionWays = field(init=False)
    taxii: TaxiiDoor = field(init=False)
    disclosures: DisclosureLog = field(init=False)
    aid: AidFiles = field(init=False)
    rendered: dict[tuple[str, Tlp], bytes] = field(default_factory=dict)
    pages: dict[Any, asyncio.Task[Any]] = field(default_factory=dict)
    cookie: str = field(init=False)
    accounts_at_hand: Accounts = field(init=False)
    look: asyncio.Future[None] | None = None
    _sign_in_threads: CapacityLimiter | None = None

    def __post_init__(self) -> None:
        self.accounts_at_hand = self.accounts.at_hand()
        self.metrics = Metrics(self)
        self.marks = MapMarks(self.service)
        self.disclosures = DisclosureLog(self.service)
        self.outside_picture = OutsidePicture(self.service, self.disclosures)
        self.aid = AidFiles(self.service, self.disclosures)
        self.background = BackgroundAnswers(self.service)
        roads = self.settings.roads
        self.ways = MissionWays(self.service.folder / roads if roads else None)
        self.taxii = TaxiiDoor(self.service, self.settings.collections)
        self.service.collections = {
            each.name: each.writers for each in self.taxii.collections.values()
        }
        self.sign_ins = RateLimiter(self.settings.sign_ins_per_minute)
        self.allowance = DailyAllowance(self.settings.daily_bytes_max)
        # Browsers send a cookie to every port of a host, so each mission has a name of its own.
        # ``__Host-`` binds it to this very host over HTTPS.
        mission = hashlib.sha256(str(self.service.folder.resolve()).encode()).hexdigest()[:8]
        self.cookie = ("__Host-" if self.settings.secure else "") + f"sulh-{mission}"

    @property
    def device_cookie(self) -> str:
        """The name of the cookie that recognises a browser which signed in before."""
        return f"{self.cookie}-device"

    @property
    def sign_in_threads(self) -> CapacityLimiter:
        """The few threads for passwords, which are slow to check on purpose.

        Raises
        ------
        BusyError
            When too many sign-ins wait for them already.
        """
        if self._sign_in_threads is None:
            self._sign_in_threads = CapacityLimiter(SIGN_INS_AT_ONCE)
        if self._sign_in_threads.statistics().tasks_waiting >= SIGN_INS_WAITING_MAX:
            raise refusal(BusyError, "sign-ins-busy")
        return self._sign_in_threads

    def limit_sign_ins(self, request: Request, what: str) -> None:
        """Refuse an address that tries to sign in too often.

        Raises
        ------
        TooManyError
            With the seconds to wait.
        """
        wait_s = self.sign_ins.count(f"{what} {network_of(request)}", self.now())
        if wait_s:
            raise too_many("sign-ins", wait_s)


def network_of(request: Request) -> str:
    """Return a client's address, or its network of 64 bits where it has so many to choose from."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ipaddress.ip_network((host, 64), strict=False))


def get_state(request: Request) -> AppState:
    """Return the state of the application."""
    state: AppState = request.app.state.sulh
    return state


async def current_state(request: Request) -> AppState:
    """Return the state of the application, without a thread."""
    return get_state(request)


CurrentState = Annotated[AppState, Depends(current_state)]


def session_secret(request: Request, state: AppState) -> str:
    """Return the session cookie, empty where there is none."""
    return str(request.cookies.get(state.cookie, ""))


def page_origin(request: Request, state: AppState) -> str:
    """Return the origin of the page that sent a request, if it is this server's; else the set one."""
    origin = request.headers.get("origin", "")
    host = request.headers.get("host", "")
    return origin if state.settings.is_own(origin, host) else state.settings.origin


def session_user(
    state: AppState, secret: str, *, touch: bool = True, accounts: Accounts | None = None
) -> Principal | None:
    """Return whose session a secret is of, with what that person must do first; None: it has ended."""
    accounts = state.accounts if accounts is None else accounts
    user = principal_of_session(accounts, secret, now=state.now(), touch=touch) if secret else None
    if user is None:
        return None
    duty = duty_of(accounts, user, demanded=state.settings.second_factor)
    return replace(user, duty=duty) if duty else user


def identify(
    request: Request, state: AppState, *, touch: bool = True, accounts: Accounts | None = None
) -> Principal:
    """Return who sends a request: by token, else by session, with a CSRF token for a change.

    `touch`: the request is a sign of life of its session. `accounts`: those to ask (None: the state's).

    Raises
    ------
    SignInError
        When nobody is signed in.
    ForbiddenError
        When a change comes from a page of another site, or without its session's CSRF token.
    """
    accounts = state.accounts if accounts is None else accounts
    authorization = request.headers.get("authorization", "")
    if authorization:
        user = _token_owner(request, state, authorization, accounts)
        if user is None:
            raise refusal(SignInError, "token-bad")
        return user
    secret = session_secret(request, state)
    user = session_user(state, secret, touch=touch, accounts=accounts)
    if user is None:
        raise refusal(SignInError, "nobody")
    if request.method not in SAFE:
        if not csrf_matches(secret, request.headers.get(CSRF_HEADER, "")):
            raise refusal(ForbiddenError, "no-csrf", header=CSRF_HEADER)
        refuse_other_sites(request, state)
    return user


async def identify_soon(request: Request, state: AppState, *, touch: bool = True) -> Principal:
    """Do the same without holding up others: in a thread, unless all that it takes is in memory.

    Hundreds of streams that wake together share one look at what other processes have changed.
    """
    for is_first in (True, False):
        try:
            return identify(request, state, touch=touch, accounts=state.accounts_at_hand)
        except NotAtHandError:
            if is_first:
                await _look_once(state)
    return await to_thread.run_sync(lambda: identify(request, state, touch=touch))


async def _look_once(state: AppState) -> None:
    """Look for changes of the accounts by other processes, in one thread for all who ask meanwhile."""
    if state.look is None or state.look.done():
        work = to_thread.run_sync(state.accounts.database.look_for_changes)
        state.look = asyncio.ensure_future(work)
    await asyncio.shield(state.look)


def _token_owner(
    request: Request, state: AppState, authorization: str, accounts: Accounts
) -> Principal | None:
    """Return whose token a header carries: Bearer, or on a protocol's door Basic with it as the password.

    A browser sends a password that it remembers with requests of any page, so that Basic is taken only on
    doors for programs, and there from no page of another site.
    """
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() == "basic" and request.url.path.startswith(BASIC_DOORS):
        if request.method not in SAFE:
            refuse_other_sites(request, state)
        try:
            pair = base64.b64decode(secret.strip(), validate=True).decode()
        except ValueError:
            return None
        return principal_of_token(accounts, pair.partition(":")[2], now=state.now())
    if scheme.lower() != "bearer":
        return None
    return principal_of_token(accounts, secret.strip(), now=state.now())


def refuse_other_sites(request: Request, state: AppState) -> None:
    """Refuse a request that a page of another site sent.

    Raises
    ------
    ForbiddenError
        When the header Origin names another site.
    """
    origin = request.headers.get("origin", "")
    if origin and not state.settings.is_own(origin, request.headers.get("host", "")):
        raise refusal(ForbiddenError, "other-site")


async def current_user(request: Request) -> Principal:
    """Return the user that the gate in front of the routes has identified.

    Raises
    ------
    SignInError
        When nobody is signed in.
    """
    user = getattr(request.state, "user", None)
    if not isinstance(user, Principal):
        raise refusal(SignInError, "nobody")
    return user


CurrentUser = Annotated[Principal, Depends(current_user)]


async def own_turn(request: Request, state: CurrentState, user: CurrentUser) -> AsyncIterator[None]:
    """Let a request that may take long wait for its account's turn: `dependencies` of a router.

    Nothing is done for a client that has gone meanwhile: maps ask for tiles and turn away.

    Raises
    ------
    TooManyError
        When too many requests of the account wait already.
    """
    async with state.turns.take(user.account):
        if request.method in SAFE and await request.is_disconnected():
            raise ClientDisconnect
        yield


def set_session(state: AppState, response: Response, secret: str, device: str) -> None:
    """Give the browser its session and make it a known device; no script can read either."""
    for name, value, age_s in (
        (state.cookie, secret, None),
        (state.device_cookie, device, DEVICE_AGE_S),
    ):
        response.set_cookie(
            name,
            value,
            max_age=age_s,
            httponly=True,
            secure=state.settings.secure,
            samesite="lax",  # strict would lose it on the way back from an OIDC provider
            path="/",
        )
