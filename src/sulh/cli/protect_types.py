"""Parameters of `sulh protect`: a point, and a time of day."""

from __future__ import annotations

import click

from sulh.errors import InputError

__all__ = ["Clock", "LonLat"]


class LonLat(click.ParamType[tuple[float, float]]):
    """A point as longitude,latitude."""

    name = "lon,lat"

    def convert(
        self,
        value: str | tuple[float, float],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, float]:
        """Return longitude and latitude in degrees."""
        if isinstance(value, tuple):
            return value
        try:
            lon, lat = map(float, value.split(","))
        except ValueError:
            lon = lat = float("nan")
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            self.fail(f"{value!r} is not a point; write longitude,latitude.", param, ctx)
        return lon, lat


class Clock(click.ParamType[float]):
    """A time of day, HH:MM, in minutes."""

    name = "HH:MM"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return minutes after midnight."""
        from sulh.protect import parse_clock

        if isinstance(value, float):
            return value
        try:
            return parse_clock(value)
        except InputError as error:
            self.fail(f"{error} {error.remedy}", param, ctx)
