"""Answers as JSON have the shape that their types say, and nothing else."""

import json
from dataclasses import asdict
from datetime import date

import jsonschema
import pytest
from pydantic import TypeAdapter
from tests.protect.backtest.synthetic import BORDERS, FORCE, deployed, history, scattered, towns
from tests.protect.laydown.test_entry import DEMAND, SITES
from tests.protect.patrol.test_schedule import PLACES

from sulh.protect import (
    as_json,
    backtest,
    backtest_answer,
    laydown_answer,
    laydown_geojson,
    patrol_answer,
    plan_laydown,
    schedule_patrols,
)
from sulh.protect.answers import BacktestAnswer, LaydownAnswer, PatrolAnswer


def answers():
    plan = plan_laydown(DEMAND, SITES, count=2, reach_km=90)
    schedule = schedule_patrols(PLACES, (35.1, 33.1), date(2026, 11, 25), seed=4, utc_offset_h=2)
    force = deployed(*FORCE)
    deadly = history(*scattered())
    quiet = history(*((*row[:4], 0.0) for row in scattered()))
    yield LaydownAnswer, laydown_answer(plan)
    yield PatrolAnswer, patrol_answer(schedule)
    for events in (deadly, quiet):
        result = backtest(force, events, towns(), borders=BORDERS, mandates=None)
        yield BacktestAnswer, backtest_answer(result)


@pytest.mark.parametrize(
    ("shape", "answer"), list(answers()), ids=("laydown", "patrol", "backtest", "quiet")
)
def test_an_answer_is_valid_against_the_schema_of_its_type(shape, answer):
    """The JSON fits the schema, and gives the same answer back: nothing is missing or left over."""
    text = json.dumps(as_json(answer), allow_nan=False)
    content = json.loads(text)
    adapter = TypeAdapter(shape)
    jsonschema.validate(content, adapter.json_schema())
    assert as_json(adapter.validate_python(content)) == content
    assert set(content) == set(asdict(answer))


def test_geojson_names_each_role():
    """Sites in use, closed ones and demands, as points."""
    features = laydown_geojson(plan_laydown(DEMAND, SITES, count=2, reach_km=90))["features"]
    roles = [feature["properties"]["role"] for feature in features]
    assert roles == ["site"] * 2 + ["closure"] * 2 + ["demand"] * 5
    assert all(feature["geometry"]["type"] == "Point" for feature in features)
