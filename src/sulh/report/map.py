"""The map: outlines, zones by their findings, lines with their accuracy, sites and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from sulh.report.context import RANK
from sulh.report.labels import Labels
from sulh.report.map_focus import in_focus, is_seen, own_part
from sulh.report.map_frame import Ground, furniture, graticule, lay_out, shape
from sulh.report.map_legend import LINE, draw_legend
from sulh.report.map_reports import located, report_marks
from sulh.report.model import Figure
from sulh.report.svg import (
    AMBER,
    BLUE,
    INK,
    PAPER,
    RED,
    SOFT,
    Pen,
    document,
    num,
    rect,
)
from sulh.report.text import joined, plural

if TYPE_CHECKING:
    import polars as pl

    from sulh.mission.pack import Site
    from sulh.report.context import Basis

__all__ = ["draw_map", "worst_by_zone"]

WIDTH = 960.0
HEIGHT = 860.0
WATER = "#dce8f1"
LAND = "#f7f4ed"
LETTERS = {"breached": ("B", RED), "undetermined": ("U", AMBER), "met": ("M", BLUE)}
SITES_FIRST = ("headquarters", "sector-headquarters", "town", "camp", "battalion-headquarters")
NAMED_MAX = 6


def draw_map(base: Basis) -> Figure | None:
    """Return the map; None where neither the pack nor any report has a place."""
    places = located(base)
    ground = lay_out(in_focus(base, places), width=WIDTH, height=HEIGHT)
    if ground is None:
        return None
    pen = Pen("map")
    status = worst_by_zone(base)
    labels = Labels(ground.width, ground.height)
    labels.take(ground.width - 40, 0, 40, 56)
    labels.take(ground.width - 260, ground.height - 38, 260, 38)
    sites = _seen_sites(base, ground)
    labels.taken += [(x - 3, y - 3, x + 3, y + 3) for _, x, y in sites]
    names = _zone_names(base, ground, labels, status) + _sites(sites, labels)
    names += _land_names(base, ground, labels)
    body = [
        f"<defs>{_edge(ground)}{pen.patterns(strength=0.16)}</defs>",
        '<g clip-path="url(#map-edge)">',
        rect(0, 0, ground.width, ground.height, WATER),
        *_outlines(base, ground),
        *graticule(ground),
        *_zones(base, ground, pen, status),
        *_lines(base, ground),
        *report_marks(ground, places),
        *names,
        *furniture(ground),
        "</g>",
        rect(0, 0, ground.width, ground.height, "none", f'stroke="{SOFT}"'),
    ]
    seen = {each for each in base.pack.zones.values() if is_seen(ground, each.geometry)}
    shown = {each.id: status[each.id] for each in seen if each.id in status}
    legend, size = draw_legend(base, pen, ground, places, verdicts=set(shown.values()))
    told = "; ".join(
        f"{base.zone(zone)}: {status[zone]}" for zone in base.pack.zones if zone in shown
    )
    svg = document(
        "map",
        size,
        f"Map of {base.pack.title}",
        f"The worst finding of each zone: {told}." if told else "Places of reports.",
        [*body, *legend],
        simulated=base.facts.simulated,
    )
    return Figure(name="map", svg=svg, caption=_caption(base, labels, ground, places))


def _edge(ground: Ground) -> str:
    frame = rect(0, 0, ground.width, ground.height, INK)
    return f'<clipPath id="map-edge">{frame}</clipPath>'


def worst_by_zone(base: Basis) -> dict[str, str]:
    """Return the worst verdict of each zone, silence apart."""
    worst: dict[str, str] = {}
    for row in base.rows:
        if row["zone"] and not row["silent"]:
            verdict = row["verdict"]
            if RANK[verdict] > RANK.get(worst.get(row["zone"], ""), 0):
                worst[row["zone"]] = verdict
    return worst


def _outlines(base: Basis, ground: Ground) -> list[str]:
    styles = {
        "land": f'fill="{LAND}" stroke="#a9a08c" stroke-width="1.1"',
        "coast": 'fill="none" stroke="#6f93ad" stroke-width="1"',
        "river": 'fill="none" stroke="#7fa9c6" stroke-width="1"',
        "border": 'fill="none" stroke="#8c8371" stroke-width="1" stroke-dasharray="7 3"',
    }
    kinds = list(styles)
    ordered = sorted(base.pack.base, key=lambda each: kinds.index(each.kind))
    return [shape(ground, each.geometry, styles[each.kind]) for each in ordered]


def _zones(base: Basis, ground: Ground, pen: Pen, status: dict[str, str]) -> list[str]:
    fills = {"breached": pen.breached, "undetermined": pen.undetermined, "met": pen.met}
    drawn = [each for each in base.pack.zones.values() if each.geometry is not None]
    drawn.sort(key=lambda each: len(each.within))
    return [
        shape(
            ground,
            own_part(base, each),
            f'fill="{fills.get(status.get(each.id, ""), "none")}" stroke="{INK}" '
            'stroke-width="1" stroke-dasharray="6 3"',
        )
        for each in drawn
    ]


def _lines(base: Basis, ground: Ground) -> list[str]:
    """Return each line over the band in which, by its accuracy, it may really lie."""
    drawn = []
    for each in base.pack.lines.values():
        band = max(3.0, 2 * ground.metres(each.accuracy_m))
        style = f'fill="none" stroke="{LINE}" stroke-linejoin="round"'
        drawn += [
            shape(
                ground, each.geometry, f'{style} stroke-width="{num(band)}" stroke-opacity="0.14"'
            ),
            shape(ground, each.geometry, f'{style} stroke-width="1.8"'),
        ]
    return drawn


def _zone_names(base: Basis, ground: Ground, labels: Labels, status: dict[str, str]) -> list[str]:
    drawn = []
    for zone in base.pack.zones.values():
        if zone.geometry is not None:
            letter, fill = LETTERS.get(status.get(zone.id, ""), ("", ""))
            drawn += labels.inside(ground, own_part(base, zone), zone.name, letter, fill)
    return drawn


def _seen_sites(base: Basis, ground: Ground) -> list[tuple[Site, float, float]]:
    """Return the sites on the drawing and where they lie, the most important first."""
    placed = [(site, *ground.xy(site.lon, site.lat)) for site in base.pack.sites.values()]
    return sorted(
        (each for each in placed if ground.holds(each[1], each[2])), key=lambda each: _rank(each[0])
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


def _land_names(base: Basis, ground: Ground, labels: Labels) -> list[str]:
    """Name the lands around, where there is room and no zone bears the name."""
    zones = [each for each in base.pack.zones.values() if each.geometry is not None]
    named = {each.name for each in zones}
    covered = shapely.union_all([each.geometry for each in zones])
    drawn = []
    for each in base.pack.base:
        if each.kind == "land" and each.name not in named:
            free = shapely.difference(shapely.make_valid(each.geometry), covered)
            drawn += labels.within(ground, free, each.name)
    return drawn


def _caption(base: Basis, labels: Labels, ground: Ground, places: pl.DataFrame) -> str:
    said = ["Larger marks stand for several reports at one place."]
    if labels.key:
        numbers = [f"{n} {name}" for n, name in enumerate(labels.key, start=1)]
        said.append(f"By number: {'; '.join(numbers)}.")
    hidden = [each.name for each in base.pack.zones.values() if each.geometry is None]
    if hidden:
        more = len(hidden) - NAMED_MAX
        named = joined(hidden) if more <= 1 else f"{', '.join(hidden[:NAMED_MAX])} and {more} more"
        said.append(f"Known by name only, and not drawn: {plural(len(hidden), 'zone')} ({named}).")
    nowhere = sum(
        frame["lon"].null_count() for frame in (base.tables.incidents, base.tables.observations)
    )
    if nowhere:
        said.append(f"Not shown: {plural(nowhere, 'report')} without coordinates.")
    beyond = sum(
        count
        for lon, lat, count in places.select("lon", "lat", "len").iter_rows()
        if not ground.holds(*ground.xy(lon, lat))
    )
    if beyond:
        said.append(f"Not shown: {plural(beyond, 'report')} beyond the edges.")
    said.append(
        "Equirectangular projection, WGS 84. Outlines are no part of any judgement; borders and "
        "names imply no opinion on the status of any territory."
    )
    return " ".join(said)
