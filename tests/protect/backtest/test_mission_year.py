"""The area of a mission, its candidates, and the years to replay."""

import polars as pl
from tests.protect.backtest.synthetic import FORCE, NONE_NAMED, deployed, history, towns

from sulh.protect import build_mission_years


def test_the_area_keeps_to_the_mission_and_its_hosts():
    """What happened far away, across the border, or later in the past of others, is not the mission's."""
    abroad = towns(20, country="BB", shift=2.5)
    events = history(
        (10.0, 0.1, 2000, 5.0, 5.0), (11.7, 0.0, 2000, 7.0, 7.0), (10.0, 3.5, 2000, 9.0, 9.0)
    )
    frame = deployed(*FORCE)
    (year, _), *_ = build_mission_years(
        frame, events, pl.concat([towns(), abroad]), NONE_NAMED, [("ALPHA", 2001)], area_m=300_000.0
    )
    assert year.hosts == ("AA",)
    assert year.deaths.tolist() == [5.0]
    named = NONE_NAMED.vstack(
        pl.DataFrame({"lon": [10.2, 10.3], "lat": [0.31, 0.41], "year": [2001, 2002]})
    )
    early, late = (
        next(build_mission_years(frame, events, towns(), named, [("ALPHA", y)]))[0]
        for y in (2001, 2002)
    )
    assert len(late.sites) == len(early.sites) + 1


def test_a_small_deployment_has_a_small_area():
    """The area goes as far beyond the bases as these lie apart; 50 km at least, `area_m` at most."""
    events = history(
        (10.0, 0.4, 2000, 5.0, 5.0), (10.0, 0.7, 2000, 7.0, 7.0), (10.0, 1.3, 2000, 9.0, 9.0)
    )

    def deaths(apart, area_m):
        force = [("ALPHA", 2001, 10.0 + d * apart, 0.0, 100) for d in (-1.0, 0.0, 1.0)]
        years = build_mission_years(
            deployed(*force), events, towns(), NONE_NAMED, [("ALPHA", 2001)], area_m=area_m
        )
        return next(years)[0].deaths.tolist()

    assert deaths(0.05, 150_000.0) == [5.0]
    assert deaths(0.9, 150_000.0) == [5.0, 7.0]
    assert deaths(3.0, 150_000.0) == [5.0, 7.0, 9.0]
    assert deaths(3.0, 60_000.0) == [5.0]
