"""What changed in the last month: against a plain comparison of two months, on any findings."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.island import PACK, facts, judged

from sulh.report.changes import month_changes
from sulh.report.context import gather_context

TABLES, FINDINGS = judged()
STATES = ("breached", "undetermined", "silent", "met", None)


def context_of(findings):
    """Return the context of a report with other findings."""
    return replace(
        gather_context(PACK, TABLES, FINDINGS, facts(), {}),
        findings=findings,
        months=tuple(sorted({each.month for each in findings})),
    )


def finding(number, month, state):
    """Return a finding of the numbered party and provision with a state."""
    base = next(iter(FINDINGS))
    party, provision = list(PACK.actors)[number % 2], PACK.provisions[number // 2].id
    verdict = "undetermined" if state == "silent" else state
    return replace(
        base,
        id=f"f{number}-{month}",
        party=party,
        provision=provision,
        zone="",
        month=month,
        verdict=verdict,
        reasons=("no-report",) if state == "silent" else ("act",),
        evidence=() if state == "silent" else ("r",),
        possible=(),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)), max_size=6))
def test_changes_are_those_of_two_months(pairs):
    """Each pair of states gives the change that a reader would name, and no other."""
    names = {
        ("breached", "breached"): "still-breached",
        ("undetermined", "met"): "settled",
    }
    findings, kinds = [], []
    for number, (before, now) in enumerate(pairs):
        findings += [finding(number, "2021-05", before)] if before else []
        findings += [finding(number, "2021-06", now)] if now else []
        kind = names.get((before, now), "")
        if now == "breached" and before != "breached":
            kind = "new-breach"
        if before == "breached" and now != "breached":
            kind = "ended" if now == "met" else "unknown-now"
        if now == "undetermined" and before not in ("undetermined", "breached"):
            kind = "new-doubt"
        kinds += [kind] if kind else []
    changes = month_changes(context_of(findings), {each.id: each.id for each in findings})
    if not findings:
        assert changes is None
        return
    months = {each.month for each in findings}
    if months == {"2021-06"}:  # provisions of every month are in force in May: it was not judged
        assert not changes.changes
        assert changes.summary == "May 2021 was not judged, so nothing is compared with it."
    elif "2021-06" in months:
        assert sorted(each.kind for each in changes.changes) == sorted(kinds)
        assert changes.month == "June 2021"
        assert ("No verdict changed" in changes.summary) == (not kinds)
        assert all(each.target in {one.id for one in findings} for each in changes.changes)


def test_many_changes_are_cut_and_counted():
    """A long list shows the first twelve, new breaches before doubts, and says how many more."""
    base = next(iter(FINDINGS))
    findings = [
        replace(base, id=f"x{number}", zone=zone, party=party, month="2021-06", verdict=verdict,
                possible=("r",), provision=provision.id)
        for number, (provision, zone, party, verdict) in enumerate(
            (provision, zone, party, verdict)
            for provision in PACK.provisions[:4]
            for zone in list(PACK.zones)[:2]
            for party in list(PACK.actors)[:2]
            for verdict in ("breached" if zone == next(iter(PACK.zones)) else "undetermined",)
        )
    ]  # fmt: skip
    findings.append(finding(9, "2021-05", "silent"))  # so that May was judged
    changes = month_changes(context_of(findings), {})
    assert len(changes.changes) == 12
    assert changes.more == 4
    kinds = [each.kind for each in changes.changes]
    assert kinds == sorted(kinds, key=["new-breach", "new-doubt"].index)
