"""Write the exercise reports that come with the packs: seeded, so that anyone gets the same bytes.

Every row is an exercise inject and is marked as simulated. No real party did any of this.

Run: python examples/make_exercise_reports.py [FOLDER_OF_PACKS]
"""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random  # the script is a generator of exercises, seeded below
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = [
    "kind",
    "ref",
    "source",
    "start",
    "end",
    "lon",
    "lat",
    "accuracy_m",
    "zone",
    "district",
    "country",
    "place",
    "reliability",
    "credibility",
    "means",
    "actor",
    "opponent",
    "initiator",
    "act",
    "item",
    "low",
    "best",
    "high",
    "deaths_low",
    "deaths_best",
    "deaths_high",
    "civilian_deaths_low",
    "civilian_deaths_best",
    "civilian_deaths_high",
    "inspection",
    "complete",
    "inspector",
    "duty",
    "answers",
    "request",
    "activity_start",
    "activity_end",
    "subjects",
    "text",
    "simulated",
]
NOTE = "Exercise inject"
Row = dict[str, object]


def row(kind: str, ref: str, start: str, **values: object) -> Row:
    """Return one row of the report form, marked as simulated."""
    text = f"{NOTE}. {values.pop('text', '')}".strip()
    good = {"source": "exercise", "reliability": "A", "credibility": 2, "simulated": "yes"}
    return good | {"kind": kind, "ref": ref, "start": start, "text": text} | values


def months(first: date, count: int) -> Iterator[date]:
    """Yield the first days of consecutive months."""
    for n in range(count):
        yield date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)


def visit(
    ref: str, day: date, zone: str, counts: dict[str, tuple[str, object]], **more: object
) -> list[Row]:
    """Return an inspection of a zone with its counts: item -> (party, number or (low, high))."""
    inspection = row(
        "inspection", ref, day.isoformat(), zone=zone, means="seen",
        **{"inspector": "MFO", "duty": "verification", "complete": "yes"} | more,
    )  # fmt: skip
    rows = [inspection]
    for item, (party, number) in counts.items():
        low, best, high = (
            ("", number, "") if isinstance(number, int) else (number[0], "", number[1])
        )  # type: ignore[index]
        rows.append(
            row(
                "observation",
                f"{ref}-{item}",
                day.isoformat(),
                zone=zone,
                means="seen",
                actor=party,
                item=item,
                low=low,
                best=best,
                high=high,
                inspection=ref,
            )
        )
    return rows


def sinai() -> Iterator[Row]:
    """Yield eighteen months of verification in Zones A to D."""
    random = Random(1979)
    first = date(2024, 1, 1)
    usual = {
        "zone-a": {"tank": ("Egypt", 221), "military-personnel": ("Egypt", 20400), "field-artillery": ("Egypt", 118),
                   "anti-aircraft-gun": ("Egypt", 120), "apc": ("Egypt", 451), "mechanized-division": ("Egypt", 1)},
        "zone-b": {"border-guard-battalion-soldier": ("Egypt", 3700), "border-battalion": ("Egypt", 4), "transport-aircraft": ("Egypt", 5)},
        "zone-c": {"police": ("Egypt", 900)},
        "zone-d": {"military-personnel": ("Israel", 3100), "infantry-battalion": ("Israel", 4), "apc": ("Israel", 150)},
    }  # fmt: skip
    for number, month in enumerate(months(first, 18)):
        for half, offset in enumerate((6, 20)):
            day = month + timedelta(days=offset)
            for zone, counts in usual.items():
                if (number, zone) == (9, "zone-d") and half == 1:
                    continue
                ref = f"V{month:%y%m}{'ab'[half]}-{zone[-1].upper()}"
                varied: dict[str, tuple[str, object]] = {}
                for item, (party, usual_count) in counts.items():
                    spread = usual_count // 60
                    varied[item] = (
                        party,
                        usual_count + (random.randint(-spread, spread) if spread else 0),
                    )
                yield from visit(
                    ref,
                    day,
                    zone,
                    vary(number, half, zone, varied),
                    complete=completeness(number, zone),
                )
    yield from sinai_incidents()


def vary(
    number: int, half: int, zone: str, counts: dict[str, tuple[str, object]]
) -> dict[str, tuple[str, object]]:
    """Put the story of the exercise into the counts."""
    story: dict[tuple[int, int, str], dict[str, tuple[str, object]]] = {
        (3, 1, "zone-a"): {"tank": ("Egypt", 236)},
        (4, 0, "zone-a"): {"tank": ("Egypt", 238)},
        (4, 1, "zone-a"): {"tank": ("Egypt", (224, 234))},
        (7, 0, "zone-d"): {
            "infantry-battalion": ("Israel", 5),
            "military-personnel": ("Israel", 4150),
        },
        (11, 1, "zone-d"): {"tank": ("Israel", 3)},
        (13, 0, "zone-a"): {"apc": ("Egypt", (470, 490))},
        (14, 1, "zone-b"): {"transport-aircraft": ("Egypt", 9)},
    }
    return counts | story.get((number, half, zone), {})


def completeness(number: int, zone: str) -> str:
    """Say which months' visits did not see the whole zone."""
    return "no" if (number, zone) in ((10, "zone-a"), (15, "zone-c")) else "yes"


def sinai_incidents() -> Iterator[Row]:
    """Yield requests, sightings near lines, weak reports, flights, and the registers."""
    yield row(
        "request",
        "R1",
        "2024-03-04T08:00:00+02:00",
        zone="zone-a",
        actor="Israel",
        request="verification",
        text="Asks for a count of tanks.",
    )
    yield from visit("VR1", date(2024, 3, 5), "zone-a", {"tank": ("Egypt", 219)}, answers="R1")
    yield row(
        "request",
        "R2",
        "2024-08-12T10:00:00+03:00",
        zone="zone-d",
        actor="Egypt",
        request="verification",
        text="Asks for a count of battalions.",
    )
    yield from visit(
        "VR2", date(2024, 8, 16), "zone-d", {"infantry-battalion": ("Israel", 4)}, answers="R2"
    )
    yield row(
        "request",
        "R3",
        "2025-02-03T09:00:00+02:00",
        zone="zone-a",
        actor="Israel",
        request="verification",
        text="No answer is on file.",
    )
    yield row(
        "observation",
        "S1",
        "2024-09-17T11:30:00+03:00",
        lon=33.10,
        lat=30.35,
        accuracy_m=50,
        actor="Egypt",
        item="tank",
        best=4,
        means="seen",
        place="near Line A",
        text="Four tanks on transporters, near Line A.",
    )
    yield row(
        "observation",
        "S2",
        "2025-01-14",
        zone="zone-c",
        actor="Egypt",
        item="apc",
        low=2,
        means="told",
        reliability="D",
        credibility=4,
        text="A driver speaks of two armoured vehicles.",
    )
    yield row(
        "observation",
        "S3",
        "2024-06-11",
        zone="zone-a",
        actor="Egypt",
        item="tank",
        best=180,
        complete="yes",
        text="A second team counts 180 tanks on the same day as a full verification.",
    )
    yield from visit("V2406x-A", date(2024, 6, 11), "zone-a", {"tank": ("Egypt", 222)})
    yield row(
        "incident",
        "F1",
        "2024-11-19T07:10:00+02:00",
        lon=33.40,
        lat=29.60,
        accuracy_m=2000,
        actor="Israel",
        act="combat-flight",
        means="seen",
        text="Two combat aircraft over the centre of Sinai.",
    )
    yield row(
        "incident",
        "F2",
        "2025-03-09T15:00:00+02:00",
        lon=33.30,
        lat=28.90,
        accuracy_m=2000,
        actor="Egypt",
        act="combat-flight",
        means="radar",
        text="A combat aircraft east of Line A or over it.",
    )
    for zone in "abcd":
        yield row(
            "coverage",
            f"REG-{zone.upper()}",
            "2024-01-01",
            end="2025-06-30",
            zone=f"zone-{zone}",
            complete="yes",
            subjects="verification",
            text="The register of verifications is complete.",
        )
    yield row(
        "coverage",
        "NAV",
        "2024-01-01",
        end="2025-06-30",
        complete="yes",
        subjects="navigation-impeded;hostile-act",
        text="The Coastal Patrol Unit and the observers watched without a gap.",
    )
    yield row(
        "coverage",
        "AIR-C",
        "2024-01-01",
        end="2024-12-31",
        zone="zone-c",
        complete="yes",
        subjects="combat-flight",
        text="Air watch at the remote sites.",
    )


def lebanon() -> Iterator[Row]:
    """Yield twelve months south of the Litani."""
    random = Random(1701)
    for number, month in enumerate(months(date(2024, 12, 1), 12)):
        for week in range(5):
            for sector in ("sector-west", "sector-east"):
                if (number, sector) == (5, "sector-east") and week in (1, 2):
                    continue
                day = month + timedelta(days=6 * week)
                yield row(
                    "inspection",
                    f"P{month:%y%m}{week}-{sector[-4]}",
                    f"{day.isoformat()}T09:00:00+02:00",
                    zone=sector,
                    means="seen",
                    inspector="UNIFIL",
                    duty="patrol",
                    complete="no",
                )
        full = f"A{month:%y%m}"
        troops = 6000 if number < 2 else 450 if number < 4 else 0
        yield row(
            "inspection",
            full,
            (month + timedelta(days=24)).isoformat(),
            zone="south-litani",
            means="seen",
            inspector="UNIFIL",
            duty="inspection",
            complete="no" if number == 7 else "yes",
        )
        if troops:
            yield row(
                "observation",
                f"{full}-idf",
                (month + timedelta(days=24)).isoformat(),
                zone="south-litani",
                actor="Israel",
                item="military-personnel",
                low=troops - troops // 10,
                high=troops + troops // 10,
                inspection=full,
                means="seen",
            )
        if number in (2, 3, 4):
            yield row(
                "observation",
                f"{full}-pos",
                (month + timedelta(days=24)).isoformat(),
                zone="south-litani",
                actor="Israel",
                item="position",
                best=5,
                inspection=full,
                means="drone",
                text="Five hill positions.",
            )
        if number in (1, 6):
            yield row(
                "observation",
                f"{full}-cache",
                (month + timedelta(days=24)).isoformat(),
                lon=35.33,
                lat=33.22,
                accuracy_m=30,
                actor="Hizbullah",
                item="cache",
                best=2,
                inspection=full,
                means="seen",
                text="Two caches, referred to the Lebanese army.",
            )
        for n in range(random.randint(2, 6)):
            day = month + timedelta(days=random.randint(0, 27))
            yield row(
                "incident",
                f"O{month:%y%m}-{n}",
                day.isoformat(),
                lon=round(35.2 + random.random() * 0.4, 3),
                lat=round(33.2 + random.random() * 0.3, 3),
                accuracy_m=3000,
                zone="lebanon",
                actor="Israel",
                act="overflight",
                means="radar",
                text="Overflight.",
            )
    yield from lebanon_incidents()


def lebanon_incidents() -> Iterator[Row]:
    """Yield fire, crossings at the line, denials of movement, requests, and who watched."""
    fire = (
        ("2024-12-05T14:10:00+02:00", 35.42, 33.19, "Israel", "Hizbullah", "airstrike", "actor", 3),
        (
            "2024-12-22T09:00:00+02:00",
            35.30,
            33.30,
            "Unknown gunmen",
            "Israel",
            "rocket",
            "actor",
            0,
        ),
        ("2025-01-12T18:30:00+02:00", 35.55, 33.28, "Israel", "", "drone-attack", "actor", 2),
        ("2025-03-22T06:45:00+02:00", 35.60, 33.36, "Hizbullah", "Israel", "rocket", "actor", 0),
        ("2025-03-22T11:00:00+02:00", 35.40, 33.25, "Israel", "Hizbullah", "airstrike", "", 6),
        ("2025-06-02T22:15:00+03:00", 35.28, 33.22, "Israel", "Hizbullah", "direct-fire", "", 1),
        ("2025-09-18T13:20:00+03:00", 35.48, 33.30, "Israel", "", "airstrike", "actor", 4),
    )
    for n, (when, lon, lat, actor, opponent, act, began, dead) in enumerate(fire):
        yield row(
            "incident",
            f"K{n}",
            when,
            lon=lon,
            lat=lat,
            accuracy_m=200,
            actor=actor,
            opponent=opponent,
            act=act,
            initiator=began,
            deaths_low=dead,
            deaths_best=dead,
            deaths_high=dead + (2 if dead else 0),
            means="seen",
        )
    crossings = (
        ("2025-01-30T08:00:00+02:00", 35.52, 33.19),
        ("2025-04-11T16:40:00+03:00", 35.30, 33.105),
        ("2025-07-19T05:20:00+03:00", 35.44, 33.22),
    )
    for n, (when, lon, lat) in enumerate(crossings):
        yield row(
            "incident",
            f"X{n}",
            when,
            lon=lon,
            lat=lat,
            accuracy_m=50,
            actor="Israel",
            act="ground-crossing",
            means="camera",
            text="Soldiers and a vehicle across the Blue Line.",
        )
    yield row(
        "incident",
        "D1",
        "2025-02-14T20:00:00+02:00",
        lon=35.33,
        lat=33.20,
        accuracy_m=50,
        actor="Residents",
        act="movement-denial",
        means="seen",
        text="A patrol is stopped by residents.",
    )
    yield row(
        "incident",
        "D2",
        "2025-05-20T10:00:00+03:00",
        lon=35.36,
        lat=33.22,
        accuracy_m=50,
        actor="Israel",
        act="movement-denial",
        means="seen",
        text="A road is closed to a patrol.",
    )
    yield row(
        "incident",
        "W1",
        "2025-08-07T09:00:00+03:00",
        lon=35.31,
        lat=33.20,
        accuracy_m=50,
        actor="Lebanon",
        act="announced-activity",
        means="seen",
        text="Engineering work.",
    )
    yield row(
        "notification",
        "N1",
        "2025-08-05T09:00:00+03:00",
        zone="lebanon",
        actor="Lebanon",
        act="announced-activity",
        activity_start="2025-08-06",
        activity_end="2025-08-09",
        means="document",
    )
    yield row(
        "incident",
        "W2",
        "2025-10-02T09:00:00+03:00",
        lon=35.35,
        lat=32.95,
        accuracy_m=50,
        zone="israel-north",
        actor="Israel",
        act="announced-activity",
        means="camera",
        text="Engineering work without notice.",
    )
    yield row(
        "request",
        "Q1",
        "2025-03-24T09:00:00+02:00",
        zone="south-litani",
        actor="Israel",
        request="inspection",
        text="Alleges launchers in a valley.",
    )
    yield row(
        "inspection",
        "Q1-V",
        "2025-03-25T13:00:00+02:00",
        zone="sector-east",
        inspector="UNIFIL",
        duty="inspection",
        complete="no",
        answers="Q1",
        means="seen",
    )
    yield row(
        "coverage",
        "HOST",
        "2025-10-01",
        end="2025-11-30",
        complete="yes",
        subjects="hostile-act",
        text="Both sides and the force kept full logs of fire.",
    )
    yield row(
        "coverage",
        "NOTE",
        "2024-12-01",
        end="2025-11-30",
        complete="yes",
        subjects="notification",
        text="The register of notices is complete.",
    )
    for sector in ("sector-west", "sector-east"):
        yield row(
            "coverage",
            f"PAT-{sector[-4:]}",
            "2024-12-01",
            end="2025-11-30",
            zone=sector,
            complete="yes",
            subjects="patrol",
            text="The register of patrols is complete.",
        )


def central_africa() -> Iterator[Row]:
    """Yield twelve months in the prefectures."""
    random = Random(2019)
    prefectures = (
        "Ouaka",
        "Ouham",
        "Ouham-Pendé",
        "Haute-Kotto",
        "Nana-Grébizi",
        "Bangui",
        "Mbomou",
        "Vakaga",
    )
    quiet = (
        "Bamingui-Bangoran", "Basse-Kotto", "Haut-Mbomou", "Kémo", "Lobaye", "Mambéré-Kadéi",
        "Nana-Mambéré", "Ombella-M'Poko", "Sangha-Mbaéré",
    )  # fmt: skip
    for month in months(date(2022, 1, 1), 12):
        for prefecture in (*prefectures, *quiet):
            for day in (3, 15, 27):
                if prefecture == "Vakaga" and month.month in (7, 8):
                    continue
                yield row(
                    "inspection",
                    f"P{month:%y%m}{day}-{prefecture}",
                    (month + timedelta(days=day - 1)).isoformat(),
                    district=prefecture,
                    country="Central African Republic",
                    inspector="MINUSCA",
                    duty="patrol",
                    complete="no",
                    means="seen",
                )
    groups = (
        "UPC",
        "3R",
        "MPC",
        "FPRC",
        "CPC",
        "anti-Balaka",
        "Government of Central African Republic",
    )
    for n in range(46):
        day = date(2022, 1, 1) + timedelta(days=random.randint(0, 364))
        actor, opponent = random.sample(groups, 2)
        one_sided = random.random() < 0.4
        dead = random.randint(0, 9)
        yield row(
            "incident", f"C{n:02d}", day.isoformat(), district=random.choice(prefectures), country="Central African Republic",
            actor=actor, opponent="Civilians" if one_sided else opponent,
            act="violence-against-civilians" if one_sided else "armed-clash", initiator="actor" if one_sided else "",
            deaths_low=dead, deaths_best=dead, deaths_high=dead + random.randint(0, 4), means=random.choice(("seen", "told", "heard")),
            reliability=random.choice("ABBC D".replace(" ", "")), credibility=random.choice((1, 2, 2, 3, 4)),
        )  # fmt: skip
    for n, prefecture in enumerate(("Ouaka", "Ouham-Pendé", "Haute-Kotto")):
        yield row(
            "incident",
            f"B{n}",
            f"2022-0{3 + n}-11",
            district=prefecture,
            country="Central African Republic",
            actor="3R" if n == 1 else "UPC",
            act="illegal-checkpoint",
            means="seen",
            text="A barrier where goods are taxed.",
        )
    yield row(
        "coverage",
        "PAT",
        "2022-01-01",
        end="2022-12-31",
        country="Central African Republic",
        complete="yes",
        subjects="patrol",
        text="The register of patrols is complete.",
    )
    yield row(
        "coverage",
        "ALL-Q4",
        "2022-10-01",
        end="2022-12-31",
        country="Central African Republic",
        complete="yes",
        subjects="violence-against-civilians;hostile-act",
        text="The operations centre watched in all prefectures.",
    )


def island() -> Iterator[Row]:
    """Yield the reports of the fictional island."""
    for number, month in enumerate(months(date(2021, 1, 1), 6)):
        day = month + timedelta(days=9)
        ref = f"V{number + 1}"
        red = 36 if number != 2 else 44
        yield row(
            "inspection",
            ref,
            day.isoformat(),
            zone="north",
            means="seen",
            inspector="Island Observer Mission",
            duty="verification",
            complete="no" if number == 4 else "yes",
        )
        yield row(
            "observation",
            f"{ref}-tank",
            day.isoformat(),
            zone="north",
            actor="Red Army",
            item="tank",
            best=red if number != 3 else "",
            low=38 if number == 3 else "",
            high=43 if number == 3 else "",
            inspection=ref,
            means="seen",
        )
        yield row(
            "inspection",
            f"{ref}-S",
            (day + timedelta(days=2)).isoformat(),
            zone="south",
            means="seen",
            inspector="Island Observer Mission",
            duty="verification",
            complete="yes",
        )
        yield row(
            "observation",
            f"{ref}-blue",
            (day + timedelta(days=2)).isoformat(),
            zone="south",
            actor="Blue Guard",
            item="military-personnel",
            best=1800 + 30 * number,
            inspection=f"{ref}-S",
            means="seen",
        )
    yield row(
        "incident",
        "I1",
        "2021-02-14T05:30:00Z",
        lon=-29.8,
        lat=-44.70,
        accuracy_m=100,
        actor="Red Army",
        opponent="Blue Guard",
        act="indirect-fire",
        initiator="actor",
        deaths_low=2,
        deaths_best=2,
        deaths_high=3,
        means="heard",
    )
    yield row(
        "incident",
        "I2",
        "2021-03-02T19:00:00Z",
        lon=-30.2,
        lat=-45.01,
        accuracy_m=100,
        actor="Blue Guard",
        act="ground-crossing",
        means="camera",
        text="On the line itself.",
    )
    yield row(
        "incident",
        "I3",
        "2021-03-20T19:00:00Z",
        lon=-30.2,
        lat=-44.60,
        accuracy_m=100,
        actor="Blue Guard",
        act="ground-crossing",
        means="seen",
        text="Deep in the north.",
    )
    yield row(
        "incident",
        "I4",
        "2021-04-08",
        lon=-30.0,
        lat=-45.3,
        accuracy_m="region",
        actor="Free Islanders",
        opponent="Red Army",
        act="armed-clash",
        means="told",
        reliability="C",
        credibility=3,
    )
    yield row(
        "incident",
        "I5",
        "2021-05-11",
        zone="south",
        actor="Unknown riders",
        act="violence-against-civilians",
        opponent="Islanders",
        means="told",
        reliability="D",
        credibility=4,
    )
    yield row(
        "request",
        "R1",
        "2021-04-02T08:00:00Z",
        zone="north",
        actor="Blue Guard",
        request="verification",
    )
    yield row(
        "inspection",
        "R1-V",
        "2021-04-03T12:00:00Z",
        zone="north",
        inspector="Island Observer Mission",
        duty="verification",
        complete="no",
        answers="R1",
        means="seen",
    )
    yield row(
        "request",
        "R2",
        "2021-06-02T08:00:00Z",
        zone="south",
        actor="Red Army",
        request="verification",
    )
    yield row(
        "notification",
        "N1",
        "2021-05-01T08:00:00Z",
        zone="north",
        actor="Red Army",
        act="troop-movement",
        activity_start="2021-05-04",
        activity_end="2021-05-06",
        means="document",
    )
    yield row(
        "incident",
        "M1",
        "2021-05-05T06:00:00Z",
        lon=-30.0,
        lat=-44.5,
        accuracy_m=100,
        actor="Red Army",
        act="troop-movement",
        means="seen",
    )
    yield row(
        "incident",
        "M2",
        "2021-06-05T06:00:00Z",
        lon=-30.0,
        lat=-44.5,
        accuracy_m=100,
        actor="Red Army",
        act="troop-movement",
        means="seen",
    )
    yield row(
        "observation",
        "B1",
        "2021-06-20",
        zone="buffer",
        actor="Blue Guard",
        item="position",
        low=1,
        means="drone",
        text="A position in the buffer after the day of withdrawal.",
    )
    yield row(
        "coverage",
        "C1",
        "2021-01-01",
        end="2021-06-30",
        complete="yes",
        subjects="hostile-act;violence-against-civilians",
        text="The observers watched all of the island.",
    )
    yield row(
        "coverage",
        "C2",
        "2021-01-01",
        end="2021-06-30",
        complete="yes",
        subjects="verification;notification",
        text="The registers are complete.",
    )


EXERCISES = {
    "mfo-sinai": sinai,
    "unifil": lebanon,
    "minusca": central_africa,
    "example": island,
}


def main(folder: Path) -> None:
    """Write one file a pack."""
    for name, story in EXERCISES.items():
        path = folder / name / "reports" / "exercise.simulated.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(story())
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "src/sulh/packs")
