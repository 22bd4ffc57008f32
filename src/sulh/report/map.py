"""The map: outlines, zones by their findings, lines with their accuracy, sites and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from sulh.report.context import RANK
from sulh.report.labels import Labels
from sulh.report.map_focus import in_focus, is_seen, own_part
from sulh.report.map_frame import fit_map, map_figure, shape
from sulh.report.map_key import LINE, map_key
from sulh.report.map_reports import report_marks, report_places
from sulh.report.svg import (
    AMBER,
    BLUE,
    INK,
    PAPER,
    RED,
    Pen,
    num,
    rect,
)

if TYPE_CHECKING:
    import polars as pl

    from sulh.mission.pack import Site
    from sulh.report.context import ReportContext
    from sulh.report.map_frame import MapFrame
    from sulh.report.model import Figure

__all__ = ["draw_map", "worst_by_zone"]

WIDTH = 960.0
HEIGHT = 860.0
WATER = "#dce8f1"
LAND = "#f7f4ed"
FILLS = {"breached": RED, "undetermined": AMBER, "met": BLUE}
SITES_FIRST = ("headquarters", "sector-headquarters", "town", "camp", "battalion-headquarters")
NAMED_MAX = 6
BESIDE_MAX = 620.0
"""A map no wider than this has room for its key at its side."""


def draw_map(context: ReportContext) -> Figure | None:
    """Return the map; None where neither the pack nor any report has a place."""
    places = report_places(context)
    frame = fit_map(in_focus(context, places), width=WIDTH, height=HEIGHT)
    if frame is None:
        return None
    pen = Pen("map")
    worst = worst_by_zone(context)
    labels = Labels(frame.width, frame.height)
    names = _names(context, frame, labels, worst)
    visible = {
        each.id: worst[each.id]
        for each in context.pack.zones.values()
        if each.id in worst and is_seen(frame, each.geometry)
    }
    say = context.speech
    zones = say.semicolon(
        [
            say.say(
                "map-zone-is", zone=context.zone(zone), verdict=say.say(f"report-was-{verdict}")
            )
            for zone, verdict in visible.items()
        ]
    )
    return map_figure(
        frame,
        [
            f"<defs>{pen.patterns(strength=0.16)}</defs>",
            *_zones(context, frame, pen, worst),
            *_lines(context, frame),
            *report_marks(frame, places),
            *names,
        ],
        name="map",
        title=say.say("map-title", title=context.pack.title),
        description=say.say("map-zones", zones=zones) if zones else say.say("map-places"),
        caption=_caption(context, labels, frame, places),
        key=map_key(context, pen, places, verdicts=set(visible.values())),
        key_beside=frame.width <= BESIDE_MAX,
        land=_outlines(context, frame),
        ground=WATER,
        simulated=context.facts.simulated,
        speech=say,
    )


def _names(
    context: ReportContext, frame: MapFrame, labels: Labels, worst: dict[str, str]
) -> list[str]:
    """Return the names, clear of the scale bar, the north arrow and the sites' marks."""
    labels.take(frame.width - 40, 0, 40, 56)
    labels.take(frame.width - 260, frame.height - 38, 260, 38)
    sites = _seen_sites(context, frame)
    labels.boxes += [(x - 3, y - 3, x + 3, y + 3) for _, x, y in sites]
    names = _zone_names(context, frame, labels, worst) + _sites(sites, labels)
    return names + _land_names(context, frame, labels)


def worst_by_zone(context: ReportContext) -> dict[str, str]:
    """Return the worst verdict of each zone, silence apart."""
    worst: dict[str, str] = {}
    for finding in context.findings:
        if finding.zone and not finding.is_silent:
            verdict = finding.verdict
            if RANK[verdict] > RANK.get(worst.get(finding.zone, ""), 0):
                worst[finding.zone] = verdict
    return worst


def _outlines(context: ReportContext, frame: MapFrame) -> list[str]:
    styles = {
        "land": f'fill="{LAND}" stroke="#a9a08c" stroke-width="1.1"',
        "coast": 'fill="none" stroke="#6f93ad" stroke-width="1"',
        "river": 'fill="none" stroke="#7fa9c6" stroke-width="1"',
        "border": 'fill="none" stroke="#8c8371" stroke-width="1" stroke-dasharray="7 3"',
    }
    kinds = list(styles)
    ordered = sorted(context.pack.base, key=lambda each: kinds.index(each.kind))
    return [shape(frame, each.geometry, styles[each.kind]) for each in ordered]


def _zones(context: ReportContext, frame: MapFrame, pen: Pen, status: dict[str, str]) -> list[str]:
    fills = {"breached": pen.breached, "undetermined": pen.undetermined, "met": pen.met}
    zones = [each for each in context.pack.zones.values() if each.geometry is not None]
    zones.sort(key=lambda each: len(each.within))
    return [
        shape(
            frame,
            own_part(context, each),
            f'fill="{fills.get(status.get(each.id, ""), "none")}" stroke="{INK}" '
            'stroke-width="1" stroke-dasharray="6 3"',
        )
        for each in zones
    ]


def _lines(context: ReportContext, frame: MapFrame) -> list[str]:
    """Return each line over the band in which, by its accuracy, it may really lie."""
    elements = []
    for each in context.pack.lines.values():
        band = max(3.0, 2 * frame.metres(each.accuracy_m))
        style = f'fill="none" stroke="{LINE}" stroke-linejoin="round"'
        elements += [
            shape(
                frame, each.geometry, f'{style} stroke-width="{num(band)}" stroke-opacity="0.14"'
            ),
            shape(frame, each.geometry, f'{style} stroke-width="1.8"'),
        ]
    return elements


def _zone_names(
    context: ReportContext, frame: MapFrame, labels: Labels, status: dict[str, str]
) -> list[str]:
    elements = []
    for zone in context.pack.zones.values():
        if zone.geometry is not None:
            verdict = status.get(zone.id, "")
            letter = context.speech.say(f"letter-{verdict}") if verdict else ""
            area, fill = own_part(context, zone), FILLS.get(verdict, "")
            ink = INK if verdict == "undetermined" else PAPER
            elements += labels.inside(frame, area, zone.name, letter, fill, ink)
    return elements


def _seen_sites(context: ReportContext, frame: MapFrame) -> list[tuple[Site, float, float]]:
    """Return the sites on the drawing and where they lie, the most important first."""
    positions = [(site, *frame.xy(site.lon, site.lat)) for site in context.pack.sites.values()]
    return sorted(
        (each for each in positions if frame.holds(each[1], each[2])),
        key=lambda each: _rank(each[0]),
    )


def _rank(site: Site) -> int:
    return SITES_FIRST.index(site.kind) if site.kind in SITES_FIRST else len(SITES_FIRST)


def _sites(sites: list[tuple[Site, float, float]], labels: Labels) -> list[str]:
    marks, names = [], []
    for site, x, y in sites:
        is_first = _rank(site) < 2
        size = 3.6 if is_first else 2.4
        style = f'stroke="{PAPER}" stroke-width="0.8"'
        marks.append(rect(x - size, y - size, 2 * size, 2 * size, INK, style))
        names += labels.beside(x, y, site.name, size=10.5 if is_first else 9.5)
    return marks + names


def _land_names(context: ReportContext, frame: MapFrame, labels: Labels) -> list[str]:
    """Name the lands around, where there is room and no zone bears the name."""
    zones = [each for each in context.pack.zones.values() if each.geometry is not None]
    names = {each.name for each in zones}
    covered = shapely.union_all([each.geometry for each in zones])
    elements = []
    for each in context.pack.base:
        if each.kind == "land" and each.name not in names:
            free = shapely.difference(shapely.make_valid(each.geometry), covered)
            elements += labels.within(frame, free, each.name)
    return elements


def _caption(context: ReportContext, labels: Labels, frame: MapFrame, places: pl.DataFrame) -> str:
    say = context.speech
    sentences = [say.say("map-larger")]
    if labels.key:
        numbers = [
            say.say("map-numbered", number=n, name=name)
            for n, name in enumerate(labels.key, start=1)
        ]
        sentences.append(say.say("map-by-number", names=say.semicolon(numbers)))
    hidden = [each.name for each in context.pack.zones.values() if each.geometry is None]
    if hidden:
        more = len(hidden) - NAMED_MAX
        names = (
            say.join(hidden)
            if more <= 1
            else say.say("report-and-more", list=say.comma(hidden[:NAMED_MAX]), count=more)
        )
        zones = say.say("report-zones", count=len(hidden))
        sentences.append(say.say("map-hidden", zones=zones, names=names))
    nowhere = sum(
        frame["lon"].null_count()
        for frame in (context.tables.incidents, context.tables.observations)
    )
    if nowhere:
        reports = say.say("report-reports", count=nowhere)
        sentences.append(say.say("map-nowhere", reports=reports))
    beyond = sum(
        count
        for lon, lat, count in places.select("lon", "lat", "len").iter_rows()
        if not frame.holds(*frame.xy(lon, lat))
    )
    if beyond:
        reports = say.say("report-reports", count=beyond)
        sentences.append(say.say("map-beyond", reports=reports))
    sentences.append(say.say("map-projection"))
    return " ".join(sentences)
