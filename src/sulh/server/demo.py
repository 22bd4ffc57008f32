"""The demo: an account of every role that anybody on this machine may use, without a password."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from sulh.server.access.policy import OUTSIDE, ROLES, Role

if TYPE_CHECKING:
    from datetime import datetime

    from fastapi import Request

    from sulh.mission import Pack
    from sulh.server.access.accounts import Accounts

__all__ = ["demo_accounts", "is_local"]

NATION = "NOR"
"""The contributor of the demo speaks for it; the packs name no contributors of their own."""


def demo_accounts(accounts: Accounts, pack: Pack, *, now: datetime) -> dict[Role, str]:
    """Return an account's id for each role of people; the ones that are missing are made."""
    ids = {each.name: each.id for each in accounts.all()}
    party = next(each.id for each in pack.actors.values() if each.kind == "party")
    parties = {"liaison": str(party), "contributor": NATION}
    by_role: dict[Role, str] = {}
    for role in ROLES:
        name = f"demo-{role.replace(' ', '-')}"
        if role == "site":
            continue
        if name not in ids:
            speaks_for = parties[role] if role in OUTSIDE else ""
            account = accounts.add(
                name, role=role, party=speaks_for, now=now, by="sulh serve --demo"
            )
            ids[name] = account.id
        by_role[role] = ids[name]
    return by_role


def is_local(request: Request) -> bool:
    """Say whether a request comes from this very machine."""
    try:
        return ipaddress.ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False
