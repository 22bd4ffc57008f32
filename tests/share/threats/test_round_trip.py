"""What came in leaves as it came: bundles of the standard's authors and of ATT&CK, byte for byte in canonical form."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sulh.ledger import Record, canonical
from sulh.ledger.tlp import Tlp
from sulh.share import Audience, Guarded
from sulh.share.threats.check import check_content
from sulh.share.threats.content import RecordReader
from sulh.share.threats.shelf import Shelf
from sulh.share.threats.stix import read_object, read_objects
from sulh.share.threats.stock import Stock
from sulh.share.threats.taxii import ShelfIndex, TaxiiQuery, envelope, select

DATA = os.environ.get("SULH_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="SULH_DATA is not set: no STIX bundles")
STIX = Path(DATA or ".") / "stix"
BUNDLES = [
    *sorted((STIX / "oasis-examples").rglob("*.json")),
    STIX / "python-stix2-sco-examples-bundle.json",
]
NOW = datetime(2025, 1, 1, tzinfo=UTC)
ALL = TaxiiQuery(limit=10_000, version_words=frozenset({"all"}))


def shelf_of(objects):
    """Return a shelf with objects, and its index."""
    partner = Audience(name="p", clearance=Tlp.AMBER_STRICT, purposes=frozenset({"cyber-defence"}))
    stock = Stock()
    shelf = Shelf(
        audience=partner,
        collections=frozenset({"c"}),
        read=RecordReader(stock, mission="M").read,
        stock=stock,
    )
    records = [
        Record(
            id=f"{n:064x}",
            site="hq",
            seq=n,
            kind="threat-object",
            recorded_at=NOW,
            author="clerk",
            simulated=False,
            prev="",
            body={
                "source": "taxii",
                "ref": str(n),
                "collection": "c",
                "content": read_object(each).content.decode(),
            },
        )
        for n, each in enumerate(objects)
    ]
    shelf.take([Guarded(record=each, marking=Tlp.GREEN) for each in records], NOW)
    index = ShelfIndex(shelf, "c")
    index.refresh()
    return index


def served(objects):
    return json.loads(envelope(select(shelf_of(objects), ALL))).get("objects", [])


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_bundles_of_the_standard_come_back_as_they_were(path):
    """Every object whose references all lead to objects of the bundle; the others less these references."""
    content = json.loads(path.read_bytes())  # one of them is a bare list
    objects = content if isinstance(content, list) else read_objects(path.read_bytes())
    assert objects
    ids = {each["id"] for each in objects}
    first = {}  # one of the files gives an id to two objects: the first holds
    for each in objects:
        stix = read_object(each)
        first.setdefault((stix.id, stix.version), stix.content)
    whole = [
        each
        for each in objects
        if read_object(each).references <= ids and read_object(each).content in first.values()
    ]
    sent = {canonical(each) for each in served(objects)}
    assert {canonical(each) for each in whole} <= sent
    for each in objects:
        check_content(read_object(each))


def test_attack_comes_back_as_it_was():
    """1,826 objects of MITRE ATT&CK, with its own properties beyond the standard."""
    objects = read_objects((STIX / "attack" / "ics-attack-18.1.json").read_bytes())
    assert len(objects) == 1826
    back = served(objects)
    assert [canonical(each) for each in back] == [canonical(each) for each in objects]


def test_patterns_of_the_standard_are_valid_and_broken_ones_are_not():
    """The 23 patterns of the specification's own list; each without its last bracket is refused."""
    lines = (STIX / "patterns-v21-spec_examples.txt").read_text("utf-8").splitlines()
    patterns = [each.strip() for each in lines if each.strip() and not each.startswith("#")]
    assert len(patterns) == 23
    for n, pattern in enumerate(patterns):
        check_content(read_object(with_pattern(n, pattern)))
        with pytest.raises(Exception, match="does not fit"):
            check_content(read_object(with_pattern(n, pattern.replace("]", "", 1))))


def with_pattern(number, pattern):
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--00000000-0000-4000-8000-{number:012d}",
        "created": "2024-05-03T10:00:00.000Z",
        "modified": "2024-05-03T10:00:00.000Z",
        "pattern": pattern,
        "pattern_type": "stix",
        "valid_from": "2024-05-03T10:00:00Z",
    }
