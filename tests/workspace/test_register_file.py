"""What came in before is recognised by the file kept between commands as by all records of the ledger."""

import random
import shutil
import stat
from collections import Counter

import pytest
from tests.workspace.test_picture_file import NOW, amend, enter, rows

from sulh import workspace
from sulh.ledger import Draft
from sulh.observe import open_reports
from sulh.observe.report_register import digests_of, known_by
from sulh.tables import rows_table
from sulh.workspace import register_file
from sulh.workspace.record_kinds import RECORD_KINDS

FILE = "ledger/ledger.sqlite.register"


@pytest.fixture(autouse=True)
def always_written(monkeypatch):
    monkeypatch.setattr(register_file, "WRITE_AFTER", 1)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "mission"
    workspace.set_up(folder, pack_name="example", site="hq", now=NOW).store.close()
    enter(folder, 0, 40)
    amend(folder)
    return folder


@pytest.fixture
def folder(template, tmp_path):
    shutil.copytree(template, tmp_path / "mission")
    return tmp_path / "mission"


def read(folder):
    """Return how many records were read, and the register."""
    opened = workspace.open_workspace(folder)
    with opened.store:
        return register_file.current_register(opened)


def assert_right(folder):
    """Hold the register of the file, as it is and after it was read again, against that of all records."""
    opened = workspace.open_workspace(folder)
    with opened.store:
        anew = register_file.load_register(opened)
        for register in (register_file.current_register(opened) for _ in range(2)):
            for key, where in anew.places.items():
                assert register.place(register.where(key)) == anew.place(where)
            for substance, (ref, where) in anew.substances.items():
                twin = next(register.alike(substance), None)
                assert (twin[0], register.place(twin[1])) == (ref, anew.place(where))
            assert all(map(register.has_content, anew.contents))
            assert register.markings == anew.markings
            # Nothing else is known.
            known = register.known()
            sizes = (known.keys.height, known.contents.height, known.substances.height)
            assert sizes == tuple(map(len, (anew.places, anew.contents, anew.substances)))
            for record in opened.store.records():
                if record.kind in RECORD_KINDS and "source" in record.body:
                    other = known_by(record.kind, "other", record.body["ref"], simulated=False)
                    assert register.where(other) is None
                    played = digests_of(record.kind, record.body, simulated=True)
                    assert register.has_content(played[1]) == (played[1] in anew.contents)


def import_rows(folder, table_rows, name="again.jsonl", **options):
    opened = workspace.open_workspace(folder)
    with opened.store:
        table = rows_table(table_rows, name=name)
        return workspace.import_reports(
            opened, open_reports(table), workspace.ImportOptions(now=NOW, **options)
        )


def test_it_knows_what_the_ledger_holds_as_it_grows(folder):
    assert_right(folder)
    import_rows(folder, rows(50, 3), "played.jsonl", simulated=True)
    import_rows(folder, rows(60, 3), "red.jsonl", tlp="TLP:AMBER")
    assert_right(folder)
    amend(folder)
    enter(folder, 80, 5)
    assert_right(folder)


def test_only_what_is_new_is_read(folder, monkeypatch):
    read(folder)
    count = Counter()
    real = register_file.parse
    monkeypatch.setattr(
        register_file, "parse", lambda content: count.update(records=1) or real(content)
    )
    read(folder)
    assert count["records"] == 0
    enter(folder, 60, 3)
    before = count["records"]
    register = read(folder)
    assert 0 < count["records"] - before < 10
    assert register.base.keys.height == 43


def test_the_same_reports_are_duplicates_others_conflicts_and_twins(folder):
    """As they are without the file, in the same words."""
    read(folder)
    again = rows(0, 10)
    again[3]["text"] = "other words"
    again[4]["ref"] = "another"
    answers = []
    for register in ("with", "without"):
        if register == "without":
            (folder / FILE).unlink()
        other = folder.parent / register
        shutil.copytree(folder, other)
        result = import_rows(other, again)
        answers.append(
            (result.entered, result.duplicates, result.conflicts, [str(p) for p in result.problems])
        )
    assert answers[0] == answers[1]
    entered, duplicates, conflicts, problems = answers[0]
    assert (entered, duplicates) == (1, 8)
    assert conflicts == 1
    assert any("r0.jsonl, row 4" in each for each in problems)


def test_no_damage_changes_an_answer(folder):
    read(folder)
    path = folder / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    whole = path.read_bytes()
    chance = random.Random(7)
    places = [0, 127, 128, 200, len(whole) - 1, *chance.sample(range(len(whole)), 8)]
    damaged = [whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :] for n in places]
    for content in [*damaged, b"", whole[:128], whole[: len(whole) // 2], whole + b"x"]:
        path.write_bytes(content)
        assert read(folder).where(known_by("incident", "post", "R1", simulated=False)) is not None
        assert path.read_bytes() == whole or content == whole + b"x"
    path.unlink()
    path.mkdir()
    assert_right(folder)


def test_it_is_of_no_use_after_another_history(folder, tmp_path):
    """The file of a ledger that was put back to an older copy, or of another site."""
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    enter(folder, 60, 3)
    read(folder)
    shutil.copy(folder / FILE, older / FILE)
    assert read(older).where(known_by("incident", "post", "R60", simulated=False)) is None
    assert_right(older)


def test_a_new_program_reads_anew(folder, monkeypatch):
    read(folder)
    enter(folder, 60, 2)
    monkeypatch.setattr(register_file, "program_digest", lambda rooms: "another")
    assert_right(folder)


def test_a_body_that_fits_no_kind_is_no_report(folder):
    opened = workspace.open_workspace(folder)
    with opened.store:
        drafts = [
            Draft(kind="incident", body={"act": 3}),
            Draft(kind="correction", body={"corrects": "x", "kind": "incident", "body": {}}),
        ]
        opened.store.append(drafts, recorded_at=NOW, author="a")
    assert_right(folder)
