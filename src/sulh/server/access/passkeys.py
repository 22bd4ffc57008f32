"""Passkeys (W3C Web Authentication): a key in the person's device signs a challenge of the server."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.server.access.grounds import Ground, insert, passkey_holds
from sulh.server.errors import SignInError
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from sulh.server.access.accounts import Account, Accounts
    from sulh.server.state import AppState

__all__ = [
    "CHALLENGE_AGE_MAX",
    "Passkey",
    "finish_adding",
    "finish_signing_in",
    "options_to_add",
    "options_to_sign_in",
    "passkeys_of",
    "remove_passkey",
]

CHALLENGE_AGE_MAX = timedelta(minutes=5)
PER_ACCOUNT_MAX = 10
ID_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A passkey of an account; `id` is the beginning of its credential's id, in hex."""

    id: str
    label: str
    created: datetime


def passkeys_of(accounts: Accounts, account: str) -> list[Passkey]:
    """Return an account's passkeys, the oldest first."""
    rows = accounts.database.run(
        "SELECT id, label, created FROM passkey WHERE account = ? ORDER BY created, id",
        accounts.get(account).id,
    )
    return [
        Passkey(id=key[:ID_DIGITS], label=label, created=parse_utc(created))
        for key, label, created in rows
    ]


def check_passkey(accounts: Accounts, account: str, passkey: str) -> None:
    """Refuse a passkey that an account has not.

    Raises
    ------
    InputError
        When the account has no such passkey.
    """
    if all(each.id != passkey for each in passkeys_of(accounts, account)):
        raise refusal(
            InputError, "no-passkey", account=accounts.get(account).name, passkey=repr(passkey[:40])
        )


def remove_passkey(
    accounts: Accounts, account: str, passkey: str, *, now: datetime, by: str
) -> None:
    """Take a passkey away from an account; its sessions end.

    Raises
    ------
    InputError
        When the account has no such passkey.
    """
    check_passkey(accounts, account, passkey)
    owner = accounts.get(account)
    accounts.database.run(
        "DELETE FROM passkey WHERE account = ? AND substr(id, 1, ?) = ?",
        *(owner.id, ID_DIGITS, passkey),
    )
    accounts.end_sessions(owner.id)
    accounts.note(owner.id, by=by, what=f"passkey {passkey} removed", now=now)


def _new_challenge(state: AppState, what: str, address: str) -> tuple[str, bytes]:
    key, challenge = f"{what} {secrets.token_urlsafe(16)}", secrets.token_bytes(32)
    state.challenges.add(key, challenge, now=state.now(), address=address)
    return key, challenge


def _challenge(state: AppState, key: str, what: str) -> bytes:
    """Return a challenge that was issued for this a short time ago; it can be used only once."""
    challenge = state.challenges.finish(key, state.now())
    if challenge is None or not key.startswith(f"{what} "):
        raise refusal(SignInError, "challenge-old")
    return challenge


def options_to_add(state: AppState, account: Account, origin: str) -> tuple[str, dict[str, Any]]:
    """Return a key and the options with which a browser makes a passkey."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    key, challenge = _new_challenge(state, f"add {account.id}", account.id)
    options = generate_registration_options(
        rp_id=_host(origin),
        rp_name=state.service.workspace.pack.title,
        user_name=account.name,
        user_id=account.id.encode(),
        challenge=challenge,
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=bytes.fromhex(row[0]))
            for row in state.accounts.database.run(
                "SELECT id FROM passkey WHERE account = ?", account.id
            )
        ],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return key, json.loads(options_to_json(options))


def finish_adding(
    state: AppState,
    account: Account,
    key: str,
    credential: dict[str, Any],
    *,
    label: str,
    origin: str,
    ground: Ground,
) -> None:
    """Store a passkey that a browser has made.

    Raises
    ------
    InputError
        When it is not an answer to the challenge, an account has it already, or this one has ten.
    SignInError
        When `ground` does not hold any more.
    """
    from webauthn import verify_registration_response

    challenge = _challenge(state, key, f"add {account.id}")
    if len(passkeys_of(state.accounts, account.id)) >= PER_ACCOUNT_MAX:
        raise refusal(InputError, "passkeys-many", most=PER_ACCOUNT_MAX)
    try:
        passkey = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(origin),
            expected_origin=origin,
            require_user_verification=True,
        )
    except Exception as error:  # the library parses what a stranger sent, with any exception
        raise refusal(InputError, "passkey-no-answer") from error
    identity = passkey.credential_id.hex()
    row = (identity, account.id, passkey.credential_public_key.hex(), passkey.sign_count)
    free = Ground(
        "NOT EXISTS (SELECT 1 FROM passkey WHERE id = ?) "
        "AND (SELECT count(*) FROM passkey WHERE account = ?) < ?",
        (identity, account.id, PER_ACCOUNT_MAX),
    )
    values = (*row, label, format_utc(state.now()))
    if not insert(state.accounts.database, "passkey", values, free & ground):
        if passkey_holds(identity).holds(state.accounts.database):
            raise refusal(InputError, "passkey-no-answer")
        raise refusal(SignInError, "nobody")
    state.accounts.note(account.id, by=account.id, what="passkey added", now=state.now())


def options_to_sign_in(state: AppState, origin: str, address: str) -> tuple[str, dict[str, Any]]:
    """Return a key and the options with which a browser at an address signs in by any passkey it has."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    key, challenge = _new_challenge(state, "sign in", address)
    options = generate_authentication_options(
        rp_id=_host(origin),
        challenge=challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return key, json.loads(options_to_json(options))


def finish_signing_in(
    state: AppState, key: str, credential: dict[str, Any], *, origin: str
) -> tuple[str, Ground]:
    """Return the id of the account whose passkey signed our challenge; it holds while the passkey is there.

    Raises
    ------
    SignInError
        When none did.
    """
    from webauthn import base64url_to_bytes, verify_authentication_response

    challenge = _challenge(state, key, "sign in")
    run = state.accounts.database.run
    refused = refusal(SignInError, "passkey-unknown")
    try:
        identity = base64url_to_bytes(str(credential.get("id", ""))).hex()
    except ValueError as error:
        raise refused from error
    rows = run(
        "SELECT account, public_key, sign_count FROM passkey JOIN account "
        "ON account.id = passkey.account WHERE passkey.id = ? AND disabled = 0",
        identity,
    )
    if not rows:
        raise refused
    account, public_key, sign_count = rows[0]
    try:
        signed = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(origin),
            expected_origin=origin,
            credential_public_key=bytes.fromhex(public_key),
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except Exception as error:  # the library parses what a stranger sent, with any exception
        state.accounts.note(account, by=account, what="refused: passkey", now=state.now())
        raise refused from error
    run("UPDATE passkey SET sign_count = ? WHERE id = ?", signed.new_sign_count, identity)
    return str(account), passkey_holds(identity)


def _host(origin: str) -> str:
    """Return the relying party's id: the host of the page that asks."""
    return urlsplit(origin).hostname or ""
