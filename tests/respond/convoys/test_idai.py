"""The health sites of cyclone Idai (Mozambique, March 2019) supplied from Beira, as a planner would."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from tests.respond.convoys.invented import need, stock, vehicle

from sulh.protect import Pace
from sulh.respond import prepare_ways
from sulh.respond.convoys import Search, plan_convoys, plan_counts, straight_ways

FILE = Path(os.environ.get("SULH_DATA", ".")) / "vrp" / "idai-2019" / "idai_health_sites.csv"
BEIRA = 34.838, -19.833


@pytest.mark.slow
@pytest.mark.skipif(not FILE.is_file(), reason="SULH_DATA has no vrp/idai-2019")
def test_health_sites_are_served_in_their_hours_and_what_is_left_says_why():
    """Pallets by five trucks for three days; every plan is held against every rule as it is made."""
    with FILE.open(newline="") as file:
        needs = [
            need(
                row["ID"],
                row["Needed_Amount"],
                float(row["Lon"]),
                float(row["Lat"]),
                supply="kits",
                unit="pallet",
                opens=row["Open_From"][11:16],
                closes=row["Open_To"][11:16],
                due=date.fromisoformat(row["Open_From"][:10]),
            )
            for row in csv.DictReader(file)
        ]
    plan = plan_convoys(
        needs,
        [stock("Beira", 3000, *BEIRA, supply="kits", unit="pallet")],
        [vehicle("truck", "Beira", load_kg=None, pallets=24, vehicles=5, hours_max=11)],
        straight_ways(prepare_ways(None, pace=Pace(road_kmh=40.0))),
        first=date(2019, 3, 22),
        days=3,
        search=Search(iterations=500),
    )
    counts = plan_counts(plan)
    assert counts["served"] > counts["needs"] / 2
    assert plan.loads >= plan.loads_bound
    assert all(each.reason for each in plan.unserved)
