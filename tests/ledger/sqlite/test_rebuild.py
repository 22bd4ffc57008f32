"""A damaged ledger is written anew: what is good is kept to the byte, what is lost is named."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.ledger.changes import CHANGES, tamper
from tests.ledger.conftest import NOW, observation
from tests.ledger.reliability import rows_of

from sulh.errors import LedgerError
from sulh.ledger import Draft, audit, create, open_store, rebuild
from sulh.ledger.sqlite.storage import DATABASE
from sulh.ledger.sync import bundle, take


def files(folder):
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.glob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def records(folder):
    """Return the bytes of the own chain's records in order."""
    return [row[4] for row in rows_of(folder / DATABASE).values()]


def apart(target):
    """Return the records kept beside a rebuilt chain: in the bundle, loose and vouched for, and other."""
    bundled, vouched, others = [], [], []
    for path in (target / "after-loss").glob("*"):
        for line in path.read_bytes().splitlines():
            if path.suffix == ".jsonl":
                loose = json.loads(line)
                (vouched if loose["vouched"] else others).append(loose["record"].encode())
            elif line.startswith(b"R "):
                bundled.append(line[2:])
    return bundled, vouched, others


def test_a_good_ledger_is_the_same_to_the_byte(folder, tmp_path):
    """Every record and head, without the key; the old folder is as it was."""
    before = files(folder)
    (own,) = rebuild(folder, tmp_path / "new")
    assert (own.site, own.records, own.lost, own.repaired, own.files) == ("site-1", 10, [], [], [])
    assert files(folder) == before
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        DATABASE, f"{DATABASE}.check",
    ]  # fmt: skip
    assert audit(tmp_path / "new") == ()
    with open_store(folder) as old, open_store(tmp_path / "new") as new:
        assert list(bundle(old, {})) == list(bundle(new, {}))
        assert list(old.chain("site-1").heads()) == list(new.chain("site-1").heads())


def test_nothing_is_overwritten(folder, tmp_path):
    """A target that exists is left as it is, and so is one that would be the ledger itself."""
    (tmp_path / "new").mkdir()
    for target in (tmp_path / "new", folder):
        before = files(target)
        with pytest.raises(LedgerError, match="exists already"):
            rebuild(folder, target)
        assert files(target) == before
    with pytest.raises(LedgerError, match="no ledger"):
        rebuild(tmp_path / "nowhere", tmp_path / "other")
    assert not (tmp_path / "other").exists()


LOST = {
    "a changed word": [4], "a changed number, canonical still": [4], "bytes that are no record": [4],
    "a missing record": [4], "the last record cut off": [9], "a head taken out and its records": [7, 8, 9],
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_named_and_all_else_is_kept(folder, tmp_path, name):
    """The new chain audits clean and is the old one's beginning; no good record is left behind."""
    pristine = records(folder)
    tamper(folder, CHANGES[name][0])
    before = files(folder)
    (own,) = rebuild(folder, tmp_path / "new")
    assert files(folder) == before
    assert audit(tmp_path / "new") == ()
    lost = LOST.get(name, [])
    assert [each.seq for each in own.lost] == lost
    new = records(tmp_path / "new")
    assert pristine[: own.records] == new
    bundled, vouched, others = apart(tmp_path / "new")
    assert (len(bundled), len(vouched) + len(others)) == (own.in_bundle, own.loose)
    if name == "a head taken out and its records":
        assert [*new, *others] == pristine
    else:
        kept = [content for seq, content in enumerate(pristine) if seq not in lost]
        assert sorted([*new, *bundled, *vouched]) == sorted(kept)
        assert others == []
    if name in {"a column that lies", "a mark taken off"}:
        assert own.repaired == [4]


def test_a_lost_record_is_named_by_its_id(folder, tmp_path):
    """The record after it names it, though its bytes are gone."""
    with open_store(folder) as store:
        fourth = list(store.records())[4]
    tamper(folder, "DELETE FROM record WHERE seq = 4")
    (own,) = rebuild(folder, tmp_path / "new")
    assert [astuple(each) for each in own.lost] == [
        (4, fourth.id, "it is missing or cannot be read")
    ]
    assert (own.records, own.loose, own.in_bundle) == (4, 2, 3)


def test_of_two_lost_in_a_batch_what_is_before_them_has_no_voucher(folder, tmp_path):
    """Nothing that was signed names the first of them any more: what stands before is kept apart as such."""
    pristine = records(folder)
    tamper(folder, "DELETE FROM record WHERE seq IN (5, 6)")
    (own,) = rebuild(folder, tmp_path / "new")
    assert [(each.seq, each.reason[:9]) for each in own.lost] == [
        (4, "no signed"), (5, "it is mis"), (6, "it is mis"),
    ]  # fmt: skip
    assert apart(tmp_path / "new") == (pristine[7:], [], [pristine[4]])


def test_records_that_changed_places_are_put_right(folder, tmp_path):
    """A record names its own place: a row that stands elsewhere is no loss."""
    pristine = records(folder)
    for change in ("= 100 WHERE seq = 4", "= 4 WHERE seq = 8", "= 8 WHERE seq = 100"):
        tamper(folder, f"UPDATE record SET seq {change}")
    (own,) = rebuild(folder, tmp_path / "new")
    assert (own.lost, own.repaired) == ([], [4, 8])
    assert records(tmp_path / "new") == pristine
    assert audit(tmp_path / "new") == ()


def test_a_loss_is_filled_from_a_peer_and_the_rest_from_the_bundle(folder, tmp_path):
    """Until then nothing can be added, so that the site never tells two stories; then all is as before."""
    pristine = records(folder)
    with open_store(folder) as store:
        stream = list(bundle(store, {}))
    peer = tmp_path / "peer"
    with create(peer, site="peer", name="P", pack=("p", "d"), now=NOW) as store:
        take(store, stream[: 1 + 3 + 5 + 5])  # the first three batches
    tamper(folder, "DELETE FROM record WHERE seq = 4")
    new = tmp_path / "new"
    (own,) = rebuild(folder, new)
    shutil.copy(folder / "site.key", new)
    with open_store(new) as store:
        with pytest.raises(LedgerError, match="two histories"):
            store.append([observation(1)], recorded_at=NOW, author="x")
        assert store.size == 4
    (file,) = [path for path in own.files if path.endswith(".sulh")]
    after_loss = [Path(file).read_bytes()]
    with open_store(new) as store, open_store(peer) as other:
        assert [each.code for each in take(store, after_loss).refused] == ["gap"]
        assert take(store, bundle(other, {"site-1": (4, "")})).added == {"site-1": 3, "peer": 1}
        assert take(store, after_loss).added == {"site-1": 3}
        store.append([observation(99)], recorded_at=NOW, author="x")
    assert records(new)[:10] == pristine
    assert audit(new) == ()


def test_a_lost_first_record_leaves_no_chain_but_what_its_key_vouches_for(folder, tmp_path):
    """With the site's key later batches still hold, and wait in the bundle."""
    tamper(folder, "DELETE FROM record WHERE seq = 0")
    (own,) = rebuild(folder, tmp_path / "new")
    assert (own.site, own.records, own.in_bundle) == ("site-1", 0, 9)
    assert not (tmp_path / "new" / DATABASE).exists()
    (folder / "site.key").unlink()
    (own,) = rebuild(folder, tmp_path / "without key")
    assert (own.records, own.in_bundle, own.loose) == (0, 0, 9)


def test_copies_of_other_sites_are_rebuilt_too(folder, tmp_path):
    """Each under the key of its first record; a hopeless one does not keep the others back."""
    for name in ("b", "c"):
        with (
            create(tmp_path / name, site=name, name="T", pack=("p", "d"), now=NOW) as other,
            open_store(folder) as store,
        ):
            other.append([observation(1), observation(2)], recorded_at=NOW, author="x")
            take(store, bundle(other, {}))
    (folder / "sites" / "c.sqlite").write_bytes(b"hopeless" * 1000)
    own, b, c = rebuild(folder, tmp_path / "new")
    assert (own.records, b.records, c.records) == (10, 3, 0)
    assert [(each.seq, "not a database" in each.reason) for each in c.lost] == [(-1, True)]
    assert audit(tmp_path / "new") == ()
    with open_store(tmp_path / "new") as store:
        assert store.sites() == ("site-1", "b")


def large(folder, random):
    with create(
        folder, site="s", name="T", pack=("p", "d"), now=NOW,
        key=Ed25519PrivateKey.from_private_bytes(bytes(range(32))),
    ) as store:  # fmt: skip
        for n in range(40):
            drafts = [
                Draft(kind="note", body={"n": n, "x": "x" * random.choice([0, 80, 6000])})
                for _ in range(random.randint(1, 30))
            ]
            store.append(drafts, recorded_at=NOW, author="t")


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(n, marks=pytest.mark.slow) for n in range(6, 200))])  # fmt: skip
def test_whatever_is_overwritten_nothing_false_is_kept_and_nothing_good_is_lost(tmp_path, seed):
    """Random bytes over random parts of a file: what is kept is what was written, what is lost is named."""
    random = Random(seed)
    folder, new = tmp_path / "l", tmp_path / "new"
    large(folder, random)
    pristine = records(folder)
    path = folder / DATABASE
    content = bytearray(path.read_bytes())
    for _ in range(random.randint(1, 4)):
        at = random.randrange(4096, len(content))
        length = min(random.choice([1, 20, 4096, 9000]), len(content) - at)
        content[at : at + length] = random.randbytes(length)
    path.write_bytes(content)
    try:
        (own,) = rebuild(folder, new)
    except LedgerError:
        assert audit(folder)
        return
    kept = records(new) if (new / DATABASE).exists() else []
    assert kept == pristine[: own.records]
    bundled, vouched, others = apart(new)
    lost = {each.seq for each in own.lost}
    assert set(range(len(pristine))) - lost == {
        pristine.index(each) for each in (*kept, *bundled, *vouched)
    }
    good = rows_of(path)
    assert all(
        good[seq][4] in others for seq in lost if seq in good and good[seq][4] == pristine[seq]
    )
    if kept:
        assert audit(new) == ()


def test_a_torn_page_costs_only_its_records(tmp_path):
    """Of a page of zeros the records are lost; all others are kept."""
    folder = tmp_path / "l"
    large(folder, Random(1))
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        leaves = [
            row[0]
            for row in database.execute(
                "SELECT pageno FROM dbstat WHERE name = 'record' AND pagetype = 'leaf'"
            )
        ] if has_dbstat(database) else []  # fmt: skip
    if not leaves:
        pytest.skip("this SQLite has no table of its pages")
    pristine = records(folder)
    content = bytearray((folder / DATABASE).read_bytes())
    at = 4096 * (leaves[len(leaves) // 2] - 1)
    content[at : at + 4096] = bytes(4096)
    (folder / DATABASE).write_bytes(content)
    (own,) = rebuild(folder, tmp_path / "new")
    assert 0 < len(own.lost) < 60
    assert own.records + own.in_bundle + own.loose > len(pristine) - 60


def has_dbstat(database):
    try:
        database.execute("SELECT 1 FROM dbstat LIMIT 1")
    except sqlite3.OperationalError:
        return False
    return True
