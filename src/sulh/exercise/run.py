"""Play a scenario: the world with its injects, what is reported, who reacts, and what findings are worth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sulh.exercise.chance import draws
from sulh.exercise.conduct import play
from sulh.exercise.field_records import FieldWork, field_work
from sulh.exercise.ground import Ground, Month, months_of
from sulh.exercise.incidents import FittedIncidents, true_incidents
from sulh.exercise.observers import PlayedReport, observe_world
from sulh.exercise.reactions import Reacted, send_units
from sulh.exercise.rules import Truth, true_conduct
from sulh.exercise.scenario import report_row
from sulh.exercise.score import Scored, score_findings, score_reports
from sulh.exercise.supply import days_without
from sulh.exercise.world import TrueAct, World
from sulh.values import SerialExecutor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sulh.exercise.behaviour import Behaviour
    from sulh.exercise.scenario import Inject, Scenario
    from sulh.values import Executor
    from sulh.verify import Finding

__all__ = ["InjectDelivery", "Played", "Stage", "play_many", "play_scenario", "score_played"]


NO_FIELD_WORK = FieldWork()


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectDelivery:
    """What became of an inject: when it was delivered (UTC; None: never), and why not.

    `seen`: in a live exercise, who saw a message. `sites`: other sites with trainees, and when it was there
    (UTC; None: it never was).
    """

    inject: Inject
    at: datetime | None
    why_not: str = ""
    seen: tuple[str, ...] | None = None
    sites: tuple[tuple[str, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A scenario played with one seed.

    `world` is what truly happened, `truth` how each question stands, `reports` all that is told, in the
    order in which it comes in (some after the end), `reactions` who went to which call, `field` who fetched
    the wounded and supplied posts.
    """

    scenario: Scenario
    seed: int
    months: tuple[Month, ...]
    world: World
    truth: Truth
    reports: tuple[PlayedReport, ...]
    deliveries: tuple[InjectDelivery, ...]
    reactions: tuple[Reacted, ...]
    field: FieldWork = NO_FIELD_WORK

    @property
    def in_time(self) -> tuple[PlayedReport, ...]:
        """Return the reports of conduct that come in before the end."""
        return tuple(each for each in self.reports if each.comes <= self.scenario.until)

    @property
    def all_in_time(self) -> tuple[PlayedReport, ...]:
        """Return all that comes in before the end, what units report of their own work too."""
        both = (*self.in_time, *(e for e in self.field.reports if e.comes <= self.scenario.until))
        return tuple(sorted(both, key=lambda each: (each.comes, each.row["ref"])))


def play_scenario(scenario: Scenario, *, seed: int) -> Played:
    """Play a scenario; the same seed gives the same exercise."""
    stage = Stage(scenario, seed)
    first_reports: dict[str, datetime] = {}
    deliveries: dict[str, InjectDelivery] = {}
    for inject in scenario.injects:
        delivery = _deliver(inject, deliveries, first_reports, stage.months)
        deliveries[inject.id] = delivery
        if delivery.at is not None:
            for each in stage.mail_of(inject, delivery.at):
                first_reports[each.of] = min(each.comes, first_reports.get(each.of, each.comes))
    return stage.played(tuple(deliveries.values()))


@dataclass(frozen=True)
class Stage:
    """A scenario and a seed: the ground, and what happens and is reported whatever is injected."""

    scenario: Scenario
    seed: int

    @cached_property
    def ground(self) -> Ground:
        """Return the ground of the pack."""
        return Ground(self.scenario.pack)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Return the months that are played."""
        return tuple(months_of(self.scenario.pack, self.scenario.from_, self.scenario.until))

    @cached_property
    def world(self) -> World:
        """Return what truly happens without injects."""
        world = play(self.ground, self.months, _behaviour(self.scenario), seed=self.seed)
        if self.scenario.incidents is None:
            return world
        random = true_incidents(self.ground, self.scenario.incidents, self.months, seed=self.seed)
        return replace(world, acts=(*world.acts, *random))

    def watch(self, world: World) -> tuple[PlayedReport, ...]:
        """Return what is reported of a world."""
        scenario = self.scenario
        return observe_world(
            self.ground, world, self.months,
            density=scenario.density, quality=scenario.quality, seed=self.seed, units=scenario.units,
        )  # fmt: skip

    @cached_property
    def base_mail(self) -> tuple[PlayedReport, ...]:
        """Return what is reported whatever is injected, in the order in which it comes in."""
        return self.watch(self.world)

    def mail_of(self, inject: Inject, at: datetime) -> tuple[PlayedReport, ...]:
        """Return what is reported because an inject is delivered `at` (UTC), in the order it comes in."""
        if inject.kind == "report":
            return (_report(inject, at),)
        if inject.kind == "message":
            return ()
        act = _act(self.ground, inject, at, self.seed)
        alone = World(from_=self.world.from_, until=self.world.until, acts=(act,))
        return tuple(each for each in self.watch(alone) if each.of == act.id)

    def field_of(self, delivered: Iterable[tuple[Inject, datetime]]) -> FieldWork:
        """Return what units do for the wounded and for posts, with the acts `delivered` at their times (UTC).

        What a later act changes lies after it: what was done before stays as it was.
        """
        if self.scenario.evacuation is None and self.scenario.supply is None:
            return NO_FIELD_WORK
        acts = [
            _act(self.ground, each, at, self.seed) for each, at in delivered if each.kind == "act"
        ]
        return field_work(self.scenario, (*self.world.acts, *acts), seed=self.seed)

    def played(self, deliveries: tuple[InjectDelivery, ...]) -> Played:
        """Return the exercise with what was delivered."""
        own = [(each.inject, each.at) for each in deliveries if each.at is not None]
        acts = [
            _act(self.ground, inject, at, self.seed) for inject, at in own if inject.kind == "act"
        ]
        reports = [_report(inject, at) for inject, at in own if inject.kind == "report"]
        whole = replace(
            self.world,
            acts=tuple(sorted((*self.world.acts, *acts), key=lambda each: (each.moment, each.id))),
        )
        return Played(
            scenario=self.scenario,
            seed=self.seed,
            months=self.months,
            world=whole,
            truth=true_conduct(self.ground, whole, self.months),
            reports=tuple(
                sorted(
                    (*self.watch(whole), *reports), key=lambda each: (each.comes, each.row["ref"])
                )
            ),
            deliveries=deliveries,
            reactions=send_units(self.scenario, whole.acts, seed=self.seed),
            field=self.field_of(own),
        )


def _behaviour(scenario: Scenario) -> Behaviour:
    """Return how parties behave: acts as often as is stated, or else as in the past of the incidents.

    An act of which the past does not tell stays as it is: sources tell of violence, not of all the rest.
    """
    if scenario.behaviour.acts or not isinstance(scenario.incidents, FittedIncidents):
        return scenario.behaviour
    past = Counter(each.act for each in scenario.incidents.fit.history.incidents)
    mean = past.total() / max(len(past), 1)
    often = {act: count / mean for act, count in past.items()}
    return replace(scenario.behaviour, acts=often)


def _deliver(
    inject: Inject,
    before: Mapping[str, InjectDelivery],
    first_reports: Mapping[str, datetime],
    months: tuple[Month, ...],
) -> InjectDelivery:
    """Say when an inject is delivered; an inject that follows one never delivered is not, either."""
    at = inject.at
    if at is None:
        first = before[inject.after]
        if first.at is None:
            return InjectDelivery(
                inject=inject, at=None, why_not=f"{inject.after} was not delivered"
            )
        at = first.at + timedelta(hours=inject.hours)
    if inject.only_if:
        report = first_reports.get(inject.after)
        reported = report is not None and report <= at
        if reported != (inject.only_if == "reported"):
            state = "not reported" if inject.only_if == "reported" else "reported"
            return InjectDelivery(
                inject=inject, at=None, why_not=f"{inject.after} was {state} by then"
            )
    if not months[0].from_ <= at < months[-1].until:
        return InjectDelivery(
            inject=inject, at=None, why_not="it comes outside of the months played"
        )
    return InjectDelivery(inject=inject, at=at)


def _act(ground: Ground, inject: Inject, at: datetime, seed: int) -> TrueAct:
    draw = draws(seed, "inject", inject.id)
    if inject.lon is not None and inject.lat is not None:
        lon, lat = inject.lon, inject.lat
    else:
        lon, lat = ground.point_in(inject.zone, draw)  # type: ignore[arg-type]
    zone = inject.zone or None
    return TrueAct(
        id=inject.id, moment=at, act=inject.act, by=inject.by, against=inject.against,  # type: ignore[arg-type]
        began=inject.began, lon=lon, lat=lat, zones=ground.zones_at(lon, lat, zone),  # type: ignore[arg-type]
        deaths=inject.deaths, civilian_deaths=inject.civilian_deaths,
    )  # fmt: skip


def _report(inject: Inject, at: datetime) -> PlayedReport:
    """Return a report that the director writes: it tells of nothing that happened, unless it says so."""
    return PlayedReport(report_row(inject.id, inject.row, at), at, "", "inject")


def score_played(
    played: Played,
    findings: Iterable[Finding],
    record_of: Sequence[str],
    *,
    upto: datetime | None = None,
) -> tuple[Scored, ...]:
    """Hold findings of an exercise against its truth.

    `record_of` are the ids of the records of `played.reports`, in their order; empty where one is not in the
    ledger. A breach that only reports after the end show is *late*: what was found too late to act on.
    `upto` (UTC): where a live exercise stands that has not ended. Then nothing is late yet, and months that
    are not over, acts and requests to come are *not-judged*.
    """
    true_ids = {name: each.of for name, each in zip(record_of, played.reports, strict=True) if name}
    scored = score_findings(played.truth, findings, true_ids)
    if upto is not None:
        open_ = _not_over(played, upto)
        return tuple(
            replace(each, outcome="not-judged") if each.question[3] in open_ else each
            for each in scored
        )
    later = {
        each.question: each.outcome
        for each in _scored(played, played.reports)
        if each.outcome == "found"
    }
    return tuple(
        replace(each, outcome="late")
        if each.outcome in ("left-open", "missed", "not-judged") and each.question in later
        else each
        for each in scored
    )


def _not_over(played: Played, upto: datetime) -> set[str]:
    """Return the months, and the ids of acts and requests, of which nobody can know yet how they end."""
    scenario, world = played.scenario, played.world
    months = months_of(scenario.pack, scenario.from_, scenario.until)
    return {
        *(each.name for each in months if each.until > upto),
        *(each.id for each in world.acts if each.moment > upto),
        *(each.id for each in world.requests if each.moment > upto),
    }


def _scored(played: Played, reports: Sequence[PlayedReport]) -> tuple[Scored, ...]:
    return score_reports(played.scenario.pack, played.truth, reports, at=played.world.until)


def play_many(
    scenario: Scenario, seeds: Iterable[int], *, executor: Executor | None = None
) -> list[dict[str, float]]:
    """Return what came of each replication: outcomes by name, calls, and calls reached within the standard.

    The result is the same whichever `executor` does the work.
    """
    return list((executor or SerialExecutor()).map(partial(_replicate, scenario), seeds))


def _replicate(scenario: Scenario, seed: int) -> dict[str, float]:
    played = play_scenario(scenario, seed=seed)
    counts: dict[str, float] = {}
    for each in _scored(played, played.in_time):
        counts[each.outcome] = counts.get(each.outcome, 0) + 1
    limit = scenario.reaction.standard_min
    counts["calls"] = len(played.reactions)
    counts["in-standard"] = sum(
        each.minutes is not None and each.minutes <= limit for each in played.reactions
    )
    return counts | _field_counts(played)


def _field_counts(played: Played) -> dict[str, float]:
    """Return what came of the wounded and of posts, where the scenario has them."""
    counts: dict[str, float] = {}
    if played.scenario.evacuation is not None:
        trips = played.field.trips
        counts["wounded"] = sum(each.count for each in trips)
        counts["evacuated-in-time"] = sum(each.count for each in trips if each.in_time)
    if played.scenario.supply is not None:
        counts["days-without"] = days_without(played.scenario, seed=played.seed)
        counts["convoys"] = sum(not each.why_not for each in played.field.runs)
    return counts
