"""Cursor on Target: real devices' events, hostile ones, and streams cut anywhere."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.share.leaving import KINDS, Out, incident_body, incidents, record_id

from sulh.errors import InputError
from sulh.share.cot import (
    EVENT_BYTES_MAX,
    SPOT,
    CotEvent,
    EventStream,
    events_of,
    read_event,
    write_event,
)
from sulh.share.features import collections_of

DATA = Path(os.environ.get("SULH_DATA", "")) / "cot"
needs_data = pytest.mark.skipif(
    not (os.environ.get("SULH_DATA") and DATA.exists()), reason="SULH_DATA has no cot"
)
ROUNDED = ("lon", "lat", "height_m", "error_m", "height_error_m")
NOW = datetime(2026, 5, 3, 14, 30, 15, 250_000, UTC)
GOOD = (
    b'<event version="2.0" uid="U1" type="a-f-G" how="m-g" time="2026-05-03T14:30:00Z" '
    b'start="2026-05-03T14:30:00Z" stale="2026-05-03T14:35:00.5Z">'
    b'<point lat="33.1" lon="35.2" hae="12.5" ce="9.9" le="9999999.0"/>'
    b'<detail><contact callsign="Jenny &amp; Co"/><unknown a="1"><deep>x</deep></unknown>'
    b"<remarks>North &lt;of&gt; it</remarks></detail></event>"
)


def variant(**changes):
    text = GOOD.decode()
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def test_an_event_is_read_with_its_unknown_detail():
    event = read_event(b'<?xml version="1.0" encoding="UTF-8"?>\n' + GOOD)
    assert event == CotEvent(
        uid="U1",
        type="a-f-G",
        how="m-g",
        time=datetime(2026, 5, 3, 14, 30, tzinfo=UTC),
        start=datetime(2026, 5, 3, 14, 30, tzinfo=UTC),
        stale=datetime(2026, 5, 3, 14, 35, 0, 500_000, UTC),
        lon=35.2,
        lat=33.1,
        height_m=12.5,
        error_m=9.9,
        callsign="Jenny & Co",
        remarks="North <of> it",
        detail=GOOD[GOOD.index(b"<detail>") : GOOD.index(b"</event>")],
    )
    assert read_event(write_event(event)) == event


@needs_data
def test_events_of_real_devices_are_read_and_the_broken_ones_are_not():
    read, broken = 0, []
    for path in sorted(DATA.glob("*-events/*.xml")):
        content = path.read_bytes()
        try:
            event = read_event(content)
        except InputError as error:
            broken.append((path.name, str(error)))
        else:
            read += 1
            again = read_event(write_event(event))  # written to the centimetre
            assert again == replace(event, **{each: getattr(again, each) for each in ROUNDED})
            assert abs(again.lon - event.lon) + abs(again.lat - event.lat) < 2e-7
    assert read > 35
    assert [name for name, _ in broken] == [
        "test_cli_main-005.xml",
        "test_marti_workers-007.xml",
        "test_mqtt_workers-010.xml",
        "test_queue_backpressure-011.xml",
        "test_ws_workers-015.xml",
    ]
    assert all("not XML" in words for _, words in broken)


BOMB = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
HOSTILE = {
    "external entity": b'<!DOCTYPE event [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + GOOD.replace(b"North", b"&x;"),
    "a document type": b'<!DOCTYPE event SYSTEM "http://127.0.0.1:9/x.dtd">' + GOOD,
    "growing entities": b'<!DOCTYPE event [<!ENTITY l0 "lol">' + BOMB + b"]>" + GOOD.replace(b"North", b"&l9;"),
    "an unknown entity": GOOD.replace(b"North", b"&x;"),
    "another encoding": b'<?xml version="1.0" encoding="UTF-16"?>' + GOOD.decode().encode("utf-16"),
    "depth": GOOD.replace(b"<deep>x</deep>", b"<a>" * 20_000 + b"</a>" * 20_000),
    "size": GOOD.replace(b"North", b"x" * EVENT_BYTES_MAX),
    "no point": GOOD.replace(b'<point lat="33.1" lon="35.2" hae="12.5" ce="9.9" le="9999999.0"/>', b""),
    "a place outside": GOOD.replace(b'lat="33.1"', b'lat="133.1"'),
    "no number": GOOD.replace(b'lat="33.1"', b'lat="NaN"'),
    "no time": GOOD.replace(b"2026-05-03T14:35:00.5Z", b"soon"),
    "no uid": GOOD.replace(b' uid="U1"', b""),
    "a long uid": GOOD.replace(b'uid="U1"', b'uid="' + b"U" * 300 + b'"'),
    "another root": b"<x/>",
    "nothing": b"",
    "two roots": GOOD + GOOD,
    "bytes": bytes(range(256)),
}  # fmt: skip


BEGUN = sorted(
    HOSTILE.keys()
    - {"a document type", "another encoding", "another root", "nothing", "bytes", "two roots"}
)
"""Those in which an event begins and is none; the rest is noise between events."""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_event_is_refused_in_words(name):
    with pytest.raises(InputError) as caught:
        read_event(HOSTILE[name])
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("name", HOSTILE)
def test_a_stream_goes_on_after_what_is_no_event(name):
    stream = EventStream()
    found = [event.uid for _, event in stream.feed(GOOD + HOSTILE[name] + b"\n")]
    later = variant(uid=('uid="U1"', 'uid="LATER"'))
    found += [event.uid for _, event in stream.feed(later + later)]
    assert found[0] == "U1"
    assert found[-1] == "LATER"
    begun = [each for each in BEGUN if name == each]
    assert stream.dropped >= len(begun)


def test_an_event_that_was_begun_and_never_ended_takes_no_other_with_it():
    stream = EventStream()
    found = list(stream.feed(GOOD[:90] + variant(uid=('uid="U1"', 'uid="U2"'))))
    assert [event.uid for _, event in found] == ["U2"]
    assert stream.dropped == 1


def test_a_stream_without_end_is_held_in_bounds():
    stream = EventStream()
    for _ in range(100):
        assert not list(stream.feed(b"<event " + b"x" * 60_000))
        assert len(stream._rest) <= 2 * EVENT_BYTES_MAX
    assert stream.dropped > 10
    assert [event.uid for _, event in stream.feed(b">" + GOOD)] == ["U1"]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_stream_cut_anywhere_gives_the_same_events(data):
    parts = [
        data.draw(st.sampled_from([GOOD, b"\n", b'<?xml version="1.0"?>', b"<event x=", b"junk"]))
        for _ in range(6)
    ]
    content = b"".join(parts)
    whole = EventStream()
    expected = [raw for raw, _ in whole.feed(content)]
    cut = EventStream()
    places = sorted(data.draw(st.lists(st.integers(0, len(content)), max_size=5)))
    found = []
    for start, end in zip([0, *places], [*places, len(content)], strict=True):
        found += [raw for raw, _ in cut.feed(content[start:end])]
    assert found == expected
    assert cut.dropped == whole.dropped
    assert expected == [GOOD] * parts.count(GOOD)


@given(
    st.binary(max_size=300) | st.text(alphabet="<>/event \"='&;!-[]", max_size=120).map(str.encode)
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(content):
    stream = EventStream()
    for raw in (content, GOOD.replace(b"<unknown a", content + b"<unknown a"), content + GOOD):
        with contextlib.suppress(InputError):
            read_event(raw)
        list(stream.feed(raw))


TEXTS = st.text(max_size=20)


@given(TEXTS, TEXTS, st.floats(-180, 180), st.floats(-90, 90))
@settings(max_examples=80, deadline=None)
def test_whatever_a_report_says_is_one_event(callsign, remarks, lon, lat):
    event = CotEvent(
        uid="x", type=SPOT, how="h-e", time=NOW, start=NOW, stale=NOW, lon=lon, lat=lat,
        callsign=callsign, remarks=remarks,
    )  # fmt: skip
    back = read_event(write_event(event))
    assert (back.time, back.lon, back.lat) == (
        NOW,
        pytest.approx(lon, abs=1e-6),
        pytest.approx(lat, abs=1e-6),
    )
    if all(each.isprintable() for each in remarks):
        assert back.remarks == remarks


def test_reports_leave_as_neutral_spots_with_their_words():
    body = incident_body(2, text="Shots <north> & fire\x00", zone="north")
    nowhere = incident_body(3, lon=None, lat=None, accuracy_m=None)
    leaves = [Out(id=record_id(2), body=body), Out(id=record_id(3), body=nowhere)]
    collection = collections_of(leaves, KINDS, ["incident"])["incident"]
    (event,) = events_of(collection, moment=NOW)
    back = read_event(write_event(event))
    assert (back.type, back.uid, back.access) == (SPOT, f"sulh-{record_id(2)}", "TLP:GREEN")
    assert back.stale - back.time == timedelta(hours=24)
    assert back.error_m == 50
    assert (
        back.remarks
        == "2026-05-03T08:00:00Z\nShots <north> & fire\N{REPLACEMENT CHARACTER}\nTLP:GREEN"
    )
    assert back.callsign == "incident: direct-fire"
    assert (
        len(events_of(collections_of(incidents(30), KINDS, ["incident"])["incident"], moment=NOW))
        == 30
    )


def test_no_report_leaves_with_a_side():
    for name in KINDS.names:
        for collection in collections_of(
            [Out(id=record_id(1), kind=name, body={"lon": 1, "lat": 2})], KINDS, [name]
        ).values():
            assert all(each.type == SPOT for each in events_of(collection, moment=NOW))
