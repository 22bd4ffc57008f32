"""Routes of one's own account: sign in and out, codes, passkeys, tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sulh.errors import InputError
from sulh.server import passkeys, totp
from sulh.server.errors import ForbiddenError
from sulh.server.login import begin, sign_in
from sulh.server.policy import SCOPES
from sulh.server.schemas import (
    CodeIn,
    CodeSecret,
    Me,
    PasskeyIn,
    PasskeyOptions,
    SignIn,
    TokenIn,
    TokenMade,
    TokenOut,
    TokensOut,
)
from sulh.server.sessions import (
    csrf_token,
    end_session,
    make_token,
    principal_of_session,
    revoke_token,
    tokens_of,
)
from sulh.server.state import AppState, CurrentState, CurrentUser, session_secret, set_session
from sulh.values import format_utc

router = APIRouter(prefix="/api/v1", tags=["session"])


def whole(user: CurrentUser) -> None:
    """Refuse a token: keys and passwords are changed by people who are signed in.

    Raises
    ------
    ForbiddenError
        When the user came with a token.
    """
    if not user.signed_in:
        raise ForbiddenError("A token cannot change how an account signs in.", remedy="Sign in.")


def _me(state: AppState, secret: str) -> Me:
    found = principal_of_session(state.accounts, secret, now=state.now())
    if found is None:
        raise ForbiddenError("The session has ended.")
    return Me(
        account=found.account,
        name=found.name,
        role=found.role,
        party=found.party,
        scopes=sorted(found.scopes),
        csrf=csrf_token(secret),
    )


@router.post("/session")
def begin_session(words: SignIn, request: Request, response: Response, state: CurrentState) -> Me:
    """Sign in with name, password and, where the account has codes, a code."""
    secret = sign_in(state, request, name=words.name, password=words.password, code=words.code)
    set_session(state, response, secret)
    return _me(state, secret)


@router.get("/session")
def get_session(request: Request, user: CurrentUser) -> Me:
    """Say who is signed in, or whose token it is."""
    secret = session_secret(request) if user.signed_in else ""
    return Me(
        account=user.account,
        name=user.name,
        role=user.role,
        party=user.party,
        scopes=[each for each in SCOPES if each in user.scopes],
        csrf=csrf_token(secret) if secret else "",
    )


@router.delete("/session", status_code=204)
def finish_session(
    request: Request, response: Response, state: CurrentState, user: CurrentUser
) -> None:
    """Sign out."""
    if user.signed_in:
        end_session(state.accounts, session_secret(request))
        response.delete_cookie(state.cookie, path="/", secure=state.settings.secure)


@router.post("/session/passkey/options")
def passkey_options(request: Request, state: CurrentState) -> PasskeyOptions:
    """Begin to sign in by passkey."""
    state.slow_down(request, "passkey")
    key, options = passkeys.options_to_sign_in(state)
    return PasskeyOptions(key=key, options=options)


@router.post("/session/passkey")
def passkey_session(
    made: PasskeyIn, request: Request, response: Response, state: CurrentState
) -> Me:
    """Sign in by passkey."""
    state.slow_down(request, "passkey")
    account = passkeys.finish_signing_in(state, made.key, made.credential)
    secret = begin(state, request, account, how="passkey")
    set_session(state, response, secret)
    return _me(state, secret)


@router.post("/passkeys/options")
def new_passkey_options(state: CurrentState, user: CurrentUser) -> PasskeyOptions:
    """Begin to add a passkey to one's own account."""
    whole(user)
    key, options = passkeys.options_to_add(state, state.accounts.get(user.account))
    return PasskeyOptions(key=key, options=options)


@router.post("/passkeys", status_code=204)
def add_passkey(made: PasskeyIn, state: CurrentState, user: CurrentUser) -> None:
    """Add the passkey that the browser has made."""
    whole(user)
    account = state.accounts.get(user.account)
    passkeys.finish_adding(state, account, made.key, made.credential, label=made.label)


@router.post("/codes")
def new_codes(state: CurrentState, user: CurrentUser) -> CodeSecret:
    """Return a secret for one-time totp. They are asked for once a first one was confirmed."""
    whole(user)
    if state.accounts.get(user.account).has_codes:
        raise InputError(
            "The account has codes already.", remedy="An administrator can reset them."
        )
    secret = totp.new_code_secret()
    state.offered[user.account] = secret
    address = totp.address_of(secret, name=user.name, mission=state.service.workspace.pack.title)
    return CodeSecret(secret=secret, address=address)


@router.post("/codes/confirmation", status_code=204)
def confirm_codes(given: CodeIn, state: CurrentState, user: CurrentUser) -> None:
    """Ask for one-time codes from now on: the first one shows that the app has the secret."""
    whole(user)
    secret = state.offered.get(user.account, "")
    if not secret or not totp.secret_step(secret, given.code, now=state.now()):
        raise InputError("The code is not right.", remedy="Check the clock of your device.")
    totp.keep_secret(state.accounts, user.account, secret, now=state.now(), by=user.account)
    state.offered.pop(user.account, None)


@router.get("/tokens")
def list_tokens(state: CurrentState, user: CurrentUser) -> TokensOut:
    """List one's own tokens, without their secrets."""
    return TokensOut(
        tokens=[
            TokenOut(
                id=each.id,
                label=each.label,
                scopes=list(each.scopes),
                expires=format_utc(each.expires),
            )
            for each in tokens_of(state.accounts, user.account)
        ]
    )


@router.post("/tokens", status_code=201)
def new_token(asked: TokenIn, state: CurrentState, user: CurrentUser) -> TokenMade:
    """Make a token for a program. It is shown this once, and never does more than its account."""
    whole(user)
    secret = make_token(
        state.accounts,
        user.account,
        label=asked.label,
        scopes=asked.scopes,
        days=asked.days,
        now=state.now(),
        by=user.account,
    )
    return TokenMade(secret=secret)


@router.delete("/tokens/{token}", status_code=204)
def delete_token(
    token: Annotated[str, Path(pattern="^[0-9a-f]{12}$")], state: CurrentState, user: CurrentUser
) -> None:
    """Revoke one of one's own tokens."""
    revoke_token(state.accounts, user.account, token, now=state.now(), by=user.account)
