"""The register of weapons: the balance of any day, and the serial numbers close to one.

The rival of the balance follows each step in plain Python; that of the numbers compares one with all, by
``rapidfuzz.process.extract``, which is compiled. Both must find the same.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import numpy as np
from benchmarks.tables import Table, median_seconds
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from sulh.recover import Register, SerialIndex, plain_serial
from sulh.recover.weapons.register import STATES
from sulh.recover.weapons.serials import ALIKE

WEAPONS, WEAPONS_QUICK, TIMES = 1_000_000, 5_000, 5
SERIALS = 40
SEED = 20261129
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
DAY_US = 86_400_000_000
DAYS = 365


def register(size: int, rng: np.random.Generator) -> Register:
    """Return a register of random weapons, with two steps each in a year."""
    begin = int(FIRST.timestamp()) * 1_000_000
    collected = begin + rng.integers(0, 100, size) * DAY_US
    weapon = np.repeat(np.arange(size), 2)
    at = collected[weapon] + rng.integers(0, 200, 2 * size) * DAY_US
    order = np.argsort(at, kind="stable")
    state = rng.integers(0, len(STATES), 2 * size)
    return Register(
        weapons=(),
        items=rng.integers(1, 3, size),
        collected_at=collected,
        event_weapon=weapon[order],
        event_at=at[order],
        event_state=state[order],
        event_store=np.where(state == 0, rng.integers(0, 50, 2 * size), -1)[order],
        stores=tuple(f"store {number}" for number in range(50)),
        contradictions=(),
    )


def slow_balance(weapons: Register, at: datetime) -> dict[str, int]:
    """Follow each step in the order of time, in plain Python."""
    limit = int(at.timestamp()) * 1_000_000
    state = dict.fromkeys(np.flatnonzero(weapons.collected_at < limit).tolist(), 0)
    steps = zip(
        weapons.event_weapon.tolist(),
        weapons.event_at.tolist(),
        weapons.event_state.tolist(),
        strict=True,
    )
    for weapon, when, after in steps:
        if when < limit and weapon in state:
            state[weapon] = after
    sums: Counter[str] = Counter()
    for weapon, number in state.items():
        sums[STATES[number]] += int(weapons.items[weapon])
    return {name: sums[name] for name in STATES}


def run(*, quick: bool) -> list[Table]:
    """Measure both on one register."""
    size, times = (WEAPONS_QUICK, 1) if quick else (WEAPONS, TIMES)
    weapons = register(size, np.random.default_rng(SEED))
    at = FIRST + timedelta(days=DAYS // 2)
    ours, balance = median_seconds(lambda: weapons.balance(at), times=times)
    theirs, slow = median_seconds(lambda: slow_balance(weapons, at), times=1)
    return [
        Table(
            title=f"The balance of {size:,} weapons with {2 * size:,} steps, on a day",
            columns=("Way", "Seconds", "Times as long", "Same"),
            rows=(
                ("`Register.balance`", f"{ours:.3f}", "1", "yes"),
                (
                    "plain Python",
                    f"{theirs:.3f}",
                    f"{theirs / ours:.0f}",
                    "yes" if slow == balance.states else "no",
                ),
            ),
        ),
        _serials(size, times),
    ]


def _serials(size: int, times: int) -> Table:
    chance = random.Random(SEED)
    letters = "0123456789ABCDEFGHKM"
    serials = ["".join(chance.choices(letters, k=chance.randint(6, 9))) for _ in range(size)]
    queries = chance.sample(serials, SERIALS)
    keys = [plain_serial(each).translate(ALIKE) for each in serials]
    index = SerialIndex(serials)

    def scan(query: str) -> set[int]:
        key = plain_serial(query).translate(ALIKE)
        matches = extract(key, keys, scorer=Levenshtein.distance, score_cutoff=2, limit=None)
        return {place for _, _, place in matches}

    ours, close = median_seconds(
        lambda: [{each.place for each in index.close_to(query)} for query in queries], times=times
    )
    theirs, all_close = median_seconds(lambda: [scan(query) for query in queries], times=1)
    pairs = sum(map(len, close))
    return Table(
        title=f"Serial numbers close to one, among {size:,} of 6 to 9 characters",
        columns=("Way", "Milliseconds each", "Times as long", "Same"),
        rows=(
            ("`SerialIndex.close_to`", f"{1000 * ours / SERIALS:.1f}", "1", "yes"),
            (
                "rapidfuzz, one against all",
                f"{1000 * theirs / SERIALS:.1f}",
                f"{theirs / ours:.1f}",
                "yes" if close == all_close else "no",
            ),
        ),
        notes=(f"{pairs:,} pairs within two changes; all of them come back (recall 1).",),
    )
