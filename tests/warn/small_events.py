"""Random events and small panels for the tests of `sulh.warn`."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from sulh import warn
from sulh.observe import Incident, Origin
from sulh.values import Count, Place, Span

ZONE = ZoneInfo("Africa/Bangui")


def random_events(seed, *, years=8, places=12, rate=0.08, country="A"):
    """Events of some places over some years, by month: a few deadly places, many quiet ones."""
    chance = np.random.default_rng(seed)
    lon, lat = chance.uniform(20, 24, places), chance.uniform(4, 8, places)
    level = chance.gamma(0.6, 1.0, places)
    rows = []
    for month in range(12 * years):
        for place in range(places):
            if chance.random() < min(0.9, rate * level[place]):
                deaths = int(1 + chance.geometric(0.15))
                rows.append(
                    {
                        "lon": lon[place],
                        "lat": lat[place],
                        "year": 2000 + month // 12,
                        "month": month % 12 + 1,
                        "country": country,
                        "deaths": deaths,
                        "civilian_deaths": int(chance.integers(0, deaths + 1)),
                    }
                )
    return warn.events_from_frame(pl.DataFrame(rows))


def panel_of(events, *, step="month", until=None, ring=1):
    """The panel of events in PRIO-GRID cells."""
    lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
    return warn.build_panel(events, warn.prio_cells(lon, lat, ring=ring), step=step, until=until)


def event(lon, lat, year, month=1, deaths=1, civilians=0, country="A"):
    """One event as a table."""
    return warn.events_from_frame(
        pl.DataFrame(
            {
                "lon": [lon],
                "lat": [lat],
                "year": [year],
                "month": [month],
                "country": [country],
                "deaths": [deaths],
                "civilian_deaths": [civilians],
            }
        )
    )


def incident(start, end, *, lon=20.0, accuracy_m=5000.0, district="", deaths=None, civilians=None):
    """An incident from one moment to another, as numbers of a datetime in UTC."""
    lat = None if lon is None else 5.0
    return Incident(
        origin=Origin(source="test", ref=f"{start}"),
        span=Span(datetime(*start, tzinfo=UTC), datetime(*end, tzinfo=UTC)),
        place=Place(lon=lon, lat=lat, accuracy_m=accuracy_m, district=district),
        act="armed-clash",
        participants=(),
        deaths=deaths or Count(2, 9, 4),
        civilian_deaths=civilians or Count(0, 3, 1),
    )
