"""The page of a patrol plan: a map, the presence at each place, and the calendar."""

from __future__ import annotations

from html import escape
from math import cos, hypot, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.protect.patrol.plan import PatrolPlan

__all__ = ["page"]

WIDTH, HEIGHT, EDGE = 960.0, 620.0, 70.0
LETTER, LINE = 7.0, 14.0
"""How much room a letter takes, in the map's units; on the safe side."""
STYLE = (
    "body{font:15px sans-serif;max-width:960px;margin:24px auto;padding:0 16px;color:#222}"
    "td,th{padding:4px 14px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid #ddd}"
    "table{border-collapse:collapse}svg{width:100%}.n{text-align:right;white-space:nowrap}"
    "td:first-child,.s{white-space:nowrap}.s{display:inline-block;margin-right:10px}"
    "tr{break-inside:avoid}"
)

Box = tuple[float, float, float, float]


def page(plan: PatrolPlan, base: tuple[float, float], calendar: list[tuple[str, str, str]]) -> str:
    """Return HTML that needs nothing else; `base` is lon, lat, `calendar` rows of date, patrol, visits."""
    rows = "".join(
        f'<tr><td class="n">{i + 1}<td>{escape(p.name)}<td class="n">{p.value:g}'
        f'<td class="n">{plan.game.presence[i]:.0%}<td class="n">{plan.uniform[i]:.0%}'
        f'<td class="n">{plan.fixed[i]:.0%}'
        for i, p in enumerate(plan.places)
    )
    days = "".join(
        f"<tr><td>{escape(day)}<td>{escape(patrol)}<td>"
        + " ".join(f'<span class="s">{escape(each)}</span>' for each in visits.split(", "))
        for day, patrol, visits in calendar
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Patrols</title>'
        f"<style>{STYLE}</style>"
        "<h1>Patrols</h1><p><strong>Confidential.</strong> The circles show how likely each place is "
        "visited on a day: the fuller, the likelier. Numbers are those of the table; the cross is the base; "
        f"north is up.</p>{_map(plan, base)}<h2>Expected presence on a day</h2>"
        f"<p>{escape(_told(plan))}</p>"
        '<table><tr><th class="n">no.<th>place<th class="n">value<th class="n">this plan'
        f'<th class="n">uniform<th class="n">fixed{rows}</table>'
        f"<h2>Calendar</h2><table><tr><th>date<th>patrol<th>visits{days}</table></html>\n"
    )


def _told(plan: PatrolPlan) -> str:
    proof = (
        "No plan leaves less."
        if plan.days.proven
        else f"It was searched for; proven is only that no plan leaves less than {plan.game.bound:.4g}."
    )
    return (
        f"Worst harm left, to one who knows the odds but not the draw: {plan.game.harm:.4g} "
        f"(uniform {plan.harm(plan.uniform):.4g}, fixed {plan.harm(plan.fixed):.3g}), "
        f"most at {plan.places[plan.game.feared].name}. {proof}"
    )


def _map(plan: PatrolPlan, base: tuple[float, float]) -> str:
    shrink = cos(radians(base[1]))
    points = [(base[0] * shrink, base[1]), *((p.lon * shrink, p.lat) for p in plan.places)]
    west, south = (min(each) for each in zip(*points, strict=True))
    east, north = (max(each) for each in zip(*points, strict=True))
    scale = min(
        (WIDTH - 2 * EDGE) / max(east - west, 1e-6), (HEIGHT - 2 * EDGE) / max(north - south, 1e-6)
    )
    high = (north - south) * scale + 2 * EDGE
    at = [
        (WIDTH / 2 + (x - (west + east) / 2) * scale, high - EDGE - (y - south) * scale)
        for x, y in points
    ]
    nearest = min(
        (hypot(a[0] - b[0], a[1] - b[1]) for k, a in enumerate(at) for b in at[:k]), default=24.0
    )
    radius = min(max(nearest / 2, 8.0), 13.0)
    taken = [(x - radius, y - radius, x + radius, y + radius) for x, y in at]
    x, y = at[0]
    parts = [
        f'<path d="M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16" stroke="#222" stroke-width="3"/>'
    ]
    for i, (x, y) in enumerate(at[1:]):
        presence = float(plan.game.presence[i])
        ink = "#fff" if presence > 0.55 else "#222"
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#fff"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f6fb2" '
            f'fill-opacity="{presence:.2f}" stroke="#1f6fb2" stroke-width="1.5"/>'
            f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="11" fill="{ink}">'
            f"{i + 1}</text>"
        )
    for i, point in enumerate(at[1:]):
        parts.append(_label(plan.places[i].name, point, radius, high, taken))
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {high:.0f}" role="img" '
        f'aria-label="Map of the places; north is up">'
        f'<rect width="{WIDTH:g}" height="{high:.0f}" fill="#f6f5f1"/>{"".join(parts)}</svg>'
    )


def _label(name: str, at: tuple[float, float], radius: float, high: float, taken: list[Box]) -> str:
    """Write a name where there is room, and mark the room as taken; a name without room is left out."""
    (x, y), wide, off = at, LETTER * len(name), radius + 4
    for left, top in (
        (x + off, y - LINE / 2),
        (x - off - wide, y - LINE / 2),
        (x - wide / 2, y + off),
        (x - wide / 2, y - off - LINE),
    ):
        box = (left, top, left + wide, top + LINE)
        inside = left >= 0 and left + wide <= WIDTH and top >= 0 and top + LINE <= high
        if inside and not any(_meet(box, each) for each in taken):
            taken.append(box)
            return (
                f'<text x="{left + wide / 2:.1f}" y="{top + 11:.1f}" text-anchor="middle" '
                f'font-size="12">{escape(name)}</text>'
            )
    return ""


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
