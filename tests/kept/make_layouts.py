"""Make the files of ``tests/kept/NAME`` with every kind of record and every table there is by then.

Run it from the root of the repository when a kind, a table or a file of a mission has been added, with the
version and a word for what is new, and never again for an old name::

    python -m tests.kept.make_layouts 0.1.0-exercise

It writes a mission with a record of each kind, an attachment, accounts with a row in each table, notices in
each state, and a backup of it all; a live exercise that has begun; and what was right of them when they were
made. The key and the passwords were never those of a real mission.
"""

import hashlib
import json
import re
import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from tests.kept.make import NOW, PASSWORD
from tests.picture.test_defaults import full_row
from tests.picture.test_kind import Context
from tests.workspace.test_exercises import HARBOUR

from sulh import __version__, workspace
from sulh.ledger import Draft
from sulh.picture import Kind
from sulh.server import Accounts, SqliteDatabase, make_token
from sulh.server.access.sessions import begin_session
from sulh.server.notices.queue import News, NoticeQueue
from sulh.workspace.attachments import keep_attachment
from sulh.workspace.record_kinds import RECORD_KINDS

KEPT = Path(__file__).parent
ATTACHED = "مرفق\n".encode()
DIGEST = hashlib.sha256(ATTACHED).hexdigest()
KEY = "ab" * 32
UNSENT = timedelta(days=1)


def bodies():
    """Yield the name and a body of each kind that comes in as a row."""
    for name in RECORD_KINDS.names:
        kind = Kind(RECORD_KINDS[name].record, table="t")
        body = kind.to_body(kind.parse(full_row(kind), Context(), 1))
        if name == "attachment":
            body |= {"digest": DIGEST, "size": len(ATTACHED)}
        yield name, body


def make_ledger(folder):
    """Make a ledger with a record of each kind; the sealed and the signed ones are made as a mission does."""
    opened = workspace.set_up(folder, pack_name="example", site="hq", now=NOW)
    team = workspace.set_up(folder.parent / "team", pack_name="example", site="team", now=NOW)
    drafts = [Draft(kind=name, body=body) for name, body in bodies()]
    ids = opened.store.append(drafts, recorded_at=NOW, author="watch officer")
    incident = ids[RECORD_KINDS.names.index("incident")]
    body = next(each for name, each in bodies() if name == "incident")
    finding = {"finding": "enwg5vmu5c", "party": "RED", "stance": "dispute", "text": "لا"}
    more = (
        ("import", {"name": "a.csv", "digest": KEY, "size": 3, "format": "form", "entered": 1}),
        ("access", {"account": "a-1", "role": "analyst", "what": "page", "records": [incident]}),
        ("answer", finding | {"verdict": "breached"}),
        ("correction", {"corrects": incident, "kind": "incident", "body": body, "reason": "r"}),
        ("release", {"releases": incident, "to": ["RED"], "tlp": "TLP:GREEN", "reason": "agreed"}),
        ("device-key", {"account": "a-1", "key": KEY, "what": "asked", "label": "a telephone"}),
        ("note", {"about": incident, "text": {"sealed": {"case": "c-1", "audiences": ["hq"]}}}),
        ("key-destroyed", {"case": "c-1", "reason": "asked for"}),
        ("fork", {"site": "gone", "file": "fork.json"}),
        ("retraction", {"retracts": ids[0], "reason": "a mistake"}),
    )
    drafts = [Draft(kind=name, body=body) for name, body in more]
    opened.store.append(drafts, recorded_at=NOW + timedelta(hours=1), author="headquarters")
    for each in (team, opened, team, opened):  # each attests the other's head
        workspace.sync_with_file(each, folder.parent / "stick", now=NOW + timedelta(hours=2))
    team.store.close()
    keep_attachment(folder, DIGEST, ATTACHED)
    return opened


def make_accounts(path):
    """Make accounts with a row in each table; return the secrets that open them."""
    database = SqliteDatabase(path)
    accounts = Accounts(database)
    anna = accounts.add("anna", role="watch officer", password=PASSWORD, now=NOW, by="kept")
    accounts.note(anna.id, by=anna.id, what="signed in by password", now=NOW)
    device = accounts.know_device(anna.id, now=NOW)
    session = begin_session(accounts, anna.id, now=NOW)
    token = make_token(
        accounts, anna.id, label="t", scopes=["read", "submit"], days=366, now=NOW, by="kept"
    )
    key = ("c2VjcmV0", anna.id, "cHVibGlj", 3, "a key of steel", "2024-05-03T10:00:00Z")
    database.run("INSERT INTO passkey VALUES (?, ?, ?, ?, ?, ?)", *key)
    rows = {
        table: len(database.run(f"SELECT * FROM {table}"))
        for (table,) in database.run("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    database.close()
    return {"device": device, "session": session, "token": token, "rows": rows}


def make_notices(folder):
    """Make a queue with things that wait, that were told, and that are known; notices in several states."""
    queue = NoticeQueue(folder)
    queue.since("watch", "terms", NOW)
    queue.add("watch", [(News(subject="record:0", value="known"), NOW)], silent=True)
    for number, state in enumerate(("sent", "failed", "trying", "leaving", "empty", "waiting")):
        news = News(subject=f"record:{number + 1}", value="new", before="old")
        queue.add("watch", [(news, NOW)])
        notice = queue.gather("watch", "mail", NOW)
        if state != "waiting":
            queue.begin(notice, NOW)
            queue.settle(notice, state, NOW, reason="as made")
    queue.add("watch", [(News(subject="record:9", value="new"), NOW + UNSENT)])
    facts = noticed(queue)
    queue.close()
    return facts


def noticed(queue):
    """Return what a queue holds, as JSON has it."""
    return {
        "states": queue.states("watch"),
        "notices": sorted([each.id, each.state, each.reason] for each in queue.listed()),
        "waiting": len(queue.waiting_items()),
    }


class Clock:
    """A real clock that is moved."""

    now = NOW

    def __call__(self):
        """Return the time."""
        return self.now


def make_exercise(folder):
    """Make a live exercise that ran for seven minutes and was paused; return its time."""
    workspace.set_up_live(folder, HARBOUR, seed=7)
    clock = Clock()
    live = workspace.LiveExercise(folder, real=clock)
    live.command("run", by="facilitator", speed=1)
    clock.now += timedelta(minutes=7)
    live.command("pause", by="facilitator")
    clock.now += timedelta(minutes=5)
    live.keep_clock()
    return {"clock": live.clock().isoformat(), "real": clock.now.isoformat()}


def main():
    """Write the files, unless they are there."""
    name = sys.argv[1]
    target = KEPT / name
    if target.exists() or not re.fullmatch(rf"{re.escape(__version__)}-[a-z]+", name):
        sys.exit(f"Name what is new, as in {__version__}-word; what is there stays as it is.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        opened = make_ledger(folder / "hq")
        records = [[each.id, each.kind] for each in opened.store.records()]
        opened.store.close()
        facts = {
            "records": records,
            "accounts": make_accounts(folder / "hq" / "accounts.sqlite"),
            "notices": make_notices(folder / "hq"),
            "exercise": make_exercise(folder / "exercise"),
        }
        target.mkdir()
        workspace.back_up(folder / "hq", target / "mission.zip", now=NOW)
        leave = shutil.ignore_patterns("rejects", "*-shm", "*-wal", "*.picture", "*.lock")
        shutil.copytree(folder / "hq", target / "mission", ignore=leave)
        shutil.copytree(folder / "exercise", target / "exercise", ignore=leave)
        (target / "layouts.json").write_text(json.dumps(facts, indent=1) + "\n")


if __name__ == "__main__":
    main()
