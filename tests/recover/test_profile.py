"""The profile of a place holds what concerns it, and nothing of another."""

import json

import pytest
from tests.recover.hazards.test_balance import area
from tests.recover.needs.test_statement import delivery
from tests.recover.returns.made import AT, SINCE, condition, movement, population
from tests.recover.returns.test_statement import incident

from sulh.errors import InputError
from sulh.recover import (
    LedgerView,
    hazard_statement,
    needs_statement,
    place_profile,
    returns_statement,
)
from sulh.report import place_sheet, sheet_html
from sulh.values import Place

NEAR, FAR = Place(lon=20.66, lat=8.42), Place(name="Obo", lon=26.5, lat=5.4)


def profile(name):
    populations = [population(300, place="Ndele"), population(70, place="Bria")]
    incidents = [incident("i1", NEAR), incident("i2", FAR), incident("i3", NEAR, before=300)]
    hazards = hazard_statement([area("field-1", place=NEAR), area("field-2", place=FAR)], [], at=AT)
    needs = needs_statement(populations, [delivery("water", "5", "m3", place="Ndele")], at=AT)
    view = LedgerView(incidents=incidents, hazards=hazards, needs=needs)
    returns = returns_statement(
        [movement(120), movement(80, ref="x", left="Obo", to="Bria")],
        populations,
        [condition("school", "met")],
        view,
        since=SINCE,
        at=AT,
    )
    return place_profile(name, view, returns)


def test_it_holds_what_concerns_the_place():
    """Whatever the case of its name; incidents of the time, hazards nearby, its own needs and flows."""
    own = profile("nDELE ")
    assert own.name == "Ndele"
    assert (own.lon, own.lat) == (20.65, 8.41)
    assert [each.origin.ref for each in own.incidents] == ["i1"]
    assert [each.area.origin.ref for each in own.hazards] == ["field-1"]
    assert {each.place for each in own.needs} == {"Ndele"}
    assert [(each.left, each.arrived) for each in own.flows] == [("Bria", "Ndele")]
    assert own.readiness.stops == ("security", "hazards")
    content = json.loads(json.dumps(own.content()))
    assert content["incidents"][0]["ref"] == "i1"
    page = sheet_html(place_sheet(own))
    assert "field-1" in page
    assert "field-2" not in page


def test_a_place_known_by_a_hazard_or_a_flow_alone_has_a_profile():
    assert profile("Obo").hazards[0].area.origin.ref == "field-2"
    assert profile("Obo").conditions == ()


def test_a_place_that_no_record_names_is_refused_with_those_that_are():
    with pytest.raises(InputError) as caught:
        profile("Atlantis")
    assert "Bria, Ndele, Obo" in caught.value.remedy
