"""The pages of casualty evacuation: where 10-1-2 holds, and the chain of one casualty."""

from __future__ import annotations

import math
from datetime import UTC
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.errors import plural
from sulh.report.closed import closed_key, closed_marks
from sulh.report.labels import Labels
from sulh.report.map_frame import fit_map, map_figure
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import BLUE, GREY, INK, PAPER, RED, circle, clean, rect
from sulh.report.text import grouped_reasons, hour_cells, hour_heads, two_clocks
from sulh.respond import closed_areas
from sulh.respond.evacuation import AID_MIN, CARE_MIN, SURGERY_MIN

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sulh.report.model import Figure
    from sulh.respond.area import AreaCover, LossOfAsset
    from sulh.respond.casualty import CasualtyChain, ChainStep
    from sulh.respond.fixes import Fix

__all__ = ["area_sheet", "chain_sheet"]

WIDTH, HEIGHT = 900.0, 600.0
RADIUS_MAX = 9.0
PALE = 'fill-opacity="0.5"'
OUTLINE = f'stroke="{INK}" stroke-width="2"'
KEY = (
    (circle(12, -4, 6, BLUE, PALE), "10-1-2 holds (area: people)"),
    (circle(12, -4, 6, RED, PALE), "10-1-2 does not hold"),
    (circle(12, -4, 6, GREY, PALE), "nobody comes"),
    (rect(8, -8, 9, 9, INK, OUTLINE), "facility that operates"),
    (rect(8, -8, 9, 9, PAPER, OUTLINE), "another facility"),
)
CAUTION = (
    "The delays before and between the ways are assumptions of this plan, not measurements. "
    "Each asset is taken to stand ready at its base."
)
LIMITS = (
    f"10-1-2: first aid within {AID_MIN:g} minutes of the wounding, medical care within {CARE_MIN:g}, "
    f"damage-control surgery within {SURGERY_MIN:g} (United Nations, DOS/2020.7)."
)


FIX_WORDS = {
    "move": "an asset moves",
    "landing-site": "a new landing site",
    "asset": "a new ambulance with medical personnel",
    "post": "the same, with a forward surgical team",
}


def area_sheet(cover: AreaCover, fixes: tuple[Fix, ...] = ()) -> Sheet:
    """Return the page of an area: maps, people by conditions, what each asset means, and fixes."""
    total, troops = float(cover.people.sum()), float(cover.troops.sum())
    rows = tuple(
        (
            each.name,
            f"{cover.people_within(case):,.0f}",
            _share(cover.people_within(case), total),
            f"{cover.people_expected(case):,.0f}",
            f"{cover.people[np.isinf(cover.evacuations[case].surgery_min)].sum():,.0f}",
            *((f"{cover.troops_within(case):,.0f}",) if troops else ()),
        )
        for case, each in enumerate(cover.conditions)
    )
    return Sheet(
        title="Casualty evacuation: where 10-1-2 holds",
        facts=(
            Fact(f"{total:,.0f}", "people"),
            *((Fact(f"{troops:,.0f}", "own troops"),) if troops else ()),
            *(Fact(row[2], f"within 10-1-2, {row[0]}") for row in rows),
        ),
        sentences=(cover.assumption, *cover.notes(), LIMITS, CAUTION),
        sections=(
            Section(
                heading="People by conditions",
                header=(
                    "conditions",
                    "within 10-1-2",
                    "share",
                    "to be expected",
                    "no surgery",
                    *(("own troops within",) if troops else ()),
                ),
                rows=rows,
                numbers=frozenset({1, 2, 3, 4, 5} if troops else {1, 2, 3, 4}),
                notes=(
                    "To be expected: people times the chance that all three limits hold, delays included.",
                ),
            ),
            *((_fix_section(fixes),) if fixes else ()),
            _loss_section(cover),
            Section(
                heading="Maps",
                figures=tuple(_map(cover, case) for case in range(len(cover.conditions))),
            ),
        ),
    )


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "no people"


def _loss_section(cover: AreaCover) -> Section:
    """Return who loses 10-1-2 without each asset: a row for each, a column for each of the conditions."""
    cases = [each.name for each in cover.conditions]
    lost: dict[str, dict[str, LossOfAsset]] = {}
    for each in cover.losses:
        lost.setdefault(each.asset, {})[each.conditions] = each
    worst = {
        asset: max((each.lost + each.troops_lost for each in own.values()), default=0.0)
        for asset, own in lost.items()
    }
    assets = sorted(
        (each for each in lost if worst[each] > 0), key=lambda each: (-worst[each], each)
    )
    has_troops = bool(cover.troops.sum())
    header = ("without", *cases, *(f"own troops, {each}" for each in cases if has_troops))
    return Section(
        heading="What each asset means",
        header=header,
        rows=tuple(
            (
                each,
                *(f"{lost[each][case].lost:,.0f}" for case in cases),
                *(f"{lost[each][case].troops_lost:,.0f}" for case in cases if has_troops),
            )
            for each in assets
        ),
        numbers=frozenset(range(1, len(header))),
        notes=(
            "People who lose 10-1-2 without the asset. Assets whose loss changes nothing are left out.",
        ),
    )


def _fix_section(fixes: tuple[Fix, ...]) -> Section:
    """Return the best change of each kind, from what costs least."""
    return Section(
        heading="What closes the largest gap",
        header=("change", "where", "people added", "no choice adds more than"),
        rows=tuple(
            (
                FIX_WORDS[each.kind],
                _where(each),
                f"{each.people:,.0f}",
                f"{each.bound:,.0f}",
            )
            for each in fixes
        ),
        numbers=frozenset({2, 3}),
        wide=frozenset({1}),
        notes=(
            f"The largest gap: {fixes[0].conditions}. From what costs least to what costs most.",
            "People and own troops count alike; who loses 10-1-2 by a move is taken off.",
        ),
    )


def _where(fix: Fix) -> str:
    if not fix.sites:
        return "none adds anybody"
    if not fix.assets:
        return ", ".join(fix.sites)
    return ", ".join(f"{who} to {site}" for who, site in zip(fix.assets, fix.sites, strict=True))


def _who(cover: AreaCover, i: int) -> str:
    if cover.troops[i]:
        return f"{cover.troops[i]:,.0f} own troops"
    return f"{plural(round(cover.people[i]), 'person', 'people')}"


def _map(cover: AreaCover, case: int) -> Figure:
    """Draw the places by whether 10-1-2 holds, and the facilities."""
    places, facilities = cover.places, cover.medical.facilities
    ends = [(each.place.lon or 0.0, each.place.lat or 0.0) for each in facilities]
    points = np.concatenate([np.column_stack([places.lon, places.lat]), np.array(ends, float)])
    frame = fit_map([shapely.MultiPoint(points)], width=WIDTH, height=HEIGHT)
    if frame is None:
        raise AssertionError("there is at least one place")
    persons = cover.people + cover.troops
    evacuation, most = cover.evacuations[case], float(persons.max()) or 1.0
    areas = closed_areas(cover.conditions[case].travel.closures)
    labels, spots = Labels(frame.width, frame.height), []
    body = closed_marks(frame, areas)
    for i in np.argsort(-persons, kind="stable"):
        fill = BLUE if evacuation.holds[i] else RED
        if math.isinf(evacuation.surgery_min[i]):
            fill = GREY
        radius = max(1.2, RADIUS_MAX * math.sqrt(persons[i] / most))
        title = f"{clean(places.names[i])}: {_who(cover, i)}, chance {evacuation.chance[i]:.2f}"
        mark = circle(*frame.xy(places.lon[i], places.lat[i]), radius, fill, PALE)
        body.append(f"<g><title>{title}</title>{mark}</g>")
    for i, (each, end) in enumerate(zip(facilities, ends, strict=True)):
        x, y = frame.xy(*end)
        fill = INK if i in cover.medical.surgical else PAPER
        body.append(rect(x - 4.5, y - 4.5, 9, 9, fill, OUTLINE))
        labels.take(x - 5, y - 5, 10, 10)
        spots.append((x, y, each.origin.ref))
    for x, y, words in spots:
        body += labels.beside(x, y, words, size=12, gap=9)
    numbers = "".join(f" {n}: {words}." for n, words in enumerate(labels.key, start=1))
    name = cover.conditions[case].name
    return map_figure(
        frame,
        body,
        name=f"evacuation-{case}",
        title=f"Where 10-1-2 holds: {name}",
        description=f"{_share(cover.people_within(case), float(cover.people.sum()))} of the people, {name}.",
        caption=f"Conditions: {name}.{numbers}",
        key=(*KEY, *closed_key(areas)),
    )


def chain_sheet(chain: CasualtyChain, *, clock: tzinfo = UTC) -> Sheet:
    """Return the page of one casualty: the steps by the clock, and what is left without each asset.

    `clock` is the mission's; its times stand beside UTC.
    """
    verdict = "holds" if chain.holds else "does not hold"
    light = "in the dark" if chain.is_dark else "by daylight"
    heads = hour_heads(chain.wounded, clock)
    return Sheet(
        title="Casualty evacuation",
        subtitle=f"lon {chain.lon:g}, lat {chain.lat:g}; wounded {two_clocks(chain.wounded, clock)}, {light}",
        facts=(
            Fact(verdict, "10-1-2 on the mean"),
            Fact(f"{chain.chance:.0%}", "chance of 10-1-2"),
        ),
        sentences=(
            *chain.capacities,
            *((chain.higher,) if chain.higher else ()),
            chain.assumption,
            *chain.notes,
            LIMITS,
            CAUTION,
        ),
        sections=(
            Section(
                heading="The chain",
                header=(*heads, "minutes", "step", "limit"),
                rows=tuple(_step_row(each, chain.wounded, clock) for each in chain.steps),
                numbers=frozenset({len(heads), len(heads) + 2}),
                wide=frozenset({len(heads) + 1}),
                notes=("Times are those of the mean delays.",),
            ),
            Section(
                heading="When an asset does not start",
                header=(
                    "without",
                    "care by",
                    "minutes",
                    "brought by",
                    "to",
                    "minutes",
                    "10-1-2",
                    "chance",
                ),
                rows=tuple(
                    (
                        each.lost,
                        each.cared_by,
                        _minutes(each.care_min),
                        each.brought_by,
                        each.facility,
                        _minutes(each.surgery_min),
                        Cell("holds", "good") if each.holds else Cell("does not hold", "bad"),
                        f"{each.chance:.0%}",
                    )
                    for each in chain.next_chains
                ),
                numbers=frozenset({2, 5, 7}),
            ),
            *(
                (Section(heading="Who cannot come", bullets=grouped_reasons(chain.cannot)),)
                if chain.cannot
                else ()
            ),
        ),
    )


def _minutes(value: float) -> str:
    return "never" if math.isinf(value) else f"{value:.0f}"


def _step_row(step: ChainStep, wounded: datetime, clock: tzinfo) -> tuple[str | Cell, ...]:
    limit: str | Cell = ""
    if step.limit_min is not None:
        is_late = step.minutes > step.limit_min
        limit = Cell(f"{step.limit_min:g}", "bad" if is_late else "good")
    return (*hour_cells(step.at, wounded, clock), f"{step.minutes:.0f}", step.what, limit)
