"""A map for each mission-year of a back-test: where the mission was, the plan, and what then happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import shapely

from sulh.languages.speech import ENGLISH
from sulh.report.map_frame import MapFrame, fit_map, map_figure, shape
from sulh.report.svg import AMBER, BLUE, GREY, INK, PAPER, RED, circle, rect

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.protect.backtest.entry import Backtest
    from sulh.report.model import Figure

__all__ = ["year_maps"]

WIDTH, HEIGHT = 460.0, 360.0
REACH_M = 25_000.0
PLANS = {"plan": BLUE, "quarter": AMBER}


def year_maps(
    result: Backtest, *, most: int | None = None, speech: Speech = ENGLISH
) -> tuple[Figure, ...]:
    """Return a map for each mission-year with civilian deaths, for its first part.

    Circles of 25 km around the real bases (black) and around the places where a plan has sites and the
    mission had none; deaths of the period as red discs. `most`: only so many, those with the most deaths.
    """
    replay = result.replay
    happened = replay.happened.filter(pl.col("part") == 0)
    sums = (
        happened.group_by("mission", "year")
        .agg(pl.col("civilians").sum())
        .filter(pl.col("civilians") > 0)
        .sort("civilians", "mission", "year", descending=[True, False, False])
        .head(happened.height if most is None else most)
        .sort("mission", "year")
    )
    return tuple(
        _map(
            str(mission),
            int(year),
            replay.sites.filter(
                (pl.col("mission") == mission) & (pl.col("year") == year) & (pl.col("part") == 0)
            ),
            happened.filter((pl.col("mission") == mission) & (pl.col("year") == year)),
            result.lands,
            speech,
        )
        for mission, year in sums.select("mission", "year").iter_rows()
    )


def _map(
    mission: str,
    year: int,
    sites: pl.DataFrame,
    events: pl.DataFrame,
    lands: tuple[shapely.Geometry, ...],
    speech: Speech,
) -> Figure:
    points = [
        *shapely.points(sites["lon"].to_numpy(), sites["lat"].to_numpy()),
        *shapely.points(events["lon"].to_numpy(), events["lat"].to_numpy()),
    ]
    frame = fit_map([shapely.buffer(each, 0.3) for each in points], width=WIDTH, height=HEIGHT)
    assert frame is not None, "a mission-year has at least one site"  # noqa: S101 -- for the types
    view = shapely.box(frame.west, frame.south, frame.east, frame.north)
    near = [each for each in lands if shapely.intersects(each, view)]
    real = _places(sites, "real")
    layers = [_ring(frame, lon, lat, INK) for lon, lat in real]
    for method, colour in PLANS.items():
        new = [at for at in _places(sites, method) if not _is_near(at, real)]
        layers += [_ring(frame, lon, lat, colour) for lon, lat in new]
    most = max(float(events["civilians"].to_numpy().max(initial=0.0)), 1.0)
    for lon, lat, civilians in (
        events.filter(pl.col("civilians") > 0)
        .sort("civilians", descending=True)
        .select("lon", "lat", "civilians")
        .iter_rows()
    ):
        x, y = frame.xy(lon, lat)
        radius = 2.0 + 10.0 * float(np.sqrt(civilians / most))
        layers.append(circle(x, y, radius, RED, 'fill-opacity="0.55"'))
    layers += [_dot(frame, lon, lat) for lon, lat in real]
    say = speech.say
    title = say("backtest-map-title", mission=mission, year=str(year), next=str(year + 1))
    deaths = say("backtest-civilians", count=int(events["civilians"].sum()))
    count = say("backtest-events", count=events.filter(pl.col("civilians") > 0).height)
    return map_figure(
        frame,
        layers,
        name=f"map-{mission.lower().replace(' ', '-')}-{year}",
        title=title,
        description=say(
            "backtest-map-says",
            sites=say("backtest-real-sites", count=len(real)),
            deaths=deaths,
            events=count,
        ),
        caption=say("backtest-map-caption", title=title, deaths=deaths, events=count),
        key=[
            (rect(8, -8, 8, 8, INK), say("backtest-key-real")),
            *((_swatch(colour), say(f"backtest-key-{name}")) for name, colour in PLANS.items()),
            (circle(12, -4, 6, RED, 'fill-opacity="0.55"'), say("backtest-key-killed")),
        ],
        speech=speech,
        land=[shape(frame, each, f'fill="{PAPER}" stroke="{GREY}"') for each in near],
        ground="#eef2f5",
    )


def _places(sites: pl.DataFrame, method: str) -> list[tuple[float, float]]:
    return sites.filter(pl.col("method") == method).select("lon", "lat").rows()


def _is_near(at: tuple[float, float], others: list[tuple[float, float]]) -> bool:
    """Say whether a site is one of the others; they may stand a kilometre apart."""
    return any(abs(at[0] - lon) < 0.01 and abs(at[1] - lat) < 0.01 for lon, lat in others)


def _ring(frame: MapFrame, lon: float, lat: float, colour: str) -> str:
    x, y = frame.xy(lon, lat)
    width = "0.8" if colour == INK else "2"
    return circle(x, y, frame.metres(REACH_M), "none", f'stroke="{colour}" stroke-width="{width}"')


def _dot(frame: MapFrame, lon: float, lat: float) -> str:
    x, y = frame.xy(lon, lat)
    return rect(x - 3, y - 3, 6, 6, INK)


def _swatch(colour: str) -> str:
    return circle(12, -4, 7, "none", f'stroke="{colour}" stroke-width="2"')
