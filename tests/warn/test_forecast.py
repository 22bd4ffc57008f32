"""Forecasts: no peeking, reproducible, true to their parts, and clear about bad input."""

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import event, panel_of, random_events

from sulh import warn
from sulh.errors import InputError
from sulh.warn.component_forecasts import expert_shares, fit_pair
from sulh.warn.panel import Panel
from sulh.warn.support import SUPPORT, nearest

ORIGIN = 71
HORIZONS = (1, 3, 12)


def rows_of(panel, measure="deaths", origin=ORIGIN):
    made = warn.forecast(warn.study(panel, measure), horizons=HORIZONS, origin=origin)
    return made.table(), made.samples(3, seed=4, draws=6)


@pytest.mark.parametrize("measure", warn.MEASURES)
def test_an_event_planted_in_the_future_changes_nothing_before(measure):
    """Neither in a known cell, nor in one never heard of, nor in a new country: not one bit."""
    events = random_events(1)
    known = events["lon"][0], events["lat"][0]
    future = pl.concat(
        [
            events,
            event(*known, 2006, 3, deaths=900, civilians=700),
            event(30.2, 1.2, 2006, 3, deaths=500, civilians=5, country="B"),
            event(known[0] + 0.5, known[1], 2007, 12, deaths=40, civilians=40, country="C"),
            *(event(40.0 + k, 1.2, 2006, 3, deaths=5, country=f"D{k}") for k in range(6)),
        ]
    )
    table, samples = rows_of(panel_of(events, until=2007 * 12 + 11), measure)
    planted, planted_samples = rows_of(panel_of(future, until=2007 * 12 + 11), measure)
    assert table.equals(planted)
    assert np.array_equal(samples, planted_samples)


def test_by_year_too_the_future_changes_nothing():
    """Lessons of years are weighed by their age: not one from the future among them."""
    events = random_events(1, years=12)
    place = events["lon"][0], events["lat"][0]
    planted = pl.concat([events, event(*place, 2010, 3, deaths=900, civilians=700)])

    def table(these, origin):
        study = warn.study(panel_of(these, step="year", until=2011), "deaths")
        return warn.forecast(study, horizons=(1,), origin=origin).table()

    assert table(events, 9).equals(table(planted, 9))
    assert not table(events, 10).equals(table(planted, 10))


def test_scores_of_earlier_outcomes_do_not_move_when_later_ones_do():
    """A rolling test scores the same up to the planted event, also in what is trusted."""
    events = random_events(2)
    planted = pl.concat([events, event(events["lon"][0], events["lat"][0], 2007, 12, deaths=800)])

    def scored(these):
        study = warn.study(panel_of(these, until=2007 * 12 + 11), "deaths")
        rolled = warn.roll(study, warn.plan_rolling(study, horizons=(1, 3), seed=1, first_test=60))
        last = study.panel.periods - 1
        early = rolled.scores.filter(pl.col("origin") + pl.col("horizon") < last)
        return early, rolled.trust.filter(pl.col("origin") < last)

    before, trusted_before = scored(events)
    after, trusted_after = scored(planted)
    assert before.height > 1000
    assert before.equals(after)
    assert trusted_before.equals(trusted_after)


def test_the_order_of_rows_does_not_matter():
    """The same events shuffled give the same forecast."""
    events = random_events(3)
    shuffled = events.sample(fraction=1, shuffle=True, seed=8)
    assert rows_of(panel_of(events))[0].equals(rows_of(panel_of(shuffled))[0])


def test_samples_follow_the_seed_and_the_distribution():
    """The same seed gives the same samples, another seed others; their shares are the forecast's."""
    made = warn.forecast(warn.study(panel_of(random_events(4)), "deaths"), horizons=(1,))
    samples = made.samples(1, seed=5, draws=4000)
    assert np.array_equal(samples, made.samples(1, seed=5, draws=4000))
    assert not np.array_equal(samples, made.samples(1, seed=6, draws=4000))
    busiest = int(np.argmax(made.mean(1)))
    for value in (0, 3, 10):
        share = made.shares[1][busiest][value]
        assert np.mean(samples[busiest] <= value) == pytest.approx(share, abs=0.03)


def naive_by_hand(history, method):
    """What the four naive forecasts say, as lists of equally likely values."""
    return {
        "zeros": [0],
        "last": history[-1:],
        "recent": history[-12:],
        "past": history,
    }[method]


@pytest.mark.parametrize("method", warn.NAIVE)
def test_naive_forecasts_are_what_they_are_called(method):
    """Each is the plain distribution of the counts that its name says."""
    study = warn.study(panel_of(random_events(5)), "deaths")
    cells = study.panel.known_at(ORIGIN)
    shares = expert_shares(study, ORIGIN, cells, None)[:, warn.EXPERTS.index(method)]
    support = study.support_at(ORIGIN)
    for i, cell in enumerate(cells):
        values = SUPPORT[
            nearest(np.array(naive_by_hand(study.counts[: ORIGIN + 1, cell].tolist(), method)))
        ]
        wanted = [np.mean(values <= value) for value in support]
        assert shares[i] == pytest.approx(wanted)


def test_forecasts_are_distributions():
    """Shares never fall, lie in [0, 1] and end at 1; quantiles are in order; chances fit."""
    made = warn.forecast(warn.study(panel_of(random_events(6)), "deaths"), horizons=range(1, 13))
    for shares in made.shares.values():
        assert np.all(np.diff(shares, axis=1) >= -1e-12)
        assert shares.min() >= 0
        assert shares[:, -1] == pytest.approx(1)
    table = made.table()
    for low, high in (("q05", "q25"), ("q25", "q50"), ("q50", "q75"), ("q75", "q95")):
        assert (table[low] <= table[high]).all()
    assert table["period"].unique().sort()[0] == "2008-01"


def test_analogs_learn_what_follows():
    """Where a signal decides what follows, the analog says so; it rises with the signal."""
    study = warn.study(panel_of(random_events(7, years=12, rate=0.3)), "deaths")
    fitted = fit_pair(study, 120, 1)
    cells = study.panel.known_at(120)
    said = expert_shares(study, 120, cells, fitted)[:, warn.EXPERTS.index("analog-own")]
    level = study.signals.level[120, cells]
    quiet, busy = said[np.argmin(level)], said[np.argmax(level)]
    assert np.all(quiet >= busy - 1e-12)
    assert quiet[0] - busy[0] > 0.1


def test_a_country_falls_back_and_says_so():
    """Cells of a country that fell back carry the naive forecast and its name."""
    study = warn.study(panel_of(random_events(8)), "deaths")
    made = warn.forecast(study, horizons=(1,), trust={"A": "recent"})
    plain = expert_shares(study, made.origin, made.cells, None)[:, 2]
    assert set(made.methods) == {"recent"}
    assert np.array_equal(made.shares[1], plain)


def scores_for_trust(model, naive, seen=1.0):
    rows = [
        {"origin": origin, "horizon": 1, "country": 0, "method": name, "crps": crps, "seen": seen}
        for origin in range(12)
        for name, crps in (("model", model(origin)), ("last", naive(origin)), ("past", 9.0))
    ]
    return pl.DataFrame(rows)


def test_trust_goes_to_the_naive_only_when_it_was_clearly_better_and_known():
    """Better by chance is not enough; scores that were not known at the origin do not count."""
    clear = scores_for_trust(lambda t: 2.0 + 0.1 * (t % 2), lambda _: 1.0)
    assert warn.trusted(clear, [12])["method"].to_list() == ["last"]
    assert warn.trusted(clear, [6])["method"].to_list() == ["model"], "too few known by then"
    doubtful = scores_for_trust(lambda t: 1.0 + (t % 3), lambda t: 2.4 - (t % 2))
    assert warn.trusted(doubtful, [12])["method"].to_list() == ["model"]
    quiet = scores_for_trust(lambda t: 0.1 + 0.01 * (t % 2), lambda _: 0.0, seen=0.0)
    assert warn.trusted(quiet, [12])["method"].to_list() == ["model"], "quiet is no proof of peace"


def test_a_single_event_is_enough_for_a_forecast():
    """One event, one month: the forecast is a distribution all the same."""
    made = warn.forecast(
        warn.study(panel_of(event(20.1, 5.1, 2020, 5, deaths=3)), "deaths"), horizons=(1,)
    )
    assert len(made.cells) == 9
    assert made.mean(1).max() > 0


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (lambda: panel_of(random_events(1).head(0)), "no events to forecast"),
        (lambda: panel_of(random_events(1), until=1999 * 12), "No event lies in a cell before"),
        (lambda: panel_of(event(20, 5, 2020, deaths=3_000_000)), "more than 2,000,000"),
        (
            lambda: panel_of(event(20, 5, 2020).with_columns(month=pl.lit(None, pl.Int64))),
            "no month",
        ),
        (
            lambda: warn.forecast(warn.study(panel_of(random_events(1)), "deaths"), horizons=(13,)),
            "1 to 12",
        ),
        (lambda: warn.study(panel_of(random_events(1)), "wounded"), "no measure"),
        (
            lambda: warn.plan_rolling(
                warn.study(panel_of(event(20, 5, 2020)), "deaths"), horizons=(1,), seed=1
            ),
            "too few to learn",
        ),
        (lambda: warn.next_year(random_events(1), last_year=1990), "no events up to 1990"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(work, says):
    """Each says what is wrong and what to do."""
    with pytest.raises(InputError, match=says) as refused:
        work()
    assert refused.value.remedy


def test_next_year_serves_a_plan_and_does_not_peek():
    """Cells, expected and sampled deaths; what comes later changes nothing."""
    events = random_events(9, years=10)
    made = warn.next_year(events, last_year=2008, seed=3, draws=50)
    cut = warn.next_year(events.filter(pl.col("year") <= 2008), seed=3, draws=50)
    assert made.cells.equals(cut.cells)
    assert np.array_equal(made.samples["deaths"], cut.samples["deaths"])
    assert made.samples["civilian_deaths"].shape == (made.cells.height, 50)
    assert made.last_year == 2008
    places = events.select("lon", "lat").unique()
    assert made.cells.height == places.height
    for lon, lat in made.cells.select("lon", "lat").iter_rows():
        assert ((places["lon"] - lon).abs() + (places["lat"] - lat).abs()).min() < 1e-6


def test_next_year_reads_a_plain_table_of_places_and_years():
    """Only lon, lat, year and deaths; civilian deaths are then none."""
    table = random_events(10).select("lon", "lat", "year", "deaths")
    made = warn.next_year(table)
    assert made.cells["deaths_mean"].sum() > 0
    assert made.cells["civilian_deaths_mean"].sum() == 0


def test_periods_have_names():
    """Months and years, also beyond the last."""
    panel = panel_of(event(20.1, 5.1, 2020, 11))
    assert isinstance(panel, Panel)
    assert [panel.label(0), panel.label(1), panel.label(2)] == ["2020-11", "2020-12", "2021-01"]
    assert panel_of(event(20.1, 5.1, 2020), step="year").label(1) == "2021"
