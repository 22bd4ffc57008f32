"""The summary of gaps: months add up, each unused pledge has its reason."""

from hypothesis import given, settings
from tests.sustain.gaps.cases import DECIDED, cases

from sulh.report import gaps_sheet, sheet_html
from sulh.sustain import fillable_months, gap_summary


@settings(derandomize=True, deadline=None, max_examples=60)
@given(cases())
def test_months_add_up_and_every_unused_pledge_has_a_reason(case):
    """Deployed, filled and unmet make what is asked; a pledge without a reason could be used."""
    wanted, offered, there = case
    summary = gap_summary(wanted, offered, there, day=DECIDED, within_days=90)
    for each in summary.months:
        assert (
            each.people_deployed + each.people_pledged + each.people_missing == each.people_required
        )
        assert min(each.people_deployed, each.people_pledged, each.people_missing) >= 0
    unmet = {gap.requirement: gap.unmet_months for gap in summary.gaps}
    needs, pledges = {n.id: n for n in wanted}, {p.id: p for p in offered}
    in_use = {pledge for pledge, _ in summary.fill.assignments}
    refusals = {(each.pledge, each.requirement) for each in summary.refusals}
    assert refusals == {(p, n) for p in pledges.keys() - in_use for n in needs}
    for each in summary.refusals:
        could = bool(
            fillable_months(
                pledges[each.pledge], needs[each.requirement], unmet[each.requirement], DECIDED
            )
        )
        assert could == each.reason.startswith("could fill it")
    assert sheet_html(gaps_sheet(summary)).lower().startswith("<!doctype html>")
