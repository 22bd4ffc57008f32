"""Activities of others as rows of the report form: nothing guessed, nothing lost without its name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.recover.iati.test_write import AT, PUBLISHER, payment, projects, words

from sulh.errors import InputError
from sulh.observe import open_reports, read
from sulh.recover import (
    IATI_COLUMNS,
    RECOVER_KINDS,
    IatiAccount,
    IatiRest,
    activity_rows,
    read_activities,
    write_activities,
)
from sulh.tables import Rejected, Row, Table

if TYPE_CHECKING:
    from sulh.recover import Payment, Project

UTC_ZONE = ZoneInfo("UTC")


def activity(*more: str, **changes: str) -> str:
    """Return an activity of 2.03; `changes` overwrite its elements by name, `more` stands at the end."""
    parts = {
        "identifier": "<iati-identifier>XM-1-P</iati-identifier>",
        "reporter": '<reporting-org ref="XM-1" type="40"><narrative>An agency</narrative></reporting-org>',
        "title": "<title><narrative>A school</narrative></title>",
        "description": '<description type="1"><narrative>x</narrative></description>',
        "partners": '<participating-org role="1"><narrative>Nation A</narrative></participating-org>'
        '<participating-org role="4"><narrative>Firm B</narrative></participating-org>',
        "status": '<activity-status code="2"/>',
        "dates": '<activity-date iso-date="2024-01-01" type="1"/><activity-date iso-date="2025-06-30" type="3"/>',
        "country": '<recipient-country code="CF"><narrative>Central African Republic</narrative></recipient-country>',
        "places": place("Bria"),
        "sectors": '<sector vocabulary="1" code="11220"/>',
        "budgets": budget("2024-01-01", "2024-12-31", "10000"),
    } | changes
    humanitarian = parts.pop("humanitarian", "0")
    body = "".join((*parts.values(), *more))
    return (
        f'<iati-activity xml:lang="en" default-currency="EUR" humanitarian="{humanitarian}">'
        f"{body}</iati-activity>"
    )


def place(name: str, pos: str = "") -> str:
    point = (
        f'<point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>{pos}</pos></point>'
        if pos
        else ""
    )
    return f"<location><name><narrative>{name}</narrative></name>{point}</location>"


def budget(begin: str, end: str, amount: str, kind: str = "1", currency: str = "") -> str:
    own = f' currency="{currency}"' if currency else ""
    return (
        f'<budget type="{kind}"><period-start iso-date="{begin}"/><period-end iso-date="{end}"/>'
        f'<value value-date="{begin}"{own}>{amount}</value></budget>'
    )


def transaction(
    kind: str, day: str, amount: str, *, ref: str = "", org: str = "", currency: str = ""
) -> str:
    side = "provider-org" if kind == "1" else "receiver-org"
    return (
        f'<transaction{f" ref={chr(34)}{ref}{chr(34)}" if ref else ""}><transaction-type code="{kind}"/>'
        f'<transaction-date iso-date="{day}"/>'
        f'<value value-date="{day}"{f" currency={chr(34)}{currency}{chr(34)}" if currency else ""}>{amount}</value>'
        + (f"<{side}><narrative>{org}</narrative></{side}>" if org else "")
        + "</transaction>"
    )


def document(*activities: str) -> bytes:
    return f'<iati-activities version="2.03">{"".join(activities)}</iati-activities>'.encode()


def rows_of(*activities: str) -> tuple[list[dict[str, str]], list[Rejected], IatiRest]:
    rest = IatiRest()
    rows = list(activity_rows([document(*activities)], "a.xml", rest, scale="reconstruction"))
    numbers = [each.number for each in rows]
    assert numbers == [*range(1, len(rows) + 1)]
    good = [dict(each.values) for each in rows if isinstance(each, Row)]
    return good, [each for each in rows if isinstance(each, Rejected)], rest


def records(content: bytes) -> list[Any]:
    rows = activity_rows([content], "a.xml", IatiRest(), scale="quick-impact")
    table = Table(columns=IATI_COLUMNS, rows=rows, has_header=False, name="a.xml")
    opened = open_reports(table, kinds=RECOVER_KINDS, read_as={"decimal": "."})
    batches = list(read(opened, timezone=UTC_ZONE, now=datetime(2030, 1, 1, tzinfo=UTC)))
    assert [each for batch in batches for each in batch.problems if each.severity == "error"] == []
    return [each for batch in batches for each in batch.reports]


payments = st.lists(
    st.tuples(
        st.sampled_from(["received", "committed", "paid"]),
        st.decimals(1, 10**6, places=2),
        st.integers(1, 300),
        words,
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=40)
@given(project=projects, money=payments)
def test_what_one_mission_writes_another_takes(
    project: Project, money: list[tuple[str, Decimal, int, str]]
) -> None:
    """Title, days, place, service, budget, stage, partners, and each payment, to the cent."""
    paid = [
        payment(
            f"pay-{n}",
            project.origin.ref,
            money=kind,
            amount=amount,
            organisation=name,
            begin=AT - timedelta(days=age),
        )
        for n, (kind, amount, age, name) in enumerate(money)
    ]
    text = write_activities([project], paid, PUBLISHER, at=AT)
    first, *others = records(text.encode())

    def gist(each: Project) -> tuple[object, ...]:
        words = (each.title, each.contractor, each.funder)
        plain = [" ".join(word.split()) for word in words]
        return (
            *plain,
            each.service,
            each.budget,
            each.currency,
            each.stage == "agreed",
            each.place.name,
        )

    # what is planned for later is in the pipeline, whatever was agreed
    expected = list(gist(project))
    expected[6] = project.stage == "agreed" and project.span.start <= AT
    assert gist(first) == tuple(expected)
    assert first.span.start.date() == project.span.start.date()
    assert (first.place.lon, first.place.lat) == (project.place.lon, project.place.lat)

    def amounts(each: Payment) -> tuple[object, ...]:
        return (
            each.money,
            each.amount,
            each.currency,
            " ".join(each.organisation.split()),
            each.span.start.date(),
        )

    assert sorted(map(str, map(amounts, others))) == sorted(map(str, map(amounts, paid)))
    assert {each.project for each in others} <= {first.origin.ref}


def test_a_project_and_its_money() -> None:
    """A revised budget stands for the original of its period; a currency is each value's own."""
    (project, *money), none, rest = rows_of(
        activity(
            transaction("1", "2024-02-01", "9000", ref="T1", org="Nation A"),
            transaction("4", "2024-03-01", "500000", org="Firm B", currency="XAF"),
            transaction("4", "2024-03-01", "70", org="Firm B"),
            transaction("5", "2024-03-01", "70", org="Bank"),
            '<document-link format="text/html" url="http://example.org"><title><narrative>x</narrative></title>'
            '<category code="A01"/></document-link>',
            budgets=budget("2024-01-01", "2024-12-31", "10000")
            + budget("2024-01-01", "2024-12-31", "12000.50", "2")
            + budget("2025-01-01", "2025-06-30", "3000"),
            places=place("Bria", "6.5423 21.9863"),
        )
    )
    assert none == []
    assert project == {
        "kind": "project",
        "ref": "XM-1-P",
        "source": "An agency",
        "start": "2024-01-01",
        "end": "2025-06-30",
        "place": "Bria",
        "country": "Central African Republic",
        "lat": "6.5423",
        "lon": "21.9863",
        "accuracy_m": "region",
        "title": "A school",
        "scale": "reconstruction",
        "service": "education",
        "budget": "15000.50",
        "currency": "EUR",
        "stage": "agreed",
        "contractor": "Firm B",
        "funder": "Nation A",
    }
    assert [(each["ref"], each["money"], each["amount"], each["currency"]) for each in money] == [
        ("XM-1-P/T1", "received", "9000", "EUR"),
        ("XM-1-P/4-2024-03-01", "paid", "500000", "XAF"),
        ("XM-1-P/4-2024-03-01/2", "paid", "70", "EUR"),
    ]
    assert rest.elements == {"description": 1, "transaction (of type 5)": 1, "document-link": 1}


def test_relief_is_who_does_what_where() -> None:
    """A row for each sector, place and organisation; its money has no place there, and is named."""
    rows, none, rest = rows_of(
        activity(
            humanitarian="1",
            places=place("Bria") + place("Ippy"),
            sectors='<sector vocabulary="1" code="72040" percentage="50"><narrative>Food</narrative></sector>'
            '<sector vocabulary="1" code="72010" percentage="50"/>',
        )
    )
    assert none == []
    assert {each["kind"] for each in rows} == {"delivery"}
    assert [
        (each["place"], each["supply"], each["organisation"], each["progress"]) for each in rows
    ] == [
        ("Bria", "Food", "Firm B", "ongoing"),
        ("Bria", "DAC 72010", "Firm B", "ongoing"),
        ("Ippy", "Food", "Firm B", "ongoing"),
        ("Ippy", "DAC 72010", "Firm B", "ongoing"),
    ]
    assert rest.elements["budget"] == 1
    assert len({each["ref"] for each in rows}) == 4


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": '<activity-status code="5"/>'}, "is cancelled"),
        ({"status": '<activity-status code="6"/>'}, "is suspended"),
        ({"places": ""}, "no places"),
        ({"places": place("Bria") + place("Ippy")}, "2 places"),
        ({"budgets": ""}, "no budget"),
        ({"budgets": budget("2024-01-01", "2024-12-31", "1") * 2}, "two budgets"),
        (
            {
                "budgets": budget("2024-01-01", "2024-12-31", "1")
                + budget("2024-06-01", "2025-05-31", "1")
            },
            "overlap",
        ),
        (
            {
                "budgets": budget("2024-01-01", "2024-12-31", "1")
                + budget("2025-01-01", "2025-12-31", "1", currency="USD")
            },
            "several currencies",
        ),
        ({"humanitarian": "1", "places": ""}, "no places"),
        ({"humanitarian": "1", "sectors": ""}, "no sector"),
    ],
)
def test_what_fits_no_record_is_taken_out_with_the_reason(
    changes: dict[str, str], reason: str
) -> None:
    """Its neighbours come in."""
    rows, (out,), _ = rows_of(activity(**changes), activity())
    assert len(rows) == 1
    assert out.problem.code == "iati-no-record"
    assert reason in out.problem.message
    assert out.problem.value == "XM-1-P"


def test_several_partners_and_services_are_not_chosen_from() -> None:
    """Nobody is made the contractor by being named first."""
    (project,), _, rest = rows_of(
        activity(
            partners='<participating-org role="4"><narrative>B</narrative></participating-org>'
            '<participating-org role="4"><narrative>C</narrative></participating-org>',
            sectors='<sector code="11220" percentage="50"/><sector code="14030" percentage="50"/>',
        )
    )
    assert (project.get("contractor", ""), project["service"]) == ("", "other")
    assert rest.elements["participating-org (several in role 4)"] == 1
    assert rest.elements["sector (of several services: other)"] == 1


def test_faulty_activities_and_files() -> None:
    """A wrong structure takes out its activity, a wrong version the file."""
    rows, (out,), _ = rows_of(
        activity(), activity(title=""), activity(identifier="<iati-identifier>Q</iati-identifier>")
    )
    assert [each["ref"] for each in rows] == ["XM-1-P", "Q"]
    assert (out.number, out.problem.code) == (2, "iati-missing")
    assert "line 1" in out.problem.message
    old = document(activity()).replace(b"2.03", b"1.05")
    with pytest.raises(InputError, match=r"version 1\.05"):
        list(activity_rows([old], "a.xml", IatiRest(), scale="quick-impact"))


def test_rows_are_as_many_as_the_reader_lists() -> None:
    """Each good activity of a file is at least one row, taken or not: a second count says so."""
    content = document(
        activity(), activity(humanitarian="1"), activity(status='<activity-status code="5"/>')
    )
    account = IatiAccount()
    listed = list(read_activities([content], "a.xml", account, today=date(2026, 1, 1)))
    rows, out, _ = rows_of(
        activity(), activity(humanitarian="1"), activity(status='<activity-status code="5"/>')
    )
    assert (
        len(listed)
        == len({each["ref"].split("/")[0] + each["kind"] for each in rows}) + len(out)
        == 3
    )
