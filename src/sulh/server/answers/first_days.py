"""The first 72 hours of a disaster, from the records that an account may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh import respond as room
from sulh.ledger import AMENDMENTS
from sulh.picture import entries_of, picture
from sulh.server.work.background import readable_records
from sulh.values import format_utc
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService

__all__ = ["FirstDaysQuery", "first_days", "first_days_plan"]

KINDS = frozenset(
    {
        "area-assessment",
        "area-release",
        "disaster",
        "hazardous-area",
        "landing-site",
        "response-unit",
        "way-closure",
        "worksite",
        *AMENDMENTS,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDaysQuery:
    """From which moment (UTC), as known when; `rapid_h` and `full_h`: hours of rescue.

    `is_wet` says the season; None: as the pack does.
    """

    at: datetime
    as_of: datetime | None = None
    simulated: bool = False
    is_wet: bool | None = None
    rapid_h: float = 4.0
    full_h: float = 24.0


def first_days_plan(
    service: MissionService, user: Principal, query: FirstDaysQuery, ways: Callable[[], room.Ways]
) -> room.FirstDaysPlan:
    """Return the plan from the records that a user may read.

    Raises
    ------
    InputError
        When the file of roads cannot be read.
    """
    readable = readable_records(service, user, query.as_of, "first-days")
    records = [each for each in readable if each.kind in KINDS]
    current = picture(records, as_of=query.as_of, simulated=query.simulated, check=body_problem)
    entries: dict[str, tuple[Any, ...]] = dict(entries_of(current, RECORD_KINDS))
    pack = service.workspace.pack
    day = query.at.astimezone(pack.timezone).date()
    return room.plan_first_days(
        entries["worksite"],
        entries["area-assessment"],
        entries["disaster"],
        entries["response-unit"],
        ways(),
        room.Travel(
            closures=room.closures_on(room.ledger_closures(entries, at=query.at), day),
            is_wet=pack.is_wet_on(day) if query.is_wet is None else query.is_wet,
            landing_sites=entries["landing-site"],
        ),
        at=query.at,
        hours=(query.rapid_h, query.full_h),
        simulated=query.simulated,
    )


def first_days(
    service: MissionService, user: Principal, query: FirstDaysQuery, ways: Callable[[], room.Ways]
) -> dict[str, Any]:
    """Return the plan as `sulh.server.schemas.first_days` says.

    Raises
    ------
    InputError
        As `first_days_plan` does.
    """
    content = first_days_plan(service, user, query, ways).content()
    needs = content["needs"] or {"needs": []}
    return content | {
        "computed_at": format_utc(service.now()),
        "needs": [
            {
                "place": each["place"],
                "supply": each["supply"],
                "unit": each["unit"],
                "need": each["need"],
                "source": each["cited"],
            }
            for each in needs["needs"]
            if float(each["need"][1])
        ],
    }
