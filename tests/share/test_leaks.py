"""Whatever door: a ledger with what an audience may not have gives the same bytes as one without it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.share.test_gate import audience_of, guarded_history, through

from sulh.observe import REPORT_KINDS
from sulh.share import KINDS_FOR
from sulh.share.atom import feed_bytes
from sulh.share.cot import events_of, write_event
from sulh.share.features import collections_of, features_of
from sulh.share.files import FILE_TYPES, file_bytes, geopackage_bytes
from sulh.share.tiles import tile_bytes

KINDS = sorted(KINDS_FOR["common-picture"] & set(REPORT_KINDS.names))
WHOLE = {"zoom": 0, "column": 0, "row": 0}


def collections(passage, language="en"):
    return collections_of(passage.leaves, REPORT_KINDS, KINDS, language=language)


def two_passages(seed):
    """Return what leaves of a whole ledger and of one without what stays, and a moment behind it."""
    records, moment = guarded_history(seed)
    audience = audience_of(seed)
    may_have = [each for each in records if audience.may_have(each.marking, each.released)]
    return through(records, audience, moment), through(may_have, audience, moment), moment


def events(passage, moment):
    """Return the bytes that a device gets."""
    return b"\n".join(
        write_event(event)
        for each in collections(passage).values()
        for event in events_of(each, moment=moment)
    )


DOORS = {
    "atom": lambda passage, _: feed_bytes(passage.leaves, address="a", title="t", base="b"),
    "events": events,
    "features": lambda passage, _: repr(
        {name: list(features_of(each.columns)) for name, each in collections(passage).items()}
    ),
    "geopackage of all": lambda passage, _: geopackage_bytes(list(collections(passage).values())),
    "tiles": lambda passage, _: [
        tile_bytes(each, **WHOLE) for each in collections(passage, "fr").values()
    ],
    **{
        form: lambda passage, _, form=form: [
            file_bytes(each, form) for each in collections(passage).values()
        ]
        for form in FILE_TYPES
    },
}


@pytest.mark.parametrize("door", DOORS)
def test_hidden_records_change_no_byte_of_a_door(door):
    write = DOORS[door]
    differ = 0
    for seed in (1, 2, 3):
        whole, alone, moment = two_passages(seed)
        assert write(whole, moment) == write(alone, moment)
        differ += bool(whole.stays) and whole.leaves != ()
    assert differ  # something left, and something stayed


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_hidden_records_change_no_byte_of_any_door(seed):
    whole, alone, moment = two_passages(seed)
    for write in DOORS.values():
        assert write(whole, moment) == write(alone, moment)
