"""Random incidents of a scenario: a self-exciting process, fitted to the past or stated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sulh.exercise.chance import draws
from sulh.exercise.fit_incidents import Fit, play_fit
from sulh.exercise.forbidden import opponent
from sulh.exercise.rules import under
from sulh.exercise.self_exciting import Rates, Spark, branch
from sulh.exercise.world import TrueAct
from sulh.observe.names import actor_names, normalise_name

if TYPE_CHECKING:
    from sulh.exercise.chance import Draws
    from sulh.exercise.ground import Ground, Month
    from sulh.mission import Pack

__all__ = ["FittedIncidents", "StatedIncidents", "true_incidents"]

SECONDS_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedIncidents:
    """Incidents like those of the past, which the exercise follows as if it came right after.

    `file` is the name of the fit's file, beside the scenario. Where two sides fought, reports do not say who
    began: either did, as likely.
    """

    file: str
    fit: Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedIncidents:
    """Incidents by numbers that somebody stated: what is done, by whom, and in which zones they begin.

    Each background event draws act, party and zone evenly; what it excites has its act and its party.
    """

    rates: Rates
    acts: tuple[str, ...]
    by: tuple[str, ...]
    zones: tuple[str, ...]


def true_incidents(
    ground: Ground,
    incidents: FittedIncidents | StatedIncidents,
    months: tuple[Month, ...],
    *,
    seed: int,
) -> tuple[TrueAct, ...]:
    """Return the random incidents of these months, in the order of time; the same for the same seed."""
    days = (months[-1].until - months[0].from_).total_seconds() / SECONDS_A_DAY
    if isinstance(incidents, StatedIncidents):
        return _stated(ground, incidents, months, days, seed)
    names = _bearers(ground.pack)
    fit, past = incidents.fit, incidents.fit.history.incidents
    acts = []
    for spark in play_fit(fit, days=days, seed=seed):
        like = past[spark.like]
        by, against = (names.get(normalise_name(each), each) for each in (like.by, like.against))
        act = _act(ground, spark, months, who=(like.act, by, against), dead=fit.dead(spark, seed))
        is_fight = not under(ground.pack.acts, like.act, "violence-against-civilians")
        defended = is_fight and draws(seed, "began", spark.id).happens(0.5)
        acts.append(replace(act, began=not defended))
    return tuple(acts)


def _bearers(pack: Pack) -> dict[str, str]:
    """Return whose name each is, whenever it was; a name of several is the first's."""
    bearers: dict[str, str] = {}
    for actor, names in actor_names(pack).items():
        for each in names:
            bearers.setdefault(normalise_name(each.name), actor)
    return bearers


def _stated(
    ground: Ground,
    incidents: StatedIncidents,
    months: tuple[Month, ...],
    days: float,
    seed: int,
) -> tuple[TrueAct, ...]:
    marks: list[tuple[str, str, str]] = []

    def background(draw: Draws) -> tuple[float, float, int]:
        zone = draw.choice(incidents.zones)
        marks.append((draw.choice(incidents.acts), draw.choice(incidents.by), zone))
        return *ground.point_in(zone, draw), len(marks) - 1  # type: ignore[arg-type]

    acts = []
    for spark in branch(incidents.rates, days=days, seed=seed, background=background):
        act, by, zone = marks[spark.like]
        draw = draws(seed, "incident", spark.id)
        against = opponent(ground.pack, by, act, draw)  # type: ignore[arg-type]
        deaths = draw.poisson(1.5) if against else 0
        civilian = deaths if against == "civilians" else min(deaths, draw.poisson(0.3))
        who, dead = (act, by, against), (deaths, civilian)
        acts.append(_act(ground, spark, months, who=who, dead=dead, zone=zone))
    return tuple(acts)


def _act(
    ground: Ground,
    spark: Spark,
    months: tuple[Month, ...],
    *,
    who: tuple[str, str, str],
    dead: tuple[int, int],
    zone: str = "",
) -> TrueAct:
    """Return the act of a spark; `who` is the act, who does it, and against whom."""
    act, by, against = who
    moment = (months[0].from_ + timedelta(days=spark.day)).replace(second=0, microsecond=0)
    return TrueAct(
        id=f"incident|{spark.id}",
        moment=moment,
        act=act,  # type: ignore[arg-type]
        by=by,  # type: ignore[arg-type]
        against=against,
        lon=spark.lon,
        lat=spark.lat,
        zones=ground.zones_at(spark.lon, spark.lat, zone or None),  # type: ignore[arg-type]
        deaths=dead[0],
        civilian_deaths=dead[1],
    )
