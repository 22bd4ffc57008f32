"""No scenario that comes with Sulh leans on one party, and the plain reading of truth knows no party by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.verify.swapping import Exchange

from sulh.exercise import Stage, read_scenario, true_conduct
from sulh.exercise.ground import Ground

if TYPE_CHECKING:
    from sulh.exercise import Scenario

SCENARIOS = sorted((Path(__file__).parents[2] / "examples" / "exercises").glob("*.toml"))
ACCUSING = ("incident", "observation")
"""Kinds of reports that say what a party did, or has where."""


def parties_of(scenario: Scenario) -> list[str]:
    """Return the ids of the parties."""
    return [each.id for each in scenario.pack.actors.values() if each.kind == "party"]


def counts(scenario: Scenario) -> dict[str, Counter[str]]:
    """Count, by what is counted, how often the list says something of each party."""
    names = {
        name: each.id
        for each in scenario.pack.actors.values()
        for name in (each.id, each.name, *(alias.name for alias in each.aliases))
    }
    told = [
        (names.get(each.row.get("actor", ""), ""), each)
        for each in scenario.injects
        if each.kind == "report" and each.row["kind"] in ACCUSING
    ]
    return {
        "acts": Counter(each.by for each in scenario.injects if each.kind == "act"),
        "acts sure to be known": Counter(party for party, each in told if each.after),
        "reports by themselves": Counter(party for party, each in told if not each.after),
        "acts and reports by themselves": Counter(
            [each.by for each in scenario.injects if each.kind == "act"]
            + [party for party, each in told if not each.after]
        ),
    }


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda each: each.stem)
def test_a_scenario_is_even_by_party(path: Path) -> None:
    """Of everything that the list says, no party has two more than another; all behave alike."""
    scenario = read_scenario(path)
    parties = parties_of(scenario)
    for what, by_party in counts(scenario).items():
        numbers = {each: by_party[each] for each in parties}
        assert max(numbers.values()) - min(numbers.values()) <= 1, (what, numbers)
    assert len({scenario.behaviour.of(each) for each in parties}) == 1


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda each: each.stem)
def test_exchanged_parties_exchange_the_truth(path: Path) -> None:
    """Exchange two parties in the pack and in what truly happens: only the party of each answer changes."""
    scenario = read_scenario(path)
    stage = Stage(scenario, 3)
    played = stage.played(())
    world = stage.world
    for one, other in list(combinations(parties_of(scenario), 2))[:2]:
        exchange = Exchange(scenario.pack, one, other)

        def swapped(values, *names, exchange=exchange):
            return tuple(
                replace(each, **{name: exchange.party(getattr(each, name)) for name in names})
                for each in values
            )

        turned = replace(
            world,
            acts=swapped(world.acts, "by", "against"),
            presences=swapped(world.presences, "party"),
            duties=swapped(world.duties, "party"),
            requests=swapped(world.requests, "by"),
            notices=swapped(world.notices, "by"),
            laid_down=swapped(world.laid_down, "party"),
        )
        after = true_conduct(Ground(exchange.exchanged_pack()), turned, played.months).conduct
        assert after == {
            (provision, exchange.party(party), zone, ref): how
            for (provision, party, zone, ref), how in played.truth.conduct.items()
        }
        assert played.truth.conduct
