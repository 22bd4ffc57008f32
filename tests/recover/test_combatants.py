"""Combatants through the phases: an obvious twin, contradictions that are named, and counts that betray nobody."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.recover.rebuild.test_statement import CONTEXT
from tests.recover.returns.made import AT, alike, span

from sulh.observe import PHASES, CombatantCount
from sulh.observe.arms_records import check_combatants
from sulh.picture import Origin
from sulh.recover import combatant_statement
from sulh.report import combatants_sheet, sheet_html
from sulh.tables import FaultyField
from sulh.values import Place
from sulh.workspace import RECORD_KINDS

PARTS = ("women", "men", "girls", "boys")


def count(people, phase="disarmed", *, group="Front", place="Bria", source="UN", before=10, **more):
    return CombatantCount(
        origin=Origin(source=source, ref=more.pop("ref", f"c{phase}{before}")),
        span=span(before),
        place=Place(name=place),
        actor=group,
        phase=phase,
        people=people,
        **more,
    )


def bounds(line):
    return line.people.low, line.people.high


def test_records_of_a_sender_add_up_and_places_are_added_for_a_group():
    """Two senders give the bounds of a place; sexes and ages are of those whom a report tells apart."""
    made = combatant_statement(
        [
            count(40, women=12, boys=3),
            count(31, ref="second"),
            count(120, source="Commission"),
            count(25, place="Ndele", men=25),
            count(500, before=-3, ref="later"),
            count(8, "demobilised"),
        ],
        at=AT,
    )
    disarmed, demobilised = made.groups
    assert (disarmed.phase, bounds(disarmed)) == ("disarmed", (70 + 20, 129 + 29))
    assert (demobilised.phase, bounds(demobilised)) == ("demobilised", (0, 9))
    bria = next(each for each in made.lines if each.place == "Bria" and each.phase == "disarmed")
    assert bounds(bria) == (70, 129)
    assert {name: (each.low, each.high) for name, each in bria.parts.items()} == {
        "women": (10, 19),
        "boys": (0, 9),
    }
    assert not made.faults


def test_one_name_of_a_group_is_the_packs():
    made = combatant_statement(
        [count(40), count(30, group="The Front", ref="b")],
        at=AT,
        group_of=lambda name: name.removeprefix("The "),
    )
    (line,) = made.lines
    assert (line.group, bounds(line)) == ("Front", (70, 88))


def test_more_demobilised_than_disarmed_is_named_and_nothing_is_clipped():
    """With the first day of it, whatever came later; both counts stay as they were reported."""
    made = combatant_statement(
        [
            count(20, before=30),
            count(60, "demobilised", before=20),
            count(90, before=5, ref="too late"),
            count(61, "reintegration", before=4, ref="r"),
        ],
        at=AT,
    )
    (fault,) = made.faults
    assert fault.records == ("cdemobilised20",)
    day = f"{AT - timedelta(days=20):%Y-%m-%d}"
    assert str(fault.message) == f"Front, by {day}: demobilised at least 60, disarmed at most 29."
    assert {each.phase: bounds(each) for each in made.groups} == {
        "disarmed": (110, 128),
        "demobilised": (60, 69),
        "reintegration": (60, 69),
    }
    page = sheet_html(combatants_sheet(made, place="Mission"))
    assert str(fault.message) in page


@pytest.mark.parametrize(
    ("more", "column"), [({"actor": ""}, "actor"), ({"women": 30, "men": 11}, "people")]
)
def test_what_cannot_be_is_refused(more, column):
    names = {"group": more["actor"]} if "actor" in more else more
    with pytest.raises(FaultyField) as caught:
        check_combatants(count(40, **names))
    assert caught.value.field == column


def test_it_goes_into_the_ledger_and_back():
    kind = RECORD_KINDS["combatant-count"]
    record = count(40, "cantoned", women=3)
    assert RECORD_KINDS.from_body("combatant-count", kind.to_body(record)) == record


# -------------------------------------------------------------------- the obvious twin


def ten(number):
    return number - number % 10, number - number % 10 + 9


def slow_groups(counts):
    """For each group and phase, the bounds: place by place, sender by sender, record by record."""
    totals = {}
    for group in {each.actor for each in counts}:
        for phase in PHASES:
            low = high = 0
            own = [each for each in counts if (each.actor, each.phase) == (group, phase)]
            for place in {each.place.name for each in own}:
                here = [each for each in own if each.place.name == place]
                sums = []
                for source in {each.origin.source for each in here}:
                    told = [ten(each.people) for each in here if each.origin.source == source]
                    sums.append((sum(each[0] for each in told), sum(each[1] for each in told)))
                low += min(each[0] for each in sums)
                high += max(each[1] for each in sums)
            if own:
                totals[group, phase] = (low, high)
    return totals


def slow_faults(counts):
    """Each group and later phase of which at some moment more had surely come than could have before."""
    wrong = set()
    for after, before in (("demobilised", "disarmed"), ("reintegration", "demobilised")):
        for group in {each.actor for each in counts}:
            own = [each for each in counts if each.actor == group]
            for moment in {each.span.end for each in own}:
                least = 0
                for place in {each.place.name for each in own}:
                    here = [
                        each
                        for each in own
                        if (each.phase, each.place.name) == (after, place)
                        and each.span.end <= moment
                    ]
                    of_senders = [
                        sum(ten(each.people)[0] for each in here if each.origin.source == source)
                        for source in {each.origin.source for each in here}
                    ]
                    least += max(of_senders, default=0)
                most = sum(
                    ten(each.people)[1]
                    for each in own
                    if each.phase == before and each.span.start <= moment
                )
                if least > most:
                    wrong.add((group, after))
    return wrong


reported = st.lists(
    st.builds(
        count,
        st.integers(0, 60),
        st.sampled_from(PHASES),
        group=st.sampled_from(("Front", "Union")),
        place=st.sampled_from(("Bria", "Ndele")),
        source=st.sampled_from(("UN", "Commission")),
        before=st.integers(1, 40),
    ),
    max_size=9,
)


@settings(deadline=None, max_examples=60)
@given(reported)
def test_it_agrees_with_an_obvious_twin(counts):
    made = combatant_statement(counts, at=AT)
    assert {(each.group, each.phase): bounds(each) for each in made.groups} == slow_groups(counts)
    later = {"disarmed": "demobilised", "demobilised": "reintegration"}
    told = {(each.group, later[each.message.values["before"].word]) for each in made.faults}
    assert told == slow_faults(counts)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PHASES),
            st.lists(st.integers(0, 30), min_size=5, max_size=5),
            st.integers(0, 4),
            st.integers(1, 40),
        ),
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_nothing_published_tells_two_worlds_apart(rows, chance):
    """Other true counts that are rounded alike, in every version: not a letter of page or JSON changes."""

    def published(change):
        counts = []
        for at, (phase, numbers, told, before) in enumerate(rows):
            parts = dict(zip(PARTS[:told], numbers, strict=False))
            people, parts = change(sum(parts.values()) + numbers[4], parts)
            counts.append(count(people, phase, before=before, ref=f"c{at}", **parts))
        bare = [count(each.people, each.phase, ref=each.origin.ref) for each in counts]
        return [
            text
            for version in (bare, counts)
            for moment in (AT, AT - timedelta(days=15))
            for made in [combatant_statement(version, at=moment)]
            for text in (json.dumps(made.content()), sheet_html(combatants_sheet(made)))
        ]

    other = published(lambda people, parts: alike(people, parts, lambda: chance.randrange(1000)))
    assert published(lambda people, parts: (people, parts)) == other


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("combatant-count", {"actor": "Front", "phase": "disarmed"}),
        ("population", {"group": "displaced"}),
        ("movement", {"left": "Bria", "movers": "returnee"}),
        ("project-reach", {"project": "Q-1", "reach": "reached"}),
    ],
)
def test_a_whole_below_its_parts_is_answered_with_what_to_do(kind, more):
    """'Write a whole number' helps nobody whose number is whole."""
    row = {
        "kind": kind,
        "source": "s",
        "ref": "r",
        "start": "2026-01-01",
        "place": "Ndele",
        "people": "5",
    }
    with pytest.raises(FaultyField) as caught:
        RECORD_KINDS[kind].parse(row | more | {"women": "6"}, context=CONTEXT, row=2)
    problem = caught.value.as_problem("t.csv", 2)
    assert "is less than its parts" in str(problem)
    assert problem.remedy == "Correct the whole, or the part that is wrong."
