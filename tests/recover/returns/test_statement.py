"""Flows, conditions, readiness, room and monitoring, each beside a plain count by hand."""

from datetime import UTC, datetime, timedelta
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recover.hazards.test_balance import area, released
from tests.recover.needs.test_statement import delivery
from tests.recover.returns.made import AT, SINCE, condition, movement, population, span

from sulh.errors import InputError
from sulh.observe import Incident
from sulh.picture import Origin
from sulh.recover import (
    CONDITIONS,
    LedgerView,
    hazard_statement,
    ledger_view,
    needs_statement,
    parse_weights,
    returns_statement,
)
from sulh.report import returns_sheet, sheet_html
from sulh.values import Place, Span


def statement(movements=(), populations=(), assessments=(), view=None, **more):
    return returns_statement(
        movements, populations, assessments, view or LedgerView(), since=SINCE, at=AT, **more
    )


def line(result, name, place="Ndele"):
    (only,) = [each for each in result.conditions if (each.place, each.condition) == (place, name)]
    return only


def test_records_of_one_sender_add_up_and_two_senders_give_bounds():
    """Of the time alone; each way and group by itself."""
    result = statement(
        [
            movement(100, ref="a"),
            movement(200, ref="b"),
            movement(400, ref="c", source="UNHCR"),
            movement(50, ref="d", movers="displaced", left="Ndele", to="Bria"),
            movement(999, ref="old", before=200),
            movement(999, ref="later", before=-1),
        ]
    )
    flows = {(each.left, each.arrived, each.movers): each for each in result.flows}
    home = flows["Bria", "Ndele", "returnee"]
    assert {who: (count.low, count.high) for who, count in home.says.items()} == {
        "IOM": (300, 318),
        "UNHCR": (400, 409),
    }
    assert home.people.low <= 300
    assert home.people.high >= 400
    assert set(flows) == {("Bria", "Ndele", "returnee"), ("Ndele", "Bria", "displaced")}


def test_a_flow_larger_than_its_source_is_named():
    """With the records; arrivals since then count, and a place nobody counted accuses nobody."""
    result = statement(
        [movement(500, ref="m1"), movement(5000, ref="m2", left="Obo")], [population(300)]
    )
    (fault,) = result.faults
    assert fault.records == ("m1",)
    assert "IOM says that 500 to 509 left Bria" in str(fault.message)
    assert not statement(
        [
            movement(500, ref="m1"),
            movement(250, ref="in", left="Obo", to="Bria", movers="displaced"),
        ],
        [population(300)],
    ).faults


def test_the_worst_of_what_is_known_counts_and_all_is_kept():
    """Two senders who differ; a later word of one replaces its earlier one; nothing said is unknown."""
    result = statement(
        assessments=[
            condition("school", "met", before=9, ref="c1"),
            condition("school", "partly", before=5, ref="c2", evidence=("photo-7",)),
            condition("school", "not-met", source="Red Cross", ref="c3"),
            condition("papers", "met", before=-3, ref="later"),
        ]
    )
    school = line(result, "school")
    assert (school.state, school.is_contested) == ("not-met", True)
    assert {each.records for each in school.evidence} == {("c2", "photo-7"), ("c3",)}
    assert line(result, "papers").state == "unknown"
    assert {each.condition for each in result.conditions} == set(CONDITIONS)


def incident(ref, place, before=5):
    return Incident(
        origin=Origin(source="team", ref=ref),
        span=span(before),
        place=place,
        act="attack",
        participants=(),
    )


def test_the_ledger_speaks_where_it_can():
    """Incidents nearby, ground not released, water delivered; what is far or long ago says nothing."""
    near, far = Place(lon=20.66, lat=8.42), Place(lon=21.66, lat=8.42)
    hazards = hazard_statement([area("h1", place=near)], [released("h1", 400)], at=AT)
    needs = needs_statement(
        [population(100, place="Ndele")], [delivery("water", "90", "m3", place="Ndele")], at=AT
    )
    view = LedgerView(
        incidents=[incident("i1", near), incident("i2", far), incident("i3", near, before=300)],
        hazards=hazards,
        needs=needs,
    )
    result = statement(assessments=[condition("security", "met")], view=view)
    security = line(result, "security")
    assert security.state == "not-met"
    assert ("i1",) in {each.records for each in security.evidence}
    assert line(result, "hazards").state == "not-met"
    assert line(result, "water").state == "met"
    (room,) = result.room
    assert (room.people, room.place) == (200, "Ndele")
    silent = statement(assessments=[condition("water", "met")])
    assert line(silent, "security").state == "unknown", "silence shows nothing"
    done = hazard_statement([area("h1", place=near)], [released("h1", 1000)], at=AT)
    assert (
        line(
            statement(assessments=[condition("water", "met")], view=LedgerView(hazards=done)),
            "hazards",
        ).state
        == "met"
    )


def test_a_place_without_position_is_met_by_its_name():
    view = LedgerView(
        incidents=[incident("i1", Place(district="bria")), incident("i2", Place(name="Obo"))]
    )
    result = statement(populations=[population(50)], view=view)
    (evidence,) = line(result, "security", "Bria").evidence
    assert evidence.records == ("i1",)


def test_a_place_that_must_wait_comes_last():
    """However many other conditions hold there."""
    rest = [name for name in CONDITIONS if name != "hazards"]
    result = statement(
        assessments=[
            *(condition(name, "met", place="A", ref=f"a{name}") for name in rest),
            condition("hazards", "not-met", place="A", ref="ah"),
            condition("water", "partly", place="B", ref="b"),
        ]
    )
    first, last = result.readiness
    assert (first.place, last.place, last.stops) == ("B", "A", ("hazards",))
    assert last.low == last.high == pytest.approx(8 / 9)
    assert (first.low, first.high) == (pytest.approx(0.5 / 9), pytest.approx(8.5 / 9))


states = st.sampled_from(["met", "partly", "not-met", None])


@given(
    st.lists(st.lists(states, min_size=9, max_size=9), min_size=1, max_size=4),
    st.lists(st.sampled_from([0.0, 0.5, 1.0, 3.0]), min_size=9, max_size=9).filter(any),
)
def test_index_and_ranks_are_those_of_a_plain_count(table, weights):
    """The index from its definition, ranks by comparing all pairs, for the weights and each change."""
    by_name = dict(zip(CONDITIONS, weights, strict=True))
    assessments = [
        condition(name, state, place=f"P{at}", ref=f"{at}{name}")
        for at, row in enumerate(table)
        for name, state in zip(CONDITIONS, row, strict=True)
        if state
    ]
    result = statement(
        assessments=assessments, populations=[population(50, place=f"P{at}") for at in range(len(table))],
        weights=by_name,
    )  # fmt: skip

    def scores(own):
        rows = {}
        for at, row in enumerate(table):
            low = high = 0.0
            for name, state in zip(CONDITIONS, row, strict=True):
                low += own[name] * {"met": 1, "partly": 0.5}.get(state, 0)
                high += own[name] * {"met": 1, "partly": 0.5, "not-met": 0}.get(state, 1)
            must_wait = "not-met" in (row[0], row[1], row[2])
            total = sum(own.values())
            rows[f"P{at}"] = (must_wait, -round(low / total, 9), -round(high / total, 9))
        return rows

    def ranks(own):
        rows = scores(own)
        return {place: 1 + sum(other < rows[place] for other in rows.values()) for place in rows}

    all_ranks = [ranks(by_name)]
    for name, factor in product(CONDITIONS, (0.5, 2.0)):
        own = {**by_name, name: by_name[name] * factor}
        if any(weight for each, weight in by_name.items() if each != name):
            all_ranks.append(ranks(own))
    for each in result.readiness:
        assert each.rank == all_ranks[0][each.place]
        assert each.rank_best == min(own[each.place] for own in all_ranks)
        assert each.rank_worst == max(own[each.place] for own in all_ranks)
        assert 0 <= each.low <= each.high <= 1 + 1e-9


@pytest.mark.parametrize(
    "text", ["wifi=2", "water=many", "water=-1", "water=nan", "water", "water=1e9"]
)
def test_a_weight_that_is_none_is_refused(text):
    with pytest.raises(InputError) as caught:
        parse_weights([text])
    assert caught.value.remedy
    with pytest.raises(InputError, match="All weights are 0"):
        parse_weights([f"{name}=0" for name in CONDITIONS])


def test_a_weight_given_twice_is_refused():
    with pytest.raises(InputError, match="water is given twice"):
        parse_weights(["water=2", "water=0"])


def test_a_time_that_ends_before_it_begins_is_refused():
    """An empty table would say that nobody moved."""
    for since in (AT, AT + timedelta(days=1)):
        with pytest.raises(InputError, match="ends before it begins") as caught:
            returns_statement([], [], [], LedgerView(), since=since, at=AT)
        assert caught.value.remedy


def test_a_place_nobody_looked_after_is_named():
    """An assessment after the last return; one before does not count."""
    seen = statement([movement(130)], [], [condition("water", "met", before=5)])
    unseen = statement([movement(130)], [], [condition("water", "met", before=15)])
    (one,), (other,) = seen.monitoring, unseen.monitoring
    assert (one.assessed_since, other.assessed_since) == (True, False)
    assert one.a_week == pytest.approx(130 / (90 / 7), abs=0.06)


def test_nothing_reported_is_an_empty_statement():
    result = statement()
    assert not result.flows
    assert not result.readiness


def test_an_assessment_of_a_day_bears_that_day_wherever_the_mission_is():
    """The days of Bangui begin the evening before in UTC."""
    start = datetime(2026, 2, 19, 23, tzinfo=UTC)
    day = Span(start, start + timedelta(days=1) - timedelta(microseconds=1))
    said = msgspec.structs.replace(condition("water", "met"), span=day)

    lines = statement([], [], [said]).conditions
    (water,) = (each for each in lines if each.condition == "water")
    assert [str(each.says) for each in water.evidence] == ["UNHCR on 2026-02-20"]


def test_a_place_that_nobody_assessed_must_not_look_ready():
    """Where security is not known, the page says to assess it, and not that there is nothing to wait for."""
    words = [condition("water", "met"), condition("security", "met", place="Bria", ref="c2")]
    words += [condition(name, "met", place="Bria", ref=name) for name in ("hazards", "free-choice")]
    made = returns_statement([], [], words, LedgerView(), since=SINCE, at=AT)
    by_place = {each.place: each for each in made.readiness}
    assert by_place["Ndele"].must_be_assessed == ("security", "hazards", "free-choice")
    assert by_place["Bria"].must_be_assessed == ()
    page = sheet_html(returns_sheet(made))
    assert "Assess first: security, hazards, free-choice" in page


def test_evidence_that_no_record_is_is_marked() -> None:
    """A reference that no record has is named in the sentence of each page, and in JSON; another's is not."""
    told = condition("water", "met", ref="c-1", evidence=("h-1", "B-12"))
    kinds = ("incident", "hazardous-area", "area-release", "population", "delivery")
    view = ledger_view(
        dict.fromkeys(kinds, ())
        | {"return-condition": (told,), "attachment": (condition("water", "met", ref="h-1"),)},
        at=AT,
    )
    made = statement(assessments=[told], view=view)
    (line,) = (each for each in made.conditions if each.evidence)
    (shown,) = line.content()["evidence"]
    assert shown["unknown"] == ["B-12"]
    assert shown["records"] == ["c-1", "h-1", "B-12"]
    assert shown["says"].endswith("no record here bears the reference that it names: B-12")
    assert "B-12" in sheet_html(returns_sheet(made))
    fine = statement(assessments=[told], view=LedgerView())
    assert "no record here" not in sheet_html(returns_sheet(fine))
