"""From a plan to tasks: what each unit of it is ordered to do, as rows of the form of tasks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, plural
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

__all__ = ["tasks_of_plan"]


def tasks_of_plan(
    plan: Mapping[str, Any], *, name: str, clock: tzinfo, unit: str = "", choice: int = 1
) -> list[dict[str, str]]:
    """Return rows of the form of tasks for a plan that `--json` wrote; their references begin with `name`.

    Plans of patrols, casualty chains, reactions and convoys are known. Times of day are those of the mission's
    `clock`. `unit`: who does it, where the plan does not say. `choice`: which choice of a reaction, from 1.

    Raises
    ------
    InputError
        When the plan has no known kind, or nothing to be done.
    """
    try:
        rows = _rows(plan, clock, unit, choice)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"The plan {name} cannot be read: {error!r}.", remedy="Give what --json wrote."
        ) from error
    if not rows:
        raise InputError(f"The plan {name} has nothing to be done.", remedy="Look at the plan.")
    return [
        {"kind": "task", "ref": f"{name}-{i}", "plan": name, **row}
        for i, row in enumerate(rows, start=1)
    ]


def _rows(plan: Mapping[str, Any], clock: tzinfo, unit: str, choice: int) -> list[dict[str, str]]:
    if "calendar" in plan:
        return _patrols(plan["calendar"], clock, unit)
    if "steps" in plan and "wounded_at" in plan:
        return _chain(plan)
    if "choices" in plan and "ordered_at" in plan:
        return _reaction(plan, choice)
    if "stops" in plan:
        return _convoys(plan["stops"], clock)
    raise InputError(
        "This is no plan that can be issued.",
        remedy="Plans: sulh protect patrol, sulh respond casevac --casualty, react, convoys; with --json.",
    )


def _patrols(visits: Sequence[Mapping[str, Any]], clock: tzinfo, unit: str) -> list[dict[str, str]]:
    """Return a task for each patrol of each date: from its first visit to the end of its last."""
    spans: dict[tuple[str, int], list[datetime]] = {}
    for visit in visits:
        begin = _moment(visit["date"], visit["begins"], clock)
        end = _moment(visit["date"], visit["ends"], clock)
        span = spans.setdefault((visit["date"], visit["patrol"]), [])
        # The date is that of the departure: a time before the one before it is of the next day.
        while span and begin < span[-1]:
            begin, end = begin + timedelta(days=1), end + timedelta(days=1)
        span += [begin, end if end >= begin else end + timedelta(days=1)]
    return [
        _row("patrol", unit or f"patrol {patrol}", span[0], span[-1])
        for (_, patrol), span in spans.items()
    ]


def _chain(plan: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return a task for each asset of a chain: from when it leaves to its last step."""
    spans: dict[str, list[datetime]] = {}
    for step in plan["steps"]:
        at = _utc(step["at"])
        for asset in _assets(plan["steps"]):
            if step["step"].startswith(f"{asset} "):
                spans.setdefault(asset, []).append(at)
    where = {"lon": f"{plan['lon']}", "lat": f"{plan['lat']}", "accuracy_m": "100"}
    return [
        _row("evacuation", asset, min(times), max(times)) | where for asset, times in spans.items()
    ]


def _assets(steps: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        each["step"].removesuffix(" leaves") for each in steps if each["step"].endswith(" leaves")
    ]


def _reaction(plan: Mapping[str, Any], choice: int) -> list[dict[str, str]]:
    choices = plan["choices"]
    if not 1 <= choice <= len(choices):
        raise InputError(
            f"The reaction has {plural(len(choices), 'choice')}, not {choice}.",
            remedy="Choose one of them.",
        )
    one = choices[choice - 1]
    kind, end = ("escort", one["at_goal"]) if one["at_goal"] else ("reaction", one["arrives_at"])
    where = {"lon": f"{plan['lon']}", "lat": f"{plan['lat']}", "accuracy_m": "100"}
    return [_row(kind, one["unit"], _utc(one["starts_at"]), _utc(end)) | where]


def _convoys(stops: Sequence[Mapping[str, Any]], clock: tzinfo) -> list[dict[str, str]]:
    """Return a task for each trip of each vehicle: from its start to its return."""
    rows: dict[tuple[str, str, int], dict[str, str]] = {}
    for stop in stops:
        start = _moment(stop["day"], stop["leaves"], clock)
        end = _moment(stop["day"], stop["back"], clock)
        while end < start:
            end += timedelta(days=1)
        row = _row("convoy", stop["vehicle"], start, end)
        rows.setdefault((stop["day"], stop["vehicle"], stop["trip"]), row)
    return list(rows.values())


def _row(kind: str, unit: str, start: datetime, end: datetime) -> dict[str, str]:
    return {
        "type": kind,
        "unit": unit,
        "start": format_utc(_round(start)),
        "end": format_utc(_round(end)),
    }


def _round(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _moment(day: str, clock_time: str, clock: tzinfo) -> datetime:
    """Return a time of day on the mission's clock; 24:10 is 00:10 of the next day."""
    hours, minutes = (int(each) for each in clock_time.split(":"))
    days, hours = divmod(hours, 24)
    local = date.fromisoformat(day) + timedelta(days=days)
    return datetime.combine(local, time(hours, minutes), clock)
