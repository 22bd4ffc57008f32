"""Corrections and retractions say what holds, whatever the clocks say."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from tests.ledger.conftest import NOW

from sulh.ledger import Draft, Record, effective, open_store


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


def identity(site, seq):
    """Return an id that a record could have."""
    return sha256(f"{site}-{seq}".encode()).hexdigest()


def record_of(site, seq, *, minute, kind="observation", **body):
    """Return a record as `parse` would, with an id of its own."""
    return Record(
        id=identity(site, seq), site=site, seq=seq, kind=kind, recorded_at=NOW + timedelta(minutes=minute),
        author="t", simulated=False, body=body, prev="",
    )  # fmt: skip


def test_an_amendment_stands_behind_what_it_amends_whatever_the_clocks_say():
    """A site whose clock is an hour behind takes back another's correction: it stays taken back."""
    original = record_of("a", 1, minute=60, n=1)
    correction = record_of(
        "a", 2, minute=70, kind="correction", corrects=identity("a", 1), body={"n": 2}, reason="x"
    )
    correction = replace(correction, body={**correction.body, "kind": "observation"})
    retraction = record_of(
        "b", 1, minute=5, kind="retraction", retracts=identity("a", 2), reason="x"
    )
    (said,) = effective([retraction, original, correction])
    assert (said.body, said.amended_by) == ({"n": 1}, "")
    again = replace(correction, id=identity("a", 3), seq=3, recorded_at=NOW + timedelta(minutes=71))
    (said,) = effective([retraction, original, correction, again])
    assert (said.body, said.amended_by) == ({"n": 2}, again.id)
