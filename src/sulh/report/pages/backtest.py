"""The page of a back-test: a chart of what each laydown reached, and what the figures do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.protect.backtest.laydowns import PLANS
from sulh.protect.backtest.sentences import bounded, laydown_name, sentences
from sulh.report.charts.bars import Bar, BarChart, Bounds, Part, draw_bars
from sulh.report.pages.backtest_maps import year_maps
from sulh.report.pages.words import column_names
from sulh.report.sheet import Fact, Section, Sheet
from sulh.report.svg import AMBER, BLUE, GREY, INK
from sulh.report.ways import ways_sections

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.protect.backtest.entry import Backtest
    from sulh.protect.backtest.summary import Summary
    from sulh.report.model import Figure

__all__ = ["backtest_sheet"]

LIMITS = ("elsewhere", "constraints", "reach", "distances", "candidates", "dates")
"""What the figures do not show: ``backtest-limit-NAME``."""
MISSION_YEAR = ("mission", "year")
MAPS_MAX = 40
"""So many maps at most, those with the most deaths: each takes some 50 kB."""

SHOWN = (("deaths", "civilians"), ("events", "civilian_events"), ("all-deaths", "deaths"))
COLOURS = {
    "real": INK,
    "next": INK,
    **dict.fromkeys(PLANS, BLUE),
    "rule": AMBER,
}
YEARLY = ("real", "next", "rule", "one", "quarter", "plan", "foresight")


def backtest_sheet(result: Backtest, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of a back-test: what a commander can do first, then maps, then all figures."""
    summary, say = result.summary, speech.say
    years = result.replay.mission_years.select("mission", "year").n_unique()
    facts = [Fact(speech.number(years), say("backtest-replayed"))]
    sections = []
    if summary is not None:
        facts += [
            Fact(speech.number(summary.mission_years), say("backtest-deadly-years")),
            Fact(speech.number(summary.civilians), say("backtest-civilian-deaths")),
        ]
        chart = _chart(summary, speech)
        sections.append(Section(heading=say("backtest-within-reach"), figures=(chart,)))
        sections += [_shares(summary, speech), _against(summary, speech)]
        if summary.minutes:
            sections += [_by_road(summary, speech), *ways_sections(result.ways, speech)]
        maps = year_maps(result, most=MAPS_MAX, speech=speech)
        sections.append(Section(heading=say("backtest-maps"), figures=maps))
        sections.append(_by_year(result, speech))
    if result.left_out:
        sections.append(_left_out(result, speech))
    limits = column_names(speech, *(f"backtest-limit-{each}" for each in LIMITS))
    method = say("backtest-method", km=speech.number(result.area_km))
    return Sheet(
        title=say("backtest-title"),
        language=speech.language,
        facts=tuple(facts),
        sentences=tuple(sentences(result, speech)),
        sections=(
            *sections,
            Section(heading=say("backtest-not-shown"), sentences=limits),
            Section(heading=say("backtest-how"), sentences=(method, say("backtest-data"))),
        ),
    )


def _names(summary: Summary, speech: Speech) -> dict[str, str]:
    """Return the names of the laydowns that were replayed: those by roads need roads."""
    return {method: laydown_name(method, speech) for method in summary.methods}


def _chart(summary: Summary, speech: Speech) -> Figure:
    """Draw the shares at 25 km with their intervals, and the shares at 50 km as rings."""
    bars, say = [], speech.say
    for method, name in _names(summary, speech).items():
        near, far = summary.share(method, 25), summary.share(method, 50)
        bars.append(
            Bar(
                label=name,
                parts=(Part(near.value or 0.0, COLOURS.get(method, GREY)),),
                bounds=None
                if near.low is None or near.high is None
                else Bounds(near.low, near.high),
                ring=far.value or 0.0,
                note=speech.percent(near.value or 0.0),
            )
        )
    caption = "backtest-bars-lines" if summary.missions > 1 else "backtest-bars"
    return draw_bars(
        BarChart(
            name="reach",
            title=say("backtest-chart"),
            description=speech.semicolon(
                [say("backtest-bar-says", laydown=bar.label, share=bar.note) for bar in bars]
            ),
            caption=say(caption),
            bars=tuple(bars),
            scale=tuple((tenth / 10, speech.percent(tenth / 10)) for tenth in range(0, 11, 2)),
            left=300.0,
            right=60.0,
            speech=speech,
        )
    )


def _shares(summary: Summary, speech: Speech) -> Section:
    say = speech.say
    return Section(
        heading=say("backtest-shares"),
        header=(
            say("backtest-laydown"),
            *(say(f"backtest-{name}-at", km=str(km)) for name, _ in SHOWN for km in (25, 50)),
        ),
        rows=tuple(
            (
                name,
                *(
                    speech.decimal(summary.share(method, km, measure).value or 0.0, 3)
                    for _, measure in SHOWN
                    for km in (25, 50)
                ),
            )
            for method, name in _names(summary, speech).items()
        ),
        numbers=frozenset(range(1, 1 + 2 * len(SHOWN))),
    )


def _against(summary: Summary, speech: Speech) -> Section:
    """Return the table of ratios to the real laydown, with intervals, and without the largest mission."""
    rows, say = [], speech.say
    for method, name in _names(summary, speech).items():
        if method == "real":
            continue
        near, far = (summary.compare(method, "real", km) for km in (25, 50))
        events = summary.compare(method, "real", 25, "civilian_events")
        alone = near.without.get(summary.largest)
        rows.append(
            (
                name,
                bounded(near.ratio, speech),
                bounded(events.ratio, speech),
                bounded(far.ratio, speech),
                say("backtest-none") if alone is None else speech.decimal(alone),
                bounded(near.better, speech, is_share=True),
                bounded(near.not_worse, speech, is_share=True),
            )
        )
    note = "backtest-ratios-intervals" if summary.missions > 1 else "backtest-ratios"
    return Section(
        heading=say("backtest-against"),
        header=(
            say("backtest-laydown"),
            say("backtest-deaths-at", km="25"),
            say("backtest-events-at", km="25"),
            say("backtest-deaths-at", km="50"),
            say("backtest-without", mission=summary.largest),
            say("backtest-better"),
            say("backtest-no-worse"),
        ),
        rows=tuple(rows),
        notes=(say(note),),
    )


def _by_road(summary: Summary, speech: Speech) -> Section:
    say = speech.say
    return Section(
        heading=say("backtest-by-road"),
        header=(
            say("backtest-laydown"),
            *(say("backtest-minutes", minutes=speech.brief(each)) for each in summary.minutes),
        ),
        rows=tuple(
            (
                name,
                *(
                    speech.decimal(summary.share_by_road(method, each).value or 0.0, 3)
                    for each in summary.minutes
                ),
            )
            for method, name in _names(summary, speech).items()
            if method not in ("foresight-quarter", "foresight-settled")
        ),
        numbers=frozenset(range(1, 1 + len(summary.minutes))),
    )


def _by_year(result: Backtest, speech: Speech) -> Section:
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
                *(speech.number(each) for each in figures),
            )
        )
    names = (*MISSION_YEAR, "sites", "deaths", *(f"short-{each}" for each in YEARLY))
    return Section(
        heading=speech.say("backtest-each-year"),
        header=column_names(speech, *(f"backtest-{each}" for each in names)),
        rows=tuple(rows),
        numbers=frozenset(range(1, 4 + len(YEARLY))),
    )


def _left_out(result: Backtest, speech: Speech) -> Section:
    return Section(
        heading=speech.say("backtest-left-out"),
        header=column_names(speech, *(f"backtest-{each}" for each in (*MISSION_YEAR, "reason"))),
        rows=tuple(
            (each.mission, str(each.year), room_text(each.reason, speech.language))
            for each in result.left_out
        ),
    )
