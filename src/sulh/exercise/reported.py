"""A report of an exercise, and who watches: what all that is reported shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sulh.exercise.chance import draws
from sulh.exercise.patrols import zones_patrolled
from sulh.values import format_utc

if TYPE_CHECKING:
    from sulh.exercise.chance import Draws
    from sulh.exercise.ground import Ground
    from sulh.exercise.quality import Quality
    from sulh.exercise.scenario import Unit
    from sulh.exercise.world import World

__all__ = [
    "CHECKER",
    "SENDERS",
    "PlayedReport",
    "Watch",
    "day_of",
    "instant",
    "name_of",
    "row_of",
    "short",
]

SENDERS = ("observers", "joint-committee", "liaison")
CHECKER = "liaison"
"""The sender who compares registers with records of its own."""


@dataclass(frozen=True, slots=True)
class PlayedReport:
    """A row of the report form, when it comes in (UTC), what it tells of, and how it is untrue, if it is."""

    row: dict[str, str]
    comes: datetime
    of: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches: a zone (or everywhere, empty) is watched in a month or not, by chance `density`."""

    ground: Ground
    world: World
    density: float
    quality: Quality
    seed: int
    units: tuple[Unit, ...] = ()

    def draw(self, *names: object) -> Draws:
        """Return a stream of its own."""
        return draws(self.seed, "report", *names)

    def patrolled(self, moment: datetime) -> frozenset[str]:
        """Return the zones that units patrol on the day of a moment."""
        return zones_patrolled(self.units, moment.date(), seed=self.seed)

    def watched(self, zone: str, month: str) -> bool:
        """Say whether somebody watches a zone in a month; a wider watch holds all that lies within."""
        zones = self.ground.wider(zone) if zone else frozenset()  # type: ignore[arg-type]
        return any(
            self.draw("watch", each, month).happens(self.density) for each in (*sorted(zones), "")
        )

    def checked(self, zone: str) -> bool:
        """Say whether somebody holds a zone's register against another one; a wider check holds all within."""
        zones = self.ground.wider(zone) if zone else frozenset()  # type: ignore[arg-type]
        return any(
            self.draw("checked", each).happens(self.quality.checked)
            for each in (*sorted(zones), "")
        )


def row_of(
    watch: Watch, kind: str, ref: str, draw: Draws, when: dict[str, str], comes: datetime,
    of: str, *, fault: str = "", weak: bool = False, **values: Any,
) -> PlayedReport:  # fmt: skip
    """Return a row of the form with its marks, and when it comes in; empty `values` are left out."""
    marks = {"reliability": "D" if weak else "A", "credibility": "4" if weak else "2"}
    mean = watch.quality.late_days
    delay = timedelta(days=draw.exponential(mean) if mean else 0.0)
    row = {"kind": kind, "ref": ref, "source": "observers", "simulated": "yes"} | marks | when
    row |= {name: str(value) for name, value in values.items() if value not in ("", None)}
    return PlayedReport(row, (comes + delay).replace(microsecond=0), of, fault)


def instant(moment: datetime) -> dict[str, str]:
    """Return the columns of a time that is exact."""
    return {"start": format_utc(moment)}


def day_of(watch: Watch, moment: datetime) -> dict[str, str]:
    """Return the columns of a time of which the day alone is told."""
    return {"start": moment.astimezone(watch.ground.pack.timezone).date().isoformat()}


def name_of(watch: Watch, party: str) -> str:
    """Return how reports write a party."""
    actor = watch.ground.pack.actors.get(party)  # type: ignore[call-overload]
    return actor.name if actor else party


def short(name: str) -> str:
    """Return a short name for a long one, the same each time."""
    return f"{draws(0, name).key:x}"
