"""A made-up mission of any size for the benchmark of verification: 50 limits, observations as columns.

Eight zones (six that touch, two that each hold three of them), six parties, one coalition of two of them, and
twelve kinds of weapon. In each month each party has so many of each kind in each of its zones. Of the
observations 40 % belong to complete inspections, 40 % to partial ones, 20 % to none. Some are weak, some
near a border, some give a range, some name the coalition or nobody, and in one inspection of a thousand the
counts are wrong, so that all verdicts and reasons come up.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import shapely

from sulh.mission.pack import (
    Act,
    Actor,
    Agreement,
    Alias,
    EvidenceRule,
    Item,
    Membership,
    Pack,
    Zone,
)
from sulh.mission.provisions import Limit, Provision, Waive
from sulh.observe import REPORT_KINDS
from sulh.picture.tables import Tables, child_tables, table_columns
from sulh.values import Count

START = datetime(2021, 1, 1, tzinfo=UTC)
MONTHS = 36
AT = datetime(2024, 1, 1, tzinfo=UTC)
HOUR = 3_600_000_000
DAY = 24 * HOUR
START_US = int(START.timestamp()) * 1_000_000

PARTIES = ("North", "South", "East", "West", "Coast", "Hills")
KINDS = (
    ("weapon", None),
    ("heavy-weapon", "weapon"),
    ("light-weapon", "weapon"),
    ("tank", "heavy-weapon"),
    ("field-artillery", "heavy-weapon"),
    ("rocket-launcher", "heavy-weapon"),
    ("anti-aircraft-gun", "heavy-weapon"),
    ("missile", "heavy-weapon"),
    ("mortar", "light-weapon"),
    ("machine-gun", "light-weapon"),
    ("vehicle", None),
    ("armoured-vehicle", "vehicle"),
    ("apc", "armoured-vehicle"),
    ("truck", "vehicle"),
    ("helicopter", None),
)
LEAVES = tuple(name for name, _ in KINDS if name not in {wider for _, wider in KINDS})
CELLS = tuple(f"zone-{letter}" for letter in "abcdef")
WIDER = {"zone-west": CELLS[:3], "zone-east": CELLS[3:]}
BORDER_M = 150.0
PARTIES_A_CELL = 2
PROVISIONS = 50


def make_pack(seed: int = 0) -> Pack:
    """Return the pack: the same for every size of mission."""
    rng = np.random.default_rng(seed)
    zones = _zones()
    return Pack(
        id="benchmark",
        version="1",
        title="Benchmark",
        summary="",
        timezone=ZoneInfo("UTC"),
        digest="0" * 64,
        languages=("en",),
        evidence_rule=EvidenceRule(),
        sources={},
        actors=_actors(),
        items={name: Item(id=name, name=name, is_a=wider) for name, wider in KINDS},
        acts={"fire": Act(id="fire", name="fire")},
        zones=zones,
        lines={},
        sites={},
        base=(),
        agreements={
            "treaty": Agreement(
                id="treaty", title="", type="treaty", signed=START, source="", evidence="verified"
            )
        },
        provisions=(*_limits(rng), *_waivers()),
    )


def _actors() -> dict[str, Actor]:
    found = {
        name: Actor(id=name, name=f"{name} Forces", kind="party", aliases=(Alias(name=name),))
        for name in PARTIES
    }
    members = tuple(
        Membership(
            party=party, from_=START + timedelta(days=300), until=START + timedelta(days=700)
        )
        for party in PARTIES[:2]
    )
    found["Front"] = Actor(id="Front", name="United Front", kind="coalition", members=members)
    found["Raiders"] = Actor(id="Raiders", name="Raiders", kind="outsider")
    return found


def _zones() -> dict[str, Zone]:
    """Six cells of a grid with wavy borders, and two zones made of three cells each."""
    cells = {
        name: _cell(place // 2, place % 2) for place, name in enumerate((*CELLS[:3], *CELLS[3:]))
    }
    shapes = dict(cells) | {
        name: shapely.union_all([cells[part] for part in parts]) for name, parts in WIDER.items()
    }
    within = {part: (name,) for name, parts in WIDER.items() for part in parts}
    return {
        name: Zone(
            id=name,
            name=name,
            kind="zone",
            geometry=shape,
            accuracy_m=BORDER_M,
            within=within.get(name, ()),
            names=(f"Zone {name[-1].upper()}",) if name in cells else (),
        )
        for name, shape in shapes.items()
    }


def _cell(column: int, row: int) -> shapely.Polygon:
    """Return a cell of half a degree; neighbours share the vertices of their border."""
    west, south, size, steps = 20 + 0.5 * column, 5 + 0.5 * row, 0.5, 80
    t = np.arange(steps) / steps

    def wave(along: np.ndarray, at: float) -> np.ndarray:
        return at + 0.02 * np.sin(along * 40) * np.sin(
            (along - np.floor(along * 2) / 2) * 2 * np.pi
        )

    bottom = np.column_stack([west + size * t, wave(west + size * t, south)])
    right = np.column_stack([wave(south + size * t, west + size), south + size * t])
    top = np.column_stack([west + size * (1 - t), wave(west + size * (1 - t), south + size)])
    left = np.column_stack([wave(south + size * (1 - t), west), south + size * (1 - t)])
    return shapely.Polygon(np.round(np.vstack([bottom, right, top, left]), 9))


def _limits(rng: np.random.Generator) -> list[Provision]:
    items = [name for name, _ in KINDS]
    every = [
        (party, zone, item)
        for zone in (*CELLS, *WIDER)
        for party in PARTIES
        for item in items
        if party in parties_of(zone)
    ]
    chosen = rng.permutation(len(every))[:PROVISIONS]
    return [
        Provision(
            id=f"limit-{number:02d}",
            agreement="treaty",
            kind="limit",
            article=str(number),
            title="",
            text="",
            parties=(every[place][0],),
            zones=(every[place][1],),
            in_force_from=START + timedelta(days=int(rng.integers(0, 200))),
            in_force_until=None,
            severity="minor",
            source="",
            evidence="verified",
            terms=Limit(item=every[place][2], at_most=_usual(every[place][1], every[place][2])),
        )
        for number, place in enumerate(chosen.tolist())
    ]


def _usual(zone: str, item: str) -> int:
    """Return a limit that about four months in five keep to."""
    leaves = sum(1 for leaf in LEAVES if item in _wider(leaf))
    return int(leaves * 25 * len(WIDER.get(zone, (zone,))) * 1.12)


def _wider(item: str) -> list[str]:
    above = dict(KINDS)
    found = [item]
    while above[found[-1]] is not None:
        found.append(above[found[-1]])
    return found


def parties_of(zone: str) -> tuple[str, ...]:
    """Return the parties that are present in a zone."""
    if zone in WIDER:
        return tuple(dict.fromkeys(p for part in WIDER[zone] for p in parties_of(part)))
    place = CELLS.index(zone)
    return tuple(PARTIES[(place + k) % len(PARTIES)] for k in range(PARTIES_A_CELL))


def _waivers() -> list[Provision]:
    common = {
        "agreement": "treaty", "kind": "waive", "article": "W", "title": "", "text": "",
        "severity": "minor", "source": "", "evidence": "verified",
    }  # fmt: skip
    named = tuple(f"limit-{number:02d}" for number in range(0, PROVISIONS, 5))
    return [
        Provision(
            id="waive-adds", parties=(), zones=(),
            in_force_from=START + timedelta(days=400), in_force_until=START + timedelta(days=520),
            terms=Waive(provisions=named, adds=Count(10, 20)), **common,
        ),
        Provision(
            id="waive-most", parties=(PARTIES[0],), zones=(),
            in_force_from=START + timedelta(days=480), in_force_until=START + timedelta(days=600),
            terms=Waive(provisions=named, at_most=120), **common,
        ),
        Provision(
            id="waive-suspends", parties=(), zones=(),
            in_force_from=START + timedelta(days=800), in_force_until=START + timedelta(days=900),
            terms=Waive(provisions=named[:3], suspends=True), **common,
        ),
    ]  # fmt: skip


def make_tables(pack: Pack, size: int, *, located: bool, seed: int = 0) -> Tables:
    """Return the tables of a mission with `size` observations.

    Parameters
    ----------
    pack
        As `make_pack` returns it.
    size
        How many observations.
    located
        True: places are coordinates with an accuracy. False: they are named zones.
    seed
        The same seed gives the same tables.
    """
    rng = np.random.default_rng(seed + 1)
    visits, rows = _draw(rng, size)
    columns = _observations(rng, rows, visits)
    columns |= _places(rng, pack, rows["cell"], columns.pop("edge"), located=located)
    n_visits = len(visits["cell"])
    observations = _frame("observation", size, columns, first=n_visits)
    inspections = _frame(
        "inspection",
        n_visits,
        {
            "start": visits["start"],
            "end": visits["start"] + 10 * HOUR,
            "source": _pick(("post", "patrol"), visits["source"]),
            "ref": visits["ref"],
            "zone": _pick(CELLS, visits["cell"]),
            "inspector": pl.repeat("Mission", n_visits, eager=True),
            "duty": pl.repeat("verification", n_visits, eager=True),
            "complete": pl.Series(visits["complete"]),
            "visit": pl.int_range(n_visits, eager=True),
            **_marks(visits["weak"]),
        },
        first=0,
    )
    empty = {
        kind.table: _frame(kind.name, 0, {}, first=0)
        for kind in REPORT_KINDS
        if kind.name not in {"observation", "inspection"}
    }
    return Tables(
        ids=pl.select(pl.format("record-{}", pl.int_range(n_visits + size))).to_series(),
        frames={
            "observations": observations,
            "inspections": inspections,
            "participants": pl.DataFrame(
                schema=child_tables(REPORT_KINDS["incident"])["participants"]
            ),
            **empty,
        },
        names={kind.name: kind.table for kind in REPORT_KINDS},
    )


def _draw(rng: np.random.Generator, size: int) -> tuple[dict, dict]:
    """Draw the visits, and for each observation its visit (or -1), cell, party and kind."""
    whole = PARTIES_A_CELL * len(LEAVES)
    n_whole = int(size * 0.4) // whole
    n_part = int(size * 0.4) // 10
    n_visits = n_whole + n_part
    cell = rng.integers(0, len(CELLS), n_visits)
    visits = {
        "cell": cell,
        "complete": np.arange(n_visits) < n_whole,
        "start": START_US
        + rng.integers(0, 1095, n_visits) * DAY
        + rng.integers(6, 10, n_visits) * HOUR,
        "source": rng.integers(0, 2, n_visits),
        "weak": rng.random(n_visits) < 0.1,
        "wrong": rng.random(n_visits) < 30 / max(n_visits, 30),
        "ref": pl.select(pl.format("v{}", pl.int_range(n_visits))).to_series(),
    }
    combined = np.tile(np.arange(whole), n_whole)
    n_alone = size - n_whole * whole - n_part * 10
    visit = np.concatenate(
        [
            np.repeat(np.arange(n_whole), whole),
            n_whole + np.repeat(np.arange(n_part), 10),
            np.full(n_alone, -1),
        ]
    )
    drawn = rng.integers(0, whole, size - combined.size)
    combined = np.concatenate([combined, drawn])
    where = np.where(visit >= 0, cell[visit], rng.integers(0, len(CELLS), size))
    return visits, {
        "visit": visit,
        "cell": where,
        "party": (where + combined // len(LEAVES)) % len(PARTIES),
        "leaf": combined % len(LEAVES),
    }


def _observations(rng: np.random.Generator, rows: dict, visits: dict) -> dict:
    size = rows["visit"].size
    visit = rows["visit"]
    alone = visit < 0
    start = np.where(
        alone,
        START_US + rng.integers(0, 1095, size) * DAY + rng.integers(0, 15, size) * HOUR,
        visits["start"][visit],
    )
    month = (start - START_US) // DAY * MONTHS // 1096
    have = 10 + rng.integers(0, 31, (len(CELLS), len(PARTIES), len(LEAVES), MONTHS))
    true = have[rows["cell"], rows["party"], rows["leaf"], month]
    complete = ~alone & visits["complete"][visit]
    seen = np.where(complete, true, rng.integers(0, true // 5 + 1))
    seen = np.where(~alone & visits["wrong"][visit], seen * 2, seen)
    # Rumours: much more than there was, from a weak source, or at a place near a border.
    rumour = alone & (rng.random(size) < 0.0005)
    at_border = rumour & (rng.random(size) < 0.5)
    seen = np.where(rumour, seen * 20, seen)
    spread = np.where(rng.random(size) < 0.2, rng.integers(0, 4, size), 0)
    low = np.maximum(seen - np.where(complete, spread, 0), 0)
    names = (
        *(f"{name} Forces" for name in PARTIES),
        *PARTIES,
        "United Front",
        "Raiders",
        "Unknown",
    )
    draw = rng.random(size)
    actor = np.where(draw < 0.5, rows["party"], len(PARTIES) + rows["party"])
    for share, place in ((0.02, 12), (0.01, 13), (0.01, 14)):
        actor = np.where(~complete & (rng.random(size) < share), place, actor)
    ref = pl.select(pl.format("o{}", pl.int_range(size))).to_series()
    inspection = visits["ref"].gather(np.maximum(visit, 0))
    return {
        "start": start,
        "end": start + 8 * HOUR,
        "source": _pick(("post", "patrol"), np.where(alone, 0, visits["source"][visit])),
        "ref": ref,
        "actor": _pick(names, actor),
        "item": _pick(LEAVES, rows["leaf"]),
        "low": pl.Series(low),
        "best": pl.Series(seen),
        "high": pl.Series(np.where(rng.random(size) < 0.001, -1, seen + spread)).replace(-1, None),
        "inspection": pl.select(
            pl.when(pl.Series(alone)).then(pl.lit("")).otherwise(inspection)
        ).to_series(),
        "edge": np.where(
            at_border, 0.0, np.where(complete | (rng.random(size) > 0.06), 0.05, 0.01)
        ),
        "complete": pl.repeat(False, size, eager=True),  # noqa: FBT003 -- a value
        "visit": pl.Series(visit),
        **_marks((rng.random(size) < 0.1) | (rumour & ~at_border)),
    }


def _places(
    rng: np.random.Generator, pack: Pack, cell: np.ndarray, edge: np.ndarray, *, located: bool
) -> dict:
    """Return where rows are: `edge` degrees or more inside the box of their cell; 0: at its edge."""
    if not located:
        return {"zone": _pick(CELLS, cell)}
    boxes = np.array([shapely.bounds(pack.zones[name].geometry) for name in CELLS])[cell]
    along = np.where(edge > 0, rng.random(cell.size), 0.045)
    lon = boxes[:, 0] + edge + (boxes[:, 2] - boxes[:, 0] - 2 * edge) * along
    lat = boxes[:, 1] + edge + (boxes[:, 3] - boxes[:, 1] - 2 * edge) * rng.random(cell.size)
    return {
        "lon": pl.Series(lon),
        "lat": pl.Series(lat),
        "accuracy_m": pl.Series(rng.choice([10.0, 50.0, 100.0], cell.size)),
    }


def _marks(weak: np.ndarray) -> dict[str, pl.Series]:
    return {
        "reliability": _pick(("B", "E"), weak.astype(np.int64)),
        "credibility": pl.Series(np.where(weak, 5, 2).astype(np.int8)),
    }


def _pick(names: tuple[str, ...], place: np.ndarray) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(place)


def _frame(kind: str, size: int, columns: dict, *, first: int) -> pl.DataFrame:
    schema = table_columns(REPORT_KINDS[kind], REPORT_KINDS)
    filled = {
        "index": pl.int_range(first, first + size, eager=True),
        **{name: pl.Series(values) for name, values in columns.items()},
    }
    for name, kind_of in schema.items():
        if name not in filled:
            value = "" if kind_of in (pl.String, pl.Categorical) else None
            value = 0 if name == "row" else value
            filled[name] = pl.repeat(value, size, eager=True)
    return pl.DataFrame({name: filled[name].cast(kind_of) for name, kind_of in schema.items()})
