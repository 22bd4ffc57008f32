"""The store keeps what it acknowledged, in order, to the byte."""

import os
from datetime import timedelta

import pytest
from tests.ledger.conftest import NOW, observation

from sulh.errors import InputError, LedgerError
from sulh.ledger import Draft, audit, create, open_store
from sulh.ledger.record import leaf_hash
from sulh.ledger.store import identified_rows


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


def test_ids_need_no_hashing(folder):
    """What is read off the next record is the hash of the record, whatever its body holds."""
    with open_store(folder) as store:
        odd = Draft(kind="note", body={"prev": "x", "text": '"prev":"y"', "a": {"prev": 1}})
        store.append([odd, odd], recorded_at=NOW + timedelta(days=9), author='"prev":"')
        rows = list(identified_rows(store.chain(store.site)))
        assert [name for name, _ in rows] == [leaf_hash(row[4]).hex() for _, row in rows]
        records = list(store.records())
        ids = {records[0].id, records[3].id, records[-1].id, "0" * 64}
        assert store.select(ids) == {each.id: each for each in records if each.id in ids}
        assert store.select(()) == {}


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
