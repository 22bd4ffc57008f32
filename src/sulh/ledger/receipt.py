"""What became of a bundle that a site received."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.ledger.head import SignedHead

__all__ = ["Refusal", "State", "Taken"]

FAULTS_MAX = 100
NAMES_MAX = 100
"""So many refused batches of a site, and so many sites with any, before the others are not looked at."""
State = dict[str, tuple[int, str]]
"""For each site how many records of its chain are held, and the root over them (hex)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A batch that was not taken, and why. `code`: fork, forged, gap, stranger, other-mission, malformed.

    A fork carries both heads, each signed by the site: proof, to anyone, that it told two stories;
    and the records of the other story, so that nothing good in it is lost.
    """

    code: str
    site: str
    message: str
    ours: SignedHead | None = None
    theirs: SignedHead | None = None
    contents: tuple[bytes, ...] = ()

    def __str__(self) -> str:
        """Say it in one line."""
        return f"site {self.site}: {self.message} [{self.code}]"


@dataclass(slots=True, kw_only=True)
class Taken:
    """What a bundle brought: records added by site, and what was refused. `whole`: it was not cut.

    `faults` counts the refused batches of each site, forks aside.
    """

    sender: str = ""
    added: dict[str, int] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    packets: list[str] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    whole: bool = False
    faults: Counter[str] = field(default_factory=Counter)

    def refuse(self, refusal: Refusal) -> None:
        """Count a batch that is not taken; the same refusal is kept once."""
        if refusal.code != "fork":  # which its site signed: evidence, all of it
            self.faults[refusal.site] += 1
        if refusal not in self.refused:
            self.refused.append(refusal)

    def is_given_up(self, site: str, *, is_held: bool) -> bool:
        """Say whether a site's batches are no longer looked at, since too many of them were not its own.

        `is_held`: its chain is held here. Others are given up together, since names are cheap. The chains of
        other sites in the same stream are taken as ever.
        """
        strangers = len(self.faults) > NAMES_MAX and not is_held
        if self.faults[site[:64]] < FAULTS_MAX and not strangers:
            return False
        reason = "too many of its batches were refused; the rest of them was not looked at"
        refusal = Refusal(code="malformed", site="" if strangers else site[:64], message=reason)
        if refusal not in self.refused[-2:]:
            self.refused.append(refusal)
        return True

    @property
    def total(self) -> int:
        """The number of records added."""
        return sum(self.added.values())
