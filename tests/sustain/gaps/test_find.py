"""Gaps: what is unmet, and that no assignment fills more than the one proposed."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.sustain import (
    Deployment,
    Pledge,
    Requirement,
    best_fill,
    ending_soon,
    find_gaps,
    fits,
    most_needed,
    read_pledges,
)
from sulh.sustain.gaps.find import fillable
from sulh.tables.csv_rows import csv_table

DECIDED = date(2026, 1, 15)
DAY = st.dates(date(2026, 1, 1), date(2026, 8, 31))
WORDS = st.frozensets(st.sampled_from(["french", "english"]), max_size=2)


@st.composite
def needs(draw, number):
    first = draw(DAY)
    return Requirement(
        id=f"R{number}", mission="M", unit_type=draw(st.sampled_from(["infantry", "hospital"])),
        tasks=draw(st.frozensets(st.sampled_from(["patrol", "night"]), max_size=2)), place="Bria",
        strength=draw(st.sampled_from([50, 120, 121])), first=first,
        last=first + timedelta(days=draw(st.integers(0, 200))), languages=draw(WORDS),
    )  # fmt: skip


@st.composite
def offers(draw, number):
    first = draw(DAY)
    return Pledge(
        id=f"P{number}", nation="IDN", unit_type=draw(st.sampled_from(["infantry", "hospital"])),
        strength=draw(st.sampled_from([60, 130])), level=draw(st.sampled_from(["1", "3", "mou"])),
        first=first, last=first + timedelta(days=draw(st.integers(20, 250))),
        notice_days=draw(st.integers(0, 90)), languages=draw(WORDS),
        caveats=draw(st.frozensets(st.sampled_from(["night", "bria", "elsewhere"]), max_size=1)),
    )  # fmt: skip


@st.composite
def cases(draw):
    wanted = [draw(needs(i)) for i in range(draw(st.integers(0, 3)))]
    offered = [draw(offers(i)) for i in range(draw(st.integers(0, 4)))]
    there = []
    for i in range(draw(st.integers(0, 3)) if wanted else 0):
        first = draw(DAY)
        there.append(
            Deployment(id=f"D{i}", requirement=draw(st.sampled_from(wanted)).id, nation="BGD",
                       first=first, last=first + timedelta(days=draw(st.integers(0, 120))))
        )  # fmt: skip
    return wanted, offered, there


def slow_unmet(need, there):
    """Day by day: a month is unmet when a day of it that is asked for has no unit."""
    days = [need.first + timedelta(days=i) for i in range((need.last - need.first).days + 1)]
    return sorted({
        f"{day:%Y-%m}" for day in days
        if not any(d.requirement == need.id and d.first <= day <= d.last for d in there)
    })  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=80)
@given(cases())
def test_unmet_months_agree_with_a_count_of_days(case):
    """Joined deployments, rotations and holes give what a walk over the days gives."""
    wanted, _, there = case
    for need, gap in zip(wanted, find_gaps(wanted, there), strict=True):
        assert list(gap.unmet) == slow_unmet(need, there)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(cases())
def test_no_assignment_fills_more_than_the_one_proposed(case):
    """Every assignment is tried; none is better; what is given is allowed and adds up."""
    wanted, offered, there = case
    gaps = find_gaps(wanted, there)
    unmet = {gap.requirement: gap.unmet for gap in gaps}
    by_id = {need.id: need for need in wanted}

    def worth(choice):
        filled = {(j.id, m) for p, j in zip(offered, choice, strict=True) if j
                  for m in fillable(p, j, unmet[j.id], DECIDED)}  # fmt: skip
        return sum(by_id[j].strength for j, _ in filled)

    most = max(worth(choice) for choice in product([None, *wanted], repeat=len(offered)))
    fill = best_fill(wanted, offered, gaps, decided=DECIDED)
    assert fill.person_months == most
    given_to = dict(fill.given)
    assert len(given_to) == len(fill.given)
    assert worth([by_id.get(given_to.get(p.id)) for p in offered]) == most
    assert all(not fits(p, by_id[given_to[p.id]]) for p in offered if p.id in given_to)
    for name, lost in most_needed(wanted, offered, gaps, decided=DECIDED):
        rest = [choice for choice in product([None, *wanted], repeat=len(offered))
                if choice[[p.id for p in offered].index(name)] is None]  # fmt: skip
        assert lost == most - max(worth(choice) for choice in rest)


def need(**changes):
    base = {"id": "R1", "mission": "M", "unit_type": "infantry", "tasks": frozenset({"patrol"}), "place": "Bria",
            "strength": 100, "first": date(2026, 3, 1), "last": date(2026, 5, 31), "languages": frozenset({"french"})}  # fmt: skip
    return Requirement(**(base | changes))


def pledge(**changes):
    base = {"id": "P1", "nation": "SEN", "unit_type": "infantry", "strength": 100, "level": "3",
            "first": date(2026, 1, 1), "last": date(2026, 12, 31), "notice_days": 30,
            "languages": frozenset({"french"}), "caveats": frozenset()}  # fmt: skip
    return Pledge(**(base | changes))


def test_caveats_languages_strength_and_notice_are_respected():
    """Each alone keeps a pledge out, with the reason; a long notice costs the first month."""
    assert fits(pledge(), need()) == ""
    assert fits(pledge(caveats=frozenset({"bria"})), need()) == "refuses: bria"
    assert fits(pledge(languages=frozenset({"english"})), need()) == "speaks none of: french"
    assert fits(pledge(strength=99), need()) == "has 99 of 100 people"
    late = pledge(notice_days=46)  # ready on 2 March: March is not whole
    assert fillable(late, need(), ("2026-03", "2026-04", "2026-05"), DECIDED) == {
        "2026-04",
        "2026-05",
    }


def test_between_equal_pledges_the_readier_one_is_taken_and_none_is_spent_in_vain():
    """One requirement, two that fit: one is used, the readier."""
    both = [pledge(id="P1", level="1"), pledge(id="P2", level="rdl")]
    assert best_fill([need()], both, find_gaps([need()], []), decided=DECIDED).given == (
        ("P2", "R1"),
    )


def test_what_ends_soon_has_no_successor():
    """A rotation that is arranged is no gap; a repatriation without one is."""

    def there(name, first, last):
        return Deployment(id=name, requirement="R1", nation="BGD", first=first, last=last)

    early = there("D1", date(2025, 6, 1), date(2026, 3, 31))
    assert ending_soon([early], [need()], on=DECIDED, within_days=90) == (early,)
    after = there("D2", date(2026, 4, 1), date(2026, 12, 31))
    assert ending_soon([early, after], [need()], on=DECIDED, within_days=90) == ()


def test_bad_rows_are_rejected_with_their_reason(tmp_path):
    """A misspelt nation, a date that ends before it starts, a doubled id: each is told."""
    path = tmp_path / "p.csv"
    path.write_text(
        "id,nation,unit_type,strength,level,first,last,notice_days\n"
        "P1,Senegal,infantry,850,rdl,2026-02-01,2026-12-31,60\n"
        "P1,Senegal,infantry,850,rdl,2026-02-01,2026-12-31,60\n"
        "P2,Indonsia,infantry,850,rdl,2026-02-01,2026-12-31,60\n"
        "P3,Senegal,infantry,-850,rdl,2026-02-01,2026-12-31,60\n"
        "P4,Senegal,infantry,850,9,2026-02-01,2026-12-31,60\n"
        "P5,Senegal,infantry,850,rdl,2026-02-01,2025-12-31,60\n",
        "utf-8",
    )  # fmt: skip
    read = read_pledges(csv_table(path, "p.csv"), "p.csv")
    found, problems = read.records, read.problems
    assert [each.id for each in found] == ["P1"]
    assert [each.code for each in problems] == [
        "doubled-reference",
        "unknown-nation",
        "negative",
        "bad-word",
        "ends-before-start",
    ]
    assert "Indonesia" in problems[1].remedy
