"""Random numbers that belong to a cell and a period: the same whatever else is forecast."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.warn.panel import Panel

__all__ = ["named_uniforms", "uniforms"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def uniforms(seed: int, panel: Panel, cells: Ints, position: int, draws: int = 0) -> Floats:
    """Return numbers in [0, 1): float64[n], or float64[n, draws] where `draws` is above zero.

    Each depends on the seed, the cell's name, the period and its own number: no cell's draw moves when
    another cell comes or goes.
    """
    names = [panel.cells[cell] for cell in cells]
    numbers = named_uniforms(seed, panel.label(position), names, max(draws, 1))
    return numbers if draws else numbers[:, 0]


def named_uniforms(seed: int, period: str, names: Sequence[str], draws: int) -> Floats:
    """Return numbers in [0, 1), float64[n, draws], by the seed, the period and the name of each row.

    SplitMix64 (Steele, Lea and Flood 2014, OOPSLA) from a digest of the three.
    """
    keys = np.array(
        [
            int.from_bytes(
                hashlib.blake2b(f"{seed} {period} {name}".encode(), digest_size=8).digest(), "big"
            )
            for name in names
        ],
        dtype=np.uint64,
    )
    steps = np.arange(1, draws + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = keys[:, None] + steps[None, :]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53)
