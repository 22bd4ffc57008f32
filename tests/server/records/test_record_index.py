"""The index of records by kind says what a look at all of them says."""

import random
from datetime import UTC, datetime, timedelta

from sulh import workspace
from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.server.records.record_index import LEDGERS_OWN, NO_FINDINGS, RecordIndex
from sulh.workspace.record_kinds import RECORD_KINDS

BEGIN = datetime(2024, 6, 1, tzinfo=UTC)
KINDS = ("attachment", "incident", "inspection", "task")


def test_the_latest_of_some_kinds_are_those_of_all(tmp_path):
    """Of two sites, at the same times too, while more come in."""
    chance = random.Random(3)
    stores = [
        workspace.set_up(tmp_path / site, pack_name="example", site=site, now=BEGIN).store
        for site in ("hq", "team")
    ]
    index = RecordIndex(Tlp.AMBER)
    for turn in range(6):
        for store in stores:
            drafts = [
                Draft(kind=chance.choice(KINDS), body={"n": n}) for n in range(chance.randint(1, 5))
            ]
            store.append(drafts, recorded_at=BEGIN + timedelta(days=turn), author="watch officer")
            site = store.site
            rows = list(store.chain(site).rows(index.size_of(site)))
            index.take(site, rows, lambda _: None)
        for kinds in (set(), {"task"}, {"task", "incident"}, {"no such"}, set(KINDS)):
            wanted = [each for each in index.latest() if each.kind in kinds]
            assert list(index.latest(kinds)) == wanted
    for store in stores:
        store.close()


def test_what_anybody_may_mark_anew_is_guarded_by_the_new_marking(tmp_path):
    """Of every kind that is reported: attacks, threats and evidence were not, and left by their old marking."""
    store = workspace.set_up(tmp_path, pack_name="example", site="hq", now=BEGIN).store
    names = sorted(RECORD_KINDS.names)
    drafts = [Draft(kind=each, body={"ref": each, "tlp": "TLP:GREEN"}) for each in names]
    ids = store.append(drafts, recorded_at=BEGIN, author="watch officer")
    store.append(
        [Draft(kind="release", body={"releases": each, "tlp": "TLP:RED"}) for each in ids],
        recorded_at=BEGIN + timedelta(days=1),
        author="watch officer",
    )
    index = RecordIndex(Tlp.AMBER)
    index.refresh(store, lambda _: None)
    assert [
        each
        for each, record in zip(names, ids, strict=True)
        if index.get(record).marking != Tlp.RED
    ] == []
    assert LEDGERS_OWN.isdisjoint(names)
    assert NO_FINDINGS - set(names) == LEDGERS_OWN
    store.close()
