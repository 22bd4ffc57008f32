"""The picture holds what was known as of a moment, real or simulated, never both."""

from datetime import UTC, datetime, timedelta

from sulh.ledger import Draft, create
from sulh.picture import picture

NOW = datetime(2024, 5, 1, 8, tzinfo=UTC)


def ledger(folder):
    """One real report, corrected an hour later, retracted a day later; one simulated report."""
    store = create(folder, site="post", name="Post", pack=("p", "0" * 64), now=NOW)
    real = Draft(kind="incident", body={"n": 1})
    (first,) = store.append([real], recorded_at=NOW, author="observer")
    store.append(
        [Draft(kind="incident", body={"n": 9}, simulated=True)], recorded_at=NOW, author="trainer"
    )
    right = {"corrects": first, "kind": "incident", "body": {"n": 2}, "reason": "miscounted"}
    store.append(
        [Draft(kind="correction", body=right)],
        recorded_at=NOW + timedelta(hours=1),
        author="observer",
    )
    store.append(
        [Draft(kind="retraction", body={"retracts": first, "reason": "another place"})],
        recorded_at=NOW + timedelta(days=1),
        author="observer",
    )
    return store


def said(store, **asked):
    known = picture(store.records(), **asked)
    return [each.body["n"] for each in known.reports if each.kind == "incident"]


def test_each_moment_shows_what_was_known_then(tmp_path):
    """Before the correction the first word, after it the right one, after the retraction none."""
    with ledger(tmp_path / "ledger") as store:
        assert said(store, as_of=NOW) == [1]
        assert said(store, as_of=NOW + timedelta(hours=1)) == [2]
        assert said(store, as_of=NOW + timedelta(hours=23)) == [2]
        assert said(store, as_of=NOW + timedelta(days=1)) == []
        assert said(store) == []


def test_real_and_simulated_never_mix(tmp_path):
    """Each side is shown alone, and the state is named by all records read."""
    with ledger(tmp_path / "ledger") as store:
        assert said(store, as_of=NOW, simulated=True) == [9]
        real, drill = picture(store.records()), picture(store.records(), simulated=True)
        assert real.records_read == drill.records_read == store.size
        assert real.last_record == drill.last_record
        assert drill.simulated
        assert not real.simulated


def test_before_the_first_record_nothing_is_known(tmp_path):
    """A moment before the ledger began gives an empty picture, not an error."""
    with ledger(tmp_path / "ledger") as store:
        empty = picture(store.records(), as_of=NOW - timedelta(seconds=1))
        assert (empty.reports, empty.records_read, empty.last_record) == ((), 0, "")
