"""The conditions of a return at each place: what was assessed there, and what the ledger shows by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from sulh.languages.sentence import sentence
from sulh.languages.speech import ENGLISH
from sulh.recover.hazards.balance import hazard_statement
from sulh.recover.needs.statement import needs_statement
from sulh.recover.return_records import CONDITIONS
from sulh.recover.returns.flows import place_key
from sulh.recover.returns.nearness import NEAR_M, is_near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.recover.hazards.balance import HazardStatement
    from sulh.recover.needs.statement import NeedsStatement
    from sulh.recover.return_records import Condition, ReturnCondition
    from sulh.recover.returns.nearness import Incident
    from sulh.values import Span

__all__ = ["ConditionEvidence", "ConditionLine", "LedgerView", "conditions_at", "ledger_view"]

State = Literal["met", "partly", "not-met", "unknown"]
WORST: tuple[State, ...] = ("not-met", "partly", "met")
QUIET_DAYS = 180
"""So many days without an incident nearby are needed to call a place quiet: an assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """What else the ledger holds about places: incidents, hazards that are open, needs and deliveries.

    `unknown` are the references that assessments give as evidence and no record has.
    """

    incidents: Sequence[Incident] = ()
    hazards: HazardStatement | None = None
    needs: NeedsStatement | None = None
    unknown: frozenset[str] = frozenset()


def ledger_view(entries: Mapping[str, tuple[Any, ...]], *, at: datetime) -> LedgerView:
    """Return what a ledger holds about places before a moment (UTC); `entries` are its records by kind."""
    return LedgerView(
        incidents=entries["incident"],
        hazards=hazard_statement(entries["hazardous-area"], entries["area-release"], at=at),
        needs=needs_statement(entries["population"], entries["delivery"], at=at),
        unknown=_unknown_references(entries),
    )


def _unknown_references(entries: Mapping[str, Iterable[Any]]) -> frozenset[str]:
    """Return what assessments name as evidence and is the reference of none of the records."""
    references = {ref for each in entries.get("return-condition", ()) for ref in each.evidence}
    if not references:
        return frozenset()
    return frozenset(
        references.difference(each.origin.ref for kind in entries.values() for each in kind)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionEvidence:
    """One reason for a state: who or what says so, and the references of the records; none has `unknown`."""

    state: State
    says: Sentence
    records: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine:
    """One condition at one place. The worst of what is known counts; all of it is kept."""

    place: str
    condition: Condition
    state: State
    evidence: tuple[ConditionEvidence, ...]

    @property
    def is_contested(self) -> bool:
        """Say whether the reasons do not agree."""
        return len({each.state for each in self.evidence}) > 1

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has, its sentences in a language."""
        return {
            "place": self.place,
            "condition": self.condition,
            "state": self.state,
            "contested": self.is_contested,
            "evidence": [
                {
                    "state": each.state,
                    "says": each.says.said(speech),
                    "records": list(each.records),
                    "unknown": list(each.unknown),
                }
                for each in self.evidence
            ],
        }


def conditions_at(
    places: Mapping[str, tuple[float, float] | None],
    assessments: Sequence[ReturnCondition],
    view: LedgerView,
    *,
    at: datetime,
) -> tuple[ConditionLine, ...]:
    """Return every condition at every place before a moment (UTC).

    Parameters
    ----------
    places
        Longitude and latitude (degrees, WGS 84) by name; None where nobody gave a position.
    assessments
        Of one sender, place and condition the last one counts.
    view
        What else is known. It speaks of security, hazards and water only.
    at
        What came later is not known yet.
    """
    words = _said(assessments, view.unknown, at)
    by_ledger: dict[
        Condition, Callable[[str, tuple[float, float] | None], Iterable[ConditionEvidence]]
    ] = {
        "security": lambda name, spot: _security(name, spot, view.incidents, at),
        "hazards": lambda name, spot: _hazards(name, spot, view.hazards),
        "water": lambda name, _: _water(name, view.needs),
    }
    lines = []
    for name, spot in places.items():
        for condition in CONDITIONS:
            evidence = [*words.get((name, condition), ())]
            if condition in by_ledger:
                evidence += by_ledger[condition](name, spot)
            states = {each.state for each in evidence}
            lines.append(
                ConditionLine(
                    place=name,
                    condition=condition,
                    state=next((each for each in WORST if each in states), "unknown"),
                    evidence=tuple(evidence),
                )
            )
    return tuple(lines)


def _said(
    assessments: Sequence[ReturnCondition], unknown: frozenset[str], at: datetime
) -> dict[tuple[str, Condition], list[ConditionEvidence]]:
    last: dict[tuple[str, Condition, str], ReturnCondition] = {}
    for each in assessments:
        if each.span.start < at:
            name = place_key(each.place.name, each.place.district)
            key = (name, each.condition, each.origin.source)
            if key not in last or last[key].span.start <= each.span.start:
                last[key] = each
    words: dict[tuple[str, Condition], list[ConditionEvidence]] = {}
    for (name, condition, source), each in sorted(last.items()):
        lost = tuple(ref for ref in each.evidence if ref in unknown)
        day = f"{_day(each.span):%Y-%m-%d}"
        words.setdefault((name, condition), []).append(
            ConditionEvidence(
                state=each.state,
                says=sentence("condition-said-unknown", source=source, day=day, records=lost)
                if lost
                else sentence("condition-said", source=source, day=day),
                records=(each.origin.ref, *each.evidence),
                unknown=lost,
            )
        )
    return words


def _day(span: Span) -> datetime:
    """Return the middle of a span: of a whole day with local midnights, it bears the day's own date."""
    return span.start + (span.end - span.start) / 2


def _security(
    name: str, spot: tuple[float, float] | None, incidents: Sequence[Incident], at: datetime
) -> Iterable[ConditionEvidence]:
    """Show incidents; that none was reported shows nothing, since nobody may have been there."""
    begin = at - timedelta(days=QUIET_DAYS)
    near = [
        each
        for each in incidents
        if begin <= each.span.end
        and each.span.start < at
        and is_near(name, spot, each.place, NEAR_M)
    ]
    if near:
        yield ConditionEvidence(
            state="not-met",
            says=sentence(
                "condition-incidents", count=len(near), km=f"{NEAR_M / 1000:g}", days=QUIET_DAYS
            ),
            records=tuple(sorted(each.origin.ref for each in near)),
        )


def _hazards(
    name: str, spot: tuple[float, float] | None, hazards: HazardStatement | None
) -> Iterable[ConditionEvidence]:
    for each in hazards.lines if hazards else ():
        if is_near(name, spot, each.area.place, NEAR_M + each.area.radius_m):
            hazard = each.area.origin.ref
            if each.left_m2:
                says = sentence("condition-hazard-left", area=each.left_m2, hazard=hazard)
            elif each.excess_m2:
                says = sentence("condition-hazard-excess", area=each.excess_m2, hazard=hazard)
            else:
                says = sentence("condition-hazard-released", hazard=hazard)
            yield ConditionEvidence(
                state="not-met" if each.is_open else "met", says=says, records=(hazard,)
            )


def _water(name: str, needs: NeedsStatement | None) -> Iterable[ConditionEvidence]:
    for each in needs.lines if needs else ():
        if each.standard.id == "water" and each.place.split(", ")[0].casefold() == name.casefold():
            if each.need_high == 0:
                continue
            state: State = "met" if not each.gap_high else "partly" if each.came else "not-met"
            says = sentence(
                "condition-water",
                came=each.came,
                need=each.need_high,
                days=needs.days if needs else 0,
            )
            yield ConditionEvidence(state=state, says=says, records=())
