"""Exchange two parties: everything said of the one is said of the other.

The two exchange their names (each name of the one for one of the other; a name both bear stays) and their
ids, which are names, too, in the pack's actors and in the reports, and their places in provisions, waivers and coalitions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs
from tests.verify.oracle_resolve import plain

from sulh.observe.arms_records import CombatantCount, Weapon
from sulh.observe.records import Incident, Inspection, Notification, Observation, Request

if TYPE_CHECKING:
    from sulh.mission.pack import Actor, Pack
    from sulh.mission.provisions import Provision
    from sulh.observe.records import Report


class Exchange:
    """The exchange of two parties of a pack; done twice, it undoes itself."""

    def __init__(self, pack: Pack, one: str, other: str) -> None:
        self.pack = pack
        self.parties = {one: other, other: one}
        ids = {plain(one): other, plain(other): one}
        names_of_one, names_of_other = (
            [name for name in names(pack.actors[each]) if name not in ids] for each in (one, other)
        )
        mine = [name for name in names_of_one if name not in names_of_other]
        theirs = [name for name in names_of_other if name not in names_of_one]
        while len(mine) < len(theirs):
            mine.append(f"unused name {len(mine)} of {one}")
        while len(theirs) < len(mine):
            theirs.append(f"unused name {len(theirs)} of {other}")
        self.names = dict(zip(mine + theirs, theirs + mine, strict=True)) | ids

    def party(self, id_: str) -> str:
        """Return the other of the two, or who is neither."""
        return self.parties.get(id_, id_)

    def name(self, name: str) -> str:
        """Return the name of the other that stands for this one."""
        return self.names.get(plain(name), name)

    def actor(self, id_: str) -> Actor:
        """Return the actor that stands at this id after the exchange."""
        actor = self.pack.actors[self.party(id_)]
        aliases = [replace(alias, name=self.name(alias.name)) for alias in actor.aliases]
        members = [replace(m, party=self.party(m.party)) for m in actor.members]
        return replace(
            actor,
            id=id_,
            name=self.name(actor.name),
            aliases=tuple(aliases),
            members=tuple(members),
        )

    def provision(self, provision: Provision) -> Provision:
        """Return a provision, or a waiver, with the two exchanged."""
        return replace(provision, parties=tuple(self.party(id_) for id_ in provision.parties))

    def exchanged_pack(self) -> Pack:
        """Return the pack with the two exchanged."""
        return replace(
            self.pack,
            actors={id_: self.actor(id_) for id_ in self.pack.actors},
            provisions=tuple(self.provision(provision) for provision in self.pack.provisions),
        )

    def report(self, report: Report) -> Report:
        """Return a report with the two exchanged."""
        match report:
            case Observation() | Notification() | Request() | Weapon() | CombatantCount():
                return structs.replace(report, actor=self.name(report.actor))
            case Inspection():
                return structs.replace(report, inspector=self.name(report.inspector))
            case Incident():
                sides = [structs.replace(p, name=self.name(p.name)) for p in report.participants]
                return structs.replace(report, participants=tuple(sides))
            case _:
                return report


def names(actor: Actor) -> list[str]:
    return sorted({plain(actor.name), *(plain(alias.name) for alias in actor.aliases)})
