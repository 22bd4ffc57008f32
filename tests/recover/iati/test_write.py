"""Projects as activities: what is written follows the standard, breaks none of its rules, and says what the ledger says."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.picture import Origin
from sulh.recover import (
    IatiAccount,
    Payment,
    Project,
    Publisher,
    read_activities,
    write_activities,
)
from sulh.values import Place, Span

AT = datetime(2026, 3, 1, tzinfo=UTC)
PUBLISHER = Publisher(ref="XM-DAC-1", name="The Mission", type="40", country="CF")
words = st.text("abcé<&>\"' ا", min_size=1, max_size=12).map(str.strip).filter(bool)
days = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)).map(  # noqa: DTZ001 -- made UTC
    lambda each: each.replace(tzinfo=UTC)
)
amounts = st.decimals(1, 10**9, places=2)


def project(number: str, **more) -> Project:
    begin = more.pop("begin", AT - timedelta(days=100))
    values = {
        "title": "A school",
        "scale": "quick-impact",
        "service": "education",
        "budget": Decimal("12500.50"),
        "currency": "USD",
        "stage": "agreed",
    }
    return Project(
        origin=Origin(source="hq", ref=number),
        span=Span(begin, begin + more.pop("length", timedelta(days=200))),
        place=more.pop("place", Place(name="Bria", lon=21.99, lat=6.54)),
        **{**values, **more},
    )


def payment(number: str, project_number: str, **more) -> Payment:
    begin = more.pop("begin", AT - timedelta(days=10))
    values = {"money": "paid", "amount": Decimal(100), "currency": "USD", "organisation": "A firm"}
    return Payment(
        origin=Origin(source="hq", ref=number),
        span=Span(begin, begin),
        project=project_number,
        **{**values, **more},
    )


projects = st.builds(
    lambda number, title, service, budget, stage, contractor, funder, begin, length: project(
        f"P {number}/1",
        title=title,
        service=service,
        budget=budget,
        stage=stage,
        contractor=contractor,
        funder=funder,
        begin=begin,
        length=timedelta(days=length),
    ),
    st.integers(1, 10**6),
    words,
    st.sampled_from(["education", "health", "water", "other"]),
    amounts,
    st.sampled_from(["proposed", "agreed"]),
    st.just("") | words,
    st.just("") | words,
    days,
    st.integers(1, 1_000),
)


def read(text: str) -> tuple[list, IatiAccount]:
    account = IatiAccount()
    return list(read_activities([text.encode()], "f.xml", account, today=date(2026, 3, 1))), account


@given(st.lists(projects, min_size=1, max_size=3, unique_by=lambda each: each.origin.ref), amounts)
def test_what_is_written_breaks_no_rule(made: list[Project], amount: Decimal) -> None:
    """Whatever the texts hold; money comes back to the cent."""
    paid = [payment("pay", made[0].origin.ref, amount=amount)]
    text = write_activities(made, paid, PUBLISHER, at=AT)
    activities, account = read(text)
    assert account.problems == []
    assert {each.title for each in activities} == {" ".join(each.title.split()) for each in made}
    assert sum(each.spent.get("USD", Decimal(0)) for each in activities) == amount
    folder = Path(os.environ.get("SULH_DATA") or "/nonexistent") / "iati" / "2.03"
    if folder.is_dir():
        official(folder).validate(text)


def official(folder: Path, cache: dict[Path, xmlschema.XMLSchema] = {}) -> xmlschema.XMLSchema:  # noqa: B006
    """Return the official schema, read once."""
    if folder not in cache:
        cache[folder] = xmlschema.XMLSchema(str(folder / "iati-activities-schema.xsd"))
    return cache[folder]


def test_a_project_as_an_activity() -> None:
    """Its budget of less than a year, its money by what happened, its place."""
    text = write_activities(
        [project("QIP/1", contractor="A firm", funder="A donor")],
        [
            payment("1", "QIP/1", money="received", organisation="A donor"),
            payment("2", "QIP/1", money="paid", amount=Decimal(40)),
            payment("3", "QIP/1", begin=AT + timedelta(days=1)),
            payment("4", "another"),
        ],
        PUBLISHER,
        at=AT,
    )
    (activity,), _ = read(text)
    assert activity.identifier == "XM-DAC-1-QIP-1"
    assert (activity.budget, activity.spent) == ({"USD": Decimal("12500.50")}, {"USD": Decimal(40)})
    assert (activity.status, activity.places) == ("implementation", ("Bria",))
    assert "<pos>6.540000 21.990000</pos>" in text
    assert text.count("<transaction ") == 2


def test_a_long_project_has_a_disbursement_and_no_budget() -> None:
    """The standard has no budget for more than a year; nothing is split by guess."""
    text = write_activities([project("P", length=timedelta(days=800))], [], PUBLISHER, at=AT)
    assert "<budget" not in text
    assert "<planned-disbursement" in text


def test_two_projects_never_share_an_identifier() -> None:
    """Their numbers differ only in marks that an identifier may not hold."""
    with pytest.raises(InputError, match="one identifier"):
        write_activities([project("A/1"), project("A 1")], [], PUBLISHER, at=AT)


def test_the_last_decision_says_the_status() -> None:
    """As in the statement of rebuilding: approved is implemented, refused is cancelled."""
    made = [project("P1", stage="proposed"), project("P2"), project("P3", stage="proposed")]
    stages = {"P1": "agreed", "P2": "refused"}
    activities, account = read(write_activities(made, [], PUBLISHER, at=AT, stages=stages))
    assert [each.status for each in activities] == ["implementation", "cancelled", "pipeline"]
    assert account.problems == []


def test_days_are_those_of_the_mission() -> None:
    """A plan that begins at midnight there begins the day before in UTC."""
    bangui = ZoneInfo("Africa/Bangui")
    begin = datetime(2026, 1, 1, tzinfo=bangui).astimezone(UTC)
    made = project("P", begin=begin, length=timedelta(days=59) - timedelta(microseconds=1))
    text = write_activities(
        [made], [payment("1", "P", begin=begin)], PUBLISHER, at=AT, timezone=bangui
    )
    (activity,), _ = read(text)
    assert (activity.start, activity.end) == ("2026-01-01", "2026-02-28")
    assert '<transaction-date iso-date="2026-01-01"/>' in text
    assert "2025-12-31" not in text


def test_what_xml_cannot_hold_is_replaced() -> None:
    """A name of the ledger may hold U+FFFE, a name of the command line more."""
    publisher = replace(PUBLISHER, name="The\x0b Mission")
    (activity,), account = read(write_activities([project("P", title="a\ufffeb")], [], publisher, at=AT))  # fmt: skip
    assert (activity.title, activity.organisation) == ("a\ufffdb", "The\ufffd Mission")
    assert account.problems == []


def test_a_country_has_two_letters() -> None:
    """FRANCE is none: whoever reads the file would find no country by it."""
    with pytest.raises(InputError, match="no country of two letters"):
        write_activities([], [], replace(PUBLISHER, country="FRANCE"), at=AT)
