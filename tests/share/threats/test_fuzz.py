"""STIX and its patterns at random: an object that fits or a sentence that says why not, and never another fault."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.share.threats import blocklist, plain_list, rpz_zone
from sulh.share.threats.check import check_content
from sulh.share.threats.outward import needed, without_hidden
from sulh.share.threats.stix import read_object, read_objects, references

MOMENT = datetime(2024, 6, 1, tzinfo=UTC)
ID = "00000000-0000-4000-8000-000000000001"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.sampled_from(["2024-05-03T10:00:00.000Z", "2024-05-03T10:00:00Z", "9999-12-31T23:59:59.999Z", "now",
                         "0000-00-00T00:00:00Z", "2024-05-03", ""])  # fmt: skip
IDS = st.sampled_from([f"{kind}--{ID}" for kind in ("indicator", "malware", "report", "x")]) | WORDS
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | WORDS | TIMES | IDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=10,
)
PIECES = st.sampled_from(["[", "]", "domain-name", ":value", " = ", "'evil.example'", " AND ", " OR ", "FOLLOWEDBY",
                          "WITHIN 5 SECONDS", "REPEATS 2 TIMES", "(", ")", "ipv4-addr:value", "'192.0.2.1/33'", "NOT ",
                          "IN ('a','b')", "LIKE '%'", "MATCHES '(a+)+$'", "file:hashes.'SHA-256'", "\\", "'", "\0",
                          "url:value = 'http://'", "b'AA=='", "t'2024-01-01T00:00:00Z'", "[" * 50, "/*", "*/"])  # fmt: skip
PATTERNS = st.lists(PIECES | WORDS, max_size=8).map("".join)
FIELDS = st.dictionaries(
    st.sampled_from(["created", "modified", "valid_from", "valid_until", "object_refs", "created_by_ref", "revoked",
                     "object_marking_refs", "granular_markings", "confidence", "labels", "spec_version", "name",
                     "pattern_type", "source_ref", "external_references", "extensions", "published"]) | WORDS,
    JSON,
    max_size=5,
)  # fmt: skip


def bounded(examples):
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def fuzz_bytes(examples):
    """Read bytes; return how many were objects."""
    count = 0

    @bounded(examples)
    @given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value, allow_nan=True).encode())
           | JSON.map(lambda value: json.dumps({"objects": value}).encode()))  # fmt: skip
    def read(content):
        nonlocal count
        try:
            values = read_objects(content)
        except InputError:
            return
        for value in values:
            try:
                read_object(value)
            except InputError:
                continue
        count += 1

    read()
    return count


def fuzz_objects(examples):
    """Read objects with some properties at random, check and share them; return how many were read, and fit."""
    read = fit = 0
    kinds = st.sampled_from(["indicator", "malware", "report", "sighting", "relationship", "x-own"])

    @bounded(examples)
    @given(kind=kinds, more=FIELDS, pattern=PATTERNS)
    def take(kind, more, pattern):
        nonlocal read, fit
        times = dict.fromkeys(("created", "modified"), "2024-05-03T10:00:00.000Z")
        fields = {"type": kind, "id": f"{kind}--{ID}", "spec_version": "2.1", **times, "pattern": pattern,
                  "pattern_type": "stix", "valid_from": "2024-05-03T10:00:00Z", "is_family": False} | more  # fmt: skip
        try:
            each = read_object(fields)
        except InputError:
            return
        read += 1
        assert read_object(json.loads(each.content)).content == each.content
        outward = without_hidden(each.fields, frozenset())
        assert outward is None or not needed(outward)
        assert outward is None or all("--" not in one or one.startswith("marking-definition")
                                      for one in references(outward))  # fmt: skip
        listed = blocklist([each.fields], moment=MOMENT)
        for line in (*plain_list(listed).splitlines(), *rpz_zone(listed, serial=1).splitlines()):
            assert line.isascii()
            assert line.isprintable()
        try:
            check_content(each)
        except InputError:
            return
        fit += 1

    take()
    return read, fit


def test_bytes_are_objects_or_a_sentence():
    assert fuzz_bytes(60) > 5


def test_objects_and_patterns_at_random_make_no_fault():
    read, fit = fuzz_objects(40)
    assert read > 5
    assert fit <= read


@pytest.mark.slow
def test_very_many_objects_and_patterns_make_no_fault():
    assert fuzz_bytes(1_500) > 100
    read, fit = fuzz_objects(1_000)
    assert read > 200
    assert fit > 0


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"x_number": 1e16}, "no JSON that can be signed"),
        ({"x_deep": [{"x": 9007199254740992.0}]}, "no JSON that can be signed"),
    ],
)
def test_a_number_that_is_written_as_one_too_large_is_refused(more, words):
    """It entered, could not be read again, and was shown to nobody."""
    fields = {"type": "malware", "id": f"malware--{ID}", "spec_version": "2.1", "is_family": False}
    fields |= dict.fromkeys(("created", "modified"), "2024-05-03T10:00:00.000Z")
    assert read_object(fields | {"x_digits": "1" * 40, "x_number": 1e15})
    with pytest.raises(InputError, match=words):
        read_object(fields | more)


@pytest.mark.parametrize("pattern", ["", " ", "[", "]"])
def test_a_pattern_that_is_none_is_refused_with_a_sentence(pattern):
    """The library of its authors has a fault of its own for an empty one."""
    fields = {
        "type": "indicator",
        "id": f"indicator--{ID}",
        "spec_version": "2.1",
        "pattern": pattern,
    }
    fields |= {"pattern_type": "stix", "valid_from": "2024-05-03T10:00:00Z"}
    fields |= dict.fromkeys(("created", "modified"), "2024-05-03T10:00:00.000Z")
    with pytest.raises(InputError, match="does not fit STIX"):
        check_content(read_object(fields))


def test_a_version_of_stix_that_is_no_text_is_refused():
    with pytest.raises(InputError, match="of STIX, not"):
        read_object({"type": "malware", "id": f"malware--{ID}", "spec_version": ["2.1"]})
