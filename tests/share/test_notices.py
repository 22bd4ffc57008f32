"""Who is told of what and when, and what a notice says."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError
from tests.share.leaving import incident_body, record_id

from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.mission import find, load
from sulh.share import Audience, Leaving
from sulh.share.notices import (
    Item,
    Notice,
    Receiver,
    due_at,
    is_inside,
    is_listed,
    letter_of,
    notice_json,
    read_secret,
    record_items,
    signed_headers,
)
from sulh.workspace.record_kinds import RECORD_KINDS

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
AUDIENCE = Audience(name="desk", clearance=Tlp.GREEN, purposes=frozenset({"notice"}))
DESK = Receiver(name="desk", audience=AUDIENCE)
SECRET = f"whsec_{b64encode(bytes(range(32))).decode()}"
ZONES = [ZoneInfo(each) for each in ("Europe/Paris", "Asia/Beirut", "UTC", "Asia/Kathmandu")]


@cache
def island():
    return load(find("example"))


def leaving(number=1, **more):
    return Leaving(
        id=record_id(number),
        kind=more.pop("kind", "incident"),
        recorded_at=NOON,
        changed_at=more.pop("changed_at", NOON),
        marking=more.pop("marking", Tlp.GREEN),
        simulated=False,
        body=incident_body(number, **more),
    )


def told_of(*leaves):
    items = tuple(record_items(leaves, DESK, lambda _: ()))
    return Notice(id="n-1", made_at=NOON, items=items)


def oracle(moment, receiver, zone):
    """Return the first minute at which something may be sent, by trying each."""
    begun, asleep = receiver.digests == (), set()
    if receiver.quiet:
        first, last = map(minute, receiver.quiet)
        asleep = {(first + each) % 1440 for each in range((last - first) % 1440)}
    digests = {minute(each) for each in receiver.digests}
    for minutes in range(4 * 24 * 60):
        now = moment + timedelta(minutes=minutes)
        clock = minute(now.astimezone(zone))
        begun = begun or clock in digests
        if begun and clock not in asleep:
            return now
    raise AssertionError("never")


def minute(clock):
    return clock.hour * 60 + clock.minute


clocks = st.builds(time, st.integers(4, 23), st.sampled_from([0, 15, 30]))
"""Not between midnight and four, where clocks change."""


@settings(max_examples=60, deadline=None)
@given(
    minutes=st.integers(0, 370 * 24 * 60),
    zone=st.sampled_from(ZONES),
    digests=st.lists(clocks, max_size=3),
    quiet=st.none() | st.lists(clocks, min_size=2, max_size=2, unique=True).map(tuple),
)
def test_quiet_hours_and_digests_against_trying_each_minute(minutes, zone, digests, quiet):
    """On the mission's clock, over all of a year and both of its changes."""
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    receiver = replace(DESK, digests=tuple(digests), quiet=quiet)
    assert due_at(moment, receiver, "records", zone) == oracle(moment, receiver, zone)
    assert due_at(moment, receiver, "alerts", zone) == moment


def test_the_nights_on_which_clocks_change():
    """A time that is jumped over is an hour later; one that comes twice ends the quiet hours both times."""
    paris = ZoneInfo("Europe/Paris")
    night = replace(DESK, digests=(time(2, 30),))
    spring = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert due_at(spring, night, "records", paris) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    autumn = datetime(2026, 10, 24, 23, tzinfo=UTC)
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert due_at(autumn, night, "records", paris) == first
    assert due_at(first + timedelta(minutes=1), night, "records", paris) == second
    asleep = replace(DESK, quiet=(time(22), time(2, 30)))
    again = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 for the second time
    assert due_at(again, asleep, "records", paris) == second


INSIDE = """
127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
100.100.100.200 168.63.129.16 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1 ::1 :: fe80::1
fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 2002:7f00:1::
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2001:0:7f00:1::1 2001:db8::1
"""
PUBLIC = ["1.1.1.1", "93.184.216.34", "::ffff:8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"]


def test_which_addresses_are_inside_the_house():
    from ipaddress import ip_network

    assert [each for each in INSIDE.split() if not is_inside(each)] == []
    assert [each for each in PUBLIC if is_inside(each)] == []
    house = [ip_network("10.0.0.0/8"), ip_network("fd00::/16")]
    assert is_listed("10.1.2.3", house)
    assert is_listed("::ffff:10.1.2.3", house)
    assert not is_listed("64:ff9b::a01:203", house)
    assert not is_listed("127.0.0.1", house)


def test_a_signature_is_that_of_the_standard():
    """Verified by the standard's own library; every changed byte, id and time is refused."""
    body = notice_json(told_of(leaving()), DESK, island())
    seconds = int(datetime.now(UTC).timestamp())
    headers = signed_headers(read_secret(SECRET), "n-1", seconds, body)
    assert Webhook(SECRET).verify(body, headers)["data"]["items"][0]["tlp"] == "TLP:GREEN"
    wrong = [
        (body + b" ", headers),
        (body, headers | {"webhook-id": "n-2"}),
        (body, headers | {"webhook-timestamp": str(seconds - 1)}),
        (body, signed_headers(read_secret(SECRET), "n-1", seconds - 3600, body)),
        (body, signed_headers(bytes(32), "n-1", seconds, body)),
    ]
    for content, signed in wrong:
        with pytest.raises(WebhookVerificationError):
            Webhook(SECRET).verify(content, signed)


@pytest.mark.parametrize("text", ["", "whsec_", "whsec_AAAA", "not base64", "whsec_" + "A" * 200])
def test_a_weak_secret_is_refused(text):
    with pytest.raises(InputError, match="24 to 64 bytes"):
        read_secret(text)


@pytest.mark.parametrize(
    ("language", "words", "direction"),
    [
        ("en", ["1 notice", "incident: direct fire", "Red Army", "TLP:GREEN"], "ltr"),
        ("fr", ["1 avis", "Report 1.", "TLP:GREEN"], "ltr"),
        ("ar", ["إشعار واحد", "Report 1.", "TLP:GREEN"], "rtl"),
    ],
)
def test_a_letter_in_the_readers_language(language, words, direction):
    receiver = replace(DESK, language=language)
    letter = letter_of(
        told_of(leaving()), receiver, island(), RECORD_KINDS, address="https://hq.example/console"
    )
    whole = letter.subject + letter.text
    assert [each for each in words if each not in whole] == []
    assert letter.subject.startswith("[TLP:GREEN] ")
    assert letter.text.startswith("TLP:GREEN\n")
    assert letter.text.endswith("TLP:GREEN\n")
    assert f'lang="{language}" dir="{direction}"' in letter.html
    assert letter.html.count("TLP:GREEN") >= 2
    brief = letter_of(
        told_of(leaving()),
        replace(receiver, titles_only=True),
        island(),
        RECORD_KINDS,
        address="https://hq.example/console",
    )
    assert "Report 1." in letter.html
    assert "Report 1." not in brief.text + brief.html


def test_hostile_words_stay_words():
    """In the subject, the text, the HTML and the JSON; the strictest marking stands over all."""
    text = "<script>alert(1)</script>\r\nBcc: all@example.org\x00\u2028\ud83d\ude00".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16")
    notice = told_of(leaving(text=text, place="x\r\nBcc: a@b.c"), leaving(2, marking=Tlp.AMBER))
    letter = letter_of(notice, DESK, island(), RECORD_KINDS, address="https://hq.example")
    assert "<script" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "\n" not in letter.subject
    assert letter.subject.startswith("[TLP:AMBER]")
    assert "\x00" not in letter.text + letter.html
    content = json.loads(notice_json(notice, DESK, island()))
    assert content["data"]["items"][0]["records"][0]["body"]["text"] == text


def test_the_same_notice_is_the_same_bytes_at_each_try():
    one, two = (told_of(leaving(), leaving(2)) for _ in range(2))
    assert notice_json(one, DESK, island()) == notice_json(two, DESK, island())


def test_a_receiver_is_told_of_its_kinds_and_zones_only():
    both = [leaving(1, zone="north"), leaving(2, zone="south")]

    def zones(body):
        return {body["zone"]}

    of_north = replace(DESK, zones=frozenset({"north"}))
    assert [each.records[0].id for each in record_items(both, of_north, zones)] == [record_id(1)]
    of_tasks = replace(DESK, kinds=frozenset({"task"}))
    assert list(record_items(both, of_tasks, zones)) == []
    corrected = leaving(1, zone="north", changed_at=NOON + timedelta(hours=1))
    (before, after) = (next(record_items([each], DESK, zones)) for each in (both[0], corrected))
    assert before.subject == after.subject
    assert before.value != after.value
    assert isinstance(before, Item)
