"""The store keeps what it acknowledged, in order, and the audit finds every change."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from tests.ledger.conftest import NOW, observation

from sulh.errors import InputError, LedgerError
from sulh.ledger import Draft, Record, audit, create, effective, open_store
from sulh.ledger.sqlite.storage import DATABASE


def tamper(folder, statement, *values):
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.execute(statement, values)


def test_records_come_back_in_order_and_chained(folder):
    """What was appended is read back with its place, time and link."""
    with open_store(folder) as store:
        records = list(store.records())
        assert [r.seq for r in records] == list(range(10))
        assert [r.body["n"] for r in records[1:]] == list(range(9))
        assert all(
            later.prev == earlier.id for earlier, later in zip(records, records[1:], strict=False)
        )
        assert records[0].kind == "genesis"
        assert [h.size for h in store.heads()] == [1, 4, 7, 10]
        assert store.heads()[-1].last == records[-1].id
    assert audit(folder) == ()


def test_same_records_give_the_same_bytes(folder):
    """The format cannot change unseen: ids and root of a fixed ledger stand here."""
    with open_store(folder) as store:
        last, head = list(store.records())[-1], store.heads()[-1]
    assert last.id == "fdf6621f27da1d7a392333c4b53c02755eb24fe7f7761025cc2156517bf0a025"
    assert head.root == "799d3642dd876dd226c0e43dd9738503c0c0c4f9ff0492a67bb42ef443bfe90e"


def test_as_of_leaves_out_what_was_recorded_later(folder):
    """*As of* an hour keeps that hour's records and none after."""
    with open_store(folder) as store:
        assert len(list(store.records(as_of=NOW + timedelta(hours=1)))) == 7
        assert len(list(store.records(as_of=NOW - timedelta(seconds=1)))) == 0


def test_a_clock_that_runs_back_does_not_unsettle_as_of(folder):
    """A record never bears an earlier time than the one before it."""
    with open_store(folder) as store:
        store.append([observation(99)], recorded_at=NOW - timedelta(days=400), author="x")
        times = [r.recorded_at for r in store.records()]
    assert times == sorted(times)
    assert audit(folder) == ()


def test_find_by_the_beginning_of_an_id(folder):
    """A few characters are enough when only one record has them; otherwise the error says so."""
    with open_store(folder) as store:
        record = list(store.records())[5]
        assert store.find(record.id[:16].upper()) == record
        with pytest.raises(InputError, match="No record"):
            store.find("zz")
        with pytest.raises(InputError, match="ids begin"):
            [
                store.find(c)
                for c in "0123456789abcdef"
                if sum(r.id[0] == c for r in store.records()) > 1
            ]


CHANGES = {
    "a changed word": ("UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), 'مرحبا', 'مرحبًا') AS BLOB) WHERE seq = 4", 4),
    "a changed number, canonical still": (
        "UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"n\":3', '\"n\":8') AS BLOB) WHERE seq = 4", 4),
    "bytes that are no record": ("UPDATE record SET bytes = x'00' WHERE seq = 4", 4),
    "a column that lies": ("UPDATE record SET kind = 'incident' WHERE seq = 4", 4),
    "a mark taken off": ("UPDATE record SET simulated = 1 WHERE seq = 4", 4),
    "a missing record": ("DELETE FROM record WHERE seq = 4", 4),
    "the last record cut off": ("DELETE FROM record WHERE seq = 9", 9),
    "a head taken out and its records": ("DELETE FROM head WHERE size = 10", 7),
    "another signature": ("UPDATE head SET signature = zeroblob(64) WHERE size = 7", 6),
    "a head of other records": ("UPDATE head SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"size\":7', '\"size\":6') AS BLOB) WHERE size = 7", 6),
    "a frontier changed": ("UPDATE head SET frontier = zeroblob(96) WHERE size = 7", 6),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_audit_names_the_record_of_every_change(folder, name):
    """Each way of rewriting the past is found, and the record at fault is named."""
    statement, seq = CHANGES[name]
    tamper(folder, statement)
    faults = audit(folder)
    assert faults
    assert seq in {fault.seq for fault in faults}, [str(f) for f in faults]
    assert all(str(fault) for fault in faults)


def test_audit_finds_records_exchanged(folder):
    """Two records that change places are found."""
    tamper(folder, "UPDATE record SET seq = 100 WHERE seq = 4")
    tamper(folder, "UPDATE record SET seq = 4 WHERE seq = 5")
    tamper(folder, "UPDATE record SET seq = 5 WHERE seq = 100")
    assert {fault.seq for fault in audit(folder)} >= {4, 5}


def test_audit_finds_an_inserted_record(folder):
    """A well-formed record that no head signs is found."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        (content,) = connection.execute("SELECT bytes FROM record WHERE seq = 9").fetchone()
        body = json.loads(content) | {"seq": 10}
        connection.execute(
            "INSERT INTO record SELECT 10, kind, recorded_at, simulated, ? FROM record WHERE seq = 9",
            (json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(),),
        )
    assert {fault.code for fault in audit(folder)} >= {"broken-link", "unsigned"}


def test_audit_with_a_key_from_elsewhere_finds_a_ledger_signed_anew(tmp_path, folder):
    """Whoever rewrites all and signs with a new key is found by the old public key."""
    with create(tmp_path / "forged", site="site-1", name="Test", pack=("p", "d"), now=NOW) as store:
        store.append([observation(1)], recorded_at=NOW, author="x")
    assert audit(tmp_path / "forged") == ()
    with open_store(folder) as store:
        public = next(store.records()).body["public_key"]
    assert audit(folder, public_key=public) == ()
    assert {f.code for f in audit(tmp_path / "forged", public_key=public)} >= {
        "other-key",
        "bad-signature",
    }


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\x00", b"hello" * 1000], ids=["empty", "torn", "other"]
)
def test_audit_of_a_file_that_is_no_ledger_is_a_fault_not_a_crash(tmp_path, content):
    """A damaged or foreign file gives a sentence."""
    (tmp_path / DATABASE).write_bytes(content)
    assert [fault.seq for fault in audit(tmp_path)] == [-1]
    with pytest.raises(LedgerError):
        open_store(tmp_path)
    assert audit(tmp_path / "nowhere")[0].code == "no-ledger"


def test_a_torn_page_is_found(folder):
    """Bytes overwritten in the middle of the file are found."""
    path = folder / DATABASE
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    middle = len(content) - 300
    content[middle : middle + 64] = bytes(64)
    path.write_bytes(content)
    assert audit(folder)


def test_two_processes_may_append_at_once(folder):
    """Every acknowledged record of both is there once, and the chain holds."""
    program = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from sulh.ledger import Draft, open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "for n in range(40):\n"
        "    store.append([Draft(kind='observation', body={'who': sys.argv[2], 'n': n})],"
        " recorded_at=datetime(2024, 6, 1, tzinfo=UTC), author='x')\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(folder), who]) for who in ("a", "b")
    ]
    assert [process.wait(120) for process in running] == [0, 0]
    with open_store(folder) as store:
        added = [(r.body["who"], r.body["n"]) for r in store.records() if "who" in r.body]
    assert sorted(added) == sorted((who, n) for who in "ab" for n in range(40))
    assert audit(folder) == ()


def kill_once(folder, delay_s):
    """Append in a child process, kill it after a while, return the records it acknowledged."""
    program = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from sulh.ledger import Draft, open_store\n"
        "store = open_store(Path(sys.argv[1]))\nprint('ready', flush=True)\n"
        "for n in range(100000):\n"
        "    ids = store.append([Draft(kind='observation', body={'n': n})] * 5,"
        " recorded_at=datetime(2024, 6, 1, tzinfo=UTC), author='x')\n"
        "    print(' '.join(ids), flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    said = process.stdout.read()
    process.stdout.close()
    process.wait()
    whole_lines = said[: said.rfind("\n") + 1].splitlines()
    return [identity for line in whole_lines for identity in line.split()]


@pytest.mark.parametrize("rounds", [6, pytest.param(40, marks=pytest.mark.slow)])
def test_a_killed_process_loses_nothing_acknowledged(folder, rounds):
    """After SIGKILL at random moments every acknowledged record is there once and the audit is clean."""
    random = Random(1)
    for _ in range(rounds):
        acknowledged = kill_once(folder, random.random() * 0.1)
        with open_store(folder) as store:
            held = [record.id for record in store.records()]
        assert set(acknowledged) <= set(held)
        assert len(held) == len(set(held))
        assert audit(folder) == ()


def test_a_full_disk_loses_nothing_and_says_so(folder):
    """When no more can be written the batch is not there at all, and the sentence says what to do."""
    with open_store(folder) as store:
        before = store.size
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, hard))
            with pytest.raises(LedgerError, match="cannot be used"):
                store.append(
                    (observation(n, filler="x" * 5000) for n in range(500)),
                    recorded_at=NOW,
                    author="x",
                )
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    with open_store(folder) as store:
        assert store.size >= before
        store.append([observation(1)], recorded_at=NOW, author="x")
    assert audit(folder) == ()


def test_a_body_that_cannot_be_recorded_leaves_no_trace(folder):
    """One impossible body takes its batch back, and the ledger goes on."""
    with open_store(folder) as store:
        for body in ({"x": float("nan")}, {"x": "y" * 2_000_000}, {"x": 2**60}):
            with pytest.raises(InputError):
                store.append(
                    [observation(1), Draft(kind="observation", body=body)],
                    recorded_at=NOW,
                    author="x",
                )
        assert store.size == 10
    assert audit(folder) == ()


def test_the_key_is_private_and_never_overwritten(folder, tmp_path):
    """The key file is its owner's alone; a second ledger is not made over the first."""
    assert os.stat(folder / "site.key").st_mode & 0o777 == 0o600
    with pytest.raises(LedgerError, match="ledger already"):
        create(folder, site="x", name="x", pack=("p", "d"), now=NOW)
    with pytest.raises(InputError, match="site's name"):
        create(tmp_path / "other", site="a b", name="x", pack=("p", "d"), now=NOW)


def amended(store, what, target, **more):
    key = "corrects" if what == "correction" else "retracts"
    body = {key: target, "reason": "r", **more}
    return store.append(
        [Draft(kind=what, body=body)], recorded_at=NOW + timedelta(days=1), author="x"
    )[0]


def test_corrections_and_retractions_fold(folder):
    """The latest correction holds; retracting it brings back what it corrected."""
    with open_store(folder) as store:
        first, second = (r.id for r in list(store.records())[1:3])
        right = amended(store, "correction", first, kind="observation", body={"n": 100})
        amended(store, "retraction", second)
        said = {e.id: e.body.get("n") for e in effective(store.records())}
        assert said[first] == 100
        assert second not in said
        again = amended(store, "correction", right, kind="observation", body={"n": 200})
        assert {e.id: e.body.get("n") for e in effective(store.records())}[first] == 200
        amended(store, "retraction", again)
        assert {e.id: e.body.get("n") for e in effective(store.records())}[first] == 100
        before = store.records(as_of=NOW + timedelta(hours=3))
        assert {e.id: e.body.get("n") for e in effective(before)}[first] == 0


def record_of(site, seq, *, minute, kind="observation", **body):
    """Return a record as `parse` would, with an id of its own."""
    return Record(
        id=f"{site}-{seq}", site=site, seq=seq, kind=kind, recorded_at=NOW + timedelta(minutes=minute),
        author="t", simulated=False, body=body, prev="",
    )  # fmt: skip


def test_an_amendment_stands_behind_what_it_amends_whatever_the_clocks_say():
    """A site whose clock is an hour behind takes back another's correction: it stays taken back."""
    original = record_of("a", 1, minute=60, n=1)
    correction = record_of(
        "a", 2, minute=70, kind="correction", corrects="a-1", body={"n": 2}, reason="x"
    )
    correction = replace(correction, body={**correction.body, "kind": "observation"})
    retraction = record_of("b", 1, minute=5, kind="retraction", retracts="a-2", reason="x")
    (said,) = effective([retraction, original, correction])
    assert (said.body, said.amended_by) == ({"n": 1}, "")
    again = replace(correction, id="a-3", seq=3, recorded_at=NOW + timedelta(minutes=71))
    (said,) = effective([retraction, original, correction, again])
    assert (said.body, said.amended_by) == ({"n": 2}, "a-3")
