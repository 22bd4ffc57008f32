"""The standard's rules: each is broken by one change to an activity that breaks none."""

import pytest
from tests.recover.iati.test_stream import ACTIVITY, file_of, read

DATE = '<activity-date iso-date="2024-01-01" type="2"/>'
SECTOR = '<sector code="11120"/>'
COUNTRY = '<recipient-country code="CF"/>'

BUDGET = "<budget>"
PAID = "600000</value>"
DATE_BEFORE = '<activity-status code="2"/>'
OTHER = '<other-identifier ref="XM-0" type="B1"/>'
ORGANISATION = """<iati-organisation xml:lang="en" default-currency="USD">
  <organisation-identifier>XM-1</organisation-identifier>
  <name><narrative>The Mission</narrative></name>
  <reporting-org ref="XM-1" type="40"><narrative>The Mission</narrative></reporting-org>
  <total-budget><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
    <value value-date="2024-01-01">5</value></total-budget>
  <recipient-org-budget><recipient-org ref="XM-2"><narrative>B</narrative></recipient-org><period-start iso-date="2024-01-01"/>
    <period-end iso-date="2024-12-31"/><value value-date="2024-01-01">5</value></recipient-org-budget>
  <recipient-country-budget><recipient-country code="CF"/><period-start iso-date="2024-01-01"/>
    <period-end iso-date="2024-12-31"/><value value-date="2024-01-01">5</value>
    <budget-line><value value-date="2024-06-01">5</value><narrative>x</narrative></budget-line>
  </recipient-country-budget>
</iati-organisation>
"""


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        ("1.1.3", "XM-1-A<", "XM-1<"),
        ("1.1.21", "XM-1-A<", "OTHER-A<"),
        ("1.4.1", PAID, PAID + '<provider-org ref="A" provider-activity-id="A-1 "/>'),
        ("1.5.1", PAID, PAID + '<receiver-org ref="A" receiver-activity-id=" A-1"/>'),
        ("1.8.1", '<participating-org role="1"', '<participating-org ref="X " role="1"'),
        ("1.9.1", '<participating-org role="1"', '<participating-org activity-id=" X-1" role="1"'),
        ("1.10.1", PAID, PAID + '<provider-org ref=" A"/>'),
        ("1.15.1", PAID, PAID + '<receiver-org ref="A "/>'),
        ("1.16.1", DATE_BEFORE, OTHER.replace('ref="', 'ref=" ') + DATE_BEFORE),
        ("6.13.1", BUDGET, '<policy-marker code="1" vocabulary="99"/>' + BUDGET),
        ("102.1.1", SECTOR, '<sector code="1" vocabulary="99"><narrative>x</narrative></sector>'),
        ("107.1.1", BUDGET, '<default-aid-type code="1" vocabulary="2"/>' + BUDGET),
        (
            "107.1.2",
            BUDGET,
            '<default-aid-type code="C01"/><default-aid-type code="B01"/>' + BUDGET,
        ),
        (
            "107.2.1",
            "</value></transaction>",
            '</value><aid-type code="1" vocabulary="2"/></transaction>',
        ),
        (
            "107.2.2",
            "</value></transaction>",
            '</value><aid-type code="C01"/><aid-type code="B01" vocabulary="1"/></transaction>',
        ),
        ("1.3.1", "XM-1-A<", "XM-1-A <"),
        ("1.3.13", "XM-1-A<", "XM-1-A/2<"),
        ("2.1.1", SECTOR, SECTOR + '<sector code="12230" percentage="50"/>'),
        ("2.1.2", SECTOR, '<sector code="1" percentage="50"/><sector code="2" percentage="60"/>'),
        ("2.1.4", SECTOR, '<sector code="1" percentage="50"/>'),
        ("2.2.1", SECTOR, SECTOR + '<sector code="1" vocabulary="99"/>'),
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


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        ("1.12.1", ">XM-1</organisation-identifier>", "> XM-1</organisation-identifier>"),
        ("1.17.1", 'recipient-org ref="XM-2"', 'recipient-org ref="XM-2 "'),
        ("1.18.1", 'reporting-org ref="XM-1"', 'reporting-org ref=" XM-1"'),
        ("4.5.1", ' xml:lang="en"', ""),
        ("7.8.2", ' default-currency="USD"', ""),
        ("7.5.3", "2024-12-31", "2025-12-31"),
        ("8.6.3", "2024-12-31", "2023-12-31"),
        ("11.3.1", "2024-06-01", "2025-06-01"),
        (
            "11.4.1",
            "<iati-organisation ",
            '<iati-organisation last-updated-datetime="2030-01-01T00:00:00Z" ',
        ),
    ],
)
def test_rules_of_organisations(number: str, old: str, new: str) -> None:
    """One that breaks none has no problem; a broken rule leaves it in."""
    assert old in ORGANISATION
    content = f'<iati-organisations version="2.03">{ORGANISATION}</iati-organisations>'
    _, before = read(content.encode())
    assert (before.good, before.problems) == (1, [])
    _, account = read(content.replace(old, new, 1).encode())
    assert [each.message for each in account.problems if f"rule {number} " in each.message], account
    assert (account.good, account.errors, len(account.problems)) == (1, 0, 1)
