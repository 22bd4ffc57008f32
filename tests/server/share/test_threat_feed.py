"""The order in which a site came to have objects follows from its ledger: the same after a restart, late sites last."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson

from sulh.ledger import Record
from sulh.ledger.tlp import Tlp
from sulh.server.share.threat_feed import ThreatFeed
from sulh.share import Audience
from sulh.share.threats.stix import read_object, tlp_marking_id
from sulh.share.threats.stock import ContentsInMemory

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
PARTNER = Audience(
    name="p",
    clearance=Tlp.GREEN,
    purposes=frozenset({"cyber-defence"}),
    names=frozenset({"NOR"}),
)


def record(site, seq, hours, kind, /, **body):
    return Record(
        id=f"{site}-{seq}".encode().hex().ljust(64, "0"),
        site=site,
        seq=seq,
        kind=kind,
        recorded_at=BEGIN + timedelta(hours=hours),
        author="clerk",
        simulated=False,
        prev="",
        body=body,
    )


def threat(site, seq, hours, name, marking=Tlp.GREEN):
    number = sum(map(ord, site + name)) * 1000 + seq
    content = {
        "type": "malware",
        "spec_version": "2.1",
        "id": f"malware--00000000-0000-4000-8000-{number:012d}",
        "created": "2024-05-03T10:00:00.000Z",
        "modified": "2024-05-03T10:00:00.000Z",
        "name": name,
        "is_family": False,
        "object_marking_refs": [tlp_marking_id(marking)],
    }
    return record(
        site,
        seq,
        hours,
        "threat-object",
        source="taxii",
        ref=name,
        collection="c",
        content=read_object(content).content.decode(),
        tlp=marking.label,
    )


def names_of(feed, audience=PARTNER):
    shelf = feed.shelf(audience, frozenset({"c"}), simulated=False)
    return [(each.object.fields["name"], each.added) for each in shelf.items if not each.withdrawn]


def feed_of(*lots):
    """Return a feed that learnt the records of each lot in turn."""
    feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M")
    sizes = {}
    for lot in lots:
        for each in lot:
            sizes[each.site] = each.seq + 1
            feed.learn(each)
        feed.advance(sizes)
        names_of(feed)  # somebody looks in between
    return feed


HQ = [
    threat("hq", 0, 1, "first"),
    threat("hq", 1, 2, "secret", Tlp.AMBER),
    record("hq", 2, 5, "witness", site="zulu", size=2),
    threat("hq", 3, 6, "fourth"),
]
ZULU = [
    threat("zulu", 0, 0, "old of zulu"),
    threat("zulu", 1, 3, "new of zulu"),
    threat("zulu", 2, 4, "not yet"),
]
SECRET = HQ[1].id


def test_what_another_site_sent_late_is_added_when_it_came():
    """Its own time is long past; a client that asked since then would miss it. What is not witnessed waits."""
    feed = feed_of([*ZULU, *HQ])
    assert [name for name, _ in names_of(feed)] == ["first", "old of zulu", "new of zulu", "fourth"]
    dates = [added for _, added in names_of(feed)]
    assert dates[1] == BEGIN + timedelta(hours=5)
    assert dates == sorted(set(dates))


def test_the_order_is_the_same_after_a_restart_and_in_whatever_lots_it_came():
    fresh = names_of(feed_of([*HQ, *ZULU]))
    assert names_of(feed_of(HQ[:1], ZULU[:1], HQ[1:2], ZULU[1:], HQ[2:])) == fresh
    assert names_of(feed_of(HQ, ZULU)) == fresh, "a witness waits for the records that it speaks of"
    assert names_of(feed_of(*[[each] for each in (*ZULU, *HQ)])) == fresh


def test_what_is_released_later_is_added_later():
    """With the date of the release, for whom it was released to."""
    release = record("hq", 4, 9, "release", releases=SECRET, to=["NOR"])
    feed = feed_of(HQ, ZULU, [release])
    assert names_of(feed)[-1] == ("secret", BEGIN + timedelta(hours=9))
    other = replace(PARTNER, names=frozenset({"FRA"}))
    assert "secret" not in dict(names_of(feed, other))
    assert names_of(feed_of([*HQ, *ZULU, release])) == names_of(feed)
    back = record("hq", 5, 10, "release", releases=SECRET, tlp="TLP:RED")
    assert "secret" not in dict(names_of(feed_of(HQ, ZULU, [release], [back])))


def test_another_sites_release_holds_for_its_own_records_only():
    foreign = record("zulu", 3, 4, "release", releases=SECRET, to=["NOR"])
    seen = record("hq", 4, 9, "witness", site="zulu", size=4)
    assert "secret" not in dict(names_of(feed_of(HQ, [*ZULU, foreign], [seen])))


def test_a_retraction_takes_an_object_back():
    retraction = record("hq", 4, 9, "retraction", retracts=HQ[0].id)
    assert "first" not in dict(names_of(feed_of(HQ, ZULU, [retraction])))
    hidden = record("hq", 4, 9, "retraction", retracts=HQ[0].id, tlp="TLP:RED")
    assert "first" in dict(names_of(feed_of(HQ, ZULU, [hidden]))), "as the audience may know it"


class SlowContents(ContentsInMemory):
    """Takes its time with what one thread keeps, as a disk does."""

    slow_thread = None

    def append(self, content):
        """Keep bytes, slowly in one thread."""
        if threading.current_thread() is self.slow_thread:
            time.sleep(0.002)
        return super().append(content)


def test_what_comes_in_while_a_shelf_is_made_is_not_mistaken_for_something_else():
    """Who makes a shelf adds objects, less what may not be named; so does what comes in. Columns kept in step."""
    feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M", contents=SlowContents)
    identity = orjson.loads(threat("hq", 0, 1, "who").body["content"])["id"]
    hidden = threat("hq", 0, 1, "who", Tlp.AMBER)
    first = [hidden]
    for seq in range(1, 60):
        each = threat("hq", seq, 1, f"old {seq}")
        fields = orjson.loads(each.body["content"]) | {"created_by_ref": identity}
        first.append(
            replace(each, body=each.body | {"content": read_object(fields).content.decode()})
        )
    for each in first:
        feed.learn(each)
    feed.advance({"hq": len(first)})
    maker = threading.Thread(target=lambda: names_of(feed))
    SlowContents.slow_thread = maker
    maker.start()
    for seq in range(len(first), len(first) + 300):
        feed.learn(threat("hq", seq, 2, f"new {seq}"))
    maker.join()
    feed.advance({"hq": len(first) + 300})
    shelf = feed.shelf(PARTNER, frozenset({"c"}), simulated=False)
    shown = [each.object.fields for each in shelf.items if not each.withdrawn]
    assert [each["name"] for each in shown] == [
        *(f"old {seq}" for seq in range(1, 60)),
        *(f"new {seq}" for seq in range(60, 360)),
    ]
    assert all("created_by_ref" not in each for each in shown)
    assert [item.id for item in shelf.items] == [each["id"] for each in shown]
