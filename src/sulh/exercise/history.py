"""Incidents of the past, as reports tell of them, laid out for a fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping  # noqa: TC003 -- msgspec reads a history by its types
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from sulh.exercise.chance import draws
from sulh.observe import Incident

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.values import Count

__all__ = ["LEFT_OUT", "History", "PastIncident", "history_of"]

LEFT_OUT = ("no-place", "region-only", "long", "outside")
"""Why an incident is not in a history (``fit-left-out-NAME`` says it)."""
LONG = timedelta(days=31)
SECONDS_A_DAY = 86_400.0

Share = Annotated[float, Meta(ge=0, le=1)]
Whole = Annotated[int, Meta(ge=0, le=1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastIncident:
    """An incident: how many days after the beginning, where (WGS 84), what, who, and the dead.

    `by` and `against` are the first name of each side, as the source writes it; empty where it names none.
    """

    day: Annotated[float, Meta(ge=0)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    lat: Annotated[float, Meta(ge=-90, le=90)]
    act: str
    by: str = ""
    against: str = ""
    deaths: Whole = 0
    civilian_deaths: Whole = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All incidents of known place in ``[from_, until)``, UTC, in order; `left_out` counts the others."""

    from_: datetime
    until: datetime
    incidents: tuple[PastIncident, ...]
    left_out: Mapping[str, int]

    @property
    def days(self) -> float:
        """Return its length in days."""
        return (self.until - self.from_).total_seconds() / SECONDS_A_DAY

    def cut(self, from_: datetime, until: datetime) -> History:
        """Return the part in ``[from_, until)``, which lies within; its days begin at `from_`."""
        first = (from_ - self.from_).total_seconds() / SECONDS_A_DAY
        last = (until - self.from_).total_seconds() / SECONDS_A_DAY
        incidents = tuple(
            replace(each, day=each.day - first)
            for each in self.incidents
            if first <= each.day < last
        )
        return replace(self, from_=from_, until=until, incidents=incidents)


def history_of(
    reports: Iterable[object], *, from_: datetime, until: datetime, seed: int = 1
) -> History:
    """Return the incidents among `reports` that lie in ``[from_, until)``, UTC.

    A report that names a day, or some days, has no moment: one is drawn evenly from them by the `seed`. What
    is left out is counted by reason.
    """
    incidents: list[PastIncident] = []
    left_out: Counter[str] = Counter()
    for each in reports:
        if not isinstance(each, Incident):
            continue
        draw = draws(seed, "moment", each.origin.source, each.origin.ref)
        moment = each.span.start + (each.span.end - each.span.start) * draw.uniform()
        reason = _reason(each, moment, from_, until)
        if reason:
            left_out[reason] += 1
            continue
        sides = {person.side: person.name for person in reversed(each.participants)}
        deaths = _best(each.deaths)
        incidents.append(
            PastIncident(
                day=(moment - from_).total_seconds() / SECONDS_A_DAY,
                lon=each.place.lon,  # type: ignore[arg-type]
                lat=each.place.lat,  # type: ignore[arg-type]
                act=each.act,
                by=sides.get("a", ""),
                against=sides.get("b", ""),
                deaths=deaths,
                civilian_deaths=min(deaths, _best(each.civilian_deaths)),
            )
        )
    incidents.sort(key=lambda each: (each.day, each.lon, each.lat))
    return History(
        from_=from_,
        until=until,
        incidents=tuple(incidents),
        left_out={name: left_out[name] for name in LEFT_OUT if left_out[name]},
    )


def _best(count: Count) -> int:
    return count.low if count.best is None else count.best


def _reason(each: Incident, moment: datetime, from_: datetime, until: datetime) -> str:
    if not from_ <= moment < until:
        return "outside"
    if each.place.lon is None:
        return "no-place"
    if each.place.accuracy_m is None:
        return "region-only"
    return "long" if each.span.end - each.span.start > LONG else ""
