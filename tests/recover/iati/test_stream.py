"""Hostile and broken files are refused in words; faults say where; memory does not grow with the file."""

import tracemalloc
from datetime import date
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError, Problem
from sulh.recover import IatiAccount, read_activities
from sulh.recover.iati.stream import Statement, read_statements

ACTIVITY = """<iati-activity xml:lang="en" default-currency="USD">
  <iati-identifier>XM-1-A</iati-identifier>
  <reporting-org ref="XM-1" type="40"><narrative>The Mission</narrative></reporting-org>
  <title><narrative>A school at Bria</narrative></title>
  <description><narrative>Six rooms</narrative></description>
  <participating-org role="1"><narrative>A donor</narrative></participating-org>
  <activity-status code="2"/>
  <activity-date iso-date="2024-01-01" type="2"/>
  <recipient-country code="CF"/>
  <sector code="11120"/>
  <budget><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/><value value-date="2024-01-01">12500.50</value></budget>
  <transaction><transaction-type code="4"/><transaction-date iso-date="2024-02-01"/><value currency="XAF" value-date="2024-02-01">600000</value></transaction>
</iati-activity>
"""
TODAY = date(2026, 1, 1)


def file_of(*activities: str, head: str = "") -> bytes:
    return (
        f'{head}<iati-activities version="2.03">\n{"".join(activities)}</iati-activities>'.encode()
    )


def read(content: bytes) -> tuple[list, IatiAccount]:
    account = IatiAccount()
    return list(read_activities([content], "f.xml", account, today=TODAY)), account


def test_an_activity_in_short() -> None:
    """Money by currency, the default where a value says none."""
    (activity,), account = read(file_of(ACTIVITY))
    assert (account.statements, account.good, account.errors, account.warnings) == (1, 1, 0, 0)
    assert activity.content() == {
        "identifier": "XM-1-A",
        "title": "A school at Bria",
        "organisation": "The Mission",
        "status": "implementation",
        "start": "2024-01-01",
        "end": "",
        "countries": ["CF"],
        "sectors": ["11120"],
        "places": [],
        "budget": {"USD": "12500.50"},
        "spent": {"XAF": "600000"},
    }


def test_a_bad_activity_loses_no_good_one() -> None:
    """The fault names line, path, value, and what was expected."""
    bad = ACTIVITY.replace("12500.50", "12,500")
    activities, account = read(file_of(ACTIVITY, bad, ACTIVITY))
    assert (len(activities), account.statements, account.errors) == (2, 3, 1)
    (problem,) = account.problems
    assert (problem.row, problem.code, problem.value) == (25, "iati-value", "12,500")
    assert problem.field == "iati-activities/iati-activity[2]/budget/value"
    assert "decimal" in problem.expected


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("<sector", "<sektor", "iati-unknown", "<sektor>"),
        (' code="11120"', "", "iati-missing", "@code"),
        ('code="11120"', 'code="11120" kode="1"', "iati-unknown", "@code"),
        ('<activity-status code="2"/>', "", "iati-missing", "<activity-status>"),
        ("<title>", "<title/><title>", "iati-missing", "<narrative>"),
        ("<budget>", "<budget>text", "iati-text", "text"),
        ('2024-02-01"/>', '2024-02-30"/>', "iati-value", "2024-02-30"),
        ('<sector code="11120"/>', "", "", ""),
    ],
)
def test_faults_say_what_they_found(old: str, new: str, code: str, says: str) -> None:
    """A rule that is broken, as the last, is a warning, and the activity is read."""
    activities, account = read(file_of(ACTIVITY.replace(old, new)))
    errors = [each for each in account.problems if each.severity == "error"]
    assert bool(errors) == bool(code)
    assert len(activities) == (not code)
    assert not code or code in {each.code for each in errors}
    assert says in "".join(map(str, errors))


def test_order_is_part_of_the_standard() -> None:
    """An element too late is named once, and those after it are judged."""
    moved = ACTIVITY.replace('<activity-status code="2"/>', "").replace(
        "<budget>", '<activity-status code="2"/><budget>'
    )
    _, account = read(file_of(moved))
    assert [each.code for each in account.problems] == ["iati-missing", "iati-order"]


def test_elements_of_other_standards_are_passed_over() -> None:
    """They stand last, with whatever they hold."""
    foreign = '<x:more xmlns:x="urn:x"><title>Not ours</title><x:deep/></x:more></iati-activity>'
    (activity,), account = read(file_of(ACTIVITY.replace("</iati-activity>", foreign)))
    assert (activity.title, account.errors) == ("A school at Bria", 0)


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (file_of(ACTIVITY, head=BOMB), "document type declaration"),
        (file_of(ACTIVITY, head=OUTSIDE), "document type declaration"),
        (file_of("<a>" * 200), "nested more than"),
        (file_of(ACTIVITY)[:-30], "no whole XML"),
        (b"<html/>", "is no IATI file"),
        (b"", "no whole XML"),
        (b"PK\x03\x04", "no whole XML"),
        (b'<?xml version="1.0" encoding="klingon"?><iati-activities version="2.03"/>', "XML"),
        (file_of(ACTIVITY.replace("Bria", "&undefined;")), "no whole XML"),
    ],
)
def test_hostile_and_broken_files(content: bytes, says: str) -> None:
    """No entity is ever read; one sentence says why."""
    with pytest.raises(InputError, match=says):
        read(content)


def test_other_encodings_are_read() -> None:
    """Latin-1 and UTF-16, as the file says."""
    text = file_of(ACTIVITY.replace("Bria", "Kéla")).decode()
    for name in ("iso-8859-1", "utf-16"):
        content = f'<?xml version="1.0" encoding="{name}"?>{text}'.encode(name)
        (activity,), _ = read(content)
        assert activity.title == "A school at Kéla"


@given(st.integers(1, 400))
def test_however_the_bytes_come_the_reading_is_the_same(size: int) -> None:
    """Pieces may cut an element, a letter, a line."""
    content = file_of(ACTIVITY, ACTIVITY.replace("12500.50", "é"))
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    assert list(read_statements(pieces, "f")) == list(read_statements([content], "f"))


def test_memory_does_not_grow_with_the_file() -> None:
    """Two thousand activities take no more than forty."""

    def peak(count: int) -> int:
        pieces = chain(
            [b'<iati-activities version="2.03">'],
            repeat(ACTIVITY.encode(), count),
            [b"</iati-activities>"],
        )
        tracemalloc.start()
        seen = sum(isinstance(each, Statement) for each in read_statements(pieces, "f"))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert seen == count
        return top

    peak(2)
    assert peak(2_000) < 2 * peak(40) + 100_000


@given(st.text(st.sampled_from("<>/&;\"'= abct-é\n"), max_size=60))
def test_any_text_within_an_activity_is_read_or_refused(text: str) -> None:
    """Never anything else."""
    content = file_of(ACTIVITY.replace("Six rooms", text))
    try:
        assert all(
            isinstance(each, (Statement, Problem)) for each in read_statements([content], "f")
        )
    except InputError:
        return
