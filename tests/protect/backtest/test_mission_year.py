"""The area of a mission, its candidates, what was known, and the years to replay."""

from datetime import date, timedelta

import polars as pl
import pytest
from tests.protect.backtest.synthetic import BORDERS, FORCE, cases, deployed, history, towns

from sulh.errors import InputError
from sulh.protect import KNOWLEDGE, build_mission_years, years_left_out, years_to_replay
from sulh.protect.backtest.mission_year import known_before, period_starts
from sulh.protect.backtest.years import lacking_events


def test_the_area_keeps_to_the_mission_and_its_hosts():
    """What happened far away, across the border, or later in the past of others, is not the mission's."""
    abroad = towns(20, country="BB", shift=2.5)
    events = history(
        (10.0, 0.1, 2000, 5.0, 5.0), (11.7, 0.0, 2000, 7.0, 7.0), (10.0, 3.5, 2000, 9.0, 9.0)
    )
    frame = deployed(*FORCE)
    (year, _), *_ = build_mission_years(
        frame, events, pl.concat([towns(), abroad]), BORDERS, [("ALPHA", 2001)], area_m=300_000.0
    )
    assert year.hosts == ("AA",)
    assert year.deaths.tolist() == [5.0]
    assert year.sites.lon.max() < 11.65


def test_an_event_so_near_to_the_border_that_the_map_cannot_tell_is_the_hosts():
    """Four kilometres beyond it counts, six do not: the country of an event is where it happened."""
    degree = 111.2
    events = history(*((11.6 + km / degree, 0.0, 2000, km, km) for km in (4.0, 6.0)))
    (year, _), *_ = cases(events)
    assert year.deaths.tolist() == [4.0]


def test_a_place_known_only_through_violence_is_marked():
    """Candidates: own places and settlements, then places of events that were known by then."""
    late = (10.2, 0.31, 2001, 1.0, 1.0), (10.3, 0.41, 2002, 1.0, 1.0)
    (early, _), (later, _) = cases(history(*late))[:2]
    assert (~early.is_settled).sum() == 1
    assert (~later.is_settled).sum() == 2
    assert later.past_sites.tolist() == [
        int(((later.sites.lon - lon) ** 2 + (later.sites.lat - lat) ** 2).argmin())
        for lon, lat, *_ in late
    ]


def test_a_small_deployment_has_a_small_area():
    """The area goes as far beyond the bases as these lie apart; 50 km at least, `area_m` at most."""
    events = history(
        (10.0, 0.4, 2000, 5.0, 5.0), (10.0, 0.7, 2000, 7.0, 7.0), (10.0, 1.2, 2000, 9.0, 9.0)
    )

    def deaths(apart, area_m):
        force = [("ALPHA", 2001, 10.0 + d * apart, 0.0, 100) for d in (-1.0, 0.0, 1.0)]
        years = build_mission_years(
            deployed(*force), events, towns(), BORDERS, [("ALPHA", 2001)], area_m=area_m
        )
        return next(years)[0].deaths.tolist()

    assert deaths(0.05, 150_000.0) == [5.0]
    assert deaths(0.9, 150_000.0) == [5.0, 7.0]
    assert deaths(1.5, 150_000.0) == [5.0, 7.0, 9.0]
    assert deaths(1.5, 60_000.0) == [5.0]


def dated(*days):
    rows = [(10.0, 0.1, day.year, 1.0, 1.0) for day in days]
    return history(*rows).with_columns(day=pl.Series(list(days)))


@pytest.mark.parametrize("knowledge", list(KNOWLEDGE))
@pytest.mark.parametrize("months", [12, 3, 1])
def test_a_plan_knows_nothing_too_new_and_each_day_counts_once(knowledge, months):
    """The past ends strictly before the day that was known; the parts of a year hold each of its events once."""
    days = [date(2001, 1, 1) + timedelta(days=n) for n in range(0, 800, 3)] + [date(2002, 1, 1)]
    years = [
        pair
        for pair in cases(dated(*days), months=months, knowledge=knowledge)
        if pair[0].mission == "ALPHA"
    ]
    for year, _ in years:
        cut = known_before(year.start, knowledge)
        assert len(year.past) == sum(day < cut for day in days)
        assert (year.age > 0).all()
    assert sum(len(ahead.events) for _, ahead in years) == sum(
        day.year in (2002, 2003) for day in days
    )
    assert [year.part for year, _ in years] == [*range(12 // months)] * 2


def test_what_each_delay_knows():
    """The first quarter of a year knows the year before last by the yearly release; July knows last year."""
    assert period_starts(2002, 3)[:2] == [date(2002, 1, 1), date(2002, 4, 1)]
    assert known_before(date(2002, 4, 1), "final") == date(2001, 1, 1)
    assert known_before(date(2002, 7, 1), "final") == date(2002, 1, 1)
    assert known_before(date(2002, 1, 31), "30-days") == date(2002, 1, 1)
    assert known_before(date(2002, 1, 1), "at-once") == date(2002, 1, 1)


def test_events_without_a_day_are_not_given_to_a_month():
    """They cannot be placed within a year; whole years go well."""
    events = history((10.0, 0.1, 2001, 1.0, 1.0))
    assert cases(events)
    for options in ({"months": 3}, {"knowledge": "30-days"}):
        with pytest.raises(InputError, match="no date"):
            cases(events, **options)


def test_years_that_are_left_out_say_why():
    """No troops in the next year, events that end, and events of a host that the table lacks."""
    force = deployed(*FORCE, ("ALPHA", 2005, 10.0, 0.0, 100))
    left = years_left_out(force, 2003, missions=["ALPHA"])
    assert [(each.year, each.reason) for each in left] == [
        (2003, "the events end in 2003"),
        (2005, "the events end in 2003"),
    ]
    assert (
        years_left_out(force, 2009, missions=["ALPHA"])[0].reason == "no troops are known in 2004"
    )
    pairs = years_to_replay(force, 2003)
    assert pairs == [(m, y) for m in ("ALPHA", "BETA") for y in (2001, 2002)]

    events = history((10.0, 0.1, 2001, 90.0, 1.0)).with_columns(country=pl.lit("Aland"))
    years = cases(events)

    def lacking(*totals):
        frame = pl.DataFrame(totals, schema=["country", "year", "deaths"], orient="row")
        return lacking_events(years, events, BORDERS, frame, 0.25)

    assert lacking(("Aland", 2001, 100)) == {}
    assert lacking(("Aland", 2001, 130))["ALPHA", 2001] == "the table has 90 of 130 deaths in Aland"
    assert lacking(("Beland", 2001, 999)) == {}
    # 25 deaths in 2003 that the table does not have: the sum until then is still near enough.
    assert lacking(("Aland", 2001, 90), ("Aland", 2003, 25)) == {
        (m, 2002): "the table has no event in Aland in 2003, of 25 deaths"
        for m in ("ALPHA", "BETA")
    }
    assert lacking_events(years, events, BORDERS, None, 0.25) == {}
