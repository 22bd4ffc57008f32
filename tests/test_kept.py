"""What an earlier version wrote is opened, audited, judged, synced and signed in with by this one."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.kept.make import AT, NOW, PASSWORD, findings
from tests.server.commanded import commanding

from sulh import __version__, workspace
from sulh.ledger import audit, audit_store, open_store
from sulh.ledger.postgres.dump import load_database
from sulh.ledger.sync import state
from sulh.server import Accounts, SqliteDatabase
from sulh.server.access.sessions import principal_of_token

KEPT = Path(__file__).parent / "kept"
VERSIONS = sorted(path.name for path in KEPT.iterdir() if (path / "facts.json").exists())
BYTES_MAX = 300_000


@pytest.fixture(params=VERSIONS)
def kept(request, tmp_path):
    """A copy of what a version wrote, and the facts that it noted."""
    folder = tmp_path / request.param
    shutil.copytree(KEPT / request.param, folder)
    facts = json.loads((folder / "facts.json").read_text())
    facts["state"] = {site: tuple(held) for site, held in facts["state"].items()}
    return folder, facts


def test_this_version_is_kept_and_each_is_small():
    """A release adds its files with ``python -m tests.kept.make``."""
    assert __version__ in VERSIONS
    for each in VERSIONS:
        files = [path for path in (KEPT / each).rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in files) < BYTES_MAX, each


def is_the_same(folder, facts):
    """Check a mission's records, audit and findings against the facts of its version."""
    assert audit(folder / "ledger") == ()
    opened = workspace.open_workspace(folder)
    with opened.store as store:
        assert [each.id for each in store.records()] == facts["records"]
        assert state(store) == facts["state"]
        assert findings(opened) == facts["findings"]
        assert any(verdict == "breached" for _, verdict in facts["findings"])


def test_a_kept_ledger_opens_audits_and_judges_as_it_did(kept):
    """Records, heads and findings are the same, and the site goes on recording."""
    folder, facts = kept
    is_the_same(folder / "mission", facts)
    opened = workspace.open_workspace(folder / "mission")
    record = next(each for each in opened.store.records() if each.kind == "observation")
    workspace.retract_record(opened, record.id, reason="later", author="t", now=datetime.now(UTC))
    opened.store.close()
    assert audit(folder / "mission" / "ledger") == ()


def test_a_kept_backup_is_restored(kept):
    """The archive's format is read by every later version."""
    folder, facts = kept
    workspace.restore(folder / "mission.zip", folder / "restored")
    is_the_same(folder / "restored", facts)


def test_a_kept_bundle_is_taken_by_a_new_site(kept):
    """A stick that an old site wrote brings its records."""
    folder, facts = kept
    new = workspace.set_up(folder / "new", pack_name="example", site="new", now=NOW)
    result = workspace.sync_with_file(new, folder / "bundle.sulh", now=NOW)
    assert not result.refused
    assert result.received["hq"] == facts["state"]["hq"][0]
    assert new.store.chain("hq").public_key == facts["public_key"]
    new.store.close()


def test_a_kept_ledger_on_postgresql_is_loaded(kept, postgres):
    """The rows of an old database fill a new one, which the audit finds whole."""
    folder, facts = kept
    url = postgres.new_database()
    load_database(url, folder / "ledger.sql")
    with open_store(folder / "mission" / "ledger", url) as store:
        assert audit_store(store) == ()
        assert state(store) == facts["state"]


def test_people_sign_in_with_kept_accounts(kept):
    """Passwords, roles and tokens of an old account file work; the server reads the old mission."""
    folder, facts = kept
    database = SqliteDatabase(folder / "mission" / "accounts.sqlite")
    user = principal_of_token(Accounts(database), facts["token"], now=NOW)
    assert (user.name, user.role, sorted(user.scopes)) == ("anna", "watch officer", ["read"])
    database.close()
    with commanding(folder / "mission") as served:
        client = served.client()
        for name, role in (("anna", "watch officer"), ("rami", "liaison")):
            signed = client.post("/api/v1/session", json={"name": name, "password": PASSWORD})
            assert signed.status_code == 200, signed.text
            assert client.get("/api/v1/session").json()["role"] == role
            answer = client.get("/api/v1/findings", params={"at": f"{AT:%Y-%m-%d}"})
            assert answer.status_code == 200
