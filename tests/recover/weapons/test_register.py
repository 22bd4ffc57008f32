"""The balance of the register holds at every moment, whatever is recorded."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.observe import Weapon
from sulh.observe.arms_records import check_weapon
from sulh.picture import Origin
from sulh.recover import Custody, StoreCount, build_register, weapon_statement
from sulh.tables import FaultyField
from sulh.values import Span

DAY = timedelta(days=1)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def span(day: int) -> Span:
    return Span(FIRST + day * DAY, FIRST + (day + 1) * DAY - timedelta(microseconds=1))


def weapon(ref: str, day: int = 0, *, source: str = "site 1", **more) -> Weapon:
    return Weapon(
        origin=Origin(source=source, ref=ref),
        span=span(day),
        place=more.pop("place", None),
        actor=more.pop("actor", "RED"),
        type=more.pop("type", "assault-rifle"),
        **more,
    )


def custody(ref: str, day: int, step: str, *weapons: str, source: str = "site 1", **more):
    return Custody(
        origin=Origin(source=source, ref=ref),
        span=span(day),
        weapons=weapons,
        step=step,
        agent="store officer",
        second="military observer",
        **more,
    )


STEPS = st.sampled_from(["stored", "transferred", "destroyed", "missing"])
REFS = st.sampled_from([f"w{n}" for n in range(5)])
SITES = st.sampled_from(["site 1", "site 2"])
WEAPONS = st.lists(
    st.builds(
        lambda ref, day, items, source: weapon(ref, day, items=items, source=source),
        REFS,
        st.integers(0, 9),
        st.none() | st.integers(1, 50),
        SITES,
    ),
    max_size=8,
)
EVENTS = st.lists(
    st.builds(
        lambda n, day, step, refs, source, store: custody(
            f"c{n}", day, step, *refs, source=source, store=store if step == "stored" else ""
        ),
        st.integers(0, 99),
        st.integers(0, 9),
        STEPS,
        st.lists(REFS | st.just("unknown"), min_size=1, max_size=4),
        SITES,
        st.sampled_from(["A", "B"]),
    ),
    max_size=15,
)


def slow_balance(weapons, events, at: datetime) -> Counter:
    """Follow each weapon by itself, step by step, as a clerk with a card for each would."""
    cards, by_sender, by_number = [], {}, {}
    for each in weapons:
        cards.append({"weapon": each, "state": "stored", "store": ""})
        by_sender.setdefault((each.origin.source, each.origin.ref), cards[-1])
        by_number.setdefault(each.origin.ref, set()).add(each.origin.source)
    for event in sorted(events, key=lambda each: (each.span.start, each.step == "destroyed")):
        for ref in dict.fromkeys(event.weapons):
            senders = by_number.get(ref, set())
            sender = event.origin.source if event.origin.source in senders else None
            if sender is None and len(senders) == 1:
                (sender,) = senders
            card = by_sender.get((sender, ref))
            if card is None or event.span.start < card["weapon"].span.start:
                continue
            if card["state"] == "destroyed" or event.span.start >= at:
                continue
            card["state"], card["store"] = event.step, event.store
    sums = Counter()
    for card in cards:
        if card["weapon"].span.start < at:
            sums[card["state"]] += card["weapon"].items or 1
            if card["state"] == "stored":
                sums["store", card["store"]] += card["weapon"].items or 1
    return sums


@given(WEAPONS, EVENTS, st.integers(-1, 11))
def test_balance_holds_and_is_the_clerks(weapons, events, day):
    """Whatever is recorded, in any order, each weapon is counted once and where a clerk's card says."""
    register = build_register(weapons, events)
    at = FIRST + day * DAY
    balance, slow = register.balance(at), slow_balance(weapons, events, at)
    assert balance.collected == sum(balance.states.values())
    assert balance.collected == sum(each.items or 1 for each in weapons if each.span.start < at)
    assert balance.states == {state: slow[state] for state in balance.states}
    assert balance.stores == {
        key[1]: number for key, number in slow.items() if isinstance(key, tuple)
    }
    assert sum(balance.stores.values()) == balance.states["stored"]


@given(WEAPONS, EVENTS, st.randoms(use_true_random=False))
def test_a_site_that_syncs_late_changes_nothing_in_the_end(weapons, events, chance):
    """Records of different days give the same balance in whatever order they came in."""
    by_day = {
        each.span.start: each for each in events
    }  # one a day: the order of a day is as recorded
    events = list(by_day.values())
    mixed = events.copy()
    chance.shuffle(mixed)
    for day in range(-1, 11):
        at = FIRST + day * DAY
        assert build_register(weapons, events).balance(at) == build_register(
            weapons, mixed
        ).balance(at)


def test_what_cannot_be_true_is_left_out_and_named():
    """A step before the collection, after the destruction, of a weapon that nobody registered."""
    register = build_register(
        [weapon("w1", 3), weapon("w1", 4), weapon("w2", 0)],
        [
            custody("c1", 1, "stored", "w1", store="A"),
            custody("c2", 5, "destroyed", "w2", witness="liaison"),
            custody("c3", 6, "stored", "w2", store="A"),
            custody("c4", 7, "destroyed", "w2", witness="liaison"),
            custody("c5", 7, "missing", "w9"),
        ],
    )
    assert [(each.fault, each.record, each.weapon) for each in register.contradictions] == [
        ("doubled-number", "w1", "w1"),
        ("before-collection", "c1", "w1"),
        ("after-destruction", "c3", "w2"),
        ("unknown-weapon", "c5", "w9"),
    ]
    assert all(str(each.sentence).endswith(".") for each in register.contradictions)
    assert register.balance(FIRST + 9 * DAY).states == {
        "stored": 2,
        "transferred": 0,
        "destroyed": 1,
        "missing": 0,
    }


def test_the_number_of_another_site_is_used_where_it_is_the_only_one():
    """A step of a central store names the weapons of the sites; an ambiguous number is not guessed."""
    weapons = [
        weapon("w1", source="site 1"),
        weapon("w2", source="site 1"),
        weapon("w2", source="site 2"),
    ]
    register = build_register(
        weapons, [custody("c1", 2, "stored", "w1", "w2", source="central store", store="C")]
    )
    assert register.balance(FIRST + 3 * DAY).stores == {"C": 1, "": 2}
    assert [each.fault for each in register.contradictions] == ["unknown-weapon"]


def test_stored_and_destroyed_on_one_day_is_destroyed():
    """The end of a weapon is the last thing that happens to it."""
    steps = [
        custody("c2", 2, "destroyed", "w1", witness="liaison"),
        custody("c1", 2, "stored", "w1", store="A"),
    ]
    for order in (steps, steps[::-1]):
        balance = build_register([weapon("w1")], order).balance(FIRST + 3 * DAY)
        assert balance.states["destroyed"] == 1


def test_a_count_that_differs_is_shown_with_both_numbers():
    """And a count that agrees is not."""
    register = build_register(
        [weapon("w1"), weapon("w2", items=4)],
        [custody("c1", 1, "stored", "w1", "w2", store="A")],
    )

    def count(ref: str, day: int, number: int) -> StoreCount:
        return StoreCount(
            origin=Origin(source="site 1", ref=ref),
            span=span(day),
            store="A",
            items=number,
            agent="store officer",
            second="observer",
        )

    gaps = register.count_gaps([count("k1", 2, 5), count("k2", 3, 4), count("k3", 0, 0)])
    assert [(each.record, each.by_count, each.by_register) for each in gaps] == [("k2", 4, 5)]


def test_a_store_is_one_whatever_the_case_and_the_spaces_of_its_name():
    register = build_register(
        [weapon("w1"), weapon("w2")],
        [
            custody("c1", 1, "stored", "w1", store="Store A"),
            custody("c2", 1, "stored", "w2", store="store  a "),
        ],
    )
    count = StoreCount(
        origin=Origin(source="site 1", ref="n1"),
        span=span(2),
        store="STORE A",
        items=2,
        agent="store officer",
        second="military observer",
    )

    assert register.balance(FIRST + 5 * DAY).stores == {"Store A": 2}
    assert register.count_gaps([count]) == ()


def test_the_statement_of_a_day_tells_no_faults_of_later_days_and_groups_by_the_packs_names():
    weapons = [weapon("w1", actor="RED"), weapon("w2", actor="Red Army")]
    steps = [custody("c1", 4, "stored", "w9", store="A")]

    early = weapon_statement(weapons, steps, [], at=FIRST + 3 * DAY, group_of=lambda name: "RED")
    late = weapon_statement(weapons, steps, [], at=FIRST + 6 * DAY)

    assert early.contradictions == ()
    assert [(each.name, each.collected) for each in early.by_group] == [("RED", 2)]
    assert [each.record for each in late.contradictions] == ["c1"]


@pytest.mark.parametrize("photo", ["IMG_0412.jpg", "ab" * 31, "g" * 64])
def test_a_photograph_is_named_by_its_digest(photo):
    """A name of a file says nothing of its content; what a phone sends with a report has its digest."""
    with pytest.raises(FaultyField) as caught:
        check_weapon(weapon("w1", photos=("ab" * 32, photo)))
    assert (caught.value.field, caught.value.value) == ("photos", photo)
    check_weapon(weapon("w1", photos=("ab" * 32, "CD" * 32)))
