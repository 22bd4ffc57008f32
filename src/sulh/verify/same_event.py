"""Which incidents may be one event, told twice or more: only what must be different counts for certain.

The rule is in docs/reference/verification-semantics.md, section *One event or several*.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.apart import Descriptions, keep_apart
from sulh.kernels.grouped_sums import UNBOUNDED
from sulh.observe.records import REPORTS_MAX
from sulh.values import ActId
from sulh.verify.codes import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import polars as pl

    from sulh.mission.pack import Pack
    from sulh.observe.tables import Tables
    from sulh.values import PartyId
    from sulh.verify.actors import ActorColumn, NameTable
    from sulh.verify.places import Places
    from sulh.verify.times import Ints

__all__ = ["Counted", "SameEvents", "settled_events"]

HOUR = 3_600_000_000
CLOCK = HOUR
"""Two people who look at a clock write times this far apart, on either side."""
DAY = 24 * HOUR
WORD = 64
EVERY = np.uint64(2**64 - 1)
BOUNDS = ("deaths_low", "deaths_high", "civilian_deaths_low", "civilian_deaths_high")

Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Of rows in groups, those that count as events of their own.

    `one_of`: for each row the place of the row that counts and that it may be one with, its own where it
    counts itself. `more`: for each group, how many events there are at least beyond those.
    """

    one_of: Ints
    more: Ints

    @property
    def counts(self) -> Flags:
        """Say which rows count."""
        return np.asarray(self.one_of == np.arange(self.one_of.size))


@dataclass(frozen=True)
class SameEvents:
    """The incidents of a mission, to be held against each other.

    `told_by` int64[n] is the row whose event each row tells, by what somebody settled; its own where nothing
    is settled. `apart` are the pairs that somebody settled to be different, as `keep_apart` takes them.
    """

    pack: Pack
    frame: pl.DataFrame
    places: Places
    names: NameTable
    people: tuple[Ints, Ints, ActorColumn]
    told_by: Ints
    apart: Ints

    def count(self, group: Ints, rows: Ints) -> Counted:
        """Return which rows of each group (0, 1, … ascending or not) count as events of their own."""
        size = int(group.max(initial=-1)) + 1
        if np.bincount(group, minlength=1).max(initial=0) < 2:
            return Counted(one_of=np.arange(rows.size), more=np.zeros(size, dtype=np.int64))
        every = self._descriptions
        span = every.span[rows]
        order = np.lexsort((rows, span[:, 1], span[:, 0], group))
        first = _parts(group[order], span[order])
        local, more = keep_apart(first, every.take(rows[order]), self.apart, rows[order])
        one_of = np.empty(rows.size, dtype=np.int64)
        one_of[order] = order[local]
        more_of_group = np.zeros(size, dtype=np.int64)
        np.add.at(more_of_group, group[order[first[:-1]]], more)
        return Counted(one_of=one_of, more=more_of_group)

    @cached_property
    def _descriptions(self) -> Descriptions:
        frame, places = self.frame, self.places
        start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
        clock = np.where(end - start < DAY - 1, CLOCK, 0)
        bounds = np.column_stack([frame[each].fill_null(UNBOUNDED).to_numpy() for each in BOUNDS])
        zone_names, within = _place_words(places)
        one_side, other_side = self._sides()
        return Descriptions(
            np.column_stack([start - clock, end + clock]),
            np.column_stack([places.lon, places.lat, np.where(places.exact, places.accuracy_m, np.nan)]),
            bounds.astype(np.int64),
            encode(frame["source"]).codes.astype(np.int64),
            one_side,
            other_side,
            _words_of(frame["act"], self._wider_acts),
            zone_names,
            within,
        )  # fmt: skip

    def _sides(self) -> tuple[Words, Words]:
        """Return who each side may be; a side of nobody, or with a name that nobody bears, may be anybody."""
        row, side, actors = self.people
        ids = {actor: place for place, actor in enumerate(self.pack.actors)}
        table = _bits([self._bearers(name, ids) for name in actors.names], len(ids))
        table = np.vstack([table, np.full((1, table.shape[1]), EVERY)])
        sides = np.zeros((2, self.frame.height, table.shape[1]), dtype=np.uint64)
        np.bitwise_or.at(sides, (side, row), table[actors.code])
        sides[~sides.any(axis=2)] = EVERY
        return sides[0], sides[1]

    def _bearers(self, name: str, ids: dict[PartyId, int]) -> Iterable[int]:
        """Return who may bear a name, at any time, with the members of coalitions."""
        for bearing in self.names.bearings[name]:
            yield ids[bearing.actor]
            yield from (ids[each.party] for each in self.pack.actors[bearing.actor].members)

    def _wider_acts(self, acts: Sequence[str]) -> Words:
        """Return for each act itself and all that it is a kind of."""
        wider: list[list[str]] = []
        for act in acts:
            kinds = [act]
            while (kind := self.pack.acts.get(ActId(kinds[-1]))) and kind.is_a not in (
                None,
                *kinds,
            ):
                kinds.append(str(kind.is_a))
            wider.append(kinds)
        ids = {each: place for place, each in enumerate(dict.fromkeys(chain.from_iterable(wider)))}
        return _bits([[ids[each] for each in kinds] for kinds in wider], len(ids))


def _parts(group: Ints, span: Ints) -> Ints:
    """Return where parts of sorted groups begin of which no two share a moment, and where the last ends."""
    values, ranks = np.unique(span, return_inverse=True)
    keys = group[:, None] * values.size + ranks.reshape(span.shape)
    is_new = np.append(True, keys[1:, 0] > np.maximum.accumulate(keys[:, 1])[:-1])
    return np.append(np.flatnonzero(is_new), group.size)


def _words_of(texts: pl.Series, bits_of: Callable[[Sequence[str]], Words]) -> Words:
    column = encode(texts)
    return bits_of(column.values)[column.codes]


def _bits(sets: Sequence[Iterable[int]], size: int) -> Words:
    """Return sets of small numbers as bits, uint64[len(sets), words]."""
    words = np.zeros((len(sets), size // WORD + 1), dtype=np.uint64)
    for row, numbers in enumerate(sets):
        for number in numbers:
            words[row, number // WORD] |= np.uint64(1 << number % WORD)
    return words


def _place_words(places: Places) -> tuple[Words, Words]:
    """Return the zones that the rows name, and the zones, of those named at all, that they may lie in.

    One bit, the first, is in every set, for rows that name nothing.
    """
    is_named = np.unique(places.name_code[~places.exact])
    bearers = {int(code): places.zones_by_name[code] for code in is_named.tolist()}
    zones = {
        zone: at
        for at, zone in enumerate(dict.fromkeys(chain.from_iterable(bearers.values())), start=1)
    }
    table = _bits(
        [[zones[z] for z in bearers.get(code, ())] or [0] for code in range(len(places.names))],
        len(zones),
    )
    zone_names = table[places.name_code]
    within = np.zeros_like(zone_names)
    within[:, 0] = 1
    for zone, at in zones.items():
        tri, _ = places.inside(zone)
        within[:, at // WORD] |= np.where(tri > 0, np.uint64(1 << at % WORD), np.uint64(0))
    return zone_names, within


def settled_events(
    tables: Tables, rows: Ints, strong: Callable[[pl.DataFrame], pl.Series]
) -> tuple[Ints, Ints]:
    """Return what somebody settled: whose event each incident tells, and which pairs are different.

    Parameters
    ----------
    tables
        With the comparisons, in the order recorded: of two on one pair the later holds.
    rows : int64
        The rows of the incidents' table that are judged, ascending.
    strong
        Says which rows of a table reach the pack's rule of evidence: a weak comparison settles nothing.

    Returns
    -------
    told_by : int64[n]
        The first of the incidents that tell one event. Where *different* contradicts what follows from
        *same*, the incidents of that event stay by themselves, and none is merged.
    apart : int64
        Pairs as `keep_apart` takes them.
    """
    judgements = _judged_pairs(tables, rows, strong)
    first: dict[int, int] = {}
    for (one, other), judgement in judgements.items():
        if judgement == "same":
            low, high = sorted((_first(first, one), _first(first, other)))
            first[high] = low
    apart = [pair for pair, judgement in judgements.items() if judgement == "different"]
    torn = {
        _first(first, one) for one, other in apart if _first(first, one) == _first(first, other)
    }
    told_by = np.arange(rows.size)
    for row in list(first):
        if (event := _first(first, row)) not in torn:
            told_by[row] = event
    return told_by, np.sort(np.array([one << 32 | other for one, other in apart], dtype=np.int64))


def _first(first: dict[int, int], row: int) -> int:
    """Return the first row of an event; the way to it is shortened as it is walked."""
    while (before := first.get(row, row)) != row:
        first[row] = first.get(before, before)
        row = before
    return row


def _judged_pairs(
    tables: Tables, rows: Ints, strong: Callable[[pl.DataFrame], pl.Series]
) -> dict[tuple[int, int], str]:
    """Return what was last said of each pair of incidents, by their places, the lower first."""
    comparisons = tables.comparisons.filter(strong(tables.comparisons)).sort("index")
    if not comparisons.height:
        return {}
    ids = tables.ids.gather(tables.incidents["index"].gather(rows)).to_list()
    place = {record: at for at, record in enumerate(ids)}
    judgements: dict[tuple[int, int], str] = {}
    for reports, judgement in comparisons.select("reports", "judgement").iter_rows():
        if len(reports) > REPORTS_MAX:  # of another program: no form takes so many
            continue
        some = sorted({place[each] for each in reports if each in place})
        for at, one in enumerate(some):
            for other in some[at + 1 :]:
                judgements.pop((one, other), None)
                judgements[one, other] = judgement
    return judgements
