"""The profile of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.combatants import phases_section
from sulh.report.pages.words import (
    band,
    cluster_text,
    column_names,
    ground_left,
    judged,
    judged_between,
    moment_text,
    money_text,
    people_text,
    state_text,
    unit_text,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.recover import ConditionLine, PlaceProfile

__all__ = ["place_sheet"]

ACTS_MAX = 50


def place_sheet(profile: PlaceProfile, *, mission: str = "", speech: Speech = ENGLISH) -> Sheet:
    """Return the page of one place in a language; `mission` is the mission's title."""
    ready, say = profile.readiness, speech.say
    left = [each for each in profile.hazards if each.is_open]
    subtitle = judged_between(speech, profile.since, profile.at)
    if profile.lon is not None and profile.lat is not None:
        lat, lon = f"{profile.lat:.4f}", f"{profile.lon:.4f}"
        subtitle = say("place-subtitle", lat=lat, lon=lon, time=subtitle)
    title = say("place-title", place=profile.name, mission=mission) if mission else profile.name
    return Sheet(
        title=title,
        banner=band(speech, simulated=profile.simulated),
        subtitle=subtitle,
        facts=(
            Fact(speech.number(len(profile.incidents)), say("place-incidents")),
            Fact(speech.number(len(left)), say("place-not-released")),
            Fact(
                speech.semicolon([speech.bounds(e.low, e.high) for e in profile.people])
                or say("sheet-unknown"),
                say("place-people"),
            ),
            Fact(
                say("bounds-range", low=speech.decimal(ready.low), high=speech.decimal(ready.high))
                if ready
                else say("sheet-unknown"),
                say("place-readiness"),
            ),
        ),
        sentences=(say("place-doubles", places=speech.comma(profile.doubles)),)
        if profile.doubles
        else (),
        sections=(
            _conditions(profile, speech),
            _security(profile, speech),
            _hazards(profile, speech),
            _needs(profile, speech),
            _presence(profile, speech),
            _projects(profile, speech),
            _flows(profile, speech),
            *_combatants(profile, speech),
        ),
        language=speech.language,
    )


def _combatants(profile: PlaceProfile, speech: Speech) -> tuple[Section, ...]:
    if not profile.combatants:
        return ()
    return (phases_section(profile.combatants, speech, heading=speech.say("combatants-title")),)


def _conditions(profile: PlaceProfile, speech: Speech) -> Section:
    stops = profile.readiness.stops if profile.readiness else ()
    sentences = () if profile.conditions else (speech.say("places-not-assessed"),)
    if stops:
        listed = speech.comma([speech.word(each) for each in stops])
        sentences = (speech.say("place-stops", conditions=listed),)
    contested = any(each.is_contested for each in profile.conditions)
    return Section(
        heading=speech.say("returns-conditions"),
        sentences=sentences,
        header=column_names(speech, "places-condition", "places-holds", "returns-reasons"),
        rows=tuple(
            (
                speech.word(each.condition),
                judged(each.state, speech, contested=each.is_contested),
                _reasons(each, speech) or speech.say("places-nobody"),
            )
            for each in profile.conditions
        ),
        wide=frozenset((2,)),
        notes=(speech.say("returns-contested"),) if contested else (),
    )


def _reasons(line: ConditionLine, speech: Speech) -> str:
    return speech.semicolon(
        [
            speech.say(
                "place-reason", state=state_text(each.state, speech), says=each.says.said(speech)
            )
            for each in line.evidence
        ]
    )


def _security(profile: PlaceProfile, speech: Speech) -> Section:
    more = len(profile.incidents) - ACTS_MAX
    return Section(
        heading=speech.say("place-security"),
        sentences=() if profile.incidents else (speech.say("place-no-incidents"),),
        header=column_names(speech, "place-from", "field-act", "place-report", "field-source"),
        rows=tuple(
            (moment_text(each.span.start), each.act, each.origin.ref, each.origin.source)
            for each in profile.incidents[-ACTS_MAX:]
        ),
        notes=(speech.say("place-earlier", count=more),) if more > 0 else (),
    )


def _hazards(profile: PlaceProfile, speech: Speech) -> Section:
    return Section(
        heading=speech.say("places-hazards"),
        sentences=() if profile.hazards else (speech.say("places-no-hazards"),),
        header=column_names(speech, "places-area", "hazard-kind", "hazard-ordnance", "hazard-left"),
        rows=tuple(
            (
                each.area.origin.ref,
                speech.word(each.area.suspicion),
                speech.word(each.area.ordnance),
                ground_left(each, speech),
            )
            for each in profile.hazards
        ),
        numbers=frozenset((3,)),
    )


def _needs(profile: PlaceProfile, speech: Speech) -> Section:
    return Section(
        heading=speech.say("place-needs"),
        sentences=() if profile.needs else (speech.say("places-no-needs"),),
        header=column_names(
            speech, "places-supply", "field-unit", "needs-delivered", "needs-least", "needs-most"
        ),
        rows=tuple(
            (
                each.standard.words.said(speech),
                unit_text(each.standard.unit, speech),
                speech.exact(each.came),
                speech.exact(each.gap_low),
                Cell(speech.exact(each.gap_high), "bad" if each.gap_low else "good"),
            )
            for each in profile.needs
        ),
        numbers=frozenset((2, 3, 4)),
        wide=frozenset((0,)),
    )


def _presence(profile: PlaceProfile, speech: Speech) -> Section:
    return Section(
        heading=speech.say("places-presence"),
        header=column_names(speech, "places-cluster", "places-organisations"),
        rows=tuple(
            (
                cluster_text(each.cluster, speech),
                speech.semicolon(each.organisations) or Cell(speech.say("places-nobody"), "bad"),
            )
            for each in profile.presence
        ),
        sentences=() if profile.presence else (speech.say("places-nobody-works"),),
        wide=frozenset((1,)),
    )


def _projects(profile: PlaceProfile, speech: Speech) -> Section:
    return Section(
        heading=speech.say("page-projects"),
        sentences=() if profile.projects else (speech.say("place-no-projects"),),
        header=column_names(
            speech,
            *("projects-project", "field-title", "field-service", "projects-stage"),
            *("field-budget", "projects-paid", "projects-progress", "project-late"),
        ),
        rows=tuple(
            (
                each.number,
                each.project.title,
                speech.word(each.project.service),
                speech.word(each.stage),
                money_text(each.project.budget, each.project.currency, speech),
                money_text(each.paid, each.project.currency, speech),
                speech.percent(each.progress) if each.value else speech.say("sheet-unknown"),
                Cell(speech.comma([one.title for one in each.late]), "bad"),
            )
            for each in profile.projects
        ),
        numbers=frozenset((4, 5, 6)),
        wide=frozenset((1, 7)),
    )


def _flows(profile: PlaceProfile, speech: Speech) -> Section:
    return Section(
        heading=speech.say("place-flows"),
        sentences=(speech.say("sheet-rounded" if profile.flows else "place-no-flows"),),
        header=column_names(speech, "sheet-from", "returns-to", "returns-who", "recovery-people"),
        rows=tuple(
            (each.left, each.arrived, speech.word(each.movers), people_text(each.people, speech))
            for each in profile.flows
        ),
    )
