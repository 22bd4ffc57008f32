"""The after-action review of an exercise, in the reader's language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.report.pages.field_work import field_sections
from sulh.report.pages.objectives import objectives_section
from sulh.report.pages.review_timeline import timeline_section
from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.exercise import InjectDelivery, Played, Reviewed, Scenario, Scored
    from sulh.languages.speech import Speech
    from sulh.report.sheet import Tone

__all__ = ["review_sheet"]

OUTCOMES: dict[str, Tone] = {
    "found": "good",
    "late": "doubt",
    "left-open": "doubt",
    "missed": "bad",
    "accused": "bad",
    "cleared": "good",
    "not-cleared": "doubt",
    "unclear": "soft",
    "not-judged": "soft",
}
TO_FIND = ("found", "late", "left-open", "missed")
QUESTION = ("review-provision", "review-party", "review-zone", "review-month-or-act")


def review_sheet(reviewed: Reviewed, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the after-action review; ids of acts and zones, and what somebody wrote, stay as they are."""
    say = speech.say
    played, scored, scores = reviewed.played, reviewed.scored, reviewed.scores
    upto, scenario = reviewed.upto, played.scenario
    counts = Counter(each.outcome for each in scored)
    to_find = sum(counts[each] for each in TO_FIND)
    reached = [each for each in played.reactions if each.minutes is not None]
    limit = scenario.reaction.standard_min
    in_time = sum(each.minutes <= limit for each in reached if each.minutes is not None)

    def part(one: int, whole: int) -> str:
        return say("sheet-of", part=speech.number(one), whole=speech.number(whole))

    return Sheet(
        title=say("review-title", title=scenario.title),
        language=speech.language,
        banner=say("sheet-simulated"),
        subtitle=say(
            "review-of",
            mission=scenario.pack.title,
            since=_local(scenario, scenario.from_),
            until=_local(scenario, scenario.until),
            zone=str(scenario.pack.timezone),
            seed=str(played.seed),
        ),
        sentences=(
            say("review-not-ended", at=f"{upto:%Y-%m-%d %H:%M}"),
            say("review-not-over"),
        )
        if upto
        else (),
        facts=(
            Fact(part(counts["found"], to_find), say("review-fact-found")),
            Fact(speech.number(counts["accused"]), say("review-fact-accused")),
            Fact(speech.number(counts["missed"]), say("review-fact-missed")),
            Fact(
                part(in_time, len(played.reactions)),
                say("review-fact-calls", minutes=f"{limit:g}"),
            ),
            Fact(speech.number(counts["not-judged"]), say("review-fact-not-judged")),
        ),
        sections=(
            *((objectives_section(scores, speech=speech),) if scores.rows else ()),
            _outcomes(speech, counts, reviewed.own_findings),
            _breaches(speech, scored),
            _accusations(speech, scored),
            _calls(speech, played),
            *field_sections(speech, played),
            _injects(speech, played),
            timeline_section(speech, played, reviewed.decisions),
            _never_judged(speech, scored),
        ),
        landscape=True,
    )


def _local(scenario: Scenario, moment: datetime) -> str:
    """Return a moment on the mission's clock: a day, where one begins then."""
    return f"{moment.astimezone(scenario.pack.timezone):%Y-%m-%d %H:%M}".removesuffix(" 00:00")


def _outcome(speech: Speech, outcome: str) -> Cell:
    return Cell(speech.say(f"exercise-outcome-{outcome}"), OUTCOMES[outcome])


def _reasons(speech: Speech, each: Scored) -> str:
    """Return why a finding says what it says."""
    if each.finding is None:
        return speech.say("review-no-finding")
    return speech.semicolon([speech.clause(f"reason-{name}") for name in each.finding.reasons])


def _outcomes(speech: Speech, counts: Counter[str], own_findings: int) -> Section:
    say = speech.say
    return Section(
        heading=say("review-head-outcomes"),
        sentences=(
            say("review-never-counts"),
            *((say("review-own-findings", count=own_findings),) if own_findings else ()),
        ),
        header=column_names(speech, "review-outcome", "review-questions"),
        rows=tuple((_outcome(speech, each), speech.number(counts[each])) for each in OUTCOMES),
        numbers=frozenset((1,)),
        wide=frozenset((0,)),
        notes=(say("review-question-is"),),
    )


def _question(speech: Speech, each: Scored) -> tuple[str | Cell, ...]:
    provision, party, zone, when = each.question
    return (
        provision,
        party,
        zone or speech.say("place-everywhere"),
        when.rsplit("|", 1)[-1],
        _outcome(speech, each.outcome),
    )


def _breaches(speech: Speech, scored: Sequence[Scored]) -> Section:
    rows = [each for each in scored if each.conduct == "broken"]
    return Section(
        heading=speech.say("review-head-breaches"),
        sentences=() if rows else (speech.say("review-no-breach"),),
        header=column_names(speech, *QUESTION, "review-outcome", "review-finding-says"),
        rows=tuple((*_question(speech, each), _reasons(speech, each)) for each in rows),
        wide=frozenset((5,)),
    )


def _accusations(speech: Speech, scored: Sequence[Scored]) -> Section:
    rows = [each for each in scored if each.outcome == "accused"]
    return Section(
        heading=speech.say("review-head-accused"),
        sentences=() if rows else (speech.say("review-nobody-accused"),),
        header=column_names(speech, *QUESTION, "review-outcome", "review-finding"),
        rows=tuple(
            (
                *_question(speech, each),
                speech.say(
                    "sheet-says",
                    who=each.finding.id if each.finding else "",
                    what=_reasons(speech, each),
                ),
            )
            for each in rows
        ),
        wide=frozenset((5,)),
    )


def _calls(speech: Speech, played: Played) -> Section:
    say, limit = speech.say, played.scenario.reaction.standard_min
    chain = () if played.scenario.evacuation else (say("review-casualty-chain"),)
    return Section(
        heading=say("review-head-calls"),
        sentences=(
            say("review-standard", minutes=f"{limit:g}"),
            *chain,
        )
        if played.reactions
        else (say("review-no-calls"),),
        header=column_names(
            speech,
            "review-act",
            "review-called",
            "review-unit",
            "review-minutes",
            "review-hindered",
        ),
        rows=tuple(
            (
                each.act,
                f"{each.called:%Y-%m-%d %H:%M}",
                each.unit or Cell(say("review-nobody-could"), "bad"),
                Cell(say("review-never"), "bad")
                if each.minutes is None
                else Cell(speech.number(each.minutes), "good" if each.minutes <= limit else "bad"),
                speech.comma([say(f"review-hindrance-{name}") for name in each.hindered]),
            )
            for each in played.reactions
        ),
        numbers=frozenset((3,)),
        wide=frozenset((0,)),
    )


def _injects(speech: Speech, played: Played) -> Section:
    has_sites = any(each.sites for each in played.deliveries)
    return Section(
        heading=speech.say("review-head-injects"),
        sentences=() if played.deliveries else (speech.say("review-no-injects"),),
        header=column_names(
            speech,
            *("review-inject", "review-kind", "review-delivered"),
            *("review-to", "review-seen-by"),
            *(("review-sites",) if has_sites else ()),
            "review-note",
        ),
        rows=tuple(
            (
                each.inject.id,
                speech.say(f"exercise-kind-{each.inject.kind}"),
                f"{each.at:%Y-%m-%d %H:%M}"
                if each.at
                else Cell(speech.say("review-never"), "doubt"),
                speech.comma(each.inject.to),
                _seen(speech, each),
                *((_sites(speech, each),) if has_sites else ()),
                room_text(each.why_not, speech.language) or each.inject.text,
            )
            for each in played.deliveries
        ),
        wide=frozenset((5 + has_sites,)),
    )


def _seen(speech: Speech, delivery: InjectDelivery) -> str | Cell:
    if delivery.at is None or delivery.seen is None:
        return ""
    return speech.comma(delivery.seen) or Cell(speech.say("review-nobody"), "doubt")


def _sites(speech: Speech, delivery: InjectDelivery) -> str | Cell:
    """Return when a message or report was at each other site, or that it never was."""
    text = speech.semicolon(
        [
            speech.say(
                "sheet-says",
                who=site,
                what=f"{at:%Y-%m-%d %H:%M}" if at else speech.say("review-never"),
            )
            for site, at in delivery.sites
        ]
    )
    return text if all(at for _, at in delivery.sites) else Cell(text, "bad")


def _never_judged(speech: Speech, scored: Sequence[Scored]) -> Section:
    rows = [each for each in scored if each.outcome == "not-judged"]
    return Section(
        heading=speech.say("review-head-never-judged"),
        sentences=(speech.say("review-no-score" if rows else "review-all-judged"),),
        header=column_names(speech, *QUESTION, "review-outcome"),
        rows=tuple(_question(speech, each) for each in rows),
    )
