"""Routes of accounts, for administrators and auditors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from sulh.errors import InputError
from sulh.server import totp
from sulh.server.accounts import Account
from sulh.server.errors import ForbiddenError
from sulh.server.policy import Action
from sulh.server.principal import Caller
from sulh.server.schemas import AccountOut, AccountsOut, EventOut, EventsOut, NewAccount, RoleIn
from sulh.server.state import Asking, AskingHouse
from sulh.values import format_utc

router = APIRouter(prefix="/api/v1", tags=["accounts"])

AccountId = Annotated[str, Path(pattern="^a-[a-z2-7]{16}$", description="the account's id")]


def check(caller: Caller, action: Action) -> None:
    """Refuse who may not.

    Raises
    ------
    ForbiddenError
        By the policy.
    """
    if not caller.may(action):
        raise ForbiddenError(f"A {caller.role} may not {action} with these rights.")


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
def list_accounts(house: AskingHouse, caller: Asking) -> AccountsOut:
    """List all accounts."""
    check(caller, "read accounts")
    return AccountsOut(accounts=[account_out(each) for each in house.accounts.all()])


@router.post("/accounts", status_code=201)
def add_account(asked: NewAccount, house: AskingHouse, caller: Asking) -> AccountOut:
    """Make an account."""
    check(caller, "change accounts")
    return account_out(
        house.accounts.add(
            asked.name,
            role=asked.role,
            party=asked.party,
            password=asked.password,
            oidc=asked.oidc,
            now=house.now(),
            by=caller.account,
        )
    )


@router.put("/accounts/{account}/role")
def set_role(account: AccountId, asked: RoleIn, house: AskingHouse, caller: Asking) -> AccountOut:
    """Give an account another role. One's own stays: another administrator has to agree."""
    check(caller, "change accounts")
    not_oneself(caller, account)
    return account_out(
        house.accounts.set_role(
            account, asked.role, party=asked.party, now=house.now(), by=caller.account
        )
    )


@router.post("/accounts/{account}/disabled")
def disable_account(account: AccountId, house: AskingHouse, caller: Asking) -> AccountOut:
    """Let an account sign in no more; its sessions and tokens end at once."""
    check(caller, "change accounts")
    not_oneself(caller, account)
    return account_out(house.accounts.disable(account, now=house.now(), by=caller.account))


@router.delete("/accounts/{account}/codes", status_code=204)
def reset_codes(account: AccountId, house: AskingHouse, caller: Asking) -> None:
    """Ask an account for no codes any more, when its device is lost."""
    check(caller, "change accounts")
    not_oneself(caller, account)
    found = house.accounts.get(account)
    totp.keep_secret(house.accounts, found.id, "", now=house.now(), by=caller.account)


@router.get("/account-events")
def list_events(
    house: AskingHouse,
    caller: Asking,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> EventsOut:
    """List what happened to accounts: sign-ins, refusals, changes, and who made them."""
    check(caller, "read account events")
    return EventsOut(
        events=[
            EventOut(
                number=each.number,
                time=format_utc(each.time),
                account=each.account,
                by=each.by,
                what=each.what,
            )
            for each in house.accounts.events(after=after, limit=limit)
        ]
    )


def not_oneself(caller: Caller, account: str) -> None:
    """Refuse to let administrators change their own account.

    Raises
    ------
    InputError
        When they try.
    """
    if caller.account == account:
        raise InputError("Nobody changes their own account.", remedy="Ask another administrator.")
