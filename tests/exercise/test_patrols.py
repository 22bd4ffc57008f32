"""Patrols: where a unit is on a day, and what is seen because of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sulh.exercise import ScenarioError, Unit, play_scenario, read_scenario, zones_patrolled

TEXT = """
[exercise]
id = "x"
title = "X"
pack = "example"
from = 2021-01-01
until = 2021-12-01
[observers]
density = 0.2
quality = "exact"
[incidents]
a_month = 8
acts = ["direct-fire"]
by = ["RED"]
zones = ["north", "south"]
[[unit]]
id = "u"
lon = -30.0
lat = -45.0
kmh = 40
"""


def unit(name: str, *zones: str, by: str = "rounds") -> Unit:
    """A unit that patrols."""
    return Unit(id=name, lon=-30.0, lat=-45.0, kmh=40.0, patrols=zones, patrol=by)  # type: ignore[arg-type]


def test_rounds_take_zones_in_turn_and_chance_takes_any() -> None:
    """By rounds each zone has its day of three; by chance each about a third, alike for the same seed."""
    days = [date(2021, 1, 1) + timedelta(days=n) for n in range(300)]
    rounds = [zones_patrolled([unit("u", "a", "b", "c")], day, seed=1) for day in days]
    assert set(rounds[:3]) == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert rounds[3:] == rounds[:-3]
    chance = [zones_patrolled([unit("u", "a", "b", "c", by="random")], day, seed=1) for day in days]
    assert 70 < chance.count(frozenset("b")) < 130
    assert chance[3:] != chance[:-3]
    two = [unit("u", "a"), unit("v", "b"), unit("w")]
    assert zones_patrolled(two, days[0], seed=1) == {"a", "b"}
    assert zones_patrolled([], days[0], seed=1) == frozenset()


def test_a_patrol_sees_what_happens_where_it_is(tmp_path: Path) -> None:
    """All that was seen without it is still seen, and what happened in its zone on its day."""
    (tmp_path / "scenario.toml").write_text(TEXT)
    alone = read_scenario(tmp_path / "scenario.toml")
    both = replace(alone, units=(unit("u", "north", "south"),))
    first, second = (play_scenario(each, seed=4) for each in (alone, both))
    assert first.world == second.world
    before, after = ({each.of for each in played.reports} for played in (first, second))
    assert before < after
    for act in second.world.acts:
        if zones_patrolled(both.units, act.moment.date(), seed=4) & act.zones:
            assert act.id in after


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('patrols = ["moon"]', "unit[0].patrols[0]"),
        ('patrol = "random"', "unit[0].patrols"),
        ('patrols = ["north"]\npatrol = "asleep"', "unit[0].patrol"),
    ],
)
def test_a_patrol_that_cannot_be_is_refused(tmp_path: Path, line: str, field: str) -> None:
    """With its field."""
    (tmp_path / "scenario.toml").write_text(TEXT + line + "\n")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(tmp_path / "scenario.toml")
    assert [each.field for each in caught.value.problems] == [field]
