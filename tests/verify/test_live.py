"""Findings that grow equal findings that are judged anew, on random histories."""

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.picture.test_live import grow
from tests.verify.test_same_event import AT, attack, compared, day, laid_out
from tests.verify.test_same_event import PACK as CAR

from sulh.observe.tables import PLURALS
from sulh.picture import Change
from sulh.values import Span
from sulh.verify import verify
from sulh.verify.live import LiveFindings, touched_spans


def compare(seed, amendments=12, counts=None):
    """Grow a history and judge it at moments that mostly go on; compare each with judging anew."""
    chance = random.Random(seed)
    live_findings, spans, at = None, [], None
    for live, _, change, mission in grow(seed, amendments):
        at = at or mission.at
        live_findings = live_findings or LiveFindings(mission.pack)
        spans += touched_spans(change, live.tables)
        if chance.random() < 0.3:
            continue  # nobody asks
        if chance.random() < 0.5:
            at += timedelta(hours=chance.choice((1, 1, 30, 700, -40)))
        before = live_findings.findings
        findings = live_findings.update(live.tables, spans, at=at)
        fresh = verify(mission.pack, live.tables, at=at)
        assert_frame_equal(findings.frame, fresh.frame)
        if before is not None:
            for place, row in zip(
                live_findings.places.tolist(), findings.frame.rows(), strict=True
            ):
                assert place < 0 or before.frame.row(place) == row
        if counts is not None and len(fresh):
            months = fresh.frame["month"].n_unique()
            provisions = live_findings.provisions_judged / len(mission.pack.provisions)
            counts.append((live_findings.months_judged, months, provisions))
        spans = []


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 2**32))
def test_they_equal_findings_made_anew(seed):
    compare(seed)


@pytest.mark.slow
@settings(deadline=None, max_examples=250)
@given(st.integers(0, 2**32), st.integers(0, 30))
def test_they_equal_findings_made_anew_many_times(seed, amendments):
    compare(seed, amendments)


@pytest.mark.slow
def test_often_only_some_months_are_judged():
    """The random histories do go the short way, else they would show nothing."""
    counts = []
    for seed in range(8):
        compare(seed, counts=counts)
    short = [each for each in counts if each[0] < each[1]]
    assert len(short) > len(counts) / 10
    assert any(provisions < 1 for *_, provisions in short)
    assert set(PLURALS)


@pytest.mark.parametrize("judgement", ["same", "different"])
def test_a_comparison_is_judged_where_its_reports_are(judgement):
    """It has no time of its own: the months of the reports that it names are judged again."""
    months = [attack(span=Span(day(3).start + timedelta(days=31 * n), day(3).end + timedelta(days=31 * n)))
              for n in range(8)]  # fmt: skip
    reports = [*months, attack(source="press")]
    before = laid_out(*reports)
    comparisons = [compared(0, 8, judgement=judgement), compared(0, 5, judgement="same")]
    after = laid_out(*reports, *comparisons)
    none = {name: np.zeros(after.frames[name].height, dtype=bool) for name in PLURALS.values()}
    nothing = before.rows_where({name: none[name] for name in PLURALS.values()})
    near = [each for each in CAR.provisions if not hasattr(each.terms, "hours")]
    pack = replace(CAR, provisions=tuple(near))  # the others look years ahead
    live = LiveFindings(pack)
    live.update(before, [], at=AT)
    spans = touched_spans(Change(before=nothing, after=after.rows_where(none)), after)
    findings = live.update(after, spans, at=AT)
    assert_frame_equal(findings.frame, verify(pack, after, at=AT).frame)
    spans = touched_spans(Change(before=after.rows_where(none), after=nothing), before)
    findings = live.update(before, spans, at=AT)
    assert_frame_equal(findings.frame, verify(pack, before, at=AT).frame)
