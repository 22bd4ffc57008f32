"""What one report, or one count, may decide alone: by the pack's rule of evidence.

The rule is in docs/reference/verification-semantics.md, sections *limit* and *ceasefire*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.grouped_sums import UNBOUNDED
from sulh.verify.coverage import CONFIRMED

if TYPE_CHECKING:
    from sulh.mission.pack import EvidenceRule
    from sulh.verify.arrays import ReportArrays
    from sulh.verify.times import Ints

__all__ = ["MARGIN", "POSITION_M", "is_narrow", "one_is_enough", "stands_alone"]

POSITION_M = 5000.0
"""A position known to within so many metres is a place where somebody can go and look."""
MARGIN = 20
"""A count over the limit by no more than one part in so many of it, or by one, may be a miscount."""

Flags = NDArray[np.bool_]


def one_is_enough(rule: EvidenceRule) -> bool:
    """Say whether the pack takes any one report, and any one count, for enough."""
    return rule.reports_at_least == 1


def stands_alone(reports: ReportArrays, rule: EvidenceRule) -> Flags:
    """Say which reports of acts need no second one for a breach.

    Those that are confirmed (credibility 1); where the pack leaves the number open, also those from a usually
    reliable source (A, B), probably true (2), whose position is known to within `POSITION_M`.
    """
    credibility = reports.frame["credibility"].to_numpy()
    if one_is_enough(rule):
        return np.ones(credibility.size, dtype=np.bool_)
    alone: Flags = credibility == CONFIRMED
    if rule.reports_at_least is None:
        good = reports.frame["reliability"].is_in(["A", "B"]).to_numpy() & (credibility <= 2)
        alone = alone | (good & reports.places.exact & (reports.places.accuracy_m <= POSITION_M))
    return alone


def is_narrow(low: Ints, upper: Ints) -> Flags:
    """Say which counts are over what was allowed by so little that one miscount can make it.

    Where nothing is allowed no count is narrow: a miscount does not make one of none.
    """
    some = (upper > 0) & (upper < UNBOUNDED)
    return np.asarray(some & (low > upper) & (low - upper <= np.maximum(1, upper // MARGIN)))
