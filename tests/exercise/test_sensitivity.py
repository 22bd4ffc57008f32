"""Which assumption moves a result: the one that was built to, and by what a plain twin counts; the rest is noise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest

from sulh.errors import InputError
from sulh.exercise import (
    ScenarioError,
    compare_scenarios,
    parse_span,
    play_scenario,
    read_assumptions,
    read_scenario,
    vary_each,
)
from sulh.report import sheet_html
from sulh.report.pages.exercise import sensitivity_sheet

RELIEF = Path(__file__).parents[2] / "examples/exercises/relief.toml"
MEASURE = "evacuated-in-time"
SPANS = {"conditions.radio_min": (0, 60), "post.a_day": (0.5, 2)}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A month of the island with wounded and convoys: short to play."""
    file = tmp_path_factory.mktemp("sensitivity") / "s.toml"
    file.write_text(
        RELIEF.read_text("utf-8").replace("until = 2021-03-01", "until = 2021-02-01"), "utf-8"
    )
    return file


@pytest.fixture(scope="module")
def base(path):
    """It, as it is."""
    return read_scenario(path)


@pytest.fixture(scope="module")
def result(path, base):
    """What moves the wounded helped in time."""
    assumptions = read_assumptions(path, base, SPANS)
    return vary_each(base, assumptions, measure=MEASURE, seed=1, replications=10)


def test_the_radio_moves_it_as_a_twin_counts(base, result):
    """Alarms an hour late help nobody in time; the twin plays each seed, and counts the wounded itself."""
    first = result.swings[0]
    assert first.name == "conditions.radio_min"
    assert not first.is_noise
    assert first.most < 0

    def helped(radio, seed):
        scenario = replace(base, conditions=replace(base.conditions, radio_min=radio))
        trips = play_scenario(scenario, seed=seed).field.trips
        return sum(each.count for each in trips if each.in_time)

    differences = [helped(60, seed) - helped(0, seed) for seed in range(1, 11)]
    assert first.swing == pytest.approx(fmean(differences))
    assert first.least < first.swing < first.most


def test_what_does_not_touch_it_is_said_to_have_no_effect(result):
    """Posts that use more fetch nobody: no difference in any replication, and a sentence says so."""
    idle = {each.name for each in result.swings if each.is_idle}
    assert idle == {"post.a_day"}
    assert str(result.sentences[-1]).startswith("post.a_day: no effect.")
    page = sheet_html(sensitivity_sheet("island", result))
    assert "SIMULATED" in page
    assert "tornado" in page


@pytest.mark.parametrize(
    ("spans", "fault"),
    [
        ({"conditions.breakdown_chance": (0, 2)}, ScenarioError),
        ({"conditions.breakdown": (0, 1)}, ScenarioError),
        ({"radio": (0, 1)}, InputError),
        ({"conditions.radio_min": (9, 1)}, InputError),
        ({"unit.tyres": (0.5, 2)}, InputError),
    ],
)
def test_a_span_outside_of_what_may_be_is_refused(path, base, spans, fault):
    """The file's own checks hold for both ends."""
    with pytest.raises(fault):
        read_assumptions(path, base, spans)


def test_spans_are_read_from_a_text_and_from_the_scenario(base):
    """NAME=LOW:HIGH, or a table of the scenario."""
    assert parse_span("conditions.radio_min=0:30") == ("conditions.radio_min", 0.0, 30.0)
    assert base.spans["conditions.radio_min"] == (0, 30)
    with pytest.raises(InputError, match="no span"):
        parse_span("conditions.radio_min")


def test_a_measure_that_the_scenario_does_not_have_is_refused(path, base):
    """It would be 0 whatever is changed, and the difference would look like nothing."""
    bare = replace(base, evacuation=None)
    with pytest.raises(InputError, match=r"no \[evacuation\]"):
        vary_each(
            bare, read_assumptions(path, base, SPANS), measure=MEASURE, seed=1, replications=10
        )
    with pytest.raises(InputError, match=r"no \[evacuation\]"):
        compare_scenarios(base, bare, measure=MEASURE, seed=1, most=10)
    with pytest.raises(InputError, match="No assumption has a span"):
        vary_each(base, (), measure=MEASURE, seed=1, replications=10)
