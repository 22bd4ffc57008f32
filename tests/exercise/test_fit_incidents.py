"""A fit of incidents that excite each other: against thinning, closed forms, and a likelihood by plain loops."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from math import exp, log, pi, sqrt
from pathlib import Path

import numpy as np
import pytest

from sulh.errors import InputError
from sulh.exercise import (
    History,
    PastIncident,
    Rates,
    Scatter,
    Spark,
    branch,
    fit_incidents,
    hindcast,
)
from sulh.exercise.fit_incidents import NEAR_KM, Fit, kolmogorov, play_fit
from sulh.kernels.excitation import base_density
from sulh.tables import open_table
from sulh.workspace import read_past

START = datetime(2010, 1, 1, tzinfo=UTC)
TRUE = Rates(
    a_day=0.2, offspring=0.6, mean_days=8.0,
    scatter=Scatter(near_km=5.0, far_km=60.0, near_share=0.7),
)  # fmt: skip
KM = 111.195


def thinned(rates: Rates, days: float, seed: int) -> list[tuple[float, float, float]]:
    """Ogata's thinning (1981), one candidate at a time; places as children of a parent chosen by its part.

    It shares nothing with the play by branching, and has other random numbers.
    """
    random = np.random.default_rng(seed)
    events: list[tuple[float, float, float]] = []
    now = 0.0
    while True:
        parts = [
            rates.offspring / rates.mean_days * exp(-(now - t) / rates.mean_days)
            for t, *_ in events
        ]
        bound = rates.a_day + sum(parts)
        now += random.exponential(1 / bound)
        if now >= days:
            return events
        parts = [
            rates.offspring / rates.mean_days * exp(-(now - t) / rates.mean_days)
            for t, *_ in events
        ]
        draw = random.uniform() * bound
        if draw < rates.a_day:
            town = random.integers(12)
            lon, lat = 18.0 + 0.9 * (town % 4), 4.0 + 0.9 * (town // 4)
            wide = NEAR_KM
        elif draw < rates.a_day + sum(parts):
            parent = int(np.searchsorted(np.cumsum(parts), draw - rates.a_day))
            _, lon, lat = events[min(parent, len(events) - 1)]
            wide = 5.0 if random.uniform() < rates.scatter.near_share else rates.scatter.far_km
        else:
            continue
        east, north = random.normal(0, wide, 2)
        events.append((now, lon + east / KM, lat + north / KM))


def history(events, days: float) -> History:
    """Events as a history of clashes, of which every third is against civilians."""
    return History(
        from_=START,
        until=START + timedelta(days=days),
        incidents=tuple(
            PastIncident(
                day=day, lon=lon, lat=lat, by="A", against="B", deaths=n % 5,
                act="violence-against-civilians" if n % 3 == 0 else "armed-clash",
            )
            for n, (day, lon, lat) in enumerate(events)
        ),
        left_out={},
    )  # fmt: skip


@pytest.fixture(scope="module")
def fit() -> Fit:
    """A fit to a thousand days of a process whose numbers are known."""
    return fit_incidents(history(thinned(TRUE, 1000.0, 4), 1000.0))


def test_the_numbers_of_a_process_are_recovered(fit: Fit) -> None:
    """Within about two standard errors of about 500 events, and the residuals do not speak against it."""
    assert 400 < len(fit.history.incidents) < 700
    assert fit.rates.a_day == pytest.approx(TRUE.a_day, abs=0.04)
    assert fit.rates.offspring == pytest.approx(TRUE.offspring, abs=0.08)
    assert fit.rates.mean_days == pytest.approx(TRUE.mean_days, abs=2.0)
    assert fit.rates.scatter.far_km == pytest.approx(TRUE.scatter.far_km, rel=0.15)
    assert fit.rates.scatter.near_share == pytest.approx(TRUE.scatter.near_share, abs=0.1)
    assert fit.check.chance > 0.05
    assert abs(fit.check.echo) < 0.15
    assert fit.check.gained > 0.02


def likelihood(fit: Fit, rates: Rates, base) -> float:
    """The logarithm of the likelihood by plain loops over all pairs, with the end of the window."""
    events = [(each.day, each.lon, each.lat) for each in fit.history.incidents]
    middle = np.mean([lat for _, _, lat in events])
    total, days = -rates.a_day * fit.history.days, fit.history.days
    for i, (t, lon, lat) in enumerate(events):
        total -= rates.offspring * (1 - exp(-(days - t) / rates.mean_days))
        rate = rates.a_day * base[i]
        for s, u, v in events[:i]:
            if t - s > 20 * rates.mean_days:
                continue
            square = ((lon - u) * KM * np.cos(np.radians(middle))) ** 2 + ((lat - v) * KM) ** 2
            near, far, share = rates.scatter.near_km, rates.scatter.far_km, rates.scatter.near_share
            rate += (
                rates.offspring / rates.mean_days * exp(-(t - s) / rates.mean_days)
                * (share * exp(-square / 2 / near**2) / (2 * pi * near**2)
                   + (1 - share) * exp(-square / 2 / far**2) / (2 * pi * far**2))
            )  # fmt: skip
        total += log(rate)
    return total


def test_the_fit_is_where_the_likelihood_is_highest() -> None:
    """Any of its numbers 4 % larger or smaller is less likely, by a likelihood that shares no code with it."""
    fit = fit_incidents(history(thinned(TRUE, 250.0, 9), 250.0))
    lon = np.array([each.lon for each in fit.history.incidents])
    lat = np.array([each.lat for each in fit.history.incidents])
    x, y = lon * KM * np.cos(np.radians(lat.mean())), lat * KM
    spots, place = np.unique(np.stack([x, y]), axis=1, return_inverse=True)
    places = fit.places
    base, _ = base_density(
        *spots,
        place.reshape(-1),
        np.array(fit.alone),
        places.near_km,
        places.far_km,
        places.near_share,
    )
    base = np.maximum(base, 1e-12)
    best, own = likelihood(fit, fit.rates, base), fit.rates
    for times in (0.96, 1.04):
        scatter = own.scatter
        for other in (
            Rates(a_day=own.a_day * times, offspring=own.offspring, mean_days=own.mean_days, scatter=scatter),
            Rates(a_day=own.a_day, offspring=own.offspring * times, mean_days=own.mean_days, scatter=scatter),
            Rates(a_day=own.a_day, offspring=own.offspring, mean_days=own.mean_days * times, scatter=scatter),
            Rates(
                a_day=own.a_day, offspring=own.offspring, mean_days=own.mean_days,
                scatter=Scatter(near_km=5.0, far_km=scatter.far_km * times, near_share=scatter.near_share),
            ),
            Rates(
                a_day=own.a_day, offspring=own.offspring, mean_days=own.mean_days,
                scatter=Scatter(near_km=5.0, far_km=scatter.far_km, near_share=scatter.near_share * times),
            ),
        ):  # fmt: skip
            assert likelihood(fit, other, base) < best


def expected_count(rates: Rates, days: float) -> float:
    """How many events a process that begins empty has, in the mean (Hawkes and Oakes 1974, by integration)."""
    left = 1.0 - rates.offspring
    pace = left / rates.mean_days
    return rates.a_day / left * (days - rates.offspring / pace * (1.0 - exp(-pace * days)))


def test_played_events_are_as_many_as_they_should_be() -> None:
    """By branching: within four standard errors of the closed form; and what follows from one event of the past."""
    days, runs = 60.0, 600
    counts = [
        len(branch(TRUE, days=days, seed=seed, background=lambda _: (18.0, 4.0, 0)))
        for seed in range(runs)
    ]
    assert abs(np.mean(counts) - expected_count(TRUE, days)) < 4 * np.std(counts) / sqrt(runs)
    quiet = Rates(a_day=0.0, offspring=0.6, mean_days=8.0, scatter=TRUE.scatter)
    past = [Spark("h0", -4.0, 18.0, 4.0, 0)]
    after = [
        len(branch(quiet, days=1e4, seed=seed, background=lambda _: (18.0, 4.0, 0), past=past))
        for seed in range(2000)
    ]
    wanted = (
        0.6 * exp(-4.0 / 8.0) / (1 - 0.6)
    )  # the first generation still to come, and all that follow
    assert abs(np.mean(after) - wanted) < 4 * np.std(after) / sqrt(2000)


def test_branching_and_thinning_spread_alike() -> None:
    """The variance of counts, in which chains of excitement show, and the distances between events."""
    days = 60.0
    ours = [
        branch(TRUE, days=days, seed=seed, background=lambda draw: (18.0 + draw.uniform(), 4.0, 0))
        for seed in range(300)
    ]
    theirs = [thinned(TRUE, days, seed) for seed in range(300)]
    spread = np.var([len(each) for each in ours]) / np.var([len(each) for each in theirs])
    assert 0.6 < spread < 1.7
    assert np.mean([len(each) for each in ours]) == pytest.approx(
        np.mean([len(each) for each in theirs]), rel=0.12
    )


def test_events_that_excite_nothing_are_seen_as_such() -> None:
    """Even times: hardly any offspring, nothing gained."""
    random = np.random.default_rng(2)
    events = sorted((t, 18.0 + x, 4.0 + y) for t, x, y in random.uniform(0, [150, 3, 3], (150, 3)))
    fit = fit_incidents(history(events, 150.0))
    assert fit.rates.offspring < 0.15
    assert fit.check.gained < 0.02
    assert fit.check.chance > 0.05


def test_the_wrong_process_is_caught() -> None:
    """Times of which three come within minutes every ten days are not exponential, and the check says so."""
    events = [(10.0 * n + 0.001 * k, 18.0 + n % 7, 4.0) for n in range(60) for k in range(3)]
    assert fit_incidents(history(events, 600.0)).check.chance < 1e-6


@pytest.mark.parametrize(
    ("size", "chance"), [(1.224, 0.10), (1.358, 0.05), (1.628, 0.01), (0.2, 1.0)]
)
def test_kolmogorovs_chances_are_the_published_ones(size: float, chance: float) -> None:
    """Smirnov's table (1948), at a large number."""
    assert kolmogorov(size / 1000.0, 1_000_000) == pytest.approx(chance, abs=6e-4)


def test_too_few_incidents_are_refused() -> None:
    """With how many there are."""
    with pytest.raises(InputError, match="there are 3"):
        fit_incidents(history([(1.0, 18.0, 4.0), (2.0, 18.0, 4.0), (3.0, 18.0, 4.0)], 10.0))


def test_a_year_of_the_process_itself_falls_among_the_simulated() -> None:
    """Most measures lie within 90 % of them, and the same seed gives the same answer."""
    whole = history(thinned(TRUE, 900.0, 5), 900.0)
    cut = START + timedelta(days=700)
    first = hindcast(whole, from_=cut, until=whole.until, ensemble=40, seed=5)
    assert sum(bool(each.is_inside) for each in first.fallen) >= 6
    assert play_fit(first.fit, days=200.0, seed=2) == play_fit(first.fit, days=200.0, seed=2)
    assert first.fit.history.until == cut  # it has seen nothing of what it is held against


@pytest.mark.slow
def test_the_central_african_republic_is_as_the_page_says() -> None:
    """The year that a war began is far outside, a steady one within; the residuals speak against the fit."""
    path = Path(os.environ.get("SULH_DATA", "")) / "ged231_central_african_republic.csv"
    if not os.environ.get("SULH_DATA") or not path.exists():
        pytest.skip("SULH_DATA does not hold ged231_central_african_republic.csv")
    first, last = (datetime(year, 1, 1, tzinfo=UTC) for year in (2001, 2023))
    past = read_past([open_table(path)], pack_name="minusca", from_=first, until=last).history
    assert len(past.incidents) == 1703
    assert past.left_out == {"region-only": 110, "long": 28, "outside": 7}
    war, steady = (
        hindcast(
            past, from_=datetime(year, 1, 1, tzinfo=UTC), until=datetime(year + 1, 1, 1, tzinfo=UTC), ensemble=60,
        )
        for year in (2013, 2019)
    )  # fmt: skip
    counts = [next(each for each in one.fallen if each.measure == "count") for one in (war, steady)]
    assert [each.real for each in counts] == [170, 57]
    assert [each.is_inside for each in counts] == [False, True]
    assert counts[0].rank == 1.0
    assert steady.fit.rates.offspring == pytest.approx(0.75, abs=0.01)
    assert steady.fit.check.distance == pytest.approx(0.119, abs=0.002)
    assert steady.fit.check.chance < 1e-10
