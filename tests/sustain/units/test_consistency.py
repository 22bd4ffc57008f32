"""Names between the forms: each that another form does not list is named."""

from datetime import date

from tests.sustain.entries import entry
from tests.sustain.units.records import DAY, UNIT, certificate, holding, period

from sulh.sustain import UnitRecords, misfits
from sulh.sustain.records import Course, EquipmentInspection, Unit


def test_names_that_another_form_does_not_list_are_named():
    """A misspelt unit, course, category, a renewal of nothing, a unit without rows: each is named."""
    other = entry(
        Unit,
        ref="V",
        contributor="X",
        type="a",
        authorised=1,
        since=date(2022, 1, 1),
        until=None,
        source="s",
    )
    records = UnitRecords(
        units=(UNIT, other),
        equipment=(holding(3),),
        personnel=(period("P", 3, DAY, DAY),),
        inspections=(
            entry(
                EquipmentInspection,
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
        courses=(entry(Course, ref="pilot", title="t", role="operator", source="s"),),
        certificates=(
            certificate("C", 1, DAY, course="pilots"),
            certificate("D", 1, DAY, renews="Z"),
        ),
    )
    problems = misfits(records)
    assert sorted((each.code, each.value) for each in problems) == [
        ("no-rows", "V"),
        ("no-rows", "V"),
        ("no-rows", "V"),
        ("not-held", "drones"),
        ("unknown-course", "pilots"),
        ("unknown-renewed", "Z"),
    ]
    assert any("'pilot'" in each.remedy for each in problems if each.code == "unknown-course")
    (stray, *_) = misfits(UnitRecords(units=(other,), equipment=(holding(3),)))
    assert (stray.code, stray.severity) == ("unknown-unit", "error")
