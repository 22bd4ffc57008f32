"""What is due adds up, can be traced, and does not depend on how records are split."""

import csv
import io
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sustain.entries import entry

from sulh.errors import InputError
from sulh.report import sheet_html, statement_sheet
from sulh.sustain import UnitRecords, read_rates, reimburse, statement_csv, un_personnel_rates
from sulh.sustain.records import (
    EquipmentHolding,
    EquipmentInspection,
    PersonnelPeriod,
    StandardAssessment,
    Unit,
)

RATES = """
[[rate]]
id = "p1"
kind = "personnel"
amount = "1410"
from = 2020-01-01
until = 2022-02-14
tag = "F"
source = "test"
[[rate]]
id = "p2"
kind = "personnel"
amount = "1428.01"
from = 2022-02-15
tag = "F"
source = "test"
[[rate]]
id = "truck"
kind = "equipment"
category = "truck"
lease = "wet"
amount = "0.37"
from = 2020-01-01
tag = "F"
source = "test"
[[rate]]
id = "catering"
kind = "self-sustainment"
category = "catering"
amount = "27.55"
from = 2020-01-01
tag = "F"
source = "test"
"""
JAN, MAR = date(2022, 1, 1), date(2022, 3, 31)


def unit(name="U", since=date(2000, 1, 1), until=None):
    return entry(
        Unit,
        ref=name,
        contributor="C",
        type="t",
        authorised=9,
        since=since,
        until=until,
        source="s",
    )


def person(ref, kind, persons, since, until=None):
    return entry(
        PersonnelPeriod,
        ref=ref,
        unit="U",
        kind=kind,
        persons=persons,
        since=since,
        until=until,
        reason="r",
        source="s",
    )


THERE = (unit(), unit("<script>x"))


def truck(agreed, lease="wet"):
    return entry(
        EquipmentHolding,
        ref="H",
        unit="U",
        category="truck",
        lease=lease,
        agreed=agreed,
        since=JAN,
        until=None,
        source="s",
    )


def inspected(ref, day, present, serviceable):
    return entry(
        EquipmentInspection,
        ref=ref,
        unit="U",
        category="truck",
        day=day,
        kind="periodic",
        present=present,
        serviceable=serviceable,
        source="s",
    )


def due(
    month=2,
    units=THERE,
    personnel=(),
    equipment=(),
    inspections=(),
    standards=(),
    rates=RATES,
):
    records = UnitRecords(
        units=units,
        personnel=tuple(personnel),
        equipment=tuple(equipment),
        inspections=tuple(inspections),
        standards=tuple(standards),
    )
    return reimburse(2022, month, records, read_rates(rates, "test"))


def test_a_month_that_straddles_a_change_is_split_by_days():
    """14 days at one rate and 14 at the other, each a 28th of the month's rate a day."""
    statement = due(personnel=[person("P", "deployed", 10, JAN)])
    assert [(each.rates[0].id, each.quantity, each.amount) for each in statement.lines] == [
        ("p1", 140, Decimal("7050.00")),
        ("p2", 140, Decimal("7140.05")),
    ]
    assert statement.net == Decimal("14190.05")


def test_the_bundled_rates_hold_from_their_days():
    """The rate of each day is the one of the resolution in force; before the first there is none."""
    rates = un_personnel_rates()
    records = UnitRecords(
        units=(unit(),), personnel=(person("P", "deployed", 1, date(2010, 1, 1)),)
    )
    for year, month, amount in ((2014, 7, 1332), (2016, 7, 1365), (2017, 7, 1410), (2018, 7, 1428)):
        assert reimburse(year, month, records, rates).net == amount
    with pytest.raises(InputError, match="2014-06-01"):
        reimburse(2014, 6, records, rates)


def test_equipment_is_deducted_below_nine_tenths_only():
    """18 of 20 serviceable are paid in full; 17 are paid as 17."""
    for serviceable, missing in ((18, 0), (17, 3)):
        statement = due(equipment=[truck(20)], inspections=[inspected("I", JAN, 20, serviceable)])
        assert sum(each.quantity for each in statement.lines if each.sign < 0) == missing * 28


def test_nothing_is_paid_before_the_first_inspection_and_a_note_says_so():
    """Items are agreed, but nobody has seen them."""
    statement = due(equipment=[truck(5)], inspections=[inspected("I", date(2022, 2, 27), 5, 5)])
    assert [each.quantity for each in statement.lines] == [10]
    assert any("no inspection" in each for each in statement.notes)


def test_contradictory_inspections_are_shown_and_the_lower_counts_used():
    """Two inspections of one day disagree."""
    statement = due(
        equipment=[truck(10)], inspections=[inspected("I", JAN, 10, 10), inspected("J", JAN, 9, 4)]
    )
    assert any("I, J" in each and "disagree" in each for each in statement.notes)
    assert {each.reason: each.quantity for each in statement.lines} == {
        "agreed": 280,
        "not present": 28,
        "not serviceable": 5 * 28,
    }


def test_more_absent_than_deployed_is_said_and_takes_no_more_than_the_gross():
    """A faulty record cannot make a unit owe money unseen."""
    statement = due(personnel=[person("P", "deployed", 3, JAN), person("A", "absent", 9, JAN)])
    assert statement.net == 0
    assert any("9 absent of 3" in each for each in statement.notes)


def test_days_outside_the_deployment_are_not_paid_and_a_note_says_so():
    """A period left open does not go on after the unit has gone home."""
    gone = (unit(until=date(2022, 2, 7)),)
    statement = due(units=gone, personnel=[person("P", "deployed", 4, JAN)])
    assert [each.quantity for each in statement.lines] == [28]
    assert any("outside its deployment" in each for each in statement.notes)


def test_words_of_the_input_cannot_become_markup_or_formulas():
    """A hostile unit name stays text in both forms of the statement."""
    hostile = entry(
        PersonnelPeriod,
        ref="=cmd()",
        unit="<script>x",
        kind="deployed",
        persons=1,
        since=JAN,
        until=None,
        reason="",
        source="s",
    )
    statement = due(personnel=[hostile])
    assert statement.lines
    assert "<script>x" not in sheet_html(statement_sheet(statement))
    rows = list(csv.DictReader(io.StringIO(statement_csv(statement))))
    assert all(row["records"].startswith("'=") for row in rows)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"1410"', "1410.0"), "text in quotes"),
        (('"1410"', '"many"'), "no sum of money"),
        (("2022-02-15", "2022-02-14"), "both hold"),
        (('tag = "F"', 'tag = "sure"'), "unknown"),
        (("[[rate]]", "[[rate]"), "not TOML"),
    ],
)
def test_a_faulty_rate_table_is_refused(change, said):
    """No figure is computed on a rate table that is wrong, or that holds a float."""
    with pytest.raises(InputError, match=said):
        read_rates(RATES.replace(*change, 1), "rates.toml")


days = st.dates(JAN - timedelta(days=20), MAR)


@st.composite
def books(draw):
    """Some periods, inspections and assessments of one unit around a month."""
    personnel = []
    for n in range(draw(st.integers(1, 4))):
        first, last = sorted((draw(days), draw(days)))
        kind = draw(st.sampled_from(["deployed", "deployed", "absent"]))
        personnel.append(person(f"P{n}", kind, draw(st.integers(1, 900)), first, last))
    inspections = []
    for n in range(draw(st.integers(0, 3))):
        present = draw(st.integers(0, 30))
        inspections.append(inspected(f"I{n}", draw(days), present, draw(st.integers(0, present))))
    standards = [
        entry(
            StandardAssessment,
            ref=f"A{n}",
            unit="U",
            category="catering",
            day=draw(days),
            is_met=draw(st.booleans()),
            source="s",
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    return {
        "personnel": personnel,
        "equipment": [truck(draw(st.integers(1, 30)))],
        "inspections": inspections,
        "standards": standards,
    }


def oracle_personnel(personnel, month):
    """Add day by day, in fractions, by the rate of the day; return gross and deduction by rate."""
    length = monthrange(2022, month)[1]
    sums = {}
    for n in range(1, length + 1):
        day = date(2022, month, n)
        rate = Fraction("1410") if day <= date(2022, 2, 14) else Fraction("1428.01")
        there = sum(
            p.persons for p in personnel if p.status == "deployed" and p.since <= day <= p.until
        )
        away = sum(
            p.persons for p in personnel if p.status == "absent" and p.since <= day <= p.until
        )
        for sign, number in ((1, there), (-1, min(there, away))):
            sums[sign, rate] = sums.get((sign, rate), Fraction(0)) + number * rate / length
    return sum(
        sign * Fraction(int(100 * exact + Fraction(1, 2)), 100) for (sign, _), exact in sums.items()
    )


@settings(derandomize=True, max_examples=150, deadline=None)
@given(books(), st.integers(1, 3))
def test_personnel_agree_with_the_slow_sum(records, month):
    """The lines of persons are the sum day by day, each rate and sign rounded once."""
    lines = due(month, **records).lines
    assert sum(Fraction(e.amount) for e in lines if e.kind == "personnel") == oracle_personnel(
        records["personnel"], month
    )


def rounded(exact):
    """Half up to the cent."""
    return Fraction(int(100 * exact + Fraction(1, 2)), 100)


def latest_records(records, day):
    """Return the records of the latest day up to `day`."""
    earlier = [each for each in records if each.day <= day]
    return [each for each in earlier if each.day == max(k.day for k in earlier)]


def oracle_equipment(agreed, inspections, month, lease):
    """Add truck-days one by one: agreed, less missing, less broken when too many are."""
    length = monthrange(2022, month)[1]
    gross, missing, broken = 0, 0, 0
    for n in range(1, length + 1):
        day = date(2022, month, n)
        seen = latest_records(inspections, day)
        if not seen:
            continue
        here = min(agreed, *(each.present for each in seen), agreed)
        working = min(here, *(each.serviceable for each in seen))
        gross += agreed
        missing += agreed - here
        if lease == "wet" and Fraction(min(e.serviceable for e in seen), agreed) < Fraction(9, 10):
            broken += here - working
    rate = Fraction("0.37") / length
    return rounded(gross * rate) - rounded((missing + broken) * rate)


def oracle_catering(personnel, standards, month):
    """Add person-days one by one: those present, less those on days the standard was not met."""
    length = monthrange(2022, month)[1]
    gross, unmet = 0, 0
    for n in range(1, length + 1):
        day = date(2022, month, n)
        seen = latest_records(standards, day)
        counts = {"deployed": 0, "absent": 0}
        for each in personnel:
            if each.since <= day <= each.until:
                counts[each.status] += each.persons
        persons = max(counts["deployed"] - counts["absent"], 0)
        if seen:
            gross += persons
            unmet += 0 if all(each.is_met for each in seen) else persons
    rate = Fraction("27.55") / length
    return rounded(gross * rate) - rounded(unmet * rate)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(books(), st.integers(1, 3), st.sampled_from(["wet", "dry"]))
def test_equipment_and_self_sustainment_agree_with_the_slow_sums(records, month, lease):
    """Each thing is worth what its item-days and person-days are, counted one by one."""
    agreed = records["equipment"][0].agreed
    records |= {"equipment": [truck(agreed, lease)]}
    rates = RATES if lease == "wet" else RATES.replace('lease = "wet"', 'lease = "dry"')
    lines = due(month, rates=rates, **records).lines

    def worth(kind):
        return sum(Fraction(each.amount) for each in lines if each.kind == kind)

    assert worth("equipment") == oracle_equipment(agreed, records["inspections"], month, lease)
    assert worth("self-sustainment") == oracle_catering(
        records["personnel"], records["standards"], month
    )


@settings(derandomize=True, max_examples=150, deadline=None)
@given(books(), st.integers(1, 3))
def test_sums_add_up_and_deductions_never_exceed_the_gross(records, month):
    """By unit, kind, thing or line the sum is the net; nothing falls below nothing."""
    result = due(month, **records)
    assert (
        sum(each.amount for each in result.lines) == result.net == result.gross - result.deductions
    )
    rows = csv.DictReader(io.StringIO(statement_csv(result)))
    assert sum(Decimal(row["amount_usd"]) for row in rows) == result.net
    groups = {}
    for each in result.lines:
        assert each.sign * each.amount >= 0
        assert each.quantity == sum(d.number for d in each.days)
        assert all(d.records for d in each.days)
        key = each.kind, each.category, each.rates[0].id
        groups[key] = groups.get(key, 0) + each.amount
    assert all(amount >= 0 for amount in groups.values())
    assert sum(groups.values()) == result.net


@settings(derandomize=True, max_examples=150, deadline=None)
@given(books(), st.data(), st.integers(1, 3))
def test_splitting_a_record_or_a_rate_at_any_day_changes_nothing(records, data, month):
    """Two periods that follow each other are worth what the one was, to the cent."""
    whole = due(month, **records)
    first, *others = records["personnel"]
    cut = data.draw(st.dates(first.since, first.until))
    parts = [person("X", first.status, first.persons, first.since, cut)]
    if cut < first.until:
        parts.append(person("Y", first.status, first.persons, cut + timedelta(days=1), first.until))
    assert due(month, **(records | {"personnel": [*parts, *others]})).net == whole.net
    day = data.draw(st.dates(date(2022, 1, 2), date(2022, 2, 14)))
    entry = RATES.split("[[rate]]")[1]
    earlier = entry.replace("until = 2022-02-14", f"until = {day - timedelta(days=1)}")
    later = entry.replace("from = 2020-01-01", f"from = {day}").replace('"p1"', '"p1b"')
    rates = RATES.replace(f"[[rate]]{entry}", f"[[rate]]{earlier}[[rate]]{later}", 1)
    assert due(month, **records, rates=rates).net == whole.net
