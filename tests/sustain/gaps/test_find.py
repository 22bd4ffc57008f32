"""Gaps: what is unmet, and that no assignment fills more than the one proposed."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from tests.sustain.entries import entry
from tests.sustain.gaps.cases import DECIDED, cases, need, pledge

from sulh.sustain import (
    Deployment,
    best_fill,
    fillable_months,
    find_endings,
    find_gaps,
    pledge_losses,
    reasons_unfit,
)


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
    for each, gap in zip(wanted, find_gaps(wanted, there), strict=True):
        assert list(gap.unmet_months) == slow_unmet(each, there)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(cases())
def test_no_assignment_fills_more_than_the_one_proposed(case):
    """Every assignment is tried; none is better; what is given is allowed and adds up."""
    wanted, offered, there = case
    gaps = find_gaps(wanted, there)
    unmet = {gap.requirement: gap.unmet_months for gap in gaps}
    by_id = {need.id: need for need in wanted}

    def worth(choice):
        filled = {(j.id, m) for p, j in zip(offered, choice, strict=True) if j
                  for m in fillable_months(p, j, unmet[j.id], DECIDED)}  # fmt: skip
        return sum(by_id[j].strength for j, _ in filled)

    most = max(worth(choice) for choice in product([None, *wanted], repeat=len(offered)))
    fill = best_fill(wanted, offered, gaps, on=DECIDED)
    assert fill.person_months == most
    given_to = dict(fill.assignments)
    assert len(given_to) == len(fill.assignments)
    assert worth([by_id.get(given_to.get(p.id)) for p in offered]) == most
    assert all(not reasons_unfit(p, by_id[given_to[p.id]]) for p in offered if p.id in given_to)
    for name, lost in pledge_losses(wanted, offered, gaps, on=DECIDED):
        rest = [choice for choice in product([None, *wanted], repeat=len(offered))
                if choice[[p.id for p in offered].index(name)] is None]  # fmt: skip
        assert lost == most - max(worth(choice) for choice in rest)


def test_caveats_languages_strength_and_notice_are_respected():
    """Each alone keeps a pledge out, with the reason; a long notice costs the first month."""
    assert reasons_unfit(pledge(), need()) == ()
    assert reasons_unfit(pledge(caveats=frozenset({"bria"})), need()) == ("refuses: bria",)
    english = frozenset({"english"})
    assert reasons_unfit(pledge(languages=english), need()) == ("speaks none of: french",)
    assert reasons_unfit(pledge(strength=99), need()) == ("has 99 of 100 people",)
    late = pledge(notice_days=46)  # ready on 2 March: March is not whole
    assert fillable_months(late, need(), ("2026-03", "2026-04", "2026-05"), DECIDED) == {
        "2026-04",
        "2026-05",
    }


def test_between_equal_pledges_the_readier_one_is_taken_and_none_is_spent_in_vain():
    """One requirement, two that fit: one is used, the readier."""
    both = [pledge(id="P1", level="1"), pledge(id="P2", level="rdl")]
    assert best_fill([need()], both, find_gaps([need()], []), on=DECIDED).assignments == (
        ("P2", "R1"),
    )


def test_what_ends_soon_has_no_successor():
    """A rotation that is arranged is no gap; a repatriation without one is."""

    def there(name, first, last):
        return entry(Deployment, id=name, requirement="R1", nation="BGD", first=first, last=last)

    early = there("D1", date(2025, 6, 1), date(2026, 3, 31))
    assert find_endings([early], [need()], on=DECIDED, within_days=90) == (early,)
    after = there("D2", date(2026, 4, 1), date(2026, 12, 31))
    assert find_endings([early, after], [need()], on=DECIDED, within_days=90) == ()


@settings(derandomize=True, deadline=None, max_examples=120)
@given(cases())
def test_reasons_unfit_say_why_a_pledge_does_not_fit_and_nothing_where_it_does(case):
    """Each condition is asked apart: there is a reason exactly where one of them fails."""
    requirements, pledges, _ = case
    for each, offer in product(requirements, pledges):
        duties = {*each.tasks, each.place.casefold(), each.mission.casefold()}
        does_fit = (
            offer.unit_type == each.unit_type
            and offer.strength >= each.strength
            and (not each.languages or bool(each.languages & offer.languages))
            and not duties & offer.caveats
        )
        assert bool(reasons_unfit(offer, each)) != does_fit


def test_every_reason_is_named():
    """Strength, language and caveat together; of another type, the type alone."""
    offer = pledge(strength=1, languages=frozenset(), caveats=frozenset({"bria", "patrol"}))
    assert reasons_unfit(offer, need()) == (
        "has 1 of 100 people",
        "speaks none of: french",
        "refuses: bria, patrol",
    )
    other = pledge(unit_type="hospital", strength=1)
    assert reasons_unfit(other, need()) == ("is hospital, not infantry",)


def test_a_notice_of_a_thousand_years_fills_nothing():
    """A slip of the keyboard is no crash."""
    late = pledge(notice_days=999_999_999)
    assert fillable_months(late, need(), ("2026-03",), DECIDED) == frozenset()
