"""Where each weapon of the register is at any moment; every weapon is in exactly one state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sulh.languages.sentence import Sentence, sentence
from sulh.verify.times import micros

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from sulh.observe import Weapon
    from sulh.recover.records import Custody, StoreCount

    Ints = NDArray[np.int64]

__all__ = ["STATES", "Balance", "Contradiction", "CountGap", "Register", "build_register"]

STATES = ("stored", "transferred", "destroyed", "missing")
"""Every weapon that was collected is in one of these; at its collection it is stored, where it was
collected."""
DESTROYED = STATES.index("destroyed")
COLLECTED = -1
"""The store of a weapon that no store has taken in yet."""

Fault = Literal["unknown-weapon", "doubled-number", "before-collection", "after-destruction"]
FAULTS: dict[Fault, Sentence] = {
    "unknown-weapon": sentence("weapon-unknown"),
    "doubled-number": sentence("weapon-doubled"),
    "before-collection": sentence("weapon-too-early"),
    "after-destruction": sentence("weapon-too-late"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A record that cannot be true beside the others: it is left out of the balance, and shown.

    `record` and `weapon` are references; `source` is who sent the record.
    `began`: when, by the record itself, UTC.
    """

    began: datetime
    fault: Fault
    source: str
    record: str
    weapon: str

    @property
    def sentence(self) -> Sentence:
        """What is wrong."""
        return sentence(
            "weapon-fault",
            record=self.record,
            source=self.source,
            weapon=self.weapon,
            fault=FAULTS[self.fault],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The register at one moment, in weapons. ``collected == sum(states.values())`` always holds.

    `stores` are the weapons in each store; the empty name stands for those that no store has taken in yet.
    """

    collected: int
    states: Mapping[str, int]
    stores: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountGap:
    """A count of a store, and how many weapons the register says were in it at that moment."""

    record: str
    source: str
    store: str
    at: datetime
    by_count: int
    by_register: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The weapons and what happened to them, as columns.

    `items`, `collected_at` and `group` are one entry a weapon, in the order given; times are microseconds
    since 1970, UTC. The events, one entry each of what happened to one weapon, are in the order in which
    they happened, those of a moment in the order recorded: `event_weapon`, `event_at`, `event_state`
    (a place in `STATES`) and `event_store` (a place in `stores`, or -1).
    """

    weapons: Sequence[Weapon]
    items: Ints
    collected_at: Ints
    event_weapon: Ints
    event_at: Ints
    event_state: Ints
    event_store: Ints
    stores: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]

    def states(self, at: datetime) -> tuple[Ints, Ints]:
        """Return the state of each weapon by what began before a moment, -1: not collected, and its store."""
        limit = micros(at)
        count = int(np.searchsorted(self.event_at, limit, side="left"))
        last = np.full(self.items.size, -1, dtype=np.int64)
        last[self.event_weapon[:count]] = np.arange(count)  # of one weapon the last one stays
        state = np.where(last >= 0, self.event_state[last] if count else 0, 0)
        store = np.where(last >= 0, self.event_store[last] if count else COLLECTED, COLLECTED)
        state[self.collected_at >= limit] = -1
        return state, store

    def balance(self, at: datetime) -> Balance:
        """Return how many weapons are in each state, by what began before a moment."""
        state, store = self.states(at)
        is_in = state >= 0
        sums = np.zeros(len(STATES), dtype=np.int64)
        np.add.at(sums, state[is_in], self.items[is_in])
        in_store = state == STATES.index("stored")
        by_store = np.zeros(len(self.stores) + 1, dtype=np.int64)
        np.add.at(by_store, store[in_store] + 1, self.items[in_store])
        return Balance(
            collected=int(self.items[is_in].sum()),
            states=dict(zip(STATES, sums.tolist(), strict=True)),
            stores={
                name: number
                for name, number in zip(("", *self.stores), by_store.tolist(), strict=True)
                if number
            },
        )

    def count_gaps(self, counts: Sequence[StoreCount]) -> tuple[CountGap, ...]:
        """Return the counts that differ from the register, in the order given."""
        gaps = []
        for each in counts:
            at = each.span.end
            inside = {_store_key(name): number for name, number in self.balance(at).stores.items()}
            by_register = inside.get(_store_key(each.store), 0)
            if by_register != each.items:
                gaps.append(
                    CountGap(
                        record=each.origin.ref,
                        source=each.origin.source,
                        store=each.store,
                        at=at,
                        by_count=each.items,
                        by_register=by_register,
                    )
                )
        return tuple(gaps)


def build_register(weapons: Sequence[Weapon], custody: Sequence[Custody]) -> Register:
    """Put the register together from what was recorded, in the order in which it was recorded.

    A step names a weapon by its number: of the same sender first, else of any sender who alone has it. Of
    steps of one moment, such as a day, a destruction is the last; the others follow each other as recorded.
    A store is one whatever the case and the spaces of its name; its first spelling is shown. Steps that cannot
    be true beside the others are left out and come back as contradictions.
    """
    numbers, doubled = _numbers(weapons)
    collected = np.array([micros(each.span.start) for each in weapons], dtype=np.int64)
    stores: dict[str, int] = {}
    spellings: list[str] = []
    faults: list[Contradiction] = list(doubled)
    rows: list[tuple[int, int, int, int]] = []
    destroyed: set[int] = set()
    for step in sorted(custody, key=lambda each: (each.span.start, each.step == "destroyed")):
        at, state = micros(step.span.start), STATES.index(step.step)
        store = COLLECTED
        if step.store:
            store = stores.setdefault(_store_key(step.store), len(stores))
            if store == len(spellings):
                spellings.append(step.store)
        sender = step.origin.source
        for number in dict.fromkeys(step.weapons):
            weapon = numbers.get((sender, number), numbers.get(("", number), -1))
            fault = _fault(weapon, at, collected, is_destroyed=weapon in destroyed)
            if fault == "after-destruction" and state == DESTROYED:
                continue  # the same end, told twice
            if fault is not None:
                faults.append(
                    Contradiction(
                        began=step.span.start,
                        fault=fault,
                        source=sender,
                        record=step.origin.ref,
                        weapon=number,
                    )
                )
                continue
            if state == DESTROYED:
                destroyed.add(weapon)
            rows.append((weapon, at, state, store))
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Register(
        weapons=weapons,
        items=np.array([each.items or 1 for each in weapons], dtype=np.int64),
        collected_at=collected,
        event_weapon=columns[:, 0].copy(),
        event_at=columns[:, 1].copy(),
        event_state=columns[:, 2].copy(),
        event_store=columns[:, 3].copy(),
        stores=tuple(spellings),
        contradictions=tuple(faults),
    )


def _store_key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _numbers(
    weapons: Sequence[Weapon],
) -> tuple[dict[tuple[str, str], int], list[Contradiction]]:
    """Return the place of each weapon by sender and number, and by number alone where one sender has it."""
    numbers: dict[tuple[str, str], int] = {}
    doubled: list[Contradiction] = []
    senders: dict[str, set[str]] = {}
    for place, each in enumerate(weapons):
        sender, number = each.origin.source, each.origin.ref
        if (sender, number) in numbers:
            doubled.append(
                Contradiction(
                    began=each.span.start,
                    fault="doubled-number",
                    source=sender,
                    record=number,
                    weapon=number,
                )
            )
        numbers.setdefault((sender, number), place)
        senders.setdefault(number, set()).add(sender)
    for number, names in senders.items():
        if len(names) == 1:
            numbers["", number] = numbers[next(iter(names)), number]
    return numbers, doubled


def _fault(weapon: int, at: int, collected: Ints, *, is_destroyed: bool) -> Fault | None:
    """Return why a step cannot be true after what came before, if it cannot."""
    if weapon < 0:
        return "unknown-weapon"
    if at < collected[weapon]:
        return "before-collection"
    return "after-destruction" if is_destroyed else None
