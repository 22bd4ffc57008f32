"""What is reported of a world: who watches where, and how well reports tell what happened.

Everything that a report says is drawn from the truth and from the quality of reports; `PlayedReport.of` keeps
which true thing it tells of, and `fault` whether it says something untrue. Nobody who judges sees either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sulh.exercise.ground import moved
from sulh.exercise.registers import arms, checks, duties, papers
from sulh.exercise.reported import (
    SENDERS,
    PlayedReport,
    Watch,
    day_of,
    instant,
    name_of,
    row_of,
    short,
)
from sulh.exercise.rules import under
from sulh.exercise.subjects import items_counted, subjects_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.exercise.chance import Draws
    from sulh.exercise.ground import Ground, Month
    from sulh.exercise.quality import Quality
    from sulh.exercise.scenario import Unit
    from sulh.exercise.world import Presence, TrueAct, World

__all__ = ["PlayedReport", "observe_world"]

ACCURACIES_M = (30, 100, 500, 2000)
WITHIN_95 = 2.4477468
"""The radius that holds 95 % of a round normal error, in its deviations: sqrt(2 ln 20)."""


def observe_world(
    ground: Ground,
    world: World,
    months: tuple[Month, ...],
    *,
    density: float,
    quality: Quality,
    seed: int,
    units: tuple[Unit, ...] = (),
) -> tuple[PlayedReport, ...]:
    """Return all reports, in the order in which they come in.

    `density`: the chance that a zone is watched in a month, with a statement that everything was seen; in
    other months an act is told of with half that chance. Where one of `units` patrols on the day of an act,
    it is seen as in a watched zone.
    """
    watch = Watch(ground, world, density, quality, seed, units)
    reports = [
        *_statements(watch, months),
        *checks(watch, months),
        *_incidents(watch, months),
        *_inspections(watch, months),
        *_sightings(watch),
        *duties(watch),
        *papers(watch),
        *arms(watch),
    ]
    return tuple(sorted(reports, key=lambda each: (each.comes, each.row["ref"])))


def _statements(watch: Watch, months: tuple[Month, ...]) -> Iterator[PlayedReport]:
    """Yield a coverage statement for each watched zone and month."""
    for zone, names in subjects_of(watch.ground.pack).items():
        for month in months:
            if not watch.watched(zone, month.name):
                continue
            ref = f"C-{zone or 'all'}-{month.name}"
            when = day_of(watch, month.from_)
            when["end"] = day_of(watch, month.until - timedelta(minutes=1))["start"]
            draw = watch.draw(ref)
            yield row_of(
                watch, "coverage", ref, draw, when, month.until, "", zone=zone,
                subjects=";".join(sorted(names)), complete="yes",
            )  # fmt: skip


def _incidents(watch: Watch, months: tuple[Month, ...]) -> Iterator[PlayedReport]:
    for act in watch.world.acts:
        month = next(each.name for each in months if each.from_ <= act.moment < each.until)
        draw = watch.draw("seen", act.id)
        is_watched = any(watch.watched(zone, month) for zone in sorted(act.zones) or ("",))
        is_watched |= not watch.patrolled(act.moment).isdisjoint(act.zones)
        chance = 1.0 - watch.quality.blind if is_watched else watch.density / 2
        if not draw.happens(chance):
            continue
        yield _incident(watch, act, months, 0)
        if draw.happens(watch.quality.twice):
            yield _incident(watch, act, months, 1)


def _vague_name(watch: Watch, party: str, moment: datetime, draw: Draws) -> str:
    """Return a coalition that holds a party at a moment, or a name that nobody has."""
    holders = [
        each.name
        for each in watch.ground.pack.actors.values()
        for member in each.members
        if member.party == party
        and (member.from_ is None or member.from_ <= moment)
        and (member.until is None or moment < member.until)
    ]
    return draw.choice([*holders, "Armed men"])


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a report means to say of an act, before it is put vaguely."""

    moment: datetime
    lon: float
    lat: float
    by: str
    act: str
    fault: str = ""


def _claim(
    watch: Watch, act: TrueAct, months: tuple[Month, ...], draw: Draws, *, weak: bool
) -> _Claim:
    """Return the truth, or something wrong in one respect; weak reports err five times as often."""
    claim = _Claim(act.moment, act.lon, act.lat, act.by, act.act)
    wrong = draw.happens(watch.quality.wrong * (5 if weak else 1))
    which = draw.choice(("actor", "place", "day", "act"))
    if not wrong:
        return claim
    pack = watch.ground.pack
    if which == "actor":
        others = [
            each.id
            for each in pack.actors.values()
            if each.kind == "party" and each.id not in (act.by, act.against)
        ]
        return replace(claim, by=draw.choice(others or [act.by]), fault=which)
    if which == "place":
        lon, lat = moved(act.lon, act.lat, draw.between(10_000, 60_000), draw.uniform())
        return replace(claim, lon=lon, lat=lat, fault=which)
    if which == "day":
        days = draw.whole(1, 30) * (1 if draw.happens(0.5) else -1)
        latest = (months[-1].until - timedelta(hours=2)).replace(second=0)
        moment = min(latest, max(months[0].from_, act.moment + timedelta(days=days)))
        return replace(claim, moment=moment, fault=which)
    return replace(claim, act=draw.choice(sorted(pack.acts)), fault=which)


def _incident(watch: Watch, act: TrueAct, months: tuple[Month, ...], n: int) -> PlayedReport:
    quality, ground = watch.quality, watch.ground
    draw = watch.draw("incident", act.id, n)
    weak = draw.happens(quality.weak)
    claim = _claim(watch, act, months, draw, weak=weak)
    is_loose = draw.happens(quality.loose)
    moment = claim.moment + timedelta(minutes=draw.whole(-40, 40) if is_loose else 0)
    when = day_of(watch, moment) if draw.happens(quality.day_only) else instant(moment)
    actor, kind = name_of(watch, claim.by), claim.act
    if draw.happens(quality.vague_actor) and claim.fault != "actor":
        actor = _vague_name(watch, claim.by, act.moment, draw)
    if draw.happens(quality.vague_act):
        kind = ground.pack.acts[kind].is_a or kind  # type: ignore[index]
    opponent = name_of(watch, act.against) if act.against else ""
    initiator = "actor" if act.began or not opponent else "opponent"
    low, high = max(0, act.deaths - draw.whole(0, 1)), act.deaths + draw.whole(0, 2)
    return row_of(
        watch, "incident", f"I-{n}-{short(act.id)}", draw, when, act.moment, act.id,
        fault=claim.fault or ("loose" if is_loose else ""), weak=weak, actor=actor, opponent=opponent,
        initiator="" if draw.happens(quality.no_initiator) else initiator,
        act=kind, deaths_low=low, deaths_high=high, civilian_deaths_low=min(act.civilian_deaths, low),
        civilian_deaths_high=act.civilian_deaths, means="told" if weak else "seen", source=SENDERS[n],
        **_where(watch, act, claim, draw, is_loose=is_loose),
    )  # fmt: skip


def _where(
    watch: Watch, act: TrueAct, claim: _Claim, draw: Draws, *, is_loose: bool
) -> dict[str, Any]:
    """Return where a report says it was: a point whose circle holds the true one, or a name alone."""
    accuracy = draw.choice(ACCURACIES_M)
    error = min(draw.rayleigh(accuracy / WITHIN_95), accuracy * 0.98)
    stray = accuracy * draw.between(1.0, 2.0)
    lon, lat = moved(claim.lon, claim.lat, stray if is_loose else error, draw.uniform())
    is_named = draw.happens(watch.quality.vague_place)
    inside = sorted(act.zones)
    name = draw.choice(inside) if inside else ""
    district = watch.ground.district_at(act.lon, act.lat)
    if is_named and (district or name):
        return {"district": district} if district else {"zone": name}
    return {"lon": lon, "lat": lat, "accuracy_m": accuracy}


def _inspections(watch: Watch, months: tuple[Month, ...]) -> Iterator[PlayedReport]:
    """Yield a complete inspection of each watched zone in each month, and what it counts."""
    pack, quality = watch.ground.pack, watch.quality
    inspectors = [each.name for each in pack.actors.values() if each.kind == "mission"]
    for zone, pairs in items_counted(watch.ground.pack).items():
        for month in months:
            draw = watch.draw("inspection", zone, month.name)
            moment = month.at(draw.between(0.1, 0.9)).replace(minute=0)
            if not watch.watched(zone, month.name):
                continue
            ref = f"V-{zone}-{month.name}"
            when = instant(moment)
            yield row_of(
                watch, "inspection", ref, draw, when, moment, "", zone=zone, complete="yes",
                inspector=inspectors[0] if inspectors else "Observers", duty="count", means="seen",
            )  # fmt: skip
            for each in watch.world.presences:
                if zone in each.zones and each.from_ <= moment < each.until and any(
                    party == each.party and under(pack.items, each.item, item) for party, item in pairs
                ):  # fmt: skip
                    if draw.happens(quality.blind):
                        continue
                    yield from _counted(watch, each, f"{ref}-{short(each.id)}", ref, when, moment)


def _sightings(watch: Watch) -> Iterator[PlayedReport]:
    """Yield what is seen in passing: a part of a force, at a point, outside of any inspection."""
    for there in watch.world.presences:
        draw = watch.draw("sighting", there.id)
        if there.lon is None or not draw.happens(watch.density / 2):
            continue
        last = min(there.until, watch.world.until)
        moment = there.from_ + (last - there.from_) * draw.uniform()
        moment = moment.replace(second=0, microsecond=0)
        when = day_of(watch, moment) if draw.happens(watch.quality.day_only) else instant(moment)
        if there.from_ <= moment:
            yield from _counted(watch, there, f"S-{short(there.id)}", "", when, moment)


def _counted(
    watch: Watch,
    there: Presence,
    ref: str,
    inspection: str,
    when: dict[str, str],
    moment: datetime,
) -> Iterator[PlayedReport]:
    """Yield the row of a count: exact where it is small, else with bounds that hold the truth or do not."""
    quality, draw = watch.quality, watch.draw("count", ref)
    low = high = there.count
    fault = ""
    if there.count > 12 and quality.day_only > 0:
        spread = draw.between(0.01, 0.08)
        low = int(there.count * (1 - spread * draw.uniform()))
        high = max(there.count, int(there.count * (1 + spread * draw.uniform())))
    if draw.happens(quality.loose):
        shift = max(1, int(there.count * draw.between(0.01, 0.05)))
        shift = shift if draw.happens(0.5) else -min(shift, low)
        low, high, fault = low + shift, high + shift, "loose"
    where: dict[str, Any] = {"zone": there.zone}
    if there.lon is not None and there.lat is not None:
        accuracy = draw.choice(ACCURACIES_M)
        error = accuracy * (draw.between(1.0, 2.0) if fault else 0.9 * draw.uniform())
        lon, lat = moved(there.lon, there.lat, error, draw.uniform())
        where = {"lon": lon, "lat": lat, "accuracy_m": accuracy}
    name = name_of(watch, there.party)
    for n in range(2 if draw.happens(quality.counted_twice) else 1):
        yield row_of(
            watch, "observation", f"{ref}{'-b' * n}", draw, when, moment, there.id,
            fault="counted-twice" if n else fault, actor=name, item=there.item, low=low, high=high,
            inspection=inspection, means="seen", **where,
        )  # fmt: skip
