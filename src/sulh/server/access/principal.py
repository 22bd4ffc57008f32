"""Who sends a request: an account, for the time of one request, and how records relate to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sulh.languages.refusals import Term
from sulh.ledger.tlp import Tlp
from sulh.server.access.policy import OUTSIDE, SCOPE_OF, SCOPES, allowed

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.server.access.policy import Action, Role, Whose

__all__ = ["Author", "Duty", "Principal", "Way", "author_text", "read_author", "role_term"]

Way = Literal["", "password", "password and code", "passkey", "OIDC", "demo"]
"""How a session began; empty where an earlier version did not keep it."""
Duty = Literal["", "password", "second factor", "sign in again"]
"""What a person must do before anything else (`sulh.server.access.duties`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who entered a record: a role, the party it speaks for, the account's id; "" where unknown."""

    role: str
    party: str = ""
    account: str = ""


AUTHOR = re.compile(
    r"(?P<role>.*?)(?: of (?P<party>[^\s()]+))?(?: \((?P<account>a-[a-z2-7]{16})\))?", re.DOTALL
)


def author_text(author: Author) -> str:
    """Return what a record's `author` says, for instance ``liaison of red (a-…)``.

    An account's id is random and names nobody; only the keeper of the accounts knows whose it is.
    """
    party = f" of {author.party}" if author.party else ""
    account = f" ({author.account})" if author.account else ""
    return f"{author.role}{party}{account}"


def read_author(text: str) -> Author:
    """Read what `author_text` wrote; any other text is a role and no more."""
    match = AUTHOR.fullmatch(text)
    if match is None:
        return Author(role=text)
    return Author(role=match["role"], party=match["party"] or "", account=match["account"] or "")


def role_term(role: str) -> Term:
    """Return a role as a sentence begins with it: ``An observer``, ``A watch officer``."""
    return Term(f"a-role-{role.replace(' ', '-')}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """An account for the time of one request; `scopes` are those of its token, or all.

    `signed_in`: in person, with a session, not with a token; `since` is when that began (UTC), `how` in which
    way, and `duty` what the person must do before anything else. `language` is what the request asks for.
    """

    account: str
    name: str
    role: Role
    party: str = ""
    scopes: frozenset[str] = frozenset(SCOPES)
    signed_in: bool = True
    since: datetime | None = field(default=None, compare=False)
    how: Way = field(default="", compare=False)
    duty: Duty = field(default="", compare=False)
    language: str = field(default="en", compare=False)

    @property
    def author(self) -> str:
        """What the records that this account enters say of who entered them."""
        return author_text(Author(role=self.role, party=self.party, account=self.account))

    @property
    def term(self) -> Term:
        """The role as a sentence begins with it, in each language."""
        return role_term(self.role)

    @property
    def outside(self) -> bool:
        """Whether this account does not work for the mission."""
        return self.role in OUTSIDE

    def may(self, action: Action, marking: Tlp = Tlp.RED, whose: Whose = "other") -> bool:
        """Say whether role and token both allow it."""
        return SCOPE_OF[action] in self.scopes and allowed(self.role, action, marking, whose)

    def whose(self, *, account: str, party: str) -> Whose:
        """Say whose something is that an account of a party entered, as seen by this account."""
        if account and account == self.account:
            return "own"
        return "party" if party and party == self.party else "other"
