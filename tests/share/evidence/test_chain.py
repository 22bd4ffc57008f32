"""Chains of custody: a whole one has no fault, and each single thing that is wrong is named once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.picture import Origin
from sulh.share.evidence import evidence_sheet, evidence_statement
from sulh.share.evidence.records import (
    EvidenceItem,
    EvidenceTransfer,
    LawfulRequest,
    check_item,
    check_transfer,
)
from sulh.tables import FaultyField
from sulh.values import Span

DAY = datetime(2024, 5, 3, tzinfo=UTC)
AT = DAY + timedelta(days=400)
DIGEST = "ab" * 32
OFFICES = ["Cyber cell", "Force provost", "Legal office", "Sector West"]


def span(day):
    return Span(DAY + timedelta(days=day), DAY + timedelta(days=day))


def item(ref="E-1", **more):
    return EvidenceItem(
        **{
            "origin": Origin(source="hq", ref=ref),
            "span": span(0),
            "form": "digital-file",
            "description": "A mail",
            "custodian": OFFICES[0],
            "digest": DIGEST,
            "seals": ("S-0",),
        }
        | more
    )


def step(day, what="handed-over", *, ref="", evidence=("E-1",), **more):
    return EvidenceTransfer(
        **{
            "origin": Origin(source="hq", ref=ref or f"T-{day}"),
            "span": span(day),
            "evidence": evidence,
            "step": what,
            "holder": OFFICES[0],
        }
        | more
    )


def faults(items, transfers, requests=(), **more):
    statement = evidence_statement(items, transfers, requests, at=AT, **more)
    return [(each.fault, each.record) for each in statement.all_faults()]


@st.composite
def chains(draw):
    """Draw the steps of a chain in which everything fits: every holder other than the one before."""
    steps, holder, seal = [], OFFICES[0], "S-0"
    for day in range(1, draw(st.integers(2, 8))):
        receiver = draw(st.sampled_from([each for each in OFFICES if each != holder]))
        after = f"S-{day}" if draw(st.booleans()) else seal
        steps.append(
            step(
                day,
                holder=holder,
                receiver=receiver,
                seals_before=(seal,),
                seals=(after,),
                digest=draw(st.sampled_from(["", DIGEST, DIGEST.upper()])),
            )
        )
        holder, seal = receiver, after
    return steps


def slow_faults(steps):
    """Judge a chain of handovers by looking at each step beside all before it."""
    found = []
    for place, each in enumerate(steps):
        before = steps[:place]
        holder = before[-1].receiver if before else OFFICES[0]
        ever = {OFFICES[0], *(one for e in before for one in (e.holder, e.receiver))}
        if each.holder != holder:
            found.append(("two-holders" if each.holder in ever else "gap", each.origin.ref))
        if each.digest and each.digest.lower() != DIGEST:
            found.append(("digest-changed", each.origin.ref))
        if each.seals_before != (before[-1].seals if before else ("S-0",)):
            found.append(("seals-changed", each.origin.ref))
    return found


@given(chains(), st.data())
def test_a_whole_chain_has_no_fault_and_each_fault_is_named(steps, data):
    assert faults([item()], data.draw(st.permutations(steps))) == []
    place = data.draw(st.integers(0, len(steps) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                [*steps[:place], *steps[place + 1 :]],
                [
                    *steps[:place],
                    msgspec.structs.replace(steps[place], holder="Nobody's office"),
                    *steps[place + 1 :],
                ],
                [
                    *steps[:place],
                    msgspec.structs.replace(steps[place], digest="cd" * 32),
                    *steps[place + 1 :],
                ],
                [
                    *steps[:place],
                    msgspec.structs.replace(steps[place], seals_before=("S-99",)),
                    *steps[place + 1 :],
                ],
            ]
        )
    )
    named = faults([item()], changed)
    assert named == slow_faults(changed)
    if changed is not steps and len(changed) == len(steps):
        assert len(named) == 1


def test_a_missing_handover_is_one_gap_and_a_second_one_two_holders():
    given_ = step(1, receiver=OFFICES[1])
    assert faults([item()], [given_, step(2, holder=OFFICES[2], receiver=OFFICES[3])]) == [
        ("gap", "T-2")
    ]
    assert faults([item()], [given_, step(2, receiver=OFFICES[2])]) == [("two-holders", "T-2")]
    assert faults([item()], [given_, step(2, holder="force  PROVOST", receiver=OFFICES[2])]) == []


def test_nothing_happens_before_the_taking_nor_after_the_end():
    assert faults([item()], [step(-1, receiver=OFFICES[1])]) == [("before-taking", "T--1")]
    ended = step(1, "returned", receiver="The owner")
    statement = evidence_statement([item()], [ended], [], at=AT)
    assert not statement.chains[0].holder
    assert statement.chains[0].is_whole
    assert faults([item()], [ended, step(2, "examined")]) == [("after-end", "T-2")]


def test_what_belongs_to_no_item_is_named():
    twice = item(origin=Origin(source="sector", ref="E-1"))
    assert faults([item(), twice], []) == [("doubled-number", "E-1")]
    assert faults([], [step(1, receiver="x")]) == [("unknown-item", "T-1")]
    assert faults([item(request="LR-9")], []) == [("unknown-request", "E-1")]
    other = step(1, "examined", origin=Origin(source="sector", ref="T-1"))
    assert faults([item()], [other]) == []  # by its number alone
    assert faults([item(), twice], [other]) == [("doubled-number", "E-1")]  # its sender's own


def request(ref="LR-1"):
    return LawfulRequest(
        origin=Origin(source="hq", ref=ref),
        span=span(0),
        requester="Public prosecutor",
        legal_basis="Agreement, article 9",
    )


def test_a_request_shows_its_own_items_and_a_moment_what_began_before_it():
    items = [item(request="LR-1"), item("E-2", request="LR-2"), item("E-3", span=span(500))]
    steps = [step(1, "moved", location="Safe 2"), step(450, receiver=OFFICES[1])]
    requests = [request(), request("LR-2")]
    statement = evidence_statement(items, steps, requests, at=AT, request="LR-1")
    assert [each.item.origin.ref for each in statement.chains] == ["E-1"]
    assert [each.step for each in statement.chains[0].links] == ["taken", "moved"]
    assert statement.chains[0].links[-1].location == "Safe 2"
    whole = evidence_statement(items, steps, requests, at=AT)
    assert [each.item.origin.ref for each in whole.chains] == ["E-1", "E-2"]
    with pytest.raises(KeyError):
        evidence_statement(items, steps, requests, at=AT, request="LR-3")


def test_the_sheet_says_first_what_is_in_doubt():
    statement = evidence_statement(
        [item(request="LR-1")],
        [step(1, receiver=OFFICES[1]), step(2, receiver=OFFICES[2])],
        [request()],
        at=AT,
        request="LR-1",
    )
    sheet = evidence_sheet(statement, mission="Island", ids={("hq", "T-1"): "f" * 64})
    assert [each.heading for each in sheet.sections] == [
        "The request",
        "What is in doubt",
        "Item E-1",
        "Handed over",
    ]
    assert "T-2" in sheet.sections[1].bullets[0]
    assert [f"{each.figure} {each.label}" for each in sheet.facts] == [
        "1 item of evidence",
        "0 with an unbroken chain",
        "1 point in doubt",
    ]
    rows = sheet.sections[2].rows
    assert rows[1][-1].text == "T-1 ffffffffffff"
    assert rows[2][-1].tone == "bad"
    played = evidence_sheet(replace(statement, simulated=True), mission="Island", ids={})
    assert played.banner.startswith("SIMULATED")


@pytest.mark.parametrize(
    ("check", "entry", "field"),
    [
        (check_item, item(digest=""), "digest"),
        (check_item, item(digest="ab"), "digest"),
        (check_transfer, step(1), "receiver"),
        (check_transfer, step(1, "examined", digest="x"), "digest"),
        (check_transfer, step(1, "examined", digest=DIGEST, evidence=("E-1", "E-2")), "digest"),
    ],
)
def test_what_proves_nothing_is_refused(check, entry, field):
    with pytest.raises(FaultyField) as error:
        check(entry)
    assert error.value.field == field
    check_item(item(form="device", digest=""))
