"""A backup is whole whatever happens meanwhile, and a restored site never tells a second history."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.workspace.test_exercises import HARBOUR
from tests.workspace.test_live_exercise import Clock

from sulh import workspace
from sulh.cli import main
from sulh.errors import InputError, LedgerError
from sulh.ledger import Draft, audit
from sulh.ledger.sync import state
from sulh.server.settings import read_settings

NOW = datetime(2024, 5, 3, 10, tzinfo=UTC)
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sulh import workspace
from sulh.ledger import Draft
store = workspace.open_workspace(Path(sys.argv[1])).store
print("ready", flush=True)
for n in range(100_000):
    drafts = [Draft(kind="note", body={"n": n, "text": "x" * 500})] * 3
    store.append(drafts, recorded_at=datetime.now(UTC), author="t")
"""
BACKUP = "from sulh.cli import main; main()"


def notes(folder, count, *, text="x", size=1):
    with workspace.open_workspace(folder).store as store:
        for n in range(count):
            drafts = [Draft(kind="note", body={"n": n, "text": text})] * size
            store.append(drafts, recorded_at=NOW, author="t")


@pytest.fixture
def folder(tmp_path):
    """A mission with records, an account file, settings with a secret, and keys."""
    folder = tmp_path / "hq"
    workspace.set_up(folder, pack_name="example", site="hq", now=NOW).store.close()
    notes(folder, 3)
    (folder / "serve.toml").write_text(
        '[oidc]\nissuer = "https://id.example.org"\nclient_id = "x"\nclient_secret_file = "secret"\n'
    )
    (folder / "secret").write_text("s3cret")
    (folder / "keys" / "cases").mkdir(parents=True)
    (folder / "keys" / "cases" / "c1.key").write_text("k")
    (folder / "holiday.jpg").write_bytes(b"not of the mission")
    return folder


def test_a_backup_restores_to_the_same_records_keys_and_settings(folder, tmp_path):
    """All that the mission needs comes back, nothing else, and only for its owner."""
    file = tmp_path / "hq.zip"
    workspace.back_up(folder, file, now=NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    result = workspace.restore(file, tmp_path / "again")
    assert result.audit.size == 4
    before, after = folder, tmp_path / "again"
    for name in ("sulh.toml", "serve.toml", "secret", "keys/cases/c1.key", "ledger/site.key"):
        assert (after / name).read_bytes() == (before / name).read_bytes(), name
    assert not (after / "holiday.jpg").exists()
    for path in after.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    with (
        workspace.open_workspace(before).store as old,
        workspace.open_workspace(after).store as new,
    ):
        assert state(old) == state(new)
    assert audit(after / "ledger") == ()
    assert {each.name for each in tmp_path.iterdir()} == {"hq", "again", "hq.zip"}


def test_a_backup_holds_each_file_that_the_settings_name(folder, tmp_path):
    """The restored server starts: secrets of mail and webhooks, certificates; not the map, nor the queue."""
    named = {"mail-password": "p", "hook-secret": "whsec_" + "QUJD" * 8, "own.pem": "c", "tls/cot.pem": "c",
             "gazetteer.csv": "name,lat,lon\n", "capabilities.toml": ""}  # fmt: skip
    (folder / "tls").mkdir()
    for name, content in named.items():
        (folder / name).write_text(content)
    (folder / "map.osm.pbf").write_bytes(b"roads")
    (folder / "notices.sqlite").write_bytes(b"queue")
    (folder / "serve.toml").write_text(
        f"""roads = "map.osm.pbf"
[collections.threats]
description = "{"long words " * 40}"
[notices]
authority = "./own.pem"
[notices.mail]
host = "127.0.0.1"
sender = "hq@example.org"
user = "hq"
password_file = "mail-password"
[notices.to.norway]
url = "https://example.org/hook"
clearance = "TLP:GREEN"
secret_file = "hook-secret"
[cot]
port = 8089
certificate = "{folder.absolute()}/tls/cot.pem"
private_key = "ledger/ledger.sqlite"
client_authority = "../hq.zip"
"""
    )
    workspace.back_up(folder, tmp_path / "hq.zip", now=NOW)
    workspace.restore(tmp_path / "hq.zip", tmp_path / "again")
    for name, content in named.items():
        assert (tmp_path / "again" / name).read_text() == content, name
    for name in ("map.osm.pbf", "notices.sqlite", "secret", "holiday.jpg"):
        assert not (tmp_path / "again" / name).exists(), name
    (tmp_path / "again" / "map.osm.pbf").write_bytes(b"roads")
    read = read_settings(tmp_path / "again", origin="http://127.0.0.1:1")
    assert read.notices.mail.password == "p"
    assert read.notices.targets[0].receiver.name == "norway"


def test_a_live_exercise_comes_back_from_its_backup(tmp_path):
    """With its scenario, what its facilitator did, and its time."""
    clock = Clock()
    folder, file = tmp_path / "exercise", tmp_path / "exercise.zip"
    workspace.set_up_live(folder, HARBOUR, seed=7)
    live = workspace.LiveExercise(folder, real=clock)
    live.command("run", by="facilitator", speed=1)
    clock.now += timedelta(minutes=9)
    live.command("pause", by="facilitator")
    workspace.back_up(folder, file, now=NOW)
    workspace.restore(file, tmp_path / "again")
    assert workspace.is_live(tmp_path / "again")
    assert workspace.LiveExercise(tmp_path / "again", real=clock).clock() == live.clock()


def test_a_backup_overwrites_nothing(folder, tmp_path):
    """A file that is there stays, and so does a folder with something in it."""
    file = tmp_path / "hq.zip"
    file.write_text("precious")
    with pytest.raises(InputError, match="there already"):
        workspace.back_up(folder, file, now=NOW)
    assert file.read_text() == "precious"
    link = tmp_path / "link.zip"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match="there already"):
        workspace.back_up(folder, link, now=NOW)
    file.unlink()
    workspace.back_up(folder, file, now=NOW)
    with pytest.raises(InputError, match="not empty"):
        workspace.restore(file, folder)
    with pytest.raises(InputError, match="cannot be used"):
        workspace.back_up(folder, file / "x", now=NOW)


@pytest.mark.slow
def test_a_backup_while_a_writer_writes_is_whole(folder, tmp_path):
    """Each of several backups holds whole batches, more than the one before; the writer goes on."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout.readline() == "ready\n"
        sizes = []
        for n in range(4):
            time.sleep(0.2)
            workspace.back_up(folder, tmp_path / f"{n}.zip", now=NOW)
            sizes.append(workspace.restore(tmp_path / f"{n}.zip", tmp_path / f"r{n}").audit.size)
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    assert sizes == sorted(set(sizes)), sizes
    assert all((size - 4) % 3 == 0 for size in sizes)
    assert audit(folder / "ledger") == ()


def test_sites_that_sync_during_a_backup_agree_in_it(folder, tmp_path):
    """What a site says that it saw of another is never ahead of the copy: no audit accuses it."""
    team = workspace.set_up(tmp_path / "team", pack_name="example", site="team", now=NOW)
    hq = workspace.open_workspace(folder)
    stick = tmp_path / "stick"
    for n in range(6):
        for opened in (team, hq):
            opened.store.append([Draft(kind="note", body={"n": n})], recorded_at=NOW, author="t")
            workspace.sync_with_file(opened, stick, now=NOW)
            workspace.back_up(folder, tmp_path / f"{n}{opened.site}.zip", now=NOW)
            workspace.restore(tmp_path / f"{n}{opened.site}.zip", tmp_path / f"r{n}{opened.site}")


def test_a_backup_that_is_killed_leaves_no_file_that_looks_whole(folder, tmp_path):
    """Killed at any moment, FILE is not there; the next backup clears up and works."""
    notes(folder, 20, text=os.urandom(30_000).hex(), size=5)
    file = tmp_path / "hq.zip"
    for pause_s in (0.3, 0.5, 0.7, 0.9):
        process = subprocess.Popen(
            [sys.executable, "-c", BACKUP, "-C", str(folder), "backup", str(file)],
            stdout=subprocess.DEVNULL,
        )
        time.sleep(pause_s)
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0 or file.exists():  # it was done before
            workspace.restore(file, tmp_path / f"whole-{pause_s}")
            file.unlink()
    workspace.back_up(folder, file, now=NOW)
    workspace.restore(file, tmp_path / "r")
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


def sync(one, other, stick):
    """Let two sites exchange all they have."""
    results = [
        workspace.sync_with_file(workspace.open_workspace(each), stick, now=NOW)
        for each in (one, other, one)
    ]
    assert not [refusal for each in results for refusal in each.refused]


def test_a_restored_site_gets_its_later_records_back_before_it_writes(folder, tmp_path):
    """Records that a peer got after the backup come back from it; until then nothing is signed."""
    team, stick, file = tmp_path / "team", tmp_path / "stick", tmp_path / "hq.zip"
    workspace.set_up(team, pack_name="example", site="team", now=NOW).store.close()
    sync(folder, team, stick)
    workspace.back_up(folder, file, now=NOW)
    notes(folder, 4)  # after the backup, and seen by the team
    sync(folder, team, stick)
    with workspace.open_workspace(folder).store as lost:
        size = lost.size
    folder.rename(tmp_path / "burnt")
    assert workspace.restore(file, folder).audit.size < size
    with pytest.raises(LedgerError, match="restored from a backup") as refusal:
        notes(folder, 1)
    assert "sulh ledger resume" in refusal.value.remedy
    sync(folder, team, tmp_path / "other stick")
    with workspace.open_workspace(folder).store as store:
        assert store.size >= size - 1  # the last witness's record had gone to nobody
    workspace.resume(folder)
    notes(folder, 1)
    sync(folder, team, tmp_path / "other stick")
    for each in (folder, team):
        assert audit(each / "ledger") == ()


def test_resume_is_refused_while_a_site_is_known_to_have_seen_more(folder, tmp_path):
    """Where another site's chain says that it saw more, the audit names it and nothing resumes."""
    team, file = tmp_path / "team", tmp_path / "hq.zip"
    workspace.set_up(team, pack_name="example", site="team", now=NOW).store.close()
    sync(folder, team, tmp_path / "stick")
    workspace.back_up(folder, file, now=NOW)
    notes(folder, 4)
    sync(folder, team, tmp_path / "stick")
    folder.rename(tmp_path / "burnt")
    workspace.restore(file, folder)
    third = workspace.set_up(tmp_path / "third", pack_name="example", site="third", now=NOW)
    with workspace.open_workspace(team).store as store:
        chain = store.chain("team")  # only the team's own chain reaches the restored site
        contents = [row[4] for row in chain.rows()]
        size = 0
        with workspace.open_workspace(folder).store as restored:
            size = restored.chain("team").size
            for head, _ in chain.heads(after=size):
                end = head.read().size
                restored.chain("team").extend(contents[size:end], head)
                size = end
    third.store.close()
    with pytest.raises(LedgerError, match="records of hq, there are"):
        workspace.resume(folder)
    with pytest.raises(LedgerError, match="restored from a backup"):
        notes(folder, 1)
    sync(folder, team, tmp_path / "new stick")
    assert workspace.resume(folder).faults == ()
    with pytest.raises(InputError, match="waits for nothing"):
        workspace.resume(folder)


def test_a_second_history_after_a_careless_resume_is_refused_and_named(folder, tmp_path):
    """Who resumes without asking the peer forks; the peer keeps both as evidence and says so."""
    team, file = tmp_path / "team", tmp_path / "hq.zip"
    workspace.set_up(team, pack_name="example", site="team", now=NOW).store.close()
    workspace.back_up(folder, file, now=NOW)
    notes(folder, 4)
    sync(folder, team, tmp_path / "stick")
    folder.rename(tmp_path / "burnt")
    workspace.restore(file, folder)
    workspace.resume(folder)
    notes(folder, 2, text="another story")
    new = tmp_path / "new stick"
    workspace.sync_with_file(workspace.open_workspace(folder), new, now=NOW)
    result = workspace.sync_with_file(workspace.open_workspace(team), new, now=NOW)
    assert any("two" in each and "fork" in each for each in result.refused), result.refused


def remade(file, change):
    """Write the archive anew with its members changed."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["sulh-backup.json"])
    change(members, manifest)
    members["sulh-backup.json"] = json.dumps(manifest).encode()
    target = file.with_name("hostile.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def add(name, content=b"x"):
    """Return a change that adds a file, with its right digest."""
    from hashlib import sha256

    def change(members, manifest):
        members[name] = content
        digest = sha256(content).hexdigest()
        manifest["files"].append({"name": name, "bytes": len(content), "sha256": digest})

    return change


HOSTILE = {
    "a way out": add("../outside"),
    "a way out inside": add("pack/../../outside"),
    "a root": add("/tmp/outside-of-sulh"),
    "a drive": add("C:\\outside"),
    "backslashes": add("..\\outside"),
    "a folder": add("pack/"),
    "hidden": add(".profile"),
    "a kept picture": add("ledger/ledger.sqlite.picture"),
    "a log of the ledger": add("ledger/ledger.sqlite-wal"),
    "a log of the accounts": add("accounts.sqlite-wal"),
    "a control character": add("pack/a\nb"),
    "no list": lambda members, manifest: manifest.clear(),
    "another format": lambda members, manifest: manifest.update(format=2),
    "an unlisted file": lambda members, manifest: members.update({"pack/x": b"y"}),
    "a listed file that is not there": lambda members, manifest: members.pop("sulh.toml"),
    "a changed byte": lambda members, manifest: members.update({"serve.toml": b"# other"}),
    "a negative length": lambda members, manifest: manifest["files"][0].update(bytes=-1),
    "a huge length": lambda members, manifest: manifest["files"][0].update(bytes=10**15),
    "two of a name": lambda members, manifest: manifest["files"].append(manifest["files"][0]),
    "names that are numbers": lambda members, manifest: manifest["files"][0].update(name=7),
    "a list of numbers": lambda members, manifest: manifest.update(files=[1, 2]),
    "no ledger": lambda members, manifest: _without(members, manifest, "ledger/ledger.sqlite"),
    "no settings": lambda members, manifest: _without(members, manifest, "sulh.toml"),
    "a bomb": add("pack/zeros", bytes(70_000_000)),
}


def _without(members, manifest, name):
    members.pop(name)
    manifest["files"] = [each for each in manifest["files"] if each["name"] != name]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_with_a_sentence(folder, tmp_path, name):
    """Nothing is written outside, nothing is left inside, and the person reads why."""
    file = tmp_path / "hq.zip"
    workspace.back_up(folder, file, now=NOW)
    before = set(tmp_path.rglob("*"))
    hostile = remade(file, HOSTILE[name])
    result = CliRunner().invoke(main, ["-C", str(tmp_path / "r"), "restore", str(hostile)])
    assert result.exit_code in {2, 4}, (result.output, result.exception)
    assert result.stderr.startswith("sulh: ")
    assert set(tmp_path.rglob("*")) - before == {hostile}


def test_links_in_an_archive_are_refused(folder, tmp_path):
    """A member that says it is a link is no plain file."""
    file = tmp_path / "hq.zip"
    workspace.back_up(folder, file, now=NOW)
    hostile = remade(file, add("pack/link", b"/etc/passwd"))
    with zipfile.ZipFile(hostile) as archive:
        members = [(each, archive.read(each)) for each in archive.infolist()]
    with zipfile.ZipFile(hostile, "w") as archive:
        for member, content in members:
            if member.filename == "pack/link":
                member.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(member, content)
    with pytest.raises(InputError, match="no plain file"):
        workspace.restore(hostile, tmp_path / "r")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_damaged_or_cut_archive_is_refused(folder, tmp_path, data):
    """Cut anywhere, or with a byte changed anywhere: whole, or a sentence, never another mission."""
    file = tmp_path / "hq.zip"
    if not file.exists():
        workspace.back_up(folder, file, now=NOW)
    content = bytearray(file.read_bytes())
    if data.draw(st.booleans(), "cut"):
        del content[data.draw(st.integers(0, len(content) - 1), "at") :]
    else:
        place = data.draw(st.integers(0, len(content) - 1), "place")
        content[place] ^= data.draw(st.integers(1, 255), "bits")
    damaged, target = tmp_path / "damaged.zip", tmp_path / f"r{time.monotonic_ns()}"
    damaged.write_bytes(content)
    try:
        result = workspace.restore(damaged, target)
    except (InputError, LedgerError):
        assert not target.exists()
    else:  # a byte that says nothing, such as a file's time
        assert result.audit.size == 4
        assert (target / "ledger" / "site.key").read_bytes() == (
            folder / "ledger" / "site.key"
        ).read_bytes()


def test_the_commands_warn_of_secrets_and_of_a_second_history(folder, tmp_path):
    """What a person must know stands in the output of each command."""

    def run(*arguments):
        result = CliRunner().invoke(main, [*map(str, arguments)])
        assert result.exit_code == 0, result.output
        return result.output

    (folder / "pack" / ".DS_Store").write_text("x")
    told = run("-C", folder, "backup", tmp_path / "b.zip")
    assert "signing key" in told
    assert "Not in it: pack/.DS_Store" in told
    told = run("-C", tmp_path / "r", "restore", tmp_path / "b.zip")
    assert "every link and signature holds" in told
    assert "sulh ledger resume" in told
    assert "revoke" in told
    assert "New records are taken again" in run("-C", tmp_path / "r", "ledger", "resume", "--yes")


def test_a_ledger_on_postgresql_goes_into_a_backup_and_back(postgres, tmp_path):
    """pg_dump's rows go into another empty database, byte for byte; nothing else in the file is run."""
    folder, url, empty = tmp_path / "hq", postgres.new_database(), postgres.new_database()
    workspace.set_up(folder, pack_name="example", site="hq", now=NOW, store=url).store.close()
    notes(folder, 3, text="a\\.\n\\.\nb\tc مرحبا")
    file = tmp_path / "hq.zip"
    workspace.back_up(folder, file, now=NOW)
    with pytest.raises(LedgerError, match="holds a ledger already"):
        workspace.restore(file, tmp_path / "r")
    result = workspace.restore(file, tmp_path / "r", store=empty)
    assert result.audit.size == 4
    with (
        workspace.open_workspace(folder).store as old,
        workspace.open_workspace(tmp_path / "r").store as new,
    ):
        assert list(old.chain("hq").rows()) == list(new.chain("hq").rows())
    with pytest.raises(LedgerError, match="restored from a backup"):
        notes(tmp_path / "r", 1)
    workspace.resume(tmp_path / "r")
    notes(tmp_path / "r", 1)

    def evil(members, manifest):
        name = "ledger/ledger.sql"
        sql = b"CREATE TABLE public.evil (x int);\n\\! touch evil\n" + members[name]
        _without(members, manifest, name)
        add(name, sql)(members, manifest)

    third = postgres.new_database()
    workspace.restore(remade(file, evil), tmp_path / "r2", store=third)
    import psycopg

    with psycopg.connect(third) as connection:
        assert connection.execute("SELECT to_regclass('public.evil')").fetchone() == (None,)

    def cut(members, manifest):
        name = "ledger/ledger.sql"
        sql = members[name]
        _without(members, manifest, name)
        add(name, sql[: len(sql) // 2])(members, manifest)

    fourth = postgres.new_database()
    with pytest.raises((InputError, LedgerError)):
        workspace.restore(remade(file, cut), tmp_path / "r3", store=fourth)
    with psycopg.connect(fourth) as connection:  # all or nothing
        assert connection.execute("SELECT count(*) FROM sulh.chain").fetchone() == (0,)
