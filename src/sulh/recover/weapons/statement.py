"""The statement of weapons at a moment: the balance, by type and group, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.languages.speech import ENGLISH
from sulh.recover.weapons.register import STATES, build_register
from sulh.recover.weapons.serials import SerialIndex
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.observe import Weapon
    from sulh.recover.combatants import CombatantStatement
    from sulh.recover.records import Custody, StoreCount
    from sulh.recover.weapons.register import Balance, Contradiction, CountGap, Register

__all__ = ["CloseWeapons", "StateLine", "WeaponStatement", "close_weapons", "weapon_statement"]

PAIRS_WEAPONS_MAX = 5_000
"""Of so many weapons at most each serial number is compared with all of the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """Weapons of one type, or of one group, by state."""

    name: str
    collected: int
    states: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWeapons:
    """Two weapons of the register whose serial numbers may be one, and why."""

    weapon: Weapon
    other: Weapon
    changes: int
    reason: Sentence
    agrees: tuple[str, ...]
    """What else is the same: type, make, calibre."""

    @property
    def is_likely(self) -> bool:
        """Say whether they differ in nothing, or are of one type and differ in one change."""
        return self.changes == 0 or (self.changes == 1 and "type" in self.agrees)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponStatement:
    """What the register says at a moment, UTC.

    `compared` weapons had their serial numbers compared. Of the pairs, `close` are the likely ones;
    `less_close` counts the others. `combatants`: those who laid them down, where anybody counted them.
    """

    at: datetime
    balance: Balance
    by_type: tuple[StateLine, ...]
    by_group: tuple[StateLine, ...]
    contradictions: tuple[Contradiction, ...]
    count_gaps: tuple[CountGap, ...]
    close: tuple[CloseWeapons, ...]
    less_close: int
    compared: int
    without_serial: int
    simulated: bool = False
    combatants: CombatantStatement | None = None

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has, its sentences in a language."""
        return {
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "collected": self.balance.collected,
            **self.balance.states,
            "stores": dict(self.balance.stores),
            "by_type": [_line(each, "type") for each in self.by_type],
            "by_group": [_line(each, "group") for each in self.by_group],
            "contradictions": [
                {
                    "fault": each.fault,
                    "source": each.source,
                    "record": each.record,
                    "weapon": each.weapon,
                    "sentence": each.sentence.said(speech),
                }
                for each in self.contradictions
            ],
            "counts_that_differ": [
                {
                    "store": each.store,
                    "at": format_utc(each.at),
                    "by_count": each.by_count,
                    "by_register": each.by_register,
                    "record": each.record,
                    "source": each.source,
                }
                for each in self.count_gaps
            ],
            "close_serials": [
                {
                    "weapon": each.weapon.origin.ref,
                    "serial": each.weapon.serial,
                    "other": each.other.origin.ref,
                    "other_serial": each.other.serial,
                    "changes": each.changes,
                    "reason": each.reason.said(speech),
                    "agrees": list(each.agrees),
                }
                for each in self.close
            ],
            "less_close_serials": self.less_close,
            "serials_compared": self.compared,
            "without_serial": self.without_serial,
            "combatants": self.combatants.content(speech) if self.combatants else None,
        }


def _line(line: StateLine, name: str) -> dict[str, Any]:
    return {name: line.name, "collected": line.collected, **line.states}


def weapon_statement(
    weapons: Sequence[Weapon],
    custody: Sequence[Custody],
    counts: Sequence[StoreCount],
    *,
    at: datetime,
    since: datetime | None = None,
    group_of: Callable[[str], str] = str,
    combatants: CombatantStatement | None = None,
    simulated: bool = False,
) -> WeaponStatement:
    """Return the statement at a moment. `group_of` says what a group is called that a record names.

    The serial numbers of the weapons collected from `since` on (None: of all), the latest 5,000 of them, are
    compared with those of all that were collected by then.
    """
    register = build_register(weapons, custody)
    state, _ = register.states(at)
    places = np.flatnonzero(state >= 0)
    fresh = [each for each in places.tolist() if since is None or weapons[each].span.end >= since]
    fresh = sorted(fresh, key=lambda each: weapons[each].span.start)[-PAIRS_WEAPONS_MAX:]
    pairs = close_weapons([weapons[each] for each in places.tolist()], [weapons[i] for i in fresh])
    close = tuple(each for each in pairs if each.is_likely)
    return WeaponStatement(
        at=at,
        balance=register.balance(at),
        by_type=_lines(register, state, lambda each: each.type),
        by_group=_lines(register, state, lambda each: group_of(each.actor)),
        contradictions=tuple(each for each in register.contradictions if each.began < at),
        count_gaps=register.count_gaps([each for each in counts if each.span.end <= at]),
        close=close,
        less_close=len(pairs) - len(close),
        compared=sum(bool(weapons[each].serial) for each in fresh),
        without_serial=int(sum(not weapons[each].serial for each in places.tolist())),
        simulated=simulated,
        combatants=combatants,
    )


def _lines(
    register: Register, state: Any, name_of: Callable[[Weapon], str]
) -> tuple[StateLine, ...]:
    """Sum the weapons that were collected by a name of theirs, the most first."""
    sums: dict[str, dict[str, int]] = {}
    for place in np.flatnonzero(state >= 0).tolist():
        line = sums.setdefault(name_of(register.weapons[place]), dict.fromkeys(STATES, 0))
        line[STATES[state[place]]] += int(register.items[place])
    lines = [
        StateLine(name=name, collected=sum(states.values()), states=states)
        for name, states in sums.items()
    ]
    return tuple(sorted(lines, key=lambda each: (-each.collected, each.name)))


def close_weapons(weapons: Sequence[Weapon], fresh: Iterable[Weapon]) -> tuple[CloseWeapons, ...]:
    """Return the pairs of a `fresh` weapon and another with a close serial number, the closest first."""
    fresh = list(fresh)
    if not fresh:
        return ()
    index = SerialIndex([each.serial for each in weapons])
    seen: set[tuple[int, int]] = set()
    pairs = []
    for weapon in fresh:
        for match in index.close_to(weapon.serial):
            other = weapons[match.place]
            key = (min(id(weapon), id(other)), max(id(weapon), id(other)))
            if other is weapon or key in seen:
                continue
            seen.add(key)
            pairs.append(
                CloseWeapons(
                    weapon=weapon,
                    other=other,
                    changes=match.changes,
                    reason=match.reason,
                    agrees=_agreements(weapon, other),
                )
            )
    return tuple(
        sorted(pairs, key=lambda each: (each.changes, -len(each.agrees), each.weapon.origin.ref))
    )


def _agreements(one: Weapon, other: Weapon) -> tuple[str, ...]:
    """Return what else two weapons have in common, of what both say."""
    return tuple(
        name
        for name in ("type", "make", "calibre")
        if getattr(one, name) and getattr(one, name).casefold() == getattr(other, name).casefold()
    )
