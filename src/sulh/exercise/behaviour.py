"""How parties behave in an exercise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Behaviour", "Manner"]

Manner = Literal["comply", "test", "break"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """How parties behave. `manners` by party; the others do as `others` says.

    `break_chance`: that one who breaks does so in a month, for each provision and zone; of a duty, also the
    mission's own, at each visit, request and notice. `test_chance`: that one who tests or breaks acts at the
    edge of what is allowed. `requests`: how many a month, for each duty. `acts`: how often an act is done,
    1 where nothing is said: what a provision forbids is broken so many times `break_chance` as its acts have
    on average, and by each of them as often as it has. One rule for every party.
    """

    manners: Mapping[str, Manner] = field(default_factory=dict)
    others: Manner = "break"
    break_chance: float = 0.06
    test_chance: float = 0.15
    requests: float = 0.3
    acts: Mapping[str, float] = field(default_factory=dict)

    def of(self, party: str) -> Manner:
        """Return how a party behaves."""
        return self.manners.get(party, self.others)
