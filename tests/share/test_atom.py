"""The feed of what is new: well-formed whatever somebody wrote, the newest first, bounded."""

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.share.leaving import BEGIN, Out, incident_body, incidents, record_id

from sulh.share.atom import ENTRIES_MAX, feed_bytes

ATOM = "{http://www.w3.org/2005/Atom}"
WHERE = {
    "address": "https://hq.example/feed?a=1&b=2",
    "title": "A <mission>",
    "base": "https://hq.example/ogc",
}


def read(leaves, **more):
    """Return the feed, parsed, and its entries."""
    feed = ET.fromstring(feed_bytes(leaves, **WHERE | more))
    return feed, feed.findall(f"{ATOM}entry")


def text(entry, name):
    """Return the text of a part of an entry."""
    return entry.find(f"{ATOM}{name}").text


def test_the_newest_stands_first_and_a_correction_moves_up():
    leaves = incidents(150)
    corrected = replace(leaves[3], changed_at=BEGIN + timedelta(days=1))
    _, entries = read([*leaves[:3], corrected, *leaves[4:]])
    assert len(entries) == ENTRIES_MAX
    assert text(entries[0], "id") == f"urn:sulh:record:{corrected.id}"
    assert text(entries[0], "updated") == "2026-05-02T00:00:00Z"
    assert text(entries[0], "published") == "2026-05-01T00:00:03Z"
    assert text(entries[1], "id").endswith(leaves[149].id)


def test_an_entry_says_what_where_and_how_it_is_marked():
    body = incident_body(1, zone="north", text="Shots & <smoke>\x00")
    feed, (entry,) = read([Out(id=record_id(1), body=body)])
    assert text(feed, "title") == "A <mission>"
    assert text(entry, "title") == "incident: direct-fire, north"
    assert (
        text(entry, "summary") == "2026-05-02T08:00:00Z\nShots & <smoke>\N{REPLACEMENT CHARACTER}"
    )
    assert {each.get("term") for each in entry.findall(f"{ATOM}category")} == {
        "incident",
        "TLP:GREEN",
    }
    assert (
        entry.find(f"{ATOM}link")
        .get("href")
        .endswith(f"/collections/incident/items/{record_id(1)}")
    )


def test_without_news_the_feed_is_the_same_bytes():
    assert feed_bytes(incidents(5), **WHERE) == feed_bytes(list(reversed(incidents(5))), **WHERE)
    feed, entries = read([])
    assert (text(feed, "updated"), entries) == ("1970-01-01T00:00:00Z", [])


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_whatever_somebody_wrote_the_feed_can_be_read(words, zone):
    _, (entry,) = read([Out(id=record_id(1), body={"text": words, "zone": zone})])
    if words.isprintable() and words:
        assert text(entry, "summary") == words
