"""A picture that grows says what a fold of all records says, whatever comes when."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.verify.random_histories import History
from tests.verify.random_missions import seeded_mission

from sulh.observe import REPORT_KINDS
from sulh.observe.tables import build_tables
from sulh.picture import LivePicture, body_check, picture

CHECK = body_check(REPORT_KINDS)


def order(record):
    return record.recorded_at, record.site, record.seq


def content(tables):
    """Return what tables say, without the numbers that only tie them together."""
    frames = {}
    for name in tables.names.values():
        frame = tables.frames[name]
        columns = {"index": tables.ids.gather(frame["index"])}
        for number in ("visit",):
            if number in frame.columns:  # numbered by first use: only who shares one counts
                values = frame[number].to_list()
                columns[number] = pl.Series([values.index(n) if n >= 0 else -1 for n in values])
        frames[name] = frame.with_columns(**columns)
    for name in tables.parents:
        frames[name] = tables.frames[name]
    return frames


def assert_same(live, records, *, simulated):
    current = picture(sorted(records, key=order), simulated=simulated, check=CHECK)
    fresh = content(build_tables(current))
    for name, frame in content(live.tables).items():
        assert_frame_equal(frame, fresh[name], categorical_as_str=True, check_dtypes=False)
    assert live.versions == current.versions


def grow(seed, amendments=12):
    mission = seeded_mission(seed)
    history = History(seed, mission.reports)
    history.run(amendments)
    simulated = random.Random(seed).random() < 0.2
    by_place = {(each.site, each.seq): each for each in history.records}
    live = LivePicture(
        REPORT_KINDS,
        check=CHECK,
        fetch=lambda site, seq: by_place[site, seq],
        simulated=simulated,
    )
    so_far = []
    for lot in history.arrivals():
        so_far += lot
        change = live.add(lot)
        yield live, so_far, change, mission
    assert_same(live, so_far, simulated=simulated)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32))
def test_it_equals_the_fold_of_all(seed):
    for live, so_far, change, _ in grow(seed):
        assert_same(live, so_far, simulated=live.tables.simulated)
        gone = set(change.before.ids.gather(change.before.incidents["index"]))
        assert gone <= {each.id for each in so_far}


@pytest.mark.slow
@settings(deadline=None, max_examples=500)
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_it_equals_the_fold_of_all_many_times(seed, amendments):
    for _ in grow(seed, amendments):
        pass


def test_only_what_a_record_touches_changes():
    """A correction exchanges one row, a retraction takes one out, and the rest stays as it is."""
    *_, (live, so_far, _, mission) = grow(3, amendments=0)
    size = {name: frame.height for name, frame in live.tables.frames.items()}
    history = History(1, [])
    history.records = [each for each in so_far if each.site == "alpha"]
    history.clocks = dict.fromkeys(history.clocks, max(each.recorded_at for each in so_far))
    history.random.choice = lambda options: "alpha" if "alpha" in options else options[0]
    history.random.random = lambda: 0.5
    ids = set(live.tables.all_reports()["index"].to_list())
    target = live.tables.ids[min(ids)]
    history.enter("retraction", {"retracts": target, "reason": ""})
    change = live.add([history.records[-1]])
    left = change.before.all_reports()
    assert live.tables.ids.gather(left["index"]).to_list() == [target]
    assert change.after.all_reports().is_empty()
    assert sum(size.values()) > sum(f.height for f in live.tables.frames.values())
    assert mission.reports
