"""Write eight simulated years of violence on the fictional island, and the places a base could be.

Every row is simulated and says so. Violence clusters: each month a few events begin by themselves in
places of unequal danger, and each event may set off others near it soon after. Seeded, so that
anyone gets the same bytes.

Run: python examples/make_island_history.py [FOLDER]
"""

from __future__ import annotations

import argparse
import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

SEED = 19870
FIRST, LAST = date(2013, 1, 1), date(2020, 11, 30)
VILLAGES = (  # name, lon, lat, district, danger, present base
    ("Harbour Town", -30.00, -45.60, "South", 1.0, "yes"),
    ("North Camp", -30.00, -44.40, "North", 0.6, "yes"),
    ("The Gate", -30.00, -45.00, "Buffer", 1.2, "yes"),
    ("Ardel", -30.55, -44.55, "North", 2.6, "no"),
    ("Brinna", -29.60, -44.35, "North", 0.5, "yes"),
    ("Corvin", -29.35, -44.75, "North", 3.4, "no"),
    ("Dunmar", -30.70, -44.85, "North", 1.5, "no"),
    ("Eskil", -30.25, -44.75, "North", 0.8, "no"),
    ("Farrow", -30.80, -45.15, "Buffer", 2.0, "no"),
    ("Gant", -29.30, -45.12, "Buffer", 0.7, "yes"),
    ("Holm", -30.45, -45.35, "South", 0.4, "no"),
    ("Ister", -29.70, -45.35, "South", 2.9, "no"),
    ("Jorunn", -30.20, -45.70, "South", 0.3, "yes"),
    ("Kestrel", -29.25, -45.40, "South", 0.9, "no"),
    ("Lomond", -30.65, -45.45, "South", 1.8, "no"),
    ("Mirren", -29.85, -44.75, "North", 1.1, "no"),
)
BEGIN_A_MONTH = 1.6
FOLLOW_UPS = 0.55
COLUMNS = [
    "kind",
    "ref",
    "source",
    "start",
    "lon",
    "lat",
    "accuracy_m",
    "district",
    "country",
    "place",
    "reliability",
    "credibility",
    "actor",
    "opponent",
    "act",
    "deaths_low",
    "deaths_best",
    "deaths_high",
    "civilian_deaths_low",
    "civilian_deaths_best",
    "civilian_deaths_high",
    "text",
    "simulated",
]


def history(random: Random) -> list[dict[str, object]]:
    """Return the incidents in order of time, as rows of the report form."""
    weights = [village[4] for village in VILLAGES]
    waiting: list[tuple[date, int]] = []
    day = FIRST
    while day <= LAST:
        if random.random() < BEGIN_A_MONTH / 30:
            waiting.append((day, random.choices(range(len(VILLAGES)), weights)[0]))
        day += timedelta(days=1)
    events = []
    while waiting:
        day, place = waiting.pop()
        events.append((day, place, random.random(), random.random(), random.random()))
        if random.random() < FOLLOW_UPS:
            later = day + timedelta(days=1 + int(random.expovariate(1 / 20)))
            near = place if random.random() < 0.8 else random.randrange(len(VILLAGES))
            if later <= LAST:
                waiting.append((later, near))
    return [row(number, *event) for number, event in enumerate(sorted(events), 1)]


def row(
    number: int, day: date, place: int, east: float, north: float, size: float
) -> dict[str, object]:
    """Return one incident near a village; half of them kill nobody."""
    name, lon, lat, district, *_ = VILLAGES[place]
    deaths = 0 if size < 0.5 else 1 + int(1.5 / (1.02 - size) ** 0.7)
    attack = north < 0.6
    actor, opponent = ("Red Party", "Blue Party") if east < 0.5 else ("Blue Party", "Red Party")
    civilians = deaths if attack else deaths // 4
    return {
        "kind": "incident",
        "ref": f"H{number}",
        "source": "exercise",
        "start": day.isoformat(),
        "lon": f"{lon + (east - 0.5) * 0.08:.3f}",
        "lat": f"{lat + (north - 0.5) * 0.06:.3f}",
        "accuracy_m": 2000,
        "district": district,
        "country": "The Island",
        "place": name,
        "reliability": "B",
        "credibility": 2,
        "actor": actor,
        "opponent": "Islanders" if attack else opponent,
        "act": "violence-against-civilians" if attack else "armed-clash",
        **dict.fromkeys(("deaths_low", "deaths_best", "deaths_high"), deaths),
        **dict.fromkeys(
            ("civilian_deaths_low", "civilian_deaths_best", "civilian_deaths_high"), civilians
        ),
        "text": "Simulated history.",
        "simulated": "yes",
    }


def write(path: Path, columns: list[str], rows: list[dict[str, object]]) -> None:
    """Write a table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).parents[1] / "src" / "sulh" / "workspace" / "demo_tables"
    parser.add_argument("folder", nargs="?", type=Path, default=here)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "island-incidents.simulated.csv", COLUMNS, history(Random(SEED)))
    sites = [
        {"name": name, "lon": lon, "lat": lat, "use": "may", "existing": present}
        for name, lon, lat, _, _, present in VILLAGES
    ]
    write(folder / "island-sites.csv", ["name", "lon", "lat", "use", "existing"], sites)


if __name__ == "__main__":
    main()
