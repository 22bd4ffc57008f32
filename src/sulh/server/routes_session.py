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
    caller_of_session,
    csrf_token,
    end_session,
    make_token,
    revoke_token,
    tokens_of,
)
from sulh.server.state import Asking, AskingHouse, House, session_secret, set_session
from sulh.values import format_utc

router = APIRouter(prefix="/api/v1", tags=["session"])


def whole(caller: Asking) -> None:
    """Refuse a token: keys and passwords are changed by people who are signed in.

    Raises
    ------
    ForbiddenError
        When the caller came with a token.
    """
    if not caller.signed_in:
        raise ForbiddenError("A token cannot change how an account signs in.", remedy="Sign in.")


def _me(house: House, secret: str) -> Me:
    found = caller_of_session(house.accounts, secret, now=house.now())
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
def begin_session(words: SignIn, request: Request, response: Response, house: AskingHouse) -> Me:
    """Sign in with name, password and, where the account has codes, a code."""
    secret = sign_in(house, request, name=words.name, password=words.password, code=words.code)
    set_session(house, response, secret)
    return _me(house, secret)


@router.get("/session")
def get_session(request: Request, caller: Asking) -> Me:
    """Say who is signed in, or whose token it is."""
    secret = session_secret(request) if caller.signed_in else ""
    return Me(
        account=caller.account,
        name=caller.name,
        role=caller.role,
        party=caller.party,
        scopes=[each for each in SCOPES if each in caller.scopes],
        csrf=csrf_token(secret) if secret else "",
    )


@router.delete("/session", status_code=204)
def finish_session(
    request: Request, response: Response, house: AskingHouse, caller: Asking
) -> None:
    """Sign out."""
    if caller.signed_in:
        end_session(house.accounts, session_secret(request))
        response.delete_cookie(house.cookie, path="/", secure=house.settings.secure)


@router.post("/session/passkey/options")
def passkey_options(request: Request, house: AskingHouse) -> PasskeyOptions:
    """Begin to sign in by passkey."""
    house.slow_down(request, "passkey")
    key, options = passkeys.options_to_sign_in(house)
    return PasskeyOptions(key=key, options=options)


@router.post("/session/passkey")
def passkey_session(
    made: PasskeyIn, request: Request, response: Response, house: AskingHouse
) -> Me:
    """Sign in by passkey."""
    house.slow_down(request, "passkey")
    account = passkeys.finish_signing_in(house, made.key, made.credential)
    secret = begin(house, request, account, how="passkey")
    set_session(house, response, secret)
    return _me(house, secret)


@router.post("/passkeys/options")
def new_passkey_options(house: AskingHouse, caller: Asking) -> PasskeyOptions:
    """Begin to add a passkey to one's own account."""
    whole(caller)
    key, options = passkeys.options_to_add(house, house.accounts.get(caller.account))
    return PasskeyOptions(key=key, options=options)


@router.post("/passkeys", status_code=204)
def add_passkey(made: PasskeyIn, house: AskingHouse, caller: Asking) -> None:
    """Add the passkey that the browser has made."""
    whole(caller)
    account = house.accounts.get(caller.account)
    passkeys.finish_adding(house, account, made.key, made.credential, label=made.label)


@router.post("/codes")
def new_codes(house: AskingHouse, caller: Asking) -> CodeSecret:
    """Return a secret for one-time totp. They are asked for once a first one was confirmed."""
    whole(caller)
    if house.accounts.get(caller.account).has_codes:
        raise InputError(
            "The account has codes already.", remedy="An administrator can reset them."
        )
    secret = totp.new_code_secret()
    house.offered[caller.account] = secret
    address = totp.address_of(secret, name=caller.name, mission=house.office.workspace.pack.title)
    return CodeSecret(secret=secret, address=address)


@router.post("/codes/confirmation", status_code=204)
def confirm_codes(given: CodeIn, house: AskingHouse, caller: Asking) -> None:
    """Ask for one-time codes from now on: the first one shows that the app has the secret."""
    whole(caller)
    secret = house.offered.get(caller.account, "")
    if not secret or not totp.secret_step(secret, given.code, now=house.now()):
        raise InputError("The code is not right.", remedy="Check the clock of your device.")
    totp.keep_secret(house.accounts, caller.account, secret, now=house.now(), by=caller.account)
    house.offered.pop(caller.account, None)


@router.get("/tokens")
def list_tokens(house: AskingHouse, caller: Asking) -> TokensOut:
    """List one's own tokens, without their secrets."""
    return TokensOut(
        tokens=[
            TokenOut(
                id=each.id,
                label=each.label,
                scopes=list(each.scopes),
                expires=format_utc(each.expires),
            )
            for each in tokens_of(house.accounts, caller.account)
        ]
    )


@router.post("/tokens", status_code=201)
def new_token(asked: TokenIn, house: AskingHouse, caller: Asking) -> TokenMade:
    """Make a token for a program. It is shown this once, and never does more than its account."""
    whole(caller)
    secret = make_token(
        house.accounts,
        caller.account,
        label=asked.label,
        scopes=asked.scopes,
        days=asked.days,
        now=house.now(),
        by=caller.account,
    )
    return TokenMade(secret=secret)


@router.delete("/tokens/{token}", status_code=204)
def delete_token(
    token: Annotated[str, Path(pattern="^[0-9a-f]{12}$")], house: AskingHouse, caller: Asking
) -> None:
    """Revoke one of one's own tokens."""
    revoke_token(house.accounts, caller.account, token, now=house.now(), by=caller.account)
