"""A mission pack as typed, immutable values: what was agreed.

`sulh.mission.load` reads a folder into a `Pack`; nothing in these types can be wrong that
``sulh pack check`` could have found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    import shapely

    from sulh.mission.provisions import Evidence, Provision
    from sulh.values import ActId, ItemId, PartyId, ZoneId


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that facts rest on. `id` is what ``source = "…"`` names elsewhere in the pack."""

    id: str
    title: str
    date: str = ""
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of an actor, valid in ``[from_, until)``, UTC; None: unbounded."""

    name: str
    from_: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Membership of a party in a coalition in ``[from_, until)``, UTC; None: unbounded."""

    party: PartyId
    from_: datetime | None = None
    until: datetime | None = None
    source: str = ""
    evidence: Evidence = "to_verify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts.

    kind "party": bound by the pack's agreements. "coalition": acts for members with dates, an act
    of the coalition is possibly each member's. "outsider": known, bound by nothing here.
    "mission": the mission itself, whose own duties are verified like anybody's. "civilians": those
    to be protected.
    """

    id: PartyId
    name: str
    kind: Literal["party", "coalition", "outsider", "mission", "civilians"]
    aliases: tuple[Alias, ...] = ()
    members: tuple[Membership, ...] = ()
    source: str = ""
    evidence: Evidence = "verified"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A kind of thing that is counted. `is_a` names the wider kind it belongs to, or is empty.

    `formerly` are the ids that forms had for it before: a telephone that was offline may still send them.
    """

    id: ItemId
    name: str
    is_a: ItemId | None = None
    unit: str = "pieces"
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A kind of act. `is_a` names the wider kind. `name` is plain words, lower case.

    `formerly` are the ids that forms had for it before.
    """

    id: ActId
    name: str
    is_a: ActId | None = None
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of the ground that provisions speak of.

    `geometry` is a valid polygon or multipolygon, lon, lat, WGS 84, or None for an area known by
    name only. `accuracy_m` says how far the drawn border may lie from the agreed one. `within`
    names the wider zones that contain it. `names` are the names by which reports call it in
    `zone`, `district` or `country`. `by` says what decides whether a report is in a drawn zone: its
    position, or first its name, as with districts, whose names every source gives.
    """

    id: ZoneId
    name: str
    kind: str
    geometry: shapely.Geometry | None
    accuracy_m: float
    by: Literal["position", "name"] = "position"
    within: tuple[ZoneId, ...] = ()
    names: tuple[str, ...] = ()
    source: str = ""
    evidence: Evidence = "approximate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that parties respect, as a (multi)linestring, lon, lat, WGS 84."""

    id: str
    name: str
    geometry: shapely.Geometry
    accuracy_m: float
    source: str = ""
    evidence: Evidence = "approximate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A headquarters, camp, position, checkpoint or town, as a point, lon, lat, WGS 84."""

    id: str
    name: str
    kind: str
    lon: float
    lat: float
    accuracy_m: float
    source: str = ""
    evidence: Evidence = "approximate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A background outline for maps (coast, border, river); never used to judge anything."""

    id: str
    name: str
    kind: str
    geometry: shapely.Geometry
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A treaty, resolution, ceasefire or arrangement that provisions belong to."""

    id: str
    title: str
    type: str
    signed: datetime | None
    source: str
    evidence: Evidence
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionDate:
    """One dated fact of the mission's history, with its source."""

    date: str
    text: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class WetSeason:
    """A wet season of every year, from one day to another (MM-DD, both count); it may pass the new year."""

    from_: str
    to: str
    source: str
    evidence: Evidence

    def holds_on(self, day: date) -> bool:
        """Say whether a day lies in it."""
        now = f"{day:%m-%d}"
        if self.from_ <= self.to:
            return self.from_ <= now <= self.to
        return now >= self.from_ or now <= self.to


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRule:
    """What a report must reach, on both axes of the Admiralty code, to decide a finding.

    `reports_at_least`: how many reports of acts a breach by an act rests on, unless one of them is
    confirmed (credibility 1): 1, 2, or None, which asks for a second one only where the first is weak
    (`sulh.verify` says when). Unless it is 1, a single count that is over a limit by a twentieth or less needs
    a second one, too.
    """

    source_at_least: str = "C"
    credibility_at_least: int = 3
    reports_at_least: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNames:
    """What a pack says in another language: its title and summary (empty: as they are), and names by their ids.

    `provision` has the title, article and text of provisions, as far as they are given.
    """

    title: str = ""
    summary: str = ""
    agreement: dict[str, str] = field(default_factory=dict)
    zone: dict[str, str] = field(default_factory=dict)
    item: dict[str, str] = field(default_factory=dict)
    act: dict[str, str] = field(default_factory=dict)
    provision: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What was agreed: everything a mission's findings rest on, besides the ledger.

    `timezone` is where the mission's days and months begin and end. `digest` is the SHA-256 (hex)
    over the pack's files, so that a finding can name the very pack it rests on. `names` are those in
    other languages, by the language's code; see `sulh.mission.in_language`.
    """

    id: str
    version: str
    title: str
    summary: str
    timezone: ZoneInfo
    digest: str
    languages: tuple[str, ...]
    evidence_rule: EvidenceRule
    sources: dict[str, Source]
    actors: dict[PartyId, Actor]
    items: dict[ItemId, Item]
    acts: dict[ActId, Act]
    zones: dict[ZoneId, Zone]
    lines: dict[str, Line]
    sites: dict[str, Site]
    base: tuple[Base, ...]
    agreements: dict[str, Agreement]
    provisions: tuple[Provision, ...]
    history: tuple[MissionDate, ...] = ()
    wet_seasons: tuple[WetSeason, ...] = ()
    districts: str = ""
    fictional: bool = False
    names: dict[str, PackNames] = field(default_factory=dict)
    folder: str = field(default="", compare=False)

    def is_wet_on(self, day: date) -> bool:
        """Say whether a day lies in a wet season."""
        return any(each.holds_on(day) for each in self.wet_seasons)
