"""Routes of one's own account: sign in and out, codes, passkeys, tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger.tlp import Tlp
from sulh.server.access import passkeys, totp
from sulh.server.access.duties import ONE_FACTOR
from sulh.server.access.grounds import session_holds
from sulh.server.access.login import begin, sign_in
from sulh.server.access.policy import ACTIONS, SCOPES, WHOSE
from sulh.server.access.principal import Principal
from sulh.server.access.sessions import (
    csrf_token,
    end_session,
    make_token,
    revoke_token,
    strengthen_session,
    tokens_of,
)
from sulh.server.errors import ForbiddenError, SignInError
from sulh.server.schemas.records import (
    CodeIn,
    CodeSecret,
    PasskeyIn,
    PasskeyOptions,
    PasskeyOut,
    PasskeysOut,
    SessionOut,
    SignIn,
    TokenIn,
    TokenOut,
    TokenSecret,
    TokensOut,
)
from sulh.server.state import (
    AppState,
    CurrentState,
    CurrentUser,
    network_of,
    page_origin,
    session_secret,
    session_user,
    set_session,
)

router = APIRouter(prefix="/api/v1", tags=["session"])
FRESH_MAX = timedelta(minutes=15)
"""So long after signing in one may make tokens and change how one signs in (ASVS 4.0.3, 3.7.1)."""


def refuse_token(user: Principal) -> None:
    """Refuse a token: keys, passwords and tokens are kept by people who are signed in.

    Raises
    ------
    ForbiddenError
        When the request came with a token.
    """
    if not user.signed_in:
        raise refusal(ForbiddenError, "token-no-change")


def refuse_stale(user: Principal, state: AppState) -> None:
    """Refuse a session that began a while ago: whoever finds a screen open makes no key of their own to keep.

    Raises
    ------
    ForbiddenError
        When the request came with a token, or the person signed in more than `FRESH_MAX` ago.
    """
    refuse_token(user)
    if user.since is None or state.now() - user.since > FRESH_MAX:
        raise refusal(ForbiddenError, "sign-in-again", minutes=FRESH_MAX // timedelta(minutes=1))


def session_out(user: Principal, secret: str) -> SessionOut:
    """Return who is signed in; `secret`: that of the session, empty for a token."""
    return SessionOut(
        account=user.account,
        name=user.name,
        role=user.role,
        party=user.party,
        scopes=[each for each in SCOPES if each in user.scopes],
        actions=[
            each
            for each in ACTIONS
            if not user.duty and any(user.may(each, Tlp.CLEAR, whose) for whose in WHOSE)
        ],
        duty=user.duty,
        csrf=csrf_token(secret) if secret else "",
    )


def started_session(state: AppState, response: Response, secret: str, device: str) -> SessionOut:
    """Give the browser its new session, and return whose it is."""
    set_session(state, response, secret, device)
    user = session_user(state, secret)
    if user is None:
        raise refusal(ForbiddenError, "session-ended")
    return session_out(user, secret)


@router.post("/session")
async def begin_session(
    words: SignIn, request: Request, response: Response, state: CurrentState
) -> SessionOut:
    """Sign in with name, password and, if the account uses them, a code."""
    secret, device = await sign_in(
        state, request, name=words.name, password=words.password, code=words.code
    )
    return started_session(state, response, secret, device)


@router.get("/session")
def get_session(request: Request, state: CurrentState, user: CurrentUser) -> SessionOut:
    """Say who is signed in, or whose token it is."""
    return session_out(user, session_secret(request, state) if user.signed_in else "")


@router.delete("/session", status_code=204)
def finish_session(
    request: Request, response: Response, state: CurrentState, user: CurrentUser
) -> None:
    """Sign out."""
    if user.signed_in:
        end_session(state.accounts, session_secret(request, state))
        response.delete_cookie(state.cookie, path="/", secure=state.settings.secure)


@router.post("/session/passkey/options")
def passkey_options(request: Request, state: CurrentState) -> PasskeyOptions:
    """Begin to sign in by passkey."""
    state.limit_sign_ins(request, "passkey")
    key, options = passkeys.options_to_sign_in(
        state, page_origin(request, state), network_of(request)
    )
    return PasskeyOptions(key=key, options=options)


@router.post("/session/passkey")
def passkey_session(
    answer: PasskeyIn, request: Request, response: Response, state: CurrentState
) -> SessionOut:
    """Sign in by passkey."""
    state.limit_sign_ins(request, "passkey")
    account, ground = passkeys.finish_signing_in(
        state, answer.key, answer.credential, origin=page_origin(request, state)
    )
    secret, device = begin(state, request, account, how="passkey", ground=ground)
    return started_session(state, response, secret, device)


@router.get("/passkeys")
def list_passkeys(state: CurrentState, user: CurrentUser) -> PasskeysOut:
    """List one's own passkeys."""
    refuse_token(user)
    keys = passkeys.passkeys_of(state.accounts, user.account)
    return PasskeysOut(passkeys=list(map(PasskeyOut.model_validate, keys)))


@router.post("/passkeys/options")
def new_passkey_options(request: Request, state: CurrentState, user: CurrentUser) -> PasskeyOptions:
    """Begin to add a passkey to one's own account."""
    refuse_stale(user, state)
    key, options = passkeys.options_to_add(
        state, state.accounts.get(user.account), page_origin(request, state)
    )
    return PasskeyOptions(key=key, options=options)


@router.post("/passkeys", status_code=204)
def add_passkey(
    answer: PasskeyIn, request: Request, state: CurrentState, user: CurrentUser
) -> None:
    """Add the passkey that the browser has made."""
    refuse_stale(user, state)
    passkeys.finish_adding(
        state,
        state.accounts.get(user.account),
        answer.key,
        answer.credential,
        label=answer.label,
        origin=page_origin(request, state),
        ground=session_holds(session_secret(request, state)),
    )
    if user.how in ONE_FACTOR:
        strengthen_session(state.accounts, session_secret(request, state), "passkey")


@router.delete("/passkeys/{passkey}", status_code=204)
def remove_passkey(
    passkey: Annotated[str, Path(pattern="^[0-9a-f]{1,16}$")],
    state: CurrentState,
    user: CurrentUser,
) -> None:
    """Remove one of one's own passkeys; all sessions of the account end."""
    refuse_stale(user, state)
    passkeys.remove_passkey(state.accounts, user.account, passkey, now=state.now(), by=user.account)


@router.post("/codes")
def new_codes(state: CurrentState, user: CurrentUser) -> CodeSecret:
    """Return a secret for one-time codes. They are required once a first one is confirmed."""
    refuse_stale(user, state)
    if state.accounts.get(user.account).has_codes:
        raise refusal(InputError, "codes-already")
    secret = totp.new_code_secret()
    state.code_secrets[user.account] = secret
    address = totp.address_of(secret, name=user.name, mission=state.service.workspace.pack.title)
    return CodeSecret(secret=secret, address=address)


@router.post("/codes/confirmation", status_code=204)
def confirm_codes(answer: CodeIn, request: Request, state: CurrentState, user: CurrentUser) -> None:
    """Require one-time codes from now on: the first one shows that the app has the secret."""
    refuse_stale(user, state)
    secret = state.code_secrets.get(user.account, "")
    step = totp.secret_step(secret, answer.code, now=state.now()) if secret else 0
    if not step:
        raise refusal(InputError, "code-not-right")
    ground = session_holds(session_secret(request, state))
    if not totp.keep_secret(
        state.accounts,
        user.account,
        secret,
        step=step,
        now=state.now(),
        by=user.account,
        ground=ground,
    ):
        if ground.holds(state.accounts.database):
            raise refusal(InputError, "codes-already")
        raise refusal(SignInError, "nobody")
    state.code_secrets.pop(user.account, None)
    if user.how in ONE_FACTOR:
        strengthen_session(state.accounts, session_secret(request, state), "password and code")


@router.get("/tokens")
def list_tokens(state: CurrentState, user: CurrentUser) -> TokensOut:
    """List one's own tokens, without their secrets."""
    refuse_token(user)
    tokens = tokens_of(state.accounts, user.account)
    return TokensOut(tokens=list(map(TokenOut.model_validate, tokens)))


@router.post("/tokens", status_code=201)
def new_token(
    new: TokenIn, request: Request, state: CurrentState, user: CurrentUser
) -> TokenSecret:
    """Make a token for a program. It is shown only once, and never does more than its account."""
    refuse_stale(user, state)
    secret = make_token(
        state.accounts,
        user.account,
        label=new.label,
        scopes=new.scopes,
        days=new.days,
        now=state.now(),
        by=user.account,
        ground=session_holds(session_secret(request, state)),
    )
    return TokenSecret(secret=secret)


@router.delete("/tokens/{token}", status_code=204)
def delete_token(
    token: Annotated[str, Path(pattern="^[0-9a-f]{12}$")], state: CurrentState, user: CurrentUser
) -> None:
    """Revoke one of one's own tokens."""
    refuse_token(user)
    revoke_token(state.accounts, user.account, token, now=state.now(), by=user.account)
