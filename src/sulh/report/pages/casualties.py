"""The page of many wounded: how long until surgery, who waits where, which transfers help, first needs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text, room_texts
from sulh.languages.speech import ENGLISH
from sulh.report.labels import Labels
from sulh.report.map_frame import key_words, map_figure
from sulh.report.map_wide import wide_frame
from sulh.report.pages.needs import first_needs_section
from sulh.report.pages.words import band, column_names, place_and_light
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import BLUE, INK, PAPER, RED, circle, path, rect
from sulh.respond.evacuation import SURGERY_MIN
from sulh.respond.mass_casualty.triage import CATEGORIES, RATE_MAX, REFILL_MAX_S

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.recover import NeedsStatement
    from sulh.report.model import Figure
    from sulh.respond.mass_casualty import CasualtyPlan

__all__ = ["casualties_sheet"]

WIDTH = 900.0
OUTLINE = f'stroke="{INK}" stroke-width="1.5"'
RULES = {"nearest": "many-nearest", "soonest": "many-soonest"}
KEY = (
    (circle(12, -4, 6, RED, OUTLINE), "many-key-wounded"),
    (rect(8, -8, 9, 9, INK, OUTLINE), "many-key-operates"),
    (rect(8, -8, 9, 9, PAPER, OUTLINE), "many-key-other"),
    (path("M0 -4h24", f'stroke="{BLUE}" stroke-width="3"'), "many-key-wider"),
)


def casualties_sheet(
    plan: CasualtyPlan, needs: NeedsStatement | None = None, *, speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of an event; `needs` are those of the first 72 hours."""
    say, event = speech.say, plan.event
    wounded = event.wounded
    soonest = [each for each in plan.outcomes if each.rule == "soonest"]
    return Sheet(
        title=say("many-title"),
        banner=band(speech, simulated=plan.simulated),
        subtitle=say(
            "many-at", **place_and_light(event.lon, event.lat, speech, is_dark=event.is_dark)
        ),
        language=speech.language,
        facts=(
            *(
                Fact(speech.number(getattr(wounded, rank)), _rank(rank, speech))
                for rank in CATEGORIES
            ),
            *(
                Fact(
                    _minutes(each.minutes, speech),
                    say("many-to-surgery", rank=_rank(each.rank, speech)),
                )
                for each in soonest
            ),
        ),
        sentences=_sentences(plan, speech),
        sections=(
            _outcomes(plan, speech),
            Section(heading=say("plan-map"), figures=(_map(plan, speech),)),
            _waits(plan, speech),
            _transfers(plan, speech),
            *_first_days(needs, speech),
            Section(
                heading=say("many-triage"),
                header=column_names(speech, "many-question", "many-answer"),
                rows=_steps(speech),
                notes=(say("many-triage-from"),),
            ),
        ),
    )


def _rank(rank: str, speech: Speech) -> str:
    return speech.say(f"many-{rank}")


def _outcomes(plan: CasualtyPlan, speech: Speech) -> Section:
    """Return how long each category waits for surgery by each rule."""
    say = speech.say

    def minutes(mean: float, error: float) -> str:
        if not math.isfinite(error):
            return _minutes(mean, speech)
        chance = speech.decimal(1.96 * error, 1)
        return say("many-error", mean=_minutes(mean, speech), error=chance)

    within = say("many-in-time", minutes=speech.brief(SURGERY_MIN))
    return Section(
        heading=say("many-until"),
        header=(
            *column_names(speech, "many-rule", "many-category", "many-persons", "many-mean"),
            *(say("many-most-runs"), within, say("many-no-surgery")),
        ),
        rows=tuple(
            (
                say(RULES[each.rule]),
                _rank(each.rank, speech),
                speech.number(each.persons),
                minutes(each.minutes, each.error),
                say(
                    "bounds-range",
                    low=_minutes(each.low, speech),
                    high=_minutes(each.high, speech),
                ),
                speech.percent(each.in_time),
                Cell(speech.decimal(each.never, 1), "bad" if each.never > 0 else "good"),
            )
            for each in plan.outcomes
        ),
        numbers=frozenset({2, 3, 4, 5, 6}),
        notes=(say("many-persons-are"), say("many-rules-are")),
    )


def _waits(plan: CasualtyPlan, speech: Speech) -> Section:
    return Section(
        heading=speech.say("many-waits"),
        header=column_names(
            speech,
            *("many-rule", "many-hospital", "many-brought", "many-operated", "many-wait"),
            "many-wait-most",
        ),
        rows=tuple(
            (
                speech.say(RULES[each.rule]),
                each.hospital,
                speech.decimal(each.persons, 1),
                speech.decimal(each.operations, 1),
                _minutes(each.wait_min, speech) if each.operations else "-",
                _minutes(each.wait_high, speech) if each.operations else "-",
            )
            for each in plan.loads
        ),
        numbers=frozenset({2, 3, 4, 5}),
        notes=(speech.say("many-wait-is"),),
    )


def _steps(speech: Speech) -> tuple[tuple[str, str], ...]:
    """Return the questions of START in their order, and what each answer means."""
    say = speech.say
    immediate, delayed, minor, deceased = (_rank(each, speech) for each in CATEGORIES)
    at_once = say("many-yes", rank=immediate)
    return (
        (say("many-walks"), say("many-yes", rank=minor)),
        (say("many-breathes"), say("many-yes-no", yes=immediate, no=deceased)),
        (say("many-rate", rate=speech.brief(RATE_MAX)), at_once),
        (say("many-pulse", seconds=speech.brief(REFILL_MAX_S)), at_once),
        (say("many-obeys"), say("many-yes-no", yes=immediate, no=delayed)),
    )


def _sentences(plan: CasualtyPlan, speech: Speech) -> tuple[str, ...]:
    care, event, say = plan.event.care, plan.event, speech.say
    runs = say(
        "many-runs",
        runs=speech.number(plan.runs),
        seed=str(plan.seed),
        minutes=speech.brief(care.surgery_min),
        variation=speech.brief(care.variation),
        blood=speech.brief(care.blood_each),
        share=speech.percent(care.delayed_share),
    )
    return (
        room_text(event.assumption, speech.language),
        runs,
        *(
            say(
                "many-not-brought",
                rule=say(RULES[rule]),
                persons=speech.decimal(persons, 1),
                all=speech.number(len(event.ranks)),
            )
            for rule, persons in plan.not_brought
            if persons
        ),
        say("many-minor-walk"),
        say("many-no-rest"),
        *room_texts(event.notes(), speech.language),
    )


def _minutes(value: float, speech: Speech) -> str:
    return speech.number(value) if math.isfinite(value) else speech.say("evac-never")


def _transfers(plan: CasualtyPlan, speech: Speech) -> Section:
    """Say which transfers help, and how far the greedy choice is from the best."""
    say, number = speech.say, speech.number
    best = plan.exact or plan.greedy
    names = [each.origin.ref for each in plan.event.medical.facilities]
    saved = best.before_min - best.after_min
    persons = max(1, int(plan.event.operated.sum()))
    sentences = [
        say("many-saved", minutes=number(saved), each=number(saved / persons))
        if best.moves
        else say("many-no-transfer")
    ]
    if plan.exact is None:
        sentences.append(say("many-greedy"))
    else:
        gap = max(0.0, plan.greedy.after_min - plan.exact.after_min)
        sentences.append(say("many-proven", minutes=number(gap)))
    return Section(
        heading=say("many-transfers"),
        sentences=tuple(sentences),
        header=column_names(speech, "many-from", "many-to", "many-category", "many-persons"),
        rows=tuple(
            (
                names[each.start],
                names[each.end],
                _rank(CATEGORIES[each.rank], speech),
                number(each.persons),
            )
            for each in best.moves
        ),
        numbers=frozenset({3}),
        notes=(say("many-never-counts"),),
    )


def _first_days(needs: NeedsStatement | None, speech: Speech) -> tuple[Section, ...]:
    if needs is None:
        return ()
    return (
        first_needs_section(
            needs,
            heading=speech.say("many-first-days"),
            note=speech.say("many-displaced"),
            speech=speech,
        ),
    )


def _map(plan: CasualtyPlan, speech: Speech) -> Figure:
    """Draw the wounded, the hospitals, and who is brought where under the last rule."""
    event = plan.event
    facilities = event.medical.facilities
    ends = [(each.place.lon or 0.0, each.place.lat or 0.0) for each in facilities]
    frame = wide_frame([(event.lon, event.lat), *ends], width=WIDTH)
    labels = Labels(frame.width, frame.height)
    x, y = frame.xy(event.lon, event.lat)
    loads = {each.hospital: each.persons for each in plan.loads if each.rule == "soonest"}
    body = []
    for each, end in zip(facilities, ends, strict=True):
        there = frame.xy(*end)
        share = loads[each.origin.ref] / len(event.ranks)
        if share > 0:
            wide = f'stroke="{BLUE}" stroke-width="{1 + 12 * share:.1f}" stroke-opacity="0.6"'
            body.append(path(f"M{x:.1f} {y:.1f}L{there[0]:.1f} {there[1]:.1f}", wide))
    for h, (each, end) in enumerate(zip(facilities, ends, strict=True)):
        u, v = frame.xy(*end)
        body.append(rect(u - 5, v - 5, 10, 10, INK if event.tables[h] else PAPER, OUTLINE))
        persons = speech.number(loads[each.origin.ref])
        words = speech.say("sheet-says", who=each.origin.ref, what=persons)
        body += labels.beside(u, v, words, size=12, gap=9)
    body.append(circle(x, y, 7, RED, OUTLINE))
    names = "".join(f" {n}: {speech.apart(words)}." for n, words in enumerate(labels.key, start=1))
    return map_figure(
        frame,
        body,
        name="casualties",
        title=speech.say("many-map"),
        description=speech.say("many-map-says"),
        caption=speech.say("many-caption") + names,
        key=key_words(KEY, speech),
        simulated=plan.simulated,
        speech=speech,
    )
