"""The page of a patrol plan: a map, the presence at each place, and the calendar."""

from __future__ import annotations

from html import escape
from math import cos, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.protect.patrol_plan import PatrolPlan

__all__ = ["page"]

WIDTH, HEIGHT, EDGE = 720.0, 480.0, 60.0


def page(plan: PatrolPlan, base: tuple[float, float], calendar: list[tuple[str, str, str]]) -> str:
    """Return HTML that needs nothing else; `base` is lon, lat, `calendar` rows of date, patrol, visits."""
    rows = "".join(
        f"<tr><td>{escape(p.name)}<td>{p.value:g}<td>{plan.game.presence[i]:.0%}"
        f"<td>{plan.uniform[i]:.0%}<td>{plan.fixed[i]:.0%}"
        for i, p in enumerate(plan.places)
    )
    days = "".join("<tr>" + "".join(f"<td>{escape(each)}" for each in row) for row in calendar)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Patrols</title>'
        "<style>body{font:15px sans-serif;max-width:760px;margin:24px auto;color:#222}"
        "td,th{padding:3px 12px 3px 0;text-align:left;vertical-align:top}svg{width:100%}</style>"
        "<h1>Patrols</h1><p><strong>Confidential.</strong> The circles show how likely each place is "
        "visited on a day: the fuller, the likelier. The cross is the base.</p>"
        f"{_map(plan, base)}<h2>Expected presence on a day</h2>"
        f"<table><tr><th>place<th>value<th>this plan<th>uniform<th>fixed{rows}</table>"
        f"<h2>Calendar</h2><table><tr><th>date<th>patrol<th>visits{days}</table></html>\n"
    )


def _map(plan: PatrolPlan, base: tuple[float, float]) -> str:
    shrink = cos(radians(base[1]))
    points = [(base[0] * shrink, base[1]), *((p.lon * shrink, p.lat) for p in plan.places)]
    west, south = (min(each) for each in zip(*points, strict=True))
    east, north = (max(each) for each in zip(*points, strict=True))
    scale = min(
        (WIDTH - 2 * EDGE) / max(east - west, 1e-6), (HEIGHT - 2 * EDGE) / max(north - south, 1e-6)
    )
    at = [(EDGE + (x - west) * scale, HEIGHT - EDGE - (y - south) * scale) for x, y in points]
    x, y = at[0]
    parts = [
        f'<path d="M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16" stroke="#222" stroke-width="3"/>'
    ]
    for (x, y), place, presence in zip(at[1:], plan.places, plan.game.presence, strict=True):
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="12" fill="#1f6fb2" fill-opacity="{presence:.2f}" '
            f'stroke="#1f6fb2" stroke-width="2"/><text x="{x:.1f}" y="{y + 28:.1f}" '
            f'text-anchor="middle" font-size="13">{escape(place.name)} {presence:.0%}</text>'
        )
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="Map of the places; north is up">'
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#f6f5f1"/>{"".join(parts)}</svg>'
    )
