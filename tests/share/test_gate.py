"""The gate: what leaves is a function of what the audience may have, and every record that stays says why."""

import random
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verify.random_histories import BEGIN, History
from tests.verify.random_missions import seeded_mission

from sulh.errors import InputError
from sulh.ledger import AMENDMENTS, Record
from sulh.ledger.canonical import canonical
from sulh.ledger.tlp import Tlp
from sulh.observe import REPORT_KINDS
from sulh.picture import body_check, picture
from sulh.share import (
    KINDS_FOR,
    PURPOSES,
    REASONS_TO_STAY,
    Audience,
    Coarsening,
    Guarded,
    disclosure_digest,
    disclosure_of,
    pass_gate,
    public_audience,
)
from sulh.share.threats.stix import read_object
from sulh.values import format_utc
from sulh.workspace import RECORD_KINDS

CHECK = body_check(REPORT_KINDS)
PARTNER = Audience(
    name="partner", clearance=Tlp.GREEN, purposes=frozenset(PURPOSES), names=frozenset({"NOR"})
)


def guarded_history(seed, amendments=12):
    """Return a random ledger with random markings, and a moment behind it."""
    chance = random.Random(seed)
    history = History(seed, seeded_mission(seed).reports)
    history.run(amendments)
    records = [
        Guarded(
            record=each,
            marking=chance.choice(list(Tlp)),
            released=frozenset({"NOR"}) if chance.random() < 0.2 else frozenset(),
            problem=CHECK(each.kind, each.body),
        )
        for each in sorted(history.records, key=lambda one: (one.recorded_at, one.site, one.seq))
    ]
    latest = max((each.record.recorded_at for each in records), default=BEGIN)
    return records, latest + timedelta(days=1)


def audience_of(seed):
    """Return a partner or the public, with and without a delay."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        return replace(PARTNER, delay=timedelta(days=chance.choice([0, 0, 400])))
    public = public_audience(Coarsening(timezone=ZoneInfo("Asia/Beirut")))
    return replace(public, purposes=frozenset(PURPOSES), delay=timedelta(chance.choice([0, 90])))


def through(records, audience, moment, purpose="common-picture"):
    return pass_gate(records, audience, purpose, moment=moment, kinds=REPORT_KINDS)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_what_stays_cannot_be_told_from_what_leaves(seed):
    """A ledger without the records that stay gives the same, to the digest."""
    records, moment = guarded_history(seed)
    audience = audience_of(seed)
    passage = through(records, audience, moment)
    may_have = [each for each in records if audience.may_have(each.marking, each.released)]
    alone = through(may_have, audience, moment)
    assert alone.leaves == passage.leaves
    assert disclosure_digest(alone.leaves) == disclosure_digest(passage.leaves)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_every_record_leaves_or_says_why_not(seed):
    """Nothing is dropped without a word: each report is on one of the two lists, once."""
    records, moment = guarded_history(seed)
    passage = through(records, audience_of(seed), moment)
    reports = [each.record.id for each in records if each.record.kind not in AMENDMENTS]
    lists = [*(each.id for each in passage.leaves), *(each.id for each in passage.stays)]
    assert sorted(lists) == sorted(reports)
    assert sum(passage.reason_counts().values()) == len(passage.stays)
    assert passage.reason_counts().keys() <= REASONS_TO_STAY.keys()
    assert all(each.marking != Tlp.RED for each in passage.leaves)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32))
def test_an_open_gate_gives_the_picture(seed):
    """For an audience that may have all, what leaves is what the mission itself sees, less the references cut."""
    records, moment = guarded_history(seed)
    records = [replace(each, marking=Tlp.CLEAR) for each in records]
    current = picture([each.record for each in records], check=CHECK)
    wanted = {each.id: each for each in current.reports if each.kind in KINDS_FOR["common-picture"]}
    for each in through(records, PARTNER, moment).leaves:
        report = wanted.pop(each.id)
        assert each.body == {k: v for k, v in report.body.items() if k not in each.cut}
    assert not wanted


@pytest.fixture(scope="module")
def reports():
    """One record of each kind of report, and a moment behind them all."""
    histories = [guarded_history(seed, amendments=0) for seed in range(30)]
    by_kind = {
        each.record.kind: replace(each, marking=Tlp.CLEAR, released=frozenset())
        for records, _ in histories
        for each in records
        if not each.problem
    }
    return by_kind, max(moment for _, moment in histories)


def with_body(guarded, **values):
    body = {**guarded.record.body, **values}
    return replace(guarded, record=replace(guarded.record, body=body, simulated=False))


def test_the_public_gets_facts_and_no_words(reports):
    by_kind, moment = reports
    written = with_body(
        by_kind["incident"],
        text="Abu Somebody of Marwahin saw it",
        place="the house of Abu Somebody",
        source="team site 5-42",
        lon=35.2034,
        lat=33.2705,
        accuracy_m=5,
        zone="some zone",
        district="Tyre",
        participants=[["Abu Somebody", "a"], ["Blue", "b"]],
        span=["2024-05-03T07:12:33Z"],
        device="tablet 7",
    )
    public = replace(public_audience(), purposes=frozenset({"public-information"}))
    passage = pass_gate(
        [written],
        public,
        "public-information",
        moment=moment + timedelta(days=4000),
        kinds=REPORT_KINDS,
        agreed=frozenset({"Blue", written.record.body["act"]}),
    )
    (leaving,) = passage.leaves
    assert leaving.body == {
        "span": ["2024-05-03T00:00:00Z", "2024-05-03T23:59:59.999999Z"],
        "lon": 35.25,
        "lat": 33.25,
        "accuracy_m": 8055.0,
        "district": "Tyre",
        "act": written.record.body["act"],
        "participants": [["Blue", "b"]],
        "deaths": written.record.body["deaths"],
        "civilian_deaths": written.record.body["civilian_deaths"],
    } | ({"initiator": i} if (i := written.record.body.get("initiator")) else {})
    assert {"text", "place", "source", "zone", "lon", "span", "participants"} <= set(leaving.cut)


def test_sealed_words_never_leave(reports):
    by_kind, moment = reports
    sealed = {"sealed": {"case": "c1", "audiences": ["x"], "box": "AAAA"}}
    written = with_body(by_kind["observation"], text=sealed, device="tablet 7")
    (leaving,) = through([written], PARTNER, moment).leaves
    assert "text" not in leaving.body
    assert {"text", "device"} <= set(leaving.cut)


def test_a_reference_to_what_stays_is_cut(reports):
    """An observation of a visit that stays leaves without the visit; where the visit leaves, it names it."""
    by_kind, moment = reports
    visit = by_kind["inspection"]
    counted = with_body(
        by_kind["observation"],
        source=visit.record.body["source"],
        inspection=visit.record.body["ref"],
    )
    hidden = replace(visit, marking=Tlp.RED)
    (leaving,) = through([hidden, counted], PARTNER, moment).leaves
    assert "inspection" not in leaving.body
    assert "inspection" in leaving.cut
    never = through([counted], PARTNER, moment).leaves
    assert never == (leaving,), "as if there had never been such a visit"
    both = through([visit, counted], PARTNER, moment).leaves
    assert both[1].body["inspection"] == visit.record.body["ref"]


def test_why_a_record_stays(reports):
    by_kind, moment = reports
    one = with_body(by_kind["incident"])
    for other, at, audience, reason in (
        (replace(one, marking=Tlp.AMBER), moment, PARTNER, "marking"),
        (replace(one, problem="bad"), moment, PARTNER, "set-aside"),
        (one, moment - timedelta(days=40_000), PARTNER, "later"),
        (one, moment, replace(PARTNER, purposes=frozenset()), "purpose"),
        (one, moment, replace(PARTNER, delay=timedelta(days=40_000)), "young"),
        (replace(one, record=replace(one.record, simulated=True)), moment, PARTNER, "simulated"),
        (replace(one, record=replace(one.record, kind="note")), moment, PARTNER, "kind"),
    ):
        passage = through([other], audience, at)
        assert [each.reason for each in passage.stays] == [reason]
        assert not passage.leaves
    released = replace(one, marking=Tlp.AMBER, released=frozenset({"NOR"}))
    assert through([released], PARTNER, moment).leaves
    assert not through([replace(released, marking=Tlp.RED)], PARTNER, moment).leaves


def test_a_correction_that_stays_is_named_to_the_mission(reports):
    """The audience sees the report as it was; the mission learns which reports these are."""
    by_kind, moment = reports
    one = with_body(by_kind["incident"])
    body = {"corrects": one.record.id, "kind": "incident", "body": {**one.record.body, "text": "x"}}
    correction = replace(
        one, record=replace(one.record, id="c" * 64, kind="correction", body=body), marking=Tlp.RED
    )
    passage = through([one, correction], PARTNER, moment)
    assert passage.leaves == through([one], PARTNER, moment).leaves
    assert passage.stale == (one.record.id,)
    (corrected,) = through([one, replace(correction, marking=Tlp.GREEN)], PARTNER, moment).leaves
    assert (corrected.body["text"], corrected.marking) == ("x", Tlp.GREEN)


def test_purposes_name_kinds_that_exist():
    kinds = frozenset().union(*KINDS_FOR.values())
    assert kinds - {"intrusion", "threat-object"} <= set(RECORD_KINDS.names)
    assert not kinds & {"note", "access", "device-key", "disclosure", "movement", "unit"}


def test_nobody_outside_is_cleared_for_red():
    with pytest.raises(InputError, match="RED"):
        Audience(name="x", clearance=Tlp.RED, purposes=frozenset())


def test_what_left_is_a_record(reports):
    """It counts, names the strictest marking and the digest of what left, and goes into a ledger and back."""
    by_kind, moment = reports
    leaves = through([with_body(by_kind["incident"])], PARTNER, moment).leaves
    record = disclosure_of(
        leaves,
        PARTNER,
        "common-picture",
        door="file",
        moment=moment,
        source="hq",
        ref="d-1",
    )
    body = RECORD_KINDS.to_body(record)
    assert (record.items, record.strictest) == (1, "clear")
    assert record.digest == disclosure_digest(leaves)
    assert RECORD_KINDS.from_body("disclosure", body) == record


def test_an_object_in_two_collections_leaves_in_both():
    """One sender's object is no other version of itself; in one collection a second record of it is a copy."""
    content = object_content()

    def guarded(number, collection, **more):
        body = {"source": "t", "ref": "x", "collection": collection, "content": content} | more
        record = Record(
            id=f"{number:064x}", site="hq", seq=number, kind="threat-object", recorded_at=BEGIN,
            author="clerk", simulated=False, body=body, prev="",
        )  # fmt: skip
        return Guarded(record=record, marking=Tlp.GREEN)

    several = [
        guarded(1, "a"),
        guarded(2, "b"),
        guarded(3, "a"),
        guarded(4, "b", content=content + " "),
    ]
    passage = pass_gate(
        several, PARTNER, "cyber-defence", moment=BEGIN + timedelta(days=1), kinds=RECORD_KINDS
    )
    assert [int(each.id, 16) for each in passage.leaves] == [1, 2]
    assert {int(each.id, 16): each.reason for each in passage.stays} == {3: "copy", 4: "version"}


def object_content():
    """Return an object of STIX as a record holds it."""
    fields = {
        "type": "identity",
        "id": "identity--00000000-0000-4000-8000-000000000001",
        "spec_version": "2.1",
    }
    times = dict.fromkeys(("created", "modified"), "2024-05-03T10:00:00.000Z")
    return read_object(fields | times | {"name": "N"}).content.decode()


def test_the_digest_is_that_of_one_canonical_text():
    """Whoever has what left can compute it: SHA-256 over RFC 8785, also where it is computed in parts."""
    records, moment = guarded_history(1)
    leaves = through(records, audience_of(1), moment).leaves
    assert leaves
    for some in ((), leaves[:1], leaves * (2_500 // len(leaves))):
        content = [
            {
                "id": each.id,
                "kind": each.kind,
                "changed_at": format_utc(each.changed_at),
                "tlp": each.marking.label,
                "body": each.body,
            }
            for each in some
        ]
        assert disclosure_digest(some) == sha256(canonical(content)).hexdigest()
