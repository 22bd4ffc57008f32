"""Every figure of a statement can be computed again from its records and rates."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sustain.units.records import UNIT, period

from sulh.report import sheet_html, sheet_pdf, statement_sheet
from sulh.sustain import UnitRecords, day_runs, read_rates, reimburse, statement_csv

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
    records = UnitRecords(units=(UNIT,), personnel=tuple(periods))
    return reimburse(2022, 6, records, read_rates(RATES, "rates.toml"))


def test_two_rates_of_one_amount_are_both_named():
    """The line is one, for it is rounded once; page, PDF and CSV name both rates."""
    statement = due([period("P", 3, date(2022, 6, 1), date(2022, 6, 20))])
    (line,) = statement.lines
    assert [rate.id for rate in line.rates] == ["before", "after"]
    assert [(run.rate, run.last.day) for run in day_runs(line)] == [("before", 10), ("after", 20)]
    page = sheet_html(statement_sheet(statement))
    assert "before (fictional); after (not verified)" in page
    assert "2022-06-11 to 2022-06-20: 3 (P) at after" in page
    assert "before; after" in statement_csv(statement)
    assert sheet_pdf(statement_sheet(statement)).startswith(b"%PDF")


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
    statement = due(periods.values())
    rates = {rate.id: rate for rate in read_rates(RATES, "rates.toml")}
    for line in statement.lines:
        total = Decimal(0)
        for each in line.days:
            named = [periods[ref] for ref in each.records]
            there = [p for p in named if p.since <= each.day <= p.until]
            assert there == named
            people = sum(p.persons for p in there if p.status == "deployed")
            away = sum(p.persons for p in there if p.status == "absent")
            number = people if line.sign > 0 else min(people, away)
            assert number == each.number
            rate = rates[each.rate]
            assert rate.since <= each.day
            assert rate.until is None or each.day <= rate.until
            total += number * rate.amount
        exact = (total / 30).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert line.amount == line.sign * exact
