"""Which acts a provision speaks of, and against whom an act is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.exercise.rules import under

if TYPE_CHECKING:
    from sulh.exercise.chance import Draws
    from sulh.mission import Pack
    from sulh.mission.provisions import Provision
    from sulh.values import ActId, PartyId

__all__ = ["acts_under", "opponent"]


def acts_under(
    pack: Pack, provision: Provision, party: PartyId, acts: tuple[ActId, ...]
) -> list[ActId]:
    """Return what a provision forbids a party, or wants notice of: its acts and their kinds.

    What another provision on the party names by itself is left to that one: otherwise the one kind that a
    wide act has would be done as often as all that the act says.
    """
    elsewhere = {
        act
        for each in pack.provisions
        if each.id != provision.id and party in each.parties
        for act in getattr(each.terms, "acts", ())
        if act not in acts and not any(under(pack.acts, wide, act) for wide in acts)
    }
    every = [each for each in pack.acts if any(under(pack.acts, each, wide) for wide in acts)]
    own = [each for each in every if not any(under(pack.acts, each, act) for act in elsewhere)]
    return own or every


def opponent(pack: Pack, party: PartyId, act: ActId, draw: Draws) -> str:
    """Return whom a party does an act against, by chance; empty where it is against nobody."""
    kinds = pack.acts
    kind = "party"
    if under(kinds, act, "violence-against-civilians"):
        kind = "civilians"
    elif under(kinds, act, "attack-on-peacekeepers"):
        kind = "mission"
    elif not under(kinds, act, "hostile-act"):
        return ""
    others = [each.id for each in pack.actors.values() if each.kind == kind and each.id != party]
    return draw.choice(others) if others else ""
