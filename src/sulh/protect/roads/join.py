"""Lines become one network: points where roads meet, pieces between them, turns that are forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.facility_reach import paired_m
from sulh.protect.roads.network import PieceFacts, Roads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.roads.lines import RoadLine
    from sulh.protect.roads.network import Pace
    from sulh.protect.roads.tags import RoadTags

__all__ = ["PIECE_M", "Pieces", "as_roads", "cut_lines"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PIECE_M = 1_000.0
"""Maximum length of a piece of road; longer roads are cut, because places join roads at such points."""

JOINED_DEGREES = 1e-6
"""Ends as close as this are one crossing (0.1 m)."""


class Pieces(NamedTuple):
    """The directed pieces of all lines, by points 0 to n - 1.

    `lon`, `lat` float64[n]. For each of m pieces: `tail`, `head` int64 (points), `line` int64 (its position
    in the list), `twin` int64 (the same piece the other way; -1: one way), `minutes` float64.
    `numbers` int64: the file's number of each point, -1 where it has none.
    """

    lon: Floats
    lat: Floats
    numbers: Ints
    tail: Ints
    head: Ints
    line: Ints
    twin: Ints
    minutes: Floats


def cut_lines(
    lines: Sequence[RoadLine], tags: Sequence[RoadTags], lengths_m: Sequence[float | None]
) -> Pieces:
    """Cut lines into pieces of at most `PIECE_M`; equal points of lines are one point.

    `lengths_m`: the length that a line states, in place of the drawn one.
    """
    counts = np.array([len(each.points) for each in lines])
    points = np.concatenate([each.points for each in lines])
    owner = np.repeat(np.arange(len(lines)), counts)
    at, first, numbers = _meet(lines, points)
    begin = np.flatnonzero(owner[:-1] == owner[1:])
    line, one, other = owner[begin], points[begin], points[begin + 1]
    long = paired_m(*one.T, *other.T)
    on_map = np.bincount(line, weights=long, minlength=len(lines))
    own = np.array([np.nan if each is None else each for each in lengths_m])
    stretch = np.where(np.isfinite(own) & (on_map > 0.0), own / np.maximum(on_map, 1e-9), 1.0)
    parts = np.maximum(1, np.ceil(long / PIECE_M)).astype(np.int64)
    segment = np.repeat(np.arange(len(parts)), parts)
    step = np.arange(len(segment)) - np.repeat(np.cumsum(parts) - parts, parts)
    # The points of a cut are new ones: two roads that cross between their points do not meet there.
    inner = np.flatnonzero(step > 0)
    share = (step[inner] / parts[segment[inner]])[:, None]
    cuts = one[segment[inner]] + share * (other - one)[segment[inner]]
    tail = at[begin][segment]
    head = at[begin + 1][segment]
    tail[inner] = len(first) + np.arange(len(inner))
    head[inner - 1] = tail[inner]
    speed = np.array([each.speed_kmh for each in tags])
    direction = np.array([each.direction for each in tags])[line[segment]]
    minutes = (long * stretch[line] / parts * 0.06 / speed[line])[segment]
    there, back = np.flatnonzero(direction >= 0), np.flatnonzero(direction <= 0)
    twin = np.full(len(there) + len(back), -1)
    both = np.flatnonzero(direction == 0)
    twin[np.searchsorted(there, both)] = len(there) + np.searchsorted(back, both)
    twin[len(there) + np.searchsorted(back, both)] = np.searchsorted(there, both)
    order = np.concatenate([there, back])
    return Pieces(
        lon=np.concatenate([points[first, 0], cuts[:, 0]]),
        lat=np.concatenate([points[first, 1], cuts[:, 1]]),
        numbers=np.concatenate([numbers, np.full(len(cuts), -1)]),
        tail=np.concatenate([tail[there], head[back]]),
        head=np.concatenate([head[there], tail[back]]),
        line=line[segment][order],
        twin=twin,
        minutes=minutes[order],
    )


def _meet(lines: Sequence[RoadLine], points: Floats) -> tuple[Ints, Ints, Ints]:
    """Return which point of the network each point of a line is, the first of each, and its number."""
    if all(each.nodes is not None for each in lines):
        numbers = np.concatenate([each.nodes for each in lines if each.nodes is not None])
        kinds, first, at = np.unique(numbers, return_index=True, return_inverse=True)
        return at.reshape(-1), first, kinds
    places = np.rint(points / JOINED_DEGREES).astype(np.int64)
    _, first, at = np.unique(places, axis=0, return_index=True, return_inverse=True)
    return at.reshape(-1), first, np.full(len(first), -1)


def as_roads(
    pieces: Pieces,
    tags: Sequence[RoadTags],
    pace: Pace,
    *,
    links: tuple[Ints, Ints, Ints] | None = None,
    copies: Ints | None = None,
    arrivals: Ints | None = None,
) -> Roads:
    """Return the network of some pieces.

    With forbidden turns: `links` are tails, heads and the piece of each (-1: it takes no time), `copies`
    int64 the points that the further ones are copies of, and `arrivals` as in `Roads`.
    """
    tail, head, piece = links or (pieces.tail, pieces.head, np.arange(len(pieces.tail)))
    order = np.lexsort((head, tail))
    piece = piece[order]
    at = np.arange(len(pieces.lon)) if copies is None else np.r_[: len(pieces.lon), copies]
    facts = None
    every = [each.facts for each in tags if each.facts is not None]
    if len(every) == len(tags):
        line = np.where(piece >= 0, pieces.line[piece], len(every))
        facts = PieceFacts(
            classes=np.array([*(e.road_class for e in every), 0], np.int8)[line],
            surfaces=np.array([*(e.surface for e in every), 0], np.int8)[line],
            bears_t=np.array([*(e.bears_t for e in every), np.inf])[line],
        )
    counts = np.bincount(tail, minlength=len(at))
    return Roads(
        lon=pieces.lon[at],
        lat=pieces.lat[at],
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        ends=head[order].astype(np.int32),
        minutes=np.where(piece >= 0, pieces.minutes[piece], 0.0),
        pace=pace,
        facts=facts,
        arrivals=arrivals,
    )
