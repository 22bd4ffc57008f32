"""The pages of casualty evacuation: where 10-1-2 holds, and the chain of one casualty."""

from __future__ import annotations

import math
from datetime import UTC
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.languages.rooms import room_text, room_texts
from sulh.languages.speech import ENGLISH
from sulh.report.closed import closed_key, closed_marks
from sulh.report.labels import Labels
from sulh.report.map_frame import fit_map, key_words, map_figure
from sulh.report.pages.words import column_names, place_and_light
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import BLUE, GREY, INK, PAPER, RED, circle, clean, rect
from sulh.report.text import grouped_reasons, hour_cells, hour_heads, two_clocks
from sulh.respond import closed_areas
from sulh.respond.evacuation import AID_MIN, CARE_MIN, SURGERY_MIN

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sulh.languages.speech import Speech
    from sulh.report.model import Figure
    from sulh.respond.area import AreaCover, LossOfAsset
    from sulh.respond.casualty import CasualtyChain, ChainStep
    from sulh.respond.fixes import Fix

__all__ = ["area_sheet", "chain_sheet"]

WIDTH, HEIGHT = 900.0, 600.0
RADIUS_MAX = 9.0
PALE = 'fill-opacity="0.5"'
NO_ONE = {"nobody": "evac-nobody", "none": "sheet-none"}
"""What stands in a chain where nobody comes, and where no facility is reached."""
FIX_WORDS = {
    "move": "evac-fix-move",
    "landing-site": "evac-fix-landing-site",
    "asset": "evac-fix-asset",
    "post": "evac-fix-post",
}
OUTLINE = f'stroke="{INK}" stroke-width="2"'
KEY = (
    (circle(12, -4, 6, BLUE, PALE), "evac-key-holds"),
    (circle(12, -4, 6, RED, PALE), "evac-key-not"),
    (circle(12, -4, 6, GREY, PALE), "evac-key-nobody"),
    (rect(8, -8, 9, 9, INK, OUTLINE), "evac-key-operates"),
    (rect(8, -8, 9, 9, PAPER, OUTLINE), "evac-key-other"),
)


def area_sheet(cover: AreaCover, fixes: tuple[Fix, ...] = (), *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of an area: maps, people by conditions, what each asset means, and fixes."""
    say, number = speech.say, speech.number
    total, troops = float(cover.people.sum()), float(cover.troops.sum())
    rows = tuple(
        (
            room_text(each.name, speech.language),
            number(cover.people_within(case)),
            _share(cover.people_within(case), total, speech),
            number(cover.people_expected(case)),
            number(cover.people[np.isinf(cover.evacuations[case].surgery_min)].sum()),
            *((number(cover.troops_within(case)),) if troops else ()),
        )
        for case, each in enumerate(cover.conditions)
    )
    own_head = ("evac-troops-within",) if troops else ()
    notes = room_texts((cover.assumption, *cover.notes()), speech.language)
    return Sheet(
        title=say("evac-title"),
        language=speech.language,
        facts=(
            Fact(number(total), say("evac-people")),
            *((Fact(number(troops), say("evac-troops")),) if troops else ()),
            *(Fact(row[2], say("evac-within", conditions=row[0])) for row in rows),
        ),
        sentences=(*notes, _limits(speech), say("evac-caution")),
        sections=(
            Section(
                heading=say("evac-by-conditions"),
                header=column_names(
                    speech,
                    *("evac-conditions", "evac-within-head", "evac-share", "evac-expected"),
                    *("evac-no-surgery", *own_head),
                ),
                rows=rows,
                numbers=frozenset({1, 2, 3, 4, 5} if troops else {1, 2, 3, 4}),
                notes=(say("evac-expected-is"),),
            ),
            *((_fix_section(fixes, speech),) if fixes else ()),
            _assets(cover, speech, has_troops=bool(troops)),
            Section(
                heading=say("evac-maps"),
                figures=tuple(_map(cover, case, speech) for case in range(len(cover.conditions))),
            ),
        ),
    )


def _limits(speech: Speech) -> str:
    """Return what 10-1-2 means."""
    return speech.say(
        "evac-limits",
        aid=speech.brief(AID_MIN),
        care=speech.brief(CARE_MIN),
        surgery=speech.brief(SURGERY_MIN),
    )


def _assets(cover: AreaCover, speech: Speech, *, has_troops: bool) -> Section:
    """Return who loses 10-1-2 without each asset: a row for each, a column for each of the conditions."""
    number, cases = speech.number, [each.name for each in cover.conditions]
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
    names = [room_text(each, speech.language) for each in cases]
    own = [speech.say("evac-own-troops", conditions=each) for each in names if has_troops]
    header = (*column_names(speech, "evac-without"), *names, *own)
    return Section(
        heading=speech.say("evac-assets"),
        header=header,
        rows=tuple(
            (
                each,
                *(number(lost[each][case].lost) for case in cases),
                *(number(lost[each][case].troops_lost) for case in cases if has_troops),
            )
            for each in assets
        ),
        numbers=frozenset(range(1, len(header))),
        notes=(speech.say("evac-no-change"),),
    )


def _share(part: float, whole: float, speech: Speech) -> str:
    if not whole:
        return speech.say("evac-no-people")
    return speech.say("evac-percent", number=speech.decimal(100 * part / whole, 1))


def _fix_section(fixes: tuple[Fix, ...], speech: Speech) -> Section:
    """Return the best change of each kind, from what costs least."""
    gap = room_text(fixes[0].conditions, speech.language)
    return Section(
        heading=speech.say("evac-gap"),
        header=column_names(speech, "evac-change", "evac-where", "evac-added", "evac-bound"),
        rows=tuple(
            (
                speech.say(FIX_WORDS[each.kind]),
                _where(each, speech),
                speech.number(each.people),
                speech.number(each.bound),
            )
            for each in fixes
        ),
        numbers=frozenset({2, 3}),
        wide=frozenset({1}),
        notes=(speech.say("evac-gap-is", conditions=gap), speech.say("evac-alike")),
    )


def _where(fix: Fix, speech: Speech) -> str:
    if not fix.sites:
        return speech.say("evac-adds-nobody")
    if not fix.assets:
        return speech.comma(fix.sites)
    moves = zip(fix.assets, fix.sites, strict=True)
    return speech.comma([speech.say("evac-to", who=who, site=site) for who, site in moves])


def _who(cover: AreaCover, i: int, chance: float, speech: Speech) -> str:
    """Return what a place's circle says: who is there, and the chance that the limits hold."""
    own = cover.troops[i]
    return speech.say(
        "evac-place-troops" if own else "evac-place-people",
        place=cover.places.names[i],
        number=speech.number(own or cover.people[i]),
        chance=speech.decimal(chance, 2),
    )


def _map(cover: AreaCover, case: int, speech: Speech) -> Figure:
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
    body = closed_marks(frame, areas, speech)
    for i in np.argsort(-persons, kind="stable"):
        fill = BLUE if evacuation.holds[i] else RED
        if math.isinf(evacuation.surgery_min[i]):
            fill = GREY
        radius = max(1.2, RADIUS_MAX * math.sqrt(persons[i] / most))
        title = clean(_who(cover, i, float(evacuation.chance[i]), speech))
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
    numbers = "".join(f" {n}: {speech.apart(words)}." for n, words in enumerate(labels.key, 1))
    name = room_text(cover.conditions[case].name, speech.language)
    share = _share(cover.people_within(case), float(cover.people.sum()), speech)
    return map_figure(
        frame,
        body,
        name=f"evacuation-{case}",
        title=speech.say("evac-map-title", conditions=name),
        description=speech.say("evac-map-says", share=share, conditions=name),
        caption=speech.say("evac-map-caption", conditions=name) + numbers,
        key=(*key_words(KEY, speech), *closed_key(areas, speech)),
        speech=speech,
    )


def chain_sheet(chain: CasualtyChain, *, clock: tzinfo = UTC, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of one casualty: the steps by the clock, and what is left without each asset.

    `clock` is the mission's; its times stand beside UTC.
    """
    say = speech.say
    heads = hour_heads(chain.wounded, clock, speech=speech)
    notes = (*chain.capacities, chain.higher, chain.assumption, *chain.notes)
    room_notes = room_texts([each for each in notes if each], speech.language)
    return Sheet(
        title=say("evac-casualty"),
        subtitle=say(
            "evac-wounded-at",
            time=two_clocks(chain.wounded, clock, speech),
            **place_and_light(chain.lon, chain.lat, speech, is_dark=chain.is_dark),
        ),
        language=speech.language,
        facts=(
            Fact(say("evac-holds" if chain.holds else "evac-holds-not"), say("evac-on-mean")),
            Fact(speech.percent(chain.chance), say("evac-chance-of")),
        ),
        sentences=(*room_notes, _limits(speech), say("evac-caution")),
        sections=(
            Section(
                heading=say("evac-chain"),
                header=(
                    *heads,
                    *column_names(speech, "evac-minutes", "evac-step", "evac-limit"),
                ),
                rows=tuple(_step_row(each, chain.wounded, clock, speech) for each in chain.steps),
                numbers=frozenset({len(heads), len(heads) + 2}),
                wide=frozenset({len(heads) + 1}),
                notes=(say("evac-mean-times"),),
            ),
            _next_chains(chain, speech),
            *(
                (
                    Section(
                        heading=say("evac-cannot"), bullets=grouped_reasons(chain.cannot, speech)
                    ),
                )
                if chain.cannot
                else ()
            ),
        ),
    )


def _next_chains(chain: CasualtyChain, speech: Speech) -> Section:
    """Return what is left when each asset does not start."""

    def name(asset: str) -> str:
        return speech.say(NO_ONE[asset]) if asset in NO_ONE else asset

    return Section(
        heading=speech.say("evac-next"),
        header=column_names(
            speech,
            *("evac-without", "evac-care-by", "evac-minutes", "evac-brought-by", "evac-facility"),
            *("evac-minutes", "evac-rule", "evac-chance"),
        ),
        rows=tuple(
            (
                each.lost,
                name(each.cared_by),
                _minutes(each.care_min, speech),
                name(each.brought_by),
                name(each.facility),
                _minutes(each.surgery_min, speech),
                Cell(speech.say("evac-holds"), "good")
                if each.holds
                else Cell(speech.say("evac-holds-not"), "bad"),
                speech.percent(each.chance),
            )
            for each in chain.next_chains
        ),
        numbers=frozenset({2, 5, 7}),
    )


def _minutes(value: float, speech: Speech) -> str:
    return speech.say("evac-never") if math.isinf(value) else speech.number(value)


def _step_row(
    step: ChainStep, wounded: datetime, clock: tzinfo, speech: Speech
) -> tuple[str | Cell, ...]:
    limit: str | Cell = ""
    if step.limit_min is not None:
        is_late = step.minutes > step.limit_min
        limit = Cell(speech.brief(step.limit_min), "bad" if is_late else "good")
    what = speech.say(f"chain-{step.event}", **_names_of(step))
    return (*hour_cells(step.at, wounded, clock), speech.number(step.minutes), what, limit)


def _names_of(step: ChainStep) -> dict[str, str]:
    return {"asset": step.asset, "facility": step.facility}
