"""An attack on the mission becomes a bundle that fits the standard, from any site the same."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace as changed
from stix2patterns.validator import run_validator

from sulh.ledger import Record
from sulh.ledger.tlp import Tlp
from sulh.share.threats.blocklist import blocklist
from sulh.share.threats.blocklist_files import plain_list
from sulh.share.threats.check import check_content
from sulh.share.threats.content import objects_of_record
from sulh.share.threats.records import check_intrusion
from sulh.share.threats.stix import marking_of
from sulh.tables import FaultyField
from sulh.workspace import RECORD_KINDS

NOW = datetime(2024, 5, 4, 8, 30, 0, 123456, tzinfo=UTC)


def record_of(kind="intrusion", **values):
    body = {
        "source": "sector west",
        "ref": "P-17",
        "span": ["2024-05-02T22:00:00Z", "2024-05-03T21:59:59.999999Z"],
        "attack": "phishing",
        "extent": "opened",
        "collection": "threats",
        "senders": ["it@mail-update.example", "o'neil@x.example"],
        "domains": ["Mail-Update.example"],
        "addresses": ["45.9.9.9", "2a01:4f8::1"],
        "urls": ["https://mail-update.example/login?a=b"],
        "digests": ["d41d8cd98f00b204e9800998ecf8427e", "A" * 64],
        "affected": 3,
        "confidence": 80,
        "block_days": 30,
    } | values
    return Record(
        id="a" * 64, site="hq", seq=1, kind=kind, recorded_at=NOW, author="observer",
        simulated=False, body=body, prev="",
    )  # fmt: skip


def objects_of(record, marking=Tlp.GREEN):
    return objects_of_record(record, record, marking, mission="UNIFIL")[1]


def test_an_attack_is_a_valid_bundle():
    objects = objects_of(record_of())
    fields = [each.fields for each in objects]
    for each in objects:
        check_content(each)
    indicators = [each for each in fields if each["type"] == "indicator"]
    assert len(indicators) == 8
    assert all(not run_validator(each["pattern"], stix_version="2.1") for each in indicators)
    assert {each["valid_until"] for each in indicators} == {"2024-06-02T21:59:59.999Z"}
    assert all(each["confidence"] == 80 for each in indicators)
    assert all(
        marking_of(each, Tlp.RED) == Tlp.GREEN for each in fields if each["type"] != "identity"
    )
    sightings = [each for each in fields if each["type"] == "sighting"]
    assert {each["sighting_of_ref"] for each in sightings} == {each["id"] for each in indicators}
    (report,) = [each for each in fields if each["type"] == "report"]
    assert set(report["object_refs"]) == {each["id"] for each in fields} - {report["id"]}
    assert "3 people" in report["description"]
    assert "sector west" not in str(fields), "no team site is named"


def test_every_site_makes_the_same_objects():
    one, other = record_of(), replace(record_of(), site="alpha", seq=9)
    assert objects_of(one) == objects_of(other)
    later = replace(record_of(confidence=90), recorded_at=NOW)
    assert {each.id for each in objects_of(later)} == {each.id for each in objects_of(one)}


def test_its_signs_are_blocked_where_that_is_safe():
    blocked = blocklist([each.fields for each in objects_of(record_of())], moment=NOW)
    assert plain_list(blocked).split() == ["mail-update.example", "45.9.9.9", "2a01:4f8::1"]


def test_what_fits_no_kind_is_nothing():
    for record in (record_of(attack="magic"), record_of("threat-object")):
        assert objects_of_record(record, record, Tlp.GREEN, mission="M") is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("senders", ("not an address",)),
        ("domains", ("has space.example",)),
        ("domains", ("x",)),
        ("addresses", ("999.1.1.1",)),
        ("urls", ("javascript:alert(1)",)),
        ("digests", ("zz",)),
        ("collection", "No Such"),
    ],
)
def test_a_sign_that_is_none_is_refused(field, value):
    kind = RECORD_KINDS["intrusion"]
    intrusion = kind.from_body(record_of().body)
    check_intrusion(intrusion)
    with pytest.raises(FaultyField) as fault:
        check_intrusion(changed(intrusion, **{field: value}))
    assert fault.value.field == field
