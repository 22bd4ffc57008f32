"""The picture kept beside the ledger changes no answer, whatever happens to it."""

import json
import os
import random
import shutil
import stat
from datetime import UTC, datetime

import pytest
from polars.testing import assert_frame_equal

from sulh import workspace
from sulh.ledger import Draft, audit
from sulh.observe import open_reports
from sulh.tables import rows_table
from sulh.workspace import picture_file, privacy

NOW = datetime(2024, 1, 1, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)
FILE = "ledger/ledger.sqlite.picture"


def rows(first, count):
    chance = random.Random(first)
    return [
        {
            "kind": "incident",
            "ref": f"R{number}",
            "source": "post",
            "start": f"2021-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            "zone": "north",
            "actor": chance.choice(("Red Army", "Blue Army")),
            "act": "direct-fire",
            "text": "a word about it",
        }
        for number in range(first, first + count)
    ]


def enter(folder, first, count):
    opened = workspace.open_workspace(folder)
    table = rows_table(rows(first, count), name=f"r{first}.jsonl")
    result = workspace.import_reports(opened, open_reports(table), workspace.ImportOptions(now=NOW))
    assert result.entered == count
    opened.store.close()


def amend(folder):
    """Correct one report, retract another, and enter what fits no kind."""
    opened = workspace.open_workspace(folder)
    first, second, *_ = [r for r in opened.store.records() if r.kind == "incident"]
    body = first.body | {"act": "indirect-fire"}
    drafts = [
        Draft(kind="correction", body={"corrects": first.id, "kind": "incident", "body": body}),
        Draft(kind="retraction", body={"retracts": second.id, "reason": ""}),
        Draft(kind="incident", body={"act": 3}),
    ]
    opened.store.append(drafts, recorded_at=NOW, author="clerk")
    opened.store.close()


def judge(folder, *, anew=False):
    """Return the findings, by way of the file or, `anew`, of a fold of all records."""
    opened = workspace.open_workspace(folder)
    judgement = workspace.judge(opened, as_of=LATER if anew else None, at=NOW)
    opened.store.close()
    return judgement


def assert_right(folder):
    there, anew = judge(folder), judge(folder, anew=True)
    assert_frame_equal(there.findings.frame, anew.findings.frame)
    assert there.versions == anew.versions
    assert there.tables.frames["incidents"].height == anew.tables.frames["incidents"].height


@pytest.fixture(autouse=True)
def always_written(monkeypatch):
    monkeypatch.setattr(picture_file, "WRITE_AFTER", 1)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "mission"
    workspace.set_up(folder, pack_name="example", site="hq", now=NOW).store.close()
    enter(folder, 0, 60)
    return folder


@pytest.fixture
def folder(template, tmp_path):
    shutil.copytree(template, tmp_path / "mission")
    return tmp_path / "mission"


def parsed(monkeypatch):
    """Count the records that are read from the ledger."""
    count = []
    real = picture_file.parse
    monkeypatch.setattr(picture_file, "parse", lambda content: count.append(1) or real(content))
    return count


def test_the_second_time_only_what_is_new_is_read(folder, monkeypatch):
    assert_right(folder)
    count = parsed(monkeypatch)
    judge(folder)
    assert not count
    enter(folder, 60, 3)
    amend(folder)
    assert_right(folder)
    assert 0 < len(count) < 15
    before = len(count)
    judge(folder)
    assert len(count) == before


def test_only_its_owner_may_read_it_and_it_is_written_at_once(folder):
    judge(folder)
    path = folder / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.glob(".*picture*")] == []


def test_no_damage_changes_an_answer(folder):
    """Bits, a cut end, an empty file, a folder in its place: it is made again, the answer is right."""
    judge(folder)
    path = folder / FILE
    whole = path.read_bytes()
    chance = random.Random(5)
    places = [0, 127, 128, 129, 200, len(whole) - 1, *chance.sample(range(len(whole)), 12)]
    damaged = [whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :] for n in places]
    damaged += [b"", b"x", whole[:128], whole[: len(whole) // 2], whole + b"x", b"\n" * 999]
    for content in damaged:
        path.write_bytes(content)
        assert_right(folder)
        assert path.read_bytes() != content
    path.unlink()
    path.mkdir()
    assert_right(folder)


def test_a_file_of_another_ledger_is_not_used(folder, tmp_path, monkeypatch):
    """Of another site, of the same site under another key, of the exercise, of a version to come."""
    other = tmp_path / "other"
    workspace.set_up(other, pack_name="example", site="hq", now=NOW).store.close()
    enter(other, 500, 40)
    judge(other)
    shutil.copy(other / FILE, folder / FILE)
    assert_right(folder)
    opened = workspace.open_workspace(folder)
    workspace.judge(opened, as_of=None, at=NOW, simulated=True)
    opened.store.close()
    shutil.copy(folder / "ledger/ledger.sqlite.exercise.picture", folder / FILE)
    assert_right(folder)
    with monkeypatch.context() as patch:
        patch.setattr(picture_file, "FORMAT", 2)
        judge(folder)
    count = parsed(monkeypatch)
    assert_right(folder)
    assert len(count) > 60


def test_a_signed_file_of_a_longer_or_other_history_is_not_used(folder, tmp_path):
    """The ledger went back to an older copy, or on from it in another way: the head is no ancestor."""
    shutil.copytree(folder, tmp_path / "older")
    enter(folder, 60, 5)
    judge(folder)
    shutil.copy(folder / FILE, tmp_path / "older" / FILE)
    assert_right(tmp_path / "older")
    shutil.copy(folder / FILE, tmp_path / "older" / FILE)
    enter(tmp_path / "older", 90, 5)
    assert_right(tmp_path / "older")


def test_a_forger_without_the_key_changes_nothing(folder):
    """The header may say what it likes: without the site's signature nobody reads further."""
    judge(folder)
    path = folder / FILE
    whole = path.read_bytes()
    end = whole.index(b"\n", 128)
    header = json.loads(whole[128:end])
    header["versions"] = []
    header["parts"] = {"index": 10}
    path.write_bytes(whole[:128] + json.dumps(header).encode() + whole[end:])
    assert_right(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_read(folder):
    (folder / "ledger").chmod(0o500)
    try:
        assert_right(folder)
        assert not (folder / FILE).exists()
    finally:
        (folder / "ledger").chmod(0o700)


def test_without_the_key_there_is_no_file(folder):
    """A copy of a ledger for a reader holds no key, and answers all the same."""
    (folder / "ledger/site.key").unlink()
    assert_right(folder)
    assert not (folder / FILE).exists()


def test_the_audit_never_reads_it(folder):
    judge(folder)
    (folder / FILE).write_bytes(b"anything")
    assert audit(folder / "ledger") == ()
    assert (folder / FILE).read_bytes() == b"anything"


def test_it_holds_nothing_in_clear_that_the_ledger_seals(folder):
    """Where the words of a note are sealed in the ledger, they are not in the file, nor are their box."""
    opened = workspace.open_workspace(folder)
    about = next(each for each in opened.store.records() if each.kind == "incident")
    words = "the name of the witness"
    privacy.make_audience(folder, "medical")
    note = privacy.add_note(
        opened, about.id, words, case="one", audiences=("medical",), author="clerk", now=NOW
    )
    box = opened.store.find(note).body["text"]["sealed"]["box"]
    opened.store.close()
    judge(folder)
    frames = judge(folder).tables.frames.values()
    text = "\n".join(str(frame.to_dicts()) for frame in frames)
    for secret in (words, box):
        assert secret.encode() not in (folder / FILE).read_bytes()
        assert secret not in text
