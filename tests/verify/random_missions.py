"""Random small missions: packs and reports that are full of doubts, for the engine and the oracle.

One generator serves two masters. It asks only for whole numbers between two bounds: from a seeded
`random.Random` for runs of thousands, from Hypothesis where a failure should shrink. Lower numbers
are simpler things, so that Hypothesis shrinks towards plain missions.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import shapely
from msgspec import Struct, structs
from tests.verify.random_packs import Ground
from tests.verify.random_reports import Field

from sulh import values
from sulh.mission import pack, provisions
from sulh.observe import arms_records, records

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.mission.pack import Pack
    from sulh.observe.records import Report


@dataclass(frozen=True, kw_only=True)
class Mission:
    """A pack, what was reported, and the moments to judge at."""

    pack: Pack
    reports: list[tuple[str, Report]]
    at: datetime
    since: datetime | None = None


def seeded_mission(seed: int) -> Mission:
    """Return the mission of a seed, always the same."""
    return make_mission(random.Random(seed).randint)


@st.composite
def missions(draw: st.DrawFn) -> Mission:
    """Missions that Hypothesis can shrink."""
    return make_mission(lambda low, high: draw(st.integers(low, high)))


def make_mission(number: Callable[[int, int], int]) -> Mission:
    ground = Ground(number)
    agreed = ground.pack()
    reports = Field(ground, agreed).reports()
    at = ground.later() if ground.chance(70) else ground.moment()
    since = ground.moment() if ground.chance(10) else None
    return Mission(pack=agreed, reports=reports, at=at, since=since)


# -------------------------------------------------------------------- as Python text


NAMESPACE = {
    **vars(values),
    **vars(pack),
    **vars(provisions),
    **vars(records),
    **vars(arms_records),
    "Mission": Mission,
    "UTC": UTC,
    "ZoneInfo": ZoneInfo,
    "datetime": datetime,
    "shapely": shapely,
}
"""What `as_code` writes can be evaluated with these names."""


def as_code(value: object) -> str:  # noqa: PLR0911 (one return a type)
    """Write a mission, or any part of one, as Python that can be pasted into a test."""
    if is_dataclass(value) or isinstance(value, Struct):
        inner = []
        for field in fields(value) if is_dataclass(value) else structs.fields(value):
            held = getattr(value, field.name)
            if held == field.default:
                continue
            inner.append(f"{field.name}={as_code(held)}")
        return (
            f"{type(value).__name__}({', '.join(inner)})" if inner else type(value).__name__ + "()"
        )
    if isinstance(value, shapely.Geometry):
        return f"shapely.from_wkt({shapely.to_wkt(value, rounding_precision=-1)!r})"
    if isinstance(value, ZoneInfo):
        return f"ZoneInfo({value.key!r})"
    if isinstance(value, datetime):
        parts = ", ".join(str(part) for part in value.timetuple()[:6])
        micros = f", {value.microsecond}" if value.microsecond else ""
        return f"datetime({parts}{micros}, tzinfo=UTC)"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k!r}: {as_code(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple):
        return "(" + "".join(f"{as_code(v)}, " for v in value) + ")"
    if isinstance(value, list):
        return "[" + ", ".join(as_code(v) for v in value) + "]"
    return repr(value)
