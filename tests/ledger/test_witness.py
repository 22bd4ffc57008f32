"""A past that was rewritten after a witness saw it is always found, whoever holds the key."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from tests.ledger.test_sync import KEY_OF_A
from tests.ledger.world import NOW, World

from sulh.ledger import Draft, audit, create, open_store, witness_draft
from sulh.ledger.sync import bundle, take


def rewritten(folder, keep, change):
    """Write site a's ledger again with its own key: `keep` records, each changed as asked."""
    with create(folder, site="a", name="Test", pack=("p", "d"), now=NOW, key=KEY_OF_A) as store:
        for n in range(keep):
            body = change(n)
            if body is not None:
                moment = NOW + timedelta(seconds=n + 1)
                store.append([Draft(kind="note", body=body)], recorded_at=moment, author="t")


@pytest.fixture
def seen():
    """Site b has synced with site a's genesis and five records, and recorded what it saw."""
    with World(["a", "b"]) as world:
        for _ in range(5):
            world.append("a", 1)
        world.settle()
        a = world.stores["a"].chain("a")
        head = next(head for head, _ in a.heads(after=5))
        world.stores["b"].append([witness_draft("a", head)], recorded_at=NOW, author="t")
        world.settle()
        yield world


REWRITINGS = {
    "a record changed": (5, lambda n: {"n": n if n != 2 else 99}),
    "the first changed": (5, lambda n: {"n": n if n != 0 else 99}),
    "the last changed": (5, lambda n: {"n": n if n != 4 else 99}),
    "one left out": (5, lambda n: {"n": n} if n != 2 else None),
    "one put in": (6, lambda n: {"n": n if n < 2 else "new" if n == 2 else n - 1}),
    "two exchanged": (5, lambda n: {"n": {1: 2, 2: 1}.get(n, n)}),
    "the end cut off": (3, lambda n: {"n": n}),
    "all of it": (5, lambda n: {"other": n}),
    "nothing left": (0, lambda n: {"n": n}),
    "changed and gone on": (9, lambda n: {"n": n if n != 2 else 99}),
}


@pytest.mark.parametrize("name", REWRITINGS)
def test_every_rewriting_with_the_sites_own_key_is_found(seen, name):
    """Its own signatures hold, and alone it audits clean; with what the witness saw it does not."""
    folder = seen.folder / "again"
    rewritten(folder, *REWRITINGS[name])
    assert audit(folder) == ()
    with open_store(folder) as store:
        taken = take(store, bundle(seen.stores["b"], {}))
    faults = audit(folder)
    if name in {"the end cut off", "nothing left"}:  # what was cut off comes back from the witness
        assert (taken.added["a"], faults) == (5 - REWRITINGS[name][0], ())
    else:
        assert {refusal.code for refusal in taken.refused} == {"fork"}
        assert {fault.code for fault in faults} <= {"rewritten", "truncated"}
        assert faults


def test_an_honest_ledger_and_its_copies_pass(seen):
    """What was not rewritten has no fault, at either site, also after more records and syncs."""
    seen.append("a", 2)
    seen.settle()
    assert audit(seen.folder / "a") == ()
    assert audit(seen.folder / "b") == ()


def test_a_site_that_lost_its_end_is_told_by_what_the_witness_saw(seen):
    """A backup restored at a is shorter than what b saw: the audit says so until it is synced back."""
    with open_store(seen.folder / "b") as b:
        stick = list(bundle(b, {}))
    folder = seen.folder / "again"
    rewritten(folder, 3, lambda n: {"n": n})
    shutil.copytree(seen.folder / "a" / "sites", folder / "sites")
    (fault,) = audit(folder)
    assert (fault.code, fault.seq) == ("truncated", 4)
    with open_store(folder) as store:
        assert take(store, stick).added == {"a": 2}
    assert audit(folder) == ()


def test_a_witness_who_names_what_the_site_never_signed_is_found(seen):
    """A false witness accuses nobody: the record is at fault, not the chain."""
    store = seen.stores["b"]
    forged = witness_draft("a", next(head for head, _ in store.chain("b").heads()))
    for body in (forged.body, {"site": "a"}, {**forged.body, "head": "{}"}):
        store.append([Draft(kind="witness", body=body)], recorded_at=NOW, author="t")
    assert {fault.code for fault in audit(seen.folder / "b")} == {"bad-witness"}


def test_faults_in_a_copy_name_the_site(seen):
    """A changed record in the copy of another site's chain is named with that site."""
    path = seen.folder / "b" / "sites" / "a.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"n\":1', '\"n\":7') AS BLOB) WHERE seq = 2"
        )
    faults = audit(seen.folder / "b")
    assert {fault.site for fault in faults} == {"a"}
    assert "site a" in str(faults[0])
