"""The index of records by kind says what a look at all of them says."""

import random
from datetime import UTC, datetime, timedelta

from sulh import workspace
from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.server.records.record_index import RecordIndex

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
