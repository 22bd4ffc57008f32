"""Who contributes what: gaps, readiness and contributions, from the records that an account may read."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Literal

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger import AMENDMENTS
from sulh.picture import entries_of, picture
from sulh.server.work.background import readable_records
from sulh.sustain import (
    UNIT_KINDS,
    assess_readiness,
    gap_summary,
    nations,
    read_capabilities,
    summarise_contributions,
    training_gaps,
    unit_records,
)
from sulh.tables import open_table
from sulh.values import format_utc
from sulh.workspace.record_kinds import body_problem
from sulh.workspace.unit_forms import assess_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from importlib.resources.abc import Traversable

    from sulh.ledger import Record
    from sulh.report.forms import ResultForms
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.sustain import Deployment, Pledge, Requirement

__all__ = ["ContributorsPage", "ContributorsQuery", "contributors", "contributors_forms"]

ContributorsPage = Literal["gaps", "readiness", "training", "contributions"]

CAPABILITIES = "capabilities.toml"
"""What units of each type must be able to do; it stands in the mission's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorsQuery:
    """Which state: decided on a `day`, as known at `as_of`; `soon` days ahead for what ends."""

    day: date
    as_of: datetime | None = None
    simulated: bool = False
    soon: int = 90


def contributors(
    service: MissionService, user: Principal, query: ContributorsQuery
) -> dict[str, Any]:
    """Return gaps, readiness and contributions, as `sulh.server.schemas.contributors` says.

    Raises
    ------
    InputError
        When the mission's ``capabilities.toml`` is faulty.
    """
    records = _records(service, user, query)
    entries = _entries(records, query, simulated=query.simulated)
    played = entries if query.simulated else _entries(records, query, simulated=True)
    needs, offers, units = (entries[name] for name in ("requirement", "pledge", "deployment"))
    return {
        "computed_at": format_utc(service.now()),
        "day": query.day.isoformat(),
        "simulated": query.simulated,
        **_gaps(needs, offers, units, query),
        "training": _training(entries, played, query.day),
        "readiness": _readiness(service, entries, query.day),
        "contributions": [] if query.simulated else _contributions(service),
    }


def contributors_forms(
    service: MissionService,
    user: Principal,
    query: ContributorsQuery,
    page: ContributorsPage,
    language: str,
) -> ResultForms:
    """Return a part of the page as the command line writes it, from what the user may read.

    Raises
    ------
    InputError
        When the mission has no table of contributions, or no ``capabilities.toml`` that can be read.
    """
    from sulh.report import forms

    if page == "contributions":
        with ExitStack() as opened:
            paths = [opened.enter_context(as_file(each)) for each in _tables(service)]
            if not paths or query.simulated:
                raise refusal(InputError, "no-contributions")
            summary = summarise_contributions(*map(open_table, paths))
        return forms.contributions_forms(summary, language=language)
    records, day = _records(service, user, query), query.day
    entries = _entries(records, query, simulated=query.simulated)
    if page == "gaps":
        lists = (entries[name] for name in ("requirement", "pledge", "deployment"))
        missing = gap_summary(*lists, day=day, within_days=query.soon)
        result = forms.gaps_forms(missing, language=language)
    else:
        units = unit_records(entries)
        lacking = training_gaps(units, day)
        if page == "training":
            result = forms.training_forms(lacking, day, language=language)
        else:
            if not (service.folder / CAPABILITIES).is_file():
                raise refusal(InputError, "no-capabilities")
            states = assess_units(service.folder, units, day)
            result = forms.readiness_forms(*states, lacking, day, language=language)
    return result.of_exercise(language) if query.simulated else result


def _records(service: MissionService, user: Principal, query: ContributorsQuery) -> list[Record]:
    """Return the records about units that a user may read."""
    readable = readable_records(service, user, query.as_of, "contributors")
    return [each for each in readable if each.kind in UNIT_KINDS or each.kind in AMENDMENTS]


def _entries(
    records: Sequence[Record], query: ContributorsQuery, *, simulated: bool
) -> dict[str, tuple[Any, ...]]:
    """Return what records say, by the kinds' names: those of the exercise, or the others."""
    current = picture(records, as_of=query.as_of, simulated=simulated, check=body_problem)
    return dict(entries_of(current, UNIT_KINDS))


def _gaps(
    needs: tuple[Requirement, ...],
    offers: tuple[Pledge, ...],
    units: tuple[Deployment, ...],
    query: ContributorsQuery,
) -> dict[str, Any]:
    summary = gap_summary(needs, offers, units, day=query.day, within_days=query.soon)
    filled = dict(summary.fill.months)
    used = dict(summary.fill.assignments)
    losses = dict(summary.losses)
    gaps = {each.requirement: each for each in summary.gaps}
    return {
        "months": [each._asdict() for each in summary.months],
        "requirements": [
            {
                "id": each.id,
                "unit_type": each.unit_type,
                "strength": each.strength,
                "first": str(each.first),
                "last": str(each.last),
                "months": len(gaps[each.id].months),
                "unmet": list(gaps[each.id].unmet_months),
                "filled_by_pledges": sorted(filled.get(each.id, ())),
                "nations": sorted({one.nation for one in units if one.requirement == each.id}),
            }
            for each in needs
        ],
        "pledges": [
            {
                "id": each.id,
                "nation": each.nation,
                "unit_type": each.unit_type,
                "strength": each.strength,
                "level": each.level,
                "first": str(each.first),
                "last": str(each.last),
                "used_for": used.get(each.id, ""),
                "lost_without": losses.get(each.id, 0),
                "reasons": sorted(
                    {
                        f"{one.requirement}: {one.reason}"
                        for one in summary.refusals
                        if one.pledge == each.id
                    }
                ),
            }
            for each in offers
        ],
        "endings": [
            {
                "deployment": each.deployment.id,
                "requirement": each.deployment.requirement,
                "nation": each.deployment.nation,
                "last": str(each.deployment.last),
                "days_left": each.days_left,
                "successors": list(each.successors),
            }
            for each in summary.endings
        ],
    }


def _training(
    entries: Mapping[str, tuple[Any, ...]], played: Mapping[str, tuple[Any, ...]], day: date
) -> list[dict[str, Any]]:
    """Return what training each unit needs, has and lacks; nothing where no course is asked of it.

    Certificates of the exercise, `played`, are counted apart.
    """
    real = () if played is entries else entries["certificate"]
    records = unit_records({**entries, "certificate": real}, played)
    owners = {each.ref: each.contributor for each in records.units}
    return [
        {
            "unit": each.unit,
            "contributor": owners.get(each.unit, ""),
            "course": each.course,
            "need": each.need,
            "holders": each.holders,
            "expiring": each.holders_expiring,
            "simulated": each.holders_simulated,
            "shortfall": each.shortfall,
        }
        for each in training_gaps(records, day)
    ]


def _readiness(
    service: MissionService, entries: Mapping[str, tuple[Any, ...]], day: date
) -> list[dict[str, Any]]:
    """Return what each unit can do by the mission's capabilities; nothing where it has none."""
    path = service.folder / CAPABILITIES
    if not path.is_file():
        return []
    capabilities = read_capabilities(path.read_text("utf-8"), path.name)
    records = unit_records(entries)
    owners = {each.ref: each.contributor for each in records.units}
    return [
        {
            "unit": each.unit,
            "contributor": owners.get(each.unit, ""),
            "capability": each.capability.title,
            "sets": each.capability.sets,
            "low": each.low,
            "high": each.high,
            "verdict": each.verdict,
            "limits": [
                f"{state.need.kind} {state.need.name}: {state.low}-{state.high}"
                + (f" ({state.reason})" if state.reason else "")
                for state in each.limits
            ],
        }
        for each in assess_readiness(records, capabilities, day)
    ]


def _contributions(service: MissionService) -> list[dict[str, Any]]:
    """Return who contributes how many people, from the tables bundled for the mission; published."""
    names = {each.code: each.name for each in nations().values()}
    rows: list[dict[str, Any]] = []
    for path in _tables(service):
        with as_file(path) as table:
            summary = summarise_contributions(open_table(table))
        rows += [
            {
                "nation": row["contributor"],
                "name": names.get(row["nation"], row["contributor"]),
                "period": row["period"],
                "people": row["people"],
                "low": row["low"],
                "high": row["high"],
                "share": row["share"],
                "rank": row["rank"],
                "source": row["source"],
            }
            for row in summary.contributors.iter_rows(named=True)
        ]
    return sorted(rows, key=lambda each: (each["period"], each["rank"] or 0, each["name"]))


def _tables(service: MissionService) -> list[Traversable]:
    """Return the bundled tables of contributions to the mission, by name."""
    prefix = f"{service.workspace.pack.id}-contributions-"
    folder = files("sulh.workspace").joinpath("demo_tables")
    mine = (each for each in folder.iterdir() if each.name.startswith(prefix))
    return sorted(mine, key=lambda each: each.name)
