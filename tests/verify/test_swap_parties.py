"""No party has rules of its own: exchange two parties, and the findings are exchanged."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.verify import oracle
from tests.verify.random_missions import Mission, seeded_mission
from tests.verify.swapping import Exchange
from tests.verify.test_oracle_agrees import engine

from sulh.mission import bundled, find, load
from sulh.observe import read

if TYPE_CHECKING:
    from sulh.mission import Pack

AT = datetime(2035, 1, 1, tzinfo=UTC)


def check_swap(mission: Mission, one: str, other: str) -> None:
    """Exchange two parties in pack and reports; nothing but the party of findings may change."""
    exchange = Exchange(mission.pack, one, other)
    swapped = replace(
        mission,
        pack=exchange.exchanged_pack(),
        reports=[(id_, exchange.report(report)) for id_, report in mission.reports],
    )
    before, after = engine(mission), engine(swapped)
    assert before
    assert after == {
        key._replace(party=exchange.party(key.party)): judgement
        for key, judgement in before.items()
    }


def mission_of(pack: Pack, files: list[Path], *, simulated: bool) -> Mission:
    """Return the mission of a bundled pack and what the files report."""
    reports = []
    for file in files:
        for batch in read(file, timezone=pack.timezone, simulated=simulated):
            reports += batch.reports
    numbered = [(f"{i:064x}", report) for i, report in enumerate(reports)]
    return Mission(pack=pack, reports=numbered, at=AT)


@pytest.mark.parametrize("block", range(3))
def test_swapping_parties_swaps_the_findings_of_random_missions(block: int) -> None:
    """Nothing but the party of each finding changes, in the engine and in the oracle."""
    for seed in range(block * 10, block * 10 + 10):
        mission = seeded_mission(seed)
        if engine(mission):
            check_swap(mission, "P", "Q")


@pytest.mark.parametrize("name", bundled())
def test_swapping_parties_swaps_the_findings_of_bundled_packs(name: str) -> None:
    """On each pack's exercise reports, for the first pairs of parties."""
    pack = load(find(name))
    mission = mission_of(pack, sorted(find(name).glob("reports/*.simulated.csv")), simulated=True)
    parties = [actor.id for actor in pack.actors.values() if actor.kind == "party"]
    for one, other in list(combinations(parties, 2))[:2]:
        check_swap(mission, one, other)


@pytest.mark.parametrize(("one", "other"), [("GOV", "UPC"), ("AB-M", "FPRC")])
def test_swapping_parties_swaps_the_findings_on_real_events(one: str, other: str) -> None:
    """Also on the events of the Central African Republic, coalitions and all."""
    folder = os.environ.get("SULH_DATA")
    file = Path(folder or ".") / "ged231_central_african_republic.csv"
    if not folder or not file.exists():
        pytest.skip(f"SULH_DATA is not set, or holds no {file.name}")
    check_swap(mission_of(load(find("minusca")), [file], simulated=False), one, other)


def test_the_exchange_undoes_itself() -> None:
    """Twice exchanged is not exchanged; once is, where the two differ at all."""
    for seed in range(20):
        mission = seeded_mission(seed)
        exchange = Exchange(mission.pack, "P", "Q")
        once = exchange.exchanged_pack()
        assert once != mission.pack or mission.pack.actors["P"].aliases == ()
        back = Exchange(once, "P", "Q")
        before = oracle.verify(mission.pack, mission.reports, at=mission.at)
        reports = [(id_, exchange.report(report)) for id_, report in mission.reports]
        twice = [(id_, back.report(report)) for id_, report in reports]
        assert oracle.verify(back.exchanged_pack(), twice, at=mission.at) == before
