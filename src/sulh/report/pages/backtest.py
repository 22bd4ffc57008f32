"""The page of a back-test: a chart of what each laydown reached, and what the figures do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.protect.backtest.replay import REACHES_KM
from sulh.protect.backtest.sentences import LAYDOWN_NAMES, sentences
from sulh.report.charts.bars import Bar, BarChart, Bounds, Part, draw_bars
from sulh.report.sheet import Fact, Section, Sheet
from sulh.report.svg import AMBER, BLUE, GREY, INK

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
        "Candidate sites are settlements of GeoNames, the mission's own earlier places, and settlements "
        "that the events had named by the end of the year."
    ),
    "The dates of mandates to protect civilians are from general knowledge and unverified.",
)
DATA = (
    "Usual data: UCDP GED (Sundberg and Melander 2013), Geo-PKO (Cil, Fjelde, Hultman and Nilsson 2020), "
    "GeoNames (CC BY 4.0)."
)
COLOURS = {
    "real": INK,
    "plan": BLUE,
    "quarter": BLUE,
    "greedy": AMBER,
    "towns": AMBER,
    "tiers": AMBER,
}
YEARLY = ("real", "random", "greedy", "tiers", "plan", "quarter", "foresight")


def backtest_sheet(result: Backtest) -> Sheet:
    """Return the page of a back-test."""
    plan, years = result.plan, result.replay.mission_years.height
    facts = [Fact(f"{years:,}", "mission-years replayed")]
    sections = []
    if plan is not None:
        facts.append(
            Fact(f"{plan.mission_years:,}", "of them with civilians killed in the next year")
        )
        facts.append(Fact(f"{plan.civilians:,.0f}", "civilian deaths in these years"))
        sections.append(
            Section(
                heading="Civilian deaths of the next year within reach", figures=(_chart(plan),)
            )
        )
        sections.append(_by_distance(plan))
        if plan.by_road:
            sections.append(_by_road(plan))
        sections.append(_by_year(result))
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
        "Each laydown has as many sites as the real one. A mission's area is land of its host countries "
        "around its past bases: as far as these lie from their middle, at least 50 km and at most "
        f"{result.area_km:,.0f} km."
    )


def _chart(plan: Summary) -> Figure:
    """Draw the shares at 25 km with their intervals, and the shares at 50 km as rings."""
    near = {method: plan.share(method, 25) for method in LAYDOWN_NAMES}
    bars = tuple(
        Bar(
            label=LAYDOWN_NAMES[method],
            parts=(Part(share.civilians, COLOURS.get(method, GREY)),),
            bounds=Bounds(share.low, share.high),
            ring=plan.share(method, 50).civilians,
            note=f"{share.civilians:.0%}",
        )
        for method, share in near.items()
    )
    return draw_bars(
        BarChart(
            name="reach",
            title="Share of the next year's civilian deaths within reach",
            description="; ".join(f"{bar.label}: {bar.note} within 25 km" for bar in bars),
            caption="Bars: within 25 km; lines: 90 % interval over missions; rings: within 50 km.",
            bars=bars,
            scale=tuple((tenth / 10, f"{10 * tenth} %") for tenth in range(0, 11, 2)),
            left=300.0,
            right=60.0,
        )
    )


def _by_distance(plan: Summary) -> Section:
    return Section(
        heading="Share of the next year's civilian deaths within reach",
        header=("laydown", *(f"{km} km" for km in REACHES_KM)),
        rows=tuple(
            (name, *(f"{plan.share(method, km).civilians:.3f}" for km in REACHES_KM))
            for method, name in LAYDOWN_NAMES.items()
        ),
        numbers=frozenset(range(1, 1 + len(REACHES_KM))),
    )


def _by_road(plan: Summary) -> Section:
    return Section(
        heading="The same by road",
        header=("laydown", *(f"{each:g} min" for each in plan.minutes)),
        rows=tuple(
            (name, *(f"{plan.share_by_road(method, each).civilians:.3f}" for each in plan.minutes))
            for method, name in LAYDOWN_NAMES.items()
        ),
        numbers=frozenset(range(1, 1 + len(plan.minutes))),
    )


def _by_year(result: Backtest) -> Section:
    """Return the table of mission-years in which civilians were killed: deaths within 25 km."""
    near = result.frame.filter((pl.col("reach_km") == 25) & (pl.col("all_civilians") > 0))
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
