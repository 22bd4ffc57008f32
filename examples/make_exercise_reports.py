"""Write the exercise reports that come with the packs: seeded, so that anyone gets the same bytes.

Every row is an exercise inject and is marked as simulated. No real party did any of this.

Run: python examples/make_exercise_reports.py [FOLDER_OF_PACKS]

A story is a few tables written as text (a line of columns, then a line a report) and a few routines
(visits twice a month, patrols) that a seeded generator varies.
"""

from __future__ import annotations

import argparse
import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random  # the script is a generator of exercises, seeded below
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = """
kind ref source start end lon lat accuracy_m zone district country place reliability credibility means
actor opponent initiator act item low best high deaths_low deaths_best deaths_high
civilian_deaths_low civilian_deaths_best civilian_deaths_high inspection complete inspector duty answers
request activity_start activity_end subjects text simulated
""".split()  # noqa: SIM905 - forty names read better as text
NOTE = "Exercise inject"
Row = dict[str, object]


def row(kind: str, ref: str, start: str, **values: object) -> Row:
    """Return one row of the report form, marked as simulated; what is empty keeps its default."""
    text = f"{NOTE}. {values.pop('text', '')}".strip()
    good = {"source": "exercise", "reliability": "A", "credibility": 2, "simulated": "yes"}
    told = {name: value for name, value in values.items() if value != ""}
    return good | {"kind": kind, "ref": ref, "start": start, "text": text} | told


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of a table written as text: columns first, fields parted by bars."""
    lines = [[field.strip() for field in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], fields, strict=True)) for fields in lines[1:]]


def told(kind: str, text: str, **shared: object) -> Iterator[Row]:
    """Yield a report of one kind for each row of a table."""
    for fields in table(text):
        yield row(kind, **(shared | fields))  # type: ignore[arg-type]


def months(first: date, count: int) -> Iterator[date]:
    """Yield the first days of consecutive months."""
    for n in range(count):
        yield date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)


# ---------------------------------------------------------------------------- mfo-sinai: 1979

USUAL = """
visit  | zone   | actor  | item                           | count
zone-a | zone-a | Egypt  | tank                           | 221
zone-a | zone-a | Egypt  | military-personnel             | 20400
zone-a | zone-a | Egypt  | field-artillery                | 118
zone-a | zone-a | Egypt  | anti-aircraft-gun              | 120
zone-a | zone-a | Egypt  | apc                            | 451
zone-a | zone-a | Egypt  | individual-missile             | 40
zone-a | zone-a | Egypt  | mechanized-division            | 1
zone-a | zone-a | Egypt  | mechanized-brigade             | 3
zone-a | zone-a | Egypt  | armoured-brigade               | 1
zone-a | zone-a | Egypt  | artillery-battalion            | 7
zone-a | zone-a | Egypt  | anti-aircraft-battalion        | 7
zone-b | zone-b | Egypt  | border-guard-battalion-soldier | 3700
zone-b | zone-b | Egypt  | border-battalion               | 4
zone-b | zone-b | Egypt  | transport-aircraft             | 5
zone-b | zone-b | Egypt  | unarmed-helicopter             | 2
zone-c | zone-c | Egypt  | police                         | 900
zone-c | rafah  | Egypt  | border-guard                   | 730
zone-c | rafah  | Egypt  | border-guard-company           | 4
zone-c | rafah  | Egypt  | police-vehicle                 | 28
zone-d | zone-d | Israel | military-personnel             | 3100
zone-d | zone-d | Israel | infantry-battalion             | 4
zone-d | zone-d | Israel | apc                            | 150
zone-d | zone-d | Israel | individual-missile             | 18
"""

# What one visit found that is not the usual.
STORY = """
visit    | zone   | actor  | item                   | low  | high
V2404b-A | zone-a | Egypt  | tank                   | 236  | 236
V2405a-A | zone-a | Egypt  | tank                   | 238  | 238
V2405b-A | zone-a | Egypt  | tank                   | 224  | 234
V2408a-D | zone-d | Israel | infantry-battalion     | 5    | 5
V2408a-D | zone-d | Israel | military-personnel     | 4150 | 4150
V2410a-C | zone-c | Egypt  | apc                    | 3    | 3
V2412a-B | zone-b | Egypt  | military-personnel     | 900  | 900
V2412b-D | zone-d | Israel | tank                   | 3    | 3
V2501a-C | zone-c | Egypt  | military-fortification | 2    | 2
V2502a-A | zone-a | Egypt  | apc                    | 470  | 490
V2502a-D | zone-d | Israel | apc                    | 172  | 188
V2503b-B | zone-b | Egypt  | transport-aircraft     | 9    | 9
V2506a-C | rafah  | Egypt  | border-guard           | 1180 | 1180
"""
NOT_ALL_SEEN = ("V2411a-A", "V2411b-A", "V2504a-C", "V2504b-C", "V2505a-D", "V2505b-D")
NOT_MADE = ("V2410b-D",)

SINAI_REQUESTS = """
ref | start                     | zone   | actor  | request       | text
R1  | 2024-03-04T08:00:00+02:00 | zone-a | Israel | verification  | Asks for a count of tanks.
R2  | 2024-08-12T10:00:00+03:00 | zone-d | Egypt  | verification  | Asks for a count of battalions.
R3  | 2025-02-03T09:00:00+02:00 | zone-a | Israel | verification  | No answer is on file.
R4  | 2025-05-12T09:00:00+03:00 | zone-d | Egypt  | verification  | Asks for a count of carriers.
X1  | 2024-04-22T09:00:00+02:00 | zone-a | MFO    | rectification | Six tanks over the number.
X2  | 2024-08-08T09:00:00+03:00 | zone-d | MFO    | rectification | A fifth battalion.
X3  | 2024-12-22T09:00:00+02:00 | zone-d | MFO    | rectification | Three tanks. No answer is on file.
X4  | 2025-03-22T09:00:00+02:00 | zone-b | MFO    | rectification | A ninth transport aircraft.
"""
SINAI_ANSWERS = """
ref      | start                     | zone   | inspector | duty          | answers | complete | text
VR1      | 2024-03-05                | zone-a | MFO       | verification  | R1      | no       |
VR2      | 2024-08-16                | zone-d | MFO       | verification  | R2      | no       | Four days after the request.
VR4      | 2025-05-13T15:00:00+03:00 | zone-d | MFO       | verification  | R4      | no       |
X1-A     | 2024-05-23T12:00:00+03:00 | zone-a | Egypt     | rectification | X1      | no       | A month after the notice.
X2-A     | 2024-08-09T18:00:00+03:00 | zone-d | Israel    | rectification | X2      | no       | The battalion has left.
X4-A     | 2025-03-23T16:00:00+02:00 | zone-b | Egypt     | rectification | X4      | no       | The aircraft has left.
V2406x-A | 2024-06-11                | zone-a | MFO       | verification  |         | yes      |
"""
SINAI_SEEN = """
ref           | start                     | lon   | lat   | accuracy_m | zone   | actor  | item               | best | low | inspection | complete | reliability | credibility | means  | place             | text
VR1-tank      | 2024-03-05                |       |       |            | zone-a | Egypt  | tank               | 219  |     | VR1        |          |             |             | seen   |                   |
VR2-battalion | 2024-08-16                |       |       |            | zone-d | Israel | infantry-battalion | 4    |     | VR2        |          |             |             | seen   |                   |
V2406x-A-tank | 2024-06-11                |       |       |            | zone-a | Egypt  | tank               | 222  |     | V2406x-A   |          |             |             | seen   |                   |
S1            | 2024-09-17T11:30:00+03:00 | 33.10 | 30.35 | 50         |        | Egypt  | tank               | 4    |     |            |          |             |             | seen   | near Line A       | Four tanks on transporters, near Line A.
S2            | 2025-01-14                |       |       |            | zone-c | Egypt  | apc                |      | 2   |            |          | D           | 4           | told   |                   | A driver speaks of two armoured vehicles.
S3            | 2024-06-11                |       |       |            | zone-a | Egypt  | tank               | 180  |     |            | yes      |             |             | seen   |                   | A second team counts 180 tanks on the day of a full verification.
S4            | 2024-07-03T08:15:00+03:00 | 34.16 | 30.52 | 100        |        | Egypt  | apc                | 2    |     |            |          |             |             | camera | near Line B       | Two carriers, near Line B.
S5            | 2025-03-27T09:00:00+02:00 | 34.76 | 30.02 | 100        |        | Israel | tank               | 2    |     |            |          |             |             | camera | near the boundary | Two tanks, near the boundary.
S6            | 2024-05-29                |       |       |            | zone-d | Israel | field-artillery    |      | 2   |            |          | D           | 4           | told   |                   | A driver speaks of two guns.
"""
SINAI_INCIDENTS = """
ref | start                     | lon   | lat   | accuracy_m | actor  | means | text
F1  | 2024-11-19T07:10:00+02:00 | 33.40 | 29.60 | 2000       | Israel | seen  | Two combat aircraft over the centre of Sinai.
F2  | 2025-03-09T15:00:00+02:00 | 33.30 | 28.90 | 2000       | Egypt  | radar | A combat aircraft east of Line A or over it.
F3  | 2025-04-16T10:40:00+03:00 | 33.60 | 30.40 | 2000       | Egypt  | seen  | A combat aircraft over Zone B.
"""
SINAI_COVERAGE = """
ref   | start      | end        | zone            | subjects                       | text
REG-A | 2024-01-01 | 2025-06-30 | zone-a          | verification;rectification     | The registers are complete.
REG-B | 2024-01-01 | 2025-06-30 | zone-b          | verification;rectification     | The registers are complete.
REG-C | 2024-01-01 | 2025-06-30 | zone-c          | verification;rectification     | The registers are complete.
REG-D | 2024-01-01 | 2025-06-30 | zone-d          | verification;rectification     | The registers are complete.
REG-T | 2024-01-01 | 2025-06-30 | Strait of Tiran | navigation-watch               | The log of the Coastal Patrol Unit is complete.
NAV   | 2024-01-01 | 2025-06-30 |                 | navigation-impeded;hostile-act | The Coastal Patrol Unit and the observers watched without a gap.
AIR-C | 2024-01-01 | 2024-12-31 | zone-c          | combat-flight                  | Air watch at the remote sites.
"""


def sinai() -> Iterator[Row]:
    """Yield eighteen months of verification in Zones A to D."""
    random = Random(1979)
    for month in months(date(2024, 1, 1), 18):
        for half, offset in (("a", 6), ("b", 20)):
            for zone in "ABCD":
                yield from visit(f"V{month:%y%m}{half}-{zone}", month, offset, random)
    yield from told("request", SINAI_REQUESTS)
    yield from told("inspection", SINAI_ANSWERS, means="seen")
    yield from told("observation", SINAI_SEEN)
    yield from told("incident", SINAI_INCIDENTS, act="combat-flight")
    yield from told("coverage", SINAI_COVERAGE, complete="yes")
    yield from watches(random)


def visit(ref: str, month: date, offset: int, random: Random) -> Iterator[Row]:
    """Yield a verification of a zone and its counts: the usual ones, but for what the story says."""
    zone, day = f"zone-{ref[-1].lower()}", (month + timedelta(days=offset)).isoformat()
    counts: dict[str, dict[str, object]] = {}
    for fields in table(USUAL):
        if fields["visit"] == zone:
            usual = int(fields["count"])
            best = usual + random.randint(-(usual // 60), usual // 60)
            counts[fields["item"]] = {
                "zone": fields["zone"],
                "actor": fields["actor"],
                "best": best,
            }
    for fields in table(STORY):
        if fields["visit"] == ref:
            low, high = fields["low"], fields["high"]
            bounds = {"best": low} if low == high else {"low": low, "high": high}
            counts[fields["item"]] = {"zone": fields["zone"], "actor": fields["actor"]} | bounds
    if ref in NOT_MADE:
        return
    yield row(
        "inspection", ref, day, zone=zone, means="seen", inspector="MFO", duty="verification",
        complete="no" if ref in NOT_ALL_SEEN else "yes",
    )  # fmt: skip
    for item, values in counts.items():
        name = f"{ref}-{item}"
        yield row("observation", name, day, means="seen", item=item, inspection=ref, **values)


def watches(random: Random) -> Iterator[Row]:
    """Yield the log of the watch over the Strait of Tiran, with one gap of a fortnight."""
    moment = datetime(2024, 1, 1, 6, tzinfo=UTC)
    while moment < datetime(2025, 7, 1, tzinfo=UTC):
        if not datetime(2025, 2, 9, tzinfo=UTC) < moment < datetime(2025, 2, 21, tzinfo=UTC):
            yield row(
                "inspection", f"T{moment:%y%m%d}", moment.isoformat(), zone="Strait of Tiran", means="seen",
                inspector="MFO", duty="navigation-watch", complete="no",
            )  # fmt: skip
        moment += timedelta(days=random.choice((4, 5, 6)))


# ------------------------------------------------------------------------------- unifil: 1701

FIRE = """
ref | start                     | lon   | lat   | actor          | opponent  | act          | initiator | deaths_low | deaths_best | deaths_high | civilian_deaths_low | civilian_deaths_best | civilian_deaths_high
K0  | 2024-12-05T14:10:00+02:00 | 35.42 | 33.19 | Israel         | Hizbullah | airstrike    | actor     | 3          | 3           | 5           | 0                   | 1                    | 2
K1  | 2024-12-22T09:00:00+02:00 | 35.30 | 33.30 | Unknown gunmen | Israel    | rocket       | actor     | 0          | 0           | 0           | 0                   | 0                    | 0
K2  | 2025-01-12T18:30:00+02:00 | 35.55 | 33.28 | Israel         |           | drone-attack | actor     | 2          | 2           | 4           | 0                   | 0                    | 2
K3  | 2025-03-22T06:45:00+02:00 | 35.60 | 33.36 | Hizbullah      | Israel    | rocket       | actor     | 0          | 0           | 0           | 0                   | 0                    | 0
K4  | 2025-03-22T11:00:00+02:00 | 35.40 | 33.25 | Israel         | Hizbullah | airstrike    |           | 6          | 6           | 8           | 1                   | 2                    | 3
K5  | 2025-05-14T04:20:00+03:00 | 35.47 | 33.02 | Hizbullah      | Israel    | drone-attack | actor     | 1          | 1           | 1           | 1                   | 1                    | 1
K6  | 2025-06-02T22:15:00+03:00 | 35.28 | 33.22 | Israel         | Hizbullah | direct-fire  |           | 1          | 1           | 3           | 0                   | 0                    | 0
K7  | 2025-09-18T13:20:00+03:00 | 35.48 | 33.30 | Israel         |           | airstrike    | actor     | 4          | 4           | 6           | 1                   | 1                    | 2
"""
LEBANON_INCIDENTS = """
ref | start                     | lon   | lat    | zone         | actor          | act                    | means  | text
X0  | 2025-01-30T08:00:00+02:00 | 35.52 | 33.19  |              | Israel         | ground-crossing        | camera | Soldiers and a vehicle on the Blue Line or across it.
X1  | 2025-04-11T16:40:00+03:00 | 35.30 | 33.105 |              | Israel         | ground-crossing        | camera | Soldiers and a vehicle on the Blue Line or across it.
X2  | 2025-07-19T05:20:00+03:00 | 35.44 | 33.22  |              | Israel         | ground-crossing        | camera | Soldiers and a vehicle well across the Blue Line.
X3  | 2025-05-26T21:05:00+03:00 | 35.44 | 33.02  |              | Hizbullah      | ground-crossing        | camera | Four persons well across the Blue Line.
X4  | 2025-08-30T02:10:00+03:00 | 35.36 | 33.06  |              | Unknown gunmen | ground-crossing        | radar  | Two persons on the Blue Line or across it.
X5  | 2025-05-14T04:10:00+03:00 | 35.47 | 33.02  |              | Hizbullah      | overflight             | radar  | A drone from Lebanon.
D1  | 2025-02-14T20:00:00+02:00 | 35.33 | 33.20  |              | Residents      | movement-denial        | seen   | A patrol is stopped by residents.
D2  | 2025-05-20T10:00:00+03:00 | 35.36 | 33.22  |              | Israel         | movement-denial        | seen   | A road is closed to a patrol.
D3  | 2025-06-17T15:30:00+03:00 | 35.28 | 33.22  |              | Lebanon        | movement-denial        | seen   | A patrol is held at a checkpoint for two hours.
D4  | 2025-10-09T12:00:00+03:00 | 35.33 | 33.23  |              | Hizbullah      | movement-denial        | seen   | A patrol is stopped and its camera taken.
P1  | 2025-04-28T23:50:00+03:00 | 35.42 | 33.20  |              | Unknown gunmen | attack-on-peacekeepers | seen   | Shots at a position of the force; nobody is hurt.
P2  | 2025-09-03T11:15:00+03:00 | 35.44 | 33.19  |              | Israel         | attack-on-peacekeepers | seen   | A grenade from a drone near a patrol; nobody is hurt.
H1  | 2025-02-20T09:00:00+02:00 | 35.41 | 33.20  |              | Israel         | return-obstructed      | seen   | A road home is closed to displaced persons.
W1  | 2025-08-07T09:00:00+03:00 | 35.31 | 33.20  |              | Lebanon        | announced-activity     | seen   | Engineering work.
W2  | 2025-10-02T09:00:00+03:00 | 35.35 | 32.95  | israel-north | Israel         | announced-activity     | camera | Engineering work without notice.
"""
LEBANON_SEEN = """
ref | start                     | lon   | lat   | accuracy_m | zone         | actor          | item            | best | low | reliability | credibility | means | text
S1  | 2025-01-17T10:30:00+02:00 | 35.33 | 33.22 | 30         |              | Hizbullah      | cache           | 2    |     |             |             | seen  | Two caches, referred to the Lebanese army.
S2  | 2025-06-12T09:10:00+03:00 | 35.40 | 33.22 | 30         |              | Hizbullah      | rocket-launcher | 1    |     |             |             | seen  | A launcher in a wood, referred to the Lebanese army.
S3  | 2025-03-06T16:00:00+02:00 | 35.36 | 33.08 | 50         |              | Unknown gunmen | tunnel          | 1    |     |             |             | seen  | A tunnel near the Blue Line.
S4  | 2025-04-03T12:00:00+03:00 | 35.35 | 33.23 | 100        |              | Unknown gunmen | armed-person    | 3    |     |             |             | seen  | Three armed persons in civilian clothes.
S5  | 2025-09-11                |       |       |            | south-litani | Hizbullah      | weapon          |      | 20  | C           | 4           | media | A newspaper speaks of a store of weapons.
"""
LEBANON_COVERAGE = """
ref      | start      | end        | zone         | subjects     | text
HOST     | 2025-10-01 | 2025-11-30 |              | hostile-act  | Both sides and the force kept full logs of fire.
NOTE     | 2024-12-01 | 2025-11-30 |              | notification | The register of notices is complete.
INSP     | 2024-12-01 | 2025-11-30 | south-litani | inspection   | The register of inspections is complete.
PAT-west | 2024-12-01 | 2025-11-30 | sector-west  | patrol       | The register of patrols is complete.
PAT-east | 2024-12-01 | 2025-11-30 | sector-east  | patrol       | The register of patrols is complete.
"""
LEBANON_REQUESTS = """
ref | start                     | zone         | actor   | request    | text
Q1  | 2025-03-24T09:00:00+02:00 | south-litani | Israel  | inspection | Alleges launchers in a valley.
Q2  | 2025-07-21T10:00:00+03:00 | south-litani | Lebanon | inspection | Alleges a new position on a hill.
"""
LEBANON_ANSWERS = """
ref  | start                     | zone        | answers
Q1-V | 2025-03-25T13:00:00+02:00 | sector-east | Q1
Q2-V | 2025-07-25T09:00:00+03:00 | sector-west | Q2
"""


def lebanon() -> Iterator[Row]:
    """Yield twelve months south of the Litani."""
    random = Random(1701)
    for number, month in enumerate(months(date(2024, 12, 1), 12)):
        yield from patrols_of_sectors(number, month)
        yield from full_inspection(number, month)
        for n in range(random.randint(2, 6)):
            day = month + timedelta(days=random.randint(0, 27))
            yield row(
                "incident", f"O{month:%y%m}-{n}", day.isoformat(),
                lon=round(35.2 + random.random() * 0.4, 3), lat=round(33.2 + random.random() * 0.3, 3),
                accuracy_m=3000, actor="Israel", act="overflight", means="radar", text="Overflight.",
            )  # fmt: skip
    yield from told("incident", FIRE, accuracy_m=200, means="seen")
    yield from told("incident", LEBANON_INCIDENTS, accuracy_m=50)
    yield from told("observation", LEBANON_SEEN)
    yield row(
        "notification", "N1", "2025-08-05T09:00:00+03:00", zone="lebanon", actor="Lebanon",
        act="announced-activity", activity_start="2025-08-06", activity_end="2025-08-09", means="document",
    )  # fmt: skip
    yield from told("request", LEBANON_REQUESTS)
    yield from told(
        "inspection", LEBANON_ANSWERS, inspector="UNIFIL", duty="inspection", complete="no", means="seen"
    )  # fmt: skip
    yield from told("coverage", LEBANON_COVERAGE, complete="yes")


def patrols_of_sectors(number: int, month: date) -> Iterator[Row]:
    """Yield the patrols of a month; in the sixth, two weeks are missing in the east."""
    for week in range(5):
        for sector in ("sector-west", "sector-east"):
            if (number, sector) == (5, "sector-east") and week in (1, 2):
                continue
            start = f"{(month + timedelta(days=6 * week)).isoformat()}T09:00:00+02:00"
            yield row(
                "inspection", f"P{month:%y%m}{week}-{sector[-4]}", start, zone=sector, means="seen",
                inspector="UNIFIL", duty="patrol", complete="no",
            )  # fmt: skip


def full_inspection(number: int, month: date) -> Iterator[Row]:
    """Yield the inspection of the whole area on a month's 25th day, with what it found."""
    ref, day = f"A{month:%y%m}", (month + timedelta(days=24)).isoformat()
    whole = {"zone": "south-litani", "means": "seen"}
    complete = "no" if number == 7 else "yes"
    yield row(
        "inspection", ref, day, inspector="UNIFIL", duty="inspection", complete=complete, **whole
    )
    found: list[dict[str, object]] = []
    troops = 6000 if number < 2 else 450 if number < 4 else 0
    if troops:
        low, high = troops - troops // 10, troops + troops // 10
        found.append({"actor": "Israel", "item": "military-personnel", "low": low, "high": high})
        found.append({"actor": "Israel", "item": "position", "best": 9 if number < 2 else 3})
    if number == 9:
        found.append(
            {"actor": "Hizbullah", "item": "position", "best": 1, "text": "A manned post."}
        )
    for n, values in enumerate(found):
        yield row("observation", f"{ref}-{n}", day, inspection=ref, **whole, **values)


# ------------------------------------------------------------------------------ minusca: 2019

BUSY = (
    "Ouaka",
    "Ouham",
    "Ouham-Pendé",
    "Haute-Kotto",
    "Nana-Grébizi",
    "Bangui",
    "Mbomou",
    "Vakaga",
)
QUIET = (
    "Bamingui-Bangoran", "Basse-Kotto", "Haut-Mbomou", "Kémo", "Lobaye", "Mambéré-Kadéi",
    "Nana-Mambéré", "Ombella-M'Poko", "Sangha-Mbaéré",
)  # fmt: skip
GOVERNMENT = "Government of Central African Republic"
FIGHTERS = ("UPC", "3R", "MPC", "FPRC", "CPC", "anti-Balaka", GOVERNMENT)
CENTRAL_AFRICA_INCIDENTS = """
ref | start                     | district     | actor       | act                         | means | text
B0  | 2022-03-11                | Ouaka        | UPC         | illegal-checkpoint          | seen  | A barrier where goods are taxed.
B1  | 2022-04-11                | Ouham-Pendé  | 3R          | illegal-checkpoint          | seen  | A barrier where goods are taxed.
B2  | 2022-05-11                | Haute-Kotto  | UPC         | illegal-checkpoint          | seen  | A barrier where goods are taxed.
B3  | 2022-09-20                | Ouham        | anti-Balaka | illegal-checkpoint          | told  | A barrier; no wing is named.
G1  | 2022-02-08                | Vakaga       | FPRC        | state-deployment-obstructed | seen  | A prefect is turned back.
G2  | 2022-07-19                | Haute-Kotto  | CPC         | state-deployment-obstructed | told  | Gendarmes are turned back; no group is named.
H1  | 2022-04-22                | Ouaka        | UPC         | humanitarian-obstruction    | seen  | A convoy of food is stopped.
H2  | 2022-08-30                | Bangui       | Government of Central African Republic | humanitarian-obstruction | seen | A convoy waits nine days for a paper.
P1  | 2022-06-14T05:40:00+01:00 | Ouham-Pendé  | 3R          | attack-on-peacekeepers      | seen  | A patrol is shot at; nobody is hurt.
E1  | 2022-05-25                | Nana-Grébizi | MPC         | recruitment                 | told  | Forty young men are enlisted.
L1  | 2022-03-30                | Haut-Mbomou  | LRA         | detention                   | told  | Six persons are taken.
"""
CENTRAL_AFRICA_SEEN = """
ref | start      | district    | actor | item       | best | low | reliability | credibility | means
K1  | 2022-05-18 | Haute-Kotto | UPC   | checkpoint | 4    |     |             |             | drone
K2  | 2022-06-21 | Ouham       | MPC   | checkpoint |      | 2   | D           | 4           | told
"""
CENTRAL_AFRICA_COVERAGE = """
ref    | start      | end        | subjects                                        | text
PAT    | 2022-01-01 | 2022-12-31 | patrol                                          | The register of patrols is complete.
CES    | 2022-01-01 | 2022-12-31 | follow-up-meeting                               | The minutes of the committee are complete.
ALL-Q4 | 2022-10-01 | 2022-12-31 | violence-against-civilians;hostile-act          | The operations centre watched in all prefectures.
OPS-Q4 | 2022-10-01 | 2022-12-31 | attack-on-peacekeepers;humanitarian-obstruction | The operations centre watched in all prefectures.
"""
CAR = "Central African Republic"


def central_africa() -> Iterator[Row]:
    """Yield twelve months in the prefectures."""
    random = Random(2019)
    for month in months(date(2022, 1, 1), 12):
        yield from patrols_of_prefectures(month)
        if month.month != 8:
            day = (month + timedelta(days=9)).isoformat()
            yield row(
                "inspection", f"CES{month:%y%m}", day, country=CAR, inspector=GOVERNMENT,
                duty="follow-up-meeting", complete="no", means="document",
            )  # fmt: skip
    yield from clashes(random)
    yield from told("incident", CENTRAL_AFRICA_INCIDENTS, country=CAR)
    yield from told("observation", CENTRAL_AFRICA_SEEN, country=CAR)
    yield from told("coverage", CENTRAL_AFRICA_COVERAGE, country=CAR, complete="yes")


def patrols_of_prefectures(month: date) -> Iterator[Row]:
    """Yield three patrols in each prefecture; none in Vakaga in the two wettest months."""
    for prefecture in (*BUSY, *QUIET):
        if prefecture == "Vakaga" and month.month in (7, 8):
            continue
        for day in (3, 15, 27):
            start = (month + timedelta(days=day - 1)).isoformat()
            yield row(
                "inspection", f"P{month:%y%m}{day}-{prefecture}", start, district=prefecture, country=CAR,
                inspector="MINUSCA", duty="patrol", complete="no", means="seen",
            )  # fmt: skip


def clashes(random: Random) -> Iterator[Row]:
    """Yield clashes and violence against civilians, by groups and prefectures drawn at random."""
    for n in range(46):
        day = date(2022, 1, 1) + timedelta(days=random.randint(0, 364))
        actor, opponent = random.sample(FIGHTERS, 2)
        one_sided = random.random() < 0.4
        dead = random.randint(0, 9)
        yield row(
            "incident", f"C{n:02d}", day.isoformat(), district=random.choice(BUSY), country=CAR, actor=actor,
            opponent="Civilians" if one_sided else opponent,
            act="violence-against-civilians" if one_sided else "armed-clash",
            initiator="actor" if one_sided else "",
            deaths_low=dead, deaths_best=dead, deaths_high=dead + random.randint(0, 4),
            means=random.choice(("seen", "told", "heard")),
            reliability=random.choice("ABBCD"), credibility=random.choice((1, 2, 2, 3, 4)),
        )  # fmt: skip


# ------------------------------------------------------------------- example: the fictional island

ISLAND_INCIDENTS = """
ref | start                | lon   | lat    | accuracy_m | zone  | actor          | opponent   | initiator | act                        | deaths_low | deaths_best | deaths_high | means  | reliability | credibility | text
I1  | 2021-02-14T05:30:00Z | -29.8 | -44.7  | 100        |       | Red Army       | Blue Guard | actor     | indirect-fire              | 2          | 2           | 3           | heard  |             |             |
I2  | 2021-03-02T19:00:00Z | -30.2 | -45.01 | 100        |       | Blue Guard     |            |           | ground-crossing            |            |             |             | camera |             |             | On the line itself.
I3  | 2021-03-20T19:00:00Z | -30.2 | -44.6  | 100        |       | Blue Guard     |            |           | ground-crossing            |            |             |             | seen   |             |             | Deep in the north.
I4  | 2021-04-08           | -30.0 | -45.3  | region     |       | Free Islanders | Red Army   |           | armed-clash                |            |             |             | told   | C           | 3           |
I5  | 2021-05-11           |       |        |            | south | Unknown riders | Islanders  |           | violence-against-civilians |            |             |             | told   | D           | 4           |
"""
ISLAND_MOVES = """
ref | start                | lon   | lat   | accuracy_m | actor    | act            | means
M1  | 2021-05-05T06:00:00Z | -30.0 | -44.5 | 100        | Red Army | troop-movement | seen
M2  | 2021-06-05T06:00:00Z | -30.0 | -44.5 | 100        | Red Army | troop-movement | seen
"""
ISLAND_COVERAGE = """
ref | start      | end        | subjects                               | text
C1  | 2021-01-01 | 2021-06-30 | hostile-act;violence-against-civilians | The observers watched all of the island.
C2  | 2021-01-01 | 2021-06-30 | verification;notification              | The registers are complete.
"""


def island() -> Iterator[Row]:
    """Yield the reports of the fictional island."""
    seen: Row = {"inspector": "Island Observer Mission", "duty": "verification", "means": "seen"}
    for number, month in enumerate(months(date(2021, 1, 1), 6)):
        yield from island_visits(number, month + timedelta(days=9), seen)
    yield from told("incident", ISLAND_INCIDENTS)
    asked: Row = {"request": "verification"}
    yield row("request", "R1", "2021-04-02T08:00:00Z", zone="north", actor="Blue Guard", **asked)
    yield row(
        "inspection",
        "R1-V",
        "2021-04-03T12:00:00Z",
        zone="north",
        complete="no",
        answers="R1",
        **seen,
    )
    yield row("request", "R2", "2021-06-02T08:00:00Z", zone="south", actor="Red Army", **asked)
    yield row(
        "notification", "N1", "2021-05-01T08:00:00Z", zone="north", actor="Red Army", act="troop-movement",
        activity_start="2021-05-04", activity_end="2021-05-06", means="document",
    )  # fmt: skip
    yield from told("incident", ISLAND_MOVES)
    yield row(
        "observation", "B1", "2021-06-20", zone="buffer", actor="Blue Guard", item="position", low=1,
        means="drone", text="A position in the buffer after the day of withdrawal.",
    )  # fmt: skip
    yield from told("coverage", ISLAND_COVERAGE, complete="yes")


def island_visits(number: int, day: date, seen: Row) -> Iterator[Row]:
    """Yield the month's visits to the north and the south, with their counts."""
    ref, later = f"V{number + 1}", (day + timedelta(days=2)).isoformat()
    complete = "no" if number == 4 else "yes"
    tanks: Row = {"low": 38, "high": 43} if number == 3 else {"best": 44 if number == 2 else 36}
    yield row("inspection", ref, day.isoformat(), zone="north", complete=complete, **seen)
    yield row(
        "observation", f"{ref}-tank", day.isoformat(), zone="north", actor="Red Army", item="tank",
        inspection=ref, means="seen", **tanks,
    )  # fmt: skip
    yield row("inspection", f"{ref}-S", later, zone="south", complete="yes", **seen)
    yield row(
        "observation", f"{ref}-blue", later, zone="south", actor="Blue Guard", item="military-personnel",
        best=1800 + 30 * number, inspection=f"{ref}-S", means="seen",
    )  # fmt: skip


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
    parser = argparse.ArgumentParser(description=main.__doc__)
    packs = Path(__file__).parents[1] / "src/sulh/packs"
    parser.add_argument("folder", nargs="?", type=Path, default=packs, help="default: the packs")
    main(parser.parse_args().folder)
