"""Which demands each site covers, as sparse lists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.facility_reach import within_m

__all__ = ["SiteCoverage", "coverage_of_matrix", "coverage_of_points", "join_coverages"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Int32s = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteCoverage:
    """The demands within reach of each site, in compressed rows.

    Attributes
    ----------
    starts : int64[sites + 1]
        Site i covers ``demands[starts[i]:starts[i + 1]]``.
    demands : int32[pairs]
        Positions of demands, ascending within a site.
    n_demands : int
    """

    starts: Ints
    demands: Int32s
    n_demands: int

    @property
    def n_sites(self) -> int:
        """How many sites there are."""
        return len(self.starts) - 1

    def of(self, site: int) -> Int32s:
        """Return the positions of the demands that a site covers."""
        return self.demands[self.starts[site] : self.starts[site + 1]]

    def counts(self, sites: tuple[int, ...] | Ints) -> Ints:
        """Return how many of these sites cover each demand, int64[demands]."""
        near = [self.of(int(site)) for site in sites]
        return np.bincount(np.concatenate([*near, np.zeros(0, np.int32)]), minlength=self.n_demands)

    def without(self, demands: NDArray[np.bool_]) -> SiteCoverage:
        """Return the same without what it says of some demands, which keep their positions."""
        stays = ~demands[self.demands]
        starts = np.concatenate([[0], np.cumsum(stays)]).astype(np.int64)[self.starts]
        return SiteCoverage(starts=starts, demands=self.demands[stays], n_demands=self.n_demands)

    def covered_by(self, sites: tuple[int, ...] | Ints) -> NDArray[np.bool_]:
        """Return which demands some of these sites cover, bool[demands]."""
        covered = np.zeros(self.n_demands, np.bool_)
        for site in sites:
            covered[self.of(int(site))] = True
        return covered

    def by_demand(self) -> SiteCoverage:
        """Return the transpose: the sites that cover each demand, as if demands were sites."""
        sites = np.repeat(np.arange(self.n_sites, dtype=np.int32), np.diff(self.starts))
        order = np.argsort(self.demands, kind="stable")
        counts = np.bincount(self.demands, minlength=self.n_demands)
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return SiteCoverage(starts=starts, demands=sites[order], n_demands=self.n_sites)


def coverage_of_points(
    demand_lon: Floats, demand_lat: Floats, site_lon: Floats, site_lat: Floats, *, reach_m: float
) -> SiteCoverage:
    """Return which demands lie within a geodesic reach of each site; degrees, WGS 84; metres."""
    if not reach_m >= 0.0 or not np.isfinite(reach_m):
        raise InputError(
            f"{reach_m} m is not a reach.", remedy="Give a reach in metres, 0 or more."
        )
    for name, lon, lat in (("demand", demand_lon, demand_lat), ("site", site_lon, site_lat)):
        bad = ~((np.abs(lon) <= 180.0) & (np.abs(lat) <= 90.0))
        if bad.any():
            at = int(np.flatnonzero(bad)[0])
            raise InputError(
                f"{name.capitalize()} {at} (counted from 0) lies at lon {lon[at]}, lat {lat[at]}, "
                "which is not a place on Earth.",
                remedy="Give degrees, longitude from -180 to 180 and latitude from -90 to 90.",
            )
    starts, demands = within_m(site_lon, site_lat, demand_lon, demand_lat, reach_m=reach_m)
    return SiteCoverage(starts=starts, demands=demands, n_demands=len(demand_lon))


def coverage_of_matrix(far: Floats, *, reach: float) -> SiteCoverage:
    """Return which demands lie within reach, from distances or times, float64[sites, demands].

    Infinity means that there is no connection.
    """
    if np.isnan(far).any():
        site, demand = np.argwhere(np.isnan(far))[0]
        raise InputError(
            f"The distance from site {site} to demand {demand} (counted from 0) is not a number.",
            remedy="Give each pair a number, or infinity where there is no connection.",
        )
    sites, demands = np.nonzero(far <= reach)
    counts = np.bincount(sites, minlength=far.shape[0])
    return SiteCoverage(
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        demands=demands.astype(np.int32),
        n_demands=far.shape[1],
    )


def join_coverages(one: SiteCoverage, other: SiteCoverage) -> SiteCoverage:
    """Return what the same sites cover of two sets of demands, numbered one after the other."""
    counts = np.diff(one.starts), np.diff(other.starts)
    starts = np.concatenate([[0], np.cumsum(counts[0] + counts[1])]).astype(np.int64)
    demands = np.empty(starts[-1], np.int32)
    first = np.arange(len(one.demands)) + np.repeat(other.starts[:-1], counts[0])
    second = np.arange(len(other.demands)) + np.repeat(one.starts[1:], counts[1])
    demands[first] = one.demands
    demands[second] = other.demands + np.int32(one.n_demands)
    return SiteCoverage(starts=starts, demands=demands, n_demands=one.n_demands + other.n_demands)
