"""Amounts as whole steps, what a load takes of a vehicle, and loads larger than a vehicle.

Steps are litres, kilograms, hundredths of a cubic metre, pallets. What is needed is rounded up to a step,
what is there is rounded down.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.respond.convoys.records import UNITS

if TYPE_CHECKING:
    from sulh.respond.convoys.records import ReliefNeed, ReliefVehicle

__all__ = ["STEP", "Measure", "measure_need", "room_of", "split_amount", "steps"]

Ints = NDArray[np.int64]

STEP = {"l": Decimal(1), "kg": Decimal(1), "m3": Decimal("0.01"), "pallet": Decimal(1)}
KG, M3 = UNITS.index("kg"), UNITS.index("m3")


def steps(amount: Decimal, unit: str, *, up: bool) -> int:
    """Return an amount in steps of its unit, rounded up or down."""
    rounding = ROUND_CEILING if up else ROUND_FLOOR
    return int((amount / STEP[unit]).to_integral_value(rounding))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A need in steps: the amount, the position of its unit, and what a step takes of the other units."""

    amount: int
    unit: int
    also: tuple[tuple[int, Decimal], ...] = ()

    def load(self, amount: int) -> Ints:
        """Return what a load of so many steps takes of a vehicle, int64[4], by unit."""
        takes = np.zeros(len(UNITS), np.int64)
        takes[self.unit] = amount
        for unit, each in self.also:
            takes[unit] = int((each * amount).to_integral_value(ROUND_CEILING))
        return takes

    def largest(self, room: Ints) -> int:
        """Return the largest load that fits into a vehicle's room, int64[4]; 0: none."""
        most = int(room[self.unit])
        for unit, each in self.also:
            most = min(most, int(Decimal(int(room[unit])) / each))
        return max(most, 0)


def measure_need(need: ReliefNeed) -> Measure:
    """Return a need in steps."""
    unit = UNITS.index(need.unit)
    also = [
        (other, each * STEP[need.unit] / STEP[UNITS[other]])
        for other, each in ((KG, need.kg_each), (M3, need.m3_each))
        if each and other != unit
    ]
    return Measure(amount=steps(need.quantity, need.unit, up=True), unit=unit, also=tuple(also))


def room_of(vehicle: ReliefVehicle) -> Ints:
    """Return the room of a vehicle in steps, int64[4], by unit."""
    return np.array(
        [steps(each, unit, up=False) for each, unit in zip(vehicle.capacity, UNITS, strict=True)],
        np.int64,
    )


def split_amount(amount: int, largest: int) -> tuple[int, ...]:
    """Return the loads of an amount that is larger than a vehicle: full ones, and the rest.

    They are as few as can be: ``ceil(amount / largest)``.
    """
    full, rest = divmod(amount, largest)
    return (*([largest] * full), *((rest,) if rest else ()))
