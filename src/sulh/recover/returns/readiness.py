"""How ready places are for returns: an index whose parts and weights are shown, and how firm its ranking is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.recover.return_records import CONDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.recover.returns.conditions import ConditionLine

__all__ = ["DEFAULT_WEIGHTS", "MUST_HOLD", "PlaceReadiness", "parse_weights", "rank_places"]

DEFAULT_WEIGHTS: dict[str, float] = dict.fromkeys(CONDITIONS, 1.0)
"""All conditions count alike: a choice, not a standard."""
MUST_HOLD = ("security", "hazards", "free-choice")
"""Where one of these does not hold, nobody should be encouraged to return, whatever the index is."""
WORTH = {"met": 1.0, "partly": 0.5, "not-met": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReadiness:
    """A place's index from 0 to 1: `low` if all that is unknown fails, `high` if it holds.

    `rank` counts from 1 by `low`, then by `high`; places alike share one. `rank_best` and `rank_worst` are
    the ends it takes when each weight in turn is halved and doubled. `stops` are conditions that must hold
    and do not; `unknown` those that nobody assessed.
    """

    place: str
    low: float
    high: float
    rank: int
    rank_best: int
    rank_worst: int
    stops: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def must_be_assessed(self) -> tuple[str, ...]:
        """Those that must hold of which nobody knows whether they do."""
        return tuple(name for name in MUST_HOLD if name in self.unknown)

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "place": self.place,
            "index": [round(self.low, 4), round(self.high, 4)],
            "rank": self.rank,
            "rank_range": [self.rank_best, self.rank_worst],
            "stops": list(self.stops),
            "unknown": list(self.unknown),
            "must_be_assessed": list(self.must_be_assessed),
        }


def parse_weights(texts: Iterable[str]) -> dict[str, float]:
    """Return the weights of all conditions from texts such as ``water=2``; those not named keep 1.

    Raises
    ------
    InputError
        When a condition is unknown or given twice, a weight is no number from 0 to 100, or all are 0.
    """
    weights: dict[str, float] = dict(DEFAULT_WEIGHTS)
    names: set[str] = set()
    for text in texts:
        name, _, number = text.partition("=")
        name = name.strip().casefold()
        if name not in weights:
            raise InputError(
                f"{shown(name)!r} is no condition of return.",
                remedy=f"Conditions: {', '.join(CONDITIONS)}.",
            )
        if name in names:
            raise InputError(
                f"The weight of {name} is given twice.", remedy="Give each condition one weight."
            )
        names.add(name)
        try:
            weight = float(number)
        except ValueError:
            weight = -1.0
        if not 0.0 <= weight <= 100.0:
            raise InputError(
                f"The weight of {name} is {shown(number)!r}.",
                remedy="Give a number from 0 to 100, such as water=2.",
            )
        weights[name] = weight
    if not any(weights.values()):
        raise InputError("All weights are 0.", remedy="Give at least one above 0.")
    return weights


def rank_places(
    lines: Iterable[ConditionLine], weights: Mapping[str, float]
) -> tuple[PlaceReadiness, ...]:
    """Return the readiness of each place, the best first; places that must wait come last."""
    by_place: dict[str, dict[str, str]] = {}
    for each in lines:
        by_place.setdefault(each.place, {})[each.condition] = each.state
    ranks = _ranks(by_place, weights)
    others = [
        _ranks(by_place, {**weights, name: weights[name] * factor})
        for name in weights
        for factor in (0.5, 2.0)
        if any(weight for other, weight in weights.items() if other != name)
    ]
    rows = []
    for place, states in by_place.items():
        low, high = _index(states, weights)
        own = [ranks[place], *(each[place] for each in others)]
        rows.append(
            PlaceReadiness(
                place=place,
                low=low,
                high=high,
                rank=ranks[place],
                rank_best=min(own),
                rank_worst=max(own),
                stops=tuple(name for name in MUST_HOLD if states[name] == "not-met"),
                unknown=tuple(name for name in CONDITIONS if states[name] == "unknown"),
            )
        )
    return tuple(sorted(rows, key=lambda each: (each.rank, each.place)))


def _index(states: Mapping[str, str], weights: Mapping[str, float]) -> tuple[float, float]:
    total = sum(weights.values())
    low = sum(weights[name] * WORTH.get(state, 0.0) for name, state in states.items())
    high = sum(weights[name] * WORTH.get(state, 1.0) for name, state in states.items())
    return low / total, high / total


def _ranks(
    by_place: Mapping[str, Mapping[str, str]], weights: Mapping[str, float]
) -> dict[str, int]:
    def key(place: str) -> tuple[int, float, float]:
        states = by_place[place]
        low, high = _index(states, weights)
        stops = sum(states[name] == "not-met" for name in MUST_HOLD)
        return (min(stops, 1), -round(low, 9), -round(high, 9))

    keys = {place: key(place) for place in by_place}
    order = sorted(keys.values())
    return {place: bisect_left(order, own) + 1 for place, own in keys.items()}
