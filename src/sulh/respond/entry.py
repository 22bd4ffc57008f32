"""What a command or a notebook asks of this room: the cases of an area, delays by name, fixes at sites."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.picture import Origin
from sulh.respond.area import Conditions
from sulh.respond.delays import parse_delay
from sulh.respond.evacuation import Delays
from sulh.respond.fixes import Fix, cheapest_fix, cheapest_landing_sites, cheapest_moves
from sulh.respond.records import LandingSite, MedicalAsset, MedicalFacility
from sulh.values import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect import Sites
    from sulh.respond.area import AreaCover
    from sulh.respond.ways import Travel, Ways

__all__ = ["area_conditions", "compare_fixes", "new_posts", "parse_delays"]

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


def compare_fixes(cover: AreaCover, ways: Ways, sites: Sites, count: int) -> tuple[Fix, ...]:
    """Return the best fix of each kind at candidate sites, at most `count` changes each, from what costs least.

    A landing site is lit and bears every helicopter; the posts are those of `new_posts`. Landing sites are
    left out where no helicopter needs one.
    """
    names = [each.name for each in sites.sites]
    points = list(zip(sites.lon.tolist(), sites.lat.tolist(), strict=True))
    places = [Place(lon=lon, lat=lat, accuracy_m=100.0) for lon, lat in points]
    fixes = [cheapest_moves(cover, ways, names, places, count)]
    if any(each.site_only for each in cover.medical.assets if each.mode == "helicopter"):
        landing = [
            LandingSite(origin=Origin(source="plan", ref=name), lit=True, place=place)
            for name, place in zip(names, places, strict=True)
        ]
        fixes.append(cheapest_landing_sites(cover, ways, landing, count))
    fixes += [
        cheapest_fix(cover, ways, *new_posts(sites, has_surgery=has_surgery), count)
        for has_surgery in (False, True)
    ]
    return tuple(fixes)


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
