"""What this room answers as JSON: one typed shape for each result; a time that never comes is null."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from sulh.values import format_utc

if TYPE_CHECKING:
    from sulh.respond.area import AreaCover
    from sulh.respond.casualty import CasualtyChain
    from sulh.respond.fixes import Fix
    from sulh.respond.reaction import Reaction

__all__ = [
    "AreaAnswer",
    "ChainAnswer",
    "ReactionAnswer",
    "area_answer",
    "chain_answer",
    "minutes_or_none",
    "reaction_answer",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnswer:
    """A step of a chain: when (UTC), minutes after the wounding, what, and its limit in minutes.

    `event` is the step as a word, `asset` and `facility` whom it is about; `step` says it in English.
    """

    at: str
    minutes: float
    event: str
    asset: str
    facility: str
    step: str
    limit_min: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAnswer:
    """What remains when one asset does not start; null: never."""

    without: str
    cared_by: str
    brought_by: str
    facility: str
    care_min: float | None
    surgery_min: float | None
    chance: float
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainAnswer:
    """The chain of one casualty at lon, lat (degrees, WGS 84)."""

    lon: float
    lat: float
    wounded_at: str
    is_dark: bool
    holds: bool
    chance: float
    steps: list[StepAnswer]
    next: list[NextAnswer]
    higher: str
    cannot: list[str]
    notes: list[str]
    assumption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsAnswer:
    """For how many people 10-1-2 holds under some conditions, on the mean and as expected."""

    name: str
    people: float
    people_expected: float
    no_surgery: float
    troops: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LossAnswer:
    """What one asset means: who loses 10-1-2 without it, and who keeps it."""

    without: str
    conditions: str
    people_lost: float
    people: float
    troops_lost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FixAnswer:
    """What closes most of the gap: its kind, its sites, and for moves who goes to each of them."""

    kind: str
    conditions: str
    sites: list[str]
    assets: list[str]
    people: float
    bound: float
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnswer:
    """One place under some conditions; null: never."""

    conditions: str
    name: str
    lon: float
    lat: float
    people: float
    troops: float
    care_min: float | None
    surgery_min: float | None
    holds: bool
    chance: float
    cared_by: str
    brought_by: str
    facility: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAnswer:
    """Where 10-1-2 holds."""

    people: float
    troops: float
    conditions: list[ConditionsAnswer]
    losses: list[LossAnswer]
    fixes: list[FixAnswer]
    places: list[PlaceAnswer]
    notes: list[str]
    assumption: str


def minutes_or_none(value: float) -> float | None:
    """Return minutes, or None where they never come."""
    return float(value) if isfinite(value) else None


def chain_answer(chain: CasualtyChain) -> ChainAnswer:
    """Return the chain of one casualty for JSON."""
    return ChainAnswer(
        lon=chain.lon,
        lat=chain.lat,
        wounded_at=format_utc(chain.wounded),
        is_dark=chain.is_dark,
        holds=chain.holds,
        chance=chain.chance,
        steps=[
            StepAnswer(
                at=format_utc(each.at),
                minutes=each.minutes,
                event=each.event,
                asset=each.asset,
                facility=each.facility,
                step=each.what,
                limit_min=each.limit_min,
            )
            for each in chain.steps
        ],
        next=[
            NextAnswer(
                without=each.lost,
                cared_by=each.cared_by,
                brought_by=each.brought_by,
                facility=each.facility,
                care_min=minutes_or_none(each.care_min),
                surgery_min=minutes_or_none(each.surgery_min),
                chance=each.chance,
                holds=each.holds,
            )
            for each in chain.next_chains
        ],
        higher=chain.higher,
        cannot=list(chain.cannot),
        notes=[*chain.capacities, *chain.notes],
        assumption=chain.assumption,
    )


def area_answer(cover: AreaCover, fixes: tuple[Fix, ...] = ()) -> AreaAnswer:
    """Return an area, what each asset means and the fixes for JSON."""
    return AreaAnswer(
        people=float(cover.people.sum()),
        troops=float(cover.troops.sum()),
        conditions=[
            ConditionsAnswer(
                name=each.name,
                people=cover.people_within(case),
                people_expected=cover.people_expected(case),
                no_surgery=float(cover.people[cover.evacuations[case].bringer < 0].sum()),
                troops=cover.troops_within(case),
            )
            for case, each in enumerate(cover.conditions)
        ],
        losses=[
            LossAnswer(
                without=each.asset,
                conditions=each.conditions,
                people_lost=each.lost,
                people=each.people,
                troops_lost=each.troops_lost,
            )
            for each in cover.losses
        ],
        fixes=[
            FixAnswer(
                kind=each.kind,
                conditions=each.conditions,
                sites=list(each.sites),
                assets=list(each.assets),
                people=each.people,
                bound=each.bound,
                proven=each.is_proven,
            )
            for each in fixes
        ],
        places=[PlaceAnswer(**row) for row in cover.frame().iter_rows(named=True)],
        notes=list(cover.notes()),
        assumption=cover.assumption,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceAnswer:
    """A unit that can go. `way`: lon, lat of each point; `doubt`: why it is not proven to be capable."""

    unit: str
    starts_at: str
    arrives_at: str
    minutes: float
    road_km: float
    off_km: float
    way: list[tuple[float, float]]
    doubt: str
    uncovered: float | None
    move: str
    regained: float
    move_min: float | None
    at_goal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionAnswer:
    """Who goes to lon, lat: choices in order, and why each other unit does not."""

    lon: float
    lat: float
    ordered_at: str
    is_dark: bool
    choices: list[ChoiceAnswer]
    cannot: list[str]
    assumption: str


def reaction_answer(reaction: Reaction) -> ReactionAnswer:
    """Return a reaction for JSON."""
    return ReactionAnswer(
        lon=reaction.lon,
        lat=reaction.lat,
        ordered_at=format_utc(reaction.ordered),
        is_dark=reaction.is_dark,
        choices=[
            ChoiceAnswer(
                unit=each.unit,
                starts_at=format_utc(each.start),
                arrives_at=format_utc(each.arrival),
                minutes=each.minutes,
                road_km=each.route.road_km,
                off_km=each.route.off_km,
                way=list(zip(each.route.lon.tolist(), each.route.lat.tolist(), strict=True)),
                doubt=each.doubt,
                uncovered=each.uncovered,
                move=each.move,
                regained=each.regained,
                move_min=each.move_min,
                at_goal=None if each.at_goal is None else format_utc(each.at_goal),
            )
            for each in reaction.choices
        ],
        cannot=list(reaction.cannot),
        assumption=reaction.assumption,
    )
