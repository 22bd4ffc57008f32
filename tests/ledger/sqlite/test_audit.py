"""The audit names every change, and takes what is no ledger for a fault."""

import json
import sqlite3
from contextlib import closing

import pytest
from tests.ledger.changes import CHANGES, tamper
from tests.ledger.conftest import NOW, observation

from sulh.errors import LedgerError
from sulh.ledger import audit, create, open_store
from sulh.ledger.sqlite.storage import DATABASE


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
