"""Readiness, training, technology and money beside slow obvious twins; names between the forms."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.report import sheet_html, sheet_pdf, statement_sheet
from sulh.sustain import (
    Evidence,
    day_runs,
    misfits,
    read_capabilities,
    read_rates,
    read_technology,
    readiness,
    reimburse,
    statement_csv,
    technology,
    training_gaps,
)
from sulh.sustain.units.equipment import (
    EquipmentHolding,
    EquipmentInspection,
    PersonnelPeriod,
    Servicing,
    Unit,
)
from sulh.sustain.units.training import Certificate, Course, TrainingRequirement

DAY = date(2022, 6, 15)
UNIT = Unit(
    ref="U",
    contributor="X",
    type="a",
    authorised=90,
    since=date(2022, 1, 1),
    until=None,
    source="s",
)
days = st.dates(DAY - timedelta(days=120), DAY + timedelta(days=20))


def holding(agreed, ref="E"):
    return EquipmentHolding(
        ref=ref,
        unit="U",
        category="drone",
        lease="wet",
        agreed=agreed,
        since=date(2022, 1, 1),
        until=None,
        source="s",
    )


def certificate(ref, holders, issued, *, expires=None, renews="", simulated=False, course="pilot"):
    return Certificate(
        ref=ref, unit="U", course=course, holders=holders, issued=issued, expires=expires, renews=renews,
        is_simulated=simulated, source="s",
    )  # fmt: skip


@st.composite
def evidence(draw):
    """Inspections, servicing and certificates of one unit around a day."""
    inspections = []
    for n in range(draw(st.integers(0, 3))):
        present = draw(st.integers(0, 12))
        inspections.append(
            EquipmentInspection(
                ref=f"I{n}", unit="U", category="drone", day=draw(days), kind="periodic", present=present,
                serviceable=draw(st.integers(0, present)), source="s",
            )
        )  # fmt: skip
    servicing = [
        Servicing(
            ref=f"S{n}",
            unit="U",
            category="drone",
            day=draw(days),
            items=draw(st.integers(1, 6)),
            source="s",
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    certificates = []
    for n in range(draw(st.integers(0, 4))):
        issued = draw(days)
        expires = draw(st.none() | st.dates(issued, issued + timedelta(days=150)))
        renews = draw(st.sampled_from(["", "C0", "C1"])) if n else ""
        certificates.append(
            certificate(
                f"C{n}", draw(st.integers(1, 9)), issued, expires=expires,
                renews="" if renews == f"C{n}" else renews, simulated=draw(st.booleans()),
            )
        )  # fmt: skip
    return Evidence(
        units=(UNIT,),
        holdings=(holding(draw(st.integers(1, 12))),),
        inspections=tuple(inspections),
        servicing=tuple(servicing),
        stocks=(),
        certificates=tuple(certificates),
    )


def slow_holders(found, *, simulated):
    """Count person by person: each holder of a row that is issued, not expired, not renewed."""
    count = 0
    for each in found.certificates:
        if each.is_simulated != simulated or each.issued > DAY:
            continue
        if each.expires is not None and each.expires < DAY:
            continue
        replaced = any(
            other.renews == each.ref and other.issued <= DAY and other.is_simulated == simulated
            for other in found.certificates
        )
        count += 0 if replaced else each.holders
    return count


def slow_items(found, *, service_days):
    """Return the proven and the possible items, walking back day by day to the last inspection."""
    agreed = sum(each.agreed for each in found.holdings)
    for back in range(400):
        that_day = [each for each in found.inspections if each.day == DAY - timedelta(days=back)]
        if that_day:
            low = min(each.serviceable for each in that_day)
            high = max(each.serviceable for each in that_day)
            if back > 92:
                low, high = 0, max(each.present for each in that_day)
            break
    else:
        return 0, agreed
    if service_days:
        fresh = sum(
            each.items
            for each in found.servicing
            if any(each.day == DAY - timedelta(days=back) for back in range(service_days))
        )
        low = min(low, fresh)
    return low, high


CAPABILITY = """[[capability]]
id = "watch"
title = "Watch"
unit_types = ["a"]
sets = 3
needs = [{ equipment = "drone", amount = 2, service_days = 45 }, { course = "pilot", amount = 3 }]
"""
TECHNOLOGY = """[[technology]]
category = "drone"
class = "observation-drone"
service_days = 45
operator_course = "pilot"
operators = 2
"""


@settings(derandomize=True, max_examples=250, deadline=None)
@given(evidence())
def test_readiness_agrees_with_counting_one_by_one(found):
    """Sets are made one after the other until something runs out, with the least and the most."""
    (answer,) = readiness(found, read_capabilities(CAPABILITY, "c.toml"), DAY)
    made = []
    for known in slow_items(found, service_days=45):
        items = known
        people, sets = slow_holders(found, simulated=False), 0
        while sets < 3 and items >= 2 and people >= 3:
            items, people, sets = items - 2, people - 3, sets + 1
        made.append(sets)
    assert [answer.low, answer.high] == made
    words = {(True, True): "able", (False, False): "unable"}
    expected = words.get((made[0] == 3, made[1] > 0)) or (
        "able" if made[0] == 3 else "partly" if made[0] > 0 and made[1] < 3 else "undetermined"
    )
    assert answer.verdict == expected


@settings(derandomize=True, max_examples=250, deadline=None)
@given(evidence())
def test_technology_is_what_works_is_serviced_and_has_operators(found):
    """Items are crewed one after the other; a simulated certificate crews none."""
    (answer,) = technology(found, read_technology(TECHNOLOGY, "t.toml"), DAY)
    crews = slow_holders(found, simulated=False) // 2
    low, _ = slow_items(found, service_days=45)
    _, high = slow_items(found, service_days=0)
    assert (answer.usable_low, answer.usable_high) == (min(low, crews), min(high, crews))
    assert 0 <= answer.usable_low <= answer.usable_high


@settings(derandomize=True, max_examples=250, deadline=None)
@given(evidence(), st.integers(1, 100), st.sampled_from(["persons", "percent"]), st.integers(0, 90))
def test_training_gaps_agree_with_counting_one_by_one(found, amount, basis, strength):
    """A share is the smallest number of persons that is at least so many percent."""
    wanted = TrainingRequirement(
        ref="R",
        unit_type="any",
        course="pilot",
        basis=basis,
        amount=amount,
        since=date(2022, 1, 1),
        until=None,
        source="s",
    )
    there = (
        (
            PersonnelPeriod(
                ref="P",
                unit="U",
                kind="deployed",
                persons=strength,
                since=DAY,
                until=None,
                reason="",
                source="s",
            ),
        )
        if strength
        else ()
    )
    (gap,) = training_gaps(
        (UNIT,), (wanted,), certificates=found.certificates, courses=(), personnel=there, day=DAY
    )
    people = strength or 90
    needed = (
        amount if basis == "persons" else next(n for n in range(101) if n * 100 >= amount * people)
    )
    assert (gap.needed, gap.holders) == (needed, slow_holders(found, simulated=False))
    assert gap.simulated == slow_holders(found, simulated=True)
    assert gap.missing == sum(1 for n in range(needed) if n >= gap.holders)


RATES = "".join(
    f'[[rate]]\nid = "{name}"\nkind = "personnel"\namount = "{amount}"\nfrom = {first}\n'
    f'{f"until = {last}" if last else ""}\ntag = "{tag}"\nsource = "made up"\n'
    for name, amount, first, last, tag in (
        ("before", "1410", "2020-01-01", "2022-06-10", "F"),
        ("after", "1410", "2022-06-11", "2022-06-20", "GK"),
        ("higher", "1500.01", "2022-06-21", "", "F"),
    )
)


def due(periods):
    return reimburse(
        2022, 6, units=(UNIT,), personnel=tuple(periods), holdings=(), inspections=(), standards=(),
        rates=read_rates(RATES, "rates.toml"),
    )  # fmt: skip


def period(ref, persons, first, last, kind="deployed"):
    return PersonnelPeriod(
        ref=ref,
        unit="U",
        kind=kind,
        persons=persons,
        since=first,
        until=last,
        reason="",
        source="s",
    )


def test_two_rates_of_one_amount_are_both_named():
    """The line is one, for it is rounded once; page, PDF and CSV name both rates."""
    found = due([period("P", 3, date(2022, 6, 1), date(2022, 6, 20))])
    (line,) = found.lines
    assert [rate.id for rate in line.rates] == ["before", "after"]
    assert [(run.rate, run.last.day) for run in day_runs(line)] == [("before", 10), ("after", 20)]
    page = sheet_html(statement_sheet(found))
    assert "before (fictional); after (not verified)" in page
    assert "2022-06-11 to 2022-06-20: 3 (P) at after" in page
    assert "before; after" in statement_csv(found)
    assert sheet_pdf(statement_sheet(found)).startswith(b"%PDF")


in_june = st.dates(date(2022, 5, 20), date(2022, 7, 10))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 500), in_june, in_june, st.sampled_from(["deployed", "absent"])),
        min_size=1,
        max_size=5,
    )
)
def test_every_figure_can_be_computed_again_from_its_records_and_rates(rows):
    """From the ids that a line names, and from nothing else, its amount follows to the cent."""
    periods = {
        f"P{n}": period(f"P{n}", persons, min(a, b), max(a, b), kind)
        for n, (persons, a, b, kind) in enumerate(rows)
    }
    found = due(periods.values())
    rates = {rate.id: rate for rate in read_rates(RATES, "rates.toml")}
    for line in found.lines:
        total = Decimal(0)
        for each in line.days:
            named = [periods[ref] for ref in each.records]
            there = [p for p in named if p.since <= each.day <= p.until]
            assert there == named
            people = sum(p.persons for p in there if p.kind == "deployed")
            away = sum(p.persons for p in there if p.kind == "absent")
            number = people if line.sign > 0 else min(people, away)
            assert number == each.number
            rate = rates[each.rate]
            assert rate.since <= each.day
            assert rate.until is None or each.day <= rate.until
            total += number * rate.amount
        exact = (total / 30).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert line.amount == line.sign * exact


def test_names_that_another_form_does_not_know_are_told():
    """A misspelt unit, course, category, a renewal of nothing, a unit without rows: each is told."""
    records = {
        "units": (UNIT,),
        "equipment": (holding(3),),
        "personnel": (period("P", 3, DAY, DAY),),
        "inspections": (
            EquipmentInspection(
                ref="I",
                unit="U",
                category="drones",
                day=DAY,
                kind="periodic",
                present=1,
                serviceable=1,
                source="s",
            ),
        ),
        "courses": (Course(ref="pilot", title="t", role="operator", source="s"),),
        "certificates": (
            certificate("C", 1, DAY, course="pilots"),
            certificate("D", 1, DAY, renews="Z"),
        ),
    }
    other = Unit(
        ref="V",
        contributor="X",
        type="a",
        authorised=1,
        since=date(2022, 1, 1),
        until=None,
        source="s",
    )
    found = misfits((UNIT, other), records)
    assert sorted((each.code, each.value) for each in found) == [
        ("no-rows", "V"),
        ("no-rows", "V"),
        ("no-rows", "V"),
        ("not-held", "drones"),
        ("unknown-course", "pilots"),
        ("unknown-renewed", "Z"),
    ]
    assert any("'pilot'" in each.remedy for each in found if each.code == "unknown-course")
    (stray, *_) = misfits((other,), {"equipment": (holding(3),)})
    assert (stray.code, stray.severity) == ("unknown-unit", "error")
