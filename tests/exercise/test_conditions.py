"""Rain, breakdowns and radio: as often as stated, alike for scenarios compared, and each slows as it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from sulh.exercise import (
    Hindrances,
    Reviewed,
    ScenarioError,
    Scores,
    play_scenario,
    read_scenario,
    wet_days_of,
)
from sulh.report import sheet_html
from sulh.report.pages.review import review_sheet

FROM = datetime(2021, 1, 1, tzinfo=UTC)
TEXT = """
[exercise]
id = "x"
title = "X"
pack = "example"
from = 2021-01-01
until = 2021-12-01
[observers]
density = 0.5
quality = "exact"
[[unit]]
id = "u"
lon = -30.0
lat = -45.0
kmh = 40
[incidents]
a_month = 8
acts = ["direct-fire"]
by = ["RED"]
zones = ["north", "south"]
"""


@pytest.fixture(scope="module")
def dry(tmp_path_factory):
    """A scenario in which nothing hinders."""
    path = tmp_path_factory.mktemp("conditions") / "scenario.toml"
    path.write_text(TEXT)
    return read_scenario(path)


def minutes(scenario, **conditions: float) -> dict[str, float]:
    """How long each call took under conditions."""
    played = play_scenario(replace(scenario, conditions=Hindrances(**conditions)), seed=5)
    return {each.act: each.minutes for each in played.reactions if each.minutes is not None}


def test_rain_comes_as_often_and_as_long_as_stated() -> None:
    """Over thirty years, within four standard errors or so; the same for the same seed."""
    given = Hindrances(wet_share=0.3, wet_days=4.0)
    until = FROM + timedelta(days=11_000)
    days = wet_days_of(given, FROM, until, seed=2)
    assert len(days) / 11_001 == pytest.approx(0.3, abs=0.03)
    run = [(FROM + timedelta(days=n)).date() in days for n in range(11_000)]
    spells = [len(list(part)) for is_wet, part in groupby(run) if is_wet]
    assert sum(spells) / len(spells) == pytest.approx(4.0, abs=0.5)
    assert wet_days_of(given, FROM, until, seed=2) == days
    later = FROM + timedelta(days=200)
    assert wet_days_of(given, FROM, later, seed=2) == {d for d in days if d <= later.date()}


@pytest.mark.parametrize(("share", "wet"), [(0.0, 0), (1.0, 101)])
def test_never_and_always_are_just_that(share: float, wet: int) -> None:
    """Not one day less."""
    days = wet_days_of(Hindrances(wet_share=share), FROM, FROM + timedelta(days=100), seed=1)
    assert len(days) == wet


def test_each_hindrance_slows_as_it_should(dry) -> None:
    """Rain multiplies the way of a unit that is at home; a late radio and a repair add what they take."""
    usual = minutes(dry)
    assert len(usual) > 40
    rain = minutes(dry, wet_share=1.0, wet_slows=3.0)
    delay = dry.reaction.delay_min
    alone = [
        name for name in usual if rain[name] == pytest.approx(delay + 3 * (usual[name] - delay))
    ]
    assert len(alone) > len(usual) / 2  # the others wait for the unit, or it comes from elsewhere
    for hindered in (
        rain,
        minutes(dry, breakdown_chance=1.0),
        minutes(dry, radio_min=30.0),
    ):
        assert sum(hindered.values()) > sum(usual.values())
    assert minutes(dry, breakdown_chance=0.0, repair_min=900.0) == usual
    given, name = Hindrances(radio_min=30.0, breakdown_chance=1.0), next(iter(usual))
    late = minutes(dry, radio_min=30.0, breakdown_chance=1.0)[name]
    assert late == pytest.approx(usual[name] + given.radio(name, 5) + given.repair(name, 5))


def test_scenarios_that_are_compared_have_the_same_weather(dry) -> None:
    """A better radio changes neither the rain nor which call breaks a unit down."""

    def hindered(radio: float) -> dict[str, set[str]]:
        given = Hindrances(wet_share=0.3, breakdown_chance=0.3, radio_min=radio)
        played = play_scenario(replace(dry, conditions=given), seed=5)
        return {each.act: {*each.hindered} - {"radio"} for each in played.reactions}

    one, two = hindered(0.1), hindered(0.2)
    assert one == two
    assert {word for words in one.values() for word in words} == {"rain", "breakdown"}


def test_the_review_says_what_hindered(dry) -> None:
    """In words, beside the minutes."""
    given = Hindrances(wet_share=1.0, breakdown_chance=1.0)
    played = play_scenario(replace(dry, conditions=given), seed=5)
    scores = Scores(rows=(), low=None, high=None)
    page = sheet_html(review_sheet(Reviewed(played=played, scored=(), decisions=(), scores=scores)))
    assert "hindered by" in page
    assert "rain, breakdown" in page


def test_conditions_that_cannot_be_are_refused(tmp_path: Path) -> None:
    """With their field."""
    path = tmp_path / "scenario.toml"
    path.write_text(TEXT + "[conditions]\nwet_share = 1.2\nwet_slows = 0.5\nsnow = 1\n")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    assert {each.field for each in caught.value.problems} == {
        "conditions.wet_share", "conditions.wet_slows", "conditions.snow",
    }  # fmt: skip
