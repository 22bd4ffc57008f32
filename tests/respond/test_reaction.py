"""Who goes: the nearest that is proven, then those that may be; who is out, and what is uncovered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.respond.test_ways import PACE, closure, points

from sulh.errors import InputError
from sulh.picture import Origin
from sulh.protect import Demands
from sulh.respond import (
    Ability,
    ReactionUnits,
    ResponseUnit,
    Travel,
    Vehicle,
    abilities_of,
    land_minutes,
    prepare_ways,
    react,
)
from sulh.sustain.units.readiness import Capability, Need, NeedState, Readiness
from sulh.values import Place

DAY = datetime(2026, 6, 15, 10, tzinfo=UTC)
STRAIGHT = prepare_ways(None, pace=PACE, circuity=1.2)
ABLE, DOUBT, UNABLE = (Ability(word=w, reason=r) for w, r in (("able", ""), ("undetermined", "old"), ("unable", "none")))  # fmt: skip


def unit(name, lon, lat, notice=5, **more):
    facts = {"notice_min": Decimal(notice), "night": True} | more
    place = Place(lon=lon, lat=lat, accuracy_m=10)
    return ResponseUnit(origin=Origin(source="s", ref=name), place=place, **facts)


def group(*units, abilities=None, out=()):
    return ReactionUnits(units=units, abilities=abilities or (ABLE,) * len(units), out=dict(out))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(20, 20.4), st.floats(4.9, 5.1), st.integers(0, 30),
            st.sampled_from([ABLE, DOUBT, UNABLE]), st.booleans(), st.booleans(), st.booleans(),
        ),
        min_size=1, max_size=6,
    ),
    st.booleans(),
    st.booleans(),
)  # fmt: skip
def test_the_order_is_that_of_a_plain_list(rows, is_dark, escort):
    """Leave out who cannot; sort the proven first, then by arrival: the same units at the same times."""
    units = [unit(f"u{i}", lon, lat, notice, night=night, escorts=escorts) for i, (lon, lat, notice, _, night, escorts, _) in enumerate(rows)]  # fmt: skip
    out = {f"u{i}": "patrol" for i, row in enumerate(rows) if row[6]}
    moment = DAY.replace(hour=23) if is_dark else DAY
    places = Demands(
        names=("a", "b"),
        lon=np.array([20.1, 20.35]),
        lat=np.array([5.0, 5.0]),
        weights=np.array([[3.0, 4.0]]),
    )
    candidates = group(*units, abilities=tuple(row[3] for row in rows), out=out)
    goal = (20.3, 5.0)
    result = react(20.2, 5.0, moment, candidates, STRAIGHT, Travel(),
                   escort_to=goal if escort else None, places=places, reach_min=25)  # fmt: skip
    expected = []
    for one, row in zip(units, rows, strict=True):
        if row[6] or row[3] is UNABLE or (is_dark and not row[4]) or (escort and not row[5]):
            continue
        way = land_minutes(STRAIGHT, Travel(), Vehicle(), points(row[:2]), points((20.2, 5.0)))
        expected.append((row[3] is DOUBT, row[2] + way[0, 0], one.origin.ref))
    expected.sort()
    assert [each.unit for each in result.choices] == [name for _, _, name in expected]
    assert len(result.choices) + len(result.cannot) == len(rows)
    ready = [i for i, row in enumerate(rows) if not row[6] and row[3] is not UNABLE]
    within = np.array([
        [rows[i][2] + land_minutes(STRAIGHT, Travel(), Vehicle(), points(rows[i][:2]), points(p))[0, 0] <= 25 for p in ((20.1, 5.0), (20.35, 5.0))]
        for i in ready
    ]).reshape(len(ready), 2)  # fmt: skip
    for each, (_, minutes, name) in zip(result.choices, expected, strict=True):
        assert each.arrival == DAY.replace(hour=moment.hour) + timedelta(minutes=each.minutes)
        assert each.minutes == pytest.approx(minutes)
        others = within[[i for i, k in enumerate(ready) if units[k].origin.ref != name]]
        hole = within[ready.index(int(name[1:]))] & ~others.any(axis=0)
        assert each.uncovered == pytest.approx(float(np.array([3.0, 4.0]) @ hole))
        if escort:
            column = replace(Travel(), is_escorted=True)
            on = land_minutes(STRAIGHT, column, Vehicle(), points((20.2, 5.0)), points(goal))[0, 0]
            assert (each.at_goal - each.arrival).total_seconds() / 60 == pytest.approx(on, abs=1e-6)


def test_each_who_does_not_go_has_a_reason():
    """Out, dark, not capable, no way: one line each; nobody left is an answer too."""
    night = DAY.replace(hour=23)
    units = (
        unit("out", 20, 5),
        unit("day", 20, 5, night=False),
        unit("weak", 20, 5),
        unit("cut", 20, 5),
    )
    candidates = group(*units, abilities=(ABLE, ABLE, UNABLE, ABLE), out={"out": "patrol P-7"})
    travel = Travel(closures=(closure(20.1, 5.0, 500),))
    result = react(20.2, 5.0, night, candidates, STRAIGHT, travel)
    assert result.choices == ()
    assert result.cannot == (
        "out: is out: patrol P-7.",
        "day: does not work in the dark.",
        "weak: none.",
        "cut: closed: c (hazard; engineers, F6).",
    )
    with pytest.raises(InputError, match="not a place on Earth"):
        react(200.0, 5.0, night, candidates, STRAIGHT, travel)


def test_a_helicopter_flies_straight():
    """Over what is shut, at its speed."""
    heli = unit("heli", 20.0, 5.0, mode="helicopter", speed_kmh=200)
    travel = Travel(closures=(closure(20.1, 5.0, 500),))
    (choice,) = react(20.2, 5.0, DAY, group(heli), STRAIGHT, travel).choices
    assert choice.minutes == pytest.approx(5 + 22.175 / 200 * 60, rel=1e-3)
    assert len(choice.route.lon) == 2


def readiness(name, low, high, sets, reason=""):
    need = Need("equipment", "ambulance", 1, 0)
    state = NeedState(need, low, high, low, high, reason, ())
    capability = Capability(id="evacuate", title="Evacuate", unit_types=("medical",), sets=sets, needs=(need,))  # fmt: skip
    return Readiness(name, capability, low, high, "", (state,))


def test_ability_is_what_sustain_knows_today():
    """Proven sets are able, possible ones doubtful with their reason, too few are not able."""
    results = [readiness("A", 2, 2, 2), readiness("B", 0, 2, 2, "last inspected 2026-01-01"), readiness("C", 0, 1, 2)]  # fmt: skip
    units = [unit(n, 20, 5, unit=n) for n in "ABC"] + [unit("D", 20, 5), unit("E", 20, 5, unit="E")]
    words = [(a.word, a.reason) for a in abilities_of(units, results, ["evacuate"], sets=2)]
    assert words[0] == ("able", "")
    assert words[1] == ("undetermined", "evacuate: 0 of 2 proven, last inspected 2026-01-01")
    assert words[2] == ("unable", "evacuate: at most 1 of 2")
    assert words[3][0] == "undetermined"
    assert words[4] == ("unable", "evacuate is no capability of E")
    assert [a.word for a in abilities_of(units, results, ["evacuate"])] == ["able", "undetermined", "undetermined", "undetermined", "unable"]  # fmt: skip
    assert {a.word for a in abilities_of(units, (), ())} == {"able"}
    with pytest.raises(InputError, match="fly is a capability of no unit"):
        abilities_of(units, results, ["fly"])
