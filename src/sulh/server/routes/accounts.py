"""Routes of accounts, for administrators and auditors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from sulh.errors import InputError
from sulh.languages.refusals import Term, refusal
from sulh.languages.rooms import room_text
from sulh.server.access import passkeys, totp
from sulh.server.access.policy import Action
from sulh.server.access.principal import Principal
from sulh.server.errors import ForbiddenError
from sulh.server.schemas.records import (
    AccountOut,
    AccountsOut,
    EventOut,
    EventsOut,
    NewAccount,
    PasskeyOut,
    PasskeysOut,
    RoleIn,
)
from sulh.server.state import AppState, CurrentState, CurrentUser

router = APIRouter(prefix="/api/v1", tags=["accounts"])

AccountId = Annotated[str, Path(pattern="^a-[a-z2-7]{16}$", description="the account's id")]
PasskeyId = Annotated[str, Path(pattern="^[0-9a-f]{1,16}$", description="as the list says")]


def check(user: Principal, action: Action) -> None:
    """Refuse a user who may not do it.

    Raises
    ------
    ForbiddenError
        By the policy.
    """
    if not user.may(action):
        term = Term(f"action-{action.replace(' ', '-')}")
        raise refusal(ForbiddenError, "not-with-these-rights", role=user.term, action=term)


def check_reads(user: Principal) -> None:
    """Refuse a token that may not read.

    Raises
    ------
    ForbiddenError
        By the token's scopes.
    """
    if "read" not in user.scopes:
        raise refusal(ForbiddenError, "token-no-read")


def log_change(state: AppState, user: Principal, what: str) -> None:
    """Put into the ledger what an administrator is about to do with accounts.

    An administrator reads no restricted record, but can make an account that does: so that this is on
    record where no administrator can take it away.
    """
    state.service.log_access(user, f"accounts: {what}")


@router.get("/accounts")
def list_accounts(state: CurrentState, user: CurrentUser) -> AccountsOut:
    """List all accounts."""
    check(user, "read accounts")
    return AccountsOut(accounts=list(map(AccountOut.model_validate, state.accounts.all())))


@router.post("/accounts", status_code=201)
def add_account(new: NewAccount, state: CurrentState, user: CurrentUser) -> AccountOut:
    """Make an account."""
    check(user, "change accounts")
    state.accounts.check_new(new.name, role=new.role, party=new.party, oidc=new.oidc)
    log_change(state, user, f"{new.role} added")
    account = state.accounts.add(
        new.name,
        role=new.role,
        party=new.party,
        password=new.password,
        oidc=new.oidc,
        is_initial=True,
        now=state.now(),
        by=user.account,
    )
    return AccountOut.model_validate(account)


@router.put("/accounts/{account}/role")
def set_role(
    account: AccountId, change: RoleIn, state: CurrentState, user: CurrentUser
) -> AccountOut:
    """Give an account another role, but not one's own: another administrator has to agree."""
    check(user, "change accounts")
    refuse_own(user, account)
    log_change(state, user, f"{state.accounts.get(account).id} becomes {change.role}")
    return AccountOut.model_validate(
        state.accounts.set_role(
            account, change.role, party=change.party, now=state.now(), by=user.account
        )
    )


@router.post("/accounts/{account}/disabled")
def disable_account(account: AccountId, state: CurrentState, user: CurrentUser) -> AccountOut:
    """Block an account from signing in; its sessions and tokens end at once."""
    check(user, "change accounts")
    refuse_own(user, account)
    log_change(state, user, f"{state.accounts.get(account).id} disabled")
    return AccountOut.model_validate(
        state.accounts.disable(account, now=state.now(), by=user.account)
    )


@router.delete("/accounts/{account}/codes", status_code=204)
def reset_codes(account: AccountId, state: CurrentState, user: CurrentUser) -> None:
    """Require no codes of an account any more, when its device is lost."""
    check(user, "change accounts")
    refuse_own(user, account)
    identity = state.accounts.get(account).id
    log_change(state, user, f"codes of {identity} off")
    totp.drop_secret(state.accounts, identity, now=state.now(), by=user.account)


@router.get("/accounts/{account}/passkeys")
def list_account_passkeys(
    account: AccountId, state: CurrentState, user: CurrentUser
) -> PasskeysOut:
    """List the passkeys of an account."""
    check(user, "read accounts")
    return PasskeysOut(
        passkeys=list(map(PasskeyOut.model_validate, passkeys.passkeys_of(state.accounts, account)))
    )


@router.delete("/accounts/{account}/passkeys/{passkey}", status_code=204)
def remove_account_passkey(
    account: AccountId, passkey: PasskeyId, state: CurrentState, user: CurrentUser
) -> None:
    """Remove a passkey of an account, when its device is lost; the account's sessions end."""
    check(user, "change accounts")
    passkeys.check_passkey(state.accounts, account, passkey)
    log_change(state, user, f"passkey {passkey} of {account} removed")
    passkeys.remove_passkey(state.accounts, account, passkey, now=state.now(), by=user.account)


@router.get("/account-events")
def list_events(
    state: CurrentState,
    user: CurrentUser,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> EventsOut:
    """List the events of accounts: sign-ins, refusals, changes, and who made them."""
    check(user, "read account events")
    events = state.accounts.events(after=after, limit=limit)
    listed = [EventOut.model_validate(each) for each in events]
    return EventsOut(
        events=[
            each.model_copy(update={"what": room_text(each.what, user.language)}) for each in listed
        ]
    )


def refuse_own(user: Principal, account: str) -> None:
    """Refuse to let administrators change their own account.

    Raises
    ------
    InputError
        When they try.
    """
    if user.account == account:
        raise refusal(InputError, "own-account")
