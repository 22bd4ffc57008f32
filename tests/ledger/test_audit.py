"""A large ledger's audit in two parts says what one walk would."""

import sqlite3
import sys
from contextlib import closing

import pytest
from tests.ledger.test_store import CHANGES, tamper

from sulh.ledger import audit, audit_beside
from sulh.ledger.audit_part import faults_of_part, middle_at
from sulh.ledger.sqlite_store import DATABASE

SHARES = (0.0, 0.2, 0.5, 0.7)


@pytest.fixture
def large(monkeypatch):
    """Take any ledger for a large one, so that its audit is divided."""
    monkeypatch.setattr(sys.modules["sulh.ledger.audit"], "LARGE_BYTES", 0)


def both_parts(path, share):
    """Return the faults of both parts, as one process finds them, or None where nothing divides it."""
    with closing(sqlite3.connect(path)) as connection:
        middle = middle_at(connection, share, None)
        if middle is None:
            return None
        before = list(faults_of_part(connection, path, None, stop=middle.size))
        return before + list(faults_of_part(connection, path, middle.key, begin=middle))


@pytest.mark.parametrize("share", SHARES)
def test_both_parts_of_an_honest_chain_hold(folder, share):
    """Wherever it is divided."""
    assert both_parts(folder / DATABASE, share) == []


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("name", CHANGES)
def test_no_change_hides_between_the_parts(folder, name, share):
    """Each way of rewriting the past is found by one of the parts, wherever the chain is divided."""
    tamper(folder, CHANGES[name][0])
    assert both_parts(folder / DATABASE, share) != []


@pytest.mark.parametrize("name", CHANGES)
def test_the_divided_audit_reports_what_one_walk_does(folder, large, monkeypatch, name):
    """Word for word."""
    tamper(folder, CHANGES[name][0])
    divided = audit(folder)
    monkeypatch.undo()
    assert divided == audit(folder) != ()


def test_the_divided_audit_of_an_honest_ledger_is_clean(folder, large):
    """With a process started, an answer sent, and nothing found."""
    assert audit(folder) == ()


def test_a_flipped_bit_of_the_file_is_found_beside(folder, large):
    """The process beside looks at the pages."""
    path = folder / DATABASE
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096 + 3000] ^= 4  # in what is free of the schema's page or a table's
    path.write_bytes(content)
    assert audit(folder)


def test_when_the_process_beside_is_killed_all_is_done_here(folder, large, monkeypatch):
    """An audit never takes silence for an answer."""
    monkeypatch.setattr(
        audit_beside, "PROGRAM", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert audit(folder) == ()
    tamper(folder, CHANGES["another signature"][0])
    assert [fault.code for fault in audit(folder)] == ["bad-signature"]
