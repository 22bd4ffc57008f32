"""Decisions, complaints and the donor's report: overdue answers are listed, nobody is exposed."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.recover.rebuild.made import AT, milestone, payment, progress, project, reach, span
from tests.recover.returns.made import alike, same_cell

from sulh.errors import InputError
from sulh.picture import Origin
from sulh.recover import (
    Complaint,
    ComplaintAnswer,
    Decision,
    donor_report,
    governance_statement,
    rebuild_statement,
)
from sulh.report import donor_sheet, governance_sheet, rebuilding_sheet, sheet_html
from sulh.tables.times import days_span
from sulh.values import Place
from sulh.workspace import RECORD_KINDS


def decision(projects, outcome="approve", *, day=10, options=()):
    return Decision(
        origin=Origin(source="board", ref=f"d{day}"),
        span=span(day, day),
        projects=projects,
        outcome=outcome,
        agent="Project review board",
        criteria=("people reached", "max-min"),
        options=options,
    )


def complaint(ref="c1", *, day=1, people=3, topic="delay", source="desk", **more):
    return Complaint(
        origin=Origin(source=source, ref=ref),
        span=span(day, day),
        topic=topic,
        people=people,
        place=Place(name="Bria"),
        **more,
    )


def answer(word, *, to="c1", day=20, source="desk"):
    return ComplaintAnswer(
        origin=Origin(source=source, ref=f"a{to}{day}"),
        span=span(day, day),
        complaint=to,
        answer=word,
        agent="Civil affairs",
    )


def governance(complaints, answers=(), decisions=()):
    entries = {"complaint": complaints, "complaint-answer": answers, "decision": decisions}
    return governance_statement(entries, at=AT)


def test_an_answer_is_overdue_until_one_ends_it():
    """Thirty days where nothing else is said; acknowledged or referred is not answered."""
    made = governance(
        [complaint(about="P-1"), complaint("c2"), complaint("c3", day=30), complaint("c4", day=30, answer_days=5),
         complaint("c5", day=60)],
        [answer("refer"), answer("uphold", to="c2"), answer("dismiss", to="c9")],
    )  # fmt: skip
    assert [(each.complaint, each.days_late, each.last) for each in made.overdue] == [
        ("c1", 19, "refer"),
        ("c4", 15, ""),
    ]
    assert tuple(map(str, made.faults)) == ("answer ac920 (desk): there is no complaint c9.",)
    page = sheet_html(governance_sheet(made))
    assert "P-1" in page
    assert "Bria" not in page


def test_of_a_sensitive_complaint_nothing_but_its_lateness_shows():
    made = governance([complaint(sensitive=True, topic="conduct", about="P-1", people=1)])
    text = sheet_html(governance_sheet(made)) + json.dumps(made.content())
    assert made.overdue[0].topic == "sensitive"
    for words in ("conduct", "P-1", "Bria"):
        assert words not in text


def test_one_senders_answer_closes_no_complaint_of_another():
    """Two desks use one number: each answer counts for its own; a third one's for none, and is named."""
    both = [complaint(), complaint(source="radio")]
    made = governance(both, [answer("uphold")])
    assert [each.complaint for each in made.overdue] == ["c1"]
    made = governance(both, [answer("uphold", source="board")])
    assert len(made.overdue) == 2
    assert "desk, radio all have a complaint c1" in str(made.faults[0])


def test_a_decision_makes_a_proposal_a_project():
    """The last one counts, from its day on."""
    proposals = [project("P-1", stage="proposed"), project("P-2", stage="proposed")]
    decisions = [decision(("P-1", "P-2"), day=5), decision(("P-2",), "refuse"),
                 decision(("P-1",), "postpone", day=60)]  # fmt: skip
    made = rebuild_statement({"project": proposals, "decision": decisions}, at=AT)
    assert [each.stage for each in made.projects] == ["agreed", "refused"]
    assert made.money() == {"USD": (100_000, 0, 0)}


def report(name="Nation A", **more):
    entries = {
        "project": [project(funder="nation a"), project("P-2", currency="EUR"), project("P-3", funder="Nation B")],
        "milestone": [milestone(last=30, share=50), milestone("m2", first=30, share=50)],
        "project-progress": [progress(40, cause="funds")],
        "payment": [payment(30_000, money="received", who="Nation A"), payment(10_000, money="received", who="Nation B"),
                    payment(500, money="received", who="Nation A", project="P-2", currency="EUR"),
                    payment(20_000)],
        "project-reach": [reach(57, women=11, men=12, girls=13, boys=14)],
        "decision": [decision(("P-1",)), decision(("P-3",), day=11)],
        "complaint": [complaint(about="P-1"), complaint("c2", about="P-3")],
        **more,
    }  # fmt: skip
    return donor_report(
        name, rebuild_statement(entries, at=AT), governance_statement(entries, at=AT)
    )


def test_a_donor_sees_its_gift_beside_the_whole():
    """Given and spent by currency, people by sex and age, what is late and why, who decided, what waits."""
    made = report("NATION A ")
    assert made.money() == {"EUR": (500, 500, 0), "USD": (30_000, 40_000, 20_000)}
    assert [(each.line.number, each.share) for each in made.projects] == [
        ("P-1", 0.75),
        ("P-2", 1.0),
    ]
    assert made.overdue_complaints == 1
    assert [each.projects for each in made.decisions] == [("P-1",)]
    page = sheet_html(donor_sheet(made, place="Mission"))
    for words in (
        "500 EUR; 30,000 USD",
        "75%",
        "funds",
        "Project review board",
        "max-min",
        "10 to 19",
    ):
        assert words in page
    assert ">57<" not in page


def test_days_are_those_of_the_mission():
    """A plan to the end of 9 April two hours west of Greenwich ends on that day, on all pages."""
    for zone in (ZoneInfo("Etc/GMT+2"), ZoneInfo("Asia/Baghdad")):
        until, end = (
            days_span(date(2026, 1, 1), last, zone)
            for last in (date(2026, 1, 31), date(2026, 4, 9))
        )
        well = structs.replace(project(funder="Nation A"), span=end)
        part = structs.replace(milestone(), span=until)
        grievance = structs.replace(complaint(), span=until, answer_days=2)
        entries = {"project": [well], "milestone": [part], "complaint": [grievance]}
        rebuilt = rebuild_statement(entries, at=AT)
        governance = governance_statement(entries, at=AT)
        pages = [
            sheet_html(rebuilding_sheet(rebuilt, timezone=zone)),
            sheet_html(donor_sheet(donor_report("Nation A", rebuilt, governance), timezone=zone)),
            sheet_html(governance_sheet(governance, timezone=zone)),
        ]
        for page, day in zip(pages, ("2026-04-09", "2026-01-31", "2026-02-02"), strict=True):
            assert day in page
        assert "2026-01-31" in pages[0]


def test_an_unknown_donor_is_told_who_there_is():
    with pytest.raises(InputError, match="No project names the donor") as caught:
        report("Nation Z")
    assert "Nation B" in caught.value.remedy


@settings(deadline=None, max_examples=15)
@given(st.lists(st.integers(1, 60), min_size=6, max_size=6), st.randoms(use_true_random=False))
def test_no_report_tells_two_worlds_apart(numbers, chance):
    """Each true count of people is changed to one that is rounded alike: nothing published changes."""

    def published(whole, parts, complain):
        made = report(
            **{
                "project-reach": [reach(whole, **parts)],
                "complaint": [complaint(people=complain)],
            }
        )
        said = governance([complaint(people=complain)])
        return (
            sheet_html(donor_sheet(made)) + sheet_html(governance_sheet(said)),
            json.dumps([made.content(), said.content()]),
        )

    def draw():
        return chance.randrange(1000)

    parts = dict(zip(("women", "men", "girls", "boys"), numbers, strict=False))
    whole = sum(parts.values()) + numbers[4]
    other = max(1, same_cell(numbers[5], draw()))
    assert published(whole, parts, numbers[5]) == published(*alike(whole, parts, draw), other)


def test_a_complaint_has_no_room_for_a_persons_words():
    """Neither a name nor free text: what was said goes into a sealed note."""
    names = {each.name for each in RECORD_KINDS["complaint"].columns}
    assert not {"words", "name", "remark", "contact", "agent", "actor", "reason"} & names
