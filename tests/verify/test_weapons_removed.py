"""Weapons taken out of a cantonment: an act that a *prohibit* names, judged alike for either party."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.verify.random_missions import Mission
from tests.verify.small_mission import IN_B, act, obligation, small_pack, utc, watch
from tests.verify.test_oracle_agrees import differences
from tests.verify.test_swap_parties import check_swap

from sulh import mission as missions
from sulh.mission.pack import Act
from sulh.mission.provisions import Prohibit
from sulh.observe.tables import tables_from_reports
from sulh.report.spoken import spoken
from sulh.verify import evidence_of, verify

REMOVAL = "weapons-removal"
STORED = obligation(
    Prohibit(item=None, acts=(REMOVAL,)), title="Weapons stay in store", text="They stay."
)


def mission(*reports: Any) -> Mission:
    pack = small_pack(STORED)
    word = missions.load(missions.find("example")).acts[REMOVAL]
    pack = replace(pack, acts={**pack.acts, REMOVAL: Act(id=REMOVAL, name=word.name)})
    reports = (watch(subjects=(REMOVAL,)), *reports)
    numbered = [(f"{i:064x}", each) for i, each in enumerate(reports)]
    return Mission(pack=pack, reports=numbered, at=utc(2, 1))


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        pytest.param(act(act=REMOVAL), "breached", id="by the party"),
        pytest.param(act("Party Q", act=REMOVAL), "met", id="by another"),
        pytest.param(act(act=REMOVAL, place=IN_B), "met", id="elsewhere"),
        pytest.param(act("Militia", act=REMOVAL), "undetermined", id="by either of two"),
        pytest.param(act(act=REMOVAL, marks="E5"), "undetermined", id="by a weak word"),
        pytest.param(act("Unknown men", act=REMOVAL), "met", id="by a stranger"),
    ],
)
def test_who_took_weapons_out(report: Any, verdict: str) -> None:
    """The engine and its twin say the same, and what they say of one party they say of the other."""
    made = mission(report)
    tables = tables_from_reports(made.reports)
    (finding,) = verify(made.pack, tables, at=made.at)
    assert finding.verdict == verdict
    assert not differences(made)
    check_swap(made, "P", "Q")


def test_it_is_explained_with_its_report() -> None:
    made = mission(act(act=REMOVAL))
    tables = tables_from_reports(made.reports)
    (finding,) = verify(made.pack, tables, at=made.at)
    shown = evidence_of(made.pack, tables, finding.evidence)
    assert any("removal of weapons from storage" in each.what for each in shown.values())
    sentences = {
        spoken(made.pack, finding, tuple(shown.values()), each).sentence
        for each in ("ar", "en", "fr")
    }
    assert len(sentences) == 3
    assert all("Party P" in each for each in sentences)
