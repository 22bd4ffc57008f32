"""Who asks: an account, as signed in for one request, and how records stand to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.server.policy import OUTSIDE, SCOPE_OF, SCOPES, allowed
from sulh.server.tlp import Author, Tlp

if TYPE_CHECKING:
    from sulh.server.policy import Action, Role, Whose

__all__ = ["Principal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """An account for the time of one request; `scopes` are those of its token, or all.

    `signed_in`: in person, not by a token.
    """

    account: str
    name: str
    role: Role
    party: str = ""
    scopes: frozenset[str] = frozenset(SCOPES)
    signed_in: bool = True

    @property
    def author(self) -> Author:
        """What the records that this user enters say of who entered them."""
        return Author(role=self.role, party=self.party, account=self.account)

    @property
    def outside(self) -> bool:
        """Whether this user does not work for the mission."""
        return self.role in OUTSIDE

    def may(self, action: Action, marking: Tlp = Tlp.RED, whose: Whose = "other") -> bool:
        """Say whether role and token both allow it."""
        return SCOPE_OF[action] in self.scopes and allowed(self.role, action, marking, whose)

    def whose(self, *, account: str, party: str) -> Whose:
        """Say how something stands to this user that an account of a party entered."""
        if account and account == self.account:
            return "own"
        return "party" if party and party == self.party else "other"
