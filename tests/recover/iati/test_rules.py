"""The standard's rules: each is broken by one change to an activity that breaks none."""

import pytest
from tests.recover.iati.test_stream import ACTIVITY, file_of, read

DATE = '<activity-date iso-date="2024-01-01" type="2"/>'
SECTOR = '<sector code="11120"/>'
COUNTRY = '<recipient-country code="CF"/>'


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        ("1.1.3", "XM-1-A<", "XM-1<"),
        ("1.1.21", "XM-1-A<", "OTHER-A<"),
        ("1.3.1", "XM-1-A<", "XM-1-A <"),
        ("1.3.13", "XM-1-A<", "XM-1-A/2<"),
        ("2.1.1", SECTOR, SECTOR + '<sector code="12230" percentage="50"/>'),
        ("2.1.2", SECTOR, '<sector code="1" percentage="50"/><sector code="2" percentage="60"/>'),
        ("2.1.4", SECTOR, '<sector code="1" percentage="50"/>'),
        ("2.2.1", SECTOR, '<sector code="1" vocabulary="99"/>'),
        ("3.1.1", COUNTRY, COUNTRY + '<recipient-country code="TD"/>'),
        ("3.1.4", COUNTRY, '<recipient-country code="CF" percentage="90"/>'),
        (
            "3.4.2",
            COUNTRY,
            '<recipient-country code="CF" percentage="50"/><recipient-region code="1" percentage="40"/>',
        ),
        ("3.6.2", "</value></transaction>", "</value>" + COUNTRY + "</transaction>"),
        ("3.7.1", COUNTRY, ""),
        ("4.1.1", ' xml:lang="en"', ""),
        ("4.3.1", "A school at Bria", " "),
        ("6.2.2", SECTOR, ""),
        ("6.6.2", "</value></transaction>", "</value>" + SECTOR + "</transaction>"),
        ("6.10.1", "<narrative>A donor</narrative>", ""),
        ("6.11.1", 'type="2"/>', 'type="3"/>'),
        ("7.5.3", "2024-12-31", "2025-12-31"),
        ("7.8.1", ' default-currency="USD"', ""),
        ("8.6.3", "2024-12-31", "2023-12-31"),
        (
            "11.1.1",
            "<iati-activity ",
            '<iati-activity last-updated-datetime="2030-01-01T00:00:00Z" ',
        ),
        (
            "11.1.2",
            DATE,
            '<activity-date iso-date="2024-01-01" type="1"/><activity-date iso-date="2023-01-01" type="3"/>',
        ),
        ("11.1.3", DATE, DATE + '<activity-date iso-date="2023-01-01" type="4"/>'),
        ("11.1.4", DATE, '<activity-date iso-date="2030-01-01" type="2"/>'),
        ("11.1.5", DATE, DATE + '<activity-date iso-date="2030-01-01" type="4"/>'),
        (
            "11.2.1",
            'transaction-date iso-date="2024-02-01"',
            'transaction-date iso-date="2030-02-01"',
        ),
        ("11.2.2", 'XAF" value-date="2024-02-01"', 'XAF" value-date="2030-02-01"'),
        (
            "12.1.1",
            SECTOR,
            '<sector code="1" percentage="150"/><sector code="2" percentage="-50"/>',
        ),
    ],
)
def test_each_rule_is_seen_alone(number: str, old: str, new: str) -> None:
    """The activity is read all the same."""
    assert old in ACTIVITY
    activities, account = read(file_of(ACTIVITY.replace(old, new)))
    assert [each.message for each in account.problems if f"rule {number} " in each.message], account
    assert len(account.problems) == 1, account.problems
    assert (len(activities), account.errors) == (1, 0)
