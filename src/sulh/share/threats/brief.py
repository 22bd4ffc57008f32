"""A brief of threats for people: the attacks of a week and of the month so far, and by what to know them.

All of it is computed from what leaves to an audience. Signs are written so that no program makes links of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

from sulh.ledger.tlp import Tlp
from sulh.picture.place_fields import load_span
from sulh.share.threats.records import SIGNS, Attack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, tzinfo

    from sulh.share.gate import Leaving
    from sulh.share.threats.shelf_item import ShelfItem

__all__ = ["AttackLine", "BriefAttack", "ThreatBrief", "harmless", "threat_brief"]

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAttack:
    """One attack: when it was noticed (UTC), how far it came, how many signs it left, its marking."""

    id: str
    at: datetime
    attack: str
    extent: str
    signs: int
    affected: int | None
    marking: Tlp
    is_unrated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackLine:
    """How many attacks of one sort there were in the week, the week before and the month so far."""

    attack: str
    week: int
    before: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatBrief:
    """The brief at a moment: the week is the seven days before it, the month began at `month_since` (UTC).

    `affected` is how many people the week's attacks reached at least; `without_figure` of them say no number,
    and nobody has reviewed `unrated` of them. `signs` are those of the others of the week, by their sort, each
    once; `objects` counts what others sent in the week, by the type of STIX. `marking` is the strictest of all.
    """

    at: datetime
    month_since: datetime
    lines: tuple[AttackLine, ...]
    attacks: tuple[BriefAttack, ...]
    affected: int
    without_figure: int
    unrated: int
    signs: Mapping[str, tuple[str, ...]]
    objects: Mapping[str, int]
    marking: Tlp
    records: tuple[Leaving, ...]
    simulated: bool = False

    @property
    def since(self) -> datetime:
        """When the week began (UTC)."""
        return self.at - WEEK

    def total(self, name: str) -> int:
        """Return the sum of a column of `lines`: ``week``, ``before`` or ``month``."""
        return sum(int(getattr(each, name)) for each in self.lines)


def threat_brief(
    leaves: Iterable[Leaving],
    items: Iterable[ShelfItem],
    *,
    at: datetime,
    timezone: tzinfo,
    simulated: bool = False,
) -> ThreatBrief:
    """Return the brief of what leaves at a moment (UTC); the month begins on the clock of `timezone`.

    `leaves` are records, of which the cyber attacks count; `items` are objects in collections, of which those
    that belong to none of these attacks count.
    """
    local = at.astimezone(timezone)
    month_since = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)
    intrusions = {each.id: each for each in leaves if each.kind == "intrusion"}
    earliest = min(month_since, at - 2 * WEEK)
    attacks = sorted(
        (one for one in map(_attack, intrusions.values()) if earliest <= one.at < at),
        key=lambda each: (each.at, each.id),
    )
    week = [each for each in attacks if each.at >= at - WEEK]
    before = Counter(each.attack for each in attacks if at - 2 * WEEK <= each.at < at - WEEK)
    month = Counter(each.attack for each in attacks if each.at >= month_since)
    of_week = Counter(each.attack for each in week)
    markings = [each.marking for each in attacks]
    added: dict[str, str] = {}
    for each in items:  # there may be a million: of those of the week, id and type are kept
        if at - WEEK <= each.added < at and each.record not in intrusions and not each.withdrawn:
            added[each.id] = each.type  # once, whatever collections it stands in
            markings = [max(each.marking, *markings, Tlp.CLEAR)]
    return ThreatBrief(
        at=at,
        month_since=month_since,
        lines=tuple(
            AttackLine(attack=name, week=of_week[name], before=before[name], month=month[name])
            for name in get_args(Attack)
            if of_week[name] or before[name] or month[name]
        ),
        attacks=tuple(week),
        affected=sum(each.affected or 0 for each in week),
        without_figure=sum(each.affected is None for each in week),
        unrated=sum(each.is_unrated for each in week),
        signs=_signs([intrusions[each.id].body for each in week if not each.is_unrated]),
        objects=dict(sorted(Counter(added.values()).items())),
        marking=max(markings, default=Tlp.CLEAR),
        records=tuple(intrusions[each.id] for each in attacks),
        simulated=simulated,
    )


def _attack(leaving: Leaving) -> BriefAttack:
    body = leaving.body
    return BriefAttack(
        id=leaving.id,
        at=load_span(tuple(body["span"])).start,
        attack=str(body["attack"]),
        extent=str(body["extent"]),
        signs=sum(len(body.get(name) or ()) for name in SIGNS),
        affected=body.get("affected"),
        marking=leaving.marking,
        is_unrated=leaving.is_unrated,
    )


def _signs(bodies: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    signs: dict[str, set[str]] = {name: set() for name in SIGNS}
    for body in bodies:
        for name in SIGNS:
            signs[name].update(map(str, body.get(name) or ()))
    return {name: tuple(sorted(each)) for name, each in signs.items() if each}


def harmless(sign: str, sort: str) -> str:
    """Return a sign as people write it to each other: nothing that a program follows by a click.

    >>> harmless("https://evil.example/a", "urls")
    'hxxps://evil[.]example/a'
    """
    if sort == "digests":
        return sign
    if sort == "urls":
        scheme, _, rest = sign.partition("://")
        host, slash, path = rest.partition("/")
        return f"{scheme.lower().replace('tt', 'xx')}://{host.replace('.', '[.]')}{slash}{path}"
    return sign.replace("@", "[@]").replace(".", "[.]").replace(":", "[:]")
