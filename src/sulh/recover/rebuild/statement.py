"""The statement of rebuilding at a moment: damage, projects, and what each community gains."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sulh.languages.sentence import sentence
from sulh.languages.speech import ENGLISH
from sulh.recover.governance.statement import project_stages
from sulh.recover.rebuild.choice import Candidate, ChoiceAnswer, choose_projects
from sulh.recover.rebuild.projects import project_lines
from sulh.recover.rebuild_records import GRADES
from sulh.recover.returns.disclosure import NOBODY, release, sum_counts, widest
from sulh.recover.returns.flows import place_key
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from fractions import Fraction

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.recover.rebuild.projects import ProjectLine, ReachLine
    from sulh.recover.rebuild_records import Damage
    from sulh.recover.records import Population
    from sulh.recover.returns.disclosure import PersonCount

__all__ = [
    "CommunityGain",
    "DamageLine",
    "RebuildStatement",
    "choose_from_ledger",
    "rebuild_statement",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageLine:
    """Damage of one service at one place as one sender tells it: two senders are never added.

    `buildings` are by grade, `costs` by currency. `working` is the worst that was said; empty: nobody said it.
    """

    place: str
    service: str
    source: str
    buildings: Mapping[str, int]
    costs: Mapping[str, Decimal]
    working: str
    serves: PersonCount

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "place": self.place,
            "service": self.service,
            "source": self.source,
            "buildings": dict(self.buildings),
            "costs": {name: f"{each:f}" for name, each in self.costs.items()},
            "working": self.working,
            "serves": [self.serves.low, self.serves.high],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityGain:
    """What one community gains of all projects; a person whom two projects reach counts twice."""

    community: str
    projects: int
    intended: PersonCount
    reached: PersonCount

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "community": self.community,
            "projects": self.projects,
            "intended": [self.intended.low, self.intended.high],
            "reached": [self.reached.low, self.reached.high],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildStatement:
    """Rebuilding at a moment (UTC). Every count of persons in it is one that may be shown."""

    at: datetime
    damage: tuple[DamageLine, ...]
    projects: tuple[ProjectLine, ...]
    communities: tuple[CommunityGain, ...]
    faults: tuple[Sentence, ...]
    simulated: bool = False

    def money(self) -> dict[str, tuple[Decimal, Decimal, Decimal]]:
        """Return budget, money received, and money paid, by currency; agreed projects alone."""
        sums: dict[str, tuple[Decimal, Decimal, Decimal]] = {}
        for each in self.projects:
            if each.stage == "agreed":
                budget, received, paid = sums.get(each.project.currency, (Decimal(0),) * 3)
                sums[each.project.currency] = (
                    budget + each.project.budget,
                    received + each.received,
                    paid + each.paid,
                )
        return dict(sorted(sums.items()))

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has; persons are bounds, amounts texts, sentences in a language."""
        return {
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "damage": [each.content() for each in self.damage],
            "projects": [each.content() for each in self.projects],
            "communities": [each.content() for each in self.communities],
            "money": {
                name: {"budget": f"{budget:f}", "received": f"{received:f}", "paid": f"{paid:f}"}
                for name, (budget, received, paid) in self.money().items()
            },
            "faults": [each.said(speech) for each in self.faults],
        }


def rebuild_statement(
    entries: Mapping[str, Sequence[Any]], *, at: datetime, simulated: bool = False
) -> RebuildStatement:
    """Return the statement at a moment (UTC) from what the ledger holds, by the kinds' names."""
    projects, faults = project_lines(
        entries.get("project", ()),
        entries.get("milestone", ()),
        entries.get("project-progress", ()),
        entries.get("payment", ()),
        entries.get("project-reach", ()),
        at=at,
        stages=project_stages(entries.get("decision", ()), at=at),
    )
    return RebuildStatement(
        at=at,
        damage=_damage(each for each in entries.get("damage", ()) if each.span.start < at),
        projects=projects,
        communities=_communities(projects),
        faults=faults,
        simulated=simulated,
    )


def choose_from_ledger(
    statement: RebuildStatement,
    populations: Sequence[Population],
    *,
    budget: Decimal,
    currency: str,
    fairness: str,
    floor: Fraction | None,
) -> ChoiceAnswer:
    """Return the choice between the projects that are proposed, and each community's gain.

    People are the rounded counts alone. A community's size is its people as last counted, all groups
    together; where nobody counted, the most that one project intends to reach there.

    Raises
    ------
    InputError
        When there are too many candidates, or no choice reaches the floor.
    """
    candidates, left_out = [], []
    for each in statement.projects:
        if each.stage != "proposed":
            continue
        gains = {
            line.community: line.people.rounded for line in each.reach if line.reach == "intended"
        }
        if each.project.currency != currency:
            left_out.append(
                sentence("choice-currency", project=each.number, currency=each.project.currency)
            )
        elif not gains:
            left_out.append(sentence("choice-no-reach", project=each.number))
        else:
            candidates.append(Candidate(project=each.number, cost=each.project.budget, gains=gains))
    sizes = _sizes(candidates, populations, statement.at)
    most, fair = choose_projects(candidates, sizes, budget, floor=floor)
    return ChoiceAnswer(
        budget=budget,
        currency=currency,
        fairness=fairness,
        sizes=sizes,
        most=most,
        fair=fair,
        candidates=tuple(candidates),
        left_out=tuple(left_out),
        simulated=statement.simulated,
    )


def _sizes(
    candidates: Iterable[Candidate], populations: Iterable[Population], at: datetime
) -> dict[str, int]:
    """Return the people of each community that a candidate serves, from rounded counts."""
    last: dict[tuple[str, str, str], Population] = {}
    for each in sorted(populations, key=lambda each: each.span.start):
        if each.span.start < at:
            name = place_key(each.place.name, each.place.district)
            last[name, each.group, each.origin.source] = each
    groups: dict[str, dict[str, list[PersonCount]]] = {}
    for (name, group, _), each in last.items():
        groups.setdefault(name, {}).setdefault(group, []).append(release(each.people))
    sizes: dict[str, int] = {}
    for candidate in candidates:
        for name, gain in candidate.gains.items():
            sizes[name] = max(sizes.get(name, 0), gain)
    return {
        name: sum_counts(widest(each) for each in groups[name].values()).rounded
        if name in groups
        else size
        for name, size in sorted(sizes.items())
    }


def _damage(records: Iterable[Damage]) -> tuple[DamageLine, ...]:
    worst = {"": 0, "works": 1, "partly": 2, "stopped": 3}
    lines: dict[tuple[str, str, str], DamageLine] = {}
    for each in records:
        name = place_key(each.place.name, each.place.district)
        key = (name, each.service, each.origin.source)
        line = lines.get(key) or DamageLine(
            place=key[0],
            service=key[1],
            source=key[2],
            buildings=dict.fromkeys(GRADES, 0),
            costs={},
            working="",
            serves=NOBODY,
        )
        costs = dict(line.costs)
        if each.cost is not None:
            costs[each.currency] = costs.get(each.currency, Decimal(0)) + each.cost
        lines[key] = replace(
            line,
            buildings={**line.buildings, each.grade: line.buildings[each.grade] + each.buildings},
            costs=costs,
            working=max(line.working, each.working, key=worst.__getitem__),
            serves=line.serves
            if each.serves is None
            else sum_counts((line.serves, release(each.serves))),
        )
    return tuple(lines[key] for key in sorted(lines))


def _communities(projects: Sequence[ProjectLine]) -> tuple[CommunityGain, ...]:
    """Return what each community gains; proposed projects do not count."""
    lines: dict[str, list[ReachLine]] = {}
    for each in projects:
        for line in each.reach if each.stage == "agreed" else ():
            lines.setdefault(line.community, []).append(line)
    return tuple(
        CommunityGain(
            community=name,
            projects=len({line.project for line in own}),
            intended=sum_counts(line.people for line in own if line.reach == "intended"),
            reached=sum_counts(line.people for line in own if line.reach == "reached"),
        )
        for name, own in sorted(lines.items())
    )
