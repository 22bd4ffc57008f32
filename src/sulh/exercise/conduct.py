"""What parties do in an exercise: keep to the agreement, test its limits, or break it.

For every provision, party, zone and month a stream of its own decides. A party that *complies* stays well
inside; one that *tests* acts just outside a border, keeps a number at its very limit, gives notice to the
hour; one that *breaks* also does what is forbidden in some of the months. Every party is able to do every act
that its provisions name; which of them is done how often is stated, or follows the past.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sulh.exercise.chance import draws
from sulh.exercise.forbidden import acts_under, opponent
from sulh.exercise.world import Duty, LaidDown, Notice, Presence, Request, TrueAct, World
from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    RespectLine,
    WithdrawBy,
    Within,
)
from sulh.values import ZoneId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sulh.exercise.behaviour import Behaviour
    from sulh.exercise.chance import Draws
    from sulh.exercise.ground import Ground, Month
    from sulh.mission.provisions import Provision
    from sulh.values import ActId, PartyId

__all__ = ["play"]

NOWHERE = ZoneId("")
OUTSIDER = "Unknown gunmen"
"""A side that no pack knows by this name, or knows as bound by nothing."""
LONG_HOURS = 24 * 40
LEAD_DAYS = 45
"""Duties begin so long before the exercise, so that its first month is served by earlier visits."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One provision, party and zone, with the numbers drawn for it."""

    ground: Ground
    behaviour: Behaviour
    provision: Provision
    party: PartyId
    zone: ZoneId
    seed: int

    @property
    def name(self) -> str:
        """Return what its streams are named for."""
        return f"{self.provision.id}|{self.party}|{self.zone}"

    def draw(self, *names: object) -> Draws:
        """Return a stream of its own."""
        return draws(self.seed, "conduct", self.name, *names)

    def act(self, acts: tuple[ActId, ...], draw: Draws) -> ActId:
        """Return one of a provision's acts or their kinds, as often as the behaviour says."""
        kinds = acts_under(self.ground.pack, self.provision, self.party, acts)
        return draw.weighted(kinds, [self.behaviour.acts.get(each, 1.0) for each in kinds])

    def breaks(self, draw: Draws, acts: tuple[ActId, ...] = ()) -> bool:
        """Say whether the party breaks it now, by one of the acts where there are any."""
        wants = draw.happens(self.behaviour.break_chance * self.often(acts))
        return wants and self.behaviour.of(self.party) == "break"

    def tests(self, draw: Draws, acts: tuple[ActId, ...] = ()) -> bool:
        """Say whether the party goes to the edge now, by one of the acts where there are any."""
        wants = draw.happens(self.behaviour.test_chance * self.often(acts))
        return wants and self.behaviour.of(self.party) != "comply"

    def often(self, acts: tuple[ActId, ...]) -> float:
        """Return how often the acts of a provision are done on average, as the behaviour states it."""
        if not acts or not self.behaviour.acts:
            return 1.0
        kinds = acts_under(self.ground.pack, self.provision, self.party, acts)
        return sum(self.behaviour.acts.get(each, 1.0) for each in kinds) / len(kinds)


def play(ground: Ground, months: tuple[Month, ...], behaviour: Behaviour, *, seed: int) -> World:
    """Return what truly happens in these months, the same for the same seed.

    Parameters
    ----------
    ground
        The pack and where its zones lie.
    months
        One after the other, without gaps.
    behaviour
        How parties behave.
    seed
        Any whole number from 0.
    """
    worlds = [
        _one(_Question(ground, behaviour, provision, party, zone, seed), months)
        for provision in ground.pack.provisions
        if _touches(provision, months)
        for party in provision.parties
        for zone in provision.zones or (NOWHERE,)
    ]
    return World(
        from_=months[0].from_,
        until=months[-1].until,
        acts=tuple(sorted((act for each in worlds for act in each.acts), key=_by_time)),
        presences=tuple(there for each in worlds for there in each.presences),
        duties=tuple(sorted((duty for each in worlds for duty in each.duties), key=_by_time)),
        requests=tuple(request for each in worlds for request in each.requests),
        notices=tuple(notice for each in worlds for notice in each.notices),
        laid_down=tuple(some for each in worlds for some in each.laid_down),
    )


def _by_time(each: TrueAct | Duty) -> tuple[datetime, str]:
    return each.moment, each.id


def _one(question: _Question, months: tuple[Month, ...]) -> World:  # noqa: PLR0911 -- a case for each kind
    """Return what comes of one provision, party and zone."""
    world = World(from_=months[0].from_, until=months[-1].until)
    match question.provision.terms:
        case Ceasefire() as terms:
            return replace(world, acts=tuple(_acts(question, months, terms.acts)))
        case Prohibit() | RespectLine() as terms:
            acts = tuple(_acts(question, months, terms.acts)) if terms.acts else ()
            there = tuple(_few(question, months, terms.item)) if terms.item else ()
            return replace(world, acts=acts, presences=there)
        case Limit() as terms:
            return replace(world, presences=tuple(_many(question, months, terms)))
        case WithdrawBy() as terms:
            return replace(world, presences=tuple(_leaving(question, months, terms)))
        case DisarmBy() as terms:
            return replace(world, laid_down=tuple(_laying_down(question, months, terms)))
        case Periodic() as terms:
            return replace(world, duties=tuple(_visits(question, months, terms)))
        case Within() as terms:
            calls, answers = _asked(question, months, terms)
            return replace(world, requests=tuple(calls), duties=tuple(answers))
        case NotifyBefore() as terms:
            moves, notices = _movements(question, months, terms)
            return replace(world, acts=tuple(moves), notices=tuple(notices))
        case _:
            return world


def _touches(provision: Provision, months: tuple[Month, ...]) -> bool:
    until = provision.in_force_until
    return provision.in_force_from < months[-1].until and (until is None or until > months[0].from_)


def _acts(
    question: _Question, months: tuple[Month, ...], acts: tuple[ActId, ...]
) -> Iterator[TrueAct]:
    """Yield forbidden acts in some months, and lawful ones that look much like them."""
    ground = question.ground
    for month in months:
        draw = question.draw(month.name)
        breaks, tests = question.breaks(draw, acts), question.tests(draw, acts)
        for n in range(draw.whole(1, 3) if breaks else 0):
            own = question.draw(month.name, "act", n)
            act = question.act(acts, own)
            near = own.happens(0.3)
            where = ground.point_near_border if near else ground.point_in
            lon, lat = where(question.zone, own)
            yield _act(question, month, own, f"{month.name}-{n}", act, lon, lat)
        if tests:
            own = question.draw(month.name, "edge")
            act = question.act(acts, own)
            lon, lat = ground.point_near_border(question.zone, own)
            defended = own.happens(0.5)
            yield _act(question, month, own, f"{month.name}-edge", act, lon, lat, defended=defended)


def _act(
    question: _Question,
    month: Month,
    draw: Draws,
    name: str,
    act: ActId,
    lon: float,
    lat: float,
    *,
    defended: bool = False,
) -> TrueAct:
    """Return an act; `defended`: outsiders began it, where it is a fight at all."""
    against = opponent(question.ground.pack, question.party, act, draw)
    deaths = draw.poisson(1.5) if against else 0
    civilian = deaths if against == "civilians" else min(deaths, draw.poisson(0.3))
    is_fight = bool(against) and question.ground.pack.actors[against].kind == "party"  # type: ignore[index]
    return TrueAct(
        id=f"{question.name}|{name}",
        moment=month.at(draw.uniform()),
        act=act,
        by=question.party,
        against=OUTSIDER if defended and is_fight else against,
        began=not (defended and is_fight),
        lon=lon,
        lat=lat,
        zones=question.ground.zones_at(lon, lat, question.zone),
        deaths=deaths,
        civilian_deaths=civilian,
    )


def _present(
    question: _Question, name: str, item: str, count: int, span: tuple[datetime, datetime],
    point: tuple[float, float] | None = None,
) -> Presence:  # fmt: skip
    ground, zone = question.ground, question.zone
    zones = ground.wider(zone) if zone else frozenset()
    if point is not None:
        zones = ground.zones_at(*point, zone)
    lon, lat = point or (None, None)
    return Presence(
        id=f"{question.name}|{name}", party=question.party, item=item, count=count, zone=zone,  # type: ignore[arg-type]
        zones=zones, from_=span[0], until=span[1], lon=lon, lat=lat,
    )  # fmt: skip


def _few(question: _Question, months: tuple[Month, ...], item: str) -> Iterator[Presence]:
    """Yield a few of what is forbidden for some days, in the zone or just at its border."""
    for month in months:
        draw = question.draw(month.name, item)
        breaks, tests = question.breaks(draw), question.tests(draw)
        start = month.at(draw.uniform())
        span = (start, start + timedelta(days=draw.between(1, 20)))
        count = draw.whole(1, 6)
        if breaks:
            point = question.ground.point_in(question.zone, draw)
            yield _present(question, f"{month.name}-few", item, count, span, point)
        if tests:
            point = question.ground.point_near_border(question.zone, draw)
            yield _present(question, f"{month.name}-edge", item, count, span, point)


def _many(question: _Question, months: tuple[Month, ...], terms: Limit) -> Iterator[Presence]:
    """Yield the usual number, at its limit in some months and over it for some days of others."""
    for month in months:
        draw = question.draw(month.name, terms.item)
        breaks, tests = question.breaks(draw), question.tests(draw)
        usual = int(terms.at_most * draw.between(0.7, 0.96))
        count = terms.at_most if tests else usual
        if count:
            span = (month.from_, month.until)
            yield _present(question, f"{month.name}-usual", terms.item, count, span)
        if breaks:
            over = max(1, int(terms.at_most * draw.between(0.01, 0.2)))
            start = month.at(draw.between(0.0, 0.6))
            span = (start, min(start + timedelta(days=draw.between(2, 25)), month.until))
            more = terms.at_most - count + over
            yield _present(question, f"{month.name}-over", terms.item, more, span)


def _leaving(
    question: _Question, months: tuple[Month, ...], terms: WithdrawBy
) -> Iterator[Presence]:
    """Yield forces that leave by the day, at the last moment, or in part."""
    draw = question.draw("leaving")
    stays, late = question.breaks(draw), question.tests(draw)
    count = terms.at_most + draw.whole(5, 400)
    begins = months[0].from_
    early = draw.between(5, 30)
    leaves = terms.deadline - (timedelta(hours=2) if late else timedelta(days=early))
    if begins < leaves:
        yield _present(question, "leaving", terms.item, count, (begins, leaves))
    if stays:
        first = max(begins, leaves)
        span = (first, max(first, terms.deadline) + timedelta(days=draw.between(5, 60)))
        yield _present(question, "staying", terms.item, terms.at_most + draw.whole(1, 9), span)


def _laying_down(
    question: _Question, months: tuple[Month, ...], terms: DisarmBy
) -> Iterator[LaidDown]:
    """Yield what is laid down by the day, at the last moment, or in part; what was due before is done."""
    draw = question.draw("laying down")
    breaks, tests = question.breaks(draw), question.tests(draw)
    early, over, share = draw.between(5, 30), draw.between(1.05, 1.3), draw.between(0.0, 0.9)
    moment = terms.deadline - (timedelta(hours=2) if tests else timedelta(days=early))
    moment = max(moment, question.provision.in_force_from)
    whole = terms.at_least if tests else max(terms.at_least, int(terms.at_least * over))
    count = int(terms.at_least * share) if breaks else whole
    if count and moment < months[-1].until:
        yield LaidDown(
            id=f"{question.name}|laid-down", party=question.party, what=terms.what, count=count,
            zone=question.zone, moment=moment.replace(microsecond=0),
        )  # fmt: skip


def _visits(question: _Question, months: tuple[Month, ...], terms: Periodic) -> Iterator[Duty]:
    """Yield visits with some days to spare, with lapses by one who breaks."""
    gap = timedelta(days=terms.every_days or 30.0 / ((terms.times_per_month or 1) + 1))
    moment = months[0].from_ - timedelta(days=LEAD_DAYS)
    n = 0
    while moment < months[-1].until:
        draw = question.draw("visit", n)
        breaks, tests = question.breaks(draw), question.tests(draw)
        share = 1.0 if tests else draw.between(0.5, 0.95)
        moment += gap * (draw.between(1.2, 2.5) if breaks else share)
        moment = moment.replace(second=0, microsecond=0)
        n += 1
        yield Duty(
            id=f"{question.name}|{n}",
            party=question.party,
            duty=terms.duty,
            zone=question.zone,
            moment=moment,
        )


def _asked(
    question: _Question, months: tuple[Month, ...], terms: Within
) -> tuple[list[Request], list[Duty]]:
    """Return requests, and answers in time, at the last moment, too late, or never."""
    requests: list[Request] = []
    duties: list[Duty] = []
    if terms.hours > LONG_HOURS:
        return requests, duties
    parties = [each.id for each in question.ground.pack.actors.values() if each.kind == "party"]
    for month in months:
        count = question.draw(month.name).poisson(question.behaviour.requests)
        for n in range(count):
            draw = question.draw(month.name, "request", n)
            breaks, tests = question.breaks(draw), question.tests(draw)
            request = Request(
                id=f"{question.name}|{month.name}-{n}",
                by=draw.choice(parties),
                request=terms.request,
                zone=question.zone,
                moment=month.at(draw.uniform()),
            )
            requests.append(request)
            share = draw.between(1.05, 3.0) if breaks else 1.0 if tests else draw.between(0.1, 0.9)
            if breaks and draw.happens(0.5):
                continue
            moment = request.moment + timedelta(hours=terms.hours) * share
            duties.append(
                Duty(
                    id=f"{request.id}|answer",
                    party=question.party,
                    duty=terms.duty,
                    zone=question.zone,
                    moment=moment.replace(second=0, microsecond=0),
                    answers=request.id,
                )
            )
    return requests, duties


def _movements(
    question: _Question, months: tuple[Month, ...], terms: NotifyBefore
) -> tuple[list[TrueAct], list[Notice]]:
    """Return acts that need notice, and the notice: early, to the hour, late, or none."""
    acts: list[TrueAct] = []
    notices: list[Notice] = []
    for month in months:
        for n in range(question.draw(month.name).poisson(question.behaviour.requests)):
            draw = question.draw(month.name, "move", n)
            breaks, tests = question.breaks(draw), question.tests(draw)
            lon, lat = question.ground.point_in(question.zone, draw)
            kind = question.act(terms.acts, draw)
            act = _act(question, month, draw, f"{month.name}-{n}", kind, lon, lat)
            acts.append(act)
            share = draw.between(0.0, 0.95) if breaks else 1.0 if tests else draw.between(1.2, 6.0)
            if breaks and draw.happens(0.5):
                continue
            notice_at = act.moment - timedelta(hours=terms.hours) * share
            notices.append(
                Notice(
                    id=f"{act.id}|notice",
                    by=question.party,
                    act=act.act,
                    zone=question.zone,
                    moment=notice_at.replace(second=0, microsecond=0),
                    begins=act.moment - timedelta(hours=draw.whole(0, 24)),
                    ends=act.moment + timedelta(hours=draw.whole(1, 48)),
                )
            )
    return acts, notices
