"""The page of many wounded: how long until surgery, who waits where, which transfers help, first needs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sulh.errors import plural
from sulh.report.labels import Labels
from sulh.report.map_frame import map_figure
from sulh.report.map_wide import wide_frame
from sulh.report.pages.needs import first_needs_section
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import BLUE, INK, PAPER, RED, circle, path, rect
from sulh.respond.evacuation import SURGERY_MIN
from sulh.respond.mass_casualty.triage import STEPS

if TYPE_CHECKING:
    from sulh.recover import NeedsStatement
    from sulh.report.model import Figure
    from sulh.respond.mass_casualty import CasualtyPlan

__all__ = ["casualties_sheet"]

WIDTH = 900.0
OUTLINE = f'stroke="{INK}" stroke-width="1.5"'
MARK = "SIMULATED: exercise records"
RULE_WORDS = {"nearest": "nearest hospital", "soonest": "soonest operation"}
KEY = (
    (circle(12, -4, 6, RED, OUTLINE), "the wounded"),
    (rect(8, -8, 9, 9, INK, OUTLINE), "hospital that operates"),
    (rect(8, -8, 9, 9, PAPER, OUTLINE), "other facility"),
    (path("M0 -4h24", f'stroke="{BLUE}" stroke-width="3"'), "the wider, the more are brought there"),
)  # fmt: skip


def casualties_sheet(plan: CasualtyPlan, needs: NeedsStatement | None = None) -> Sheet:
    """Return the page of an event; `needs` are those of the first 72 hours."""
    wounded = plan.event.wounded
    soonest = [each for each in plan.outcomes if each.rule == "soonest"]
    return Sheet(
        title="Many wounded",
        banner=MARK if plan.simulated else "",
        subtitle=f"lon {plan.event.lon:g}, lat {plan.event.lat:g}, "
        + ("in the dark" if plan.event.is_dark else "by daylight"),
        facts=(
            Fact(str(wounded.immediate), "immediate"),
            Fact(str(wounded.delayed), "delayed"),
            Fact(str(wounded.minor), "minor"),
            Fact(str(wounded.deceased), "deceased"),
            *(Fact(_minutes(each.minutes), f"minutes to surgery, {each.rank}") for each in soonest),
        ),
        sentences=_sentences(plan),
        sections=(
            Section(
                heading="Until surgery begins",
                header=("rule", "category", "persons", "mean minutes", "90 % of runs",
                        f"within {SURGERY_MIN:g} minutes", "no surgery"),
                rows=tuple(
                    (
                        RULE_WORDS[each.rule],
                        each.rank,
                        str(each.persons),
                        f"{_minutes(each.minutes)} ± {1.96 * each.error:.1f}" if math.isfinite(each.error)
                        else _minutes(each.minutes),
                        f"{_minutes(each.low)} to {_minutes(each.high)}",
                        f"{each.in_time:.0%}",
                        Cell(f"{each.never:.1f}", "bad" if each.never > 0 else "good"),
                    )
                    for each in plan.outcomes
                ),
                numbers=frozenset({2, 3, 4, 5, 6}),
                notes=(
                    "Persons who need an operation. ±: what chance in the runs leaves open (95 %).",
                    "Nearest hospital with a free bed; or where a table is free soonest, on the mean.",
                ),
            ),
            Section(heading="Map", figures=(_map(plan),)),
            Section(
                heading="Who waits where",
                header=("rule", "hospital", "brought", "operated", "mean wait", "95 % wait less than"),
                rows=tuple(
                    (
                        RULE_WORDS[each.rule],
                        each.hospital,
                        f"{each.persons:.1f}",
                        f"{each.operations:.1f}",
                        _minutes(each.wait_min) if each.operations else "-",
                        _minutes(each.wait_high) if each.operations else "-",
                    )
                    for each in plan.loads
                ),
                numbers=frozenset({2, 3, 4, 5}),
                notes=("Wait: minutes from ready for surgery until it begins.",),
            ),
            _transfers(plan),
            *_first_days(needs),
            Section(
                heading="START triage",
                header=("question", "answer"),
                rows=STEPS,
                notes=("Hoag Hospital and Newport Beach Fire Department, 1983, revised 1994; for adults.",),
            ),
        ),
    )  # fmt: skip


def _sentences(plan: CasualtyPlan) -> tuple[str, ...]:
    care, event = plan.event.care, plan.event
    assumed = (
        f"Runs: {plan.runs:,}, seed {plan.seed}. An operation takes "
        f"{plural(care.surgery_min, 'minute')} where the "
        f"hospital does not say (standard deviation {care.variation:g} of it) and "
        f"{plural(care.blood_each, 'unit')} "
        f"of blood; {care.delayed_share:.0%} of the delayed need one. These are assumptions."
    )
    return (
        event.assumption,
        assumed,
        *(
            f"{RULE_WORDS[rule]}: {persons:.1f} of {len(event.ranks)} are not brought to any hospital."
            for rule, persons in plan.not_brought
            if persons
        ),
        "The minor walk or wait; the deceased are left for the last. Neither is in the tables below.",
        "Assets go back and forth without a rest, and refuel where they stand.",
        *event.notes(),
    )


def _minutes(value: float) -> str:
    return f"{value:.0f}" if math.isfinite(value) else "never"


def _transfers(plan: CasualtyPlan) -> Section:
    """Say which transfers help, and how far the greedy choice is from the best."""
    best = plan.exact or plan.greedy
    names = [each.origin.ref for each in plan.event.medical.facilities]
    saved = best.before_min - best.after_min
    persons = max(1, int(plan.event.operated.sum()))
    sentences = [
        f"On means, after the nearest-hospital rule: {saved:,.0f} minutes less in all, "
        f"{saved / persons:.0f} for each person who needs an operation."
        if best.moves
        else "No transfer makes operations begin sooner in all."
    ]
    if plan.exact is None:
        sentences.append("One after the other, each the best at the time: not proven best.")
    else:
        gap = max(0.0, plan.greedy.after_min - plan.exact.after_min)
        sentences.append(
            f"Proven best; one after the other they would save {gap:,.0f} minutes less."
        )
    ranks = ("immediate", "delayed")
    return Section(
        heading="Transfers that help",
        sentences=tuple(sentences),
        header=("from", "to", "category", "persons"),
        rows=tuple(
            (names[each.start], names[each.end], ranks[each.rank], str(each.persons))
            for each in best.moves
        ),
        numbers=frozenset({3}),
        notes=("Whoever never has surgery counts as one day.",),
    )


def _first_days(needs: NeedsStatement | None) -> tuple[Section, ...]:
    if needs is None:
        return ()
    return (
        first_needs_section(
            needs,
            heading="The first 72 hours",
            note="For people displaced, by the minimum standards of `sulh recover needs`.",
        ),
    )


def _map(plan: CasualtyPlan) -> Figure:
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
        words = f"{each.origin.ref}: {loads[each.origin.ref]:.0f}"
        body += labels.beside(u, v, words, size=12, gap=9)
    body.append(circle(x, y, 7, RED, OUTLINE))
    names = "".join(f" {n}: {words}." for n, words in enumerate(labels.key, start=1))
    return map_figure(
        frame,
        body,
        name="casualties",
        title="Who is brought where",
        description="The place of the wounded, hospitals, and how many are brought to each on the mean.",
        caption="Rule: soonest operation. Lines are straight; the numbers are persons on the mean."
        + names,
        key=KEY,
        simulated=plan.simulated,
    )
