"""A mission's ledger goes from files to PostgreSQL and back, and nothing of it changes."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import sulh
from sulh import workspace
from sulh.cli import main
from sulh.errors import InputError, LedgerError
from sulh.ledger import Draft, audit, create, open_store
from sulh.ledger.sync import bundle, state, take
from sulh.workspace import migrate as moving

NOW = datetime(2024, 5, 3, 10, tzinfo=UTC)
REPORTS = Path(sulh.__file__).parent / "packs" / "example" / "reports"


def run(folder, *arguments):
    result = CliRunner().invoke(main, ["-C", str(folder), *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def chains(folder):
    with workspace.open_workspace(folder).store as store:
        return {
            site: (list(store.chain(site).rows()), list(store.chain(site).heads()))
            for site in store.sites()
        }


@pytest.fixture
def url(postgres):
    """The address of an empty database."""
    return postgres.new_database()


@pytest.fixture
def folder(tmp_path):
    """A mission with a few notes and the copy of another site's chain."""
    folder = tmp_path / "mission"
    with workspace.set_up(folder, pack_name="example", site="camp", now=NOW).store as store:
        for n in range(3):
            drafts = [Draft(kind="note", body={"n": n, "text": "a\u0000b \u202e مرحبا"})] * 2
            store.append(drafts, recorded_at=NOW + timedelta(hours=n), author="t")
        key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        with create(
            tmp_path / "team", site="team", name="T", pack=("p", "d"), now=NOW, key=key
        ) as team:
            for n in range(2):
                team.append([Draft(kind="note", body={"n": n})], recorded_at=NOW, author="t")
            take(store, bundle(team, state(store)))
    return folder


def test_both_stores_give_the_same_findings_and_the_same_root(tmp_path, url):
    """The demo's files through both, under one key at the same times: the same to the byte."""
    folders = [tmp_path / "files", tmp_path / "database"]
    workspace.set_up(folders[0], pack_name="example", site="camp", now=NOW).store.close()
    shutil.copytree(folders[0], folders[1])
    run(folders[1], "ledger", "move", "--to", url)
    said = []
    for folder in folders:
        opened = workspace.open_workspace(folder)
        for n, path in enumerate(sorted(REPORTS.glob("*.csv"))):
            terms = workspace.ImportOptions(
                now=NOW + timedelta(hours=n), simulated="simulated" in path.name, author="t"
            )
            workspace.import_reports(opened, path, terms)
        first = next(r for r in opened.store.records(kinds=["observation"]))
        workspace.retract_record(
            opened, first.id[:20], reason="twice", author="t", now=NOW + timedelta(days=1)
        )
        head = opened.store.heads()[-1]
        said.append(
            (
                head,
                run(folder, "verify", "--exercise", "--json", "--at", "2021-12-31"),
                run(folder, "ledger", "log", "--all", "--json"),
            )
        )
        opened.store.close()
    assert said[0] == said[1]
    assert said[0][0].size > 20
    assert chains(folders[0]) == chains(folders[1])


def test_there_and_back_every_byte_is_the_same(tmp_path, folder, url):
    """Records, heads, frontiers and the other site's chain come back as they went."""
    settings = (folder / "sulh.toml").read_text("utf-8")
    (folder / "sulh.toml").write_text(settings + f'[sites]\nteam = "{"a" * 64}"\n', "utf-8")
    before = chains(folder)
    assert set(before) == {"camp", "team"}
    output = run(folder, "ledger", "move", "--to", url)
    assert "Site team: 3 records" in output
    assert not (folder / "ledger" / "ledger.sqlite").exists()
    assert chains(folder) == before
    assert "every link and signature holds" in run(folder, "ledger", "audit")
    assert workspace.open_workspace(folder).store.where.startswith("postgresql://")
    run(folder, "ledger", "move", "--to", "files")
    assert chains(folder) == before
    assert audit(folder / "ledger") == ()
    assert (folder / "sulh.toml").read_text("utf-8").splitlines() == [
        *settings.splitlines(), "[sites]", f'team = "{"a" * 64}"',
    ]  # fmt: skip
    (aside,) = (folder / "ledger" / "moved").iterdir()
    assert audit(aside) == ()
    with workspace.open_workspace(folder).store as store:
        store.append([Draft(kind="note", body={"n": 9})], recorded_at=NOW, author="t")
    after = chains(folder)
    run(folder, "ledger", "move", "--to", url)  # the database's copy is gone on with
    assert chains(folder) == after


def test_a_move_that_was_interrupted_goes_on(folder, url, monkeypatch):
    """Stopped after some batches, the old ledger is in use still; the next move copies the rest."""
    before = chains(folder)

    def stop(copied):
        if copied >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.migrate_ledger(folder, url, progress=stop)
    assert "store" not in (folder / "sulh.toml").read_text("utf-8")
    assert chains(folder) == before
    copied = []
    workspace.migrate_ledger(folder, url, progress=copied.append)
    assert 0 < copied[-1] < sum(len(rows) for rows, _ in before.values())
    assert chains(folder) == before


def test_what_is_appended_during_the_move_goes_along_or_stops_it(folder, url, monkeypatch):
    """Nothing that is acknowledged before the switch is left behind."""
    copy_all, late = moving.ledger.copy_all, []

    def appending(source, copy, *, progress, times):
        sizes = copy_all(source, copy, progress=progress)
        if len(late) < times:
            late.extend(
                source.append([Draft(kind="note", body={})], recorded_at=NOW, author="late")
            )
        return sizes

    monkeypatch.setattr(
        moving.ledger,
        "copy_all",
        lambda s, c, progress: appending(s, c, progress=progress, times=9),
    )
    with pytest.raises(LedgerError, match="keeps appending"):
        workspace.migrate_ledger(folder, url)
    assert "store" not in (folder / "sulh.toml").read_text("utf-8")
    late.clear()
    monkeypatch.setattr(
        moving.ledger,
        "copy_all",
        lambda s, c, progress: appending(s, c, progress=progress, times=1),
    )
    workspace.migrate_ledger(folder, url)
    with workspace.open_workspace(folder).store as store:
        assert store.find(late[0]).author == "late"


def test_a_move_refuses_what_it_would_spoil(tmp_path, folder, url, postgres):
    """Another ledger's database, a chain that went two ways, a fault, the same place: no change."""
    with create(tmp_path / "k", site="hq", name="T", pack=("p", "d"), now=NOW, url=url):
        pass
    before = (folder / "sulh.toml").read_text("utf-8")
    with pytest.raises(LedgerError, match="another ledger"):
        workspace.migrate_ledger(folder, url)
    with pytest.raises(InputError, match="is there already"):
        workspace.migrate_ledger(folder, "files")
    with pytest.raises(InputError, match="password"):
        workspace.migrate_ledger(folder, "postgresql://sulh:secret@localhost/x")
    two_ways = postgres.new_database()
    shutil.copytree(folder, tmp_path / "twin")
    workspace.migrate_ledger(tmp_path / "twin", two_ways)
    for each, text in ((folder, "one"), (tmp_path / "twin", "other")):
        with workspace.open_workspace(each).store as store:
            store.append([Draft(kind="note", body={"text": text})], recorded_at=NOW, author="t")
    with pytest.raises(LedgerError, match="not the same"):
        workspace.migrate_ledger(folder, two_ways)
    assert (folder / "sulh.toml").read_text("utf-8") == before
    assert audit(folder / "ledger") == ()


def test_a_faulty_ledger_is_not_moved(folder, url):
    """A changed record does not pass into the new store."""
    with closing(sqlite3.connect(folder / "ledger" / "ledger.sqlite")) as connection, connection:
        connection.execute(
            "UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"n\":1', '\"n\":7') AS BLOB) WHERE seq = 3"
        )
    with pytest.raises(LedgerError, match="refused"):
        workspace.migrate_ledger(folder, url)
    assert "store" not in (folder / "sulh.toml").read_text("utf-8")


def test_without_the_extra_the_message_names_it(tmp_path):
    """Where psycopg is not installed, the command says which extra to install."""
    program = (
        "import sys\nfrom pathlib import Path\nsys.modules['psycopg'] = None\n"
        "from sulh.errors import MissingExtraError\nfrom sulh.ledger import open_store\n"
        "try:\n    open_store(Path('x'), 'postgresql://a@b/c')\n"
        "except MissingExtraError as error:\n    print(error, error.remedy)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "extra 'postgres'" in done.stdout
    with pytest.raises(LedgerError):
        open_store(tmp_path)
