"""Hidden objects cannot be told: not from counts, references, filters, pages, manifests, versions or differences."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sulh.ledger import Record
from sulh.ledger.tlp import Tlp
from sulh.share import Audience, Guarded
from sulh.share.threats.content import RecordReader
from sulh.share.threats.shelf import Shelf
from sulh.share.threats.stix import TLP_MARKINGS, read_object, references
from sulh.share.threats.stock import Stock
from sulh.share.threats.taxii import (
    ShelfIndex,
    TaxiiQuery,
    envelope,
    manifest,
    select,
    versions,
)

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
PARTNER = Audience(
    name="p",
    clearance=Tlp.GREEN,
    purposes=frozenset({"cyber-defence"}),
    names=frozenset({"NOR"}),
)
TYPES = ("indicator", "malware", "report", "relationship", "sighting", "grouping", "identity")
MARKINGS = (Tlp.CLEAR, Tlp.GREEN, Tlp.GREEN, Tlp.AMBER, Tlp.RED)
WORDS = ({"last"}, {"first"}, {"all"}, {"first", "last"})


def random_object(chance, ids):
    """Return an object that may name any other, the fixed markings, itself, or one that never comes."""
    identity = chance.choice(ids)
    day = chance.randint(1, 5)
    pick = partial(chance.choice, [*ids, "malware--00000000-0000-4000-8000-00000000dead"])
    each = {
        "type": identity.partition("--")[0],
        "spec_version": "2.1",
        "id": identity,
        "created": "2024-01-01T00:00:00.000Z",
        "modified": f"2024-01-0{day}T00:00:00.000Z",
    }
    if chance.random() < 0.4:
        each["created_by_ref"] = pick()
    if chance.random() < 0.3:
        each["object_marking_refs"] = [chance.choice(sorted(TLP_MARKINGS))]
    if chance.random() < 0.2:
        each["granular_markings"] = [{"marking_ref": pick(), "selectors": ["name"]}]
    if chance.random() < 0.2:
        each["x_nested"] = {"deep": [{"some_ref": pick(), "other_refs": [pick(), pick()]}]}
    required = {
        "report": {"object_refs": [pick() for _ in range(chance.randint(1, 3))]},
        "grouping": {"object_refs": [pick()]},
        "relationship": {"source_ref": pick(), "target_ref": pick()},
        "sighting": {"sighting_of_ref": pick(), "where_sighted_refs": [pick()]},
    }
    return each | required.get(each["type"], {})


def random_events(seed):
    """Return what happens to a ledger's threats: objects, corrections, retractions, releases, by time."""
    chance = random.Random(seed)
    ids = [
        f"{chance.choice(TYPES)}--{UUID(int=chance.getrandbits(128), version=4)}" for _ in range(9)
    ]
    records, events, at = [], [], BEGIN
    for n in range(chance.randint(1, 50)):
        at += timedelta(seconds=chance.choice((0, 0, 1)))
        way = chance.random()
        if way < 0.1 and records:  # released, or marked anew
            old = chance.choice(records)
            again = replace(
                old,
                marking=chance.choice(MARKINGS),
                released=frozenset({"NOR"}) if chance.random() < 0.5 else frozenset(),
            )
            records[records.index(old)] = again
            events.append((at, again))
            continue
        body = {"source": "s", "ref": str(n), "collection": chance.choice(("c", "c", "other"))}
        body["content"] = read_object(random_object(chance, ids)).content.decode()
        kind = "threat-object"
        target = chance.choice(records).record.id if records and way < 0.3 else ""
        if target and way < 0.22:
            kind, body = "correction", {"corrects": target, "kind": kind, "body": body}
        elif target:
            kind, body = "retraction", {"retracts": target}
        record = Record(
            id=f"{n:064x}", site="hq", seq=n, kind=kind, recorded_at=at, author="clerk",
            simulated=chance.random() < 0.05, body=body, prev="",
        )  # fmt: skip
        guarded = Guarded(record=record, marking=chance.choice(MARKINGS))
        records.append(guarded)
        events.append((at, guarded))
    return events


def without_hidden_events(events, audience):
    """Return the events of a ledger that never held what the audience may not have.

    What it could once have and then no longer is none of these: it saw that.
    """
    seen = set()
    rest = []
    for at, each in events:
        if audience.may_have(each.marking, each.released):
            seen.add(each.record.id)
        if each.record.id in seen:
            rest.append((at, each))
    return rest


def shelf_after(events, audience=PARTNER, collections=("c",)):
    stock = Stock()
    shelf = Shelf(
        audience=audience,
        collections=frozenset(collections),
        read=RecordReader(stock, mission="M").read,
        stock=stock,
    )
    batches = {}
    for at, each in events:
        batches.setdefault(at, []).append(each)
    for at, batch in batches.items():
        shelf.take(batch, at)
    return shelf


def everything_seen(shelf, seed):
    """Return all that a client can learn, as bytes: pages, manifests, versions, for many questions."""
    chance = random.Random(seed)
    index = ShelfIndex(shelf, "c")
    index.refresh()
    answers = []
    for _ in range(12):
        query = TaxiiQuery(
            limit=chance.choice((1, 2, 3, 100)),
            added_after=chance.choice((None, BEGIN + timedelta(seconds=chance.randint(0, 9)))),
            types=frozenset(chance.sample(TYPES, chance.choice((0, 0, 1, 3)))),
            version_words=frozenset(chance.choice(WORDS)),
        )
        while True:
            page = select(index, query)
            answers += [
                envelope(page),
                orjson.dumps([manifest(page), versions(page), page.headers]),
            ]
            if not page.next:
                break
            query = replace(query, next=page.next)
    return answers


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2**32))
def test_hidden_objects_cannot_be_told(seed):
    """To the byte, an outsider sees what they would see of a ledger that never held the hidden records."""
    events = random_events(seed)
    alone = without_hidden_events(events, PARTNER)
    assert everything_seen(shelf_after(events), seed) == everything_seen(shelf_after(alone), seed)


@pytest.mark.slow
@settings(deadline=None, max_examples=1000)
@given(st.integers(0, 2**32))
def test_hidden_objects_cannot_be_told_many_times(seed):
    events = random_events(seed)
    alone = without_hidden_events(events, PARTNER)
    assert everything_seen(shelf_after(events), seed) == everything_seen(shelf_after(alone), seed)


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2**32))
@example(2110)  # what a record showed goes in the batch in which another comes to name it
def test_every_reference_leads_to_something_that_the_reader_has(seed):
    shelf = shelf_after(random_events(seed))
    items = [each for each in shelf.items if not each.withdrawn]
    ids = {each.object.id for each in items} | TLP_MARKINGS.keys()
    assert all(name in ids for each in items for name in references(each.object.fields))
    assert all(each.marking <= Tlp.AMBER_STRICT for each in items)
    keys = [(each.collection, each.object.id, each.object.version) for each in items]
    assert len(keys) == len(set(keys)), "one version of an object is there once"


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2**32), st.integers(1, 5))
def test_a_client_that_comes_back_misses_nothing(seed, limit):
    """By `added_after` alone: whatever happens between its visits, it has every object that is there at the end."""
    events = random_events(seed)
    shelf = shelf_after([])
    index = ShelfIndex(shelf, "c")
    query = TaxiiQuery(limit=limit, version_words=frozenset({"all"}))
    taken, dates = set(), []
    for at in dict.fromkeys(at for at, _ in events):
        shelf.take([each for moment, each in events if moment == at], at)
        index.refresh()
        page = select(index, query)
        taken |= {each.object.content for each in page.items}
        dates += [each.added for each in page.items]
        query = replace(query, added_after=dates[-1] if dates else None)
    while (page := select(index, query)).items:
        taken |= {each.object.content for each in page.items}
        dates += [each.added for each in page.items]
        query = replace(query, added_after=dates[-1])
    assert {index.shelf.item(each).content for each in index.items} <= taken
    assert dates == sorted(set(dates)), "and nothing twice"


def test_an_index_that_grows_is_one_made_anew():
    for seed in range(60):
        events = random_events(seed)
        shelf = shelf_after([])
        index = ShelfIndex(shelf, "c")
        for at in dict.fromkeys(at for at, _ in events):
            shelf.take([each for moment, each in events if moment == at], at)
            index.refresh()
            fresh = ShelfIndex(shelf, "c")
            fresh.refresh()
            assert index.items == fresh.items
            assert index.last == fresh.last
