"""What a laydown has to answer: demands, sites, kinds of unit, and what the plan must keep to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError

if TYPE_CHECKING:
    from sulh.protect.laydown.coverage import SiteCoverage

__all__ = ["CandidateSite", "LaydownProblem", "LaydownRules", "UnitKind"]

Floats = NDArray[np.float64]
Use = Literal["may", "must", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSite:
    """A place where units may be.

    `strength_min` and `room` bound the people there once it is used; None means no bound.
    `cost` is that of using it, `cost_to_leave` that of giving up an existing one, in one unit.
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
    """A kind of unit: how many there are, whom one reaches, its people, and how much it can serve.

    `worth` says how much covering by this kind counts beside the others. `serves_max` is the weight
    that one unit can serve; None: whoever is within reach.
    """

    name: str
    count: int
    coverage: SiteCoverage
    strength: float = 0.0
    serves_max: float | None = None
    worth: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaydownRules:
    """What the plan must keep to, and what it is to prefer.

    Attributes
    ----------
    sites_max : int, optional
        Places used, all kinds together.
    moves_max : int, optional
        Existing sites given up.
    budget : float, optional
        Costs of the sites used, and of the existing ones given up.
    price : float
        The weight that one unit of cost must earn to be worth it.
    fair_share : float
        In each district at least this part of the weight is covered, 0 to 1.
    worst_first : bool
        First make the share of the worst-off district as great as can be, then the sum.
    averse, tail : float
        How much the bad cases count (0: only the mean, 1: only they), and which part of the samples
        they are: the weight missed, averaged over the worst `tail` of the samples (CVaR; Rockafellar
        and Uryasev 2000, Journal of Risk 2).
    """

    sites_max: int | None = None
    moves_max: int | None = None
    budget: float | None = None
    price: float = 0.0
    fair_share: float = 0.0
    worst_first: bool = False
    averse: float = 0.0
    tail: float = 0.1

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        for name in ("fair_share", "averse"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise InputError(
                    f"{name} is {getattr(self, name)}.", remedy="Give a share from 0 to 1."
                )
        if not 0.0 < self.tail <= 1.0:
            raise InputError(f"tail is {self.tail}.", remedy="Give a share above 0, up to 1.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LaydownProblem:
    """All of it.

    Attributes
    ----------
    weights : float64[samples, demands]
        One row, or one for each equally likely sample of a forecast.
    sites : tuple of CandidateSite
    kinds : tuple of UnitKind
    rules : LaydownRules
    districts : tuple of str
        One for each demand, or none at all.
    """

    weights: Floats
    sites: tuple[CandidateSite, ...]
    kinds: tuple[UnitKind, ...]
    rules: LaydownRules = field(default_factory=LaydownRules)
    districts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what does not fit together."""
        samples, demands = self.weights.shape
        bad = np.argwhere(~(np.isfinite(self.weights) & (self.weights >= 0.0)))
        if not samples or not demands:
            raise InputError("There is no demand.", remedy="Give at least one row of demand.")
        if len(bad):
            sample, demand = bad[0]
            raise InputError(
                f"The weight of demand {demand} in sample {sample} (counted from 0) is "
                f"{self.weights[sample, demand]}.",
                remedy="Give finite weights, 0 or more.",
            )
        if not self.kinds:
            raise InputError("No kind of unit is given.", remedy="Give at least one.")
        for kind in self.kinds:
            shape = (kind.coverage.n_sites, kind.coverage.n_demands)
            if shape != (len(self.sites), demands):
                raise InputError(
                    f"The reach of {kind.name} is known for {shape[0]} sites and {shape[1]} demands, "
                    f"but there are {len(self.sites)} and {demands}.",
                    remedy="Measure it from all sites to all demands.",
                )
            if kind.count < 0:
                raise InputError(
                    f"There are {kind.count} of {kind.name}.", remedy="Give 0 or more."
                )
        if self.districts and len(self.districts) != demands:
            raise InputError(
                f"{len(self.districts)} districts for {demands} demands.",
                remedy="Give each demand its district, or none at all.",
            )
        if (self.rules.fair_share or self.rules.worst_first) and not self.districts:
            raise InputError(
                "Fairness is asked for, but the demands have no districts.",
                remedy="Give each demand its district.",
            )

    @property
    def mean(self) -> Floats:
        """The weights averaged over the samples, float64[demands]."""
        return np.asarray(self.weights.mean(axis=0))
