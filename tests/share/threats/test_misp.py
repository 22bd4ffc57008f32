"""MISP events become STIX that fits the standard; what does not is counted."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.share.threats.check import check_content
from sulh.share.threats.misp import read_misp
from sulh.share.threats.stix import marking_of, read_object

DATA = os.environ.get("SULH_DATA")
MISP = Path(DATA or ".") / "misp"
NO_EVENTS = {
    "schema.json",
    "git-vuln-finder-quagga.json",
    "malware_exist.json",
    *(f"test_{each}_collection_{n}.json" for each in ("attributes", "objects") for n in (1, 2)),
}
"""A schema, a list of digests, and answers of searches for attributes and objects without their event."""
needs_data = pytest.mark.skipif(not DATA, reason="SULH_DATA is not set: no MISP events")
EVENT = {
    "uuid": "5b646415-7b48-40d5-86b4-c0070acd0835",
    "info": "Mail with a link",
    "timestamp": "1533306089",
    "Orgc": {"name": "CERT", "uuid": "5b646415-7b48-40d5-86b4-c0070acd0000"},
    "Tag": [{"name": "tlp:green"}],
    "Attribute": [
        {"type": "domain", "value": "bad.example", "to_ids": True, "uuid": "5b646415-7b48-40d5-86b4-c0070acd0001",
         "timestamp": "1533306090", "Tag": [{"name": "TLP:AMBER"}],
         "Sighting": [{"type": "0", "date_sighting": "1533306095"}, {"type": "1", "date_sighting": "1533306096"}]},
        {"type": "filename|sha256", "value": "a'b.exe|" + "0" * 64, "to_ids": True},
        {"type": "ip-dst", "value": "2a01:4f8::1", "to_ids": True},
        {"type": "comment", "value": "from a friend", "to_ids": False},
        {"type": "btc", "value": "1abc", "to_ids": True},
        {"type": "url", "value": "https://gone.example", "to_ids": True, "deleted": True},
    ],
}  # fmt: skip


def test_an_event():
    result = read_misp(json.dumps({"Event": EVENT}).encode())
    by_type = {}
    for each in result.objects:
        check_content(read_object(each))
        by_type.setdefault(each["type"], []).append(each)
    assert [each["pattern"] for each in by_type["indicator"]] == [
        "[domain-name:value = 'bad.example']",
        "[file:name = 'a\\'b.exe' AND file:hashes.'SHA-256' = '" + "0" * 64 + "']",
        "[ipv6-addr:value = '2a01:4f8::1']",
    ]
    assert by_type["indicator"][0]["id"] == "indicator--5b646415-7b48-40d5-86b4-c0070acd0001"
    markings = [marking_of(each, Tlp.RED) for each in by_type["indicator"]]
    assert markings == [Tlp.AMBER, Tlp.GREEN, Tlp.GREEN], "an attribute is no milder than its event"
    assert len(by_type["sighting"]) == 1, "a false positive is no sighting"
    assert len(by_type["report"][0]["object_refs"]) == 5
    assert result.left_out == {
        ("btc", "no pattern of STIX for this type or value"): 1,
        ("comment", "not for detection (to_ids)"): 1,
        ("url", "deleted"): 1,
    }
    assert read_misp(json.dumps([EVENT, EVENT]).encode()).objects == result.objects


@pytest.mark.parametrize("date", ["0000-00-00", "2018-02-30", "yesterday", 5, None])
def test_an_event_with_a_day_that_is_none_loses_nothing(date):
    event = {key: value for key, value in EVENT.items() if key != "timestamp"} | {"date": date}
    result = read_misp(json.dumps({"Event": event}).encode())
    assert len(result.objects) == 6
    for each in result.objects:
        read_object(each)


def test_the_answer_of_a_search_for_attributes_is_no_event():
    """Attributes of whatever events: no report, which would bear one id for all searches."""
    answer = {"response": {"Attribute": EVENT["Attribute"]}}
    types = [each["type"] for each in read_misp(json.dumps(answer).encode()).objects]
    assert types == ["identity", "indicator", "sighting", "indicator", "indicator"]


@pytest.mark.parametrize(
    ("tag", "marking"),
    [("tlp:white", Tlp.CLEAR), ("TLP:Amber+Strict", Tlp.AMBER_STRICT), ("tlp:orange", Tlp.RED)],
)
def test_a_tag_of_tlp_in_any_case_and_an_unknown_one_is_the_strictest(tag, marking):
    event = EVENT | {"Tag": [{"name": tag}], "Attribute": []}
    (report,) = [
        each
        for each in read_misp(json.dumps({"Event": event}).encode()).objects
        if each["type"] == "report"
    ]
    assert marking_of(report, Tlp.GREEN) is marking


@needs_data
def test_real_events_fit_the_standard():
    """All events of PyMISP's and misp-stix's own tests: valid objects, and every attribute accounted for."""
    files = [*(MISP / "pymisp").glob("*.json"), *(MISP / "misp-stix").glob("*collection_?.json")]
    events = 0
    for path in sorted(files):
        try:
            result = read_misp(path.read_bytes())
        except InputError:
            assert path.name in NO_EVENTS, path.name
            continue
        events += 1
        for each in result.objects:
            check_content(read_object(each))
    assert events >= 10


@needs_data
def test_indicators_are_those_of_misp_stix():
    """Ids and patterns of the reference converter, for the attributes that both turn into indicators."""
    for number in (1, 2):
        made = {
            each["id"]: each["pattern"]
            for each in read_misp(
                (MISP / "misp-stix" / f"test_events_collection_{number}.json").read_bytes()
            ).objects
            if each["type"] == "indicator"
        }
        bundle = json.loads(
            (MISP / "misp-stix" / "test_events_collection_stix21.json").read_bytes()
        )
        theirs = {
            each["id"]: each["pattern"] for each in bundle["objects"] if each["type"] == "indicator"
        }
        for identity in made.keys() & theirs.keys():
            assert made[identity].count("=") == theirs[identity].count("="), identity


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*EVENT, "Object", "type", "value", "to_ids", "Sighting", "name", "date"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_whatever_comes_is_objects_or_an_error(value):
    """Bad input is no crash, and what comes out has the form of STIX."""
    try:
        result = read_misp(json.dumps({"Event": value}).encode())
    except InputError:
        return
    for each in result.objects:
        read_object(each)


def test_deep_and_broken_input_is_refused():
    for content in (b"[" * 100_000, b"{", b"[]", b'{"Event":5}', b"\xff"):
        with pytest.raises(InputError):
            read_misp(content)
