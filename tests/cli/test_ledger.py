"""``sulh ledger rebuild`` and the endings of the files that ``sulh ledger`` writes."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from sulh.cli import main


def run(folder, *arguments, code=0):
    """Run a command on a mission and return what it prints."""
    result = CliRunner().invoke(main, ["-C", str(folder), *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A mission with an exercise's records, a second batch after them, and its log copied into the file."""
    folder = tmp_path_factory.mktemp("missions") / "island"
    result = CliRunner().invoke(main, ["init", str(folder), "--pack", "example"])
    assert result.exit_code == 0, result.output
    reports = folder / "pack" / "example" / "reports" / "exercise.simulated.csv"
    run(folder, "observe", reports)
    latest = json.loads(run(folder, "ledger", "log", "--json", "--last", "1"))
    run(folder, "retract", latest["id"], "--reason", "a test")
    return folder


@pytest.fixture
def island(whole, tmp_path):
    """A copy of the mission that a test may damage."""
    return shutil.copytree(whole, tmp_path / "island")


def change(island, statement):
    with closing(sqlite3.connect(island / "ledger" / "ledger.sqlite")) as database, database:
        database.execute(statement)


def contents(folder):
    """Return the bytes of all files under a folder, without what SQLite makes while one reads."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_a_good_ledger_is_written_again_whole(island, tmp_path):
    """It exits with 0, leaves the old ledger as it is, and works when it is put in its place."""
    before = contents(island / "ledger")
    output = run(island, "ledger", "rebuild", tmp_path / "new")
    assert "records in the new ledger" in output
    assert "lost" not in output
    assert contents(island / "ledger") == before
    assert not (tmp_path / "new" / "site.key").exists()
    log = run(island, "ledger", "log", "--all", "--json")
    shutil.move(island / "ledger" / "site.key", tmp_path / "new")
    shutil.rmtree(island / "ledger")
    shutil.move(tmp_path / "new", island / "ledger")
    assert run(island, "ledger", "log", "--all", "--json") == log
    run(island, "ledger", "audit")


def test_lost_records_are_listed_and_the_exit_code_is_4(island, tmp_path):
    """As text with the files of what is kept apart, and as JSON."""
    change(island, "UPDATE record SET bytes = x'00' WHERE seq = 2")
    assert "sulh ledger rebuild FOLDER" in run(island, "ledger", "audit", code=4)
    output = run(island, "ledger", "rebuild", tmp_path / "new", code=4)
    assert "lost: record 2" in output
    assert "after-loss" in output
    (own,) = json.loads(run(island, "ledger", "rebuild", tmp_path / "again", "--json", code=4))
    assert [lost["seq"] for lost in own["lost"]] == [2]
    assert own["in_bundle"] > 0
    assert contents(tmp_path / "new").keys() == contents(tmp_path / "again").keys()


def test_nothing_is_overwritten(island, tmp_path):
    """A folder or file that exists, and the ledger itself, are refused and left as they are."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    before = contents(tmp_path)
    for target in (tmp_path / "folder", tmp_path / "file", island / "ledger"):
        result = CliRunner().invoke(main, ["-C", str(island), "ledger", "rebuild", str(target)])
        assert result.exit_code != 0
        assert "exists already" in str(result.output) + str(result.exception)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("command", [("prove", "x", "-o", "proof.zip"), ("head", "-o", "head.txt")])
def test_other_endings_are_refused(island, tmp_path, monkeypatch, command):
    """A proof and a head are JSON: no file with another ending is written."""
    monkeypatch.chdir(tmp_path)
    arguments = ["-C", str(island), "ledger", *command]
    if command[0] == "prove":
        arguments[4] = json.loads(run(island, "ledger", "log", "--json", "--last", "1"))["id"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code not in {0, 4}
    assert ".json" in str(result.output) + str(result.exception)
    assert not (tmp_path / command[-1]).exists()
