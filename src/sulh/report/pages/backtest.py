"""The page of a back-test: a chart of what each laydown reached, and what the figures do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.protect.backtest.laydowns import PLANS
from sulh.protect.backtest.sentences import LAYDOWN_NAMES, bounded, sentences
from sulh.report.charts.bars import Bar, BarChart, Bounds, Part, draw_bars
from sulh.report.pages.backtest_maps import year_maps
from sulh.report.sheet import Fact, Section, Sheet
from sulh.report.svg import AMBER, BLUE, GREY, INK
from sulh.report.ways import ways_sections

if TYPE_CHECKING:
    from sulh.protect.backtest.entry import Backtest
    from sulh.protect.backtest.summary import Summary
    from sulh.report.model import Figure

__all__ = ["backtest_sheet"]

LIMITS = (
    (
        "Peacekeepers change where violence happens. If they had been elsewhere, some of it would not have "
        "happened, and some would have happened elsewhere. A replay cannot show that; it shows where the "
        "violence that did happen was."
    ),
    (
        "Sites have constraints that the data do not show: land, water, roads, airfields, consent, the safety "
        "of the troops, other tasks of the mandate. The real laydown met them; the plan did not have to."
    ),
    "Reach is not protection. Troops within 25 kilometres may not know, may not be able, or may not act.",
    (
        "Distances are straight lines, except where travel times by road are shown. Deployments come from "
        "maps, not from head counts, and all places of a year count together. Events are those that were "
        "reported and recorded, at best to a settlement."
    ),
    (
        "Candidate sites are settlements of GeoNames, the mission's own earlier places, and the places of "
        "past events, where nobody may be able to build; the rows on settlements leave those out."
    ),
    "The dates of mandates to protect civilians are from general knowledge and unverified.",
)
DATA = (
    "Usual data: UCDP GED (Sundberg and Melander 2013), Geo-PKO (Cil, Fjelde, Hultman and Nilsson 2020), "
    "GeoNames (CC BY 4.0)."
)
MAPS_MAX = 40
"""So many maps at most, those with the most deaths: each takes some 50 kB."""

SHOWN = (("deaths", "civilians"), ("events", "civilian_events"), ("all deaths", "deaths"))
COLOURS = {
    "real": INK,
    "next": INK,
    **dict.fromkeys(PLANS, BLUE),
    "rule": AMBER,
}
YEARLY = ("real", "next", "rule", "one", "quarter", "plan", "foresight")


def backtest_sheet(result: Backtest) -> Sheet:
    """Return the page of a back-test: what a commander can do first, then maps, then all figures."""
    summary = result.summary
    years = result.replay.mission_years.select("mission", "year").n_unique()
    facts = [Fact(f"{years:,}", "mission-years replayed")]
    sections = []
    if summary is not None:
        facts.append(
            Fact(f"{summary.mission_years:,}", "of them with civilians killed in the next year")
        )
        facts.append(Fact(f"{summary.civilians:,.0f}", "civilian deaths in these years"))
        sections.append(
            Section(
                heading="Civilian deaths of the next year within reach", figures=(_chart(summary),)
            )
        )
        sections += [_shares(summary), _against(summary)]
        if summary.minutes:
            sections += [_by_road(summary), *ways_sections(result.ways)]
        sections.append(
            Section(heading="Each mission-year on a map", figures=year_maps(result, most=MAPS_MAX))
        )
        sections.append(_by_year(result))
    if result.left_out:
        sections.append(_left_out(result))
    return Sheet(
        title="Where peacekeepers were, and where a plan would have placed them",
        facts=tuple(facts),
        sentences=tuple(sentences(result)),
        sections=(
            *sections,
            Section(heading="What this does not show", sentences=LIMITS),
            Section(heading="Method", sentences=(_method(result), DATA)),
        ),
    )


def _method(result: Backtest) -> str:
    return (
        "Each laydown has as many sites as the real one, and uses all of them; only the mission's own next "
        "laydown has as many as it then had. A mission's area is land of its host countries (by border "
        "polygons, give or take 5 km) around its past bases: as far as these lie from their middle, at least "
        f"50 km and at most {result.area_km:,.0f} km. Each plan is a greedy choice and a short search, without "
        "a proof that no better one exists."
    )


def _names(summary: Summary) -> dict[str, str]:
    """Return the names of the laydowns that were replayed: those by roads need roads."""
    return {method: LAYDOWN_NAMES[method] for method in summary.methods}


def _chart(summary: Summary) -> Figure:
    """Draw the shares at 25 km with their intervals, and the shares at 50 km as rings."""
    bars = []
    for method, name in _names(summary).items():
        near, far = summary.share(method, 25), summary.share(method, 50)
        bars.append(
            Bar(
                label=name,
                parts=(Part(near.value or 0.0, COLOURS.get(method, GREY)),),
                bounds=None
                if near.low is None or near.high is None
                else Bounds(near.low, near.high),
                ring=far.value or 0.0,
                note=f"{near.value or 0.0:.0%}",
            )
        )
    lines = " lines: 95 % interval over missions;" if summary.missions > 1 else ""
    return draw_bars(
        BarChart(
            name="reach",
            title="Share of the next year's civilian deaths within reach",
            description="; ".join(f"{bar.label}: {bar.note} within 25 km" for bar in bars),
            caption=f"Bars: within 25 km;{lines} rings: within 50 km.",
            bars=tuple(bars),
            scale=tuple((tenth / 10, f"{10 * tenth} %") for tenth in range(0, 11, 2)),
            left=300.0,
            right=60.0,
        )
    )


def _shares(summary: Summary) -> Section:
    return Section(
        heading="Share within reach",
        header=("laydown", *(f"{name}, {km} km" for name, _ in SHOWN for km in (25, 50))),
        rows=tuple(
            (
                name,
                *(
                    f"{summary.share(method, km, measure).value or 0.0:.3f}"
                    for _, measure in SHOWN
                    for km in (25, 50)
                ),
            )
            for method, name in _names(summary).items()
        ),
        numbers=frozenset(range(1, 1 + 2 * len(SHOWN))),
    )


def _against(summary: Summary) -> Section:
    """Return the table of ratios to the real laydown, with intervals, and without the largest mission."""
    rows = []
    for method, name in _names(summary).items():
        if method == "real":
            continue
        near, far = (summary.compare(method, "real", km) for km in (25, 50))
        events = summary.compare(method, "real", 25, "civilian_events")
        alone = near.without.get(summary.largest)
        rows.append(
            (
                name,
                bounded(near.ratio),
                bounded(events.ratio),
                bounded(far.ratio),
                "n/a" if alone is None else f"{alone:.2f}",
                bounded(near.better, ".0%"),
                bounded(near.not_worse, ".0%"),
            )
        )
    intervals = "; 95 % intervals over missions" if summary.missions > 1 else ""
    return Section(
        heading="Against the real laydown",
        header=(
            "laydown", "deaths, 25 km", "events, 25 km", "deaths, 50 km", f"25 km without {summary.largest}",
            "better", "no worse",
        ),
        rows=tuple(rows),
        notes=(f"Ratios of shares, and shares of mission-years at 25 km{intervals}.",),
    )  # fmt: skip


def _by_road(summary: Summary) -> Section:
    return Section(
        heading="The same by road",
        header=("laydown", *(f"{each:g} min" for each in summary.minutes)),
        rows=tuple(
            (
                name,
                *(
                    f"{summary.share_by_road(method, each).value or 0.0:.3f}"
                    for each in summary.minutes
                ),
            )
            for method, name in _names(summary).items()
            if method not in ("foresight-quarter", "foresight-settled")
        ),
        numbers=frozenset(range(1, 1 + len(summary.minutes))),
    )


def _by_year(result: Backtest) -> Section:
    """Return the table of mission-years in which civilians were killed: deaths within 25 km."""
    near = (
        result.frame.filter((pl.col("reach_km") == 25) & (pl.col("all_civilians") > 0))
        .group_by("mission", "year", "method", maintain_order=True)
        .agg(pl.col("civilians", "all_civilians").sum())
    )
    sites = {
        (row["mission"], row["year"]): row["sites"]
        for row in result.replay.mission_years.iter_rows(named=True)
    }
    rows = []
    for (mission, year), counts in near.group_by(["mission", "year"], maintain_order=True):
        reached = dict(zip(counts["method"], counts["civilians"], strict=True))
        figures = (counts["all_civilians"][0], *(reached[method] for method in YEARLY))
        rows.append(
            (
                str(mission),
                str(year),
                str(sites[mission, year]),
                *(f"{each:,.0f}" for each in figures),
            )
        )
    return Section(
        heading="Each mission-year: civilian deaths of the next year within 25 km",
        header=("mission", "year", "sites", "deaths", *YEARLY),
        rows=tuple(rows),
        numbers=frozenset(range(1, 4 + len(YEARLY))),
    )


def _left_out(result: Backtest) -> Section:
    return Section(
        heading="Mission-years that were not replayed",
        header=("mission", "year", "reason"),
        rows=tuple((each.mission, str(each.year), each.reason) for each in result.left_out),
    )
