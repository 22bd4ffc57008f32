"""Which projects a budget buys, and what each community gains: most people, or fairly.

A community's gain is the people whom the projects reach there, once for each project; its share is the
gain for each of its people. Fair is one of two: *max-min*, the choice whose smallest share is the largest
(Rawls 1971, A Theory of Justice), or a *floor*, a share that every community must reach. Among those the
most people count, then the least cost. The price of fairness is what the most people lose by it
(Bertsimas, Farias and Trichakis 2011, The Price of Fairness, Operations Research 59(1) [GK]).

Solved exactly by HiGHS. Names play no part: communities enter in the order of their numbers, so that
swapping two names swaps two rows and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.errors import InputError, plural
from sulh.kernels.programme import Programme, solve
from sulh.languages.speech import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech

__all__ = ["Candidate", "Choice", "ChoiceAnswer", "choose_projects", "parse_fairness"]

PROJECTS_MAX = 1000
"""More candidates are refused: the exact solver would take too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A project that may be chosen: its number, its cost, and the people it reaches by community."""

    project: str
    cost: Decimal
    gains: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Projects that are chosen, their cost, and the people reached by community."""

    projects: tuple[str, ...]
    cost: Decimal
    gains: Mapping[str, int]

    @property
    def total(self) -> int:
        """The people reached in all communities, once for each project."""
        return sum(self.gains.values())

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "projects": list(self.projects),
            "cost": f"{self.cost:f}",
            "people": self.total,
            "by_community": dict(self.gains),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceAnswer:
    """The fair choice beside the one that reaches most people; `sizes` are the communities' people.

    `fairness` is ``max-min`` or the floor. Amounts are in `currency`. `left_out` says which projects could
    not be candidates, and why.
    """

    budget: Decimal
    currency: str
    fairness: str
    sizes: Mapping[str, int]
    most: Choice
    fair: Choice
    candidates: tuple[Candidate, ...]
    left_out: tuple[Sentence, ...] = ()
    simulated: bool = False

    @property
    def price(self) -> float:
        """The share of the most people that fairness costs, 0 to 1."""
        return 1 - self.fair.total / self.most.total if self.most.total else 0.0

    def smallest(self, choice: Choice) -> float:
        """Return the smallest share of a choice."""
        return float(_smallest(choice, self.sizes))

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has; people are rounded to tens, sentences in a language."""
        return {
            "budget": f"{self.budget:f}",
            "currency": self.currency,
            "fairness": self.fairness,
            "simulated": self.simulated,
            "most": self.most.content() | {"smallest_share": round(self.smallest(self.most), 4)},
            "fair": self.fair.content() | {"smallest_share": round(self.smallest(self.fair), 4)},
            "price_of_fairness": round(self.price, 4),
            "communities": [
                {
                    "community": name,
                    "people": size,
                    "most": self.most.gains[name],
                    "fair": self.fair.gains[name],
                }
                for name, size in self.sizes.items()
            ],
            "left_out": [each.said(speech) for each in self.left_out],
        }


def parse_fairness(text: str) -> Fraction | None:
    """Return the floor that a word means, 0 to 1; None for ``max-min``.

    Raises
    ------
    InputError
        When it is neither.
    """
    if text.strip().casefold() == "max-min":
        return None
    try:
        floor = Fraction(Decimal(text.strip()))
    except (ArithmeticError, ValueError):
        floor = Fraction(-1)
    if not 0 <= floor <= 1:
        raise InputError(
            f"{text!r} is no rule of fairness.",
            remedy="Give max-min, or the share of its people that each community must gain, such as 0.3.",
        )
    return floor


def choose_projects(
    candidates: Sequence[Candidate],
    sizes: Mapping[str, int],
    budget: Decimal,
    *,
    floor: Fraction | None = None,
) -> tuple[Choice, Choice]:
    """Return the choice that reaches most people, and the fair one: with a `floor`, or max-min.

    `sizes` are the communities' people, each more than 0; a community that no project reaches counts as
    well, and then no choice gives it anything.

    Raises
    ------
    InputError
        When there are too many candidates, or no choice reaches the floor.
    """
    if len(candidates) > PROJECTS_MAX:
        raise InputError(
            f"There are {plural(len(candidates), 'project')} to choose from, more than {PROJECTS_MAX:,}.",
            remedy="Choose for one district or service at a time.",
        )
    problem = _Problem(candidates, sizes, budget)
    most = problem.cheapest_most({})
    if most is None:  # nothing is chosen at no cost, so that there is always a choice
        raise RuntimeError("HiGHS found no choice at all")
    if floor is not None:
        fair = problem.cheapest_most(
            {name: -(-floor * size // 1) for name, size in problem.sizes.items()}
        )
        if fair is None:
            share = _smallest(problem.max_min(), problem.sizes)
            raise InputError(
                f"No choice within the budget gives every community a share of {float(floor):g}.",
                remedy=f"All can have {float(share):.4f} at most; give that or less, or a larger budget.",
            )
        return most, fair
    least = problem.max_min()
    share = _smallest(least, problem.sizes)
    fair = problem.cheapest_most(
        {name: -(-share * size // 1) for name, size in problem.sizes.items()}
    )
    return most, fair or least


def _smallest(choice: Choice, sizes: Mapping[str, int]) -> Fraction:
    """Return the smallest share of a choice, exactly."""
    return min(
        (Fraction(choice.gains[name], size) for name, size in sizes.items()), default=Fraction(0)
    )


class _Problem:
    """The candidates as arrays, in an order that names do not change."""

    def __init__(
        self, candidates: Sequence[Candidate], sizes: Mapping[str, int], budget: Decimal
    ) -> None:
        self.candidates = sorted(candidates, key=lambda each: each.project)
        self.budget = budget

        def row(name: str) -> tuple[int, ...]:
            return (sizes[name], *(each.gains.get(name, 0) for each in self.candidates))

        self.sizes = {name: sizes[name] for name in sorted(sizes, key=row)}
        self.gains = np.array(
            [[each.gains.get(name, 0) for each in self.candidates] for name in self.sizes],
            np.float64,
        ).reshape(len(self.sizes), len(self.candidates))
        self.costs = np.array([float(each.cost) for each in self.candidates])
        self.cuts: list[list[int]] = []

    def max_min(self) -> Choice:
        """Return a choice whose smallest share is the largest, exactly."""
        if not self.sizes or not self.candidates:
            return self._choice(())
        programme, takes = self._programme(np.zeros(len(self.candidates)))
        least = programme.add(1.0, high=np.inf)
        for row, size in zip(self.gains, self.sizes.values(), strict=True):
            programme.row(np.append(takes, least), np.append(row, -float(size)), low=0.0)
        best = self._solve(programme, takes) or self._choice(())
        while True:  # the solver's tolerance may hide a better one: ask for it in whole people
            share = _smallest(best, self.sizes)
            more = self.cheapest_most(
                {name: share * size // 1 + 1 for name, size in self.sizes.items()}
            )
            if more is None:
                return best
            best = more

    def cheapest_most(self, floors: Mapping[str, int | Fraction]) -> Choice | None:
        """Return the choice that reaches most people with these least gains, at the least cost."""
        if not self.candidates:
            return None if any(each > 0 for each in floors.values()) else self._choice(())
        programme, takes = self._programme(self.gains.sum(axis=0))
        self._floors(programme, takes, floors)
        most = self._solve(programme, takes)
        if most is None:
            return None
        programme, takes = self._programme(-self.costs)
        self._floors(programme, takes, floors)
        programme.row(takes, self.gains.sum(axis=0), low=most.total - 0.5)
        cheap = self._solve(programme, takes)
        return cheap if cheap is not None and cheap.cost < most.cost else most

    def _programme(self, worth: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[Programme, Any]:
        programme = Programme()
        takes = programme.add(worth, whole=True)
        roomy = float(self.budget) * (1 + 1e-12)  # `_solve` checks the sum exactly
        programme.row(takes, self.costs, high=roomy)
        for cut in self.cuts:
            programme.row(takes[cut], 1.0, high=len(cut) - 1.0)
        return programme, takes

    def _floors(
        self, programme: Programme, takes: Any, floors: Mapping[str, int | Fraction]
    ) -> None:
        for row, name in zip(self.gains, self.sizes, strict=True):
            if floors.get(name, 0) > 0:  # gains are whole: half a person less is no tolerance
                programme.row(takes, row, low=float(floors[name]) - 0.5)

    def _solve(self, programme: Programme, takes: Any) -> Choice | None:
        """Solve it; a set that only the solver's tolerance calls within the budget is cut off."""
        while True:
            solution = solve(programme)
            if solution.status == "infeasible":
                return None
            picks_at = [at for at in range(len(takes)) if solution.values[takes[at]] > 0.5]
            choice = self._choice(picks_at)
            if choice.cost <= self.budget:
                return choice
            self.cuts.append(picks_at)
            programme.row(takes[picks_at], 1.0, high=len(picks_at) - 1.0)

    def _choice(self, picks_at: Collection[int]) -> Choice:
        picks = [self.candidates[at] for at in picks_at]
        return Choice(
            projects=tuple(each.project for each in picks),
            cost=sum((each.cost for each in picks), Decimal(0)),
            gains={
                name: sum(each.gains.get(name, 0) for each in picks) for name in sorted(self.sizes)
            },
        )
