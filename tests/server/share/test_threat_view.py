"""The page of threats in columns says what a slow look at each object says; and takes little memory of many."""

import random
import tracemalloc
from array import array
from collections import Counter
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from tests.server.share.test_threat_feed import BEGIN, record

from sulh.ledger.tlp import Tlp
from sulh.server.answers.export_tables import matches
from sulh.server.routes.threats import _joined
from sulh.server.share.content_file import ContentFiles
from sulh.server.share.threat_feed import ThreatFeed
from sulh.server.share.threats import ThreatView
from sulh.share import Audience
from sulh.share.threats import blocklist, indicator_texts
from sulh.share.threats.stix import read_object
from sulh.share.threats.taxii import ShelfIndex
from sulh.values import parse_utc

PARTNER = Audience(name="p", clearance=Tlp.AMBER, purposes=frozenset({"cyber-defence"}))
COLLECTIONS = frozenset({"a", "b"})
DAY = "2024-05-{:02d}T10:00:00.000Z"


def identity(kind, number):
    return f"{kind}--{UUID(int=number, version=4)}"


def random_object(chance):
    """Return an identity, an indicator, a sighting or a malware; few ids, so that they meet."""
    kind = chance.choice(("identity", "indicator", "indicator", "sighting", "malware"))
    number = chance.randrange(6)
    fields = {"type": kind, "spec_version": "2.1", "id": identity(kind, number), "created": DAY.format(1),
              "modified": DAY.format(chance.randint(1, 9))}  # fmt: skip
    if chance.random() < 0.5:
        fields["created_by_ref"] = identity("identity", chance.randrange(6))
    if chance.random() < 0.2:
        fields["revoked"] = chance.random() < 0.8
    if kind == "indicator":
        names = ("domain-name:value = 'evil.example'", "domain-name:value = 'google.com'",
                 "domain-name:value = 'bad.example'", "ipv4-addr:value = '5.5.5.0/24'", "ipv6-addr:value = '2a00::1'")  # fmt: skip
        fields |= {"pattern": f"[{chance.choice(names)}]", "pattern_type": "stix",
                   "valid_from": DAY.format(chance.randint(1, 20)), "name": chance.choice(("A", "B", "Straße", "ÜBERFALL")),
                   "confidence": chance.choice((-1, 0, 40, 59, 100, 300, "high", True)),
                   "labels": chance.choice(([], ["unrated"])), "indicator_types": chance.choice(([], ["benign"]))}  # fmt: skip
        if chance.random() < 0.4:
            fields["valid_until"] = DAY.format(chance.randint(20, 28))
    elif kind == "sighting":
        fields |= {"sighting_of_ref": identity("indicator", chance.randrange(6)), "count": chance.choice((1, 3)),
                   "last_seen": DAY.format(chance.randint(1, 20))}  # fmt: skip
    else:
        fields |= {"name": chance.choice(("Maker", "Other")), "is_family": False}
    return fields


def feed_of(seed, count=40):
    """Return a feed of random objects in two collections, some of them in both."""
    chance = random.Random(seed)
    feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M")
    for seq in range(count):
        content = read_object(random_object(chance)).content.decode()
        feed.learn(
            record("hq", seq, seq, "threat-object", source="t", ref=f"{seq}", tlp="TLP:GREEN",
                   collection=chance.choice("ab"), content=content)
        )  # fmt: skip
    feed.advance({"hq": count})
    return feed


def view_of(feed, at, *, as_of=None, names=COLLECTIONS):
    shelf = feed.shelf(PARTNER, COLLECTIONS, simulated=False)
    places = array("i")
    for name in sorted(names):
        index = ShelfIndex(shelf, name)
        index.refresh()
        places += index.last_places(as_of)
    return ThreatView(shelf=shelf, places=np.sort(np.array(places, dtype=np.int32)), at=at)


def slow(view):
    """Return what the page says of each indicator, the one added last first, by a look at each object."""
    items = list(view.items())
    names = {each.id: each.object.fields["name"] for each in items if each.type == "identity"}
    seen, counted = {}, set()
    for each in items:
        fields = each.object.fields
        if each.type != "sighting" or fields.get("revoked"):
            continue
        key = each.id, fields["sighting_of_ref"]
        if key not in counted:
            counted.add(key)
            count, last = seen.get(fields["sighting_of_ref"], (0, ""))
            last = max(last, fields["last_seen"].replace(".000", ""))
            seen[fields["sighting_of_ref"]] = count + fields["count"], last
    rows = []
    for each in reversed([one for one in items if one.type == "indicator"]):
        fields = each.object.fields
        state = "valid"
        if fields.get("revoked"):
            state = "revoked"
        elif parse_utc(fields["valid_from"]) > view.at:
            state = "not-yet"
        elif "valid_until" in fields and parse_utc(fields["valid_until"]) <= view.at:
            state = "expired"
        maker = names.get(fields.get("created_by_ref"), "")
        rows.append((each.place, state, maker, *seen.get(each.id, (0, ""))))
    return rows


def rows_of(indicators):
    return [
        (each.item.place, each.state, each.maker, each.sightings, each.last_seen)
        for each in indicators
    ]


def is_listed(item, at):
    alone = blocklist([item.object.fields], moment=at)
    return bool(alone.domains or alone.networks)


def test_columns_say_what_a_slow_look_says():
    shown = 0
    for seed in range(40):
        feed, chance = feed_of(seed), random.Random(seed)
        at = parse_utc(DAY.format(chance.randint(1, 28)))
        as_of = chance.choice((None, BEGIN + timedelta(seconds=chance.randrange(40))))
        view = view_of(feed, at, as_of=as_of, names=chance.choice((COLLECTIONS, {"a"})))
        rows = slow(view)
        shown += len(rows)
        assert rows_of(view.indicators(0, 1000)[1]) == rows
        assert rows_of(view.indicators(2, 3)[1]) == rows[2:5]
        assert view.state_counts() == dict(sorted(Counter(each[1] for each in rows).items()))
        others = Counter(each.type for each in view.items() if each.type != "indicator")
        assert view.other_counts() == dict(sorted(others.items()))
        for state in ("valid", "revoked"):
            total, some = view.indicators(0, 1000, state=state, words="maker")
            wanted = [each for each in rows if each[1] == state and each[2] == "Maker"]
            assert (total, rows_of(some)) == (len(wanted), wanted)
        blocked, used = view.blocked(frozenset(), 0)
        indicators = [each for each in view.items() if each.type == "indicator"]
        whole = blocklist([each.object.fields for each in indicators], moment=at)
        assert (blocked.domains, blocked.networks) == (whole.domains, whole.networks)
        assert set(used) == {each.place for each in indicators if is_listed(each, at)}
        own, least = frozenset({"mail.evil.example"}), chance.choice((0, 40, 60))
        for _ in range(2):  # the second time from what was judged the first time
            blocked, used = view.blocked(own, least)
            whole = blocklist(
                [each.object.fields for each in indicators],
                moment=at,
                own=own,
                confidence_min=least,
            )
            assert (blocked.domains, blocked.networks) == (whole.domains, whole.networks)
    assert shown > 100


def searched(item):
    """Return what a search looks at of an indicator besides its maker, by a look at the object."""
    fields = item.object.fields
    return [item.id, *(str(fields.get(each, "")) for each in ("name", "description", "pattern"))]


@pytest.mark.parametrize("piece_bytes", [1, 500, 250_000])
def test_a_search_in_large_pieces_finds_what_a_look_at_each_object_finds(monkeypatch, piece_bytes):
    """Also where a word would begin in one indicator and end in the next, in any case and writing."""
    monkeypatch.setattr(indicator_texts, "PIECE_BYTES", piece_bytes)
    kept = 0
    for seed in range(15):
        view = view_of(feed_of(seed), parse_utc(DAY.format(10)))
        indicators = [each for each in view.items() if each.type == "indicator"][::-1]
        makers = {each.item.place: each.maker for each in view.indicators(0, 1000)[1]}
        for words in (
            "EVIL", "a", "google maker", "']indicator", "]a", "b [domain", "STRASSE", "überfall", "other",
            "indicator--0000", "000000000001", "no such", "",
        ):  # fmt: skip
            total, some = view.indicators(0, 1000, words=words)
            wanted = [
                each.place
                for each in indicators
                if matches(words, *searched(each), makers[each.place])
            ]
            assert (total, [each.item.place for each in some]) == (len(wanted), wanted), words
            kept += len(wanted)
    assert kept > 300


@pytest.mark.slow
def test_a_page_and_files_of_many_objects_take_little_memory(tmp_path):
    """Of 4,000 indicators of 2 kB (8 MB), at no time more than some hundred of them are in memory."""
    count = 4_000
    contents = ContentFiles(tmp_path)
    feed = ThreatFeed(own="hq", default=Tlp.AMBER, mission="M", contents=contents.make)
    for seq in range(count):
        fields = {"type": "indicator", "spec_version": "2.1", "id": identity("indicator", seq), "name": f"n{seq}",
                  "created": DAY.format(1), "modified": DAY.format(1), "pattern_type": "stix",
                  "pattern": f"[domain-name:value = 'n{seq}.example']", "valid_from": DAY.format(1),
                  "description": "x" * 2_000}  # fmt: skip
        text = read_object(fields).content.decode()
        feed.learn(
            record("hq", seq, seq, "threat-object", source="t", ref=f"{seq}", tlp="TLP:GREEN", collection="a",
                   content=text)
        )  # fmt: skip
    feed.advance({"hq": count})
    view = view_of(feed, parse_utc(DAY.format(9)))
    tracemalloc.start()
    try:
        total, some = view.indicators(0, 100)
        assert (total, len(some)) == (count, 100)
        del some
        assert view.indicators(0, 10, words="n3999")[0] == 1
        page = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        blocked, used = view.blocked(frozenset(), 0)
        assert len(blocked.domains) == len(used) == count
        listed = tracemalloc.get_traced_memory()[1]
        del blocked, used
        tracemalloc.reset_peak()
        assert sum(map(len, _joined(view))) > 2_000 * count
        bundle = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        contents.close()
    assert page < 1_500_000
    assert listed < 2_000_000
    assert bundle < 6_000_000  # a part is a thousand objects
