"""Routes of accounts, for administrators and auditors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from sulh.errors import InputError
from sulh.server import totp
from sulh.server.accounts import Account
from sulh.server.errors import ForbiddenError
from sulh.server.policy import Action
from sulh.server.principal import Principal
from sulh.server.schemas import AccountOut, AccountsOut, EventOut, EventsOut, NewAccount, RoleIn
from sulh.server.state import CurrentState, CurrentUser
from sulh.values import format_utc

router = APIRouter(prefix="/api/v1", tags=["accounts"])

AccountId = Annotated[str, Path(pattern="^a-[a-z2-7]{16}$", description="the account's id")]


def check(user: Principal, action: Action) -> None:
    """Refuse who may not.

    Raises
    ------
    ForbiddenError
        By the policy.
    """
    if not user.may(action):
        raise ForbiddenError(f"A {user.role} may not {action} with these rights.")


def account_out(account: Account) -> AccountOut:
    """Return an account as it goes over the wire."""
    return AccountOut(
        id=account.id,
        name=account.name,
        role=account.role,
        party=account.party,
        oidc=account.oidc,
        disabled=account.disabled,
        created=format_utc(account.created),
        has_codes=account.has_codes,
    )


@router.get("/accounts")
def list_accounts(state: CurrentState, user: CurrentUser) -> AccountsOut:
    """List all accounts."""
    check(user, "read accounts")
    return AccountsOut(accounts=[account_out(each) for each in state.accounts.all()])


@router.post("/accounts", status_code=201)
def add_account(asked: NewAccount, state: CurrentState, user: CurrentUser) -> AccountOut:
    """Make an account."""
    check(user, "change accounts")
    return account_out(
        state.accounts.add(
            asked.name,
            role=asked.role,
            party=asked.party,
            password=asked.password,
            oidc=asked.oidc,
            now=state.now(),
            by=user.account,
        )
    )


@router.put("/accounts/{account}/role")
def set_role(
    account: AccountId, asked: RoleIn, state: CurrentState, user: CurrentUser
) -> AccountOut:
    """Give an account another role. One's own stays: another administrator has to agree."""
    check(user, "change accounts")
    not_oneself(user, account)
    return account_out(
        state.accounts.set_role(
            account, asked.role, party=asked.party, now=state.now(), by=user.account
        )
    )


@router.post("/accounts/{account}/disabled")
def disable_account(account: AccountId, state: CurrentState, user: CurrentUser) -> AccountOut:
    """Let an account sign in no more; its sessions and tokens end at once."""
    check(user, "change accounts")
    not_oneself(user, account)
    return account_out(state.accounts.disable(account, now=state.now(), by=user.account))


@router.delete("/accounts/{account}/codes", status_code=204)
def reset_codes(account: AccountId, state: CurrentState, user: CurrentUser) -> None:
    """Ask an account for no codes any more, when its device is lost."""
    check(user, "change accounts")
    not_oneself(user, account)
    found = state.accounts.get(account)
    totp.keep_secret(state.accounts, found.id, "", now=state.now(), by=user.account)


@router.get("/account-events")
def list_events(
    state: CurrentState,
    user: CurrentUser,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> EventsOut:
    """List what happened to accounts: sign-ins, refusals, changes, and who made them."""
    check(user, "read account events")
    return EventsOut(
        events=[
            EventOut(
                number=each.number,
                time=format_utc(each.time),
                account=each.account,
                by=each.by,
                what=each.what,
            )
            for each in state.accounts.events(after=after, limit=limit)
        ]
    )


def not_oneself(user: Principal, account: str) -> None:
    """Refuse to let administrators change their own account.

    Raises
    ------
    InputError
        When they try.
    """
    if user.account == account:
        raise InputError("Nobody changes their own account.", remedy="Ask another administrator.")
