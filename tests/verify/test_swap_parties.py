"""No party has rules of its own: exchange two parties, and the findings are exchanged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.verify import oracle
from tests.verify.random_missions import seeded_mission
from tests.verify.swapping import Exchange
from tests.verify.test_oracle_agrees import engine


@pytest.mark.parametrize("block", range(5))
def test_swapping_parties_swaps_the_findings_of_random_missions(block: int) -> None:
    """Nothing but the party of each finding changes, in the engine and in the oracle."""
    for seed in range(block * 10, block * 10 + 10):
        mission = seeded_mission(seed)
        exchange = Exchange(mission.pack, "P", "Q")
        swapped = replace(
            mission,
            pack=exchange.exchanged_pack(),
            reports=[(id_, exchange.report(report)) for id_, report in mission.reports],
        )
        before, after = engine(mission), engine(swapped)
        assert after == {
            key._replace(party=exchange.party(key.party)): judgement
            for key, judgement in before.items()
        }


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
