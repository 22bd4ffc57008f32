"""Words of reports are held against the pack: many reports at once as each alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.observe.random_reports import reports

import sulh
from sulh.observe import REPORT_KINDS, Incident, OpenReports
from sulh.tables import rows_table
from sulh.workspace.vet_reports import in_words_of_the_pack, vet_reports

if TYPE_CHECKING:
    from sulh.observe import Report

PACK = sulh.load_pack("minusca")
OPENED = OpenReports(file="x", format="form", table=rows_table([], name="x"), kinds=REPORT_KINDS)
ACTS = ("armed-clash", "Armed-Clash", "", "no such act")


@st.composite
def reports_with_acts(draw: st.DrawFn) -> Report:
    report: Report = draw(reports)
    if not isinstance(report, Incident):
        return report
    own: Incident = msgspec.structs.replace(report, act=draw(st.sampled_from(ACTS)))
    return own


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batch=st.lists(reports_with_acts(), max_size=8))
def test_many_reports_are_vetted_as_each_alone(batch: list[Report]) -> None:
    """What enters, in which words, and what is refused does not turn on the other reports."""
    renamed = in_words_of_the_pack(batch, PACK, OPENED)
    assert list(renamed) == [in_words_of_the_pack([each], PACK, OPENED)[0] for each in batch]
    refused, accepted = vet_reports(renamed, PACK, OPENED)
    alone = [vet_reports([each], PACK, OPENED) for each in renamed]
    assert refused == [problem for problems, _ in alone for problem in problems]
    assert accepted == [each for _, ones in alone for each in ones]
    known = PACK.acts.keys()
    assert all(each.act in known for each in accepted if isinstance(each, Incident) and each.act)
