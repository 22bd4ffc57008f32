"""Threat objects in memory: once for all audiences, their content in a file; pages that are bounded in bytes."""

import gc
import tracemalloc

import orjson
import pytest
from tests.server.share.test_threat_feed import BEGIN, PARTNER, record, threat

from sulh.ledger.tlp import Tlp
from sulh.server.share.content_file import ContentFiles
from sulh.server.share.threat_feed import ThreatFeed
from sulh.share import Audience
from sulh.share.threats import shelf, taxii
from sulh.share.threats.stix import read_object
from sulh.share.threats.taxii import ShelfIndex, TaxiiQuery, select

SHARED_MAX, AUDIENCE_MAX = 900, 130
"""Bytes an object: for all audiences together, and for each besides (measured: 655 and 77)."""


def bytes_now():
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def view(feed, audience):
    shelf = feed.shelf(audience, frozenset({"c"}), simulated=False)
    index = ShelfIndex(shelf, "c")
    index.refresh()
    return index


@pytest.mark.slow
def test_an_audience_costs_some_tens_of_bytes_an_object(tmp_path):
    """The content, 2 kB each, is in no memory at all; a second audience has only its columns."""
    count = 600
    contents = ContentFiles(tmp_path)
    feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M", contents=contents.make)
    tracemalloc.start()
    try:
        begin = bytes_now()
        for seq in range(count):
            feed.learn(threat("hq", seq, 1, "x" * 2_000 + str(seq)))
        feed.advance({"hq": count})
        shared = bytes_now() - begin - sum(len(each._waiting) for each in contents._files)
        views = [view(feed, PARTNER)]
        begin = bytes_now()
        audience = Audience(name="q", clearance=Tlp.AMBER, purposes=frozenset({"cyber-defence"}))
        views.append(view(feed, audience))
        own = bytes_now() - begin
    finally:
        tracemalloc.stop()
    assert [len(each.last) for each in views] == [count, count]
    assert shared < SHARED_MAX * count
    assert own < AUDIENCE_MAX * count
    (item,) = select(views[1], TaxiiQuery(ids=frozenset({views[0].last_items()[9].id}))).items
    assert item.object.fields["name"] == "x" * 2_000 + "9"
    contents.close()


def test_a_page_of_large_objects_ends_before_it_is_too_many_bytes(monkeypatch):
    monkeypatch.setattr(taxii, "PAGE_BYTES_MAX", 10_000)
    feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M")
    for seq in range(40):
        feed.learn(threat("hq", seq, 1, f"{seq:02d}" + "x" * (30_000 if seq % 7 == 0 else 1_000)))
    feed.advance({"hq": 40})
    index, query, names = view(feed, PARTNER), TaxiiQuery(limit=1_000), []
    while True:
        page = select(index, query)
        assert len(page.items) == 1 or sum(len(each.content) for each in page.items) <= 10_000
        names += [each.object.fields["name"][:2] for each in page.items]
        if not page.next:
            break
        query = TaxiiQuery(limit=1_000, next=page.next)
    assert names == [f"{seq:02d}" for seq in range(40)]


def chained(seq, count):
    """Return a note that names the one after it; the last names nothing that there is."""
    content = {
        "type": "note",
        "spec_version": "2.1",
        "id": f"note--00000000-0000-4000-8000-{seq:012d}",
        "created": "2024-05-03T10:00:00.000Z",
        "modified": "2024-05-03T10:00:00.000Z",
        "content": "…",
        "object_refs": [f"note--00000000-0000-4000-8000-{seq + 1:012d}"],
    }
    text = read_object(content).content.decode()
    return record(
        "hq", seq, 1, "threat-object", source="t", ref=f"{seq}", collection="c", content=text,
        tlp="TLP:GREEN",
    )  # fmt: skip


@pytest.mark.parametrize("is_open", [False, True])
def test_a_long_chain_of_objects_that_name_one_another(is_open):
    """Each can be shown only with the next. Looked at again and again, a chain of 20,000 stopped a server."""
    count = 2_000
    feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M")
    for seq in range(count):
        feed.learn(chained(seq, count))
    feed.advance({"hq": count})
    assert len(view(feed, PARTNER).last) == 0
    if is_open:
        end = threat("hq", count, 2, "end")
        content = orjson.loads(end.body["content"]) | {
            "id": f"note--00000000-0000-4000-8000-{count:012d}",
            "type": "note",
        }
        end.body["content"] = read_object(content).content.decode()
        feed.learn(end)
        feed.advance({"hq": count + 1})
        assert len(view(feed, PARTNER).last) == count + 1


def test_an_object_of_two_records_stays_when_one_is_taken_back():
    """Although a later version of it is there all the while."""
    one = threat("hq", 0, 1, "x")
    other = record("hq", 1, 2, "threat-object", **one.body)
    later = orjson.loads(one.body["content"]) | {"modified": "2025-01-01T00:00:00.000Z"}
    newer = record("hq", 2, 3, "threat-object", **one.body)
    newer.body["content"] = read_object(later).content.decode()
    feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M")
    for each in (one, other, newer, record("hq", 3, 4, "retraction", retracts=one.id)):
        feed.learn(each)
        feed.advance({"hq": each.seq + 1})
        view(feed, PARTNER)
    index = view(feed, PARTNER)
    (name,) = {each.id for each in index.last_items()}
    versions = [each.version for each in index.versions_of(name)]
    assert versions == ["2024-05-03T10:00:00.000Z", "2025-01-01T00:00:00.000Z"]
    assert [each.version for each in index.last_items(BEGIN)] == []


def versioned(seq, version):
    """Return a record of a version of one note."""
    content = {
        "type": "note",
        "spec_version": "2.1",
        "id": f"note--00000000-0000-4000-8000-{1:012d}",
        "created": "2024-05-03T00:00:00.000Z",
        "modified": f"2024-05-03T00:{version // 60:02d}:{version % 60:02d}.000Z",
        "content": "…",
    }
    text = read_object(content).content.decode()
    return record("hq", seq, seq, "threat-object", source="t", ref=f"{seq}", collection="c", content=text, tlp="TLP:GREEN")  # fmt: skip


def test_an_object_of_many_versions_has_each_once(monkeypatch):
    """Whether its versions are walked through or kept as a set, also as they go and come back."""
    feeds = []
    for walked in (0, 5, 1000):
        monkeypatch.setattr(shelf, "VERSIONS_WALKED", walked)
        feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M")
        records = [versioned(seq, seq % 20) for seq in range(40)]
        records += [
            record("hq", 40 + seq, 40 + seq, "retraction", retracts=records[3 * seq].id)
            for seq in range(13)
        ]
        seen = []
        for each in records:
            feed.learn(each)
            feed.advance({"hq": each.seq + 1})
            places = view(feed, PARTNER)
            seen.append([(one.version, one.record) for one in places.versions_of(read_object(orjson.loads(records[0].body["content"])).id)])  # fmt: skip
        feeds.append(seen)
    assert feeds[0] == feeds[1] == feeds[2]
    assert [len(each) for each in feeds[0][:40]] == [*range(1, 21), *[20] * 20]
    assert len(feeds[0][-1]) == 20, "each that goes is in another record, too"
