"""Which assets to move where, so that the most people have care and surgery in time.

One move is found by trying all of them. Several together are a whole-number programme, solved by HiGHS: a
place holds where one asset, at its base or where it was moved, brings care in time and one brings to
surgery in time. A programme that would be too large is replaced by the best move after the best move.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.programme import Effort, Programme, solve

__all__ = ["Moves", "best_moves"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

EFFORT = Effort(nodes_max=2000)
LINKS_MAX = 400_000
"""Up to so many numbers in the rows of a programme it is solved as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Who moves where (positions of asset and site), and the persons it adds; no moves add above `bound`."""

    moves: tuple[tuple[int, int], ...]
    gain: float
    bound: float
    is_proven: bool


def best_moves(care: Bools, surgery: Bools, persons: Floats, count: int) -> Moves:
    """Return the moves, at most `count` and each asset once, that add the most persons.

    Parameters
    ----------
    care, surgery : bool[1 + sites, assets, places]
        Whether an asset brings care in time, and brings to surgery in time: row 0 from its base.
    persons : float64[places]
        None negative.
    count : int
    """
    before = _within(care[0], surgery[0], persons)
    if count == 1 or care.shape[0] == 1:
        move, after = _best_move(care, surgery, persons)
        gain = max(0.0, after - before)
        one = (move,) if move is not None and gain > 0 else ()
        return Moves(moves=one, gain=gain, bound=gain, is_proven=True)
    whole = _programme(care, surgery, persons, count)
    if whole is not None and whole.gain >= 0:
        return whole
    moves, gain = _one_after_another(care, surgery, persons, count)
    reach = care.any(axis=(0, 1)) & surgery.any(axis=(0, 1))
    return Moves(
        moves=moves, gain=gain, bound=float(persons[reach].sum()) - before, is_proven=False
    )


def _within(care: Bools, surgery: Bools, persons: Floats) -> float:
    return float(persons[care.any(axis=0) & surgery.any(axis=0)].sum())


def _best_move(
    care: Bools, surgery: Bools, persons: Floats
) -> tuple[tuple[int, int] | None, float]:
    """Return the asset and the site whose one move leaves the most persons in time, and how many they are."""
    carers, bringers = care[0].sum(axis=0), surgery[0].sum(axis=0)
    best, most = None, -1.0
    for i in range(care.shape[1]):
        cared, brought = carers > care[0, i], bringers > surgery[0, i]
        for s in range(1, care.shape[0]):
            after = float(persons[(cared | care[s, i]) & (brought | surgery[s, i])].sum())
            if after > most:
                best, most = (i, s - 1), after
    return best, most


def _after(care: Bools, surgery: Bools, moves: tuple[tuple[int, int], ...]) -> tuple[Bools, Bools]:
    """Return the rows of the bases after some moves."""
    now = care[0].copy(), surgery[0].copy()
    for i, site in moves:
        now[0][i], now[1][i] = care[site + 1, i], surgery[site + 1, i]
    return now


def _one_after_another(
    care: Bools, surgery: Bools, persons: Floats, count: int
) -> tuple[tuple[tuple[int, int], ...], float]:
    before = most = _within(care[0], surgery[0], persons)
    moves: tuple[tuple[int, int], ...] = ()
    care, surgery = care.copy(), surgery.copy()
    for _ in range(count):
        move, after = _best_move(care, surgery, persons)
        if move is None or after <= most:
            break
        moves, most = (*moves, move), after
        i, site = move
        # Who has moved stays: from every site it would reach what it reaches now.
        care[:, i], surgery[:, i] = care[site + 1, i].copy(), surgery[site + 1, i].copy()
    return moves, most - before


def _programme(care: Bools, surgery: Bools, persons: Floats, count: int) -> Moves | None:
    """Return the proven best moves of a programme; None: it would be too large, or the solver has none."""
    n_sites, n_assets = care.shape[0] - 1, care.shape[1]
    before = _within(care[0], surgery[0], persons)
    # Who keeps more carers and more bringers than can leave is in time whatever moves.
    is_safe = (care[0].sum(axis=0) > count) & (surgery[0].sum(axis=0) > count)
    is_reached = care.any(axis=(0, 1)) & surgery.any(axis=(0, 1))
    at = np.flatnonzero(is_reached & ~is_safe)
    if not len(at):
        return Moves(moves=(), gain=0.0, bound=0.0, is_proven=True)
    both = np.concatenate([care[:, :, at], surgery[:, :, at]]).reshape(-1, len(at))
    _, first, kind_of = np.unique(
        np.packbits(both, axis=0), axis=1, return_index=True, return_inverse=True
    )
    weights = np.bincount(kind_of.reshape(-1), weights=persons[at]).astype(np.float64)
    programme = Programme(constant=float(persons[is_safe].sum()))
    moves = programme.add(np.zeros(n_sites * n_assets), whole=True).reshape(n_sites, n_assets)
    in_time = programme.add(weights)
    links = 0
    for k, place in enumerate(at[first]):
        for reach in (care[:, :, place], surgery[:, :, place]):
            # A move takes the asset from its base: it counts only where its reach changes.
            change = reach[1:].astype(np.float64) - reach[0]
            used = np.nonzero(change)
            links += 1 + len(used[0])
            if links > LINKS_MAX:
                return None
            programme.row(
                np.concatenate([[in_time[k]], moves[used]]),
                np.concatenate([[1.0], -change[used]]),
                high=float(reach[0].sum()),
            )
    for i in range(n_assets):
        programme.row(moves[:, i], 1.0, high=1.0)
    programme.row(moves.reshape(-1), 1.0, high=float(count))
    solution = solve(programme, EFFORT)
    if not len(solution.values):
        return None
    picks = [(int(i), int(s)) for s, i in np.argwhere(solution.values[moves] > 0.5)]
    picks = _lean(care, surgery, persons, picks)
    gain = _within(*_after(care, surgery, tuple(picks)), persons) - before
    is_best = solution.status == "best"
    return Moves(
        moves=tuple(sorted(picks)),
        gain=gain,
        bound=gain if is_best else max(gain, solution.bound - before),
        is_proven=is_best,
    )


def _lean(
    care: Bools, surgery: Bools, persons: Floats, picks: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Leave out moves that add nothing."""
    value = _within(*_after(care, surgery, tuple(picks)), persons)
    needed = list(picks)
    for move in picks:
        rest = tuple(each for each in needed if each != move)
        if _within(*_after(care, surgery, rest), persons) >= value:
            needed.remove(move)
    return needed
