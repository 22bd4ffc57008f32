"""Every kind of record, and every table of a mission's files, that an earlier version wrote is still read."""

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.kept.make import NOW, PASSWORD
from tests.kept.make_layouts import ATTACHED, DIGEST, Clock, noticed
from tests.server.commanded import commanding

from sulh import workspace
from sulh.ledger import audit
from sulh.server import Accounts, SqliteDatabase
from sulh.server.access.passkeys import passkeys_of
from sulh.server.access.sessions import principal_of_session, principal_of_token
from sulh.server.notices.queue import NoticeQueue
from sulh.workspace.attachments import read_attachment
from sulh.workspace.record_kinds import KIND_NAMES, RECORD_KINDS, body_problem

KEPT = Path(__file__).parent / "kept"
SETS = sorted(path.parent.name for path in KEPT.glob("*/layouts.json"))
BYTES_MAX = 350_000
LATER = "Make a set with it: python -m tests.kept.make_layouts VERSION-word"


@pytest.fixture(params=SETS)
def kept(request, tmp_path):
    """A copy of what was written, and the facts noted of it."""
    folder = tmp_path / request.param
    shutil.copytree(KEPT / request.param, folder)
    return folder, json.loads((folder / "layouts.json").read_text())


def test_every_kind_and_table_is_in_some_set_and_each_is_small(tmp_path):
    """A new kind or table is kept as a file before it is released."""
    facts = [json.loads((KEPT / name / "layouts.json").read_text()) for name in SETS]
    assert set(KIND_NAMES) <= {kind for each in facts for _, kind in each["records"]}, LATER
    database = SqliteDatabase(tmp_path / "accounts.sqlite")
    tables = {name for (name,) in database.run("SELECT name FROM sqlite_master WHERE type='table'")}
    database.close()
    assert tables <= {name for each in facts for name, rows in each["accounts"]["rows"].items() if rows}, LATER  # fmt: skip
    for name in SETS:
        files = [path for path in (KEPT / name).rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in files) < BYTES_MAX, name


def usable_as_it_was(folder, facts):
    """Check that no record is lost, altered or set aside, and that each comes back from its body."""
    assert audit(folder / "ledger") == ()
    opened = workspace.open_workspace(folder)
    records = list(opened.store.records())
    opened.store.close()
    assert [[each.id, each.kind] for each in records] == facts["records"]
    for record in records:
        assert body_problem(record.kind, record.body) == "", record.kind
        if record.kind in RECORD_KINDS:
            again = RECORD_KINDS.to_body(RECORD_KINDS.from_body(record.kind, record.body))
            assert again == record.body, record.kind
    assert read_attachment(folder, DIGEST) == ATTACHED


def test_each_kind_of_record_is_read_as_it_was_written(kept):
    """In the mission's folder, and in its backup; the attachment has its bytes."""
    folder, facts = kept
    usable_as_it_was(folder / "mission", facts)
    workspace.restore(folder / "mission.zip", folder / "restored")
    usable_as_it_was(folder / "restored", facts)


def test_each_table_of_the_accounts_opens_what_it_did(kept):
    """A token, a session, a passkey, a known device, the events."""
    folder, facts = kept
    database = SqliteDatabase(folder / "mission" / "accounts.sqlite")
    accounts, known = Accounts(database), facts["accounts"]
    soon = NOW + timedelta(minutes=5)
    anna = accounts.get("anna")
    assert principal_of_session(accounts, known["session"], now=soon).account == anna.id
    user = principal_of_token(accounts, known["token"], now=soon)
    assert (user.account, user.role, sorted(user.scopes)) == (
        anna.id, "watch officer", ["read", "submit"],
    )  # fmt: skip
    assert [each.label for each in passkeys_of(accounts, anna.id)] == ["a key of steel"]
    for _ in range(9):  # a stranger's failures do not hold for the device that is known
        accounts.check_password("anna", "wrong", now=soon)
    assert accounts.check_password("anna", PASSWORD, now=soon) is None
    again = accounts.check_password("anna", PASSWORD, now=soon, device=known["device"])
    assert again is not None
    for table, rows in known["rows"].items():
        assert len(database.run(f"SELECT * FROM {table}")) >= rows
    database.close()


def test_notices_go_on_where_they_were(kept):
    """What was told is not told again; what waited waits; what a killed server left is settled."""
    folder, facts = kept
    queue = NoticeQueue(folder / "mission")
    assert noticed(queue) == facts["notices"]
    assert not queue.gather("watch", "mail", NOW)
    queue.recover(NOW)
    left = {identity for identity, state, _ in facts["notices"]["notices"] if state in {"trying", "leaving"}}  # fmt: skip
    assert {each.id for each in queue.listed("trying", "leaving")}.isdisjoint(left)
    assert queue.gather("watch", "mail", NOW + timedelta(days=2))
    queue.close()


def test_a_live_exercise_goes_on_at_its_own_time(kept):
    """It was paused: no time has passed in it, and its facilitator sets it on its way."""
    folder, facts = kept
    clock = Clock()
    clock.now = datetime.fromisoformat(facts["exercise"]["real"]) + timedelta(days=3)
    live = workspace.LiveExercise(folder / "exercise", real=clock)
    assert live.clock().isoformat() == facts["exercise"]["clock"]
    live.command("run", by="facilitator", speed=1)
    clock.now += timedelta(minutes=1)
    passed = live.clock() - datetime.fromisoformat(facts["exercise"]["clock"])
    assert passed == timedelta(minutes=1)


def test_the_server_serves_each_kind(kept):
    """It starts on the old folder, sets nothing aside, and gives every record to who may read it."""
    folder, facts = kept
    with commanding(folder / "mission") as served:
        client = served.client()
        signed = client.post("/api/v1/session", json={"name": "anna", "password": PASSWORD})
        assert signed.status_code == 200, signed.text
        client.headers["x-csrf-token"] = signed.json()["csrf"]
        seen, cursor, more = {}, "", True
        while more:
            page = client.get("/api/v1/records", params={"after": cursor, "limit": 500}).json()
            seen |= {each["id"]: each["kind"] for each in page["records"]}
            cursor, more = page["cursor"], page["more"]
        kept_ids = dict(facts["records"])
        unread = {kept_ids[each] for each in set(kept_ids) - set(seen)}
        assert unread <= {"access"}, unread  # an auditor's
