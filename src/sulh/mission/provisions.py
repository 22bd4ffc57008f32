"""What an agreement can say: ten kinds of provision, small and closed.

A provision is data; its meaning is written in ``docs/reference/verification-semantics.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.values import ActId, Count, ItemId, PartyId, ProvisionId, ZoneId

Attribution = Literal["participants", "initiator"]
Against = Literal["anyone", "parties"]
Disarmament = Literal["weapons", "cantoned", "disarmed", "demobilised"]
Evidence = Literal["verified", "secondary", "to_verify", "approximate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `at_most` of `item`, by the party, in the zone."""

    item: ItemId
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prohibit:
    """None of `item` (but for `except_items`), and none of `acts`, by the party, in the zone.

    `item` None: the provision speaks of acts only. `acts` empty: of items only.
    """

    item: ItemId | None
    except_items: tuple[ItemId, ...] = ()
    acts: tuple[ActId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceasefire:
    """No act of `acts` by the party, in the zone if one is named, anywhere otherwise.

    `attribution` "participants": who takes part in a fight breaches, whoever began it;
    "initiator": only who began it, and an unknown beginner makes the act possible, not certain.
    `against` "parties": the other side must itself be a party (or civilians); "anyone": all.
    """

    acts: tuple[ActId, ...]
    attribution: Attribution = "participants"
    against: Against = "anyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class RespectLine:
    """No presence of `item` and none of `acts` by the party beyond `line`, in the zone there.

    The provision's zones are the zones beyond the line; `line` gives the accuracy that counts.
    """

    line: str
    item: ItemId | None
    except_items: tuple[ItemId, ...] = ()
    acts: tuple[ActId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawBy:
    """From `deadline` on (exclusive), at most `at_most` of `item` by the party in the zone."""

    item: ItemId
    deadline: datetime
    at_most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DisarmBy:
    """By `deadline`, the party has laid down at least `at_least` weapons in the zone.

    `what` other than "weapons": so many of its members came to a cantonment, were disarmed, or
    were demobilised.
    """

    what: Disarmament
    at_least: int
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic:
    """The party carries out `duty` in the zone: `times` in each month, or at least every N days.

    Exactly one of `times_per_month` and `every_days` is given.
    """

    duty: str
    times_per_month: int | None = None
    every_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyBefore:
    """The party gives notice at least `hours` before an act of `acts` in the zone begins."""

    acts: tuple[ActId, ...]
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The party answers a `request` for the zone by `duty` within `hours` of its receipt."""

    request: str
    duty: str
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive:
    """An agreed exception: while in force, `provisions` are relaxed for the party in the zone.

    Exactly one of `adds` (so many more are allowed; as bounds where the number is not exactly
    known), `at_most` (this ceiling instead, if higher) and `suspends` (the provision does not apply).
    """

    provisions: tuple[ProvisionId, ...]
    adds: Count | None = None
    at_most: int | None = None
    suspends: bool = False


Terms = (
    Limit
    | Prohibit
    | Ceasefire
    | RespectLine
    | WithdrawBy
    | DisarmBy
    | Periodic
    | NotifyBefore
    | Within
    | Waive
)

KINDS: dict[str, type[Terms]] = {
    "limit": Limit,
    "prohibit": Prohibit,
    "ceasefire": Ceasefire,
    "respect-line": RespectLine,
    "withdraw-by": WithdrawBy,
    "disarm-by": DisarmBy,
    "periodic": Periodic,
    "notify-before": NotifyBefore,
    "within": Within,
    "waive": Waive,
}
"""The provision kinds by the name they carry in a pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One obligation of an agreement.

    `in_force` runs from `in_force_from` (inclusive) to `in_force_until` (exclusive; None: open),
    UTC. `zones` empty means everywhere. A finding is made per party and per zone.
    """

    id: ProvisionId
    agreement: str
    kind: str
    article: str
    title: str
    text: str
    parties: tuple[PartyId, ...]
    zones: tuple[ZoneId, ...]
    in_force_from: datetime
    in_force_until: datetime | None
    severity: str
    source: str
    evidence: Evidence
    terms: Terms
    note: str = ""
