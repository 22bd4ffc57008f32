"""Another TAXII server that answers anything: what fits enters, the rest is a sentence, and it ends."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.server.share.test_pull_threats import NOW
from tests.server.share.test_taxii import indicator

from sulh.errors import InputError
from sulh.ledger import audit
from sulh.server.share.pull_threats import pull_threats
from sulh.server.share.taxii_remote import Answer
from sulh.workspace import set_up

BASE = "https://theirs.example/api/collections/c/"
ASKED_MAX = 200
GOOD = indicator(value="theirs.example")
WORDS = st.text(max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.just(GOOD) | JSON | st.just(GOOD | {"modified": "x"}), max_size=3) | JSON
PAGES = st.fixed_dictionaries(
    {},
    optional={
        "objects": OBJECTS,
        "more": st.booleans() | JSON,
        "next": WORDS | JSON,
        "can_read": st.booleans() | JSON,
        "title": WORDS | JSON,
        "id": WORDS | JSON,
        "default": st.sampled_from([BASE, "https://theirs.example/", "http://[", "/"]) | JSON,
        "api_roots": st.lists(st.sampled_from([BASE, "https://theirs.example/a/", "..", ""]), max_size=2) | JSON,
        "collections": st.lists(st.fixed_dictionaries({"id": WORDS, "can_read": st.just(True)}) | JSON, max_size=2)
        | JSON,
    },
)  # fmt: skip
CONTENTS = PAGES.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=30)
DATES = st.sampled_from(["2024-05-03T10:00:00.000000Z", "", "yesterday", "9999-12-31T23:59:59.999999Z",
                         "0001-01-01T00:00:00.000000Z", "\u0661"])  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(["x-taxii-date-added-first", "x-taxii-date-added-last", "content-type"]), DATES
)
LISTED = {"id": "c", "title": "Theirs", "can_read": True}


def pull_often(folder, examples):
    """Pull from such servers; return how many ended well, and how many objects entered."""
    mission = set_up(folder / "m", pack_name="example", site="hq", now=NOW)
    well = entered = 0

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        first=st.none() | CONTENTS,
        answers=st.lists(st.tuples(CONTENTS, HEADERS), min_size=1, max_size=4),
    )
    def pull(first, answers):
        nonlocal well, entered
        asked = 0

        def ask(address):
            nonlocal asked
            asked += 1
            assert asked < ASKED_MAX, "it would never end"
            if asked == 1:
                return Answer(
                    content=json.dumps(LISTED).encode() if first is None else first, headers={}
                )
            content, headers = answers[asked % len(answers)]
            return Answer(content=content, headers=headers)

        try:
            for each in pull_threats(mission, ask, BASE, collection="threats", source="t", author="analyst",
                                     now=NOW):  # fmt: skip
                entered += each.entered
        except InputError:
            return
        well += 1

    pull()
    mission.store.close()
    assert audit(folder / "m" / "ledger") == ()
    return well, entered


def test_answers_at_random_make_no_fault(tmp_path):
    well, _ = pull_often(tmp_path, 40)
    assert well > 0


@pytest.mark.slow
def test_very_many_answers_at_random_make_no_fault(tmp_path):
    well, entered = pull_often(tmp_path, 600)
    assert well > 20
    assert entered == 1, "the one that fits, once"
