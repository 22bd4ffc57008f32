"""What a command or a notebook asks of this room: the cases of an area, delays by name, new posts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.picture import Origin
from sulh.respond.area import Conditions
from sulh.respond.delays import parse_delay
from sulh.respond.evacuation import Delays
from sulh.respond.records import MedicalAsset, MedicalFacility
from sulh.values import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect import Sites
    from sulh.respond.ways import Travel

__all__ = ["area_conditions", "new_posts", "parse_delays"]

DELAYS = ("aid", "alarm", "decision", "loading", "handover")


def parse_delays(texts: Sequence[str]) -> Delays:
    """Return the delays from texts such as ``alarm=1:3:8``; the others stay as assumed.

    Raises
    ------
    InputError
        When a text cannot be read, or names another delay.
    """
    delays = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in DELAYS or name in delays:
            fault = "is given twice" if name in delays else "names no delay"
            raise InputError(
                f"--delay {shown(text)} {fault}.", remedy=f"The delays are {', '.join(DELAYS)}."
            )
        delays[name] = parse_delay(value)
    return Delays(**delays)


def area_conditions(travel: Travel, *, wet_factor: float | None = None) -> tuple[Conditions, ...]:
    """Return day and night, and both in the wet season where its factor on speeds is there."""
    seasons = [("", travel)]
    if wet_factor is not None:
        seasons.append((", wet season", replace(travel, speed_factor=wet_factor)))
    return tuple(
        Conditions(name=f"{light}{season}", travel=each, is_dark=light == "night")
        for season, each in seasons
        for light in ("day", "night")
    )


def new_posts(
    sites: Sites, *, has_surgery: bool
) -> tuple[tuple[str, ...], list[tuple[MedicalAsset, MedicalFacility | None]]]:
    """Return the names of candidate sites, and the post that each would get.

    A post is an ambulance with medical personnel, ready day and night after 5 minutes; and with it a forward
    surgical team (one theatre, two beds) where it `has_surgery`. These are assumptions.
    """
    names = tuple(each.name for each in sites.sites)
    posts: list[tuple[MedicalAsset, MedicalFacility | None]] = []
    for name, lon, lat in zip(names, sites.lon.tolist(), sites.lat.tolist(), strict=True):
        origin = Origin(source="plan", ref=f"new post {name}")
        place = Place(lon=lon, lat=lat, accuracy_m=100.0)
        asset = MedicalAsset(
            origin=origin,
            place=place,
            mode="vehicle",
            medical=True,
            night=True,
            start_likely_min=Decimal(5),
        )
        facility = MedicalFacility(origin=origin, place=place, level="2", beds=2, theatres=1)
        posts.append((asset, facility if has_surgery else None))
    return names, posts
