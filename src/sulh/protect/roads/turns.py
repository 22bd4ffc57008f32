"""Forbidden turns: a crossing becomes one point for each way in, and from each some ways on are missing.

Each rule is a sequence of pieces that no trip may contain. A trip is in the state of the longest end of its
way that begins such a sequence (Aho and Corasick 1975, Communications of the ACM 18); only crossings with a
rule get more than one state, so the network hardly grows.

Whoever must not turn left could otherwise pass the crossing, turn round on the road and turn right. So nobody
turns round on a road that leaves a crossing with a rule, up to the next crossing, unless it ends there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sulh.protect.roads.join import Pieces
    from sulh.protect.roads.lines import RoadLine, Turn

__all__ = ["Expansion", "expand_turns", "forbidden_ways"]

Ints = NDArray[np.int64]
Way = tuple[int, ...]


class Expansion(NamedTuple):
    """A network with copies of crossings; see `as_roads`."""

    links: tuple[Ints, Ints, Ints]
    copies: Ints
    arrivals: Ints


def forbidden_ways(
    pieces: Pieces, lines: Sequence[RoadLine], turns: Iterable[Turn]
) -> tuple[set[Way], int]:
    """Return sequences of pieces that no trip may contain, and how many turns fit no crossing of the file."""
    turns = tuple(turns)
    net = _Net(pieces, lines, turns)
    ways: set[Way] = set()
    unfit = 0
    for turn in turns:
        own, crossings = net.sequences(turn)
        if not own:
            unfit += 1
            continue
        ways |= own
        for crossing in crossings:
            ways |= net.no_return_from(crossing)
    return ways, unfit


class _Net:
    """The pieces around crossings, by point and line."""

    def __init__(self, pieces: Pieces, lines: Sequence[RoadLine], turns: Sequence[Turn]) -> None:
        self.pieces = pieces
        used = {n for t in turns for n in (t.start, t.end, *t.via_lines)}
        self.position = {each.number: i for i, each in enumerate(lines) if each.number in used}
        order = np.argsort(pieces.numbers, kind="stable")
        self._numbers, self._order = pieces.numbers[order], order
        by_tail = np.argsort(pieces.tail, kind="stable")
        self._out = by_tail, np.searchsorted(pieces.tail[by_tail], np.arange(len(pieces.lon) + 1))
        by_head = np.argsort(pieces.head, kind="stable")
        self._in = by_head, np.searchsorted(pieces.head[by_head], np.arange(len(pieces.lon) + 1))
        by_line = np.argsort(pieces.line, kind="stable")
        self._own = by_line, np.searchsorted(pieces.line[by_line], np.arange(len(lines) + 1))

    def point(self, number: int) -> int:
        at = int(np.searchsorted(self._numbers, number))
        is_there = at < len(self._numbers) and self._numbers[at] == number
        return int(self._order[at]) if is_there else -1

    def leaving(self, point: int) -> list[int]:
        order, starts = self._out
        return [int(e) for e in order[starts[point] : starts[point + 1]]]

    def arriving(self, point: int) -> list[int]:
        order, starts = self._in
        return [int(e) for e in order[starts[point] : starts[point + 1]]]

    def of_line(self, number: int) -> list[int]:
        order, starts = self._own
        i = self.position.get(number)
        return [] if i is None else [int(e) for e in order[starts[i] : starts[i + 1]]]

    def sequences(self, turn: Turn) -> tuple[set[Way], list[int]]:
        """Return what a turn forbids, and its crossings; nothing where it fits no crossing."""
        if not {turn.start, turn.end, *turn.via_lines} <= set(self.position):
            return set(), []
        chains = self._via(turn)
        ways: set[Way] = set()
        crossings: list[int] = []
        for begin, middle, end in chains:
            tails = [e for e in self.arriving(begin) if self._is_of(e, turn.start)]
            heads = [e for e in self.leaving(end) if self._is_of(e, turn.end)]
            if len(tails) != 1 or len(heads) != 1:
                continue  # the crossing lies inside a line: which side of it is meant is not said
            chain = (tails[0], *middle, heads[0])
            crossings += [begin, end]
            if not turn.is_only:
                ways.add(chain)
                continue
            for i in range(1, len(chain)):
                others = self.leaving(int(self.pieces.head[chain[i - 1]]))
                ways |= {(*chain[:i], e) for e in others if e != chain[i]}
        return ways, crossings

    def _is_of(self, piece: int, number: int) -> bool:
        return int(self.pieces.line[piece]) == self.position[number]

    def _via(self, turn: Turn) -> list[tuple[int, Way, int]]:
        """Return the ways from the first to the last crossing of a turn: one, or one over each direction."""
        if not turn.via_lines:
            point = self.point(turn.via)
            return [] if point < 0 else [(point, (), point)]
        first = {int(self.pieces.head[e]) for e in self.of_line(turn.start)}
        last = {int(self.pieces.tail[e]) for e in self.of_line(turn.end)}
        own = {e for number in turn.via_lines for e in self.of_line(number)}
        chains = []
        for begin in sorted(first & {int(self.pieces.tail[e]) for e in own}):
            way, here, seen = [], begin, {begin}
            while here not in last or here == begin:
                on = [
                    e
                    for e in self.leaving(here)
                    if e in own and int(self.pieces.head[e]) not in seen
                ]
                if len(on) != 1:
                    break
                way.append(on[0])
                here = int(self.pieces.head[on[0]])
                seen.add(here)
            if way and here in last:
                chains.append((begin, tuple(way), here))
        return chains

    def no_return_from(self, crossing: int) -> set[Way]:
        """Forbid turning round on the roads that leave a crossing, up to the next one."""
        twin, head = self.pieces.twin, self.pieces.head
        ways: set[Way] = set()
        for start in self.leaving(crossing):
            piece, seen = start, {start}
            while True:
                here = int(head[piece])
                on = [e for e in self.leaving(here) if e != twin[piece]]
                if not on:
                    break  # a dead end: whoever is there turns round
                if twin[piece] >= 0:
                    ways.add((piece, int(twin[piece])))
                if len(on) != 1 or len(self.arriving(here)) > 2 or on[0] in seen:
                    break
                piece = on[0]
                seen.add(piece)
        return ways


def expand_turns(pieces: Pieces, ways: set[Way]) -> Expansion:
    """Return the network in which no trip contains one of some sequences of pieces."""
    states = sorted({way[:i] for way in ways for i in range(1, len(way))})
    count = len(pieces.lon)
    at = {state: count + i for i, state in enumerate(states)}
    ends = pieces.head[[state[-1] for state in states]].astype(np.int64)

    def on(state: Way, piece: int) -> int:
        """Return where a trip in a state is after a piece; -1: it may not take it."""
        path = (*state, piece)
        tails = [path[i:] for i in range(len(path))]
        if any(tail in ways for tail in tails):
            return -1
        return next((at[tail] for tail in tails if tail in at), int(pieces.head[piece]))

    first = {state[0] for state in states}
    head = pieces.head.copy()
    for piece in sorted(first):
        head[piece] = on((), piece)
    tails, heads, numbers = [pieces.tail], [head], [np.arange(len(head))]
    by_tail = np.argsort(pieces.tail, kind="stable")
    starts = np.searchsorted(pieces.tail[by_tail], np.arange(count + 1))
    more = [
        (at[state], there, int(piece))
        for state, end in zip(states, ends, strict=True)
        for piece in by_tail[starts[end] : starts[end + 1]]
        if (there := on(state, int(piece))) >= 0
    ]
    # A trip to a crossing may end at each of its copies: they lead to one end, in no time.
    several = np.unique(ends)
    goal = dict(zip(several.tolist(), range(count + len(states), 2**62), strict=False))
    more += [(int(point), end, -1) for point, end in goal.items()]
    more += [(at[s], goal[int(end)], -1) for s, end in zip(states, ends, strict=True)]
    extra = np.array(more, np.int64).reshape(-1, 3)
    arrivals = np.arange(count)
    arrivals[several] = [goal[int(point)] for point in several]
    return Expansion(
        links=(
            np.concatenate([*tails, extra[:, 0]]),
            np.concatenate([*heads, extra[:, 1]]),
            np.concatenate([*numbers, extra[:, 2]]),
        ),
        copies=np.concatenate([ends, several]).astype(np.int64),
        arrivals=arrivals,
    )
