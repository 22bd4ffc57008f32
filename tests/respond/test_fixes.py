"""What closes the gap: moves, landing sites and posts against all choices, tried one by one."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from msgspec.structs import replace as with_fields
from tests.respond.test_evacuation import WAYS, a_force, asset, demands, facility

from sulh.picture import Origin
from sulh.respond import (
    Conditions,
    Delays,
    LandingSite,
    Medical,
    Travel,
    cheapest_fix,
    cheapest_landing_sites,
    cheapest_moves,
    evacuate_area,
)
from sulh.respond.moves import best_moves
from sulh.values import Place

DAY = [Conditions(name="day")]


def spots(rng, n, spread):
    return [Place(lon=x, lat=y, accuracy_m=10) for x, y in rng.uniform(0, spread, (n, 2)).tolist()]


def persons_after(cover, medical, travel=None):
    """Return the people and troops within 10-1-2 of a whole plan anew."""
    case = Conditions(name="day", travel=travel or Travel())
    whole = evacuate_area(cover.places, medical, WAYS, [case], Delays())
    return float((cover.people + cover.troops)[whole.evacuations[0].holds].sum())


@pytest.mark.parametrize(("seed", "count"), [(0, 1), (1, 1), (2, 2), (3, 2), (4, 2)])
def test_moves_are_the_best_of_all_that_there_are(seed, count):
    """Every asset to every site, and every two of them: whole plans anew; troops count as people do."""
    rng = np.random.default_rng(seed)
    medical, sites = a_force(rng, 4, spread=3.0), spots(rng, 3, 3.0)
    cover = evacuate_area(
        demands(60, rng, spread=3.0), medical, WAYS, DAY, Delays(), troops=demands(20, rng, spread=3.0)
    )  # fmt: skip
    fix = cheapest_moves(cover, WAYS, ["s0", "s1", "s2"], sites, count)
    single = list(product(range(4), range(3)))
    choices = [
        each
        for k in range(count + 1)
        for each in combinations(single, k)
        if len({i for i, _ in each}) == len(each)
    ]

    def after(choice):
        assets = list(medical.assets)
        for i, site in choice:
            assets[i] = with_fields(assets[i], place=sites[site])
        return persons_after(cover, Medical(assets=tuple(assets), facilities=medical.facilities))

    values = {choice: after(choice) for choice in choices}
    assert fix.is_proven
    assert fix.people == pytest.approx(max(values.values()) - values[()])
    names = [each.origin.ref for each in medical.assets]
    own = tuple(
        (names.index(who), int(site[1])) for who, site in zip(fix.assets, fix.sites, strict=True)
    )
    assert after(own) == pytest.approx(max(values.values()))


def test_a_programme_that_is_too_large_moves_one_after_another(monkeypatch):
    """It is not called proven, never better than the programme, and its bound is never below that."""
    rng = np.random.default_rng(9)
    care, surgery = rng.random((2, 4, 4, 60)) < 0.15
    persons = rng.integers(0, 90, 60).astype(float)
    exact = best_moves(care, surgery, persons, 2)
    monkeypatch.setattr("sulh.respond.moves.LINKS_MAX", 10)
    plain = best_moves(care, surgery, persons, 2)
    assert exact.is_proven
    assert not plain.is_proven
    assert 0 < plain.gain <= exact.gain <= plain.bound


@pytest.mark.parametrize("reach", [False, True])
def test_nobody_moves_where_no_move_can_change_anything(reach):
    """No asset brings anybody in time, from nowhere; or so many do that two can leave."""
    masks = np.full((3, 4, 5), reach)
    best = best_moves(masks, masks, np.ones(5), 2)
    assert (best.moves, best.gain, best.bound, best.is_proven) == ((), 0.0, 0.0, True)


def test_nobody_moves_where_nothing_is_gained():
    """Sites that nobody needs: no move, and nobody is lost."""
    medical = Medical(assets=(asset("A", 0.0),), facilities=(facility("F", 0.0),))
    places = replace(demands(1, np.random.default_rng(1)), lon=np.zeros(1), lat=np.zeros(1))
    cover = evacuate_area(places, medical, WAYS, DAY, Delays())
    far = [Place(lon=60.0, lat=0.0, accuracy_m=10)]
    fix = cheapest_moves(cover, WAYS, ["far"], far, 1)
    assert (fix.sites, fix.people, fix.bound) == ((), 0.0, 0.0)


def test_landing_sites_serve_those_who_need_one():
    """Of five sites the one that adds the most by itself; a whole plan anew agrees."""
    rng = np.random.default_rng(3)
    heli = asset("H", 0.0, mode="helicopter", speed_kmh=220, site_only=True)
    medical = Medical(assets=(asset("A", 0.0), heli), facilities=(facility("F", 0.0),))
    cover = evacuate_area(demands(80, rng, spread=2.5), medical, WAYS, DAY, Delays())
    sites = [
        LandingSite(origin=Origin(source="s", ref=f"s{k}"), lit=True, place=place)
        for k, place in enumerate(spots(rng, 5, 2.5))
    ]
    fix = cheapest_landing_sites(cover, WAYS, sites, 1)
    before = cover.people_within(0)
    gains = [
        persons_after(cover, medical, Travel(landing_sites=(each,))) - before for each in sites
    ]
    assert fix.people == pytest.approx(max(gains))
    assert fix.people > 0
    assert fix.sites == (f"s{int(np.argmax(gains))}",)


def test_troops_are_counted_apart():
    """Troops are no people, stand at their own places, and their loss is said."""
    medical = Medical(assets=(asset("A", 0.0),), facilities=(facility("F", 0.0),))
    rng = np.random.default_rng(1)
    people, troops = (replace(demands(3, rng), lat=np.zeros(3)) for _ in range(2))
    people = replace(people, lon=np.array([0.0, 9.0, 9.0]), weights=np.array([[100.0, 7.0, 7.0]]))
    troops = replace(troops, lon=np.array([0.0, 0.1, 9.0]), weights=np.array([[30.0, 4.0, 50.0]]))
    cover = evacuate_area(people, medical, WAYS, DAY, Delays(), troops=troops)
    assert (cover.people.sum(), cover.troops.sum()) == (114.0, 84.0)
    assert (cover.people_within(0), cover.troops_within(0)) == (100.0, 34.0)
    assert (cover.losses[0].lost, cover.losses[0].troops_lost) == (100.0, 34.0)
    assert cover.frame()["troops"].to_list() == [0.0, 0.0, 0.0, 30.0, 4.0, 50.0]


def test_the_cheapest_fix_is_the_best_of_all_choices():
    """Two of eight posts: as good as the best pair found by trying all."""
    rng = np.random.default_rng(5)
    places = demands(80, rng, spread=3.0)
    medical = Medical(assets=(asset("A", 0.0),), facilities=(facility("F", 0.0),))
    posts = [
        (asset(f"new{i}", lon, lat), facility(f"new{i}", lon, lat))
        for i, (lon, lat) in enumerate(rng.uniform(0, 3, (8, 2)).tolist())
    ]
    names = [f"new{i}" for i in range(8)]
    cover = evacuate_area(places, medical, WAYS, [Conditions(name="day")], Delays())
    fix = cheapest_fix(cover, WAYS, names, posts, 2)

    def gain(chosen):
        more = Medical(
            assets=(*medical.assets, *(posts[i][0] for i in chosen)),
            facilities=(*medical.facilities, *(posts[i][1] for i in chosen)),
        )
        whole = evacuate_area(places, more, WAYS, [Conditions(name="day")], Delays())
        return whole.people_within(0) - cover.people_within(0)

    alone = [
        {k for k in range(80) if cover_one[k]}
        for cover_one in (
            evacuate_area(
                places,
                Medical(assets=(*medical.assets, a), facilities=(*medical.facilities, f)),
                WAYS, [Conditions(name="day")], Delays(),
            ).evacuations[0].holds
            for a, f in posts
        )
    ]  # fmt: skip
    gap = {k for k in range(80) if not cover.evacuations[0].holds[k]}
    best = max(
        cover.people[list((alone[i] | alone[j]) & gap)].sum() for i in range(8) for j in range(i)
    )
    assert fix.is_proven
    assert fix.people == pytest.approx(best) == pytest.approx(fix.bound)
    assert gain([names.index(each) for each in fix.sites]) >= fix.people
