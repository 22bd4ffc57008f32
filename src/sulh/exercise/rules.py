"""What the agreement says of the truth: the slow, obvious reading, apart from `sulh.verify`.

Nothing is doubted here: each act and force has one place and one time, and every actor is known. Only the
agreement itself may be unclear, where an exception has no exact number or dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    RespectLine,
    Waive,
    WithdrawBy,
    Within,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sulh.exercise.ground import Ground, Month
    from sulh.exercise.world import TrueAct, World
    from sulh.mission.pack import Act, Item
    from sulh.mission.provisions import Provision
    from sulh.values import ActId, PartyId, ZoneId

__all__ = ["Conduct", "Question", "Truth", "true_conduct", "under"]

Conduct = Literal["kept", "broken", "unclear"]
Question = tuple[str, str, str, str]
"""Provision, party, zone (empty: everywhere), and a month, or the id of a true act or request."""

END = datetime(9999, 1, 1, tzinfo=UTC)
PROTECTED = ("party", "mission", "civilians")


@dataclass(frozen=True, slots=True)
class Truth:
    """How each question truly stands."""

    conduct: dict[Question, Conduct]


@dataclass(frozen=True, slots=True)
class _Check:
    provision: Provision
    party: PartyId
    zone: ZoneId | str
    from_: datetime
    until: datetime


def under(kinds: Mapping[Any, Act | Item], one: str, wider: str) -> bool:
    """Say whether an item or act is `wider` or a kind of it; `kinds` are all items, or all acts."""
    at: str | None = one
    while at:
        if at == wider:
            return True
        at = kinds[at].is_a
    return False


def true_conduct(ground: Ground, world: World, months: tuple[Month, ...]) -> Truth:
    """Return how each question of these months truly stands."""
    conduct: dict[Question, Conduct] = {}
    for provision in ground.pack.provisions:
        if isinstance(provision.terms, Waive):
            continue
        for party in provision.parties:
            for zone in provision.zones or ("",):
                key = (provision.id, party, zone)
                if isinstance(provision.terms, NotifyBefore):
                    answers = _noticed(ground, world, provision, party, zone)
                elif isinstance(provision.terms, Within):
                    answers = _answered(world, provision, party, zone)
                else:
                    answers = _monthly(ground, world, provision, party, zone, months)
                conduct |= {(*key, ref): how for ref, how in answers}
    return Truth(conduct)


def _monthly(
    ground: Ground,
    world: World,
    provision: Provision,
    party: PartyId,
    zone: ZoneId | str,
    months: tuple[Month, ...],
) -> Iterator[tuple[str, Conduct]]:
    for month in months:
        from_ = max(month.from_, provision.in_force_from)
        if isinstance(provision.terms, WithdrawBy | DisarmBy):
            from_ = max(from_, provision.terms.deadline)
        until = min(month.until, provision.in_force_until or END)
        if from_ < until:
            check = _Check(provision, party, zone, from_, until)
            yield month.name, _of_month(ground, world, check, month)


def _of_month(  # noqa: PLR0911 -- one return a kind
    ground: Ground, world: World, check: _Check, month: Month
) -> Conduct:
    terms = check.provision.terms
    match terms:
        case DisarmBy():
            return _disarmed(ground, world, check, terms)
        case Limit() | WithdrawBy():
            return _presence(ground, world, check, terms.item, (), terms.at_most)
        case Prohibit() | RespectLine():
            parts = [_acts(ground, world, check, terms.acts)]
            if terms.item is not None:
                parts.append(_presence(ground, world, check, terms.item, terms.except_items, 0))
            return next((each for each in ("broken", "unclear") if each in parts), "kept")
        case Ceasefire():
            return _acts(
                ground,
                world,
                check,
                terms.acts,
                initiator=terms.attribution == "initiator",
                protected=terms.against == "parties",
            )
        case Periodic():
            wide = ground.wider(check.zone) if check.zone else frozenset()  # type: ignore[arg-type]
            visits = sorted(
                each.moment
                for each in world.duties
                if (each.party, each.duty) == (check.party, terms.duty)
                and (not check.zone or each.zone in wide)  # a visit to the whole is one to the part
            )
            if terms.times_per_month:
                count = sum(check.from_ <= each < check.until for each in visits)
                if count >= terms.times_per_month:
                    return "kept"
                whole = (check.from_, check.until) == (month.from_, month.until)
                return "broken" if whole else "unclear"
            gap = timedelta(days=terms.every_days or 0)
            return _gaps(visits, gap, check)
        case _:
            raise TypeError(f"{terms} is no provision of a month")


def _disarmed(ground: Ground, world: World, check: _Check, terms: DisarmBy) -> Conduct:
    """Say whether enough was laid down before the judged part of the month begins."""
    count = sum(
        each.count
        for each in world.laid_down
        if (each.party, each.what) == (check.party, terms.what)
        and check.provision.in_force_from <= each.moment < check.from_
        and (not check.zone or check.zone in ground.wider(each.zone))
    )
    if count >= terms.at_least:
        return "kept"
    low, high = _allowed(ground, check, 0, check.from_)
    return "broken" if high != float("inf") else "kept" if low == high else "unclear"


def _gaps(visits: list[datetime], gap: timedelta, check: _Check) -> Conduct:
    """Say whether some moment of the month has no visit in the days up to it."""
    served_until = check.provision.in_force_from + gap
    for each in visits:
        if each >= check.until:
            break
        if max(served_until, check.from_) < each:
            return "broken"
        served_until = max(served_until, each + gap)
    return "broken" if served_until < check.until else "kept"


def _waivers(ground: Ground, check: _Check) -> Iterator[tuple[Provision, Waive, bool]]:
    """Yield the exceptions, with whether each surely is of the whole zone."""
    for each in ground.pack.provisions:
        if not isinstance(each.terms, Waive) or check.provision.id not in each.terms.provisions:
            continue
        if each.parties and check.party not in each.parties:
            continue
        wider = ground.wider(check.zone) if check.zone else frozenset()  # type: ignore[arg-type]
        if not each.zones or wider & {*each.zones}:
            yield each, each.terms, True
        elif not check.zone or any(check.zone in ground.wider(zone) for zone in each.zones):
            yield each, each.terms, False


def _allowed(ground: Ground, check: _Check, base: int, moment: datetime) -> tuple[float, float]:
    """Return how many are surely and at most allowed at a moment."""
    low, high = float(base), float(base)
    more_low, more_high = 0.0, 0.0
    for each, terms, is_sure in _waivers(ground, check):
        if not each.in_force_from <= moment < (each.in_force_until or END):
            continue
        if terms.suspends:
            high = float("inf")
            low = high if is_sure else low
        if terms.at_most is not None:
            high = max(high, terms.at_most)
            low = max(low, terms.at_most) if is_sure else low
        if terms.adds is not None:
            more_high += float("inf") if terms.adds.high is None else terms.adds.high
            more_low += terms.adds.low if is_sure else 0
    return low + more_low, high + more_high


def _presence(
    ground: Ground,
    world: World,
    check: _Check,
    item: str,
    but: tuple[str, ...],
    base: int,
) -> Conduct:
    items = ground.pack.items
    there = [
        each
        for each in world.presences
        if each.party == check.party
        and check.zone in (*each.zones, "")
        and each.from_ < check.until
        and each.until > check.from_
        and under(items, each.item, item)
        and not any(under(items, each.item, other) for other in but)
    ]
    moments = {check.from_, *(each.from_ for each in there)}
    for each, _, _ in _waivers(ground, check):
        moments |= {each.in_force_from, each.in_force_until or END}
    worst: Conduct = "kept"
    for moment in sorted(each for each in moments if check.from_ <= each < check.until):
        count = sum(each.count for each in there if each.from_ <= moment < each.until)
        low, high = _allowed(ground, check, base, moment)
        if count > high:
            return "broken"
        if count > low:
            worst = "unclear"
    return worst


def _is_by(act: TrueAct, party: PartyId, *, initiator: bool) -> bool:
    sides = (act.by, act.against)
    if initiator:
        return sides[0 if act.began else 1] == party
    return party in sides


def _acts(
    ground: Ground,
    world: World,
    check: _Check,
    acts: tuple[ActId, ...],
    *,
    initiator: bool = False,
    protected: bool = False,
) -> Conduct:
    kinds = ground.pack.acts
    worst: Conduct = "kept"
    for each in world.acts:
        if not (check.from_ <= each.moment < check.until and check.zone in (*each.zones, "")):
            continue
        if not any(under(kinds, each.act, wide) for wide in acts):
            continue
        if not _is_by(each, check.party, initiator=initiator):
            continue
        other = each.against if each.by == check.party else each.by
        actor = ground.pack.actors.get(other)  # type: ignore[call-overload]
        if protected and (actor is None or actor.kind not in PROTECTED):
            continue
        low, high = _allowed(ground, check, 0, each.moment)
        if high == float("inf"):
            if low != high:
                worst = "unclear"
            continue
        return "broken"
    return worst


def _noticed(
    ground: Ground, world: World, provision: Provision, party: PartyId, zone: ZoneId | str
) -> Iterator[tuple[str, Conduct]]:
    terms = provision.terms
    assert isinstance(terms, NotifyBefore)  # noqa: S101 -- asked for by its kind
    kinds = ground.pack.acts
    hours = timedelta(hours=terms.hours)
    for act in world.acts:
        if (
            party in (act.by, act.against)
            and zone in (*act.zones, "")
            and any(under(kinds, act.act, wide) for wide in terms.acts)
            and provision.in_force_from <= act.moment < (provision.in_force_until or END)
        ):
            in_time = any(
                each.by == party
                and each.begins <= act.moment <= each.ends
                and each.moment <= act.moment - hours
                and (under(kinds, act.act, each.act) or under(kinds, each.act, act.act))
                and (not zone or zone in ground.wider(each.zone))
                for each in world.notices
            )
            yield act.id, "kept" if in_time else "broken"


def _answered(
    world: World, provision: Provision, party: PartyId, zone: ZoneId | str
) -> Iterator[tuple[str, Conduct]]:
    terms = provision.terms
    assert isinstance(terms, Within)  # noqa: S101 -- asked for by its kind
    hours = timedelta(hours=terms.hours)
    for request in world.requests:
        if (
            request.request == terms.request
            and zone in (request.zone, "")
            and provision.in_force_from <= request.moment < (provision.in_force_until or END)
        ):
            in_time = any(
                (each.party, each.duty, each.answers) == (party, terms.duty, request.id)
                and request.moment <= each.moment <= request.moment + hours
                for each in world.duties
            )
            due = request.moment + hours
            yield request.id, "kept" if in_time else "broken" if due < world.until else "unclear"
