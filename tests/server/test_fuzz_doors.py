"""TAXII, features and Cursor on Target, asked at random over the network: errors of the protocol, no fault, no leak."""

import json
import socket
from urllib.parse import urlencode

import pytest
import requests
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.server.served import incident, serving, submit
from tests.server.share.test_cot_hub import connect, event, hub_of, read_until
from tests.server.share.test_taxii import OPEN, TAXII, indicator, post

from sulh.ledger import audit
from sulh.ledger.tlp import Tlp
from sulh.server.share import cot_hub
from sulh.server.share.cot_hub import CotSettings
from sulh.share.cot import EventStream

SECRET = "a-secret"
FEW, MANY = 25, 400


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    """Yield a server with three doors open; behind each something that a liaison may not have."""
    folder = tmp_path_factory.mktemp("fuzz") / "mission"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cot_hub, "REFRESH_S", 0.1)
        yield from _filled(folder)


def _filled(folder):
    with serving(folder, collections=(OPEN,), cot=CotSettings(port=0)) as served:
        officer = served.client("watch officer")
        submit(officer, incident("G1", text="by the bridge"), tlp="TLP:GREEN")
        submit(officer, incident("S1", text=SECRET), tlp="TLP:AMBER")
        post(served, "analyst", "open", indicator(value="seen.example"))
        post(served, "analyst", "open", indicator(value=f"{SECRET}.example", marking=Tlp.AMBER))
        hub_of(served)
        yield served


def bounded(examples):
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TIMES = st.sampled_from(["2024-05-03T10:00:00Z", "9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z",
                         "2024-02-30T00:00:00Z", "2024", "..", "../..", "2024-05-03T10:00:00+99:99"])  # fmt: skip
NUMBERS = st.sampled_from(["0", "1", "-1", "10000", "99999999999", "1e9", "NaN", "\u0661", ""])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
FIELDS = st.sampled_from(["id", "type", "modified", "created", "pattern", "object_marking_refs", "spec_version",
                          "object_refs", "granular_markings", "valid_from", "revoked", "extensions"])  # fmt: skip
STIX = st.dictionaries(FIELDS, JSON, max_size=3).map(lambda changes: indicator() | changes)
BODIES = st.one_of(
    st.lists(STIX | JSON, max_size=3).map(lambda each: json.dumps({"objects": each}).encode()),
    JSON.map(lambda each: json.dumps(each).encode()),
    st.binary(max_size=60),
    st.integers(1, 200_000).map(lambda depth: b'{"objects":' + b"[" * depth),
)
PARTS = st.sampled_from(["mission", "exercise", "collections", "ID", "objects", "manifest", "versions", "status",
                         "indicator--00000000-0000-4000-8000-000000000000", "..", "%00", "%2e%2e", ""]) | WORDS  # fmt: skip
OBJECTS = ["mission", "collections", "ID", "objects"]
QUERIES = st.lists(
    st.tuples(
        st.sampled_from(["limit", "next", "added_after", "match[id]", "match[type]", "match[version]",
                         "match[spec_version]", "match[", "x"]),
        TIMES | NUMBERS | WORDS | st.sampled_from(["all,first", "indicator", "2.0,2.1", "MA", "LTE"]),
    ),
    max_size=4,
)  # fmt: skip
MEDIA = st.sampled_from([TAXII, "application/taxii+json", "*/*", "text/html", "application/taxii+json;version=9",
                         "", ",;=", 'application/taxii+json; version="2.1"; q=0.1'])  # fmt: skip


def fuzz_taxii(hq, examples):
    """Send requests whose path is often the one of a collection; return the statuses."""
    (identity,) = hq.app.state.sulh.taxii.collections
    statuses = []
    session = requests.Session()
    session.auth = ("any", hq.tokens["liaison"])
    writer = requests.Session()
    writer.auth = ("any", hq.tokens["contributor"])

    # What is drawn turns on the modules that are loaded: each kind of answer comes in any case.
    whole = json.dumps({"objects": [indicator()]}).encode()
    plain = {"path": OBJECTS, "query": [], "accept": TAXII, "content_type": TAXII, "body": None}

    @bounded(examples)
    @example(**plain)
    @example(**plain | {"body": whole})
    @example(**plain | {"query": [("limit", "-1")]})
    @example(**plain | {"path": ["mission", "collections", "none"]})
    @example(**plain | {"accept": "text/html"})
    @given(
        path=st.just(OBJECTS) | st.lists(PARTS, max_size=6),
        query=QUERIES,
        accept=MEDIA,
        content_type=MEDIA,
        body=st.none() | BODIES,
    )
    def send(path, query, accept, content_type, body):
        url = f"{hq.url}/taxii2/" + "".join(f"{each}/" for each in path).replace("ID", identity)
        headers = {"accept": accept, "content-type": content_type}
        answer = (session if body is None else writer).request(
            "GET" if body is None else "POST",
            f"{url}?{urlencode(query)}",
            headers={name: value for name, value in headers.items() if value},
            data=body,
            timeout=60,
        )
        if "/taxii2/" not in answer.url:
            return  # `..` led to the console's pages
        statuses.append(answer.status_code)
        assert answer.status_code < 500, (url, query, body, answer.text)
        assert SECRET not in answer.text
        if answer.status_code >= 400:
            assert answer.json()["title"]

    send()
    return statuses


CQL = st.lists(
    st.sampled_from(["text", "deaths", "kind", "=", "<>", "LIKE", "'%secret%'", "(", ")", "AND", "OR", "NOT", "IN",
                     "IS NULL", "1", "TIMESTAMP('2024-05-03T10:00:00Z')", "S_INTERSECTS(geometry,", "BBOX(1,2,3,4)",
                     "CASEI(text)", "'", '"', "BETWEEN", "deaths/0", "geometry", "{", "\u0000"]),
    max_size=12,
).map(" ".join)  # fmt: skip
FEATURES = st.lists(
    st.tuples(
        st.sampled_from(["bbox", "datetime", "limit", "next", "filter", "filter-lang", "filter-crs", "crs",
                         "text", "ref", "properties", "sortby", "f", "bbox-crs"]),
        CQL | TIMES | NUMBERS | WORDS | st.sampled_from(["cql2-text", "cql2-json", "1,2,3,4", "4,3,2,1", "180,-90,-180,90",
                                                        '{"op":"=","args":[{"property":"text"},"a"]}']),
    ),
    max_size=4,
)  # fmt: skip
PLACES = st.sampled_from(["collections/incident/items", "collections/incident", "collections/none/items",
                          "collections/incident/file/parquet", "collections/incident/file/x", "conformance",
                          "collections/incident/tiles/WebMercatorQuad/0/0/0", "feed.atom",
                          "collections/incident/tiles/WebMercatorQuad/99/-1/x", "collections/incident/queryables"])  # fmt: skip


def fuzz_features(hq, examples):
    """Send requests with parameters of the standard and of nobody; return the statuses."""
    statuses = []
    session = requests.Session()
    session.headers["authorization"] = f"Bearer {hq.tokens['liaison']}"

    @bounded(examples)
    @given(path=PLACES, query=FEATURES)
    def send(path, query):
        answer = session.get(f"{hq.url}/api/v1/ogc/mission/{path}?{urlencode(query)}", timeout=60)
        statuses.append(answer.status_code)
        assert answer.status_code < 500, (path, query, answer.text)
        assert SECRET.encode() not in answer.content.replace(b"%secret%", b"")

    send()
    return statuses


PIECES = st.sampled_from([b"<event", b"</event>", b">", b"/>", b"<detail>", b"</detail>", b"<point lat='1' lon='2'",
                          b" uid='x'", b" type='a-f-G'", b"<!DOCTYPE x [<!ENTITY y 'z'>]>", b"&y;", b"<![CDATA[",
                          b"]]>", b"<!--", b"\x00", b"\xff\xfe", b"<?xml version='1.0'?>", b"<auth><cot/></auth>",
                          event("fuzz"), event("fuzz")[:70], event("fuzz")[70:], b"\n", b"<a>" * 300])  # fmt: skip


def fuzz_events(hq, examples):
    """Send pieces of events; after each lot another device still gets a whole one, and nothing hidden."""
    count = 0
    with connect(hq) as other:
        stream = EventStream()

        @bounded(examples)
        @given(pieces=st.lists(PIECES | st.binary(max_size=20), max_size=12))
        def send(pieces):
            nonlocal count
            count += 1
            with connect(hq) as line:
                try:
                    line.sendall(b"".join(pieces))
                except OSError:
                    assert hub_of(hq) is not None  # it was cut off, as it may be
            with connect(hq) as line:
                line.sendall(event(f"whole{count}"))
                line.shutdown(socket.SHUT_WR)
                events = read_until(
                    other, lambda each: any(one.uid == f"whole{count}" for one in each), stream
                )
            assert SECRET.encode() not in b"".join(each.detail for each in events)

        send()
    return count


def test_taxii_asked_at_random_makes_no_fault(hq):
    assert {200, 404} <= set(fuzz_taxii(hq, FEW))


def test_features_asked_at_random_make_no_fault(hq):
    assert {200, 400, 404} & set(fuzz_features(hq, FEW))


def test_events_at_random_take_no_device_with_them(hq):
    assert fuzz_events(hq, FEW) >= FEW / 2


@pytest.mark.slow
def test_the_doors_asked_very_often_make_no_fault(hq):
    statuses = fuzz_taxii(hq, MANY) + fuzz_features(hq, MANY)
    assert {200, 202, 400, 404, 406} <= set(statuses)
    assert fuzz_events(hq, MANY // 4) > 0
    assert audit(hq.folder / "ledger") == ()


def test_a_device_does_not_notice_what_is_hidden(hq):
    """Between two reports that it may have another comes in, is corrected and taken back: not a byte is sent."""
    officer = hq.client("watch officer")
    with connect(hq) as line:
        stream = EventStream()
        read_until(line, lambda each: any("bridge" in one.remarks for one in each), stream)
        line.settimeout(60)
        submit(officer, incident("S2", text=SECRET), tlp="TLP:AMBER")
        (record,) = [
            each
            for each in officer.get("/api/v1/records", params={"kind": "incident"}).json()[
                "records"
            ]
            if each["body"]["ref"] == "S2"
        ]
        url = f"/api/v1/records/{record['id']}/retraction"
        assert officer.post(url, json={"reason": "twice"}).status_code == 201
        submit(officer, incident("G9", text="on the hill"), tlp="TLP:GREEN")
        content = b""
        while b"on the hill" not in content:
            content += line.recv(65_536)
        assert content.count(b"<event") == 1
