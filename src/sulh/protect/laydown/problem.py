"""The problem that a laydown solves: demands, candidate sites, kinds of unit, and rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural

if TYPE_CHECKING:
    from sulh.protect.laydown.coverage import SiteCoverage

__all__ = ["CandidateSite", "LaydownProblem", "LaydownRules", "UnitKind"]

Floats = NDArray[np.float64]
Use = Literal["may", "must", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSite:
    """A place where units may be based.

    `strength_min` and `room` bound the number of people at a site in use; None means no bound.
    `cost` is the cost of using it, `cost_to_leave` of leaving an existing one, in the same unit.
    """

    name: str
    use: Use = "may"
    existing: bool = False
    strength_min: float = 0.0
    room: float | None = None
    cost: float = 0.0
    cost_to_leave: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitKind:
    """A kind of unit: how many there are, what one reaches, its people, and how much it can serve.

    `worth` is how much coverage by this kind counts relative to the others. `serves_max` is the weight
    that one unit can serve; None: all within reach.
    """

    name: str
    count: int
    coverage: SiteCoverage
    strength: float = 0.0
    serves_max: float | None = None
    worth: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaydownRules:
    """What the plan must observe, and what it should prefer.

    Attributes
    ----------
    sites_max : int, optional
        Maximum number of sites in use, all kinds together.
    moves_max, moves_share : optional
        Maximum number of existing sites that the plan closes, or the same as a share of them.
    budget : float, optional
        Maximum cost of the sites in use and of the existing ones that the plan closes.
    price : float
        The weight that one unit of cost must gain.
    fair_share : float
        In each district at least this share of the weight is covered, 0 to 1.
    worst_first : bool
        First maximise the share of the worst-off district, then the sum.
    in_reach : int
        A demand counts when so many sites are within reach; with 2, each has a backup.
    averse, tail : float
        How much the bad cases count (0: only the mean, 1: only they), and which share of the samples
        they are: the weight out of reach, averaged over the worst `tail` of the samples (CVaR;
        Rockafellar and Uryasev 2000, Journal of Risk 2).
    """

    sites_max: int | None = None
    moves_max: int | None = None
    moves_share: float | None = None
    budget: float | None = None
    price: float = 0.0
    fair_share: float = 0.0
    worst_first: bool = False
    averse: float = 0.0
    tail: float = 0.1
    in_reach: int = 1

    def __post_init__(self) -> None:
        """Refuse numbers that are not shares, and two limits on moves."""
        for name in ("fair_share", "averse", "moves_share"):
            if not 0.0 <= (getattr(self, name) or 0.0) <= 1.0:
                raise InputError(
                    f"{name} is {getattr(self, name)}.", remedy="Give a share from 0 to 1."
                )
        if not 0.0 < self.tail <= 1.0:
            raise InputError(f"tail is {self.tail}.", remedy="Give a share above 0, up to 1.")
        if self.moves_max is not None and self.moves_share is not None:
            raise InputError("Both --moves-max and --moves-share are given.", remedy="Give one.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LaydownProblem:
    """All that a plan depends on.

    Attributes
    ----------
    weights : float64[samples, demands]
        One row, or one for each equally likely sample of a forecast.
    sites : tuple of CandidateSite
    kinds : tuple of UnitKind
    rules : LaydownRules
    districts, names : tuple of str
        One for each demand, or none.
    """

    weights: Floats
    sites: tuple[CandidateSite, ...]
    kinds: tuple[UnitKind, ...]
    rules: LaydownRules = field(default_factory=LaydownRules)
    districts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        self._check_weights()
        self._check_kinds()
        if self.rules.in_reach > 1 and (
            any(kind.serves_max is not None for kind in self.kinds)
            or any(site.strength_min > 0.0 for site in self.sites)
        ):
            raise InputError(
                "Several sites in reach of each demand cannot be asked for together with what a unit "
                "serves or with minimum strengths.",
                remedy="Leave out one of them.",
            )
        if self.districts and len(self.districts) != self.weights.shape[1]:
            raise InputError(
                f"{plural(len(self.districts), 'district')} for {plural(self.weights.shape[1], 'demand')}.",
                remedy="Give each demand its district, or give no districts.",
            )
        if (self.rules.fair_share or self.rules.worst_first) and not self.districts:
            raise InputError(
                "Fairness needs districts, but the demands have no districts.",
                remedy="Give each demand a district.",
            )

    def demand_name(self, demand: int) -> str:
        """Return what people call a demand."""
        return self.names[demand] if self.names else f"demand {demand} (counted from 0)"

    def _check_weights(self) -> None:
        if not self.weights.size:
            raise InputError("There is no demand.", remedy="Give at least one row of demand.")
        bad = np.argwhere(~(np.isfinite(self.weights) & (self.weights >= 0.0)))
        if len(bad):
            sample, demand = bad[0]
            raise InputError(
                f"The weight of {self.demand_name(int(demand))} in sample {sample + 1} is "
                f"{self.weights[sample, demand]}.",
                remedy="Give finite weights, 0 or more.",
            )

    def _check_kinds(self) -> None:
        if not self.kinds:
            raise InputError("There is no kind of unit.", remedy="Give at least one.")
        sites, demands = len(self.sites), self.weights.shape[1]
        for kind in self.kinds:
            shape = (kind.coverage.n_sites, kind.coverage.n_demands)
            if shape != (sites, demands):
                raise InputError(
                    f"The reach of {kind.name} covers {plural(shape[0], 'site')} and "
                    f"{plural(shape[1], 'demand')}, "
                    f"but there are {sites} and {demands}.",
                    remedy="Measure it from all sites to all demands.",
                )
            if kind.count < 0:
                raise InputError(
                    f"There are {kind.count} of {kind.name}.", remedy="Give 0 or more."
                )

    @property
    def moves_max(self) -> int | None:
        """The maximum number of existing sites that the plan closes."""
        if self.rules.moves_share is None:
            return self.rules.moves_max
        return int(self.rules.moves_share * sum(site.existing for site in self.sites))

    @property
    def count(self) -> int:
        """The number of sites that units of the first kind can use."""
        return min(self.kinds[0].count, self.rules.sites_max or self.kinds[0].count)

    @property
    def conditions(self) -> dict[str, Any]:
        """What sites and rules demand of a selection, as `make_selection` reads it."""
        sites = list(enumerate(self.sites))
        return {
            "must": tuple(i for i, site in sites if site.use == "must"),
            "must_not": tuple(i for i, site in sites if site.use == "never"),
            "existing": tuple(i for i, site in sites if site.existing),
            "moves_max": self.moves_max,
        }

    def one_each(self, sites: tuple[int, ...]) -> NDArray[np.int64]:
        """Return one unit of the first kind at some sites, int64[1, sites]."""
        units = np.zeros((1, len(self.sites)), np.int64)
        units[0, list(sites)] = 1
        return units

    @property
    def mean(self) -> Floats:
        """The weights averaged over the samples, float64[demands]."""
        return np.asarray(self.weights.mean(axis=0))
