"""The engine and the oracle agree on random missions: verdicts, reasons and bounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from tests.verify import oracle
from tests.verify.oracle_findings import Judged, Key
from tests.verify.random_missions import NAMESPACE, Mission, as_code, missions, seeded_mission

from sulh.observe.tables import tables_from_reports
from sulh.verify import Findings, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

VERDICTS = {"met", "breached", "undetermined"}
KINDS = {
    "limit",
    "prohibit",
    "ceasefire",
    "respect-line",
    "withdraw-by",
    "periodic",
    "notify-before",
    "within",
    "disarm-by",
}
REASONS = {
    "breached": {"over-limit", "act", "may-be-one", "missed"},
    "met": {"within-limit", "no-act", "done", "done-before", "waived"},
    "undetermined": {
        "no-complete-count",
        "no-report",
        "count-straddles",
        "partial-alleges",
        "near-border",
        "vague-place",
        "vague-date",
        "weak-source",
        "same-row",
        "coalition",
        "initiator-unknown",
        "opponent-unknown",
        "contradiction",
        "waiver-unclear",
        "pending",
        "register-incomplete",
        "register-unconfirmed",
        "one-report",
        "one-count",
    },
}


RARE = range(5200, 5210)
"""Seeds of a mission in which one count alone is over by little, which one in some thousands has."""


def engine(mission: Mission) -> dict[Key, Judged]:
    """Return the engine's findings in the oracle's form."""
    tables = tables_from_reports(mission.reports)
    return findings_of(verify(mission.pack, tables, at=mission.at, since=mission.since))


def findings_of(found: Findings) -> dict[Key, Judged]:
    """Return findings in the oracle's form."""
    findings: dict[Key, Judged] = {}
    for row in found.frame.iter_rows(named=True):
        key = Key(*(row[name] or "" for name in Key._fields))
        assert key not in findings, key
        bounds = (row[name] for name in Judged._fields[2:])
        findings[key] = Judged(row["verdict"], frozenset(row["reasons"]), *bounds)
    return findings


def differences(mission: Mission) -> list[str]:
    """Say, one line a finding, where engine and oracle differ."""
    slow = oracle.verify(mission.pack, mission.reports, at=mission.at, since=mission.since)
    fast = engine(mission)
    return [
        f"{key}\n    oracle {shown(slow.get(key))}\n    engine {shown(fast.get(key))}"
        for key in sorted(slow.keys() | fast.keys())
        if slow.get(key) != fast.get(key)
    ]


def shown(judgement: Judged | None) -> str:
    if judgement is None:
        return "no such finding"
    return f"{judgement.verdict} {sorted(judgement.reasons)} {judgement[2:]}"


def smaller(mission: Mission) -> Iterator[Mission]:
    """Give the missions with one report or provision less, or with plain moments."""
    for i in range(len(mission.reports)):
        yield replace(mission, reports=mission.reports[:i] + mission.reports[i + 1 :])
    provisions = mission.pack.provisions
    for i in range(len(provisions)):
        fewer = replace(mission.pack, provisions=provisions[:i] + provisions[i + 1 :])
        yield replace(mission, pack=fewer)
    for i, provision in enumerate(provisions):
        for name in ("parties", "zones"):
            for one in getattr(provision, name) if len(getattr(provision, name)) > 1 else ():
                only = replace(provision, **{name: (one,)})
                narrowed = (*provisions[:i], only, *provisions[i + 1 :])
                yield replace(mission, pack=replace(mission.pack, provisions=narrowed))


def smallest(mission: Mission) -> Mission:
    """Take away what is not needed for engine and oracle to differ."""
    for candidate in smaller(mission):
        if differences(candidate):
            return smallest(candidate)
    return mission


def agree(mission: Mission) -> None:
    """Fail with the smallest mission found, as Python that can be pasted into a test."""
    if differences(mission):
        small = smallest(mission)
        listed = "\n".join(differences(small))
        pytest.fail(f"{listed}\nmission = {as_code(small)}", pytrace=False)


@pytest.mark.parametrize("block", range(10))
def test_engine_agrees_with_oracle(block: int) -> None:
    """On 300 seeded missions."""
    for seed in range(block * 30, block * 30 + 30):
        agree(seeded_mission(seed))


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_engine_agrees_with_oracle_ten_thousand_times(block: int) -> None:
    """On 10,000 further seeded missions."""
    for seed in range(1000 + block * 500, 1000 + block * 500 + 500):
        agree(seeded_mission(seed))


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(missions())
def test_engine_agrees_with_oracle_where_hypothesis_looks(mission: Mission) -> None:
    """On missions that Hypothesis makes, near the edges of every choice, and shrinks."""
    found = differences(mission)
    assert not found, "\n".join(found) + f"\nmission = {as_code(mission)}"


def test_order_of_reports_does_not_matter() -> None:
    """The same reports the other way round give the same findings."""
    for seed in range(15):
        mission = seeded_mission(seed)
        assert engine(mission) == engine(replace(mission, reports=mission.reports[::-1]))


@pytest.mark.slow
def test_random_missions_reach_everything() -> None:
    """Every verdict of every kind and every reason comes up, so that agreement means something."""
    verdicts, reasons = Counter(), Counter()
    for seed in (*range(2500), *RARE):
        mission = seeded_mission(seed)
        kinds = {provision.id: provision.kind for provision in mission.pack.provisions}
        found = oracle.verify(mission.pack, mission.reports, at=mission.at, since=mission.since)
        for key, judgement in found.items():
            verdicts[kinds[key.provision], judgement.verdict] += 1
            reasons.update((judgement.verdict, reason) for reason in judgement.reasons)
    assert set(verdicts) == {(kind, verdict) for kind in KINDS for verdict in VERDICTS}
    listed = {(verdict, reason) for verdict, all_ in REASONS.items() for reason in all_}
    assert set(reasons) == listed


def test_a_mission_written_as_python_is_the_same_mission() -> None:
    """What a failure prints can be pasted."""
    for seed in range(5):
        mission = seeded_mission(seed)
        assert eval(as_code(mission), dict(NAMESPACE)) == mission
