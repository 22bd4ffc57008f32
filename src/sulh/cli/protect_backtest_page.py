"""The page of a back-test: the chart, what it comes to, and what it does not show."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import polars as pl

from sulh.report.svg import AMBER, BLUE, GREY, INK, RED, SOFT, circle, document, line, rect, text

if TYPE_CHECKING:
    from sulh.protect import Replay, Summary

__all__ = ["LIMITS", "page"]

LIMITS = (
    (
        "Peacekeepers change where violence happens. Had they stood elsewhere, some of it would not have "
        "happened, and some would have happened elsewhere. A replay cannot show that; it shows where the "
        "violence that did happen lay."
    ),
    (
        "Sites have constraints that the data do not show: land, water, roads, airfields, consent, the safety "
        "of the troops, other tasks of the mandate. The real laydown met them; the plan did not have to."
    ),
    "Reach is not protection. Troops within 25 kilometres may not know, may not be able, or may not act.",
    (
        "Distances are straight lines, but where travel times by road are shown. Deployments are of maps, "
        "not head counts, and all places of a year are taken together. Events are those that were reported "
        "and recorded, placed to a settlement at best."
    ),
    (
        "Candidate sites are settlements of GeoNames, the mission's own earlier places, and settlements that "
        "the event data had named by the end of the year."
    ),
    "Since when a mission has a mandate to protect civilians is from general knowledge and unverified.",
)
COLOURS = {
    "real": INK,
    "plan": BLUE,
    "quarter": BLUE,
    "foresight": GREY,
    "greedy": AMBER,
    "towns": AMBER,
    "tiers": AMBER,
}
STYLE = (
    "body{font:16px/1.5 Noto Sans,Segoe UI,Helvetica Neue,Arial,sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#1b2530}table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;"
    "text-align:right}td:first-child,th:first-child{text-align:left}svg{max-width:100%;height:auto}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
YEARLY = ("real", "random", "greedy", "tiers", "plan", "quarter", "foresight")
ROW, LEFT, WIDE = 34, 260, 420


def page(
    replay: Replay,
    summary: Summary,
    said: list[str],
    *,
    names: dict[str, str],
    area_km: float,
) -> str:
    """Return the page as HTML; it loads nothing."""
    rows = "".join(
        "<tr><td>"
        + escape(name)
        + "</td>"
        + "".join(f"<td>{_share(summary, method, km):.3f}</td>" for km in (25, 50, 100))
        + "</tr>"
        for method, name in names.items()
    )
    years = replay.choices.height
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>Back-test of laydowns</title><style>{STYLE}</style>"
        "<h1>Where peacekeepers were, and where a plan would have put them</h1>"
        f"<p>{years} mission-years replayed; in {summary.mission_years} of them, of {summary.missions} "
        f"missions, civilians were killed in the year after in the mission's area: {summary.civilians:,.0f} "
        "deaths. The area is land of the host countries as far beyond the mission's places so far as these "
        f"lie from their middle, at least 50 and at most {area_km:,.0f} km. Each laydown has as many sites "
        "as the real one.</p>"
        f"{_chart(summary, names)}"
        + "".join(f"<p>{escape(each)}</p>" for each in said)
        + "<h2>Share of the next year's civilian deaths within reach</h2>"
        f"<table><tr><th>laydown</th><th>25 km</th><th>50 km</th><th>100 km</th></tr>{rows}</table>"
        f"{_by_road(summary, names)}{_years(replay)}"
        "<h2>What this does not show</h2><ul>"
        + "".join(f"<li>{escape(each)}</li>" for each in LIMITS)
        + "</ul><p>Data: UCDP GED 20.1 (Pettersson and Öberg 2020), Geo-PKO 2.3 (Cil, Fjelde, Hultman and "
        "Nilsson 2020), GeoNames (CC BY 4.0).</p></html>\n"
    )


def _by_road(summary: Summary, names: dict[str, str]) -> str:
    """Return the table of travel times; nothing where no roads were given."""
    if not summary.by_road:
        return ""
    times = sorted({each.reach_min or 0.0 for each in summary.by_road})
    share = {(each.method, each.reach_min): each.civilians for each in summary.by_road}
    head = "".join(f"<th>{each:g} min</th>" for each in times)
    rows = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(f"<td>{share[method, each]:.3f}</td>" for each in times)
        + "</tr>"
        for method, name in names.items()
    )
    return f"<h2>The same by road</h2><table><tr><th>laydown</th>{head}</tr>{rows}</table>"


def _years(replay: Replay) -> str:
    """Return the table of mission-years in which civilians were killed: deaths within 25 km."""
    near = replay.counts.filter((pl.col("reach_km") == 25) & (pl.col("all_civilians") > 0))
    choices = {(each["mission"], each["year"]): each for each in replay.choices.to_dicts()}
    head = "".join(f"<th>{each}</th>" for each in ("year", "sites", "deaths", *YEARLY))
    rows = []
    for (mission, year), of in near.group_by(["mission", "year"], maintain_order=True):
        got = dict(zip(of["method"], of["civilians"], strict=True))
        figures = (of["all_civilians"][0], *(got[method] for method in YEARLY))
        rows.append(
            f"<tr><td>{escape(str(mission))}</td><td>{year}</td>"
            f"<td>{choices[mission, year]['sites']}</td>"
            + "".join(f"<td>{each:,.0f}</td>" for each in figures)
            + "</tr>"
        )
    return (
        "<h2>Each mission-year: civilian deaths of the year after within 25 km</h2>"
        f"<table><tr><th>mission</th>{head}</tr>{''.join(rows)}</table>"
    )


def _share(summary: Summary, method: str, km: int) -> float:
    return next(p.civilians for p in summary.pooled if (p.method, p.reach_km) == (method, km))


def _chart(summary: Summary, names: dict[str, str]) -> str:
    """Draw the shares at 25 km with their intervals, and at 50 km as a hollow mark."""
    parts = []
    height = ROW * (len(names) + 1)
    for tenth in range(0, 11, 2):
        x = LEFT + WIDE * tenth / 10
        parts += [
            line(x, 10, x, height - 14, "#e7eaee"),
            text(x, height, f"{10 * tenth} %", anchor="middle"),
        ]
    for at, (method, name) in enumerate(names.items()):
        y = 12 + ROW * at + ROW / 2
        near = next(p for p in summary.pooled if (p.method, p.reach_km) == (method, 25))
        middle = _share(summary, method, 50)
        colour = COLOURS.get(method, SOFT)
        parts += [
            text(LEFT - 10, y + 4, name, anchor="end"),
            rect(LEFT, y - 8, WIDE * near.civilians, 16, colour),
            line(LEFT + WIDE * near.low, y, LEFT + WIDE * near.high, y, RED, 'stroke-width="2"'),
            circle(LEFT + WIDE * middle, y, 5, "#ffffff", f'stroke="{colour}" stroke-width="2"'),
        ]
    key = "bar: within 25 km; line: 90 % interval over missions; ring: within 50 km"
    drawing = document(
        "reach",
        (LEFT + WIDE + 40, height + 24),
        "Share of the next year's civilian deaths within reach",
        "Bars for each laydown at 25 km, with intervals, and rings at 50 km; the table says the same.",
        [*parts, text(LEFT, height + 18, key)],
        simulated=False,
    )
    return f"<figure>{drawing}</figure>"
