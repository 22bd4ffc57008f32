"""Alerts against their definition, minute by minute."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sulh.watch import Acknowledgement, Rule, Sighting, alerts

START = datetime(2024, 5, 3, tzinfo=UTC)


def minute(count):
    return START + timedelta(minutes=count)


def seen(number, at, *, kind="incident", act="rocket", zones=("north",)):
    return Sighting(id=f"{number:04d}", at=minute(at), kind=kind, act=act, zones=frozenset(zones))


def rule(**more):
    return Rule(
        **({"id": "r", "watches": "incident", "threshold": 3, "within": timedelta(minutes=10)}
           | {"since": START} | more)
    )  # fmt: skip


def slow(one, sightings, acknowledgements, now):
    """Look at every record in turn: is it watched, does it join, does it raise?"""
    watched = [
        each
        for each in sorted(sightings, key=lambda each: (each.at, each.id))
        if each.kind == one.watches and each.at >= one.since
        and one.act in ("", each.act) and (one.zone == "" or one.zone in each.zones)
    ]  # fmt: skip
    found, free = [], 0  # the first record that counts
    for place, each in enumerate(watched):
        if found and (found[-1][3] is None or each.at <= found[-1][3]):
            found[-1][1].append(each.id)
            free = place + 1
            continue
        near = [x for x in watched[free : place + 1] if each.at - x.at <= one.within]
        if len(near) < one.threshold:
            continue
        answers = [
            a.at for a in acknowledgements
            if (a.rule, a.trigger) == (one.id, each.id)
        ]  # fmt: skip
        first = min(answers, default=None)
        at = first if first is not None and first >= each.at else None
        late = one.escalate is not None and now - each.at >= one.escalate
        state = "acknowledged" if at else "escalated" if late else "open"
        found.append([each.id, [x.id for x in near], state, at])
        free = place + 1
    return [(a, tuple(b), c) for a, b, c, _ in reversed(found)]


RECORDS = st.lists(
    st.builds(
        seen,
        st.integers(0, 9999),
        st.integers(-20, 200),
        kind=st.sampled_from(["incident", "observation"]),
        act=st.sampled_from(["rocket", "fire"]),
        zones=st.sampled_from([(), ("north",), ("south", "north")]),
    ),
    max_size=40,
    unique_by=lambda each: each.id,
)


@given(
    RECORDS,
    st.integers(1, 4),
    st.integers(1, 60),
    st.sampled_from(["", "north"]),
    st.sampled_from(["", "rocket"]),
    st.lists(st.tuples(st.integers(0, 39), st.integers(0, 250)), max_size=6),
    st.sampled_from([None, timedelta(minutes=5), timedelta(minutes=90)]),
)
def test_alerts_are_what_the_definition_says(records, threshold, within, zone, act, looks, wait):
    one = rule(threshold=threshold, within=timedelta(minutes=within), zone=zone, act=act,
               escalate=wait)  # fmt: skip
    acknowledgements = [
        Acknowledgement(id=f"a{n}", rule="r", trigger=records[place].id, at=minute(at))
        for n, (place, at) in enumerate(looks)
        if place < len(records)
    ]
    now = minute(220)
    found = alerts([one], records, acknowledgements, now=now)
    # Two alerts of one moment may stand in either order.
    got = [(each.trigger, each.records, each.state) for each in found]
    assert sorted(got) == sorted(slow(one, records, acknowledgements, now))


def test_what_comes_after_an_acknowledgement_counts_afresh():
    records = [seen(n, n) for n in range(6)]
    (first,) = alerts([rule()], records, [], now=minute(9))
    assert (first.trigger, len(first.records), first.state) == ("0002", 6, "open")
    ack = Acknowledgement(id="a", rule="r", trigger="0002", at=minute(2.5))
    second, first = alerts([rule()], records, [ack], now=minute(9))
    assert (first.state, first.records) == ("acknowledged", ("0000", "0001", "0002"))
    assert (second.trigger, second.state) == ("0005", "open")


def test_an_alert_that_nobody_sees_is_escalated_at_its_minute():
    records = [seen(n, 0) for n in range(3)]
    one = rule(escalate=timedelta(minutes=15))
    assert alerts([one], records, [], now=minute(14.9))[0].state == "open"
    assert alerts([one], records, [], now=minute(15))[0].state == "escalated"


def test_the_edges_of_the_window_are_within_it():
    records = [seen(0, 0), seen(1, 5), seen(2, 10)]
    assert len(alerts([rule()], records, [], now=minute(11))) == 1
    records[2] = seen(2, 10.1)
    assert alerts([rule()], records, [], now=minute(11)) == ()
