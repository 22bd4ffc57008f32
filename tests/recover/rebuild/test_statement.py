"""The statement of rebuilding: money, progress, lateness and people; what does not fit is named."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.recover.rebuild.made import (
    AT,
    milestone,
    payment,
    progress,
    project,
    reach,
    span,
)

from sulh.observe.context import Context
from sulh.picture import Origin
from sulh.recover import Damage, Population, choose_from_ledger, rebuild_statement, release
from sulh.report import choice_sheet, rebuilding_sheet, sheet_html
from sulh.tables import FaultyField
from sulh.values import Place
from sulh.workspace import RECORD_KINDS

CONTEXT = Context(file="f.csv", timezone=ZoneInfo("UTC"), kinds=RECORD_KINDS, now=AT)


def statement(**kinds):
    return rebuild_statement(
        {name.replace("_", "-"): several for name, several in kinds.items()}, at=AT
    )


def test_a_project_that_is_late_and_dear():
    """Half of the time has passed, 40 % is done, 60,000 of 100,000 are paid."""
    made = statement(
        project=[project()],
        milestone=[milestone()],
        project_progress=[progress(10, day=10), progress(40, day=40)],
        payment=[payment(50_000), payment(10_000, day=31), payment(9, day=60),
                 payment(70_000, money="received", who="Nation A")],
    )  # fmt: skip
    (line,) = made.projects
    assert (line.paid, line.received, line.progress) == (60_000, 70_000, 0.4)
    assert line.value.costs == (120_000, 150_000, 172_500)
    assert made.money() == {"USD": (100_000, 70_000, 60_000)}
    page = sheet_html(rebuilding_sheet(made))
    for words in ("120,000 to 172,500 USD", "0.67", "0.80", "2026-05-06"):
        assert words in page


def test_what_is_late_says_why():
    """A milestone whose end has passed and which is not done, with the cause where somebody said it."""
    made = statement(
        project=[project()],
        milestone=[milestone(last=30, share=60), milestone("m2", first=10, last=40, share=40),
                   milestone("m3", first=60, last=90, share=1)],
        project_progress=[progress(80, cause="access", remark="the bridge is out")],
    )  # fmt: skip
    (line,) = made.projects
    assert [(each.milestone, each.percent, each.cause) for each in line.late] == [
        ("m1", 80, "access"),
        ("m2", 0, ""),
    ]
    page = sheet_html(rebuilding_sheet(made))
    assert "the bridge is out" in page
    assert "nobody said why" in page
    assert line.value is None  # 101 % of the budget
    assert any("101 %" in str(each) for each in made.faults)


def test_what_does_not_fit_is_named_and_left_out():
    """Another currency, an unknown project or milestone, a number used twice, more paid than there is."""
    made = statement(
        project=[project(), project(source="other", budget=1)],
        milestone=[milestone(share=50), milestone(share=50), milestone(project="P-9")],
        project_progress=[progress(10), progress(60, source="donor"), progress(5, milestone="m7")],
        payment=[payment(200_000), payment(5, currency="EUR"), payment(5, project="P-9")],
        project_reach=[reach(10, project="P-9")],
    )
    (line,) = made.projects
    assert line.project.budget == 100_000
    assert line.paid == 200_000
    for words in (
        "two senders use this number",
        "P-1 has this milestone already",
        "there is no project P-9",
        "donor: 60 %, engineer: 10 %; the least counts",
        "P-1 has no milestone m7",
        "5 EUR is not in the project's currency",
        "more than the budget",
        "50 % of the budget; the rest counts as not done",
    ):
        assert any(words in str(each) for each in made.faults), words
    assert line.value.earned == Decimal(5000)


def test_communities_gain_what_agreed_projects_reach():
    """Two senders who differ give bounds; proposed projects do not count; all of it is rounded."""
    made = statement(
        project=[project(), project("P-2", stage="proposed")],
        project_reach=[
            reach(400, women=120, men=100, girls=90, boys=90, day=20),
            reach(420, women=130, men=110, girls=90, boys=90),
            reach(300, source="donor"),
            reach(900, word="intended"),
            reach(700, project="P-2", word="intended", place="Ndele"),
        ],
    )
    (gain,) = made.communities
    assert gain.community == "Bria"
    assert gain.reached.low <= 300
    assert gain.reached.high >= 420
    assert (gain.intended.low, gain.intended.high) == (900, 909)


def damage(grade="heavy", *, buildings=1, source="engineer", working="", cost=None, serves=None):
    return Damage(
        origin=Origin(source=source, ref=f"d{grade}{buildings}{source}"),
        span=span(1, 1),
        place=Place(name="Bria"),
        structure="school",
        grade=grade,
        buildings=buildings,
        service="education",
        working=working,
        serves=serves,
        cost=None if cost is None else Decimal(cost),
        currency="" if cost is None else "USD",
    )


def test_damage_adds_up_for_each_sender_alone():
    """The worst that was said about the service holds."""
    made = statement(
        damage=[
            damage(buildings=2, working="partly", cost="10.50", serves=120),
            damage("destruction", working="stopped", cost=5),
            damage(buildings=3, source="donor"),
        ]
    )
    donor, engineer = made.damage
    assert engineer.buildings == {
        "slight": 0, "moderate": 0, "heavy": 2, "very-heavy": 0, "destruction": 1,
    }  # fmt: skip
    assert (engineer.costs, engineer.working) == ({"USD": Decimal("15.50")}, "stopped")
    assert donor.buildings["heavy"] == 3
    assert "15.50 USD" in sheet_html(rebuilding_sheet(made))


def proposals(numbers, sizes, change=lambda number: number):
    """Return a statement of proposed projects, and the communities' people."""
    places = ("Bria", "Ndele")
    made = statement(
        project=[project(f"P-{at}", budget=each[0], stage="proposed")
                 for at, each in enumerate(numbers)],
        project_reach=[
            reach(change(people), project=f"P-{at}", place=place, word="intended")
            for at, each in enumerate(numbers)
            for place, people in zip(places, each[1:], strict=True)
        ],
    )  # fmt: skip
    counted = [
        Population(
            origin=Origin(source="IOM", ref=place),
            span=span(0, 0),
            place=Place(name=place),
            group="host",
            people=change(size),
        )
        for place, size in zip(places, sizes, strict=True)
    ]
    return made, counted


def published(made, counted, **how):
    answer = choose_from_ledger(
        made,
        counted,
        budget=Decimal(250),
        currency="USD",
        fairness="max-min",
        floor=None,
        **how,
    )
    return "".join(
        (
            json.dumps(answer.content()),
            sheet_html(choice_sheet(answer)),
            json.dumps(made.content()),
            sheet_html(rebuilding_sheet(made)),
        )
    )


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.tuples(st.integers(50, 150), st.integers(0, 60), st.integers(0, 60)), max_size=4),
    st.tuples(st.integers(1, 90), st.integers(1, 90)),
    st.randoms(use_true_random=False),
)
def test_no_page_of_projects_tells_two_worlds_apart(numbers, sizes, chance):
    """Every true count is changed to one that is rounded alike: pages and JSON stay the same to the letter."""

    def other(number):
        own = release(number)
        return own.low + chance.randrange(own.high - own.low + 1)

    assert published(*proposals(numbers, sizes)) == published(*proposals(numbers, sizes, other))


def test_the_choice_comes_from_the_ledger():
    """Sizes are what was counted; a project in another currency or without people is named."""
    made, counted = proposals([(100, 500, 0), (100, 400, 0), (100, 0, 90)], (1000, 100))
    extra = statement(
        project=[project("E-1", currency="EUR", stage="proposed"), project("E-2", stage="proposed")]
    )
    made = rebuild_like(made, extra)
    answer = choose_from_ledger(
        made, counted, budget=Decimal(200), currency="USD", fairness="0.5", floor=Fraction(1, 2)
    )
    assert answer.fair.projects == ("P-0", "P-2")
    assert answer.most.projects == ("P-0", "P-1")
    assert 0.3 < answer.price < 0.4
    assert answer.sizes == {"Bria": 1000, "Ndele": 100}
    assert [str(each).split(":")[0] for each in answer.left_out] == ["E-1", "E-2"]
    page = sheet_html(choice_sheet(answer, place="Mission"))
    assert "every community gains at least 50%" in page
    assert "Not among them, and why" in page


def rebuild_like(one, other):
    """Return the first statement with the projects of the second as well."""
    return replace(one, projects=(*one.projects, *other.projects))


@pytest.mark.parametrize(
    ("kind", "row", "words"),
    [
        ("project", {"budget": "0"}, "budget"),
        ("project", {"currency": "usd"}, "is no currency"),
        ("project", {"place": ""}, "place"),
        ("project", {"end": "2026-01-01T00:00:00Z"}, "is not after start"),
        ("milestone", {"share": "0"}, "share"),
        ("milestone", {"share": "101"}, "share"),
        ("project-progress", {"percent": "101"}, "percent"),
        ("payment", {"currency": "dollars"}, "is no currency"),
        ("project-reach", {"women": "6", "men": "5"}, "is less than its parts"),
        ("damage", {"cost": "5", "currency": ""}, "currency"),
        ("damage", {"buildings": "0"}, "buildings"),
        ("damage", {"grade": "total"}, "grade"),
    ],
)
def test_rows_that_cannot_be_are_refused(kind, row, words):
    """With the field and what was expected."""
    good = {
        "kind": kind,
        "source": "s",
        "ref": "r",
        "start": "2026-01-01T00:00:00Z",
        "end": "2026-03-01T00:00:00Z" if kind in {"project", "milestone"} else "",
        "place": "Bria",
        "title": "Well",
        "scale": "quick-impact",
        "service": "water",
        "budget": "10",
        "currency": "USD",
        "stage": "proposed",
        "project": "P-1",
        "share": "10",
        "milestone": "m",
        "percent": "5",
        "money": "paid",
        "amount": "5",
        "organisation": "Builders",
        "reach": "reached",
        "people": "10",
        "structure": "school",
        "grade": "heavy",
        "buildings": "1",
    }
    read = partial(RECORD_KINDS[kind].parse, context=CONTEXT, row=2)
    assert read(good).origin.ref == "r"
    with pytest.raises(FaultyField) as caught:
        read({**good, **row})
    assert words in f"{caught.value.field} {caught.value.message}"


def test_the_moment_counts():
    """What was recorded of later days is not there yet."""
    made = rebuild_statement(
        {
            "project": [project()],
            "milestone": [milestone()],
            "project-progress": [progress(40)],
            "payment": [payment(10)],
            "project-reach": [reach(100)],
        },
        at=AT - timedelta(days=45),
    )
    (line,) = made.projects
    assert (line.paid, line.progress, line.reach) == (0, 0, ())
