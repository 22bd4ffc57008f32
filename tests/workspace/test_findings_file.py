"""Findings kept between commands equal findings judged anew, whatever was reported since and happened to them."""

import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.workspace.test_picture_file import NOW, amend, assert_right, enter, judge

from sulh import workspace
from sulh.observe import open_reports
from sulh.tables import rows_table
from sulh.verify import live
from sulh.workspace import findings_file, picture_file

FILE = "ledger/ledger.sqlite.findings"
LATER = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def always_written(monkeypatch):
    monkeypatch.setattr(picture_file, "WRITE_AFTER", 1)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "mission"
    workspace.set_up(folder, pack_name="example", site="hq", now=NOW).store.close()
    enter(folder, 0, 80)
    return folder


@pytest.fixture
def folder(template, tmp_path):
    shutil.copytree(template, tmp_path / "mission")
    return tmp_path / "mission"


@pytest.fixture
def judged(monkeypatch):
    """Count the months that are judged, each time that somebody judges."""
    counts = []
    real = live.verify

    def verify(*arguments, months=None, **more):
        counts.append(len(months.names) if months else 0)
        return real(*arguments, months=months, **more)

    monkeypatch.setattr(live, "verify", verify)
    return counts


def test_the_second_time_nothing_is_judged(folder, judged):
    first = judge(folder)
    assert judged == [0]  # all
    second = judge(folder)
    assert judged == [0]
    assert_frame_equal(first.findings.frame, second.findings.frame)
    assert_right(folder)


def test_a_few_records_more_have_only_their_months_judged(folder, judged, monkeypatch):
    """And those are judged from the records after the findings, also where the picture is older than these."""
    judge(folder)
    monkeypatch.setattr(picture_file, "WRITE_AFTER", 50)
    enter_day(folder, "2021-05-03", "a")
    judge(folder)
    assert len(judged) == 2
    assert 0 < judged[1] < 6
    assert_right(folder)
    later = datetime(2024, 3, 1, tzinfo=UTC)
    opened = workspace.open_workspace(folder)
    ahead = workspace.judge(opened, as_of=None, at=later).findings.frame
    assert_frame_equal(ahead, workspace.judge(opened, as_of=LATER, at=later).findings.frame)
    opened.store.close()


def enter_day(folder, day, ref):
    row = {"kind": "incident", "ref": ref, "source": "post", "start": day, "zone": "north"}
    row |= {"actor": "Red Army", "act": "direct-fire"}
    opened = workspace.open_workspace(folder)
    table = rows_table([row], name=f"{ref}.jsonl")
    workspace.import_reports(opened, open_reports(table), workspace.ImportOptions(now=NOW))
    opened.store.close()


def grow(folder, seed, steps):
    """Let a ledger grow in steps: reports, late ones, corrections, retractions, judgements at other moments."""
    chance = random.Random(seed)
    for step in range(steps):
        match chance.randrange(5):
            case 0:
                enter(folder, 1_000 * (step + 1) + chance.randrange(500), chance.choice((1, 7)))
            case 1:
                enter_day(
                    folder, f"202{chance.randrange(4)}-0{chance.randint(1, 9)}-11", f"d{step}"
                )
            case 2:
                amend(folder)
        at = NOW + timedelta(days=chance.choice((0, 0, 0, 1, -400, 45)))
        opened = workspace.open_workspace(folder)
        kept = workspace.judge(opened, as_of=None, at=at).findings.frame
        anew = workspace.judge(opened, as_of=LATER, at=at).findings.frame
        opened.store.close()
        assert_frame_equal(kept, anew)


@settings(deadline=None, max_examples=2, derandomize=True)
@given(st.integers(0, 2**32), st.sampled_from((1, 9, 300)))
def test_on_random_histories_they_equal_findings_made_anew(template, tmp_path_factory, seed, after):
    """The files are written anew at once, after some records, or never."""
    hold(template, tmp_path_factory, seed, after, steps=4)


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32), st.sampled_from((1, 9, 300)))
def test_on_many_random_histories_they_equal_findings_made_anew(
    template, tmp_path_factory, seed, after
):
    hold(template, tmp_path_factory, seed, after, steps=8)


def hold(template, folders, seed, after, steps):
    folder = folders.mktemp("grown") / "mission"
    shutil.copytree(template, folder)
    judge(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picture_file, "WRITE_AFTER", after)
        grow(folder, seed, steps)
    shutil.rmtree(folder)


def test_no_damage_changes_a_finding(folder):
    judge(folder)
    path = folder / FILE
    whole = path.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    for content in (flipped, whole[:middle], b"", (folder / f"{FILE[:-8]}picture").read_bytes()):
        path.write_bytes(content)
        assert_right(folder)
        assert path.read_bytes() != content


def test_another_pack_or_program_judges_anew(folder, judged, monkeypatch):
    """The findings are of one pack, as one program judged it."""
    judge(folder)
    opened = workspace.open_workspace(folder)
    provisions = opened.pack.provisions[:1]
    other = replace(opened.pack, provisions=provisions, digest="0" * 64)
    there = workspace.judge(replace(opened, pack=other), as_of=None, at=NOW)
    assert {*there.findings.frame["provision"]} == {provisions[0].id}
    opened.store.close()
    assert_right(folder)
    count = len(judged)
    judge(folder)
    assert len(judged) == count
    monkeypatch.setattr(findings_file, "program_digest", lambda rooms: "another")
    judge(folder)
    assert len(judged) == count + 1


def test_only_its_owner_may_read_it(folder):
    judge(folder)
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
