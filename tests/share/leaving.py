"""Records as they leave through the gate, made by hand for the tests of what comes behind it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import numpy as np

from sulh.workspace.record_kinds import RECORD_KINDS

BEGIN = datetime(2026, 5, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Marking:
    """A marking by its label."""

    label: str = "TLP:GREEN"


@dataclass(frozen=True, kw_only=True)
class Out:
    """What `sulh.share.gate.Leaving` is, without the gate."""

    id: str
    kind: str = "incident"
    recorded_at: datetime = BEGIN
    changed_at: datetime = BEGIN
    marking: Marking = Marking()
    body: dict = field(default_factory=dict)


def record_id(number) -> str:
    """Return the id of a record by its number."""
    return sha256(f"{number}".encode()).hexdigest()


def incident_body(number: int, **more):
    """Return the body of an incident as the ledger holds it."""
    body = {
        "source": "team",
        "ref": f"I{number}",
        "span": [f"2026-05-{number % 28 + 1:02}T08:00:00Z"],
        "lon": 35 + number % 10 / 10,
        "lat": 33 + number % 7 / 10,
        "accuracy_m": 50,
        "act": "direct-fire",
        "participants": [["Red Army", "a"], ["Blue Army", "b"]],
        "deaths": [0, number % 3, None],
        "civilian_deaths": [0, None, None],
        "text": f"Report {number}.",
        "reliability": "B",
        "credibility": 2,
    } | more
    return {key: value for key, value in body.items() if value is not None}


def incidents(count: int, *, step=timedelta(seconds=1)) -> list[Out]:
    """Return so many incidents, each recorded a step later."""
    return [
        Out(
            id=record_id(n),
            recorded_at=BEGIN + n * step,
            changed_at=BEGIN + n * step,
            body=incident_body(n),
        )
        for n in range(count)
    ]


def many(count: int, seed: int = 1):
    """Return an incidents' collection of many features, quickly."""
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(34, 36, count), rng.uniform(32, 34, count)
    body = incident_body(1)
    return [
        Out(id=record_id(n), body=body | {"lon": lon[n], "lat": lat[n], "ref": f"{n}"})
        for n in range(count)
    ]


KINDS = RECORD_KINDS
